"""Days of the week: the nearest one on the side that the verb looks to."""

from datetime import date

from dragoman.schema.when import Precision, TimexType
from dragoman.times import calendar
from dragoman.times.grammar import Found, Meaning
from dragoman.times.sense import Frame, Look, Sense, dated, on_day


def place_weekday(weekday: int, *, anchor: date, look: Look) -> date | None:
    """Find the day that a bare weekday means.

    "met on Monday" looks back, "will meet on Monday" ahead, each by 0 to 6 days: a report names the
    day of writing too.

    Args:
        weekday: 0 for Monday to 6 for Sunday.
        anchor: day of writing.
        look: what the governing verb says; with none the day lies behind.

    Raises:
        ValueError: `weekday` is not 0 to 6.

    Source: coding rule T4 in docs/times.md.
    """
    if not 0 <= weekday <= 6:
        raise ValueError(f"weekday must be 0 (Monday) to 6 (Sunday), not {weekday}")
    if look in {Look.AHEAD, Look.HANGING, Look.NOW}:
        return calendar.days(anchor, (weekday - anchor.weekday()) % 7)
    return calendar.days(anchor, -((anchor.weekday() - weekday) % 7))


def _day(at: date | None, weekday: int) -> Sense:
    if at is None:
        return dated(f"XXXX-WXX-{weekday + 1}", None, Precision.DAY)
    return on_day(at)


def bare(found: Found, frame: Frame) -> Sense | None:
    """Read "Wednesday"."""
    weekday = int(found.number("w") or 0)
    return _day(place_weekday(weekday, anchor=frame.anchor, look=frame.look) if frame.anchor else None, weekday)


def last(found: Found, frame: Frame) -> Sense | None:
    """Read "last Wednesday", "Wednesday last": the latest one before the day of writing."""
    weekday = int(found.number("w") or 0)
    if frame.anchor is None:
        return _day(None, weekday)
    return _day(calendar.days(frame.anchor, -((frame.anchor.weekday() - weekday - 1) % 7 + 1)), weekday)


def next_(found: Found, frame: Frame) -> Sense | None:
    """Read "next Wednesday": that of next week, weeks starting on Monday."""
    weekday = int(found.number("w") or 0)
    if frame.anchor is None:
        return _day(None, weekday)
    return _day(calendar.days(frame.anchor, 7 - frame.anchor.weekday() + weekday), weekday)


def this(found: Found, frame: Frame) -> Sense | None:
    """Read "this Wednesday": ahead, unless the verb looks back."""
    weekday = int(found.number("w") or 0)
    look = Look.BACK if frame.look is Look.BACK else Look.AHEAD
    return _day(place_weekday(weekday, anchor=frame.anchor, look=look) if frame.anchor else None, weekday)


def week_later(found: Found, frame: Frame) -> Sense | None:
    """Read "a week from Monday", "Monday week"."""
    weekday = int(found.number("w") or 0)
    if frame.anchor is None:
        return _day(None, weekday)
    return _day(calendar.days(frame.anchor, (weekday - frame.anchor.weekday()) % 7 + 7), weekday)


def after_reference(found: Found, frame: Frame) -> Sense | None:
    """Read "the following Monday" (offset 1), "the previous Monday" (-1): counted from the time last spoken of."""
    weekday = int(found.number("w") or 0)
    if frame.reference is None or frame.reference.interval is None:
        return _day(None, weekday)
    first, final = frame.reference.interval
    if found.rule.offset > 0:
        return _day(calendar.days(final, (weekday - final.weekday() - 1) % 7 + 1), weekday)
    return _day(calendar.days(first, -((first.weekday() - weekday - 1) % 7 + 1)), weekday)


def of_week(found: Found, frame: Frame) -> Sense | None:
    """Read "Monday of last week", "Tuesday next week"."""
    weekday = found.inner("w")
    week = found.inner_sense("d", frame)
    number = int(weekday.number("w") or 0) if weekday else 0
    if week is None or week.precision is not Precision.WEEK or week.interval is None:
        return _day(None, number)
    return _day(calendar.days(week.interval[0], number), number)


def with_date(found: Found, frame: Frame) -> Sense | None:
    """Read "Friday, August 21": where the date lacks its year the weekday helps to find it."""
    inner = found.inner("d")
    sense = inner.sense(frame) if inner else None
    weekday = found.inner("w")
    number = weekday.number("w") if weekday else found.number("w")
    if inner is None or sense is None or number is None or sense.interval is None or inner.has("y"):
        return sense
    at = sense.interval[0]
    if at != sense.interval[1] or at.weekday() == int(number):
        return sense
    for shift in (-1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6):
        other = calendar.day(at.year + shift, at.month, at.day) if 1 <= at.year + shift <= 9999 else None
        if other and other.weekday() == int(number):
            return on_day(other)
    return sense


def with_ordinal(found: Found, frame: Frame) -> Sense | None:
    """Read "Friday the 13th": the nearest such day on the side that the verb looks to."""
    weekday, number = int(found.number("w") or 0), int(found.number("d") or 0)
    if frame.anchor is None:
        return _day(None, weekday)
    ahead = frame.look in {Look.AHEAD, Look.NOW, Look.HANGING}
    for count in range(14):
        first = calendar.months(frame.anchor.replace(day=1), count if ahead else -count)
        at = calendar.day(first.year, first.month, number) if first else None
        if at and at.weekday() == weekday and (at >= frame.anchor if ahead else at <= frame.anchor):
            return on_day(at)
    return _day(None, weekday)


def nth_of_month(found: Found, frame: Frame) -> Sense | None:
    """Read "the first Monday of May", "the last Friday in June"."""
    inner = found.inner("w")
    month = found.inner_sense("d", frame)
    if inner is None or month is None:
        return None
    weekday = int(inner.number("w") or 0)
    number = -1 if found.value("o") == "last" else int(found.number("o") or 0)
    if month.interval is None or month.precision is not Precision.MONTH:
        return _day(None, weekday)
    at = calendar.nth_weekday(month.interval[0].year, month.interval[0].month, weekday, number)
    return on_day(at) if at else None


def every(found: Found, frame: Frame) -> Sense | None:  # noqa: ARG001 - meanings share one shape
    """Read "Mondays", "every Monday"."""
    return Sense(TimexType.SET, f"XXXX-WXX-{int(found.number('w') or 0) + 1}", precision=Precision.DAY)


def some_ago(found: Found, frame: Frame) -> Sense | None:
    """Read "two Fridays ago": the second before the day of writing."""
    weekday, count = int(found.number("w") or 0), int(found.number("n") or 1)
    if frame.anchor is None or count > 1000:
        return _day(None, weekday)
    back = (frame.anchor.weekday() - weekday - 1) % 7 + 1
    return _day(calendar.days(frame.anchor, -back - 7 * (count - 1)), weekday)


def part_every(found: Found, frame: Frame) -> Sense | None:  # noqa: ARG001
    """Read "every Sunday morning", "Friday nights"."""
    return Sense(TimexType.SET, f"XXXX-WXX-{int(found.number('w') or 0) + 1}T{found.value('p')}")


def weekends(found: Found, frame: Frame) -> Sense | None:  # noqa: ARG001
    """Read "on weekends"."""
    return Sense(TimexType.SET, "XXXX-WXX-WE")


MEANINGS: dict[str, Meaning] = {
    "weekday": bare,
    "weekday-last": last,
    "weekday-next": next_,
    "weekday-this": this,
    "weekday-week-later": week_later,
    "weekday-after-reference": after_reference,
    "weekday-of-week": of_week,
    "weekday-with-date": with_date,
    "weekday-with-ordinal": with_ordinal,
    "weekday-nth-of-month": nth_of_month,
    "weekday-every": every,
    "weekday-part-every": part_every,
    "weekdays-ago": some_ago,
    "weekends": weekends,
}
