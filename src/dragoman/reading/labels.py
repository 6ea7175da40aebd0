"""Word classes and lemmas: spaCy's own rules, asked once for each kind of word and remembered.

spaCy's attribute ruler and lemmatizer take nearly half of the time of `nlp.pipe`, though what they say hangs on few
things: on the word, its tag and its dependency, and for the handful of rules that look at several words ("gonna",
"there is") on those next to it. So every such kind of word is labelled once, and afterwards looked up.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, cast

import numpy as np
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc

if TYPE_CHECKING:
    from spacy.pipeline import AttributeRuler, Lemmatizer
    from thinc.types import Ints2d

Kind = tuple[int, int, int]
"""A word with its tag and dependency, as numbers in spaCy's string store."""

_Pattern = list[dict[str, object]]  # what spaCy's matcher takes: for each word, the attributes it must have
_Rule = dict[str, list[_Pattern]]

REMEMBERED = 100_000  # kinds of words: some 50 MB; news of a year has fewer


@dataclass(frozen=True, slots=True)
class Label:
    """What a word is."""

    pos: str
    tag: str
    dep: str
    lemma: str  # lower case, but for proper names
    space: bool
    joins: bool  # a rule that looks at several words may look at this one


class Labels:
    """Labels words as spaCy's attribute ruler and lemmatizer would."""

    def __init__(self, nlp: Language, corrected: Callable[[str, str, str], str]) -> None:
        """Take the rules of a model.

        Args:
            nlp: a model with the components attribute_ruler and lemmatizer, which need not be enabled.
            corrected: gives the lemma to keep, from the word, its part of speech and the model's lemma.
        """
        self._nlp = nlp
        self._ruler = cast("AttributeRuler", nlp.get_pipe("attribute_ruler"))
        self._lemmatizer = cast("Lemmatizer", nlp.get_pipe("lemmatizer"))
        index = self._lemmatizer.lookups.get_table("lemma_index", {})
        for pos, words in list(index.items()):
            index[pos] = frozenset(words)  # a list in the model, walked through for every new word
        self._corrected = corrected
        self._bare: dict[tuple[int, int], Label] = {}  # of words whose dependency no rule asks for
        patterns = [pattern for rule in cast("list[_Rule]", self._ruler.patterns) for pattern in rule["patterns"]]
        self._asked = _Asked.of(patterns)
        self._known: dict[tuple[Kind, ...], tuple[Label, ...]] = {}
        self._joining = Matcher(nlp.vocab)
        several = [pattern for pattern in patterns if len(pattern) > 1]
        if several:
            self._joining.add("several", [[part] for pattern in several for part in pattern])

    def read(self, docs: Sequence[Doc]) -> list[list[Label]]:
        """Give the label of every word of parsed texts."""
        if len(self._known) > REMEMBERED:
            self._known.clear()
            self._bare.clear()
        kinds = [list(map(tuple, doc.to_array(["ORTH", "TAG", "DEP"]).tolist())) for doc in docs]
        self._learn_single({kind for words in kinds for kind in words})
        known = self._known
        labels = [[known[kind,][0] for kind in words] for words in kinds]
        runs = [list(_runs(words)) for words in labels]
        self._learn({tuple(words[a:b]) for words, here in zip(kinds, runs, strict=True) for a, b in here})
        for words, own, here in zip(kinds, labels, runs, strict=True):
            for start, end in here:
                own[start:end] = known[tuple(words[start:end])]
        return labels

    def _learn_single(self, kinds: Iterable[Kind]) -> None:
        """Label words that were not met before; one whose dependency no rule asks for, once for all dependencies."""
        strings, whole = self._nlp.vocab.strings, set()
        bare: dict[tuple[int, int], list[Kind]] = {}
        for kind in sorted(kind for kind in kinds if (kind,) not in self._known):
            if self._asked.about(*(strings[part] for part in kind)):
                whole.add((kind,))
            else:
                bare.setdefault(kind[:2], []).append(kind)
        new = {word: same[0] for word, same in bare.items() if word not in self._bare}
        self._learn(whole | {(kind,) for kind in new.values()})
        self._bare.update((word, self._known[kind,][0]) for word, kind in new.items())
        for word, same in bare.items():
            for kind in same:
                self._known[kind,] = (replace(self._bare[word], dep=strings[kind[2]]),)

    def _learn(self, runs: Iterable[tuple[Kind, ...]]) -> None:
        """Label words, or words next to each other, that were not met before."""
        new = sorted(run for run in runs if run not in self._known)
        if not new:
            return
        strings = self._nlp.vocab.strings
        comma: Kind = (strings.add(","), strings.add(","), strings.add("punct"))  # between what is not adjacent
        kinds = [kind for run in new for kind in (*run, comma)]
        doc = Doc(self._nlp.vocab, words=[strings[orth] for orth, _, _ in kinds])
        doc.from_array(["TAG", "DEP"], cast("Ints2d", np.array([kind[1:] for kind in kinds], dtype="uint64")))
        self._lemmatizer(self._ruler(doc))
        joining = {start for _, start, _ in self._joining(doc, allow_missing=True)} if len(self._joining) else set()
        at = 0
        for run in new:
            self._known[run] = tuple(self._label(doc, i, i in joining) for i in range(at, at + len(run)))
            at += len(run) + 1

    def _label(self, doc: Doc, index: int, joins: bool) -> Label:
        token = doc[index]
        lemma = token.lemma_ if token.pos_ == "PROPN" else token.lemma_.lower()
        return Label(
            pos=token.pos_,
            tag=token.tag_,
            dep=token.dep_,
            lemma=self._corrected(token.text, token.pos_, lemma),
            space=token.is_space,
            joins=joins,
        )


@dataclass(frozen=True, slots=True)
class _Asked:
    """For which words and tags a rule of the attribute ruler looks at the dependency, and for which dependencies."""

    words: frozenset[str]
    tags: frozenset[str]
    deps: frozenset[str]  # of rules that hold for any word
    everything: bool  # a rule of a kind not foreseen here

    @classmethod
    def of(cls, patterns: Iterable[_Pattern]) -> "_Asked":
        parts = [part for pattern in patterns for part in pattern if "DEP" in part]
        words = {value for part in parts for value in _values(part.get("LOWER"))}
        tags = {value for part in parts for value in _values(part.get("TAG"))}
        unbound = [part for part in parts if not _values(part.get("LOWER")) and not _values(part.get("TAG"))]
        unbound = [part for part in unbound if not part.get("IS_SPACE")]
        deps = {value for part in unbound for value in _values(part["DEP"])}
        everything = not all(_values(part["DEP"]) for part in unbound)
        return cls(frozenset(words), frozenset(tags), frozenset(deps), everything)

    def about(self, word: str, tag: str, dep: str) -> bool:
        asked = dep in self.deps or tag in self.tags or word.lower() in self.words
        return self.everything or asked or word.isspace()


def _values(wanted: object) -> tuple[str, ...]:
    """Give the values that a part of a pattern asks for: one, or those of a list under "IN"; else none."""
    if isinstance(wanted, str):
        return (wanted,)
    return tuple(wanted["IN"]) if isinstance(wanted, dict) and set(wanted) == {"IN"} else ()


def _runs(words: Sequence[Label]) -> Iterable[tuple[int, int]]:
    """Find the stretches of two or more words next to each other that a rule may look at together."""
    joins = [i for i, label in enumerate(words) if label.joins]
    start = None
    for one, other in pairwise([*joins, -1]):
        if other == one + 1:
            start = one if start is None else start
        elif start is not None:
            yield start, one + 1
            start = None
