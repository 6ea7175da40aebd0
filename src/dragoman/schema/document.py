"""A document as it came in, with what is running text and what is not."""

from datetime import date
from enum import StrEnum

from dragoman.schema.base import Record, Span, content_id
from dragoman.schema.when import Published


class ParagraphKind(StrEnum):
    """What a stretch of the page is. Only headline and body may hold events."""

    HEADLINE = "headline"
    BODY = "body"
    BYLINE = "byline"
    DATELINE = "dateline"
    CAPTION = "caption"
    CREDIT = "credit"
    FURNITURE = "furniture"  # "read more", "sign up", contributors' notes
    FOREIGN = "foreign"  # in another language than the document: the second half of a bilingual release


class Paragraph(Record, frozen=True, kw_only=True):
    """A stretch of the document's text, line ends at its borders left out."""

    span: Span
    kind: ParagraphKind = ParagraphKind.BODY


class Document(Record, frozen=True, kw_only=True):
    """A document ready to be read; all spans of the record count in its `text`."""

    id: str
    source: str  # the path, or what the input said
    text: str
    title: str | None = None
    url: str | None = None  # where it was fetched, or where it says it stands
    canonical: str | None = None  # the address under which its publisher keeps the story, where the page names one
    publisher: str | None = None
    language: str | None = None
    published: Published | None = None
    modified: date | None = None  # day of the last correction or update that the source tells of
    paragraphs: tuple[Paragraph, ...] = ()

    def __post_init__(self) -> None:
        last = 0
        for paragraph in self.paragraphs:
            start, end = paragraph.span
            if not last <= start <= end <= len(self.text):
                raise ValueError(f"{self.source}: paragraph {paragraph.span} is out of order or outside the text")
            last = end

    def head(self, published: Published | None = None) -> "DocumentHead":
        """Give the document without its text, as the record prints it."""
        return DocumentHead(
            id=self.id,
            source=self.source,
            title=self.title,
            url=self.url,
            publisher=self.publisher,
            language=self.language,
            published=published or self.published,
        )


class DocumentHead(Record, frozen=True, kw_only=True):
    """What the record says of a document."""

    id: str
    source: str
    title: str | None
    url: str | None
    publisher: str | None
    language: str | None
    published: Published | None


class Refusal(Record, frozen=True, kw_only=True):
    """A document that cannot be read, and why: it is counted and named, and the run goes on."""

    source: str
    fault: str
    remedy: str

    @property
    def message(self) -> str:
        """The refusal as one line for people."""
        return f"refused {self.source}: {self.fault}; {self.remedy}"


def document_id(text: str, *, source: str) -> str:
    """Compute the id of a document from its text and the name it came under."""
    return content_id("document", source, text)
