"""`dragoman demo`: two relations from the sample articles."""

from pathlib import Path

import pytest
from program import Program

pytestmark = pytest.mark.parser


def test_demo_ends_with_the_chronology_of_two_pairs(tmp_path: Path, dragoman: Program) -> None:
    ended = dragoman("demo", "--record", tmp_path / "r.db")
    assert ended.status == 0
    assert "20 documents, " in ended.out
    assert "; 0 refused" in ended.out
    assert "Chile and Norway" in ended.out
    assert "Kenya and South Korea" in ended.out
    assert ended.out.count("\nChronology") == 2
    first, second = (part.splitlines() for part in ended.out.split("\nChronology")[1:])
    assert min(len(first), len(second)) >= 10
    shown = dragoman("show", "KEN", "KOR", "--record", tmp_path / "r.db")
    assert shown.out.strip() in ended.out
