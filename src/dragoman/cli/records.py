"""The record that a question is put to: a record's file or server, or the folder that a run wrote."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.lexicons.files import Lexicons
    from dragoman.record.store import Store

AskedOption = Annotated[
    str,
    typer.Option(
        "--record",
        metavar="FILE|DIR|URL",
        help="The record: an SQLite file, postgresql://USER@HOST/NAME on a server, or the --out of `dragoman run`.",
    ),
]


def open_to_ask(record: str, lexicons: "Lexicons") -> "Store":
    """Open what --record names, to ask it and not to write into it.

    Of a run's output a record is made when it is first asked, and kept among the user's cached files.

    Raises:
        RecordError: it is missing, foreign or cannot be read.
        UsageError: a folder in which no run was finished.
    """
    from dragoman.record.store import open_record  # noqa: PLC0415 - loads SQLAlchemy

    if Path(record).is_dir() or _is_storage(record):
        need_lake(f"--record {record}")
        from dragoman.runs.loading import record_of  # noqa: PLC0415 - loads pyarrow

        def tell(path: Path) -> None:
            typer.echo(f"{record}: put together to be asked, this once ({path})", err=True)

        return open_record(record_of(record, lexicons=lexicons, tell=tell), create=False, lexicons=lexicons)
    return open_record(record, create=False, lexicons=lexicons)


def _is_storage(record: str) -> bool:
    """Say whether it is an address of stored files (s3://, gs://, …), not of a database."""
    scheme, sign, _ = record.partition("://")
    if not sign:
        return False
    from fsspec.registry import known_implementations  # noqa: PLC0415 - only where there is an address

    return scheme in known_implementations


def need_lake(what: str) -> None:
    """Make sure that Parquet can be read and written.

    Raises:
        UsageError: the extra is not installed; `what` needs it.
    """
    from dragoman.runs.settings import has_lake  # noqa: PLC0415

    if not has_lake():
        raise UsageError(f"{what}: a run's output is Parquet; install dragoman[lake] (duckdb, pyarrow)")
