"""Who does the work: processes on this machine, each of which may crash or hang without harm to the others."""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import wait as wait_for_end
from typing import Any, Protocol

from dragoman.errors import DragomanError

Work = Callable[..., Any]
"""A function at the top of a module, so that another process can find it."""


_STARTING = 20.0  # seconds within which a process says its number, on a machine with other work

ENDED = "the process that read it ended (crash, or no memory)"
OVERDUE = "it was not done within its time"


@dataclass(frozen=True, slots=True)
class Failed:
    """A task that gave no result."""

    fault: str  # as the end of a sentence: "it ended the process that read it"
    lost: bool = False  # whoever had it was lost, most likely for another reason than the task


@dataclass(frozen=True, slots=True)
class Finished:
    """A task that came to an end."""

    task: object  # what was given as its name
    outcome: Any  # what the work gave back, or a `Failed`


class Crew(Protocol):
    """Takes tasks and gives back what became of them."""

    def free(self) -> int:
        """Say how many more tasks can be taken now."""

    def take(self, task: object, seconds: float, work: Work, *arguments: object) -> None:
        """Begin a task that is expected to take no longer than so many seconds."""

    def finished(self) -> list[Finished]:
        """Wait a moment, and give the tasks that came to an end."""

    def close(self, *, now: bool) -> None:
        """Let everybody go; `now`: without waiting for what is under way."""


class _Worker:
    """One process. A pool of one, so that it is known what a process that ended was doing."""

    def __init__(self, number: int) -> None:
        self.number = number
        self._pool: ProcessPoolExecutor | None = None
        self._pid: Future[int] | None = None
        self._last: Future[Any] | None = None

    def submit(self, work: Work, arguments: tuple[object, ...]) -> "Future[Any]":
        if self._pool is None:
            self._pool = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"), initializer=_begin)
            self._pid = self._pool.submit(os.getpid)
        self._last = self._pool.submit(work, *arguments)
        return self._last

    @property
    def at_work(self) -> bool:
        """Whether something is under way that it was given."""
        return self._last is not None and not self._last.done()

    def kill(self) -> None:
        """End the process at once; what it was doing fails."""
        if self._pid is None:
            return
        with suppress(BrokenProcessPool, CancelledError, TimeoutError, ProcessLookupError):
            os.kill(self._pid.result(timeout=_STARTING), signal.SIGKILL)  # it may have been begun this moment

    def dismiss(self, *, wait: bool) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=wait, cancel_futures=True)
            self._pool = self._pid = None


class LocalCrew:
    """Processes on this machine, started afresh ("spawn") and replaced when they end."""

    def __init__(self, workers: int, prepare: Work | None = None, *arguments: object) -> None:
        """Set up so many workers.

        Their processes start with their first task, or at once with work that prepares them, whose outcome nobody
        waits for: loading the parser takes as long as reading some dozen documents.
        """
        self._idle = [_Worker(number) for number in range(workers)]
        if prepare is not None:
            for worker in self._idle:
                worker.submit(prepare, arguments)
        self._at_work: dict[Future[Any], tuple[_Worker, object, float]] = {}
        self._overdue: set[Future[Any]] = set()

    def free(self) -> int:
        """Say how many more tasks can be taken now."""
        return len(self._idle)

    def take(self, task: object, seconds: float, work: Work, *arguments: object) -> None:
        """Begin a task; one that takes longer than so many seconds has its process ended."""
        worker = self._idle.pop()
        try:
            future = worker.submit(work, arguments)
        except BrokenProcessPool:  # ended while it had nothing to do
            worker.dismiss(wait=False)
            future = worker.submit(work, arguments)
        self._at_work[future] = (worker, task, time.monotonic() + seconds)

    def finished(self) -> list[Finished]:
        """Wait half a second at most, and give the tasks that came to an end.

        Raises:
            DragomanError: raised by the work: the run cannot go on.
        """
        done, _ = wait(self._at_work, timeout=0.5, return_when=FIRST_COMPLETED)
        now = time.monotonic()
        for future, (worker, _, due) in self._at_work.items():
            if now > due and future not in done:
                self._overdue.add(future)
                worker.kill()
        return [self._ended(future) for future in sorted(done, key=lambda f: self._at_work[f][0].number)]

    def _ended(self, future: "Future[Any]") -> Finished:
        worker, task, _ = self._at_work.pop(future)
        self._idle.append(worker)
        overdue = future in self._overdue
        self._overdue.discard(future)
        try:
            return Finished(task, future.result())
        except BrokenProcessPool:
            worker.dismiss(wait=False)
            return Finished(task, Failed(OVERDUE if overdue else ENDED))
        except DragomanError:
            raise  # a broken lexicon, say: no task would fare better
        except Exception as error:  # noqa: BLE001 - whatever it is, the driver decides what becomes of the task
            return Finished(task, Failed(f"{type(error).__name__}: {error}"))

    def close(self, *, now: bool) -> None:
        """Let everybody go."""
        for worker, _, _ in self._at_work.values():
            if now:
                worker.kill()
        for worker in self._idle:
            if worker.at_work:  # still being prepared, and not needed any more
                worker.kill()
        for worker in (*self._idle, *(w for w, _, _ in self._at_work.values())):
            worker.dismiss(wait=not now)


def _begin() -> None:
    """Prepare a process: Ctrl-C is the driver's to answer, and without the driver there is nothing to do."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(driver: int) -> None:
    wait_for_end([driver])
    os._exit(1)
