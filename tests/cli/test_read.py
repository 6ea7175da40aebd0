"""`dragoman read`: what comes out, what is refused and how, and that the same input gives the same bytes."""

import json
import os
import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from program import Program

from dragoman.samples import ARTICLES

pytestmark = pytest.mark.parser

TEXT = (
    "Envoys meet in Accra\n\nACCRA, May 3 - The foreign ministers of Ghana and Norway met in Accra on Monday.\n\n"
    "Ghana condemned Norway's seizure of a trawler. “We want the ship back,” Foreign Minister Ama Mensah said.\n"
)
ROW = json.dumps({"source": "wire", "text": TEXT, "published": "2031-05-06"})


def test_one_object_a_document(tmp_path: Path, dragoman: Program) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    ended = dragoman("read", tmp_path / "a.txt", "--published", "2031-05-06")
    assert ended.status == 0
    (line,) = ended.out.splitlines()
    record = json.loads(line)
    assert record["document"]["source"] == "a.txt"
    assert record["document"]["title"] == "Envoys meet in Accra"
    assert record["document"]["published"] == {
        "start": "2031-05-06", "end": "2031-05-06", "basis": "given", "because": [],
    }  # fmt: skip
    assert {event["type"] for event in record["events"]} >= {"CONSULT", "ACCUSE"}
    assert ended.err.splitlines()[-1].startswith("1 document, ")
    assert ended.err.rstrip().endswith("; 0 refused")


def test_evidence_is_characters_of_the_text(dragoman: Program) -> None:
    record = json.loads(dragoman("read", "-", stdin=ROW.encode()).out)
    for event in record["events"]:
        start, end = event["evidence"]["sentence"]
        assert TEXT[start:end].rstrip() == TEXT[start:end]
        for actor in event["actors"] + event["recipients"]:
            if actor["span"]:
                assert TEXT[slice(*actor["span"])] == actor["text"]
    for statement in record["statements"]:
        assert TEXT[slice(*statement["span"])] == statement["text"]


def test_page_for_people(dragoman: Program) -> None:
    ended = dragoman("read", "-", "--format", "text", stdin=ROW.encode())
    assert ended.status == 0
    for words in (
        "Envoys meet in Accra",
        "published 2031-05-06 (metadata)",
        "Events (",
        "CONSULT",
        "GHA",
        "Statements (",
    ):
        assert words in ended.out
    assert "\x1b" not in ended.out, "no styles where there is no terminal"
    assert max(map(len, ended.out.splitlines())) <= 100


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        pytest.param(b"", "it is empty", id="empty file"),
        pytest.param(bytes(range(256)) * 40, "binary file", id="binary"),
        pytest.param("日本と中国の外相が会談した。".encode("shift-jis"), "not UTF-8", id="wrong encoding"),
        pytest.param(TEXT.encode() * 20_000, "longer than 2,000,000 bytes", id="5 MB"),
        pytest.param("日本と中国の外相が会談した。".encode(), "it is in Japanese", id="Japanese"),
    ],
)
def test_what_cannot_be_read_is_refused_and_the_rest_is_read(
    content: bytes, fault: str, tmp_path: Path, dragoman: Program
) -> None:
    (tmp_path / "bad.txt").write_bytes(content)
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    ended = dragoman("read", tmp_path, "--record", tmp_path / "r.db")
    assert ended.status == 1
    assert len(ended.out.splitlines()) == 1
    refusal = ended.err.splitlines()[0]
    assert refusal.startswith("refused bad.txt: ")
    assert fault in refusal
    assert "; " in refusal, "a remedy must be given"
    assert "; 1 refused" in ended.err


def test_malformed_row_three_of_five(tmp_path: Path, dragoman: Program) -> None:
    rows = [
        json.dumps({"source": f"row-{number}", "text": f"Kenya sued Norway {number} times."}) for number in range(5)
    ]
    rows[2] = rows[2][:-3]
    (tmp_path / "five.jsonl").write_text("\n".join(rows), encoding="utf-8")
    ended = dragoman("read", tmp_path / "five.jsonl")
    assert ended.status == 1
    assert [json.loads(line)["document"]["source"] for line in ended.out.splitlines()] == [
        "row-0",
        "row-1",
        "row-3",
        "row-4",
    ]
    assert "refused five.jsonl:3: the line is no JSON: " in ended.err


def test_one_line_of_200_000_characters_is_read(tmp_path: Path, dragoman: Program) -> None:
    sentence = "Kenya condemned the raid and nobody answered for a week or longer than that. "
    (tmp_path / "long.txt").write_text(sentence * (200_000 // len(sentence)), encoding="utf-8")
    ended = dragoman("read", tmp_path / "long.txt")
    assert ended.status == 0
    assert json.loads(ended.out)["sentences"] > 2_000


def test_one_word_of_200_000_characters_does_no_harm(tmp_path: Path, dragoman: Program) -> None:
    (tmp_path / "long.txt").write_text("Kenya met Norway. " + "x" * 200_000, encoding="utf-8")
    assert dragoman("read", tmp_path / "long.txt").status in {0, 1}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param(["none.txt"], "none.txt: there is no such file or folder; ", id="missing file"),
        pytest.param(["-", "--published", "19.8.2031"], "--published: '19.8.2031' is no day; ", id="no day"),
        pytest.param(["-", "--published", "2031-02-30"], "--published: '2031-02-30' is no day; ", id="30 February"),
        pytest.param(["-", "--lexicon", "none"], "lexicon folder none: ", id="missing lexicon"),
    ],
)
def test_wrong_values(
    words: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dragoman: Program
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = dragoman("read", *words, stdin=ROW.encode())
    assert ended.status == 2
    assert ended.err.startswith(f"dragoman: {told}")
    assert ended.out == ""


def lexicon(folder: Path, entry: str, at: str = "en/acts/mine.toml") -> Path:
    path = folder / "mine" / at
    path.parent.mkdir(parents=True)
    path.write_text(entry, encoding="utf-8")
    return folder / "mine"


ENTRY = """
[[entry]]
id = "mine.hobnob"
type = "CONSULT"
verbs = ["hobnob with"]
actor = ["subject", "with"]
symmetric = true
examples = [{ text = "Kenya hobnobbed with Norway." }]
non_examples = [{ text = "They hobnobbed.", why = "no state" }]
"""


@pytest.mark.parametrize(
    ("entry", "at", "told"),
    [
        pytest.param(
            ENTRY.replace("verbs", "verb"), "en/acts/mine.toml", "unknown key 'verb'; did you mean", id="unknown key"
        ),
        pytest.param(ENTRY.replace("CONSULT", "TALK"), "en/acts/mine.toml", "entry mine.hobnob: ", id="unknown type"),
        pytest.param(ENTRY.replace("[[", "[["[:1]), "en/acts/mine.toml", "not a TOML file", id="no TOML"),
        pytest.param(ENTRY, "en/act/mine.toml", "no lexicon at en/act/mine.toml", id="a folder that nothing reads"),
        pytest.param(ENTRY, "mine.toml", "no lexicon at mine.toml", id="beside the folders"),
        pytest.param("a,b\n", "en/notes.txt", "holds no .toml or .csv file", id="no lexicon files at all"),
    ],
)
def test_lexicon_that_cannot_be_used(entry: str, at: str, told: str, tmp_path: Path, dragoman: Program) -> None:
    record = tmp_path / "r.db"
    ended = dragoman("read", "-", "--lexicon", lexicon(tmp_path, entry, at), "--record", record, stdin=ROW.encode())
    assert ended.status == 2
    assert told in ended.err
    assert ended.out == ""
    assert not record.exists(), "nothing was written"


def test_lexicon_laid_over_ours(tmp_path: Path, dragoman: Program) -> None:
    text = b"Kenyan ministers hobnobbed with Norwegian ministers on Monday."
    folder = lexicon(tmp_path, ENTRY)
    assert not json.loads(dragoman("read", "-", stdin=text).out)["events"]
    (event,) = json.loads(dragoman("read", "-", "--lexicon", folder, stdin=text).out)["events"]
    assert event["because"][0] == "mine.hobnob"


@pytest.mark.parametrize("kind", ["foreign", "text", "folder", "unwritable", "nowhere"])
def test_record_that_cannot_be_used(kind: str, tmp_path: Path, dragoman: Program) -> None:
    record = tmp_path / "r.db"
    if kind == "foreign":
        with sqlite3.connect(record) as connection:
            connection.execute("CREATE TABLE birds (name TEXT)")
        connection.close()
    elif kind == "text":
        record.write_text("notes of mine", encoding="utf-8")
    elif kind == "folder":
        record.mkdir()
    elif kind == "nowhere":
        record = tmp_path / "none" / "r.db"
    else:
        if os.geteuid() == 0:
            pytest.skip("root may write anywhere")
        record.touch(mode=0o400)
    before = record.read_bytes() if record.is_file() else None
    ended = dragoman("read", "-", "--record", record, stdin=ROW.encode())
    assert ended.status == 2
    assert ended.err.startswith(f"dragoman: record {record}: ")
    assert "; " in ended.err
    assert ended.out == ""
    assert (record.read_bytes() if record.is_file() else None) == before


def test_reading_twice_changes_nothing(tmp_path: Path, dragoman: Program) -> None:
    record = tmp_path / "r.db"
    assert "1 new, 0 replaced, 0 unchanged" in dragoman("read", "-", "--record", record, stdin=ROW.encode()).err
    before = dump(record)
    assert "0 new, 0 replaced, 1 unchanged" in dragoman("read", "-", "--record", record, stdin=ROW.encode()).err
    assert dump(record) == before


def dump(record: Path) -> list[str]:
    with closing(sqlite3.connect(record)) as connection:
        return list(connection.iterdump())


def test_same_bytes_in_two_processes_and_in_another_order(tmp_path: Path) -> None:
    rows = ARTICLES.read_text(encoding="utf-8").splitlines()
    shuffled = list(rows)
    random.Random(1972).shuffle(shuffled)
    outputs = []
    for number, lines in enumerate((rows, shuffled)):
        path = tmp_path / str(number) / "articles.jsonl"
        path.parent.mkdir()
        path.write_text("\n".join(lines), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "dragoman", "read", str(path)],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": str(number), "TZ": "Asia/Tokyo" if number else "UTC"},
        )
        outputs.append(done.stdout.splitlines())
    assert len(outputs[0]) == len(rows)
    assert outputs[0] != outputs[1]
    assert sorted(outputs[0]) == sorted(outputs[1])


@pytest.mark.skipif(sys.platform == "win32", reason="terminals are made otherwise there")
@pytest.mark.parametrize("format_", ["jsonl", "text"])
def test_progress_on_a_terminal_leaves_the_output_alone(format_: str, tmp_path: Path) -> None:
    import pty  # noqa: PLC0415 - not on every system

    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    command = [sys.executable, "-m", "dragoman", "read", str(tmp_path), "--format", format_]
    plain = subprocess.run(command, capture_output=True, check=False)
    reader, terminal = pty.openpty()
    shown = subprocess.run(command, stdout=subprocess.PIPE, stderr=terminal, check=False)
    os.close(terminal)
    told = os.read(reader, 100_000)
    os.close(reader)
    assert shown.stdout == plain.stdout != b""
    assert b"\x1b[" not in shown.stdout
    assert b"\x1b[" in told, "the bar"
    assert b"refused b.txt" in told
    assert b"1 document, " in told


def test_columns_are_named_by_the_user(tmp_path: Path, dragoman: Program) -> None:
    (tmp_path / "a.csv").write_text(f'was,wann\n"{TEXT.partition(chr(10) * 2)[2]}",6.5.2031\n', encoding="utf-8")
    ended = dragoman("read", tmp_path / "a.csv", "--map", "text=was,published=wann")
    assert ended.status == 0
    assert json.loads(ended.out)["document"]["published"]["start"] == "2031-05-06"
    wrong = dragoman("read", tmp_path / "a.csv", "--map", "body=was")
    assert wrong.status == 2
    assert "--map: 'body=was' names no column; " in wrong.err


def test_address_of_this_machine_is_refused_without_leave(dragoman: Program) -> None:
    ended = dragoman("read", "http://127.0.0.1:9/")
    assert ended.status == 1
    assert "refused http://127.0.0.1:9/: 127.0.0.1 is in a private network; give --allow-private" in ended.err
