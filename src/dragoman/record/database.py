"""What the two kinds of database have in common: one state for who reads, all or nothing for who writes."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from dragoman.errors import RecordError
from dragoman.record.tables import REVISIONS

WAIT_SECONDS = 20.0
"""How long a writer waits for another one before it gives up."""


class Database(ABC):
    """An open database: an SQLite file, or one of a PostgreSQL server."""

    name: str  # as messages call it: the path, or the URL without its password
    engine: sa.Engine

    @abstractmethod
    def revision(self, connection: sa.Connection) -> str | None:
        """Read the version of the tables; None where there are none yet.

        Raises:
            RecordError: the tables are another program's, or of a later version than we know.
        """

    @abstractmethod
    def mark(self, connection: sa.Connection) -> None:
        """Mark tables just made as ours, so that another program's are never written into."""

    @abstractmethod
    def fault(self, error: BaseException) -> str | None:
        """Name the fault behind an error of the driver, and the remedy; None for errors that are not foreseen."""

    @abstractmethod
    def _begin_reading(self, connection: sa.Connection) -> None:
        """Make sure that one state is seen until the transaction ends."""

    @abstractmethod
    def _begin_writing(self, connection: sa.Connection) -> None:
        """Make sure that nobody else writes until the transaction ends."""

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Give a connection that sees one state of the record throughout."""
        with self.failures_named(), self.engine.connect() as connection, connection.begin():
            self._begin_reading(connection)
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """Give a connection whose changes are kept all together, at the end, or not at all; one writes at a time."""
        with self.failures_named(), self.engine.connect() as connection, connection.begin():
            self._begin_writing(connection)
            yield connection

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    @contextmanager
    def failures_named(self) -> Iterator[None]:
        """Turn what the database complains of into a `RecordError` with thing, fault and remedy."""
        try:
            yield
        except self._driver_errors() as error:
            cause = (error.orig or error) if isinstance(error, sa.exc.DBAPIError) else error
            fault = self.fault(cause)
            raise RecordError(f"record {self.name}: {fault or self._unforeseen(cause)}") from error

    @abstractmethod
    def _driver_errors(self) -> tuple[type[Exception], ...]:
        """Give what the driver raises, wrapped or bare."""

    @abstractmethod
    def _unforeseen(self, error: BaseException) -> str:
        """Word an error that `fault` does not know."""

    def bring_up_to_date(self) -> None:
        """Give the tables our version, one step after the other, or none of them."""
        with self.reading() as connection:
            if self.revision(connection) == REVISIONS[-1]:
                return
        with self.writing() as connection:
            revision = self.revision(connection)  # again: another process may have been faster
            if revision == REVISIONS[-1]:
                return
            migrate(connection)
            self.mark(connection)

    def known_revision(self, revision: str | None) -> str:
        """Refuse tables of a version that we do not know.

        Raises:
            RecordError: they are of a newer dragoman.
        """
        if revision not in REVISIONS:
            raise RecordError(
                f"record {self.name}: was written by a newer dragoman (tables {revision}, here {REVISIONS[-1]}); "
                "update dragoman, or name another record; nothing was changed"
            )
        return revision

    def foreign(self, tables: list[str]) -> RecordError:
        """Say that the tables are another program's."""
        return RecordError(
            f"record {self.name}: is a database of another program (it holds {', '.join(sorted(tables)[:3])}); "
            "name another one, it was not touched"
        )


def migrate(connection: sa.Connection, to: str = "head") -> None:
    """Run the steps from the version of the tables to another."""
    # Only when there is something to do: alembic takes longer to import than a record to open.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, to)
