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

# What a page declares of itself, in its first bytes: <meta charset>, <meta http-equiv>, <?xml encoding?>.
_DECLARED = re.compile(rb"(?is)(?:charset\s*=|<\?xml[^>]{0,200}\bencoding\s*=)\s*[\"']?\s*([a-z0-9_.:-]{2,40})")
_LOOK = 4_096

# Of the bytes of a page, so many may be spoiled: a wrong byte in a menu is no reason to lose the story.
_MOST_SPOILED = 1 / 500

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
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            try:
                return refuse_control(raw[len(mark) :].decode(encoding))
            except UnicodeDecodeError as error:
                raise RefusedError(
                    f"the byte order mark says {encoding.upper()}, but byte {len(mark) + error.start} does not fit; "
                    "save the text as UTF-8"
                ) from error
    if b"\x00" in raw:
        if raw.count(b"\x00") * 5 > len(raw) * 2 and not raw.count(b"\x00\x00"):
            raise RefusedError("this looks like UTF-16 without a byte order mark; convert it with iconv -t UTF-8")
        raise RefusedError("this is a binary file, not text; name a file that holds text")
    try:
        return refuse_control(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _windows(raw, error)


def decode_page(raw: bytes, *, declared: str | None = None) -> str:
    """Turn the bytes of a web page or a feed into text.

    A byte order mark decides; then UTF-8 where the bytes are that, whatever is declared (pages that declare wrongly are
    mostly UTF-8); then the encoding that the server declared, or the page itself; then Windows-1252 as in `decode`.

    Raises:
        RefusedError: none of these gives text; "fault; remedy".
    """
    for mark, marked in _MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(marked, "replace")
    own = _DECLARED.search(raw[:_LOOK])
    names = [name for name in (declared, own.group(1).decode("ascii") if own else None) if name]
    encodings = [found for found in map(_encoding, names) if found]
    if encodings and encodings[0].startswith("iso2022"):  # whose bytes are all ASCII
        return raw.decode(encodings[0], "replace")
    tried = ["utf-8", *(encoding for encoding in encodings if not encoding.startswith(("utf-16", "utf-32")))]
    faults: list[UnicodeDecodeError] = []
    for encoding in tried:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError as error:
            faults.append(error)
    for encoding in tried:
        text = raw.decode(encoding, "replace")
        if text.count("\ufffd") <= _MOST_SPOILED * len(text):
            return text
    return _windows(raw, faults[0])


def _encoding(name: str) -> str | None:
    """Give Python's name of a text encoding as browsers take it: Latin-1 and ASCII are Windows-1252 to them."""
    try:
        found = codecs.lookup(name).name
        "".encode(found)  # those that are no encodings of text refuse this
    except (LookupError, ValueError):
        return None
    return {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}.get(found, found)


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
