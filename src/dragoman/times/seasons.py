"""Seasons, quarters and halves of the year."""

import re

from dragoman.schema.when import Precision
from dragoman.times import calendar
from dragoman.times.dates import full_year
from dragoman.times.grammar import Found, Meaning
from dragoman.times.sense import Frame, Look, Sense, dated


def _season(year: int | None, name: str, *, south: bool) -> Sense | None:
    if year is None:
        return dated(f"XXXX-{name}", None, Precision.SEASON)
    interval = calendar.season_span(year, name, south=south) if 1 <= year <= 9998 else None
    return dated(f"{year:04d}-{name}", interval, Precision.SEASON) if interval else None


def season_of_year(found: Found, frame: Frame) -> Sense | None:
    """Read "the summer of 2005", "winter 1999": winters are named for the year they start in."""
    return _season(full_year(found.number("y") or 0, anchor=frame.anchor), found.value("s"), south=frame.south)


def season_of_years(found: Found, frame: Frame) -> Sense | None:
    """Read "the winter of 1999-2000", which starts in the first year; of other seasons the first of the years."""
    item = found.item("y")
    years = re.findall(r"\d+", item.text) if item else []
    return _season(int(years[0]), found.value("s"), south=frame.south) if years else None


def season_of_reference(found: Found, frame: Frame) -> Sense | None:
    """Read "that summer": of the year last spoken of, else the nearest."""
    reference = frame.reference.interval if frame.reference else None
    if reference is None:
        return season_by(found, frame)
    return _season(reference[0].year, found.value("s"), south=frame.south)


def season_of_period(found: Found, frame: Frame) -> Sense | None:
    """Read "the summer of that year", "autumn last year"."""
    year = found.inner_sense("y", frame)
    season = found.inner("d")
    if season is None:
        return None
    if year is None or year.interval is None or year.precision is not Precision.YEAR:
        return season.sense(frame)
    return _season(year.interval[0].year, season.value("s"), south=frame.south)


def season_by(found: Found, frame: Frame) -> Sense | None:
    """Read "last summer" (offset -1), "this autumn" (0), "next spring" (1), "the summer" (value "near")."""
    name, at = found.value("s"), frame.anchor
    if at is None:
        return _season(None, name, south=frame.south)
    spans = [
        (year, interval)
        for year in range(max(1, at.year - 2), min(9998, at.year + 2) + 1)
        if (interval := calendar.season_span(year, name, south=frame.south))
    ]
    if not spans:
        return _season(None, name, south=frame.south)
    running = [year for year, (first, last) in spans if first <= at <= last]
    behind = [year for year, (_, last) in spans if last < at]
    coming = [year for year, (first, _) in spans if first > at]
    offset = found.rule.offset
    if offset < 0:
        chosen = behind[-1:]
    elif offset > 0:
        chosen = coming[:1]
    elif found.rule.value == "near" or name == "WI":
        chosen = running or (behind[-1:] if frame.look is Look.BACK else coming[:1])
        if not running and frame.look not in {Look.BACK, Look.AHEAD}:
            chosen = _nearer(at.toordinal(), spans)
    else:  # "this summer" is that of the running year
        chosen = running or [at.year]
    return _season(chosen[0] if chosen else None, name, south=frame.south)


def _nearer(at: int, spans: list[tuple[int, calendar.Interval]]) -> list[int]:
    return [min(spans, key=lambda s: (min(abs(at - s[1][0].toordinal()), abs(at - s[1][1].toordinal())), s[0]))[0]]


def _quarter(year: int | None, number: int) -> Sense | None:
    if not 1 <= number <= 4:
        return None
    if year is None:
        return dated(f"XXXX-Q{number}", None, Precision.QUARTER)
    interval = calendar.quarter_span(year, number) if 1 <= year <= 9999 else None
    return dated(f"{year:04d}-Q{number}", interval, Precision.QUARTER) if interval else None


def quarter(found: Found, frame: Frame) -> Sense | None:
    """Read "the third quarter", "Q3 2009": without a year the latest begun, or ahead with the verb."""
    number = int(found.number("o") or 0)
    if found.has("y"):
        return _quarter(full_year(found.number("y") or 0, anchor=frame.anchor), number)
    if frame.anchor is None:
        return _quarter(None, number)
    current = (frame.anchor.month + 2) // 3
    if frame.look is Look.AHEAD:
        return _quarter(frame.anchor.year if number >= current else frame.anchor.year + 1, number)
    return _quarter(frame.anchor.year if number <= current else frame.anchor.year - 1, number)


def quarter_of_period(found: Found, frame: Frame) -> Sense | None:
    """Read "the third quarter of this year", "last year's first quarter", "the second quarter of fiscal 1990"."""
    year = found.inner_sense("y", frame)
    inner = found.inner("q")
    if inner is None:
        return None
    if year is None or year.interval is None or year.precision is not Precision.YEAR:
        return inner.sense(frame)
    if year.value.startswith("FY"):
        return dated(f"{year.value}-Q{int(inner.number('o') or 0)}", year.interval, Precision.QUARTER, approximate=True)
    return _quarter(year.interval[0].year, int(inner.number("o") or 0))


def half(found: Found, frame: Frame) -> Sense | None:
    """Read "the first half", "H1 2012"."""
    number = int(found.number("o") or 0)
    year = full_year(found.number("y") or 0, anchor=frame.anchor) if found.has("y") else None
    if year is None and frame.anchor is not None:
        year = frame.anchor.year
        if frame.look is Look.BACK and number == 2 and frame.anchor.month < 7:
            year -= 1
        elif frame.look is Look.AHEAD and number == 1 and frame.anchor.month > 6:
            year += 1
    if number not in {1, 2}:
        return None
    if year is None:
        return dated(f"XXXX-H{number}", None, Precision.UNKNOWN)
    interval = calendar.half_span(year, number) if 1 <= year <= 9999 else None
    return dated(f"{year:04d}-H{number}", interval, Precision.UNKNOWN) if interval else None


MEANINGS: dict[str, Meaning] = {
    "season-of-year": season_of_year,
    "season-of-period": season_of_period,
    "season-of-years": season_of_years,
    "season-of-reference": season_of_reference,
    "season": season_by,
    "quarter": quarter,
    "quarter-of-period": quarter_of_period,
    "half": half,
}
