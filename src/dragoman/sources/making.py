"""A text, and what is known of it, made into a document: its paragraphs, its headline and its language found."""

from collections.abc import Mapping
from datetime import date

from dragoman.errors import RefusedError
from dragoman.lexicons.files import Lexicons
from dragoman.schema.base import Span
from dragoman.schema.document import Document, ParagraphKind, document_id
from dragoman.schema.when import Published, PublishedBasis
from dragoman.sources.decoding import MOST_BYTES
from dragoman.sources.language import find_language, mark_foreign
from dragoman.sources.paragraphs import find_paragraphs, headline


def make_document(
    text: str,
    *,
    source: str,
    lexicons: Lexicons,
    title: str | None = None,
    url: str | None = None,
    canonical: str | None = None,
    publisher: str | None = None,
    published: Published | None = None,
    modified: date | None = None,
    known: Mapping[Span, ParagraphKind] | None = None,
) -> Document:
    """Make a document of a text: find its paragraphs, its headline and its language.

    `known` is what markup said of stretches of the text.

    Raises:
        RefusedError: the text is empty, too long or not English; the message is "fault; remedy".
    """
    if not text.strip():
        raise RefusedError("it is empty; give a text")
    if len(text) > MOST_BYTES:
        raise RefusedError(
            f"its text is longer than {MOST_BYTES:,} characters, which no article is; split it into documents"
        )
    language = find_language(text, lexicons=lexicons)
    paragraphs = mark_foreign(text, find_paragraphs(text, lexicons=lexicons, title=title, known=known))
    return Document(
        id=document_id(text, source=source),
        source=source,
        text=text,
        title=title or headline(text, paragraphs),
        url=url,
        canonical=canonical,
        publisher=publisher,
        language=language,
        published=published,
        modified=modified,
        paragraphs=paragraphs,
    )


def bare_document(text: str, *, source: str, lexicons: Lexicons, published: date | None = None) -> Document:
    """Make a document of a row's text as it stands, for commands of a single step: nothing is refused."""
    return Document(
        id=document_id(text, source=source),
        source=source,
        text=text,
        published=published_on(published, PublishedBasis.METADATA),
        paragraphs=find_paragraphs(text, lexicons=lexicons),
    )


def published_on(day: date | None, basis: PublishedBasis) -> Published | None:
    """Make a day of publication of a day; None of None."""
    return None if day is None else Published(start=day, end=day, basis=basis)
