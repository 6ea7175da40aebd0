"""One who meets several others, each apart: "held *separate* talks with Peru and Chile" is two meetings."""

from dataclasses import replace

from dragoman.events.draft import DraftEvent
from dragoman.events.sides import Sides
from dragoman.schema.actor import Actor
from dragoman.schema.event import EventType

_EACH = frozenset(
    {"separate", "separately", "bilateral", "bilaterally", "individual", "individually", "one-on-one", "one-to-one"}
)


def met_apart(draft: DraftEvent) -> list[DraftEvent]:
    """Make of a meeting told as several a meeting with each; of any other act itself.

    Who meets all others is the one party on one side of the verb, or the one named first behind it.
    """
    if draft.type is not EventType.CONSULT or draft.visit or not _EACH & set(draft.predication.modifiers):
        return [draft]
    host, others = _host(draft)
    by_state: dict[str, list[Actor]] = {}
    for other in others:
        if other.country is None or other.country in {a.country for a in host}:
            return [draft]
        by_state.setdefault(other.country, []).append(other)
    if not host or len(by_state) < 2:
        return [draft]
    modes = tuple(mode for mode in draft.modes if mode != "multilateral")
    return [
        replace(draft, modes=modes, sides=Sides((*host, *guests), (), draft.sides.derived), links=[], merged=[])
        for guests in by_state.values()
    ]


def _host(draft: DraftEvent) -> tuple[list[Actor], list[Actor]]:
    """Part the one who meets all others from them."""
    start = draft.predication.trigger[0]
    parties = (*draft.sides.actors, *draft.sides.recipients)
    before = [a for a in parties if a.span is not None and a.span[0] < start]
    behind = [a for a in parties if a not in before]
    if not before and behind:
        first = behind[0].country
        return [a for a in behind if a.country == first], [a for a in behind if a.country != first]
    if len({a.country for a in before}) == 1:
        return before, behind
    return (behind, before) if len({a.country for a in behind}) == 1 else ([], [])
