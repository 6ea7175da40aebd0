"""The table of phrases: what each comes to from its day of writing, seen as its verb looks."""

import csv
from datetime import date
from pathlib import Path

import pytest

from dragoman.lexicons.files import Lexicons
from dragoman.times.recognise import recognise
from dragoman.times.sense import Frame, Look

CASES = Path(__file__).parents[1] / "cases"


def rows_of(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((CASES / name).read_text(encoding="utf-8").splitlines()))


ROWS = rows_of("times.csv")
VALUES = rows_of("times-values.csv")


def frame_of(row: dict[str, str]) -> Frame:
    return Frame(date.fromisoformat(row["anchor"]) if row["anchor"] else None, Look(row["look"]))


@pytest.mark.parametrize("row", ROWS, ids=[f"{r['kind']}: {r['phrase']} ({r['look']}, {r['anchor']})" for r in ROWS])
def test_phrase(row: dict[str, str], lexicons: Lexicons) -> None:
    """The last expression of the phrase that has days has these; where the table has none, none has."""
    found = recognise(row["phrase"], frame_of(row), lexicons=lexicons)
    assert found, "nothing was recognised"
    dated = [one.sense.interval for one in found if one.sense.interval]
    if not row["start"]:
        assert dated == []
    else:
        assert dated
        assert dated[-1] == (date.fromisoformat(row["start"]), date.fromisoformat(row["end"]))


def test_the_table_is_long_and_covers_the_kinds() -> None:
    assert len(ROWS) >= 300
    assert len({row["kind"] for row in ROWS}) >= 15


@pytest.mark.parametrize("row", VALUES, ids=[f"{r['kind']}: {r['phrase']}" for r in VALUES])
def test_value(row: dict[str, str], lexicons: Lexicons) -> None:
    """The words that news annotated after TIMEX3 marks, their type and their value."""
    found = recognise(row["phrase"], frame_of(row), lexicons=lexicons)
    assert (row["text"], row["type"], row["value"]) in [(o.text, o.sense.type.value, o.sense.value) for o in found]
