"""Work done in a process of its own that is ended when it takes too long: what a worker of a cluster reads with.

A document may crash, hang or exhaust the process that reads it. So that this can be told from a worker that was lost
for reasons of its own (its machine went, its time was up), a worker of a cluster does not read: it has a process for
that, with which it speaks over pipes. That is no `multiprocessing` process, for Dask's workers may have none.
"""

import atexit
import os
import pickle
import queue
import subprocess
import sys
import threading
from contextlib import suppress
from typing import IO, Any

from dragoman.errors import DragomanError
from dragoman.runs.crew import ENDED, OVERDUE, Failed, Work


class Apart:
    """A process that does one piece of work at a time; another takes its place when it ended."""

    def __init__(self) -> None:
        """Set it up; the process starts with the first piece of work."""
        self._process: subprocess.Popen[bytes] | None = None

    def do(self, seconds: float, work: Work, *arguments: object) -> Any:
        """Do a piece of work; gives what it gives back, or a `Failed`.

        Raises:
            DragomanError: raised by the work: the run cannot go on.
        """
        if self._process is not None and self._process.poll() is not None:
            self.end()  # it ended while it had nothing to do
        process = self._process = self._process or _start()
        assert process.stdin is not None
        assert process.stdout is not None
        overdue = threading.Event()

        def expire() -> None:
            overdue.set()  # first, so that whoever sees the end knows why
            process.kill()

        timer = threading.Timer(seconds, expire)
        timer.daemon = True
        timer.start()
        try:
            pickle.dump((work, arguments), process.stdin)
            process.stdin.flush()
            outcome = pickle.load(process.stdout)
        except (OSError, EOFError, pickle.UnpicklingError):
            self.end()
            return Failed(OVERDUE if overdue.is_set() else ENDED)
        finally:
            timer.cancel()
        if isinstance(outcome, DragomanError):
            raise outcome
        return outcome

    def end(self) -> None:
        """End the process, if there is one."""
        if self._process is not None:
            self._process.kill()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:
                    with suppress(OSError):
                        pipe.close()
            self._process.wait()
            self._process = None


_own = threading.local()


def do_apart(seconds: float, work: Work, *arguments: object) -> Any:
    """Do a piece of work in the process that belongs to this thread; see `Apart.do`."""
    if not hasattr(_own, "apart"):
        _own.apart = Apart()
        atexit.register(_own.apart.end)
    apart: Apart = _own.apart
    return apart.do(seconds, work, *arguments)


def _start() -> "subprocess.Popen[bytes]":
    # The same places to import from as here, whatever was added to them since this process started.
    surroundings = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    command = [sys.executable, "-m", "dragoman.runs.apart"]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=surroundings)


# In the other process


def main() -> None:
    """Do what comes over standard input, until it ends."""
    # Whatever prints must not print into the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    waiting: queue.Queue[tuple[Work, tuple[object, ...]]] = queue.Queue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, waiting), daemon=True).start()
    while True:
        work, arguments = waiting.get()
        outcome: object
        try:
            outcome = work(*arguments)
        except DragomanError as error:
            outcome = error
        except Exception as error:  # noqa: BLE001 - whatever it is, the driver decides what becomes of the task
            outcome = Failed(f"{type(error).__name__}: {error}")
        pickle.dump(outcome, answers)
        answers.flush()


def _listen(incoming: IO[bytes], waiting: "queue.Queue[tuple[Work, tuple[object, ...]]]") -> None:
    """Take in work; when whoever gives it is gone, end at once, whatever is under way."""
    try:
        while True:
            waiting.put(pickle.load(incoming))
    except BaseException:  # noqa: BLE001 - nobody is there to be told
        os._exit(1)


if __name__ == "__main__":
    main()
