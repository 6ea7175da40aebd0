"""Times of the pages: `python bench/web.py --events 1000000 --readers 50 --seconds 30`.

First each page of a large synthetic record (that of bench/record.py) is asked for once after the server's start and
three times more. Then many readers at once go through the pages of a smaller record, while another process reads
documents into it.
Prints wall-clock milliseconds, as readers see them.
"""

import argparse
import asyncio
import itertools
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
from record import BUSY, ORDINARY, fill

PAGES = (
    ("first page", "/"),
    ("relation, busy pair", f"/{BUSY[0]}/{BUSY[1]}"),
    ("the same, filtered", f"/{BUSY[0]}/{BUSY[1]}?since=2024-01-01&type=CONSULT"),
    ("the same, as of a day", f"/{BUSY[0]}/{BUSY[1]}?as-of=2020-06-30"),
    ("relation, ordinary pair", f"/{ORDINARY[0]}/{ORDINARY[1]}"),
    ("state, a year", f"/actor/{BUSY[0]}"),
    ("event", "/event/0000000000000005"),
    ("search", "/search?q=sentence"),
    ("documents", "/documents"),
    ("API: chronology", f"/api/relations/{BUSY[0]}/{BUSY[1]}/chronology?limit=100"),
    ("API: series", f"/api/relations/{BUSY[0]}/{BUSY[1]}/series?by=month"),
    ("API: news", "/api/news"),
)


@contextmanager
def served(record: Path) -> Iterator[str]:
    """Serve a record with the program, as a user does."""
    command = [sys.executable, "-m", "dragoman", "serve", "--record", str(record), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().partition(" at ")[2].partition("/ ")[0]
        process.terminate()


def time_pages(address: str) -> None:
    """Print how long each page takes, the first time and then."""
    with httpx.Client(base_url=address, timeout=60) as client:
        client.get("/KEN/NOR?by=year")  # the first figure of a process starts the library that draws
        print(f"{'':28s}   first    then")
        for name, path in PAGES:
            taken = []
            for _ in range(4):
                begin = time.perf_counter()
                status = client.get(path).status_code
                taken.append((time.perf_counter() - begin) * 1000)
            print(f"{name:28s} {taken[0]:7.0f} {min(taken[1:]):7.0f} ms{'' if status == 200 else f'  ({status})'}")


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
    options.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.write:
        write_along(given.write)
        return
    with tempfile.TemporaryDirectory() as folder:
        large, small = Path(folder) / "large.db", Path(folder) / "samples.db"
        if given.events:
            with open_record(large) as store:
                fill(store, given.events, Lexicons())
            print(f"pages of a record of {given.events:,} events, wall clock")
            with served(large) as address:
                time_pages(address)
        subprocess.run(
            [sys.executable, "-m", "dragoman", "demo", "--record", str(small)], check=True, capture_output=True
        )
        with served(small) as address:
            events = httpx.get(f"{address}/api/relations/NOR/CHL/chronology").json()["items"]
            documents = httpx.get(f"{address}/api/documents").json()["items"]
            paths = ["/", "/NOR/CHL", "/KEN/KOR", "/JPN/KEN", "/actor/NOR", "/documents", "/search?q=trawler"]
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
