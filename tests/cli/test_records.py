"""Questions put to the folder of a run: the same answers as from the record that `dragoman load` makes of it."""

import shutil
from pathlib import Path

import pytest
from program import Program
from story import story

from dragoman.errors import UsageError
from dragoman.lexicons.files import Lexicons
from dragoman.record.store import Store, open_record
from dragoman.runs.loading import record_of
from dragoman.runs.output import Manifest, Output
from dragoman.runs.shards import Result
from dragoman.schema.document import Refusal

REFUSED = Refusal(source="wire-9", fault="it is empty", remedy="give a text")


def finish_run(folder: Path, *, documents: int = 99) -> None:
    """Leave what a run over the story of two states leaves, in two shards."""
    results = [Result(record=record, document=document) for record, document in story()][:documents]
    output = Output(str(folder))
    output.write_shard("one", results[:2])
    output.write_shard("two", [*results[2:], Result(refusal=REFUSED)])
    output.finish(Manifest(fingerprint="f", shards=("one", "two")[: 1 + (documents > 2)]))


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "dragoman" / "runs"


@pytest.fixture
def decade(tmp_path: Path) -> Path:
    finish_run(tmp_path / "decade")
    return tmp_path / "decade"


def content(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(words.split(), id=words)
        for words in (
            "show PER GHA",
            "show Ghana",
            "show PER GHA --as-of 2031-07-25",
            "chronology PER GHA --format jsonl",
            "brief PER GHA",
            "series PER GHA --by month --format csv",
            "calendar PER GHA --as-of 2031-07-25",
            "last PER GHA --type CONSULT",
            "last PER GHA --claims",
            "search talks",
            "who PER --on 2031-08-01",
            "export events",
            "export records",
            "export documents",
        )
    ],
)
def test_a_run_answers_as_the_record_that_is_loaded_of_it(words: list[str], decade: Path, dragoman: Program) -> None:
    assert dragoman("load", decade, "--record", decade.parent / "loaded.db").status == 0
    expected = dragoman(*words, "--record", decade.parent / "loaded.db")
    before = content(decade)
    found = dragoman(*words, "--record", decade)
    assert (found.status, found.out) == (expected.status, expected.out)
    assert found.out.strip()
    assert content(decade) == before  # nothing is written into the folder


def test_the_record_is_made_once_and_said_so(decade: Path, cache: Path, dragoman: Program) -> None:
    first = dragoman("show", "PER", "GHA", "--record", decade)
    (made,) = cache.rglob("*.db")
    assert str(made) in first.err
    second = dragoman("show", "PER", "GHA", "--record", f"{decade}/")
    assert second.err == ""
    assert second.out == first.out
    assert list(cache.rglob("*.db")) == [made]


def test_an_event_is_explained_from_a_run(decade: Path, dragoman: Program) -> None:
    with open_record(record_of(str(decade), lexicons=Lexicons())) as store:
        event = store.events()[0].id
    assert dragoman("explain", event, "--record", decade).status == 0


def test_a_run_that_went_on_is_asked_anew(decade: Path, cache: Path) -> None:
    finish_run(decade, documents=2)
    few = record_of(str(decade), lexicons=Lexicons())
    finish_run(decade)
    all_of_it = record_of(str(decade), lexicons=Lexicons())
    assert few != all_of_it
    assert list(cache.rglob("*.db")) == [all_of_it]
    with open_record(all_of_it, create=False) as store:
        assert store.refusals() == (REFUSED,)


def test_what_is_interrupted_is_made_again(decade: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = record_of(str(decade), lexicons=Lexicons()).read_bytes()
    shutil.rmtree(cache)
    merge = Store.merge

    def interrupted(_: Store) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Store, "merge", interrupted)
    with pytest.raises(KeyboardInterrupt):
        record_of(str(decade), lexicons=Lexicons())
    assert [p.name for p in cache.rglob("*") if p.is_file()] == ["lock"]
    (left,) = (p for p in cache.iterdir() if p.is_dir())
    (left / ".making-killed").mkdir()
    monkeypatch.setattr(Store, "merge", merge)
    again = record_of(str(decade), lexicons=Lexicons())
    assert not list(cache.rglob(".making-*"))
    assert len(again.read_bytes()) == len(whole)


@pytest.mark.parametrize("made", [True, False], ids=["a folder without a run", "an unfinished run"])
def test_nothing_to_ask(tmp_path: Path, cache: Path, dragoman: Program, made: bool) -> None:
    folder = tmp_path / "empty"
    (folder if made else folder / "shards").mkdir(parents=True)
    ended = dragoman("show", "PER", "GHA", "--record", folder)
    assert ended.status == 2
    assert "holds no finished run" in ended.err
    assert not cache.exists()


def test_no_place_for_the_record(decade: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    with pytest.raises(UsageError, match="XDG_CACHE_HOME"):
        record_of(str(decade), lexicons=Lexicons())


def test_a_database_of_an_unknown_kind_is_still_named(dragoman: Program) -> None:
    assert "no such kind of record" in dragoman("show", "PER", "GHA", "--record", "mysql://here/news").err
