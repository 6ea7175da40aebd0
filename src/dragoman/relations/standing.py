"""Where things stand: the level of a relation, which way it goes, and how much that rests on."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from operator import attrgetter

from dragoman.lexicons.files import Lexicons
from dragoman.lexicons.scores import QUAD_NAMES, event_types
from dragoman.record.outline import Outline
from dragoman.record.recorded import RecordedEvent, parties
from dragoman.relations.bearings import concerns, number
from dragoman.relations.series import Scale, level_on, levels, weighed_acts
from dragoman.schema.base import Record


class Direction(StrEnum):
    """Which way a relation went over some days."""

    BETTER = "better"
    WORSE = "worse"
    STEADY = "steady"
    UNKNOWN = "unknown"  # nothing counted happened in these days


class Stretch(Record, frozen=True, kw_only=True):
    """What happened in the days up to the day asked about."""

    days: int
    direction: Direction
    change: float  # of the level
    flow: float  # sum of the weights
    events: tuple[str, ...]  # ids of what counted
    sources: int  # independent outlets that told of them
    by_kind: dict[str, int]  # how many verbal or material acts of cooperation and conflict


class Standing(Record, frozen=True, kw_only=True):
    """Where two parties stand on a day."""

    one: str
    other: str
    as_of: date
    level: float  # -9 … +9, begun at 0 with the record's first act
    stretches: tuple[Stretch, ...]
    acts: int  # how many acts the level rests on
    first: date | None  # the day of the first of them
    left_out: int  # acts whose day is not known closely enough


def standing(
    events: Sequence[Outline],
    one: str,
    other: str,
    *,
    as_of: date,
    lexicons: Lexicons,
    sources: Mapping[str, Iterable[str]],
    stretches: tuple[int, ...] = (90, 365),
) -> Standing:
    """Say where two parties stand at the end of a day, by the acts between them that took place until then.

    Args:
        events: the events of the pair, in outline, as known on that day.
        one: a party.
        other: the other party.
        as_of: the day.
        lexicons: for weights and numbers.
        sources: by event id, the names of its independent sources, for the events of the stretches.
        stretches: over how many days before it the direction is given, that day included.
    """
    acts, left_out = weighed_acts(events, one, other, both_ways=True, scale=Scale.PLOVER, lexicons=lexicons)
    acts = acts[: bisect_right(acts, as_of, key=attrgetter("day"))]
    after = levels(acts, lexicons=lexicons)
    level = level_on(after, as_of)
    by_id = {event.id: event for event in events}
    found = []
    for days in stretches:
        begin = as_of - timedelta(days=days)
        inside = acts[bisect_right(acts, begin, key=attrgetter("day")) :]
        ids = {act.event for act in inside}
        change = level - level_on(after, begin)
        found.append(
            Stretch(
                days=days,
                direction=_direction(change, lexicons) if inside else Direction.UNKNOWN,
                change=round(change, 3),
                flow=round(sum(act.weight for act in inside), 3),
                events=tuple(act.event for act in inside),
                sources=len({name for act in inside for name in sources.get(act.event, ())}),
                by_kind=_by_kind((by_id[id_] for id_ in ids), lexicons),
            )
        )
    return Standing(
        one=one,
        other=other,
        as_of=as_of,
        level=round(level, 3),
        stretches=tuple(found),
        acts=len(acts),
        first=acts[0].day if acts else None,
        left_out=len(left_out),
    )


def _direction(change: float, lexicons: Lexicons) -> Direction:
    step = number("direction-step", lexicons)
    if change >= step:
        return Direction.BETTER
    return Direction.WORSE if change <= -step else Direction.STEADY


def _by_kind(events: Iterable[Outline], lexicons: Lexicons) -> dict[str, int]:
    types = event_types(lexicons)
    counts: Counter[int] = Counter(types[event.type].quad for event in events)
    return {name: counts[quad] for quad, name in QUAD_NAMES.items() if counts[quad]}


def third_parties(events: Sequence[RecordedEvent], one: str, other: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Name who else stands in the events that both parties are in, with the ids of these events, most of them first."""
    found: dict[str, list[str]] = {}
    for event in events:
        if not concerns(event, one, other):
            continue
        for name in sorted(set(parties(event.actors + event.recipients)) - {one, other}):
            found.setdefault(name, []).append(event.id)
    ranked = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return tuple((name, tuple(ids)) for name, ids in ranked)
