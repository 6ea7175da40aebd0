"""Tenures that documents state: learned from one, they serve those that come later.

A document that calls Kari Solvang the foreign minister of Norway shows her in office on the day it was written, and
nothing more. Of several such days comes a tenure from the first to the last; it is believed for a year longer,
or until a document shows somebody else in the office.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby

from msgspec import structs

from dragoman.actors.offices import KNOWN_UNTIL, Holders, Tenure, holders, plain
from dragoman.actors.titles import state_left_out
from dragoman.lexicons.files import Lexicons
from dragoman.schema.actor import ORGANISATION_CODES, Official
from dragoman.schema.base import Record
from dragoman.schema.document import DocumentHead

BELIEVED_FOR = timedelta(days=365)
"""How long after the last document that shows him a holder is still believed in office.

Of the foreign ministers in our tables half served 27 months or more, and one in five a year or less.
"""


class Sighting(Record, frozen=True, kw_only=True):
    """A document that shows somebody in an office."""

    country: str  # ISO 3166-1 alpha-3
    office: str  # kind of office, as in the tables
    title: str  # as the document has it
    name: str
    day: date  # when the document was written
    document: str
    source: str


class Contradiction(Record, frozen=True, kw_only=True):
    """Two sources that name different people for one office and day; both are kept."""

    country: str
    office: str
    day: date
    one: str  # who, and by what source
    other: str


def sightings(told: Iterable[tuple[DocumentHead, Official]], *, lexicons: Lexicons) -> tuple[Sighting, ...]:
    """Find what officials of documents show of offices that our tables have words for, in the order of days.

    Left out are former offices, officials of organisations and without a state, and documents whose day is not known.
    """
    table = holders(lexicons)
    found = []
    for head, official in told:
        day = head.published.day if head.published is not None else None
        country = official.country
        if day is None or official.former or country is None or country in ORGANISATION_CODES:
            continue
        if len(plain(official.name).split()) < 2:
            continue  # a surname alone is nobody's name
        for title in official.office.split("; "):
            kinds = table.offices(state_left_out(title, country, lexicons), country=country, strict=True)
            if kinds:
                found.append(
                    Sighting(
                        country=country,
                        office=kinds[0],
                        title=title,
                        name=official.name,
                        day=day,
                        document=head.id,
                        source=head.source,
                    )
                )
    return tuple(sorted(found, key=lambda s: (s.country, s.office, s.day, s.name, s.document)))


def learn(seen: Iterable[Sighting], *, lexicons: Lexicons) -> tuple[Tenure, ...]:
    """Make tenures of sightings, one for each unbroken run of documents that show the same person in an office.

    What our tables have already is left out, and so is what they contradict with a term that they know the end of.
    """
    table = holders(lexicons)
    learned: list[Tenure] = []
    for (country, office), those in groupby(sorted(seen, key=_order), key=lambda s: (s.country, s.office)):
        runs: list[list[Sighting]] = []
        for sighting in those:
            if runs and same_person(runs[-1][-1].name, sighting.name):
                runs[-1].append(sighting)
            else:
                runs.append([sighting])
        for at, run in enumerate(runs):
            known = [table.who(country, office, s.day) for s in run]
            if all(any(same_person(t.name, run[0].name, *t.aliases) for t in held) for held in known):
                continue
            if any(t.ended and t.surely_covers(s.day) for s, held in zip(run, known, strict=True) for t in held):
                continue
            end = run[-1].day + BELIEVED_FOR
            if at + 1 < len(runs):
                end = min(end, max(run[-1].day, runs[at + 1][0].day - timedelta(days=1)))
            learned.append(_tenure(run, end))
    return tuple(learned)


def contradictions(seen: Iterable[Sighting], *, lexicons: Lexicons) -> tuple[Contradiction, ...]:
    """List where documents and tables, or two documents, name different people for an office on one day.

    Of two documents those contradict each other that show somebody in office between two days of somebody else.
    """
    table = holders(lexicons)
    found: list[Contradiction] = []
    for (country, office), group in groupby(sorted(seen, key=_order), key=lambda s: (s.country, s.office)):
        those = list(group)
        for at, sighting in enumerate(those):
            held = [t for t in table.who(country, office, sighting.day) if t.surely_covers(sighting.day)]
            if held and not any(same_person(t.name, sighting.name, *t.aliases) for t in held):
                found.append(_contradiction(sighting, f"{held[0].name}: {held[0].source}"))
            others = [s for s in those[:at] if not same_person(s.name, sighting.name)]
            again = [s for s in those[:at] if same_person(s.name, sighting.name)]
            if (others and again and again[-1].day <= others[-1].day) or (others and others[-1].day == sighting.day):
                found.append(_contradiction(sighting, _said(others[-1])))
    return tuple(dict.fromkeys(found))


def lay_over(table: Holders, learned: Iterable[Tenure]) -> Holders:
    """Lay learned tenures over the tables.

    A row without an end, of somebody else in the office, ends on the day before; who is learned under a name that a
    row has is that person.
    """
    learned = tuple(learned)
    if not learned:
        return table
    first: dict[tuple[str, str], list[Tenure]] = defaultdict(list)
    for tenure in learned:
        first[tenure.country, tenure.office].append(tenure)
    rows = [_ended_before(row, first.get((row.country, row.office), [])) for row in table.tenures]
    known = [
        structs.replace(tenure, person=same[0].person) if (same := _in_state(table, tenure)) else tenure
        for tenure in learned
    ]
    return table.with_tenures((*rows, *known))


def same_person(name: str, other: str, *aliases: str) -> bool:
    """Say whether two names are likely one person's: one has all words of the other, in any order."""
    wanted = set(plain(other).split())
    for known in (name, *aliases):
        words = set(plain(known).split())
        if words <= wanted or wanted <= words:
            return True
    return False


def _ended_before(row: Tenure, learned: list[Tenure]) -> Tenure:
    after = [t.start for t in learned if row.start < t.start and not same_person(row.name, t.name, *row.aliases)]
    if row.ended is not None or not after or min(after) > KNOWN_UNTIL:
        return row
    return structs.replace(row, ended=(min(after) - timedelta(days=1)).isoformat())


def _in_state(table: Holders, tenure: Tenure) -> list[Tenure]:
    return [t for t in table.by_name(tenure.name) if t.country == tenure.country]


def _order(sighting: Sighting) -> tuple[str, str, date, str, str]:
    return (sighting.country, sighting.office, sighting.day, sighting.name, sighting.document)


def _tenure(run: list[Sighting], end: date) -> Tenure:
    first, last = run[0], run[-1]
    name = max((s.name for s in run), key=lambda n: (len(plain(n).split()), n))
    documents = len({s.document for s in run})
    seen = f"{first.day}" if first.day == last.day else f"{first.day} to {last.day}"
    note = f"stated in {documents} document{'s' if documents > 1 else ''}, {seen}; believed until {end}"
    return Tenure(
        person=f"{first.country} {name}",
        name=name,
        country=first.country,
        office=first.office,
        title=first.office,
        began=first.day.isoformat(),
        ended=end.isoformat(),
        note=note,
        table=f"record: {first.source}",
    )


def _said(sighting: Sighting) -> str:
    return f"{sighting.name}: {sighting.title}, {sighting.source}, {sighting.day}"


def _contradiction(sighting: Sighting, other: str) -> Contradiction:
    return Contradiction(
        country=sighting.country, office=sighting.office, day=sighting.day, one=_said(sighting), other=other
    )
