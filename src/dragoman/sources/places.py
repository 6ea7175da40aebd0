"""Where documents come from: files, folders and standard input, in an order that never varies."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from dragoman.errors import UsageError
from dragoman.schema.base import Record

# In a folder only these are taken; a file that is named is taken whatever its name ends in.
TEXT_ENDINGS = frozenset({"", ".txt", ".text", ".jsonl", ".ndjson"})
STANDARD_INPUT = "-"


class Place(Record, frozen=True, kw_only=True):
    """One file to read, or standard input.

    `name` is what documents from it are called: the path below the folder that was named, or the bare name of a
    file that was named itself, so that a record does not depend on where the reader stood.
    """

    name: str
    path: Path | None  # None: standard input


class Listing(Record, frozen=True, kw_only=True):
    """What was found under the names a user gave."""

    places: tuple[Place, ...]
    passed_over: tuple[str, ...] = ()  # files in folders whose name says that they are no text


def list_places(names: Iterable[str]) -> Listing:
    """List the files under the names, folders in the order of the letters, hidden files left out.

    Raises:
        UsageError: a name is neither a file nor a folder, or a folder cannot be looked into.
    """
    places: list[Place] = []
    passed_over: list[str] = []
    for name in names:
        path = Path(name)
        if name == STANDARD_INPUT:
            places.append(Place(name="standard input", path=None))
        elif path.is_dir():
            for below in _walk(path):
                place = Place(name=below.relative_to(path).as_posix(), path=below)
                if below.suffix.lower() in TEXT_ENDINGS:
                    places.append(place)
                else:
                    passed_over.append(place.name)
        elif path.exists():
            places.append(Place(name=path.name, path=path))
        else:
            raise UsageError(f"{name}: there is no such file or folder; give a path, or - for standard input")
    return Listing(places=tuple(places), passed_over=tuple(passed_over))


def _walk(folder: Path) -> Iterator[Path]:
    """Give the files below a folder; links to folders are not followed, so that no circle is walked."""

    def fail(error: OSError) -> None:
        raise UsageError(f"{error.filename}: cannot be looked into: {error.strerror}; check its permissions") from error

    found: list[Path] = []
    for at, folders, files in os.walk(folder, onerror=fail):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found.extend(Path(at, name) for name in files if not name.startswith("."))
    return iter(sorted(found, key=lambda path: path.relative_to(folder).parts))


def open_place(place: Place, *, stdin: BinaryIO) -> BinaryIO:
    """Open a place for reading bytes.

    Raises:
        OSError: it cannot be opened.
    """
    return stdin if place.path is None else place.path.open("rb")
