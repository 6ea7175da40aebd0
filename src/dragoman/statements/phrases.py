"""Phrases of a sentence as spans of characters: noun phrases, clauses, stretches."""

from dragoman.lexicons.files import Lexicons
from dragoman.schema.sentence import Sentence
from dragoman.statements.cues import word_list

QUOTE_TOKENS = frozenset('“”„‟«»"') | {"''", "``", "‘", "’", "'"}
_PERSON_ENDINGS = ("er", "or", "ist", "ian", "man", "men", "woman", "women", "ant", "ee", "ess", "crat", "eer", "ese")


def phrase(sentence: Sentence, head: int, *, relatives: bool = True) -> tuple[int, int]:
    """Give the first and last token of the noun phrase that a token heads.

    Clauses and appositions on it belong to it; what a comma or bracket leaves dangling does not.
    """
    skip: set[int] = set()
    for child in sentence.children[head]:
        dep = sentence.tokens[child].dep
        if dep in {"punct", "cc"} or (not relatives and dep in {"relcl", "acl", "appos", "advcl", "prep"}):
            skip.update(sentence.subtree(child) if dep != "punct" else (child,))
    tokens = [i for i in sentence.subtree(head) if i not in skip]
    first, last = head, head
    inside = set(tokens) | skip
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    while first < head and (sentence.tokens[first].pos == "PUNCT" or first in skip):
        first += 1
    while last > head and (sentence.tokens[last].pos == "PUNCT" or last in skip):
        last -= 1
    return first, last


def end_of_words(sentence: Sentence) -> int:
    """Give the character at which the words of a sentence end, its closing punctuation left out."""
    last = len(sentence.tokens) - 1
    while last > 0 and sentence.tokens[last].pos in {"PUNCT", "SPACE"}:
        last -= 1
    return sentence.tokens[last].end


def short_phrase(sentence: Sentence, head: int) -> tuple[int, int]:
    """Give the noun phrase without relative clauses, participles and appositions behind it."""
    first, last = phrase(sentence, head, relatives=False)
    keep = last
    for child in sentence.children[head]:
        if (
            child > head
            and sentence.tokens[child].dep == "prep"
            and sentence.tokens[child].text == "of"
            and child == keep + 1
        ):
            keep = max(phrase(sentence, child)[1], keep)
    return first, keep


def can_speak(sentence: Sentence, token: int, lexicons: Lexicons) -> bool:
    """Say whether the word can stand for people: a name, a personal pronoun, a role, a body."""
    word = sentence.tokens[token]
    low = word.text.lower()
    if word.pos == "PROPN":
        return True
    if word.pos == "PRON" or word.tag in {"WP", "PRP"}:
        return low in word_list(lexicons, "pronoun") and low not in {"that", "which"}
    lemma = word.lemma.lower()
    if (
        lemma in word_list(lexicons, "person")
        or lemma in word_list(lexicons, "body")
        or low in word_list(lexicons, "body")
    ):
        return True
    return (
        word.pos in {"NOUN", "ADJ", "NUM"}
        and lemma.endswith(_PERSON_ENDINGS)
        and lemma not in word_list(lexicons, "not-people")
    )


def can_tell(sentence: Sentence, token: int, lexicons: Lexicons) -> bool:
    """Say whether the word can stand for something written, counted or filmed."""
    word = sentence.tokens[token]
    return word.lemma.lower() in word_list(lexicons, "document") or word.text.lower() in {"which", "that", "it"}


_FINITE = ("VBD", "VBZ", "VBP", "MD")


def is_finite(sentence: Sentence, token: int) -> bool:
    """Say whether a verb carries tense itself or by an auxiliary."""
    return bool(finite_tag(sentence, token))


def finite_tag(sentence: Sentence, token: int) -> str:
    """Give the Penn tag of the word that carries a verb's tense: VBD, VBZ, VBP or MD; "" where nothing does."""
    if sentence.tokens[token].tag in _FINITE:
        return sentence.tokens[token].tag
    for child in sentence.children[token]:
        if sentence.tokens[child].dep in {"aux", "auxpass"} and sentence.tokens[child].tag in _FINITE:
            return sentence.tokens[child].tag
    return ""
