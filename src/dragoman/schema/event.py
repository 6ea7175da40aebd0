"""Acts between political actors, as one document reports them."""

from enum import StrEnum
from typing import Literal

from dragoman.schema.actor import Actor, Place
from dragoman.schema.base import Record, Span
from dragoman.schema.when import When


class EventType(StrEnum):
    """PLOVER's sixteen types; meanings, modes and scores stand in lexicons/world/event-types.toml."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Status(StrEnum):
    """Is it real? What the text says of it, by the terms of docs/record.md."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    SCHEDULED = "scheduled"
    PROPOSED = "proposed"
    EXPECTED = "expected"
    POSSIBLE = "possible"
    CANCELLED = "cancelled"
    DID_NOT_HAPPEN = "did_not_happen"


FUTURE = frozenset({Status.SCHEDULED, Status.PROPOSED, Status.EXPECTED})
NEGATED = frozenset({Status.CANCELLED, Status.DID_NOT_HAPPEN})


class LinkKind(StrEnum):
    """How one event of a document hangs together with another."""

    BECAUSE_OF = "because_of"
    CANCELS = "cancels"
    PART_OF = "part_of"
    AT = "at"
    FOLLOWS = "follows"


class Link(Record, frozen=True, kw_only=True):
    """From the event that holds it to another event of the document."""

    kind: LinkKind
    to: str  # id of the other event


class Evidence(Record, frozen=True, kw_only=True):
    """The characters an answer rests on."""

    sentence: Span
    trigger: Span | None = None


class Teller(Record, frozen=True, kw_only=True):
    """Whom the report credits with the information; all but `kind` None for the narrator."""

    kind: Literal["narrator", "named", "anonymous", "media"]
    name: str | None = None
    country: str | None = None


class Event(Record, frozen=True, kw_only=True):
    """One act between political actors, as one document reports it.

    A report is not a fact: two papers on one signing make two reports, and `record` decides whether
    they tell of one event. `because` names the lexicon entries that led here, in order of use.
    """

    id: str
    type: EventType
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    status: Status
    actors: tuple[Actor, ...]  # for acts without a direction all sides stand here
    recipients: tuple[Actor, ...] = ()  # empty: the act has no direction, or the text names nobody
    time: When | None = None  # None: the text gives no date; the day of publication is no substitute
    place: Place | None = None
    reported_by: Teller = Teller(kind="narrator")
    evidence: Evidence
    links: tuple[Link, ...] = ()
    score: float | None = None  # PLOVER conflict-cooperation score, -10 … +10
    confidence: float = 0.5  # probability, 0 … 1, that type and actors are right
    because: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.actors and not self.recipients:
            raise ValueError(f"event {self.type} at {self.evidence.trigger} names nobody")


def plover_code(kind: EventType, status: Status) -> EventType | None:
    """Give the type under which PLOVER files an event, or None where it leaves it out.

    Source: PLOVER 2.0 codebook, sections AGREE, CONCEDE and "Auxiliary modes": cooperative acts still to
    come are AGREE, a RETREAT still to come is CONCEDE, negated events are excluded.
    """
    if status in NEGATED:
        return None
    if status in FUTURE:
        if kind in {EventType.CONSULT, EventType.SUPPORT, EventType.COOPERATE, EventType.AID}:
            return EventType.AGREE
        if kind is EventType.RETREAT:
            return EventType.CONCEDE
    return kind
