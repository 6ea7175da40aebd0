"""A document's text with everything that was found in it marked, piece by piece."""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dragoman.formats.page import sides_words, teller_words, when_words
from dragoman.schema.actor import Actor
from dragoman.schema.base import Span
from dragoman.schema.document import Document, ParagraphKind
from dragoman.schema.event import Event
from dragoman.schema.record import DocumentRecord


class Kind(StrEnum):
    """What a mark stands for; the wider ones first."""

    SENTENCE = "sentence"  # of the event that the page is about
    OUTLOOK = "outlook"
    STATEMENT = "statement"
    MILESTONE = "milestone"
    CLAIM = "claim"
    OFFICE = "office"
    ACTOR = "actor"
    PLACE = "place"
    TIME = "time"
    EVENT = "event"


LEGEND: Mapping[Kind, str] = {
    Kind.EVENT: "the word that names an act",
    Kind.ACTOR: "a side of an act, or a speaker",
    Kind.TIME: "the time of an act",
    Kind.PLACE: "its place",
    Kind.OFFICE: "a person with an office",
    Kind.STATEMENT: "what somebody said",
    Kind.MILESTONE: "an entry of the calendar",
    Kind.CLAIM: "a claim of precedence",
    Kind.OUTLOOK: "how things are said to stand",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters of a text that something was found at."""

    kind: Kind
    span: Span
    words: str  # what it is
    target: str = ""  # where more is told: an address, or a place of the page


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that lie inside the same marks."""

    text: str
    marks: tuple[Mark, ...]  # the widest first; empty: nothing was found here

    @property
    def kinds(self) -> str:
        """The kinds of the marks, for a style sheet."""
        return " ".join(dict.fromkeys(f"k-{mark.kind}" for mark in self.marks))

    @property
    def words(self) -> tuple[str, ...]:
        """What is found here, the narrowest first."""
        return tuple(dict.fromkeys(mark.words for mark in reversed(self.marks) if mark.words))

    @property
    def target(self) -> str:
        """Where more is told of the narrowest mark."""
        return next((mark.target for mark in reversed(self.marks) if mark.target), "")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, cut into pieces."""

    kind: ParagraphKind
    pieces: tuple[Piece, ...]


def marked(document: Document, marks: Iterable[Mark], *, within: Span | None = None) -> Iterator[Paragraph]:
    """Cut the paragraphs of a document at the ends of marks.

    Args:
        document: the text.
        marks: in any order; they may overlap.
        within: only the paragraphs that share a character with it.
    """
    order = list(Kind)
    known = sorted(marks, key=lambda mark: (order.index(mark.kind), mark.span[0] - mark.span[1], mark.span, mark.words))
    for paragraph in document.paragraphs:
        start, end = paragraph.span
        if within is not None and (within[1] <= start or end <= within[0]):
            continue
        here = [mark for mark in known if mark.span[0] < end and start < mark.span[1]]
        cuts = {start, end}
        for mark in here:
            cuts.update(place for place in mark.span if start < place < end)
        edges = sorted(cuts)
        pieces = [
            Piece(
                text=document.text[left:right],
                marks=tuple(mark for mark in here if mark.span[0] <= left and right <= mark.span[1]),
            )
            for left, right in itertools.pairwise(edges)
        ]
        yield Paragraph(kind=paragraph.kind, pieces=tuple(pieces))


def marks_of(record: DocumentRecord, *, targets: Mapping[str, str]) -> list[Mark]:
    """Mark everything that was found in a document.

    Args:
        record: what was found.
        targets: by event id, where the event is told of.
    """
    found: dict[tuple[Kind, Span, str], Mark] = {}

    def add(kind: Kind, span: Span | None, words: str, target: str = "") -> None:
        if span is not None and span[0] < span[1]:
            found.setdefault((kind, span, words), Mark(kind, span, words, target))

    for number, event in enumerate(record.events, 1):
        target = targets.get(event.id, "")
        add(Kind.EVENT, event.evidence.trigger, f"Act {number}: {event_words(event)}", target)
        for actor in event.actors + event.recipients:
            add(Kind.ACTOR, actor.span, actor_in_full(actor), target)
        if event.time is not None:
            add(Kind.TIME, event.time.span, f"time of act {number}: {when_words(event.time)}", target)
        if event.place is not None:
            where = f" ({event.place.country})" if event.place.country else ""
            add(Kind.PLACE, event.place.span, f"place of act {number}: {event.place.name}{where}", target)
    for number, said in enumerate(record.statements, 1):
        how = "said in these words" if said.direct else "said, as the text tells it"
        target = f"#statement-{number}"
        add(Kind.STATEMENT, said.span, f"{how}, by {actor_in_full(said.speaker)}", target)
        for speaker in said.speakers or (said.speaker,):
            add(Kind.ACTOR, speaker.span, actor_in_full(speaker), target)
    for official in record.officials:
        former = ", former" if official.former else ""
        add(Kind.OFFICE, official.evidence, f"{official.name}: {official.office}{former} ({official.country or '?'})")
    for milestone in record.milestones:
        when = when_words(milestone.time) if milestone.time else "no day"
        add(
            Kind.MILESTONE,
            _finest(milestone.evidence.trigger, milestone.evidence.sentence),
            f"{milestone.kind}: {milestone.title}, {when}",
            "#calendar",
        )
    for claim in record.precedence:
        since = f", since {when_words(claim.since)}" if claim.since else ""
        add(
            Kind.CLAIM,
            _finest(claim.evidence.trigger, claim.evidence.sentence),
            f"claim of precedence: {claim.kind} of {' and '.join(claim.parties)}{since}",
            "#claims",
        )
    for outlook in record.assessments:
        held = "the narrator" if isinstance(outlook.held_by, str) else actor_in_full(outlook.held_by)
        add(
            Kind.OUTLOOK,
            outlook.evidence.sentence,
            f"{' and '.join(outlook.about)}: {outlook.trend}, says {held}",
            "#outlook",
        )
    return list(found.values())


def _finest(trigger: Span | None, sentence: Span) -> Span:
    return trigger or sentence


def marks_of_event(event: Event) -> list[Mark]:
    """Mark the sentence of one report, and in it the act, its sides, its time and place."""
    marks = [Mark(Kind.SENTENCE, event.evidence.sentence, "")]
    if event.evidence.trigger:
        marks.append(Mark(Kind.EVENT, event.evidence.trigger, event_words(event)))
    for side, actors in (("who acts", event.actors), ("at the other end", event.recipients)):
        marks += [Mark(Kind.ACTOR, one.span, f"{side}: {actor_in_full(one)}") for one in actors if one.span]
    if event.time is not None and event.time.span:
        marks.append(Mark(Kind.TIME, event.time.span, f"time: {when_words(event.time)}"))
    if event.place is not None and event.place.span:
        marks.append(Mark(Kind.PLACE, event.place.span, f"place: {event.place.name}"))
    return marks


def event_words(event: Event) -> str:
    """Tell an event in its codes: "CONSULT/visit, happened, NOR → CHL"."""
    kind = "/".join((event.type, *event.modes))
    told = "" if event.reported_by.kind == "narrator" else f", according to {teller_words(event.reported_by)}"
    return f"{kind}, {event.status.replace('_', ' ')}, {sides_words(event)}{told}"


def actor_in_full(actor: Actor) -> str:
    """Tell who an actor is, with office, sector and state as far as known."""
    facts: Sequence[str | None] = (
        actor.name or actor.text,
        actor.office,
        actor.country,
        str(actor.sector) if actor.sector and not actor.office else None,
        None if actor.named else "not named",
    )
    return ", ".join(fact for fact in facts if fact)
