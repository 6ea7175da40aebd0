"""From a document to its sentences, predications and quotations."""

import functools
import itertools
from collections.abc import Iterable, Iterator

from dragoman.lexicons.files import Lexicons
from dragoman.lexicons.grammar import corrected_lemmas
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
        texts = [d.text[p.span[0] : p.span[1]] for d in group for p in d.paragraphs]
        parsed = parse(texts, model=model)
        for document in group:
            paragraphs = list(itertools.islice(parsed, len(document.paragraphs)))
            yield document, _reading(document, paragraphs, lexicons)


def read_document(document: Document, *, lexicons: Lexicons, model: str | None = None) -> Reading:
    """Read one document; see `read_documents`."""
    return next(read_documents([document], lexicons=lexicons, model=model))[1]


def _reading(document: Document, paragraphs: list[tuple[tuple[Token, ...], ...]], lexicons: Lexicons) -> Reading:
    grammar, lemmas, quotations = _grammar(lexicons), corrected_lemmas(lexicons), find_quotations(document)
    sentences: list[Sentence] = []
    for number, parsed in enumerate(paragraphs):
        paragraph = document.paragraphs[number]
        for tokens in parsed:
            moved = tuple(_move(token, paragraph.span[0], document.text, lemmas) for token in tokens)
            span = (moved[0].start, moved[-1].end)
            sentence = Sentence(
                index=len(sentences),
                paragraph=number,
                kind=paragraph.kind,
                span=span,
                text=document.text[span[0] : span[1]],
                tokens=moved,
                children=_children(moved),
            )
            sentences.append(add_predications(sentence, grammar=grammar, quotations=quotations))
    return Reading(sentences=tuple(sentences), quotations=quotations)


@functools.cache
def _grammar(lexicons: Lexicons) -> Grammar:
    return Grammar.of(lexicons)


def _move(token: Token, by: int, text: str, lemmas: dict[tuple[str, str], str]) -> Token:
    """Count a token's offsets in the document, give it back the characters that stand there, correct its lemma."""
    start, end = token.start + by, token.end + by
    lemma = lemmas.get((token.text.lower(), token.pos), token.lemma)
    return Token(
        text=text[start:end],
        lemma=lemma,
        pos=token.pos,
        tag=token.tag,
        dep=token.dep,
        head=token.head,
        start=start,
        end=end,
    )


def _children(tokens: tuple[Token, ...]) -> tuple[tuple[int, ...], ...]:
    below: list[list[int]] = [[] for _ in tokens]
    for index, token in enumerate(tokens):
        if token.head != index:
            below[token.head].append(index)
    return tuple(tuple(children) for children in below)
