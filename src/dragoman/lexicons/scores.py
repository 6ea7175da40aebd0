"""Weights of acts on scales of conflict and cooperation, and what the types of acts mean."""

import functools
from typing import Literal

from dragoman.errors import LexiconError
from dragoman.lexicons.files import Entry, Lexicons
from dragoman.schema.base import Record
from dragoman.schema.event import EventType

QUAD_NAMES = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}


class Mode(Record, frozen=True, kw_only=True):
    """A mode of a type: a closer description of the act."""

    id: str
    meaning: str


class EventTypeEntry(Entry, frozen=True, kw_only=True):
    """One of PLOVER's types of acts (`world/event-types.toml`); the id is the type.

    An entry with `under` is a type of a researcher's own: its acts are of that type of PLOVER, with the id as mode.
    """

    meaning: str
    under: EventType | None = None
    noun: str  # how a chronology speaks of it: "meeting", "protest note"
    quad: Literal[1, 2, 3, 4]  # see QUAD_NAMES
    requires_recipient: bool = False
    modes: tuple[Mode, ...] = ()
    note: str = ""


class ScoreRow(Record, frozen=True, kw_only=True):
    """The weight of a type, or of one of its modes, on -10 (conflict) … +10 (cooperation)."""

    type: EventType
    mode: str = ""  # empty: the type as a whole
    score: float
    note: str = ""


class GoldsteinRow(Record, frozen=True, kw_only=True):
    """The CAMEO code that stands for a type and mode, and its weight on the Goldstein scale."""

    type: EventType
    mode: str = ""  # empty: the type as a whole
    cameo: str  # a string: "010" is not "10"
    goldstein: float
    note: str = ""


@functools.cache
def event_types(lexicons: Lexicons) -> dict[EventType, EventTypeEntry]:
    """Read the types of acts, in the order of the file.

    Raises:
        LexiconError: a type is missing or unknown.
    """
    found: dict[EventType, EventTypeEntry] = {}
    for entry in lexicons.entries("world/event-types.toml", EventTypeEntry):
        if entry.under is not None:
            continue
        try:
            found[EventType(entry.id)] = entry
        except ValueError as error:
            raise LexiconError(
                f"world/event-types.toml: entry {entry.id}: no such type; it is one of {', '.join(EventType)}; "
                'a type of your own says with under = "…" below which of them it stands'
            ) from error
    missing = [kind for kind in EventType if kind not in found]
    if missing:
        raise LexiconError(f"world/event-types.toml: no entry for {', '.join(missing)}; add one")
    return found


def modes_of(kind: EventType, lexicons: Lexicons) -> tuple[Mode, ...]:
    """Give the modes of a type: PLOVER's, then those that a researcher's own types add."""
    own = (
        Mode(id=entry.id, meaning=entry.meaning)
        for entry in lexicons.entries("world/event-types.toml", EventTypeEntry)
        if entry.under is kind
    )
    return (*event_types(lexicons)[kind].modes, *own)


@functools.cache
def _plover(lexicons: Lexicons) -> dict[tuple[EventType, str], float]:
    return {(row.type, row.mode): row.score for row in lexicons.table("world/scores.csv", ScoreRow)}


@functools.cache
def _goldstein(lexicons: Lexicons) -> dict[tuple[EventType, str], GoldsteinRow]:
    return {(row.type, row.mode): row for row in lexicons.table("world/scores-goldstein.csv", GoldsteinRow)}


def plover_score(kind: EventType, modes: tuple[str, ...], lexicons: Lexicons) -> float:
    """Give PLOVER's weight of an act, -10 (conflict) … +10 (cooperation).

    Of several modes the one farthest from 0 counts; a mode without a weight of its own has its type's.
    The weight is that of the act, whether or not it came about: what to do with a meeting that was called
    off is for the series to say.

    Source: PLOVER 2.0 codebook, table "PLOVER conflict-cooperation scores"; see world/scores.md.
    """
    table = _plover(lexicons)
    of_type = table[kind, ""]
    return max((table.get((kind, mode), of_type) for mode in modes), key=lambda s: (abs(s), s), default=of_type)


def cameo_code(kind: EventType, modes: tuple[str, ...], lexicons: Lexicons) -> GoldsteinRow:
    """Give the CAMEO code that stands for an act, with its Goldstein weight.

    Of several modes the one farthest from 0 counts. One PLOVER type covers many CAMEO codes: this is the
    most general of them, named in the table, not a finer reading of the text.
    """
    table = _goldstein(lexicons)
    of_type = table[kind, ""]
    rows = [table.get((kind, mode), of_type) for mode in modes]
    return max(rows, key=lambda row: (abs(row.goldstein), row.goldstein, row.cameo), default=of_type)
