"""Rows for the commands of a single step."""

import io
import sys
from pathlib import Path

import msgspec
import pytest
import typer

from dragoman.cli.rows import Rows


class Asked(msgspec.Struct, frozen=True):
    """A kind of row."""

    id: str
    text: str


def test_bad_rows_are_named_and_the_rest_is_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "1", "text": "a", "more": 5}\n\nno JSON\n{"id": "2"}\n{"id": "3", "text": "c"}\n')
    rows = Rows(str(path), Asked)
    assert list(rows) == [Asked("1", "a"), Asked("3", "c")]
    told = capsys.readouterr().err.splitlines()
    assert told[0].startswith("refused a.jsonl:3: the line is no JSON")
    assert told[1].startswith("refused a.jsonl:4: Object missing required field `text`; give the fields id, text")
    with pytest.raises(typer.Exit) as ended:
        rows.finish()
    assert ended.value.exit_code == 1


def test_good_rows_end_with_status_0(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"id": "1", "text": "a"}')))
    rows = Rows("-", Asked)
    assert list(rows) == [Asked("1", "a")]
    rows.finish()
