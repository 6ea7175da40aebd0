"""The first page: where there is news, what changed, what is ahead, and one state's relations on a map."""

from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.record.overview import (
    Neighbour,
    PairNews,
    milestones_told_since,
    neighbours,
    newly_told,
    pairs_in_the_news,
    scheduled,
    told_again,
)
from dragoman.record.recorded import Change, RecordedEvent, Step
from dragoman.record.store import ToldMilestone
from dragoman.relations.chronology import Line, line
from dragoman.web.desk import Desk

WEEK, MONTH, YEAR = 7, 30, 365
"""Days."""

_CHANGED, _NEW, _AHEAD = 12, 8, 10
_WEEKS_AHEAD, _MONTHS_BACK = 92, 180  # days


@dataclass(frozen=True, slots=True)
class Changed:
    """An event whose status or day changed, and the step that did it."""

    event: RecordedEvent
    line: Line
    step: Step


@dataclass(frozen=True, slots=True)
class News:
    """What some days brought."""

    since: date
    changed: tuple[Changed, ...]  # status changes, the last first
    new: tuple[Line, ...]  # events first told of, those told by most first
    more: int  # events that are not listed


@dataclass(frozen=True, slots=True)
class Front:
    """What the first page tells."""

    today: date
    yesterday: News
    week: News  # the last week without yesterday and today
    pairs: tuple[PairNews, ...]
    pairs_days: int  # the days that `pairs` look back: longer where the last week has little
    ahead: tuple[Line, ...]
    milestones: tuple[ToldMilestone, ...]  # of the texts of the last months


def front(desk: Desk, *, all_news: bool = False) -> Front | None:
    """Work out the first page, with some of the news or all; None for a record without any day."""
    today = desk.today
    if today is None:
        return None
    pairs: tuple[PairNews, ...] = ()
    days = WEEK
    for days in (WEEK, MONTH, YEAR):
        pairs = pairs_in_the_news(desk.store, since=today - timedelta(days=days), until=today)
        if len(pairs) >= 6:
            break
    ahead = scheduled(desk.store, since=today, until=today + timedelta(days=_WEEKS_AHEAD))
    return Front(
        today=today,
        yesterday=_news(desk, today - timedelta(days=1), today, all_news=all_news),
        week=_news(desk, today - timedelta(days=WEEK), today - timedelta(days=2), all_news=all_news),
        pairs=pairs,
        pairs_days=days,
        ahead=_lines(desk, desk.events(ahead[:_AHEAD], desk.settings.today)),
        milestones=_milestones(desk, today),
    )


def _news(desk: Desk, since: date, until: date, *, all_news: bool) -> News:
    """Tell what was published in some days, both included: of status changes and new events some, or hundreds."""
    as_of = desk.settings.today
    changed = []
    for event in desk.events(told_again(desk.store, since=since, until=until), as_of):
        steps = [step for step in event.history if step.day and since <= step.day <= until]
        steps = [step for step in steps if step.change is not Change.TOLD]
        if steps:
            changed.append(Changed(event, _line(desk, event), steps[-1]))
    changed.sort(key=lambda one: (one.step.day or date.min, len(one.event.sources), one.event.id), reverse=True)
    new = newly_told(desk.store, since=since, until=until)
    return News(
        since=since,
        changed=tuple(changed[: None if all_news else _CHANGED]),
        new=_lines(desk, desk.events(new[: None if all_news else _NEW], as_of)),
        more=0 if all_news else max(0, len(new) - _NEW) + max(0, len(changed) - _CHANGED),
    )


def _milestones(desk: Desk, today: date) -> tuple[ToldMilestone, ...]:
    """List milestones of the next weeks that texts of the last months tell of, each once, in the order of the days."""
    last = today + timedelta(days=_WEEKS_AHEAD)
    found: dict[tuple[object, ...], ToldMilestone] = {}
    for told in milestones_told_since(desk.store, today - timedelta(days=_MONTHS_BACK)):
        when = told.milestone.time
        if when and (when.end or when.start or date.min) >= today and (when.start or today) <= last:
            found.setdefault((told.milestone.kind, told.milestone.parties, when.start, when.end), told)

    def place(told: ToldMilestone) -> tuple[date, str]:
        when = told.milestone.time
        return ((when and (when.start or when.end)) or today, told.milestone.title)

    return tuple(sorted(found.values(), key=place)[:_AHEAD])


def _lines(desk: Desk, events: tuple[RecordedEvent, ...]) -> tuple[Line, ...]:
    return tuple(_line(desk, event) for event in events)


def _line(desk: Desk, event: RecordedEvent) -> Line:
    return line(event, names=desk.names, lexicons=desk.lexicons)


def whose_map(desk: Desk, pairs: tuple[PairNews, ...]) -> str | None:
    """Choose the state whose relations the map shows when nobody asked for one: the one most in the news."""
    count: dict[str, int] = {}
    for pair in pairs:
        for name in (pair.one, pair.other):
            count[name] = count.get(name, 0) + pair.events
    states = [name for name in count if name in desk.names]
    return min(states, key=lambda name: (-count[name], name), default=None)


def relations_of(desk: Desk, party: str, *, days: int = YEAR) -> tuple[Neighbour, ...]:
    """List whom a party had to do with in the days before today."""
    today = desk.today
    if today is None:
        return ()
    since = today - timedelta(days=days)
    return desk.remember(("neighbours", party, days), lambda: neighbours(desk.store, party, since=since, until=today))
