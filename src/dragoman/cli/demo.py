"""`dragoman demo`: the sample articles read into a record, and the relations in it shown."""

import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.read import Tally, progress, read_into
from dragoman.cli.show import show

PAIRS = (("CHL", "NOR"), ("KEN", "KOR"))
"""Pairs of states whose relation the sample articles tell at length."""

_PAGES = "To look at it as pages: dragoman serve --record {record}, then open http://localhost:8731/"


def demo(
    record: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Keep the record in this file (an SQLite file).")
    ] = None,
) -> None:
    """Read the sample articles into a record, and show the relations of two pairs of states in it."""
    if record is not None:
        _demo(record)
        typer.echo(f"\nWhat led to an event: dragoman explain EVENT --record {record}")
        typer.echo(_PAGES.format(record=record))
        return
    with tempfile.TemporaryDirectory(prefix="dragoman-demo-") as folder:
        _demo(Path(folder) / "relations.db")
    typer.echo("\nTo ask on, keep the record: dragoman demo --record relations.db, then dragoman explain EVENT")
    typer.echo(_PAGES.format(record="relations.db"))


def _demo(path: Path) -> None:
    from dragoman.lexicons.files import Lexicons  # noqa: PLC0415
    from dragoman.record.store import open_record  # noqa: PLC0415 - loads SQLAlchemy
    from dragoman.samples import ARTICLES  # noqa: PLC0415
    from dragoman.sources.documents import read_places  # noqa: PLC0415
    from dragoman.sources.places import Place  # noqa: PLC0415

    lexicons, tally = Lexicons(), Tally()
    with open_record(path, lexicons=lexicons) as store, progress(1) as tell:
        articles = read_places([Place(name=ARTICLES.name, path=ARTICLES)], stdin=sys.stdin.buffer, lexicons=lexicons)
        read_into(articles, lexicons=lexicons, store=store, write=None, tally=tally, tell=tell)
    typer.echo(f"dragoman read {ARTICLES}")
    typer.echo(tally.summary)
    for one, other in PAIRS:
        typer.echo(f"\n$ dragoman show {one} {other}\n")
        show(one, other, record=str(path))
