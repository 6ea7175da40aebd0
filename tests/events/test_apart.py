"""Parties of meetings: each apart, the host who is called on, and bare states for implied ends. All invented."""

import pytest

from dragoman.lexicons.files import Lexicons
from dragoman.pipeline import read
from dragoman.sources.documents import bare_document

pytestmark = pytest.mark.parser


def parties(lexicons: Lexicons, text: str, kind: str) -> list[list[tuple[str | None, str | None]]]:
    """Give name and country of all who take part in a document's acts of one type."""
    record = read(bare_document(text, source="a", lexicons=lexicons), lexicons=lexicons)
    return [[(a.name, a.country) for a in (*e.actors, *e.recipients)] for e in record.events if e.type == kind]


RUIZ = ("Ana Ruiz", "PER")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "President Ana Ruiz of Peru held separate talks with the foreign ministers of Norway and Chile on Friday.",
            [[RUIZ, ("foreign minister of Norway", "NOR")], [RUIZ, ("foreign minister of Chile", "CHL")]],
            id="separate talks with holders of one office",
        ),
        pytest.param(
            "Peruvian President Ana Ruiz met separately with Norwegian Prime Minister Liv Dahl and Chilean President "
            "Luis Soto.",
            [[RUIZ, ("Liv Dahl", "NOR")], [RUIZ, ("Luis Soto", "CHL")]],
            id="met separately with two persons",
        ),
        pytest.param(
            "Peruvian President Ana Ruiz met Norwegian Prime Minister Liv Dahl and Chilean President Luis Soto.",
            [[RUIZ, ("Liv Dahl", "NOR"), ("Luis Soto", "CHL")]],
            id="without a word for it, one meeting",
        ),
        pytest.param(
            "Norway and Chile held separate talks with Peru.",
            [[(None, "PER"), (None, "NOR")], [(None, "PER"), (None, "CHL")]],
            id="two with one",
        ),
    ],
)
def test_meetings_apart(lexicons: Lexicons, text: str, expected: list[list[tuple[str | None, str | None]]]) -> None:
    assert parties(lexicons, text, "CONSULT") == expected


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        pytest.param(
            "Peruvian and Chilean negotiators agreed when they visited Oslo for talks.",
            ["PER", "CHL", "NOR"],
            id="the host is called on",
        ),
        pytest.param(
            "Peruvian and Chilean negotiators arrived in Oslo for talks.", ["PER", "CHL"], id="a third place is neutral"
        ),
        pytest.param(
            "Peru's minister Ana Ruiz arrived in Geneva for talks with Norway's Liv Dahl.",
            ["PER", "NOR"],
            id="with somebody else",
        ),
    ],
)
def test_who_comes_for_talks(lexicons: Lexicons, text: str, countries: list[str]) -> None:
    assert [country for _, country in parties(lexicons, text, "CONSULT")[-1]] == countries


def test_an_implied_end_is_the_state_not_who_was_met_before(lexicons: Lexicons) -> None:
    text = (
        "Peru's army shelled Chilean soldiers on Monday. Peru accused Chile of lying. Peru also warned the Chilean "
        "navy. On Tuesday Peru threatened to strike."
    )
    assert parties(lexicons, text, "THREATEN")[-1] == [(None, "PER"), (None, "CHL")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The talks were led by Deputy Minister Ana Ruiz for Peru and by Under-Secretary Liv Dahl for Norway.",
            [RUIZ, ("Liv Dahl", "NOR")],
            id="led by two",
        ),
        pytest.param(
            "Delegations headed by Foreign Ministers Ana Ruiz of Peru and Liv Dahl of Norway will meet next week.",
            [RUIZ, ("Liv Dahl", "NOR")],
            id="delegations headed by two",
        ),
        pytest.param(
            "Peru and Norway will start talks on Monday. Peru's team is headed by Energy Minister Ana Ruiz.",
            [RUIZ, (None, "NOR")],
            id="the head of a team in the next sentence",
        ),
        pytest.param(
            "The two ministers, Ana Ruiz of Peru and Liv Dahl of Norway, met in Lisbon.",
            [RUIZ, ("Liv Dahl", "NOR")],
            id="names behind a title in the plural",
        ),
        pytest.param(
            "Norway's prime minister was in Lima on Monday, where she met President Ana Ruiz. Liv Dahl said they had "
            "talked about fish.",
            [("Liv Dahl", "NOR"), RUIZ],
            id="a name that follows its office",
        ),
        pytest.param(
            "Norway's envoy Liv Dahl met Peruvian officials in Doha, among them Foreign Minister Ana Ruiz.",
            [("Liv Dahl", "NOR"), ("Peruvian officials", "PER"), RUIZ],
            id="among them",
        ),
    ],
)
def test_who_takes_part(lexicons: Lexicons, text: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert parties(lexicons, text, "CONSULT") == [expected]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        pytest.param(
            "Peru is a state that invaded Chile.",
            "ASSAULT",
            [(None, "PER"), (None, "CHL")],
            id="of whom a noun is said",
        ),
        pytest.param(
            "A militant attack in Srinagar killed six soldiers.",
            "ASSAULT",
            [("militants", None), ("six soldiers", "IND")],
            id="nobody knows whose militants in disputed land are",
        ),
        pytest.param(
            "A rebel attack in Goma killed four soldiers.",
            "ASSAULT",
            [("rebels", "COD"), ("four soldiers", "COD")],
            id="rebels and soldiers of the place",
        ),
    ],
)
def test_whose_deed(lexicons: Lexicons, text: str, kind: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert parties(lexicons, text, kind) == [expected]


def test_the_writers_name_for_a_party_goes_before_that_of_whom_he_quotes(lexicons: Lexicons) -> None:
    text = (
        '"Bandits of the Chadian puppet army shelled Togolese villages on Monday," said Togo\'s news agency. '
        "Chad shelled Togolese villages on Monday, witnesses said."
    )
    assert parties(lexicons, text, "ASSAULT")[0][0] == (None, "TCD")
