"""Blocks and paragraphs: where one stretch of a page ends and the next begins.

Nothing is changed in the text. A paragraph is a span; hard-wrapped lines stay inside it with their line ends.
"""

import re
from dataclasses import dataclass

from dragoman.schema.base import Span

# The parser works on 64 stretches at a time, and its memory grows with their length: measured, 64 of 4,000 characters
# take 730 MB in all, of 2,000 520 MB, of 1,000 350 MB. Few paragraphs of news have more than 1,500 characters; what
# is longer than `MOST_CHARACTERS` is a page that lost its line ends, and is cut into pieces of `PIECE`.
MOST_CHARACTERS = 2_500
PIECE = 1_000

# A text whose longest line is longer than that was not wrapped by hand or by a mail program.
_WIDEST_WRAP = 100

# A wrapped text has at least that many lines that were broken because the next word did not fit.
_LEAST_WRAP = 40

_LINE = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]+")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])")
_INDENT = re.compile(r"(?: {2,}|\t)\S")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a page between line ends; `block` counts what blank lines set apart."""

    span: Span
    block: int


def split_stretches(text: str) -> tuple[Stretch, ...]:
    """Split a text into paragraphs, white space at their ends left out, in the order of the text.

    Every line is one, but for the lines of a text that was wrapped to a width: those are joined where the
    first word of the next line would not have fitted. Stretches longer than `MOST_CHARACTERS` are cut at
    the ends of sentences, or failing that between words.
    """
    lines = _lines(text)
    widest = max((end - start for start, end, _ in lines), default=0)
    joined: list[Stretch] = []
    for start, end, block in lines:
        indented = _INDENT.match(text, start) is not None
        at = start + len(text[start:end]) - len(text[start:end].lstrip())
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.block == block
            and _LEAST_WRAP <= widest <= _WIDEST_WRAP
            and not indented
            and not _fitted(text, last.span, (at, end), widest)
        ):
            joined[-1] = Stretch((last.span[0], end), block)
        else:
            joined.append(Stretch((at, end), block))
    return tuple(piece for stretch in joined for piece in _cut(text, stretch))


def _lines(text: str) -> list[tuple[int, int, int]]:
    """Give start, end (white space at the right left out) and block of each line that holds something."""
    lines: list[tuple[int, int, int]] = []
    block, last_end = 0, 0
    for match in _LINE.finditer(text):
        content = match.group().rstrip()
        if not content:
            continue
        between = text[last_end : match.start()]
        if lines and len(between.replace("\r\n", "\n").strip(" \t")) > 1:
            block += 1
        lines.append((match.start(), match.start() + len(content), block))
        last_end = match.start() + len(content)
    return lines


def _fitted(text: str, above: Span, below: Span, widest: int) -> bool:
    """Say whether the first word of the line below would still have fitted on the line above."""
    line_start = max(text.rfind("\n", above[0], above[1]), text.rfind("\r", above[0], above[1])) + 1 or above[0]
    first_word = text[below[0] : below[1]].split(maxsplit=1)[0]
    return above[1] - line_start + 1 + len(first_word) <= widest


def _cut(text: str, stretch: Stretch) -> list[Stretch]:
    """Cut a stretch that is longer than `MOST_CHARACTERS`."""
    start, end = stretch.span
    pieces: list[Stretch] = []
    while end - start > (PIECE if pieces else MOST_CHARACTERS):
        limit = start + PIECE
        ends = [match.end() for match in _SENTENCE_END.finditer(text, start, limit)]
        space = text.rfind(" ", start, limit) + 1
        at = ends[-1] if ends else space if space > start else limit
        piece_end = at
        while piece_end > start and text[piece_end - 1].isspace():
            piece_end -= 1
        if piece_end > start:
            pieces.append(Stretch((start, piece_end), stretch.block))
        start = at
    if start < end:
        pieces.append(Stretch((start, end), stretch.block))
    return pieces
