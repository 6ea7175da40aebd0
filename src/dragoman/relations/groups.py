"""Named groups of states as one party: an organisation with its members of the day, or the body alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import msgspec

from dragoman.actors.names import Membership, Organisation
from dragoman.errors import UsageError
from dragoman.lexicons.files import Lexicons
from dragoman.record.outline import Outline
from dragoman.record.ranks import PLACES, Rank
from dragoman.record.recorded import RecordedEvent, party
from dragoman.record.store import Store
from dragoman.relations.bearings import day_of
from dragoman.relations.parties import party_names, two_parties
from dragoman.schema.actor import Actor, Sector


@dataclass(frozen=True, slots=True)
class Group:
    """A party that stands for several: the body of that name, and its member states while they are members."""

    name: str
    memberships: tuple[Membership, ...]

    def members(self, day: date | None = None) -> tuple[str, ...]:
        """Give the members on a day, in the order of their codes; without a day all that ever were."""
        return tuple(sorted({one.country for one in self.memberships if day is None or one.covers(day)}))

    def holds(self, code: str, day: date | None) -> bool:
        """Say whether acts of a party on a day are the group's."""
        return code == self.name or any(one.country == code and one.covers(day) for one in self.memberships)


Side = str | Group
"""A party as asked about: a state, a body by name, or a body with its members."""


def name_of(side: Side) -> str:
    """Give what stands for the side in answers: a state's code or an organisation's name."""
    return side if isinstance(side, str) else side.name


def has_members(name: str, lexicons: Lexicons) -> bool:
    """Say whether a party is an organisation whose members are known."""
    organisations = lexicons.table("world/organisations.csv", Organisation)
    return any(one.name == name and bool(one.members) for one in organisations)


def group_of(name: str, lexicons: Lexicons) -> Group:
    """Give an organisation with its members.

    Raises:
        UsageError: it is no organisation, or none whose members are known.
    """
    for organisation in lexicons.table("world/organisations.csv", Organisation):
        if organisation.name == name and organisation.members:
            return Group(name=name, memberships=organisation.memberships())
    raise UsageError(
        f"party {name}: no members are known of it, so --members has nothing to count; leave it out, or add them to "
        "organisations.csv"
    )


def two_sides(one: str, other: str, lexicons: Lexicons, *, members: bool) -> tuple[Side, Side]:
    """Find two parties as people name them; with `members`, organisations stand for their member states too.

    Raises:
        UsageError: one is unknown, both are the same, or no members of either are known.
    """
    pair = two_parties(one, other, lexicons)
    if not members:
        return pair
    names = party_names(lexicons)
    if pair[0] in names and pair[1] in names:
        raise UsageError(f"--members: neither {pair[0]} nor {pair[1]} is an organisation; leave it out")
    first, second = (name if name in names else group_of(name, lexicons) for name in pair)
    return first, second


def outlines_of(store: Store, one: Side, other: Side, *, as_of: date | None = None) -> tuple[Outline, ...]:
    """List the events that concern two sides in outline, members renamed to their group, in the order of the ids.

    An act of a state counts for its group where the state was a member on the day of the act; where both sides are
    groups, a state that is a member of both counts for neither.
    """
    if isinstance(one, str) and isinstance(other, str):
        return store.outlines(one, other, as_of=as_of)
    found: dict[str, Outline] = {}
    for first in codes_of(one):
        for second in codes_of(other):
            if first == second:
                continue
            for outline in store.outlines(first, second, as_of=as_of):
                known = found.get(outline.id)
                found[outline.id] = outline if known is None else _joined(known, outline)
    recast = (_recast_outline(outline, one, other) for outline in found.values())
    return tuple(sorted((outline for outline in recast if outline), key=lambda outline: outline.id))


def codes_of(side: Side) -> tuple[str, ...]:
    """Give the parties that may count for a side: itself, and all that ever were members of it."""
    return (side,) if isinstance(side, str) else (side.name, *side.members())


def _joined(a: Outline, b: Outline) -> Outline:
    return msgspec.structs.replace(
        a, actors=a.actors | b.actors, recipients=a.recipients | b.recipients, ranks={**a.ranks, **b.ranks}
    )


def _day(event: Outline | RecordedEvent) -> date | None:
    placed = day_of(event)
    return placed[0] if placed else None


def renamed(code: str, day: date | None, one: Side, other: Side) -> str | None:
    """Give the side that a party counts for; the party itself where it counts for none, None where for both."""
    sides = [
        name_of(side) for side in (one, other) if (side == code if isinstance(side, str) else side.holds(code, day))
    ]
    exact = [side for side in (one, other) if name_of(side) == code]
    if exact:
        return code
    return code if not sides else sides[0] if len(sides) == 1 else None


def sides_of(parties: Iterable[str], day: date | None, one: Side, other: Side) -> frozenset[str]:
    """Give the sides that parties count for on a day, and the parties that count for none by their own names."""
    return frozenset(name for code in parties if (name := renamed(code, day, one, other)) is not None)


def _recast_outline(outline: Outline, one: Side, other: Side) -> Outline | None:
    day = _day(outline)
    actors, recipients = (sides_of(codes, day, one, other) for codes in (outline.actors, outline.recipients))
    if not {name_of(one), name_of(other)} <= actors | recipients:
        return None
    ranks: dict[str, Rank] = {}
    for code, rank in sorted(outline.ranks.items()):
        name = renamed(code, day, one, other)
        if name is not None and (name not in ranks or PLACES[rank] < PLACES[ranks[name]]):
            ranks[name] = rank
    return msgspec.structs.replace(outline, actors=actors, recipients=recipients, ranks=ranks)


def recast(event: RecordedEvent, one: Side, other: Side) -> RecordedEvent:
    """Give an event with its sides renamed to the groups that they count for: for choosing, not for wording."""
    if isinstance(one, str) and isinstance(other, str):
        return event
    day = _day(event)

    def side(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        changed = []
        for actor in actors:
            code = party(actor)
            name = renamed(code, day, one, other) if code else None
            if code and name and name != code:
                changed.append(msgspec.structs.replace(actor, name=name, country="IGO", sector=Sector.IGO))
            elif not code or name:
                changed.append(actor)
        return tuple(changed)

    actors, recipients = side(event.actors), side(event.recipients)
    if not actors and not recipients:
        return event
    return msgspec.structs.replace(event, actors=actors, recipients=recipients)


def side_words(side: Side, names: Mapping[str, str], *, on: date) -> str:
    """Say how a side is counted: "European Union with its 27 members of 3 May 2022"."""
    if isinstance(side, str):
        return names.get(side, side)
    count = len(side.members(on))
    return f"{side.name} with its {count} members of {on.day} {on:%B} {on.year}"
