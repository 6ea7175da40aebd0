"""Contacts: who met whom last, at which rank."""

from collections.abc import Sequence
from datetime import date

from dragoman.lexicons.files import Lexicons
from dragoman.record.ranks import Rank, highest, rank_of
from dragoman.record.recorded import RecordedEvent, party
from dragoman.relations.bearings import DEEDS, concerns, day_of, in_order
from dragoman.schema.base import Record
from dragoman.schema.event import EventType


class Contact(Record, frozen=True, kw_only=True):
    """The last contact at a rank."""

    rank: Rank | None  # None: the texts name no office
    event: RecordedEvent
    remote: bool  # by telephone or video


def ranks_by_party(event: RecordedEvent, lexicons: Lexicons) -> dict[str, Rank]:
    """Give the highest rank that an event shows of each party that it shows one of."""
    found: dict[str, set[Rank]] = {}
    for actor in event.actors + event.recipients:
        name, rank = party(actor), rank_of(actor.office, lexicons)
        if name and rank:
            found.setdefault(name, set()).add(rank)
    return {name: rank for name, ranks in found.items() if (rank := highest(ranks))}


def rank_of_contact(event: RecordedEvent, one: str, other: str, lexicons: Lexicons) -> Rank | None:
    """Give the rank of a contact: of the two sides' highest the lower, as protocol has it; None where unknown.

    Where the texts name an office on one side only, that one counts: equals meet as a rule.
    """
    known = [rank for name, rank in ranks_by_party(event, lexicons).items() if name in {one, other}]
    return max(known, key=list(Rank).index, default=None)


def contacts(
    events: Sequence[RecordedEvent],
    one: str,
    other: str,
    *,
    as_of: date,
    lexicons: Lexicons,
    rank: Rank | None = None,
    kind: EventType = EventType.CONSULT,
) -> tuple[RecordedEvent, ...]:
    """List the contacts of two parties that took place, the last one first.

    Args:
        events: the events of the pair.
        one: a party.
        other: the other party.
        as_of: leave out what is dated later.
        lexicons: for the ranks of offices.
        rank: only contacts of this rank.
        kind: the type of act.
    """
    return tuple(
        event
        for event in reversed(in_order(events))
        if event.type is kind
        and event.status in DEEDS
        and concerns(event, one, other)
        and ((placed := day_of(event)) is None or placed[0] <= as_of)
        and (rank is None or rank_of_contact(event, one, other, lexicons) is rank)
    )


def last_contacts(
    events: Sequence[RecordedEvent], one: str, other: str, *, as_of: date, lexicons: Lexicons
) -> tuple[Contact, ...]:
    """Give the last contact at each rank, highest first; then the last one whose rank is not told, if it is later."""
    found: dict[Rank | None, Contact] = {}
    for event in contacts(events, one, other, as_of=as_of, lexicons=lexicons):
        rank = rank_of_contact(event, one, other, lexicons)
        if rank is None and found:
            continue
        found.setdefault(rank, Contact(rank=rank, event=event, remote="phone" in event.modes))
    order = [*Rank, None]
    return tuple(found[rank] for rank in order if rank in found)
