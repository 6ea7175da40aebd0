"""Open a record: which kind of database a path or URL names, and whether its tables are of our version."""

import os
from pathlib import Path

from dragoman.errors import RecordError
from dragoman.record.database import Database
from dragoman.record.postgres import SCHEMES, Server
from dragoman.record.sqlite import SqliteFile


def open_database(where: str | Path, *, create: bool) -> Database:
    """Open or create the database and bring its tables to our version.

    Args:
        where: a path or sqlite:///path of an SQLite file, or postgresql://user@host/database.
        create: whether what is missing is made: the file, or the tables in the server's database.

    Raises:
        RecordError: it is missing (and may not be created), is foreign, newer than this program, or cannot be read
            or written.
    """
    text = os.fspath(where)
    scheme, sign, rest = text.partition("://")
    opened: Database
    if not sign:
        opened = SqliteFile(Path(text), create=create)
    elif scheme == "sqlite":
        opened = SqliteFile(Path(rest.removeprefix("/")), create=create)
    elif scheme in SCHEMES:
        opened = Server(text, create=create)
    else:
        raise RecordError(f"record {scheme}://…: no such kind of record; give a path, or postgresql://USER@HOST/NAME")
    try:
        opened.bring_up_to_date()
    except BaseException:
        opened.close()
        raise
    return opened
