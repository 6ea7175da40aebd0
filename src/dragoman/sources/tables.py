"""CSV and Parquet: rows of a table as the rows of JSON Lines are, one at a time.

In CSV a quote that is never closed swallows what follows it. So that it costs nothing but itself, a row that does not
fit its heading is given up, and reading goes on with the line after the one that it began in.
"""

import csv
from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from dragoman.errors import RefusedError
from dragoman.sources.decoding import MOST_BYTES, decode
from dragoman.sources.kinds import TABLE_ENDINGS
from dragoman.sources.rows import Row

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

_DELIMITERS = (",", "\t", ";", "|")
_MOST_ROW_BYTES = 2 * MOST_BYTES
_BATCH = 64  # rows of Parquet that are unpacked together: 64 articles of 2 MB are 128 MB
_MOST_GROUP = 1_000_000_000  # bytes of one column in one row group, by what the file says of itself


def csv_heading(begin: bytes) -> tuple[str, ...]:
    """Give the cells of a table's first line; of a text, its first line cut at commas.

    Args:
        begin: the first bytes; a first line that is longer is no heading.
    """
    line, ended, _ = begin.partition(b"\n")
    try:
        text = decode(line) if line.strip() else ""
    except RefusedError:
        return ()
    del ended
    return tuple(cell.strip().strip("\"'") for cell in _cells(text.strip("\r\n"), _delimiter(text)) or ())


def has_table_name(name: str) -> bool:
    """Say whether a file is called a table."""
    return name.lower().endswith(TABLE_ENDINGS)


def csv_rows(handle: BinaryIO, *, begun: bytes = b"") -> Iterator[Row]:
    """Read the rows below the heading; a row's number is that of the line that it begins in, from 1.

    Args:
        handle: where the bytes come from.
        begun: bytes that were read from it already.
    """
    lines = _Lines(handle, begun)
    first = lines.take()
    heading_text = _text(first) if first is not None else None
    if heading_text is None:
        yield Row(1, {}, "its heading is no text in UTF-8 or Windows-1252", "save the table as UTF-8")
        return
    heading_text = heading_text.removeprefix("\ufeff").rstrip("\r\n")
    delimiter = _delimiter(heading_text)
    heading = [cell.strip() for cell in _cells(heading_text, delimiter) or ()]
    if len(set(heading)) < len(heading):
        yield Row(1, {}, "its heading has the same name twice", "give each column a name of its own")
        return
    broken = 0  # the line at which rows stopped to fit
    while (line := lines.take()) is not None:
        number = lines.number
        if not line.strip():
            continue
        cells = _row(line, lines, delimiter, len(heading))
        if cells is not None:
            if broken:
                yield _unfit(broken, number - 1)
                broken = 0
            yield Row(number, {name: cell for name, cell in zip(heading, cells, strict=True) if cell})
        else:
            broken = broken or number
    if broken:
        yield _unfit(broken, lines.number)


def _unfit(first: int, last: int) -> Row:
    where = f"lines {first} to {last} do" if last > first else "the row does"
    fault = f"{where} not fit the heading: the number of cells differs, or a quote is not closed"
    return Row(first, {}, fault, "quote cells that hold commas, line ends or quotes, and double the quotes in them")


class _Lines:
    """The lines of a file, with a look ahead that can be taken back."""

    def __init__(self, handle: BinaryIO, begun: bytes) -> None:
        self._handle = handle
        self._ahead: deque[bytes] = deque()
        if begun:
            *whole, last = begun.split(b"\n")
            self._ahead.extend(line + b"\n" for line in whole)
            if rest := last + handle.readline(_MOST_ROW_BYTES):
                self._ahead.append(rest)
        self.number = 0

    def take(self) -> bytes | None:
        line = self._ahead.popleft() if self._ahead else self._handle.readline(_MOST_ROW_BYTES)
        if not line:
            return None
        self.number += 1
        return line

    def look(self, place: int) -> bytes | None:
        """Give the line that comes `place` lines after the one last taken, from 0."""
        while len(self._ahead) <= place:
            line = self._handle.readline(_MOST_ROW_BYTES)
            if not line:
                return None
            self._ahead.append(line)
        return self._ahead[place]

    def skip(self, count: int) -> None:
        for _ in range(count):
            self._ahead.popleft()
        self.number += count


def _row(line: bytes, lines: _Lines, delimiter: str, width: int) -> list[str] | None:
    """Read the row that begins with a line, taking the lines that it goes on in; None where it does not fit."""
    whole, taken = line, 0
    while whole.count(b'"') % 2:
        more = lines.look(taken)
        if more is None or len(whole) + len(more) > _MOST_ROW_BYTES:
            return None
        whole += more
        taken += 1
    text = _text(whole)
    cells = _cells(text.rstrip("\r\n"), delimiter) if text is not None else None
    if cells is None or len(cells) != width:
        return None
    lines.skip(taken)
    return cells


def _text(raw: bytes) -> str | None:
    try:
        return decode(raw)
    except RefusedError:
        return None


def _cells(text: str, delimiter: str) -> list[str] | None:
    """Cut one row into cells; None where the quoting is broken."""
    csv.field_size_limit(_MOST_ROW_BYTES)
    try:
        rows = list(csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None


def _delimiter(heading: str) -> str:
    """Tell what parts the cells: the mark that stands most often in the heading."""
    return max(_DELIMITERS, key=lambda mark: (heading.count(mark), -_DELIMITERS.index(mark)))


def parquet_names(handle: BinaryIO) -> tuple[str, ...]:
    """Give the names of a Parquet table's columns.

    Raises:
        RefusedError: it is damaged, or pyarrow is not installed; "fault; remedy".
    """
    return tuple(_parquet(handle).schema_arrow.names)


def parquet_rows(handle: BinaryIO, *, columns: tuple[str, ...]) -> Iterator[Row]:
    """Read the rows of a Parquet table, the named columns alone; a row's number counts from 1.

    Raises:
        RefusedError: as `parquet_names`; also half-way, after what was whole has been given.
    """
    table = _parquet(handle)
    about = table.metadata
    for group in range(about.num_row_groups):
        for at in range(about.num_columns):
            column = about.row_group(group).column(at)
            if column.path_in_schema in columns and column.total_uncompressed_size > _MOST_GROUP:
                raise RefusedError(
                    f"a row group with {column.total_uncompressed_size:,} bytes in column {column.path_in_schema}; "
                    "write the table anew in smaller row groups"
                )
    number = 0
    try:
        for batch in table.iter_batches(batch_size=_BATCH, columns=list(columns), use_threads=False):
            for content in batch.to_pylist():
                number += 1
                yield Row(number, {name: _plain(value) for name, value in content.items() if value is not None})
    except (OSError, ValueError) as error:  # ArrowInvalid is a ValueError
        raise RefusedError(f"a Parquet table that is damaged after row {number}: {error}; write it anew") from error


def _plain(value: object) -> object:
    """Give dates and numbers as words: which day they are is read like that of any table."""
    return value if isinstance(value, str) else str(value)


def _parquet(handle: BinaryIO) -> "ParquetFile":
    try:
        from pyarrow.parquet import ParquetFile  # noqa: PLC0415 - an extra, and slow to load
    except ImportError as error:
        raise RefusedError("a Parquet table, for which pyarrow is needed; pip install 'dragoman[lake]'") from error
    try:
        handle.seek(0)
        return ParquetFile(handle, pre_buffer=False, memory_map=False)
    except (OSError, ValueError) as error:
        raise RefusedError(f"a Parquet table that is cut off or damaged: {error}; write it anew") from error
