"""From text to time expressions: which words, and what they mean from a given day. Needs no parser."""

import functools
from dataclasses import dataclass, replace

from dragoman.lexicons.files import Lexicons
from dragoman.schema.when import Precision
from dragoman.times import clock, dates, durations, named_days, parts, relative, seasons, vague, weekdays
from dragoman.times.grammar import Found, Grammar, GuardWords, Meaning, PatternPart, TimeRule
from dragoman.times.guards import Around
from dragoman.times.sense import Frame, Sense
from dragoman.times.words import VocabularyRow

MEANINGS: dict[str, Meaning] = {
    **clock.MEANINGS,
    **dates.MEANINGS,
    **durations.MEANINGS,
    **parts.MEANINGS,
    **relative.MEANINGS,
    **seasons.MEANINGS,
    **vague.MEANINGS,
    **weekdays.MEANINGS,
}


@functools.cache
def grammar(lexicons: Lexicons) -> Grammar:
    """Compile the time grammar of the lexicons, once.

    Raises:
        LexiconError: a rule is malformed.
    """
    return Grammar(
        lexicons.entries("en/times/rules", TimeRule),
        lexicons.table("en/times/words.csv", VocabularyRow),
        MEANINGS | named_days.meanings(lexicons),
        names=named_days.names(lexicons),
        parts={part.id: part.pattern for part in lexicons.entries("en/times/parts.toml", PatternPart)},
        guard_words={
            entry.id: Around(frozenset(entry.before), frozenset(entry.after))
            for entry in lexicons.entries("en/times/guards.toml", GuardWords)
        },
    )


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression in a text, and what it means; offsets count in the text that was given."""

    start: int
    end: int
    text: str
    sense: Sense
    rule: str  # the entry that led here
    found: Found


def sides(found: Found) -> tuple[Found, ...]:
    """Give the expressions that a reading stands for: both ends of a stretch, otherwise itself."""
    if found.rule.meaning == "stretch":
        left, right = found.inner("a"), found.inner("b")
        if left is not None and right is not None:
            return left, right
    return (found,)


def make_sense(found: Found, frame: Frame) -> list[tuple[Found, Sense]]:
    """Give the expressions of a reading with their senses. The two ends of a stretch share its interval."""
    if found.rule.meaning == "stretch":
        pair = parts.ends(found, frame)
        whole = found.sense(frame)
        if pair is not None and whole is not None:
            left, right = sides(found)
            interval = whole.interval
            a, b = pair
            if interval is not None:
                a, b = a.moved(interval), b.moved(interval)
            return [(left, a), (right, b)]
        return []
    sense = found.sense(frame)
    return [(found, sense)] if sense is not None else []


def recognise(text: str, frame: Frame, *, lexicons: Lexicons) -> tuple[Expression, ...]:
    """Find the time expressions of a text and what they mean, all seen from one frame.

    The reference moves on: "in May 2010 … the following day" counts from the expression before.
    """
    out: list[Expression] = []
    for found in grammar(lexicons).read(text):
        for part, sense in make_sense(found, frame):
            out.append(Expression(part.start, part.end, text[part.start : part.end], sense, part.rule.id, part))
            frame = follow(frame, sense)
    return tuple(out)


def follow(frame: Frame, sense: Sense) -> Frame:
    """Let a date become the time last spoken of."""
    if sense.interval is None or sense.type.value not in {"DATE", "TIME"} or sense.value.endswith("_REF"):
        return frame
    day = sense if sense.precision is Precision.DAY and sense.start == sense.end else frame.day
    return replace(frame, reference=sense, day=day)
