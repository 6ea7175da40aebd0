"""Packed streams unpacked as they are read, within a ratio, so that a few bytes cannot become a flood."""

import bz2
import io
import lzma
import sys
import zlib
from typing import BinaryIO, Protocol, cast

from dragoman.errors import RefusedError
from dragoman.sources.kinds import Kind

MOST_RATIO = 200
"""Text packs to a fifth, rows of equal form to a fiftieth; zeros pack to a thousandth."""

FREE_BYTES = 16_000_000
"""Up to so many unpacked bytes the ratio is not looked at."""

_PIECE = 65_536


class _Decompressor(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    @property
    def needs_input(self) -> bool: ...
    def decompress(self, data: bytes, max_length: int = -1, /) -> bytes: ...


class _Deflate:
    """zlib's decompressor with the manners of those of bz2 and lzma: it keeps what it has not used yet."""

    def __init__(self, window: int) -> None:
        self._inner = zlib.decompressobj(window)
        self.needs_input = True

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int = -1, /) -> bytes:
        out = self._inner.decompress(self._inner.unconsumed_tail + data, max(0, max_length))
        self.needs_input = not self._inner.unconsumed_tail and len(out) < max_length
        return out


def _decompressor(kind: Kind) -> _Decompressor:
    if kind is Kind.BZIP2:
        return bz2.BZ2Decompressor()
    if kind is Kind.XZ:
        return lzma.LZMADecompressor(memlimit=256_000_000)
    return _Deflate(zlib.MAX_WBITS | 32)  # gzip or zlib, by its own first bytes


class _Unpacked(io.RawIOBase):
    """The unpacked bytes of a stream; members that stand one behind the other are joined, as gzip has it.

    What was unpacked before a fault is given first, and the fault raised by the next call: io.BufferedReader would
    lose it.
    """

    def __init__(self, handle: BinaryIO, kind: Kind) -> None:
        super().__init__()
        self._handle, self._kind = handle, kind
        self._inner = _decompressor(kind)
        self._taken = self._given = 0
        self._waiting = b""
        self._held = bytearray()
        self._ended: RefusedError | bool = False

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        most = sys.maxsize if size is None or size < 0 else size
        while len(self._held) < most and self._more():
            pass
        return self._take(most)

    def readline(self, size: int | None = -1, /) -> bytes:
        most = sys.maxsize if size is None or size < 0 else size
        looked = 0
        while (end := self._held.find(b"\n", looked)) < 0 and len(self._held) < most:
            looked = len(self._held)
            if not self._more():
                break
        return self._take(min(most, end + 1 if end >= 0 else most))

    def _take(self, most: int) -> bytes:
        if not self._held and isinstance(self._ended, RefusedError):
            raise self._ended
        out = bytes(self._held[:most])
        del self._held[:most]
        return out

    def _more(self) -> bool:
        """Unpack a piece more; False at the end, or where nothing more can be unpacked."""
        if self._ended:
            return False
        try:
            out = self._unpack()
        except RefusedError as error:
            self._ended = error
            return False
        except (zlib.error, lzma.LZMAError, OSError, EOFError) as error:
            self._ended = RefusedError(f"{self._kind} that is damaged: {error}; fetch or pack it again")
            return False
        self._ended = not out
        self._held += out
        self._given += len(out)
        if self._given > FREE_BYTES and self._given > MOST_RATIO * self._taken:
            self._held.clear()
            self._ended = RefusedError(
                f"it unpacks to more than {MOST_RATIO} times its size, which no text does; "
                "unpack it yourself if it is to be trusted"
            )
        return not self._ended

    def _unpack(self) -> bytes:
        while True:
            if self._inner.eof:
                self._waiting = (self._inner.unused_data or self._waiting or self._read()).lstrip(b"\x00")
                if not self._waiting:
                    return b""
                self._inner = _decompressor(self._kind)
            if self._inner.needs_input and not self._waiting:
                self._waiting = self._read()
                if not self._waiting:
                    raise RefusedError(f"{self._kind} that ends in the middle; fetch or pack it again")
            given, self._waiting = self._waiting, b""
            if out := self._inner.decompress(given, _PIECE):
                return out

    def _read(self) -> bytes:
        piece = self._handle.read(_PIECE)
        self._taken += len(piece)
        return piece


def unpacked(handle: BinaryIO, kind: Kind) -> BinaryIO:
    """Unpack a stream of gzip, bzip2, xz or zlib while it is read.

    Reading raises `RefusedError` ("fault; remedy") where the stream is damaged, ends in the middle, or gives more than
    `FREE_BYTES` and `MOST_RATIO` times what it takes; what was whole before the fault is given first.
    """
    return cast("BinaryIO", _Unpacked(handle, kind))
