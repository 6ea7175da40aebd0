"""`dragoman run`: many documents by many processes, into a folder of Parquet tables."""

import os
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import AllowPrivateOption, LexiconOption, day, lexicons_with
from dragoman.cli.read import fetching, passed_over
from dragoman.cli.records import need_lake
from dragoman.errors import UsageError
from dragoman.sources.columns import parse_map
from dragoman.sources.places import Place, list_places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dragoman.runs.crew import Crew
    from dragoman.runs.settings import Settings
    from dragoman.runs.shards import Done

_WHOLE_TEXT = frozenset({".txt", ".text", ".jsonl", ".ndjson"})  # whose size tells how much there is to read


class _Totals:
    """What a run came to so far."""

    def __init__(self) -> None:
        self.documents = self.events = self.statements = self.refused = 0

    def add(self, done: "Done") -> None:
        self.documents += done.documents
        self.events += done.events
        self.statements += done.statements
        self.refused += len(done.refused)
        for refusal in done.refused:
            typer.echo(refusal.message, err=True)


def run(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT…", help="What `dragoman read` takes, and s3://, gs://, abfs:// addresses."),
    ],
    out: Annotated[str, typer.Option(metavar="DIR", help="Folder or s3://, gs://, abfs:// address for the output.")],
    workers: Annotated[int, typer.Option(metavar="N", min=1, help="Processes on this machine.")] = 1,
    cluster: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS|local:N", help="Work on a Dask cluster instead: its scheduler, or one of N here."
        ),
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(metavar="DAY", help="Day of publication of documents that come without one: 2022-08-19."),
    ] = None,
    map_: Annotated[
        str | None,
        typer.Option("--map", metavar="FIELD=COLUMN,…", help="Columns of tables: text=body,published=date:%d/%m/%Y."),
    ] = None,
    allow_private: AllowPrivateOption = False,
    lexicon: LexiconOption = None,
) -> None:
    """Read many documents into Parquet tables: reports, events, statements, refusals.

    Stop it at any time: the same command goes on where it was. What a document does to a process that reads it harms
    no other: it is found, refused and named. `dragoman load DIR` brings the output into a record.
    """
    lexicons = lexicons_with(lexicon)
    given = day("--published", published)
    mapped = parse_map("--map", map_) if map_ is not None else None
    need_lake("dragoman run")
    from dragoman.runs.inputs import fetch  # noqa: PLC0415 - loads fsspec
    from dragoman.runs.output import Output  # noqa: PLC0415 - loads pyarrow
    from dragoman.runs.settings import Settings  # noqa: PLC0415

    settings, output, totals = Settings.of(lexicon), Output(out), _Totals()
    output.sweep()
    with tempfile.TemporaryDirectory(prefix="dragoman-run-") as scratch:
        listing = list_places(fetch(inputs, Path(scratch)))
        crew = _crew(workers, cluster, settings)
        try:
            # While the workers load the parser.
            from dragoman.runs.drive import drive  # noqa: PLC0415
            from dragoman.runs.merge import merge  # noqa: PLC0415 - loads duckdb
            from dragoman.runs.shards import cut  # noqa: PLC0415
            from dragoman.sources.documents import read_places  # noqa: PLC0415 - loads what reads letters and archives

            with _progress(_size(listing.places), totals) as tell, fetching(listing, allow_private) as web:
                incoming = read_places(
                    listing.places,
                    stdin=sys.stdin.buffer,
                    lexicons=lexicons,
                    published=given,
                    mapped=mapped,
                    fetch=web,
                )
                shards = cut(incoming, fingerprint=settings.fingerprint)
                names = drive(shards, crew, out=out, settings=settings, tell=tell)
            crew.close(now=False)
            here = workers if cluster is None else os.cpu_count() or 1
            with _merging():
                merge(output, names, fingerprint=settings.fingerprint, lexicons=lexicons, workers=here)
        except KeyboardInterrupt:
            crew.close(now=True)
            typer.echo("stopped; the same command goes on from here", err=True)
            raise typer.Exit(130) from None
        except OSError as error:
            crew.close(now=True)
            raise UsageError(
                f"--out {out}: cannot be written: {error}; mend that and give the command again"
            ) from error
    typer.echo(
        f"{totals.documents:,} documents: {totals.events:,} events reported, {totals.statements:,} statements; "
        f"{totals.refused} refused",
        err=True,
    )
    if listing.passed_over:
        typer.echo(passed_over(listing), err=True)
    if totals.refused:
        raise typer.Exit(1)


def _crew(workers: int, cluster: str | None, settings: "Settings") -> "Crew":
    if cluster is not None:
        from dragoman.runs.cluster import DaskCrew  # noqa: PLC0415 - loads Dask

        return DaskCrew(cluster)
    from dragoman.runs.crew import LocalCrew  # noqa: PLC0415
    from dragoman.runs.process import prepare  # noqa: PLC0415

    return LocalCrew(workers, prepare, settings)


def _size(places: tuple[Place, ...]) -> int | None:
    """Give the bytes there are to read, None where they do not tell: archives, pages, standard input."""
    if any(place.path is None or place.path.suffix not in _WHOLE_TEXT for place in places):
        return None
    return sum(place.path.stat().st_size for place in places if place.path is not None)


@contextmanager
def _merging() -> "Iterator[None]":
    """Show on a terminal that reports are put together."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console  # noqa: PLC0415 - loads rich

    with Console(stderr=True).status("merging: putting reports together to events"):
        yield


@contextmanager
def _progress(size: int | None, totals: _Totals) -> "Iterator[Callable[[Done], None]]":
    """Show on a terminal how far the run is; anywhere else only count."""
    if not sys.stderr.isatty():
        yield totals.add
        return
    from rich.console import Console  # noqa: PLC0415 - loads rich
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bars:
        task = bars.add_task("reading", total=size)
        begun = time.monotonic()

        def tell(done: "Done") -> None:
            totals.add(done)
            speed = totals.documents / max(time.monotonic() - begun, 1e-9)
            told = f"{totals.documents:,} documents, {speed:.1f}/s, {totals.events:,} events, {totals.refused} refused"
            bars.update(task, advance=done.bytes, description=told)

        yield tell
