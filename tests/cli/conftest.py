"""The program, for the tests of commands."""

import pytest
from program import Program, program


@pytest.fixture
def dragoman(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Program:
    return program(monkeypatch, capsysbinary)
