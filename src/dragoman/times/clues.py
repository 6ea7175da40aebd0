"""What a text lets slip about the day it was written on: every clue a constraint on that day."""

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.lexicons.files import Entry, Lexicons
from dragoman.schema.document import ParagraphKind
from dragoman.schema.sentence import Reading, Sentence
from dragoman.schema.when import Bound, Precision, TimexType
from dragoman.times import calendar, units
from dragoman.times.bounds import bound_before
from dragoman.times.expressions import head_token
from dragoman.times.grammar import Found
from dragoman.times.looking import given_up, look_at
from dragoman.times.recognise import grammar, sides
from dragoman.times.sense import Frame, Look, Sense


class Threshold(Entry, frozen=True, kw_only=True):
    """A measured number of `en/times/publication.toml`, with its reason."""

    note: str
    days: int = 0
    weights: tuple[float, ...] = ()


@functools.cache
def thresholds(lexicons: Lexicons) -> dict[str, Threshold]:
    """Give the thresholds by id."""
    return {e.id: e for e in lexicons.entries("en/times/publication.toml", Threshold)}


@dataclass(frozen=True, slots=True)
class Fence:
    """Publication lies in an interval; an open end is None. `centre` and `spread` (days) weigh the days inside."""

    start: date | None
    end: date | None
    because: str
    centre: date | None = None
    spread: float = 0.0
    unlikely_until: date | None = (
        None  # a year named as past is mostly over: "this year" is how the running one is called
    )


@dataclass(frozen=True, slots=True)
class Recurring:
    """Publication lies on a day of which the test holds, whatever the year: what a date without a year tells."""

    holds: Callable[[date], bool]
    because: str
    strong: bool = False  # so narrow that with a lower bound alone it tells the year
    narrow: bool = False  # leaves one day a year
    day: tuple[int, int] | None = None  # month and day, where it is about one
    behind: bool = False  # the day is past
    bare: bool = False  # the day stands without its weekday, in running text


@dataclass(frozen=True, slots=True)
class Weekday:
    """A bare weekday told in the past."""

    number: int
    because: str


Clues = tuple[list[Fence], list[Recurring], list[Weekday]]


@dataclass(frozen=True, slots=True)
class _Seen:
    """An expression in its sentence."""

    sentence: Sentence
    found: Found
    sense: Sense
    look: Look
    bound: Bound
    token: int

    @property
    def text(self) -> str:
        """Its words."""
        return self.sentence.text[self.found.start : self.found.end]

    @property
    def behind(self) -> bool:
        """Say whether the text tells of it as past."""
        if self.look is Look.HANGING:
            return given_up(self.sentence, self.token)
        return self.look is Look.BACK and self.bound is not Bound.BEFORE

    @property
    def ahead(self) -> bool:
        """Say whether the text tells of it as still to come."""
        return self.look is Look.AHEAD or (self.bound is Bound.BEFORE and self.look is not Look.BACK)


def gather(reading: Reading, *, lexicons: Lexicons) -> Clues:
    """Collect the clues of a text, in its order."""
    seen = list(_expressions(reading, lexicons))
    fences: list[Fence] = []
    recurring: list[Recurring] = []
    weekdays: list[Weekday] = []
    for one in seen:
        if one.sentence.kind in {ParagraphKind.DATELINE, ParagraphKind.BYLINE}:
            recurring.extend(_dateline(one))
        elif one.sentence.kind is ParagraphKind.CAPTION:
            if one.sense.interval is not None and one.sense.precision is Precision.DAY:
                fences.append(Fence(one.sense.interval[0], None, f"“{one.text}” stands in a caption: not before it."))
        elif one.sentence.kind in {ParagraphKind.HEADLINE, ParagraphKind.BODY}:
            fences.extend(_absolute(one))
            recurring.extend(_yearless(one, lexicons))
            weekdays.extend(_weekday(one))
    fences.extend(_lengths(seen, lexicons))
    fences.extend(_counts(seen))
    return fences, recurring, weekdays


def _expressions(reading: Reading, lexicons: Lexicons) -> Iterator[_Seen]:
    for sentence in reading.sentences:
        for found in grammar(lexicons).read(sentence.text):
            for part in sides(found):
                sense = part.sense(Frame())
                if sense is None:
                    continue
                token = head_token(sentence, (part.start + sentence.span[0], part.end + sentence.span[0]))
                yield _Seen(
                    sentence,
                    part,
                    sense,
                    look_at(sentence, token, lexicons=lexicons),
                    bound_before(sentence.text, part.start, lexicons=lexicons),
                    token,
                )


_COMPARED_REACH = 60
_COMPARED = re.compile(r"\b(?:than|against|compared|versus|vs|from|over|above|below|exceed|match|of)\b", re.IGNORECASE)
"""Before a year these make it a yardstick, not a time of what the verb says: "will be higher than in 1986"."""
_MATURING = re.compile(r"\b(?:due|matur\w+|expir\w+|callable|redeemable|notes?|bonds?)\b", re.IGNORECASE)
"""A year behind these belongs to a paper of the market, whatever the verb's tense: "sold bonds due in 1992"."""


def _absolute(one: _Seen) -> Iterator[Fence]:
    """A time with its year: not before it when it is past, not after it when it is ahead."""
    interval = one.sense.interval
    if interval is None or one.sense.type is TimexType.DURATION or one.sense.approximate or interval[0].year < 1900:
        return
    before = one.sentence.text[max(0, one.found.start - _COMPARED_REACH) : one.found.start]
    if _MATURING.search(before):
        return
    if one.bound is Bound.SINCE:
        yield Fence(interval[0], None, f"“since {one.text}”: not before {interval[0]}.")
    elif one.behind:
        because = f"“{one.text}” is told in the past tense: not before {interval[0]}."
        year_over = interval[1] if one.found.rule.meaning == "year" else None
        yield Fence(interval[0], None, because, unlikely_until=year_over)
    elif one.ahead and not _COMPARED.search(before):
        yield Fence(None, interval[1], f"“{one.text}” is still ahead: not after {interval[1]}.")


def _month_day(found: Found) -> tuple[int, int] | None:
    """Give month and day of a date without a year."""
    for leaf in found.leaves():
        if leaf.rule.meaning == "day-of-month" and not leaf.has("y") and not found.has("y"):
            return int(leaf.number("m") or 0), int(leaf.number("d") or 0)
    return None


def _weekday_of(found: Found) -> int | None:
    """Give the weekday that stands beside a date."""
    for leaf in found.leaves():
        if leaf.rule.meaning == "weekday-with-date":
            inner = leaf.inner("w")
            number = inner.number("w") if inner else leaf.number("w")
            return None if number is None else int(number)
    return None


def _near(d: date, month: int, number: int, *, first: int, last: int, weekday: int | None) -> bool:
    """Say whether d lies `first` to `last` days after such a day of some year; below zero: before it."""
    for year in (d.year - 1, d.year, d.year + 1):
        at = calendar.day(year, month, number) if 1 <= year <= 9999 else None
        if at and first <= (d - at).days <= last and (weekday is None or at.weekday() == weekday):
            return True
    return False


def _yearless(one: _Seen, lexicons: Lexicons) -> Iterator[Recurring]:
    """A day, month or season without a year, behind or ahead of publication."""
    reach = thresholds(lexicons)["yearless-reach"].days
    if one.sense.interval is not None and not one.found.rule.meaning.startswith("weekday"):
        return
    pair = _month_day(one.found)
    if pair is not None:
        month, number = pair
        weekday = _weekday_of(one.found)
        bounds = (0, reach) if one.behind else (-reach, 0) if one.ahead else (-reach, reach)
        told = "past" if one.behind else "still ahead" if one.ahead else "named without its year"
        test = functools.partial(_near, month=month, number=number, first=bounds[0], last=bounds[1], weekday=weekday)
        yield Recurring(
            test,
            f"“{one.text}” is {told}: at most nine months off.",
            strong=weekday is not None,
            day=pair,
            behind=one.behind,
            bare=weekday is None,
        )
    elif one.found.rule.meaning == "month" and (one.behind or one.ahead):
        month = int(one.found.number("m") or 0)
        yield Recurring(
            functools.partial(_other_month, month=month, ahead=one.ahead),
            f"“{one.text}”, without a year, is {'past' if one.behind else 'still ahead'}: "
            f"{'not before its end' if one.behind else 'before it began'}.",
        )
    elif one.found.rule.id == "seasons.this" and (one.behind or one.ahead):
        months = calendar.SEASONS[one.found.value("s")]
        yield Recurring(
            functools.partial(_this_season, first=months, ahead=one.ahead),
            f"“{one.text}” is {'past or running' if one.behind else 'still ahead or running'}.",
        )


def _other_month(d: date, *, month: int, ahead: bool) -> bool:
    """A month named without a year is within eleven months, and not the running one."""
    away = (month - d.month) % 12 if ahead else (d.month - month) % 12
    return 1 <= away <= 11


def _this_season(d: date, *, first: int, ahead: bool) -> bool:
    """Read "this autumn" is of the running year; ahead: it has not ended; behind: it has begun."""
    return d.month <= first + 2 if ahead else d.month >= first


def _weekday(one: _Seen) -> Iterator[Weekday]:
    if one.found.rule.id == "weekdays.bare" and (one.behind or one.look is Look.OPEN):
        yield Weekday(int(one.found.number("w") or 0), f"“{one.text}” is told in the past: at most some days before.")


def _dateline(one: _Seen) -> Iterator[Recurring]:
    """A dateline without a year: the day, or the one after it when the paper came out overnight."""
    pair = _month_day(one.found)
    if pair is None:
        return
    weekday = _weekday_of(one.found)
    test = functools.partial(_near, month=pair[0], number=pair[1], first=0, last=0, weekday=weekday)
    because = f"“{one.text}” stands in the dateline, without a year."
    yield Recurring(test, because, strong=weekday is not None, narrow=True, day=pair)


_SUPERLATIVE = re.compile(
    r"\b(?:first|last|latest|highest|lowest|largest|biggest|worst|best|deadliest|strongest|most|fewest|closest|since)\b",
    re.IGNORECASE,
)


def _lengths(seen: list[_Seen], lexicons: Lexicons) -> Iterator[Fence]:
    """Read "the first meeting in about 2½ years" beside "visited in February 2020": publication is so long after it."""
    tenth = thresholds(lexicons)["rough-length"].weights[0]
    for one in seen:
        if one.found.rule.meaning != "within" or one.sense.amount is None or one.look is Look.AHEAD:
            continue
        unit = one.sense.unit or ""
        if unit not in {"W", "M", "Y", "DE"} or not _SUPERLATIVE.search(one.sentence.text[: one.found.start]):
            continue
        dated = _last_of_its_kind(seen, one)
        if dated is None or dated.sense.interval is None:
            continue
        first = units.shift(dated.sense.interval[0], one.sense.amount, unit)
        last = units.shift(dated.sense.interval[1], one.sense.amount, unit)
        if first is None or last is None:
            continue
        length = (first - dated.sense.interval[0]).days
        rounding = {"W": 4, "M": 16, "Y": 183, "DE": 1800}[unit] if one.sense.amount == int(one.sense.amount) else 60
        margin = max(length * tenth, rounding)
        middle = first + (last - first) / 2
        if _NOT_QUITE.match(one.text):
            middle = _clamp(middle, -length * tenth)
        yield Fence(
            _clamp(first, -margin),
            _clamp(last, margin),
            f"“{one.text}” after “{dated.text}”: about {middle:%B %Y}.",
            centre=middle,
            spread=margin / 2 + (last - first).days / 4,
        )


_NOT_QUITE = re.compile(r"(?:nearly|almost|just under|close to|up to)\b", re.IGNORECASE)


def _clamp(at: date, count: float) -> date:
    try:
        return at + timedelta(days=round(count))
    except OverflowError:
        return at


def _last_of_its_kind(seen: list[_Seen], one: _Seen) -> _Seen | None:
    """Find the dated past event that a length is counted from: in its sentence, the next or the one before."""
    best: tuple[int, _Seen] | None = None
    for other in seen:
        apart = other.sentence.index - one.sentence.index
        if (
            other is one
            or abs(apart) > 1
            or other.sense.interval is None
            or not (other.behind or other.bound is Bound.SINCE)
        ):
            continue
        if other.sense.type is TimexType.DURATION or other.sense.precision not in {
            Precision.DAY, Precision.MONTH, Precision.YEAR, Precision.QUARTER, Precision.SEASON,
        }:  # fmt: skip
            continue
        rank = 0 if apart == 0 else 1 if apart == 1 else 2
        if best is None or rank < best[0]:
            best = (rank, other)
    return best[1] if best else None


_ANNIVERSARY = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th)[ -](?:\w+[ -])?(?:anniversary|birthday)", re.IGNORECASE)
_WORDED = re.compile(r"\b([a-z]+(?:-[a-z]+)?)[ -]?(?:year)?[ -]anniversary\b", re.IGNORECASE)


def ordinal_before_anniversary(text: str, *, lexicons: Lexicons) -> int | None:
    """Read which anniversary a text speaks of: "the 50th anniversary", "the fourth anniversary"."""
    match = _ANNIVERSARY.search(text)
    if match:
        return int(match[1])
    for item in grammar(lexicons).vocabulary.items(text):
        if item.lower == "centenary":
            return 100
    worded = _WORDED.search(text)
    if worded:
        row = grammar(lexicons).vocabulary.rows.get(worded[1].lower())
        if row is not None and row.number is not None and "ordinal" in row.kinds:
            return int(row.number)
    return None


def _counts(seen: list[_Seen]) -> Iterator[Fence]:
    """Read "the 50th anniversary of the 1972 communiqué", "ten years ago, in 2012": the year is the sum."""
    for one in seen:
        interval = one.sense.interval
        if interval is None or one.sense.precision not in {Precision.YEAR, Precision.MONTH, Precision.DAY}:
            continue
        if one.sense.type is TimexType.DURATION or interval[0].year != interval[1].year:
            continue
        years = _ANNIVERSARY.search(one.sentence.text)
        amount = int(years[1]) if years else _years_ago(seen, one)
        if amount is None or amount < 1:
            continue
        first, last = calendar.day(interval[0].year + amount, 1, 1), calendar.day(interval[0].year + amount, 12, 31)
        if first and last:
            words = years[0] if years else f"{amount} years ago"
            yield Fence(first, last, f"“{words}” of “{one.text}”: in {first.year}.")


_BESIDE = 12
"""Characters between "ten years ago" and its year, at most: ", in the year "."""


def _years_ago(seen: list[_Seen], one: _Seen) -> int | None:
    """Find "ten years ago" in the sentence of a year."""
    for other in seen:
        if other.sentence.index != one.sentence.index or other.found.rule.id != "relative.ago":
            continue
        inner = other.found.inner_sense("d", Frame())
        if inner is None or inner.unit not in {"Y", "DE"} or not inner.amount or inner.amount != int(inner.amount):
            continue
        if min(abs(other.found.start - one.found.end), abs(one.found.start - other.found.end)) < _BESIDE:
            return int(inner.amount) * (10 if inner.unit == "DE" else 1)
    return None
