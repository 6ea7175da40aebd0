"""Documents and what was read in them, into the tables and out again."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, TypeVar

import msgspec
import sqlalchemy as sa

from dragoman.errors import RecordError
from dragoman.record import tables as t
from dragoman.record.recorded import parties, party
from dragoman.record.searching import insert_passages
from dragoman.schema.actor import Official
from dragoman.schema.base import Record
from dragoman.schema.document import Document, DocumentHead, Paragraph
from dragoman.schema.event import Event
from dragoman.schema.record import DocumentRecord
from dragoman.schema.statement import Assessment, Milestone, Precedence, Statement
from dragoman.schema.when import Published

R = TypeVar("R", bound=Record)

UNDATED = date.max
"""Stands in the column `known` for documents of which nobody knows the day: they come last in every order."""

AT_ONCE = 500
"""Values in one SQL list."""


def known_day(record: DocumentRecord, document: Document, learned: date | None) -> date:
    """Give the day from which a document may be used: the text as we have it was not there before its last change."""
    published = record.document.published
    days = [day for day in (published.end if published else None, document.modified) if day is not None]
    return max(days) if days else learned or UNDATED


def encode(record: Record) -> str:
    """Write a noun as it is stored."""
    return msgspec.json.encode(record).decode()


def decode(body: str, kind: type[R]) -> R:
    """Read a noun as it is stored.

    Raises:
        RecordError: it cannot be understood.
    """
    try:
        return msgspec.json.decode(body, type=kind)
    except msgspec.MsgspecError as error:
        raise RecordError(
            f"record: a stored {kind.__name__} cannot be understood ({error}); read the documents into a new record"
        ) from error


def chunks(values: Sequence[str]) -> Iterator[list[str]]:
    """Part a long list into those that fit into one SQL list."""
    for start in range(0, len(values), AT_ONCE):
        yield list(values[start : start + AT_ONCE])


def insert(
    connection: sa.Connection,
    rows: Sequence[dict[str, Any]],
    read: Sequence[tuple[DocumentRecord, Document]],
    *,
    searchable: bool,
) -> None:
    """Add documents that are not there: their rows, and all that was read in them."""
    connection.execute(sa.insert(t.documents), rows)
    nouns: dict[sa.Table, list[dict[str, object]]] = {table: [] for table in t.OF_DOCUMENT}
    passages: list[dict[str, object]] = []
    about: list[dict[str, object]] = []
    known = {row["id"]: row["known"] for row in rows}
    for record, document in read:
        for table, position, noun, columns in _nouns(record):
            place = {"document": document.id, "position": position}
            nouns[table].append({**place, "body": encode(noun), **columns})
            of_noun = {"kind": table.name, "known": known[document.id], **place}
            about += ({"party": name, **of_noun} for name in sorted(_about(noun)))
        if searchable:
            spans = {
                *(("sentence", event.evidence.sentence) for event in record.events),
                *(("statement", statement.span) for statement in record.statements),
            }
            passages += [
                {"document": document.id, "kind": kind, "start": span[0], "text": document.text[span[0] : span[1]]}
                for kind, span in sorted(spans)
            ]
    for table, filled in nouns.items():
        if filled:
            connection.execute(sa.insert(table), filled)
    if about:
        connection.execute(sa.insert(t.noun_parties), about)
    insert_passages(connection, passages)


def _nouns(record: DocumentRecord) -> Iterator[tuple[sa.Table, int, Record, dict[str, Any]]]:
    """Give each noun with its table, its place among its like, and what stands in columns of its own."""
    for position, event in enumerate(record.events):
        yield t.reports, position, event, {"id": event.id}
    for position, said in enumerate(record.statements):
        speaker = said.speaker
        speaker_of = {"country": speaker.country, "speaker": speaker.name or speaker.text}
        yield t.statements, position, said, {"id": said.id, **speaker_of}
    for position, one in enumerate(record.officials):
        holds = {"name": one.name, "country": one.country, "office": one.office, "former": one.former}
        yield t.officials, position, one, holds
    for table, others in (
        (t.milestones, record.milestones),
        (t.precedence, record.precedence),
        (t.assessments, record.assessments),
    ):
        for position, noun in enumerate(others):
            yield table, position, noun, {}


def _about(noun: Record) -> frozenset[str]:
    """Name the parties that a noun is found by; of statements only those of one towards another are."""
    match noun:
        case Statement():
            speaker = party(noun.speaker)
            others = {*noun.towards, *parties(noun.addressees)} - {speaker}
            return frozenset({speaker, *others}) if speaker and others else frozenset()
        case Milestone() | Precedence():
            return frozenset(noun.parties)
        case Assessment():
            return frozenset(noun.about)
        case _:
            return frozenset()


def read_document(connection: sa.Connection, id_: str) -> Document | None:
    """Give a document with its text; None where it is not there, or its text is not kept."""
    row = connection.execute(sa.select(t.documents).where(t.documents.c.id == id_)).first()
    if row is None or row.text is None:
        return None
    head = decode(row.head, DocumentHead)
    return Document(
        id=row.id,
        source=row.source,
        text=row.text,
        title=head.title,
        url=head.url,
        canonical=row.canonical,
        publisher=row.publisher,
        language=row.language,
        published=decode(row.published, Published) if row.published else None,
        modified=row.modified,
        paragraphs=msgspec.json.decode(row.paragraphs, type=tuple[Paragraph, ...]),
    )


def read_record(connection: sa.Connection, id_: str) -> DocumentRecord | None:
    """Give what was read in a document; None where it is not there."""
    row = connection.execute(
        sa.select(t.documents.c.head, t.documents.c.sentences).where(t.documents.c.id == id_)
    ).first()
    if row is None:
        return None

    def contents(table: sa.Table, kind: type[R]) -> tuple[R, ...]:
        bodies = connection.execute(
            sa.select(table.c.body).where(table.c.document == id_).order_by(table.c.position)
        ).scalars()
        return tuple(decode(body, kind) for body in bodies)

    return DocumentRecord(
        document=decode(row.head, DocumentHead),
        events=contents(t.reports, Event),
        statements=contents(t.statements, Statement),
        officials=contents(t.officials, Official),
        milestones=contents(t.milestones, Milestone),
        precedence=contents(t.precedence, Precedence),
        assessments=contents(t.assessments, Assessment),
        sentences=row.sentences,
    )
