"""Who held which office on which days: the tables of lexicons/world/offices, and quick ways into them.

A tenure is a row of a table. Its days are as precise as its cells: "1998-07" may be any day of July. The day
of a handover belongs to both holders. A missing last day means that no end is known to the table.
"""

import calendar
import functools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from dragoman.errors import LexiconError
from dragoman.lexicons.files import Lexicons
from dragoman.schema.base import Record

K = TypeVar("K")

TABLES = ("heads", "foreign", "defence", "security", "organisations")
"""The tables of tenures, `world/offices/NAME.csv`, in the order in which they are read."""

KNOWN_UNTIL = date(2026, 11, 30)
"""The last day of which the tables can know anything.

They were last gone over in that month: a row without a last day says that the office was held then as far as is known,
and nothing about later days. Nobody is named for a day after it. Move it when the tables have been gone over again.
"""


class Row(Record, frozen=True, kw_only=True, gc=False, rename={"start": "from", "end": "to"}):
    """A line of a table of tenures, as it is written; columns in lexicons/world/README.md."""

    country: str
    office: str
    title: str = ""
    name: str
    person: str = ""
    start: str
    end: str = ""
    aliases: tuple[str, ...] = ()
    note: str


class TitleRow(Record, frozen=True, kw_only=True):
    """A line of titles.csv: what a wording means, everywhere or in one country."""

    title: str
    country: str = ""
    office: tuple[str, ...]
    loose: str = ""  # "yes": also said of others than the holders, so that it bears nothing out ("leader")
    note: str = ""


class NamingRow(Record, frozen=True, kw_only=True):
    """A line of naming.csv: which part of a name of that country stands for the whole."""

    country: str
    surname: str  # "first", "last", "both", "double" (the last two), "given", "either" or "none"; see the README
    note: str = ""


class Tenure(Record, frozen=True, kw_only=True, gc=False):  # thousands of them, of strings only: none in a cycle
    """One person in one office, without a break.

    `person` is the same for all tenures of one person, whatever the table. `office` is the kind of office
    ("foreign minister"), `title` what it is called there ("secretary of state").
    """

    person: str
    name: str
    country: str  # ISO 3166-1 alpha-3, of a state that is gone ISO 3166-3; of an organisation its abbreviation
    office: str
    title: str
    began: str  # ISO 8601, as precise as known
    ended: str | None  # None: no end is known
    aliases: tuple[str, ...] = ()
    note: str  # where it is known from, in words
    table: str  # "world/offices/heads.csv"

    @property
    def start(self) -> date:
        """The first day on which it can have begun."""
        return first_day(self.began)

    @property
    def end(self) -> date | None:
        """The last day on which it can have ended; None where no end is known."""
        return None if self.ended is None else last_day(self.ended)

    def covers(self, day: date) -> bool:
        """Say whether the office may have been held that day: the ends count, as wide as they are known.

        Where no end is known, no day after `KNOWN_UNTIL` is covered.
        """
        return self.start <= day <= (self.end or KNOWN_UNTIL)

    def surely_covers(self, day: date) -> bool:
        """Say whether it was held that day however the imprecise ends fall."""
        return last_day(self.began) <= day <= (first_day(self.ended) if self.ended else KNOWN_UNTIL)

    @property
    def source(self) -> str:
        """Say which row this is, in words: the table, the person, the office and its days as they are written."""
        days = f"{self.began} to {self.ended}" if self.ended else f"{self.began}, no end known"
        return f"{self.table}: {self.name}, {self.title}, {days}"


def first_day(written: str) -> date:
    """Give the first day of "1998", "1998-07" or "1998-07-30".

    Raises:
        ValueError: it is none of the three.
    """
    return _days(written)[0]


def last_day(written: str) -> date:
    """Give the last day of "1998", "1998-07" or "1998-07-30".

    Raises:
        ValueError: it is none of the three.
    """
    return _days(written)[1]


_WRITTEN_DAY = re.compile(r"\d{4}(-\d\d){0,2}")


@functools.cache
def _days(written: str) -> tuple[date, date]:
    if _WRITTEN_DAY.fullmatch(written) is None:
        raise ValueError(f"a day is written 1998-07-30, 1998-07 or 1998, not {written!r}")
    parts = [int(part) for part in written.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else None
    if len(parts) == 3:
        day = date(*parts)
        return day, day
    if month is not None:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(year, 1, 1), date(year, 12, 31)


# ---------------------------------------------------------------- spelling

_STROKES = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ə": "a", "ħ": "h"}
)
_MARKS = str.maketrans(dict.fromkeys("’'`ʻʼ‘") | dict.fromkeys('-‐‑–—._,;:!?/()[]"“”«»&·', " "))  # None: left out
_ARTICLES = frozenset("al el ad as ash at an az ar ed ould bin ben ibn".split())
_HEADS = frozenset({"president", "prime minister", "monarch"})
_PAINT = frozenset("acting interim caretaker outgoing current incumbent".split())
_PARTICLES = _ARTICLES | frozenset("de da do dos del della di du la le van von der den ten zu".split())
_NUMERALS = frozenset("i ii iii iv v vi vii viii ix x xi xii xiv xvi jr sr".split())
_HONORIFICS = frozenset(
    "sir dame lord lady baroness sheikh sheikha shaikh shaykh prince princess king queen emperor sultan emir pope dr "
    "mr mrs ms general gen col colonel haji hajji sayyid ayatollah datuk tun tan sri".split()
)


@functools.lru_cache(maxsize=100_000)
def plain(name: str) -> str:
    """Write a name in lower case without diacritics, hyphens, apostrophes and dots, words parted by one blank.

    "Kim Jong-un" and "Kim Jong Un" come out alike, so do "Nguyễn Xuân Phúc" and "Nguyen Xuan Phuc".
    """
    name = name.casefold()
    if name.isascii():
        if name.replace(" ", "").isalpha():  # most of ten thousand names, at a third of the cost
            return " ".join(name.split())
    else:
        name = unicodedata.normalize("NFKD", name)
        name = "".join(c for c in name if not unicodedata.combining(c)).casefold().translate(_STROKES)
    return " ".join(name.translate(_MARKS).split())


# Letters that transliterations from Arabic, Cyrillic and Chinese put for one another; longest first.
_FOR_DIGRAPH = tuple(
    (pair.partition(":")[0], pair.partition(":")[2])
    for pair in "tsch:s tch:s sch:s sh:s ch:s dzh:i zh:i dj:i kh:k gh:k ck:k ph:f th:t dh:t ou:u oe:u ee:i".split()
)
_DOUBLED = re.compile(r"(.)\1+")
_LETTERS = str.maketrans("qcgxdvweyjo", "kkkktffiiiu", "h")


@functools.lru_cache(maxsize=100_000)
def folded(name: str) -> str:
    """Write a full name so that transliterations of it mostly come out alike; "" for a single word.

    For comparing whole names only: short names of different people fold together.
    """
    words = [w for w in plain(name).split() if w not in _ARTICLES]
    if len(words) < 2:
        return ""
    text = " ".join(sorted(words))
    for digraph, letter in _FOR_DIGRAPH:  # one after the other: on short names a third of the time of one expression
        text = text.replace(digraph, letter)
    return _DOUBLED.sub(r"\1", text.translate(_LETTERS)).replace("ai", "i").replace("ia", "a")


def spellings(name: str) -> tuple[str, ...]:
    """Give the ways to write a full name, run together, best first, without repeats.

    The name itself; without honorific and article; without middle names and initials; and all these in the
    other order. "Moon Jae-in", "Moon Jae In" and "Moon Jaein" run together alike.
    """
    whole, *less = _shorter(name)
    found = ["".join(words) for words in (whole, *less)]
    for words in (whole, *less):
        if len(words) > 1:
            found.extend(("".join((words[-1], *words[:-1])), "".join((*words[1:], words[0]))))
    return tuple(dict.fromkeys(found))


def _shorter(name: str) -> list[list[str]]:
    """Give the plain words of a name, and then fewer and fewer of them."""
    words = plain(name).split()
    found = [words]
    if len(words) == 2 and not _ARTICLES.intersection(words):
        return found  # most names
    while len(words) > 2 and words[0] in _HONORIFICS:
        words = words[1:]
    bare = [w for w in words if w not in _ARTICLES]
    long = [w for w in bare if len(w) > 1]
    found.extend(fewer for fewer in (words, bare, long) if len(fewer) > 1 and fewer not in found)
    # Of a hyphenated name no part is a middle name: "Kim Jong-un".
    if len(long) > 2 and "-" not in name and [long[0], long[-1]] not in found:
        found.append([long[0], long[-1]])
    return found


# ---------------------------------------------------------------- the way in


@dataclass(frozen=True, slots=True)
class Holders:
    """All tenures, found by name, by surname, by person, and by country, office and day.

    Every answer is in the order of country, office and first day.
    """

    tenures: tuple[Tenure, ...]
    _by_spelling: dict[str, tuple[str, ...]]  # to keys of persons, as in the two that follow
    _by_shorter: dict[str, tuple[str, ...]]
    _by_fold: dict[str, tuple[str, ...]]
    _by_surname: dict[str, tuple[str, ...]]
    _by_person: dict[str, tuple[Tenure, ...]]
    _by_office: dict[tuple[str, str], tuple[Tenure, ...]]
    _titles: dict[tuple[str, str], TitleRow]
    _naming: dict[str, str]

    def by_name(self, name: str) -> tuple[Tenure, ...]:
        """Give the tenures of all people who bear the full name or an alias, however it is spelled.

        Tried in turn: the name without diacritics and hyphens; without honorifics, articles, middle names; in
        the other order; the same ways with the names of the table cut short; and by a rule that makes
        transliterations alike. The first that finds somebody answers. One word finds whole names and aliases
        only ("Lula", "Akihito"); for surnames see `surname`.
        """
        ways = spellings(name)
        for known in (self._by_spelling, self._by_shorter):
            for spelling in ways:
                if spelling in known:
                    return self._all(known[spelling])
        fold = folded(name)
        return self._all(self._by_fold.get(fold, ())) if fold else ()

    def _all(self, people: tuple[str, ...]) -> tuple[Tenure, ...]:
        return tuple(tenure for person in people for tenure in self._by_person[person])

    def surname(self, name: str) -> tuple[Tenure, ...]:
        """Give the tenures of all people whom the one word, or the compound surname, can stand for."""
        return self._all(self._by_surname.get(plain(name), ()))

    def tenures_of(self, person: str) -> tuple[Tenure, ...]:
        """Give all tenures of a person, by the key that `Tenure.person` holds."""
        return self._by_person.get(person, ())

    def offices(self, wording: str, *, country: str = "", strict: bool = False) -> tuple[str, ...]:
        """Give the kinds of office that a title means in a country, the likeliest first; empty when unknown.

        "Secretary of State" is the foreign minister in the USA and nobody in most other countries.

        Args:
            wording: the title, as a text has it.
            country: ISO 3166-1 alpha-3, or an organisation's abbreviation.
            strict: leave out words that are said of many others too, such as "leader".
        """
        title = plain_title(wording)
        known = ((words, where) for words in (title, _unpainted(title)) for where in (country, ""))
        row = next((self._titles[key] for key in known if key in self._titles), None)
        return () if row is None or (strict and row.loose) else row.office

    def who(self, country: str, office: str, day: date) -> tuple[Tenure, ...]:
        """Give who held the office that day; several on the day of a handover or where days are imprecise.

        Where the title may mean several offices ("head of state"), the first that had a holder answers. Those
        who surely held it come first.

        Args:
            country: ISO 3166-1 alpha-3, or an organisation's abbreviation.
            office: a kind of office, or a title as it is said in that country.
            day: any day.
        """
        for kind in self.offices(office, country=country) or (plain_title(office),):
            found = [t for t in self._by_office.get((country, kind), ()) if t.covers(day)]
            if found:
                found.sort(key=lambda t: not t.surely_covers(day))
                return tuple(found)
        return ()

    def exists(self, country: str, kinds: Iterable[str], day: date | None, *, within: int) -> bool:
        """Say whether a state has one of some offices, as far as the tables can know: no president of Japan.

        Args:
            country: ISO 3166-1 alpha-3.
            kinds: kinds of office, as `offices` gives them. Only of heads of state and government do the tables know
                that a state has none; of others, and of states without a row, True.
            day: the day that is asked about; None for any.
            within: years around the day in which somebody must have held it.
        """
        heads = [kind for kind in kinds if kind in _HEADS]
        if not heads or not any((country, kind) in self._by_office for kind in _HEADS):
            return True
        held = [t for kind in heads for t in self._by_office.get((country, kind), ())]
        if day is None:
            return bool(held)
        asked = min(day, KNOWN_UNTIL)
        return any(t.start.year - within <= asked.year <= (t.end.year if t.end else asked.year) + within for t in held)

    def with_tenures(self, tenures: Iterable[Tenure]) -> "Holders":
        """Give a table of other tenures, with the same titles and ways of naming."""
        return _laid_out(tenures, self._titles, self._naming)

    def surnames_of(self, tenure: Tenure) -> tuple[str, ...]:
        """Give the plain words that stand for the person after the first mention of his name."""
        style = self._naming.get(tenure.person.partition(" ")[0], "last")
        return tuple(dict.fromkeys(w for name in (tenure.name, *tenure.aliases) for w in _surnames(name, style)))


def plain_title(wording: str) -> str:
    """Write a title in lower case, without "the" and hyphens, in British spelling.

    Letters that stand alone are run together: "U.N. chief" is "un chief".
    """
    words: list[str] = []
    alone = False
    for word in plain(wording.replace("&", " and ")).replace("defense", "defence").removeprefix("the ").split():
        if alone and len(word) == 1:
            words[-1] += word
        else:
            alone = len(word) == 1
            words.append(word)
    return " ".join(words)


def _unpainted(title: str) -> str:
    """Leave out what an office-holder is for the time being: "acting", "outgoing"."""
    words = title.split()
    while words and words[0] in _PAINT:
        words = words[1:]
    return " ".join(words)


def _surnames(name: str, style: str) -> tuple[str, ...]:
    """Give the plain words that stand for a name after its first mention; of a single word, itself."""
    if style == "either":  # a hyphenated given name stands last: "Tsai Ing-wen", but "Joseph Wu"
        style = "first" if "-" in name.rpartition(" ")[2] else "both"
    simple = plain(name)
    # "al-Assad" is one word here, and two where names are compared.
    words = simple.split() if simple.count(" ") == name.count(" ") else [w for w in map(plain, name.split()) if w]
    plainly = len(words) == 2 and words[0] not in _HONORIFICS and words[1] not in _NUMERALS and " " not in words[1]
    if style == "last" and plainly:
        return (words[1],)  # most names
    while len(words) > 1 and words[0] in _HONORIFICS:
        words = words[1:]
    while len(words) > 1 and words[-1] in _NUMERALS:
        words = words[:-1]
    if len(words) <= 1:
        return tuple(words)
    found: list[str] = []
    if style in {"first", "given", "both"}:
        found.append(words[0])
    if style in {"last", "both", "double", "given"}:
        found.extend(_from_the_end(words))
    if style == "double" and len(words) > 2 and words[-2] not in _PARTICLES:
        found.extend((words[-2], f"{words[-2]} {words[-1]}"))
    return tuple(dict.fromkeys(found))


def _from_the_end(words: list[str]) -> list[str]:
    """Give the last word, it without its article, and it with the particles before it ("van der Bellen")."""
    last = words[-1]
    found = [last]
    head, _, rest = last.partition(" ")
    if rest and head in _ARTICLES:
        found.append(rest)
    at = len(words) - 1
    while at > 1 and words[at - 1] in _PARTICLES:
        at -= 1
    if at < len(words) - 1:
        found.append(" ".join(words[at:]))
    return found


def person_key(row: Row) -> str:
    """Give the key of the person in a row: as written, or else the country and the name."""
    return row.person or f"{row.country} {row.name}"


def read_rows(lexicons: Lexicons) -> tuple[tuple[str, Row], ...]:
    """Read the rows of all tables, each with the path of its table.

    Raises:
        LexiconError: a row does not fit the columns.
    """
    return tuple((path, row) for path in _paths() for row in lexicons.table(path, Row))


def _paths() -> tuple[str, ...]:
    return tuple(f"world/offices/{name}.csv" for name in TABLES)


@functools.cache
def holders(lexicons: Lexicons) -> Holders:
    """Read the tables of office holders; read once for the same lexicons.

    Raises:
        LexiconError: a row does not fit its columns, or its days are no days or run backwards.
    """
    tenures = [_tenure(path, row) for path, row in read_rows(lexicons)]
    titles = {(plain_title(row.title), row.country): row for row in lexicons.table(TITLES, TitleRow)}
    naming = {row.country: row.surname for row in lexicons.table(NAMING, NamingRow)}

    return _laid_out(tenures, titles, naming)


def _laid_out(tenures: Iterable[Tenure], titles: dict[tuple[str, str], TitleRow], naming: dict[str, str]) -> Holders:
    """Lay tenures out so that they are found by name, office and day."""
    tenures = sorted(tenures, key=lambda t: (t.country, t.office, t.began, t.name))
    by_person = _index((t.person, t) for t in tenures)
    spelled: dict[str, tuple[str, ...]] = {}
    shorter: dict[str, tuple[str, ...]] = {}
    fold: dict[str, tuple[str, ...]] = {}
    surnames: dict[str, tuple[str, ...]] = {}
    for person, theirs in by_person.items():
        style = naming.get(person.partition(" ")[0], "last")
        # What any row of a person teaches of his name holds for all his rows.
        for name in dict.fromkeys(n for t in theirs for n in (t.name, *t.aliases)):
            whole, *less = _shorter(name)
            _add(spelled, "".join(whole), person)
            for words in less:
                _add(shorter, "".join(words), person)
            if len(whole) > 1:
                _add(fold, folded(name), person)
            for word in _surnames(name, style):
                _add(surnames, word, person)

    return Holders(
        tenures=tuple(tenures),
        _by_spelling=spelled,
        _by_shorter=shorter,
        _by_fold=fold,
        _by_surname=surnames,
        _by_person=by_person,
        _by_office=_index(((t.country, t.office), t) for t in tenures),
        _titles=titles,
        _naming=naming,
    )


def _add(people: dict[str, tuple[str, ...]], word: str, person: str) -> None:
    """Note that a word can mean a person; all words of one person are added before those of the next."""
    known = people.get(word, ())
    if not known or known[-1] != person:
        people[word] = (*known, person)


TITLES = "world/offices/titles.csv"
NAMING = "world/offices/naming.csv"


def _tenure(path: str, row: Row) -> Tenure:
    try:
        start = first_day(row.start)
        if row.end and last_day(row.end) < start:
            raise ValueError(f"ends ({row.end}) before it begins ({row.start})")
        return Tenure(
            person=person_key(row),
            name=row.name,
            country=row.country,
            office=row.office,
            title=row.title or row.office,
            began=row.start,
            ended=row.end or None,
            aliases=row.aliases,
            note=row.note,
            table=path,
        )
    except ValueError as error:
        raise LexiconError(f"{path}: {row.country} {row.office} {row.name}: {error}; correct the days") from error


def _index(pairs: Iterable[tuple[K, Tenure]]) -> dict[K, tuple[Tenure, ...]]:
    found: dict[K, list[Tenure]] = defaultdict(list)
    for key, tenure in pairs:
        found[key].append(tenure)
    return {key: tuple(those) for key, those in found.items()}
