"""The record on a server: clear words where it cannot be used."""

import subprocess
import sys

import pytest
from planted import act, actor, report
from program import Program
from server import PASSWORD, Server

from dragoman.errors import RecordError
from dragoman.record.store import open_record

pytestmark = pytest.mark.server

VISIT = act("CONSULT", [actor("KEN", "Alfred Mutua", "foreign minister")], [actor("JPN")], modes=("visit",))


def test_wrong_password(postgresql: Server) -> None:
    with pytest.raises(RecordError, match="refuses the user or the password") as error:
        open_record(postgresql.url("postgres", password="secret"))
    assert "secret" not in str(error.value)


def test_no_such_user(postgresql: Server) -> None:
    with pytest.raises(RecordError, match="refuses the user or the password"):
        open_record(postgresql.url("postgres", user="nobody-known"))


def test_no_such_database(postgresql: Server) -> None:
    with pytest.raises(RecordError, match="has no database of that name; make it with: createdb"):
        open_record(postgresql.url("nowhere"))


def test_nobody_listens(postgresql: Server) -> None:
    with pytest.raises(RecordError, match=r"cannot be reached; check host and port"):
        open_record("postgresql://reader:secret@127.0.0.1:1/relations")


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        pytest.param("postgresql://reader:secret@host:port/relations", "cannot be understood", id="port is no number"),
        pytest.param("postgresql://reader:secret@localhost", "names no database", id="no database"),
    ],
)
def test_urls_that_name_nothing(url: str, fault: str) -> None:
    with pytest.raises(RecordError, match=fault) as error:
        open_record(url)
    assert "secret" not in str(error.value)


def test_no_record_yet(postgresql: Server) -> None:
    url = postgresql.new_database()
    with pytest.raises(RecordError, match=r"holds no record yet; make one with `dragoman read"):
        open_record(url, create=False)


def test_foreign_database_is_left_alone(postgresql: Server) -> None:
    url = postgresql.new_database()
    name = url.rpartition("/")[2]
    postgresql.sql("CREATE TABLE documents (id int)", database=name)
    with pytest.raises(RecordError, match=r"another program \(it holds documents\)"):
        open_record(url)
    assert postgresql.sql("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", database=name) == "1"


def test_other_encoding(postgresql: Server) -> None:
    url = postgresql.new_database("ENCODING 'LATIN1' LOCALE 'C'")
    with pytest.raises(RecordError, match="is in LATIN1; make one with CREATE DATABASE"):
        open_record(url)


def test_who_may_only_read_can_ask(postgresql: Server) -> None:
    url = postgresql.new_database()
    name = url.rpartition("/")[2]
    with open_record(url) as store:
        store.add(*report("Alfred Mutua visited Tokyo.", VISIT, day="2024-03-05"))
        store.merge()
        events = store.events()
    postgresql.sql(
        f"CREATE ROLE guest_{name} LOGIN PASSWORD '{PASSWORD}'; "
        f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO guest_{name}",
        database=name,
    )
    with open_record(postgresql.url(name, user=f"guest_{name}"), create=False) as store:
        assert store.events() == events
        with pytest.raises(RecordError, match="the user may not do this; GRANT"):
            store.add(*report("Alfred Mutua visited Kyoto.", VISIT, day="2024-03-05"))
    with open_record(url) as store:
        assert store.counts().documents == 1


def test_who_may_not_create_tables(postgresql: Server) -> None:
    url = postgresql.new_database()
    name = url.rpartition("/")[2]
    postgresql.sql(f"CREATE ROLE stranger_{name} LOGIN PASSWORD '{PASSWORD}'", database=name)
    with pytest.raises(RecordError, match="the user may not do this; GRANT"):
        open_record(postgresql.url(name, user=f"stranger_{name}"))


def test_a_server_that_closes_connections_loses_nothing(postgresql: Server) -> None:
    url = postgresql.new_database()
    name = url.rpartition("/")[2]
    with open_record(url) as store:
        store.add(*report("Alfred Mutua visited Tokyo.", VISIT, day="2024-03-05"))
        others = f"datname = '{name}' AND pid <> pg_backend_pid()"

        def half_done() -> None:
            with store._writing() as connection:
                connection.exec_driver_sql("DELETE FROM documents")
                postgresql.sql(f"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE {others}")
                connection.exec_driver_sql("DELETE FROM events")

        with pytest.raises(RecordError, match=r"was shut down|connection to the server was lost"):
            half_done()
        assert store.counts().documents == 1  # a new connection is made where the old one is gone


def test_a_read_only_server(postgresql: Server) -> None:
    url = postgresql.new_database()
    name = url.rpartition("/")[2]
    with open_record(url):
        pass
    postgresql.sql(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    with open_record(url) as store, pytest.raises(RecordError, match=r"the server is read-only\. Nothing was changed"):
        store.add(*report("Alfred Mutua visited Tokyo.", VISIT, day="2024-03-05"))


def test_without_psycopg() -> None:
    """In a process of its own: here it is loaded."""
    script = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from dragoman.record.store import open_record\n"
        "open_record('postgresql://reader:secret@127.0.0.1/relations')"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert "needs psycopg, which is not installed; run: pip install 'dragoman[postgres]'" in ended.stderr
    assert "secret" not in ended.stderr.splitlines()[-1]


def test_commands_take_urls(postgresql: Server, dragoman: Program) -> None:
    url = postgresql.new_database()
    with open_record(url) as store:
        store.add(*report("Alfred Mutua visited Tokyo.", VISIT, day="2024-03-05"))
        store.merge()
    shown = dragoman("show", "KEN", "JPN", "--record", url)
    assert (shown.status, "1 event" in shown.out) == (0, True)
    refused = dragoman("show", "KEN", "JPN", "--record", postgresql.url("nowhere"))
    assert refused.status == 2
    assert PASSWORD not in refused.err
