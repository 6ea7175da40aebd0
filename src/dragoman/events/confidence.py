"""How sure an event is: the probability that type and parties are right."""

import functools

from dragoman.events.draft import DraftEvent
from dragoman.lexicons.files import Lexicons
from dragoman.schema.base import Record
from dragoman.schema.sentence import PredicationKind


class Step(Record, frozen=True, kw_only=True):
    """What a trait of an event adds to the probability, and what was seen (`world/confidence.csv`)."""

    trait: str
    step: float
    note: str


@functools.cache
def _steps(lexicons: Lexicons) -> dict[str, float]:
    return {row.trait: row.step for row in lexicons.table("world/confidence.csv", Step)}


def confidence(draft: DraftEvent, *, lexicons: Lexicons) -> float:
    """Estimate from how the event was found, 0.05 … 0.95, two decimals.

    The steps are differences of the shares right, seen on the development articles; docs/events.md tells how well
    they hold.
    """
    people = (*draft.sides.actors, *draft.sides.recipients)
    traits = {
        "base": True,
        "two countries": len({a.country for a in people if a.country}) > 1,
        "named person": any(a.office and a.name for a in people),
        "bare noun": draft.predication.kind is PredicationKind.NOUN and draft.predication.light is None,
        "derived side": draft.sides.derived,
        "unknown doer": any(a.country is None for a in draft.sides.actors),
        "more mentions": bool(draft.merged),
        "selective entry": bool(draft.match.rank[1] or draft.match.rank[2]),
    }
    steps = _steps(lexicons)
    value = sum(steps.get(trait, 0.0) for trait, holds in traits.items() if holds)
    return round(min(0.95, max(0.05, value)), 2)
