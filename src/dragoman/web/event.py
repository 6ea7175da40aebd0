"""The page of an event: its history, every report with its paragraph, why they were merged, and what led to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from dragoman.errors import UsageError
from dragoman.lexicons.files import Entry
from dragoman.record.decisions import Decision
from dragoman.record.recorded import Reason, RecordedEvent, ReportRef, parties
from dragoman.record.store import Found
from dragoman.relations.bearings import day_of
from dragoman.relations.chronology import Line, line
from dragoman.relations.explaining import EntryBehind, entries_behind
from dragoman.schema.event import Event
from dragoman.web.desk import Desk
from dragoman.web.marks import Paragraph, marked, marks_of_event

_SHOWN = 30
"""Reports shown with their paragraphs; a summit of many papers has more, which are listed."""


_NEAR, _NEAR_DAYS = 8, 31
"""How many events a reviewer is offered as the same act, and how many days off they may be."""

NOT_YET = "it is being put together with other reports at this moment; ask again"
"""Why an event cannot be shown, though a document tells of it."""


class MergingRule(Entry, frozen=True, kw_only=True):
    """What speaks for or against two reports telling of one act (`world/merging.toml`)."""

    weight: float
    meaning: str


@dataclass(frozen=True, slots=True)
class Told:
    """One report, in the words of its document."""

    ref: ReportRef
    event: Event | None
    paragraphs: tuple[Paragraph, ...]  # empty: the record keeps no texts
    title: str | None
    reasons: tuple[tuple[Reason, str], ...]  # why it was taken for this event, each with its meaning

    @property
    def sum(self) -> float:
        """The sum of the reasons."""
        return round(sum(reason.weight for reason, _ in self.reasons), 2)


class EventPage:
    """All that the page of an event tells."""

    def __init__(self, desk: Desk, found: Found, recorded: RecordedEvent) -> None:
        """Take over an event as the record found it."""
        self.desk, self.event = desk, recorded
        self._found = found

    @cached_property
    def line(self) -> Line:
        """The event as a line of a chronology."""
        return line(self.event, names=self.desk.names, lexicons=self.desk.lexicons)

    @cached_property
    def told(self) -> tuple[Told, ...]:
        """The reports, the first ones with their paragraphs."""
        meanings = _meanings(self.desk)
        found = []
        for number, ref in enumerate(self.event.reports):
            reasons = tuple((reason, meanings.get(reason.rule, "")) for reason in ref.reasons)
            event, title = None, None
            paragraphs: tuple[Paragraph, ...] = ()
            if number < _SHOWN:
                record = self.desk.store.read_record(ref.document)
                document = self.desk.store.document(ref.document)
                if record is not None:
                    title = record.document.title
                    event = next((one for one in record.events if one.id == ref.id), None)
                if document is not None and event is not None:
                    paragraphs = tuple(marked(document, marks_of_event(event), within=event.evidence.sentence))
            found.append(Told(ref, event, paragraphs, title, reasons))
        return tuple(found)

    @cached_property
    def best(self) -> Event:
        """The report that tells it best."""
        return next((one.event for one in self.told if one.event and one.ref.id == self.event.best), self._found.event)

    @cached_property
    def entries(self) -> tuple[EntryBehind, ...]:
        """The lexicon entries that led to the report that tells it best."""
        return entries_behind(self.best, lexicons=self.desk.lexicons)

    @cached_property
    def links(self) -> tuple[tuple[str, RecordedEvent, Line], ...]:
        """The events that it names as cause, occasion or whole, in words."""
        by_id = {event.id: event for event in self.desk.events(tuple(link.to for link in self.event.links))}
        found = []
        for link in self.event.links:
            if link.to in by_id:
                event = by_id[link.to]
                told = line(event, names=self.desk.names, lexicons=self.desk.lexicons)
                found.append((_LINK_WORDS[link.kind], event, told))
        return tuple(found)

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """What reviewers decided about it, earlier ones first."""
        return tuple(one for one in self.desk.store.decisions() if one.id in self.event.reviewed)

    @cached_property
    def near(self) -> tuple[Line, ...]:
        """Other events of the same type, sides and days: those that may be the same act, the nearest first."""
        placed = day_of(self.event)
        if placed is None or len(self.sides) < 2:
            return ()
        found = []
        for outline in self.desk.outlines(self.sides[0], self.sides[1], None):
            day = day_of(outline)
            if day and outline.type is self.event.type and outline.id != self.event.id:
                apart = abs((day[0] - placed[0]).days)
                if apart <= _NEAR_DAYS:
                    found.append((apart, outline.id))
        events = self.desk.events([id_ for _, id_ in sorted(found)[:_NEAR]])
        return tuple(line(event, names=self.desk.names, lexicons=self.desk.lexicons) for event in events)

    @cached_property
    def sides(self) -> tuple[str, ...]:
        """The states and organisations that stand in it."""
        return parties(self.event.actors + self.event.recipients)


_LINK_WORDS: Mapping[str, str] = {
    "because_of": "because of",
    "cancels": "cancels",
    "part_of": "part of",
    "at": "on the sidelines of",
    "follows": "follows",
}


def find_event(desk: Desk, id_: str) -> EventPage | str:
    """Find an event by its id, that of one of its reports, or the beginning of either.

    Returns:
        Its page, or a sentence that says why there is none.
    """
    try:
        found = desk.store.event(id_)
    except UsageError as error:
        return str(error)
    if found.recorded is None:
        # A moment between two states: documents were added, and their reports are being put together.
        reviewed = any((found.record.document.id, found.event.id) in one.reports for one in desk.store.decisions())
        why = "a reviewer rejected it" if reviewed else NOT_YET
        return f"event {found.event.id}: {why}; document {found.record.document.id} tells of it"
    return EventPage(desk, found, found.recorded)


def _meanings(desk: Desk) -> dict[str, str]:
    return {rule.id: rule.meaning for rule in desk.lexicons.entries("world/merging.toml", MergingRule)}
