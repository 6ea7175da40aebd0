"""A run whose documents end the process that reads them: they are found, refused and named; all others are read."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from tests.documents import plain_document

from dragoman.errors import UsageError
from dragoman.runs.crew import Failed, Finished, Work
from dragoman.runs.drive import LOSSES, TRIES, drive
from dragoman.runs.output import Output
from dragoman.runs.process import process_shard
from dragoman.runs.settings import Settings
from dragoman.runs.shards import Done, Result, Shard, cut, encode_results
from dragoman.schema.document import Document
from dragoman.schema.record import DocumentRecord

SETTINGS = Settings(fingerprint="f")


class Readers:
    """A crew in this process: "reads" at once, and fails on shards that hold poison or that chance wants to fail."""

    def __init__(self, chances: list[bool], room: int = 2) -> None:
        self.chances, self.room = chances, room
        self.waiting: list[Finished] = []
        self.read: list[str] = []

    def free(self) -> int:
        return self.room - len(self.waiting)

    def take(self, task: object, seconds: float, work: Work, *arguments: object) -> None:
        shard: Any = arguments[0]
        assert isinstance(shard, Shard)
        assert seconds > 0
        documents = [item.document for item in shard.unpack() if item.document is not None]
        outcome: Any
        if any("poison" in d.text for d in documents) or (self.chances and self.chances.pop()):
            outcome = Failed("it crashed")
        else:
            self.read += [d.source for d in documents]
            results = [Result(document=d, record=DocumentRecord(document=d.head())) for d in documents]
            if work is process_shard:
                outcome = Output(str(arguments[1])).write_shard(shard.name, results)
            else:
                outcome = encode_results(results)
        self.waiting.append(Finished(task, outcome))

    def finished(self) -> list[Finished]:
        found, self.waiting = self.waiting, []
        return found

    def close(self, *, now: bool) -> None:
        self.waiting = []


def documents(poisoned: set[int], count: int) -> list[Document]:
    return [
        structs.replace(
            plain_document(f"Text {number}, {'poison' if number in poisoned else 'sound'}."), source=f"{number}.txt"
        )
        for number in range(count)
    ]


@settings(deadline=None, max_examples=30)
@given(st.sets(st.integers(0, 19), max_size=4), st.lists(st.booleans(), max_size=12))
def test_only_the_poisoned_are_refused(
    tmp_path_factory: pytest.TempPathFactory, poisoned: set[int], chances: list[bool]
) -> None:
    shards = list(cut(documents(poisoned, 20), fingerprint="f"))
    # Chance may fail a task twice in a row at most: three failures make any task suspect.
    calm = [fails and place % 3 == 0 for place, fails in enumerate(chances)]
    told: list[Done] = []
    out = str(tmp_path_factory.mktemp("out"))
    names = drive(shards, Readers(calm), out=out, settings=SETTINGS, tell=told.append)
    assert names == tuple(shard.name for shard in shards)
    results = [result for name in names for result in Output(out).read_shard(name)]
    assert [r.document.source for r in results if r.document] == [f"{n}.txt" for n in range(20)]
    refused = {r.refusal.source for r in results if r.refusal is not None}
    assert refused == {f"{n}.txt" for n in poisoned}
    assert sum(done.documents for done in told) == 20 - len(poisoned)


class Deserters(Readers):
    """Workers that are lost as often as said, each time with all that they have."""

    def __init__(self, losses: int) -> None:
        super().__init__([])
        self.losses = losses

    def take(self, task: object, seconds: float, work: Work, *arguments: object) -> None:
        if self.losses:
            self.losses -= 1
            self.waiting.append(Finished(task, Failed("the workers that read it were lost", lost=True)))
        else:
            super().take(task, seconds, work, *arguments)


def test_a_document_is_not_refused_because_workers_are_lost(tmp_path: Path) -> None:
    shards = list(cut(documents(set(), 1), fingerprint="f"))
    told: list[Done] = []
    drive(shards, Deserters(LOSSES + TRIES - 1), out=str(tmp_path), settings=SETTINGS, tell=told.append)
    assert [(done.documents, done.refused) for done in told] == [(1, ())]


def test_what_a_killed_run_left_aside_is_swept_away(tmp_path: Path) -> None:
    output = Output(str(tmp_path))
    output.write_shard("one", [])
    kept = sorted(tmp_path.rglob("*"))
    (tmp_path / "shards" / ".one.parquet.4711").write_bytes(b"half")
    (tmp_path / ".run.json.4711").write_bytes(b"half")
    output.sweep()
    assert sorted(tmp_path.rglob("*")) == kept


def test_what_was_read_is_not_read_again(tmp_path: Path) -> None:
    shards = list(cut(documents({3}, 8), fingerprint="f"))
    drive(shards, Readers([]), out=str(tmp_path), settings=SETTINGS)
    again, told = Readers([]), list[Done]()
    drive(shards, again, out=str(tmp_path), settings=SETTINGS, tell=told.append)
    assert again.read == []
    assert (told[0].documents, len(told[0].refused)) == (7, 1)


def test_a_folder_without_a_finished_run_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no finished run"):
        next(Output(str(tmp_path)).results())


def test_an_unknown_kind_of_address_is_named() -> None:
    with pytest.raises(UsageError, match="carrier"):
        Output("carrier-pigeon://coop/4")
