"""Arithmetic on the calendar: intervals of days, both ends included, inside the years 1 to 9999.

Everything that would leave those years comes back as None: a text may say "in 50,000 years".
"""

from datetime import MAXYEAR, MINYEAR, date, timedelta

Interval = tuple[date, date]
"""First and last day, both included."""

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of each season in the north, after the meteorologists: winter starts in December."""


def day(year: int, month: int, number: int) -> date | None:
    """Make a day; None where the calendar has no such day."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def last_of_month(year: int, month: int) -> int:
    """Give the number of days in a month."""
    if month == 12:
        return 31
    return (date(year, month + 1, 1) - timedelta(days=1)).day


def days(start: date, count: int) -> date | None:
    """Move a day by a number of days."""
    try:
        return start + timedelta(days=count)
    except OverflowError:
        return None


def months(start: date, count: int) -> date | None:
    """Move a day by months; the 31st becomes the last day of a shorter month."""
    at = start.year * 12 + start.month - 1 + count
    year, month = divmod(at, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return None
    return date(year, month + 1, min(start.day, last_of_month(year, month + 1)))


def month_span(year: int, month: int) -> Interval | None:
    """Give the days of a month."""
    first = day(year, month, 1)
    return (first, date(year, month, last_of_month(year, month))) if first else None


def year_span(year: int, last: int | None = None) -> Interval | None:
    """Give the days of a year, or of the years up to `last`, that one included."""
    first, final = day(year, 1, 1), day(year if last is None else last, 12, 31)
    return (first, final) if first and final and first <= final else None


def week_span(at: date) -> Interval | None:
    """Give Monday to Sunday of the week that a day lies in."""
    first = days(at, -at.weekday())
    last = days(first, 6) if first else None
    return (first, last) if first and last else None


def quarter_span(year: int, quarter: int) -> Interval | None:
    """Give the three months of a quarter of the calendar year."""
    return months_span(year, 3 * quarter - 2, 3)


def half_span(year: int, half: int) -> Interval | None:
    """Give the six months of a half of the calendar year."""
    return months_span(year, 6 * half - 5, 6)


def months_span(year: int, month: int, count: int) -> Interval | None:
    """Give the days of a run of months."""
    first = day(year, month, 1)
    after = months(first, count - 1) if first else None
    last = month_span(after.year, after.month) if after else None
    return (first, last[1]) if first and last else None


def season_span(year: int, season: str, *, south: bool = False) -> Interval | None:
    """Give the three months of a season that starts in a year; seasons of the south lie half a year apart.

    Args:
        year: in which the season starts; the northern winter of 2022 runs into February 2023.
        season: SP, SU, FA or WI.
        south: of the equator.
    """
    month = SEASONS[season]
    if south:
        month = (month + 5) % 12 + 1
    return months_span(year, month, 3)


def third(interval: Interval, number: int) -> Interval:
    """Give the first (0), middle (1) or last (2) third of an interval: "early", "mid-", "late".

    Thirds of a year are four months, of a quarter or season one, of a month ten days, of centuries whole years;
    whatever is left goes to the last. Those of a decade are four years each and share a year: "the mid-1980s" are 1983
    to 1986.
    """
    first, last = interval
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    if first.day == 1 and last.day == last_of_month(last.year, last.month) and count > 1:
        if first.month == 1 and count == 120:
            return year_span(first.year + 3 * number, first.year + 3 * number + 3) or interval
        if first.month == 1 and count > 120 and count % 12 == 0:
            step = round(count / 36)
            start_year = first.year + step * number
            return year_span(start_year, last.year if number == 2 else start_year + step - 1) or interval
        if count % 3 == 0:
            start_month = months(first, number * count // 3) or first
            return months_span(start_month.year, start_month.month, count // 3) or interval
    length = (last - first).days + 1
    step = max(1, length // 3)
    start = first + timedelta(days=min(number * step, length - 1))
    end = last if number == 2 else first + timedelta(days=min((number + 1) * step, length) - 1)
    return start, max(start, end)


def easter(year: int) -> date:
    """Compute Easter Sunday of the western churches. Source: Meeus, Jones and Butcher's algorithm."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * el) // 451
    month, number = divmod(h + el - 7 * m + 114, 31)
    return date(year, month, number + 1)


def orthodox_easter(year: int) -> date:
    """Compute Easter Sunday of the eastern churches in our calendar, 1900 to 2099. Source: Meeus, chapter 9."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, number = divmod(d + e + 114, 31)
    return date(year, month, number + 1) + timedelta(days=13)


def nth_weekday(year: int, month: int, weekday: int, number: int, *, first: int = 1) -> date | None:
    """Give the nth Monday … Sunday (0 … 6) of a month, counted from its day `first`; -1 is the last one."""
    if number > 0:
        from_day = day(year, month, first)
        at = days(from_day, (weekday - from_day.weekday()) % 7 + 7 * (number - 1)) if from_day else None
    else:
        last = day(year, month, last_of_month(year, month))
        at = days(last, -((last.weekday() - weekday) % 7)) if last else None
    return at if at and at.month == month else None


def week_value(at: date) -> str:
    """Write the week of a day as ISO 8601 does, "2004-W47"."""
    year, week, _ = at.isocalendar()
    return f"{year:04d}-W{week:02d}"
