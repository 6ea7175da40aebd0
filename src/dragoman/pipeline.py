"""One document through the rooms, in order. Only this file knows the order of the journey."""

import functools
import gc
from collections.abc import Callable, Iterable, Iterator

from msgspec import structs

from dragoman.actors.casting import cast as cast_document
from dragoman.actors.offices import Holders
from dragoman.actors.officials import read_officials
from dragoman.actors.places import find_places
from dragoman.actors.tenure import tenure_clues
from dragoman.errors import DragomanError
from dragoman.events.read import read_events
from dragoman.lexicons.files import Lexicons
from dragoman.reading.reader import read_document, read_documents
from dragoman.schema.base import Span, within
from dragoman.schema.document import Document, Refusal
from dragoman.schema.event import Event, Teller
from dragoman.schema.record import DocumentRecord
from dragoman.schema.sentence import Reading
from dragoman.schema.statement import Statement
from dragoman.statements.assessments import read_assessments
from dragoman.statements.precedence import read_precedence
from dragoman.statements.read import read_statements
from dragoman.statements.tellers import Tellers
from dragoman.times.dateline import published_from_text
from dragoman.times.expressions import read_times
from dragoman.times.milestones import read_milestones
from dragoman.times.publication import infer_publication


def read(document: Document, *, lexicons: Lexicons, offices: Holders | None = None) -> DocumentRecord:
    """Read a document into its record. The same document, lexicons and offices give the same record anywhere.

    `offices`: who held which office, where more is known than the tables of the lexicons; see `actors.learned`.
    """
    record = _record(document, read_document(document, lexicons=lexicons), lexicons, offices)
    _keep_tables()
    return record


def read_many(
    documents: Iterable[Document], *, lexicons: Lexicons, offices: Holders | None = None
) -> Iterator[tuple[Document, DocumentRecord | Refusal]]:
    """Read documents in their order, the parser fed with several at a time.

    A document on which a room fails becomes a refusal, and the others are read.
    """
    for document, reading in read_documents(documents, lexicons=lexicons):
        try:
            record = _record(document, reading, lexicons, offices)
            _keep_tables()
            yield document, record
        except DragomanError:
            raise  # a broken lexicon is not the document's fault
        except Exception as error:  # noqa: BLE001 - whatever a room trips over, the run goes on
            fault = f"reading failed: {type(error).__name__}: {error}"
            yield (
                document,
                Refusal(
                    source=document.source,
                    fault=fault,
                    remedy="a defect of dragoman: report it with the text",
                ),
            )


@functools.cache
def _keep_tables() -> None:
    """Tell the garbage collector, once, that what a first reading has loaded stays: tables of some 100 MB.

    Else every full collection walks through all of it: a tenth of the time of reading.
    """
    gc.collect()
    gc.freeze()


def _record(document: Document, reading: Reading, lexicons: Lexicons, offices: Holders | None = None) -> DocumentRecord:
    published = document.published or published_from_text(document)
    cast = cast_document(document, reading, lexicons=lexicons, published=published, offices=offices)
    if published is None:
        published = infer_publication(document, reading, lexicons=lexicons, clues=tenure_clues(cast, lexicons=lexicons))
        if published is not None:  # office holders depend on the day
            cast = cast_document(document, reading, lexicons=lexicons, published=published, offices=offices)
    expressions = read_times(document, reading, lexicons=lexicons, published=published, cast=cast)
    statements = read_statements(document, reading, cast, lexicons=lexicons)
    events = read_events(
        document,
        reading,
        cast,
        expressions,
        find_places(reading, lexicons=lexicons),
        statements,
        lexicons=lexicons,
        published=published,
        teller=_teller(statements),
    )
    return DocumentRecord(
        document=document.head(published),
        events=events,
        statements=_joined(statements, events),
        officials=read_officials(document, reading, cast, lexicons=lexicons),
        milestones=read_milestones(document, reading, cast, expressions, lexicons=lexicons, published=published),
        precedence=read_precedence(document, reading, cast, expressions, lexicons=lexicons, published=published),
        assessments=read_assessments(document, reading, cast, lexicons=lexicons, statements=statements),
        sentences=len(reading.sentences),
    )


def _joined(statements: tuple[Statement, ...], events: tuple[Event, ...]) -> tuple[Statement, ...]:
    """Tell each statement which event its words are: the one whose trigger attributes it, "urged", "condemned"."""
    by_trigger = {event.evidence.trigger: event.id for event in events}
    return tuple(
        structs.replace(statement, event=by_trigger[cue])
        if (cue := _trigger_in(statement, by_trigger)) is not None
        else statement
        for statement in statements
    )


def _trigger_in(statement: Statement, triggers: Iterable[Span | None]) -> Span | None:
    cue = statement.evidence.trigger
    return None if cue is None else next((t for t in triggers if t is not None and within(t, cue)), None)


def _teller(statements: tuple[Statement, ...]) -> Callable[[Span], Teller]:
    return Tellers(statements).teller_at
