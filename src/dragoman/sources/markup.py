"""The entries of `lexicons/en/sources/markup.toml`: parts of web pages that hold no running text of the story."""

import functools
import re
from typing import TYPE_CHECKING

from dragoman.errors import LexiconError
from dragoman.lexicons.files import Entry, Lexicons
from dragoman.schema.document import ParagraphKind

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Where page builders write what a part is, besides its class and id.
_NAMING = ("class", "id", "data-component", "data-testid", "data-module", "data-name", "data-type", "name")

# Classes and ids are written "story-body", "storyBody", "story_body", "story__body": the words in them.
_TOKEN = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")


class MarkupEntry(Entry, frozen=True, kw_only=True):
    """What marks an element as none of the story; keys are told in the README beside the files."""

    kind: ParagraphKind = ParagraphKind.FURNITURE
    tags: tuple[str, ...] = ()
    words: tuple[str, ...] = ()  # of a class or id; several words in a row are written "read next"
    attributes: tuple[str, ...] = ()  # "role=dialog", "hidden"
    most_share: float = 0.5  # an element that holds more than this part of the page's text is left alone
    note: str = ""
    examples: tuple[str, ...]
    non_examples: tuple[str, ...]

    def __post_init__(self) -> None:
        if not (self.tags or self.words or self.attributes):
            raise ValueError("names nothing; give tags, words or attributes")
        if self.kind not in {ParagraphKind.FURNITURE, ParagraphKind.CAPTION}:
            raise ValueError(f"kind '{self.kind}': must be furniture, which is cut out, or caption, which is kept")
        if not self.examples or not self.non_examples:
            raise ValueError("needs at least one of examples and one of non_examples")

    def matches(self, element: "HtmlElement") -> bool:
        """Say whether an element, by its tag, its class or id, or its attributes, is one of these."""
        if element.tag in self.tags:
            return True
        for attribute in self.attributes:
            name, _, value = attribute.partition("=")
            given = element.get(name)
            if given is not None and (not value or given.strip().lower() == value):
                return True
        if not self.words:
            return False
        named = " ".join(filter(None, map(element.get, _NAMING)))
        return bool(named) and _pattern(self).search(_spelled(named)) is not None


def _spelled(named: str) -> str:
    """Spell out the words in classes and ids, a bar between two names: "|story body|lead|"."""
    return "|" + "|".join(" ".join(_TOKEN.findall(name)).lower() for name in named.split()) + "|"


@functools.cache
def _pattern(entry: MarkupEntry) -> re.Pattern[str]:
    return re.compile(rf"(?<![^| ])(?:{'|'.join(re.escape(word) for word in entry.words)})(?![^| ])")


@functools.cache
def markup_entries(lexicons: Lexicons) -> tuple[MarkupEntry, ...]:
    """Read the entries, in the order of the file.

    Raises:
        LexiconError: there are none.
    """
    entries = lexicons.entries("en/sources/markup.toml", MarkupEntry)
    if not entries:
        raise LexiconError("lexicons/en/sources/markup.toml: holds no entries; restore the file")
    return entries
