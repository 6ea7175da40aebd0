"""JSON Lines for the commands of a single step: rows in, one line out for each; a bad row costs nothing but itself.

rows = Rows(file, Marked)
for row in rows:
    write_line(…)
rows.finish()
"""

import sys
from collections.abc import Iterator
from typing import Generic, TypeVar

import msgspec
import typer

from dragoman.sources.places import list_places, open_place
from dragoman.sources.rows import read_rows

R = TypeVar("R", bound=msgspec.Struct)


class Rows(Generic[R]):
    """The rows of a file, or of standard input ("-"), as records of one kind; keys that it lacks are left out.

    A line that is no such row is named on standard error and counted.
    """

    def __init__(self, name: str, kind: type[R]) -> None:
        """Look the file up.

        Raises:
            UsageError: there is no such file.
        """
        self.faults = 0
        self._places = list_places([name]).places
        self._kind = kind

    def __iter__(self) -> Iterator[R]:
        """Give the good rows in their order."""
        known = self._kind.__struct_fields__
        for place in self._places:
            with open_place(place, stdin=sys.stdin.buffer) as handle:
                for row in read_rows(handle):
                    if row.fault:
                        self._tell(f"{place.name}:{row.number}: {row.fault}; {row.remedy}")
                        continue
                    try:
                        yield msgspec.convert({k: v for k, v in row.content.items() if k in known}, self._kind)
                    except (msgspec.ValidationError, ValueError) as error:
                        self._tell(f"{place.name}:{row.number}: {error}; give the fields {', '.join(known)}")

    def _tell(self, message: str) -> None:
        self.faults += 1
        print(f"refused {message}", file=sys.stderr)  # noqa: T201 - the message to the user

    def finish(self) -> None:
        """End the command with status 1 if a row was refused."""
        sys.stdout.flush()
        if self.faults:
            raise typer.Exit(1)


def write_line(record: msgspec.Struct) -> None:
    """Write a record as one line of JSON on standard output."""
    sys.stdout.buffer.write(msgspec.json.encode(record) + b"\n")
