"""Who acts: actors, and where a document mentions them."""

from dataclasses import dataclass, field
from enum import StrEnum

from dragoman.schema.base import Record, Span


class Sector(StrEnum):
    """PLOVER's sectors of actors."""

    GOV = "GOV"
    MIL = "MIL"
    LEG = "LEG"
    JUD = "JUD"
    PTY = "PTY"
    OPP = "OPP"
    REB = "REB"
    PRM = "PRM"
    COP = "COP"
    SPY = "SPY"
    CRM = "CRM"
    CVL = "CVL"
    REF = "REF"
    EDU = "EDU"
    BUS = "BUS"
    JRN = "JRN"
    MED = "MED"
    SCI = "SCI"
    REL = "REL"
    LAB = "LAB"
    JEW = "JEW"
    MUS = "MUS"
    NGO = "NGO"
    IGO = "IGO"
    MNC = "MNC"
    UNK = "UNK"


ORGANISATION_CODES = frozenset({"IGO", "NGO", "MNC"})
"""What stands in `Actor.country` for an organisation; its name then stands in `Actor.name`."""


class Actor(Record, frozen=True, kw_only=True):
    """A state, person, body or group, as one document means it.

    `country` is an ISO 3166-1 alpha-3 code (XKX for Kosovo), or IGO, NGO or MNC with the
    organisation's name in `name`; None where the text does not say. `office` is what the person
    held at the time spoken of. `named` is False for sources that the text does not name.
    """

    text: str  # the words of this mention
    name: str | None = None  # full name of a person, official name of an organisation or body
    country: str | None = None
    sector: Sector | None = None
    office: str | None = None
    span: Span | None = None
    named: bool = True


class MentionKind(StrEnum):
    """What sort of thing a mention refers to."""

    STATE = "state"  # country, government, capital, adjective or people standing for the state
    PERSON = "person"
    ORGANISATION = "organisation"  # IGO, NGO, company, armed group
    BODY = "body"  # an organ of a state: ministry, army, parliament, coast guard
    GROUP = "group"  # people by role: "protesters", "officials", "rebels"
    PLACE = "place"  # a place that stands for itself, not for a government
    PRONOUN = "pronoun"
    UNKNOWN = "unknown"  # a noun phrase that may be an actor but is not known


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of one or several actors ("both sides", "they", "Japanese and Dutch officials")."""

    sentence: int
    token: int  # head word of the phrase, index in the sentence
    span: Span
    kind: MentionKind
    actors: tuple[Actor, ...]  # empty: recognised as an actor, but nobody is known behind it
    because: str  # the entry or rule that led here


@dataclass(frozen=True, slots=True)
class Cast:
    """All mentions of a document, found by sentence and head word."""

    mentions: tuple[Mention, ...]
    _by_place: dict[tuple[int, int], Mention] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for mention in self.mentions:
            self._by_place.setdefault((mention.sentence, mention.token), mention)

    def at(self, sentence: int, token: int) -> Mention | None:
        """Give the mention that the token heads, if there is one."""
        return self._by_place.get((sentence, token))

    def inside(self, sentence: int, span: Span) -> tuple[Mention, ...]:
        """Give the mentions of a sentence that lie inside a span, in the order of the text."""
        return tuple(
            m for m in self.mentions if m.sentence == sentence and span[0] <= m.span[0] and m.span[1] <= span[1]
        )


class Official(Record, frozen=True, kw_only=True):
    """A named person with an office or affiliation that the text states."""

    name: str
    country: str | None
    office: str
    former: bool = False  # "then", "former", "ex-": no longer held when the document was written
    evidence: Span  # the characters that state it


class Place(Record, frozen=True, kw_only=True):
    """Where something happens; coordinates in degrees, None where they are not known."""

    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    span: Span | None = None
