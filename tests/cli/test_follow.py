"""`dragoman follow` as a program: killed ten times, and what it says."""

import json
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import specimens
from program import Program
from webserver import Site, serving

from dragoman.record.store import open_record

pytestmark = [pytest.mark.parser, pytest.mark.server]

ARTICLES = 60
KILLS = 10


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(Site()) as site:
        site.page("/feed", specimens.feed(ARTICLES, link=f"{site.url}/a/"), "application/rss+xml", ETag='"1"')
        for number in range(ARTICLES):
            site.page(f"/a/{number}", specimens.html(specimens.TEXT.replace("Monday", f"Monday, in round {number}")))
        yield site


def listed(folder: Path, site: Site) -> Path:
    path = folder / "feeds.toml"
    path.write_text(f'pause = 0.0\n[[feed]]\nurl = "{site.url}/feed"\n', encoding="utf-8")
    return path


def kept(record: Path) -> int:
    """Count the documents in a record that another process writes."""
    try:
        with closing(sqlite3.connect(f"file:{record}?mode=ro", uri=True, timeout=5)) as connection:
            return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])
    except sqlite3.OperationalError:
        return 0  # not there yet


def test_each_article_once_over_ten_kills(site: Site, tmp_path: Path) -> None:
    """Killed while it fetches (at a request that the server chooses) and while it keeps (after so many documents)."""
    lot = random.Random(7)
    feeds, record = listed(tmp_path, site), tmp_path / "r.db"
    command = [
        sys.executable,
        "-m",
        "dragoman",
        "follow",
        feeds,
        "--record",
        record,
        "--once",
        "--all",
        "--allow-private",
    ]
    for number in range(KILLS):
        process = subprocess.Popen(
            [str(word) for word in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        fetched, had = len(site.asked), kept(record)
        requests, documents = lot.randint(2, 12), lot.randint(1, 2)
        while process.poll() is None:
            if (len(site.asked) - fetched >= requests) if number % 2 else (kept(record) - had >= documents):
                process.send_signal(signal.SIGKILL)
                process.wait()
            time.sleep(0.005)
        assert process.returncode == -signal.SIGKILL, "it came to its end: there were not enough articles"
    last = subprocess.run([str(word) for word in command], stdout=subprocess.DEVNULL, check=False)
    assert last.returncode == 0
    with open_record(record) as store:
        sources = sorted(head.source.removeprefix(site.url) for head in store.documents())
    assert sources == sorted(path for path in site.answers if path.startswith("/a/"))


def test_what_it_says(site: Site, tmp_path: Path, dragoman: Program) -> None:
    feeds = listed(tmp_path, site)
    del site.answers["/a/3"]
    ended = dragoman("follow", feeds, "--once", "--allow-private")
    records = [json.loads(line) for line in ended.out.splitlines()]
    # The page that is gone is read as far as the feed holds it.
    assert len(records) == ARTICLES
    assert ended.status == 0
    assert f"{ARTICLES} documents" in ended.err
    status = dragoman("follow", feeds, "--status")
    heading, line = status.out.splitlines()
    assert heading.split() == ["feed", "polled", "answer", "next", "failures", "read", "refused", "waiting"]
    assert line.startswith("Harbour Times  ")
    assert line.split()[-4:] == ["0", str(ARTICLES), "0", "0"]
    again = dragoman("follow", feeds, "--once", "--all", "--allow-private")
    assert again.out == ""
    assert site.asked.count("/a/5") == 1


def test_without_leave_nothing_is_fetched_from_this_machine(site: Site, tmp_path: Path, dragoman: Program) -> None:
    feeds = listed(tmp_path, site)
    dragoman("follow", feeds, "--once")
    assert site.asked == []
    assert "private network" in dragoman("follow", feeds, "--status").out
