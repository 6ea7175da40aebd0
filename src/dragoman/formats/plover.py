"""PLOVER's JSON Lines, as chapter 5 of its manual has them; reading takes the keys of its worked example too.

PLOVER's own rules throw the status away (a meeting to come is AGREE). So the status and our type stand in `comment`.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from dragoman.errors import UsageError
from dragoman.formats.coded import CodedActor, CodedEvent, CodedPlace
from dragoman.schema.event import EventType, Status, plover_code

_COMMENT = "dragoman: "


def plover_line(event: CodedEvent) -> str | None:
    """Write an event as one line of PLOVER JSON; None where PLOVER leaves it out (called off, denied, no type)."""
    filed = plover_code(event.type, event.status or Status.HAPPENED) if event.type else None
    if filed is None:
        return None
    whole: dict[str, Any] = {
        "id": event.id,
        "date": event.start.isoformat(),
        "enddate": event.end.isoformat() if event.end else None,
        "actor": [_entity(actor) for actor in event.actors],
        "recipient": [_entity(actor) for actor in event.recipients],
        "event": [str(filed)],
        "mode": list(event.modes) if filed is event.type else [],
        "context": list(event.contexts),
        "event_loc": _location(event.place),
        "event_text": [event.text] if event.text else [],
        "quad_code": event.quad,
        "event_scale": event.score,
        "cite_info": {
            key: value
            for key, value in (
                ("citation", event.source),
                ("url", event.url),
                ("language", event.language),
                ("publication", event.publisher),
            )
            if value
        },
        "coded_date": event.published.isoformat() if event.published else None,
        "coder": "dragoman",
        "comment": _COMMENT
        + json.dumps(
            {
                "type": event.type,
                "modes": list(event.modes),
                "status": event.status,
                "reports": event.reports,
                "sources": event.sources,
            },
            ensure_ascii=False,
        ),
    }
    return json.dumps({key: value for key, value in whole.items() if value not in (None, [], {})}, ensure_ascii=False)


def _entity(actor: CodedActor) -> dict[str, str]:
    found = {
        "code": actor.code,
        "sector": actor.sector,
        "entity_text": actor.text,
        "identifier_text": actor.name,
        "office": actor.office,
    }
    return {key: value for key, value in found.items() if value}


def _location(place: CodedPlace | None) -> dict[str, Any]:
    if place is None:
        return {}
    found = {"extracted_place": place.name, "country_code": place.country, "lat": place.lat, "lon": place.lon}
    return {key: value for key, value in found.items() if value is not None}


def read_plover(lines: Iterable[str]) -> Iterator[CodedEvent]:
    """Read events from lines of PLOVER JSON; empty lines are passed over.

    Raises:
        UsageError: a line is no JSON object, or has no date or type that can be read; the message names the line.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield _event(json.loads(line), number)
        except (ValueError, TypeError, AttributeError, IndexError) as error:
            raise UsageError(
                f"line {number}: is no event of PLOVER JSON ({error}); see chapter 5 of its manual"
            ) from error


def _event(given: Mapping[str, Any], number: int) -> CodedEvent:
    comment = str(given.get("comment") or "")
    ours = json.loads(comment.removeprefix(_COMMENT)) if comment.startswith(_COMMENT) else {}
    kind = ours.get("type") or next(iter(given.get("event") or ()), None)
    if kind is None:
        raise ValueError("it has no event type")
    cite, place = given.get("cite_info") or {}, given.get("event_loc") or {}
    return CodedEvent(
        id=str(given.get("id") or number),
        start=date.fromisoformat(str(given["date"])[:10]) if given.get("date") else _missing("date"),
        end=date.fromisoformat(given["enddate"]) if given.get("enddate") else None,
        type=EventType(str(kind).upper()),
        modes=tuple(ours.get("modes") or given.get("mode") or ()),
        contexts=tuple(given.get("context") or ()),
        status=Status(ours["status"]) if ours.get("status") else None,
        actors=tuple(map(_actor, given.get("actor") or ())),
        recipients=tuple(map(_actor, given.get("recipient") or ())),
        score=given.get("event_scale"),
        quad=given.get("quad_code"),
        place=_place(place),
        text=next(iter(given.get("event_text") or ()), None),
        publisher=cite.get("publication"),
        published=date.fromisoformat(given["coded_date"]) if given.get("coded_date") else None,
        source=cite.get("citation"),
        url=cite.get("url"),
        language=cite.get("language"),
        reports=ours.get("reports", 1),
        sources=ours.get("sources", 1),
    )


def _missing(name: str) -> date:
    raise ValueError(f"it has no {name}")


def _actor(given: Mapping[str, Any]) -> CodedActor:
    code = given.get("code") or given.get("country_name")
    return CodedActor(
        country=code if code and len(code) == 3 and code.isupper() else None,
        name=given.get("identifier_text") or given.get("entity_name"),
        sector=given.get("sector") or given.get("sector_code"),
        office=given.get("office"),
        text=given.get("entity_text") or given.get("raw_text"),
    )


def _place(given: Mapping[str, Any]) -> CodedPlace | None:
    name = given.get("extracted_place") or given.get("resolved_place")
    if not name:
        return None
    return CodedPlace(name=str(name), country=given.get("country_code"), lat=given.get("lat"), lon=given.get("lon"))
