"""`dragoman read`: documents in, their records out, and into the store."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import AllowPrivateOption, LexiconOption, day, lexicons_with
from dragoman.errors import UsageError
from dragoman.schema.document import Document, Refusal
from dragoman.schema.record import DocumentRecord
from dragoman.sources.columns import parse_map
from dragoman.sources.places import Listing, list_places

if TYPE_CHECKING:
    from dragoman.actors.offices import Holders
    from dragoman.lexicons.files import Lexicons
    from dragoman.record.store import Store
    from dragoman.sources.documents import Fetch

Writer = Callable[[DocumentRecord, Document], None]


class ReadFormat(StrEnum):
    """How records are written."""

    JSONL = "jsonl"
    TEXT = "text"


class Tally:
    """What the closing summary counts."""

    def __init__(self) -> None:
        """Start at nothing."""
        self.documents = self.sentences = self.events = self.statements = self.refusals = 0
        self.added: Counter[str] = Counter()

    def count(self, record: DocumentRecord) -> None:
        """Count a document that was read."""
        self.documents += 1
        self.sentences += record.sentences
        self.events += len(record.events)
        self.statements += len(record.statements)

    @property
    def summary(self) -> str:
        """One line for people."""
        return (
            f"{_many(self.documents, 'document')}, {_many(self.sentences, 'sentence')}: "
            f"{_many(self.events, 'event')}, {_many(self.statements, 'statement')}; {self.refusals} refused"
        )


def read(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE|DIR|URL|-",
            help="Text, Markdown, HTML, PDF, feeds, tables, letters, web archives, zip, tar, folders, stdin.",
        ),
    ],
    published: Annotated[
        str | None,
        typer.Option(metavar="DAY", help="Day of publication of documents that come without one: 2022-08-19."),
    ] = None,
    format_: Annotated[ReadFormat, typer.Option("--format", help="JSON for programs, text for people.")] = (
        ReadFormat.JSONL
    ),
    record: Annotated[
        str | None,
        typer.Option(metavar="FILE|URL", help="Keep what is read in this record: an SQLite file, or postgresql://…"),
    ] = None,
    learned: Annotated[
        bool,
        typer.Option("--learned", help="Know the offices that documents already in the record state, with their days."),
    ] = False,
    map_: Annotated[
        str | None,
        typer.Option("--map", metavar="FIELD=COLUMN,…", help="Columns of tables: text=body,published=date:%d/%m/%Y."),
    ] = None,
    allow_private: AllowPrivateOption = False,
    lexicon: LexiconOption = None,
) -> None:
    """Read news, and write the record of each document.

    What a file is, its content tells, not its name. Tables (CSV, JSON Lines, Parquet) hold one document a row: text,
    and title, published, publisher, url, source where known. Ends with status 1 when documents were refused.
    """
    from dragoman.sources.documents import read_places  # noqa: PLC0415 - loads what reads letters and archives

    if learned and record is None:
        raise UsageError("--learned: there is no record to learn from; give --record too")
    lexicons = lexicons_with(lexicon)
    given = day("--published", published)
    mapped = parse_map("--map", map_) if map_ is not None else None
    listing = list_places(sources)
    tally = Tally()
    # Where the records themselves run over the terminal, a bar would be drawn into them.
    bar = nullcontext(lambda _: None) if sys.stdout.isatty() else progress(len(listing.places))
    with open_for_reading(record, lexicons) as store, bar as tell, fetching(listing, allow_private) as fetch:
        incoming = read_places(
            listing.places,
            stdin=sys.stdin.buffer,
            lexicons=lexicons,
            published=given,
            mapped=mapped,
            fetch=fetch,
        )
        offices = _learned(store, lexicons) if learned and store is not None else None
        read_into(
            incoming,
            lexicons=lexicons,
            store=store,
            write=writer(format_),
            tally=tally,
            tell=tell,
            offices=offices,
        )
    if listing.passed_over:
        _say(passed_over(listing))
    _say(tally.summary)
    if record is not None:
        counts = ", ".join(f"{tally.added[name]} {name}" for name in ("new", "replaced", "unchanged"))
        _say(f"record {record}: {counts}")
    if tally.refusals:
        raise typer.Exit(1)


def passed_over(listing: Listing) -> str:
    """Tell which files were not looked into."""
    count = _many(len(listing.passed_over), "file")
    return f"passed over {count} with the names of pictures, programs and the like: {_some(listing.passed_over)}"


def read_into(
    incoming: Iterable[Document | Refusal],
    *,
    lexicons: "Lexicons",
    store: "Store | None",
    write: Writer | None,
    tally: Tally,
    tell: Callable[[str], None] = lambda _: None,
    offices: "Holders | None" = None,
    learned: date | None = None,
    settle: Callable[[str, bool], None] = lambda _source, _kept: None,
) -> None:
    """Read documents, hand each record to the writer and the store, and count.

    A record is in the store wholly or not at all. Refusals are named on standard error and noted in the store. Then
    `settle` is told the document's source, and whether it was kept. `learned` is the day that the store is told.
    """
    from dragoman.pipeline import read_many  # noqa: PLC0415 - loads the parser

    def refuse(refusal: Refusal) -> None:
        tally.refusals += 1
        _say(refusal.message)
        if store is not None:
            store.refuse(refusal)
        settle(refusal.source, False)

    def documents() -> Iterator[Document]:
        for item in incoming:
            if isinstance(item, Refusal):
                refuse(item)
            else:
                yield item

    for document, result in read_many(documents(), lexicons=lexicons, offices=offices):
        if isinstance(result, Refusal):
            refuse(result)
            continue
        tally.count(result)
        if store is not None:
            tally.added[store.add(result, document, learned=learned)] += 1
        if write is not None:
            write(result, document)
        settle(document.source, True)
        tell(document.source)
    if store is not None:
        store.merge()  # so that whoever only reads the record need not write it


def _learned(store: "Store", lexicons: "Lexicons") -> "Holders":
    """Lay what documents of the record state about offices over our tables."""
    from dragoman.actors.learned import lay_over, learn, sightings  # noqa: PLC0415 - only for those who ask
    from dragoman.actors.offices import holders  # noqa: PLC0415

    seen = sightings(store.officials(), lexicons=lexicons)
    return lay_over(holders(lexicons), learn(seen, lexicons=lexicons))


def open_for_reading(record: str | None, lexicons: "Lexicons") -> "AbstractContextManager[Store | None]":
    """Open the record that what is read goes into, where one is named."""
    if record is None:
        return nullcontext()
    from dragoman.record.store import open_record  # noqa: PLC0415 - loads SQLAlchemy

    return open_record(record, lexicons=lexicons)


@contextmanager
def fetching(listing: Listing, allow_private: bool) -> "Iterator[Fetch | None]":
    """Make a fetcher where an address is to be read."""
    if not any(place.url for place in listing.places):
        yield None
        return
    from dragoman.sources.web import Fetcher  # noqa: PLC0415 - loads httpcore

    with Fetcher(allow_private=allow_private) as fetcher:
        yield fetcher.fetch


def writer(format_: ReadFormat) -> Writer:
    """Give what writes records to standard output."""
    if format_ is ReadFormat.JSONL:
        from dragoman.formats.jsonlines import encode  # noqa: PLC0415

        def write_line(record: DocumentRecord, _: Document) -> None:
            sys.stdout.buffer.write(encode(record) + b"\n")
            sys.stdout.buffer.flush()  # whoever reads the pipe gets each document when it is ready

        return write_line
    from dragoman.formats.page import document_page, page_console  # noqa: PLC0415 - loads rich

    console, before = page_console(), False

    def write_page(record: DocumentRecord, document: Document) -> None:
        nonlocal before
        if before:
            console.rule(style="dim")
        before = True
        console.print(document_page(record, document))

    return write_page


def progress(places: int) -> "AbstractContextManager[Callable[[str], None]]":
    """Show on a terminal what is being read; anywhere else nothing.

    What goes to standard output is left alone: it may be a file while standard error is a terminal.
    """
    if not sys.stderr.isatty():
        return nullcontext(lambda _: None)
    from contextlib import contextmanager  # noqa: PLC0415

    from rich.console import Console  # noqa: PLC0415 - loads rich
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    @contextmanager
    def bar() -> Iterator[Callable[[str], None]]:
        columns = (
            SpinnerColumn(),
            TextColumn("{task.completed} documents"),
            TimeElapsedColumn(),
            TextColumn("{task.description}"),
        )
        with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bars:
            task = bars.add_task(f"reading {_many(places, 'file')}", total=None)
            yield lambda source: bars.update(task, advance=1, description=source)

    return bar()


def _say(message: str) -> None:
    typer.echo(message, err=True)


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _some(names: tuple[str, ...]) -> str:
    shown = ", ".join(names[:3])
    return shown + (f" and {len(names) - 3} more" if len(names) > 3 else "")
