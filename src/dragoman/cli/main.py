"""The program `dragoman`: its commands put together, and errors turned into messages and exit statuses.

Exit status: 0, or 1 when documents or rows were refused, or 2 for wrong use, a lexicon or a record that cannot be used.
"""

import contextlib
import importlib
import sys
from collections.abc import Sequence
from importlib.metadata import version
from typing import Annotated

import typer

from dragoman.errors import DragomanError

app = typer.Typer(
    name="dragoman",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Read news about diplomacy, and keep the record of relations between states.",
)


def _tell_version(asked: bool) -> None:
    if asked:
        typer.echo(f"dragoman {version('dragoman')}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Say the version and stop.")
    ] = False,
) -> None:
    pass


_COMMANDS = ("read", "show", "explain", "relate", "times", "quotes", "who", "demo")
for _name in _COMMANDS:
    with contextlib.suppress(ModuleNotFoundError):
        app.command(_name)(getattr(importlib.import_module(f"dragoman.cli.{_name}"), _name))


def run(arguments: Sequence[str] | None = None) -> None:
    """Run the program; without arguments given, with those of the command line.

    Raises:
        SystemExit: always, with the exit status.
    """
    try:
        app(args=list(arguments) if arguments is not None else None, prog_name="dragoman")
    except DragomanError as error:
        sys.stdout.flush()
        typer.echo(f"dragoman: {error}", err=True)
        raise SystemExit(2) from None
