"""Every test of the store runs on both kinds of database."""

from collections.abc import Callable
from pathlib import Path

import pytest
from program import Program, program

BOTH = ("sqlite", pytest.param("postgresql", marks=pytest.mark.server))

NewPlace = Callable[[], str]


@pytest.fixture(params=BOTH)
def new_place(request: pytest.FixtureRequest, tmp_path: Path) -> NewPlace:
    """Give places for records that are not there yet, all of one kind of database."""
    if request.param == "postgresql":
        server = request.getfixturevalue("postgresql")
        made: NewPlace = server.new_database
        return made
    numbers = iter(range(1, 1000))
    return lambda: str(tmp_path / f"record-{next(numbers)}.db")


@pytest.fixture
def where(new_place: NewPlace) -> str:
    """A place for one record."""
    return new_place()


@pytest.fixture
def dragoman(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Program:
    return program(monkeypatch, capsysbinary)
