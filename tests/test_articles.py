"""Floors on the development articles: they only rise. Skipped where the articles are not beside the checkout."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dragoman.formats.jsonlines import encode
from dragoman.lexicons.files import Lexicons
from dragoman.pipeline import read_many
from dragoman.schema.document import Document
from dragoman.schema.record import DocumentRecord
from dragoman.sources.documents import read_places
from dragoman.sources.places import list_places

pytestmark = pytest.mark.parser

FLOORS = {
    "event loose": 0.73,
    "event strict": 0.56,
    "status": 0.92,
    "time": 0.88,
    "reported by": 0.91,
    "statement": 0.94,
    "speaker": 0.99,
    "direct or reported": 0.97,
    "milestone": 0.9,
    "precedence claim": 1.0,
    "official": 0.95,
    "office of official": 0.95,
    "assessment": 0.80,
    "publication date": 1.0,
}


@pytest.fixture(scope="module")
def result(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder, scorer = tmp_path_factory.mktemp("articles"), shared / "eval" / "score.py"
    articles = str(shared / "eval" / "articles")
    (folder / "in.jsonl").write_bytes(
        subprocess.run([sys.executable, scorer, "documents", articles], check=True, capture_output=True).stdout
    )
    lexicons = Lexicons()
    places = list_places([str(folder / "in.jsonl")]).places
    documents = read_places(places, stdin=sys.stdin.buffer, lexicons=lexicons)
    read = read_many((d for d in documents if isinstance(d, Document)), lexicons=lexicons)
    lines = [encode(record) + b"\n" for _, record in read if isinstance(record, DocumentRecord)]
    (folder / "out.jsonl").write_bytes(b"".join(lines))
    scored = subprocess.run(
        [sys.executable, scorer, "articles", articles, folder / "out.jsonl", "--json", "--show", "errors"],
        check=True,
        capture_output=True,
    )
    scores: dict[str, Any] = json.loads(scored.stdout)
    return scores


@pytest.mark.parametrize("measure", sorted(FLOORS))
def test_floor(result: dict[str, Any], measure: str) -> None:
    value = result[measure]
    assert value.get("f1", value.get("acc")) >= FLOORS[measure], value


def test_the_reference_article_comes_out_whole(result: dict[str, Any]) -> None:
    wrong = [e for e in result["errors"] if e["doc"] == "japan-china-rebuild"]
    serious = {
        *("missed event", "wrong actors", "missed statement", "wrong speaker"),
        *("missed milestone", "missed official", "missed precedence claim", "wrong publication date"),
    }
    assert [e for e in wrong if e["kind"] in serious] == []
    assert sum(e["kind"] == "false event" for e in wrong) <= 2
