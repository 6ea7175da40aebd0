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
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

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

# Prints the memory in MB after each tenth of so many documents, the corpus read over and over.
_MEMORY = """
import itertools, json, sys
import psutil
from dragoman.lexicons.files import Lexicons
from dragoman.pipeline import read_many
from dragoman.schema.document import Document
from dragoman.sources.documents import read_places
from dragoman.sources.places import list_places
lexicons, count = Lexicons(), int(sys.argv[2])
def incoming():
    while True:
        for one in read_places(list_places([sys.argv[1]]).places, stdin=sys.stdin.buffer, lexicons=lexicons):
            if isinstance(one, Document):
                yield one
found = []
for number, _ in enumerate(read_many(itertools.islice(incoming(), count), lexicons=lexicons), 1):
    if number % max(1, count // 10) == 0:
        found.append(psutil.Process().memory_info().rss / 2**20)
print(json.dumps(found))
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
        "--memory", type=int, default=2000, metavar="N", help="documents read to see memory grow (default 2000)"
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
            program = [
                sys.executable,
                "-c",
                _MEMORY,
                str(_general(options.eval_dir, Path(scratch), 0)),
                str(options.memory),
            ]
            found = json.loads(subprocess.run(program, stdout=subprocess.PIPE, check=True).stdout)
            tenths = " ".join(f"{megabytes:.0f}" for megabytes in found)
            print(f"memory in MB over {options.memory:,} documents, after each tenth: {tenths}")
            print(f"most {max(found):.0f} MB (bar 700), last against first {found[-1] / found[0]:.2f}\n")
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
