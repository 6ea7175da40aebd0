"""Calendars: what a calendar program reads out of the file is what went in."""

from datetime import UTC, date, datetime

import icalendar
from hypothesis import given
from hypothesis import strategies as st

from dragoman.formats.icalendar import CalendarDay, write_calendar

DAY = date(2031, 8, 19)
_words = st.text(st.characters(exclude_categories=["C"]), max_size=120)
_entries = st.builds(
    CalendarDay,
    uid=st.from_regex(r"[0-9a-f]{16}", fullmatch=True),
    start=st.just(date(2031, 9, 1)),
    end=st.dates(date(2031, 9, 1), date(2031, 12, 31)),
    summary=_words,
    description=_words,
    tentative=st.booleans(),
)


@given(st.lists(_entries, max_size=3))
def test_round_trip(entries: list[CalendarDay]) -> None:
    content = write_calendar(entries, stamp=DAY, name="PER-GHA")
    assert content == write_calendar(entries, stamp=DAY, name="PER-GHA")
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75  # octets: RFC 5545, section 3.1
    read = icalendar.Calendar.from_ical(content)
    assert len(read.walk("VEVENT")) == len(entries)
    for event, entry in zip(read.walk("VEVENT"), entries, strict=True):
        assert event["UID"] == f"{entry.uid}@dragoman"
        assert event.decoded("DTSTAMP") == datetime(2031, 8, 19, tzinfo=UTC)
        assert event.decoded("DTSTART") == entry.start
        assert event.decoded("DTEND").toordinal() == entry.end.toordinal() + 1
        assert str(event["SUMMARY"]) == " ".join(entry.summary.split())
        assert str(event["STATUS"]) == ("TENTATIVE" if entry.tentative else "CONFIRMED")


def test_days_are_whole_days() -> None:
    entry = CalendarDay(uid="a", start=DAY, end=DAY, summary="Talks; at last, in Lima")
    lines = write_calendar([entry], stamp=DAY, name="x").decode().split("\r\n")
    assert "DTSTART;VALUE=DATE:20310819" in lines
    assert "DTEND;VALUE=DATE:20310820" in lines
    assert "DTSTAMP:20310819T000000Z" in lines
    assert "SUMMARY:Talks\\; at last\\, in Lima" in lines
