"""The same work on a Dask cluster: an address of a scheduler, or `local:N` for one started here (extra `cluster`)."""

from contextlib import suppress
from typing import Any

from dragoman.errors import UsageError
from dragoman.runs.crew import Failed, Finished, Work

_RETRIES = 3  # of a task whose worker was lost, before the driver hears of it
_AHEAD = 2  # tasks given out per thread, so that none waits for the driver


class DaskCrew:
    """Workers of a Dask cluster. A task that never ends is not ended here: give workers a time limit of their own."""

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
        dask.config.set({"distributed.scheduler.allowed-failures": _RETRIES})
        self._cluster: Any = None
        if cluster.startswith("local:"):
            count = cluster.removeprefix("local:")
            if not count.isdecimal() or not int(count):
                raise UsageError(f"--cluster {cluster}: after local: stands the number of workers, as in local:4")
            self._cluster = library.LocalCluster(
                n_workers=int(count), threads_per_worker=1, processes=True, dashboard_address=None
            )
        try:
            self._client: Any = library.Client(self._cluster or cluster)
        except (OSError, ValueError, TimeoutError) as error:
            raise UsageError(f"--cluster {cluster}: no scheduler answers there ({error}); check the address") from error
        self._done = library.as_completed()
        self._tasks: dict[str, object] = {}
        self._futures: dict[str, Any] = {}
        self._given = 0

    def free(self) -> int:
        """Say how many more tasks can be taken now."""
        threads: int = sum(self._client.nthreads().values())
        return max(0, max(1, threads) * _AHEAD - len(self._tasks))

    def take(self, task: object, seconds: float, work: Work, *arguments: object) -> None:  # noqa: ARG002 - see the class
        """Begin a task; it is given to another worker when the one that has it is lost."""
        self._given += 1
        future = self._client.submit(work, *arguments, key=f"dragoman-{self._given}", retries=_RETRIES, pure=False)
        self._tasks[future.key] = task
        self._futures[future.key] = future
        self._done.add(future)

    def finished(self) -> list[Finished]:
        """Wait for the next task to come to an end, and give all that did."""
        batch = [next(self._done)]
        while self._done.has_ready():
            batch.append(next(self._done))
        found = []
        for future in batch:
            task = self._tasks.pop(future.key)
            del self._futures[future.key]
            error = future.exception()
            if error is None:
                found.append(Finished(task, future.result()))
            elif type(error).__name__ == "KilledWorker":
                found.append(Finished(task, Failed("the workers that read it ended (crash, or no memory)")))
            else:
                found.append(Finished(task, Failed(f"{type(error).__name__}: {error}")))
        return found

    def close(self, *, now: bool) -> None:
        """Leave the cluster; one started here ends."""
        if now:
            with suppress(Exception):
                self._client.cancel(list(self._futures.values()))
        self._client.close()
        if self._cluster is not None:
            self._cluster.close()
