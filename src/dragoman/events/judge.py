"""A compact learned judge for marked pairs: decides where the engine's own events are silent or several.

Its features come from the engine (candidates, fits, statuses) and from the words around the pair; its weights
are trained by bench/train_judge.py and lie in lexicons/en/judge.json. A second set, judge-asked.json, answers rows
that ask whether a relation of their own holds.
"""

import functools
import math
from collections import defaultdict

import msgspec

from dragoman.errors import LexiconError
from dragoman.events.relate import Candidate, Marked, Related, heads
from dragoman.lexicons.files import Lexicons
from dragoman.schema.base import Record
from dragoman.schema.event import EventType
from dragoman.schema.sentence import Reading, Sentence

Features = dict[str, float]
NONE = ""  # the answer "no relation"

_CONTENT = frozenset({"VERB", "NOUN", "ADJ", "ADV", "PART", "ADP", "AUX"})


class Judge(Record, frozen=True, kw_only=True):
    """A multinomial logistic regression: for every feature, its weight for each answer."""

    answers: tuple[str, ...]
    intercepts: tuple[float, ...]
    weights: dict[str, tuple[float, ...]]

    def probabilities(self, features: Features) -> dict[str, float]:
        """Give the probability of every answer; they sum to 1."""
        scores = list(self.intercepts)
        for name, value in features.items():
            row = self.weights.get(name)
            if row is not None:
                for index, weight in enumerate(row):
                    scores[index] += weight * value
        top = max(scores)
        grown = [math.exp(score - top) for score in scores]
        total = sum(grown)
        return {answer: g / total for answer, g in zip(self.answers, grown, strict=True)}


TYPES, ASKED = "judge.json", "judge-asked.json"
"""The two sets of weights: which act goes from source to target; whether the one asked about does."""

HOLDS, FAILS = "holds", "fails"
"""The answers to the second question."""


@functools.cache
def judge(lexicons: Lexicons, name: str = TYPES) -> Judge | None:
    """Load weights, from the last folder that has them; None where nobody has trained any.

    Raises:
        LexiconError: the file is not what bench/train_judge.py writes.
    """
    for folder in reversed(lexicons.folders):
        path = folder / "en" / name
        if path.is_file():
            try:
                return msgspec.json.decode(path.read_bytes(), type=Judge)
            except (msgspec.ValidationError, msgspec.DecodeError) as error:
                raise LexiconError(f"{path}: {error}; train it anew with bench/train_judge.py") from error
    return None


def decide(marked: Marked, reading: Reading, found: list[Candidate], *, lexicons: Lexicons) -> Related | None:
    """Decide by the judge; None where there is none.

    Where the row asks about a relation of its own, that has to hold before a type is given.
    """
    trained = judge(lexicons)
    if trained is None:
        return None
    if marked.source is None and marked.target is None:
        return Related(id=marked.id, type=None, confidence=1.0)
    told = features(marked, reading, found)
    asked = judge(lexicons, ASKED) if marked.event_type is not None else None
    if asked is not None:
        fails = asked.probabilities(asked_features(marked, told))[FAILS]
        if fails >= _EVEN:
            return Related(id=marked.id, type=None, confidence=round(fails, 4))
    probabilities = trained.probabilities(told)
    answer, probability = max(probabilities.items(), key=lambda pair: pair[1])
    return Related(id=marked.id, type=_type(answer, found), confidence=round(probability, 4))


_EVEN = 0.5


def asked_features(marked: Marked, told: Features) -> Features:
    """Put the relation asked about before the description of the pair: its type by parts, and its trigger."""
    parts = (marked.event_type or "").split(".")
    described = {name: value / 2 for name, value in told.items()}
    described |= {f"asked {'.'.join(parts[: depth + 1])}": 1.0 for depth in range(len(parts))}
    if marked.trigger is not None:
        described[f"asked by {marked.trigger.lower()}"] = 0.5
    return described


def _type(answer: str, found: list[Candidate]) -> EventType | None:
    """Turn an answer into a type; which of the two that yielding stands for, the engine's best candidate says."""
    if answer != _YIELD:
        return EventType(answer) if answer else None
    yielding = [c for c in found if c.type in {EventType.CONCEDE, EventType.RETREAT}]
    return max(yielding, key=lambda c: c.fit).type if yielding else EventType.CONCEDE


_YIELD = "YIELD"  # the training data's name for CONCEDE and RETREAT together


def features(marked: Marked, reading: Reading, found: list[Candidate]) -> Features:
    """Describe a marked pair: what the engine found, and the words on and around the path between the two."""
    told: Features = defaultdict(float)
    ranked = sorted(found, key=lambda c: -c.fit)
    for place, candidate in enumerate(ranked[:4]):
        told[f"type={candidate.type}"] = max(told[f"type={candidate.type}"], candidate.fit / 10)
        told[f"entry={candidate.because[0]}"] = max(told[f"entry={candidate.because[0]}"], candidate.fit / 10)
        if place == 0:
            told[f"first={candidate.type}"] = 1.0
            told[f"first={candidate.type}:{int(candidate.fit)}"] = 1.0
    if not ranked:
        told["none found"] = 1.0
    for sentence in reading.sentences:
        _tell_words(sentence, marked, told)
    return dict(told)


def _tell_words(sentence: Sentence, marked: Marked, told: Features) -> None:
    spans = [span for span in (marked.source, marked.target) if span is not None]
    ends = [next(iter(heads(sentence, span)), None) for span in (marked.source, marked.target) if span is not None]
    if all(end is None for end in ends):
        return
    covered = {token for span in spans for token in sentence.words(span)}
    for index, token in enumerate(sentence.tokens):
        if index not in covered and token.pos in _CONTENT:
            told[f"word={token.lemma.lower()}"] = 0.5
    for role, end in zip(("source", "target"), ends, strict=False):
        if end is None:
            continue
        above = sentence.tokens[end]
        told[f"{role} is {above.dep}"] = 0.5
        for ancestor in sentence.ancestors(end):
            told[f"{role} under {sentence.tokens[ancestor].lemma.lower()}"] = 1.0
            if sentence.tokens[ancestor].pos == "VERB":
                for child in sentence.children[ancestor]:
                    word = sentence.tokens[child]
                    if word.dep in {"dobj", "prt", "neg", "aux", "xcomp", "prep", "agent", "nsubjpass", "acomp"}:
                        told[f"{role} verb {sentence.tokens[ancestor].lemma.lower()} {word.lemma.lower()}"] = 1.0
                        told[f"{role} verb with {word.dep} {word.lemma.lower()}"] = 0.5
                break
    if len(ends) == 2 and ends[0] is not None and ends[1] is not None:
        told["order"] = 1.0 if ends[0] < ends[1] else -1.0
        path = _path(sentence, ends[0], ends[1])
        for between in path:
            told[f"path {sentence.tokens[between].lemma.lower()}"] = 1.0
        told["path length"] = min(len(path), 8) / 8


def _path(sentence: Sentence, first: int, second: int) -> list[int]:
    """Give the words between two in the tree, the two left out."""
    up = [first, *sentence.ancestors(first)]
    down = [second, *sentence.ancestors(second)]
    meeting = next((token for token in up if token in down), None)
    if meeting is None:
        return []
    inner = [*up[: up.index(meeting)], meeting, *down[: down.index(meeting)]]
    return [token for token in inner if token not in {first, second}]
