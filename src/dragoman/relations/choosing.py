"""Which of a pair's many events one screen needs: chosen in outline, before any is read whole."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from dragoman.lexicons.files import Lexicons
from dragoman.record.outline import Outline
from dragoman.relations.bearings import OPEN, day_of, number
from dragoman.relations.calendar import round_anniversaries
from dragoman.relations.contacts import Contact
from dragoman.schema.event import Status


def for_one_screen(
    outlines: Sequence[Outline], contacts: Iterable[Contact], *, as_of: date, latest: int, lexicons: Lexicons
) -> frozenset[str]:
    """Choose the events that answers about a day rest on; give their ids.

    They are the latest ones in the order of days, those told of or dated in the last year or later, those open, the
    last contacts, and those whose round anniversaries may come up.

    Args:
        outlines: the events of the pair, in the order of their days.
        contacts: the last ones.
        as_of: the day.
        latest: how many of the latest to choose at least.
        lexicons: for numbers.
    """
    days = max(number(name, lexicons) for name in ("cancelled-days", "pending-days", "ahead-days"))
    begin = as_of - timedelta(days=days)
    last = as_of + timedelta(days=number("ahead-days", lexicons))
    weight = number("anniversary-score", lexicons)
    chosen = {event.id for event in outlines[max(0, len(outlines) - latest) :]}
    chosen |= {contact.event for contact in contacts}

    def needed(event: Outline) -> bool:
        placed = day_of(event)
        if placed is None or placed[0] >= begin:
            return True
        if event.status in OPEN:
            return not event.timed and (event.last_known or date.max) >= begin
        if event.status is not Status.HAPPENED or event.start is None or event.start != event.end:
            return False
        return abs(event.score or 0) >= weight and bool(round_anniversaries(event.start, as_of, last))

    return frozenset(chosen | {event.id for event in outlines if needed(event)})
