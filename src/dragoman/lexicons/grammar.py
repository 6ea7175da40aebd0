"""Word lists of the grammar (`en/grammar/words.toml`): light verbs, control, compound prepositions."""

import functools

from dragoman.errors import LexiconError
from dragoman.lexicons.files import Entry, Lexicons
from dragoman.schema.base import Record


class WordList(Entry, frozen=True, kw_only=True):
    """One list of lemmas, with what it is for."""

    note: str
    words: tuple[str, ...]


@functools.cache
def word_list(lexicons: Lexicons, name: str) -> frozenset[str]:
    """Give the words of one list.

    Raises:
        LexiconError: there is no such list.
    """
    for entry in lexicons.entries("en/grammar/words.toml", WordList):
        if entry.id == name:
            return frozenset(entry.words)
    raise LexiconError(f"en/grammar/words.toml: there is no list '{name}'; it came with dragoman, put it back")


class LemmaRow(Record, frozen=True, kw_only=True):
    """A form whose lemma the parser gets wrong, and the right one."""

    form: str
    pos: str
    lemma: str


@functools.cache
def corrected_lemmas(lexicons: Lexicons) -> dict[tuple[str, str], str]:
    """Give the right lemma by form and word class (`en/grammar/lemmas.csv`)."""
    return {(row.form, row.pos): row.lemma for row in lexicons.table("en/grammar/lemmas.csv", LemmaRow)}
