"""`dragoman relate`: one answer a row."""

import json

import pytest
from program import Program

pytestmark = pytest.mark.parser


def test_one_answer_a_row_in_their_order(dragoman: Program) -> None:
    text = "Ghana condemned Norway on Monday."
    rows = [
        {"id": "1", "text": text, "source": [0, 5], "target": [16, 22], "more": True},
        {"id": "2", "text": text, "source": None, "target": [16, 22]},
        {"id": "3", "text": "", "source": None, "target": None},
    ]
    stdin = "\n".join(json.dumps(row) for row in rows) + "\nno JSON\n"
    ended = dragoman("relate", "-", stdin=stdin.encode())
    answers = [json.loads(line) for line in ended.out.splitlines()]
    assert [answer["id"] for answer in answers] == ["1", "2", "3"]
    assert answers[0]["type"] == "ACCUSE"
    assert answers[2]["type"] is None
    assert "refused standard input:4: the line is no JSON" in ended.err
    assert ended.status == 1
