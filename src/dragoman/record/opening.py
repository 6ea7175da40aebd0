"""Open the file of a record: whether it is one, can be written, and has tables of our version."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event as sa_event

from dragoman.errors import RecordError
from dragoman.record.tables import REVISIONS

APPLICATION_ID = 0x44524731
"""What SQLite's header carries for our files ("DRG1"), so that another program's database is not written into."""

_HEADER = b"SQLite format 3\x00"
_WAIT_MS = 20_000  # how long a writer waits for another one before it gives up


def path_of(where: str | Path) -> Path:
    """Find the file that a path or an SQLite URL names.

    Raises:
        RecordError: the URL is of another kind of database.
    """
    text = os.fspath(where)
    if "://" not in text:
        return Path(text)
    if text.startswith("sqlite:///"):
        return Path(text.removeprefix("sqlite:///"))
    raise RecordError(f"record {_without_password(text)}: only SQLite files are supported so far; give a path")


def _without_password(url: str) -> str:
    head, sign, tail = url.rpartition("@")
    return f"{head.partition('://')[0]}://…@{tail}" if sign else url


def open_engine(where: str | Path, *, create: bool) -> tuple[sa.Engine, Path]:
    """Open or create the file and bring its tables to our version.

    Raises:
        RecordError: the file is missing (and may not be created), is foreign, newer than this program, or cannot
            be read or written.
    """
    path = path_of(where)
    _refuse_unfit(path, create=create)
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(path.absolute())), connect_args={"timeout": _WAIT_MS / 1000}
    )
    sa_event.listen(engine, "connect", _prepare)
    sa_event.listen(engine, "begin", _begin)
    try:
        with failures_named(path):
            _bring_up_to_date(engine, path)
    except BaseException:
        engine.dispose()
        raise
    return engine, path


def _refuse_unfit(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise RecordError(f"record {path}: is a folder; name a file in it")
    if not path.exists():
        if not create:
            raise RecordError(f"record {path}: there is no such file; make one with `dragoman read … --record {path}`")
        if not path.absolute().parent.is_dir():
            raise RecordError(f"record {path}: its folder does not exist; create {path.absolute().parent} first")
        return
    try:
        with path.open("rb") as handle:
            head = handle.read(16)
    except OSError as error:
        raise RecordError(f"record {path}: cannot be read ({error.strerror}); check its permissions") from error
    if head and head != _HEADER:
        raise RecordError(f"record {path}: is no SQLite database; name another file, it was not touched")


def _prepare(connection: Any, _record: object) -> None:
    # The driver would begin transactions by itself, late and not for every statement; ours begin in `_begin`.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {_WAIT_MS}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA synchronous = NORMAL")  # with WAL: a killed program loses nothing that was committed
    cursor.execute("PRAGMA cache_size = -65536")
    cursor.close()


def _begin(connection: sa.Connection) -> None:
    # A writer takes the lock at once: two that read first and then both want to write could only fail.
    writes = connection.get_execution_options().get("dragoman_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def reading(engine: sa.Engine, path: Path) -> Iterator[sa.Connection]:
    """Give a connection that sees one state of the record throughout."""
    with failures_named(path), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: sa.Engine, path: Path) -> Iterator[sa.Connection]:
    """Give a connection whose changes are kept all together, at the end, or not at all."""
    with (
        failures_named(path),
        engine.connect().execution_options(dragoman_writes=True) as connection,
        connection.begin(),
    ):
        yield connection


def _bring_up_to_date(engine: sa.Engine, path: Path) -> None:
    with reading(engine, path) as connection:
        if _revision(connection, path) == REVISIONS[-1]:
            return
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        raw.rollback()
        raw.execute("PRAGMA journal_mode = WAL")  # kept in the file; many may read while one writes
        connection.rollback()
    with writing(engine, path) as connection:
        revision = _revision(connection, path)  # again: another process may have been faster
        if revision == REVISIONS[-1]:
            return
        _migrate(connection)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def _revision(connection: sa.Connection, path: Path) -> str | None:
    """Read the version of the tables; None for an empty file.

    Raises:
        RecordError: the tables are another program's, or of a later version than we know.
    """
    tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
    if not tables:
        return None
    ours = connection.exec_driver_sql("PRAGMA application_id").scalar_one() == APPLICATION_ID
    if not ours or "alembic_version" not in tables:
        raise RecordError(
            f"record {path}: is a database of another program (it holds {', '.join(sorted(tables)[:3])}); "
            "name another file, it was not touched"
        )
    revision = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one_or_none()
    if revision not in REVISIONS:
        raise RecordError(
            f"record {path}: was written by a newer dragoman (tables {revision}, here {REVISIONS[-1]}); "
            "update dragoman, or name another file"
        )
    return str(revision)


def _migrate(connection: sa.Connection) -> None:
    # Only when there is something to do: alembic takes longer to import than a record to open.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


@contextmanager
def failures_named(path: Path) -> Iterator[None]:
    """Turn what the database complains of into a `RecordError` with thing, fault and remedy."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        raise _named(path, error.orig or error) from error
    except sqlite3.Error as error:
        raise _named(path, error) from error


def _named(path: Path, error: BaseException) -> RecordError:
    text = str(error)
    for sign, fault in _FAULTS:
        if sign in text:
            return RecordError(f"record {path}: {fault}")
    return RecordError(f"record {path}: the database reports '{text}'; check the file with sqlite3's integrity_check")


_FAULTS = (
    ("readonly", "cannot be written; check the permissions of the file and its folder. Nothing was changed"),
    ("unable to open", "cannot be opened or created; check the permissions of the file and its folder"),
    ("locked", "another program is writing to it and does not finish; wait for it, then run the command again"),
    ("disk is full", "the disk is full; make room and run the command again, it goes on where it stopped"),
    ("disk I/O error", "the disk cannot be read or written; check it, then run the command again"),
    ("not a database", "is no SQLite database; name another file"),
    ("malformed", "is damaged; restore it from a copy, or read the documents into a new file"),
)
