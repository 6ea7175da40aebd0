"""Bytes to documents: the way in. What cannot be read becomes a `Refusal`, and the next one is tried."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath
from typing import BinaryIO, cast

import msgspec

from dragoman.errors import DragomanError, RefusedError, UsageError
from dragoman.lexicons.files import Lexicons
from dragoman.schema.document import Document, ParagraphKind, Refusal
from dragoman.schema.when import Published, PublishedBasis
from dragoman.sources.archives import BROKEN, MOST_DEPTH, Member, in_memory, tar_members, zip_members
from dragoman.sources.blocks import Block, compose
from dragoman.sources.columns import FIELDS, Columns, Field, Mapped, find_columns
from dragoman.sources.day_orders import with_orders
from dragoman.sources.days import DayOrder, orders_of, read_day, read_day_as
from dragoman.sources.decoding import MOST_BYTES, decode, decode_page, refuse_control
from dragoman.sources.feeds import MOST_FEED_BYTES, Feed, FeedEntry, read_feed
from dragoman.sources.kinds import LOOK, Kind, tell_kind
from dragoman.sources.mail import MOST_LETTER_BYTES, read_letter
from dragoman.sources.making import bare_document, make_document, published_on
from dragoman.sources.markdown import read_markdown
from dragoman.sources.pages import MOST_PAGE_BYTES, plain_blocks, read_page
from dragoman.sources.places import Place, open_place
from dragoman.sources.press_files import MOST_PDF_BYTES, read_pdf
from dragoman.sources.rows import Row, read_rows
from dragoman.sources.streams import Begun, read_up_to, read_whole
from dragoman.sources.tables import csv_heading, csv_rows, has_table_name, parquet_names, parquet_rows
from dragoman.sources.unpacking import unpacked
from dragoman.sources.web_archives import captures

__all__ = ["Fetch", "bare_document", "make_document", "read_entry", "read_member", "read_places"]

_MARKUP = re.compile(r"</(?:p|div|li|span|a)>|<br\s*/?>", re.IGNORECASE)

Fetch = Callable[[str], Member]
"""What fetches an address; it raises `RefusedError`."""


class DocumentRow(msgspec.Struct, frozen=True):
    """A document as a row of a table holds it."""

    text: str
    source: str | None = None
    id: str | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class _Desk:
    """What all readers are given."""

    lexicons: Lexicons
    published: date | None  # of documents that come without a day
    mapped: Mapped | None

    def day(self, own: date | None) -> Published | None:
        """Give a document's own day, else the one that was given for all."""
        return published_on(own, PublishedBasis.METADATA) or published_on(self.published, PublishedBasis.GIVEN)

    def stated_day(self, text: str | None) -> date | None:
        """Read a day that a letter, a feed or a file states; None where it states none that can be read."""
        try:
            return read_day(text, lexicons=self.lexicons) if text else None
        except UsageError:
            return None

    def day_in_row(self, text: str, order: DayOrder | None) -> date:
        """Read the day of a row.

        Raises:
            RefusedError: it is none, or not written as the user says.
        """
        try:
            return (
                read_day_as(text, self.written) if self.written else read_day(text, lexicons=self.lexicons, order=order)
            )
        except UsageError as error:
            raise RefusedError(f"published: {error}, or leave it out") from error

    @property
    def written(self) -> str | None:
        """How days are written, where the user says so."""
        return self.mapped.written if self.mapped is not None else None

    def mapped_in(self, row: Row) -> Columns | None:
        """Give the user's columns where a row has all of them: rows of one file may differ, and some lack a day."""
        columns = self.mapped.columns if self.mapped is not None else {}
        return columns if columns and all(column in row.content for column in columns.values()) else None


def read_places(
    places: Iterable[Place],
    *,
    stdin: BinaryIO,
    lexicons: Lexicons,
    published: date | None = None,
    mapped: Mapped | None = None,
    fetch: Fetch | None = None,
) -> Iterator[Document | Refusal]:
    """Read documents from places in their order, known by their content: see docs/sources.md for all kinds.

    Args:
        places: as `list_places` finds them.
        stdin: the bytes of standard input.
        lexicons: where the words of pages lie.
        published: day of publication of documents that come without one.
        mapped: which columns of tables hold what, and how their days are written, where the user says so.
        fetch: what fetches addresses; None: a `Fetcher` that keeps away from private networks.

    Raises:
        LexiconError: the lexicon for pages cannot be used.
    """
    desk = _Desk(lexicons, published, mapped)
    for place in places:
        try:
            if place.url is not None:
                if fetch is None:
                    from dragoman.sources.web import Fetcher  # noqa: PLC0415 - loads httpcore

                    fetch = Fetcher().fetch
                yield from _read(fetch(place.url), desk, depth=0)
                continue
            handle = open_place(place, stdin=stdin)
            try:
                yield from _read(
                    Member(place.name, handle, kind_of_name=place.name), desk, depth=0, whole=place.path is not None
                )
            finally:
                if place.path is not None:
                    handle.close()
        except RefusedError as error:
            yield _refusal(place.name, error)
        except OSError as error:
            yield Refusal(
                source=place.name, fault=f"it cannot be read: {error.strerror or error}", remedy="check the file"
            )


def read_member(
    member: Member, *, lexicons: Lexicons, published: date | None = None, publisher: str | None = None
) -> Iterator[Document | Refusal]:
    """Read what one stream of bytes holds, as `read_places` reads a file.

    Args:
        member: the bytes, and what is known of where they come from.
        lexicons: where the words of pages lie.
        published: day of publication of documents that come without one.
        publisher: name of the publisher, which goes before what the documents say.
    """
    for item in _read(member, _Desk(lexicons, published, None), depth=0):
        yield msgspec.structs.replace(item, publisher=publisher) if publisher and isinstance(item, Document) else item


def _read(member: Member, desk: _Desk, *, depth: int, whole: bool = False) -> Iterator[Document | Refusal]:
    """Read a stream: a document, or what it holds of documents. A fault costs what comes after it in this stream."""
    try:
        yield from _read_kind(member, desk, depth=depth, whole=whole)
    except RefusedError as error:
        yield _refusal(member.name, error)
    except BROKEN as error:
        yield Refusal(source=member.name, fault=f"it is damaged: {error}", remedy="fetch or pack the archive again")
    except (DragomanError, OSError, GeneratorExit):
        raise
    except Exception as error:  # noqa: BLE001 - whatever a library trips over in a hostile file, the run goes on
        fault = f"reading failed: {type(error).__name__}: {error}"
        yield Refusal(source=member.name, fault=fault, remedy="a defect of dragoman: report it with the file")


def _read_kind(member: Member, desk: _Desk, *, depth: int, whole: bool) -> Iterator[Document | Refusal]:
    begin = read_up_to(member.handle, LOOK, even_cut=True)
    kind = tell_kind(begin, name=member.kind_of_name)
    stream = cast("BinaryIO", Begun(begin, member.handle))
    if kind in {Kind.GZIP, Kind.BZIP2, Kind.XZ, Kind.TAR, Kind.ZIP, Kind.WARC}:
        if depth >= MOST_DEPTH:
            raise RefusedError(f"{kind} inside {MOST_DEPTH} others; unpack the outer ones")
        if whole and kind is Kind.ZIP:
            stream = member.handle
        yield from _read_archive(kind, replace(member, handle=stream), desk, depth=depth, whole=whole)
    elif kind is Kind.ROWS:
        yield from _read_rows(
            read_rows(member.handle, begun=begin), member.name, desk, empty="give one JSON object a line"
        )
    elif kind is Kind.PARQUET:
        handle = member.handle if whole else in_memory(stream)
        columns = _columns(parquet_names(handle), desk)
        names = tuple(dict.fromkeys(columns.values()))
        yield from _read_rows(parquet_rows(handle, columns=names), member.name, desk, empty="give a table with rows")
    elif kind in {Kind.TEXT, Kind.TABLE} and _is_table(begin, member, desk):
        yield from _read_rows(csv_rows(member.handle, begun=begin), member.name, desk, empty="give a table with rows")
    elif kind is Kind.FEED:
        feed = read_feed(read_whole(stream, MOST_FEED_BYTES))
        if not feed.entries:
            raise RefusedError("a feed without entries; give one that has some")
        for number, entry in enumerate(feed.entries, 1):
            yield read_entry(
                entry,
                feed,
                source=entry.link or f"{member.name}:{number}",
                lexicons=desk.lexicons,
                published=desk.published,
            )
    elif kind is Kind.MAIL:
        yield from _read_letter(read_whole(stream, MOST_LETTER_BYTES), member, desk, depth=depth)
    elif kind is Kind.PDF:
        yield _from_pdf(read_whole(stream, MOST_PDF_BYTES), member, desk)
    elif kind is Kind.HTML:
        yield _from_page(decode_page(read_whole(stream, MOST_PAGE_BYTES), declared=member.charset), member, desk)
    else:
        yield _from_text(decode(read_whole(stream, MOST_BYTES)), kind, member, desk)


def _read_archive(kind: Kind, member: Member, desk: _Desk, *, depth: int, whole: bool) -> Iterator[Document | Refusal]:
    if kind in {Kind.GZIP, Kind.BZIP2, Kind.XZ}:
        inner = PurePosixPath(member.kind_of_name).stem
        yield from _read_kind(
            replace(member, handle=unpacked(member.handle, kind), kind_of_name=inner),
            desk,
            depth=depth + 1,
            whole=False,
        )
        return
    if kind is Kind.ZIP:
        members = zip_members(member.handle, name=member.name, seekable=whole)
    elif kind is Kind.TAR:
        members = tar_members(member.handle, name=member.name)
    else:
        members = captures(member.handle, name=member.name)
    count = 0
    for inside in members:
        count += 1
        if isinstance(inside, Refusal):
            yield inside
        else:
            yield from _read(inside, desk, depth=depth + 1)
    if not count and kind is not Kind.WARC:
        raise RefusedError("it holds no files that could be read; name one that holds text")


# Rows


def _is_table(begin: bytes, member: Member, desk: _Desk) -> bool:
    """Say whether what looks like text is a table: by the names in its first line.

    Raises:
        RefusedError: it is called a table, and no column of it is known to hold the text.
    """
    heading = csv_heading(begin)
    named = has_table_name(member.kind_of_name)
    if desk.mapped is not None and (named or set(desk.mapped.columns.values()) <= set(heading)):
        return "text" in _columns(heading, desk)
    columns = find_columns(heading, mapped=None, lexicons=desk.lexicons)
    if named:
        return "text" in _columns(heading, desk)
    return "text" in columns and len(columns) > 1 and len(columns) * 3 >= len(heading)


def _columns(heading: tuple[str, ...], desk: _Desk) -> Columns:
    """Find a table's columns.

    Raises:
        RefusedError: no column holds the text.
    """
    try:
        columns = find_columns(heading, mapped=desk.mapped.columns if desk.mapped else None, lexicons=desk.lexicons)
    except UsageError as error:
        raise RefusedError(f"{error}; give --map with names that it has") from error
    if "text" not in columns:
        shown = ", ".join(heading[:20])
        raise RefusedError(
            f"a table in which no column is known to hold the text (columns: {shown}); say which with --map text=COLUMN"
        )
    return columns


@dataclass(frozen=True, slots=True)
class _Filled:
    """A row, and which of its cells hold what."""

    row: Row
    columns: Columns
    fields: dict[Field, object]

    @property
    def day(self) -> str:
        """The day as it is written; empty where there is none."""
        day = self.fields.get("published")
        return day if isinstance(day, str) else ""


def _filled(row: Row, desk: _Desk) -> _Filled:
    columns = find_columns(row.content, mapped=desk.mapped_in(row), lexicons=desk.lexicons)
    fields = {field: row.content[columns[field]] for field in FIELDS if field in columns}
    for field, value in fields.items():
        if field != "text" and isinstance(value, int | float) and not isinstance(value, bool):
            fields[field] = str(value)
    return _Filled(row, columns, fields)


def _read_rows(rows: Iterable[Row], name: str, desk: _Desk, *, empty: str) -> Iterator[Document | Refusal]:
    """Read rows as documents. Those whose day may be two are read without a day, which is reported once."""
    unclear: list[_Filled] = []  # the first of them
    count = undated = 0
    filled_rows = (_filled(row, desk) for row in rows)
    for filled, order in with_orders(
        (filled, filled.day, len(str(filled.fields.get("text")))) for filled in filled_rows
    ):
        count += 1
        if order is None and desk.written is None and len(orders_of(filled.day)) > 1:
            undated += 1
            unclear = unclear or [filled]
            filled.fields.pop("published")
        yield _from_row(filled, name, desk, order)
    if not count:
        raise RefusedError(f"it is empty; {empty}")
    for filled in unclear:
        yield Refusal(
            source=name,
            fault=f"days of {undated:,} rows may be two each (the first in row {filled.row.number}), and no other day "
            "of the table tells whether the day or the month goes first: these are read without a day",
            remedy=f"say how days are written: --map published={filled.columns['published']}:%d/%m/%Y",
        )


def _from_row(filled: _Filled, name: str, desk: _Desk, order: DayOrder | None) -> Document | Refusal:
    row = filled.row
    numbered = f"{name}:{row.number}"
    if row.fault:
        return Refusal(source=numbered, fault=row.fault, remedy=row.remedy)
    source = numbered
    try:
        content = msgspec.convert(filled.fields, DocumentRow)
        source = content.source or content.id or numbered
        if len(content.text.encode()) > MOST_BYTES:
            raise RefusedError(
                f"its text is longer than {MOST_BYTES:,} bytes, which no article is; split it into documents"
            )
        own = desk.day_in_row(content.published, order) if content.published else None
        text, known = refuse_control(content.text), None
        if len(_MARKUP.findall(text)) > 1:
            text, known = compose(plain_blocks(text))
        return make_document(
            text,
            source=source,
            lexicons=desk.lexicons,
            title=content.title or None,
            url=content.url or None,
            publisher=content.publisher or None,
            published=desk.day(own),
            known=known,
        )
    except msgspec.ValidationError as error:
        fault = f"the row is no document: {error}"
        return Refusal(
            source=source, fault=fault, remedy='give a row with "text", like {"text": "…"}, or --map text=COLUMN'
        )
    except RefusedError as error:
        return _refusal(source, error)


# Whole documents


def _from_text(text: str, kind: Kind, member: Member, desk: _Desk) -> Document:
    if kind is not Kind.MARKDOWN:
        return make_document(text, source=member.name, lexicons=desk.lexicons, url=member.url, published=desk.day(None))
    page = read_markdown(text)
    composed, known = compose(page.blocks)
    own = desk.stated_day(page.fields.get("date") or page.fields.get("published"))
    return make_document(
        composed,
        source=member.name,
        lexicons=desk.lexicons,
        title=page.fields.get("title"),
        url=page.fields.get("url") or page.fields.get("canonical") or member.url,
        publisher=page.fields.get("publisher"),
        published=desk.day(own),
        modified=desk.stated_day(page.fields.get("modified") or page.fields.get("lastmod")),
        known=known,
    )


def _from_page(source: str, member: Member, desk: _Desk) -> Document:
    page = read_page(source, url=member.url, lexicons=desk.lexicons)
    text, known = compose(page.blocks)
    return make_document(
        text,
        source=member.name,
        lexicons=desk.lexicons,
        title=page.title,
        url=page.url,
        canonical=page.canonical,
        publisher=page.publisher,
        published=desk.day(page.published),
        modified=page.modified,
        known=known,
    )


def _from_pdf(raw: bytes, member: Member, desk: _Desk) -> Document:
    pdf = read_pdf(raw)
    return make_document(
        pdf.text,
        source=member.name,
        lexicons=desk.lexicons,
        title=pdf.title,
        url=member.url,
        # The day on which a file was made is no day of publication: dateline and text go first, in times.
        published=desk.day(None),
    )


def _read_letter(raw: bytes, member: Member, desk: _Desk, *, depth: int) -> Iterator[Document | Refusal]:
    letter = read_letter(raw, name=member.name)
    try:
        blocks = [Block(letter.subject, ParagraphKind.HEADLINE)] if letter.subject else []
        if letter.html is not None:
            blocks += read_page(letter.html, url=None, lexicons=desk.lexicons).blocks
            text, known = compose(_without_repeats(blocks))
        else:
            plain = refuse_control((letter.text or "").replace("\r\n", "\n"))
            text, known = (f"{letter.subject}\n\n{plain}" if letter.subject else plain), {}
        if letter.text or letter.html:
            yield make_document(
                text,
                source=member.name,
                lexicons=desk.lexicons,
                title=letter.subject,
                publisher=letter.sender,
                published=desk.day(desk.stated_day(letter.day)),
                known=known,
            )
    except RefusedError as error:
        yield _refusal(member.name, error)
    for attached in letter.attached:
        if depth >= MOST_DEPTH:
            raise RefusedError(f"a letter inside {MOST_DEPTH} others; save what hangs on it")
        yield from _read(attached, desk, depth=depth + 1)


def _without_repeats(blocks: Iterable[Block]) -> Iterator[Block]:
    """Leave out blocks that say what a headline above has said: a letter's subject is often its first line too."""
    headlines: set[str] = set()
    for block in blocks:
        words = " ".join(block.text.split()).lower()
        if words not in headlines:
            yield block
        if block.kind is ParagraphKind.HEADLINE:
            headlines.add(words)


def read_entry(
    entry: FeedEntry, feed: Feed, *, source: str, lexicons: Lexicons, published: date | None = None
) -> Document | Refusal:
    """Make a document of what a feed itself holds of an entry."""
    desk = _Desk(lexicons, published, None)
    try:
        blocks = [Block(entry.title, ParagraphKind.HEADLINE)] if entry.title else []
        if entry.html.strip():
            blocks += plain_blocks(entry.html)
        text, known = compose(_without_repeats(blocks))
        own, modified = desk.stated_day(entry.published), desk.stated_day(entry.updated)
        return make_document(
            text,
            source=source,
            lexicons=lexicons,
            title=entry.title,
            url=entry.link,
            publisher=feed.title,
            published=desk.day(own),
            modified=modified if modified != own else None,
            known=known,
        )
    except RefusedError as error:
        return _refusal(source, error)


def _refusal(where: str, error: RefusedError) -> Refusal:
    fault, _, remedy = str(error).rpartition("; ")
    return Refusal(source=where, fault=fault or remedy, remedy=remedy if fault else "check the file")
