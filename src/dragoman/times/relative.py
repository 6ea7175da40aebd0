"""Times counted from the day of writing or from the time last spoken of: "last week", "two years earlier"."""

from dataclasses import replace
from datetime import date

from dragoman.schema.when import Precision, TimexType
from dragoman.times import calendar, units
from dragoman.times.calendar import Interval
from dragoman.times.dates import full_year
from dragoman.times.grammar import Found, Meaning
from dragoman.times.sense import Frame, Look, Sense, dated, on_day

REACH = {
    "TS": 60,
    "TM": 60,
    "TH": 24,
    "D": 7,
    "NI": 7,
    "W": 5,
    "FN": 3,
    "WE": 4,
    "M": 6,
    "Q": 3,
    "Y": 5,
    "DE": 3,
    "CE": 3,
}
"""How many units "recent weeks", "the past few years" and "the coming days" reach: as many as make people
change to the next larger unit, about."""


def shifted_day(found: Found, frame: Frame) -> Sense | None:
    """Read "today", "yesterday", "tomorrow", "the day before yesterday"."""
    offset = found.rule.offset or (found.number("d") or 0)
    if frame.anchor is None:
        return dated("XXXX-XX-XX", None, Precision.DAY)
    at = calendar.days(frame.anchor, int(offset))
    return on_day(at) if at else None


def _unit(found: Found) -> str:
    return found.value("u") or found.rule.value


def _containing(at: date | None, unit: str) -> Sense:
    if at is None:
        return dated(units.UNKNOWN.get(unit, "XXXX"), None, units.precision(unit))
    return dated(units.value_of(at, unit), units.containing(at, unit), units.precision(unit))


def unit_by(found: Found, frame: Frame) -> Sense | None:
    """Read "last week" (offset -1), "this year" (0), "next month" (1)."""
    unit = _unit(found)
    if unit == "WE":
        return weekend(found, frame)
    if frame.anchor is None:
        return _containing(None, unit)
    at = units.shift(frame.anchor, found.rule.offset, unit)
    return _containing(at, unit) if at else None


def weekend(found: Found, frame: Frame) -> Sense | None:
    """Read "last weekend", "this weekend", "the weekend": the two last days of a week that starts on Monday."""
    at = frame.anchor
    if at is None:
        return _containing(None, "WE")
    weekday = at.weekday()
    adjective = found.rule.id == "relative.weekend-adjective"
    back = frame.look is Look.BACK or (adjective and frame.look is not Look.AHEAD)
    if found.rule.offset < 0 or found.rule.value == "behind":
        chosen = calendar.days(at, -7)
    elif found.rule.offset > 0:
        chosen = calendar.days(at, 7)
    elif found.rule.value == "ahead" or (found.rule.id == "relative.this-unit" and weekday > 2):
        chosen = at  # "this weekend", written on a Friday, is the next day whatever the tense
    elif back and weekday < 5:  # "was shelved over the weekend", written on Monday
        chosen = calendar.days(at, -7)
    else:
        chosen = at
    return _containing(chosen, "WE")


def unit_of_reference(found: Found, frame: Frame) -> Sense | None:
    """Read "that year", "the same day" (offset 0), "the following day" (1), "the previous month" (-1)."""
    unit = _unit(found)
    reference = frame.reference.interval if frame.reference else None
    if reference is None:
        if found.rule.offset == 0 or frame.anchor is None:
            return _containing(None, unit)
        reference = (frame.anchor, frame.anchor)
    if unit == "Y" and found.items[found.last - 1].lower in {"earlier", "before"}:
        return year_ago_period(found, frame)
    base = reference[1] if found.rule.offset > 0 else reference[0]
    if unit in {"D", "NI"} and (reference[1] - reference[0]).days > 2:
        return _containing(None, unit)  # "the following day" of a month is no day we know
    at = units.shift(base, found.rule.offset, unit)
    return _containing(at, unit) if at else None


def same_period(found: Found, frame: Frame) -> Sense | None:
    """Read "the same period last year", "the same month a year ago": the time last spoken of, in another year."""
    other = found.inner_sense("d", frame)
    reference = frame.reference
    if other is None or other.interval is None or reference is None or reference.interval is None:
        return other
    years = other.interval[0].year - reference.interval[0].year
    first = calendar.months(reference.interval[0], 12 * years)
    last = calendar.months(reference.interval[1], 12 * years)
    if first is None or last is None or not years:
        return other
    if reference.precision is Precision.MONTH:
        return dated(
            f"{first.year:04d}-{first.month:02d}", calendar.month_span(first.year, first.month), Precision.MONTH
        )
    value = units.value_of(first, "Q" if reference.precision is Precision.QUARTER else "D")
    if reference.precision in {Precision.QUARTER, Precision.DAY}:
        return dated(value, (first, last), reference.precision)
    return other


def _amount(found: Found) -> tuple[float | None, str]:
    """Give amount and unit of a run; None where the amount is vague."""
    return found.number("n"), _unit(found)


def run_by(found: Found, frame: Frame) -> Sense | None:
    """Read "the past five days" (offset -1), "the next two weeks" (1): a duration that has a place on the calendar."""
    amount, unit = _amount(found)
    if amount is None and found.rule.meaning == "run-one":
        amount = 1.0
    sense = Sense(
        TimexType.DURATION, units.written(amount, unit), precision=units.precision(unit), amount=amount, unit=unit
    )
    if frame.anchor is None:
        return sense
    reach = amount if amount is not None else REACH.get(unit, 5)
    interval = _reach(frame.anchor, reach, unit, ahead=found.rule.offset > 0)
    return sense.moved(interval, approximate=amount is None)


def _reach(anchor: date, amount: float, unit: str, *, ahead: bool) -> Interval | None:
    other = units.shift(anchor, amount if ahead else -amount, unit)
    if other is None:
        return None
    return (anchor, other) if ahead else (other, anchor)


def vague_run(found: Found, frame: Frame) -> Sense | None:
    """Read "recent weeks" (offset -1), "the coming days" (1)."""
    unit = _unit(found)
    ahead = found.rule.offset > 0
    interval = _reach(frame.anchor, REACH.get(unit, 5), unit, ahead=ahead) if frame.anchor else None
    return dated("FUTURE_REF" if ahead else "PAST_REF", interval, units.precision(unit), approximate=True)


def _point(base: date, amount: float | None, unit: str, direction: int) -> Sense | None:
    """Go from a day by an amount; the answer is as coarse as the unit."""
    if amount is None:
        far = units.shift(base, direction * 3 * REACH.get(unit, 5), unit)
        near = units.shift(base, direction, unit)
        interval = tuple(sorted((far, near))) if far and near else None
        value = "FUTURE_REF" if direction > 0 else "PAST_REF"
        pair: Interval | None = (interval[0], interval[1]) if interval else None
        return dated(value, pair, units.precision(unit), approximate=True)
    at = units.shift(base, direction * amount, unit)
    if at is None:
        return None
    if unit.startswith("T"):
        hours = sorted((base, at))
        return dated(base.isoformat(), (hours[0], hours[1]), Precision.DAY)
    if unit in {"D", "NI"}:
        return on_day(at)
    if unit in {"W", "FN"}:
        first, last = calendar.days(at, -3), calendar.days(at, 3)
        interval_ = (first, last) if first and last else (at, at)
        if direction < 0:
            interval_ = (interval_[0], min(interval_[1], base))
        value = at.isoformat() if amount == 1 else calendar.week_value(at)  # "a week ago" is mostly to the day
        return dated(value, interval_, Precision.WEEK, approximate=True)
    if unit in {"DE", "CE"}:
        first, last = calendar.months(at, -12), calendar.months(at, 12)
        return dated(f"{at.year:04d}", (first, last) if first and last else None, Precision.YEAR, approximate=True)
    coarse = "M" if unit == "M" or amount != int(amount) else unit
    return dated(units.value_of(at, coarse), units.containing(at, coarse), units.precision(coarse), approximate=True)


def _duration(found: Found, frame: Frame) -> tuple[float | None, str] | None:
    inner = found.inner_sense("d", frame)
    if inner is None or inner.unit is None:
        return None
    return inner.amount, inner.unit


def ago(found: Found, frame: Frame) -> Sense | None:
    """Read "two years ago" (offset -1), "three days from now" (1)."""
    duration = _duration(found, frame)
    if duration is None:
        return None
    direction = 1 if found.rule.offset > 0 else -1
    if frame.anchor is None:
        return dated(
            "FUTURE_REF" if direction > 0 else units.UNKNOWN.get(duration[1], "XXXX-XX-XX"),
            None,
            units.precision(duration[1]),
        )
    return _point(frame.anchor, *duration, direction)


def from_reference(found: Found, frame: Frame) -> Sense | None:
    """Read "two years earlier" (offset -1), "a week later" (1): counted from the time last spoken of."""
    duration = _duration(found, frame)
    if duration is None:
        return None
    direction = 1 if found.rule.offset > 0 else -1
    reference = frame.reference.interval if frame.reference else None
    if reference is None or frame.reference is None:
        return dated(units.UNKNOWN.get(duration[1], "XXXX-XX-XX"), None, units.precision(duration[1]))
    base = reference[1] if direction > 0 else reference[0]
    precise = frame.reference.precision
    amount, unit = duration
    if amount is not None and unit == "Y" and amount == int(amount):
        first = calendar.months(reference[0], direction * 12 * int(amount))
        last = calendar.months(reference[1], direction * 12 * int(amount))
        if first and last and precise is Precision.QUARTER:
            return dated(units.value_of(first, "Q"), (first, last), precise)
        if first and last and precise is Precision.MONTH:
            return dated(units.value_of(first, "M"), calendar.month_span(first.year, first.month), precise)
    if unit in {"D", "NI"} and (reference[1] - reference[0]).days > 2:
        return dated("XXXX-XX-XX", None, Precision.DAY)
    return _point(base, amount, unit, direction)


def from_date(found: Found, frame: Frame) -> Sense | None:
    """Read "two days before May 5" (offset -1), "a week after Christmas" (1)."""
    duration = _duration(found, frame)
    other = found.inner_sense("e", frame)
    if duration is None or other is None:
        return None
    direction = 1 if found.rule.offset > 0 else -1
    if other.interval is None:
        return dated(units.UNKNOWN.get(duration[1], "XXXX-XX-XX"), None, units.precision(duration[1]))
    return _point(other.interval[1] if direction > 0 else other.interval[0], *duration, direction)


def ago_in(found: Found, frame: Frame) -> Sense | None:
    """Read "50 years ago this week", "a week ago Thursday": the same so long before."""
    duration, other = _duration(found, frame), found.inner_sense("e", frame)
    if duration is None or other is None or other.interval is None or duration[0] is None:
        return other
    amount, unit = duration
    middle = other.interval[0] + (other.interval[1] - other.interval[0]) // 2
    at = units.shift(middle, -(amount or 0), unit)
    if at is None:
        return None
    same = {Precision.WEEK: "W", Precision.MONTH: "M", Precision.QUARTER: "Q", Precision.YEAR: "Y"}
    return _containing(at, same.get(other.precision, "D"))


def unit_end(found: Found, frame: Frame) -> Sense | None:
    """Read "year's end", "month-end": the last third of the running one."""
    whole = _containing(frame.anchor, _unit(found))
    return whole.moved(calendar.third(whole.interval, 2), approximate=True) if whole.interval else whole


def year_end_of(found: Found, frame: Frame) -> Sense | None:
    """Read "year-end 1986"."""
    year = full_year(found.number("y") or 0, anchor=frame.anchor)
    whole = calendar.year_span(year)
    return dated(f"{year:04d}", calendar.third(whole, 2), Precision.YEAR, approximate=True) if whole else None


def run_part(found: Found, frame: Frame) -> Sense | None:
    """Read "the past year and a half", "the next half century", "the past quarter century"."""
    unit = found.value("u")
    amount = {"half": 0.5, "quarter": 0.25}.get(found.rule.value, 1.5)
    interval = _reach(frame.anchor, amount, unit, ahead=found.rule.offset > 0) if frame.anchor else None
    sense = Sense(TimexType.DURATION, units.written(amount, unit), precision=units.precision(unit))
    return replace(sense, amount=amount, unit=unit).moved(interval)


def eve(found: Found, frame: Frame) -> Sense | None:
    """Read "the eve of May 5": the day before."""
    inner = found.inner_sense("d", frame)
    before = calendar.days(inner.start, -1) if inner is not None and inner.start is not None else None
    return on_day(before) if before else inner


def within(found: Found, frame: Frame) -> Sense | None:
    """Read "in three days", "within 48 hours": a duration; ahead of the day of writing where the verb looks ahead."""
    inner = found.inner_sense("d", frame)
    if inner is None or inner.unit is None or frame.anchor is None or frame.look is not Look.AHEAD:
        return inner
    if found.rule.value == "in":
        point = _point(frame.anchor, inner.amount, inner.unit, 1)
        return inner.moved(point.interval if point else None, approximate=True)
    amount = inner.amount if inner.amount is not None else REACH.get(inner.unit, 5)
    return inner.moved(_reach(frame.anchor, amount, inner.unit, ahead=True))


def year_ago_period(found: Found, frame: Frame) -> Sense | None:
    """Read "a year earlier", "the year-ago quarter": the time last spoken of, a year before."""
    reference = frame.reference
    if (
        reference is not None
        and reference.interval is not None
        and reference.precision
        in {
            Precision.QUARTER,
            Precision.MONTH,
        }
    ):
        first = calendar.months(reference.interval[0], -12)
        last = calendar.months(reference.interval[1], -12)
        if first and last:
            unit = "Q" if reference.precision is Precision.QUARTER else "M"
            return dated(units.value_of(first, unit), units.containing(first, unit), reference.precision)
    base = reference.start if reference is not None and found.rule.meaning == "unit-of-reference" else frame.anchor
    at = calendar.months(base, -12) if base else None
    return _containing(at, "Y")


def up_to_now(found: Found, frame: Frame) -> Sense | None:
    """Read "so far this year", "earlier this month": from its start to the day of writing."""
    inner = found.inner_sense("d", frame)
    if inner is None or inner.interval is None or frame.anchor is None:
        return inner
    first, last = inner.interval
    if first <= frame.anchor < last:
        return inner.moved((first, frame.anchor))
    if frame.anchor >= last:  # "earlier last year": its first half or so
        return replace(inner, approximate=True)
    return inner


def from_now_on(found: Found, frame: Frame) -> Sense | None:
    """Read "later this year", "the rest of the month": from the day of writing to its end."""
    inner = found.inner_sense("d", frame)
    if inner is None or inner.interval is None or frame.anchor is None:
        return inner
    first, last = inner.interval
    if first <= frame.anchor <= last and not (found.rule.value == "later" and frame.look is Look.BACK):
        return inner.moved((frame.anchor, last))
    return replace(inner, approximate=True)


def this_unit(found: Found, frame: Frame) -> Sense | None:
    """Read "the end of the year", "during the week": the one of the time last spoken of, if it is that fine."""
    unit = _unit(found)
    if unit in {"D", "NI"} and frame.day is not None:
        return _containing(frame.day.start, unit)
    return _containing(frame.anchor, unit)


MEANINGS: dict[str, Meaning] = {
    "shifted-day": shifted_day,
    "unit": unit_by,
    "weekend": weekend,
    "unit-of-reference": unit_of_reference,
    "same-period": same_period,
    "run": run_by,
    "run-one": run_by,
    "vague-run": vague_run,
    "ago": ago,
    "from-reference": from_reference,
    "from-date": from_date,
    "eve": eve,
    "ago-in": ago_in,
    "unit-end": unit_end,
    "year-end-of": year_end_of,
    "run-part": run_part,
    "within": within,
    "year-ago-period": year_ago_period,
    "up-to-now": up_to_now,
    "from-now-on": from_now_on,
    "this-unit": this_unit,
}
