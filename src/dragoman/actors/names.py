"""Names of states, organisations, bodies and places: the tables, and how a sentence is searched for them."""

import functools
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dragoman.lexicons.files import Lexicons
from dragoman.lexicons.places import PlaceRow, State
from dragoman.schema.actor import Sector
from dragoman.schema.base import Record, Span
from dragoman.schema.sentence import Sentence


class Membership(Record, frozen=True, kw_only=True):
    """A state's membership in an organisation; None: since it was founded, or to this day."""

    country: str
    start: date | None = None
    end: date | None = None

    def covers(self, day: date | None) -> bool:
        """Say whether the membership holds on a day; without a day, whether it holds to this day."""
        if day is None:
            return self.end is None
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


class Organisation(Record, frozen=True, kw_only=True):
    """A row of world/organisations.csv.

    `code` is IGO, NGO, the state a national group or firm belongs to, or None where it belongs to none.
    A member stands as "CODE" or "CODE:from/to", days ISO 8601, either end left out.
    """

    name: str
    names: tuple[str, ...] = ()
    code: str | None = None
    sector: Sector | None = None
    kind: str
    members: tuple[str, ...] = ()
    wikidata: str = ""

    def memberships(self) -> tuple[Membership, ...]:
        """Give the members with their days."""
        return tuple(_membership(cell) for cell in self.members)


class Body(Record, frozen=True, kw_only=True):
    """A row of world/bodies.csv: an organ of a state that has a name of its own; no country where several have it."""

    name: str
    names: tuple[str, ...] = ()
    country: str | None = None
    sector: Sector | None = None
    common: tuple[str, ...] = ()  # words that mean it where the text names it too: "parliament" of the Knesset


class Person(Record, frozen=True, kw_only=True):
    """A row of world/names-persons.csv: somebody the news names without telling whom he or she acts for."""

    name: str
    names: tuple[str, ...] = ()
    country: str | None = None
    sector: Sector | None = None
    office: str | None = None


class GivenName(Record, frozen=True, kw_only=True):
    """A row of world/names-given.csv: given names that show a person, with the pronoun they go with."""

    gender: str = ""  # "he", "she", or "" for both
    names: tuple[str, ...]


class FamilyNames(Record, frozen=True, kw_only=True):
    """A row of world/names-family-first.csv: family names that stand before the given name."""

    language: str
    countries: tuple[str, ...]
    names: tuple[str, ...]


class NameKind(StrEnum):
    """How a name found in the text stands for its owner."""

    STATE = "state"
    ADJECTIVE = "adjective"
    PEOPLE = "people"
    CAPITAL = "capital"
    SEAT = "seat"
    PREFIX = "prefix"
    ORGANISATION = "organisation"
    BODY = "body"
    PLACE = "place"
    PERSON = "person"


class Name(Record, frozen=True, gc=False):  # eleven thousand of them, none in a cycle
    """One spelling in the gazetteer, with what it stands for."""

    kind: NameKind
    keys: tuple[str, ...]
    cases: tuple[str, ...]  # per key: "A" all capitals, "a" first letter a capital, "=" as written, "" any
    spelling: str
    state: State | None = None
    organisation: Organisation | None = None
    body: Body | None = None
    place: PlaceRow | None = None
    person: Person | None = None
    table: str = ""  # the table it stands in

    @property
    def country(self) -> str | None:
        """The code it leads to."""
        for owner in (self.body, self.place, self.person):
            if owner is not None:
                return owner.country
        if self.state is not None:
            return self.state.code
        return self.organisation.code if self.organisation else None

    @property
    def because(self) -> str:
        """The entry, as the record quotes it."""
        if self.state is not None:
            return f"world/states.csv: {self.state.code} {self.kind} {self.spelling}"
        owner = self.organisation or self.body or self.place or self.person
        return f"world/{self.table}.csv: {owner.name if owner else self.spelling}"


class Hit(Record, frozen=True, gc=False):
    """A name found in a sentence: tokens [start, end), several readings where the name is shared."""

    start: int
    end: int
    span: Span
    names: tuple[Name, ...]

    @property
    def name(self) -> Name:
        """The first reading."""
        return self.names[0]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All names, found by their first word."""

    by_first: dict[str, tuple[Name, ...]]  # longest first
    by_small: dict[str, tuple[Name, ...]]  # those of them that may begin with a small letter
    states: dict[str, State]
    given: dict[str, str]  # folded given name -> "he", "she" or ""
    family_first: dict[str, tuple[str, ...]]  # folded family name -> countries where it stands first
    organisations: dict[str, Organisation]


@functools.lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """Lower case, without accents and full stops: what spellings are compared by."""
    if text.isascii():
        return text.replace(".", "").lower()
    text = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES))
    return "".join(c for c in text if not unicodedata.combining(c)).replace(".", "").lower()


_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'"})


def split_name(spelling: str) -> tuple[str, ...]:
    """Cut a spelling into words as sentences are cut: at blanks and hyphens, "'s" a word of its own."""
    if spelling.isalpha():  # most of ten thousand names
        return (spelling,)
    words: list[str] = []
    for word in spelling.replace("’", "'").replace("-", " ").replace("/", " ").split():
        if word.endswith("'s"):
            words += [word[:-2], "'s"]
        elif word.endswith("s'"):
            words += [word[:-1], "'"]
        else:
            words.append(word.strip(",()"))
    return tuple(word for word in words if word)


@functools.cache
def gazetteer(lexicons: Lexicons) -> Gazetteer:
    """Read the tables of the world and lay them out for search."""
    found: dict[str, list[Name]] = {}
    seen: set[tuple[NameKind, tuple[str, ...], int]] = set()  # of one owner, one spelling once

    def add(kind: NameKind, spelling: str, table: str = "states", **owner: object) -> None:
        words = split_name(spelling)
        keys = (fold(spelling),) if len(words) == 1 else tuple(fold(word) for word in words)
        if not keys or not keys[0]:
            return
        mark = (kind, keys, id(next(iter(owner.values()))))
        if mark in seen:
            return
        seen.add(mark)
        cases = (_case(words[0]),) if len(words) == 1 else tuple(_case(w) for w in words)
        name = Name(kind=kind, keys=keys, cases=cases, spelling=spelling, table=table, **owner)  # type: ignore[arg-type]
        found.setdefault(keys[0], []).append(name)

    states = lexicons.table("world/states.csv", State)
    for state in states:
        for spelling in (state.name, *state.names, *state.official):
            add(NameKind.STATE, spelling, state=state)
        for spelling in state.adjectives:
            add(NameKind.ADJECTIVE, spelling, state=state)
        for spelling in state.people:
            add(NameKind.PEOPLE, spelling, state=state)
        for spelling in state.capitals:
            add(NameKind.CAPITAL, spelling, state=state)
        for spelling in state.seats:
            add(NameKind.SEAT, spelling, state=state)
        for spelling in state.prefixes:
            add(NameKind.PREFIX, spelling, state=state)
    organisations = lexicons.table("world/organisations.csv", Organisation)
    for organisation in organisations:
        for spelling in (organisation.name, *organisation.names):
            add(NameKind.ORGANISATION, spelling, "organisations", organisation=organisation)
    for body in lexicons.table("world/bodies.csv", Body):
        for spelling in (body.name, *body.names):
            add(NameKind.BODY, spelling, "bodies", body=body)
    for place in lexicons.table("world/places.csv", PlaceRow):
        for spelling in (place.name, *place.names, *place.people):
            add(NameKind.PLACE, spelling, "places", place=place)
    for place in lexicons.table("world/cities.csv", PlaceRow):
        add(NameKind.PLACE, place.name, "cities", place=place)
    for person in lexicons.table("world/names-persons.csv", Person):
        for spelling in (person.name, *person.names):
            add(NameKind.PERSON, spelling, "names-persons", person=person)
    given: dict[str, str] = {}
    for row in lexicons.table("world/names-given.csv", GivenName):
        for name in row.names:
            key = fold(name)
            given[key] = row.gender if given.get(key, row.gender) == row.gender else ""
    family: dict[str, tuple[str, ...]] = {}
    for names in lexicons.table("world/names-family-first.csv", FamilyNames):
        for name in names.names:
            key = fold(name)
            family[key] = tuple(dict.fromkeys(family.get(key, ()) + names.countries))
    by_first = {key: tuple(sorted(names, key=lambda n: (-len(n.keys), _RANK[n.kind]))) for key, names in found.items()}
    return Gazetteer(
        by_first=by_first,
        by_small={
            key: small for key, names in by_first.items() if (small := tuple(n for n in names if not n.cases[0]))
        },
        states={state.code: state for state in states},
        given=given,
        family_first=family,
        organisations={organisation.name: organisation for organisation in organisations},
    )


# Where one spelling has several readings, the one that news means most often stands first.
_RANK = {
    kind: rank
    for rank, kind in enumerate(
        (
            NameKind.STATE,
            NameKind.ADJECTIVE,
            NameKind.PEOPLE,
            NameKind.CAPITAL,
            NameKind.SEAT,
            NameKind.BODY,
            NameKind.ORGANISATION,
            NameKind.PLACE,
            NameKind.PERSON,
            NameKind.PREFIX,
        )
    )
}


def _case(word: str) -> str:
    if word.isalpha() and word.istitle():  # most words of names
        return "a"
    bare = word.replace(".", "")
    if bare.isupper() and len(bare) > 1:
        # Long initialisms are printed as words too: "Nato", "Asean"; short ones are not: "us", "who", "is".
        return "A" if len(bare) <= 3 else "a"
    if any(c.isupper() for c in bare[1:]) and bare[:1].isupper() and len(bare) <= 4:
        return "="  # "LeT", "JuD": only as they are written
    return "a" if word[:1].isupper() else ""


def _membership(cell: str) -> Membership:
    country, _, days = cell.partition(":")
    start, _, end = days.partition("/")
    return Membership(
        country=country,
        start=date.fromisoformat(start) if start else None,
        end=date.fromisoformat(end) if end else None,
    )


Piece = tuple[int, str, str, int]
"""A word of a token: the token, the word folded, as written, and where it begins. "U.S.-Japan", one token, has two.

A plain tuple, for one is made of every word that is read.
"""

_HYPHENS = frozenset("-–—‐‑")


def pieces(sentence: Sentence) -> list[Piece]:
    """Cut tokens at hyphens and drop the hyphens, so that names match however they are joined."""
    found: list[Piece] = []
    for index, token in enumerate(sentence.tokens):
        text = token.text
        if text.isalpha():
            found.append((index, fold(text), text, token.start))
        elif text not in _HYPHENS:
            at = 0
            for part in _parts(text):
                if part:
                    found.append((index, fold(part), part, token.start + at))
                at += len(part) + 1
    return found


@functools.lru_cache(maxsize=10_000)
def _parts(text: str) -> tuple[str, ...]:
    """Cut a token at hyphens and strokes; "Colombia´s" may be one token too."""
    if text[-2:] in {"´s", "`s", "'s", "’s"} and len(text) > 3:
        text = text[:-2]
    return tuple(text.replace("/", "-").replace("‑", "-").replace("–", "-").split("-"))


_found: dict[int, tuple[Sentence, Gazetteer, tuple[Hit, ...]]] = {}
_FOUND = 2_000  # sentences whose names are remembered: those of one document, which several steps ask for


def find_names(sentence: Sentence, names: Gazetteer) -> tuple[Hit, ...]:
    """Find names in a sentence, the longest first from each word on; they do not overlap."""
    known = _found.get(id(sentence))
    if known is not None and known[0] is sentence and known[1] is names:
        return known[2]
    if len(_found) >= _FOUND:
        _found.clear()
    hits = tuple(_search(sentence, names))
    _found[id(sentence)] = (sentence, names, hits)
    return hits


def _search(sentence: Sentence, names: Gazetteer) -> list[Hit]:
    parts = pieces(sentence)
    shouted: bool | None = None
    hits: list[Hit] = []
    at, count = 0, len(parts)
    by_first, by_small = names.by_first, names.by_small
    while at < count:
        token, key, text, start = parts[at]
        candidates = (by_first if text[:1].isupper() else by_small).get(key)
        at += 1
        if not candidates:
            continue
        if shouted is None:
            shouted = _shouted(parts)
        best: list[Name] = []
        length = 0
        following = parts[at][1] if at < count else ""
        for name in candidates:
            if best and len(name.keys) < length:
                break
            if len(name.keys) > 1 and name.keys[1] != following:
                continue  # most names of a first word as common as "South" go here
            if _matches(name, parts, at - 1, shouted=shouted):
                best.append(name)
                length = len(name.keys)
        if best:
            at += length - 1
            last = parts[at - 1]
            span = (start, last[3] + len(last[2]))
            hits.append(Hit(start=token, end=last[0] + 1, span=span, names=tuple(best)))
    return hits


def _matches(name: Name, parts: list[Piece], at: int, *, shouted: bool) -> bool:
    keys = name.keys
    if at + len(keys) > len(parts):
        return False
    for offset, key in enumerate(keys):
        _, here, text, _ = parts[at + offset]
        if here != key:
            return False
        case = name.cases[offset]
        if case == "a" and not text[:1].isupper():
            return False
        if case == "=" and text not in name.spelling and not text.isupper():
            return False
        if case == "A" and not (text.isupper() and (not shouted or "." in text or key == "us")):
            return False
    return True


def _shouted(parts: Iterable[Piece]) -> bool:
    """Say whether a line is printed in capitals throughout, so that capitals tell nothing."""
    count = 0
    for _, _, text, _ in parts:
        if len(text) > 1 and text.isalpha():
            if not text.isupper():
                return False
            count += 1
    return count > 3
