"""While late documents come in and are merged, every page that was there stays whole."""

import threading
from collections import Counter
from pathlib import Path

import pytest
from chronicle import write
from litestar.testing import TestClient

from dragoman.record.store import open_record
from dragoman.web.settings import Settings
from dragoman.web.site import make_app

BOTH = ("sqlite", pytest.param("postgresql", marks=pytest.mark.server))


@pytest.mark.parametrize("kind", BOTH)
def test_a_reader_always_gets_a_whole_page(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    where = str(tmp_path / "r.db") if kind == "sqlite" else request.getfixturevalue("postgresql").new_database()
    articles = write().articles[:60]
    late = articles[1:13:3]
    with open_record(where) as writer:
        writer.add_all([article for article in articles if article not in late])
        events = writer.events()
        addresses = [f"/event/{event.id}" for event in events if len(event.reports) > 1][:12]
        assert addresses
        answers: Counter[int] = Counter()
        done = threading.Event()
        with TestClient(make_app(Settings(record=where, calm=0.0)), base_url="http://127.0.0.1") as client:

            def read() -> None:
                while not done.is_set():
                    for address in addresses:
                        answers[client.get(address).status_code] += 1

            reader = threading.Thread(target=read)
            reader.start()
            try:
                for record, document in late:
                    writer.add(record, document)  # merged by the site itself, behind the reader's back
                writer.merge()
            finally:
                done.set()
                reader.join()
            read_after = {address: client.get(address).status_code for address in addresses}
    assert set(answers) == {200}
    # An event whose first report is now an earlier one goes by another id; the former leads to it.
    assert set(read_after.values()) == {200}
