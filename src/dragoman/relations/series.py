"""Flow and level: how much happens between two parties and which way, and where that leaves the relation."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from math import sqrt
from operator import attrgetter, itemgetter

import msgspec

from dragoman.lexicons.files import Lexicons
from dragoman.lexicons.scores import cameo_code, plover_score
from dragoman.record.outline import Outline
from dragoman.relations.bearings import DEEDS, acts_on, concerns, number
from dragoman.schema.base import Record


class Scale(StrEnum):
    """Whose weights are summed."""

    PLOVER = "plover"  # lexicons/world/scores.csv
    GOLDSTEIN = "goldstein"  # lexicons/world/scores-goldstein.csv


SCALE_NAMES = {
    Scale.PLOVER: "PLOVER 2.0 scores (scores.csv)",
    Scale.GOLDSTEIN: "Goldstein scale of the nearest CAMEO codes (scores-goldstein.csv)",
}
"""What the scales are called where figures and tables name the weights they rest on."""


class Step(StrEnum):
    """The stretch of time that one point of a series stands for."""

    WEEK = "week"  # Monday to Sunday
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Weighed(Record, frozen=True, kw_only=True):
    """An act on its day, with its weight."""

    day: date
    by_report: bool  # the day is only that of the first report
    weight: float
    confidence: float
    event: str  # id


class Point(Record, frozen=True, kw_only=True):
    """One point of a series."""

    start: date
    end: date  # included
    flow: float  # sum of the weights
    uncertainty: float  # standard deviation of the flow, were every act true with its confidence
    level: float  # at the end of the stretch, -9 … +9
    events: tuple[str, ...]  # ids, in the order of their days


class Series(Record, frozen=True, kw_only=True):
    """Flow and level from one party to another, or both ways taken together."""

    one: str
    other: str
    both_ways: bool
    scale: Scale
    step: Step
    points: tuple[Point, ...]
    begun_at: float  # the level before the first stretch; 0 where that holds the record's first act
    left_out: tuple[str, ...]  # events whose day is not known closely enough


def weigh(event: Outline, scale: Scale, lexicons: Lexicons) -> float:
    """Give the weight of an act on a scale."""
    if scale is Scale.GOLDSTEIN:
        return cameo_code(event.type, event.modes, lexicons).goldstein
    return event.score if event.score is not None else plover_score(event.type, event.modes, lexicons)


def weighed_acts(
    events: Iterable[Outline],
    one: str,
    other: str,
    *,
    both_ways: bool,
    scale: Scale,
    lexicons: Lexicons,
) -> tuple[tuple[Weighed, ...], tuple[str, ...]]:
    """Give the acts that count, in the order of their days, and the ids of those that cannot be placed.

    What took place or is going on counts; plans do not count until they are deeds, and what was called off or denied
    does not count (the calling off is an act of its own, and does). An act for which the texts give no day at all
    stands on the day of its first report, and is marked so.
    """
    widest = timedelta(days=number("series-widest", lexicons) - 1)
    counts = concerns if both_ways else acts_on
    found, left_out = [], []
    for event in events:
        if event.status not in DEEDS or not counts(event, one, other):
            continue
        start, end = event.start, event.end
        day = end or start or event.first_known
        close = start is not None and end is not None and (start == end or end - start <= widest)
        if day is None or (event.timed and not close):
            left_out.append(event.id)
            continue
        found.append(
            Weighed(
                day=day,
                by_report=end is None and start is None,
                weight=weigh(event, scale, lexicons),
                confidence=event.confidence,
                event=event.id,
            )
        )
    return tuple(sorted(found, key=attrgetter("day", "event"))), tuple(sorted(left_out))


def move_level(level: float, weights: Sequence[float], *, gain: float, end: float) -> float:
    """Move the level by the acts of one day.

    An act of weight w, nominal effect i = gain · w, moves a level P by I = i · (end - P) / end where it is
    cooperative, and by I = i · (end + P) / end where it is not: nothing moves it past the ends. Acts of one day work
    on the level of its morning, those of one sign one after the other, so that their order does not matter.

    Source: Yan Xuetong and Zhou Fangyin, "Quantitative measurement of bilateral relations" (Tsinghua University),
    formula I = I0 (N - P) / N for I0 >= 0 and I0 (N + P) / N for I0 < 0 with N = 9; taken day by day instead of
    month by month.
    """
    if len(weights) == 1:  # as on most days; the same as below
        effect = max(-1.0, min(1.0, gain * weights[0] / end))
        return level + ((end - level) * effect if effect > 0 else (end + level) * effect)
    above = below = 1.0  # the part of the way to either end that is left
    for effect in sorted([max(-1.0, min(1.0, gain * weight / end)) for weight in weights]):
        if effect > 0:
            above *= 1 - effect
        else:
            below *= 1 + effect
    return level + (end - level) * (1 - above) - (end + level) * (1 - below)


def levels(acts: Sequence[Weighed], *, lexicons: Lexicons, begin: float = 0.0) -> tuple[tuple[date, float], ...]:
    """Give the level after every day on which something happened."""
    gain, end = number("level-gain", lexicons), number("level-end", lexicons)
    found: list[tuple[date, float]] = []
    level = begin
    for day, of_day in groupby(acts, key=attrgetter("day")):
        level = move_level(level, [act.weight for act in of_day], gain=gain, end=end)
        found.append((day, level))
    return tuple(found)


def level_on(after: Sequence[tuple[date, float]], day: date, *, begin: float = 0.0) -> float:
    """Give the level at the end of a day."""
    place = bisect_right(after, day, key=itemgetter(0))
    return after[place - 1][1] if place else begin


def first_day(day: date, step: Step) -> date:
    """Give the first day of the stretch that a day lies in."""
    if step is Step.WEEK:
        return day - timedelta(days=day.weekday())
    month = {Step.MONTH: day.month, Step.QUARTER: (day.month - 1) // 3 * 3 + 1, Step.YEAR: 1}[step]
    return date(day.year, month, 1)


def next_first_day(first: date, step: Step) -> date:
    """Give the first day of the stretch after the one that begins on a day."""
    if step is Step.WEEK:
        return first + timedelta(days=7)
    months = {Step.MONTH: 1, Step.QUARTER: 3, Step.YEAR: 12}[step]
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, 1)


def series(
    events: Iterable[Outline],
    one: str,
    other: str,
    *,
    lexicons: Lexicons,
    step: Step = Step.MONTH,
    scale: Scale = Scale.PLOVER,
    both_ways: bool = True,
    since: date | None = None,
    until: date | None = None,
) -> Series:
    """Give flow and level, stretch by stretch without gaps, from the first act to the last.

    The level begins at 0 with the first act in the record, also where only a later part is asked for.

    Args:
        events: the events of the pair, in outline.
        one: the party that acts.
        other: the party acted on.
        lexicons: for weights and numbers.
        step: the stretch of one point.
        scale: whose weights.
        both_ways: count acts of either towards the other; otherwise only those of `one` towards `other`.
        since: leave out stretches that end before this day.
        until: leave out stretches that begin after this day.
    """
    weighed = weighed_acts(events, one, other, both_ways=both_ways, scale=scale, lexicons=lexicons)
    empty = Series(
        one=one, other=other, both_ways=both_ways, scale=scale, step=step, points=(), begun_at=0.0, left_out=weighed[1]
    )
    return _laid_out(empty, weighed[0], since, until, lexicons)


def relation_series(
    events: Iterable[Outline],
    one: str,
    other: str,
    *,
    lexicons: Lexicons,
    step: Step = Step.MONTH,
    scale: Scale = Scale.PLOVER,
    since: date | None = None,
    until: date | None = None,
) -> tuple[Series, Series, Series]:
    """Give three series over the same stretches: both ways, from one to the other, and back. Arguments as of `series`.

    The same as asking for each, but the events are gone through once: a busy pair has tens of thousands.
    """
    found = tuple(events)
    acts, left_out = weighed_acts(found, one, other, both_ways=True, scale=scale, lexicons=lexicons)
    by_id = {event.id: event for event in found}
    both = _laid_out(
        Series(
            one=one, other=other, both_ways=True, scale=scale, step=step, points=(), begun_at=0.0, left_out=left_out
        ),
        acts,
        since,
        until,
        lexicons,
    )
    first = since or (both.points[0].start if both.points else None)
    last = until or (both.points[-1].end if both.points else None)

    def towards(actor: str, recipient: str) -> Series:
        own = tuple(act for act in acts if acts_on(by_id[act.event], actor, recipient))
        left = tuple(id_ for id_ in left_out if acts_on(by_id[id_], actor, recipient))
        empty = Series(
            one=actor, other=recipient, both_ways=False, scale=scale, step=step, points=(), begun_at=0.0, left_out=left
        )
        return _laid_out(empty, own, first, last, lexicons)

    return both, towards(one, other), towards(other, one)


def _laid_out(
    empty: Series, acts: Sequence[Weighed], since: date | None, until: date | None, lexicons: Lexicons
) -> Series:
    """Fill a series with its points."""
    step = empty.step
    after = levels(acts, lexicons=lexicons)
    points: list[Point] = []
    begun_at = 0.0
    if acts:
        first = first_day(max(since, acts[0].day) if since else acts[0].day, step)
        last = max(until, first) if until else acts[-1].day
        level = begun_at = level_on(after, first - timedelta(days=1))
        place, level_place = 0, 0
        while first <= last:
            following = next_first_day(first, step)
            while place < len(acts) and acts[place].day < first:
                place += 1
            inside = []
            while place < len(acts) and acts[place].day < following:
                inside.append(acts[place])
                place += 1
            while level_place < len(after) and after[level_place][0] < following:
                level = after[level_place][1]
                level_place += 1
            points.append(
                Point(
                    start=first,
                    end=following - timedelta(days=1),
                    flow=round(sum(act.weight for act in inside), 3),
                    uncertainty=round(
                        sqrt(sum(act.confidence * (1 - act.confidence) * act.weight**2 for act in inside)), 3
                    ),
                    level=round(level, 3),
                    events=tuple(act.event for act in inside),
                )
            )
            first = following
    return msgspec.structs.replace(empty, points=tuple(points), begun_at=round(begun_at, 3))
