"""The list of attributions, and the command that prints it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.cli.main import app
from dragoman.lexicons.files import Lexicons
from dragoman.schema.document import Document
from dragoman.schema.sentence import Reading
from dragoman.statements.listing import list_quotes

pytestmark = pytest.mark.parser


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "“We go,” Silva said, “and we stay.”",
            [("Silva", "“We go,” … “and we stay.”", "said", True)],
            id="parts of one quotation",
        ),
        pytest.param(
            "Silva said the road was open. “Anybody may use it.”",
            [("Silva", "the road was open … “Anybody may use it.”", "said", False)],
            id="reported, then quoted",
        ),
        pytest.param(
            "The plan “is dead and buried,” Silva said.",
            [("Silva", "The plan “is dead and buried,”", "said", False)],
            id="words in front of the marks belong to it",
        ),
        pytest.param(
            "Analysts expect prices to fall.", [("Analysts", "prices to fall", "expect", False)], id="a thought"
        ),
        pytest.param("She appeared on “Meet the Nation,” said nothing and left.", [], id="the title of a broadcast"),
        pytest.param(
            "“Nobody helped us.” — Ana Costa, baker",
            [("Ana Costa, baker", "“Nobody helped us.”", "—", True)],
            id="signed",
        ),
    ],
)
def test_list(
    text: str,
    expected: list[tuple[str | None, str, str | None, bool]],
    read_text: Callable[..., tuple[Document, Reading]],
    lexicons: Lexicons,
) -> None:
    document, reading = read_text(text)
    found = list_quotes(document, reading, lexicons=lexicons)
    told = [(q.speaker_text, " … ".join(text[a:b] for a, b in q.parts or (q.span,)), q.cue, q.direct) for q in found]
    assert told == expected


def test_transcript(read_text: Callable[..., tuple[Document, Reading]], lexicons: Lexicons) -> None:
    text = "An interview.\n\nLEE: What comes next?\n\nSILVA: We wait. Then we talk.\n"
    document, reading = read_text(text)
    found = [(q.speaker_text, text[slice(*q.span)]) for q in list_quotes(document, reading, lexicons=lexicons)]
    assert found == [("LEE", "What comes next?"), ("SILVA", "We wait. Then we talk.")]


def test_command(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(
        '{"id": "a", "text": "“No,” he said."}\n{"id": "b"\n{"id": 3, "text": "Nothing."}\n', encoding="utf-8"
    )
    result = CliRunner().invoke(app, ["quotes", "--format", "jsonl", str(file)])
    assert result.exit_code == 1
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["id"] for row in rows] == ["a", 3]
    assert rows[0]["quotes"] == [
        {"span": [0, 5], "parts": [], "speaker_text": "he", "speaker_span": [6, 8], "cue": "said", "direct": True}
    ]
    assert "rows.jsonl:2" in result.stderr
