"""Parts of a time, and times joined to a stretch: "late last year", "the first week of June", "from May to July"."""

from dataclasses import replace

from dragoman.schema.when import Precision, TimexType
from dragoman.times import calendar, units
from dragoman.times.grammar import Found, Meaning
from dragoman.times.sense import Frame, Look, Sense, dated


def third(found: Found, frame: Frame) -> Sense | None:
    """Read "early June", "mid-2011", "late last year": its first, middle or last third; the value is the whole's."""
    inner = found.inner_sense("d", frame)
    if inner is None or inner.interval is None or inner.start == inner.end:
        return inner
    return inner.moved(calendar.third(inner.interval, int(found.value("part") or 0)), approximate=True)


def edge(found: Found, frame: Frame) -> Sense | None:
    """Read "the start of 2012", "the end of this month": its first or last part; a day's edge is the day."""
    return third(found, frame)


def half_of(found: Found, frame: Frame) -> Sense | None:
    """Read "the second half of 2012", "the first half of May"."""
    inner = found.inner_sense("d", frame)
    if inner is None or inner.interval is None:
        return inner
    number = int(found.number("o") or 0)
    first, last = inner.interval
    if number not in {1, 2}:
        return inner
    if inner.precision is Precision.YEAR and first.year == last.year:
        return dated(f"{first.year:04d}-H{number}", calendar.half_span(first.year, number), Precision.UNKNOWN)
    middle = calendar.days(first, ((last - first).days + 1) // 2 - 1)
    after = calendar.days(middle, 1) if middle else None
    if middle is None or after is None or middle < first:
        return inner
    return inner.moved((first, middle) if number == 1 else (after, last))


def counted(found: Found, frame: Frame) -> Sense | None:
    """Read "the first nine months of 1988", "the last week of May", "the second day of the talks"."""
    inner = found.inner_sense("d", frame)
    run = found.inner_sense("n", frame)
    if inner is None or (run is not None and run.unit is None):
        return None
    several = run is not None
    unit = (run.unit if run else None) or found.value("u")
    amount = run.amount if run else 1.0
    last = found.value("o") == "last" or not found.has("o") or found.words("o") in {"final", "closing"}
    number = 1 if last else int(found.number("o") or 1)
    value = units.written(amount, unit) if several else inner.value
    kind = TimexType.DURATION if several else TimexType.DATE
    if inner.interval is None:
        return Sense(kind, value, precision=units.precision(unit))
    first, final = inner.interval
    reach = amount if amount is not None else 3
    if last:
        start = units.shift(final, -reach, unit)
        start = calendar.days(start, 1) if start else None
        end = final
    else:
        moved = units.shift(first, (number - 1) * (1 if several else reach), unit)
        after = units.shift(moved, reach, unit) if moved else None
        start, end = moved, (calendar.days(after, -1) if after else None) or final
    if start is None or start > end:
        return Sense(kind, value, precision=units.precision(unit))
    start, end = max(start, first), min(end, final)
    if start > end:
        return Sense(kind, value, precision=units.precision(unit))
    if not several and unit in {"D", "W", "M", "Q", "WE"}:
        value = units.value_of(start + (end - start) // 2, unit)
    return Sense(kind, value, start, end, units.precision(unit), approximate=amount is None or unit == "W")


def week_of(found: Found, frame: Frame) -> Sense | None:
    """Read "the week of May 14"."""
    inner = found.inner_sense("d", frame)
    if inner is None or inner.start is None:
        return dated("XXXX-WXX", None, Precision.WEEK)
    return dated(calendar.week_value(inner.start), calendar.week_span(inner.start), Precision.WEEK)


def stretch(found: Found, frame: Frame) -> Sense | None:
    """Read "from May to July", "between 1999 and 2002": from the start of the one to the end of the other.

    A side without a year takes it from the other.
    """
    sides = ends(found, frame)
    if sides is None:
        return None
    a, b = sides
    if a.start is None or b.end is None or a.start > b.end:
        return replace(a, value=f"{a.value}/{b.value}")
    precision = b.precision if a.precision is b.precision else Precision.DAY
    return Sense(TimexType.DATE, f"{a.value}/{b.value}", a.start, b.end, precision, a.approximate or b.approximate)


def ends(found: Found, frame: Frame) -> tuple[Sense, Sense] | None:
    """Give the senses of both sides of a stretch."""
    left, right = found.inner("a"), found.inner("b")
    if left is None or right is None:
        return None
    a, b = left.sense(frame), right.sense(frame)
    if a is None or b is None:
        return None
    floating = {"month", "day-of-month", "weekday", "season", "quarter"}
    if left.rule.meaning in floating and not left.has("y") and (right.has("y") or right.rule.meaning not in floating):
        if b.start is not None and b.end is not None:
            a = left.sense(replace(frame, anchor=b.end, look=Look.BACK)) or a
            if a.start is not None and a.start > b.end:
                a = left.sense(replace(frame, anchor=calendar.days(b.end, -_HALF_A_YEAR), look=Look.BACK)) or a
    elif right.rule.meaning in floating and not right.has("y") and a.start is not None:
        b = right.sense(replace(frame, anchor=a.start, look=Look.AHEAD)) or b
        if b.end is not None and b.end < a.start:
            b = right.sense(replace(frame, anchor=calendar.days(a.start, _HALF_A_YEAR), look=Look.AHEAD)) or b
    return a, b


_HALF_A_YEAR = 200
"""Days. A side far from the other is sought from here: a day without a year is taken to be near its anchor."""


MEANINGS: dict[str, Meaning] = {
    "third": third,
    "edge": edge,
    "half-of": half_of,
    "counted": counted,
    "week-of": week_of,
    "stretch": stretch,
}
