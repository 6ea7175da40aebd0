"""The folder that a run writes into, on this machine or behind an fsspec address (s3://, gs://, abfs://).

    DIR/run.json                    the shards of the finished run, in the order of the documents
    DIR/shards/NAME.parquet         one row a document: the document, its record or its refusal
    DIR/reports, events, statements, refusals/…parquet
                                    tables, one file a month; see tables.py

A file is there wholly or not at all: it is written aside and renamed; object stores put whole objects by themselves.
"""

import io
import os
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path

import fsspec
import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.errors import UsageError
from dragoman.runs.shards import Done, Result, summed
from dragoman.schema.base import Record
from dragoman.schema.document import Document, Refusal
from dragoman.schema.record import DocumentRecord

_SHARD = pa.schema(
    [
        ("source", pa.string()),
        ("document", pa.string()),  # JSON, as all three; null where it was refused before it was a document
        ("record", pa.string()),  # null where it was refused
        ("refusal", pa.string()),  # null where it was read
    ]
)


class Manifest(Record, frozen=True, kw_only=True):
    """What a finished run left behind."""

    fingerprint: str
    shards: tuple[str, ...]


class Output:
    """The folder of a run."""

    def __init__(self, where: str) -> None:
        """Take a path or an fsspec address.

        Raises:
            UsageError: the address is of a kind that no installed package serves.
        """
        try:
            self._files, self._root = fsspec.core.url_to_fs(where)
        except (ValueError, ImportError) as error:
            raise UsageError(
                f"--out {where}: {error}; install the fsspec package for it (s3fs for s3://), or give a folder"
            ) from error
        self.where = where
        self._local = "file" in (self._files.protocol if isinstance(self._files.protocol, tuple) else ())

    def _path(self, name: str) -> str:
        return f"{self._root.rstrip('/')}/{name}"

    def has(self, name: str) -> bool:
        """Say whether there is a file of that name."""
        return bool(self._files.exists(self._path(name)))

    def names(self, folder: str) -> list[str]:
        """List the files in a folder of the output, in the order of the letters; none where there is no such folder."""
        path = self._path(folder)
        self._files.invalidate_cache()
        if not self._files.exists(path):
            return []
        return sorted(f"{folder}/{found.rpartition('/')[2]}" for found in self._files.ls(path, detail=False))

    def write(self, name: str, content: bytes) -> None:
        """Write a file, wholly or not at all."""
        path = self._path(name)
        if not self._local:
            self._files.pipe_file(path, content)
            return
        # Two machines that write the same file into a shared folder may have the same number of process.
        aside = Path(path).parent / f".{Path(path).name}.{uuid.uuid4().hex}"
        aside.parent.mkdir(parents=True, exist_ok=True)
        try:
            with aside.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            aside.replace(path)
        except OSError:
            aside.unlink(missing_ok=True)
            raise

    def read(self, name: str) -> bytes:
        """Read a whole file."""
        content = self._files.cat_file(self._path(name))
        assert isinstance(content, bytes)
        return content

    def remove(self, names: Sequence[str]) -> None:
        """Remove files."""
        for name in names:
            self._files.rm_file(self._path(name))

    def sweep(self) -> None:
        """Remove what a run that was killed had written aside."""
        if self._local and Path(self._root).is_dir():
            for pattern in ("*/.*.parquet.*", ".run.json.*"):
                for left in Path(self._root).glob(pattern):
                    left.unlink(missing_ok=True)

    # Tables

    def write_table(self, name: str, table: pa.Table) -> None:
        """Write a table as Parquet; the same rows give the same bytes."""
        content = io.BytesIO()
        pq.write_table(table, content, compression="zstd")
        self.write(name, content.getvalue())

    def read_table(self, name: str) -> pa.Table:
        """Read a Parquet file."""
        return pq.read_table(io.BytesIO(self.read(name)))

    # Shards

    def shard(self, name: str) -> str:
        """Name the file of a shard."""
        return f"shards/{name}.parquet"

    def write_shard(self, name: str, results: Sequence[Result]) -> Done:
        """Write what became of a shard's documents, and count it."""
        encode = msgspec.json.encode
        rows = [
            {
                "source": result.document.source
                if result.document is not None
                else result.refusal.source
                if result.refusal is not None
                else "",
                "document": encode(result.document).decode() if result.document is not None else None,
                "record": encode(result.record).decode() if result.record is not None else None,
                "refusal": encode(result.refusal).decode() if result.refusal is not None else None,
            }
            for result in results
        ]
        self.write_table(self.shard(name), pa.Table.from_pylist(rows, schema=_SHARD))
        return summed(name, results)

    def read_shard(self, name: str) -> list[Result]:
        """Read what became of a shard's documents."""

        def decoded(text: str | None, kind: type[Record]) -> Record | None:
            return None if text is None else msgspec.json.decode(text, type=kind)

        return [
            Result(
                document=decoded(row["document"], Document),  # type: ignore[arg-type]  # decoded by its kind
                record=decoded(row["record"], DocumentRecord),  # type: ignore[arg-type]
                refusal=decoded(row["refusal"], Refusal),  # type: ignore[arg-type]
            )
            for row in self.read_table(self.shard(name)).to_pylist()
        ]

    # The finished run

    def manifest(self) -> Manifest | None:
        """Give what the finished run left; None where none was finished."""
        return msgspec.json.decode(self.read("run.json"), type=Manifest) if self.has("run.json") else None

    def finish(self, manifest: Manifest) -> None:
        """Say that the run is finished: the last thing written."""
        self.write("run.json", msgspec.json.format(msgspec.json.encode(manifest)) + b"\n")

    def finished(self) -> Manifest:
        """Give what the finished run left.

        Raises:
            UsageError: there is no finished run.
        """
        manifest = self.manifest()
        if manifest is None:
            raise UsageError(
                f"{self.where}: holds no finished run (no run.json); let `dragoman run --out` finish there"
            )
        return manifest

    def results(self) -> Iterator[Result]:
        """Give all that the finished run read, in the order of the documents.

        Raises:
            UsageError: there is no finished run.
        """
        for name in self.finished().shards:
            yield from self.read_shard(name)
