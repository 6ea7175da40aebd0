"""The record as a file: nothing lost, nothing twice, and clear words where it cannot be used."""

import os
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from planted import act, actor, report

from dragoman.errors import RecordError, UsageError
from dragoman.record.store import Added, open_record
from dragoman.record.tables import METADATA, REVISIONS
from dragoman.schema.document import Refusal


@pytest.fixture
def where(tmp_path: Path) -> Path:
    return tmp_path / "relations.db"


VISIT = act("CONSULT", [actor("KEN", "Alfred Mutua", "foreign minister")], [actor("JPN")], modes=("visit",))


def test_what_goes_in_comes_out(where: Path) -> None:
    record, document = report("Alfred Mutua visited Tokyo on Monday.", VISIT, day="2024-03-05")
    with open_record(where) as store:
        assert store.add(record, document) is Added.NEW
    with open_record(where, create=False) as store:
        assert store.document(document.id) == document
        assert store.read_record(document.id) == record
        assert store.documents() == (record.document,)
        found = store.event(record.events[0].id[:6])
        assert (found.event, found.document) == (record.events[0], document)
        assert store.last_published() == date(2024, 3, 5)


def test_twice_changes_nothing(where: Path) -> None:
    record, document = report("Alfred Mutua visited Tokyo on Monday.", VISIT, day="2024-03-05")
    with open_record(where) as store:
        store.add(record, document)
        before = dump(where)
        assert store.add(record, document) is Added.UNCHANGED
        assert dump(where) == before


def test_read_again_with_another_result(where: Path) -> None:
    record, document = report("Alfred Mutua visited Tokyo on Monday.", VISIT, day="2024-03-05")
    nothing, _ = report("Alfred Mutua visited Tokyo on Monday.", day="2024-03-05")
    with open_record(where) as store:
        store.add(record, document)
        assert store.add(nothing, document) is Added.REPLACED
        assert store.counts().reports == 0
        assert store.read_record(document.id) == nothing


def test_refusals_stay_until_the_document_is_read(where: Path) -> None:
    record, document = report("Alfred Mutua visited Tokyo.", VISIT, day="2024-03-05")
    refusal = Refusal(source=document.source, fault="it is empty", remedy="give a text")
    with open_record(where) as store:
        store.refuse(refusal)
        store.refuse(refusal)
        assert store.refusals() == (refusal,)
        store.add(record, document)
        assert store.refusals() == ()


def test_without_texts(where: Path) -> None:
    record, document = report("Alfred Mutua visited Tokyo.", VISIT, day="2024-03-05")
    with open_record(where, keep_text=False) as store:
        store.add(record, document)
        assert store.document(document.id) is None
        assert store.event(record.events[0].id).document is None
    assert b"visited Tokyo" not in where.read_bytes()


@pytest.mark.parametrize("prefix", ["ffffffffffffffff", "", "%"])
def test_unknown_event(where: Path, prefix: str) -> None:
    with open_record(where) as store:
        store.add(*report("Alfred Mutua visited Tokyo.", VISIT, day="2024-03-05"))
        with pytest.raises(UsageError, match="no event's id begins so"):
            store.event(prefix)


def test_tables_are_those_of_the_migrations(where: Path) -> None:
    with open_record(where):
        pass
    with sqlite3.connect(where) as connection:
        made = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        for table in METADATA.sorted_tables:
            assert table.name in made
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info('{table.name}')")]
            assert columns == [column.name for column in table.columns]
            indices = {row[1] for row in connection.execute(f"PRAGMA index_list('{table.name}')") if row[3] == "c"}
            assert indices == {index.name for index in table.indexes}
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (REVISIONS[-1],)
    connection.close()


def test_missing_file(where: Path) -> None:
    with pytest.raises(RecordError, match=r"there is no such file; make one with"):
        open_record(where, create=False)
    assert not where.exists()


def test_foreign_file_is_left_alone(where: Path) -> None:
    where.write_text("notes of mine\n")
    with pytest.raises(RecordError, match="is no SQLite database"):
        open_record(where)
    assert where.read_text() == "notes of mine\n"


def test_foreign_database_is_left_alone(where: Path) -> None:
    connection = sqlite3.connect(where)
    connection.execute("CREATE TABLE addresses (name)")
    connection.close()
    before = where.read_bytes()
    with pytest.raises(RecordError, match=r"another program \(it holds addresses\)"):
        open_record(where)
    assert where.read_bytes() == before


def test_newer_tables(where: Path) -> None:
    with open_record(where):
        pass
    connection = sqlite3.connect(where)
    with connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(RecordError, match=r"newer dragoman .*update dragoman"):
        open_record(where)


def test_folder_and_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="is a folder"):
        open_record(tmp_path)
    with pytest.raises(RecordError, match="its folder does not exist"):
        open_record(tmp_path / "none" / "relations.db")


def test_other_servers_are_not_promised() -> None:
    with pytest.raises(RecordError, match="only SQLite") as error:
        open_record("postgresql://user:secret@host/relations")
    assert "secret" not in str(error.value)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anything")
def test_read_only_file(where: Path) -> None:
    record, document = report("Alfred Mutua visited Tokyo.", VISIT, day="2024-03-05")
    with open_record(where):
        pass
    where.chmod(0o444)
    with pytest.raises(RecordError, match="cannot be written"), open_record(where) as store:
        store.add(record, document)


def test_full_disk(where: Path) -> None:
    """SQLite's page limit fails with the same words as a full disk."""
    first, second = (report("Alfred Mutua visited Tokyo. " * n, VISIT, day="2024-03-05") for n in (1, 90000))
    with open_record(where) as store:
        store.add(*first)
        with store._writing() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(RecordError, match="the disk is full; make room"):
            store.add(*second)
        assert store.documents() == (first[0].document,)


def dump(where: Path) -> list[str]:
    connection = sqlite3.connect(where)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()
