"""`dragoman serve`: what it refuses, and how users are added. The pages have tests of their own."""

import socket
from pathlib import Path

import pytest
from planted import act, actor, report
from program import Program

from dragoman.record.store import open_record
from dragoman.web.users import Sessions


@pytest.fixture
def record(tmp_path: Path) -> Path:
    where = tmp_path / "relations.db"
    with open_record(where) as store:
        store.add(*report("Kenya met Peru.", act("CONSULT", [actor("KEN"), actor("PER")]), day="2024-03-05"))
    return where


@pytest.mark.parametrize(
    ("options", "words"),
    [
        pytest.param(["--record", "missing.db"], "there is no such file", id="no record"),
        pytest.param(["--today", "soon"], "--today", id="no day"),
        pytest.param(["--allow-host", "desk.example"], "give --users too", id="others without users"),
        pytest.param(["--users", "missing"], "cannot be read", id="no file of users"),
        pytest.param(["--add-user", "Ada"], "give --users FILE too", id="a user into no file"),
    ],
)
def test_wrong_use(dragoman: Program, record: Path, options: list[str], words: str) -> None:
    given = options if "--record" in options else [*options, "--record", str(record)]
    ended = dragoman("serve", *given, "--port", "0")
    assert ended.status == 2
    assert words in ended.err


def test_a_port_that_is_taken(dragoman: Program, record: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        ended = dragoman("serve", "--record", record, "--port", other.getsockname()[1])
    assert ended.status == 2
    assert "choose another, or 0" in ended.err


def test_a_user_is_added(dragoman: Program, tmp_path: Path) -> None:
    users = tmp_path / "users"
    ended = dragoman("serve", "--users", users, "--add-user", "Ada", stdin=b"a long password\n")
    assert ended.status == 0
    assert Sessions(users).sign_in("Ada", "a long password") is not None
