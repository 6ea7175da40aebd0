"""Zip and tar: their members one by one, as streams; nothing is written to disk, and names are only names.

What a member may not be: encrypted, a link or a device, sparse, or called so that unpacking would leave the folder.
"""

import io
import lzma
import re
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

from dragoman.errors import RefusedError
from dragoman.schema.document import Refusal
from dragoman.sources.places import is_passed_over
from dragoman.sources.streams import read_up_to
from dragoman.sources.unpacking import FREE_BYTES, MOST_RATIO

MOST_DEPTH = 4
"""Archives in archives: page.html in a.zip in b.tar in b.tar.gz is three deep."""

MOST_IN_MEMORY = 64_000_000
"""A zip (or Parquet) that comes as a stream is held in memory to be read; a larger one must be a file."""

_MOST_DIRECTORY = 64_000_000  # bytes of a zip's list of members, some 800,000; it is held in memory
_MOST_HEADER = 1_000_000  # bytes of a tar's header for long names; it is held in memory
_OFFICE = {"[Content_Types].xml", "mimetype", "META-INF/manifest.xml"}
_LEADS_OUT = re.compile(r"(?:^|[\\/])\.\.(?:[\\/]|$)|^[\\/]|^[A-Za-z]:[\\/]|\x00")

BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError)
"""What the libraries raise over an archive, or a member, that is damaged or of a kind that they do not know."""


@dataclass(frozen=True, slots=True)
class Member:
    """Something inside something else, to be read like a file of its own: before the next one is asked for."""

    name: str  # with the name of what it was found in: "week.zip/oslo/a.html"
    handle: BinaryIO
    url: str | None = None  # the address that it was fetched from, where the archive says
    charset: str | None = None  # as its server declared it
    kind_of_name: str = ""  # the part of the name by which its kind may be told, where bytes leave it open


def zip_members(handle: BinaryIO, *, name: str, seekable: bool) -> Iterator[Member | Refusal]:
    """Give the members of a zip in the order of its list. Of a WACZ only the web archives in it are given.

    Raises:
        RefusedError: it cannot be opened; "fault; remedy".
    """
    if not seekable:
        handle = in_memory(handle)
    size = handle.seek(0, io.SEEK_END)
    _refuse_long_directory(handle, size)
    try:
        archive = zipfile.ZipFile(handle)
    except (*BROKEN, ValueError, UnicodeDecodeError) as error:
        raise RefusedError(f"a zip archive that is cut off or damaged: {error}; fetch it again") from error
    with archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        if {info.filename for info in infos[:20]} & _OFFICE:
            raise RefusedError("an office document or electronic book; save it as plain text, HTML or PDF")
        if sum(info.file_size for info in infos) > max(FREE_BYTES, MOST_RATIO * size):
            raise RefusedError(
                f"it unpacks to more than {MOST_RATIO} times its size, "
                "which no text does; unpack it yourself if it is to be trusted"
            )
        if any(info.filename == "datapackage.json" for info in infos):
            wacz = [info for info in infos if re.match(r"archive/[^/]+\.warc(?:\.gz)?$", info.filename)]
            infos = wacz or infos
        for info in infos:
            if is_passed_over(info.filename):
                continue
            inside = f"{name}/{_printed(info.filename)}"
            fault = _fault(info.filename)
            if info.flag_bits & 1:
                fault = ("it is encrypted", "unpack it with its password")
            elif stat.S_ISLNK(info.external_attr >> 16):
                fault = ("it is a link", "put the file itself into the archive")
            elif info.file_size > FREE_BYTES and info.file_size > MOST_RATIO * max(1, info.compress_size):
                fault = (
                    f"it unpacks to more than {MOST_RATIO} times its size",
                    "unpack it yourself if it is to be trusted",
                )
            if fault:
                yield Refusal(source=inside, fault=fault[0], remedy=fault[1])
                continue
            try:
                with archive.open(info) as opened:
                    yield Member(inside, cast("BinaryIO", opened), kind_of_name=info.filename)
            except (*BROKEN, ValueError) as error:
                yield Refusal(source=inside, fault=f"it is damaged: {error}", remedy="fetch or pack the archive again")


def tar_members(handle: BinaryIO, *, name: str) -> Iterator[Member | Refusal]:
    """Give the files of a tar in their order, read as a stream.

    Raises:
        RefusedError: it is damaged or ends in the middle, after what was whole has been given; "fault; remedy".
    """
    try:
        with tarfile.open(fileobj=handle, mode="r|", tarinfo=_Header) as archive:
            for info in archive:
                archive.members = []  # type: ignore[attr-defined]  # else it keeps them all, however many there are
                if info.isdir() or is_passed_over(info.name):
                    continue
                inside = f"{name}/{_printed(info.name)}"
                fault = _fault(info.name)
                if not info.isreg() or info.issparse():
                    fault = ("it is a link, a device or a file with holes", "put the file itself into the archive")
                if fault:
                    yield Refusal(source=inside, fault=fault[0], remedy=fault[1])
                elif (opened := archive.extractfile(info)) is not None:
                    yield Member(inside, cast("BinaryIO", opened), kind_of_name=info.name)
    except (tarfile.TarError, EOFError, ValueError) as error:
        raise RefusedError(f"a tar archive that is cut off or damaged: {error}; fetch it again") from error


class _Header(tarfile.TarInfo):
    """A header whose extension for a long name is no longer than names are: tarfile holds it in memory."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> "_Header":
        header = super().frombuf(buf, encoding, errors)
        extends = {
            tarfile.XHDTYPE,
            tarfile.XGLTYPE,
            tarfile.SOLARIS_XHDTYPE,
            tarfile.GNUTYPE_LONGNAME,
            tarfile.GNUTYPE_LONGLINK,
        }
        if header.type in extends and header.size > _MOST_HEADER:
            raise tarfile.ReadError(f"a header of {header.size:,} bytes")
        return header


def in_memory(handle: BinaryIO) -> BinaryIO:
    """Hold a stream in memory, so that it can be read from its end.

    Raises:
        RefusedError: it is longer than `MOST_IN_MEMORY`; "fault; remedy".
    """
    held = read_up_to(handle, MOST_IN_MEMORY + 1)
    if len(held) > MOST_IN_MEMORY:
        raise RefusedError(
            f"inside something else it may have {MOST_IN_MEMORY // 1_000_000} MB at most, and it has more; "
            "unpack it and name the file"
        )
    return io.BytesIO(held)


def _fault(inside: str) -> tuple[str, str] | None:
    if _LEADS_OUT.search(inside):
        return "its name leads out of the archive", "pack it again under a plain name"
    return None


def _printed(inside: str) -> str:
    """Give a member's name as a line for people may show it."""
    return "".join(
        char if char.isprintable() else "�" for char in inside.encode("utf-8", "replace").decode("utf-8", "replace")
    )


def _refuse_long_directory(handle: BinaryIO, size: int) -> None:
    """Look at the end of a zip for the length of its list of members, before zipfile takes it into memory."""
    handle.seek(max(0, size - 66_000))
    end = handle.read()
    at = end.rfind(b"PK\x05\x06")
    length = int.from_bytes(end[at + 12 : at + 16], "little") if at >= 0 else 0
    if length == 0xFFFF_FFFF and (wide := end.rfind(b"PK\x06\x06")) >= 0:
        length = int.from_bytes(end[wide + 40 : wide + 48], "little")
    handle.seek(0)
    if length > _MOST_DIRECTORY:
        raise RefusedError(f"its list of members has {length:,} bytes; unpack it and name the folder")
