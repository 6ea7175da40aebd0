"""A PostgreSQL server of the tests' own, from the programs that are installed."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

PROGRAMS = (*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True), Path("/usr/local/bin"), Path("/usr/bin"))
USER, PASSWORD = "reader", "amity"


class NoServerError(Exception):
    """No server can be started here; the text says why."""


@dataclass
class Server:
    """A running server."""

    port: int
    programs: Path
    folder: Path
    owner: dict[str, object]
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def url(self, database: str, *, user: str = USER, password: str = PASSWORD) -> str:
        return f"postgresql://{user}:{password}@127.0.0.1:{self.port}/{database}"

    def new_database(self, options: str = "") -> str:
        """Make an empty database; give its URL."""
        name = f"record_{next(self._numbers)}"
        self.sql(f"CREATE DATABASE {name} TEMPLATE template0 {options}")
        return self.url(name)

    def sql(self, statement: str, *, database: str = "postgres") -> str:
        """Run a statement as the server's owner; give what it prints."""
        words = [str(self.programs / "psql"), "-XAtv", "ON_ERROR_STOP=1", "-c", statement, self.url(database)]
        return str(subprocess.run(words, check=True, capture_output=True, text=True, timeout=60).stdout).strip()


@contextmanager
def running_server() -> Iterator[Server]:
    """Start a server that nobody else can reach, and stop it.

    Raises:
        NoServerError: it is not installed, or cannot be started.
    """
    programs = next((folder for folder in PROGRAMS if (folder / "initdb").exists()), None)
    if programs is None:
        raise NoServerError("PostgreSQL's initdb is not installed; on Debian: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="dragoman-server-"))
    try:
        owner = _owner(folder)
        secret = folder / "password"
        secret.write_text(PASSWORD)
        data = folder / "data"
        words: list[str | Path] = [programs / "initdb", "--pgdata", data, "--username", USER, "--pwfile", secret]
        words += ["--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"]
        _run(words, owner)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        settings = {"port": port, "listen_addresses": "127.0.0.1", "unix_socket_directories": folder, "fsync": "off"}
        options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        control: list[str | Path] = [programs / "pg_ctl", "--pgdata", data, "--wait"]
        _run([*control, "--log", folder / "log", "--options", options, "start"], owner)
        try:
            yield Server(port=port, programs=programs, folder=folder, owner=owner)
        finally:
            _run([*control, "--mode", "immediate", "stop"], owner)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _owner(folder: Path) -> dict[str, object]:
    """Choose who runs the server: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        os.chown(folder, user.pw_uid, user.pw_gid)
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise NoServerError("root may not run PostgreSQL, and there is neither a user postgres nor nobody")


def _run(words: list[str | Path], owner: dict[str, object]) -> None:
    # To a file: a server that pg_ctl starts would keep a pipe open for as long as it runs.
    with tempfile.TemporaryFile() as told:
        done = subprocess.run(words, stdout=told, stderr=told, cwd="/", timeout=120, check=False, **owner)  # type: ignore[call-overload]
        if done.returncode:
            told.seek(0)
            raise NoServerError(f"{words[0]} failed: {told.read().decode(errors='replace').strip()}")
