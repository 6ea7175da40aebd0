"""The tables of the world: codes, days, spellings, and that nothing contradicts itself."""

import csv
import re
from collections import Counter
from pathlib import Path

import pycountry
import pytest

from dragoman.actors.names import (
    Body,
    FamilyNames,
    GivenName,
    Organisation,
    Person,
    fold,
    gazetteer,
    split_name,
)
from dragoman.actors.wording import plural, wording
from dragoman.lexicons.files import OURS, Lexicons
from dragoman.lexicons.places import PlaceRow, State
from dragoman.schema.actor import ORGANISATION_CODES

GONE = {"CSK", "DDR", "SCG", "SUN", "YMD", "YUG", "ZAR"}


@pytest.fixture(scope="module")
def states(lexicons: Lexicons) -> dict[str, State]:
    return {state.code: state for state in lexicons.table("world/states.csv", State)}


def test_all_codes_of_iso(states: dict[str, State]) -> None:
    iso = {country.alpha_3 for country in pycountry.countries}
    assert iso - set(states) == set()
    assert set(states) - iso == GONE | {"XKX"}


def test_gone_states_have_a_first_and_a_last_day(states: dict[str, State]) -> None:
    assert {code for code, state in states.items() if state.end is not None} == GONE
    assert {code for code in GONE if states[code].start is None} == set()


def test_days_run_forward(states: dict[str, State], lexicons: Lexicons) -> None:
    for state in states.values():
        assert state.start is None or state.end is None or state.start <= state.end, state.code
    for organisation in lexicons.table("world/organisations.csv", Organisation):
        for member in organisation.memberships():
            assert member.start is None or member.end is None or member.start <= member.end, organisation.name


def test_codes_of_other_tables_are_states(states: dict[str, State], lexicons: Lexicons) -> None:
    known = set(states)
    for organisation in lexicons.table("world/organisations.csv", Organisation):
        assert organisation.code is None or organisation.code in known | ORGANISATION_CODES, organisation.name
        assert {m.country for m in organisation.memberships()} <= known, organisation.name
    for body in lexicons.table("world/bodies.csv", Body):
        assert body.country is None or body.country in known, body.name
    for place in lexicons.table("world/places.csv", PlaceRow):
        assert place.country is None or place.country in known, place.name
        assert set(place.claimants) <= known, place.name
    for person in lexicons.table("world/names-persons.csv", Person):
        assert person.country is None or person.country in known | ORGANISATION_CODES, person.name
    for names in lexicons.table("world/names-family-first.csv", FamilyNames):
        assert set(names.countries) <= known


def test_numbers_of_states_are_used_once_a_time(states: dict[str, State]) -> None:
    living = [state for state in states.values() if state.end is None]
    for numbers in (
        [s.cow for s in living if s.cow],
        [s.gw for s in living if s.gw],
        [s.wikidata for s in living if s.wikidata],
    ):
        assert len(numbers) == len(set(numbers))


def test_ids_at_wikidata_have_its_form_and_name_one_thing(states: dict[str, State], lexicons: Lexicons) -> None:
    ids = [state.wikidata for state in states.values() if state.wikidata]
    ids += [row.wikidata for row in lexicons.table("world/organisations.csv", Organisation) if row.wikidata]
    assert [found for found in ids if not re.fullmatch(r"Q[1-9][0-9]*", found)] == []
    assert [found for found, times in Counter(ids).items() if times > 1] == []


def test_living_states_and_territories_have_an_id(states: dict[str, State]) -> None:
    assert [code for code, state in states.items() if state.end is None and not state.wikidata] == []


def test_numbers_of_states_are_within_the_lists_and_come_in_pairs(states: dict[str, State]) -> None:
    assert [state.code for state in states.values() if (state.cow is None) != (state.gw is None)] == []
    numbers = {number for state in states.values() for number in (state.cow, state.gw) if number is not None}
    assert all(2 <= number <= 990 for number in numbers)


@pytest.mark.parametrize(
    ("code", "cow", "gw"),
    [
        pytest.param("DEU", 255, 260, id="Germany since 1990"),
        pytest.param("YEM", 679, 678, id="Yemen since 1990"),
        pytest.param("SRB", 345, 340, id="Serbia since 2006"),
        pytest.param("SCG", 345, 345, id="Serbia and Montenegro is still Yugoslavia to both"),
        pytest.param("KIR", 946, 970, id="a microstate"),
    ],
)
def test_where_the_two_lists_of_states_differ(states: dict[str, State], code: str, cow: int, gw: int) -> None:
    assert (states[code].cow, states[code].gw) == (cow, gw)


def test_places_lie_on_the_globe(lexicons: Lexicons) -> None:
    for place in (*lexicons.table("world/places.csv", PlaceRow), *lexicons.table("world/cities.csv", PlaceRow)):
        assert place.lat is not None, place.name
        assert place.lon is not None, place.name
        assert -90 <= place.lat <= 90, place.name
        assert -180 <= place.lon <= 180, place.name


@pytest.mark.parametrize(
    "table",
    ["states", "organisations", "bodies", "places", "cities", "names-persons", "names-family-first", "names-given"],
)
def test_tables_are_sorted_and_keys_unique(table: str) -> None:
    with (Path(OURS) / "world" / f"{table}.csv").open(encoding="utf-8", newline="") as handle:
        keys = [row[0] for row in csv.reader(handle)][1:]
    assert keys == sorted(keys)
    assert len(keys) == len(set(keys))


def test_given_names_are_written_once_a_row(lexicons: Lexicons) -> None:
    for row in lexicons.table("world/names-given.csv", GivenName):
        assert len(row.names) == len(set(row.names))
        assert row.gender in {"", "he", "she"}


def test_membership_by_day(lexicons: Lexicons) -> None:
    from datetime import date  # noqa: PLC0415

    union = gazetteer(lexicons).organisations["European Union"]

    def members(day: date | None) -> set[str]:
        return {m.country for m in union.memberships() if m.covers(day)}

    assert "GBR" in members(date(2020, 1, 31))
    assert "GBR" not in members(date(2020, 2, 1))
    assert "HRV" not in members(date(2013, 6, 30))
    assert len(members(None)) == 27


@pytest.mark.parametrize(
    ("spelling", "words"),
    [
        pytest.param("Guinea-Bissau", ("Guinea", "Bissau"), id="hyphen"),
        pytest.param("People's Republic of China", ("People", "'s", "Republic", "of", "China"), id="possessive"),
        pytest.param("Workers' Party", ("Workers", "'", "Party"), id="plural possessive"),
    ],
)
def test_names_are_cut_as_sentences_are(spelling: str, words: tuple[str, ...]) -> None:
    assert split_name(spelling) == words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("U.S.", "us", id="full stops"),
        pytest.param("Türkiye", "turkiye", id="marks"),
        pytest.param("Xi’an", "xi'an", id="curly apostrophe"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("one", "many"),
    [
        pytest.param("gunman", "gunmen", id="man"),
        pytest.param("army", "armies", id="y"),
        pytest.param("boy", "boys", id="y after a vowel"),
        pytest.param("police", "polices", id="regular"),
    ],
)
def test_plural(one: str, many: str) -> None:
    assert plural(one) == many


def test_wording_is_there(lexicons: Lexicons) -> None:
    words = wording(lexicons)
    assert words.titles["foreign minister"].office == "foreign-minister"
    assert words.bodies["coast guard"].sector == "COP"
    assert words.roles["protesters"].sector == "CVL"
    assert words.capital_titles["pm"].office == "head-of-government"


def test_a_users_table_adds_a_name(tmp_path: Path) -> None:
    folder = tmp_path / "world"
    folder.mkdir()
    (folder / "organisations.csv").write_text(
        "name,names,code,sector,kind,members\nLeague of Examples,LOX,IGO,IGO,igo,KEN|PER\n", encoding="utf-8"
    )
    names = gazetteer(Lexicons.laid_over(tmp_path))
    assert [n.organisation.name for n in names.by_first["lox"] if n.organisation] == ["League of Examples"]


def test_cities_take_no_name_from_other_tables(lexicons: Lexicons, states: dict[str, State]) -> None:
    names = gazetteer(lexicons)
    for city in lexicons.table("world/cities.csv", PlaceRow):
        assert city.country in states, city.name
        keys = tuple(fold(word) for word in split_name(city.name))
        assert {n.table for n in names.by_first[keys[0]] if n.keys == keys} == {"cities"}, city.name


@pytest.mark.parametrize("table", ["states", "organisations", "bodies", "places", "cities"])
def test_the_readme_explains_every_column(table: str) -> None:
    page = (Path(OURS) / "world" / "README.md").read_text(encoding="utf-8")
    with (Path(OURS) / "world" / f"{table}.csv").open(encoding="utf-8", newline="") as handle:
        for column in next(csv.reader(handle)):
            assert f"`{column}`" in page, column
