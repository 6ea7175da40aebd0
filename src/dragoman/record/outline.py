"""Events in outline: what counting and choosing needs, read without the rest."""

from dataclasses import dataclass
from datetime import date

from dragoman.lexicons.files import Lexicons
from dragoman.record.ranks import Rank, ranks_by_party
from dragoman.record.recorded import RecordedEvent, parties
from dragoman.schema.event import EventType, Status


@dataclass(frozen=True, slots=True)
class Outline:
    """An event in outline; sides and ranks may be those of the parties asked about only."""

    id: str
    type: EventType
    modes: tuple[str, ...]
    status: Status
    timed: bool  # the texts give a time, if only a bound
    start: date | None
    end: date | None
    first_known: date | None
    last_known: date | None
    score: float | None
    confidence: float
    actors: frozenset[str]
    recipients: frozenset[str]
    ranks: dict[str, Rank]


def outline_of(event: RecordedEvent, lexicons: Lexicons) -> Outline:
    """Give an event in outline, with all its sides."""
    return Outline(
        id=event.id,
        type=event.type,
        modes=event.modes,
        status=event.status,
        timed=event.time is not None,
        start=event.time.start if event.time else None,
        end=event.time.end if event.time else None,
        first_known=event.first_known,
        last_known=event.last_known,
        score=event.score,
        confidence=event.confidence,
        actors=frozenset(parties(event.actors)),
        recipients=frozenset(parties(event.recipients)),
        ranks=ranks_by_party(event.actors + event.recipients, lexicons),
    )
