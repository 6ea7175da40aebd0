"""From the words that name a speaker to an actor: through the cast, documents traced to their authors."""

import re

from dragoman.lexicons.files import Lexicons
from dragoman.schema.actor import Actor, Cast, Mention, MentionKind
from dragoman.schema.document import Document
from dragoman.schema.sentence import Reading, Sentence
from dragoman.statements.cues import word_list
from dragoman.statements.phrases import can_speak, can_tell, phrase, short_phrase

_RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
_ANONYMITY = re.compile(
    r"(?:(?:on|under)\s+(?:the\s+)?condition\s+(?:of\s+anonymity|that\s+[^.;”\"]{0,60}?not\s+be\s+(?:named|identified))"
    r"|(?:ask|want|wish|request|prefer|insist|declin|refus|allow)\w*\s+(?:on\s+)?(?:anonymity|not\s+to\s+be\s+(?:named|identified|quoted)(?:\s+by\s+name)?|to\s+(?:be\s+(?:named|identified|quoted)|give\s+(?:his|her|their|a)\s+(?:full\s+)?names?|remain\s+anonymous))"
    r"|(?:could|can|would)\s+not\s+be\s+(?:named|identified)"
    r"|(?:not|un)[ -]?authori[sz]ed\s+to\s+(?:speak|comment|talk|discuss|brief))"
    r"(?:\s+(?:because|as|since|due\s+to|owing\s+to|citing|given|in\s+order\s+to|so\s+as\s+to|for\s+fear|out\s+of|under|when|while|to)\s+[^.;“”\"]+?)?(?=[,.;“”\"]|$|\s+(?:said|told|added)\b)",
    re.IGNORECASE,
)  # fmt: skip
_NAMELESS = frozenset(
    "some many several few most other others another one two three both all any someone somebody".split()
)


def anonymity_of(text: str) -> str | None:
    """Give the words that say why a source is not named, if a text has them."""
    found = _ANONYMITY.search(text)
    return " ".join(found.group().split()) if found else None


def actors_at(
    document: Document, reading: Reading, cast: Cast, place: tuple[int, int], *, lexicons: Lexicons
) -> tuple[Actor, ...]:
    """Give whom a speaker phrase means, at least one; an unknown phrase becomes an actor with its text.

    A relative pronoun stands for its antecedent, a letter or statement for who wrote it.
    """
    sentence = reading.sentences[place[0]]
    token = _antecedent(sentence, place[1])
    if can_tell(sentence, token, lexicons) and sentence.tokens[token].pos == "NOUN":
        author = author_of(sentence, token, lexicons)
        if author is not None:
            token = author
    mention = mention_at(cast, sentence, token)
    if mention is not None and mention.actors:
        return mention.actors
    first, last = short_phrase(sentence, token)
    span = (sentence.tokens[first].start, sentence.tokens[last].end)
    text = document.text[slice(*span)]
    return (Actor(text=text, span=span, named=is_named(sentence, token, lexicons)),)


def mention_at(cast: Cast, sentence: Sentence, token: int) -> Mention | None:
    """Find the mention of a word; where an apposition or a name of several words hides it, that of the name."""
    mention = cast.at(sentence.index, token)
    if mention is not None and mention.actors:
        return mention
    for child in sentence.children[token]:
        if sentence.tokens[child].dep in {"appos", "compound"} and sentence.tokens[child].pos == "PROPN":
            other = cast.at(sentence.index, child)
            if other is not None and other.actors and other.kind is MentionKind.PERSON:
                return other
    head = sentence.tokens[token].head
    if sentence.tokens[token].dep in {"compound", "appos"}:
        other = cast.at(sentence.index, head)
        if other is not None and other.actors:
            return other
    return mention


def _antecedent(sentence: Sentence, token: int) -> int:
    word = sentence.tokens[token]
    if word.text.lower() not in _RELATIVES or word.tag not in {"WP", "WDT", "WP$", "IN"}:
        return token
    for above in sentence.ancestors(token):
        if sentence.tokens[above].dep == "relcl":
            return sentence.tokens[above].head
    return token


def author_of(sentence: Sentence, document: int, lexicons: Lexicons) -> int | None:
    """Find who stands behind a letter, statement or report: "her letter", "a statement by the ministry"."""
    tokens = sentence.tokens
    for child in sentence.children[document]:
        if tokens[child].dep == "poss":
            return child
    for below in sentence.subtree(document):
        word = tokens[below]
        if word.dep in {"prep", "agent"} and word.text.lower() in {"by", "from", "of", "on", "at"}:
            for inner in sentence.children[below]:
                if tokens[inner].dep != "pobj":
                    continue
                if can_speak(sentence, inner, lexicons) and not can_tell(sentence, inner, lexicons):
                    return inner
                owner = next((c for c in sentence.children[inner] if tokens[c].dep == "poss"), None)
                if owner is not None:
                    return owner
    for child in sentence.children[document]:
        if tokens[child].dep in {"compound", "nmod"} and tokens[child].pos == "PROPN":
            return child
    return None


def is_named(sentence: Sentence, token: int, lexicons: Lexicons) -> bool:
    """Say whether a phrase that the cast does not know names its source: a name, or a body of some state."""
    word = sentence.tokens[token]
    if word.pos == "PROPN":
        return True
    if word.pos == "PRON":
        return word.text.lower() not in _NAMELESS
    low, lemma = word.text.lower(), word.lemma.lower()
    first, last = phrase(sentence, token)
    if any(sentence.tokens[i].dep == "appos" and sentence.tokens[i].pos == "PROPN" for i in range(first, last + 1)):
        return True
    return low not in _NAMELESS and lemma in word_list(lexicons, "body") and word.tag != "NNS"
