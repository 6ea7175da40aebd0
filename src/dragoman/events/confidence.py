"""How sure an event is: the probability that type and parties are right."""

from dragoman.events.draft import DraftEvent
from dragoman.schema.event import Status
from dragoman.schema.sentence import PredicationKind


def confidence(draft: DraftEvent) -> float:
    """Estimate from how the event was found; two decimals.

    The steps are the shares right among events of the development articles with and without each trait,
    rounded; bench/scores.md tells how well they hold.
    """
    value = 0.6
    if draft.predication.kind is PredicationKind.NOUN and draft.predication.light is None:
        value -= 0.1
    if draft.sides.derived:
        value -= 0.15
    if draft.sides.actors and draft.sides.recipients:
        value += 0.1
    if draft.status in {Status.POSSIBLE, Status.PROPOSED, Status.EXPECTED}:
        value -= 0.1
    if draft.merged:
        value += 0.1
    if draft.match.rank[1] or draft.match.rank[2]:
        value += 0.05
    return round(min(0.95, max(0.05, value)), 2)
