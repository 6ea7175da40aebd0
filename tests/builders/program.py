"""The program as tests of commands call it: in this process, with what it wrote and how it ended."""

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from dragoman.cli.main import run


@dataclass(frozen=True)
class Ended:
    """How a call of the program ended."""

    status: int
    out: str
    err: str


Program = Callable[..., Ended]
"""`dragoman("read", path, stdin=b"…")`."""


def program(monkeypatch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[bytes]) -> Program:
    """Make what calls the program."""

    def call(*words: object, stdin: bytes = b"") -> Ended:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capture.readouterr()
        with pytest.raises(SystemExit) as ended:
            run([str(word) for word in words])
        written = capture.readouterr()
        code = ended.value.code
        return Ended(code if isinstance(code, int) else 0, written.out.decode(), written.err.decode())

    return call
