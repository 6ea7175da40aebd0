"""The entries' own paragraphs."""

import pytest

from dragoman.errors import LexiconError
from dragoman.lexicons.files import Lexicons
from dragoman.schema.document import ParagraphKind
from dragoman.sources.page_entries import PageEntry, page_entries, word_list

ENTRIES = page_entries(Lexicons())


@pytest.mark.parametrize(
    ("entry", "text"), [pytest.param(e, text, id=f"{e.id}: {text[:40]}") for e in ENTRIES for text in e.examples]
)
def test_examples_match(entry: PageEntry, text: str) -> None:
    assert entry.matches(text)


@pytest.mark.parametrize(
    ("entry", "text"), [pytest.param(e, text, id=f"{e.id}: {text[:40]}") for e in ENTRIES for text in e.non_examples]
)
def test_non_examples_do_not(entry: PageEntry, text: str) -> None:
    assert not entry.matches(text)


@pytest.mark.parametrize(
    ("entry", "text"), [pytest.param(e, text, id=f"{e.id}: {text[:40]}") for e in ENTRIES for text in e.examples]
)
def test_first_entry_that_matches_gives_the_same_kind(entry: PageEntry, text: str) -> None:
    assert next(e for e in ENTRIES if e.matches(text)).kind is entry.kind


def test_broken_expression_is_named() -> None:
    entry = PageEntry(id="x", kind=ParagraphKind.CREDIT, pattern="(", examples=("a",), non_examples=("b",))
    with pytest.raises(LexiconError, match="entry x: pattern"):
        entry.matches("a")


def test_missing_list_is_named(lexicons: Lexicons) -> None:
    with pytest.raises(LexiconError, match="no list 'colours'"):
        word_list(lexicons, "colours")
