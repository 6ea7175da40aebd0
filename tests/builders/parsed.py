"""Sentences with a parse written by hand, so that the rooms after reading can be tested without a model."""

from dragoman.lexicons.files import Lexicons
from dragoman.reading.predications import Grammar, add_predications
from dragoman.schema.actor import Actor, Cast, Mention, MentionKind
from dragoman.schema.document import ParagraphKind
from dragoman.schema.sentence import Sentence, Token

POS = {
    "NNP": "PROPN",
    "NN": "NOUN",
    "NNS": "NOUN",
    "IN": "ADP",
    "TO": "PART",
    "DT": "DET",
    "MD": "AUX",
    "RB": "PART",
    ".": "PUNCT",
}


def parsed(spec: str, *, lexicons: Lexicons) -> Sentence:
    """Build a sentence from words like "cancelled/cancel/VBD/ROOT/1": text, lemma, tag, label, head."""
    tokens: list[Token] = []
    at = 0
    for word in spec.split():
        text, lemma, tag, dep, head = word.split("/")
        pos = "AUX" if dep in {"aux", "auxpass"} else POS.get(tag, "VERB" if tag.startswith("VB") else "ADJ")
        tokens.append(Token(text, lemma, pos, tag, dep, int(head), at, at + len(text)))
        at += len(text) + 1
    below = tuple(tuple(i for i, t in enumerate(tokens) if t.head == n and i != n) for n in range(len(tokens)))
    text = " ".join(token.text for token in tokens)
    sentence = Sentence(0, 0, ParagraphKind.BODY, (0, len(text)), text, tuple(tokens), below)
    return add_predications(sentence, grammar=Grammar.of(lexicons), quotations=())


def states(sentence: Sentence, **codes: str) -> Cast:
    """Build a cast of states by the words that name them: `states(sentence, Ghana="GHA")`."""
    return Cast(
        tuple(
            Mention(
                0,
                i,
                (t.start, t.end),
                MentionKind.STATE,
                (Actor(text=t.text, country=codes[t.text], span=(t.start, t.end)),),
                "test",
            )
            for i, t in enumerate(sentence.tokens)
            if t.text in codes
        )
    )
