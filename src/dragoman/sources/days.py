"""Days as tables, feeds, pages and letters write them: read where the writing is clear, refused where it is not.

A day is the one that the source writes, in its own time zone: "2031-05-03T23:30:00-05:00" is 3 May.
"""

import functools
import re
from datetime import UTC, date, datetime

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


def parse_day(text: str) -> date:
    """Read a day as the options of commands take it, "2022-08-19"; a time of day behind it is left out.

    Raises:
        UsageError: it is no day.
    """
    found = _ISO.match(text.strip())
    if found and (day := _day(*found.groups())):
        return day
    raise UsageError(f"'{text}' is no day; {_HINT}")


def read_day(text: str, *, lexicons: Lexicons) -> date:
    """Read a day in the ways in which data hold it.

    "2031-05-03T08:00Z", "2031/05/03", "20310503", "3.5.2031", "3 May 2031", "May 3rd, 2031",
    "Sat, 03 May 2031 10:00 GMT", "13/05/2031" and seconds since 1970 are read.
    "03/05/2031" is March to some and May to others.

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
        day = _slashed(text, *found.groups())
    elif _MILLISECONDS.match(given) or _SECONDS.match(given):
        day = _since_1970(float(given) / (1_000 if _MILLISECONDS.match(given) else 1))
    else:
        day = _named(given, lexicons)
    if day is None:
        raise UsageError(f"'{text[:60]}' is no day; {_HINT}")
    return day


def _slashed(text: str, first: str, second: str, year: str) -> date | None:
    """Read day/month/year or month/day/year where only one of the two is a day."""
    one, other = _day(year, second, first), _day(year, first, second)
    if one and other and one != other:
        raise UsageError(f"'{text}' may be {one} or {other}; {_HINT}")
    return one or other


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
