"""What an event takes from the events it hangs together with, once all mentions are joined."""

from datetime import date, timedelta

from msgspec import structs

from dragoman.events.carrying import carry
from dragoman.events.chronologies import date_by_headings
from dragoman.events.draft import DraftEvent
from dragoman.events.sides import Sides
from dragoman.lexicons.files import Lexicons
from dragoman.schema.actor import Actor, Sector
from dragoman.schema.event import FUTURE, LinkKind, Status
from dragoman.schema.sentence import PredicationKind, Reading, Tense
from dragoman.schema.when import Published, TimeExpression, When


def complete(
    drafts: list[DraftEvent],
    owner: dict[int, DraftEvent],
    reading: Reading,
    expressions: tuple[TimeExpression, ...],
    published: Published | None,
    *,
    lexicons: Lexicons,
) -> None:
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
            if kind is LinkKind.CANCELS and draft.time is None and event.time is not None:
                draft.time = _no_later(event.time)
            if kind is LinkKind.CANCELS and not draft.sides.recipients:
                own = {a.country for a in draft.sides.actors}
                others = tuple(a for a in (*event.sides.actors, *event.sides.recipients) if a.country not in own)
                draft.sides = Sides(draft.sides.actors, others, derived=True)
            elif kind is LinkKind.PART_OF:
                draft.place = draft.place or event.place
                draft.time = draft.time or event.time
    date_by_headings(drafts, reading.sentences, expressions)
    carry(drafts, reading.sentences, expressions, published, lexicons=lexicons)
    for draft in drafts:
        _add_host(draft)
        if draft.time is None:
            draft.time = _after(draft, owner, published)
        if draft.time is not None and published is not None:
            if draft.status is Status.HAPPENED and draft.time.start is not None and draft.time.start > published.end:
                if _told_as_past(draft):
                    draft.time = None  # the day is of something else, or was put wrongly
                    continue
                draft.status = Status.SCHEDULED  # nobody reports what has not been
            draft.time = _within_reach(draft.time, draft.status, published)


def _told_as_past(draft: DraftEvent) -> bool:
    """Say whether a finite verb in the past tells the act, and not only a noun in its sentence."""
    p = draft.predication
    plain = p.kind is PredicationKind.VERB or p.light is not None
    return plain and p.finite and p.tense is Tense.PAST and not p.modal


def _add_host(draft: DraftEvent) -> None:
    """Count the host of a "three-way" meeting in, where the text names two sides and a place in a third state."""
    sides = next((_SIDES[word] for word in draft.predication.modifiers if word in _SIDES), 0)
    place = draft.place
    if len(draft.parties) != sides - 1 or place is None or place.country is None:
        return
    if place.country not in {country for country, _ in draft.parties}:
        host = Actor(text=place.name, country=place.country, sector=Sector.GOV, span=place.span)
        draft.sides = Sides((*draft.sides.actors, host), draft.sides.recipients, derived=True)


_SIDES = {
    "three-way": 3,
    "trilateral": 3,
    "tripartite": 3,
    "three-nation": 3,
    "way": 3,
    "four-way": 4,
    "quadrilateral": 4,
}


def _no_later(set_for: When) -> When | None:
    """Bound a cancellation by the day that what it cancels was set for."""
    return None if set_for.end is None else When(start=None, end=set_for.end, text=set_for.text, span=set_for.span)


def _after(draft: DraftEvent, owner: dict[int, DraftEvent], published: Published | None) -> When | None:
    """Bound an act by the day of what it follows and, as it is told, by the publication."""
    for kind, target in draft.links:
        event = owner.get(id(target), target)
        if (
            kind in {LinkKind.FOLLOWS, LinkKind.BECAUSE_OF}
            and event is not draft
            and event.time is not None
            and event.time.start is not None
        ):
            told = draft.status in {Status.HAPPENED, Status.DID_NOT_HAPPEN}
            end = published.end if published is not None and told else None
            start = event.time.start
            if published is not None and draft.status in FUTURE:
                start = max(start, published.start)
            return None if end is not None and end < start else When(start=start, end=end)
    return None


def _within_reach(time: When, status: Status, published: Published) -> When:
    """Let the publication bound a time: what has happened was before it, what is ahead comes after it.

    What is ahead and set for no day comes the day after at the earliest: of the day itself a report says "today".
    "Met this week" ends, "will meet this week" begins with the day of the report.
    """
    if time.start is not None and time.end is not None:
        if status is Status.HAPPENED and time.start <= published.end < time.end:
            return structs.replace(time, end=published.end)
        if status in FUTURE and time.start < published.start <= time.end:
            return structs.replace(time, start=published.start)
        return time
    if status in {Status.HAPPENED, Status.ONGOING} and time.end is None and time.start is not None:
        return _closed(time, time.start, published.end)
    if status in FUTURE | {Status.POSSIBLE} and time.start is None and time.end is not None:
        return _closed(time, min(published.start + timedelta(days=1), time.end), time.end)
    return time


def _closed(time: When, start: date, end: date) -> When:
    return structs.replace(time, start=start, end=end) if start <= end else time
