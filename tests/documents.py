"""Documents for the tests of single rooms."""

from datetime import date

from dragoman.schema.document import Document, Paragraph, document_id
from dragoman.schema.when import Published, PublishedBasis


def plain_document(text: str, *, published: str | None = None) -> Document:
    """A document of one body paragraph a line."""
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
