"""The day of publication as the page itself gives it: in a byline, a dateline, a line of nothing but a date."""

import re
from typing import TYPE_CHECKING

from dragoman.lexicons.files import Lexicons
from dragoman.schema.document import Document, ParagraphKind
from dragoman.schema.when import Precision, Published, PublishedBasis
from dragoman.times.recognise import recognise
from dragoman.times.sense import Frame

if TYPE_CHECKING:
    from datetime import date

PAGE = (ParagraphKind.DATELINE, ParagraphKind.BYLINE)
_PUBLISHED = re.compile(r"\b(?:first )?(?:published|posted|issued|date|released?|filed)\b", re.IGNORECASE)
_UPDATED = re.compile(r"\b(?:last )?(?:updated|modified|corrected|accessed|retrieved|printed)\b", re.IGNORECASE)
_SHORT = 25
"""Words. A line of page furniture with a date of publication is short; a longer one tells a story."""


def published_from_text(document: Document, *, lexicons: Lexicons | None = None) -> Published | None:
    """Read the day of publication from what the page says outside its running text.

    Datelines and bylines count, and short lines of page furniture that say "published" or "posted". A
    date in the body is none. A day of first publication goes before one of an update; otherwise the
    first on the page counts. Days without a year are left to `publication`.
    """
    lexicons = lexicons or Lexicons()
    found: list[tuple[int, date]] = []
    for paragraph in document.paragraphs:
        text = document.text[paragraph.span[0] : paragraph.span[1]]
        if paragraph.kind not in PAGE and not (
            paragraph.kind is ParagraphKind.FURNITURE and len(text.split()) <= _SHORT and _PUBLISHED.search(text)
        ):
            continue
        for expression in recognise(text, Frame(), lexicons=lexicons):
            sense = expression.sense
            if sense.start is None or sense.start != sense.end or sense.precision is not Precision.DAY:
                continue
            before = text[max(0, expression.start - 30) : expression.start]
            rank = 2 if _UPDATED.search(before) else 0 if _PUBLISHED.search(before) else 1
            found.append((rank, sense.start))
    if not found:
        return None
    day = min(found, key=lambda f: f[0])[1]
    return Published(start=day, end=day, basis=PublishedBasis.DATELINE)
