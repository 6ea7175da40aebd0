"""An event while it is being put together, before ids are given."""

from dataclasses import dataclass, field

from dragoman.events.patterns import Match
from dragoman.events.sides import Sides, keys
from dragoman.schema.actor import Place
from dragoman.schema.document import ParagraphKind
from dragoman.schema.event import EventType, LinkKind, Status
from dragoman.schema.sentence import Predication, Sentence
from dragoman.schema.when import When

WORDS = frozenset(
    {
        EventType.ACCUSE,
        EventType.REJECT,
        EventType.REQUEST,
        EventType.THREATEN,
        EventType.AGREE,
        EventType.SUPPORT,
        EventType.CONCEDE,
    }
)
"""Types of acts that are done by words."""


@dataclass(slots=True)
class DraftEvent:
    """One act as one predication names it; `merged` are later mentions of the same act."""

    sentence: Sentence
    predication: Predication
    match: Match
    type: EventType
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    status: Status
    sides: Sides
    time: When | None
    place: Place | None
    because: tuple[str, ...]
    definite: bool = False  # "the talks", "Wednesday's talks": may point back
    by_saying: bool = False  # done by saying it: a demand, a refusal, a threat that the words make
    inner: int | None = None  # predication of the act below, in the same sentence
    links: list[tuple[LinkKind, "DraftEvent"]] = field(default_factory=list)
    merged: list["DraftEvent"] = field(default_factory=list)

    @property
    def headline(self) -> bool:
        """Whether it stands in the headline, which tells again what the text tells."""
        return self.sentence.kind is ParagraphKind.HEADLINE

    @property
    def visit(self) -> bool:
        """A visit and a meeting are two acts, also when they are of one type, one day and the same sides."""
        return "visit" in self.modes

    @property
    def parties(self) -> frozenset[tuple[str | None, str | None]]:
        """Both ends together."""
        return keys((*self.sides.actors, *self.sides.recipients))
