"""Records of documents built by hand: what the rooms before would have read in a text."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dragoman.schema.actor import Actor, Place, Sector
from dragoman.schema.base import content_id
from dragoman.schema.document import Document, Paragraph, document_id
from dragoman.schema.event import Event, EventType, Evidence, Link, LinkKind, Status, Teller
from dragoman.schema.record import DocumentRecord
from dragoman.schema.statement import Assessment, Milestone, Precedence, Statement
from dragoman.schema.when import Precision, Published, PublishedBasis, When

NARRATOR = Teller(kind="narrator")


def actor(country: str | None, name: str | None = None, office: str | None = None) -> Actor:
    return Actor(text=name or country or "?", name=name, country=country, sector=Sector.GOV, office=office)


def when(start: str | None, end: str | None = None, *, open_start: bool = False) -> When | None:
    """A day, or an interval of days; None for None."""
    if start is None and end is None:
        return None
    first = date.fromisoformat(start) if start else None
    last = date.fromisoformat(end) if end else None if open_start or start is None else first
    precision = Precision.DAY if first == last else Precision.UNKNOWN
    return When(start=first, end=last or first, precision=precision)


@dataclass(frozen=True)
class Act:
    """An event without its document: where it stands in the text is found by its trigger."""

    type: EventType
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...] = ()
    modes: tuple[str, ...] = ()
    status: Status = Status.HAPPENED
    time: When | None = None
    place: Place | None = None
    teller: Teller = NARRATOR
    trigger: str = ""
    links: tuple[tuple[LinkKind, int], ...] = ()  # to another act of the document, by its number
    score: float | None = None
    confidence: float = 0.8

    def but(self, **changes: object) -> "Act":
        return replace(self, **changes)  # type: ignore[arg-type]


def act(
    kind: str,
    actors: Sequence[Actor],
    recipients: Sequence[Actor] = (),
    *,
    status: str = "happened",
    time: When | None = None,
    modes: Sequence[str] = (),
    place: str | None = None,
    trigger: str = "",
    teller: Teller = NARRATOR,
    links: Sequence[tuple[LinkKind, int]] = (),
    score: float | None = None,
) -> Act:
    return Act(
        type=EventType(kind),
        actors=tuple(actors),
        recipients=tuple(recipients),
        modes=tuple(modes),
        status=Status(status),
        time=time,
        place=Place(name=place, country=place) if place else None,
        trigger=trigger,
        teller=teller,
        links=tuple(links),
        score=score,
    )


def report(
    text: str,
    *acts: Act,
    day: str | None,
    source: str = "test.txt",
    publisher: str | None = None,
    statements: Sequence[Statement] = (),
    milestones: Sequence[Milestone] = (),
    precedence: Sequence[Precedence] = (),
    assessments: Sequence[Assessment] = (),
) -> tuple[DocumentRecord, Document]:
    """A document of one body paragraph a line, and what was read in it.

    The sentence of an act is the line that holds its trigger; without a trigger it is the first line.
    """
    published = (
        Published(start=date.fromisoformat(day), end=date.fromisoformat(day), basis=PublishedBasis.GIVEN)
        if day
        else None
    )
    lines, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            lines.append((at, at + len(line.rstrip())))
        at += len(line)
    document = Document(
        id=document_id(text, source=source),
        source=source,
        text=text,
        publisher=publisher,
        language="en",
        published=published,
        paragraphs=tuple(Paragraph(span=span) for span in lines),
    )
    ids = [content_id("event", document.id, number) for number in range(len(acts))]
    events = []
    for number, one in enumerate(acts):
        start = text.find(one.trigger) if one.trigger else 0
        assert start >= 0, f"{one.trigger!r} does not stand in the text"
        sentence = next(span for span in lines if span[0] <= start < span[1] or span[0] >= start)
        trigger = (start, start + len(one.trigger)) if one.trigger else None
        events.append(
            Event(
                id=ids[number],
                type=one.type,
                modes=one.modes,
                status=one.status,
                actors=one.actors,
                recipients=one.recipients,
                time=one.time,
                place=one.place,
                reported_by=one.teller,
                evidence=Evidence(sentence=sentence, trigger=trigger),
                links=tuple(Link(kind=kind, to=ids[to]) for kind, to in one.links),
                score=one.score,
                confidence=one.confidence,
            )
        )
    record = DocumentRecord(
        document=document.head(),
        events=tuple(events),
        statements=tuple(statements),
        milestones=tuple(milestones),
        precedence=tuple(precedence),
        assessments=tuple(assessments),
        sentences=len(lines),
    )
    return record, document
