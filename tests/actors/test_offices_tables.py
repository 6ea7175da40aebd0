"""The tables of office holders, row by row: whoever adds a line is told here what is wrong with it."""

import csv
from collections import defaultdict
from datetime import date
from importlib.util import module_from_spec, spec_from_file_location
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from dragoman.actors.offices import (
    TABLES,
    TITLES,
    Holders,
    Tenure,
    TitleRow,
    first_day,
    folded,
    holders,
    last_day,
    plain,
    plain_title,
)
from dragoman.lexicons.files import OURS, Lexicons
from dragoman.lexicons.places import State

OFFICES = OURS / "world" / "offices"
KNOWN_UNTIL = "2027"
"""No row may begin or end later; raise it as the tables are kept up."""

SHARED_OFFICES = {"foreign ministry spokesperson", "state councillor"}
"""Offices that several people hold at once as a rule."""

NOT_THE_SAME = {
    frozenset(pair.split("|"))
    for pair in (
        "BIH Dragan Cavic|BIH Dragan Covic",
        "KOR Lee Hong-koo|KOR Lee Jong-koo",
        "KOR Kim Sung-han|KOR Kim Sung-hwan",
        "KWT Ahmad Nawaf al-Sabah|KWT Nawaf al-Ahmad al-Sabah",
        "LVA Andris Berzins (1944)|LVA Andris Berzins (1951)",
        "MHL Amata Kabua|MHL Imata Kabua",
        "PHL Ferdinand Marcos Jr.|PHL Ferdinand Marcos Sr.",
        "MMR Than Shwe|MMR Than Swe",
        "PRK Kim Jong-il|PRK Kim Yong-il",
        "QAT Hamad bin Khalifa Al Thani|QAT Khalifa bin Hamad Al Thani",
        "USA George H. W. Bush|USA George W. Bush",
        "YEM Abdullah al-Saadi|YEM Abdullah al-Saidi",
    )
}
"""People of one country whose names differ by a letter or by transliteration only."""


@pytest.fixture(scope="module")
def table(lexicons: Lexicons) -> Holders:
    return holders(lexicons)


@pytest.fixture(scope="module")
def states(lexicons: Lexicons) -> frozenset[str]:
    return frozenset(state.code for state in lexicons.table("world/states.csv", State))


@pytest.mark.parametrize("name", TABLES)
def test_rows(name: str, table: Holders, states: frozenset[str]) -> None:
    faults = []
    with (OFFICES / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    for number, row in enumerate(rows, 2):
        where = f"{name}.csv:{number} {row['country']} {row['office']} {row['name']}: "
        if any(cell != cell.strip() or "  " in cell for cell in row.values()):
            faults.append(where + "blanks at the border of a cell or doubled")
        if not row["name"].isascii():
            faults.append(where + "write the name without diacritics, and with them among the aliases")
        if row["name"] in row["aliases"].split("|"):
            faults.append(where + "an alias repeats the name")
        if not row["note"]:
            faults.append(where + "the note does not tell where the row is known from")
        if row["title"] == row["office"]:
            faults.append(where + "leave the title empty where it is the office's own")
        person = row["person"] or f"{row['country']} {row['name']}"
        if person.partition(" ")[0] not in states:
            faults.append(where + f"{person.partition(' ')[0]} is no state of world/states.csv; give a key in 'person'")
        if name != "organisations" and row["country"] not in states:
            faults.append(where + "no such state in world/states.csv")
        if not table.offices(row["office"], country=row["country"]):
            faults.append(where + "titles.csv does not know the office")
        if row["title"] and row["office"] not in table.offices(row["title"], country=row["country"]):
            faults.append(where + f"titles.csv does not lead from {row['title']!r} to the office")
        faults.extend(
            where + f"{day} is later than {KNOWN_UNTIL}" for day in (row["from"], row["to"]) if day > KNOWN_UNTIL
        )
    keys = [(row["country"], row["office"], row["from"], row["name"]) for row in rows]
    faults.extend(f"{name}.csv: {b} stands behind {a}; sort the rows" for a, b in pairwise(keys) if a > b)
    assert faults == []


def test_overlaps(table: Holders) -> None:
    """Two people hold one office at once only on the day of a handover, or where a note says so."""
    faults = []
    by_office: dict[tuple[str, str], list[Tenure]] = defaultdict(list)
    for tenure in table.tenures:
        if tenure.office not in SHARED_OFFICES:
            by_office[tenure.country, tenure.office].append(tenure)
    for those in by_office.values():
        for one, other in combinations(sorted(those, key=lambda tenure: tenure.start), 2):
            surely_ends = date.max if one.ended is None else first_day(one.ended)
            if surely_ends > last_day(other.began) and not {one.note[:9], other.note[:9]} & {"alongside"}:
                faults.append(f"{one.country} {one.office}: {one.name} to {one.ended}, {other.name} from {other.began}")
    assert faults == []


def test_nobody_succeeds_himself_without_a_break(table: Holders) -> None:
    faults = []
    for person in {tenure.person: None for tenure in table.tenures}:
        for one, other in combinations(table.tenures_of(person), 2):
            same = (one.country, one.office, one.title) == (other.country, other.office, other.title)
            if same and (one.ended is None or last_day(one.ended) >= other.start):
                faults.append(
                    f"{person} {one.title}: {one.began} to {one.ended}, again from {other.began}; one row will do"
                )
    assert faults == []


def test_spelling(table: Holders) -> None:
    """One person has one key: names of a country that differ by a letter or a transliteration are suspect."""
    faults = []
    by_country: dict[str, list[str]] = defaultdict(list)
    for person in sorted({tenure.person for tenure in table.tenures}):
        by_country[person.partition(" ")[0]].append(person)
    for people in by_country.values():
        for one, other in combinations(people, 2):
            a, b = plain(one[4:]), plain(other[4:])
            if (folded(a) == folded(b) != "" or _one_letter(a, b)) and frozenset({one, other}) not in NOT_THE_SAME:
                faults.append(f"{one} | {other}")
    assert faults == []


def _one_letter(a: str, b: str) -> bool:
    """Say whether one letter changed, added or left out makes `b` of `a`."""
    if abs(len(a) - len(b)) > 1:
        return False
    same = next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rest_a, rest_b = a[same:], b[same:]
    return rest_a[1:] == rest_b[1:] or rest_a[1:] == rest_b or rest_a == rest_b[1:]


@pytest.mark.parametrize(
    ("country", "office", "since", "days"),
    [
        pytest.param("USA", "president", "1990-01-01", 0, id="presidents of the USA"),
        pytest.param("USA", "foreign minister", "1990-01-01", 110, id="secretaries of state; acting ones left out"),
        pytest.param("JPN", "prime minister", "1990-01-01", 0, id="prime ministers of Japan"),
        pytest.param("JPN", "foreign minister", "1990-01-01", 8, id="foreign ministers of Japan"),
        pytest.param("CHN", "president", "1990-01-01", 0, id="presidents of China"),
        pytest.param("CHN", "prime minister", "1990-01-01", 0, id="premiers of China"),
        pytest.param("CHN", "foreign minister", "1990-01-01", 0, id="foreign ministers of China"),
        pytest.param("RUS", "president", "1991-07-10", 0, id="presidents of Russia"),
        pytest.param("GBR", "prime minister", "1990-01-01", 0, id="prime ministers of Britain"),
        pytest.param("FRA", "president", "1990-01-01", 0, id="presidents of France"),
        pytest.param("FRA", "prime minister", "1990-01-01", 0, id="prime ministers of France"),
        pytest.param("DEU", "prime minister", "1990-01-01", 0, id="chancellors"),
        pytest.param("IND", "prime minister", "1990-01-01", 0, id="prime ministers of India"),
        pytest.param("ITA", "prime minister", "1990-01-01", 0, id="prime ministers of Italy"),
        pytest.param("ISR", "prime minister", "1990-01-01", 1, id="prime ministers of Israel"),
        pytest.param("UN", "secretary-general", "1990-01-01", 1, id="secretaries-general of the UN"),
    ],
)
def test_gaps(table: Holders, country: str, office: str, since: str, days: int) -> None:
    """Between two holders lie no more days than there were, until our knowledge ends."""
    those = [t for t in table.tenures if (t.country, t.office) == (country, office)]
    reached = date.fromisoformat(since)
    assert min(t.start for t in those) <= reached
    for tenure in sorted(those, key=lambda t: t.start):
        if tenure.end is None or tenure.end >= reached:
            assert (tenure.start - reached).days <= days, f"nobody between {reached} and {tenure.start}"
            reached = tenure.end or date.max
    assert reached >= date(2025, 6, 1)


def test_titles(lexicons: Lexicons, table: Holders) -> None:
    rows = lexicons.table(TITLES, TitleRow)
    held = {tenure.office for tenure in table.tenures}
    assert [row.title for row in rows if plain_title(row.title) != row.title] == []
    assert [(row.title, office) for row in rows for office in row.office if office not in held] == []
    assert [(row.title, row.loose) for row in rows if row.loose not in {"", "yes"}] == []
    keys = [(row.title, row.country) for row in rows]
    assert keys == sorted(set(keys))


def test_agreement_with_an_independent_list(shared: Path) -> None:
    """At least nine in ten heads of the list are found; what is not is judged in bench/offices.md."""
    place = Path(__file__).parents[2] / "bench" / "offices.py"
    spec = spec_from_file_location("bench_offices", place)
    assert spec is not None
    assert spec.loader is not None
    bench = module_from_spec(spec)
    spec.loader.exec_module(bench)
    found = bench.compare(shared / "eval" / "officeholders-check.csv")
    assert found.share >= 0.97
