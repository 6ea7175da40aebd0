"""Entries of the lexicon of acts (`en/acts/*.toml`): which words name which act, and who stands where."""

import functools
from typing import Literal

import msgspec

from dragoman.errors import LexiconError
from dragoman.lexicons.files import Entry, Lexicons
from dragoman.schema.base import Record
from dragoman.schema.event import EventType, LinkKind, Status


class Example(Record, frozen=True, kw_only=True):
    """A sentence that must match, with what must come out. Runs as a test."""

    text: str
    type: str = ""  # where it differs from the entry's ("AGREE", "REJECT/meet"); empty: the entry's
    status: Status | None = None  # None: not checked
    actors: tuple[str, ...] = ()  # country codes, or names of organisations; empty: not checked
    recipients: tuple[str, ...] = ()


class NonExample(Record, frozen=True, kw_only=True):
    """A sentence that looks alike but must not match. Runs as a test."""

    text: str
    why: str


class ActEntry(Entry, frozen=True, kw_only=True):
    """One act, or one act about acts, with all the words that name it.

    Words are lemmas. A verb may end in a particle or preposition ("call off", "travel to"): a preposition so
    named must be there. A noun, verb or adjective may be named with its premodifier ("joint exercise").

    `object`, `subject` and `after` select: where given, the head of that argument must be one of the words, of
    the word class ("@agreement", see en/classes/), or an actor ("@actor", "@state"),
    or a place that stands for itself ("@place"), or an act ("@act"). What a verb acts upon is its object, and
    what stands behind the preposition that it is named with.
    For a noun, its object is what follows "of", or stands before it as a modifier ("arms shipment").

    `actor` and `recipient` say where the sides stand, tried in order, all fillers of the first place that holds
    an actor taken: "subject", "object", "indirect", "possessive", "modifier", or a preposition.

    Acts about acts: `inner` is the status that the act below gets ("cancelled" under "call off"); `by_inner`
    gives the outer type by the type of the act below ("REJECT/meet" where it is CONSULT), "" for no outer event;
    `type` is then what holds for all others, and may be left out: no event of its own.
    """

    type: EventType | None = None
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    subject_not: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    object_not: tuple[str, ...] = ()
    after: dict[str, tuple[str, ...]] = msgspec.field(
        default_factory=dict
    )  # preposition -> words its noun phrase must be one of, () for any; of several prepositions one suffices
    actor: tuple[str, ...] = ("subject", "possessive", "by", "modifier", "of")
    recipient: tuple[str, ...] = ("object", "against", "to", "on", "of")
    content: Literal["", "own", "other"] = (
        ""  # whose act the infinitive below tells: "wants to meet", "wants him to leave"
    )
    symmetric: bool = False  # all sides become actors: "with", "and", "between"
    jointly: EventType | None = None  # the type where two states or more do it together: exercises are COOPERATE then
    ahead: bool = False  # only where it is told as still to come: "will", "would", "will not hesitate to"
    needs_recipient: bool = False  # no event unless somebody stands at the other end
    status: Status | None = None  # the entry settles the status, whatever the tense: "standoff" is ongoing …
    inner: Status | None = None
    by_inner: dict[EventType, str] = msgspec.field(default_factory=dict)
    wish: bool = False  # a wish or mood: of the acts below it, only meetings are events
    link: LinkKind | None = None  # from the outer event to the inner
    weight: int = 0  # where several entries match the same words, the higher wins; then the more selective
    note: str = ""
    examples: tuple[Example, ...]
    non_examples: tuple[NonExample, ...]

    def __post_init__(self) -> None:
        if not (self.verbs or self.nouns or self.adjectives):
            raise ValueError("names no words; give verbs, nouns or adjectives")
        if not self.examples or not self.non_examples:
            raise ValueError("needs at least one of examples and one of non_examples")


class WordClass(Entry, frozen=True, kw_only=True):
    """A class of words that entries name with "@id" (`en/classes/*.toml`)."""

    words: tuple[str, ...]  # lemmas; may name other classes by "@id"
    note: str = ""


_INSIDE_NOUNS = frozenset({"of", "for", "to", "on", "in", "at", "against", "with", "from"})


def noun_head(phrase: str) -> tuple[str, tuple[str, ...]]:
    """Split a noun phrase of an entry into its head and the other words: "threat of war", "joint exercise"."""
    words = phrase.split()
    at = next((i for i, word in enumerate(words) if word in _INSIDE_NOUNS and i > 0), len(words))
    return words[at - 1], (*words[: at - 1], *words[at:])


@functools.cache
def acts(lexicons: Lexicons) -> tuple[ActEntry, ...]:
    """Read the lexicon of acts."""
    return lexicons.entries("en/acts", ActEntry)


@functools.cache
def word_classes(lexicons: Lexicons) -> dict[str, frozenset[str]]:
    """Read the word classes, with the classes inside them written out.

    Raises:
        LexiconError: a class names an unknown one.
    """
    raw = {entry.id: entry.words for entry in lexicons.entries("en/classes", WordClass)}

    def write_out(name: str, above: tuple[str, ...]) -> frozenset[str]:
        if name not in raw or name in above:
            raise LexiconError(f"word class @{name}: unknown, or part of itself; define it once in en/classes/")
        words: set[str] = set()
        for word in raw[name]:
            words |= write_out(word[1:], (*above, name)) if word.startswith("@") else {word}
        return frozenset(words)

    return {name: write_out(name, ()) for name in raw}
