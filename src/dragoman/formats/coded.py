"""Coded events: one flat noun between the record and the tables of event data that others use."""

from collections.abc import Sequence
from datetime import date

from dragoman.schema.base import Record
from dragoman.schema.event import EventType, Status


class CodedActor(Record, frozen=True, kw_only=True):
    """A side of a coded event."""

    country: str | None = None  # ISO 3166-1 alpha-3, or IGO, NGO, MNC
    name: str | None = None
    sector: str | None = None
    office: str | None = None
    text: str | None = None  # as the report has it

    @property
    def code(self) -> str | None:
        """What PLOVER's `code` and a dyad's end are: the country, or the name of one that has none."""
        return self.country or self.name or self.text


class CodedPlace(Record, frozen=True, kw_only=True):
    """Where a coded event is; coordinates in degrees."""

    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None


class CodedEvent(Record, frozen=True, kw_only=True):
    """One event as event data has it. What a format has no column for is None after reading it."""

    id: str
    start: date
    end: date | None = None  # the last day, where it is another than the first
    type: EventType | None  # None: a code that PLOVER drops
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    status: Status | None = None
    actors: tuple[CodedActor, ...] = ()
    recipients: tuple[CodedActor, ...] = ()
    score: float | None = None
    quad: int | None = None  # 1 verbal cooperation … 4 material conflict
    cameo: str | None = None
    label: str | None = None  # of the CAMEO code
    goldstein: float | None = None
    place: CodedPlace | None = None
    text: str | None = None  # the sentence
    publisher: str | None = None
    published: date | None = None
    source: str | None = None  # the path or name of the document
    url: str | None = None
    language: str | None = None
    reports: int = 1
    sources: int = 1  # independent ones


def dyads(event: CodedEvent) -> Sequence[tuple[CodedActor, CodedActor | None]]:
    """Give the ordered pairs that tables of dyads have a row for each of.

    An act without a direction that several do together gives a row each way (as ICEWS has it); an act of one side alone
    gives a row without a recipient.
    """
    if event.recipients:
        return [(actor, recipient) for actor in event.actors or (CodedActor(),) for recipient in event.recipients]
    if len(event.actors) > 1:
        return [(a, b) for a in event.actors for b in event.actors if a is not b]
    return [(actor, None) for actor in event.actors]
