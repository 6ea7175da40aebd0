"""Train the judge for marked pairs, and say by cross-validation what rules alone and both together give.

    .venv/bin/pip install -c constraints.txt 'dragoman[train]'
    .venv/bin/python bench/train_judge.py ../shared/eval [--write]

The judge is a multinomial logistic regression over features that the engine gives (`events/judge.py`). Rows of one
sentence stay in one fold. `--write` trains on all rows and writes src/dragoman/lexicons/en/judge.json, the one for
relations asked about judge-asked.json, and the figures judge.md.
"""

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path

import msgspec
import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score
from sklearn.model_selection import GroupKFold

from dragoman.events.judge import ASKED, FAILS, HOLDS, NONE, TYPES, Features, Judge, asked_features, features
from dragoman.events.relate import Candidate, Marked, by_rules, candidates
from dragoman.lexicons.files import OURS, Lexicons
from dragoman.reading.reader import read_documents
from dragoman.sources.documents import bare_document

PAGE = Path(__file__).with_name("judge.md")
HEAD = """# The judge for marked pairs

Written by `bench/train_judge.py --write`. Rows of one sentence stay in one fold. The weights that ship were trained on
all rows of plv-train, so `dragoman relate` on that very file shows what it remembers, not what it can do.

"""
FOLDS = 10
STRENGTH = 2.0  # of the weights: chosen by cross-validation among 0.25, 0.5, 1, 2, 4
KEYS = Marked.__struct_fields__
LEAST_WEIGHT = 0.02  # smaller ones change no answer and double the file


def load(path: Path) -> list[dict[str, object]]:
    """Read a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def engine(rows: list[dict[str, object]]) -> list[tuple[Marked, list[Candidate], Features]]:
    """Run the engine over marked rows."""
    lexicons = Lexicons()
    found = []
    marked = [msgspec.convert({k: row.get(k) for k in KEYS}, Marked) for row in rows]
    documents = [bare_document(m.text, source=m.id, lexicons=lexicons) for m in marked]
    for m, (_, reading) in zip(marked, read_documents(documents, lexicons=lexicons), strict=True):
        here = list(candidates(m, reading, lexicons=lexicons))
        found.append((m, here, features(m, reading, here)))
    return found


def main() -> None:
    """Cross-validate, and train on request."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("eval", type=Path, help="folder of the development data")
    arguments.add_argument("--write", action="store_true", help="train on all rows and write the weights")
    given = arguments.parse_args()
    typed, binary = load(given.eval / "plv-train.jsonl"), load(given.eval / "aw-train.jsonl")
    typed_engine, binary_engine = engine(typed), engine(binary)
    gold = [str(row["root"]) for row in typed]
    groups = [str(row["sentence_id"]) for row in typed]
    rules = [root(by_rules(m, found).type) for m, found, _ in typed_engine]
    told = [f for _, _, f in typed_engine]
    judged, sure = cross_validate(told, gold, groups)
    lines = ["types, 15 roots, plv-train", report("rules alone", gold, rules)]
    lines.append(report(f"rules and judge, {FOLDS} folds", gold, judged))
    related = [HOLDS if row["gold_binary"] else FAILS for row in binary]
    texts = [str(row["text"]) for row in binary]
    exists = [FAILS if by_rules(m, found).type is None else HOLDS for m, found, _ in binary_engine]
    asked = [asked_features(m, f) for m, _, f in binary_engine]
    by_folds, _ = cross_validate(asked, related, texts, balanced=True)
    lines += ["the relation asked about holds or fails, aw-train", report("rules alone", related, exists)]
    lines.append(report(f"rules and judge, {FOLDS} folds", related, by_folds))
    shares = calibration(sure, [a == b for a, b in zip(judged, gold, strict=True)])
    lines += ["confidence of types, held-back folds, ten bins", "  said   right  rows"]
    lines += [f"  {said:.3f}  {right:.3f}  {rows:4d}" for said, right, rows in shares]
    lines.append(f"  mean gap {mean_gap(shares):.3f}")
    print("\n".join(lines))
    if given.write:
        PAGE.write_text(HEAD + "```\n" + "\n".join(lines) + "\n```\n", encoding="utf-8")
        write(TYPES, train(told, gold))
        write(ASKED, train(asked, related, balanced=True))


def write(name: str, judge: Judge) -> None:
    """Write weights where the program looks for them."""
    path = OURS / "en" / name
    path.write_bytes(msgspec.json.format(msgspec.json.encode(judge), indent=0) + b"\n")
    print(f"wrote {path} ({path.stat().st_size / 1000:.0f} kB)")


def calibration(sure: list[float], right: list[bool]) -> list[tuple[float, float, int]]:
    """Give, for ten bins of equal width, mean confidence, share right and number of rows; empty bins left out."""
    bins: dict[int, list[int]] = defaultdict(list)
    for i, value in enumerate(sure):
        bins[min(9, int(value * 10))].append(i)
    return [
        (sum(sure[i] for i in rows) / len(rows), sum(right[i] for i in rows) / len(rows), len(rows))
        for _, rows in sorted(bins.items())
    ]


def mean_gap(shares: list[tuple[float, float, int]]) -> float:
    """Give the mean distance of what was said from what was right, each row counted once."""
    return sum(rows * abs(said - right) for said, right, rows in shares) / sum(rows for _, _, rows in shares)


def root(kind: str | None) -> str:
    """Put CONCEDE and RETREAT together, as the data do."""
    return NONE if kind is None else "YIELD" if kind in {"CONCEDE", "RETREAT"} else str(kind)


def model(*, balanced: bool = False) -> LogisticRegression:
    """Give an untrained regression; balanced, where one answer is rare."""
    return LogisticRegression(C=STRENGTH, max_iter=2000, class_weight="balanced" if balanced else None)


def cross_validate(
    told: list[Features], gold: list[str], groups: list[str], *, balanced: bool = False
) -> tuple[list[str], list[float]]:
    """Answer every row by a judge that has not seen its sentence, and tell how sure it was."""
    answers, sure = [""] * len(gold), [0.0] * len(gold)
    for train_rows, test_rows in GroupKFold(FOLDS).split(told, gold, groups):
        vectorizer = DictVectorizer()
        fitted = model(balanced=balanced).fit(
            vectorizer.fit_transform([told[i] for i in train_rows]), [gold[i] for i in train_rows]
        )
        probabilities = fitted.predict_proba(vectorizer.transform([told[i] for i in test_rows]))
        for i, row in zip(test_rows, probabilities, strict=True):
            answers[i], sure[i] = str(fitted.classes_[row.argmax()]), float(row.max())
    return answers, sure


def train(told: list[Features], gold: list[str], *, balanced: bool = False) -> Judge:
    """Train on all rows; a feature seen once is dropped, so that no single sentence has a weight of its own."""
    seen = Counter(name for features_of in told for name in features_of)
    kept = [{name: value for name, value in f.items() if seen[name] > 1} for f in told]
    vectorizer = DictVectorizer()
    fitted = model(balanced=balanced).fit(vectorizer.fit_transform(kept), gold)
    rows, biases = fitted.coef_, fitted.intercept_
    if len(rows) == 1:  # of two answers the regression weighs the second only
        rows, biases = np.vstack([np.zeros_like(rows), rows]), np.concatenate([[0.0], biases])
    weights = {
        str(name): tuple(round(float(w), 3) for w in column)
        for name, column in zip(vectorizer.get_feature_names_out(), rows.T, strict=True)
        if np.abs(column).max() >= LEAST_WEIGHT
    }
    return Judge(
        answers=tuple(str(c) for c in fitted.classes_),
        intercepts=tuple(round(float(b), 3) for b in biases),
        weights=weights,
    )


def report(name: str, gold: list[str], answers: list[str]) -> str:
    """Give accuracy and macro-F1 as a line."""
    labels = sorted(set(gold))
    macro = f1_score(gold, answers, labels=labels, average="macro", zero_division=0)
    return f"  {name:32s} accuracy {accuracy_score(gold, answers):.3f}  macro-F1 {macro:.3f}"


if __name__ == "__main__":
    main()
