"""What a run read, brought into a record: the user's own, or one kept beside the run so that it can be asked."""

import hashlib
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import version
from itertools import islice
from pathlib import Path

import msgspec

from dragoman.errors import UsageError
from dragoman.lexicons.files import Lexicons
from dragoman.record.runs import run_of
from dragoman.record.store import Store, open_record
from dragoman.record.tables import REVISIONS
from dragoman.runs.output import Output
from dragoman.schema.base import content_id

_AT_ONCE = 500  # documents that go into the record together: all of them or none


@dataclass
class Loaded:
    """What became of the documents of a run."""

    added: Counter[str] = field(default_factory=Counter)  # new, replaced, unchanged
    refused: int = 0


def load_into(store: Store, output: Output) -> Loaded:
    """Put all that a finished run read into a record, and put its events together. Done again, it changes nothing.

    Raises:
        UsageError: there is no finished run.
    """
    loaded = Loaded()
    results = output.results()
    while batch := list(islice(results, _AT_ONCE)):
        loaded.added.update(
            store.add_all((r.record, r.document) for r in batch if r.record is not None and r.document is not None)
        )
        for result in batch:
            if result.refusal is not None:
                store.refuse(result.refusal)
                loaded.refused += 1
    store.merge()
    return loaded


def record_of(where: str, *, lexicons: Lexicons, tell: Callable[[Path], None] = lambda _: None) -> Path:
    """Give the record of a finished run: an SQLite file among the user's cached files, made when first asked for.

    It is named for what the run read and for what merges its reports, so that it is never out of date: a run that goes
    on, another lexicon or another dragoman make another one, which takes the place of those before. Two processes that
    ask at the same time make one.

    Args:
        where: the folder or fsspec address of the run.
        lexicons: for the names of agencies and the weights of merging.
        tell: called with the path before a record is made, which takes a while.

    Raises:
        UsageError: there is no finished run, or the record cannot be written.
    """
    output = Output(where)
    run = hashlib.blake2b(msgspec.json.encode(output.finished()), digest_size=16).hexdigest()
    name = f"{content_id(run, run_of(version('dragoman'), lexicons).id, REVISIONS[-1])}.db"
    address = where if "://" in where else str(Path(where).resolve())
    folder = _cache() / "runs" / content_id(address)
    path = folder / name
    if path.exists():
        return path
    try:
        with _alone(folder):
            if not path.exists():  # another process may have been faster
                tell(path)
                _make(path, output, lexicons)
    except OSError as error:
        raise UsageError(
            f"{where}: a record of it cannot be made in {folder}: {error}; make room or name another place in "
            f"XDG_CACHE_HOME, or use `dragoman load {where} --record FILE`"
        ) from error
    return path


def _make(path: Path, output: Output, lexicons: Lexicons) -> None:
    """Make a record aside and move it into its place; nobody else is at work in the folder."""
    for left in path.parent.glob(".making-*"):  # of one that was killed
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=".making-", dir=path.parent) as aside:
        made = Path(aside) / path.name
        with open_record(made, lexicons=lexicons) as store:
            load_into(store, output)
        # What is closed by its last user is one file, without a journal beside it.
        for old in path.parent.glob("*.db*"):
            old.unlink()
        made.replace(path)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one process at a time into a folder, which is made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    if sys.platform == "win32":  # two that make the same record at the same time do it twice there
        yield
        return
    import fcntl  # noqa: PLC0415 - not everywhere

    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # let go of when the process ends, however it ends
        yield


def _cache() -> Path:
    """Name the folder of files that can be made anew at any time."""
    given = os.environ.get("XDG_CACHE_HOME")
    return (Path(given) if given else Path.home() / ".cache") / "dragoman"
