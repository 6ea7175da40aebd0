"""Contacts: who met whom last, at which rank."""

from collections.abc import Iterable
from datetime import date

from dragoman.lexicons.files import Lexicons
from dragoman.record.outline import Outline
from dragoman.record.ranks import PLACES, Rank, ranks_by_party
from dragoman.record.recorded import RecordedEvent
from dragoman.relations.bearings import DEEDS, concerns, day_of, in_order
from dragoman.schema.base import Record
from dragoman.schema.event import EventType


class Contact(Record, frozen=True, kw_only=True):
    """The last contact at a rank."""

    rank: Rank | None  # None: the texts name no office
    event: str  # id
    remote: bool  # by telephone or video


def rank_of_contact(event: RecordedEvent | Outline, one: str, other: str, lexicons: Lexicons) -> Rank | None:
    """Give the rank of a contact: of the two sides' highest the lower, as protocol has it; None where unknown.

    Where the texts name an office on one side only, that one counts: equals meet as a rule.
    """
    ranks = event.ranks if isinstance(event, Outline) else ranks_by_party(event.actors + event.recipients, lexicons)
    known = [rank for name, rank in ranks.items() if name in {one, other}]
    return max(known, key=PLACES.__getitem__, default=None)


def contacts(
    events: Iterable[Outline],
    one: str,
    other: str,
    *,
    as_of: date,
    lexicons: Lexicons,
    rank: Rank | None = None,
    kind: EventType = EventType.CONSULT,
) -> tuple[Outline, ...]:
    """List the contacts of two parties that took place, the last one first.

    Args:
        events: the events of the pair, in outline.
        one: a party.
        other: the other party.
        as_of: leave out what is dated later.
        lexicons: for the ranks of offices.
        rank: only contacts of this rank.
        kind: the type of act.
    """
    wanted = [
        event
        for event in events
        if event.type is kind
        and event.status in DEEDS
        and concerns(event, one, other)
        and ((placed := day_of(event)) is None or placed[0] <= as_of)
        and (rank is None or rank_of_contact(event, one, other, lexicons) is rank)
    ]
    return in_order(wanted)[::-1]


def last_contacts(
    events: Iterable[Outline], one: str, other: str, *, as_of: date, lexicons: Lexicons
) -> tuple[Contact, ...]:
    """Give the last contact at each rank, highest first; then the last one whose rank is not told, if it is later."""
    found: dict[Rank | None, Contact] = {}
    for event in contacts(events, one, other, as_of=as_of, lexicons=lexicons):
        rank = rank_of_contact(event, one, other, lexicons)
        if rank is None and found:
            continue
        found.setdefault(rank, Contact(rank=rank, event=event.id, remote="phone" in event.modes))
    order = [*Rank, None]
    return tuple(found[rank] for rank in order if rank in found)
