"""iCalendar (RFC 5545) of all-day entries, as Thunderbird and Google take it."""

from collections.abc import Iterable
from datetime import date, timedelta

from dragoman.schema.base import Record

_LINE = 75  # octets, the line end not counted: RFC 5545, section 3.1


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
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//dragoman//relations//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(name)}",
    ]
    for entry in entries:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{entry.uid}@dragoman",
            f"DTSTAMP:{stamp:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{entry.start:%Y%m%d}",
            # The end of a whole-day entry is the day after: RFC 5545, section 3.6.1.
            f"DTEND;VALUE=DATE:{entry.end + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_text(entry.summary)}",
            *([f"DESCRIPTION:{_text(entry.description)}"] if entry.description else []),
            f"STATUS:{'TENTATIVE' if entry.tentative else 'CONFIRMED'}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return b"".join(folded + b"\r\n" for line in lines for folded in _fold(line))


def _text(words: str) -> str:
    """Escape a text value: RFC 5545, section 3.3.11."""
    even = " ".join(words.split())
    return even.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _fold(line: str) -> list[bytes]:
    """Break a line into pieces of at most 75 octets, never inside a character; later pieces begin with a space."""
    pieces = [b""]
    for character in line:
        octets = character.encode()
        if len(pieces[-1]) + len(octets) > _LINE:
            pieces.append(b" ")
        pieces[-1] += octets
    return pieces
