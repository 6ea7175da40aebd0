"""Times of questions to a large record: `python bench/record.py --events 1000000`.

Makes a record of synthetic events of twenty years between a hundred parties, one in a hundred of them of one busy
pair, and asks about the busy pair and an ordinary one. Prints the time a user waits, warm, best of five, and the
processor time this process took of it. `--record postgresql://…` asks an empty database of a server instead of a file.
"""

import argparse
import contextlib
import io
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from dragoman.cli.parties import party_names
from dragoman.cli.show import page
from dragoman.formats.page import page_console
from dragoman.lexicons.files import Lexicons
from dragoman.lexicons.scores import plover_score
from dragoman.record.outline import Outline, outline_of, pack
from dragoman.record.recorded import Change, RecordedEvent, ReportRef, Source, Step
from dragoman.record.store import Store, open_record
from dragoman.relations.chronology import chronology
from dragoman.relations.series import series
from dragoman.schema.actor import Actor, Sector
from dragoman.schema.document import Document, document_id
from dragoman.schema.event import EventType, Status, Teller
from dragoman.schema.record import DocumentRecord
from dragoman.schema.when import Precision, Published, PublishedBasis, When

if TYPE_CHECKING:
    import psycopg

BUSY, ORDINARY = ("CHN", "JPN"), ("KEN", "NOR")
SHARES = (80, 5, 5, 2, 2, 2, 3, 1)  # of the eight statuses, in the order of Status
WORDS = "Some sentence of the usual length that tells what came about between two states on a day."
FIRST = date(2006, 1, 1)

# What stands in the mould of an event where its own is put.
ID, DAY, DOER, OTHER = "0" * 16, date(1111, 1, 1), "XAA", "XAB"

Row = tuple[object, ...]


def mould(kind: EventType, status: Status, lexicons: Lexicons) -> RecordedEvent:
    """Make an event of a type and status, all else to be filled in."""
    when = When(start=DAY, end=DAY, precision=Precision.DAY)
    narrator = Teller(kind="narrator")
    ref = ReportRef(
        id=ID,
        document="d",
        source="synthetic",
        publisher="P",
        agency=None,
        published=DAY,
        known=DAY,
        status=status,
        time=when,
        told_by=narrator,
        sentence=(0, 10),
    )
    return RecordedEvent(
        id=ID,
        type=kind,
        modes=(),
        contexts=(),
        status=status,
        disputed=False,
        actors=(Actor(text=DOER, country=DOER, sector=Sector.GOV, office="foreign minister", name="A B"),),
        recipients=(Actor(text=OTHER, country=OTHER, sector=Sector.GOV),),
        time=when,
        place=None,
        history=(Step(day=DAY, status=status, time=when, change=Change.TOLD, reports=(ID,)),),
        reports=(ref,),
        sources=(Source(name="P", documents=("d",)),),
        links=(),
        score=plover_score(kind, (), lexicons),
        confidence=0.8,
        words=WORDS,
        told_by=narrator,
        best=ID,
    )


def synthetic(count: int, lexicons: Lexicons) -> Iterator[dict[str, list[Row]]]:
    """Make the rows of events, by table, the same ones every time."""
    chance = random.Random(1)
    codes = [*BUSY, *ORDINARY, *sorted(set(party_names(lexicons)) - {*BUSY, *ORDINARY})][:100]
    days = [(FIRST + timedelta(days=n)).isoformat() for n in range(7300)]
    events = {(kind, status): mould(kind, status, lexicons) for kind in EventType for status in Status}
    moulds = {
        key: (msgspec.json.encode(event).decode(), pack(outline_of(event, lexicons)), event.score)
        for key, event in events.items()
    }
    chosen = [*events]
    weights = [share for _ in EventType for share in SHARES]
    every = iter(range(count))
    while numbers := tuple(islice(every, 50_000)):
        rows: dict[str, list[Row]] = {"events": [], "event_bodies": [], "event_parties": [], "event_pairs": []}
        for number, key in zip(numbers, chance.choices(chosen, weights, k=len(numbers)), strict=True):
            id_ = f"{number:016x}"
            doer, other = BUSY if chance.random() < 0.01 else chance.sample(codes, 2)
            day = days[int(chance.random() * 7300)]
            body, outline, score = moulds[key]
            kind, status = key

            def filled(text: str) -> str:
                return (
                    text.replace(ID, id_)  # noqa: B023 - used before the next turn
                    .replace("1111-01-01", day)  # noqa: B023
                    .replace(DOER, doer)  # noqa: B023
                    .replace(OTHER, other)  # noqa: B023
                )

            rows["events"].append((id_, str(kind), "", str(status), True, day, day, day, day, day, day, 1, score, 0.8))
            rows["event_bodies"].append((id_, filled(body)))
            sides = sorted(((doer, "a", "minister"), (other, "r", None)))
            rows["event_parties"] += [(party, id_, role, rank) for party, role, rank in sides]
            (one, role, rank), (two, role_two, rank_two) = sides
            rows["event_pairs"].append((one, two, id_, role, role_two, rank, rank_two, filled(outline)))
        yield rows


COLUMNS = {
    "events": "id type modes status timed start end first_known last_known reach_start reach_end sources score "
    "confidence",
    "event_bodies": "event body",
    "event_parties": "party event role rank",
    "event_pairs": "one other event role_one role_other rank_one rank_other outline",
}


def fill(store: Store, count: int, lexicons: Lexicons) -> None:
    """Write synthetic events into the tables, as if they had been merged."""
    last = date(2025, 12, 31)
    published = Published(start=last, end=last, basis=PublishedBasis.GIVEN)
    document = Document(
        id=document_id("", source="synthetic"), source="synthetic", text="", published=published, language="en"
    )
    store.add(DocumentRecord(document=document.head()), document)
    store.merge()
    write: Callable[[Any, str, Sequence[Row]], None] = copy if store.name.startswith("postgresql") else insert
    with store._writing() as connection:
        raw = connection.connection.driver_connection
        for rows in synthetic(count, lexicons):
            for table, some in rows.items():
                write(raw, table, some)
    if store.name.startswith("postgresql"):
        with store._writing() as connection:
            connection.exec_driver_sql("ANALYZE")


def quoted(table: str) -> str:
    """Write the names of a table's columns."""
    return ", ".join(f'"{name}"' for name in COLUMNS[table].split())


def insert(raw: sqlite3.Connection, table: str, rows: Sequence[Row]) -> None:
    """Write rows into an SQLite file."""
    marks = ", ".join("?" * len(rows[0]))
    raw.executemany(f"INSERT INTO {table} ({quoted(table)}) VALUES ({marks})", rows)


def copy(raw: "psycopg.Connection[Any]", table: str, rows: Iterable[Row]) -> None:
    """Write rows into a table of a server."""
    with raw.cursor() as cursor, cursor.copy(f"COPY {table} ({quoted(table)}) FROM STDIN") as stream:
        for row in rows:
            stream.write_row(row)


def clock(name: str, question: Callable[[], object]) -> None:
    """Print how long a question takes, warm."""
    question()
    waited, worked = [], []
    for _ in range(5):
        begin = time.perf_counter(), time.process_time()
        question()
        waited.append(time.perf_counter() - begin[0])
        worked.append(time.process_time() - begin[1])
    print(f"{name:36s} {min(waited) * 1000:8.0f} ms  (processor {min(worked) * 1000:.0f} ms)", flush=True)


def main() -> None:
    """Make the record, ask, print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--events", type=int, default=1_000_000)
    options.add_argument("--record", help="an empty database of a server; otherwise a file that is thrown away")
    given = options.parse_args()
    lexicons = Lexicons()
    with tempfile.TemporaryDirectory() as folder:
        where = given.record or str(Path(folder) / "large.db")
        with open_record(where, lexicons=lexicons) as store:
            begin = time.perf_counter()
            fill(store, given.events, lexicons)
            print(f"{given.events:,} events written in {time.perf_counter() - begin:.0f} s", flush=True)
            for pair in (BUSY, ORDINARY):
                ask(store, pair, given.events, lexicons)


def ask(store: Store, pair: tuple[str, str], count: int, lexicons: Lexicons) -> None:
    """Print the times of the questions about one pair."""
    names = party_names(lexicons)
    since, until = date(2024, 1, 1), date(2024, 12, 31)

    def whole_page() -> object:
        return list(page(store, *pair, asked=None, lexicons=lexicons))

    def printed() -> None:
        with contextlib.redirect_stdout(io.StringIO()):
            console = page_console()
            for part in page(store, *pair, asked=None, lexicons=lexicons):
                console.print(part)

    def year() -> object:
        events = store.events(*pair, since=since, until=until)
        return chronology(events, *pair, names=names, lexicons=lexicons, since=since, until=until)

    def decade() -> object:
        return series(store.outlines(*pair), *pair, lexicons=lexicons, since=date(2016, 1, 1))

    def outlines() -> tuple[Outline, ...]:
        return store.outlines(*pair)

    print(f"{pair[0]} and {pair[1]}: {len(outlines()):,} of {count:,} events")
    clock("  show", whole_page)
    clock("  show, set out as a page", printed)
    clock("  chronology of a year", year)
    clock("  series of ten years by month", decade)
    clock("  of each, reading outlines", outlines)


if __name__ == "__main__":
    main()
