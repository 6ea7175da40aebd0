"""From places to documents and refusals: nothing is lost, and every refusal names thing, fault and remedy."""

import io
import json
from datetime import date
from pathlib import Path

import pytest

from dragoman.errors import UsageError
from dragoman.lexicons.files import Lexicons
from dragoman.schema.document import Document, Refusal
from dragoman.schema.when import PublishedBasis
from dragoman.sources.days import parse_day
from dragoman.sources.decoding import MOST_BYTES
from dragoman.sources.documents import read_places
from dragoman.sources.places import list_places

SENTENCE = "The envoys of Kenya and Norway met on Monday."


def read(*names: str | Path, stdin: bytes = b"", published: date | None = None) -> list[Document | Refusal]:
    places = list_places(str(name) for name in names).places
    return list(read_places(places, stdin=io.BytesIO(stdin), lexicons=Lexicons(), published=published))


def write(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def only_refusal(found: list[Document | Refusal]) -> Refusal:
    (refusal,) = found
    assert isinstance(refusal, Refusal)
    return refusal


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        pytest.param("a.txt", b"", "empty", id="empty file"),
        pytest.param("a.txt", b" \r\n\t", "empty", id="white space"),
        pytest.param("a.txt", b"\xef\xbb\xbf", "empty", id="a byte order mark alone"),
        pytest.param("a.txt", bytes(range(256)) * 10, "binary", id="binary"),
        pytest.param("a.txt", "日本と中国の外相が会談した。".encode("euc-jp"), "not UTF-8", id="wrong encoding"),
        pytest.param("a.txt", SENTENCE.encode() * 120_000, "longer than 2,000,000 bytes", id="5 MB of text"),
        pytest.param("a.txt", "日本と中国の外相が会談した。", "it is in Japanese", id="Japanese"),
        pytest.param("a.txt", "12\n34", "no words", id="figures alone"),
        pytest.param("a.json", '{\n  "text": "x"\n}', "JSON over several lines", id="JSON over several lines"),
        pytest.param("a.json", '[\n{"text": "x"}]', "JSON over several lines", id="a JSON list"),
        pytest.param("a.jsonl", b"", "empty", id="empty JSON Lines"),
        pytest.param("a.jsonl", b"\x00\x01\x02", "binary", id="binary that is called JSON Lines"),
    ],
)
def test_refused_file(tmp_path: Path, name: str, content: bytes | str, fault: str) -> None:
    refusal = only_refusal(read(write(tmp_path, name, content)))
    assert refusal.source == name
    assert fault in refusal.fault
    assert refusal.remedy


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        pytest.param('{"text": "x"', "no JSON", id="cut off"),
        pytest.param('["x"]', "no JSON object", id="a list"),
        pytest.param('{"title": "x"}', "`text`", id="no text"),
        pytest.param('{"text": 5}', "Expected `str`", id="text that is a number"),
        pytest.param('{"text": ""}', "empty", id="empty text"),
        pytest.param('{"text": "Kenya met Norway.", "published": "2031-02-30"}', "no day", id="a day that is none"),
        pytest.param('{"text": "Kenya met Norway.", "published": "last week"}', "no day", id="words for a day"),
        pytest.param('{"text": "Kenya met \\ud800 Norway."}', "surrogate", id="half a surrogate pair"),
        pytest.param('{"text": "Kenya\\u0000Norway met."}', "control characters", id="NUL"),
        pytest.param("[" * 100_000, "no JSON", id="nested too deep"),
    ],
)
def test_refused_row_costs_nothing_but_itself(tmp_path: Path, row: str, fault: str) -> None:
    good = [json.dumps({"text": f"{SENTENCE} {number}"}) for number in range(4)]
    found = read(write(tmp_path, "five.jsonl", "\n".join([*good[:2], row, *good[2:]])))
    assert [type(item) for item in found] == [Document, Document, Refusal, Document, Document]
    assert found[2].source == "five.jsonl:3"
    assert isinstance(found[2], Refusal)
    assert fault in found[2].fault
    assert found[2].remedy


def test_row_that_is_not_utf8_costs_nothing_but_itself(tmp_path: Path) -> None:
    good = json.dumps({"text": SENTENCE}).encode()
    found = read(write(tmp_path, "a.jsonl", b"\n".join([good, b'{"text": "\xff"}', good])))
    assert [type(item) for item in found] == [Document, Refusal, Document]


def test_overlong_row_costs_nothing_but_itself(tmp_path: Path) -> None:
    good = json.dumps({"text": SENTENCE})
    long = json.dumps({"text": "x" * (9 * MOST_BYTES)})
    found = read(write(tmp_path, "a.jsonl", f"{good}\n{long}\n{good}\n"))
    assert [type(item) for item in found] == [Document, Refusal, Document]
    assert found[1].source == "a.jsonl:2"


def test_row_gives_what_it_knows(tmp_path: Path) -> None:
    row = {
        "source": "wire-1", "title": "Envoys meet", "text": SENTENCE, "published": "2031-05-03T10:00:00Z",
        "publisher": "Wire", "url": "https://wire.example/1", "tags": ["x"],
    }  # fmt: skip
    (document,) = read(write(tmp_path, "a.jsonl", json.dumps(row)), published=date(2030, 1, 1))
    assert isinstance(document, Document)
    assert (document.source, document.title, document.publisher) == ("wire-1", "Envoys meet", "Wire")
    assert document.url == "https://wire.example/1"
    assert document.published
    assert (document.published.start, document.published.basis) == (date(2031, 5, 3), PublishedBasis.METADATA)


def test_rows_are_known_by_content(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "\ufeff\n" + json.dumps({"id": "x", "text": SENTENCE}) + "\n\n")
    (document,) = read(path)
    assert isinstance(document, Document)
    assert (document.source, document.text) == ("x", SENTENCE)


def test_given_day_is_for_documents_without_one(tmp_path: Path) -> None:
    (document,) = read(write(tmp_path, "a.txt", SENTENCE), published=date(2031, 5, 3))
    assert isinstance(document, Document)
    assert document.published
    assert (document.published.end, document.published.basis) == (date(2031, 5, 3), PublishedBasis.GIVEN)


def test_standard_input() -> None:
    (document,) = read("-", stdin=SENTENCE.encode())
    assert isinstance(document, Document)
    assert document.text == SENTENCE
    (row,) = read("-", stdin=json.dumps({"text": SENTENCE}).encode())
    assert isinstance(row, Document)
    assert row.source == "standard input:1"


def test_text_is_kept_to_the_character(tmp_path: Path) -> None:
    text = f"Envoys meet\r\n\r\n{SENTENCE}\r\n\t“No,” they said.\u00a0\r\n"
    (document,) = read(write(tmp_path, "a.txt", text))
    assert isinstance(document, Document)
    assert document.text == text
    assert document.title == "Envoys meet"


def test_id_depends_on_text_and_name_alone(tmp_path: Path) -> None:
    one = read(write(tmp_path / "one", "a.txt", SENTENCE))
    other = read(write(tmp_path / "two" / "three", "a.txt", SENTENCE))
    below = read(tmp_path / "one")
    assert one == other == below


def test_folder_in_the_order_of_the_letters(tmp_path: Path) -> None:
    for name in ["b.txt", "a/z.txt", "a/b/c.txt", "A.txt", "notes", "picture.png", ".hidden.txt", ".git/config"]:
        write(tmp_path, name, SENTENCE)
    listing = list_places([str(tmp_path)])
    assert [place.name for place in listing.places] == ["A.txt", "a/b/c.txt", "a/z.txt", "b.txt", "notes"]
    assert listing.passed_over == ("picture.png",)


def test_missing_file_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file or folder; give a path"):
        list_places([str(tmp_path / "none.txt")])


@pytest.mark.parametrize("text", ["2022-08-19", " 2022-08-19 ", "2022-08-19T08:00", "2022-08-19 08:00:00+02:00"])
def test_day(text: str) -> None:
    assert parse_day(text) == date(2022, 8, 19)


@pytest.mark.parametrize("text", ["", "2022-8-19", "19.8.2022", "2022-13-01", "today", "20220819"])
def test_no_day(text: str) -> None:
    with pytest.raises(UsageError, match="is no day; write it as year-month-day"):
        parse_day(text)
