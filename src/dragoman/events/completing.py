"""What an event takes from the events it hangs together with, once all mentions are joined."""

from datetime import date

from msgspec import structs

from dragoman.events.draft import DraftEvent
from dragoman.events.sides import Sides
from dragoman.schema.event import FUTURE, LinkKind, Status
from dragoman.schema.when import Precision, Published, When


def complete(drafts: list[DraftEvent], owner: dict[int, DraftEvent], published: Published | None) -> None:
    """Fill what the sentence left open, in place.

    Who cancels a meeting refuses those who were to meet him; what is part of a visit has its place and lies
    within its time; what follows an act of known day lies between that day and the publication; what is still
    ahead lies after the publication, where the text bounds its other end.
    """
    for draft in drafts:
        for kind, target in draft.links:
            event = owner.get(id(target), target)
            if event is draft:
                continue
            if kind is LinkKind.CANCELS and not draft.sides.recipients:
                own = {a.country for a in draft.sides.actors}
                others = tuple(a for a in (*event.sides.actors, *event.sides.recipients) if a.country not in own)
                draft.sides = Sides(draft.sides.actors, others, derived=True)
            elif kind is LinkKind.PART_OF:
                draft.place = draft.place or event.place
                draft.time = draft.time or event.time
    for draft in drafts:
        if draft.time is None:
            draft.time = _after(draft, owner, published)
        if draft.time is not None and published is not None:
            draft.time = _within_reach(draft.time, draft.status, published)


def _after(draft: DraftEvent, owner: dict[int, DraftEvent], published: Published | None) -> When | None:
    """Bound an act by the day of what it follows and, as it is told, by the publication."""
    for kind, target in draft.links:
        event = owner.get(id(target), target)
        if kind is LinkKind.FOLLOWS and event is not draft and event.time is not None and event.time.start is not None:
            end = published.end if published is not None and draft.status is Status.HAPPENED else None
            if end is not None and end < event.time.start:
                return None
            return When(start=event.time.start, end=end, precision=Precision.UNKNOWN)
    return None


def _within_reach(time: When, status: Status, published: Published) -> When:
    """Close an open end by the publication: what has happened was before it, what is ahead comes after it."""
    if status is Status.HAPPENED and time.end is None and time.start is not None:
        return _closed(time, time.start, published.end)
    if status in FUTURE | {Status.POSSIBLE} and time.start is None and time.end is not None:
        return _closed(time, published.start, time.end)
    return time


def _closed(time: When, start: date, end: date) -> When:
    return structs.replace(time, start=start, end=end) if start <= end else time
