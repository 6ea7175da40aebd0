"""Inputs behind fsspec addresses (s3://, gs://, abfs://), fetched so that the sources can read them as files."""

from collections.abc import Iterable
from pathlib import Path

import fsspec

from dragoman.errors import UsageError

_OTHERS = ("http://", "https://", "file://")  # web addresses are for the sources to read; files are there already


def fetch(names: Iterable[str], scratch: Path) -> list[str]:
    """Fetch what stands behind storage addresses into folders of `scratch`; other names are given back as they are.

    Documents are called by the same names as if the folder had been on this machine.

    Raises:
        UsageError: an address cannot be used, or nothing is there.
    """
    found = []
    for number, name in enumerate(names):
        if "://" not in name or name.startswith(_OTHERS):
            found.append(name)
            continue
        try:
            files, path = fsspec.core.url_to_fs(name)
            folder = bool(files.isdir(path))
            here = scratch / str(number) / path.rstrip("/").rpartition("/")[2]
            here.parent.mkdir(parents=True)
            files.get(path.rstrip("/") + "/" if folder else path, str(here) + "/" * folder, recursive=folder)
        except (ValueError, ImportError, OSError) as error:
            raise UsageError(
                f"{name}: cannot be fetched: {error}; check the address, and its fsspec package"
            ) from error
        found.append(str(here))
    return found
