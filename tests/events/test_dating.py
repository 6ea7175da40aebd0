"""Which act a time dates, where it does not stand in the act's own clause."""

import functools

import pytest
from tests.documents import plain_document

from dragoman.lexicons.files import Lexicons
from dragoman.pipeline import read
from dragoman.schema.when import When

pytestmark = pytest.mark.parser


@functools.cache
def times(text: str, kind: str) -> tuple[When | None, ...]:
    found = read(plain_document(text, published="2024-03-13"), lexicons=Lexicons()).events
    return tuple(event.time for event in found if event.type == kind)


def days(when: When | None) -> tuple[str, str] | None:
    return (str(when.start), str(when.end)) if when is not None else None


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        pytest.param(
            "Kenyan President William Ruto arrived in Ghana on Tuesday as he prepares to meet Ghana's President Nana "
            "Akufo-Addo during a four-day visit.",
            "CONSULT",
            ("2024-03-13", "2024-03-15"),
            id="what is expected of a visitor lies inside the journey, from the report on",
        ),
        pytest.param(
            "Peru's foreign minister met his Chilean counterpart when they visited Rome for talks in January.",
            "CONSULT",
            ("2024-01-01", "2024-01-31"),
            id="a clause of the same time lends its time",
        ),
    ],
)
def test_time_from_elsewhere_in_the_sentence(text: str, kind: str, expected: tuple[str, str]) -> None:
    assert expected in [days(when) for when in times(text, kind)]


def test_a_journey_without_a_length_dates_nothing() -> None:
    found = times(
        "Kenyan President William Ruto arrived in Ghana on Tuesday as he prepares to meet Ghana's President Nana "
        "Akufo-Addo during a visit.",
        "CONSULT",
    )
    assert ("2024-03-13", "2024-03-15") not in [days(when) for when in found]
