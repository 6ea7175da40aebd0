"""From a document to its sentences, predications and quotations."""

import functools
from collections.abc import Iterable, Iterator

from dragoman.lexicons.files import Lexicons
from dragoman.lexicons.grammar import corrected_lemmas
from dragoman.reading.parser import parse
from dragoman.reading.predications import Grammar, add_predications
from dragoman.reading.quotations import find_quotations
from dragoman.schema.document import Document
from dragoman.schema.sentence import Reading, Sentence, Token


def read_documents(
    documents: Iterable[Document], *, lexicons: Lexicons, model: str | None = None
) -> Iterator[tuple[Document, Reading]]:
    """Read documents one after another, in their order; the parser works on many paragraphs at a time."""
    for document in documents:
        yield document, read_document(document, lexicons=lexicons, model=model)


def read_document(document: Document, *, lexicons: Lexicons, model: str | None = None) -> Reading:
    """Parse every paragraph of a document; captions and bylines too, their kind stands on the sentence."""
    grammar, lemmas, quotations = _grammar(lexicons), corrected_lemmas(lexicons), find_quotations(document)
    sentences: list[Sentence] = []
    texts = [document.text[p.span[0] : p.span[1]] for p in document.paragraphs]
    for number, parsed in enumerate(parse(texts, model=model)):
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
