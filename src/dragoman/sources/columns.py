"""Which column of a table holds what: as the user says, or guessed by the lexicon of names."""

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from dragoman.errors import UsageError
from dragoman.lexicons.files import Entry, Lexicons
from dragoman.sources.days import check_written

Field = Literal["text", "title", "published", "publisher", "url", "source", "id"]
FIELDS: tuple[Field, ...] = get_args(Field)


class ColumnEntry(Entry, frozen=True, kw_only=True):
    """The names under which tables keep a field of a document; `id` is the field, the surest name first."""

    names: tuple[str, ...]
    note: str = ""


Columns = Mapping[Field, str]
"""Field of a document → name of the column that holds it."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """What a user says of the columns of tables."""

    columns: Columns
    written: str | None = None  # how days are written, in the marks of `strptime`; None: to be found out


@functools.cache
def _known(lexicons: Lexicons) -> Mapping[str, Field]:
    names: dict[str, Field] = {}
    for entry in lexicons.entries("en/sources/columns.toml", ColumnEntry):
        for field in FIELDS:
            if entry.id == field:
                names |= dict.fromkeys(entry.names, field)
    return names


def parse_map(option: str, text: str) -> Mapped:
    """Read "text=body,published=date" or "published=date:%d-%m-%Y".

    Raises:
        UsageError: a part is no pair, or names no field, or no way to write a day; the message names the option.
    """
    columns: dict[Field, str] = {}
    written: str | None = None
    for part in re.split(r",(?!\s*%)", text):  # the commas of "%B %d, %Y" part nothing
        name, is_pair, column = part.partition("=")
        field = next((field for field in FIELDS if field == name.strip()), None)
        if field == "published" and ":%" in column:
            column, _, marks = column.partition(":%")
            written = f"%{marks.strip()}"
            if not check_written(written):
                raise UsageError(
                    f"{option}: '{written}' tells no whole day; write day, month and year by the marks of strptime, "
                    "as in published=date:%d-%m-%Y"
                )
        if field is None or not is_pair or not column.strip():
            raise UsageError(
                f"{option}: '{part}' names no column; write FIELD=COLUMN, for example text=body; "
                f"fields are {', '.join(FIELDS)}"
            )
        columns[field] = column.strip()
    return Mapped(columns, written)


def find_columns(heading: Iterable[str], *, mapped: Columns | None, lexicons: Lexicons) -> Columns:
    """Say which of a table's columns hold what; those that the user mapped go first.

    A name counts whatever its capitals and marks are: "Article_Text", "article text".

    Raises:
        UsageError: a mapped column is not there; the message says which are.
    """
    names = list(heading)
    found: dict[Field, str] = {}
    for field, column in (mapped or {}).items():
        if column not in names:
            raise UsageError(f"there is no column '{column}' for {field}; the columns are {', '.join(names[:20])}")
        found[field] = column
    known = _known(lexicons)
    order = {name: place for place, name in enumerate(known)}
    for name in sorted(names, key=lambda name: order.get(_plain(name), len(order))):
        guess = known.get(_plain(name))
        if guess is not None and guess not in found and name not in found.values():
            found[guess] = name
    return found


def _plain(name: str) -> str:
    return "".join(char for char in name.lower() if char.isalnum())
