"""Claims of precedence: where a text says "the first in 2½ years", whether the record agrees."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum

from dragoman.lexicons.files import Lexicons
from dragoman.record.matching import bounded
from dragoman.record.ranks import ranks_by_party
from dragoman.record.recorded import RecordedEvent
from dragoman.record.store import ToldPrecedence
from dragoman.relations.bearings import DEEDS, concerns, day_of, in_order, sides
from dragoman.schema.base import Record, Span
from dragoman.schema.event import EventType

SLACK = timedelta(days=16)
"""At either end of the time claimed: "about 2½ years" is counted by months."""

_TRIPS = ("visit", "trip", "went", "travel", "tour")


class Verdict(StrEnum):
    """What the record says of a claim."""

    BEARS_OUT = "bears out"  # it has the act before, at the time claimed, and none in between
    CONTRADICTS = "contradicts"  # it has one in between
    CANNOT_SAY = "cannot say"  # it has neither


class Checked(Record, frozen=True, kw_only=True):
    """A claim with the record's verdict and the events that led to it."""

    claim: str
    verdict: Verdict
    now: RecordedEvent | None  # the act the claim is about
    before: tuple[RecordedEvent, ...]  # acts of its kind at the time claimed
    between: tuple[RecordedEvent, ...]  # acts of its kind after that and before it
    only_its_own: bool  # all that bears it out stands in the document that makes the claim
    source: str
    publisher: str | None
    published: date | None
    document: str  # id
    span: Span  # the sentence that makes the claim


def check_claim(
    told: ToldPrecedence,
    events: Sequence[RecordedEvent],
    *,
    lexicons: Lexicons,
    names: Mapping[str, str] | None = None,
) -> Checked:
    """Ask the record about a claim of precedence.

    An act is of the claimed kind when it has its type, its parties and no others, and, where offices are named on
    both, no other ranks. For claims of visits only visits count; for claims of meeting in person, telephone calls do
    not. Of two acts on one trip (a visit and the talks held on it) both count as the act before.

    Args:
        told: the claim and its document.
        events: of the record, or of the claim's parties.
        lexicons: for the ranks of offices.
        names: what states are called, by code: "the first meeting in Norway" is only about meetings there.
    """
    claim = told.claim
    head = told.head
    kind = EventType(claim.kind.partition("/")[0]) if claim.kind.partition("/")[0] in set(EventType) else None
    parties = claim.parties
    words = claim.claim.lower()
    places = {code for code in parties if names and code in names and f"in {names[code].lower()}" in words}
    of_kind = in_order(
        event
        for event in events
        if event.type is kind
        and event.status in DEEDS
        and bounded(event.time) is not None
        and len(parties) > 1
        and all(concerns(event, parties[0], other) for other in parties[1:])
        and set().union(*sides(event)) == set(parties)
        and not ("phone" in event.modes and "person" in words)
        and (not places or _took_place_in(event, places))
        and not ("visit" not in event.modes and any(trip in words for trip in _TRIPS))
    )
    now = _act_of_claim(told, of_kind)
    since = claim.since
    before: list[RecordedEvent] = []
    between: list[RecordedEvent] = []
    if since is not None and since.start is not None:
        end = _days(now)[0] if now else (told.known or date.max)
        low, high = since.start - SLACK, (since.end or since.start) + SLACK
        for event in of_kind:
            if event is now or (now is not None and not _like(event, now, lexicons)):
                continue
            first, last = _days(event)
            if first <= high and last >= low and last < end:
                before.append(event)
            elif high < first and last < end and not _same_occasion(event, now):
                between.append(event)
    verdict = Verdict.CONTRADICTS if between else Verdict.BEARS_OUT if before else Verdict.CANNOT_SAY
    own = {head.id}
    return Checked(
        claim=claim.claim,
        verdict=verdict,
        now=now,
        before=tuple(before),
        between=tuple(between),
        only_its_own=bool(before) and all({ref.document for ref in event.reports} <= own for event in before),
        source=head.source,
        publisher=head.publisher,
        published=head.published.day if head.published else None,
        document=head.id,
        span=claim.evidence.sentence,
    )


def _took_place_in(event: RecordedEvent, states: set[str]) -> bool:
    if event.place is not None and event.place.country is not None:
        return event.place.country in states
    return "visit" in event.modes and bool(sides(event)[1] & states)


def _days(event: RecordedEvent) -> tuple[date, date]:
    days = bounded(event.time)
    if days is None:
        placed = day_of(event)
        return (placed[0], placed[0]) if placed else (date.min, date.min)
    return days


def _act_of_claim(told: ToldPrecedence, of_kind: Sequence[RecordedEvent]) -> RecordedEvent | None:
    """Find the act that a claim is about: of its document's, the one told of nearest to the claim, and latest."""
    place = told.claim.evidence.sentence
    near = [
        (abs(ref.sentence[0] - place[0]), -_days(event)[1].toordinal(), event.id, event)
        for event in of_kind
        for ref in event.reports
        if ref.document == told.head.id
    ]
    latest = max((_days(event)[1] for *_, event in near), default=None)
    near = [one for one in near if latest is not None and latest - _days(one[3])[1] <= timedelta(days=31)]
    return min(near, key=lambda one: one[:3])[3] if near else None


def _like(event: RecordedEvent, now: RecordedEvent, lexicons: Lexicons) -> bool:
    mine = ranks_by_party(event.actors + event.recipients, lexicons)
    theirs = ranks_by_party(now.actors + now.recipients, lexicons)
    return all(mine[name] is theirs[name] for name in mine.keys() & theirs.keys())


def _same_occasion(event: RecordedEvent, now: RecordedEvent | None) -> bool:
    """Say whether two acts belong together: the claim is then about both."""
    return now is not None and abs((_days(event)[0] - _days(now)[0]).days) <= 7
