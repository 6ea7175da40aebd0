"""Where documents come from: files, folders and standard input, in an order that never varies."""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from dragoman.errors import UsageError
from dragoman.schema.base import Record

# What files are is told by their content; but a folder of saved pages is full of what cannot hold news, and a style
# sheet or a program looks like a text. A file that is named is opened whatever its name ends in.
_PASSED_OVER = frozenset(
    ".png .jpg .jpeg .gif .webp .avif .svg .ico .bmp .tif .tiff .heic .mp3 .mp4 .m4a .m4v .mov .avi .mkv .webm .ogg "
    ".wav .flac .css .js .mjs .map .ts .woff .woff2 .ttf .otf .eot .wasm .py .pyc .sh .exe .dll .so .db .db-wal "
    ".db-shm .sqlite .sqlite3 .toml .yaml .yml .ini .cfg .lock .log .tmp .part .cdx .cdxj .idx".split()
)
_PASSED_OVER_NAMES = frozenset({"thumbs.db", "desktop.ini", "license", "makefile"})

STANDARD_INPUT = "-"
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


class Place(Record, frozen=True, kw_only=True):
    """One file to read, an address on the web, or standard input.

    `name` is what documents from it are called: the path below the folder that was named, or the bare name of a
    file that was named itself, so that a record does not depend on where the reader stood; or the address.
    """

    name: str
    path: Path | None  # None: standard input, or an address
    url: str | None = None  # http or https


class Listing(Record, frozen=True, kw_only=True):
    """What was found under the names a user gave."""

    places: tuple[Place, ...]
    passed_over: tuple[str, ...] = ()  # files in folders whose name says that they hold no news


def list_places(names: Iterable[str]) -> Listing:
    """List the files and addresses under the names, folders in the order of the letters, hidden files left out.

    Raises:
        UsageError: a name is neither a file nor a folder nor an address of http or https, or a folder cannot be looked
            into.
    """
    places: list[Place] = []
    passed_over: list[str] = []
    for name in names:
        path = Path(name)
        if name == STANDARD_INPUT:
            places.append(Place(name="standard input", path=None))
        elif _ADDRESS.match(name):
            if not name.lower().startswith(("http://", "https://")):
                raise UsageError(f"{name}: only addresses of http and https are read; save it, and name the file")
            places.append(Place(name=name, path=None, url=name))
        elif path.is_dir():
            for below in _walk(path):
                place = Place(name=below.relative_to(path).as_posix(), path=below)
                if is_passed_over(place.name):
                    passed_over.append(place.name)
                else:
                    places.append(place)
        elif path.exists():
            places.append(Place(name=path.name, path=path))
        else:
            raise UsageError(f"{name}: there is no such file or folder; give a path, or - for standard input")
    return Listing(places=tuple(places), passed_over=tuple(passed_over))


def is_passed_over(name: str) -> bool:
    """Say whether a name in a folder or an archive is that of a picture, a program or something else without news.

    Hidden ones are, and what a computer adds for itself.
    """
    path = PurePosixPath(name)
    hidden = any((part.startswith(".") and part not in {".", ".."}) or part == "__MACOSX" for part in path.parts)
    return hidden or path.suffix.lower() in _PASSED_OVER or path.name.lower() in _PASSED_OVER_NAMES


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
