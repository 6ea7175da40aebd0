"""Days, months, years, decades and centuries of the calendar, with or without their year."""

import re
from datetime import date

from dragoman.schema.when import Precision, TimexType
from dragoman.times import calendar
from dragoman.times.grammar import Found, Meaning
from dragoman.times.sense import Frame, Look, Sense, dated, on_day

FAR, NEAR = 270, 92
"""Days. "on May 14" without a year is within about nine months: a day farther off on the side that the
verb looks to, but nearer than three months on the other, is the near one (the verb was misread)."""


BESIDE = 45
"""Days. Without a day of writing, a day without a year is that of a full date of the text no farther off than this."""


def full_year(number: float, *, anchor: date | None = None) -> int:
    """Complete a year of two digits to one from 75 years before the anchor to 25 after it."""
    year = int(number)
    if year >= 100:
        return year
    base = anchor.year if anchor else 2000
    century = base - base % 100
    return min((century - 100 + year, century + year, century + 100 + year), key=lambda y: (abs(y - base + 25), y))


def place_day(month: int, number: int, frame: Frame) -> date | None:
    """Find the year of a day that is given without one; None where there is no anchor or no such day."""
    if frame.anchor is None:
        return _by_own_days(month, number, frame.own)
    anchor = frame.anchor
    around = [
        at
        for year in range(anchor.year - 8, anchor.year + 9)
        if 1 <= year <= 9999 and (at := calendar.day(year, month, number))
    ]
    if not around:
        return None
    nearest = min(around, key=lambda at: (abs((at - anchor).days), at))
    if frame.look is Look.BACK:
        chosen = max((at for at in around if (at - anchor).days <= 1), default=nearest)  # a day ahead: other time zone
    elif frame.look is Look.AHEAD:
        chosen = min((at for at in around if at >= anchor), default=nearest)
    else:
        return nearest
    if abs((chosen - anchor).days) > FAR and abs((nearest - anchor).days) < NEAR:
        return nearest
    return chosen


def _by_own_days(month: int, number: int, own: tuple[date, ...]) -> date | None:
    """Find the day nearest to one that the text gives with its year: "from 28 to 30 January 2024 … on 29 January"."""
    near = [
        (abs((at - day).days), place, at)
        for place, day in enumerate(own)
        for year in (day.year - 1, day.year, day.year + 1)
        if 1 <= year <= 9999 and (at := calendar.day(year, month, number)) and abs((at - day).days) <= BESIDE
    ]
    return min(near)[2] if near else None


def place_month(month: int, frame: Frame) -> int | None:
    """Find the year of a month that is given without one."""
    if frame.anchor is None:
        beside = _by_own_days(month, 15, frame.own)
        return beside.year if beside else None
    at = frame.anchor
    if frame.look is Look.BACK:
        return at.year if month <= at.month else at.year - 1
    if frame.look is Look.AHEAD:
        return at.year if month >= at.month else at.year + 1
    shift = (month - at.month + 6) % 12 - 6  # -6 … 5: the nearest, behind in doubt
    return (at.year * 12 + at.month - 1 + shift) // 12


def day_of_month(found: Found, frame: Frame) -> Sense | None:
    """Read "May 14, 2010", "14 May", "the 4th of August"."""
    month, number = int(found.number("m") or 0), int(found.number("d") or 0)
    if number < 1 or number > calendar.last_of_month(2000, month):
        return None
    if found.has("y"):
        year = full_year(found.number("y") or 0, anchor=frame.anchor)
        at = calendar.day(year, month, number)
        return on_day(at) if at else None
    at = place_day(month, number, frame)
    return on_day(at) if at else dated(f"XXXX-{month:02d}-{number:02d}", None, Precision.DAY)


def day_relative(found: Found, frame: Frame) -> Sense | None:
    """Read "next July 1" (offset 1), "last Nov. 30" (-1): not the day of writing itself."""
    look = Look.AHEAD if found.rule.offset > 0 else Look.BACK
    anchor = calendar.days(frame.anchor, int(found.rule.offset)) if frame.anchor else None
    month, number = int(found.number("m") or 0), int(found.number("d") or 0)
    around = [y for y in range(anchor.year - 8, anchor.year + 9) if 1 <= y <= 9999] if anchor else []
    days = [at for year in around if (at := calendar.day(year, month, number))]
    fitting = [at for at in days if anchor and (at >= anchor if look is Look.AHEAD else at <= anchor)]
    if not fitting:
        return day_of_month(found, frame)
    return on_day(fitting[0] if look is Look.AHEAD else fitting[-1])


def run_of_days(found: Found, frame: Frame) -> Sense | None:
    """Read "May 14-16", "14 to 16 May 2010"."""
    month, last = int(found.number("m") or 0), int(found.number("e") or 0)
    first = day_of_month(found, frame)
    if first is None or last <= int(found.number("d") or 0) or last > calendar.last_of_month(2000, month):
        return first
    if first.start is None:
        return dated(f"{first.value}/XXXX-{month:02d}-{last:02d}", None, Precision.DAY)
    end = calendar.day(first.start.year, month, last)
    if end is None:
        return first
    return dated(f"{first.start.isoformat()}/{end.isoformat()}", (first.start, end), Precision.DAY)


def run_from_day(found: Found, frame: Frame) -> Sense | None:
    """Read "from May 14 to 16": the second day takes its month from the first."""
    first = found.inner_sense("a", frame)
    last = int(found.number("e") or 0)
    if first is None or first.start is None or first.start.day >= last:
        return first
    end = calendar.day(first.start.year, first.start.month, last)
    if end is None:
        return first
    return dated(f"{first.start.isoformat()}/{end.isoformat()}", (first.start, end), Precision.DAY)


def written_out(found: Found, frame: Frame) -> Sense | None:  # noqa: ARG001
    """Read "2015-08-21", with or without a time."""
    item = found.item("d")
    match = re.match(r"(\d{4})-(\d\d)-(\d\d)(T.*)?", item.text if item else "")
    at = calendar.day(int(match[1]), int(match[2]), int(match[3])) if match else None
    if match is None or at is None:
        return None
    if match[4]:
        return Sense(TimexType.TIME, match[0], at, at, Precision.DAY)
    return on_day(at)


def slashed(found: Found, frame: Frame) -> Sense | None:
    """Read "8/21/2015" month first, unless only day first makes a day; "21.8.2015" day first; "2015/8/21"."""
    item = found.item("d")
    parts = re.split(r"[/.]", item.text if item else "")
    a, b, c = (int(p) for p in parts)
    if len(parts[0]) == 4:
        at = calendar.day(a, b, c)
        return on_day(at) if at else None
    year = full_year(c, anchor=frame.anchor)
    dots = item is not None and "." in item.text
    orders = ((b, a), (a, b)) if dots else ((a, b), (b, a))
    for month, number in orders:
        at = calendar.day(year, month, number) if 1 <= month <= 12 else None
        if at:
            doubtful = not dots and a <= 12 and b <= 12 and a != b
            return dated(at.isoformat(), (at, at), Precision.DAY, approximate=doubtful)
    return None


def _month(year: int | None, month: int) -> Sense | None:
    if year is None:
        return dated(f"XXXX-{month:02d}", None, Precision.MONTH)
    interval = calendar.month_span(year, month) if 1 <= year <= 9999 else None
    return dated(f"{year:04d}-{month:02d}", interval, Precision.MONTH) if interval else None


def month_of_year(found: Found, frame: Frame) -> Sense | None:
    """Read "February 2020", "Feb. 2020", "May '68"."""
    return _month(full_year(found.number("y") or 0, anchor=frame.anchor), int(found.number("m") or 0))


def month_alone(found: Found, frame: Frame) -> Sense | None:
    """Read "in August"."""
    month = int(found.number("m") or 0)
    return _month(place_month(month, frame), month)


def month_relative(found: Found, frame: Frame) -> Sense | None:
    """Read "last September" (offset -1: the latest whole one), "next May" (1), "this June" (0: of this year)."""
    month = int(found.number("m") or 0)
    at = frame.anchor
    if at is None:
        return _month(None, month)
    if found.rule.offset < 0:
        return _month(at.year if month < at.month else at.year - 1, month)
    if found.rule.offset > 0:
        return _month(at.year if month > at.month else at.year + 1, month)
    if frame.look is Look.BACK:
        return _month(at.year if month <= at.month else at.year - 1, month)
    return _month(at.year if month >= at.month or frame.look is not Look.AHEAD else at.year + 1, month)


def part_of_year(found: Found, frame: Frame) -> Sense | None:
    """Read "in December that year", "August last year", "next March's" with a year said in words."""
    inner = found.inner("m")
    year = found.inner_sense("y", frame)
    if inner is None or year is None:
        return None
    if year.interval is None or year.precision is not Precision.YEAR:
        return inner.sense(frame)
    at = year.interval[0]
    if inner.has("d"):
        day = calendar.day(at.year, int(inner.number("m") or 0), int(inner.number("d") or 0))
        return on_day(day) if day else None
    return _month(at.year, int(inner.number("m") or 0))


def year(found: Found, frame: Frame) -> Sense | None:  # noqa: ARG001
    """Read "1987"."""
    number = int(found.number("y") or 0)
    interval = calendar.year_span(number)
    return dated(f"{number:04d}", interval, Precision.YEAR) if interval else None


def run_of_years(found: Found, frame: Frame) -> Sense | None:  # noqa: ARG001
    """Read "2001-02", "1941–1945"."""
    item = found.item("y")
    first, last = (int(p) for p in re.findall(r"\d+", item.text if item else "0 0"))
    if 1 <= last <= min(12, first % 100) and item is not None and len(item.text) == 7:
        return _month(first, last)  # "2022-08" as machines write it; "2001-02" are two years
    if last < 100:
        last += first - first % 100
        if last <= first:
            last += 100
    interval = calendar.year_span(first, last)
    if interval is None or last - first > 150:
        return None
    return dated(f"{first:04d}/{last:04d}", interval, Precision.YEAR)


def fiscal_year(found: Found, frame: Frame) -> Sense | None:
    """Read "fiscal 1990": governments and firms start theirs between October before and April, so the whole reach."""
    item = found.item("y")
    if item is not None and item.number is None:  # "fiscal 1987/88"
        return run_of_years(found, frame)
    number = full_year(found.number("y") or 0, anchor=frame.anchor)
    if not 2 <= number <= 9998:
        return None
    start, end = calendar.day(number - 1, 10, 1), calendar.day(number + 1, 3, 31)
    return dated(f"FY{number:04d}", (start, end) if start and end else None, Precision.YEAR, approximate=True)


def decade(found: Found, frame: Frame) -> Sense | None:
    """Read "the 1980s", "the '70s"."""
    item = found.item("d")
    digits = re.sub(r"\D", "", item.text if item else "")
    number = int(digits)
    if len(digits) == 2:
        century = (frame.anchor.year if frame.anchor else 2000) // 100 * 100
        number += century if frame.anchor and number + century <= frame.anchor.year else century - 100
    return _decade(number)


def decade_word(found: Found, frame: Frame) -> Sense | None:
    """Read "the nineties"."""
    tens = int(found.number("d") or 0) * 10
    century = (frame.anchor.year if frame.anchor else 2000) // 100 * 100
    return _decade(tens + (century if frame.anchor and tens + century <= frame.anchor.year else century - 100))


def _decade(first: int) -> Sense | None:
    interval = calendar.year_span(first, first + 9) if first >= 1 else None
    return dated(f"{first:04d}"[:3], interval, Precision.DECADE) if interval else None


def century(found: Found, frame: Frame) -> Sense | None:  # noqa: ARG001
    """Read "the 19th century"."""
    number = int(found.number("o") or 0)
    interval = calendar.year_span(max(1, number * 100 - 99), number * 100) if 1 <= number <= 99 else None
    return dated(f"{number - 1:02d}", interval, Precision.UNKNOWN) if interval else None


def middle_of_century(found: Found, frame: Frame) -> Sense | None:  # noqa: ARG001
    """Read "by mid-century": ten years on both sides of the middle of the running one."""
    if frame.anchor is None:
        return dated("XX", None, Precision.UNKNOWN)
    hundred = frame.anchor.year // 100 * 100
    return dated(
        f"{hundred // 100:02d}", calendar.year_span(hundred + 40, hundred + 60), Precision.UNKNOWN, approximate=True
    )


def turn_of_century(found: Found, frame: Frame) -> Sense | None:
    """Read "the turn of the century": the last one before the day of writing, give or take five years."""
    if frame.anchor is None and not found.has("o"):
        return dated("XX", None, Precision.DECADE)
    hundred = (
        (int(found.number("o") or 1) - 1) * 100
        if found.has("o")
        else (frame.anchor.year // 100 * 100 if frame.anchor else 0)
    )
    interval = calendar.year_span(hundred - 5, hundred + 5) if hundred > 5 else None
    return dated(f"{hundred // 100:02d}", interval, Precision.DECADE, approximate=True)


MEANINGS: dict[str, Meaning] = {
    "day-of-month": day_of_month,
    "day-relative": day_relative,
    "run-of-days": run_of_days,
    "run-from-day": run_from_day,
    "written-out": written_out,
    "slashed": slashed,
    "month-of-year": month_of_year,
    "month": month_alone,
    "month-relative": month_relative,
    "part-of-year": part_of_year,
    "year": year,
    "run-of-years": run_of_years,
    "fiscal-year": fiscal_year,
    "decade": decade,
    "decade-word": decade_word,
    "century": century,
    "turn-of-century": turn_of_century,
    "middle-of-century": middle_of_century,
}
