"""The pages of a state, and of a person: whom they deal with, and which offices were held when."""

from dataclasses import dataclass
from datetime import date

from dragoman.actors.offices import Tenure, holders
from dragoman.record.overview import events_of_person, offices_in_texts
from dragoman.record.recorded import RecordedEvent
from dragoman.relations.bearings import DEEDS, in_order
from dragoman.relations.chronology import Line, line
from dragoman.schema.actor import Actor, Official
from dragoman.schema.document import DocumentHead
from dragoman.schema.event import EventType
from dragoman.web.desk import Desk


@dataclass(frozen=True, slots=True)
class Stated:
    """An office that texts give a person, and the first and last of these texts."""

    office: str
    country: str | None
    former: bool
    first: date | None
    last: date | None
    texts: tuple[DocumentHead, ...]


@dataclass(frozen=True, slots=True)
class Met:
    """Somebody whom a person met or spoke to."""

    name: str
    country: str | None
    office: str | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """All that the page of a person tells."""

    name: str
    tenures: tuple[Tenure, ...]  # from the tables of office holders
    stated: tuple[Stated, ...]  # from the texts
    met: tuple[Met, ...]
    lines: tuple[Line, ...]  # the events with the person among their sides, the last first


def person(desk: Desk, name: str) -> Person | None:
    """Find a person; None where neither tables nor texts know one of that name."""
    tenures = tuple(sorted(holders(desk.lexicons).by_name(name), key=lambda tenure: tenure.start))
    texts = offices_in_texts(desk.store, name)
    found = desk.store.events_named(events_of_person(desk.store, name))
    events = [event for event in found if any(one.name == name for one in event.actors + event.recipients)]
    if not (tenures or texts or events):
        return None
    events = list(in_order(events))[::-1]
    lines = {event.id: line(event, names=desk.names, lexicons=desk.lexicons) for event in events}
    return Person(
        name=name,
        tenures=tenures,
        stated=_stated(texts),
        met=_met(name, events, lines),
        lines=tuple(lines.values())[:60],
    )


def _stated(texts: tuple[tuple[DocumentHead, Official], ...]) -> tuple[Stated, ...]:
    by_office: dict[tuple[str, str | None, bool], list[DocumentHead]] = {}
    for head, official in texts:
        by_office.setdefault((official.office.casefold(), official.country, official.former), []).append(head)
    wording = {official.office.casefold(): official.office for _, official in texts}
    found = []
    for (office, country, former), heads in by_office.items():
        days = [head.published.day for head in heads if head.published]
        found.append(
            Stated(wording[office], country, former, min(days, default=None), max(days, default=None), tuple(heads))
        )
    return tuple(sorted(found, key=lambda one: (one.first or date.max, one.office)))


def _met(name: str, events: list[RecordedEvent], lines: dict[str, Line]) -> tuple[Met, ...]:
    """List whom a person met: the named sides of consultations that took place, most meetings first."""
    found: dict[str, tuple[Actor, list[Line]]] = {}
    for event in events:
        if event.type is not EventType.CONSULT or event.status not in DEEDS:
            continue
        for actor in event.actors + event.recipients:
            if actor.name and actor.office and actor.name != name:
                found.setdefault(actor.name, (actor, []))[1].append(lines[event.id])
    listed = [
        Met(other, actor.country, actor.office, tuple(dict.fromkeys(meetings)))
        for other, (actor, meetings) in found.items()
    ]
    return tuple(sorted(listed, key=lambda met: (-len(met.lines), met.name)))
