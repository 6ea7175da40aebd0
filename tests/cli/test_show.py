"""`dragoman show` and its sisters, on the story of two states."""

import json
import re
from pathlib import Path

import pytest
from program import Program
from story import story

from dragoman.record.store import open_record


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("story") / "relations.db"
    with open_record(path) as store:
        store.add_all(story())
        store.merge()
    return path


def even(text: str) -> str:
    return " ".join(text.split())


def test_show(record: Path, dragoman: Program) -> None:
    ended = dragoman("show", "Peru", "gha", "--record", record)
    assert ended.status == 0
    page = even(ended.out)
    assert page.startswith("Peru and Ghana as of 19 August 2031, the last day of publication in the record")
    for words in (
        "leader 17 August 2031: Luis Obregon (president, Peru) and Ama Boateng (president, Ghana) held talks.",
        "Because of: Komlan Mensah (speaker of parliament, Togo) visited Peru",
        "Not made up for so far.",
        "50th anniversary of diplomatic ties (of 1981-09)",
        "“the first in person in about two years”",
        "scheduled 2031-07-20 for 4 August 2031, called off 2031-08-19",
    ):
        assert words in page


def test_every_line_is_cited(record: Path, dragoman: Program) -> None:
    chronology = even(dragoman("show", "PER", "GHA", "--record", record).out.partition("\nChronology\n")[2])
    assert len(re.findall(r"; event [0-9a-f]{8}\]", chronology)) == 8


def test_no_styles_where_there_is_no_terminal(record: Path, dragoman: Program) -> None:
    assert "\x1b" not in dragoman("show", "PER", "GHA", "--record", record).out


def test_as_of(record: Path, dragoman: Program) -> None:
    page = even(dragoman("show", "PER", "GHA", "--record", record, "--as-of", "2031-07-25").out)
    assert "as of 25 July 2031" in page
    assert "Set: Carmen Ugarte" in page
    assert "Called off" not in page


def test_the_same_bytes_each_time(record: Path, dragoman: Program) -> None:
    assert len({dragoman("show", "PER", "GHA", "--record", record).out for _ in range(2)}) == 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param(["PRE", "GHA"], r"party 'PRE': no state .* did you mean .*PER", id="slip in a code"),
        pytest.param(["Perru", "GHA"], r"did you mean PER \(Peru\)", id="slip in a name"),
        pytest.param(["PER", "qqqqqqq"], "give an ISO 3166-1 alpha-3 code", id="nothing near"),
        pytest.param(["PER", "Peru"], "are the same", id="one party twice"),
        pytest.param(["PER", "GHA", "--as-of", "soon"], "--as-of", id="no day"),
    ],
)
def test_wrong_use(words: list[str], message: str, record: Path, dragoman: Program) -> None:
    ended = dragoman("show", *words, "--record", record)
    assert ended.status == 2
    assert re.search(message, ended.err)
    assert ended.out == ""


def test_missing_record(tmp_path: Path, dragoman: Program) -> None:
    ended = dragoman("show", "PER", "GHA", "--record", tmp_path / "none.db")
    assert ended.status == 2
    assert "there is no such file; make one with" in ended.err


def test_a_party_with_all_others(record: Path, dragoman: Program) -> None:
    ended = dragoman("show", "Ghana", "--record", record)
    assert (ended.status, ended.err) == (0, "")
    page = even(ended.out)
    assert page.startswith("Ghana and all others as of 19 August 2031")
    assert re.search(r"With whom, in deeds told of in the last 365 days Peru \d acts?, sum of weights", page)
    assert "Luis Obregon (president, Peru) and Ama Boateng (president, Ghana) held talks." in page
    assert "Set: Ama Boateng (president, Ghana) to visit Peru" in page


def test_the_day_of_the_last_report_on_the_two(record: Path, dragoman: Program) -> None:
    """Peru and Togo are told of on the last day; a pair that was last told of earlier is answered as of then."""
    page = even(dragoman("show", "TGO", "PER", "--record", record).out)
    assert "the last day of publication in the record" in page


def test_nothing_between_them(record: Path, dragoman: Program) -> None:
    ended = dragoman("show", "PER", "NZL", "--record", record)
    assert ended.status == 0
    assert "knows of nothing between them" in ended.out


def test_empty_record(tmp_path: Path, dragoman: Program) -> None:
    with open_record(tmp_path / "empty.db"):
        pass
    assert (
        "no document with a day of publication" in dragoman("show", "PER", "GHA", "--record", tmp_path / "empty.db").out
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param(["chronology", "PER", "GHA", "--type", "accuse"], "Ghana criticised Peru.", id="type"),
        pytest.param(["chronology", "TGO"], "visited Peru", id="one party with all others"),
        pytest.param(["chronology", "PER", "GHA", "--rank", "leader", "--format", "markdown"], "- **17", id="markdown"),
        pytest.param(["chronology", "PER", "GHA", "--format", "csv"], "when,day,by_report,text", id="csv"),
        pytest.param(["series", "PER", "GHA", "--by", "quarter"], "flow +0.5 ± 1.3 level +0.513", id="series"),
        pytest.param(["series", "PER", "GHA", "--scale", "goldstein"], "weights of goldstein", id="other weights"),
        pytest.param(["series", "GHA", "PER", "--one-way", "--format", "csv"], "start,end,flow", id="series csv"),
        pytest.param(["chronology", "PER", "ECOWAS", "--members"], "held talks", id="a group's chronology"),
        pytest.param(["calendar", "PER", "GHA"], "50th anniversary", id="calendar"),
        pytest.param(["calendar", "PER", "ECOWAS", "--members"], "50th anniversary", id="a group's calendar"),
        pytest.param(["calendar", "PER", "GHA", "--format", "ical"], "DTSTART;VALUE=DATE:20310901", id="ical"),
        pytest.param(["last", "PER", "GHA", "--rank", "minister"], "13 February 2029", id="last"),
        pytest.param(["last", "PER", "GHA", "--claims"], "“the first in person in about two years”", id="claims"),
        pytest.param(["search", "mining", "--until", "2031-08-19"], "over mining", id="search up to a day"),
        pytest.param(["search", "mining"], "“Ghana criticised Peru over mining.”", id="search"),
        pytest.param(["search", '"ministers will"'], "Whether the ministers", id="words in a row"),
        pytest.param(["export", "events", "--format", "csv"], "REJECT,meet,,happened,False,REJECT,125", id="events"),
        pytest.param(["export", "documents"], '"source":"accra-times.txt"', id="documents"),
        pytest.param(["export", "--format", "plover"], '"event": ["REJECT"], "mode": ["meet"]', id="plover"),
        pytest.param(["export", "--format", "cameo"], "GHAGOV PERGOV 125 Reject", id="cameo"),
        pytest.param(["export", "--format", "icews"], "Event ID Event Date Source Name", id="icews"),
        pytest.param(["export", "--format", "gdelt2"], "GHAGOV GHANA GHA GOV PERGOV", id="gdelt"),
        pytest.param(["export", "--format", "graphml"], '<edge source="GHA" target="PER">', id="graph"),
    ],
)
def test_questions(words: list[str], told: str, record: Path, dragoman: Program) -> None:
    ended = dragoman(*words, "--record", record)
    assert (ended.status, ended.err) == (0, "")
    assert told in even(ended.out)


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        pytest.param([], b"# Peru and Ghana", id="markdown"),
        pytest.param(["--format", "html"], b"<!doctype html>", id="html"),
        pytest.param(["--out", "brief.html"], b"<!doctype html>", id="html by name"),
    ],
)
def test_brief(words: list[str], begins: bytes, record: Path, tmp_path: Path, dragoman: Program) -> None:
    words = [str(tmp_path / word) if word.endswith(".html") else word for word in words]
    ended = dragoman("brief", "PER", "GHA", "--record", record, *words)
    assert (ended.status, ended.err) == (0, "")
    written = (tmp_path / "brief.html").read_bytes() if "--out" in words else ended.out.encode()
    assert written.startswith(begins)
    assert b"50th anniversary" in written


def test_no_brief_of_nothing(record: Path, dragoman: Program) -> None:
    ended = dragoman("brief", "PER", "NZL", "--record", record)
    assert ended.status == 2
    assert "knows of nothing between PER and NZL" in ended.err


@pytest.mark.parametrize(("ending", "begins"), [("svg", b"<svg"), ("PNG", b"\x89PNG")])
def test_figure(ending: str, begins: bytes, record: Path, tmp_path: Path, dragoman: Program) -> None:
    path = tmp_path / f"figure.{ending}"
    ended = dragoman("series", "PER", "GHA", "--record", record, "--figure", path)
    assert (ended.status, ended.out, ended.err) == (0, "", "")
    assert path.read_bytes().startswith(begins)


@pytest.mark.parametrize(
    "words",
    [
        ["search", "unheard-of"],
        ["search", "mining", "--until", "2031-08-18"],
        ["search", "mining", "--stance", "warns"],
        ["last", "PER", "NZL", "--claims"],
        ["last", "PER", "GHA", "--type", "ASSAULT"],
    ],
)
def test_nothing_found_is_status_1(words: list[str], record: Path, dragoman: Program) -> None:
    assert dragoman(*words, "--record", record).status == 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param(["chronology", "PER", "--type", "QUARREL"], "is none of AGREE, CONSULT", id="type"),
        pytest.param(["series", "PER", "GHA", "--by", "hour"], "is none of week, month", id="step"),
        pytest.param(["series", "PER", "GHA", "--figure", "a.gif"], "neither in .svg nor in .png", id="picture"),
        pytest.param(
            ["series", "PER", "GHA", "--figure", "/nowhere/a.svg"], "--figure /nowhere/a.svg:", id="no folder"
        ),
        pytest.param(["search", "--limit", "3", "...", "--publisher", "x"], "holds no word to look for", id="no word"),
        pytest.param(["export", "records", "--format", "csv"], "use --format jsonl", id="nested"),
        pytest.param(["review", "accept"], "names no event", id="no event"),
        pytest.param(["review", "accept", "ffff"], "no event's id begins so", id="unknown event"),
    ],
)
def test_wrong_questions(words: list[str], message: str, record: Path, dragoman: Program) -> None:
    ended = dragoman(*words, "--record", record)
    assert ended.status == 2
    assert message in ended.err


def test_convert(record: Path, tmp_path: Path, dragoman: Program) -> None:
    """Out as PLOVER, over into POLECAT and back: the types and both sides stay."""
    plover, polecat = tmp_path / "a.jsonl", tmp_path / "b.txt"
    assert dragoman("export", "--format", "plover", "--out", plover, "--record", record).status == 0
    ended = dragoman("convert", plover, "--from", "plover", "--to", "polecat", "--out", polecat)
    assert (ended.status, ended.err) == (0, "")
    coded = dragoman("convert", polecat, "--from", "polecat", "--to", "coded").out.splitlines()
    events = [json.loads(line) for line in coded]
    assert {event["type"] for event in events} == {"CONSULT", "AGREE", "REJECT", "ACCUSE"}
    assert all(event["actors"][0]["country"] in {"PER", "GHA", "TGO"} for event in events)
    assert all(event["cameo"] for event in events)
    wrong = dragoman("convert", polecat, "--from", "icews", "--to", "coded")
    assert wrong.status == 2
    assert "b.txt: line 1: lacks the column" in wrong.err


def test_parquet_needs_events(record: Path, tmp_path: Path, dragoman: Program) -> None:
    out = tmp_path / "events.parquet"
    assert dragoman("export", "--format", "parquet", "--out", out, "--record", record).status == 0
    assert out.read_bytes().startswith(b"PAR1")
    assert dragoman("export", "documents", "--format", "parquet", "--record", record).status == 2


def test_records_make_the_round(record: Path, dragoman: Program) -> None:
    lines = dragoman("export", "records", "--record", record).out.splitlines()
    assert [json.loads(line)["document"]["source"] for line in lines] == [
        "lima-tribune.txt",
        "accra-times.txt",
        "lome-herald.txt",
    ]


def test_review(tmp_path: Path, dragoman: Program) -> None:
    path = tmp_path / "relations.db"
    with open_record(path) as store:
        store.add_all(story())
        (criticism,) = (event for event in store.events("PER", "GHA") if event.type == "ACCUSE")
    decided = dragoman(
        *("review", "reject", criticism.id[:8], "--record", path),
        *("--who", "Efua", "--when", "2031-09-01T10:00", "--why", "a slip of the reader"),
    )
    assert decided.status == 0, decided.err
    assert "criticised" not in dragoman("chronology", "PER", "GHA", "--record", path).out
    exported = dragoman("review", "list", "--record", path).out
    assert json.loads(exported)["why"] == "a slip of the reader"
    other = tmp_path / "other.db"
    with open_record(other) as store:
        store.add_all(story())
    for _ in range(2):
        assert dragoman("review", "import", "--record", other, stdin=exported.encode()).status == 0
    assert "criticised" not in dragoman("chronology", "PER", "GHA", "--record", other).out
