"""What reviewers decided: kept apart from what was read, and stronger than it."""

from datetime import datetime
from enum import StrEnum

from dragoman.schema.base import Record, content_id
from dragoman.schema.event import EventType, Status
from dragoman.schema.when import When


class DecisionKind(StrEnum):
    """What a reviewer can decide about reports and events."""

    ACCEPT = "accept"  # right as it stands; confidence 1
    CORRECT = "correct"  # right but for some fields, which `to` gives
    REJECT = "reject"  # no event at all, or not this one: left out of every answer
    MERGE = "merge"  # these reports tell of one act
    SPLIT = "split"  # these reports do not tell of the same act as the first one


class Correction(Record, frozen=True, kw_only=True):
    """Fields as they should be; None leaves a field as it is."""

    type: EventType | None = None
    status: Status | None = None
    time: When | None = None


class Decision(Record, frozen=True, kw_only=True):
    """One decision by one person.

    It names reports, by (document, report id), not merged events: reports are the same after every re-reading that
    finds the same, whatever they are merged into.
    """

    kind: DecisionKind
    reports: tuple[tuple[str, str], ...]
    to: Correction | None = None  # of CORRECT only
    who: str
    when: datetime  # as the caller says; the record reads no clock
    why: str

    def __post_init__(self) -> None:
        if not self.reports:
            raise ValueError(f"a decision to {self.kind} names no report")
        if (self.kind is DecisionKind.CORRECT) != (self.to is not None):
            raise ValueError(f"'to' belongs to decisions to correct, and to no other; this one is to {self.kind}")
        if self.kind in {DecisionKind.MERGE, DecisionKind.SPLIT} and len(self.reports) < 2:
            raise ValueError(f"a decision to {self.kind} needs at least two reports")

    @property
    def id(self) -> str:
        """The decision's id, from its content."""
        return content_id("decision", self.kind, self.reports, self.to, self.who, self.when.isoformat(), self.why)
