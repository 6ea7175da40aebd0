"""RSS and Atom: the entries of a feed, without network."""

import io
import re
import warnings
from dataclasses import dataclass
from typing import Any

from dragoman.errors import RefusedError

MOST_FEED_BYTES = 10_000_000
MOST_ENTRIES = 20_000

_ENTITIES = re.compile(rb"<!ENTITY", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry; what it does not say is None. `html` is the fullest text that the feed itself holds."""

    key: str  # by which the feed tells its entries apart: its id, else its link, else title and day
    link: str | None
    title: str | None
    html: str
    author: str | None
    published: str | None  # as the feed writes it
    updated: str | None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed; what it does not say is None."""

    title: str | None
    entries: tuple[FeedEntry, ...]


def read_feed(raw: bytes) -> Feed:
    """Read a feed of any of the usual formats, entries in its order.

    Raises:
        RefusedError: it is no feed, too long, or declares entities, which can be made to expand without end; the
            message is "fault; remedy".
    """
    if len(raw) > MOST_FEED_BYTES:
        raise RefusedError(f"a feed of more than {MOST_FEED_BYTES:,} bytes, which no feed needs; split it")
    if _ENTITIES.search(raw) or _ENTITIES.search(raw.replace(b"\x00", b"")):
        raise RefusedError(
            "a feed that declares entities, which can be made to expand without end; take the declarations out"
        )
    import feedparser  # noqa: PLC0415 - only where there are feeds

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # remarks on the feed's markup
        # From a stream: of a string feedparser may think that it is an address, and fetch it.
        found: Any = feedparser.parse(io.BytesIO(raw), resolve_relative_uris=False, sanitize_html=True)
    if not found.get("version"):
        fault = found.get("bozo_exception")
        raise RefusedError(f"it cannot be read as a feed{f': {fault}' if fault else ''}; check that it is RSS or Atom")
    entries = found.entries
    if len(entries) > MOST_ENTRIES:
        raise RefusedError(f"a feed of {len(entries):,} entries; give at most {MOST_ENTRIES:,}")
    return Feed(title=_words(found.feed.get("title")), entries=tuple(_entry(entry) for entry in entries))


def _entry(entry: dict[str, Any]) -> FeedEntry:
    texts = [part.get("value") or "" for part in entry.get("content") or ()] + [entry.get("summary") or ""]
    link, title = _words(entry.get("link")), _words(entry.get("title"))
    published = _words(entry.get("published")) or _words(entry.get("created"))
    # dict's own look-up: feedparser's gives the day of publication where there is no update, and warns of it.
    updated = _words(dict.get(entry, "updated"))
    return FeedEntry(
        key=_words(entry.get("id")) or link or f"{title} {published or updated}",
        link=link,
        title=title,
        html=max(texts, key=len),
        author=_words(entry.get("author")),
        published=published or updated,
        updated=updated,
    )


def _words(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None
