"""The account of a relation: all that one screen, one page or one brief about two parties needs, asked for once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.lexicons.files import Lexicons
from dragoman.record.outline import Outline
from dragoman.record.overview import Neighbour, neighbours
from dragoman.record.ranks import PLACES
from dragoman.record.recorded import RecordedEvent
from dragoman.record.store import Store, ToldAssessment, ToldPrecedence
from dragoman.relations.bearings import DEEDS, OPEN, concerns, day_of, in_order, number, sides
from dragoman.relations.calendar import CalendarEntry, calendar
from dragoman.relations.choosing import for_one_screen
from dragoman.relations.contacts import Contact, last_contacts, rank_of_contact
from dragoman.relations.disputes import Dispute, begin_of_disputes, disputes
from dragoman.relations.groups import Side, codes_of, name_of, outlines_of, recast
from dragoman.relations.parties import party_names
from dragoman.relations.pending import Open, open_matters
from dragoman.relations.precedence import SLACK, Checked, check_claim
from dragoman.relations.standing import Standing, standing, third_parties
from dragoman.schema.event import EventType, Status

CLAIMS = 12
"""How many of the latest claims of precedence are held against the record: of two great powers texts make hundreds."""


_COPIES = 4  # of one wording


@dataclass(frozen=True, slots=True)
class Account:
    """What the record says of two parties at the end of a day."""

    one: str
    other: str
    as_of: date
    asked: bool  # the day was asked for; else it is that of the last report on the two
    reaches: date | None  # the record's last day of publication
    outlines: tuple[Outline, ...]  # of all their events, in the order of the days
    standing: Standing
    contacts: tuple[Contact, ...]
    latest: tuple[str, ...]  # ids of deeds, the latest first
    open: Open
    calendar: tuple[CalendarEntry, ...]
    disputes: tuple[Dispute, ...]
    claims: tuple[Checked, ...]  # the latest, the last one last
    assessments: tuple[ToldAssessment, ...]  # the latest last
    third: tuple[tuple[str, tuple[str, ...]], ...]
    sources: int  # independent sources of the events read whole
    by_id: Mapping[str, RecordedEvent]  # events as they are to be told, linked ones too

    @property
    def is_empty(self) -> bool:
        """Whether the record knows of nothing between them."""
        return not (self.outlines or self.calendar or self.assessments or self.claims)

    def told(self, event: RecordedEvent) -> RecordedEvent:
        """Give an event with its sides as they are: in answers about groups they are renamed."""
        return self.by_id.get(event.id, event)


def account(
    store: Store,
    one: Side,
    other: Side,
    *,
    asked: date | None,
    lexicons: Lexicons,
    chronology: int,
    latest: int = 5,
    outlines: tuple[Outline, ...] | None = None,
) -> Account | None:
    """Put the account of two parties together; None where no document has a day and none is asked for.

    Without a day asked for, the account is of the day of the last report on the two: that is what is known, while
    what became of them since is not.

    Args:
        store: the record.
        one: a party, or a group.
        other: the other one.
        asked: as of this day; None: of all that the record holds.
        lexicons: for numbers, ranks and names.
        chronology: how many of the latest events are to be read whole.
        latest: how many of the latest deeds to choose.
        outlines: the events between them, in the order of their days, where they have been read already.
    """
    names = name_of(one), name_of(other)
    pair = set(names)
    if outlines is None:
        outlines = outlines_between(store, one, other, as_of=asked)
    claims = _latest_claims(store.precedence(of=names, as_of=asked))
    milestones = store.milestones(of=sorted({*codes_of(one), *codes_of(other)}), as_of=asked)
    assessments = store.assessments(of=names, as_of=asked)
    reaches = store.last_published()
    days = [
        *(event.last_known for event in outlines),
        *(told.known for told in (*claims, *assessments)),
        *(told.known for told in milestones if pair <= set(told.milestone.parties)),
    ]
    day = asked or max((known for known in days if known), default=None) or reaches
    if day is None:
        return None
    contacts = last_contacts(outlines, *names, as_of=day, lexicons=lexicons)
    chosen = for_one_screen(outlines, contacts, as_of=day, latest=chronology, lexicons=lexicons)
    chosen |= _claimed(claims, outlines)
    deeds = latest_deeds(outlines, *names, as_of=day, count=latest, lexicons=lexicons)
    chosen |= set(deeds)
    whole = store.events_named(chosen, as_of=asked)
    linked = store.events_named((link.to for event in whole for link in event.links), as_of=asked)
    events = tuple(recast(event, one, other) for event in whole)
    sources = {event.id: [source.name for source in event.sources] for event in whole}
    states = [name for name in pair if len(name) == 3]
    return Account(
        one=names[0],
        other=names[1],
        as_of=day,
        asked=asked is not None,
        reaches=reaches,
        outlines=outlines,
        standing=standing(outlines, *names, as_of=day, lexicons=lexicons, sources=sources),
        contacts=contacts,
        latest=deeds,
        open=open_matters(events, *names, as_of=day, lexicons=lexicons),
        calendar=calendar(events, milestones, one, other, as_of=day, lexicons=lexicons),
        disputes=disputes(
            events,
            store.statements(speakers_of=states, between=names, since=begin_of_disputes(day, lexicons), as_of=asked)
            if states
            else (),
            assessments,
            *names,
            as_of=day,
            lexicons=lexicons,
        ),
        claims=_checked(claims, events, lexicons),
        assessments=tuple(sorted(assessments, key=lambda told: told.known or date.min)),
        third=third_parties(whole, *names) if isinstance(one, str) and isinstance(other, str) else (),
        sources=len({name for of_event in sources.values() for name in of_event}),
        by_id={event.id: event for event in (*linked, *whole)},
    )


def outlines_between(store: Store, one: Side, other: Side, *, as_of: date | None) -> tuple[Outline, ...]:
    """List the events between two sides in outline, in the order of their days."""
    names = name_of(one), name_of(other)
    return in_order(event for event in outlines_of(store, one, other, as_of=as_of) if concerns(event, *names))


def _latest_claims(claims: Sequence[ToldPrecedence]) -> tuple[ToldPrecedence, ...]:
    """Choose the claims in the latest dozen of wordings, and of each wording, which papers copy, the latest few."""
    by_wording: dict[str, list[ToldPrecedence]] = {}
    for told in reversed(claims):
        by_wording.setdefault(" ".join(told.claim.claim.casefold().split()), []).append(told)
    kept = {id(told) for same in list(by_wording.values())[:CLAIMS] for told in same[:_COPIES]}
    return tuple(told for told in claims if id(told) in kept)


def _claimed(claims: Sequence[ToldPrecedence], outlines: Iterable[Outline]) -> set[str]:
    """Choose the deeds that claims are held against: of their types, and not of before the days they reach back to."""
    begins: dict[str, date] = {}
    for told in claims:
        kind = told.claim.kind.partition("/")[0]
        since = told.claim.since.start if told.claim.since else None
        begin = min((day - SLACK for day in (since, told.known) if day), default=date.min)
        begins[kind] = min(begin, begins.get(kind, date.max))
    return {
        event.id
        for event in outlines
        if event.type in begins
        and event.status in DEEDS
        and max(event.end or event.start or date.min, event.last_known or date.max) >= begins[event.type]
    }


def _checked(
    claims: Sequence[ToldPrecedence], events: Sequence[RecordedEvent], lexicons: Lexicons
) -> tuple[Checked, ...]:
    """Check claims, each once: papers copy them, and the record answers the copies alike."""
    found: dict[tuple[str, str], Checked] = {}
    for told in claims:
        checked = check_claim(told, events, lexicons=lexicons, names=party_names(lexicons))
        found.setdefault((" ".join(checked.claim.casefold().split()), checked.verdict), checked)
    return tuple(found.values())


def latest_deeds(
    outlines: Iterable[Outline], one: str, other: str, *, as_of: date, count: int, lexicons: Lexicons
) -> tuple[str, ...]:
    """Give what took place last, the latest first; of one day contacts before other acts, higher ranks first.

    Acts of which only the day of the report is known come after those with a day of their own: they may be old.
    """
    days: dict[tuple[bool, int], list[Outline]] = {}  # only the days needed are put in order
    for event in outlines:
        if event.status not in DEEDS:
            continue
        edge = event.end or event.start
        placed = edge or event.first_known
        if placed is None:
            days.setdefault((True, 0), []).append(event)
        elif placed <= as_of:
            days.setdefault((edge is None, -placed.toordinal()), []).append(event)

    def place(event: Outline) -> tuple[bool, int, str]:
        rank = rank_of_contact(event, one, other, lexicons)
        return (event.type is not EventType.CONSULT, PLACES[rank] if rank else len(PLACES), event.id)

    found: list[str] = []
    for day in sorted(days):
        if len(found) >= count:
            break
        found += (event.id for event in sorted(days[day], key=place))
    return tuple(found[:count])


@dataclass(frozen=True, slots=True)
class StateAccount:
    """What the record says of one party with all others at the end of a day."""

    one: str
    as_of: date
    asked: bool
    events: int  # how many it is a side of, those without another party included
    neighbours: tuple[Neighbour, ...]  # of the last 365 days, most deeds first
    latest: tuple[RecordedEvent, ...]
    open: tuple[RecordedEvent, ...]  # plans not past, those set first by day
    claims: tuple[ToldPrecedence, ...]


def account_of_state(
    store: Store, one: str, *, asked: date | None, lexicons: Lexicons, latest: int = 12, plans: int = 12
) -> StateAccount | None:
    """Put the account of one party with all others together; None where no document has a day and none is asked for.

    Args:
        store: the record.
        one: a party.
        asked: as of this day; None: of all that the record holds.
        lexicons: for ranks.
        latest: how many deeds to give.
        plans: how many plans to give.
    """
    outlines = store.outlines(one, as_of=asked)
    day = asked or max((event.last_known for event in outlines if event.last_known), default=store.last_published())
    if day is None:
        return None
    # Some of them name no other party: so many more are read than are given.
    deeds = latest_deeds(outlines, one, one, as_of=day, count=latest * 4, lexicons=lexicons)
    begin = day - timedelta(days=number("pending-days", lexicons))
    plan_ids = [
        event.id
        for event in outlines
        if event.status in OPEN
        and ((event.end or event.start or date.max) >= day if event.timed else (event.last_known or date.min) >= begin)
    ]
    read = {event.id: event for event in store.events_named((*deeds, *plan_ids[-plans * 8 :]), as_of=asked)}

    def with_others(ids: Sequence[str]) -> list[RecordedEvent]:
        return [read[id_] for id_ in ids if id_ in read and len(set().union(*sides(read[id_])) - {one}) > 0]

    def planned(event: RecordedEvent) -> tuple[bool, date, str]:
        placed = day_of(event)
        return (event.status is not Status.SCHEDULED, placed[0] if placed else date.max, event.id)

    return StateAccount(
        one=one,
        as_of=day,
        asked=asked is not None,
        events=len(outlines),
        neighbours=neighbours(store, one, since=day - timedelta(days=365), until=day),
        latest=tuple(with_others(deeds)[:latest]),
        open=tuple(sorted(with_others(plan_ids), key=planned)[:plans]),
        claims=store.precedence(of=(one,), as_of=asked),
    )
