"""The record on a PostgreSQL server, 15 or newer: for several people who read into one record.

All text columns sort by code point (collation "C"), as in SQLite: answers must not depend on the server's language.
"""

import re
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event as sa_event

from dragoman.errors import RecordError
from dragoman.record import database
from dragoman.record.database import Database

SCHEMES = frozenset({"postgresql", "postgres", "postgresql+psycopg"})

_OLDEST = 150_000  # server_version_num
_MARK = "dragoman's record"  # comment on the table `documents`
_WRITERS = 0x44524731  # first half of the advisory lock that a writer holds


class Server(Database):
    """A record in a database of a server."""

    def __init__(self, url: str, *, create: bool) -> None:
        """Connect; the tables are left as they are.

        Raises:
            RecordError: the URL cannot be understood, psycopg is not installed, the server cannot be reached or
                refuses the user, is too old or not in UTF-8, or holds no record and none may be created.
        """
        parsed = parse_url(url)
        self.name = name_of(parsed)
        try:
            import psycopg  # noqa: PLC0415 - an extra
        except ImportError as error:
            raise RecordError(
                f"record {self.name}: needs psycopg, which is not installed; run: pip install 'dragoman[postgres]'"
            ) from error
        self._psycopg = psycopg
        self.engine = sa.create_engine(
            parsed.set(drivername="postgresql+psycopg"),
            # A server started anew in between must not fail the next question.
            pool_pre_ping=True,
            connect_args={} if "connect_timeout" in parsed.query else {"connect_timeout": 10},
        )
        sa_event.listen(self.engine, "connect", _prepare)
        try:
            with self.reading() as connection:
                self._refuse_unfit(connection, create=create)
        except BaseException:
            self.engine.dispose()
            raise

    def _refuse_unfit(self, connection: sa.Connection, *, create: bool) -> None:
        number = int(connection.exec_driver_sql("SHOW server_version_num").scalar_one())
        if number < _OLDEST:
            raise RecordError(f"record {self.name}: the server is PostgreSQL {number // 10_000}; use 15 or newer")
        encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
        if encoding != "UTF8":
            raise RecordError(
                f"record {self.name}: the database is in {encoding}; make one with CREATE DATABASE … ENCODING 'UTF8'"
            )
        if not create and self.revision(connection) is None:
            raise RecordError(
                f"record {self.name}: the database holds no record yet; make one with "
                f"`dragoman read … --record {self.name}`"
            )

    def _begin_reading(self, connection: sa.Connection) -> None:
        # Otherwise every statement would see what others wrote since the one before.
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")

    def _begin_writing(self, connection: sa.Connection) -> None:
        # One writer at a time, as in SQLite: merging looks at all that is there. The lock ends with the transaction.
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{round(database.WAIT_SECONDS * 1000)}ms'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS}, hashtext(current_schema()))")

    def revision(self, connection: sa.Connection) -> str | None:
        """Read the version of the tables; see `Database`."""
        tables = list(
            connection.exec_driver_sql(
                "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema()"
            ).scalars()
        )
        if not tables:
            return None
        mark = connection.exec_driver_sql("SELECT obj_description(to_regclass('documents'), 'pg_class')").scalar()
        if mark != _MARK or "alembic_version" not in tables:
            raise self.foreign(tables)
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one_or_none()
        return self.known_revision(found)

    def mark(self, connection: sa.Connection) -> None:
        """Write a comment on our first table."""
        connection.execute(sa.text(f"COMMENT ON TABLE documents IS '{_MARK.replace(chr(39), chr(39) * 2)}'"))

    def fault(self, error: BaseException) -> str | None:
        """Name the fault; see `Database`."""
        state = getattr(error, "sqlstate", None)
        if state:
            return next((fault for sign, fault in _BY_STATE if state.startswith(sign)), None)
        text = str(error)
        return next((fault for sign, fault in _BY_WORDS if re.search(sign, text)), None)

    def _driver_errors(self) -> tuple[type[Exception], ...]:
        return (sa.exc.DBAPIError, self._psycopg.Error)

    def _unforeseen(self, error: BaseException) -> str:
        return f"the server reports '{' '.join(str(error).split())}'; ask whoever keeps it"


def parse_url(url: str) -> sa.URL:
    """Take a URL apart.

    Raises:
        RecordError: it is none, or names no database.
    """
    try:
        parsed = sa.make_url(url)
    except (sa.exc.ArgumentError, ValueError) as error:
        scheme = url.partition("://")[0]
        raise RecordError(
            f"record {scheme}://…: cannot be understood; write {scheme}://USER:PASSWORD@HOST:PORT/DATABASE"
        ) from error
    if not parsed.database:
        raise RecordError(f"record {name_of(parsed)}: names no database; write {name_of(parsed).rstrip('/')}/NAME")
    return parsed


def name_of(url: sa.URL) -> str:
    """Write a URL for people, without its password."""
    query = {key: value for key, value in url.query.items() if key != "password"}
    shown = sa.URL.create("postgresql", url.username, None, url.host, url.port, url.database, query)
    return shown.render_as_string(hide_password=False)


def _prepare(connection: Any, _record: object) -> None:
    before = connection.autocommit
    connection.autocommit = True
    connection.execute("SET jit = off")  # our questions are short: compiling them takes longer than answering
    connection.autocommit = before


_REFUSED = "the server refuses the user or the password; check both, or set PGPASSWORD"
_NO_DATABASE = "the server has no database of that name; make it with: createdb NAME"
_CROWDED = "the server has no connection left; close others, or ask whoever keeps it for more"
_LOST = "the connection to the server was lost; run the command again, it goes on where it stopped"
_UNREACHABLE = "the server cannot be reached; check host and port, and that it runs"
_STOPPED = "the server is starting or was shut down; when it runs, run the command again: it goes on where it stopped"

_BY_STATE = (  # beginnings of SQLSTATE, as Appendix A of PostgreSQL's manual has them
    ("53100", "the server's disk is full; make room and run the command again, it goes on where it stopped"),
    ("53300", _CROWDED),
    ("25006", "cannot be written: the server is read-only. Nothing was changed"),
    (
        "42501",
        "the user may not do this; GRANT the right to read and write the tables, and at first CREATE on the schema",
    ),
    ("55P03", "another program is writing to it and does not finish; wait for it, then run the command again"),
    ("28", _REFUSED),
    ("3D000", _NO_DATABASE),
    ("57P", _STOPPED),
    ("08", _LOST),
)

# Errors of connecting carry no code. The server's words may be in another language, libpq's own are in English.
_BY_WORDS = (
    (r"password authentication failed|no password supplied|role .* does not exist|[Pp]eer authentication", _REFUSED),
    (r"database .* does not exist", _NO_DATABASE),
    (r"too many clients|remaining connection slots", _CROWDED),
    (r"starting up|shutting down|terminating connection", _STOPPED),
    (
        r"[Cc]onnection refused|could not translate|not known|resolve|[Tt]imeout|No such file|unreachable|No route",
        _UNREACHABLE,
    ),
    (r"connection .*(lost|closed)|server closed the connection", _LOST),
)
