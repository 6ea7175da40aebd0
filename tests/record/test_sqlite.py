"""The record in a file: clear words where it cannot be used, and nothing lost."""

import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from planted import act, actor, report

from dragoman.errors import RecordError
from dragoman.record.store import open_record

VISIT = act("CONSULT", [actor("KEN", "Alfred Mutua", "foreign minister")], [actor("JPN")], modes=("visit",))


@pytest.fixture
def where(tmp_path: Path) -> Path:
    return tmp_path / "relations.db"


def test_url(where: Path) -> None:
    with open_record(f"sqlite:///{where}") as store:
        assert store.name == str(where)
    assert where.exists()


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


def test_folder_and_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="is a folder"):
        open_record(tmp_path)
    with pytest.raises(RecordError, match="its folder does not exist"):
        open_record(tmp_path / "none" / "relations.db")


def test_other_kinds_of_database(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="no such kind of record") as error:
        open_record("mysql://user:secret@host/relations")
    assert "secret" not in str(error.value)


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


# What only another process can suffer: it reads the planted chronicle into the record under some limit.

UNDER_LIMIT = """
import sys
sys.path.insert(0, sys.argv[2])
from chronicle import write
from dragoman.errors import RecordError
from dragoman.record.store import open_record
articles = write().articles
{limit}
try:
    with open_record(sys.argv[1]) as store:
        for article in articles:
            store.add(*article)
except RecordError as error:
    print(error)
"""
BUILDERS = str(Path(__file__).parents[1] / "builders")


def under_limit(where: Path, limit: str) -> str:
    command = [sys.executable, "-c", UNDER_LIMIT.format(limit=limit), str(where), BUILDERS]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=120).stdout


def test_no_room_for_a_larger_file(where: Path) -> None:
    """The kernel refuses to let the file grow; with more room the same command goes on where it stopped."""
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, resource.RLIM_INFINITY))"
    told = under_limit(where, limit.format(size=600_000))
    assert "or is full" in told
    with open_record(where) as store:
        kept = store.counts().documents
        assert 0 < kept < 100
        assert len(store.events()) > 0
    assert under_limit(where, "") == ""
    with open_record(where) as store, open_record(where.with_name("undisturbed.db")) as undisturbed:
        from chronicle import write  # noqa: PLC0415

        undisturbed.add_all(write().articles)
        assert store.events() == undisturbed.events()
        assert list(store.records()) == list(undisturbed.records())


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that others may look into: pytest's own are closed to them."""
    with tempfile.TemporaryDirectory(prefix="dragoman-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.mark.parametrize(
    ("folder_mode", "file_mode"),
    [
        pytest.param(0o755, 0o444, id="the file is read-only"),
        pytest.param(0o555, 0o644, id="its folder is read-only"),
        pytest.param(0o700, 0o600, id="its folder is closed"),
    ],
)
def test_no_right_to_write(folder_mode: int, file_mode: int, open_folder: Path) -> None:
    where = open_folder / "relations.db"
    with open_record(where) as store:
        store.add(*report("Alfred Mutua visited Tokyo.", VISIT, day="2024-03-05"))
        store.merge()
    # Root may write anything, so it becomes somebody else, who may only look; all that is imported was loaded before.
    become = """
import os, tempfile
with tempfile.TemporaryDirectory() as folder, open_record(os.path.join(folder, "warm.db")) as store:
    store.add(*articles[0])
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
"""
    where.chmod(file_mode)
    open_folder.chmod(folder_mode)
    try:
        told = under_limit(where, become)
    finally:
        open_folder.chmod(0o755)
        where.chmod(0o644)
    assert "cannot be" in told
    assert "check the permissions" in told
    with open_record(where) as store:
        assert store.counts().documents == 1


def test_damaged(where: Path) -> None:
    with open_record(where) as store:
        store.add(*report("Alfred Mutua visited Tokyo.", VISIT, day="2024-03-05"))
    content = bytearray(where.read_bytes())
    content[100:] = b"\x5a" * (len(content) - 100)
    where.write_bytes(content)
    with pytest.raises(RecordError, match=r"is damaged; restore it|is no SQLite database|no such"):
        open_record(where)
