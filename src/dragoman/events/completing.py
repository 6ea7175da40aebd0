"""What an event takes from the events it hangs together with, once all mentions are joined."""

import itertools
import re
from datetime import date, timedelta

from msgspec import structs

from dragoman.events.draft import WORDS, DraftEvent
from dragoman.events.sides import Sides
from dragoman.schema.actor import Actor, Sector
from dragoman.schema.event import FUTURE, EventType, LinkKind, Status
from dragoman.schema.sentence import PredicationKind, Relation, Role, Tense
from dragoman.schema.when import Bound, Precision, Published, TimeExpression, TimexType, When


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
            if kind is LinkKind.CANCELS and draft.time is None and event.time is not None:
                draft.time = _no_later(event.time)
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
    _date_the_journey(drafts, expressions)
    if published is None:
        return
    by_sentence: dict[int, list[TimeExpression]] = {}
    for expression in expressions:
        by_sentence.setdefault(expression.sentence, []).append(expression)
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
    renewed: set[int] = set()
    for draft in drafts:
        if _is_performed(draft):
            draft.time = None  # done by these very words, whatever time another mention names
            renewed.add(id(draft))
        if draft.time is None:
            draft.time = _said(draft, tuple(by_sentence.get(draft.sentence.index, ())), published)
        if draft.time is None:
            draft.time = _hours_apart(draft, start, published)
    for before, draft in itertools.pairwise(drafts):
        if draft.time is None:
            draft.time = _on_the_spot(before, draft)
    for draft in drafts:
        performed = id(draft) in renewed
        if draft.time is None and draft.status is Status.HAPPENED and (performed or _is_news(draft, first)):
            begin = published.start if performed else start
            draft.time = When(start=begin, end=published.end, precision=Precision.UNKNOWN, approximate=True)


_NEWS_DAYS = 7


def _date_the_journey(drafts: list[DraftEvent], expressions: tuple[TimeExpression, ...]) -> None:
    """Put what is expected of a visitor inside the journey, where the text gives its first day and its length."""
    for visit in drafts:
        days = _length(visit, expressions)
        if not visit.visit or visit.time is None or visit.time.precision is not Precision.DAY or days is None:
            continue
        start = visit.time.start
        if start is None or start != visit.time.end:
            continue
        visitors = {a.country for a in visit.sides.actors if a.country}
        hosts = {a.country for a in visit.sides.recipients if a.country}
        for draft in drafts:
            own = {a.country for a in draft.sides.actors if a.country}
            others = {a.country for a in draft.sides.recipients if a.country}
            if (
                draft.time is None
                and not draft.visit
                and draft.status in {Status.SCHEDULED, Status.EXPECTED}
                and visitors & own
                and (own | others) <= visitors | hosts
            ):
                end = start + timedelta(days=days - 1)
                draft.time = When(start=start, end=end, precision=Precision.UNKNOWN, approximate=True)


def _length(visit: DraftEvent, expressions: tuple[TimeExpression, ...]) -> int | None:
    """Count the days of a "three-day visit" told in the sentence of the visit."""
    sentence = visit.sentence
    for expression in expressions:
        if expression.sentence != sentence.index or expression.type is not TimexType.DURATION:
            continue
        days = _DAYS.fullmatch(expression.value)
        above = (expression.token, *sentence.ancestors(expression.token)[:1])
        if days is not None and any(sentence.tokens[token].lemma in _JOURNEYS for token in above):
            return int(days[1]) or None
    return None


_DAYS = re.compile(r"P(\d{1,2})D")
_JOURNEYS = frozenset({"visit", "trip", "tour", "stay", "journey"})


def _is_performed(draft: DraftEvent) -> bool:
    """Say whether the sentence itself does the act: "we stand by our commitment"."""
    time, sentence = draft.time, draft.sentence
    if time is None or time.span is None or sentence.span[0] <= time.span[0] < sentence.span[1]:
        return False
    if draft.type not in WORDS or draft.status is not Status.HAPPENED:
        return False
    return any(
        p.governor is None
        and p.tense is Tense.PRESENT
        and not p.perfect
        and any(sentence.tokens[a.token].lemma in {"we", "i"} for a in p.fillers(Role.SUBJECT))
        for p in sentence.predications
    )


def _said(draft: DraftEvent, expressions: tuple[TimeExpression, ...], published: Published) -> When | None:
    """Date an act done by saying by the one recent day of its sentence: "said on Wednesday that it was appalled".

    The words are the act where the report takes them so, and where a state of mind is told under the verb of saying.
    """
    p = draft.predication
    stance = p.kind is PredicationKind.ADJECTIVE and draft.type in WORDS
    if draft.status is not Status.HAPPENED or not (draft.by_saying or stance):
        return None
    days = {
        (e.when.start, e.when.end): e.when
        for e in expressions
        if e.when is not None and e.when.precision is Precision.DAY and e.bound is Bound.IN
    }
    if len(days) != 1:
        return None
    when = next(iter(days.values()))
    if when.end is None or not published.start - timedelta(days=_NEWS_DAYS) <= when.end <= published.end:
        return None
    return when


def _hours_apart(draft: DraftEvent, start: date, published: Published) -> When | None:
    """Date what the news came "hours after" to the day of the news or the day before."""
    p = draft.predication
    told = draft.status is Status.HAPPENED and p.tense is Tense.PAST
    for q in draft.sentence.predications if told else ():
        joined = q is p or (p.governor is not None and p.governor.predication == q.index)
        coordinate = q is p or (p.governor is not None and p.governor.relation is Relation.COORDINATE)
        if not joined or not coordinate or q.governor is None or q.governor.marker != "after":
            continue
        if q.governor.relation is Relation.ADVERBIAL and {"hour", "minute"} & set(q.modifiers):
            return When(start=start - timedelta(days=1), end=published.end, approximate=True)
    return None


def _on_the_spot(before: DraftEvent, draft: DraftEvent) -> When | None:
    """Date an answer given at once by the words it answers, told just before of the same two."""
    text = draft.sentence.text.casefold()
    near = 0 <= draft.sentence.index - before.sentence.index <= 1
    countries = [{c for c, _ in d.parties if c} for d in (before, draft)]
    if not near or before.time is None or draft.status is not Status.HAPPENED or not countries[1] & countries[0]:
        return None
    if draft.type is not EventType.REJECT or not any(words in text for words in _AT_ONCE):
        return None
    return When(start=before.time.start, end=before.time.end, precision=before.time.precision, approximate=True)


_AT_ONCE = ("on the spot", "immediately", "there and then", "then and there", "at once")


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
