"""Hours and parts of the day. The day they belong to is the interval; the hour stands in the value only."""

import re
from dataclasses import replace

from dragoman.schema.when import Precision, TimexType
from dragoman.times import calendar
from dragoman.times.grammar import Found, Meaning
from dragoman.times.sense import Frame, Sense, on_day

_UTC = frozenset({"GMT", "UTC", "ZULU"})


def hour(found: Found, frame: Frame) -> Sense | None:
    """Read "10 a.m.", "16:00 UTC", "0800 GMT", "noon", "seven o'clock": of the day of writing, or last spoken of."""
    written = _hour(found)
    return _on(_day_in_mind(frame), written) if written else None


def _hour(found: Found) -> str | None:
    if found.has("noon"):
        return found.value("noon")
    item = found.item("t")
    if item is None:
        return None
    digits = item.text
    if re.fullmatch(r"\d{3,4}", digits):
        hours, minutes = int(digits[:-2]), int(digits[-2:])
    elif item.number is not None and not re.search(r"[:.]", digits):
        hours, minutes = int(item.number), 0
    else:
        parts = [int(p) for p in re.split(r"[:.]", digits)]
        hours, minutes = parts[0], parts[1]
    half = found.item("ap")
    if half is not None:
        if hours > 12:
            return None
        hours = hours % 12 + (12 if half.lower.startswith("p") else 0)
    if hours > 24 or minutes > 59:
        return None
    zone = "Z" if found.value("z") in _UTC else ""
    return f"T{hours:02d}:{minutes:02d}{zone}"


def _day_in_mind(frame: Frame) -> Sense | None:
    if frame.day is not None:
        return frame.day
    if frame.anchor is None:
        return None
    return Sense(TimexType.DATE, frame.anchor.isoformat(), frame.anchor, frame.anchor, Precision.DAY)


def _on(day: Sense | None, written: str) -> Sense:
    """Put an hour or part of the day on a day."""
    if day is None or day.start is None or day.start != day.end:
        date = re.match(r"[\dX]{4}-(?:[\dX]{2}-[\dX]{2}|W[\dX]{2}-\d)", day.value) if day else None
        sense = Sense(TimexType.TIME, f"{date.group() if date else 'XXXX-XX-XX'}{written}", precision=Precision.DAY)
        return sense.moved(day.interval if day else None)
    value = f"{day.start.isoformat()}{written}"
    return Sense(TimexType.TIME, value, day.start, day.end, Precision.DAY, day.approximate)


def hour_of_day(found: Found, frame: Frame) -> Sense | None:
    """Read "10 a.m. Thursday", "Thursday at noon"."""
    day = found.inner_sense("d", frame)
    written = _clock(found.inner("t"))
    return _on(day, written) if written else day


def hour_in_part(found: Found, frame: Frame) -> Sense | None:
    """Read "3 o'clock in the afternoon": after noon the hours count from twelve."""
    written = _clock(found.inner("t"))
    return _on(_day_in_mind(frame), _in_part(written, found.inner("p"))) if written else None


def _clock(found: Found | None) -> str | None:
    """Give the hour of an expression, "T15:00"."""
    if found is None:
        return None
    if found.rule.meaning == "hour-in-part":
        written = _clock(found.inner("t"))
        return _in_part(written, found.inner("p")) if written else None
    return _hour(found)


def _in_part(written: str, part: Found | None) -> str:
    if part is None or part.value("p") not in {"AF", "EV", "NI"} or not 1 <= int(written[1:3]) < 12:
        return written
    return f"T{int(written[1:3]) + 12:02d}{written[3:]}"


def part_of_today(found: Found, frame: Frame) -> Sense | None:
    """Read "this morning" (offset 0), "last night" (-1), "tonight"."""
    written = found.value("p") or found.rule.value
    at = calendar.days(frame.anchor, int(found.rule.offset)) if frame.anchor else None
    day = Sense(TimexType.DATE, at.isoformat(), at, at, Precision.DAY) if at else None
    return _on(day, f"T{written}")


def part_of_reference(found: Found, frame: Frame) -> Sense | None:
    """Read "that evening" (offset 0), "the following morning" (1), "the night before" (-1): from the day in mind."""
    written, offset = f"T{found.value('p')}", int(found.rule.offset)
    day = frame.day
    if day is None and offset and frame.anchor is not None:
        day = on_day(frame.anchor)
    at = calendar.days(day.start, offset) if day is not None and day.start is not None else None
    return _on(on_day(at) if at else None, written)


def part_of_day(found: Found, frame: Frame) -> Sense | None:
    """Read "Thursday afternoon", "the night of May 5", "yesterday morning"."""
    day = found.inner_sense("d", frame)
    return _on(day, f"T{found.value('p')}") if day else None


def part_in_mind(found: Found, frame: Frame) -> Sense | None:
    """Read "in the afternoon", "at night": of the day last spoken of."""
    return _on(_day_in_mind(frame), f"T{found.value('p')}")


def overnight(found: Found, frame: Frame) -> Sense | None:  # noqa: ARG001
    """Read "overnight": the night before the day of writing, in the news."""
    if frame.anchor is None:
        return Sense(TimexType.TIME, "XXXX-XX-XXTNI", precision=Precision.DAY)
    before = calendar.days(frame.anchor, -1)
    sense = Sense(TimexType.TIME, f"{(before or frame.anchor).isoformat()}TNI", precision=Precision.DAY)
    return replace(sense, start=before or frame.anchor, end=frame.anchor)


def over_zones(sense: Sense) -> Sense:
    """Widen an hour in GMT or UTC to the days that it has been where things happen: "at 0200 GMT on Tuesday".

    Inhabited zones lie ten hours behind to twelve ahead. Hours by another clock are taken to be local to the act.
    """
    match = _ZULU.search(sense.value)
    if match is None or sense.start is None or sense.start != sense.end:
        return sense
    hour = int(match[1])
    start = calendar.days(sense.start, -1) if hour < _BEHIND else sense.start
    end = calendar.days(sense.start, 1) if hour > 24 - _AHEAD else sense.start
    return replace(sense, start=start or sense.start, end=end or sense.start)


_ZULU = re.compile(r"T(\d\d):\d\dZ$")
_BEHIND, _AHEAD = 10, 12


MEANINGS: dict[str, Meaning] = {
    "hour": hour,
    "hour-of-day": hour_of_day,
    "hour-in-part": hour_in_part,
    "part-of-today": part_of_today,
    "part-of-day": part_of_day,
    "part-of-reference": part_of_reference,
    "part-in-mind": part_in_mind,
    "overnight": overnight,
}
