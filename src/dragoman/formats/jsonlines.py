"""JSON Lines: one record a line, keys in the order in which schema declares them, UTF-8 as it is."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

import msgspec

from dragoman.schema.base import Record
from dragoman.schema.record import DocumentRecord

R = TypeVar("R", bound=Record)

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(DocumentRecord)


def encode(record: Record) -> bytes:
    """Write a record as one line of JSON, without the line end.

    Nothing is left out: what is unknown is written as null, so that every line has the same keys.
    """
    return _encoder.encode(record)


def decode(line: bytes | str) -> DocumentRecord:
    """Read the record of one document from a line of JSON; the reverse of `encode`.

    Raises:
        msgspec.ValidationError: a key is unknown or a value does not fit; the message names its place.
        msgspec.DecodeError: the line is no JSON.
    """
    return _decoder.decode(line)


def decode_as(line: bytes | str, kind: type[R]) -> R:
    """Read a record of any kind from a line of JSON. Raises as `decode` does."""
    return msgspec.json.decode(line, type=kind)


def encode_lines(records: Iterable[Record]) -> Iterator[bytes]:
    """Write records as lines, each with its line end."""
    for record in records:
        yield encode(record) + b"\n"
