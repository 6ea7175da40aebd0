"""Interviews: paragraphs of questions, and between them answers in quotation marks that nobody is said to give."""

from dragoman.schema.document import ParagraphKind
from dragoman.schema.sentence import Quotation, Sentence
from dragoman.statements.page import Attribution, Page
from dragoman.statements.voices import SUBJECTS

_ANSWERS = 2  # so many questions with an answer make an interview
_INTRODUCTION = 2  # body paragraphs in which the one who answers is introduced


def read_answers(page: Page) -> None:
    """Attribute answers to the one whom the text introduces: the first named subject of its first paragraphs.

    An answer is a paragraph that is one quotation from end to end, right behind a paragraph that ends with a
    question and quotes nothing.
    """
    answers = [
        (sentences, unit)
        for paragraph, sentences in page.by_paragraph.items()
        if paragraph and _asked(page, page.by_paragraph.get(paragraph - 1, []))
        for unit in [_whole(page, sentences)]
        if unit is not None
    ]
    speaker = _introduced(page)
    if len(answers) < _ANSWERS or speaker is None:
        return
    for sentences, unit in answers:
        page.found.append(
            Attribution(
                sentence=sentences[0].index,
                parts=(unit.span,),
                speaker=speaker,
                cue=None,
                entry=None,
                frame="label",
                quotations=(unit,),
            )
        )


def _asked(page: Page, sentences: list[Sentence]) -> bool:
    if not sentences or sentences[0].kind is not ParagraphKind.BODY:
        return False
    span = (sentences[0].span[0], sentences[-1].span[1])
    return page.document.text[span[0] : span[1]].rstrip().endswith("?") and not page.units_near(span)


def _whole(page: Page, sentences: list[Sentence]) -> Quotation | None:
    """Give the quotation that a paragraph consists of."""
    start, end = sentences[0].span[0], sentences[-1].span[1]
    text = page.document.text
    for unit in page.units_near((start, end)):
        if not text[start : unit.outer[0]].strip() and not text[unit.outer[1] : end].strip():
            return unit
    return None


def _introduced(page: Page) -> tuple[int, int] | None:
    """Find the named subject that the text begins with, outside of questions and quotations."""
    body = [s for s in page.by_paragraph.values() if s[0].kind is ParagraphKind.BODY][:_INTRODUCTION]
    for sentences in body:
        for sentence in sentences:
            for index, token in enumerate(sentence.tokens):
                root = sentence.tokens[token.head]
                if token.dep in SUBJECTS and token.pos == "PROPN" and root.dep == "ROOT":
                    return None if page.units_near((token.start, token.end)) else (sentence.index, index)
    return None
