"""Times of the pages: `python bench/web.py --events 1000000 --readers 50 --seconds 30`.

First pages of every kind of a large synthetic record (that of bench/record.py) are asked for once after the server's
start, and three times more; `--record` names one that is there already. Then many readers at once go through the pages
of a smaller record, while another process reads documents into it.
Prints wall-clock milliseconds, as readers see them.
"""

import argparse
import asyncio
import itertools
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import httpx
import msgspec

from dragoman.lexicons.files import Lexicons
from dragoman.record.store import open_record
from dragoman.samples import ARTICLES
from dragoman.schema.when import Published, PublishedBasis
from record import BUSY, GROUPS, ORDINARY, fill

_PARTIES = "CHN JPN KEN NOR AFG AGO ALB ARE ARG ARM AUS AUT AZE BEL BGD".split()
_BUSY, _ORDINARY = "/".join(BUSY), "/".join(ORDINARY)
_IDS = [f"{number * 7919:016x}" for number in range(1, 13)]
_WORDS = [f"word{number * 31}" for number in range(1, 13)]

PAGES: tuple[tuple[str, list[str]], ...] = (
    ("first page", ["/", *(f"/?state={code}" for code in _PARTIES[:6])]),
    ("relation, busy pair", [f"/{_BUSY}", f"/{_BUSY}?by=year", f"/{_BUSY}?by=month"]),
    ("the same, as of a day", [f"/{_BUSY}?as-of={year}-06-30" for year in range(2010, 2025, 2)]),
    ("the same, filtered", [f"/{_BUSY}?since={year}-01-01&type=CONSULT" for year in range(2010, 2025, 2)]),
    ("the same, by a word", [f"/{_BUSY}?issue={word}" for word in ("port", "length")]),
    ("relation, ordinary pairs", [f"/{one}/{other}" for one, other in itertools.combinations(_PARTIES[2:8], 2)]),
    (
        "its figure, its table",
        [f"/{one}/{other}/figure.svg" for one, other in itertools.combinations(_PARTIES[2:6], 2)],
    ),
    ("figure of the busy pair", [f"/{_BUSY}/figure.svg", f"/{_BUSY}/figure.svg?by=year", f"/{_BUSY}/table"]),
    ("a group with its members", [f"/{one}/{other}?members=yes" for one, other in GROUPS]),
    ("a state, a year", [f"/actor/{code}" for code in _PARTIES]),
    ("a state, ten years", [f"/actor/{code}?days=3650" for code in _PARTIES[:6]]),
    ("a person", [f"/person/Person {number}" for number in range(5, 12)]),
    ("event", [f"/event/{id_}" for id_ in _IDS]),
    ("document", [f"/document/{number * 7919:016x}" for number in range(1, 13)]),
    ("search, a rare word", [f"/search?q={word}" for word in _WORDS]),
    ("search, a word of every text", ["/search?q=sentence", "/search?q=length+states"]),
    ("documents", ["/documents", "/documents?offset=50", "/documents?offset=50000"]),
    ("review of an event", [f"/event/{id_}?with={other}" for id_, other in itertools.pairwise(_IDS)]),
    ("reading a text (form), health", ["/read", "/health", "/metrics"]),
    ("API: relation", [f"/api/relations/{_BUSY}", f"/api/relations/{_ORDINARY}"]),
    ("API: chronology", [f"/api/relations/{_BUSY}/chronology?offset={offset}" for offset in (0, 100, 5000)]),
    ("API: chronology, CSV of 5,000", [f"/api/relations/{_BUSY}/chronology.csv"]),
    ("API: series", [f"/api/relations/{_BUSY}/series?by={step}" for step in ("month", "quarter", "week")]),
    ("API: calendar", [f"/api/relations/{_BUSY}/calendar", f"/api/relations/{_BUSY}/calendar.ics"]),
    ("API: news, parties, neighbours", ["/api/news", "/api/parties", "/api/actors/CHN/neighbours"]),
    ("API: event, document", [f"/api/events/{_IDS[0]}", f"/api/documents/{_IDS[0]}", "/api/documents"]),
    ("API: search, who, health", ["/api/search?q=word77", "/api/who?name=Merkel", "/api/health"]),
)


def worked(process: int) -> float:
    """Give the processor time that a process took so far, in milliseconds; Linux only."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


@contextmanager
def served(record: Path) -> Iterator[tuple[str, int]]:
    """Serve a record with the program, as a user does; give the address, and the number of the process."""
    command = [sys.executable, "-m", "dragoman", "serve", "--record", str(record), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().partition(" at ")[2].partition("/ ")[0], process.pid
        finally:
            process.terminate()


def time_pages(address: str, process: int) -> None:
    """Print how long pages of each kind take: each asked for the first time, and then three times more."""
    with httpx.Client(base_url=address, timeout=60) as client:
        client.get("/PER/CHL/figure.svg")  # a server that has been up for a while
        time.sleep(5)
        print("| page | made: half within | all | processor, half | from memory: half within | all |")
        print("|---|---|---|---|---|---|")
        for name, paths in PAGES:
            first: list[float] = []
            busy: list[float] = []
            then: list[float] = []
            wrong: list[str] = []
            for turn in range(4):
                for path in paths:
                    begin, before = time.perf_counter(), worked(process)
                    answer = client.get(path)
                    (then if turn else first).append((time.perf_counter() - begin) * 1000)
                    if not turn:
                        busy.append(worked(process) - before)
                    if answer.status_code != 200:
                        wrong.append(f" ({answer.status_code} {path})")
            made = f"{statistics.median(first):.0f} ms | {max(first):.0f} ms | {statistics.median(busy):.0f} ms"
            print(
                f"| {name}{''.join(wrong[:1])} | {made} | {statistics.median(then):.0f} ms | {max(then):.0f} ms |",
                flush=True,
            )


async def read_along(address: str, paths: list[str], readers: int, seconds: float, pause: float) -> None:
    """Have many readers go through pages at once, and print how long they waited."""
    taken: list[float] = []
    wrong: list[str] = []
    until = 0.0

    async def reader(number: int, client: httpx.AsyncClient) -> None:
        chance = random.Random(number)
        await asyncio.sleep(chance.random() * pause)
        while time.perf_counter() < until:
            path = chance.choice(paths)
            begin = time.perf_counter()
            answer = await client.get(path)
            taken.append((time.perf_counter() - begin) * 1000)
            if answer.status_code >= 300:
                wrong.append(f"{answer.status_code} {path}")
            await asyncio.sleep(pause * (0.5 + chance.random()))

    limits = httpx.Limits(max_connections=readers)
    async with httpx.AsyncClient(base_url=address, timeout=60, limits=limits) as client:
        for path in paths:  # a server that has been asked before
            await client.get(path)
        until = time.perf_counter() + seconds
        await asyncio.gather(*(reader(number, client) for number in range(readers)))
    cuts = statistics.quantiles(taken, n=100)
    print(
        f"{readers} readers, a page every {pause:g} s each: {len(taken):,} pages in {seconds:g} s, "
        f"{len(wrong)} errors; half within {cuts[49]:.0f} ms, 95 of 100 within {cuts[94]:.0f} ms, "
        f"99 within {cuts[98]:.0f} ms, all within {max(taken):.0f} ms"
    )
    for one in sorted(set(wrong))[:5]:
        print("  ", one)


def write_along(record: Path) -> None:
    """Read sample articles into a record as news that comes in day after day, until stopped."""
    from dragoman.pipeline import read  # noqa: PLC0415 - loads the parser, in the writer only
    from dragoman.sources.documents import make_document  # noqa: PLC0415

    lexicons = Lexicons()
    articles = [msgspec.json.decode(line) for line in ARTICLES.read_bytes().splitlines()]
    with open_record(record, lexicons=lexicons) as store:
        for number in itertools.count():
            article = articles[number % len(articles)]
            text = article["text"].replace("Norway", ("Norway", "Iceland", "Ghana")[number // len(articles) % 3])
            day = date(2031, 11, 21) + timedelta(days=number)
            document = make_document(
                text,
                source=f"{article['source']}-{number}",
                lexicons=lexicons,
                published=Published(start=day, end=day, basis=PublishedBasis.GIVEN),
            )
            store.add(read(document, lexicons=lexicons), document)
            store.merge()
            print(number + 1, flush=True)


def main() -> None:
    """Make the records, ask, print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--events", type=int, default=1_000_000)
    options.add_argument("--readers", type=int, default=50)
    options.add_argument("--seconds", type=float, default=30)
    options.add_argument("--pause", type=float, default=1.0, help="seconds that a reader looks at a page")
    options.add_argument("--record", type=Path, help="a record made before, instead of a new one of so many events")
    options.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.write:
        write_along(given.write)
        return
    with tempfile.TemporaryDirectory() as folder:
        large, small = Path(folder) / "large.db", Path(folder) / "samples.db"
        if given.events:
            if given.record is None:
                with open_record(large) as store:
                    fill(store, given.events, Lexicons())
            print(f"pages of a record of {given.events:,} events, wall clock")
            with served(given.record or large) as (address, process):
                time_pages(address, process)
        if not given.readers:
            return
        subprocess.run(
            [sys.executable, "-m", "dragoman", "demo", "--record", str(small)], check=True, capture_output=True
        )
        with served(small) as (address, _):
            events = httpx.get(f"{address}/api/relations/NOR/CHL/chronology").json()["items"]
            documents = httpx.get(f"{address}/api/documents").json()["items"]
            paths = [
                "/",
                "/NOR/CHL",
                "/NOR/CHL/figure.svg",
                "/KEN/KOR",
                "/JPN/KEN",
                "/actor/NOR",
                "/documents",
                "/search?q=trawler",
            ]
            paths += [f"/event/{line['event']}" for line in events[:10]]
            paths += [f"/document/{head['id']}" for head in documents[:8]]
            paths += ["/api/news", "/api/relations/NOR/CHL", "/api/relations/NOR/CHL/series.csv"]
            command = [sys.executable, __file__, "--write", str(small)]
            with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
                assert writer.stdout is not None
                writer.stdout.readline()  # it has begun
                asyncio.run(read_along(address, paths, given.readers, given.seconds, given.pause))
                writer.terminate()
                written = writer.stdout.read().split()
            print(f"meanwhile {written[-1] if written else 0} documents were read into the record")


if __name__ == "__main__":
    main()
