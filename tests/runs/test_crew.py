"""Processes that crash, hang or fail harm nobody but their own task: here, and on a Dask cluster."""

import os
import signal
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import hazards
import pytest

from dragoman.errors import LexiconError, UsageError
from dragoman.runs.apart import Apart
from dragoman.runs.crew import ENDED, OVERDUE, Crew, Failed, LocalCrew

CREWS = ["local", pytest.param("dask", marks=pytest.mark.server)]


@pytest.fixture(params=CREWS)
def crew(request: pytest.FixtureRequest) -> Iterator[Crew]:
    if request.param == "local":
        crew: Crew = LocalCrew(2)
    else:
        if find_spec("distributed") is None:
            pytest.skip("needs the extra cluster")
        from dragoman.runs.cluster import DaskCrew  # noqa: PLC0415 - only where it is installed

        crew = DaskCrew("local:2")
    yield crew
    crew.close(now=True)


def outcomes(crew: Crew, count: int) -> dict[object, object]:
    found: dict[object, object] = {}
    while len(found) < count:
        found.update({ended.task: ended.outcome for ended in crew.finished()})
    return found


@pytest.mark.filterwarnings("default")  # Dask's own
def test_crash_hang_and_error_are_told_apart_and_the_crew_goes_on(crew: Crew) -> None:
    room = crew.free()
    crew.take("crash", 60, hazards.crash)
    crew.take("work", 60, hazards.double, 21)
    assert crew.free() == room - 2
    found = outcomes(crew, 2)
    assert found["work"] == 42
    assert found["crash"] == Failed(ENDED)
    crew.take("error", 60, hazards.fail)
    crew.take("hang", 3, hazards.hang)
    found = outcomes(crew, 2)
    assert found["error"] == Failed("ValueError: no such luck")
    assert found["hang"] == Failed(OVERDUE)
    assert crew.free() == room


@pytest.mark.filterwarnings("default")
def test_what_no_document_can_help_ends_the_run(crew: Crew) -> None:
    crew.take("task", 60, hazards.break_lexicon)
    with pytest.raises(LexiconError, match="entry x"):
        outcomes(crew, 1)


def test_a_worker_that_crashed_works_again(tmp_path: Path) -> None:
    crew, mark = LocalCrew(1), str(tmp_path / "mark")
    try:
        for expected in (Failed(ENDED), "done"):
            crew.take("task", 60, hazards.crash_once, mark)
            assert outcomes(crew, 1) == {"task": expected}
    finally:
        crew.close(now=True)


def test_workers_are_prepared_at_once_and_what_fails_in_it_harms_nothing(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    for prepare, arguments in ((hazards.leave, (str(mark),)), (hazards.crash, ()), (hazards.fail, ())):
        crew = LocalCrew(1, prepare, *arguments)
        try:
            crew.take("task", 60, hazards.double, 4)
            found = outcomes(crew, 1)
            if found == {"task": Failed(ENDED)}:  # it crashed with the task behind it, which is then given out again
                crew.take("task", 60, hazards.double, 4)
                found = outcomes(crew, 1)
            assert found == {"task": 8}
        finally:
            crew.close(now=False)
    assert mark.exists()


def test_nobody_waits_for_preparation_that_is_not_needed() -> None:
    crew = LocalCrew(1, hazards.hang)
    crew.close(now=False)


def test_a_process_apart_is_kept_until_it_ends(tmp_path: Path) -> None:
    apart = Apart()
    try:
        first = apart.do(60, hazards.own_number)
        assert apart.do(60, hazards.own_number) == first
        assert apart.do(60, hazards.talk) == "said"  # and its words are no answer
        assert apart.do(1, hazards.hang) == Failed(OVERDUE)
        assert apart.do(60, hazards.crash_once, str(tmp_path / "mark")) == Failed(ENDED)
        second = apart.do(60, hazards.own_number)
        assert second != first
        os.kill(second, signal.SIGKILL)  # while it has nothing to do: that is no sign against what comes next
        os.waitid(os.P_PID, second, os.WEXITED | os.WNOWAIT)
        assert apart.do(60, hazards.own_number) not in {first, second}
    finally:
        apart.end()


@pytest.mark.server
@pytest.mark.filterwarnings("default")
def test_tasks_of_two_drivers_on_one_cluster_are_kept_apart() -> None:
    distributed = pytest.importorskip("distributed", reason="needs the extra cluster")
    from dragoman.runs.cluster import DaskCrew  # noqa: PLC0415

    with distributed.LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster:
        one, other = DaskCrew(cluster.scheduler_address), DaskCrew(cluster.scheduler_address)
        one.take("task", 60, hazards.double, 1)
        other.take("task", 60, hazards.double, 2)
        assert (outcomes(one, 1), outcomes(other, 1)) == ({"task": 2}, {"task": 4})
        one.close(now=False)
        other.take("task", 60, hazards.double, 3)
        assert outcomes(other, 1) == {"task": 6}
        other.take("task", 60, hazards.hang)
        cluster.close()
        with pytest.raises(UsageError, match="goes on where it was"):
            outcomes(other, 1)
        other.close(now=True)
