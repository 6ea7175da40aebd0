"""How sure an event is: the probability that type and parties are right."""

import functools
import math

from dragoman.events.draft import DraftEvent
from dragoman.lexicons.files import Lexicons
from dragoman.schema.base import Record
from dragoman.schema.event import FUTURE, NEGATED, Status
from dragoman.schema.sentence import PredicationKind


class Step(Record, frozen=True, kw_only=True):
    """What a trait of an event adds to the log-odds of being right, and what was seen (`en/confidence.csv`)."""

    trait: str
    step: float
    note: str


@functools.cache
def _steps(lexicons: Lexicons) -> dict[str, float]:
    return {row.trait: row.step for row in lexicons.table("en/confidence.csv", Step)}


def confidence(draft: DraftEvent, *, lexicons: Lexicons) -> float:
    """Estimate from how the event was found, 0.05 … 0.95, two decimals.

    A logistic regression over `traits`, trained by bench/train_confidence.py; docs/events.md tells how well it holds.
    """
    steps = _steps(lexicons)
    odds = sum(steps.get(trait, 0.0) for trait in traits(draft))
    return round(min(0.95, max(0.05, 1 / (1 + math.exp(-odds)))), 2)


def traits(draft: DraftEvent) -> tuple[str, ...]:
    """Say what an event's confidence follows from, "base" first."""
    sides, people = draft.sides, (*draft.sides.actors, *draft.sides.recipients)
    countries = {a.country for a in people if a.country}
    told = {
        "base": True,
        "two countries": len(countries) > 1,
        "more than two countries": len(countries) > 2,
        "no recipient": not sides.recipients,
        "named person": any(a.office and a.name for a in people),
        "bare noun": draft.predication.kind is PredicationKind.NOUN and draft.predication.light is None,
        "light verb": draft.predication.light is not None,
        "derived side": sides.derived,
        "unknown doer": any(a.country is None for a in sides.actors),
        "unknown recipient": any(a.country is None for a in sides.recipients),
        "more mentions": bool(draft.merged),
        "selective entry": bool(draft.match.rank[1] or draft.match.rank[2]),
        "done by saying": draft.by_saying,
        "linked": bool(draft.links),
        "timed": draft.time is not None,
        "still to come": draft.status in FUTURE,
        "possible": draft.status is Status.POSSIBLE,
        "called off or denied": draft.status in NEGATED,
    }
    return tuple(trait for trait, holds in told.items() if holds)
