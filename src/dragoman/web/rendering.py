"""Pages from templates: what templates may call, and how words of texts are kept harmless."""

import math
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from dragoman.formats.page import published_words, teller_words
from dragoman.lexicons.scores import event_types
from dragoman.record.recorded import Change
from dragoman.relations.chronology import day_words, when_words
from dragoman.schema.event import EventType, Status
from dragoman.web.addresses import address, relation_address
from dragoman.web.desk import Desk
from dragoman.web.marks import LEGEND, actor_in_full

FOLDER = Path(__file__).parent

_CHANGES = {
    Change.TOLD: "first told",
    Change.CONFIRMED: "took place",
    Change.SET: "set",
    Change.MOVED: "moved",
    Change.POSTPONED: "put off",
    Change.CALLED_OFF: "called off",
    Change.REVIVED: "on again",
    Change.DENIED: "denied",
    Change.CORRECTED: "corrected",
}


def environment(desk: Desk) -> Environment:
    """Make the environment of the templates. Whatever they print is escaped."""
    made = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_harmless,
    )
    kinds = event_types(desk.lexicons)
    made.filters.update(
        day=lambda day: day_words(day) if day else "undated",
        when=when_words,
        party=desk.name,
        signed=signed,
        status=lambda status: str(status).replace("_", " "),
        change=lambda change: _CHANGES[change],
        even=lambda text: " ".join(str(text).split()),
        actor=actor_in_full,
        published=published_words,
        teller=teller_words,
        segment=lambda text: quote(str(text), safe=""),
    )
    made.globals.update(
        types=kinds,
        EventType=EventType,
        Status=Status,
        LEGEND=LEGEND,
        address=address,
        relation_address=relation_address,
        bar=bar,
        many=many,
    )
    return made


def _harmless(value: object) -> object:
    """Take out of texts what no page can hold: halves of characters, which cannot be written as UTF-8."""
    if isinstance(value, str) and not value.isascii():
        clean = value.encode("utf-8", "replace").decode("utf-8")
        return Markup(clean) if isinstance(value, Markup) else clean
    return value


def many(count: int, noun: str, plural: str = "") -> str:
    """Count things in words: "1 event", "2,041 events"."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def signed(value: float, digits: int = 1) -> str:
    """Write a number with its sign, a true minus."""
    return f"{value:+.{digits}f}".replace("-", "−") if round(value, digits) else f"{0:.{digits}f}"


def bar(counts: Mapping[str, int], most: int, width: int = 160) -> tuple[tuple[str, float, float, int], ...]:
    """Lay counts out as parts of one bar: a name, where it begins, how long it is, and the count.

    The length of the whole grows with the root of the sum, so that small ones are still to be seen.
    """
    total = sum(counts.values())
    if not total or not most:
        return ()
    length = width * math.sqrt(total / most)
    at, parts = 0.0, []
    for name, count in counts.items():
        if count:
            part = length * count / total
            parts.append((name, round(at, 1), round(part, 1), count))
            at += part
    return tuple(parts)
