"""Rows for people and for programs: a table on the terminal, Markdown, CSV, or one JSON object a line."""

import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import UsageError
from dragoman.formats.tables import write_table

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dragoman.schema.base import Record

Row = tuple[str, str, str]
"""When or what, the words, and the citation."""


class TableFormat(StrEnum):
    """How answers in rows are written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    CSV = "csv"
    JSONL = "jsonl"


_NARROW, _WIDE = 10, 26  # columns of the first column


def cited_table(rows: Iterable[Row]) -> "RenderableType":
    """Lay out rows for a terminal: the first column narrow, the citation behind the words, no spaces at line ends."""
    from rich.text import Text  # noqa: PLC0415

    from dragoman.formats.page import Beside  # noqa: PLC0415

    listed = [
        (Text(when, "cyan"), Text.assemble(text, (f" [{cited}]", "dim")) if cited else Text(text))
        for when, text, cited in rows
    ]
    width = min(_WIDE, max([_NARROW, *(when.cell_len for when, _ in listed)]))
    return Beside(listed, width)


def write_csv(heading: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write rows as CSV to standard output, as `formats.tables` does."""
    write_table(sys.stdout, heading, rows)


def write_lines(records: "Iterable[Record]") -> None:
    """Write records as JSON Lines to standard output."""
    from dragoman.formats.jsonlines import encode_lines  # noqa: PLC0415

    sys.stdout.flush()
    for line in encode_lines(records):
        sys.stdout.buffer.write(line)
    sys.stdout.buffer.flush()


def choice(option: str, words: Sequence[str], allowed: Sequence[str]) -> frozenset[str]:
    """Read a repeated option whose values are of a closed set, small and capital letters alike.

    Raises:
        UsageError: a value is not one of them.
    """
    by_name = {name.casefold(): name for name in allowed}
    for word in words:
        if word.casefold() not in by_name:
            raise UsageError(f"{option} {word}: is none of {', '.join(allowed)}")
    return frozenset(by_name[word.casefold()] for word in words)


def save_or_print(path: Path | None, content: bytes, *, option: str = "--out") -> None:
    """Write a file, or standard output where no file is named.

    Args:
        path: the file.
        content: what to write.
        option: which option names the file, for the message.

    Raises:
        UsageError: the file cannot be written.
    """
    if path is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        path.write_bytes(content)
    except OSError as error:
        raise UsageError(f"{option} {path}: cannot be written ({error.strerror}); name another file") from error
