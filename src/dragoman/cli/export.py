"""`dragoman export`: what the record holds, for other programs."""

import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import DEFAULT_RECORD, LexiconOption, day, lexicons_with
from dragoman.cli.records import AskedOption, open_to_ask
from dragoman.cli.show import AsOfOption
from dragoman.cli.tables import save_or_print, write_csv, write_lines
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

    from dragoman.lexicons.files import Lexicons
    from dragoman.record.store import Store


class ExportWhat(StrEnum):
    """What is exported."""

    RECORDS = "records"  # one line a document, as `dragoman read` prints them
    EVENTS = "events"  # the record's own events, with history, sources and reasons
    STATEMENTS = "statements"
    DOCUMENTS = "documents"


class ExportFormat(StrEnum):
    """How it is written."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    PLOVER = "plover"  # PLOVER's JSON Lines
    CAMEO = "cameo"  # a plain table of dyads by CAMEO code
    POLECAT = "polecat"
    ICEWS = "icews"
    GDELT = "gdelt"
    GDELT2 = "gdelt2"
    GRAPHML = "graphml"  # who acts on whom


def export(
    what: Annotated[ExportWhat, typer.Argument(help="What to export.")] = ExportWhat.EVENTS,
    format_: Annotated[
        ExportFormat, typer.Option("--format", help="How to write it; all but jsonl and csv are for events.")
    ] = ExportFormat.JSONL,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="The file; without it, standard output.")] = None,
    record: AskedOption = DEFAULT_RECORD,
    as_of: AsOfOption = None,
    lexicon: LexiconOption = None,
) -> None:
    """Write what the record holds, in an order that does not depend on how it came about."""
    lexicons = lexicons_with(lexicon)
    asked = day("--as-of", as_of)
    if asked is not None and what is not ExportWhat.EVENTS:
        raise UsageError(f"--as-of {asked}: only events are exported as of a day; leave it out, or export events")
    if format_ not in {ExportFormat.JSONL, ExportFormat.CSV} and what is not ExportWhat.EVENTS:
        raise UsageError(f"--format {format_}: holds events only; export events, or use --format jsonl")
    with open_to_ask(record, lexicons) as store:
        if format_ in {ExportFormat.JSONL, ExportFormat.CSV} and out is None:
            _print(store, what, format_, asked, lexicons)
        else:
            save_or_print(out, _content(store, what, format_, asked, lexicons))
    sys.stdout.flush()


def _print(store: "Store", what: ExportWhat, format_: ExportFormat, asked: "date | None", lexicons: "Lexicons") -> None:
    """Write JSON Lines or CSV as it is read: a record of any size goes through."""
    if format_ is ExportFormat.CSV:
        heading, rows = _table(store, what, asked, lexicons)
        write_csv(heading, rows)
        return
    match what:
        case ExportWhat.EVENTS:
            write_lines(store.events(as_of=asked))
        case ExportWhat.RECORDS:
            write_lines(store.records())
        case ExportWhat.DOCUMENTS:
            write_lines(store.documents())
        case ExportWhat.STATEMENTS:
            write_lines(told.statement for told in store.statements())


def _table(
    store: "Store", what: ExportWhat, asked: "date | None", lexicons: "Lexicons"
) -> tuple[tuple[str, ...], Iterator[tuple[object, ...]]]:
    """Give the heading and the rows of a CSV table.

    Raises:
        UsageError: it has none.
    """
    from dragoman.relations.projecting import EVENT_COLUMNS, event_row  # noqa: PLC0415

    match what:
        case ExportWhat.EVENTS:
            events = store.events(as_of=asked)
            return tuple(name for name, _ in EVENT_COLUMNS), (tuple(event_row(event, lexicons)) for event in events)
        case ExportWhat.STATEMENTS:
            heading = ("id", "document", "published", "speaker", "country", "named", "direct", "stance", "text")
            return heading, (
                (
                    told.statement.id,
                    told.head.source,
                    told.head.published.day if told.head.published else None,
                    told.statement.speaker.name or told.statement.speaker.text,
                    told.statement.speaker.country,
                    told.statement.speaker.named,
                    told.statement.direct,
                    told.statement.stance,
                    told.statement.text,
                )
                for told in store.statements()
            )
        case ExportWhat.DOCUMENTS:
            columns = ("id", "source", "title", "publisher", "published_start", "published_end", "basis", "url")
            return columns, (
                (
                    head.id,
                    head.source,
                    head.title,
                    head.publisher,
                    head.published.start if head.published else None,
                    head.published.end if head.published else None,
                    head.published.basis if head.published else None,
                    head.url,
                )
                for head in store.documents()
            )
        case ExportWhat.RECORDS:
            raise UsageError("--format csv: records are nested and have no CSV; use --format jsonl")


def _content(
    store: "Store", what: ExportWhat, format_: ExportFormat, asked: "date | None", lexicons: "Lexicons"
) -> bytes:
    """Give the whole of an export."""
    from dragoman.formats.dyadic import Dyadic, write_dyads  # noqa: PLC0415
    from dragoman.formats.jsonlines import encode_lines  # noqa: PLC0415
    from dragoman.formats.parquet import write_parquet  # noqa: PLC0415
    from dragoman.formats.plover import plover_line  # noqa: PLC0415
    from dragoman.formats.tables import table_text  # noqa: PLC0415
    from dragoman.relations.projecting import (  # noqa: PLC0415 - loads networkx
        EVENT_COLUMNS,
        coded,
        event_row,
        graph,
        table_names,
    )

    if format_ is ExportFormat.CSV:
        return table_text(*_table(store, what, asked, lexicons)).encode()
    match what:
        case ExportWhat.RECORDS:
            return b"".join(encode_lines(store.records()))
        case ExportWhat.DOCUMENTS:
            return b"".join(encode_lines(store.documents()))
        case ExportWhat.STATEMENTS:
            return b"".join(encode_lines(told.statement for told in store.statements()))
        case ExportWhat.EVENTS:
            pass
    events = store.events(as_of=asked)
    match format_:
        case ExportFormat.JSONL:
            return b"".join(encode_lines(events))
        case ExportFormat.PARQUET:
            return write_parquet(EVENT_COLUMNS, [tuple(event_row(event, lexicons)) for event in events])
        case ExportFormat.GRAPHML:
            return graph(events, lexicons)
        case _:
            flat = coded(events, {head.id: head for head in store.documents()}, lexicons)
            if format_ is ExportFormat.PLOVER:
                return "".join(f"{line}\n" for line in map(plover_line, flat) if line).encode()
            return "".join(write_dyads(flat, Dyadic(str(format_)), table_names(lexicons))).encode()
