"""The record's events as others have them: coded for tables of event data, as rows, as a graph of who acts on whom."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import msgspec
import networkx as nx

from dragoman.formats.coded import CodedActor, CodedEvent, CodedPlace
from dragoman.formats.dyadic import Names
from dragoman.lexicons.cameo import SWAPPED, nearest_cameo, plover_of
from dragoman.lexicons.files import Lexicons
from dragoman.lexicons.places import State
from dragoman.lexicons.scores import cameo_code, event_types, plover_score
from dragoman.record.recorded import RecordedEvent, parties
from dragoman.relations.bearings import DEEDS, day_of, sides
from dragoman.relations.parties import party_names
from dragoman.schema.actor import Actor
from dragoman.schema.document import DocumentHead
from dragoman.schema.event import plover_code

EVENT_COLUMNS = (
    ("id", "string"),
    ("type", "string"),
    ("modes", "strings"),
    ("contexts", "strings"),
    ("status", "string"),
    ("disputed", "bool"),
    ("plover", "string"),
    ("cameo", "string"),
    ("score", "float"),
    ("goldstein", "float"),
    ("actors", "strings"),
    ("actor_names", "strings"),
    ("recipients", "strings"),
    ("recipient_names", "strings"),
    ("start", "date"),
    ("end", "date"),
    ("precision", "string"),
    ("place", "string"),
    ("place_country", "string"),
    ("first_reported", "date"),
    ("last_reported", "date"),
    ("reports", "int"),
    ("sources", "int"),
    ("source_names", "strings"),
    ("confidence", "float"),
    ("sentence", "string"),
)
"""Columns of the table of events, with what each holds; in CSV several values in a cell are parted by "|"."""


def event_row(event: RecordedEvent, lexicons: Lexicons) -> Iterator[object]:
    """Give an event as a row of `EVENT_COLUMNS`."""
    cameo = cameo_code(event.type, event.modes, lexicons)
    when, place = event.time, event.place
    yield from (event.id, event.type, event.modes, event.contexts, event.status, event.disputed)
    yield from (plover_code(event.type, event.status), cameo.cameo, event.score, cameo.goldstein)
    for side in (event.actors, event.recipients):
        yield parties(side)
        yield tuple(actor.name or actor.text for actor in side)
    yield from (when and when.start, when and when.end, when and when.precision)
    yield from (place and place.name, place and place.country)
    yield from (event.first_known, event.last_known, len(event.reports), len(event.sources))
    yield from (tuple(source.name for source in event.sources), event.confidence, event.words)


def coded(
    events: Iterable[RecordedEvent], heads: Mapping[str, DocumentHead], lexicons: Lexicons
) -> Iterator[CodedEvent]:
    """Give the events as coded events, in their order; those without any day are left out.

    An act for which the texts give no day stands on the day of its first report: tables of event data have no other
    place for it.

    Args:
        events: of the record.
        heads: the documents, by id.
        lexicons: for codes and weights.
    """
    types = event_types(lexicons)
    for event in events:
        placed = day_of(event)
        if placed is None:
            continue
        best = next(ref for ref in event.reports if ref.id == event.best)
        code = nearest_cameo(event.type, event.modes, event.contexts, lexicons)
        start = event.time.start if event.time and event.time.start else placed[0]
        head = heads.get(best.document)
        yield CodedEvent(
            id=event.id,
            start=start,
            end=placed[0] if placed[0] != start else None,
            type=event.type,
            modes=event.modes,
            contexts=event.contexts,
            status=event.status,
            actors=tuple(map(_coded_actor, event.actors)),
            recipients=tuple(map(_coded_actor, event.recipients)),
            score=event.score,
            quad=types[event.type].quad,
            cameo=code.code,
            label=code.label,
            goldstein=code.goldstein,
            place=(
                CodedPlace(name=event.place.name, country=event.place.country, lat=event.place.lat, lon=event.place.lon)
                if event.place
                else None
            ),
            text=event.words,
            publisher=best.publisher,
            published=best.published,
            source=best.source,
            url=head.url if head else None,
            language=head.language if head else None,
            reports=len(event.reports),
            sources=len(event.sources),
        )


def _coded_actor(actor: Actor) -> CodedActor:
    return CodedActor(
        country=actor.country,
        name=actor.name,
        sector=str(actor.sector) if actor.sector else None,
        office=actor.office,
        text=actor.text,
    )


def from_cameo(event: CodedEvent, lexicons: Lexicons) -> CodedEvent:
    """Fill in PLOVER's type, mode, contexts and weight of an event that came with a CAMEO code only.

    A code that PLOVER drops leaves the type open. Hosts and visitors change places: see `SWAPPED`.
    """
    if event.type is not None or event.cameo is None:
        return event
    row = plover_of(event.cameo, lexicons)
    if row is None or row.type is None:
        return event
    swap = row.code in SWAPPED and bool(event.recipients)
    modes = (row.mode,) if row.mode else ()
    return msgspec.structs.replace(
        event,
        type=row.type,
        modes=modes,
        contexts=row.contexts,
        actors=event.recipients if swap else event.actors,
        recipients=event.actors if swap else event.recipients,
        score=plover_score(row.type, modes, lexicons),
        quad=event_types(lexicons)[row.type].quad,
    )


def to_cameo(event: CodedEvent, lexicons: Lexicons) -> CodedEvent:
    """Fill in the CAMEO code of an event that came with a PLOVER type only."""
    if event.cameo is not None or event.type is None:
        return event
    code = nearest_cameo(event.type, event.modes, event.contexts, lexicons)
    return msgspec.structs.replace(event, cameo=code.code, label=code.label, goldstein=code.goldstein)


def table_names(lexicons: Lexicons) -> Names:
    """Give what tables call states."""
    cow = {state.code: str(state.cow) for state in lexicons.table("world/states.csv", State) if state.cow}
    return Names(called=party_names(lexicons), cow=cow)


def graph(events: Iterable[RecordedEvent], lexicons: Lexicons) -> bytes:
    """Draw who acts on whom as a directed graph in GraphML: a node a party, an edge an ordered pair.

    An edge has how many acts took place, their weights' sum (PLOVER's scores), how many of them are cooperative and
    how many conflictual, the first and last day, and the ids of the events. Acts without a direction are edges each
    way.
    """
    names = party_names(lexicons)
    found: dict[tuple[str, str], list[RecordedEvent]] = {}
    for event in events:
        if event.status not in DEEDS:
            continue
        actors, recipients = sides(event)
        for one in sorted(actors):
            for other in sorted(recipients or actors):
                if one != other:
                    found.setdefault((one, other), []).append(event)
    drawn = nx.DiGraph(name="who acts on whom")
    for party in sorted({party for pair in found for party in pair}):
        drawn.add_node(party, label=names.get(party, party))
    for (one, other), acts in sorted(found.items()):
        days = sorted(placed[0] for act in acts if (placed := day_of(act)))
        weights = [act.score or 0.0 for act in acts]
        drawn.add_edge(
            one,
            other,
            acts=len(acts),
            weight=round(sum(weights), 3),
            cooperative=sum(weight > 0 for weight in weights),
            conflictual=sum(weight < 0 for weight in weights),
            first=_day(days[:1]),
            last=_day(days[-1:]),
            events=" ".join(sorted(act.id for act in acts)),
        )
    return ("\n".join(nx.generate_graphml(drawn, named_key_ids=True)) + "\n").encode()


def _day(days: list[date]) -> str:
    return days[0].isoformat() if days else ""
