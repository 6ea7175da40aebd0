"""`dragoman explain`: from an event back to the characters."""

import json
from pathlib import Path

import pytest
from program import Program

pytestmark = pytest.mark.parser

TEXT = (
    "Ghana condemned Norway's seizure of a trawler on Monday, and Ghana thanked Norway for its aid.\n\n"
    "The foreign ministers of Ghana and Norway will meet in Accra on May 9.\n"
)


@pytest.fixture
def record(tmp_path: Path, dragoman: Program) -> tuple[Path, list[dict[str, str]]]:
    """A record of one document, and its events."""
    path = tmp_path / "r.db"
    ended = dragoman("read", "-", "--published", "2031-05-06", "--record", path, stdin=TEXT.encode())
    return path, json.loads(ended.out)["events"]


def test_sentence_grammar_and_entries(record: tuple[Path, list[dict[str, str]]], dragoman: Program) -> None:
    path, events = record
    event = next(event for event in events if event["type"] == "ACCUSE")
    ended = dragoman("explain", event["id"], "--record", path)
    assert ended.status == 0
    assert "[T condemned]" in ended.out
    assert "[A Ghana]" in ended.out
    assert "condemn: verb, past tense, subject “Ghana”" in ended.out
    assert "published 2031-05-06 (given)" in ended.out
    for entry in event["because"]:
        assert f"  {entry}" in ended.out
    assert "(en/acts/accuse.toml)" in ended.out


def test_beginning_of_an_id_is_enough(record: tuple[Path, list[dict[str, str]]], dragoman: Program) -> None:
    path, events = record
    whole = dragoman("explain", events[0]["id"], "--record", path)
    assert dragoman("explain", events[0]["id"][:8].upper(), "--record", path) == whole


@pytest.mark.parametrize(
    ("event", "told"),
    [
        pytest.param("zzzz", "event zzzz: no event's id begins so; ", id="unknown"),
        pytest.param("", "no event's id begins so", id="nothing"),
        pytest.param("%", "no event's id begins so", id="no pattern of SQL"),
    ],
)
def test_unknown_ids(event: str, told: str, record: tuple[Path, list[dict[str, str]]], dragoman: Program) -> None:
    ended = dragoman("explain", event, "--record", record[0])
    assert ended.status == 2
    assert told in ended.err


def test_missing_record_is_not_made(tmp_path: Path, dragoman: Program) -> None:
    ended = dragoman("explain", "abc", "--record", tmp_path / "none.db")
    assert ended.status == 2
    assert "there is no such file; " in ended.err
    assert not (tmp_path / "none.db").exists()
