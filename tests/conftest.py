"""What several rooms' tests share: the parser, loaded once, and the development data where it lies."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dragoman.lexicons.files import Lexicons
from dragoman.schema.document import Document, Paragraph, document_id
from dragoman.schema.sentence import Reading
from dragoman.schema.when import Published, PublishedBasis

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of development data beside the checkout; a user's clone has none."""
    if not (SHARED / "eval").is_dir():
        pytest.skip(f"no development data at {SHARED}")
    return SHARED


@pytest.fixture(scope="session")
def lexicons() -> Lexicons:
    return Lexicons()


def plain_document(text: str, *, published: str | None = None) -> Document:
    """A document of one body paragraph a line, as the tests of single rooms want it."""
    paragraphs, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            paragraphs.append(Paragraph(span=(at, at + len(line.rstrip()))))
        at += len(line)
    day = date.fromisoformat(published) if published else None
    return Document(
        id=document_id(text, source="test"),
        source="test",
        text=text,
        language="en",
        published=Published(start=day, end=day, basis=PublishedBasis.GIVEN) if day else None,
        paragraphs=tuple(paragraphs),
    )


@pytest.fixture(scope="session")
def read_text(lexicons: Lexicons) -> Callable[..., tuple[Document, Reading]]:
    """Give a text its grammar: `document, reading = read_text("…", published="2022-08-19")`."""
    from dragoman.reading.reader import read_document

    def read(text: str, *, published: str | None = None) -> tuple[Document, Reading]:
        document = plain_document(text, published=published)
        return document, read_document(document, lexicons=lexicons)

    return read
