"""Folders with one of each kind of source, sound and hostile: all is read or refused with a reason, within limits."""

import csv
import io
import json
import random
import resource
from datetime import date
from pathlib import Path

import pytest
import specimens

from dragoman.errors import RefusedError, UsageError
from dragoman.lexicons.files import Lexicons
from dragoman.schema.document import Document, ParagraphKind, Refusal
from dragoman.sources.columns import Mapped, parse_map
from dragoman.sources.documents import read_places
from dragoman.sources.kinds import Kind, tell_kind
from dragoman.sources.places import list_places


def read(*names: Path, stdin: bytes = b"", mapped: Mapped | None = None) -> list[Document | Refusal]:
    places = list_places([str(name) for name in names] or ["-"]).places
    return list(read_places(places, stdin=io.BytesIO(stdin), lexicons=Lexicons(), mapped=mapped))


def body_of(document: Document) -> str:
    return " ".join(
        " ".join(document.text[slice(*paragraph.span)].split())
        for paragraph in document.paragraphs
        if paragraph.kind is ParagraphKind.BODY
    )


def test_folder_with_one_of_each_kind(tmp_path: Path) -> None:
    found = read(specimens.sound(tmp_path))
    refused = [item.message for item in found if isinstance(item, Refusal)]
    assert refused == []
    documents = [item for item in found if isinstance(item, Document)]
    by_kind: dict[str, list[Document]] = {}
    for document in documents:
        by_kind.setdefault(document.source.partition("/")[0], []).append(document)
    counts = {name: len(group) for name, group in by_kind.items()}
    assert counts == {
        "01-text": 1, "02-markdown": 1, "03-page": 1, "04-release": 1, "06-rows:1": 1, "06-rows:2": 1, "07-table:2": 1,
        "08-letter": 1, "09-letter-with-release": 2, "https:": 2 + 1 + 3 * 3, "13-zip": 2, "14-tar-gz": 3,
        "15-text-gz": 1, "16-text-xz": 1, "17-text-bz2": 1, "19-page-utf16": 1,
    }  # fmt: skip
    for name in (
        "01-text",
        "03-page",
        "15-text-gz",
        "16-text-xz",
        "17-text-bz2",
        "19-page-utf16",
        "07-table:2",
        "08-letter",
    ):
        assert body_of(by_kind[name][0]) == specimens.BODY, name
    days = {document.published.end for document in documents if document.published}
    assert days == {date(2031, 5, 5)}
    assert {document.publisher for document in by_kind["https:"]} == {"Harbour Times"}
    (markdown,) = by_kind["02-markdown"]
    assert body_of(markdown) == f"{specimens.BODY} It was their first talk."
    assert markdown.title == "Envoys meet"
    (release,) = by_kind["04-release"]
    assert "and the two ministers will meet again" in release.text
    assert by_kind["08-letter"][0].publisher == "Harbour Letter"
    parts = [document.source for document in by_kind["09-letter-with-release"]]
    assert parts == ["09-letter-with-release", "09-letter-with-release/release.pdf"]


def test_hostile_folder(tmp_path: Path) -> None:
    """Everything is refused with its reason, nothing is written, and memory stays within bounds."""
    words = specimens.hostile(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = read(tmp_path)
    assert [item for item in found if isinstance(item, Document)] == []
    told = {
        item.source.partition("/")[0]: item.fault + "; " + item.remedy for item in found if isinstance(item, Refusal)
    }
    assert set(told) == set(words)
    assert {name: told[name] for name in words if words[name] not in told[name]} == {}
    assert all("a defect of dragoman" not in reason for reason in told.values())
    assert sorted(tmp_path.rglob("*")) == before
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < 400_000, "kilobytes"


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
@pytest.mark.parametrize("part", [0.43, 0.57, 0.66, 0.88, 0.96])
def test_web_archive_cut_in_the_middle_gives_what_is_whole(packed: bool, part: float, tmp_path: Path) -> None:
    whole = specimens.warc(10, packed=packed)
    (tmp_path / "all").write_bytes(whole)
    (tmp_path / "cut").write_bytes(whole[: int(len(whole) * part)])
    every, some = read(tmp_path / "all"), read(tmp_path / "cut")
    assert len(every) == 10
    *documents, refusal = some
    assert documents == every[: len(documents)]
    assert len(documents) == int(10 * part)
    assert isinstance(refusal, Refusal)
    assert refusal.source == "cut"
    assert "fetch the archive again" in refusal.remedy


def test_table_with_broken_quoting_loses_one_row(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(specimens.quoting_broken())
    found = read(tmp_path / "a.csv")
    refusals = [item for item in found if isinstance(item, Refusal)]
    titles = [item.title for item in found if isinstance(item, Document)]
    assert titles == [f"Row {number}" for number in (0, 1, 3, 4, 5, 6, 7, 8, 9)]
    (refusal,) = refusals
    assert refusal.source == "a.csv:4"
    assert "a quote is not closed" in refusal.fault


@pytest.mark.parametrize(
    ("begin", "name", "kind"),
    [
        pytest.param(b"Envoys meet\n\nThe envoys met.", "x.pdf", Kind.TEXT, id="content goes before the name"),
        pytest.param(b"\xef\xbb\xbf<!-- x -->\n<html>", "x.txt", Kind.HTML, id="a page behind a mark and a comment"),
        pytest.param(b"<?xml version='1.0'?>\n<!-- x -->\n<HTML>", "", Kind.HTML, id="XHTML"),
        pytest.param(b"<?xml version='1.0'?><rdf:RDF xmlns=''>", "", Kind.FEED, id="RSS 1.0"),
        pytest.param(b"<p>Envoys met.</p>", "a.html", Kind.HTML, id="a piece of a page"),
        pytest.param(b"Subject: x\nFrom: y\nMessage-ID: <1>\n\nText", "", Kind.MAIL, id="a letter"),
        pytest.param(b"Background: the talks\nfailed.\nOutlook: bleak.\n", "", Kind.TEXT, id="words with colons"),
        pytest.param(b"# Talks fail\n\nThe envoys left.", "", Kind.MARKDOWN, id="Markdown by its heading"),
        pytest.param(b"---\nThe envoys left.\n", "", Kind.TEXT, id="a rule above a text"),
        pytest.param(b"The envoys, ministers, aides", "a.csv", Kind.TABLE, id="a table by its name"),
        pytest.param(b'{"text": "x"}', "a.txt", Kind.ROWS, id="rows"),
    ],
)
def test_kind(begin: bytes, name: str, kind: Kind) -> None:
    assert tell_kind(begin, name=name) is kind


@pytest.mark.parametrize(
    ("begin", "words"),
    [
        pytest.param(b"\x89PNG\r\n\x1a\n", "picture", id="PNG"),
        pytest.param(b"SQLite format 3\x00", "database", id="a record named as input"),
        pytest.param(b"{\\rtf1", "RTF", id="RTF"),
        pytest.param(b"7z\xbc\xaf\x27\x1c", "7z", id="7z"),
    ],
)
def test_kind_that_cannot_be_read(begin: bytes, words: str) -> None:
    with pytest.raises(RefusedError, match=words) as refused:
        tell_kind(begin)
    assert "; " in str(refused.value)


def test_columns_are_guessed_or_mapped(tmp_path: Path) -> None:
    (tmp_path / "guessed").write_text(f"Article_Title\tFull Text\tPub Date\nTalks\t{specimens.BODY}\t2031/05/05\n")
    (tmp_path / "mapped.csv").write_text(f"was;wann;wo\n{specimens.BODY};05.05.2031;x\n")
    (guessed,) = read(tmp_path / "guessed")
    (mapped,) = read(tmp_path / "mapped.csv", mapped=Mapped({"text": "was", "published": "wann"}))
    (refused,) = read(tmp_path / "mapped.csv")
    for document in (guessed, mapped):
        assert isinstance(document, Document)
        assert document.text == specimens.BODY
        assert document.published
        assert document.published.end == date(2031, 5, 5)
    assert isinstance(refused, Refusal)
    assert "columns: was, wann, wo" in refused.fault


def days_in(found: list[Document | Refusal]) -> list[str | None]:
    return [str(item.published.end) if item.published else None for item in found if isinstance(item, Document)]


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
@pytest.mark.parametrize(
    ("written", "mapped", "expected", "refused"),
    [
        pytest.param(
            ["03-02-2009", "13-02-2009", "04-02-2009"], None, ["2009-02-03", "2009-02-13", "2009-02-04"], 0,
            id="a later row settles it",
        ),
        pytest.param(["02/25/2009", "03/02/2009"], None, ["2009-02-25", "2009-03-02"], 0, id="an earlier row does"),
        pytest.param(
            ["2009-02-03", "05/05/2009", "1/2/2009", "3/2/2009"], None, ["2009-02-03", "2009-05-05", None, None], 1,
            id="nothing does",
        ),
        pytest.param(
            ["03-02-2009", "04-02-2009"], "text=text,published=date:%d-%m-%Y", ["2009-02-03", "2009-02-04"], 0,
            id="the user does",
        ),
        pytest.param(
            ["March 2, 2009", "2009-03-04"], "published=date:%B %d, %Y,text=text", ["2009-03-02"], 1,
            id="commas in what the user says, and a day that is written otherwise",
        ),
        pytest.param(["", "3/2/2009", "", "13/2/2009"], None, [None, "2009-02-03", None, "2009-02-13"], 0, id="gaps"),
    ],
)  # fmt: skip
def test_days_that_may_be_two(
    tmp_path: Path, ending: str, written: list[str], mapped: str | None, expected: list[str | None], refused: int
) -> None:
    rows = [{"text": f"{specimens.BODY} {number}", "date": day} for number, day in enumerate(written)]
    path = tmp_path / f"table.{ending}"
    with path.open("w", newline="") as file:
        if ending == "csv":
            table = csv.DictWriter(file, ["text", "date"])
            table.writeheader()
            table.writerows(rows)
        else:
            file.writelines(json.dumps(row) + "\n" for row in rows)
    found = read(path, mapped=parse_map("--map", mapped) if mapped else None)
    assert days_in(found) == expected
    refusals = [item for item in found if isinstance(item, Refusal)]
    assert len(refusals) == refused
    if mapped is None and refused:
        assert refusals[0].source == found[0].source.partition(":")[0]
        assert "days of 2 rows may be two each" in refusals[0].fault
        assert "--map published=date:%d/%m/%Y" in refusals[0].remedy


def test_rows_wait_for_a_day_that_tells_in_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.sources.day_orders.MOST_ROWS", 3)
    days = ["1/2/2009", "1/3/2009", "1/4/2009", "1/5/2009", "13/5/2009", "1/6/2009"]
    path = tmp_path / "table.jsonl"
    path.write_text("".join(json.dumps({"text": f"{specimens.BODY} {day}", "date": day}) + "\n" for day in days))
    found = read(path)
    assert days_in(found) == [None, None, None, "2009-05-01", "2009-05-13", "2009-06-01"]
    assert [item.text.split()[-1] for item in found if isinstance(item, Document)] == days


@pytest.mark.parametrize("words", ["published=date:%d-%m", "published=date:%Q"])
def test_a_way_to_write_days_that_tells_no_day(words: str) -> None:
    with pytest.raises(UsageError, match="tells no whole day"):
        parse_map("--map", words)


def test_parquet(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    rows: list[dict[str, object]] = [
        {"body": f"{specimens.BODY} {number}", "date": date(2031, 5, 5), "n": number} for number in range(200)
    ]
    (tmp_path / "a").write_bytes(specimens.parquet(rows))
    (tmp_path / "b.zip").write_bytes(specimens.zipped({"a": specimens.parquet(rows)}))
    for name in ("a", "b.zip"):
        found = read(tmp_path / name)
        texts = [item.text for item in found if isinstance(item, Document)]
        assert texts == [row["body"] for row in rows]


def test_parquet_without_pyarrow_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys  # noqa: PLC0415

    (tmp_path / "a").write_bytes(b"PAR1" + bytes(100) + b"PAR1")
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    (refusal,) = read(tmp_path / "a")
    assert isinstance(refusal, Refusal)
    assert "pip install 'dragoman[lake]'" in refusal.remedy


def test_standard_input_of_any_kind() -> None:
    for content in (
        specimens.html().encode(),
        specimens.zipped({"a.html": specimens.html().encode()}),
        specimens.warc(1, packed=True),
    ):
        (document,) = read(stdin=content)
        assert isinstance(document, Document)
        assert body_of(document) == specimens.BODY or "in round 0" in document.text


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1", "shift_jis", "no-such-encoding", "base64"])
def test_page_with_the_wrong_charset(encoding: str, declared: str, tmp_path: Path) -> None:
    page = specimens.html().replace('charset="utf-8"', f'charset="{declared}"').encode(encoding)
    (tmp_path / "a").write_bytes(page)
    (document,) = read(tmp_path / "a")
    if encoding == "cp1252" and declared == "shift_jis":
        return  # what reads as Shift-JIS is taken for it
    assert isinstance(document, Document)
    assert body_of(document) == specimens.BODY


def test_bilingual_page_is_read_in_its_english_half(tmp_path: Path) -> None:
    french = (
        "Les ministres des affaires étrangères du Ghana et de la Norvège se sont rencontrés lundi à Accra, et ont "
        "décidé de se revoir à l’automne pour parler du navire."
    )
    (tmp_path / "a").write_text(specimens.html(specimens.TEXT + "\n\n" + french), encoding="utf-8")
    (tmp_path / "b").write_text(specimens.html("Rencontre à Accra\n\n" + f"{french}\n\n" * 4), encoding="utf-8")
    both, refusal = read(tmp_path)
    assert isinstance(both, Document)
    assert body_of(both) == specimens.BODY
    assert [p.kind for p in both.paragraphs][-1] is ParagraphKind.FOREIGN
    assert isinstance(refusal, Refusal)
    assert "it is in French" in refusal.fault


@pytest.mark.parametrize("seed", range(4))
def test_spoiled_bytes_are_read_or_refused(seed: int, tmp_path: Path) -> None:
    """Bytes changed, taken out and cut off at random: nothing is raised, and no library trips unforeseen."""
    lot = random.Random(seed)
    specimens.sound(tmp_path)
    for path in sorted(tmp_path.iterdir()):
        for _ in range(4):
            raw = bytearray(path.read_bytes())
            for _ in range(lot.randint(1, 6)):
                at = lot.randrange(len(raw) or 1)
                change = lot.randrange(4)
                if change == 0:
                    raw[at : at + 1] = [lot.randrange(256)]
                elif change == 1:
                    del raw[at : at + lot.randint(1, 40)]
                elif change == 2:
                    raw[at:at] = lot.choice([b"<" * 500, b'"', b"\x00", b"\x01", b"<div>" * 300, b"9" * 30, b"&#1;"])
                else:
                    del raw[max(at, 1) :]
            for item in read(stdin=bytes(raw)):
                if isinstance(item, Refusal):
                    assert "defect" not in item.remedy, item.message
