"""Train the confidence of events, and say on held-back folds how well it holds.

    .venv/bin/pip install -c constraints.txt 'dragoman[train]'
    .venv/bin/python bench/train_confidence.py ../shared/eval [--write]

An event is right when its type and the countries of both ends are. Three sets tell: the development articles and the
gold records, paired as score.py pairs them (events paired with optional gold are left out); and the marked pairs of
plv-train, where an event that joins the two marked spans is right when its type is the one marked. Documents stay
whole in a fold. `--write` fits all of them, and writes src/dragoman/lexicons/en/confidence.csv, bench/confidence.md
and docs/calibration.svg.
"""

import argparse
import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from dragoman import pipeline
from dragoman.events import read as events_room
from dragoman.events.confidence import traits
from dragoman.events.draft import DraftEvent
from dragoman.events.relate import Marked
from dragoman.formats.drawing import FONT, Picture, draw
from dragoman.lexicons.files import OURS, Lexicons
from dragoman.schema.base import overlap
from dragoman.schema.event import Event, EventType, plover_code
from dragoman.schema.record import DocumentRecord
from dragoman.sources.documents import bare_document
from participants import assigned, load_scorer
from train_judge import KEYS, calibration, load, mean_gap, root

PAGE = Path(__file__).with_name("confidence.md")
HEAD = """# Confidence of events

Written by `bench/train_confidence.py --write`: what an event's confidence says, against the share that was right, on
folds held back. Bins of few events swing: of ten events, one more right moves the share by 0.1.

"""
FIGURE = Path(__file__).parents[1] / "docs" / "calibration.svg"
FOLDS = 10
STRENGTH = 0.3  # of the weights: chosen on held-back folds among 0.03, 0.1, 0.3, 1
MARKED_WEIGHT = 0.3  # of events at marked pairs: sentences chosen for their act are easier than news


@dataclass(frozen=True)
class Case:
    """One event, whether it is right, and the document it stands in."""

    traits: tuple[str, ...]
    right: bool
    document: str
    marked: bool


class Recorder:
    """Reads documents, and keeps the traits of every event on the way."""

    def __init__(self, lexicons: Lexicons) -> None:
        """Stand in for the function that gives events their confidence."""
        self.lexicons = lexicons
        self.seen: dict[tuple[int, int], tuple[str, ...]] = {}
        events_room.confidence = self._record  # type: ignore[attr-defined]  # looks over the room's shoulder

    def _record(self, draft: DraftEvent, *, lexicons: Lexicons) -> float:  # noqa: ARG002 - as the one it stands for
        self.seen[draft.predication.trigger] = traits(draft)
        return 0.5

    def read(self, text: str, name: str, published: Any = None) -> DocumentRecord:
        """Read one text."""
        self.seen = {}
        document = bare_document(text, source=name, lexicons=self.lexicons, published=published)
        return pipeline.read(document, lexicons=self.lexicons)

    def of(self, event: Event) -> tuple[str, ...]:
        """Give the traits of an event of the text read last."""
        assert event.evidence.trigger is not None
        return self.seen[event.evidence.trigger]


def of_articles(folder: Path, scorer: Any, recorder: Recorder) -> Iterator[Case]:
    """Give the events of the development articles."""
    for article in scorer.load_articles(folder / "articles"):
        day = article.gold["document"].get("published")
        record = recorder.read(article.text, article.name, day if day is None else scorer.parse_day(day, False))
        plain = [msgspec.to_builtins(event) for event in record.events]
        paired = {s: gold for gold, s in assigned(scorer, article, plain)}
        for s, event in enumerate(record.events):
            gold = paired.get(s)
            if gold is None or not gold.get("optional"):
                right = gold is not None and scorer.is_strict(gold, plain[s])
                yield Case(recorder.of(event), right, article.name, marked=False)


def of_records(folder: Path, scorer: Any, recorder: Recorder) -> Iterator[Case]:
    """Give the events of the gold records; events that the record does not name are left out where it names one."""
    for row in scorer.read_lines(folder / "plover-gsr-dev.jsonl"):
        record = recorder.read(row["text"], str(row["id"]))
        for event in record.events:
            plain = msgspec.to_builtins(event)
            wanted = [g for g in scorer.gold_events(row) if g["type"] == scorer.plover_code(plain)]
            if wanted:
                yield Case(
                    recorder.of(event), any(scorer.full_match(g, plain) for g in wanted), str(row["id"]), marked=False
                )


def of_marked_pairs(folder: Path, recorder: Recorder) -> Iterator[Case]:
    """Give the events at marked pairs."""
    for row in load(folder / "plv-train.jsonl"):
        pair = msgspec.convert({key: row.get(key) for key in KEYS}, Marked)
        source, target = pair.source, pair.target
        if source is None or target is None:
            continue
        for event in recorder.read(pair.text, pair.id).events:
            doers = any(a.span and overlap(a.span, source) for a in event.actors)
            ends = (*event.recipients, *event.actors) if event.type in _MUTUAL else event.recipients
            others = any(a.span and overlap(a.span, target) for a in ends)
            if doers and others:
                same = root(plover_code(event.type, event.status)) == row["root"]
                yield Case(recorder.of(event), same, str(row["sentence_id"]), marked=True)


_MUTUAL = {EventType.CONSULT, EventType.AGREE, EventType.COOPERATE, EventType.SUPPORT}


def matrix(cases: list[Case], names: list[str]) -> np.ndarray:
    """Give a row of ones and zeros a case, without "base"."""
    place = {name: i for i, name in enumerate(names)}
    rows = np.zeros((len(cases), len(names)))
    for i, case in enumerate(cases):
        for trait in case.traits:
            if trait in place:
                rows[i, place[trait]] = 1.0
    return rows


def fit(cases: list[Case], names: list[str]) -> LogisticRegression:
    """Fit the log-odds of being right."""
    weights = [MARKED_WEIGHT if case.marked else 1.0 for case in cases]
    return LogisticRegression(C=STRENGTH, max_iter=1000).fit(
        matrix(cases, names), [case.right for case in cases], sample_weight=weights
    )


def figure(shares: list[tuple[float, float, int]]) -> dict[str, Any]:
    """Draw what was said against what was right, the area of a point by the number of its events."""
    axis = {"scale": {"domain": [0, 1]}, "type": "quantitative"}
    points = [{"said": said, "right": right, "events": rows} for said, right, rows in shares]
    return {
        "title": f"Confidence of {sum(rows for *_, rows in shares)} events, on folds held back",
        "width": 320,
        "height": 320,
        "config": {"font": FONT},
        "layer": [
            {
                "data": {"values": [{"x": 0, "y": 0}, {"x": 1, "y": 1}]},
                "mark": {"type": "line", "color": "#999999", "strokeDash": [4, 4]},
                "encoding": {"x": {"field": "x", **axis}, "y": {"field": "y", **axis}},
            },
            {
                "data": {"values": points},
                "mark": {"type": "circle", "color": "#1f5a8a", "opacity": 0.9},
                "encoding": {
                    "x": {"field": "said", "title": "mean confidence of the bin", **axis},
                    "y": {"field": "right", "title": "share of its events that are right", **axis},
                    "size": {"field": "events", "type": "quantitative", "title": "events"},
                },
            },
        ],
    }


def main() -> None:
    """Cross-validate, and train on request."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("eval", type=Path, help="folder of the development data")
    arguments.add_argument("--write", action="store_true", help="fit all events and write the steps")
    given = arguments.parse_args()
    scorer: Any = load_scorer(given.eval)
    recorder = Recorder(Lexicons())
    cases = [
        *of_articles(given.eval, scorer, recorder),
        *of_records(given.eval, scorer, recorder),
        *of_marked_pairs(given.eval, recorder),
    ]
    often = Counter(trait for case in cases for trait in case.traits)
    names = sorted(trait for trait, count in often.items() if trait != "base" and count >= 5)
    sure = [0.0] * len(cases)
    for train_rows, test_rows in GroupKFold(FOLDS).split(cases, groups=[case.document for case in cases]):
        fitted = fit([cases[i] for i in train_rows], names)
        for i, row in zip(test_rows, fitted.predict_proba(matrix([cases[i] for i in test_rows], names)), strict=True):
            sure[i] = float(row[1])
    lines = []
    for title, chosen in (
        ("all events", range(len(cases))),
        ("of articles and gold records", [i for i, case in enumerate(cases) if not case.marked]),
    ):
        shares = calibration([sure[i] for i in chosen], [cases[i].right for i in chosen])
        right = sum(cases[i].right for i in chosen)
        lines += [f"{title}: {len(chosen)}, of which {right} right; mean gap {mean_gap(shares):.3f}"]
        lines += ["  said   right  events", *(f"  {said:.3f}  {share:.3f}  {rows:4d}" for said, share, rows in shares)]
    print("\n".join(lines))
    if given.write:
        PAGE.write_text(HEAD + "```\n" + "\n".join(lines) + "\n```\n", encoding="utf-8")
        FIGURE.write_bytes(draw(figure(calibration(sure, [case.right for case in cases])), Picture.SVG))
        fitted = fit(cases, names)
        steps = {"base": float(fitted.intercept_[0]), **dict(zip(names, map(float, fitted.coef_[0]), strict=True))}
        share = {trait: sum(case.right for case in cases if trait in case.traits) / often[trait] for trait in steps}
        with (OURS / "en" / "confidence.csv").open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file, lineterminator="\n")
            table.writerow(["trait", "step", "note"])
            for trait in sorted(steps):
                note = f"{share[trait]:.2f} right of {often[trait]}"
                table.writerow([trait, f"{steps[trait]:.2f}", note])


if __name__ == "__main__":
    main()
