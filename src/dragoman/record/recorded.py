"""What the record makes of reports: events with their history, sources and reasons."""

from datetime import date
from enum import StrEnum

from dragoman.schema.actor import Actor, Place
from dragoman.schema.base import Record, Span
from dragoman.schema.event import Event, EventType, LinkKind, Status, Teller
from dragoman.schema.when import When


class Report(Record, frozen=True, kw_only=True):
    """One event as one document reports it, with what the record knows of the document."""

    event: Event
    document: str  # id
    source: str
    publisher: str | None = None
    agency: str | None = None  # the news agency that the document credits
    published: date | None = None  # the last day it can be; None: unknown
    known: date | None = None  # the day from which the record may use it: publication, else when it was learned
    position: int = 0  # among the events of the document
    words: str | None = None  # the sentence; None where the document's text is not kept
    replaces: frozenset[str] = frozenset()  # ids of documents of which this one is a later version

    @property
    def order(self) -> tuple[date, str, int]:
        """Place in the one order in which reports are merged: by day known, undated ones last."""
        return (self.known or date.max, self.document, self.position)

    @property
    def key(self) -> tuple[str, str]:
        """What names a report: ids of events are unique within a document."""
        return (self.document, self.event.id)


class Change(StrEnum):
    """What a step of an event's history does to it."""

    TOLD = "told"  # first heard of
    CONFIRMED = "confirmed"  # a plan came true
    SET = "set"  # a proposal or expectation became a date
    MOVED = "moved"  # the date changed
    POSTPONED = "postponed"  # called off with a new date, or moved to a later one
    CALLED_OFF = "called_off"
    REVIVED = "revived"  # on again after having been called off
    DENIED = "denied"
    CORRECTED = "corrected"  # a later version of the text that told it takes it back, or gives another day


class Step(Record, frozen=True, kw_only=True):
    """One step of an event's history: a dated claim about its status."""

    day: date | None  # when it was reported; None: by documents without a day
    status: Status
    time: When | None  # the day then told of
    change: Change
    reports: tuple[str, ...]  # ids of the reports that say so on the day of the step


class Reason(Record, frozen=True, kw_only=True):
    """One thing that spoke for or against two reports telling of one act."""

    rule: str  # id in lexicons/world/merging.toml
    weight: float
    detail: str = ""


class ReportRef(Record, frozen=True, kw_only=True):
    """A report as an event's sources list it, and why it was taken for this event."""

    id: str
    document: str
    source: str
    publisher: str | None
    agency: str | None
    published: date | None
    known: date | None
    status: Status
    time: When | None
    told_by: Teller
    sentence: Span
    reasons: tuple[Reason, ...] = ()  # empty for the first report


class Source(Record, frozen=True, kw_only=True):
    """One independent source: an outlet, an agency with all who print its text, or near-copies of one text."""

    name: str  # the agency, the publisher, or the document's source
    documents: tuple[str, ...]


class RecordedLink(Record, frozen=True, kw_only=True):
    """A link between events of the record, as some report has it."""

    kind: LinkKind
    to: str  # id of the other event of the record


class RecordedEvent(Record, frozen=True, kw_only=True):
    """One act, put together from all reports of it that were known on some day.

    The id is that of the first report, by day known; it stays as long as no earlier report turns up.
    """

    id: str
    type: EventType
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    status: Status
    disputed: bool  # told as a deed, and denied by somebody
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    time: When | None
    place: Place | None
    history: tuple[Step, ...]
    reports: tuple[ReportRef, ...]  # by day known
    sources: tuple[Source, ...]
    links: tuple[RecordedLink, ...]
    score: float | None
    confidence: float
    words: str | None  # the sentence of the report that tells it best
    trigger: Span | None = None  # in that sentence, from its start: the words that name the act
    told_by: Teller
    best: str  # id of the report that tells it best
    reviewed: tuple[str, ...] = ()  # ids of the decisions that shaped it

    @property
    def first_known(self) -> date | None:
        """The day of the first report; None where no report has a day."""
        return min((report.known for report in self.reports if report.known), default=None)

    @property
    def last_known(self) -> date | None:
        """The day of the last report; None where no report has a day."""
        return max((report.known for report in self.reports if report.known), default=None)


def party(actor: Actor) -> str | None:
    """Name the party an actor belongs to: its state, or the organisation by name; None where unknown."""
    if actor.country in {"IGO", "NGO", "MNC"}:
        return actor.name
    return actor.country


def parties(actors: tuple[Actor, ...]) -> tuple[str, ...]:
    """Name the parties of several actors, each once, in their order."""
    return tuple(dict.fromkeys(name for name in map(party, actors) if name))
