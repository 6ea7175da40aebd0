"""The program `dragoman`: its commands put together, and errors turned into messages and exit statuses.

Exit status: 0, or 1 when documents or rows were refused, or 2 for wrong use, a lexicon or a record that cannot be used.
"""

import sys
from collections.abc import Callable, Sequence
from typing import Annotated

import typer

from dragoman.cli.brief import brief
from dragoman.cli.calendar import calendar
from dragoman.cli.chronology import chronology
from dragoman.cli.convert import convert
from dragoman.cli.demo import demo
from dragoman.cli.explain import explain
from dragoman.cli.export import export
from dragoman.cli.follow import follow
from dragoman.cli.last import last
from dragoman.cli.load import load
from dragoman.cli.quotes import quotes
from dragoman.cli.read import read
from dragoman.cli.relate import relate
from dragoman.cli.review import review
from dragoman.cli.run import run as run_over
from dragoman.cli.search import search
from dragoman.cli.series import series
from dragoman.cli.serve import serve
from dragoman.cli.show import show
from dragoman.cli.times import times
from dragoman.cli.who import who
from dragoman.cli.words import words
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
        from importlib.metadata import version  # noqa: PLC0415 - a tenth of the time that starting takes

        typer.echo(f"dragoman {version('dragoman')}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Say the version and stop.")
    ] = False,
) -> None:
    pass


# In the order of the help page: reading, asking about states, single steps.
_COMMANDS: tuple[Callable[..., None], ...] = (
    *(read, follow, run_over, load, demo),
    *(show, brief, chronology, series, calendar, last, search, who, explain, review, export, convert, serve),
    *(relate, times, quotes),
    words,
)
for _command in _COMMANDS:
    app.command(_command.__name__)(_command)


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
