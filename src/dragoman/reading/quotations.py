"""What stands between quotation marks, in every typography.

Nothing here looks at grammar: the scanner works on characters, so that offsets are exact whatever stands
between the marks. It tells opening from closing marks by their glyph where the glyph tells, otherwise by
what stands on either side; and quotation marks from apostrophes, primes and measures.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from dragoman.schema.base import Span
from dragoman.schema.document import Document
from dragoman.schema.sentence import Quotation

# Glyphs by what they do. In German and Polish text “ closes what „ opened, in Danish books » opens.
_DOUBLE_OPEN = "“„‟«「『〝"
_DOUBLE_CLOSE = "”»」』〞"
_DOUBLE_PLAIN = '"＂'
_SINGLE_OPEN = "‘‚‛‹"
_SINGLE_CLOSE = "’›"
_SINGLE_PLAIN = "'"
# Two single marks or accents in a row stand for one double mark (typewriters, TeX, corpora).
_DOUBLED = {"''": "plain", "``": "open", "‘‘": "open", "’’": "close", ",,": "open"}
_MARK = re.compile(
    "``|''|‘‘|’’|(?<![,\\w]),,(?=\\w)|["
    + re.escape(_DOUBLE_OPEN + _DOUBLE_CLOSE + _DOUBLE_PLAIN + _SINGLE_OPEN + _SINGLE_CLOSE + _SINGLE_PLAIN)
    + "]"
)

# Words that begin with an apostrophe; behind it they look like the start of a quotation in single marks.
_ELISION = re.compile(
    r"(?:\d\d(?:s|ers)\b"
    r"|(?:em|til|tis|twas|twere|cause|cos|cuz|round|bout|n|neath|nuff|ere|gainst|fraid|ello|ave|s|re|ve|ll|d|m|t)\b)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\d\d(?![\d%]|[.,]\d)")  # "the class of ’68"; an opening glyph in front of it begins a quotation
_BEFORE_OPENING = set(" \t\n\r\u00a0\u2009\u202f\u3000([{<-‐‑‒–—―/…¿¡:;=+*_>|")
_AFTER_CLOSING = set(" \t\n\r\u00a0\u2009\u202f\u3000)]}>.,;:!?-‐‑‒–—―/…*_<|")
_SCARE_WORDS = 3  # up to three words without an end of their own are set off rather than quoted
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_UTTERANCE_END = re.compile(r"[.,!?…;:—–-]\s*$")
# What may stand between the words that attribute and a quotation: then it is words of somebody, however short.
_INTRODUCED = re.compile(
    r"(?:[:,―—–]|\b(?:sa(?:id|ys?|ying)|answer\w*|repl(?:y|ied|ies|ying)|ask\w*|add\w*|shout\w*"
    r"|wr(?:ite|ites|ote|iting)|told|tweet\w*))\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    single: bool
    opens: bool
    closes: bool


def find_quotations(document: Document) -> tuple[Quotation, ...]:
    """Find the stretches between quotation marks, in the order of the text; nested ones inside others too.

    A quotation that runs over several paragraphs opens each of them with a mark and closes only the
    last: its stretches share one `group`. An opening mark that nothing closes holds to the end of its
    paragraph where it stands at the paragraph's start or behind a colon or comma; any other is no quotation.
    """
    found: list[Quotation] = []
    paragraphs = [p.span for p in document.paragraphs]
    running: int | None = None  # group of a quotation that the paragraph before left open
    groups = 0
    for number, span in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        stretches, left_open = _scan(document.text, span)
        goes_on = left_open is not None and following is not None and _opens_with_double(document.text, following)
        if left_open is not None:
            last = _held_to_the_end(document.text, span, left_open, goes_on=goes_on)
            if last is None:
                left_open = None
            else:
                stretches.append(last)
        ordered = sorted(stretches, key=lambda s: (s[1][0], -s[1][1]))
        still_running: int | None = None
        for index, (inner, outer) in enumerate(ordered):
            is_left_open = left_open is not None and outer[0] == left_open.start
            if index == 0 and running is not None and _starts(document.text, span) == outer[0]:
                group = running
            else:
                group, groups = groups, groups + 1
            if is_left_open and goes_on:
                still_running = group
            found.append(
                Quotation(span=inner, outer=outer, group=group, scare=_is_scare(document.text, inner, outer, span))
            )
        running = still_running
    return _groups_are_no_scare(found)


def _scan(text: str, span: Span) -> tuple[list[tuple[Span, Span]], _Mark | None]:
    """Pair the marks of one paragraph; also give the double mark that is left open, if one is."""
    marks = list(_marks(text, span))
    stretches: list[tuple[Span, Span]] = []
    stack: list[_Mark] = []
    for place, mark in enumerate(marks):
        opener = next((i for i in range(len(stack) - 1, -1, -1) if stack[i].single == mark.single), None)
        if mark.closes and opener is not None and not (mark.opens and _rather_opens(mark, marks, place, stack)):
            if mark.single and _is_possessive(text, mark, marks[place + 1 :], span):
                continue
            begun = stack[opener]
            inner, outer = _trimmed(text, begun, mark)
            if inner[0] < inner[1]:
                stretches.append((inner, outer))
            del stack[opener:]  # singles left open inside were apostrophes
        elif mark.opens and (not mark.single or _is_closed_later(mark, marks[place + 1 :])):
            stack.append(mark)
    doubles = [mark for mark in stack if not mark.single]
    return stretches, (doubles[0] if doubles else None)


def _marks(text: str, span: Span) -> Iterable[_Mark]:
    """Give the characters that can be quotation marks, with what each can do where it stands."""
    for match in _MARK.finditer(text, *span):
        start, end = match.span()
        glyph = match.group()
        before = text[start - 1] if start > span[0] else " "
        after = text[end] if end < span[1] else " "
        free_left = before in _BEFORE_OPENING or before in _DOUBLE_OPEN + _SINGLE_OPEN + _DOUBLE_PLAIN + _SINGLE_PLAIN
        free_right = after in _AFTER_CLOSING or after in _DOUBLE_CLOSE + _SINGLE_CLOSE + _DOUBLE_PLAIN + _SINGLE_PLAIN
        blank_left, blank_right = before.isspace(), after.isspace()
        if len(glyph) == 2:
            way, single = _DOUBLED[glyph], False
        elif glyph in _SINGLE_OPEN + _SINGLE_CLOSE + _SINGLE_PLAIN:
            way = "open" if glyph in _SINGLE_OPEN else "close" if glyph in _SINGLE_CLOSE else "plain"
            single = True
        else:
            way = "open" if glyph in _DOUBLE_OPEN else "close" if glyph in _DOUBLE_CLOSE else "plain"
            single = False
        if single:
            if not free_left and not free_right:
                continue  # inside a word: "don't", "O’Neill"
            elided = _ELISION.match(text, end) is not None or (glyph != "‘" and _YEAR.match(text, end) is not None)
            opens = free_left and not blank_right and not elided and way != "close"
            if glyph == "’" and free_left and not blank_right and not elided:
                opens = True  # the wrong way round, as hurried typesetting has it
            closes = free_right and not blank_left and (way != "open" or glyph == "‘")
            if way == "open" and glyph != "‘":
                opens, closes = free_left, False
            if way == "open" and opens:
                closes = False
        elif way == "plain":
            opens = free_left
            closes = free_right or not free_left
            if not opens and not closes:
                opens = closes = True  # letters on both sides: a space is missing; whichever fits
            if before.isdigit() and not blank_left:
                opens = False  # inches and seconds
        elif way == "open":
            opens = not (blank_right and not blank_left)
            closes = glyph in "“«" and not blank_left and (free_right or blank_right)
            if not opens and not closes:
                closes = True
        else:
            closes = not (blank_left and not blank_right) or glyph == "»"
            opens = (free_left or glyph == "»") and not blank_right and before != "”"
        if glyph == "«" and closes and free_left:
            closes = False
        if glyph in "「『〝":
            opens, closes = True, False
        if glyph in "」』〞":
            opens, closes = False, True
        if opens or closes:
            yield _Mark(start, end, single, opens, closes)


def _rather_opens(mark: _Mark, marks: list[_Mark], place: int, stack: list[_Mark]) -> bool:
    """Say whether a mark that could do either opens while one is open: only where enough others close behind it."""
    if mark.single:
        return False
    depth = sum(not m.single for m in stack)
    closings = sum(m.closes and not m.opens and not m.single for m in marks[place + 1 :])
    openings = sum(m.opens and not m.closes and not m.single for m in marks[place + 1 :])
    return closings - openings > depth


def _is_closed_later(mark: _Mark, later: list[_Mark]) -> bool:
    return any(m.single and m.closes and m.start > mark.end for m in later)


def _is_possessive(text: str, mark: _Mark, later: list[_Mark], span: Span) -> bool:
    """Tell "the ministers’ view" inside single marks from their end: another mark closes before one opens."""
    if mark.end >= span[1] or text[mark.start - 1] not in "sSzxZX" or not text[mark.end].isspace():
        return False
    for other in later:
        if other.single:
            return other.closes and not other.opens
    return False


def _trimmed(text: str, begun: _Mark, closing: _Mark) -> tuple[Span, Span]:
    """Give the span without the marks, blanks at its ends left out, and the span with them."""
    start, end = begun.end, closing.start
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end), (begun.start, closing.end)


def _starts(text: str, span: Span) -> int:
    """Give the first character of a paragraph that is no blank."""
    at = span[0]
    while at < span[1] and text[at].isspace():
        at += 1
    return at


def _opens_with_double(text: str, span: Span) -> bool:
    at = _starts(text, span)
    return any(mark.start == at and mark.opens and not mark.single for mark in _marks(text, span))


def _held_to_the_end(text: str, span: Span, mark: _Mark, *, goes_on: bool) -> tuple[Span, Span] | None:
    """Give what an unclosed mark holds, or None where it is a stray."""
    before = text[span[0] : mark.start].rstrip()
    if not goes_on and before and before[-1] not in ":,":
        return None
    end = span[1]
    while end > mark.end and text[end - 1].isspace():
        end -= 1
    start = mark.end
    while start < end and text[start].isspace():
        start += 1
    return ((start, end), (mark.start, end)) if start < end else None


def _is_scare(text: str, inner: Span, outer: Span, paragraph: Span) -> bool:
    """Say whether a stretch is a word or two set off, by its length and what stands around it."""
    words = text[inner[0] : inner[1]]
    if len(_WORD.findall(words)) > _SCARE_WORDS:
        return False
    before, after = text[paragraph[0] : outer[0]], text[outer[1] : paragraph[1]]
    if not before.strip() and not after.strip():
        return False
    if _UTTERANCE_END.search(words) and (not before.strip() or _INTRODUCED.search(before)):
        return False
    if re.search(r"[!?]$", words):
        return False
    return not (_INTRODUCED.search(before) or (not before.strip() and re.match(r"\s*,", after)))


def _groups_are_no_scare(found: list[Quotation]) -> tuple[Quotation, ...]:
    """A stretch of a quotation over several paragraphs is never a scare quote, however short."""
    sizes: dict[int, int] = {}
    for quotation in found:
        sizes[quotation.group] = sizes.get(quotation.group, 0) + 1
    return tuple(replace(q, scare=False) if sizes[q.group] > 1 else q for q in found)
