"""From a document to its sentences, predications and quotations."""

import functools
import itertools
from collections.abc import Iterable, Iterator

from dragoman.lexicons.files import Lexicons
from dragoman.reading.parser import parse
from dragoman.reading.predications import Grammar, add_predications
from dragoman.reading.quotations import find_quotations
from dragoman.schema.document import Document
from dragoman.schema.sentence import Reading, Sentence, Token

_AT_A_TIME = 16  # documents whose paragraphs go to the parser together: more brings no speed, only memory


def read_documents(
    documents: Iterable[Document], *, lexicons: Lexicons, model: str | None = None
) -> Iterator[tuple[Document, Reading]]:
    """Read documents in their order; the parser gets the paragraphs of several at a time.

    Every paragraph is parsed, captions and bylines too: their kind stands on the sentence.
    """
    waiting = iter(documents)
    while group := list(itertools.islice(waiting, _AT_A_TIME)):
        stretches = [(document.text, paragraph.span) for document in group for paragraph in document.paragraphs]
        parsed = iter(parse(stretches, lexicons=lexicons, model=model))
        for document in group:
            paragraphs = list(itertools.islice(parsed, len(document.paragraphs)))
            yield document, _reading(document, paragraphs, lexicons)


def read_document(document: Document, *, lexicons: Lexicons, model: str | None = None) -> Reading:
    """Read one document; see `read_documents`."""
    return next(read_documents([document], lexicons=lexicons, model=model))[1]


def _reading(document: Document, paragraphs: list[tuple[tuple[Token, ...], ...]], lexicons: Lexicons) -> Reading:
    grammar, quotations = _grammar(lexicons), find_quotations(document)
    sentences: list[Sentence] = []
    for number, parsed in enumerate(paragraphs):
        paragraph = document.paragraphs[number]
        for tokens in parsed:
            span = (tokens[0].start, tokens[-1].end)
            sentence = Sentence(
                index=len(sentences),
                paragraph=number,
                kind=paragraph.kind,
                span=span,
                text=document.text[span[0] : span[1]],
                tokens=tokens,
                children=_children(tokens),
            )
            sentences.append(add_predications(sentence, grammar=grammar, quotations=quotations))
    return Reading(sentences=tuple(sentences), quotations=quotations)


@functools.cache
def _grammar(lexicons: Lexicons) -> Grammar:
    return Grammar.of(lexicons)


def _children(tokens: tuple[Token, ...]) -> tuple[tuple[int, ...], ...]:
    below: list[list[int]] = [[] for _ in tokens]
    for index, token in enumerate(tokens):
        if token.head != index:
            below[token.head].append(index)
    return tuple(tuple(children) for children in below)
