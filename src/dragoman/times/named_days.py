"""Days that have a name: when Christmas, Ramadan or the Lunar New Year falls in a year."""

import functools
from datetime import date

from dragoman.lexicons.files import Entry, Lexicons
from dragoman.schema.base import Record
from dragoman.schema.when import Precision, TimexType
from dragoman.times import calendar
from dragoman.times.calendar import Interval
from dragoman.times.grammar import Found, Meaning
from dragoman.times.sense import Frame, Look, Sense, dated, on_day


class NamedDay(Entry, frozen=True, kw_only=True):
    """How a named day falls; of `world/named-days.toml`, whose head explains the keys."""

    month: int = 0
    day: int = 0
    days: int = 1
    easter: int | None = None
    orthodox: bool = False
    weekday: int | None = None
    nth: int = 0
    first: int = 1
    islamic: tuple[int, ...] = ()
    hebrew: tuple[int, ...] = ()
    table: str = ""
    country: str = ""


class TableRow(Record, frozen=True, kw_only=True):
    """The first day of a feast in one year; of `world/named-days.csv`."""

    day: str
    starts: date


class NameRow(Record, frozen=True, kw_only=True):
    """An English name of a day; of `en/times/named-days.csv`."""

    name: str
    day: str


@functools.cache
def named_days(lexicons: Lexicons) -> dict[str, NamedDay]:
    """Give the named days by id."""
    return {entry.id: entry for entry in lexicons.entries("world/named-days.toml", NamedDay)}


@functools.cache
def _table(lexicons: Lexicons) -> dict[tuple[str, int], date]:
    return {(r.day, r.starts.year): r.starts for r in lexicons.table("world/named-days.csv", TableRow)}


def from_julian_day(number: int) -> date | None:
    """Turn a Julian day number into a day of our calendar."""
    ordinal = number - 1721425
    return date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else None


def islamic_day(year: int, month: int, number: int) -> date | None:
    """Compute a day of the tabular Islamic calendar; the sighted moon may differ by a day.

    Source: Meeus, Astronomical Algorithms, chapter 9 (civil epoch).
    """
    days = (11 * year + 3) // 30 + 354 * year + 30 * month - (month - 1) // 2 + number + 1948440 - 385
    return from_julian_day(days)


def hebrew_day(year: int, month: int, number: int) -> date | None:
    """Compute a day of the Hebrew calendar; months are counted from Nisan (1), the year from Tishri (7).

    Source: Reingold and Dershowitz, Calendrical Calculations, chapter 8.
    """
    tishri = _hebrew_new_year(year)
    if month >= 7:
        whole = _hebrew_new_year(year + 1) - tishri
        heshvan, kislev = (30 if whole % 10 == 5 else 29), (29 if whole % 10 == 3 else 30)
        lengths = {7: 30, 8: heshvan, 9: kislev, 10: 29, 11: 30, 12: 29}
        ordinal = tishri + sum(lengths[each] for each in range(7, month)) + number - 1
    else:
        after = _hebrew_new_year(year + 1)
        before = sum({1: 30, 2: 29, 3: 30, 4: 29, 5: 30, 6: 29}[each] for each in range(month, 7))
        ordinal = after - before + number - 1
    return date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else None


def _hebrew_new_year(year: int) -> int:
    """Give the day, counted from 1 January of year 1, on which a Hebrew year starts."""

    def elapsed(number: int) -> int:
        months = (235 * number - 234) // 19
        parts = 12084 + 13753 * months
        day = 29 * months + parts // 25920
        return day + 1 if 3 * (day + 1) % 7 < 3 else day

    before, this, after = elapsed(year - 1), elapsed(year), elapsed(year + 1)
    correction = 2 if after - this == 356 else 1 if this - before == 382 else 0
    return this + correction - 1373427  # the calendar's epoch


def first_day(entry: NamedDay, year: int, *, lexicons: Lexicons) -> date | None:
    """Give the first day of a named day in a year of our calendar; None where it is not known."""
    if entry.easter is not None:
        if not 1583 <= year <= 9000:
            return None
        sunday = calendar.orthodox_easter(year) if entry.orthodox else calendar.easter(year)
        return calendar.days(sunday, entry.easter)
    if entry.weekday is not None:
        return calendar.nth_weekday(year, entry.month, entry.weekday, entry.nth, first=entry.first)
    if entry.islamic:
        for islamic_year in range(round((year - 622) * 33 / 32) - 1, round((year - 622) * 33 / 32) + 3):
            at = islamic_day(islamic_year, entry.islamic[0], entry.islamic[1])
            if at and at.year == year:
                return at
        return None
    if entry.hebrew:
        return hebrew_day(year + 3761 if entry.hebrew[0] >= 7 else year + 3760, entry.hebrew[0], entry.hebrew[1])
    if entry.table:
        return _table(lexicons).get((entry.table, year))
    return calendar.day(year, entry.month, entry.day)


def span(entry: NamedDay, year: int, *, lexicons: Lexicons) -> Interval | None:
    """Give the days of a named day in a year; feasts by the moon's sighting are a day wider on both sides."""
    first = first_day(entry, year, lexicons=lexicons)
    last = calendar.days(first, entry.days - 1) if first else None
    if first is None or last is None:
        return None
    if entry.islamic:
        wider, later = calendar.days(first, -1), calendar.days(last, 1)
        return (wider, later) if wider and later else (first, last)
    return first, last


def placed(
    entry: NamedDay, frame: Frame, *, lexicons: Lexicons, year: int | None = None, offset: int = 0
) -> Sense | None:
    """Find the one that is meant: of the year said, last (-1), next (1), or as the verb looks."""
    if year is None:
        if frame.anchor is None:
            return dated(_unknown(entry), None, Precision.DAY)
        year = _year(entry, frame, offset, lexicons)
    interval = span(entry, year, lexicons=lexicons) if year is not None and 1 <= year <= 9999 else None
    if interval is None:
        return dated(_unknown(entry) if year is None else f"{year:04d}", None, Precision.DAY)
    if interval[0] == interval[1]:
        return on_day(interval[0])
    value = f"{interval[0].isoformat()}/{interval[1].isoformat()}"
    precision = Precision.MONTH if entry.days > 10 else Precision.WEEK if entry.days > 4 else Precision.DAY
    return Sense(TimexType.DATE, value, *interval, precision, approximate=bool(entry.islamic))


def _unknown(entry: NamedDay) -> str:
    return f"XXXX-{entry.month:02d}-{entry.day:02d}" if entry.month and entry.day else "XXXX-XX-XX"


def _year(entry: NamedDay, frame: Frame, offset: int, lexicons: Lexicons) -> int | None:
    if frame.anchor is None:
        return None
    at = frame.anchor
    around = [
        (year, interval)
        for year in range(max(1, at.year - 2), min(9999, at.year + 2) + 1)
        if (interval := span(entry, year, lexicons=lexicons))
    ]
    if not around:
        return None
    behind = [year for year, (first, _) in around if first <= at]
    strictly = [year for year, (_, last) in around if last < at]
    coming = [year for year, (_, last) in around if last >= at]
    if offset < 0:
        return strictly[-1] if strictly else None
    if offset > 0:
        return coming[0] if coming else None
    if frame.look is Look.BACK:
        return behind[-1] if behind else None
    if frame.look is Look.AHEAD:
        return coming[0] if coming else None
    return min(around, key=lambda a: (abs((a[1][0] - at).days), a[0]))[0]


def _named(found: Found, lexicons: Lexicons) -> NamedDay | None:
    inner = found.inner("n")
    return named_days(lexicons).get(inner.rule.value if inner else found.rule.value)


def meanings(lexicons: Lexicons) -> dict[str, Meaning]:
    """Give the meanings of named days, which need the tables of the lexicons."""

    def named(found: Found, frame: Frame) -> Sense | None:
        """Read "Christmas", "last Christmas", "Christmas 2015", "this year's Ramadan"."""
        entry = _named(found, lexicons)
        if entry is None:
            return None
        year = int(found.number("y") or 0) or None
        period = found.inner_sense("p", frame)
        if period is not None and period.interval is not None and period.precision is Precision.YEAR:
            year = period.interval[0].year
        return placed(entry, frame, lexicons=lexicons, year=year, offset=int(found.rule.offset))

    def every(found: Found, frame: Frame) -> Sense | None:  # noqa: ARG001 - meanings share one shape
        """Read "every Christmas"."""
        entry = _named(found, lexicons)
        return Sense(TimexType.SET, _unknown(entry)) if entry else None

    def weekend(found: Found, frame: Frame) -> Sense | None:
        """Read "Easter weekend", "the Labor Day weekend": the two days, and the feast where it lies beside them."""
        entry = _named(found, lexicons)
        day = placed(entry, frame, lexicons=lexicons) if entry is not None else None
        at = day.start if day is not None else None
        if day is None or at is None:
            return dated("XXXX-WXX-WE", None, Precision.WEEK)
        back = at.weekday() in {0, 1}  # a Monday off makes the days before it long
        saturday = calendar.days(at, -2 - at.weekday() if back else 5 - at.weekday())
        sunday = calendar.days(saturday, 1) if saturday is not None else None
        if saturday is None or sunday is None:
            return day
        return dated(f"{calendar.week_value(saturday)}-WE", (min(at, saturday), max(at, sunday)), Precision.WEEK)

    return {"named-day": named, "every-named-day": every, "named-weekend": weekend}


def names(lexicons: Lexicons) -> dict[str, str]:
    """Give the English names and the ids of the days."""
    return {row.name: row.day for row in lexicons.table("en/times/named-days.csv", NameRow)}
