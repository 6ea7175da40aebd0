"""Streams read piece by piece: they may give fewer bytes at once than they are asked for, and end in a fault."""

from typing import BinaryIO

from dragoman.errors import RefusedError

_PIECE = 65_536


class Begun:
    """A stream of which the beginning was read already."""

    def __init__(self, begin: bytes, handle: BinaryIO) -> None:
        """Put what was read before the rest again."""
        self._begin, self._handle = begin, handle

    def read(self, size: int = -1) -> bytes:
        """Read bytes, from the beginning first; a call may give fewer than `size`."""
        if size < 0:
            out, self._begin = self._begin + self._handle.read(), b""
            return out
        if self._begin:
            out, self._begin = self._begin[:size], self._begin[size:]
            return out
        return self._handle.read(size)


def read_up_to(handle: BinaryIO, most: int, *, even_cut: bool = False) -> bytes:
    """Read `most` bytes, or up to the end: a stream may give fewer at once than it is asked for.

    With `even_cut` what comes before a fault is given; a packed stream raises it again when it is read on.
    """
    parts: list[bytes] = []
    have = 0
    while have < most:
        try:
            piece = handle.read(min(_PIECE, most - have))
        except RefusedError:
            if even_cut and parts:
                break
            raise
        if not piece:
            break
        parts.append(piece)
        have += len(piece)
    return b"".join(parts)


def read_whole(handle: BinaryIO, most: int) -> bytes:
    """Read a whole document.

    Raises:
        RefusedError: it is longer than `most` bytes.
    """
    raw = read_up_to(handle, most + 1)
    if len(raw) > most:
        raise RefusedError(f"it is longer than {most:,} bytes, which no article is; split it into documents")
    return raw
