"""Documents cut into shards, and what comes out of one: the unit of work of a run."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from dragoman.schema.base import Record
from dragoman.schema.document import Document, Refusal
from dragoman.schema.record import DocumentRecord

DOCUMENTS = 64
"""Documents in a shard at most: enough that its output is no tiny file, few enough that little is lost with one."""

CHARACTERS = 400_000
"""Characters in a shard at most, but for a single longer document: about 30 seconds of reading."""

FIRST, SO_MANY = 8, 8
"""Documents in each of the first shards, and how many shards have one size before it doubles.

Few documents are cut finely, so that all workers have some until the end. How many there will be, nobody knows when the
first shard is cut; how many workers there are must make no difference.
"""


class Item(Record, frozen=True, kw_only=True):
    """What the sources gave: a document to read, or a refusal to pass on. One of the two is there."""

    document: Document | None = None
    refusal: Refusal | None = None


class Result(Record, frozen=True, kw_only=True):
    """What became of an item: the document with its record, or a refusal."""

    document: Document | None = None
    record: DocumentRecord | None = None
    refusal: Refusal | None = None


class Shard(Record, frozen=True, kw_only=True):
    """Some items, packed; named for what they hold and for the settings that they are read with."""

    name: str
    items: bytes
    count: int

    def unpack(self) -> list[Item]:
        """Give the items."""
        return _items.decode(self.items)


class Done(Record, frozen=True, kw_only=True):
    """What a shard came to, in numbers."""

    shard: str
    documents: int = 0
    events: int = 0
    statements: int = 0
    bytes: int = 0  # of the documents' texts in UTF-8
    refused: tuple[Refusal, ...] = ()


_items = msgspec.msgpack.Decoder(list[Item])
_results = msgspec.msgpack.Decoder(list[Result])


def cut(incoming: Iterable[Document | Refusal], *, fingerprint: str) -> Iterator[Shard]:
    """Cut what the sources give into shards, in order. The same documents and settings give the same shards."""
    waiting: list[Item] = []
    characters = number = 0
    for one in incoming:
        item = Item(document=one) if isinstance(one, Document) else Item(refusal=one)
        length = len(item.document.text) if item.document is not None else 0
        most = min(DOCUMENTS, FIRST << min(number // SO_MANY, 16))
        if waiting and (len(waiting) == most or characters + length > CHARACTERS * most // DOCUMENTS):
            yield pack(waiting, fingerprint=fingerprint)
            number += 1
            waiting, characters = [], 0
        waiting.append(item)
        characters += length
    if waiting:
        yield pack(waiting, fingerprint=fingerprint)


def pack(items: Sequence[Item], *, fingerprint: str) -> Shard:
    """Pack items into a shard and name it."""
    packed = msgspec.msgpack.encode(list(items))
    name = hashlib.blake2b(fingerprint.encode() + b"\0" + packed, digest_size=16).hexdigest()
    return Shard(name=name, items=packed, count=len(items))


def halves(shard: Shard, *, fingerprint: str) -> tuple[Shard, Shard]:
    """Cut a shard in two.

    Raises:
        ValueError: it has one item only.
    """
    items = shard.unpack()
    if len(items) < 2:
        raise ValueError(f"shard {shard.name} holds one item and cannot be halved")
    middle = len(items) // 2
    return pack(items[:middle], fingerprint=fingerprint), pack(items[middle:], fingerprint=fingerprint)


def encode_results(results: Sequence[Result]) -> bytes:
    """Pack results for another process."""
    return msgspec.msgpack.encode(list(results))


def decode_results(packed: bytes) -> list[Result]:
    """Unpack what `encode_results` packed."""
    return _results.decode(packed)


def summed(shard: str, results: Sequence[Result]) -> Done:
    """Count what a shard came to."""
    records = [result.record for result in results if result.record is not None]
    return Done(
        shard=shard,
        documents=len(records),
        events=sum(len(record.events) for record in records),
        statements=sum(len(record.statements) for record in records),
        bytes=sum(len(r.document.text.encode("utf-8", "surrogatepass")) for r in results if r.document is not None),
        refused=tuple(result.refusal for result in results if result.refusal is not None),
    )
