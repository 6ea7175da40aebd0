"""Names that several own, and one name in many spellings and orders. A case is a line of the tables in tests/cases."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.actors.casting import cast, resolve_span
from dragoman.lexicons.files import Lexicons
from dragoman.schema.actor import Actor
from dragoman.schema.document import Document
from dragoman.schema.sentence import Reading

pytestmark = pytest.mark.parser

ReadText = Callable[..., tuple[Document, Reading]]

CASES = Path(__file__).parent.parent / "cases"


def table(name: str) -> list[dict[str, str]]:
    with (CASES / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def meant(read_text: ReadText, lexicons: Lexicons, row: dict[str, str]) -> tuple[Actor, ...]:
    """Resolve the last place at which the words of a row stand in its text."""
    document, reading = read_text(row["text"], published=row.get("published") or None)
    found = cast(document, reading, lexicons=lexicons, published=document.published)
    start = row["text"].rindex(row["words"])
    sentence = next(s for s in reading.sentences if s.span[0] <= start < s.span[1])
    return resolve_span(found, sentence, (start, start + len(row["words"])))


@pytest.mark.parametrize("row", table("actors-shared-names.csv"), ids=lambda row: row["text"])
def test_whose_a_shared_name_is(read_text: ReadText, lexicons: Lexicons, row: dict[str, str]) -> None:
    countries = [a.country for a in meant(read_text, lexicons, row) if a.country]
    assert countries == [code for code in row["countries"].split("|") if code]


@pytest.mark.parametrize("row", table("actors-spellings.csv"), ids=lambda row: f"{row['text']} {row['words']}")
def test_spellings_and_orders(read_text: ReadText, lexicons: Lexicons, row: dict[str, str]) -> None:
    (actor,) = meant(read_text, lexicons, row)
    assert (actor.country, actor.name or "") == (row["country"], row["name"])
