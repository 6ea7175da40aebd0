"""What the answers about a pair of parties share: day, direction, sides and the numbers behind thresholds."""

import functools
from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from dragoman.lexicons.files import Entry, Lexicons
from dragoman.record.outline import Outline
from dragoman.record.recorded import RecordedEvent, party
from dragoman.schema.event import Status

DEEDS = frozenset({Status.HAPPENED, Status.ONGOING})
OPEN = frozenset({Status.SCHEDULED, Status.PROPOSED, Status.EXPECTED, Status.POSSIBLE})


class Number(Entry, frozen=True, kw_only=True):
    """A number of `world/relations.toml`."""

    value: float
    meaning: str


@functools.cache
def number(name: str, lexicons: Lexicons) -> float:
    """Give one of the numbers behind thresholds by its id."""
    return {entry.id: entry.value for entry in lexicons.entries("world/relations.toml", Number)}[name]


def day_of(event: RecordedEvent | Outline) -> tuple[date, bool] | None:
    """Place an event on a day: the last day it can be, where the texts give one.

    Returns:
        The day, and whether it is only the day on which it was first told of: that is no date of the act and has to
        be marked. None where neither is known.
    """
    if isinstance(event, Outline):
        edge = event.end or event.start
    else:
        edge = (event.time.end or event.time.start) if event.time else None
    if edge is not None:
        return edge, False
    first = event.first_known
    return (first, True) if first else None


Listed = TypeVar("Listed", RecordedEvent, Outline)


def in_order(events: Iterable[Listed]) -> tuple[Listed, ...]:
    """Put events in the order of their days; those without any come first."""

    def place(event: Listed) -> tuple[date, date, str]:
        if isinstance(event, Outline):  # of a busy pair there are ten thousand: without a call for each
            first = event.first_known
            return (event.end or event.start or first or date.min, first or date.max, event.id)
        placed = day_of(event)
        return (placed[0] if placed else date.min, event.first_known or date.max, event.id)

    return tuple(sorted(events, key=place))


def sides(event: RecordedEvent | Outline) -> tuple[frozenset[str], frozenset[str]]:
    """Give who acts and who is acted on; the second is empty for acts without a direction."""
    if isinstance(event, Outline):
        return event.actors, event.recipients
    return frozenset(filter(None, map(party, event.actors))), frozenset(filter(None, map(party, event.recipients)))


def acts_on(event: RecordedEvent | Outline, one: str, other: str) -> bool:
    """Say whether it is an act of `one` towards `other`; acts without a direction are of each towards the other."""
    actors, recipients = (event.actors, event.recipients) if isinstance(event, Outline) else sides(event)
    if one not in actors:
        return False
    return other in recipients or (other in actors and not (recipients & {one, other}))


def concerns(event: RecordedEvent | Outline, one: str, other: str) -> bool:
    """Say whether an event is between two parties: an act of one towards the other, or one of both together.

    A third party's act towards both is not.
    """
    actors, recipients = (event.actors, event.recipients) if isinstance(event, Outline) else sides(event)
    if one in actors:
        return other in actors or other in recipients
    return other in actors and one in recipients
