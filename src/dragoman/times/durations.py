"""Lengths of time, and times that recur."""

from dragoman.schema.when import TimexType
from dragoman.times import units
from dragoman.times.grammar import Found, Meaning
from dragoman.times.sense import Frame, Sense


def length(found: Found, frame: Frame) -> Sense | None:  # noqa: ARG001
    """Read "seven hours", "a two-day visit", "a year and a half", "half a century", "several years", "decades"."""
    unit = found.value("u") or found.rule.value
    amount = found.number("n")
    if amount is None and found.has("one"):
        amount = 1.0
    if found.rule.offset:  # a half is added or taken: "and a half", "half a"
        amount = (amount or 0.0) + found.rule.offset
    if found.has("vague") and found.value("vague") == "X":
        amount = None
    if unit == "TH" and amount is not None and amount != int(amount) and amount * 4 == int(amount * 4):
        return _sense(round(amount * 60), "TM")  # halves and quarters are minutes; "34.8 hours" stay hours
    return _sense(amount, unit)


def _sense(amount: float | None, unit: str) -> Sense:
    return Sense(
        TimexType.DURATION, units.written(amount, unit), precision=units.precision(unit), amount=amount, unit=unit
    )


def recurring(found: Found, frame: Frame) -> Sense | None:  # noqa: ARG001
    """Read "every two years", "daily", "15 a year"."""
    if found.has("often"):
        letter = found.value("often")
        if letter == "Y" and found.rule.value == "half":
            return Sense(TimexType.SET, "P6M")
        if found.rule.offset and not letter[0].isdigit():
            return Sense(TimexType.SET, units.written(found.rule.offset, letter))
        if letter[0].isdigit():
            return Sense(TimexType.SET, f"P{letter}")
        return Sense(TimexType.SET, units.written(1, letter))
    unit = found.value("u") or found.rule.value
    amount = found.number("n") if found.has("n") else 1.0
    if found.rule.offset:
        amount = found.rule.offset
    if unit == "TH" and amount == 0.5:
        amount, unit = 30, "TM"
    return Sense(TimexType.SET, units.written(amount, unit), precision=units.precision(unit))


def every_month(found: Found, frame: Frame) -> Sense | None:  # noqa: ARG001
    """Read "every August"."""
    return Sense(TimexType.SET, f"XXXX-{int(found.number('m') or 0):02d}")


def every_season(found: Found, frame: Frame) -> Sense | None:  # noqa: ARG001
    """Read "every winter"."""
    return Sense(TimexType.SET, f"XXXX-{found.value('s')}")


def every_part_of_day(found: Found, frame: Frame) -> Sense | None:  # noqa: ARG001
    """Read "every morning"."""
    return Sense(TimexType.SET, f"XXXX-XX-XXT{found.value('p')}")


MEANINGS: dict[str, Meaning] = {
    "length": length,
    "recurring": recurring,
    "every-month": every_month,
    "every-season": every_season,
    "every-part-of-day": every_part_of_day,
}
