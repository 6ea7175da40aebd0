"""What an event takes from the events it hangs together with, once all mentions are joined."""

from datetime import date, timedelta

from msgspec import structs

from dragoman.events.draft import WORDS, DraftEvent
from dragoman.events.sides import Sides
from dragoman.schema.actor import Actor, Sector
from dragoman.schema.event import FUTURE, LinkKind, Status
from dragoman.schema.sentence import Relation, Tense
from dragoman.schema.when import Precision, Published, TimeExpression, When


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
        _add_host(draft)
        if draft.time is None:
            draft.time = _after(draft, owner, published)
        if draft.time is not None and published is not None:
            if draft.status is Status.HAPPENED and draft.time.start is not None and draft.time.start > published.end:
                draft.status = Status.SCHEDULED  # whatever the tense: nobody reports what has not been
            draft.time = _within_reach(draft.time, draft.status, published)


def date_the_news(
    drafts: list[DraftEvent], expressions: tuple[TimeExpression, ...], published: Published | None
) -> None:
    """Bound the undated acts that are the news itself: told in a main clause, in the past or perfect, as done.

    What a report tells as done without a day is of the day it last names, or of the day before it came out, and no
    later than it came out. Such a time is marked approximate and rests on no words. Only words (a criticism, an
    offer, a refusal …) and what the first sentence tells are taken for news; anything else undated stays undated.
    """
    if published is None:
        return
    named = [
        e.when.end
        for e in expressions
        if e.when is not None
        and e.when.precision is Precision.DAY
        and e.when.end is not None
        and published.start - timedelta(days=_NEWS_DAYS) <= e.when.end <= published.end
    ]
    start = max(named, default=published.start - timedelta(days=1))
    first = min((d.sentence.index for d in drafts if not d.headline), default=-1)
    for draft in drafts:
        if draft.time is None and draft.status is Status.HAPPENED and _is_news(draft, first):
            draft.time = When(start=start, end=published.end, precision=Precision.UNKNOWN, approximate=True)


_NEWS_DAYS = 7


def _is_news(draft: DraftEvent, first: int) -> bool:
    p = draft.predication
    if draft.by_saying:
        return True
    recent = p.tense is Tense.PRESENT and p.perfect
    if draft.type not in WORDS and draft.sentence.index != first and not recent:
        return False
    told = p.tense is Tense.PAST or (p.tense is Tense.PRESENT and (p.perfect or draft.type in WORDS))
    if not told or (p.tense is Tense.PAST and p.perfect):  # the pluperfect looks back from the news
        return False
    return p.governor is None or p.governor.relation is Relation.COMPLEMENT


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
