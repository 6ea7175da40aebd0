"""`dragoman load`: what a run read, into a record."""

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import DEFAULT_RECORD, LexiconOption, RecordOption, lexicons_with
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.record.store import Store
    from dragoman.runs.shards import Result

_AT_ONCE = 500  # documents that go into the record together: all of them or none


def load(
    folder: Annotated[str, typer.Argument(metavar="DIR", help="The --out of a finished `dragoman run`.")],
    record: RecordOption = DEFAULT_RECORD,
    lexicon: LexiconOption = None,
) -> None:
    """Bring what a run read into a record. Loaded again, it changes nothing."""
    lexicons = lexicons_with(lexicon)
    from dragoman.runs.settings import has_lake  # noqa: PLC0415

    if not has_lake():
        raise UsageError("dragoman load: reads Parquet; install dragoman[lake] (duckdb, pyarrow)")
    from dragoman.record.store import open_record  # noqa: PLC0415 - loads SQLAlchemy
    from dragoman.runs.output import Output  # noqa: PLC0415

    results = Output(folder).results()
    first = next(results, None)  # before a record is made, so that none is left where there is nothing to load
    with open_record(record, lexicons=lexicons) as store:
        added, refused = _add(store, _from(first, results))
        store.merge()
    counts = ", ".join(f"{added[name]} {name}" for name in ("new", "replaced", "unchanged"))
    typer.echo(f"record {record}: {counts}; {refused} refusals noted", err=True)


def _from(first: "Result | None", rest: "Iterator[Result]") -> "Iterator[Result]":
    if first is not None:
        yield first
    yield from rest


def _add(store: "Store", results: "Iterator[Result]") -> tuple[Counter[str], int]:
    """Put results into a store, some hundred documents at a time; gives what became of them, and the refusals."""
    added: Counter[str] = Counter()
    refused = 0
    while batch := list(islice(results, _AT_ONCE)):
        added.update(
            store.add_all((r.record, r.document) for r in batch if r.record is not None and r.document is not None)
        )
        for result in batch:
            if result.refusal is not None:
                store.refuse(result.refusal)
                refused += 1
    return added, refused
