"""Amounts of time: how they are written in TIMEX3, and how far they reach on the calendar."""

from datetime import date

from dragoman.schema.when import Precision
from dragoman.times import calendar
from dragoman.times.calendar import Interval

_WRITTEN = {"TS": ("T", "S"), "TM": ("T", "M"), "TH": ("T", "H"), "D": ("", "D"), "NI": ("", "D"), "W": ("", "W")}
_WRITTEN |= {"FN": ("", "W"), "M": ("", "M"), "Q": ("", "Q"), "Y": ("", "Y"), "DE": ("", "Y"), "CE": ("", "Y")}
_WRITTEN |= {"WE": ("", "WE")}
_TIMES = {"FN": 2, "DE": 10, "CE": 100}

_DAYS = {"TS": 0.0, "TM": 0.0, "TH": 1 / 24, "D": 1.0, "NI": 1.0, "W": 7.0, "FN": 14.0, "WE": 7.0}
_MONTHS = {"M": 1.0, "Q": 3.0, "Y": 12.0, "DE": 120.0, "CE": 1200.0}

PRECISIONS = {
    "D": Precision.DAY,
    "NI": Precision.DAY,
    "W": Precision.WEEK,
    "FN": Precision.WEEK,
    "WE": Precision.WEEK,
    "M": Precision.MONTH,
    "Q": Precision.QUARTER,
    "Y": Precision.YEAR,
    "DE": Precision.DECADE,
}
"""How fine a unit is; units below the day are days, centuries are unknown."""


def precision(unit: str) -> Precision:
    """Give how fine a unit is as wording."""
    return PRECISIONS.get(unit, Precision.DAY if unit.startswith("T") else Precision.UNKNOWN)


def written(amount: float | None, unit: str) -> str:
    """Write an amount as TIMEX3 does: "P2D", "PT7H", "P2.5Y", "PXY" where the amount is not said."""
    before, letter = _WRITTEN.get(unit, ("", "D"))
    if amount is None:
        return f"P{before}X{letter}"
    if amount == 0.5 and unit == "Y":
        return "P6M"
    return f"P{before}{round(amount * _TIMES.get(unit, 1), 2):g}{letter}" if amount < 1e6 else f"P{before}X{letter}"


def shift(at: date, amount: float, unit: str) -> date | None:
    """Move a day by an amount of a unit; parts of months are counted as 30 days to the month."""
    if abs(amount) > 1e5:
        return None
    if unit in _DAYS:
        return calendar.days(at, round(amount * _DAYS[unit]))
    count = amount * _MONTHS[unit]
    whole = int(count)
    moved = calendar.months(at, whole)
    return calendar.days(moved, round((count - whole) * 30)) if moved else None


def containing(at: date, unit: str) -> Interval | None:
    """Give the day, week, month, quarter, year, decade or century that a day lies in."""
    if unit in {"D", "NI"} or unit.startswith("T"):
        return at, at
    if unit in {"W", "FN"}:
        return calendar.week_span(at)
    if unit == "WE":
        week = calendar.week_span(at)
        first = calendar.days(week[0], 5) if week else None
        return (first, week[1]) if week and first else None
    if unit == "M":
        return calendar.month_span(at.year, at.month)
    if unit == "Q":
        return calendar.quarter_span(at.year, (at.month + 2) // 3)
    if unit == "Y":
        return calendar.year_span(at.year)
    if unit == "DE":
        return calendar.year_span(max(1, at.year // 10 * 10), at.year // 10 * 10 + 9)
    return calendar.year_span(max(1, at.year // 100 * 100), at.year // 100 * 100 + 99)


def value_of(at: date, unit: str) -> str:
    """Write the unit that a day lies in as TIMEX3 does."""
    if unit in {"W", "FN"}:
        return calendar.week_value(at)
    if unit == "WE":
        return f"{calendar.week_value(at)}-WE"
    if unit == "M":
        return f"{at.year:04d}-{at.month:02d}"
    if unit == "Q":
        return f"{at.year:04d}-Q{(at.month + 2) // 3}"
    if unit == "Y":
        return f"{at.year:04d}"
    if unit == "DE":
        return f"{at.year:04d}"[:3]
    if unit == "CE":
        return f"{at.year:04d}"[:2]
    return at.isoformat()


UNKNOWN = {"D": "XXXX-XX-XX", "NI": "XXXX-XX-XX", "W": "XXXX-WXX", "FN": "XXXX-WXX", "WE": "XXXX-WXX-WE"}
UNKNOWN |= {"M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX", "DE": "XXX", "CE": "XX"}
"""What is written where no anchor tells which one is meant."""
