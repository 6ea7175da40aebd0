"""How the words before a time bound the act it dates: "ahead of", "until", "since", "after"."""

import functools
import re

from dragoman.lexicons.files import Entry, Lexicons
from dragoman.schema.base import Record
from dragoman.schema.when import Bound


class BoundExample(Record, frozen=True, kw_only=True):
    """A sentence and the bound of its time."""

    text: str
    bound: Bound


class NoBound(Record, frozen=True, kw_only=True):
    """A sentence whose time the entry does not bound."""

    text: str
    why: str


class BoundEntry(Entry, frozen=True, kw_only=True):
    """One bound and the phrases that say it; of `en/times/bounds.toml`."""

    bound: Bound
    phrases: tuple[str, ...]
    examples: tuple[BoundExample, ...]
    non_examples: tuple[NoBound, ...]


_BETWEEN = r"(?:(?:the|a|an|at|on|in|about|around|some|early|late|mid|least|roughly|its|their|this|that)[\s-]+)*"
_FAR = 60
"""Characters to look back: longer than the longest phrase with what may stand between it and the time."""


@functools.cache
def _phrases(lexicons: Lexicons) -> tuple[re.Pattern[str], dict[str, Bound]]:
    bounds = {
        phrase: entry.bound
        for entry in lexicons.entries("en/times/bounds.toml", BoundEntry)
        for phrase in entry.phrases
    }
    longest = sorted(bounds, key=lambda phrase: (-len(phrase), phrase))
    words = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest)
    return re.compile(rf"(?:^|[^\w-])({words})\s+{_BETWEEN}$", re.IGNORECASE), bounds


@functools.cache
def _before_something(lexicons: Lexicons) -> re.Pattern[str]:
    entries = lexicons.entries("en/times/bounds.toml", BoundEntry)
    phrases = sorted(phrase for e in entries if e.bound is Bound.BEFORE for phrase in e.phrases)
    words = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases)
    return re.compile(rf"(?:^|[^\w-])(?:{words})\s+(?:[\w’'-]+\s+){{1,5}}(?:in|on|of|at)?\s*$", re.IGNORECASE)


def dates_what_follows(text: str, start: int, *, lexicons: Lexicons) -> bool:
    """Say whether a time stands on what the act comes before: "met ahead of the vote in *April*"."""
    return _before_something(lexicons).search(text[max(0, start - _FAR) : start]) is not None


def bound_before(text: str, start: int, *, lexicons: Lexicons) -> Bound:
    """Give the bound that the words before a character set; IN where there is none."""
    pattern, bounds = _phrases(lexicons)
    match = pattern.search(text[max(0, start - _FAR) : start])
    return bounds[re.sub(r"\s+", " ", match[1].lower())] if match else Bound.IN
