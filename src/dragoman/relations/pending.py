"""What is open: plans not settled, meetings called off and not made up for, dates set."""

from collections.abc import Sequence
from datetime import date, timedelta

from dragoman.lexicons.files import Lexicons
from dragoman.record.matching import bounded
from dragoman.record.ranks import ranks_by_party
from dragoman.record.recorded import RecordedEvent
from dragoman.relations.bearings import DEEDS, OPEN, concerns, day_of, in_order, number
from dragoman.schema.base import Record
from dragoman.schema.event import LinkKind, Status

_OFF_THE_DAY = timedelta(days=3)


class CalledOff(Record, frozen=True, kw_only=True):
    """An act that was called off."""

    event: RecordedEvent
    by: RecordedEvent | None  # the act that called it off
    because: tuple[str, ...]  # ids of the events given as the reason
    since_then: RecordedEvent | None  # the next act of its kind and rank that took place or is set; None: none


class Open(Record, frozen=True, kw_only=True):
    """What is open between two parties on a day."""

    proposed: tuple[RecordedEvent, ...]  # proposed, expected or possible, and not settled
    set: tuple[RecordedEvent, ...]  # set for a day that is still to come, or for no day yet
    overdue: tuple[RecordedEvent, ...]  # set for a day that is past, and nothing told of it since
    called_off: tuple[CalledOff, ...]


def open_matters(events: Sequence[RecordedEvent], one: str, other: str, *, as_of: date, lexicons: Lexicons) -> Open:
    """Say what is open between two parties at the end of a day.

    Args:
        events: the events of the pair as known on that day; those that call off or explain may be of others too.
        one: a party.
        other: the other party.
        as_of: the day.
        lexicons: for numbers and ranks.
    """
    between = [event for event in in_order(events) if concerns(event, one, other)]
    keep = timedelta(days=number("pending-days", lexicons))
    proposed: list[RecordedEvent] = []
    fixed: list[RecordedEvent] = []
    overdue: list[RecordedEvent] = []
    for event in between:
        if event.status not in OPEN:
            continue
        days = bounded(event.time)
        if days is not None and days[1] < as_of:
            if event.status is Status.SCHEDULED and as_of - days[1] <= keep and not _came_about(event, between):
                overdue.append(event)
            continue
        if days is None and (event.last_known is None or as_of - event.last_known > keep):
            continue
        (fixed if event.status is Status.SCHEDULED else proposed).append(event)
    return Open(
        proposed=tuple(proposed),
        set=tuple(fixed),
        overdue=tuple(overdue),
        called_off=_called_off(events, between, as_of=as_of, lexicons=lexicons),
    )


def _came_about(plan: RecordedEvent, between: Sequence[RecordedEvent]) -> bool:
    """Say whether a deed of those days, by one of the persons named, shows that a plan came about.

    A visit that was set is often told of only by the talks held on it.
    """
    days = bounded(plan.time)
    persons = {actor.name for actor in plan.actors + plan.recipients if actor.office and actor.name}
    for deed in between:
        if days is None or deed.status not in DEEDS or deed.type is not plan.type:
            continue
        placed = day_of(deed)
        if placed is None or placed[1]:
            continue
        near = days[0] - _OFF_THE_DAY <= placed[0] <= days[1] + _OFF_THE_DAY
        if near and persons & {actor.name for actor in deed.actors + deed.recipients}:
            return True
    return False


def _called_off(
    events: Sequence[RecordedEvent], between: Sequence[RecordedEvent], *, as_of: date, lexicons: Lexicons
) -> tuple[CalledOff, ...]:
    keep = timedelta(days=number("cancelled-days", lexicons))
    cancelling: dict[str, list[RecordedEvent]] = {}  # by what they cancel
    for event in in_order(event for event in events if event.links):
        for id_ in dict.fromkeys(link.to for link in event.links if link.kind is LinkKind.CANCELS):
            cancelling.setdefault(id_, []).append(event)
    found = []
    for event in between:
        if event.status is not Status.CANCELLED:
            continue
        placed = day_of(event)
        if placed is None or as_of - placed[0] > keep:
            continue
        by = cancelling.get(event.id, [])
        because = dict.fromkeys(
            link.to for one in (event, *by) for link in one.links if link.kind is LinkKind.BECAUSE_OF
        )
        found.append(
            CalledOff(
                event=event,
                by=by[-1] if by else None,
                because=tuple(because),
                since_then=_next_of_kind(event, placed[0], between, lexicons),
            )
        )
    return tuple(found)


def _next_of_kind(
    event: RecordedEvent, day: date, between: Sequence[RecordedEvent], lexicons: Lexicons
) -> RecordedEvent | None:
    """Find what made up for it: the same type and mode, held or set for a later day, at no other rank."""
    ranks = set(ranks_by_party(event.actors + event.recipients, lexicons).values())
    for other in between:
        if other.type is not event.type or (other.status not in DEEDS and other.status is not Status.SCHEDULED):
            continue
        placed = day_of(other)
        if placed is None or placed[0] <= day:
            continue
        theirs = set(ranks_by_party(other.actors + other.recipients, lexicons).values())
        if ("visit" in other.modes) == ("visit" in event.modes) and (not ranks or not theirs or ranks & theirs):
            return other
    return None
