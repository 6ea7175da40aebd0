"""`dragoman export`: what the record holds, for other programs."""

import sys
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import DEFAULT_RECORD, LexiconOption, RecordOption, day, lexicons_with
from dragoman.cli.show import AsOfOption
from dragoman.cli.tables import write_csv, write_lines

if TYPE_CHECKING:
    from dragoman.lexicons.files import Lexicons
    from dragoman.record.recorded import RecordedEvent


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


EVENT_COLUMNS = (
    "id",
    "type",
    "modes",
    "contexts",
    "status",
    "disputed",
    "plover",
    "cameo",
    "score",
    "goldstein",
    "actors",
    "actor_names",
    "recipients",
    "recipient_names",
    "start",
    "end",
    "precision",
    "place",
    "place_country",
    "first_reported",
    "last_reported",
    "reports",
    "sources",
    "source_names",
    "confidence",
    "sentence",
)
"""Columns of the table of events; several values in a cell are parted by "|"."""


def export(
    what: Annotated[ExportWhat, typer.Argument(help="What to export.")] = ExportWhat.EVENTS,
    format_: Annotated[ExportFormat, typer.Option("--format", help="How to write it.")] = ExportFormat.JSONL,
    record: RecordOption = DEFAULT_RECORD,
    as_of: AsOfOption = None,
    lexicon: LexiconOption = None,
) -> None:
    """Write what the record holds to standard output, in an order that does not depend on how it came about."""
    from dragoman.errors import UsageError  # noqa: PLC0415
    from dragoman.record.store import open_record  # noqa: PLC0415 - loads SQLAlchemy

    lexicons = lexicons_with(lexicon)
    asked = day("--as-of", as_of)
    if asked is not None and what is not ExportWhat.EVENTS:
        raise UsageError(f"--as-of {asked}: only events are exported as of a day; leave it out, or export events")
    with open_record(record, create=False, lexicons=lexicons) as store:
        match what, format_:
            case ExportWhat.EVENTS, ExportFormat.JSONL:
                write_lines(store.events(as_of=asked))
            case ExportWhat.EVENTS, ExportFormat.CSV:
                write_csv(EVENT_COLUMNS, (tuple(event_row(event, lexicons)) for event in store.events(as_of=asked)))
            case ExportWhat.RECORDS, ExportFormat.JSONL:
                write_lines(store.records())
            case ExportWhat.DOCUMENTS, ExportFormat.JSONL:
                write_lines(store.documents())
            case ExportWhat.STATEMENTS, ExportFormat.JSONL:
                write_lines(told.statement for told in store.statements())
            case ExportWhat.STATEMENTS, ExportFormat.CSV:
                heading = ("id", "document", "published", "speaker", "country", "named", "direct", "stance", "text")
                write_csv(
                    heading,
                    (
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
                    ),
                )
            case ExportWhat.DOCUMENTS, ExportFormat.CSV:
                columns = ("id", "source", "title", "publisher", "published_start", "published_end", "basis", "url")
                write_csv(
                    columns,
                    (
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
                    ),
                )
            case _:
                raise UsageError("--format csv: records are nested and have no CSV; use --format jsonl")
    sys.stdout.flush()


def event_row(event: "RecordedEvent", lexicons: "Lexicons") -> Iterator[object]:
    """Give an event as a row of `EVENT_COLUMNS`."""
    from dragoman.lexicons.scores import cameo_code  # noqa: PLC0415
    from dragoman.record.recorded import parties  # noqa: PLC0415
    from dragoman.schema.event import plover_code  # noqa: PLC0415

    cameo = cameo_code(event.type, event.modes, lexicons)
    when, place = event.time, event.place
    yield from (event.id, event.type, event.modes, event.contexts, event.status, event.disputed)
    yield from (plover_code(event.type, event.status), cameo.cameo, event.score, cameo.goldstein)
    for side in (event.actors, event.recipients):
        yield parties(side)
        yield tuple(actor.name or actor.text for actor in side)
    yield from (when and when.start, when and when.end, when and when.precision)
    yield from (place and place.name, place and place.country)
    yield from (event.first_known, event.last_known, len(event.reports), len(event.sources))
    yield from (tuple(source.name for source in event.sources), event.confidence, event.words)
