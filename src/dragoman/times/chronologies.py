"""Chronologies: days without a year take it from the day at the head of their paragraph."""

import re
from datetime import date

import msgspec

from dragoman.schema.sentence import Reading
from dragoman.schema.when import TimeExpression, TimexType, dates_paragraph
from dragoman.times import calendar

_NAMED = re.compile(r"(\d{4})-(\d\d)(-\d\d)?")
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b", re.IGNORECASE)
_YEAR = re.compile(r"\b\d{4}\b")


def with_years_of_headings(reading: Reading, expressions: tuple[TimeExpression, ...]) -> tuple[TimeExpression, ...]:
    """Put days and months told without a year behind a heading with one: "Oct 2019 — … responded in December"."""
    first: dict[int, int] = {}
    for sentence in reading.sentences:
        first.setdefault(sentence.paragraph, sentence.index)
    out = list(expressions)
    heading: TimeExpression | None = None
    paragraph = -1
    for place, expression in enumerate(out):
        sentence = reading.sentences[expression.sentence]
        if sentence.paragraph != paragraph:
            paragraph, heading = sentence.paragraph, None
            if first[paragraph] == sentence.index and dates_paragraph(expression, sentence.text, sentence.span[0]):
                heading = expression if _YEAR.search(expression.text) else None
                continue
        if heading is not None and heading.when is not None and heading.when.start is not None:
            out[place] = _behind(expression, heading.when.start)
    return tuple(out)


def _behind(expression: TimeExpression, start: date) -> TimeExpression:
    when, named = expression.when, _NAMED.fullmatch(expression.value)
    unnamed = _YEAR.search(expression.text) is None and _MONTH.search(expression.text) is not None
    if when is None or when.start is None or when.end is None or not unnamed or named is None:
        return expression
    if expression.type is not TimexType.DATE or when.start.year != when.end.year:
        return expression
    year = start.year if (when.start.month, when.start.day) >= (start.month, 1) else start.year + 1
    first, last = (calendar.day(year, d.month, d.day) for d in (when.start, when.end))
    if first is None or last is None:
        return expression
    value = f"{year:04d}{expression.value[4:]}"
    return msgspec.structs.replace(expression, value=value, when=msgspec.structs.replace(when, start=first, end=last))
