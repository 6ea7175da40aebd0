"""Which of a pair's many events one screen needs: chosen in outline, before any is read whole."""

from collections.abc import Sequence
from datetime import date, timedelta

from dragoman.lexicons.files import Lexicons
from dragoman.record.outline import Outline
from dragoman.relations.bearings import OPEN, concerns, day_of, in_order, number
from dragoman.relations.calendar import round_anniversaries
from dragoman.relations.contacts import last_contacts
from dragoman.schema.event import Status


def for_one_screen(
    outlines: Sequence[Outline], one: str, other: str, *, as_of: date, latest: int, lexicons: Lexicons
) -> frozenset[str]:
    """Choose the events that answers about a day rest on; give their ids.

    They are the latest ones in the order of days, those told of or dated in the last year or later, those open, the
    last contacts, and those whose round anniversaries may come up.

    Args:
        outlines: the events of the pair.
        one: a party.
        other: the other party.
        as_of: the day.
        latest: how many of the latest to choose at least.
        lexicons: for numbers.
    """
    between = [event for event in in_order(outlines) if concerns(event, one, other)]
    days = max(number(name, lexicons) for name in ("cancelled-days", "pending-days", "ahead-days"))
    begin = as_of - timedelta(days=days)
    last = as_of + timedelta(days=number("ahead-days", lexicons))
    weight = number("anniversary-score", lexicons)
    chosen = {event.id for event in between[len(between) - min(latest, len(between)) :]}
    chosen |= {contact.event for contact in last_contacts(between, one, other, as_of=as_of, lexicons=lexicons)}
    for event in between:
        placed = day_of(event)
        recent = placed is None or placed[0] >= begin
        untimed_plan = event.status in OPEN and not event.timed and (event.last_known or date.max) >= begin
        weighty = event.status is Status.HAPPENED and event.start == event.end and abs(event.score or 0) >= weight
        if recent or untimed_plan or (weighty and event.start and round_anniversaries(event.start, as_of, last)):
            chosen.add(event.id)
    return frozenset(chosen)
