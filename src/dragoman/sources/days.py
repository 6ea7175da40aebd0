"""Days as tables, feeds, pages and letters write them: read where the writing is clear, refused where it is not.

A day is the one that the source writes, in its own time zone: "2031-05-03T23:30:00-05:00" is 3 May.
"""

import functools
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from enum import StrEnum

from dragoman.errors import UsageError
from dragoman.lexicons.files import Lexicons
from dragoman.sources.page_entries import word_list

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ]\d\d:?\d\d.*)?$")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?\d{4,6}Z?)?$")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)")  # dots are written where the day goes first
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)")
_SECONDS = re.compile(r"\d{9,10}(?:\.\d+)?$")
_MILLISECONDS = re.compile(r"\d{12,13}$")
_HINT = "write it as year-month-day, like 2022-08-19"

# Month names by their first three letters, in the order of the year.
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class DayOrder(StrEnum):
    """Which figure goes first in a day like 03/05/2031."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


def parse_day(text: str) -> date:
    """Read a day as the options of commands take it, "2022-08-19"; a time of day behind it is left out.

    Raises:
        UsageError: it is no day.
    """
    found = _ISO.match(text.strip())
    if found and (day := _day(*found.groups())):
        return day
    raise UsageError(f"'{text}' is no day; {_HINT}")


def read_day(text: str, *, lexicons: Lexicons, order: DayOrder | None = None) -> date:
    """Read a day in the ways in which data hold it.

    "2031-05-03T08:00Z", "2031/05/03", "20310503", "3.5.2031", "3 May 2031", "May 3rd, 2031",
    "Sat, 03 May 2031 10:00 GMT", "13/05/2031" and seconds since 1970 are read.
    "03/05/2031" is March to some and May to others: `order` tells, where something else has settled it.

    Raises:
        UsageError: it is no day, or may be two.
    """
    given = text.strip()
    for pattern in (_ISO, _YEAR_FIRST, _COMPACT):
        found = pattern.match(given)
        if found and (day := _day(*found.groups()[:3])):
            return day
    if found := _DOTTED.match(given):
        day = _day(found.group(3), found.group(2), found.group(1))
    elif found := _SLASHED.match(given):
        day = _slashed(text, found.groups(), order)
    elif _MILLISECONDS.match(given) or _SECONDS.match(given):
        day = _since_1970(float(given) / (1_000 if _MILLISECONDS.match(given) else 1))
    else:
        day = _named(given, lexicons)
    if day is None:
        raise UsageError(f"'{text[:60]}' is no day; {_HINT}")
    return day


def _slashed(text: str, figures: Sequence[str], order: DayOrder | None) -> date | None:
    """Read day/month/year or month/day/year where only one of the two is a day, or the order is known."""
    first, second, year = figures
    day_first, month_first = _day(year, second, first), _day(year, first, second)
    if day_first and month_first and day_first != month_first:
        if order is None:
            raise UsageError(f"'{text}' may be {day_first} or {month_first}; {_HINT}")
        return day_first if order is DayOrder.DAY_FIRST else month_first
    return day_first or month_first


def orders_of(text: str) -> frozenset[DayOrder]:
    """Give the orders in which figures may be a day: both of 03/05/2031, one of 13/05/2031, none of 2031-05-03."""
    found = _SLASHED.match(text.strip())
    if found is None:
        return frozenset()
    first, second, year = found.groups()
    days = {DayOrder.DAY_FIRST: _day(year, second, first), DayOrder.MONTH_FIRST: _day(year, first, second)}
    # 05/05/2031 is the same day to all, and tells nothing.
    return frozenset(order for order, day in days.items() if day) if len(set(days.values())) > 1 else frozenset()


def read_day_as(text: str, written: str) -> date:
    """Read a day that is written as a user says, in the marks of `strptime`: "%d-%m-%Y".

    Raises:
        UsageError: it is not written so.
    """
    try:
        return datetime.strptime(text.strip(), written).date()
    except ValueError as error:
        raise UsageError(f"'{text[:60]}' is not written as {written}") from error


def check_written(written: str) -> bool:
    """Say whether marks of `strptime` tell a whole day."""
    day = date(2031, 12, 25)
    try:
        if day.strftime(written) == day.replace(year=2032).strftime(written):
            return False
        return read_day_as(day.strftime(written), written) == day
    except (ValueError, UsageError):
        return False


def _named(text: str, lexicons: Lexicons) -> date | None:
    """Read a day whose month is a word: "3 May 2031", "Sept. 3, 2031", "Sat, 03 May 2031 10:00:00 GMT"."""
    for found in _named_pattern(lexicons).finditer(text):
        month = _MONTHS.index((found.group("m1") or found.group("m2")).lower()[:3]) + 1
        if day := _day(found.group("year"), str(month), found.group("d1") or found.group("d2")):
            return day
    return None


@functools.cache
def _named_pattern(lexicons: Lexicons) -> re.Pattern[str]:
    names = sorted(word_list(lexicons, "months"), key=lambda word: (-len(word), word))
    month = "|".join(re.escape(name) for name in names)
    return re.compile(
        rf"\b(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?(?P<m1>{month})\b\.?"
        rf"|(?P<m2>{month})\b\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?),?[\s-]+(?P<year>\d{{4}})\b",
        re.IGNORECASE,
    )


def _since_1970(seconds: float) -> date | None:
    try:
        return datetime.fromtimestamp(seconds, UTC).date()
    except (OverflowError, OSError, ValueError):
        return None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
