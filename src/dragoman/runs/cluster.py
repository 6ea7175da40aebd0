"""The same work on a Dask cluster: an address of a scheduler, or `local:N` for one started here (extra `cluster`)."""

import time
import uuid
from contextlib import suppress
from typing import Any

from dragoman.errors import DragomanError, UsageError
from dragoman.runs.apart import do_apart
from dragoman.runs.crew import Failed, Finished, Work

_LOSSES = 3  # workers that a task may take with it before the driver hears of it
_AHEAD = 2  # tasks given out per thread, so that none waits for the driver
_STARTS = 3  # of a cluster here whose workers do not come up
_WAIT = 0.5  # seconds at most until the driver looks whether there is more to give out
_LOOK = 0.02
_MISSED = 15.0  # seconds between two looks whether workers of a cluster here have to be replaced


class DaskCrew:
    """Workers of a Dask cluster, each with a process of its own to read in (`apart`).

    So a document that crashes or hangs ends that process, not the worker; and a worker that is lost is no sign against
    the document it had.
    """

    def __init__(self, cluster: str) -> None:
        """Join a cluster by its scheduler's address, or start `local:N`.

        Raises:
            UsageError: the extra is not installed, `local:N` is malformed, or nobody answers.
        """
        try:
            import dask  # noqa: PLC0415
            import distributed  # noqa: PLC0415 - takes a second to load
        except ImportError as error:
            raise UsageError(f"--cluster {cluster}: install dragoman[cluster] to work on a Dask cluster") from error
        library: Any = distributed  # has no types of its own
        dask.config.set({"distributed.scheduler.allowed-failures": _LOSSES})
        self._name = cluster
        self._cluster: Any = None
        self._workers = 0
        if cluster.startswith("local:"):
            count = cluster.removeprefix("local:")
            if not count.isdecimal() or not int(count):
                raise UsageError(f"--cluster {cluster}: after local: stands the number of workers, as in local:4")
            self._workers = int(count)
            self._cluster = _cluster_here(library, self._workers, cluster)
        try:
            self._client: Any = library.Client(self._cluster or cluster)
        except (OSError, ValueError, TimeoutError) as error:
            raise UsageError(f"--cluster {cluster}: no scheduler answers there ({error}); check the address") from error
        # Tasks of two drivers on one cluster must not be taken for each other, nor for those of a driver that was
        # killed: the scheduler would give the one the other's result.
        self._token = uuid.uuid4().hex
        self._given = 0
        self._tasks: dict[Any, object] = {}  # by future
        self._looked = time.monotonic()

    def free(self) -> int:
        """Say how many more tasks can be taken now."""
        threads: int = sum(self._client.nthreads().values())
        return max(0, max(1, threads) * _AHEAD - len(self._tasks))

    def take(self, task: object, seconds: float, work: Work, *arguments: object) -> None:
        """Begin a task; it is given to another worker when the one that has it is lost.

        Raises:
            UsageError: the cluster is gone.
        """
        self._given += 1
        key = f"dragoman-{self._token}-{self._given}"
        try:
            future = self._client.submit(do_apart, seconds, work, *arguments, key=key, pure=False)
        except (OSError, RuntimeError, ValueError) as error:
            raise self._gone(error) from error
        self._tasks[future] = task

    def finished(self) -> list[Finished]:
        """Wait a moment, and give the tasks that came to an end.

        Raises:
            UsageError: the cluster is gone.
            DragomanError: raised by the work: the run cannot go on.
        """
        until = time.monotonic() + _WAIT
        while not (done := [future for future in self._tasks if future.done()]) and time.monotonic() < until:
            time.sleep(_LOOK)
        self._replace_lost()
        return [Finished(self._tasks.pop(future), self._outcome(future)) for future in done]

    def _outcome(self, future: Any) -> object:
        if future.cancelled():  # nobody here does that: the scheduler forgot it
            raise self._gone("it has forgotten its tasks")
        error = future.exception()
        if error is None:
            return future.result()
        if isinstance(error, DragomanError):
            raise error
        if type(error).__name__ == "KilledWorker":
            return Failed("the workers that read it were lost", lost=True)
        return Failed(f"{type(error).__name__}: {error}")

    def _gone(self, fault: object) -> UsageError:
        return UsageError(
            f"--cluster {self._name}: the scheduler is gone ({fault}); start it anew and give the command again: "
            "it goes on where it was"
        )

    def _replace_lost(self) -> None:
        """Start workers of a cluster here anew whose place stays empty: those that were killed while they started."""
        if self._cluster is None or time.monotonic() - self._looked < _MISSED:
            return
        self._looked = time.monotonic()
        if len(self._client.nthreads()) < self._workers:
            self._cluster.scale(self._workers)

    def close(self, *, now: bool) -> None:
        """Leave the cluster; one started here ends."""
        # What goes wrong on leaving changes nothing about what was read, or about the fault that was the reason.
        with suppress(Exception):
            if now:
                self._client.cancel(list(self._tasks))
            self._client.close()
        if self._cluster is not None:
            with suppress(Exception):
                self._cluster.close()


def _cluster_here(library: Any, workers: int, name: str) -> Any:
    for left in reversed(range(_STARTS)):
        try:
            return library.LocalCluster(n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None)
        except (OSError, RuntimeError, TimeoutError) as error:
            if not left:
                raise UsageError(
                    f"--cluster {name}: its workers do not come up ({error}); give the command again, or use --workers"
                ) from error
    raise AssertionError(name)
