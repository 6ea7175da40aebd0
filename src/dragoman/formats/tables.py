"""Tables as CSV (RFC 4180), as spreadsheets and statistics programs take it."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TextIO


def write_table(out: TextIO, heading: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write rows under a heading: days as ISO 8601, None empty, several values in a cell parted by "|"."""
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heading)
    writer.writerows([_cell(value) for value in row] for row in rows)


def table_text(heading: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Give a table as `write_table` writes it."""
    out = io.StringIO(newline="")
    write_table(out, heading, rows)
    return out.getvalue()


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        value = "|".join(str(one) for one in value)
    # A spreadsheet would take it for a formula.
    if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"}:
        return "'" + value
    return value
