"""Lexicon files: TOML entries and CSV tables, ours and a user's own folder laid over them.

A file of the folder laid over has the path of the file it adds to ("en/acts/consult.toml"). An entry with a
known id takes the place of ours; a new id is added. Rows of tables are added behind ours.
"""

import csv
import difflib
import functools
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from dragoman.errors import LexiconError
from dragoman.schema.base import Record

OURS = Path(__file__).parent


class Entry(Record, frozen=True, kw_only=True):
    """What every TOML entry has: an id, unique among the files of its folder."""

    id: str


E = TypeVar("E", bound=Entry)
R = TypeVar("R", bound=Record)


class Lexicons(Record, frozen=True, kw_only=True):
    """Where the lexicons lie: ours first, then what is laid over them."""

    folders: tuple[Path, ...] = (OURS,)

    @classmethod
    def laid_over(cls, folder: Path | None) -> "Lexicons":
        """Lay a folder over ours; None gives ours alone.

        Raises:
            LexiconError: `folder` is no folder.
        """
        if folder is None:
            return cls()
        if not folder.is_dir():
            raise LexiconError(f"lexicon folder {folder}: there is no such folder; name one that holds en/ or world/")
        return cls(folders=(OURS, folder.resolve()))

    def entries(self, where: str, kind: type[E]) -> tuple[E, ...]:
        """Read all entries below a folder or of one file ("en/acts", "en/grammar/light-verbs.toml").

        Raises:
            LexiconError: a file is no TOML, or an entry has an unknown key, lacks one, or repeats an id.
        """
        return _entries(self.folders, where, kind)

    def table(self, path: str, kind: type[R]) -> tuple[R, ...]:
        """Read a CSV table, "world/states.csv"; an empty cell is the field's default.

        Cells of list fields are split at "|".

        Raises:
            LexiconError: a column is unknown or a cell does not fit its field.
        """
        return _table(self.folders, path, kind)


@functools.cache
def _entries(folders: tuple[Path, ...], where: str, kind: type[E]) -> tuple[E, ...]:
    found: dict[str, E] = {}
    for folder in folders:
        seen: dict[str, Path] = {}
        for path in _files(folder / where):
            for entry in _read_toml(path, kind):
                if entry.id in seen:
                    raise LexiconError(
                        f"{path}: entry {entry.id}: the id stands in {seen[entry.id]} too; choose another"
                    )
                seen[entry.id] = path
                found[entry.id] = entry
    return tuple(found.values())


def _files(place: Path) -> Iterator[Path]:
    if place.is_dir():
        yield from sorted(place.rglob("*.toml"))
    elif place.is_file():
        yield place


def _read_toml(path: Path, kind: type[E]) -> Iterator[E]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path}: not a TOML file in UTF-8: {error}") from error
    for key in content:
        if key != "entry":
            raise LexiconError(f"{path}: unknown key '{key}'; a lexicon file holds [[entry]] tables only")
    for number, raw in enumerate(content.get("entry", []), 1):
        name = raw.get("id", f"number {number}")
        _refuse_unknown_keys(raw, kind, f"{path}: entry {name}")
        try:
            yield msgspec.convert(raw, kind)
        except (msgspec.ValidationError, ValueError) as error:
            raise LexiconError(f"{path}: entry {name}: {error}") from error


def _refuse_unknown_keys(raw: dict[str, object], kind: type[Record], where: str) -> None:
    known = kind.__struct_encode_fields__
    for key in raw:
        if key not in known:
            close = difflib.get_close_matches(key, known, n=1)
            hint = f"did you mean '{close[0]}'?" if close else f"known keys are {', '.join(known)}"
            raise LexiconError(f"{where}: unknown key '{key}'; {hint}")


@functools.cache
def _table(folders: tuple[Path, ...], where: str, kind: type[R]) -> tuple[R, ...]:
    rows: list[R] = []
    for folder in folders:
        path = folder / where
        if not path.is_file():
            continue
        with path.open(encoding="utf-8", newline="") as handle:
            reader = csv.reader(handle)
            heading = next(reader, [])
            _refuse_unknown_keys(dict.fromkeys(heading), kind, f"{path}: heading")
            lists = {f.encode_name for f in msgspec.structs.fields(kind) if str(f.type).startswith("tuple")}
            columns = [(name, name in lists) for name in heading]
            for cells in filter(None, reader):  # an empty line is no row
                if len(cells) != len(columns):
                    fault = "the number of cells differs from the heading; check the commas"
                    raise LexiconError(f"{path}: line {reader.line_num}: {fault}")
                filled: dict[str, object] = {
                    name: cell.split("|") if several else cell
                    for (name, several), cell in zip(columns, cells, strict=True)
                    if cell
                }
                try:
                    rows.append(msgspec.convert(filled, kind, strict=False))
                except (msgspec.ValidationError, ValueError) as error:
                    raise LexiconError(f"{path}: line {reader.line_num}: {error}") from error
    return tuple(rows)
