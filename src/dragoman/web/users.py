"""Who may see and correct, where several share one page: names and hashes of passwords in a file, and sessions.

The file has one user a line, "name:hash", hashes by argon2id as `dragoman serve --add-user NAME` writes them. Empty
lines and lines that begin with "#" are left out. It is read again for every signing in, so that a line taken out
keeps its user out.

A program has a token instead of a password, "name.secret", which `dragoman serve --add-program NAME` makes and tells
once; its line is "name:program:hash". It is sent with every question as `Authorization: Bearer name.secret`.
"""

import hashlib
import secrets
import threading
import time
from collections.abc import Mapping
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from dragoman.errors import UsageError

COOKIE = "dragoman-session"
LASTS = 12 * 3600  # seconds for which a session lasts: a working day
_TRIES = 5  # wrong passwords for one name, before it has to wait
_WAIT = 60.0  # seconds
_PROGRAM = "program:"  # begins the hash of a program's token

_hasher = PasswordHasher()
_NOBODY = _hasher.hash(secrets.token_hex(16))  # compared for names that we do not have: both take the same time


def read_users(path: Path) -> Mapping[str, str]:
    """Read the file of users.

    Raises:
        UsageError: it cannot be read, or a line is no user.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"--users {path}: cannot be read ({error}); make it with --add-user NAME") from error
    users: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith("#"):
            name, sign, hashed = line.strip().partition(":")
            if not sign or not name or not hashed.removeprefix(_PROGRAM).startswith("$argon2"):
                raise UsageError(
                    f"--users {path}: line {number}: is no 'name:hash' with a hash by argon2; make it with --add-user"
                )
            users[name] = hashed
    if not users:
        raise UsageError(f"--users {path}: names nobody, so nobody could sign in; add a user with --add-user NAME")
    return users


def add_user(path: Path, name: str, password: str) -> None:
    """Add a user to the file, or give one another password.

    Raises:
        UsageError: the name cannot stand in the file, the password is short, or the file cannot be written.
    """
    if len(password) < 10:
        raise UsageError("the password has fewer than 10 characters; take a longer one")
    _add(path, name, _hasher.hash(password), option="--add-user")


def add_program(path: Path, name: str) -> str:
    """Add a program to the file, or give one another token; give the token, which is kept nowhere.

    Raises:
        UsageError: the name cannot stand in the file or is that of a person, or the file cannot be written.
    """
    if path.exists() and not read_users(path).get(name, _PROGRAM).startswith(_PROGRAM):
        raise UsageError(f"--add-program {name!r}: is the name of a person, who would be locked out; take another one")
    secret = secrets.token_urlsafe(32)
    _add(path, name, _PROGRAM + _hasher.hash(secret), option="--add-program")
    return f"{name}.{secret}"


def _add(path: Path, name: str, hashed: str, *, option: str) -> None:
    if not name.strip() or ":" in name or "\n" in name or name.startswith("#"):
        raise UsageError(f"{option} {name!r}: a name has no colon and no line end, and does not begin with '#'")
    users = dict(read_users(path)) if path.exists() else {}
    users[name] = hashed
    try:
        path.touch(mode=0o600)
        path.write_text("".join(f"{who}:{kept}\n" for who, kept in sorted(users.items())), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"--users {path}: cannot be written ({error.strerror}); name another file") from error


class Sessions:
    """Who is signed in. Sessions live in memory, by the hash of their token: a restart signs everybody out."""

    def __init__(self, path: Path) -> None:
        """Take over a file of users.

        Raises:
            UsageError: the file cannot be used.
        """
        self._path = path
        read_users(path)
        self._lock = threading.Lock()
        self._open: dict[str, tuple[str, float]] = {}
        self._wrong: dict[str, tuple[int, float]] = {}
        self._programs: dict[str, tuple[str, str]] = {}  # by the hash of a token that fitted: name, and the line's hash

    def program(self, token: str) -> str | None:
        """Give the program that a token is of; None where it fits none, or was tried too often."""
        name, _, secret = token.rpartition(".")
        hashed = read_users(self._path).get(name)
        if self._programs.get(_key(token)) == (name, hashed):
            return name  # it fitted before: checking takes a twentieth of a second
        if not self._fits(name, hashed if hashed and hashed.startswith(_PROGRAM) else None, secret):
            return None
        self._programs = {key: one for key, one in self._programs.items() if one[0] != name}
        self._programs[_key(token)] = (name, hashed or "")
        return name

    def sign_in(self, name: str, password: str) -> str | None:
        """Check a password; give the token of a new session, None for a wrong name or password, or too many tries."""
        known = read_users(self._path).get(name)
        if not self._fits(name, None if known and known.startswith(_PROGRAM) else known, password):
            return None
        now = time.monotonic()
        token = secrets.token_urlsafe(32)  # a new one at every signing in: nobody can have planted it before
        with self._lock:
            self._open = {key: one for key, one in self._open.items() if one[1] > now}
            self._open[_key(token)] = (name, now + LASTS)
        return token

    def _fits(self, name: str, hashed: str | None, secret: str) -> bool:
        """Check a password or the secret of a token, unless there were too many wrong ones lately."""
        now = time.monotonic()
        with self._lock:
            tries, since = self._wrong.get(name, (0, now))
            if tries >= _TRIES and now - since < _WAIT:
                return False
        if not _fits((hashed or _NOBODY).removeprefix(_PROGRAM), secret) or hashed is None:
            with self._lock:
                if len(self._wrong) > 1000:
                    self._wrong.clear()
                self._wrong[name] = ((tries if now - since < _WAIT else 0) + 1, now)
            return False
        with self._lock:
            self._wrong.pop(name, None)
        return True

    def user(self, token: str | None) -> str | None:
        """Give who is signed in with a token."""
        if not token:
            return None
        with self._lock:
            name, until = self._open.get(_key(token), (None, 0.0))
        return name if until > time.monotonic() else None

    def sign_out(self, token: str | None) -> None:
        """End a session."""
        with self._lock:
            self._open.pop(_key(token or ""), None)


def _key(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _fits(hashed: str, password: str) -> bool:
    try:
        return _hasher.verify(hashed, password)
    except (Argon2Error, InvalidHashError):
        return False
