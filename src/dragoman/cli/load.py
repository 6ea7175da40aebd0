"""`dragoman load`: what a run read, into a record."""

from typing import Annotated

import typer

from dragoman.cli.options import DEFAULT_RECORD, LexiconOption, RecordOption, lexicons_with
from dragoman.cli.records import need_lake


def load(
    folder: Annotated[str, typer.Argument(metavar="DIR", help="The --out of a finished `dragoman run`.")],
    record: RecordOption = DEFAULT_RECORD,
    lexicon: LexiconOption = None,
) -> None:
    """Bring what a run read into a record. Loaded again, it changes nothing."""
    lexicons = lexicons_with(lexicon)
    need_lake("dragoman load")
    from dragoman.record.store import open_record  # noqa: PLC0415 - loads SQLAlchemy
    from dragoman.runs.loading import load_into  # noqa: PLC0415
    from dragoman.runs.output import Output  # noqa: PLC0415

    output = Output(folder)
    output.finished()  # before a record is made, so that none is left where there is nothing to load
    with open_record(record, lexicons=lexicons) as store:
        loaded = load_into(store, output)
    counts = ", ".join(f"{loaded.added[name]} {name}" for name in ("new", "replaced", "unchanged"))
    typer.echo(f"record {record}: {counts}; {loaded.refused} refusals noted", err=True)
