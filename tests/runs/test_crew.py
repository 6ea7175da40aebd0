"""Processes that crash, hang or fail harm nobody but their own task."""

from collections.abc import Iterator
from pathlib import Path

import hazards
import pytest

from dragoman.runs.crew import Failed, LocalCrew


@pytest.fixture
def crew() -> Iterator[LocalCrew]:
    crew = LocalCrew(2)
    yield crew
    crew.close(now=True)


def outcomes(crew: LocalCrew, count: int) -> dict[object, object]:
    found: dict[object, object] = {}
    while len(found) < count:
        found.update({ended.task: ended.outcome for ended in crew.finished()})
    return found


def test_crash_hang_and_error_are_told_apart_and_the_crew_goes_on(crew: LocalCrew) -> None:
    crew.take("crash", 60, hazards.crash)
    crew.take("work", 60, hazards.double, 21)
    assert crew.free() == 0
    found = outcomes(crew, 2)
    assert found["work"] == 42
    assert found["crash"] == Failed("the process that read it ended (crash, or no memory)")
    crew.take("error", 60, hazards.fail)
    crew.take("hang", 3, hazards.hang)
    found = outcomes(crew, 2)
    assert found["error"] == Failed("ValueError: no such luck")
    assert found["hang"] == Failed("it was not done within its time")
    assert crew.free() == 2


def test_a_worker_that_crashed_works_again(crew: LocalCrew, tmp_path: Path) -> None:
    mark = str(tmp_path / "mark")
    for expected in (Failed("the process that read it ended (crash, or no memory)"), "done"):
        crew.take("task", 60, hazards.crash_once, mark)
        assert outcomes(crew, 1) == {"task": expected}
