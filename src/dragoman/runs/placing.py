"""Reports placed in events: the part of merging that compares, in a DuckDB database of reports.

A month needs in memory only its own reports and the earlier events that these may tell of, found by their days. Reports
of types in different groups (`record.matching.GROUPS`) are never of one event, so each group can be placed by a process
of its own.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import msgspec
import pyarrow as pa

from dragoman.lexicons.files import Lexicons
from dragoman.record.matching import reach_of
from dragoman.record.merging import Merger, look_through, reach_of_all
from dragoman.record.recorded import Reason, Report
from dragoman.runs.tables import Row, month_of

if TYPE_CHECKING:
    from datetime import date

MEMORY = "400MB"  # DuckDB's share of a process; beyond it works on disk

TABLES = {
    "reports": pa.schema(
        [
            ("document", pa.string()),
            ("id", pa.string()),
            ("position", pa.int32()),
            ("kind", pa.int32()),  # the group of its type
            ("month", pa.string()),
            ("known", pa.date32()),
            ("body", pa.binary()),  # packed with msgpack: the report, and its row in the table
        ]
    ),
    "placements": pa.schema(
        [("document", pa.string()), ("id", pa.string()), ("event", pa.string()), ("reasons", pa.binary())]
    ),
    "reaches": pa.schema(
        [
            ("event", pa.string()),
            ("first", pa.date32()),
            ("last", pa.date32()),
            ("anywhere", pa.bool_()),
            ("month", pa.string()),
        ]
    ),
}
"""Reports, the events they were placed in, and the days of these."""

PLACED = "reports left join placements using (document, id)"


def open_base(path: Path) -> duckdb.DuckDBPyConnection:
    """Open or make a database in a file."""
    return duckdb.connect(
        str(path), config={"memory_limit": MEMORY, "threads": 1, "autoinstall_known_extensions": False}
    )


def make_tables(base: duckdb.DuckDBPyConnection, schemas: dict[str, pa.Schema]) -> None:
    """Make empty tables."""
    for table, schema in schemas.items():
        base.register("_empty", schema.empty_table())
        base.execute(f"create table {table} as select * from _empty")


def insert(base: duckdb.DuckDBPyConnection, table: str, rows: list[Row], schema: pa.Schema) -> None:
    """Put rows into a table, all at once: row by row DuckDB takes a millisecond each."""
    base.register("_new", pa.Table.from_pylist(rows, schema=schema))
    base.execute(f"insert into {table} select * from _new")


def place_group(path: str, lexicons: Lexicons) -> None:
    """Place all reports of a database, in a process of its own."""
    base = open_base(Path(path))
    try:
        place_all(base, lexicons)
    finally:
        base.close()


def place_all(base: duckdb.DuckDBPyConnection, lexicons: Lexicons) -> None:
    """Place all reports of a database, one month after the other, those without a day last."""
    months = base.execute("select distinct month from reports order by month = 'undated', month").fetchall()
    for (month,) in months:
        _place(base, month, lexicons)


def placed_reports(
    base: duckdb.DuckDBPyConnection, where: str, values: Sequence[object]
) -> list[tuple[Report, str, tuple[Reason, ...]]]:
    """Give reports that fulfil a condition in their order, with the event of each and the reasons."""
    rows = base.execute(f"select body, event, reasons from {PLACED} where {where}", list(values)).fetchall()
    found = [
        (
            msgspec.convert(msgspec.msgpack.decode(body)[0], Report),
            event,
            msgspec.msgpack.decode(reasons, type=tuple[Reason, ...]) if reasons is not None else (),
        )
        for body, event, reasons in rows
    ]
    return sorted(found, key=lambda row: row[0].order)


def _place(base: duckdb.DuckDBPyConnection, month: str, lexicons: Lexicons) -> None:
    new = placed_reports(base, "month = ?", [month])
    merger = Merger(lexicons=lexicons)
    for report, event, _ in placed_reports(base, *_near([report for report, _, _ in new])):
        merger.restore(event, [report])
    placements, touched = list[Row](), dict[str, None]()
    for report, _, _ in new:
        placed = merger.place(report)
        touched[placed.event] = None
        reasons = msgspec.msgpack.encode(placed.reasons)
        document, id_ = report.key
        placements.append({"document": document, "id": id_, "event": placed.event, "reasons": reasons})
    insert(base, "placements", placements, TABLES["placements"])
    base.execute("delete from reaches where event in (select unnest(?))", [list(touched)])
    insert(base, "reaches", [_reach(event, merger.members(event)) for event in touched], TABLES["reaches"])


def _reach(event: str, members: Sequence[Report]) -> Row:
    reach = reach_of_all(members)
    first, last = reach if reach is not None else (None, None)
    month = month_of(members[0].known)
    return {"event": event, "first": first, "last": last, "anywhere": reach is None, "month": month}


def _near(new: Sequence[Report]) -> tuple[str, list[object]]:
    """Ask for the placed reports of all events that new ones may be compared with."""
    spans = [look_through(report, reach_of(report)[0]) for report in new]
    if None in spans:
        return "event is not null", []
    joined: list[list[date]] = []
    for span in sorted(span for span in spans if span is not None):
        if joined and span[0] <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], span[1])
        else:
            joined.append(list(span))
    days = " or ".join(["(first <= ? and last >= ?)"] * len(joined)) or "false"
    values: list[object] = [day for low, high in joined for day in (high, low)]
    return f"event in (select event from reaches where anywhere or {days})", values
