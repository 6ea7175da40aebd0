"""Times and memory, side by side: bare `nlp.pipe` against `dragoman read`; start of `dragoman --help`.

    python bench/speed.py EVAL_DIR [--documents N]

The bars (docs/index.md): general news at half the time of bare `nlp.pipe` over all of it, wholly diplomatic news at
1.3 times its time, memory of one reader below 700 MB, start of `dragoman --help` below 0.4 s. Both sides run in
processes of their own, one after the other, start and loading of the model included on neither side.
"""

import argparse
import json
import os
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
    options = parser.parse_args()
    print(f"{'':34}{'seconds':>9}{'docs':>7}{'words/s':>9}{'MB':>6}")
    with tempfile.TemporaryDirectory(prefix="dragoman-speed-") as scratch:
        for name, corpus, bar in (
            ("general news", _general(options.eval_dir, Path(scratch), options.documents), 0.5),
            ("diplomatic news", _diplomatic(options.eval_dir, Path(scratch)), 1.3),
        ):
            bare, ours = _row(f"{name}: bare nlp.pipe", _BARE, corpus), _row(f"{name}: dragoman", _OURS, corpus)
            print(f"{name}: dragoman takes {ours / bare:.2f} of the time (bar {bar})\n")
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
