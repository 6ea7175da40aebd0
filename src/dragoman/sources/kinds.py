"""What kind of thing bytes are, told by how they begin; a name decides only where the bytes leave it open."""

import re
from enum import StrEnum

from dragoman.errors import RefusedError

LOOK = 4_096
"""Bytes from the beginning by which a kind is told."""


class Kind(StrEnum):
    """The kinds that can be read."""

    TEXT = "text"
    MARKDOWN = "Markdown"
    HTML = "an HTML page"
    FEED = "a feed"
    PDF = "a PDF file"
    MAIL = "a letter"
    ROWS = "JSON Lines"
    TABLE = "a table"  # CSV
    PARQUET = "a Parquet table"
    WARC = "a web archive"
    ZIP = "a zip archive"
    TAR = "a tar archive"
    GZIP = "a gzip file"
    BZIP2 = "a bzip2 file"
    XZ = "an xz file"


_BEGINNINGS = (
    (b"%PDF-", Kind.PDF),
    (b"PK\x03\x04", Kind.ZIP),
    (b"PK\x05\x06", Kind.ZIP),  # one without members
    (b"\x1f\x8b", Kind.GZIP),
    (b"BZh", Kind.BZIP2),
    (b"\xfd7zXZ\x00", Kind.XZ),
    (b"PAR1", Kind.PARQUET),
    (b"WARC/", Kind.WARC),
)

# What people do hand in and dragoman cannot read: (first bytes, what it is, what to do).
_REFUSED = (
    (b"\xd0\xcf\x11\xe0", "an old office document", "save it as plain text"),
    (b"{\\rtf", "an RTF document", "save it as plain text"),
    (b"\x89PNG", "a picture (PNG)", "name a file that holds text"),
    (b"\xff\xd8\xff", "a picture (JPEG)", "name a file that holds text"),
    (b"GIF8", "a picture (GIF)", "name a file that holds text"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it, or pack it as zip or tar"),
    (b"Rar!", "a rar archive", "unpack it, or pack it as zip or tar"),
    (b"\x28\xb5\x2f\xfd", "a zstandard file", "unpack it first, for example with unzstd"),
    (b"SQLite format 3\x00", "a database (SQLite)", "name a file that holds text; records are read with --record"),
)

_SPACE = rb"(?:\xef\xbb\xbf)?\s*"
_XML_HEAD = (
    _SPACE + rb"(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*|<\?xml-stylesheet[^>]*>\s*"
    rb"|<!DOCTYPE (?!html)[^>\[]*(?:\[.{0,2000}?\]\s*)?>\s*)*"
)
_HTML = re.compile(
    rb"(?is)" + _XML_HEAD + rb"<(?:!doctype html|html\b|head\b|body\b|div\b|article\b|table\b|meta\b|p\b)"
)
_FEED = re.compile(rb"(?is)" + _XML_HEAD + rb"<(?:\w+:)?(?:rss|feed|RDF)\b")
_ROW = re.compile(_SPACE + rb"\{[ \t]*\"")
_JSON = re.compile(_SPACE + rb"(?:\{\s*[\r\n]|\[\s*(?:[\r\n{]|$))")
# Headers of a letter, of which one is such as no text begins with.
_MAIL = re.compile(rb"(?:From [^\r\n]*\r?\n)?(?:[A-Za-z][A-Za-z0-9-]*:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}")
_MAIL_SIGNS = re.compile(
    rb"(?im)^(?:received|return-path|message-id|mime-version|delivered-to|content-type|dkim-signature|x-mailer)\s*:"
)
_MARKDOWN = re.compile(rb"(?:\xef\xbb\xbf)?(?:---\r?\n(?:[A-Za-z_][\w -]*:.*\r?\n|[ \t-].*\r?\n)+---\s|\s*#{1,3} \S)")
_ROW_ENDINGS = (".jsonl", ".ndjson")
_MARKDOWN_ENDINGS = (".md", ".markdown", ".mdown")
_HTML_ENDINGS = (".html", ".htm", ".xhtml")
TABLE_ENDINGS = (".csv", ".tsv")


def tell_kind(begin: bytes, *, name: str = "") -> Kind:
    """Tell the kind of a file by its first `LOOK` bytes.

    Tables in CSV look like any text: `TEXT` is given, and the reader of tables is to be asked too.

    Raises:
        RefusedError: it is of a kind that cannot be read; the message is "fault; remedy".
    """
    low = name.lower()
    for first, kind in _BEGINNINGS:
        if begin.startswith(first):
            return kind
    if begin[257:262] == b"ustar":
        return Kind.TAR
    for first, what, remedy in _REFUSED:
        if begin.startswith(first):
            raise RefusedError(f"this is {what}, not text; {remedy}")
    if (low.endswith(_ROW_ENDINGS) and b"\x00" not in begin) or _ROW.match(begin):
        return Kind.ROWS
    if _JSON.match(begin):
        raise RefusedError(
            "this is JSON over several lines, not text; give JSON Lines, one object a line (jq -c writes them)"
        )
    plain = _without_zeros(begin)
    if _FEED.match(plain):
        return Kind.FEED
    if _HTML.match(plain) or (low.endswith(_HTML_ENDINGS) and b"<" in begin):
        return Kind.HTML
    if _MAIL.match(begin) and _MAIL_SIGNS.search(begin[: LOOK // 2]):
        return Kind.MAIL
    if low.endswith(_MARKDOWN_ENDINGS) or _MARKDOWN.match(begin):
        return Kind.MARKDOWN
    if low.endswith(TABLE_ENDINGS):
        return Kind.TABLE
    return Kind.TEXT


def _without_zeros(begin: bytes) -> bytes:
    """Make marked UTF-16 look like ASCII, so that pages and feeds in it are known too."""
    if begin.startswith((b"\xff\xfe", b"\xfe\xff")):
        return begin[2:].replace(b"\x00", b"")
    return begin
