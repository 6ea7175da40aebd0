"""From the shards of a run to its tables: reports put together to events, one month after the other.

The same rules as in the record (`record.merging`): reports are placed in the order of the days from which they are
known, and later ones never change where an earlier one stands (`placing.py`). DuckDB keeps in a file what is not
needed in memory.
"""

import math
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import msgspec
import pyarrow as pa

from dragoman.lexicons.files import Lexicons
from dragoman.record.copies import credited_agency, sketch
from dragoman.record.matching import GROUP_OF
from dragoman.record.recorded import Report
from dragoman.record.summary import summarise
from dragoman.runs.crew import Failed, LocalCrew
from dragoman.runs.output import Manifest, Output
from dragoman.runs.placing import PLACED, TABLES, insert, make_tables, open_base, place_all, place_group, placed_reports
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

if TYPE_CHECKING:
    from dragoman.record.merging import Key

_MANY = 1_000  # reports from which on processes of their own are worth their start
_TOGETHER = 2_000  # events summed up at a time

_TABLES = TABLES | {
    "documents": pa.schema([("id", pa.string()), ("sketch", pa.binary())]),
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
"""What DuckDB keeps while a run is merged; `told` are the rows of statements, packed with msgpack."""


def merge(output: Output, shards: Sequence[str], *, fingerprint: str, lexicons: Lexicons, workers: int = 1) -> None:
    """Write the tables of a run, and then that it is finished.

    A document that comes twice (same text, same source) counts once. `workers`: so many processes on this machine
    compare reports; how many makes no difference to what is written.
    """
    with tempfile.TemporaryDirectory(prefix="dragoman-merge-") as scratch:
        base = open_base(Path(scratch) / "merge.duckdb")
        try:
            _Merge(base, output, lexicons).run(shards, Path(scratch), workers)
        finally:
            base.close()
    output.sweep()  # what a worker left that outlived its driver
    output.finish(Manifest(fingerprint=fingerprint, shards=tuple(shards)))


class _Merge:
    def __init__(self, base: duckdb.DuckDBPyConnection, output: Output, lexicons: Lexicons) -> None:
        self._base, self._output, self._lexicons = base, output, lexicons
        self._written: set[str] = set()
        make_tables(base, _TABLES)

    def run(self, shards: Sequence[str], scratch: Path, workers: int) -> None:
        for name in shards:
            self._load(self._output.read_shard(name))
        self._place(scratch, workers)
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
                kind = GROUP_OF[report.event.type]
                rows["reports"].append(
                    {**own, "id": report.event.id, "position": position, "kind": kind, "known": day, "body": body}
                )
            for position, row in enumerate(statement_rows(record)):
                rows["told"].append(
                    {**own, "published": day, "position": position, "body": msgspec.msgpack.encode(row)}
                )
        for table, new in rows.items():
            insert(self._base, table, new, _TABLES[table])

    # Placing

    def _place(self, scratch: Path, workers: int) -> None:
        """Place all reports; many of them by several processes, each with one group of types after the other."""
        groups = self._base.execute("select kind, count(*) from reports group by kind order by 2 desc, 1").fetchall()
        if workers == 1 or len(groups) == 1 or sum(count for _, count in groups) < _MANY:
            place_all(self._base, self._lexicons)
            return
        waiting = [kind for kind, _ in groups]
        crew = LocalCrew(min(workers, len(groups)))
        try:
            under_way = 0
            while waiting or under_way:
                while waiting and crew.free():
                    kind = waiting.pop(0)
                    crew.take(kind, math.inf, place_group, self._set_apart(scratch, kind), self._lexicons)
                    under_way += 1
                for ended in crew.finished():
                    under_way -= 1
                    assert isinstance(ended.task, int)
                    if isinstance(ended.outcome, Failed):  # killed, or no memory: by ourselves, from the beginning
                        place_group(self._set_apart(scratch, ended.task), self._lexicons)
                    self._take_in(scratch, ended.task)
            crew.close(now=False)
        except BaseException:
            crew.close(now=True)
            raise

    def _set_apart(self, scratch: Path, kind: int) -> str:
        """Write the reports of a group into a database of their own; gives its path."""
        path = scratch / f"group-{kind}.duckdb"
        for left in scratch.glob(f"{path.name}*"):
            left.unlink()
        self._base.execute(f"attach '{path}' as apart")
        for table in TABLES:
            self._base.execute(f"create table apart.{table} as select * from {table} where false")
        self._base.execute("insert into apart.reports select * from reports where kind = ?", [kind])
        self._base.execute("detach apart")
        return str(path)

    def _take_in(self, scratch: Path, kind: int) -> None:
        path = scratch / f"group-{kind}.duckdb"
        self._base.execute(f"attach '{path}' as apart")
        for table in ("placements", "reaches"):
            self._base.execute(f"insert into {table} select * from apart.{table}")
        self._base.execute("detach apart")
        path.unlink()

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
        rows = placed_reports(self._base, "event in (select unnest(?))", [ids])
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
                f"select body, event from {PLACED} where month = ? order by known, document, position", [month]
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
