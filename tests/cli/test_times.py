"""`dragoman times`: rows in, rows out; a bad row is named and costs nothing but itself."""

import json
from pathlib import Path

import pytest

from dragoman.cli.main import run

pytestmark = pytest.mark.parser


def test_rows(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    rows = [
        {"id": "a", "text": "They met on Wednesday.", "published": "2022-08-19"},
        {"id": "b", "text": "They met on 3 May 2007 and again on Monday.", "published": None},
        {"id": "c", "text": "They met last month.", "published": "03-02-2009"},
    ]
    file = tmp_path / "rows.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    with pytest.raises(SystemExit) as end:
        run(["times", "--format", "jsonl", str(file)])
    assert not end.value.code
    out = [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]
    assert out[0] == {
        "id": "a",
        "times": [{"span": [12, 21], "text": "Wednesday", "type": "DATE", "value": "2022-08-17"}],
    }
    assert [t["value"] for t in out[1]["times"]] == ["2007-05-03", "XXXX-WXX-1"]
    assert [t["value"] for t in out[2]["times"]] == ["2009-01"]


def test_a_bad_row_is_named_and_the_others_are_read(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    file = tmp_path / "rows.jsonl"
    good = '{"id": "a", "text": "They met.", "published": null}'
    file.write_text(f'{{"id": 1\n{good}\n{{"id": "c", "text": "x", "published": "soon"}}\n', encoding="utf-8")
    with pytest.raises(SystemExit) as end:
        run(["times", str(file)])
    assert end.value.code == 1
    captured = capfdbinary.readouterr()
    assert [json.loads(line)["id"] for line in captured.out.splitlines()] == ["a"]
    lines = captured.err.decode().splitlines()
    assert len(lines) == 2
    assert ":1:" in lines[0]
    assert ":3:" in lines[1]
    assert "published 'soon' is no day; write it as 2022-08-19" in lines[1]
