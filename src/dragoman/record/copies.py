"""Near-copies: agency text that several papers print, whole, shortened or with other headlines."""

import functools
import hashlib
import re
from array import array

from dragoman.lexicons.files import Entry, Lexicons

SHINGLE = 5
"""Words in a row that make one shingle: fewer meet by chance, more break at every small edit."""

SHARE = 0.5
"""Of the shingles of the shorter text, as many must stand in the longer for it to be a copy of it."""

SHORT = 20
"""Of a text with fewer shingles in its sketch nearly all must be found again: brief notes on one act are alike."""

SHORT_SHARE = 0.9

_KEEP_ONE_IN = 2  # a sketch holds every shingle whose hash is divisible by this: shares can still be told from it
_WORD = re.compile(r"\w+")
_DATELINE = re.compile(r"^[A-Z][A-Z .,'’/-]+(?:,[^()\n]{1,40})?\s*\(([A-Z][^()\n]{1,40})\)\s*[-–—]", re.MULTILINE)
_HEAD = 400  # characters from the start in which an agency names itself: "GENEVA, March 3 (Reuters) -"


class Agency(Entry, frozen=True, kw_only=True):
    """A news agency, with the names under which papers credit it."""

    names: tuple[str, ...]


def sketch(text: str) -> bytes:
    """Sum up a text for `shared`: sorted 8-byte hashes of a fixed half of its shingles."""
    words = [word.casefold() for word in _WORD.findall(text)]
    shingles = {" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))}
    hashes = (
        int.from_bytes(hashlib.blake2b(shingle.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
        for shingle in shingles
    )
    return array("Q", sorted(number for number in hashes if number % _KEEP_ONE_IN == 0)).tobytes()


@functools.lru_cache(maxsize=4096)
def _hashes(sketched: bytes) -> frozenset[int]:
    numbers = array("Q")
    numbers.frombytes(sketched)
    return frozenset(numbers)


def shared(a: bytes, b: bytes) -> float:
    """Estimate which share of the shorter text's shingles stands in the longer one, 0 … 1."""
    first, second = _hashes(a), _hashes(b)
    shorter = min(len(first), len(second))
    return len(first & second) / shorter if shorter else 0.0


def is_copy(a: bytes, b: bytes) -> bool:
    """Say whether one of two sketched texts is a near-copy of the other or of a part of it."""
    return shared(a, b) >= (SHARE if min(len(a), len(b)) >= SHORT * 8 else SHORT_SHARE)


@functools.cache
def _credits(lexicons: Lexicons) -> tuple[tuple[re.Pattern[str], str], ...]:
    found = []
    for agency in lexicons.entries("world/news-agencies.toml", Agency):
        names = "|".join(re.escape(name) for name in agency.names)
        # In brackets or behind a dash in the dateline, or after "By": the bare word may be the news itself.
        pattern = re.compile(rf"\((?:{names})\)|\b(?:{names})\s+[-–—]+\s|^By\b[^\n]*\b(?:{names})\b", re.MULTILINE)
        found.append((pattern, agency.id))
    return tuple(found)


@functools.cache
def _publishers(lexicons: Lexicons) -> dict[str, str]:
    return {
        name.casefold(): agency.id
        for agency in lexicons.entries("world/news-agencies.toml", Agency)
        for name in agency.names
    }


def credited_agency(text: str, publisher: str | None, lexicons: Lexicons) -> str | None:
    """Find the news agency whose text a document is: the publisher itself, or the one its first lines credit.

    A name in brackets in the dateline ("OSLO, March 3 (Northern Wire) -") is an agency's, known to us or not.
    """
    if publisher and (known := _publishers(lexicons).get(publisher.casefold())):
        return known
    head = text[:_HEAD]
    if dateline := _DATELINE.search(head):
        return _publishers(lexicons).get(dateline[1].casefold(), dateline[1])
    hits = [(match.start(), name) for pattern, name in _credits(lexicons) if (match := pattern.search(head))]
    return min(hits)[1] if hits else None
