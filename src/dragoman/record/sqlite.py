"""The record in an SQLite file: the default, and all that most users need."""

import sqlite3
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event as sa_event

from dragoman.errors import RecordError
from dragoman.record import database
from dragoman.record.database import Database

APPLICATION_ID = 0x44524731
"""What SQLite's header carries for our files ("DRG1"), so that another program's database is not written into."""

_HEADER = b"SQLite format 3\x00"


class SqliteFile(Database):
    """A record in a file."""

    def __init__(self, path: Path, *, create: bool) -> None:
        """Open or create the file; its tables are left as they are.

        Raises:
            RecordError: it is missing and may not be created, is no database, or cannot be read.
        """
        self.path = path
        self.name = str(path)
        _refuse_unfit(path, create=create)
        wait = database.WAIT_SECONDS
        self.engine = sa.create_engine(
            sa.URL.create("sqlite", database=str(path.absolute())), connect_args={"timeout": wait}
        )
        sa_event.listen(self.engine, "connect", _prepare)

    def _begin_reading(self, connection: sa.Connection) -> None:
        # Sees the state of its first statement until it ends.
        connection.exec_driver_sql("BEGIN")

    def _begin_writing(self, connection: sa.Connection) -> None:
        # Takes the lock at once: two that read first and then both want to write could only fail.
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    def bring_up_to_date(self) -> None:
        """Give the tables our version; a new file is put into the mode in which many read while one writes."""
        with self.reading() as connection:
            new = self.revision(connection) is None
        if new:
            with self.failures_named(), self.engine.connect() as connection:
                raw = connection.connection.driver_connection
                assert isinstance(raw, sqlite3.Connection)
                raw.rollback()
                raw.execute("PRAGMA journal_mode = WAL")  # kept in the file
                connection.rollback()
        super().bring_up_to_date()

    def revision(self, connection: sa.Connection) -> str | None:
        """Read the version of the tables; see `Database`."""
        tables = list(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars())
        if not tables:
            return None
        ours = connection.exec_driver_sql("PRAGMA application_id").scalar_one() == APPLICATION_ID
        if not ours or "alembic_version" not in tables:
            raise self.foreign(tables)
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one_or_none()
        return self.known_revision(found)

    def mark(self, connection: sa.Connection) -> None:
        """Write our number into the header."""
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")

    def fault(self, error: BaseException) -> str | None:
        """Name the fault; see `Database`."""
        text = str(error)
        return next((fault for sign, fault in _FAULTS if sign in text), None)

    def _driver_errors(self) -> tuple[type[Exception], ...]:
        return (sa.exc.DBAPIError, sqlite3.Error)

    def _unforeseen(self, error: BaseException) -> str:
        return f"the database reports '{error}'; check the file with sqlite3's integrity_check"


def _refuse_unfit(path: Path, *, create: bool) -> None:
    try:
        if path.is_dir():
            raise RecordError(f"record {path}: is a folder; name a file in it")
        if not path.exists():
            if not create:
                raise RecordError(
                    f"record {path}: there is no such file; make one with `dragoman read … --record {path}`"
                )
            if not path.absolute().parent.is_dir():
                raise RecordError(f"record {path}: its folder does not exist; create {path.absolute().parent} first")
            return
        with path.open("rb") as handle:
            head = handle.read(16)
    except OSError as error:
        raise RecordError(
            f"record {path}: cannot be read ({error.strerror}); check the permissions of the file and its folder"
        ) from error
    if head and head != _HEADER:
        raise RecordError(f"record {path}: is no SQLite database; name another file, it was not touched")


def _prepare(connection: Any, _record: object) -> None:
    # The driver would begin transactions by itself, late and not for every statement; ours begin where we say.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {round(database.WAIT_SECONDS * 1000)}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA synchronous = NORMAL")  # with WAL: a killed program loses nothing that was committed
    cursor.execute("PRAGMA cache_size = -65536")
    cursor.close()


_FAULTS = (
    ("readonly", "cannot be written; check the permissions of the file and its folder. Nothing was changed"),
    ("unable to open", "cannot be opened or created; check the permissions of the file and its folder"),
    ("locked", "another program is writing to it and does not finish; wait for it, then run the command again"),
    ("disk is full", "the disk is full; make room and run the command again, it goes on where it stopped"),
    ("disk I/O error", "the disk cannot be read or written, or is full; check it, then run the command again"),
    ("not a database", "is no SQLite database; name another file"),
    ("malformed", "is damaged; restore it from a copy, or read the documents into a new file"),
)
