"""From the shards of a run to its tables: reports put together to events, one month after the other.

The same rules as in the record (`record.merging`): reports are placed in the order of the days from which they are
known, and later ones never change where an earlier one stands. A month needs in memory only its own reports and the
earlier events that these may tell of, found by their days; DuckDB keeps all else in a file.
"""

import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

import duckdb
import msgspec
import pyarrow as pa

from dragoman.lexicons.files import Lexicons
from dragoman.record.copies import credited_agency, sketch
from dragoman.record.matching import reach_of
from dragoman.record.merging import Key, Merger, look_through, reach_of_all
from dragoman.record.recorded import Reason, Report
from dragoman.record.summary import summarise
from dragoman.runs.output import Manifest, Output
from dragoman.runs.shards import Result
from dragoman.runs.tables import (
    EVENTS,
    REFUSALS,
    REPORTS,
    STATEMENTS,
    Row,
    event_row,
    month_of,
    report_row,
    statement_rows,
)
from dragoman.schema.document import Document
from dragoman.schema.record import DocumentRecord

_MEMORY = "400MB"  # DuckDB's share; beyond it works on disk
_TOGETHER = 2_000  # events summed up at a time

_TABLES = {
    "documents": pa.schema([("id", pa.string()), ("sketch", pa.binary())]),
    "reports": pa.schema(
        [
            ("document", pa.string()),
            ("id", pa.string()),
            ("position", pa.int32()),
            ("month", pa.string()),
            ("known", pa.date32()),
            ("body", pa.binary()),
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
    "told": pa.schema(
        [
            ("month", pa.string()),
            ("published", pa.date32()),
            ("document", pa.string()),
            ("position", pa.int32()),
            ("body", pa.binary()),
        ]
    ),
    "refusals": REFUSALS,
}
"""What DuckDB keeps while a run is merged; bodies are packed with msgpack, `told` are the rows of statements."""


def merge(output: Output, shards: Sequence[str], *, fingerprint: str, lexicons: Lexicons) -> None:
    """Write the tables of a run, and then that it is finished.

    A document that comes twice (same text, same source) counts once.
    """
    with tempfile.TemporaryDirectory(prefix="dragoman-merge-") as scratch:
        base = duckdb.connect(
            str(Path(scratch) / "merge.duckdb"),
            config={"memory_limit": _MEMORY, "threads": 1, "autoinstall_known_extensions": False},
        )
        try:
            _Merge(base, output, lexicons).run(shards)
        finally:
            base.close()
    output.sweep()  # what a worker left that outlived its driver
    output.finish(Manifest(fingerprint=fingerprint, shards=tuple(shards)))


_PLACED = "reports left join placements using (document, id)"


class _Merge:
    def __init__(self, base: duckdb.DuckDBPyConnection, output: Output, lexicons: Lexicons) -> None:
        self._base, self._output, self._lexicons = base, output, lexicons
        self._written: set[str] = set()
        for table, schema in _TABLES.items():
            self._base.register("_empty", schema.empty_table())
            self._base.execute(f"create table {table} as select * from _empty")

    def run(self, shards: Sequence[str]) -> None:
        for name in shards:
            self._load(self._output.read_shard(name))
        for month in self._column("select distinct month from reports order by month = 'undated', month"):
            self._place(month)
        self._write_events()
        self._write_reports()
        self._write_statements()
        refusals = self._base.execute("select * from refusals order by all").fetchall()
        self._write("refusals/refusals", REFUSALS, [dict(zip(REFUSALS.names, row, strict=True)) for row in refusals])
        stale = [
            name
            for folder in ("reports", "events", "statements", "refusals")
            for name in self._output.names(folder)
            if name.endswith(".parquet") and name not in self._written
        ]
        self._output.remove(stale)

    def _column(self, query: str, values: Sequence[object] = ()) -> list[str]:
        return [row[0] for row in self._base.execute(query, list(values)).fetchall()]

    def _write(self, name: str, schema: pa.Schema, rows: list[Row]) -> None:
        self._output.write_table(f"{name}.parquet", pa.Table.from_pylist(rows, schema=schema))
        self._written.add(f"{name}.parquet")

    def _insert(self, table: str, rows: list[Row]) -> None:
        # Row by row DuckDB takes a millisecond each.
        self._base.register("_new", pa.Table.from_pylist(rows, schema=_TABLES[table]))
        self._base.execute(f"insert into {table} select * from _new")

    # Loading

    def _load(self, results: Sequence[Result]) -> None:
        seen = set(
            self._column(
                "select id from documents where id in (select unnest(?))",
                [[r.record.document.id for r in results if r.record is not None]],
            )
        )
        rows: dict[str, list[Row]] = {"documents": [], "reports": [], "told": [], "refusals": []}
        for result in results:
            if result.refusal is not None:
                rows["refusals"].append(msgspec.to_builtins(result.refusal))
            if result.record is None or result.document is None or result.record.document.id in seen:
                continue
            record, document = result.record, result.document
            seen.add(document.id)
            rows["documents"].append({"id": document.id, "sketch": sketch(document.text)})
            day = record.document.published.end if record.document.published is not None else None
            own: Row = {"document": document.id, "month": month_of(day)}
            for position, report in enumerate(_reports(record, document, self._lexicons)):
                body = msgspec.msgpack.encode((report, report_row(report.event, record, document)))
                rows["reports"].append({**own, "id": report.event.id, "position": position, "known": day, "body": body})
            for position, row in enumerate(statement_rows(record)):
                rows["told"].append(
                    {**own, "published": day, "position": position, "body": msgspec.msgpack.encode(row)}
                )
        for table, new in rows.items():
            self._insert(table, new)

    # Placing

    def _place(self, month: str) -> None:
        new = self._reports("month = ?", [month])
        merger = Merger(lexicons=self._lexicons)
        for report, event, _ in self._reports(*self._near([report for report, _, _ in new])):
            merger.restore(event, [report])
        placements, touched = list[Row](), dict[str, None]()
        for report, _, _ in new:
            placed = merger.place(report)
            touched[placed.event] = None
            reasons = msgspec.msgpack.encode(placed.reasons)
            document, id_ = report.key
            placements.append({"document": document, "id": id_, "event": placed.event, "reasons": reasons})
        self._insert("placements", placements)
        self._base.execute("delete from reaches where event in (select unnest(?))", [list(touched)])
        self._insert("reaches", [self._reach(event, merger.members(event)) for event in touched])

    def _reach(self, event: str, members: Sequence[Report]) -> Row:
        reach = reach_of_all(members)
        first, last = reach if reach is not None else (None, None)
        month = month_of(members[0].known)
        return {"event": event, "first": first, "last": last, "anywhere": reach is None, "month": month}

    def _near(self, new: Sequence[Report]) -> tuple[str, list[object]]:
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

    def _reports(self, where: str, values: Sequence[object]) -> list[tuple[Report, str, tuple[Reason, ...]]]:
        rows = self._base.execute(f"select body, event, reasons from {_PLACED} where {where}", list(values)).fetchall()
        found = [
            (
                msgspec.convert(msgspec.msgpack.decode(body)[0], Report),
                event,
                msgspec.msgpack.decode(reasons, type=tuple[Reason, ...]) if reasons is not None else (),
            )
            for body, event, reasons in rows
        ]
        return sorted(found, key=lambda row: row[0].order)

    # Writing

    def _write_events(self) -> None:
        for month in self._column("select distinct month from reaches order by month"):
            ids = self._column("select event from reaches where month = ? order by event", [month])
            rows = [row for at in range(0, len(ids), _TOGETHER) for row in self._event_rows(ids[at : at + _TOGETHER])]
            self._write(f"events/{month}", EVENTS, rows)

    def _event_rows(self, ids: list[str]) -> Iterator[Row]:
        theirs = "(select document from placements where event in (select unnest(?)))"
        placed = self._base.execute(f"select document, id, event from placements where document in {theirs}", [ids])
        event_of: dict[Key, str] = {(document, id_): event for document, id_, event in placed.fetchall()}
        sketches = dict(self._base.execute(f"select id, sketch from documents where id in {theirs}", [ids]).fetchall())
        rows = self._reports("event in (select unnest(?))", [ids])
        reasons = {report.key: why for report, _, why in rows}
        rows.sort(key=lambda row: row[1])
        for event, group in groupby(rows, key=lambda row: row[1]):
            summary = summarise(
                sorted((report for report, _, _ in group), key=lambda report: report.order),
                id=event,
                sketches=sketches,
                event_of=event_of,
                reasons=reasons,
                reviewed={},
                lexicons=self._lexicons,
            )
            yield event_row(summary)

    def _write_reports(self) -> None:
        for month in self._column("select distinct month from reports order by month"):
            found = self._base.execute(
                f"select body, event from {_PLACED} where month = ? order by known, document, position", [month]
            ).fetchall()
            rows = [_dated({**msgspec.msgpack.decode(body)[1], "event": event}) for body, event in found]
            self._write(f"reports/{month}", REPORTS, rows)

    def _write_statements(self) -> None:
        for month in self._column("select distinct month from told order by month"):
            found = self._base.execute(
                "select body from told where month = ? order by published, document, position", [month]
            ).fetchall()
            self._write(f"statements/{month}", STATEMENTS, [_dated(msgspec.msgpack.decode(body)) for (body,) in found])


def _dated(row: Row) -> Row:
    """Give days back their type, which packing turned into text."""
    return {
        name: date.fromisoformat(value) if name in _DAYS and isinstance(value, str) else value
        for name, value in row.items()
    }


_DAYS = frozenset({field.name for schema in (REPORTS, STATEMENTS) for field in schema if field.type == pa.date32()})


def _reports(record: DocumentRecord, document: Document, lexicons: Lexicons) -> Iterator[Report]:
    """Give the reports of a document as the record's rules of merging take them."""
    agency = credited_agency(document.text, document.publisher, lexicons)
    published = record.document.published.end if record.document.published is not None else None
    for position, event in enumerate(record.events):
        start, end = event.evidence.sentence
        yield Report(
            event=event,
            document=document.id,
            source=document.source,
            publisher=document.publisher,
            agency=agency,
            published=published,
            known=published,
            position=position,
            words=document.text[start:end],
        )
