"""Times as intervals of days, and the expressions they come from."""

import re
from datetime import date
from enum import StrEnum

from dragoman.schema.base import Record, Span


class Precision(StrEnum):
    """How fine the wording is, not how long the interval: "August" is month, also when half of it is meant."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"
    UNKNOWN = "unknown"


class When(Record, frozen=True, kw_only=True):
    """An interval of days, both ends included, as narrow as the text allows.

    One end is None where the text bounds only the other ("before the meeting of 4 August"). Unknown
    altogether is no `When` at all, but None in its place.
    """

    start: date | None
    end: date | None
    precision: Precision = Precision.UNKNOWN
    text: str | None = None  # the words it rests on; None where it follows from other dated acts
    span: Span | None = None
    approximate: bool = False  # "about", "around", "some": the true day may lie a little outside

    def __post_init__(self) -> None:
        if self.start is None and self.end is None:
            raise ValueError(f"a time needs a start or an end: {self.text!r}")
        if self.start is not None and self.end is not None and self.start > self.end:
            raise ValueError(f"a time cannot end ({self.end}) before it starts ({self.start}): {self.text!r}")

    def overlaps(self, other: "When") -> bool:
        """Say whether the two can be of one day; an open end reaches any day."""
        return (self.start is None or other.end is None or self.start <= other.end) and (
            other.start is None or self.end is None or other.start <= self.end
        )


class TimexType(StrEnum):
    """TIMEX3's kinds of time expressions."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Bound(StrEnum):
    """How a preposition or conjunction turns an interval into a bound on the act it dates."""

    IN = "in"  # the act lies inside the interval
    BEFORE = "before"  # ends before the interval starts: "before", "ahead of", "in the run-up to"
    UNTIL = "until"  # runs up to the end of the interval: "until", "by"
    SINCE = "since"  # runs from the start of the interval
    AFTER = "after"  # starts after the interval: "after", "following"


class TimeExpression(Record, frozen=True, kw_only=True):
    """Words of the text that name a time, and what they come to.

    `when` is None for sets, for durations that nothing anchors ("seven hours"), and where no anchor gives the
    words a place in the calendar. Of "from May 14 to 16" both ends carry the whole stretch.
    """

    span: Span
    text: str
    type: TimexType
    value: str  # TIMEX3 value, "2020-02", "P2D", "PRESENT_REF" …; X stands for what is not known
    when: When | None = None
    bound: Bound = Bound.IN
    sentence: int  # index of the sentence in the document
    token: int  # index in that sentence of the word that heads the expression


class PublishedBasis(StrEnum):
    """Where the day of publication comes from."""

    GIVEN = "given"
    METADATA = "metadata"
    DATELINE = "dateline"
    INFERRED = "inferred"


class Published(Record, frozen=True, kw_only=True):
    """The day of publication as an interval of days, both ends included."""

    start: date
    end: date
    basis: PublishedBasis
    because: tuple[str, ...] = ()  # the clues as sentences, where it was inferred

    @property
    def day(self) -> date:
        """The day that phrases like "last week" are counted from: the last one it can be."""
        return self.end


class Clue(Record, frozen=True, kw_only=True):
    """What another room knows of the day of publication: an interval of days, an open end None."""

    start: date | None
    end: date | None
    because: str  # as a sentence: "Fumio Kishida is called prime minister, which he was from 2021-10-04."


def dates_paragraph(expression: TimeExpression, sentence: str, start: int) -> bool:
    """Say whether a time stands before a dash or colon at the head of a sentence: "24 Jan 2020 — Chad closed …".

    `sentence` is the text of the first sentence of a paragraph, `start` where it begins in the document.
    """
    told = expression.when is not None and expression.when.start is not None and expression.when.end is not None
    return told and expression.span[0] == start and _HEADING.match(sentence[expression.span[1] - start :]) is not None


_HEADING = re.compile(r"\s*(?:[—–:]|-\s)\s*\S")
