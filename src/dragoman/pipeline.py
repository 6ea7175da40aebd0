"""One document through the rooms, in order. Only this file knows the order of the journey."""

from collections.abc import Callable

from dragoman.actors.casting import cast as cast_document
from dragoman.actors.officials import read_officials
from dragoman.actors.places import find_places
from dragoman.actors.tenure import tenure_clues
from dragoman.events.read import read_events
from dragoman.lexicons.files import Lexicons
from dragoman.reading.reader import read_document
from dragoman.schema.base import Span
from dragoman.schema.document import Document
from dragoman.schema.event import Teller
from dragoman.schema.record import DocumentRecord
from dragoman.schema.statement import Statement
from dragoman.statements.assessments import read_assessments
from dragoman.statements.precedence import read_precedence
from dragoman.statements.read import read_statements
from dragoman.statements.tellers import teller_at
from dragoman.times.dateline import published_from_text
from dragoman.times.expressions import read_times
from dragoman.times.milestones import read_milestones
from dragoman.times.publication import infer_publication


def read(document: Document, *, lexicons: Lexicons) -> DocumentRecord:
    """Read a document into its record. The same document and lexicons give the same record anywhere."""
    reading = read_document(document, lexicons=lexicons)
    published = document.published or published_from_text(document)
    cast = cast_document(document, reading, lexicons=lexicons, published=published)
    if published is None:
        published = infer_publication(document, reading, lexicons=lexicons, clues=tenure_clues(cast, lexicons=lexicons))
        if published is not None:  # office holders depend on the day
            cast = cast_document(document, reading, lexicons=lexicons, published=published)
    expressions = read_times(document, reading, lexicons=lexicons, published=published)
    statements = read_statements(document, reading, cast, lexicons=lexicons)
    return DocumentRecord(
        document=document.head(published),
        events=read_events(
            document,
            reading,
            cast,
            expressions,
            find_places(reading, lexicons=lexicons),
            statements,
            lexicons=lexicons,
            published=published,
            teller=_teller(statements),
        ),
        statements=statements,
        officials=read_officials(document, reading, cast, lexicons=lexicons),
        milestones=read_milestones(document, reading, cast, expressions, lexicons=lexicons, published=published),
        precedence=read_precedence(document, reading, cast, expressions, lexicons=lexicons, published=published),
        assessments=read_assessments(document, reading, cast, lexicons=lexicons),
        sentences=len(reading.sentences),
    )


def _teller(statements: tuple[Statement, ...]) -> Callable[[Span], Teller]:
    return lambda span: teller_at(statements, span)
