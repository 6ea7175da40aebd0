"""The tables that a run leaves: what stands in each column, and the rows of a document or an event."""

from datetime import date

import msgspec
import pyarrow as pa

from dragoman.record.recorded import RecordedEvent, party
from dragoman.schema.actor import Actor
from dragoman.schema.document import Document
from dragoman.schema.event import Event
from dragoman.schema.record import DocumentRecord

Row = dict[str, object]

_ACT = [
    ("type", pa.string()),
    ("modes", pa.list_(pa.string())),
    ("contexts", pa.list_(pa.string())),
    ("status", pa.string()),
    ("actors", pa.list_(pa.string())),  # states by code, organisations by name
    ("recipients", pa.list_(pa.string())),
    ("start", pa.date32()),  # of the act, both days included; null where the text does not say
    ("end", pa.date32()),
    ("precision", pa.string()),
    ("place", pa.string()),
    ("place_country", pa.string()),
    ("score", pa.float64()),
    ("confidence", pa.float64()),
    ("words", pa.string()),  # the sentence
]
_DOCUMENT = [
    ("document", pa.string()),  # id
    ("source", pa.string()),
    ("publisher", pa.string()),
    ("url", pa.string()),
    ("published", pa.date32()),  # the last day it can be
]

REPORTS = pa.schema(
    [
        ("id", pa.string()),
        ("event", pa.string()),  # the row of `events` it was taken for
        *_DOCUMENT,
        *_ACT,
        ("told_by", pa.string()),  # narrator, named, anonymous or media
        ("sentence_start", pa.int64()),  # characters of the document's text, the end not included
        ("sentence_end", pa.int64()),
        ("body", pa.string()),  # the whole report as JSON, as `dragoman read` writes it
    ]
)
"""One act as one document reports it."""

EVENTS = pa.schema(
    [
        ("id", pa.string()),  # of its first report
        *_ACT,
        ("disputed", pa.bool_()),
        ("first_known", pa.date32()),
        ("last_known", pa.date32()),
        ("reports", pa.int64()),
        ("sources", pa.int64()),  # independent ones
        ("body", pa.string()),  # the whole event as JSON, with its history
    ]
)
"""One act, put together from all reports of it."""

STATEMENTS = pa.schema(
    [
        ("id", pa.string()),
        *_DOCUMENT,
        ("speaker", pa.string()),  # the name where it is known, else the words
        ("speaker_country", pa.string()),
        ("speaker_sector", pa.string()),
        ("speaker_office", pa.string()),
        ("named", pa.bool_()),
        ("direct", pa.bool_()),
        ("stance", pa.string()),
        ("towards", pa.list_(pa.string())),
        ("issue", pa.string()),
        ("text", pa.string()),
        ("start", pa.int64()),  # characters of the document's text, the end not included
        ("end", pa.int64()),
        ("event", pa.string()),  # id of the report that the words are
        ("body", pa.string()),
    ]
)
"""What somebody said."""

REFUSALS = pa.schema([("source", pa.string()), ("fault", pa.string()), ("remedy", pa.string())])
"""Documents that could not be read."""


def report_row(event: Event, record: DocumentRecord, document: Document) -> Row:
    """Give the row of a report, but for the event that it is taken for."""
    start, end = event.evidence.sentence
    return {
        "id": event.id,
        **_document(record),
        **_act(event, document.text[start:end]),
        "told_by": event.reported_by.kind,
        "sentence_start": start,
        "sentence_end": end,
        "body": msgspec.json.encode(event).decode(),
    }


def event_row(event: RecordedEvent) -> Row:
    """Give the row of an event."""
    return {
        "id": event.id,
        **_act(event, event.words),
        "disputed": event.disputed,
        "first_known": event.first_known,
        "last_known": event.last_known,
        "reports": len(event.reports),
        "sources": len(event.sources),
        "body": msgspec.json.encode(event).decode(),
    }


def statement_rows(record: DocumentRecord) -> list[Row]:
    """Give the rows of a document's statements."""
    return [
        {
            "id": statement.id,
            **_document(record),
            "speaker": statement.speaker.name or statement.speaker.text,
            "speaker_country": statement.speaker.country,
            "speaker_sector": statement.speaker.sector,
            "speaker_office": statement.speaker.office,
            "named": statement.speaker.named,
            "direct": statement.direct,
            "stance": statement.stance,
            "towards": list(statement.towards),
            "issue": statement.issue,
            "text": statement.text,
            "start": statement.span[0],
            "end": statement.span[1],
            "event": statement.event,
            "body": msgspec.json.encode(statement).decode(),
        }
        for statement in record.statements
    ]


def month_of(day: date | None) -> str:
    """Name the file that something of a day goes into: "2022-08", or "undated"."""
    return f"{day:%Y-%m}" if day is not None else "undated"


def _document(record: DocumentRecord) -> Row:
    head = record.document
    return {
        "document": head.id,
        "source": head.source,
        "publisher": head.publisher,
        "url": head.url,
        "published": head.published.end if head.published is not None else None,
    }


def _act(event: Event | RecordedEvent, words: str | None) -> Row:
    when = event.time
    return {
        "type": event.type,
        "modes": list(event.modes),
        "contexts": list(event.contexts),
        "status": event.status,
        "actors": _parties(event.actors),
        "recipients": _parties(event.recipients),
        "start": when.start if when is not None else None,
        "end": when.end if when is not None else None,
        "precision": when.precision if when is not None else None,
        "place": event.place.name if event.place is not None else None,
        "place_country": event.place.country if event.place is not None else None,
        "score": event.score,
        "confidence": event.confidence,
        "words": words,
    }


def _parties(actors: tuple[Actor, ...]) -> list[str]:
    return list(dict.fromkeys(name for actor in actors if (name := party(actor) or actor.name) is not None))
