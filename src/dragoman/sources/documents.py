"""Bytes to documents: the way in. What cannot be read becomes a `Refusal`, and the next one is tried."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import BinaryIO

import msgspec

from dragoman.errors import RefusedError, UsageError
from dragoman.lexicons.files import Lexicons
from dragoman.schema.document import Document, Refusal, document_id
from dragoman.schema.when import Published, PublishedBasis
from dragoman.sources.decoding import MOST_BYTES, decode, refuse_control
from dragoman.sources.language import find_language
from dragoman.sources.paragraphs import find_paragraphs, headline
from dragoman.sources.places import Place, open_place
from dragoman.sources.rows import Row, read_rows

_LOOK = 4_096  # bytes by which the kind of a file is told
_ROW_ENDINGS = (".jsonl", ".ndjson")
_ROW = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{[ \t]*\"")
_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\{\s*[\r\n]|\[\s*(?:[\r\n{]|$))")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ]\d\d:?\d\d.*)?")


class DocumentRow(msgspec.Struct, frozen=True):
    """A document as a row of JSON Lines holds it. Other keys are left alone: such rows come from many tools."""

    text: str
    source: str | None = None
    id: str | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None


def parse_day(text: str) -> date:
    """Read a day, "2022-08-19"; a time of day behind it is left out.

    Raises:
        UsageError: it is no day.
    """
    found = _DAY.fullmatch(text.strip())
    try:
        if found:
            return date.fromisoformat(found.group(1))
    except ValueError:
        pass
    raise UsageError(f"'{text}' is no day; write it as year-month-day, like 2022-08-19")


def read_places(
    places: Iterable[Place], *, stdin: BinaryIO, lexicons: Lexicons, published: date | None = None
) -> Iterator[Document | Refusal]:
    """Read documents from places in their order: a text file gives one, JSON Lines one a row.

    JSON Lines are known by a name that ends in .jsonl or .ndjson, or by what they begin with.

    Args:
        places: as `list_places` finds them.
        stdin: the bytes of standard input.
        lexicons: where the words of pages lie.
        published: day of publication of documents that come without one.

    Raises:
        LexiconError: the lexicon for pages cannot be used.
    """
    for place in places:
        try:
            handle = open_place(place, stdin=stdin)
            try:
                yield from _read_place(place, handle, lexicons=lexicons, published=published)
            finally:
                if place.path is not None:
                    handle.close()
        except OSError as error:
            yield Refusal(
                source=place.name, fault=f"it cannot be read: {error.strerror or error}", remedy="check the file"
            )


def _read_place(
    place: Place, handle: BinaryIO, *, lexicons: Lexicons, published: date | None
) -> Iterator[Document | Refusal]:
    begin = handle.read(_LOOK)
    if (place.name.lower().endswith(_ROW_ENDINGS) and b"\x00" not in begin) or _ROW.match(begin):
        rows = 0
        for row in read_rows(handle, begun=begin):
            rows += 1
            yield _from_row(row, place, lexicons=lexicons, published=published)
        if not rows:
            yield Refusal(source=place.name, fault="it is empty", remedy="give one JSON object a line")
    elif _JSON.match(begin):
        yield Refusal(
            source=place.name,
            fault="this is JSON over several lines, not text",
            remedy="give JSON Lines, one object a line (jq -c writes them)",
        )
    else:
        raw = begin + handle.read(MOST_BYTES + 1 - len(begin))
        try:
            if len(raw) > MOST_BYTES:
                raise RefusedError(
                    f"it is longer than {MOST_BYTES:,} bytes, which no article is; split it into documents"
                )
            yield make_document(
                decode(raw), source=place.name, lexicons=lexicons, published=_given(published, PublishedBasis.GIVEN)
            )
        except RefusedError as error:
            yield _refusal(place.name, error)


def _from_row(row: Row, place: Place, *, lexicons: Lexicons, published: date | None) -> Document | Refusal:
    numbered = f"{place.name}:{row.number}"
    if row.fault:
        return Refusal(source=numbered, fault=row.fault, remedy=row.remedy)
    try:
        content = msgspec.convert(row.content, DocumentRow)
    except msgspec.ValidationError as error:
        fault = f"the row is no document: {error}"
        return Refusal(source=numbered, fault=fault, remedy='give a row with "text", like {"text": "…"}')
    source = content.source or content.id or numbered
    try:
        if len(content.text.encode()) > MOST_BYTES:
            raise RefusedError(
                f"its text is longer than {MOST_BYTES:,} bytes, which no article is; split it into documents"
            )
        try:
            own = parse_day(content.published) if content.published else None
        except UsageError as error:
            raise RefusedError(f"published: {error}, or leave it out") from error
        return make_document(
            refuse_control(content.text),
            source=source,
            lexicons=lexicons,
            title=content.title or None,
            url=content.url or None,
            publisher=content.publisher or None,
            published=_given(own, PublishedBasis.METADATA) or _given(published, PublishedBasis.GIVEN),
        )
    except RefusedError as error:
        return _refusal(source, error)


def make_document(
    text: str,
    *,
    source: str,
    lexicons: Lexicons,
    title: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    published: Published | None = None,
) -> Document:
    """Make a document of a text: find its paragraphs, its headline and its language.

    Raises:
        RefusedError: the text is empty or not English; the message is "fault; remedy".
    """
    if not text.strip():
        raise RefusedError("it is empty; give a text")
    language = find_language(text, lexicons=lexicons)
    paragraphs = find_paragraphs(text, lexicons=lexicons, title=title)
    return Document(
        id=document_id(text, source=source),
        source=source,
        text=text,
        title=title or headline(text, paragraphs),
        url=url,
        publisher=publisher,
        language=language,
        published=published,
        paragraphs=paragraphs,
    )


def bare_document(text: str, *, source: str, lexicons: Lexicons, published: date | None = None) -> Document:
    """Make a document of a row's text as it stands, for commands of a single step: nothing is refused."""
    return Document(
        id=document_id(text, source=source),
        source=source,
        text=text,
        published=_given(published, PublishedBasis.METADATA),
        paragraphs=find_paragraphs(text, lexicons=lexicons),
    )


def _given(day: date | None, basis: PublishedBasis) -> Published | None:
    return None if day is None else Published(start=day, end=day, basis=basis)


def _refusal(where: str, error: RefusedError) -> Refusal:
    fault, _, remedy = str(error).rpartition("; ")
    return Refusal(source=where, fault=fault, remedy=remedy)
