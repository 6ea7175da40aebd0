"""Run every scorer of the development data over the installed dragoman, and write bench/scores.md.

    python bench/score.py EVAL_DIR [--only NAME] [--out FILE]

Every step is a command that can be typed; the table holds them beside the figures. What cannot be run yet is
named and left out. No clock: the figures belong to a commit, and its day is theirs.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from fresh_gold import build

HERE = Path(__file__).parent
DRAGOMAN = shutil.which("dragoman", path=str(Path(sys.executable).parent)) or "dragoman"


SEEN = "A judge was trained on these very rows: what it does on others stands in judge.md, by cross-validation."


@dataclass(frozen=True)
class Step:
    """One scorer: what dragoman reads, and how the scorer is called."""

    scorer: str  # command of score.py
    gold: str  # file or folder in EVAL_DIR
    command: str  # command of dragoman
    documents: bool = False  # the gold is turned into documents first
    caution: str = ""  # what a reader must know before he believes the figure
    ours: bool = False  # the gold lies in bench/fresh and is built first


STEPS = (
    Step("articles", "articles", "read", documents=True),
    Step("relate", "plv-train.jsonl", "relate", caution=SEEN),
    Step("relate", "aw-train.jsonl", "relate", caution=SEEN),
    Step("times", "times-dev.jsonl", "times"),
    Step("quotes", "quotes-dev.jsonl", "quotes"),
    Step("quotes", "quotes-gum-dev.jsonl", "quotes"),
    Step("events", "plover-gsr-dev.jsonl", "read", documents=True),
    Step("factuality", "factuality-dev.jsonl", "read", documents=True),
    Step("articles", "fresh/looked-at", "read", documents=True, ours=True, caution="Errors in these were read."),
    Step(
        "articles",
        "fresh/held",
        "read",
        documents=True,
        ours=True,
        caution="What it gave at first stands in events.md.",
    ),
)


def main() -> int:
    """Run the steps; 1 when one of them could not be run."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("eval_dir", type=Path, help="the folder that holds score.py and the development data")
    parser.add_argument("--only", action="append", metavar="NAME", help="only the steps whose gold begins so")
    parser.add_argument("--out", type=Path, default=HERE / "scores.md", help="where the table goes")
    options = parser.parse_args()
    if not (options.eval_dir / "score.py").is_file():
        print(f"{options.eval_dir}: there is no score.py; name the folder of the development data", file=sys.stderr)
        return 2
    parts, missing = [_heading()], 0
    for step in STEPS:
        if options.only and not step.gold.startswith(tuple(options.only)):
            continue
        text, ran = _run(step, options.eval_dir)
        print(text, flush=True)
        parts.append(text)
        missing += not ran
    if options.only:
        print("only some steps were run, so the table was not written", file=sys.stderr)
    else:
        options.out.write_text("\n".join(parts), encoding="utf-8")
    return 1 if missing else 0


def _heading() -> str:
    commit = _git("log", "-1", "--format=%cs, commit %h")
    changed = " with changes not committed" if _git("status", "--porcelain", "--", "src") else ""
    return (
        "# Scores on the development data\n\n"
        "Written by `make score`. What the sets are and how they count is told beside them; rules were made while\n"
        "looking at this data, so texts that nobody has looked at score lower.\n\n"
        f"As of {commit}{changed}.\n"
    )


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=HERE, capture_output=True, text=True, check=False)
    return done.stdout.strip()


def _run(step: Step, folder: Path) -> tuple[str, bool]:
    """Run one step: the text for the table, and whether it could be run."""
    output = f"{Path(step.gold).stem}.out.jsonl"
    named = "GOLD" if step.ours else step.gold
    if step.documents:
        shown = f"score.py documents {named} | dragoman {step.command} --format jsonl - > {output}"
    else:
        shown = f"dragoman {step.command} --format jsonl {named} > {output}"
    if step.ours:
        shown = f"fresh_gold.py {step.gold} {named}\n    {shown}"
    title = f"## {step.scorer}: {step.gold}\n\n    {shown}\n    score.py {step.scorer} {named} {output}\n"
    title += f"\n{step.caution}\n" if step.caution else ""
    gold = (HERE if step.ours else folder) / step.gold
    if not gold.exists():
        return f"{title}\nLeft out: there is no {step.gold}.\n", False
    with tempfile.TemporaryDirectory(prefix="dragoman-score-") as scratch:
        target = Path(scratch) / output
        if step.ours:
            build(gold, Path(scratch) / "gold")
            gold = Path(scratch) / "gold"
        fault = _dragoman(step, folder, gold, target)
        if fault:
            return f"{title}\nLeft out: {fault}\n", False
        done = subprocess.run(
            [sys.executable, folder / "score.py", step.scorer, gold, target],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            return f"{title}\nLeft out: the scorer failed: {_last(done.stderr)}\n", False
    return f"{title}\n```\n{_first_table(done.stdout)}\n```\n", True


def _dragoman(step: Step, folder: Path, gold: Path, target: Path) -> str:
    """Let dragoman write its answers; what went wrong, or nothing."""
    documents = None
    if step.documents:
        made = subprocess.run(
            [sys.executable, folder / "score.py", "documents", gold], capture_output=True, check=False
        )
        if made.returncode:
            return f"score.py documents failed: {_last(made.stderr.decode(errors='replace'))}"
        documents = made.stdout
    with target.open("wb") as out:
        done = subprocess.run(
            [DRAGOMAN, step.command, "--format", "jsonl", "-" if step.documents else gold],
            input=documents,
            stdout=out,
            stderr=subprocess.PIPE,
            check=False,
        )
    # 1 says that a document was refused, which costs it its score but not the others theirs.
    if done.returncode not in {0, 1} or not target.stat().st_size:
        return f"dragoman {step.command} failed: {_last(done.stderr.decode(errors='replace'))}"
    return ""


def _last(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "no message"


def _first_table(text: str) -> str:
    """Take the lines up to the end of the first table."""
    kept: list[str] = []
    for line in text.rstrip().splitlines():
        if not line.strip() and any(set(row.strip()) <= {"-", " "} and row.strip() for row in kept):
            break
        kept.append(line.rstrip())
    return "\n".join(kept).strip("\n")


if __name__ == "__main__":
    raise SystemExit(main())
