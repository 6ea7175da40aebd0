"""Persons of one document: full names, surnames, offices and countries, as the text gives them."""

import functools
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher

from dragoman.actors.names import Gazetteer, fold
from dragoman.actors.offices import KNOWN_UNTIL, Holders, Tenure, folded, plain, plain_title
from dragoman.schema.actor import Sector
from dragoman.schema.base import Span

ARTICLES = frozenset({"al", "el", "as", "ad", "ash", "ar", "bin", "ben", "ibn"})


@dataclass(slots=True)
class Office:
    """An office as the text words it."""

    text: str
    former: bool
    span: Span
    sentence: int
    country: str | None = None  # as the wording around it says
    sector: Sector | None = None
    organisation: str = ""  # "IGO" or "NGO" where it is held in such an organisation
    rank: str = ""  # kind of office, as en/actors/titles.toml files it: "head-of-government"
    kind: str = ""  # "apposition", "title", "copula", "byline": how the text states it
    token: int = 0  # where the phrase that states it begins


@dataclass(slots=True)
class Figure:
    """One person of the document."""

    name: str
    keys: tuple[str, ...]
    surnames: frozenset[str]
    first_sentence: int
    country: str | None = None
    country_because: str = ""
    sector: Sector | None = None
    gender: str = ""
    knighted: bool = False  # "Sir Ned", "Dame Ann"
    offices: list[Office] = field(default_factory=list)
    tenures: tuple[Tenure, ...] = ()
    counterparts: list["Figure"] = field(default_factory=list)

    def office_text(self) -> str | None:
        """Give the offices that the text states, in its order, joined by "; "."""
        texts = list(dict.fromkeys(office.text for office in self.offices if office.text))
        return "; ".join(texts) if texts else None


@functools.lru_cache(maxsize=10_000)
def name_keys(text: str) -> tuple[str, ...]:
    """Cut a personal name into folded words."""
    return tuple(w for w in fold(text).replace("-", " ").replace("‑", " ").replace("–", " ").split() if w)


def surnames_of(keys: tuple[str, ...], gazetteer: Gazetteer) -> frozenset[str]:
    """Give the words that can stand for a person after the first mention.

    The last word; the first where it is a family name of a language that puts it first; the last two
    where the name has three or more ("Pena Nieto").
    """
    if not keys:
        return frozenset()
    found = {keys[-1]}
    if len(keys) > 1 and keys[0] in gazetteer.family_first and (keys[0] not in gazetteer.given or len(keys[0]) <= 3):
        found.add(keys[0])
    bare = [k for k in keys if k not in ARTICLES]
    if len(bare) > 2:
        found.add(bare[-2])
    return frozenset(found)


class Figures:
    """The persons of a document, found by any form of the name."""

    def __init__(self, gazetteer: Gazetteer, holders: Holders, day: date | None) -> None:
        self.gazetteer = gazetteer
        self.holders = holders
        self.day = day
        self._asked: dict[tuple[str, str | None, str], tuple[Tenure, ...]] = {}
        self.figures: list[Figure] = []
        self._by_keys: dict[tuple[str, ...], Figure] = {}
        self._by_surname: dict[str, list[Figure]] = {}

    def find(self, text: str, *, country: str | None = None) -> Figure | None:
        """Find the person that a full or short form names, the one named last where several fit."""
        keys = name_keys(text)
        found = self._by_keys.get(keys)
        if found is not None:
            return found
        if not keys:
            return None
        if len(keys) == 1:
            candidates = self._by_surname.get(keys[0], [])
        else:
            last = self._by_surname.get(keys[-1], []) + self._by_surname.get(keys[0], [])
            candidates = [f for f in last if _same(keys, f.keys)]
        if country is not None:
            fitting = [f for f in candidates if f.country in {None, country}]
            candidates = fitting or []
        return candidates[-1] if candidates else None

    def knows(self, key: str) -> bool:
        """Say whether a folded word is the surname of somebody entered."""
        return key in self._by_surname

    def add(self, text: str, sentence: int) -> Figure:
        """Enter a person under a new name."""
        keys = name_keys(text)
        figure = Figure(text, keys, surnames_of(keys, self.gazetteer), sentence)
        for key in keys:
            if key in self.gazetteer.given:
                figure.gender = self.gazetteer.given[key]
                break
        self.figures.append(figure)
        self._by_keys[keys] = figure
        for surname in sorted(figure.surnames):
            self._by_surname.setdefault(surname, []).append(figure)
        return figure

    def rename(self, figure: Figure, text: str) -> None:
        """Give a person a fuller name: "Okada" becomes "Katsuya Okada"."""
        keys = name_keys(text)
        figure.name, figure.keys = text, keys
        self._by_keys[keys] = figure
        for surname in sorted(surnames_of(keys, self.gazetteer)):
            if figure not in self._by_surname.setdefault(surname, []):
                self._by_surname[surname].append(figure)
        figure.surnames |= surnames_of(keys, self.gazetteer)
        if not figure.gender:
            figure.gender = self.gazetteer.given.get(keys[0], "")

    def tenures(self, text: str, *, country: str | None = None, office: str = "") -> tuple[Tenure, ...]:
        """Ask the table of offices for a name: a full name, or a surname that leads to one person.

        Among namesakes, those who ever held the office come first, then those in office on the day of publication;
        without a day those of the larger states, and the latest.

        Args:
            text: the name, as the text has it.
            country: only of that state.
            office: the title beside the name, "" where there is none.
        """
        asked = self._asked.get((text, country, office))
        if asked is None:
            asked = self._asked[text, country, office] = self._look_up(text, country, office)
        return asked

    @staticmethod
    def _of(tenures: tuple[Tenure, ...], country: str | None) -> tuple[Tenure, ...]:
        return tenures if country is None else tuple(t for t in tenures if t.country == country)

    def misspelt(self, text: str, *, country: str, office: str) -> tuple[Tenure, ...]:
        """Ask who held an office on the day of publication under a name that is spelled nearly so.

        Args:
            text: a surname, as the text has it.
            country: whose office it is.
            office: the title, as the text has it.
        """
        held = self.holders.who(country, office, self.day) if self.day is not None else ()
        return tuple(t for t in held if any(_near(plain(text), s) for s in self.holders.surnames_of(t)))

    def _look_up(self, text: str, country: str | None, office: str) -> tuple[Tenure, ...]:
        keys = name_keys(text)
        if not keys:
            return ()
        found = self._of(self.holders.by_name(text), country)
        if not found and len(keys) <= 3:
            surname = " ".join(k for k in keys if k not in ARTICLES) or text
            found = self._of(self.holders.surname(surname), country)
        if not found:
            return ()
        day = self.day
        people: dict[str, list[Tenure]] = {}
        for tenure in found:
            people.setdefault(tenure.person, []).append(tenure)
        if len(people) == 1:
            return tuple(found)
        if office:
            kinds = {c: self.holders.offices(office, country=c, strict=True) for c in {t.country for t in found}}
            words = f" {plain_title(office)}"
            those = {
                person: ts
                for person, ts in people.items()
                if any(t.office in kinds[t.country] or f" {t.office}".endswith(words) for t in ts)
            }
            people = those or people
            if len(people) == 1:
                return tuple(next(iter(people.values())))
        ranked = sorted(people.items(), key=lambda item: (_distance(item[1], day), _weight(item[1]), item[0]))
        first = ranked[0]
        # Two namesakes equally near in time: the text must tell them apart.
        second = ranked[1]
        if (
            len(keys) == 1
            and len({t.country for _, ts in ranked[:2] for t in ts}) > 1
            and _distance(first[1], day) == _distance(second[1], day)
            and _weight(first[1]) == _weight(second[1])
        ):
            return ()
        return tuple(first[1])


def _near(one: str, other: str) -> bool:
    """Say whether two surnames are likely one in two transliterations: alike once folded, or but for a letter."""
    first, second = folded(f"{one} {one}"), folded(f"{other} {other}")
    return first == second or SequenceMatcher(None, one, other).ratio() >= 0.8


_WEIGHTS = {"president": 0, "prime minister": 0, "head of state": 0, "head of government": 0, "leader": 0}
_LARGE = ("USA", "CHN", "RUS", "GBR", "FRA", "DEU", "JPN", "IND", "ISR", "IRN", "TUR", "UKR", "KOR", "PRK")


def _distance(tenures: list[Tenure], day: date | None) -> int:
    """Count the years between a day and the nearest tenure; without a day, the years since the last one."""
    if day is None:
        ends = [t.end.year if t.end else 2100 for t in tenures]
        # Of namesakes in the same fifteen years, the larger state is meant; of others one of the largest.
        return -max(ends) // 15 + (0 if any(t.country in _LARGE for t in tenures) else 100)
    best = 1000
    for tenure in tenures:
        if tenure.covers(day):
            return 0
        end = tenure.end or max(tenure.start, KNOWN_UNTIL)
        gap = abs(day.year - (end.year if end < day else tenure.start.year))
        best = min(best, gap + 1)
    return best


def _weight(tenures: list[Tenure]) -> tuple[int, int]:
    country = min((_LARGE.index(t.country) if t.country in _LARGE else 99) for t in tenures)
    return (min(_WEIGHTS.get(t.office, 1) for t in tenures), country)


def _same(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Say whether one name is a form of the other: the end of it, or all its words but some.

    Initials stand for names: "J. Smith" for "John Smith".
    """
    if len(short) > len(full):
        short, full = full, short
    if full[-len(short) :] == short:
        return True
    left = list(full)
    for word in short:
        match = next(
            (
                w
                for w in left
                if w == word or (len(word) == 1 and w.startswith(word)) or (len(w) == 1 and word.startswith(w))
            ),
            None,
        )
        if match is None:
            return False
        left.remove(match)
    return True
