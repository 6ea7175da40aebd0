"""JSON Lines: rows read one by one, so that a bad line costs nothing but itself."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from dragoman.sources.decoding import MOST_BYTES

# In JSON a character may take six bytes ("\\u00e9") where UTF-8 takes two.
MOST_LINE_BYTES = 8 * MOST_BYTES


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a file of JSON Lines, blank lines left out: its object, or what is wrong with it.

    `fault` and `remedy` are empty where `content` is an object.
    """

    number: int  # of the line, from 1
    content: dict[str, object]
    fault: str = ""
    remedy: str = ""


def read_rows(handle: BinaryIO, *, begun: bytes = b"") -> Iterator[Row]:
    """Read the rows of JSON Lines in their order, in memory that does not grow with their number.

    Args:
        handle: where the bytes come from.
        begun: bytes that were read from it already, to look at them.
    """
    number = 0
    for raw in _lines(handle, begun):
        number += 1
        line = raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw
        if not line.strip():
            continue
        yield _row(number, line)


def _lines(handle: BinaryIO, begun: bytes) -> Iterator[bytes]:
    """Give the lines, each at most `MOST_LINE_BYTES` + 1 long; the rest of a longer one is passed over."""
    if begun:
        *whole, last = begun.split(b"\n")
        yield from whole
        line = last + handle.readline(MOST_LINE_BYTES + 1)
        if line:
            yield line
            _skip_rest(handle, line)
    while line := handle.readline(MOST_LINE_BYTES + 1):
        yield line
        _skip_rest(handle, line)


def _skip_rest(handle: BinaryIO, line: bytes) -> None:
    while len(line) > MOST_LINE_BYTES and not line.endswith(b"\n"):
        line = handle.readline(MOST_LINE_BYTES + 1)


def _row(number: int, line: bytes) -> Row:
    if len(line) > MOST_LINE_BYTES:
        return Row(number, {}, f"the line is longer than {MOST_LINE_BYTES:,} bytes", "give one document a line")
    try:
        content = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        fault = f"byte {error.start} of the line (0x{line[error.start]:02X}) is not UTF-8"
        return Row(number, {}, fault, "save the file as UTF-8")
    except (json.JSONDecodeError, RecursionError) as error:
        where = f" at character {error.pos} of the line" if isinstance(error, json.JSONDecodeError) else ""
        what = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deep"
        return Row(number, {}, f"the line is no JSON: {what}{where}", "give one JSON object a line")
    if not isinstance(content, dict):
        return Row(number, {}, "the line holds no JSON object", 'give objects, like {"text": "…"}')
    if b"\\ud" in line.lower() and _half_pair(content):
        return Row(number, {}, "it holds half of a surrogate pair (\\ud8…)", "write the character as UTF-8")
    return Row(number, content)


def _half_pair(content: dict[str, object]) -> bool:
    """Say whether a string holds what no encoding can write: escapes from d800 to dfff come in pairs."""
    try:
        json.dumps(content, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False
