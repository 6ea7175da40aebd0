"""Times and memory, side by side: bare `nlp.pipe`, `dragoman read`, `dragoman run` with one and with two workers.

    python bench/speed.py EVAL_DIR [--documents N] [--memory N]

The bars (docs/index.md): general news at half the time of bare `nlp.pipe` over all of it, wholly diplomatic news at
1.3 times its time, two workers 1.8 times as fast as one, memory of one reader below 700 MB and flat, start of
`dragoman --help` below 0.4 s. All sides run in processes of their own, one after the other. Reading is measured in
seconds of the processor, start and loading of the model left out; runs by the clock and by the processor, start and
all: on a machine that does other things too only the second says how much work was done.
"""

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # has no types of its own

# Each program prints seconds, documents, words and the most memory in MB. The first document warms up.
_BARE = """
import json, resource, sys, time
import spacy
from dragoman.reading.parser import load_model
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
paragraphs = [part for text in texts for part in text.split("\\n\\n") if part.strip()]
nlp = spacy.load(load_model().lang + "_" + load_model().meta["name"], exclude=["ner"])  # none of our changes to it
list(nlp.pipe(paragraphs[:1]))
start = time.process_time()
for _ in nlp.pipe(paragraphs, batch_size=64):
    pass
took = time.process_time() - start
words = sum(len(text.split()) for text in texts)
print(json.dumps([took, len(texts), words, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""
_OURS = """
import json, resource, sys, time
from dragoman.lexicons.files import Lexicons
from dragoman.pipeline import read, read_many
from dragoman.schema.document import Document
from dragoman.sources.documents import read_places
from dragoman.sources.places import list_places
lexicons = Lexicons()
places = list_places([sys.argv[1]]).places
first = next(d for d in read_places(places, stdin=sys.stdin.buffer, lexicons=lexicons) if isinstance(d, Document))
read(first, lexicons=lexicons)
start = time.process_time()
incoming = (d for d in read_places(places, stdin=sys.stdin.buffer, lexicons=lexicons) if isinstance(d, Document))
documents = words = 0
for document, _ in read_many(incoming, lexicons=lexicons):
    documents += 1
    words += len(document.text.split())
took = time.process_time() - start
print(json.dumps([took, documents, words, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""


def main() -> int:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("eval_dir", type=Path, help="the folder that holds speed-corpus.jsonl and articles/")
    parser.add_argument(
        "--documents", type=int, default=400, metavar="N", help="of the corpus (default 400); 0 for all"
    )
    parser.add_argument(
        "--times", type=int, default=3, metavar="N", help="runs of the start (default 3); the best counts"
    )
    parser.add_argument(
        "--memory", type=int, default=2000, metavar="N", help="documents run to see memory grow (default 2000); 0: none"
    )
    options = parser.parse_args()
    print(f"{'':34}{'seconds':>9}{'docs':>7}{'words/s':>9}{'MB':>6}")
    with tempfile.TemporaryDirectory(prefix="dragoman-speed-") as scratch:
        for name, corpus, bar in (
            ("general news", _general(options.eval_dir, Path(scratch), options.documents), 0.5),
            ("diplomatic news", _diplomatic(options.eval_dir, Path(scratch)), 1.3),
        ):
            bare, ours = _row(f"{name}: bare nlp.pipe", _BARE, corpus), _row(f"{name}: dragoman", _OURS, corpus)
            print(f"{name}: dragoman takes {ours / bare:.2f} of the time (bar {bar})\n")
        general = _general(options.eval_dir, Path(scratch), options.documents)
        (one, work_one), (two, work_two) = (_run(general, Path(scratch) / f"{n}", n) for n in (1, 2))
        print(f"run, one worker {one:5.1f} s by the clock, {work_one:5.1f} s of the processor")
        print(f"run, two workers{two:5.1f} s by the clock, {work_two:5.1f} s of the processor")
        print(f"two workers are {one / two:.2f} times as fast as one (bar 1.8)")
        print(f"two workers would be {2 * work_one / work_two:.2f} times as fast by their work alone\n")
        if options.memory:
            _memory(_many(options.eval_dir, Path(scratch), options.memory), Path(scratch) / "memory")
    print(f"start of dragoman --help: {_start(options.times):.2f} s (bar 0.4)")
    return 0


def _row(name: str, program: str, corpus: Path) -> float:
    """Run one side in a process of its own and print its row; gives its seconds."""
    done = subprocess.run(
        [sys.executable, "-c", program, str(corpus)], stdout=subprocess.PIPE, check=True, env=dict(os.environ)
    )
    seconds, documents, words, memory = json.loads(done.stdout)
    print(f"{name:34}{seconds:9.1f}{documents:7}{words / seconds:9.0f}{memory:6.0f}", flush=True)
    return float(seconds)


def _run(corpus: Path, out: Path, workers: int) -> tuple[float, float]:
    """Read a corpus with `dragoman run`; gives seconds by the clock, and of the processor by all processes together."""
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "dragoman", "run", str(corpus), "--out", str(out), "--workers", str(workers)]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    if done.returncode not in {0, 1}:  # 1: documents refused
        raise SystemExit(f"{' '.join(command)} ended with status {done.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - begin, used


def _general(folder: Path, scratch: Path, count: int) -> Path:
    """Every so-manieth document of the corpus, so that a sample has all its kinds."""
    lines = (folder / "speed-corpus.jsonl").read_text(encoding="utf-8").splitlines()
    step = max(1, len(lines) // count) if count else 1
    path = scratch / "general.jsonl"
    path.write_text("\n".join(lines[::step][: count or None]) + "\n", encoding="utf-8")
    return path


def _diplomatic(folder: Path, scratch: Path) -> Path:
    """The articles, ten times over, each with a name of its own."""
    path = scratch / "diplomatic.jsonl"
    texts = [(p.name, p.read_text(encoding="utf-8")) for p in sorted((folder / "articles").glob("*.txt"))]
    rows = [json.dumps({"source": f"{number}-{name}", "text": text}) for number in range(10) for name, text in texts]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def _many(folder: Path, scratch: Path, count: int) -> Path:
    """So many documents, all different: the corpus again and again, in each copy some words spelled as nowhere before.

    Unknown words are what a reader's memory could grow by: one in thirty of every copy has two letters changed over.
    """
    rows = [json.loads(line) for line in (folder / "speed-corpus.jsonl").read_text(encoding="utf-8").splitlines()]
    path = scratch / "many.jsonl"
    with path.open("w", encoding="utf-8") as out:
        for number in range(count):
            row = rows[number % len(rows)]
            chance = random.Random(number)
            words = [_misspelled(w, chance) if chance.random() < 1 / 30 else w for w in row["text"].split(" ")]
            out.write(json.dumps({"id": f"{number}-{row['id']}", "text": " ".join(words)} | _dated(row)) + "\n")
    return path


def _dated(row: dict[str, str]) -> dict[str, str]:
    return {name: row[name] for name in ("title", "published") if row.get(name)}


def _misspelled(word: str, chance: random.Random) -> str:
    if len(word) < 5 or not word.isalpha():
        return word
    at = chance.randrange(1, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :] + chance.choice("aeiou")


def _memory(corpus: Path, out: Path) -> None:
    """Run two workers over a corpus, and print the most memory of reader and driver in each tenth of the run."""
    with corpus.open(encoding="utf-8") as rows:
        count = sum(1 for _ in rows)
    begin = time.perf_counter()
    command = [sys.executable, "-m", "dragoman", "run", str(corpus), "--out", str(out), "--workers", "2"]
    seen: list[tuple[int, float, float]] = []  # shards that were done, MB of the larger reader, MB of the driver
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
        driver = psutil.Process(run.pid)
        while run.poll() is None:
            with suppress(psutil.Error):
                own, readers = _resident(driver), [_resident(child) for child in driver.children()]
                seen.append((sum(1 for _ in out.glob("shards/*.parquet")), max(readers, default=0.0), own))
            time.sleep(1)
    if run.returncode not in {0, 1}:
        raise SystemExit(f"{' '.join(command)} ended with status {run.returncode}")
    took, shards = time.perf_counter() - begin, max(done for done, _, _ in seen)
    reading = [row for row in seen if 0 < row[0] < shards]
    tenths = [[row for row in reading if row[0] * 10 // shards == tenth] for tenth in range(10)]
    tenths = [rows for rows in tenths if rows]  # of a short run some have no sample
    most = [max(row[1] for row in rows) for rows in tenths]
    print(f"two workers over {count:,} documents, all different: {took:.0f} s, {count / took:.1f} documents/s")
    print(f"most MB of a reader in each tenth: {' '.join(f'{megabytes:.0f}' for megabytes in most)}")
    print(f"most {max(most):.0f} MB (bar 700); last tenth against second {most[-1] / most[min(1, len(most) - 1)]:.2f}")
    drivers = [max(row[2] for row in rows) for rows in tenths]
    print(f"the driver: {' '.join(f'{mb:.0f}' for mb in drivers)}; merging {max(row[2] for row in seen):.0f} MB\n")


def _resident(process: psutil.Process) -> float:
    return float(process.memory_info().rss / 2**20)


def _start(times: int) -> float:
    """Seconds of the fastest start of `dragoman --help`."""
    program = str(Path(sys.executable).parent / "dragoman")
    best = float("inf")
    for _ in range(times):
        begin = time.perf_counter()
        subprocess.run([program, "--help"], stdout=subprocess.DEVNULL, check=True)
        best = min(best, time.perf_counter() - begin)
    return best


if __name__ == "__main__":
    raise SystemExit(main())
