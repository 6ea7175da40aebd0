"""Acts whose verb is left out. Every sentence is invented."""

import pytest
from tests.documents import plain_document

from dragoman.lexicons.files import Lexicons
from dragoman.pipeline import read

pytestmark = pytest.mark.parser


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        (
            "President Odera of Kenya will meet President Mensah of Ghana in Accra on May 3, and President Kabore of "
            "Niger on May 4.",
            [("GHA", "2024-05-03"), ("NER", "2024-05-04")],
        ),
        (
            "The president of Kenya will visit Chad on April 8 and Niger on April 9.",
            [("TCD", "2024-04-08"), ("NER", "2024-04-09")],
        ),
        # Only one of the two has a day: they are met together, or the sentence does not say when.
        ("President Odera of Kenya will meet President Mensah of Ghana on May 3.", [("GHA", "2024-05-03")]),
        (
            "President Odera of Kenya will meet President Mensah of Ghana and President Kabore of Niger on May 4.",
            [("GHA NER", "2024-05-04")],
        ),
    ],
)
def test_each_party_with_a_day_of_its_own_is_an_act(text: str, acts: list[tuple[str, str]]) -> None:
    found = [
        (
            " ".join(a.country or "" for a in (*e.actors, *e.recipients) if a.country != "KEN"),
            str(e.time.start if e.time else None),
        )
        for e in read(plain_document(text, published="2024-04-02"), lexicons=Lexicons()).events
        if e.type == "CONSULT"
    ]
    assert found == acts
