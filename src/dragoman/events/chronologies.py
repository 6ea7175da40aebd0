"""Chronologies: a day at the head of a paragraph is the day of what the paragraph tells."""

from dragoman.events.draft import DraftEvent
from dragoman.schema.sentence import Sentence
from dragoman.schema.when import TimeExpression, When, dates_paragraph

_ENTRIES = 2  # so many paragraphs with a day at their head make a chronology


def date_by_headings(
    drafts: list[DraftEvent], sentences: tuple[Sentence, ...], expressions: tuple[TimeExpression, ...]
) -> None:
    """Give acts without a time of their own the day that their paragraph begins with, in place."""
    headings = _headings(sentences, expressions)
    if len(headings) < _ENTRIES:
        return
    for draft in drafts:
        if draft.time is None:
            draft.time = headings.get(draft.sentence.paragraph)


def _headings(sentences: tuple[Sentence, ...], expressions: tuple[TimeExpression, ...]) -> dict[int, When]:
    first: dict[int, Sentence] = {}
    for sentence in sentences:
        first.setdefault(sentence.paragraph, sentence)
    opening = {s.index: s for s in first.values()}
    found: dict[int, When] = {}
    for expression in expressions:
        head = opening.get(expression.sentence)
        if head is None or expression.when is None:
            continue
        if dates_paragraph(expression, head.text, head.span[0]):
            found[head.paragraph] = expression.when
    return found
