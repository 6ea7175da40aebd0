"""Events in outline: what counting and choosing needs, read without the rest."""

from datetime import date

import msgspec

from dragoman.lexicons.files import Lexicons
from dragoman.record.ranks import Rank, ranks_by_party
from dragoman.record.recorded import RecordedEvent, parties
from dragoman.schema.event import EventType, Status


class Outline(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An event in outline; sides and ranks may be those of the parties asked about only.

    Stored and read by the ten thousand, so without the names of its fields.
    """

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


def outline_of(event: RecordedEvent, lexicons: Lexicons, *, only: frozenset[str] | None = None) -> Outline:
    """Give an event in outline, with all its sides or those of some parties only."""
    actors, recipients = frozenset(parties(event.actors)), frozenset(parties(event.recipients))
    ranks = ranks_by_party(event.actors + event.recipients, lexicons)
    if only is not None:
        actors, recipients = actors & only, recipients & only
        ranks = {name: rank for name, rank in ranks.items() if name in only}
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
        actors=actors,
        recipients=recipients,
        ranks=ranks,
    )


def pack(outline: Outline) -> str:
    """Write an outline as it is stored; sets in the order of the alphabet, so that the same gives the same bytes."""
    return msgspec.json.encode(outline, order="deterministic").decode()


def unpack(packed: list[str]) -> list[Outline]:
    """Read outlines as they are stored, all at once: one by one would take twice as long."""
    return msgspec.json.decode("[" + ",".join(packed) + "]", type=list[Outline])
