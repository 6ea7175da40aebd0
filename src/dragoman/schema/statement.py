"""Words, and whose they are; and what is said about how things stand."""

from enum import StrEnum
from typing import Literal

from dragoman.schema.actor import Actor
from dragoman.schema.base import Record, Span
from dragoman.schema.event import Evidence
from dragoman.schema.when import When


class Stance(StrEnum):
    """How the speaker stands to what is spoken of."""

    SUPPORTS = "supports"
    OPPOSES = "opposes"
    DEMANDS = "demands"
    WARNS = "warns"
    DENIES = "denies"
    REGRETS = "regrets"
    HOPES = "hopes"
    NEUTRAL = "neutral"


class Statement(Record, frozen=True, kw_only=True):
    """What somebody said, in quotation marks (`direct`) or as the report tells it.

    `text` is `document.text[span[0]:span[1]]`, to the character.
    """

    id: str
    speaker: Actor
    addressees: tuple[Actor, ...] = ()
    via: Actor | None = None  # who relays it: "Xinhua quoted Yang as saying"
    direct: bool
    text: str
    span: Span
    cue: str | None = None  # the words that attribute it: "said", "according to"
    stance: Stance = Stance.NEUTRAL
    anonymity: str | None = None  # the reason for namelessness, as given
    event: str | None = None  # id of the event, where the words are an act
    speakers: tuple[Actor, ...] = ()  # all who speak together, `speaker` the first; empty where one speaks
    towards: tuple[str, ...] = ()  # countries, and organisations by name, that a stance other than neutral is towards
    issue: str | None = None  # what it is about, a noun phrase of the text; None where it gives none
    evidence: Evidence


class MilestoneKind(StrEnum):
    """What kind of thing the calendar holds."""

    ANNIVERSARY = "anniversary"
    SCHEDULED = "scheduled"
    DEADLINE = "deadline"
    ELECTION = "election"
    CONGRESS = "congress"
    TERM = "term"


class Milestone(Record, frozen=True, kw_only=True):
    """What the calendar holds.

    `of` and `origin` belong to anniversaries: the thing commemorated, and its date as far as known.
    """

    kind: MilestoneKind
    title: str
    time: When | None
    parties: tuple[str, ...]  # countries
    of: str | None = None
    origin: str | None = None  # ISO 8601, as precise as known: "1972-09"
    evidence: Evidence


class Precedence(Record, frozen=True, kw_only=True):
    """A claim that something is the first, the last or the highest since some time."""

    claim: str
    kind: str  # an event type: what is claimed to be the first of its kind
    parties: tuple[str, ...]
    since: When | None
    evidence: Evidence


class Trend(StrEnum):
    """Where a relation is said to be going."""

    IMPROVING = "improving"
    WORSENING = "worsening"
    STABLE = "stable"
    STRAINED = "strained"
    UNKNOWN = "unknown"


class Assessment(Record, frozen=True, kw_only=True):
    """How things stand between states, or what moves one of them, and who says so."""

    about: tuple[str, ...]  # one or two countries, sometimes more
    trend: Trend
    issue: str | None
    held_by: Actor | Literal["narrator"]
    hedged: bool
    text: str
    evidence: Evidence
