"""Versions of one story: corrected, updated, or printed again by the same publisher.

Every version keeps what it said; each names the one that it replaces: the last before it, in the order of the days
from which they are known, that stands under the same address or name, or has much of its text, in the same paper.
That looks back only, so it is the same as of any day.
"""

import functools
import hashlib
import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from dragoman.lexicons.files import Lexicons
from dragoman.record import tables as t
from dragoman.record.contents import UNDATED, chunks, decode
from dragoman.record.copies import is_copy, shared
from dragoman.record.matching import wording
from dragoman.schema.document import DocumentHead

LOOK_BACK = 40
"""Documents that are looked at per key, the latest first: a paper's boilerplate gives all its texts a key in common."""

_SMALLEST = 6
"""Hashes of a sketch that become keys: of two texts that share half their words, some are nearly always the same."""

_REMEMBERED = 5000  # texts kept at hand while one document after the other is looked at

_SAME_ADDRESS = 0.15
_SAME_SOURCE = 0.3
"""Of the shorter text as much must be in the other: under one address or name, another story may come to stand."""

_SOON = timedelta(days=31)
_WHOLE = 0.9


class VersionBasis(StrEnum):
    """Why a document is taken for a version of another."""

    ADDRESS = "address"  # it stands where the other stood
    SOURCE = "source"  # it came under the same name
    TEXT = "text"  # the same publisher printed much of the same text


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a story."""

    head: DocumentHead
    known: date | None
    replaces: str | None  # id of the document that it takes the place of
    because: VersionBasis | None


@dataclass(frozen=True, slots=True)
class _Text:
    """What of a document is compared."""

    id: str
    source: str
    publisher: str | None
    addresses: frozenset[str]
    title: str | None
    known: date
    sketch: bytes
    order: tuple[date, int, int, str]


def insert_keys(connection: sa.Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Note under which keys other versions of documents are looked for; rows as in `documents`."""
    keys = [{"key": key, "known": row["known"], "document": row["id"]} for row in rows for key in _keys(row)]
    if keys:
        connection.execute(sa.insert(t.version_keys), keys)


def insert_missing_keys(connection: sa.Connection) -> None:
    """Note the keys of documents that an older dragoman added."""
    d = t.documents.c
    keyless = ~sa.exists().where(t.version_keys.c.document == d.id)
    ids = list(connection.execute(sa.select(d.id).where(keyless).order_by(d.id)).scalars())
    for some in chunks(ids):
        columns = (d.id, d.known, d.source, d.url, d.canonical, d.publisher, d.sketch)
        rows = connection.execute(sa.select(*columns).where(d.id.in_(some))).mappings()
        insert_keys(connection, [dict(row) for row in rows])


def _keys(row: Mapping[str, Any]) -> tuple[int, ...]:
    keys = [_number("source", row["source"])]
    keys += [_number("address", address) for address in (row["url"], row["canonical"]) if address]
    if row["publisher"]:
        smallest = array("Q")
        smallest.frombytes(row["sketch"][: 8 * _SMALLEST])
        keys += [_number("text", row["publisher"].casefold(), str(number)) for number in smallest]
    return tuple(dict.fromkeys(keys))


def _number(*parts: str) -> int:
    digest = hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def link(connection: sa.Connection, since: date, lexicons: Lexicons) -> None:
    """Find for every document known on or after a day which one it replaces."""
    d = t.documents.c
    ids = list(connection.execute(sa.select(d.id).where(d.known >= since).order_by(d.known, d.id)).scalars())
    texts: dict[str, _Text] = {}
    for some in chunks(ids):
        rows = connection.execute(sa.select(*_COLUMNS, d.replaces, d.replaces_because).where(d.id.in_(some))).all()
        if len(texts) > _REMEMBERED:
            texts.clear()
        texts.update({row.id: _text(row, lexicons) for row in rows})
        keys = _common_keys(connection, some)
        changed = []
        for row in rows:
            found = _replaced(connection, texts[row.id], keys.get(row.id, []), texts, lexicons)
            if found != (row.replaces, row.replaces_because):
                changed.append({"d": row.id, "replaces": found[0], "because": found[1]})
        if changed:
            connection.execute(
                sa.update(t.documents)
                .where(d.id == sa.bindparam("d"))
                .values(replaces=sa.bindparam("replaces"), replaces_because=sa.bindparam("because")),
                changed,
            )


_COLUMNS = (
    t.documents.c.id,
    t.documents.c.source,
    t.documents.c.publisher,
    t.documents.c.url,
    t.documents.c.canonical,
    t.documents.c.head,
    t.documents.c.known,
    t.documents.c.length,
    t.documents.c.sketch,
)


def _text(row: Any, lexicons: Lexicons) -> _Text:
    title = decode(row.head, DocumentHead).title
    return _Text(
        id=row.id,
        source=row.source,
        publisher=row.publisher.casefold() if row.publisher else None,
        addresses=frozenset(address for address in (row.url, row.canonical) if address),
        title=title.casefold() if title else None,
        known=row.known,
        sketch=row.sketch,
        # Of one day: what calls itself an update or correction comes after, then the longer text.
        order=(row.known, _revision(title, lexicons), row.length, row.id),
    )


@functools.cache
def _marks(lexicons: Lexicons) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(wording("revised", lexicons)))
    return re.compile(rf"^\W*(?:{words})\b\W*(\d*)", re.IGNORECASE)


def _revision(title: str | None, lexicons: Lexicons) -> int:
    """Tell from a headline how often a story was changed: "UPDATE 2-…" is 3, "Correction: …" 1, others 0."""
    found = _marks(lexicons).match(title or "")
    return 0 if found is None else 1 + int(found[1] or 0)


def _common_keys(connection: sa.Connection, documents: list[str]) -> dict[str, list[int]]:
    """Give for each of some documents the keys that others have too, in their order: most keys are of one alone."""
    own, other = t.version_keys.c, t.version_keys.alias().c
    common = sa.exists().where(other.key == own.key, other.document != own.document)
    query = sa.select(own.document, own.key).where(own.document.in_(documents), common).order_by(own.key)
    found: dict[str, list[int]] = {}
    for document, key in connection.execute(query):
        found.setdefault(document, []).append(key)
    return found


# Made once: writing such a statement anew takes longer than running it.
_LATEST_BEFORE = (
    sa.select(t.version_keys.c.document)
    .where(
        t.version_keys.c.key == sa.bindparam("key"),
        t.version_keys.c.known <= sa.bindparam("known"),
        t.version_keys.c.document != sa.bindparam("own"),
    )
    .order_by(t.version_keys.c.known.desc(), t.version_keys.c.document.desc())
    .limit(LOOK_BACK)
)


def _replaced(
    connection: sa.Connection, text: _Text, keys: Sequence[int], texts: dict[str, _Text], lexicons: Lexicons
) -> tuple[str | None, str | None]:
    near: dict[str, None] = {}
    for key in keys:
        asked = {"key": key, "known": text.known, "own": text.id}
        near.update(dict.fromkeys(connection.execute(_LATEST_BEFORE, asked).scalars()))
    missing = sorted(set(near) - set(texts))
    for ids in chunks(missing):
        for row in connection.execute(sa.select(*_COLUMNS).where(t.documents.c.id.in_(ids))):
            texts[row.id] = _text(row, lexicons)
    before = (texts[id_] for id_ in near if texts[id_].order < text.order)
    for other in sorted(before, key=lambda one: one.order, reverse=True):
        basis = _same_story(text, other)
        if basis is not None:
            return other.id, str(basis)
    return None, None


def _same_story(new: _Text, old: _Text) -> VersionBasis | None:
    if UNDATED in {new.known, old.known}:
        return None  # nobody knows which of the two came first
    if new.publisher and old.publisher and new.publisher != old.publisher:
        return None
    same_title = new.title is not None and new.title == old.title
    share = shared(new.sketch, old.sketch)
    if new.addresses & old.addresses and (same_title or share >= _SAME_ADDRESS):
        return VersionBasis.ADDRESS
    if new.source == old.source and (same_title or share >= _SAME_SOURCE):
        return VersionBasis.SOURCE
    printed_again = is_copy(new.sketch, old.sketch) and (
        new.known - old.known <= _SOON or share >= _WHOLE  # bulletins have sentences in common year after year
    )
    if new.publisher is not None and new.publisher == old.publisher and printed_again:
        return VersionBasis.TEXT
    return None


def replaced_among(connection: sa.Connection, documents: Sequence[str]) -> Mapping[str, frozenset[str]]:
    """Give for each of some documents all that it replaces, directly or over versions in between."""
    parent: dict[str, str | None] = {}
    missing = sorted(set(documents))
    while missing:
        for ids in chunks(missing):
            chosen = sa.select(t.documents.c.id, t.documents.c.replaces).where(t.documents.c.id.in_(ids))
            parent.update({row.id: row.replaces for row in connection.execute(chosen)})
        missing = sorted({one for one in parent.values() if one is not None} - set(parent))
    return {document: replaced for document in documents if (replaced := frozenset(_above(document, parent)))}


def _above(document: str, parent: Mapping[str, str | None]) -> Iterator[str]:
    above = parent.get(document)
    while above is not None:
        yield above
        above = parent.get(above)


def versions_of(connection: sa.Connection, document: str, as_of: date | None) -> tuple[Version, ...]:
    """Give all versions of the story that a document is one of, earlier ones first; see `Store.versions`."""
    d = t.documents.c
    first = document
    while (above := connection.execute(sa.select(d.replaces).where(d.id == first)).scalar()) is not None:
        first = above
    found: dict[str, Version] = {}
    wanted = d.id == first
    while True:
        query = sa.select(d.id, d.head, d.known, d.replaces, d.replaces_because).where(wanted)
        rows = connection.execute(query.where(d.known <= as_of) if as_of is not None else query).all()
        if not rows:
            break
        for row in rows:
            found[row.id] = Version(
                head=decode(row.head, DocumentHead),
                known=None if row.known == UNDATED else row.known,
                replaces=row.replaces,
                because=VersionBasis(row.replaces_because) if row.replaces_because else None,
            )
        wanted = d.replaces.in_([row.id for row in rows])
    # A version stands behind all that it replaces: so many are above it.
    depth: dict[str | None, int] = {None: -1}
    for id_, version in found.items():
        depth[id_] = depth.get(version.replaces, -1) + 1
    return tuple(sorted(found.values(), key=lambda one: (one.known or UNDATED, depth[one.head.id], one.head.id)))
