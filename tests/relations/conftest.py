"""The story of two states as a record."""

from collections.abc import Iterator

import pytest
from story import story

from dragoman.record.store import Store, open_record


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_record(tmp_path_factory.mktemp("story") / "relations.db") as store:
        store.add_all(story())
        yield store
