"""The entries of `lexicons/en/sources/`: words by which the parts of a page are known."""

import functools
import re
from typing import Literal

from dragoman.errors import LexiconError
from dragoman.lexicons.files import Entry, Lexicons
from dragoman.schema.document import ParagraphKind


class PageEntry(Entry, frozen=True, kw_only=True):
    """What marks a paragraph as something else than running text; keys are told in the README beside the files."""

    kind: ParagraphKind
    whole: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    pattern: str = ""
    where: Literal["anywhere", "top", "tail"] = "anywhere"
    most_words: int = 0  # 0: of any length
    rest: bool = False  # all that follows on the page is of this kind too
    note: str = ""
    examples: tuple[str, ...]
    non_examples: tuple[str, ...]

    def __post_init__(self) -> None:
        if not (self.whole or self.starts or self.ends or self.pattern):
            raise ValueError("names no words; give whole, starts, ends or pattern")
        if not self.examples or not self.non_examples:
            raise ValueError("needs at least one of examples and one of non_examples")

    def matches(self, text: str) -> bool:
        """Say whether a paragraph's text is one of these, wherever on the page it stands."""
        if self.most_words and text.count(" ") >= self.most_words:
            return False
        return _compiled(self).search(text) is not None


class WordList(Entry, frozen=True, kw_only=True):
    """A list of words that the rules of this room use by its id."""

    words: tuple[str, ...]
    note: str = ""


@functools.cache
def _compiled(entry: PageEntry) -> re.Pattern[str]:
    """Put an entry's words into one regular expression.

    Raises:
        LexiconError: the entry's own expression is none.
    """
    parts = []
    if entry.whole:
        parts.append(rf"(?i:^\W*(?:{_either(entry.whole)})\W*$)")
    if entry.starts:
        parts.append(rf"(?i:^\W*(?:{_either(entry.starts)})\b)")
    if entry.ends:
        parts.append(rf"(?i:\b(?:{_either(entry.ends)})\W*$)")
    try:
        if entry.pattern:
            # Flags written at the head of an expression count for it alone, not for what it is joined to.
            flags = re.match(r"\(\?([a-z]+)\)", entry.pattern)
            own = entry.pattern[flags.end() :] if flags else entry.pattern
            parts.append(f"(?{flags.group(1) if flags else ''}:{own})")
        return re.compile("|".join(parts))
    except re.error as error:
        raise LexiconError(
            f"lexicons/en/sources: entry {entry.id}: pattern: {error}; see re in Python's docs"
        ) from error


def _either(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in words)


@functools.cache
def page_entries(lexicons: Lexicons) -> tuple[PageEntry, ...]:
    """Read the entries for parts of a page, in the order of the files."""
    return lexicons.entries("en/sources/page.toml", PageEntry)


@functools.cache
def word_list(lexicons: Lexicons, name: str) -> frozenset[str]:
    """Read one list of words.

    Raises:
        LexiconError: there is no list of that name.
    """
    for entry in lexicons.entries("en/sources/words.toml", WordList):
        if entry.id == name:
            return frozenset(entry.words)
    raise LexiconError(f"lexicons/en/sources/words.toml: there is no list '{name}'; add it")
