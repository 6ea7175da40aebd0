"""One JSON object per document: all that dragoman writes about it. Terms in docs/record.md."""

from dragoman.schema.actor import Official
from dragoman.schema.base import Record
from dragoman.schema.document import DocumentHead
from dragoman.schema.event import Event
from dragoman.schema.statement import Assessment, Milestone, Precedence, Statement


class DocumentRecord(Record, frozen=True, kw_only=True):
    """The record of one document."""

    document: DocumentHead
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    officials: tuple[Official, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    precedence: tuple[Precedence, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    sentences: int = 0  # how many the document has; what the closing summary counts
