"""The time expressions of a document, each with its days."""

import re
from dataclasses import replace
from datetime import date

import msgspec

from dragoman.lexicons.files import Lexicons
from dragoman.schema.actor import Cast
from dragoman.schema.base import Span
from dragoman.schema.document import Document, ParagraphKind
from dragoman.schema.sentence import Reading, Sentence
from dragoman.schema.when import Bound, Precision, Published, TimeExpression, TimexType
from dragoman.times import calendar, dates
from dragoman.times.bounds import bound_before, dates_what_follows
from dragoman.times.chronologies import with_years_of_headings
from dragoman.times.clock import over_zones
from dragoman.times.grammar import Found
from dragoman.times.hemisphere import Hemisphere, hemisphere_of
from dragoman.times.looking import look_at
from dragoman.times.recognise import follow, grammar, make_sense, sides
from dragoman.times.sense import Frame, Look, Sense

RUNNING = frozenset({ParagraphKind.HEADLINE, ParagraphKind.BODY})
"""Kinds of paragraphs whose times later ones may be counted from."""


def read_times(
    document: Document,
    reading: Reading,
    *,
    lexicons: Lexicons,
    published: Published | None,
    cast: Cast | None = None,
) -> tuple[TimeExpression, ...]:
    """Find the time expressions of a document, in its order.

    Without a day of publication, absolute dates still have their days, and a day without a year that lies near one of
    them its year; what is counted from the day of writing has `when` None and a value with X.

    With an interval of publication, every time is counted
    from its first and its last day, and holds both answers.

    Seasons are those of the south where `cast` says that a state of the south acts; of states of both, they reach
    over the one and the other. Hours in GMT or UTC, and a day with another zone's day in brackets, hold both days.

    Expressions of headline, body, captions and datelines all count; only headline and body are "the
    time last spoken of".
    """
    anchors = (published.start, published.end) if published else (None, None)
    read = [(sentence, found) for sentence in reading.sentences if (found := grammar(lexicons).read(sentence.text))]
    own = () if published else _own_days(read)
    frames = (Frame(anchors[0], own=own), Frame(anchors[1], own=own))
    out: list[TimeExpression] = []
    for sentence, found in read:
        before = frames
        for one in found:
            expressions, frames = _resolve(sentence, one, frames, lexicons, cast)
            out.extend(expressions)
        if sentence.kind not in RUNNING:
            frames = before
    told = _with_zones(document.text, _with_lengths(document.text, out))
    return with_years_of_headings(reading, told)


def _with_zones(text: str, expressions: tuple[TimeExpression, ...]) -> tuple[TimeExpression, ...]:
    """Let a day and the day of another zone in brackets hold both: "late Monday (Tuesday in Tokyo)"."""
    out = list(expressions)
    for index in range(1, len(out)):
        first, second = out[index - 1].when, out[index].when
        between = text[out[index - 1].span[1] : out[index].span[0]]
        if first is None or second is None or _BRACKET.fullmatch(between) is None:
            continue
        days = sorted(d for d in (first.start, first.end, second.start, second.end) if d is not None)
        if len(days) == 4 and (days[-1] - days[0]).days == 1 and first.start != second.start:
            for at, when in ((index - 1, first), (index, second)):
                both = msgspec.structs.replace(when, start=days[0], end=days[-1], approximate=True)
                out[at] = msgspec.structs.replace(out[at], when=both)
    return tuple(out)


_BRACKET = re.compile(r"[^().;]{0,40}\((?:\d{1,4}(?::\d\d)? (?:GMT|UTC) )?(?:on |early |late )?")


def _own_days(read: list[tuple[Sentence, list[Found]]]) -> tuple[date, ...]:
    """Give the days and the middles of months that a text tells with their year."""
    spans = [
        sense.interval
        for sentence, found in read
        for one in (found if sentence.kind in RUNNING else [])
        for _, sense in make_sense(one, Frame())
        if sense.precision in {Precision.DAY, Precision.MONTH}
    ]
    return tuple(s[0] + (s[1] - s[0]) // 2 for s in spans if s is not None and (s[1] - s[0]).days <= dates.BESIDE)


_FROM = re.compile(r"\s+(?:from|starting|beginning|commencing)\s+(?:on\s+)?(?:the\s+)?")
_UNTIL = re.compile(r"\s+(?:until|ending|through|to)\s+(?:on\s+)?(?:the\s+)?")


def _with_lengths(text: str, expressions: list[TimeExpression]) -> tuple[TimeExpression, ...]:
    """Let a length stretch the day behind it: "for three days from May 30" is May 30 to June 1."""
    out = list(expressions)
    for index in range(1, len(out)):
        length, day = out[index - 1], out[index]
        match = re.fullmatch(r"P(\d+)([DW])", length.value)
        if match is None or length.type is not TimexType.DURATION or day.when is None or day.when.start != day.when.end:
            continue
        between = text[length.span[1] : day.span[0]]
        more = int(match[1]) * (7 if match[2] == "W" else 1) - 1
        start, end = day.when.start, day.when.end
        if _FROM.fullmatch(between) and end is not None:
            end = calendar.days(end, more)
        elif _UNTIL.fullmatch(between) and start is not None:
            start = calendar.days(start, -more)
        else:
            continue
        if start is not None and end is not None and start <= end:
            when = msgspec.structs.replace(day.when, start=start, end=end)
            out[index] = msgspec.structs.replace(day, when=when, bound=Bound.IN)
    return tuple(out)


def _resolve(
    sentence: Sentence, found: Found, frames: tuple[Frame, Frame], lexicons: Lexicons, cast: Cast | None
) -> tuple[list[TimeExpression], tuple[Frame, Frame]]:
    offset = sentence.span[0]
    heads = [head_token(sentence, (part.start + offset, part.end + offset)) for part in sides(found)]
    bounds = [_bound(sentence, part, head, lexicons) for part, head in zip(sides(found), heads, strict=True)]
    look = look_at(sentence, heads[0], lexicons=lexicons)
    if bounds[0] is Bound.BEFORE and look is not Look.BACK:
        look = Look.AHEAD
    elif look is Look.BACK and dates_what_follows(sentence.text, found.start, lexicons=lexicons):
        look = Look.HANGING
    side = hemisphere_of(sentence, found, heads[0], cast, lexicons=lexicons)
    early = replace(frames[0], look=look, south=side is Hemisphere.SOUTH)
    late = replace(frames[1], look=look, south=side is not Hemisphere.NORTH)
    senses = make_sense(found, late)
    others = make_sense(found, early) if early != late else senses
    out: list[TimeExpression] = []
    for number, (part, sense) in enumerate(senses):
        other = others[number][1] if number < len(others) else sense
        whole = _hull(sense, other)
        span = (part.start + offset, part.end + offset)
        text = sentence.text[part.start : part.end]
        out.append(
            TimeExpression(
                span=span,
                text=text,
                type=whole.type,
                value=whole.value,
                when=over_zones(whole).when(text, span),
                bound=Bound.IN
                if len(senses) > 1 or whole.type is TimexType.SET or _holds_its_end(text, bounds[number])
                else bounds[number],
                sentence=sentence.index,
                token=heads[number],
            )
        )
        early, late = follow(early, other), follow(late, sense)
    return out, (early, late)


def _holds_its_end(text: str, bound: Bound) -> bool:
    """Say whether what "from" begins is ended in the same words: "from *28 to 30 January*"."""
    return bound is Bound.SINCE and _TO_ITS_END.search(text) is not None


_TO_ITS_END = re.compile(r"^(?!\d{4}-\d\d\b).*\w\s*(?:\b(?:to|until|till|through)\b|[–—-])\s*\d")


def _hull(a: Sense, b: Sense) -> Sense:
    """Give the interval that holds both answers; a value that they do not share gets its X."""
    if a == b:
        return a
    starts = [d for d in (a.start, b.start) if d is not None]
    ends = [d for d in (a.end, b.end) if d is not None]
    if len(starts) < 2 or len(ends) < 2:
        return replace(a, start=None, end=None)
    return replace(a, value=_common(a.value, b.value), start=min(starts), end=max(ends), approximate=True)


def _common(a: str, b: str) -> str:
    """Write what two values share, X for the rest: 2022-08-17 and 2022-08-24 give 2022-08-XX."""
    if a == b:
        return a
    if len(a) != len(b):
        return a
    out, same = [], True
    for x, y in zip(a.split("-"), b.split("-"), strict=False):
        same = same and x == y
        out.append(x if same else "".join(c if not c.isdigit() else "X" for c in x))
    return "-".join(out)


def head_token(sentence: Sentence, span: Span) -> int:
    """Find the word that heads a stretch: the one whose own head lies outside; the last of several."""
    inside = [i for i, t in enumerate(sentence.tokens) if t.start < span[1] and span[0] < t.end]
    if not inside:
        return 0
    members = set(inside)
    heads = [i for i in inside if sentence.tokens[i].head not in members or sentence.tokens[i].head == i]
    heads = [i for i in heads if sentence.tokens[i].pos not in {"PUNCT", "DET", "ADP"}] or heads
    return heads[-1] if heads else inside[-1]


def _bound(sentence: Sentence, found: Found, head: int, lexicons: Lexicons) -> Bound:
    """Give the bound on what the expression dates.

    In "before Wednesday's talks" the day is that of the talks, and it is the talks that bound: IN.
    """
    bound = bound_before(sentence.text, found.start, lexicons=lexicons)
    if bound is Bound.IN:
        return bound
    after = sentence.text[found.end : found.end + 2]
    if after[:1] in {"'", "’"} and after[1:] == "s":
        return Bound.IN
    token = sentence.tokens[head]
    governor = sentence.tokens[token.head]
    end = sentence.span[0] + found.end
    if governor.start >= end and governor.pos in {"NOUN", "PROPN"} and token.dep not in {"pobj", "pcomp"}:
        return Bound.IN
    return bound
