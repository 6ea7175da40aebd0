"""Who is credited with which words: all attributions of a document, before they become statements."""

from dragoman.lexicons.files import Lexicons
from dragoman.schema.document import Document, ParagraphKind
from dragoman.schema.sentence import Quotation, Reading
from dragoman.statements.interview import read_answers
from dragoman.statements.page import Attribution, Page
from dragoman.statements.quoted import count_labels, read_label, read_quotations, read_rest
from dragoman.statements.reported import read_cues
from dragoman.statements.running import read_running_on


def find_attributions(document: Document, reading: Reading, *, lexicons: Lexicons) -> tuple[Attribution, ...]:
    """Find all attributions of a document, in the order of the text."""
    page = Page(document, reading, lexicons)
    page.units = _outermost(reading.quotations)
    for sentence in reading.sentences:
        page.by_paragraph.setdefault(sentence.paragraph, []).append(sentence)
    page.labels = count_labels(page)
    read_answers(page)
    for paragraph, sentences in page.by_paragraph.items():
        if sentences[0].kind in {ParagraphKind.HEADLINE, ParagraphKind.BODY}:
            first = len(page.found)
            read_label(page, paragraph, sentences)
            read_quotations(page, sentences)
            for sentence in sentences:
                read_cues(page, sentence)
            read_rest(page, paragraph, sentences)
            read_running_on(page, sentences, first)
    return tuple(sorted(page.found, key=lambda a: (a.span, a.sentence)))


def _outermost(quotations: tuple[Quotation, ...]) -> list[Quotation]:
    kept: list[Quotation] = []
    for quotation in quotations:
        if not kept or quotation.outer[0] >= kept[-1].outer[1]:
            kept.append(quotation)
    return kept
