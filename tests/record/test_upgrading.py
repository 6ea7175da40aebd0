"""A record that an older dragoman wrote is brought up to date when it is opened, and loses nothing."""

import sqlite3
from datetime import datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from chronicle import write
from msgspec import structs

from dragoman.record.database import migrate
from dragoman.record.decisions import Decision, DecisionKind
from dragoman.record.sqlite import SqliteFile
from dragoman.record.store import Store, open_record
from dragoman.record.tables import METADATA, REVISIONS
from dragoman.schema.actor import Official
from dragoman.schema.document import Refusal


def write_as(revision: str, where: Path, now: Path) -> None:
    """Write what a record of today holds as the program of a revision would have."""
    database = SqliteFile(where, create=True)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA journal_mode = WAL")
    with database.writing() as connection:
        migrate(connection, revision)
        database.mark(connection)
    database.close()
    file = sqlite3.connect(where)
    file.execute("ATTACH ? AS now", (str(now),))
    with file:
        for table in METADATA.sorted_tables:
            old = [row[1] for row in file.execute(f"PRAGMA main.table_info('{table.name}')")]
            if old and table.name != "state":
                columns = ", ".join(f'"{name}"' for name in old)
                file.execute(f"INSERT INTO main.{table.name} ({columns}) SELECT {columns} FROM now.{table.name}")
    file.close()


def holds(store: Store) -> tuple[object, ...]:
    return (
        store.events(),
        tuple(store.records()),
        tuple(store.document(head.id) for head in store.documents()),
        store.decisions(),
        store.refusals(),
        tuple((hit.head.id, hit.start) for hit in store.search("fishing quotas", limit=1000)),
        store.officials(country="BRA"),
        store.outlines("BRA", "ARG"),
        tuple(store.versions(head.id) for head in store.documents()),
        store.counts(),
    )


@pytest.mark.parametrize("revision", REVISIONS[:-1])
def test_nothing_is_lost(revision: str, tmp_path: Path) -> None:
    articles = list(write().articles[:120])
    seen = Official(name="Marina Campos", country="BRA", office="president", former=True, evidence=(0, 3))
    articles[0] = (structs.replace(articles[0][0], officials=(seen,)), articles[0][1])
    old = tmp_path / "old.db"
    with open_record(tmp_path / "now.db") as store:
        store.add_all(articles)
        store.refuse(Refusal(source="x", fault="it is empty", remedy="give a text"))
        report = next(ref for event in store.events() for ref in event.reports)
        store.decide(
            Decision(
                kind=DecisionKind.REJECT,
                reports=((report.document, report.id),),
                who="Wanjiru",
                when=datetime(2024, 5, 1, 9),
                why="seen in the archive",
            )
        )
        expected = holds(store)
    write_as(revision, old, tmp_path / "now.db")
    with open_record(old, create=False) as store:
        assert holds(store) == expected
        with store._reading() as connection:
            assert connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar_one() == REVISIONS[-1]
            connection.exec_driver_sql("INSERT INTO words (words) VALUES ('integrity-check')")


def test_an_upgrade_that_fails_half_way_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "old.db"
    with open_record(tmp_path / "now.db") as store:
        store.add_all(write().articles[:20])
        expected = store.events()
    write_as(REVISIONS[0], old, tmp_path / "now.db")
    before = dump(old)
    with monkeypatch.context() as patch:
        patch.setattr(SqliteFile, "mark", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            open_record(old)
    assert dump(old) == before
    with open_record(old) as store:
        assert store.events() == expected


def dump(where: Path) -> list[str]:
    connection = sqlite3.connect(where)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()
