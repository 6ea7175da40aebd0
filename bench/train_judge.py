"""Train the judge for marked pairs, and say by cross-validation what rules alone and both together give.

    .venv/bin/pip install -c constraints.txt 'dragoman[train]'
    .venv/bin/python bench/train_judge.py ../shared/eval [--write]

The judge is a multinomial logistic regression over features that the engine gives (`events/judge.py`). Rows of one
sentence stay in one fold. `--write` trains on all rows and writes src/dragoman/lexicons/en/judge.json.
"""

import argparse
import json
from collections import Counter
from pathlib import Path

import msgspec
import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score
from sklearn.model_selection import GroupKFold

from dragoman.events.judge import NONE, Features, Judge, features
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
LEAST_WEIGHT = 0.02  # smaller ones change no answer and double the file


def load(path: Path) -> list[dict[str, object]]:
    """Read a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def engine(rows: list[dict[str, object]]) -> list[tuple[Marked, list[Candidate], Features]]:
    """Run the engine over marked rows."""
    lexicons = Lexicons()
    found = []
    marked = [msgspec.convert({k: row.get(k) for k in ("id", "text", "source", "target")}, Marked) for row in rows]
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
    judged = cross_validate(told, gold, groups)
    lines = ["types, 15 roots, plv-train", report("rules alone", gold, rules)]
    lines.append(report(f"rules and judge, {FOLDS} folds", gold, judged))
    related = ["1" if row["gold_binary"] else "0" for row in binary]
    texts = [str(row["text"]) for row in binary]
    exists = ["0" if by_rules(m, found).type is None else "1" for m, found, _ in binary_engine]
    by_folds = cross_validate([f for _, _, f in binary_engine], related, texts)
    lines += ["relation or none, aw-train", report("rules alone", related, exists)]
    lines.append(report(f"rules and judge, {FOLDS} folds", related, by_folds))
    print("\n".join(lines))
    if given.write:
        PAGE.write_text(HEAD + "```\n" + "\n".join(lines) + "\n```\n", encoding="utf-8")
        path = OURS / "en" / "judge.json"
        path.write_bytes(msgspec.json.format(msgspec.json.encode(train(told, gold)), indent=0) + b"\n")
        print(f"wrote {path} ({path.stat().st_size / 1000:.0f} kB)")


def root(kind: str | None) -> str:
    """Put CONCEDE and RETREAT together, as the data do."""
    return NONE if kind is None else "YIELD" if kind in {"CONCEDE", "RETREAT"} else str(kind)


def model() -> LogisticRegression:
    """Give an untrained regression."""
    return LogisticRegression(C=STRENGTH, max_iter=2000)


def cross_validate(told: list[Features], gold: list[str], groups: list[str]) -> list[str]:
    """Answer every row by a judge that has not seen its sentence."""
    answers = [""] * len(gold)
    for train_rows, test_rows in GroupKFold(FOLDS).split(told, gold, groups):
        vectorizer = DictVectorizer()
        fitted = model().fit(vectorizer.fit_transform([told[i] for i in train_rows]), [gold[i] for i in train_rows])
        for i, answer in zip(
            test_rows, fitted.predict(vectorizer.transform([told[i] for i in test_rows])), strict=True
        ):
            answers[i] = str(answer)
    return answers


def train(told: list[Features], gold: list[str]) -> Judge:
    """Train on all rows; a feature seen once is dropped, so that no single sentence has a weight of its own."""
    seen = Counter(name for features_of in told for name in features_of)
    kept = [{name: value for name, value in f.items() if seen[name] > 1} for f in told]
    vectorizer = DictVectorizer()
    fitted = model().fit(vectorizer.fit_transform(kept), gold)
    weights = {
        str(name): tuple(round(float(w), 3) for w in column)
        for name, column in zip(vectorizer.get_feature_names_out(), fitted.coef_.T, strict=True)
        if np.abs(column).max() >= LEAST_WEIGHT
    }
    return Judge(
        answers=tuple(str(c) for c in fitted.classes_),
        intercepts=tuple(round(float(b), 3) for b in fitted.intercept_),
        weights=weights,
    )


def report(name: str, gold: list[str], answers: list[str]) -> str:
    """Give accuracy and macro-F1 as a line."""
    labels = sorted(set(gold))
    macro = f1_score(gold, answers, labels=labels, average="macro", zero_division=0)
    return f"  {name:32s} accuracy {accuracy_score(gold, answers):.3f}  macro-F1 {macro:.3f}"


if __name__ == "__main__":
    main()
