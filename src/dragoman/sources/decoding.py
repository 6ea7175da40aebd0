"""From bytes to text, by rules that can be told to a user; what they do not cover is refused.

1. A byte order mark decides: UTF-8, UTF-16 or UTF-32. The mark itself is dropped.
2. Otherwise the bytes must be UTF-8.
3. Otherwise Windows-1252 is taken, the usual encoding of old Western news text, but only where it gives
   printable text in which at most one letter in `MOST_HIGH` is not plain ASCII. Any bytes at all decode as
   Windows-1252; a text in Shift-JIS or KOI8 decoded so is full of accented letters.
Line ends stay as they are.
"""

import codecs
import re

from dragoman.errors import RefusedError

# A longer text is no article, and parsing it as one would hold up the run: 2 million bytes are
# about 340,000 English words, and half a minute of parsing.
MOST_BYTES = 2_000_000

# German and French, with more accents than any English text about them, stay below one letter in eight.
MOST_HIGH = 1 / 8

_MARKS = (  # the UTF-32 marks begin with the UTF-16 ones and must be tried before them
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Files that people do try to read, known by how they begin: (first bytes, what it is, what to do).
_KINDS = (
    (b"%PDF", "a PDF file", "take its text out first, for example with pdftotext"),
    (b"PK\x03\x04", "a zip archive or an office document", "unpack it, or save the document as plain text"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save it as plain text"),
    (b"{\\rtf", "an RTF document", "save it as plain text"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first, for example with gunzip"),
    (b"\x89PNG", "a picture (PNG)", "name a file that holds text"),
    (b"\xff\xd8\xff", "a picture (JPEG)", "name a file that holds text"),
    (b"GIF8", "a picture (GIF)", "name a file that holds text"),
    (b"SQLite format 3\x00", "a database (SQLite)", "name a file that holds text; records are read with --record"),
)

_HTML = re.compile(rb"(?is)\s*(<\?xml[^>]*>\s*)?(<!--.{0,400}?-->\s*)?<(!doctype html|html\b|head\b|body\b)")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1b\x7f]")
_C1 = re.compile(r"[\x80-\x9f]")
_HIGH_LETTER = re.compile(r"[^\W\d_a-zA-Z]")
_LETTER = re.compile(r"[^\W\d_]")


def decode(raw: bytes) -> str:
    """Turn the bytes of a text file into text, line ends kept, a byte order mark dropped.

    Raises:
        RefusedError: the bytes are no text, or in an encoding that the rules above do not cover; the message
            is "fault; remedy" without the name of the file.
    """
    for begin, what, remedy in _KINDS:
        if raw.startswith(begin):
            raise RefusedError(f"this is {what}, not text; {remedy}")
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            try:
                return refuse_control(raw[len(mark) :].decode(encoding))
            except UnicodeDecodeError as error:
                raise RefusedError(
                    f"the byte order mark says {encoding.upper()}, but byte {len(mark) + error.start} does not fit; "
                    "save the text as UTF-8"
                ) from error
    if _HTML.match(raw):
        raise RefusedError("this is an HTML page, not text; save the text of the article alone")
    if b"\x00" in raw:
        if raw.count(b"\x00") * 5 > len(raw) * 2 and not raw.count(b"\x00\x00"):
            raise RefusedError("this looks like UTF-16 without a byte order mark; convert it with iconv -t UTF-8")
        raise RefusedError("this is a binary file, not text; name a file that holds text")
    try:
        return refuse_control(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _windows(raw, error)


def refuse_control(text: str) -> str:
    """Give back a text that holds no control characters but tabs, line ends and page ends.

    Raises:
        RefusedError: it holds others; the message is "fault; remedy".
    """
    found = _CONTROL.search(text)
    # A stray one does turn up in old agency text; a file full of them is no text. NUL is never text.
    if found and (found.group() == "\x00" or len(_CONTROL.findall(text)) * 100 > len(text)):
        raise RefusedError(
            f"it holds control characters (U+{ord(found.group()):04X} at character {found.start()}) and is no "
            "text; name a file that holds text"
        )
    return text


def _windows(raw: bytes, error: UnicodeDecodeError) -> str:
    """Decode as Windows-1252 where the result is printable and mostly plain letters."""
    fault = RefusedError(
        f"byte {error.start} (0x{raw[error.start]:02X}) is not UTF-8, and Windows-1252 gives no English text either; "
        "save the text as UTF-8"
    )
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        raise fault from error
    if _CONTROL.search(text) or _C1.search(text):
        raise fault from error
    if len(_HIGH_LETTER.findall(text)) > MOST_HIGH * len(_LETTER.findall(text)):
        raise fault from error
    return text
