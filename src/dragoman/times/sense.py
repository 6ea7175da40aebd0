"""What a time expression means once it is known from where it is counted."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from dragoman.schema.when import Precision, TimexType, When
from dragoman.times.calendar import Interval


class Look(StrEnum):
    """Which way the sentence looks from the anchor. The governing verb decides."""

    BACK = "back"  # "met on Monday"
    AHEAD = "ahead"  # "will meet on Monday"
    HANGING = "hanging"  # "had planned to meet on Monday": ahead of then, perhaps not of now
    NOW = "now"  # "meets on Monday": a day is ahead, a month the nearest
    OPEN = "open"  # no verb tells: "Monday's talks"


@dataclass(frozen=True, slots=True)
class Frame:
    """From where, and which way, words are counted.

    `anchor` is the day of writing, None where it is not known. `reference` is the time last spoken of
    in the text, for "the following day" and "that year"; `day` the last one that was a single day.
    Where no day of writing is known, a day without a year takes that of a day near it in the text.
    """

    anchor: date | None = None
    look: Look = Look.OPEN
    reference: "Sense | None" = None
    day: "Sense | None" = None
    south: bool = False  # the actor's seasons are those of the southern hemisphere
    own: tuple[date, ...] = ()  # without an anchor: days that the text gives with their year, in its order


@dataclass(frozen=True, slots=True)
class Sense:
    """What words come to: their TIMEX3 value, and the days, both ends included, None where unknown.

    `weekday` and `month`, `number` keep what a date without a year is made of, so that a larger
    expression can place it anew.
    """

    type: TimexType
    value: str
    start: date | None = None
    end: date | None = None
    precision: Precision = Precision.UNKNOWN
    approximate: bool = False
    amount: float | None = None  # of a duration: how many …
    unit: str | None = None  # … of which unit: TS TM TH D W M Q Y DE CE

    @property
    def interval(self) -> Interval | None:
        """Both ends, where both are known."""
        return (self.start, self.end) if self.start and self.end else None

    def when(self, text: str | None = None, span: tuple[int, int] | None = None) -> When | None:
        """Give the interval as the record has it; None where neither end is known."""
        if self.start is None and self.end is None:
            return None
        return When(
            start=self.start,
            end=self.end,
            precision=self.precision,
            text=text,
            span=span,
            approximate=self.approximate,
        )

    def moved(self, interval: Interval | None, *, approximate: bool | None = None) -> "Sense":
        """The same words with another interval."""
        start, end = interval or (None, None)
        return replace(self, start=start, end=end, approximate=self.approximate if approximate is None else approximate)


def dated(
    value: str,
    interval: Interval | None,
    precision: Precision,
    *,
    approximate: bool = False,
    kind: TimexType = TimexType.DATE,
) -> Sense:
    """Make the sense of a date; `interval` None where no anchor gives it a place."""
    start, end = interval or (None, None)
    return Sense(kind, value, start, end, precision, approximate)


def on_day(at: date) -> Sense:
    """Make the sense of one day."""
    return Sense(TimexType.DATE, at.isoformat(), at, at, Precision.DAY)
