"""The tables of a run: the events are those that the record makes of the same documents."""

from pathlib import Path

import duckdb
import hazards
import msgspec
import pytest
from chronicle import write

from dragoman.lexicons.files import Lexicons
from dragoman.record.recorded import RecordedEvent
from dragoman.record.store import open_record
from dragoman.runs.crew import LocalCrew, Work
from dragoman.runs.merge import merge
from dragoman.runs.output import Output
from dragoman.runs.shards import Result
from dragoman.schema.document import Refusal
from dragoman.schema.event import Event


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, lexicons: Lexicons) -> Path:
    folder = tmp_path_factory.mktemp("run")
    output, articles = Output(str(folder)), write().articles
    results = [Result(document=document, record=record) for record, document in articles]
    results.insert(5, Result(refusal=Refusal(source="a.pdf", fault="no text", remedy="give one with text")))
    results.append(results[0])  # a document that comes twice
    for number in range(0, len(results), 20):
        output.write_shard(f"{number}", results[number : number + 20])
    merge(output, [f"{n}" for n in range(0, len(results), 20)], fingerprint="f", lexicons=lexicons)
    return folder


def test_events_are_those_of_the_record(folder: Path, tmp_path: Path) -> None:
    with open_record(tmp_path / "relations.db") as store:
        store.add_all(write().articles)
        expected = {event.id: event for event in store.events()}
    rows = duckdb.execute(f"select body from '{folder}/events/*.parquet'").fetchall()
    found = {event.id: event for (body,) in rows for event in [msgspec.json.decode(body, type=RecordedEvent)]}
    assert len(rows) == len(expected) > 60
    assert found == expected


def test_every_report_leads_to_its_event(folder: Path) -> None:
    rows = duckdb.execute(
        f"""select r.body, e.id is not null, r.published from '{folder}/reports/*.parquet' r
            left join '{folder}/events/*.parquet' e on r.event = e.id"""
    ).fetchall()
    told = {(record.document.id, event.id) for record, _ in write().articles for event in record.events}
    assert {msgspec.json.decode(body, type=Event).id for body, _, _ in rows} == {id_ for _, id_ in told}
    assert len(rows) == len(told)
    assert all(leads for _, leads, _ in rows)


def test_refusals_and_the_manifest(folder: Path) -> None:
    assert duckdb.execute(f"select * from '{folder}/refusals/*.parquet'").fetchall() == [
        ("a.pdf", "no text", "give one with text")
    ]
    manifest = Output(str(folder)).manifest()
    assert manifest is not None
    assert manifest.fingerprint == "f"


def test_merging_again_gives_the_same_bytes_and_sweeps_what_is_stale(folder: Path, lexicons: Lexicons) -> None:
    before = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.parquet")}
    (folder / "events" / "1066-10.parquet").write_bytes(b"of an earlier run")
    manifest = Output(str(folder)).manifest()
    assert manifest is not None
    merge(Output(str(folder)), manifest.shards, fingerprint="f", lexicons=lexicons)
    assert {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.parquet")} == before


def test_several_processes_write_the_same_and_one_that_is_killed_does_no_harm(
    folder: Path, lexicons: Lexicons, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dragoman.runs.merge._MANY", 1)
    before = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.parquet")}
    manifest = Output(str(folder)).manifest()
    assert manifest is not None
    for workers, failing in ((2, 0), (3, 2)):
        Careless.left = failing
        monkeypatch.setattr("dragoman.runs.merge.LocalCrew", Careless)
        merge(Output(str(folder)), manifest.shards, fingerprint="f", lexicons=lexicons, workers=workers)
        assert Careless.left == 0
        assert {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.parquet")} == before


class Careless(LocalCrew):
    """Lets its first tasks crash."""

    left = 0

    def take(self, task: object, seconds: float, work: Work, *arguments: object) -> None:
        if Careless.left:
            Careless.left -= 1
            super().take(task, seconds, hazards.crash)
        else:
            super().take(task, seconds, work, *arguments)
