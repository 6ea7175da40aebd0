"""Times of questions to a large record: `python bench/record.py --events 1000000`.

Makes a record of synthetic events of twenty years between a hundred parties, one in a hundred of them of one busy
pair, and asks about the busy pair and an ordinary one. Prints processor time, warm, best of three.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

import msgspec
import sqlalchemy as sa

from dragoman.cli.parties import party_names
from dragoman.cli.show import page
from dragoman.lexicons.files import Lexicons
from dragoman.lexicons.scores import plover_score
from dragoman.record import tables as t
from dragoman.record.recorded import Change, RecordedEvent, ReportRef, Source, Step
from dragoman.record.store import Store, open_record
from dragoman.relations.chronology import chronology
from dragoman.relations.series import series
from dragoman.schema.actor import Actor, Sector
from dragoman.schema.document import Document, document_id
from dragoman.schema.event import EventType, Status, Teller
from dragoman.schema.record import DocumentRecord
from dragoman.schema.when import Precision, Published, PublishedBasis, When

BUSY, ORDINARY = ("CHN", "JPN"), ("KEN", "NOR")
SHARES = (80, 5, 5, 2, 2, 2, 3, 1)  # of the eight statuses, in the order of Status
WORDS = "Some sentence of the usual length that tells what came about between two states on a day."


def synthetic(count: int, lexicons: Lexicons) -> Iterator[RecordedEvent]:
    """Make events, the same ones every time."""
    chance = random.Random(1)
    codes = [*BUSY, *ORDINARY, *sorted(set(party_names(lexicons)) - {*BUSY, *ORDINARY})][:100]
    for number in range(count):
        one, other = BUSY if chance.random() < 0.01 else chance.sample(codes, 2)
        day = date(2006, 1, 1) + timedelta(days=chance.randrange(7300))
        kind = chance.choice(list(EventType))
        (status,) = chance.choices(list(Status), SHARES)
        when = When(start=day, end=day, precision=Precision.DAY)
        narrator = Teller(kind="narrator")
        id_ = f"{number:016x}"
        ref = ReportRef(
            id=id_,
            document="d",
            source="synthetic",
            publisher="P",
            agency=None,
            published=day,
            known=day,
            status=status,
            time=when,
            told_by=narrator,
            sentence=(0, 10),
        )
        yield RecordedEvent(
            id=id_,
            type=kind,
            modes=(),
            contexts=(),
            status=status,
            disputed=False,
            actors=(Actor(text=one, country=one, sector=Sector.GOV, office="foreign minister", name="A B"),),
            recipients=(Actor(text=other, country=other, sector=Sector.GOV),),
            time=when,
            place=None,
            history=(Step(day=day, status=status, time=when, change=Change.TOLD, reports=(id_,)),),
            reports=(ref,),
            sources=(Source(name="P", documents=("d",)),),
            links=(),
            score=plover_score(kind, (), lexicons),
            confidence=0.8,
            words=WORDS,
            told_by=narrator,
            best=id_,
        )


def fill(store: Store, count: int, lexicons: Lexicons) -> None:
    """Write synthetic events into the tables, as if they had been merged."""
    last = date(2025, 12, 31)
    published = Published(start=last, end=last, basis=PublishedBasis.GIVEN)
    document = Document(
        id=document_id("", source="synthetic"), source="synthetic", text="", published=published, language="en"
    )
    store.add(DocumentRecord(document=document.head()), document)
    events = synthetic(count, lexicons)
    with store._writing() as connection:
        while some := list(islice(events, 20_000)):
            rows = [
                {
                    "id": event.id,
                    "type": event.type,
                    "modes": "",
                    "status": event.status,
                    "timed": True,
                    "start": event.first_known,
                    "end": event.first_known,
                    "first_known": event.first_known,
                    "last_known": event.last_known,
                    "reach_start": event.first_known,
                    "reach_end": event.first_known,
                    "sources": 1,
                    "score": event.score,
                    "confidence": event.confidence,
                }
                for event in some
            ]
            connection.execute(sa.insert(t.events), rows)
            connection.execute(
                sa.insert(t.event_bodies),
                [{"event": event.id, "body": msgspec.json.encode(event).decode()} for event in some],
            )
            sides = [
                sorted(
                    ((event.actors[0].country or "", "a", "minister"), (event.recipients[0].country or "", "r", None))
                )
                for event in some
            ]
            connection.execute(
                sa.insert(t.event_parties),
                [
                    {"party": party, "event": event.id, "role": role, "rank": rank}
                    for event, of_event in zip(some, sides, strict=True)
                    for party, role, rank in of_event
                ],
            )
            connection.execute(
                sa.insert(t.event_pairs),
                [
                    {
                        "one": one[0],
                        "other": other[0],
                        "event": event.id,
                        "role_one": one[1],
                        "role_other": other[1],
                        "rank_one": one[2],
                        "rank_other": other[2],
                    }
                    for event, (one, other) in zip(some, sides, strict=True)
                ],
            )


def clock(name: str, question: Callable[[], object]) -> None:
    """Print the processor time of a question, warm."""
    question()
    times = []
    for _ in range(3):
        begin = time.process_time()
        question()
        times.append(time.process_time() - begin)
    print(f"{name:48s} {min(times) * 1000:8.0f} ms")


def main() -> None:
    """Make the record, ask, print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--events", type=int, default=1_000_000)
    count = options.parse_args().events
    lexicons = Lexicons()
    with tempfile.TemporaryDirectory() as folder, open_record(Path(folder) / "large.db", lexicons=lexicons) as store:
        fill(store, count, lexicons)
        for pair in (BUSY, ORDINARY):
            ask(store, pair, count, lexicons)


def ask(store: Store, pair: tuple[str, str], count: int, lexicons: Lexicons) -> None:
    """Print the times of the questions about one pair."""
    names = party_names(lexicons)
    since, until = date(2024, 1, 1), date(2024, 12, 31)

    def whole_page() -> object:
        return list(page(store, *pair, asked=None, lexicons=lexicons))

    def year() -> object:
        events = store.events(*pair, since=since, until=until)
        return chronology(events, *pair, names=names, lexicons=lexicons, since=since, until=until)

    def decade() -> object:
        return series(store.outlines(*pair), *pair, lexicons=lexicons, since=date(2016, 1, 1))

    print(f"{pair[0]} and {pair[1]}: {len(store.outlines(*pair)):,} of {count:,} events")
    clock("  show", whole_page)
    clock("  chronology of a year", year)
    clock("  series of ten years by month", decade)


if __name__ == "__main__":
    main()
