"""WARC: the pages that a crawler kept, one by one. Pictures, scripts, errors and requests are passed over."""

import io
import re
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urlsplit

from dragoman.errors import RefusedError
from dragoman.schema.document import Refusal
from dragoman.sources.archives import Member
from dragoman.sources.kinds import Kind
from dragoman.sources.unpacking import unpacked

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

MOST_CAPTURE_BYTES = 10_000_000
"""Of one page; a longer capture is refused and the next one is read."""

_PAGE_TYPES = re.compile(
    r"(?:text/(?:html|plain|markdown|xml|csv)|application/(?:xhtml\+xml|pdf|rss\+xml|atom\+xml|xml|octet-stream)|)\s*(?:;|$)"
)


def captures(handle: BinaryIO, *, name: str) -> Iterator[Member | Refusal]:
    """Give the pages of an unpacked WARC in their order, each named by its address.

    Raises:
        RefusedError: it is damaged or ends in the middle, after what was whole has been given; "fault; remedy".
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415 - only where there are web archives

    stream = _Watched(handle)
    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    count = 0
    try:
        for record in ArchiveIterator(stream, record_types=wanted, parse_http=True, stream_detect=False):
            count += 1
            if record.headers.get("WARC-Type") is None or record.headers.get("Content-Length") is None:
                stream.fault = stream.fault or "it ends inside the head of a record"
                break
            address = (record.headers.get("WARC-Target-URI") or "").strip("<>") or f"{name}:{count}"
            length = record.content_length
            body = record.reader.read(min(length, MOST_CAPTURE_BYTES)) if _is_page(record, address) else None
            if body is None:
                continue
            if length > MOST_CAPTURE_BYTES:
                fault = f"in {name}: it is longer than {MOST_CAPTURE_BYTES:,} bytes"
                yield Refusal(source=address, fault=fault, remedy="give the text of the article alone")
            elif len(body) < length:
                stream.fault = stream.fault or f"it ends inside the record of {address}"
            else:
                yield _capture(record, body, address)
    except OSError as error:
        stream.fault = stream.fault or f"after record {count} it is damaged: {error}"
    if stream.fault:
        raise RefusedError(f"{stream.fault} (what was whole before is read); fetch the archive again")
    if not count:
        raise RefusedError("it holds no pages; name a web archive with responses")


def _is_page(record: "WarcRecord", address: str) -> bool:
    if record.http_headers is not None and record.http_headers.status_code not in {200, 203}:
        return False
    if _path(address) == "/robots.txt":
        return False
    kind = record.http_content_type if record.http_headers is not None else record.headers.get("Content-Type")
    return _PAGE_TYPES.match((kind or "").lower()) is not None


def _capture(record: "WarcRecord", body: bytes, address: str) -> Member | Refusal:
    headers = record.http_headers
    try:
        content = decode_body(
            body,
            coding=(headers.get("Content-Encoding") if headers is not None else None) or "",
            chunked="chunked" in ((headers.get("Transfer-Encoding") if headers is not None else None) or "").lower(),
        )
    except RefusedError as error:
        fault, _, remedy = str(error).rpartition("; ")
        return Refusal(source=address, fault=fault, remedy=remedy)
    url = address if address.lower().startswith(("http://", "https://")) and _path(address) is not None else None
    charset = record.http_charset if headers is not None else None
    return Member(address, io.BytesIO(content), url=url, charset=charset, kind_of_name=_path(address) or "")


def _path(address: str) -> str | None:
    """Give the path of an address; None where it is none."""
    try:
        return urlsplit(address).path
    except ValueError:
        return None


def decode_body(body: bytes, *, coding: str, chunked: bool = False) -> bytes:
    """Undo the codings under which a server sent a page: chunks, and gzip or deflate.

    Raises:
        RefusedError: another coding, a damaged one, or one that unpacks to too much; "fault; remedy".
    """
    if chunked:
        body = _joined(body)
    coding = coding.strip().lower()
    if coding in {"", "identity", "none"}:
        return body
    if coding not in {"gzip", "x-gzip", "deflate"}:
        raise RefusedError(
            f"the page is packed as '{coding}', which is not read; fetch it packed as gzip or not at all"
        )
    try:
        if coding == "deflate" and body[:1] != b"\x78":  # without the head that the standard asks for
            inner = zlib.decompressobj(-zlib.MAX_WBITS)
            content = inner.decompress(body, MOST_CAPTURE_BYTES + 1)
        else:
            content = unpacked(io.BytesIO(body), Kind.GZIP).read(MOST_CAPTURE_BYTES + 1)
    except zlib.error as error:
        raise RefusedError(f"the page is packed as {coding} and damaged: {error}; fetch it again") from error
    if len(content) > MOST_CAPTURE_BYTES:
        raise RefusedError(
            f"unpacked it is longer than {MOST_CAPTURE_BYTES:,} bytes; give the text of the article alone"
        )
    return content


def _joined(body: bytes) -> bytes:
    """Join the chunks of a transfer; some crawlers have joined them already and kept the header."""
    parts: list[bytes] = []
    at = 0
    while at < len(body):
        end = body.find(b"\r\n", at)
        size = body[at:end].split(b";")[0].strip() if end >= 0 else b""
        if not size or re.fullmatch(rb"[0-9A-Fa-f]{1,8}", size) is None:
            return body if not parts else b"".join(parts)
        length = int(size, 16)
        if not length:
            break
        parts.append(body[end + 2 : end + 2 + length])
        at = end + 2 + length + 2
    return b"".join(parts)


class _Watched:
    """A stream for fastwarc that ends where reading fails, and keeps what the fault was."""

    def __init__(self, handle: BinaryIO) -> None:
        self._handle, self._at = handle, 0
        self.fault: str | None = None

    def read(self, size: int = -1, /) -> bytes:
        try:
            piece = self._handle.read(size)
        except RefusedError as error:
            self.fault = self.fault or str(error).rpartition("; ")[0]
            return b""
        self._at += len(piece)
        return piece

    def tell(self) -> int:
        return self._at

    def seekable(self) -> bool:
        return False

    def seek(self, _offset: int, _whence: int = 0, /) -> int:
        raise OSError("a stream cannot be read from another place")

    def close(self) -> None:
        pass
