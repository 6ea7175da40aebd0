"""Kill workers and whole runs at random; the finished output must be the same bytes as undisturbed.

    python bench/run_kills.py [--kills 20] [--copies 20] [--cluster]

Reads the sample articles, so many copies of each under names of their own, once undisturbed; then again into another
folder, while at random moments a worker or the driver is killed (SIGKILL; a driver's processes end with it, and the
command is given again). With --cluster the work is done on a Dask cluster of two, and its workers and the
processes in which they read are killed.
"""

import argparse
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # has no types of its own

from dragoman.samples import ARTICLES


def main() -> int:
    """Kill, compare, and say what came of it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=20, metavar="N")
    parser.add_argument("--copies", type=int, default=20, metavar="N", help="of each sample article")
    parser.add_argument("--cluster", action="store_true", help="on a Dask cluster started here")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    crew = ["--cluster", "local:2"] if options.cluster else ["--workers", "2"]
    with tempfile.TemporaryDirectory(prefix="dragoman-kills-") as scratch:
        news = Path(scratch) / "news.jsonl"
        rows = [json.loads(row) for row in ARTICLES.read_text(encoding="utf-8").splitlines()]
        news.write_text(
            "".join(
                json.dumps({**row, "source": f"{copy}-{row['source']}"}) + "\n"
                for copy in range(options.copies)
                for row in rows
            ),
            encoding="utf-8",
        )
        whole, disturbed = Path(scratch) / "whole", Path(scratch) / "disturbed"
        _start(news, whole, ["--workers", "1"]).wait()
        workers = drivers = rounds = 0
        while workers + drivers < options.kills:
            # When a run ends before the kills are spent, its output is compared and the next begins from nothing.
            rounds += 1
            out = disturbed / str(rounds)
            running = _start(news, out, crew)
            while workers + drivers < options.kills:
                try:
                    running.wait(timeout=chance.uniform(2, 15))
                    if (out / "run.json").exists():
                        break
                    running = _start(news, out, crew)  # it gave up, as when a cluster does not come up in time
                    continue
                except subprocess.TimeoutExpired:
                    pass
                below = _readers(running.pid)
                if below and chance.random() < 0.7:
                    _kill(chance.choice(below))
                    workers += 1
                else:
                    _kill(running.pid)
                    running.wait()
                    drivers += 1
                    running = _start(news, out, crew)
            while running.wait() and not (out / "run.json").exists():
                running = _start(news, out, crew)
            found, expected = _content(out), _content(whole)
            same = found == expected
            print(
                f"{workers} workers and {drivers} drivers killed in {rounds} runs; "
                f"output {'the same' if same else 'DIFFERS'}",
                flush=True,
            )
            if not same:
                differ = sorted(n for n in found.keys() | expected.keys() if found.get(n) != expected.get(n))
                print(f"ended with status {running.returncode}; not the same: {', '.join(differ[:5])} …")
                return 1
    return 0


def _start(news: Path, out: Path, crew: list[str]) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "dragoman", "run", str(news), "--out", str(out), *crew]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


_SIGNS = ("spawn_main", "dragoman.runs.apart")  # workers here or of Dask; the processes in which those of Dask read


def _readers(driver: int) -> list[int]:
    """Find the processes below a driver that read, or are about to."""
    try:
        below = psutil.Process(driver).children(recursive=True)
        return [p.pid for p in below if any(sign in word for word in p.cmdline() for sign in _SIGNS)]
    except psutil.Error:
        return []


def _kill(pid: int) -> None:
    try:
        psutil.Process(pid).send_signal(signal.SIGKILL)
    except psutil.Error:
        time.sleep(0)  # it came to an end by itself


def _content(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


if __name__ == "__main__":
    raise SystemExit(main())
