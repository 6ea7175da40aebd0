"""Kill `dragoman read --record` at random moments, run it again, compare: `python bench/kills.py --kills 50`.

After every kill the same command is run to its end, and what `dragoman export` writes of reports and of events must be
the bytes of an undisturbed record. Moments are spread over the whole run, from the start of the program to its end.
`--server` does the same in a PostgreSQL server that it starts.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "builders"))

from server import running_server

from dragoman.samples import ARTICLES

DRAGOMAN = [sys.executable, "-c", "from dragoman.cli.main import run; run()"]


def read(where: str, sources: list[str]) -> list[str]:
    """Give the command that reads the articles into a record."""
    return [*DRAGOMAN, "read", *sources, "--record", where]


def export(where: str) -> list[bytes]:
    """Give what the record holds."""
    return [
        subprocess.run([*DRAGOMAN, "export", what, "--record", where], check=True, capture_output=True).stdout
        for what in ("records", "events")
    ]


def main() -> None:
    """Kill, run again, compare, print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("sources", nargs="*", default=[str(ARTICLES)], help="what to read; otherwise our samples")
    options.add_argument("--kills", type=int, default=50)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--server", action="store_true")
    given = options.parse_args()
    chance = random.Random(given.seed)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = stack.enter_context(running_server()) if given.server else None

        def place(number: int) -> str:
            return server.new_database() if server else str(folder / f"{number}.db")

        begin = time.perf_counter()
        undisturbed = place(0)
        subprocess.run(read(undisturbed, given.sources), check=False, capture_output=True)
        length = time.perf_counter() - begin
        expected = export(undisturbed)
        print(f"undisturbed: {length:.1f} s, {sum(map(len, expected)):,} bytes of export", flush=True)
        killed = same = number = 0
        while killed < given.kills:
            number += 1
            where, moment = place(number), chance.uniform(0, length)
            with subprocess.Popen(
                read(where, given.sources), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            ) as run:
                try:
                    run.wait(timeout=moment)
                    print(f"{number:3d}  had ended after {moment:.2f} s", flush=True)
                    length = moment  # the machine has become faster
                    continue
                except subprocess.TimeoutExpired:
                    run.kill()
            killed += 1
            subprocess.run(read(where, given.sources), check=False, capture_output=True)
            found = export(where) == expected
            same += found
            print(f"{number:3d}  killed after {moment:.2f} s  {'the same bytes' if found else 'DIFFERS'}", flush=True)
    print(f"{killed} times killed and run again; {same} times the same bytes")


if __name__ == "__main__":
    main()
