"""Where acts happen: named with them, followed from what they are, or the place of a gathering. All invented."""

import pytest

from dragoman.lexicons.files import Lexicons
from dragoman.pipeline import read
from dragoman.sources.documents import bare_document

pytestmark = pytest.mark.parser


def places(lexicons: Lexicons, text: str, kind: str) -> list[tuple[str, str | None] | None]:
    """Give name and country of the places of a document's acts of one type, in the order of the text."""
    record = read(bare_document(text, source="a", lexicons=lexicons), lexicons=lexicons)
    return [None if e.place is None else (e.place.name, e.place.country) for e in record.events if e.type == kind]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        pytest.param(
            "Peru and Chile met at a villa in Kenya's Mombasa port on Friday.",
            "CONSULT",
            [("Mombasa", "KEN")],
            id="a city that a noun is told from others by",
        ),
        pytest.param(
            "Troops of Peru and Chile clashed in the Cusco region near the Andes.",
            "ASSAULT",
            [("Cusco", "PER")],
            id="the first place, though it stands before its noun",
        ),
        pytest.param(
            "The trail led to Mombasa in Kenya, where the smuggler lived and was killed by Norwegian troops.",
            "ASSAULT",
            [("Kenya", "KEN")],
            id="where",
        ),
        pytest.param(
            "Rebels attacked near Goma just as Norway's Prime Minister Liv Dahl was visiting Peru for talks with "
            "President Ana Ruiz.",
            "CONSULT",
            [("Peru", "PER"), ("Peru", "PER")],
            id="talks on a visit, whatever the main clause tells",
        ),
        pytest.param(
            "Peru closed its airspace on Friday after Chile protested.", "COERCE", [("Peru", "PER")], id="its own"
        ),
        pytest.param(
            "Prime Minister Liv Dahl of Norway called on Nigeria to free the crew.", "REQUEST", [None], id="called on"
        ),
        pytest.param("Portugal will host talks between Norway and Chile.", "CONSULT", [("Portugal", "PRT")], id="host"),
        pytest.param("Peru closed the border with Chile.", "COERCE", [("Peru", "PER")], id="a gate to one's land"),
        pytest.param(
            "Haiti's ambassador in Oslo protested against the raids by Peru.", "ACCUSE", [("Oslo", "NOR")], id="posted"
        ),
        pytest.param(
            '"We urge Peru to wait," State Department spokeswoman Ann Field told reporters in Oslo.',
            "REQUEST",
            [("Oslo", "NOR")],
            id="where the words were said",
        ),
    ],
)
def test_named_or_followed(
    lexicons: Lexicons, text: str, kind: str, expected: list[tuple[str, str | None] | None]
) -> None:
    assert places(lexicons, text, kind) == expected


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        pytest.param(
            "Norway and Peru held a summit in Cusco on Friday. Speaking at the summit, Peruvian President Ana Ruiz "
            "urged Chile to pay.",
            "REQUEST",
            [("Cusco", "PER")],
            id="spoken at it",
        ),
        pytest.param(
            "Norway and Peru held a summit in Cusco on Friday. Chilean Prime Minister Luis Soto urged Peru to pay.",
            "REQUEST",
            [None],
            id="said by somebody else",
        ),
        pytest.param(
            "The conference opened in Geneva on Monday. Iran's envoy Reza Karimi told the conference that Norway must "
            "lift sanctions.",
            "REQUEST",
            [("Geneva", "CHE")],
            id="told the conference",
        ),
        pytest.param(
            "The Farmers' Party Congress meeting in Lima began on Monday. During the congress, Peruvian President Ana "
            "Ruiz threatened to leave the pact with Chile.",
            "THREATEN",
            [("Lima", "PER")],
            id="a congress that meets in",
        ),
        pytest.param(
            "President Ana Ruiz of Peru held talks with President Hugo Paz of Chile in Lima. Following the talks the "
            "presidents signed a treaty.",
            "SUPPORT",
            [("Lima", "PER")],
            id="signed after the talks",
        ),
        pytest.param(
            "Peru's minister Ana Ruiz spoke at a forum in Oslo. Ruiz spoke at a summit in Nairobi. She accused Chile "
            "of spying.",
            "ACCUSE",
            [None],
            id="two gatherings leave it open",
        ),
        pytest.param(
            "Peru's minister Ana Ruiz will speak at a forum in Oslo on Monday. She accused Chile of spying.",
            "ACCUSE",
            [None],
            id="still to come",
        ),
    ],
)
def test_gatherings(lexicons: Lexicons, text: str, kind: str, expected: list[tuple[str, str | None] | None]) -> None:
    assert places(lexicons, text, kind) == expected


def test_a_gathering_told_of_again_is_where_it_was(lexicons: Lexicons) -> None:
    text = (
        "Joint statement on the anniversary of the leaders' summit at Cusco in Peru\n\n"
        "We, the leaders of Norway and Peru, recall the progress made in the year since our historic summit.\n"
    )
    assert ("Peru", "PER") in places(lexicons, text, "CONSULT") or ("Cusco", "PER") in places(lexicons, text, "CONSULT")
