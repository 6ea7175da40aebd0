"""iCalendar (RFC 5545) of all-day entries, as Thunderbird and Google take it."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from dragoman.schema.base import Record


class CalendarDay(Record, frozen=True, kw_only=True):
    """One entry: whole days, the last one included."""

    uid: str  # the same entry has the same uid in every export, so that calendars replace it
    start: date
    end: date
    summary: str
    description: str = ""
    tentative: bool = False


def write_calendar(entries: Iterable[CalendarDay], *, stamp: date, name: str) -> bytes:
    """Write a calendar.

    Args:
        entries: in the order in which they are written.
        stamp: the day the answers are of; no clock is read, so the same answers give the same bytes.
        name: what the calendar is called.
    """
    import icalendar  # noqa: PLC0415 - loads tables of time zones, which only this needs

    calendar = icalendar.Calendar()
    for key, value in (
        ("VERSION", "2.0"),
        ("PRODID", "-//dragoman//relations//EN"),
        ("CALSCALE", "GREGORIAN"),
        ("X-WR-CALNAME", name),
    ):
        calendar.add(key, value)
    for entry in entries:
        event = icalendar.Event()
        event.add("UID", f"{entry.uid}@dragoman")
        event.add("DTSTAMP", datetime.combine(stamp, time(), UTC))
        event.add("DTSTART", entry.start)
        # The end of a whole-day entry is the day after: RFC 5545, section 3.6.1.
        event.add("DTEND", entry.end + timedelta(days=1))
        event.add("SUMMARY", " ".join(entry.summary.split()))
        if entry.description:
            event.add("DESCRIPTION", " ".join(entry.description.split()))
        event.add("STATUS", "TENTATIVE" if entry.tentative else "CONFIRMED")
        event.add("TRANSP", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical(sorted=False))
