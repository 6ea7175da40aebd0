"""The lexicon of cues: words that attribute what follows, or stands before, to somebody."""

import functools
from enum import StrEnum
from typing import Literal

from dragoman.errors import LexiconError
from dragoman.lexicons.files import Entry, Lexicons
from dragoman.schema.base import Record
from dragoman.schema.statement import Stance


class CueKind(StrEnum):
    """What sort of attribution a cue makes."""

    SPEECH = "speech"  # said, written, asked, promised
    THOUGHT = "thought"  # believed, wanted, planned, feared: nobody need have said it
    SIGN = "sign"  # shown by a document, a figure, a picture


class CueExample(Record, frozen=True, kw_only=True):
    """A text that must match, with what must come out; runs as a test."""

    text: str
    speaker: str
    says: str
    addressee: str = ""


class CueNonExample(Record, frozen=True, kw_only=True):
    """A text that looks alike but attributes nothing; runs as a test."""

    text: str
    why: str


class Cue(Entry, frozen=True, kw_only=True):
    """Words that attribute, and where what they attribute stands.

    A verb may end in a particle or preposition ("point out", "call for"), which must be there. `frames` are
    explained in lexicons/en/statements/README.md.
    """

    kind: CueKind
    stance: Stance = Stance.NEUTRAL
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    frames: tuple[str, ...]
    subject: tuple[Literal["person", "document"], ...] = ()  # empty: anything
    addressee: tuple[str, ...] = ()  # "object", or prepositions
    weak: bool = False  # the act of words is thin: listed as an attribution, not as a statement
    note: str = ""
    examples: tuple[CueExample, ...]
    non_examples: tuple[CueNonExample, ...]

    def __post_init__(self) -> None:
        if not (self.verbs or self.nouns or self.adjectives):
            raise ValueError("names no words; give verbs, nouns or adjectives")
        if not self.frames:
            raise ValueError("says not where the words stand; give frames")
        if not self.examples or not self.non_examples:
            raise ValueError("needs at least one of examples and one of non_examples")


class WordList(Entry, frozen=True, kw_only=True):
    """A list of words under a name (`en/statements/words.toml`)."""

    words: tuple[str, ...]
    note: str = ""


class CueIndex(Record, frozen=True, kw_only=True):
    """Cues by the word that the parse shows: lemma -> (what must follow it, entry)."""

    verbs: dict[str, tuple[tuple[str, Cue], ...]]
    nouns: dict[str, tuple[Cue, ...]]
    adjectives: dict[str, tuple[Cue, ...]]


@functools.cache
def cue_index(lexicons: Lexicons) -> CueIndex:
    """Read the cues and index them."""
    verbs: dict[str, list[tuple[str, Cue]]] = {}
    nouns: dict[str, list[Cue]] = {}
    adjectives: dict[str, list[Cue]] = {}
    for cue in lexicons.entries("en/statements/cues", Cue):
        for verb in cue.verbs:
            lemma, _, rest = verb.partition(" ")
            verbs.setdefault(lemma, []).append((rest, cue))
        for noun in cue.nouns:
            nouns.setdefault(noun, []).append(cue)
        for adjective in cue.adjectives:
            adjectives.setdefault(adjective, []).append(cue)
    return CueIndex(
        verbs={lemma: tuple(sorted(found, key=lambda pair: -len(pair[0]))) for lemma, found in verbs.items()},
        nouns={lemma: tuple(found) for lemma, found in nouns.items()},
        adjectives={lemma: tuple(found) for lemma, found in adjectives.items()},
    )


@functools.cache
def word_list(lexicons: Lexicons, name: str) -> frozenset[str]:
    """Give the words of one list.

    Raises:
        LexiconError: there is no such list.
    """
    for entry in lexicons.entries("en/statements/words.toml", WordList):
        if entry.id == name:
            return frozenset(entry.words)
    raise LexiconError(f"en/statements/words.toml: no list {name}; add an [[entry]] with that id")
