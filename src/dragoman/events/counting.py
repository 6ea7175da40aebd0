"""Days counted from one act to another: "two days after the visit", "the week before the vote"."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.schema.sentence import Predication, Relation, Sentence
from dragoman.schema.when import TimeExpression, TimexType, When


@dataclass(frozen=True, slots=True)
class Length:
    """How long after or before: the least and the most days between two acts."""

    least: int
    most: int

    @property
    def middle(self) -> int:
        """Half way between both."""
        return (self.least + self.most) // 2

    @classmethod
    def parse(cls, value: str) -> "Length | None":
        """Read a TIMEX3 value, "P2D", "PT3H", "PXW"; None where it tells nothing to count with.

        A count is as coarse as its unit, half of it on both sides; "days" without a number are two to six,
        "weeks" and "months" one to six; hours reach into the next day.
        """
        match = _VALUE.fullmatch(value)
        if match is None:
            return None
        if match["clock"]:
            hours = float(match["amount"]) if match["amount"] != "X" and match["unit"] == "H" else 1.0
            return cls(round(hours) // 24, round(hours + 23) // 24)
        days, slack = _DAYS[match["unit"]]
        if match["amount"] == "X":
            return cls(max(2, days), 6 * days) if days < _YEAR else None
        middle = round(float(match["amount"]) * days)
        return cls(middle - slack, middle + slack) if middle < _FAR else None

    def rounded(self) -> "Length":
        """The same with a day to spare where it counts years: an anniversary is kept on its day."""
        if self.least < _YEAR // 2:
            return self
        days = self.middle + self.middle // (4 * _YEAR)
        return Length(days - 1, days + 1)

    def after(self, when: When) -> When | None:
        """Give the days so long after an act."""
        return _moved(when, self.least, self.most)

    def before(self, when: When) -> When | None:
        """Give the days so long before an act."""
        return _moved(when, -self.most, -self.least)


_VALUE = re.compile(r"P(?P<clock>T)?(?P<amount>X|\d+(?:\.\d+)?)(?P<unit>[SMHDWY])")
_YEAR = 365
_FAR = 200 * _YEAR
_DAYS = {"D": (1, 0), "W": (7, 3), "M": (30, 15), "Y": (_YEAR, 182)}
"""Days of a unit, and by how many a count of it may be off."""


def _moved(when: When, least: int, most: int) -> When | None:
    start, end = _shifted(when.start, least), _shifted(when.end, most)
    if start is None and end is None:
        return None
    approximate = when.approximate or least != most
    return When(start=start, end=end, precision=when.precision, approximate=approximate)


def _shifted(day: date | None, count: int) -> date | None:
    try:
        return None if day is None else day + timedelta(days=count)
    except OverflowError:
        return None


@dataclass(frozen=True, slots=True)
class Count:
    """So much time lies between two acts of a sentence, given by their place among its predications."""

    earlier: int
    later: int | None  # None: what the sentence tells, whichever act that is
    length: Length
    lasting: bool = False  # the earlier act took so long and ran up to the later: "after three days of talks"

    def other(self, index: int) -> int | None:
        """Give the act at the other end; None where there is none, or the count is not about this one."""
        return self.later if index == self.earlier else self.earlier if index == self.later else None

    def time(self, index: int, other: When) -> When | None:
        """Date one end by the other."""
        if not self.lasting:
            return self.length.before(other) if index == self.earlier else self.length.after(other)
        if index != self.earlier:
            return None
        start = _shifted(other.start, -self.length.middle)
        return None if start is None else When(start=start, end=other.end, approximate=True)


_AFTER = frozenset({"after", "following", "since"})
_BEFORE = frozenset({"before"})
_ENDING = frozenset({"end", "conclude", "close", "finish", "wrap up", "break up", "collapse"})


def counts(sentence: Sentence, expressions: tuple[TimeExpression, ...]) -> tuple[Count, ...]:
    """Find the lengths of time that a sentence sets between two of its acts.

    The length stands right before "after" or "before"; what these words introduce is the one act, what it
    hangs on the other. Acts joined to the first lie as far from the other.
    """
    found: list[Count] = []
    for expression in expressions:
        if expression.type is not TimexType.DURATION or expression.when is not None:
            continue
        length = Length.parse(expression.value)
        marker = next((i for i, t in enumerate(sentence.tokens) if t.start >= expression.span[1]), None)
        if length is None or marker is None:
            continue
        word = sentence.tokens[marker].text.lower()
        inner = _introduced(sentence, marker) if word in _AFTER | _BEFORE | {"of"} else None
        if inner is None:
            continue
        outer = _outer(sentence, inner, marker)
        if word == "of":
            if outer is not None and _over_by(sentence, inner, expression.token):
                found.append(Count(inner.index, outer, length, lasting=True))
            continue
        for at in (inner, *_joined(sentence, inner)):
            if word in _AFTER:
                found.append(Count(at.index, outer, length))
            elif outer is not None:
                found.append(Count(outer, at.index, length))
    return tuple(found)


def _introduced(sentence: Sentence, marker: int) -> Predication | None:
    """Find the act that "after" or "before" introduces: a clause, or a noun."""
    word = sentence.tokens[marker]
    if word.dep == "mark":
        return sentence.predication_at(word.head)
    below = [token for token in sentence.subtree(marker) if token > marker]
    return next((p for token in below if (p := sentence.predication_at(token)) is not None), None)


def _outer(sentence: Sentence, inner: Predication, marker: int) -> int | None:
    if inner.governor is not None:
        return inner.governor.predication
    above = (sentence.predication_at(token) for token in sentence.ancestors(marker))
    return next((p.index for p in above if p is not None and p is not inner), None)


def _over_by(sentence: Sentence, inner: Predication, length: int) -> bool:
    """Say whether an act of that length is over by the act it hangs on: "after three days of talks"."""
    if inner.governor is None:
        return False
    above = sentence.predications[inner.governor.predication]
    ended = inner.governor.relation is Relation.SUBJECT and above.lemma in _ENDING
    return ended or sentence.tokens[sentence.tokens[length].head].text.lower() in _AFTER


def _joined(sentence: Sentence, first: Predication) -> list[Predication]:
    tokens = sentence.conjuncts(first.anchor)[1:]
    return [p for token in tokens if (p := sentence.predication_at(token)) is not None]
