"""The development articles in one record: the relation of Japan and China tells its story."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.lexicons.files import Lexicons
from dragoman.pipeline import read_many
from dragoman.record.store import Store, open_record
from dragoman.relations.account import account
from dragoman.relations.parties import party_names
from dragoman.relations.sheet import SheetLine, sheet
from dragoman.schema.document import Document
from dragoman.schema.record import DocumentRecord
from dragoman.sources.documents import read_places
from dragoman.sources.places import list_places

pytestmark = pytest.mark.parser


@pytest.fixture(scope="module")
def store(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder, scorer = tmp_path_factory.mktemp("articles"), shared / "eval" / "score.py"
    articles = str(shared / "eval" / "articles")
    (folder / "in.jsonl").write_bytes(
        subprocess.run([sys.executable, scorer, "documents", articles], check=True, capture_output=True).stdout
    )
    lexicons = Lexicons()
    documents = read_places(list_places([str(folder / "in.jsonl")]).places, stdin=sys.stdin.buffer, lexicons=lexicons)
    with open_record(folder / "relations.db", lexicons=lexicons) as opened:
        opened.add_all(
            (record, document)
            for document, record in read_many((d for d in documents if isinstance(d, Document)), lexicons=lexicons)
            if isinstance(record, DocumentRecord)
        )
        yield opened


@pytest.fixture(scope="module")
def lines(store: Store) -> dict[str, tuple[SheetLine, ...]]:
    lexicons = Lexicons()
    found = account(store, "JPN", "CHN", asked=None, lexicons=lexicons, chronology=40)
    assert found is not None
    assert found.as_of.isoformat() == "2022-08-20"  # the last report on the two, not the record's last day
    return {section.id: section.lines for section in sheet(found, names=party_names(lexicons), lexicons=lexicons)}


def test_the_talks_stand_at_the_top(lines: dict[str, tuple[SheetLine, ...]]) -> None:
    first = lines["latest"][0]
    assert first.when == "17 August 2022"
    assert "Takeo Akiba" in first.text
    assert "Yang Jiechi" in first.text
    assert first.text.endswith("held talks.")


def test_the_cancelled_meeting_and_its_reason(lines: dict[str, tuple[SheetLine, ...]]) -> None:
    (off,) = lines["called-off"]
    assert off.when == "4 August 2022"
    assert off.text.startswith("Called off: Japan and China to meet")
    assert "By: China" in off.text
    assert "Because of: Nancy Pelosi" in off.text
    assert "visited Taiwan" in off.text


def test_the_anniversary_is_ahead(lines: dict[str, tuple[SheetLine, ...]]) -> None:
    first = lines["ahead"][0]
    assert first.when == "September 2022"
    assert "50th anniversary" in first.text
    assert "1972-09" in first.text


def test_the_claim_is_borne_out(lines: dict[str, tuple[SheetLine, ...]]) -> None:
    claim = next(line for line in lines["claims"] if "2½ years" in line.text)
    assert claim.when == "bears out"
    assert "February 2020, Yang Jiechi (top diplomat, China) visited Japan" in claim.text


def test_every_line_leads_to_characters(lines: dict[str, tuple[SheetLine, ...]], store: Store) -> None:
    for line in (line for of_section in lines.values() for line in of_section):
        assert line.sources
        for source in line.sources:
            document = store.document(source.document)
            assert document is not None
            assert document.text[slice(*source.span)].strip()
