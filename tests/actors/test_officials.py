"""Named persons with the offices that a text states."""

from collections.abc import Callable

import pytest

from dragoman.actors.casting import cast
from dragoman.actors.officials import read_officials
from dragoman.lexicons.files import Lexicons
from dragoman.schema.actor import Cast, Official
from dragoman.schema.document import Document
from dragoman.schema.sentence import Reading

pytestmark = pytest.mark.parser

ReadText = Callable[..., tuple[Document, Reading]]


def officials(read_text: ReadText, lexicons: Lexicons, text: str) -> tuple[Official, ...]:
    document, reading = read_text(text)
    found = cast(document, reading, lexicons=lexicons, published=None)
    return read_officials(document, reading, found, lexicons=lexicons)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Chilean Finance Minister Luis Soto spoke.", [("Luis Soto", "CHL", "Finance Minister", False)], id="before"
        ),
        pytest.param(
            "Luis Soto, head of the Chilean navy, spoke.",
            [("Luis Soto", "CHL", "head of the Chilean navy", False)],
            id="behind",
        ),
        pytest.param(
            "She met then Defence Secretariat secretary general Luis Soto of Chile.",
            [("Luis Soto", "CHL", "Defence Secretariat secretary general", True)],
            id="then",
        ),
        pytest.param(
            "Former Chilean president Luis Soto died.", [("Luis Soto", "CHL", "president", True)], id="former"
        ),
        pytest.param(
            "Chile's top envoy Luis Soto spoke. Soto, a member of the Socialist Party, left.",
            [("Luis Soto", "CHL", "top envoy; member of the Socialist Party", False)],
            id="two offices",
        ),
        pytest.param(
            "Luis Soto, Chile's top diplomat, met Ana Ruiz.",
            [("Luis Soto", "CHL", "top diplomat", False)],
            id="behind, with its state",
        ),
        pytest.param(
            "President-elect Luis Soto of Chile flew in.",
            [("Luis Soto", "CHL", "President-elect", False)],
            id="elect",
        ),
        pytest.param(
            "The foreign ministers of Chile and Peru, Luis Soto and Ana Ruiz, agreed.",
            [("Luis Soto", "CHL", "foreign minister", False), ("Ana Ruiz", "PER", "foreign minister", False)],
            id="one title, two states and two names",
        ),
        pytest.param(
            "Kenya's minister Jane Otieno met her Chilean and Peruvian counterparts, Luis Soto and Ana Ruiz.",
            [
                ("Jane Otieno", "KEN", "minister", False),
                ("Luis Soto", "CHL", "minister", False),
                ("Ana Ruiz", "PER", "minister", False),
            ],
            id="two counterparts",
        ),
        pytest.param(
            "Presidents Luis Soto of Chile and Ana Ruiz of Peru met.",
            [("Luis Soto", "CHL", "President", False), ("Ana Ruiz", "PER", "President", False)],
            id="a title in the plural before two names",
        ),
        pytest.param(
            "Ana Ruiz, Peru's prime minister, thanked her Chilean colleague Luis Soto.",
            [("Ana Ruiz", "PER", "prime minister", False), ("Luis Soto", "CHL", "prime minister", False)],
            id="a colleague",
        ),
        pytest.param(
            "Kenya's minister Jane Otieno wrote to her counterpart in Lima, Ana Ruiz, on Monday.",
            [("Jane Otieno", "KEN", "minister", False), ("Ana Ruiz", "PER", "minister", False)],
            id="a counterpart by his capital",
        ),
        pytest.param(
            "Former Chilean president Luis Soto, now a special envoy of the United Nations, left.",
            [("Luis Soto", "IGO", "president; special envoy of the United Nations", False)],
            id="whom he acts for now",
        ),
        pytest.param(
            "Mali's junta leader, Colonel Issa Keita, spoke.",
            [("Issa Keita", "MLI", "Colonel; junta leader", False)],
            id="a rank beside the office",
        ),
        pytest.param(
            "Chile waited. The Minister of Foreign Affairs, Luis Soto, spoke.",
            [("Luis Soto", "CHL", "Minister of Foreign Affairs", False)],
            id="a portfolio in the plural",
        ),
        pytest.param(
            "Chile's agent, Luis Soto, rejected the claim.", [("Luis Soto", "CHL", "agent", False)], id="before a court"
        ),
        pytest.param(
            "Ana Ruiz, Peru's prime minister, thanked her Chilean opposite number Luis Soto.",
            [("Ana Ruiz", "PER", "prime minister", False), ("Luis Soto", "CHL", "prime minister", False)],
            id="an opposite number",
        ),
        pytest.param("Ex-premier Luis Soto of Chile flew in.", [("Luis Soto", "CHL", "premier", True)], id="ex"),
        pytest.param(
            "Luis Soto, Chile's minister for Trade and Industry, spoke.",
            [("Luis Soto", "CHL", "minister for Trade and Industry", False)],
            id="two matters",
        ),
        pytest.param("General Motion Corp. spoke to Chile.", [], id="a firm is no general"),
        pytest.param(
            "H.E. Luis Soto, Chile's foreign minister, spoke.",
            [("Luis Soto", "CHL", "foreign minister", False)],
            id="a form of address is no name",
        ),
        pytest.param("Luis Soto spoke.", [], id="no office"),
        pytest.param("Mr. Soto spoke.", [], id="a form of address is no office"),
        pytest.param(
            "The delegation included Luis Soto. Soto is the Chilean ambassador to Peru.",
            [("Luis Soto", "CHL", "ambassador to Peru", False)],
            id="is the",
        ),
    ],
)
def test_officials(
    read_text: ReadText, lexicons: Lexicons, text: str, expected: list[tuple[str, str | None, str, bool]]
) -> None:
    found = officials(read_text, lexicons, text)
    assert [(o.name, o.country, o.office, o.former) for o in found] == expected


def test_evidence_holds_the_office(read_text: ReadText, lexicons: Lexicons) -> None:
    text = "Chilean Finance Minister Luis Soto spoke."
    (official,) = officials(read_text, lexicons, text)
    assert text[slice(*official.evidence)] == "Finance Minister Luis Soto"


def test_a_plain_cast_will_do(read_text: ReadText, lexicons: Lexicons) -> None:
    document, reading = read_text("Chilean Finance Minister Luis Soto spoke.")
    assert [o.name for o in read_officials(document, reading, Cast(()), lexicons=lexicons)] == ["Luis Soto"]
