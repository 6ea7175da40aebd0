"""What all nouns share: frozen records, spans, and ids computed from content."""

import hashlib

import msgspec

Span = tuple[int, int]
"""Characters of the document's text, 0-based, the end not included."""


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whatever is stored, sent to another process or exported. A changed record is a new one."""


def content_id(*parts: object) -> str:
    """Compute an id of 16 hexadecimal digits from content: the same parts give the same id anywhere.

    Parts are joined by an unprintable separator, so that ("ab", "c") and ("a", "bc") differ.
    """
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def overlap(a: Span, b: Span) -> int:
    """Count the characters that two spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def within(inner: Span, outer: Span) -> bool:
    """Say whether `inner` lies inside `outer`; equal spans do."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]
