"""Times of questions to a large record: `python bench/record.py --events 1000000`.

Makes a record of synthetic events of twenty years between a hundred parties, one in a hundred of them of one busy
pair, told by documents of ten events each with statements, persons and what else is read in them. Asks about the busy
pair and an ordinary one, and prints the time a user waits, warm, best of five, and the processor time this process took
of it. `--record postgresql://…` asks an empty database of a server instead of a file.
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
from dragoman.record.searching import insert_passages
from dragoman.record.store import Store, open_record
from dragoman.relations.chronology import chronology
from dragoman.relations.series import series
from dragoman.schema.actor import Actor, Official, Sector
from dragoman.schema.document import DocumentHead, Paragraph, ParagraphKind
from dragoman.schema.event import Event, EventType, Evidence, Status, Teller
from dragoman.schema.statement import Assessment, Milestone, MilestoneKind, Precedence, Stance, Statement, Trend
from dragoman.schema.when import Precision, Published, PublishedBasis, When

if TYPE_CHECKING:
    import psycopg

    from dragoman.schema.base import Record

BUSY, ORDINARY = ("CHN", "JPN"), ("KEN", "NOR")
GROUPS = (("European Union", "CHN"), ("Association of Southeast Asian Nations", "JPN"))
SHARES = (80, 5, 5, 2, 2, 2, 3, 1)  # of the eight statuses, in the order of Status
WORDS = "Some sentence of the usual length that tells what came about between two states on a day."
FIRST = date(2006, 1, 1)

PER_DOCUMENT = 10

# What stands in the mould of an event where its own is put.
ID, DAY, DOER, OTHER, DOCUMENT, SPAN = "0" * 16, date(1111, 1, 1), "XAA", "XAB", "f" * 16, (777_000, 777_090)

Row = tuple[object, ...]


def mould(kind: EventType, status: Status, lexicons: Lexicons) -> tuple[RecordedEvent, Event]:
    """Make an event of a type and status and the one report of it, all else to be filled in."""
    when = When(start=DAY, end=DAY, precision=Precision.DAY)
    narrator = Teller(kind="narrator")
    actors = (Actor(text=DOER, country=DOER, sector=Sector.GOV, office="foreign minister", name="A B"),)
    recipients = (Actor(text=OTHER, country=OTHER, sector=Sector.GOV),)
    ref = ReportRef(
        id=ID,
        document=DOCUMENT,
        source="synthetic",
        publisher="P",
        agency=None,
        published=DAY,
        known=DAY,
        status=status,
        time=when,
        told_by=narrator,
        sentence=SPAN,
    )
    recorded = RecordedEvent(
        id=ID,
        type=kind,
        modes=(),
        contexts=(),
        status=status,
        disputed=False,
        actors=actors,
        recipients=recipients,
        time=when,
        place=None,
        history=(Step(day=DAY, status=status, time=when, change=Change.TOLD, reports=(ID,)),),
        reports=(ref,),
        sources=(Source(name="P", documents=(DOCUMENT,)),),
        links=(),
        score=plover_score(kind, (), lexicons),
        confidence=0.8,
        words=WORDS,
        told_by=narrator,
        best=ID,
    )
    report = Event(
        id=ID,
        type=kind,
        status=status,
        actors=actors,
        recipients=recipients,
        time=when,
        reported_by=narrator,
        evidence=Evidence(sentence=SPAN),
        score=recorded.score,
        confidence=0.8,
    )
    return recorded, report


def synthetic(count: int, lexicons: Lexicons) -> Iterator[dict[str, list[Row]]]:
    """Make the rows of events and of the documents that tell of them, by table, the same ones every time."""
    chance = random.Random(1)
    codes = [*BUSY, *ORDINARY, *sorted(set(party_names(lexicons)) - {*BUSY, *ORDINARY})][:100]
    days = [(FIRST + timedelta(days=n)).isoformat() for n in range(7300)]
    events = {(kind, status): mould(kind, status, lexicons) for kind in EventType for status in Status}
    moulds = {
        key: (
            msgspec.json.encode(event).decode(),
            pack(outline_of(event, lexicons)),
            msgspec.json.encode(report).decode(),
            event.score,
        )
        for key, (event, report) in events.items()
    }
    chosen = [*events]
    weights = [share for _ in EventType for share in SHARES]
    every = iter(range(count))
    while numbers := tuple(islice(every, 50_000)):
        rows: dict[str, list[Row]] = {table: [] for table in COLUMNS}
        day, document = days[0], ""
        for number, key in zip(numbers, chance.choices(chosen, weights, k=len(numbers)), strict=True):
            id_ = f"{number:016x}"
            if number % PER_DOCUMENT == 0:
                document, day = f"{number // PER_DOCUMENT:016x}", days[int(chance.random() * 7300)]
                one, two = BUSY if chance.random() < 0.01 else chance.sample(codes, 2)
                told(rows, document, day, (one, two), number // PER_DOCUMENT)
            doer, other = BUSY if chance.random() < 0.01 else chance.sample(codes, 2)
            body, outline, report, score = moulds[key]
            kind, status = key
            begin = number % PER_DOCUMENT * (len(WORDS) + 1)
            span = f"{begin},{begin + len(WORDS)}"

            def filled(text: str) -> str:
                return (
                    text.replace(ID, id_)  # noqa: B023 - used before the next turn
                    .replace("1111-01-01", day)  # noqa: B023
                    .replace(DOER, doer)  # noqa: B023
                    .replace(OTHER, other)  # noqa: B023
                    .replace(DOCUMENT, document)  # noqa: B023
                    .replace(f"{SPAN[0]},{SPAN[1]}", span)  # noqa: B023
                )

            rows["events"].append((id_, str(kind), "", str(status), True, day, day, day, day, day, day, 1, score, 0.8))
            rows["event_bodies"].append((id_, filled(body)))
            rows["reports"].append((document, number % PER_DOCUMENT, id_, id_, "[]", filled(report)))
            sides = sorted(((doer, "a", "minister"), (other, "r", None)))
            rows["event_parties"] += [(party, id_, role, rank) for party, role, rank in sides]
            (one, role, rank), (two, role_two, rank_two) = sides
            rows["event_pairs"].append((one, two, id_, role, role_two, rank, rank_two, filled(outline)))
        yield rows


TEXT = "\n".join([WORDS] * PER_DOCUMENT)


def told(rows: dict[str, list[Row]], id_: str, day: str, pair: tuple[str, str], number: int) -> None:
    """Make the rows of one document, and of what is read in it beside events; one in ten looks ahead or back."""
    when = date.fromisoformat(day)
    published = Published(start=when, end=when, basis=PublishedBasis.GIVEN)
    paragraphs = tuple(
        Paragraph(kind=ParagraphKind.BODY, span=(at, at + len(WORDS))) for at in range(0, len(TEXT), len(WORDS) + 1)
    )
    head = DocumentHead(
        id=id_, source="synthetic", title="A title", url=None, publisher="P", language="en", published=published
    )
    rows["documents"].append(
        (
            id_,
            f"synthetic-{number}",
            "P",
            day,
            day,
            day,
            msgspec.json.encode(head).decode(),
            PER_DOCUMENT,
            msgspec.json.encode(paragraphs).decode(),
            "en",
            len(TEXT),
            TEXT,
            b"",
            "bench",
        )
    )
    evidence = Evidence(sentence=(0, len(WORDS)))
    speaker = Actor(text="A B", name=f"Person {number % 2000}", country=pair[0], sector=Sector.GOV, office="minister")
    nouns: list[tuple[str, int, Record, tuple[str, ...]]] = []
    for place in range(3):
        begin = place * (len(WORDS) + 1)
        said = Statement(
            id=f"{number:08x}-{place:07x}",
            speaker=speaker,
            direct=True,
            text=WORDS,
            span=(begin, begin + len(WORDS)),
            stance=Stance.OPPOSES if place else Stance.NEUTRAL,
            towards=(pair[1],) if place else (),
            issue=ISSUES[(number + place) % len(ISSUES)],
            evidence=evidence,
        )
        nouns.append(("statements", place, said, pair if place else ()))
    if number % 10 == 0:
        ahead = When(start=when + timedelta(days=40), end=when + timedelta(days=40), precision=Precision.DAY)
        nouns.append(
            (
                "milestones",
                0,
                Milestone(kind=MilestoneKind.DEADLINE, title="A deadline", time=ahead, parties=pair, evidence=evidence),
                pair,
            )
        )
        nouns.append(
            (
                "precedence",
                0,
                Precedence(
                    claim=f"the first talks in {number // 10 % 997} weeks",
                    kind="CONSULT",
                    parties=pair,
                    since=None,
                    evidence=evidence,
                ),
                pair,
            )
        )
        nouns.append(
            (
                "assessments",
                0,
                Assessment(
                    about=(pair[0], pair[1]),
                    trend=Trend.STRAINED,
                    issue=ISSUES[number // 10 % len(ISSUES)],
                    held_by="narrator",
                    hedged=False,
                    text=WORDS,
                    evidence=evidence,
                ),
                pair,
            )
        )
    for table, place, noun, parties in nouns:
        own = (noun.id, speaker.country, speaker.name) if isinstance(noun, Statement) else ()
        rows[table].append((id_, place, *own, msgspec.json.encode(noun).decode()))
        rows["noun_parties"] += [(party, table, day, id_, place) for party in parties]
    official = Official(name=speaker.name or "", country=pair[0], office="minister", evidence=(0, 4))
    rows["officials"].append(
        (id_, 0, official.name, official.country, official.office, False, msgspec.json.encode(official).decode())
    )


ISSUES = "fishing rights;a border;tariffs on steel;a port;visas;an airbase;debts;a dam;grain;cables".split(";")

COLUMNS = {
    "documents": "id source publisher published_start published_end known head sentences paragraphs language length "
    "text sketch program",
    "reports": "document position id event reasons body",
    "statements": "document position id country speaker body",
    "officials": "document position name country office former body",
    "milestones": "document position body",
    "precedence": "document position body",
    "assessments": "document position body",
    "noun_parties": "party kind known document position",
    "events": "id type modes status timed start end first_known last_known reach_start reach_end sources score "
    "confidence",
    "event_bodies": "event body",
    "event_parties": "party event role rank",
    "event_pairs": "one other event role_one role_other rank_one rank_other outline",
}


def fill(store: Store, count: int, lexicons: Lexicons) -> None:
    """Write synthetic events and documents into the tables, as if they had been read and merged."""
    write: Callable[[Any, str, Sequence[Row]], None] = copy if store.name.startswith("postgresql") else insert
    for rows in synthetic(count, lexicons):
        with store._writing() as connection:
            raw = connection.connection.driver_connection
            for table, some in rows.items():
                write(raw, table, some)
            insert_passages(connection, [*passages(rows)])
    if store.name.startswith("postgresql"):
        with store._writing() as connection:
            connection.exec_driver_sql("ANALYZE")


def passages(rows: dict[str, list[Row]]) -> Iterator[dict[str, object]]:
    """Give one sentence in five and one statement in three to be searched for, each with words of few others."""
    for kind, table, part in (("sentence", "reports", 5), ("statement", "statements", 3)):
        for place, (document, position, *_) in enumerate(rows[table]):
            if place % part == 0:
                text = f"{WORDS} word{place % 997} {ISSUES[place % len(ISSUES)]}"
                yield {
                    "document": document,
                    "kind": kind,
                    "start": int(str(position)) * (len(WORDS) + 1),
                    "text": text,
                }


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
