"""The page of a relation: what `dragoman show`, `series`, `calendar` and `chronology` answer, on one sheet."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

import msgspec
from markupsafe import Markup

from dragoman.lexicons.places import State
from dragoman.lexicons.scores import QUAD_NAMES, event_types
from dragoman.record.outline import Outline
from dragoman.record.overview import Wording, statements_in, wordings
from dragoman.record.ranks import Rank
from dragoman.record.recorded import RecordedEvent, party
from dragoman.record.store import ToldStatement
from dragoman.relations.account import Account, account
from dragoman.relations.bearings import DEEDS, acts_on, day_of
from dragoman.relations.brief import body, brief, head
from dragoman.relations.calendar import CalendarEntry, entry_words
from dragoman.relations.chronology import Line, is_about, line
from dragoman.relations.contacts import rank_of_contact
from dragoman.relations.figures import fitting_stretch, relation_figure
from dragoman.relations.groups import Group, Side, has_members, name_of, side_words
from dragoman.relations.series import Point, Series, Step, relation_series
from dragoman.schema.event import EventType, Status
from dragoman.web.addresses import relation_address
from dragoman.web.desk import Desk
from dragoman.web.drawing import DRAWER

PAGE = 50
"""Lines of a chronology on one page."""

_LATEST = 40  # events that the page looks through beside those it needs, as `dragoman show` does
_AHEAD = 14  # entries of the calendar
_SAID = 12  # statements of a side


@dataclass(frozen=True)
class Filters:
    """Which events of a chronology are shown; they stand in the address, so that a view can be sent on."""

    since: date | None = None
    until: date | None = None
    types: frozenset[EventType] = frozenset()
    statuses: frozenset[Status] = frozenset()
    rank: Rank | None = None
    issue: str | None = None
    least_sources: int = 1

    @property
    def any(self) -> bool:
        """Whether anything is left out."""
        return self != Filters()


class Lines(NamedTuple):
    """Some lines of a chronology."""

    lines: tuple[Line, ...]
    total: int
    offset: int


class Share(NamedTuple):
    """What one side did towards the other."""

    by_kind: dict[str, int]  # by class of act: verbal cooperation, …
    weight: float
    deeds: int


class Relation:
    """All that the page of two parties tells, worked out when it is first asked for."""

    def __init__(self, desk: Desk, one: Side, other: Side, *, as_of: date | None, step: Step | None = None) -> None:
        """Ask about two sides as of a day, or by all that the record holds."""
        self.desk, self.sides, self.as_of = desk, (one, other), as_of
        self.one, self.other = name_of(one), name_of(other)
        self._step = step

    @cached_property
    def account(self) -> Account | None:
        """What `dragoman show` tells; None for a record without any day."""
        return account(
            self.desk.store,
            *self.sides,
            asked=self.as_of,
            lexicons=self.desk.lexicons,
            chronology=_LATEST,
            outlines=self.outlines,
        )

    @cached_property
    def outlines(self) -> tuple[Outline, ...]:
        """All events between them in outline, in the order of their days."""
        return self.desk.outlines(*self.sides, self.as_of)

    @property
    def members(self) -> bool:
        """Whether one of them stands for its members too."""
        return any(isinstance(side, Group) for side in self.sides)

    @property
    def groups(self) -> tuple[str, ...]:
        """Which of the two are organisations whose members are known."""
        return tuple(name for name in (self.one, self.other) if has_members(name, self.desk.lexicons))

    @cached_property
    def title(self) -> str:
        """How the two are called: "European Union with its 27 members of 3 May 2022 and Japan"."""
        on = self.day or date.max
        return " and ".join(side_words(side, self.desk.names, on=on) for side in self.sides)

    @cached_property
    def day(self) -> date | None:
        """The day that the answers are of."""
        return self.account.as_of if self.account else self.as_of or self.desk.today

    @cached_property
    def events(self) -> tuple[RecordedEvent, ...]:
        """The events between them that were read whole."""
        if self.account is None:
            return ()
        between = {event.id for event in self.outlines}
        return tuple(event for id_, event in self.account.by_id.items() if id_ in between)

    def line(self, event: RecordedEvent) -> Line:
        """Word an event."""
        return line(event, names=self.desk.names, lexicons=self.desk.lexicons)

    # Sections

    @cached_property
    def _stretch(self) -> tuple[date | None, Step]:
        return fitting_stretch(self.outlines)

    @property
    def step(self) -> Step:
        """The stretch of time that one point of the figure stands for."""
        return self._step or self._stretch[1]

    @cached_property
    def series(self) -> tuple[Series, Series, Series]:
        """Flow and level: both ways, there, and back."""
        return relation_series(
            self.outlines,
            self.one,
            self.other,
            lexicons=self.desk.lexicons,
            step=self.step,
            since=self._stretch[0],
            until=self.as_of,
        )

    @property
    def table(self) -> Iterator[tuple[Point, Point | None, Point | None]]:
        """The table behind the figure: stretches with events, and what each side did in them."""
        both, there, back = self.series
        ways = [{point.start: point for point in one.points if point.events} for one in (there, back)]
        for point in both.points:
            if point.events:
                yield point, ways[0].get(point.start), ways[1].get(point.start)

    def figure(self) -> str:
        """Draw level and flow as SVG, each point leading to its events in the chronology; empty without points."""
        both, there, back = self.series
        if not both.points:
            return ""
        names, lexicons = self.desk.names, self.desk.lexicons
        spec = relation_figure(both, there, back, names=names, lexicons=lexicons, link=self._link)
        return DRAWER.drawn(msgspec.json.encode(spec))

    def _link(self, point: Point) -> str | None:
        if not point.events:
            return None
        path = relation_address(self.one, self.other)
        as_of = f"&as-of={self.as_of}" if self.as_of else ""
        members = "&members=yes" if self.members else ""
        return f"{path}?since={point.start}&until={point.end}&status=happened&status=ongoing{as_of}{members}#chronology"

    @cached_property
    def shares(self) -> tuple[tuple[str, Share], ...]:
        """Who acts: of each side what it did towards the other, acts without a direction counted for both."""
        quads = {kind: entry.quad for kind, entry in event_types(self.desk.lexicons).items()}
        found = []
        for who, whom in ((self.one, self.other), (self.other, self.one)):
            deeds = [event for event in self.outlines if event.status in DEEDS and acts_on(event, who, whom)]
            counts = Counter(event.type for event in deeds)
            kinds = {
                name: sum(n for kind, n in counts.items() if quads[kind] == quad) for quad, name in QUAD_NAMES.items()
            }
            weight = round(sum(event.score or 0 for event in deeds), 1)
            found.append((who, Share(by_kind=kinds, weight=weight, deeds=len(deeds))))
        return tuple(found)

    @cached_property
    def calendar(self) -> tuple[tuple[CalendarEntry, tuple[str, str, str]], ...]:
        """What is ahead, each entry with its words."""
        return self._entries(None) if self.account else ()

    @cached_property
    def ahead(self) -> tuple[tuple[CalendarEntry, tuple[str, str, str]], ...]:
        """The first entries of the calendar: of a busy pair it has hundreds."""
        return self._entries(_AHEAD) if self.account else ()

    def _entries(self, count: int | None) -> tuple[tuple[CalendarEntry, tuple[str, str, str]], ...]:
        assert self.account is not None
        names, lexicons = self.desk.names, self.desk.lexicons
        pair = (self.one, self.other)
        return tuple(
            (entry, entry_words(entry, pair, names=names, lexicons=lexicons)) for entry in self.account.calendar[:count]
        )

    @cached_property
    def said(self) -> tuple[tuple[str, tuple[ToldStatement, ...]], ...]:
        """What each side said to or about the other, in the texts that tell of their latest events; the last first."""
        latest = sorted(self.events, key=lambda event: (event.last_known or date.min, event.id), reverse=True)[:60]
        reports = {ref.id for event in latest for ref in event.reports}
        documents = dict.fromkeys(ref.document for event in latest for ref in event.reports)
        told = statements_in(self.desk.store, documents, as_of=self.as_of)
        sides = []
        for who, side, whom in ((self.one, self.sides[0], self.other), (self.other, self.sides[1], self.one)):
            words = _words_for(whom, self.desk)
            own = [one for one in told if _speaks_for(one, side) and _bears_on(one, whom, words, reports)]
            own.sort(key=lambda one: one.known or date.min, reverse=True)
            sides.append((who, tuple(own[:_SAID])))
        return tuple(sides)

    @cached_property
    def outlets(self) -> tuple[tuple[str, int], ...]:
        """The independent sources of these events, and how many each tells of."""
        found = Counter(source.name for event in self.events for source in event.sources)
        return tuple(sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:12])

    @cached_property
    def brief(self) -> tuple[Markup, Markup]:
        """The brief that the page prints as: what stands above the figure, and what below."""
        assert self.account is not None
        names = self.desk.names
        made = brief(
            self.desk.store,
            self.account,
            title=self.title,
            names=names,
            lexicons=self.desk.lexicons,
            quoted=False,
            drawn=False,
        )
        return Markup(head(made)), Markup(body(made))

    # Chronology

    def lines(self, filters: Filters, *, offset: int | None = None, limit: int = PAGE) -> Lines:
        """Give a page of the chronology; without an offset its last one, which has the latest."""
        chosen = [event.id for event in self.outlines if self._fits(event, filters)]
        if filters.issue or filters.least_sources > 1:
            chosen = self._told_so(chosen, filters)
        begin = _begin(offset, len(chosen), limit)
        page = chosen[begin : begin + limit]
        known = self.account.by_id if "account" in self.__dict__ and self.account else {}
        more = {event.id: event for event in self.desk.events([id_ for id_ in page if id_ not in known], self.as_of)}
        events = (known.get(id_) or more.get(id_) for id_ in page)
        return Lines(tuple(self.line(event) for event in events if event), len(chosen), begin)

    def _told_so(self, ids: Sequence[str], filters: Filters) -> list[str]:
        """Choose the events that are about an issue and told by enough sources: what an outline does not tell."""
        whole = wordings(self.desk.store, ids, as_of=self.as_of)
        events: dict[str, RecordedEvent | Wording] = {event.id: event for event in whole}
        events.update((event.id, event) for event in self.desk.events(list(set(ids) - events.keys()), self.as_of))
        return [
            id_
            for id_ in ids
            if (event := events.get(id_))
            and len(event.sources) >= filters.least_sources
            and (not filters.issue or is_about(event, filters.issue))
        ]

    def _fits(self, event: Outline, filters: Filters) -> bool:
        """Say whether an event passes the filters that an outline can tell of, as `chronology` has them."""
        placed = day_of(event)
        end = placed[0] if placed else None
        start = event.start or end if event.timed else end
        if (filters.since and (end is None or end < filters.since)) or (
            filters.until and (start is None or start > filters.until)
        ):
            return False
        if (filters.types and event.type not in filters.types) or (
            filters.statuses and event.status not in filters.statuses
        ):
            return False
        return filters.rank is None or rank_of_contact(event, self.one, self.other, self.desk.lexicons) is filters.rank


def _begin(offset: int | None, total: int, limit: int) -> int:
    """Give the first line of a page: by default of the last one, cut so that pages lie the same whatever is asked."""
    if offset is None:
        return max(0, (total - 1) // limit * limit)
    return max(0, offset)


def _day(event: RecordedEvent) -> tuple[date, str]:
    placed = day_of(event)
    return (placed[0] if placed else date.min, event.id)


def _words_for(whom: str, desk: Desk) -> frozenset[str]:
    """Give words that name a party, in small letters."""
    for state in desk.lexicons.table("world/states.csv", State):
        if state.code == whom:
            return frozenset(
                word.casefold() for word in (state.name, *state.names, *state.adjectives, *state.capitals) if word
            )
    return frozenset({whom.casefold()})


def _speaks_for(told: ToldStatement, side: Side) -> bool:
    """Say whether somebody of a side speaks; of a group, somebody of its members of that day."""
    speaker = party(told.statement.speaker)
    if isinstance(side, Group):
        return speaker is not None and side.holds(speaker, told.known)
    return speaker == side


def _bears_on(told: ToldStatement, whom: str, words: Iterable[str], reports: set[str]) -> bool:
    said = told.statement
    if whom in said.towards or whom in {party(one) for one in said.addressees} or said.event in reports:
        return True
    text = said.text.casefold()
    return any(word in text for word in words)


def _even(text: str) -> str:
    return " ".join(text.split())
