"""Killed at any moment and run again, the record is as if nothing had happened."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from chronicle import write

from dragoman.errors import RecordError
from dragoman.formats.jsonlines import encode
from dragoman.record.store import Store, open_record

KILLS = int(os.environ.get("DRAGOMAN_KILLS", "6"))
"""How often the reading is killed; the full trial is 50."""

READER = """
import sys
sys.path.insert(0, sys.argv[2])
from chronicle import write
from dragoman.record.store import open_record
with open_record(sys.argv[1]) as store:
    print("open", flush=True)
    for number, article in enumerate(write().articles):
        store.add(*article)
        if number % 25 == 24:
            store.merge()
    store.merge()
"""


def export(store: Store) -> list[bytes]:
    return [*map(encode, store.records()), *map(encode, store.events())]


def test_killed_and_run_again(tmp_path: Path) -> None:
    chance = random.Random(11)
    with open_record(tmp_path / "undisturbed.db") as store:
        store.add_all(write().articles)
        undisturbed = export(store)
    command = [sys.executable, "-c", READER, str(tmp_path / "killed.db"), str(Path(__file__).parents[1] / "builders")]
    killed = 0
    for _ in range(KILLS):
        with subprocess.Popen(command, stdout=subprocess.PIPE) as reader:
            assert reader.stdout is not None
            if chance.random() < 0.8:  # else while it starts and makes its tables
                reader.stdout.readline()
            time.sleep(chance.uniform(0, 0.7))
            reader.send_signal(signal.SIGKILL)
            killed += reader.wait() == -signal.SIGKILL
        if chance.random() < 0.4 and (tmp_path / "killed.db").exists():  # begin anew: early moments count as well
            with open_record(tmp_path / "killed.db") as store:
                store.merge()
            for path in tmp_path.glob("killed.db*"):
                path.unlink()
    assert killed
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    with open_record(tmp_path / "killed.db") as store:
        assert export(store) == undisturbed


def test_readers_see_a_whole_state_while_one_writes(tmp_path: Path) -> None:
    articles = write().articles
    path = tmp_path / "relations.db"
    with open_record(path) as writer, open_record(path) as one, open_record(path) as two:
        writer.add_all(articles[:50])
        with writer._writing() as connection:
            connection.exec_driver_sql("DELETE FROM statements")
            for reader in (one, two):
                assert reader.counts().documents == 50


def test_locked_by_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.record.database.WAIT_SECONDS", 0.05)
    path = tmp_path / "relations.db"
    with open_record(path) as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        try:
            with pytest.raises(RecordError, match="another program is writing to it"):
                store.add(*write().articles[0])
        finally:
            other.execute("ROLLBACK")
            other.close()
        store.add(*write().articles[0])
        assert store.counts().documents == 1
