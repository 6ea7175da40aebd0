"""How things stand between states: trend, holder, hedge, countries."""

from collections.abc import Callable

import pytest

from dragoman.actors.casting import cast
from dragoman.lexicons.files import Lexicons
from dragoman.schema.actor import Cast
from dragoman.schema.document import Document
from dragoman.schema.sentence import Reading
from dragoman.statements.assessments import read_assessments

pytestmark = pytest.mark.parser

Read = Callable[..., tuple[Document, Reading]]


@pytest.mark.parametrize(
    ("text", "trend", "hedged"),
    [
        pytest.param("Relations between Kenya and Norway have warmed.", "improving", False, id="warmed"),
        pytest.param("Ties between Kenya and Norway have soured over fish.", "worsening", False, id="soured"),
        pytest.param("Relations between Kenya and Norway are strained.", "strained", False, id="strained"),
        pytest.param("Tensions between Kenya and Norway have eased.", "improving", False, id="less of a bad thing"),
        pytest.param("Tensions between Kenya and Norway are rising.", "worsening", False, id="more of a bad thing"),
        pytest.param("Kenya apparently wants to rebuild ties with Norway.", "improving", True, id="a motive, hedged"),
        pytest.param("Ties between Kenya and Norway may deteriorate.", "worsening", True, id="outlook, hedged"),
        pytest.param("There is no trust between Kenya and Norway.", "strained", False, id="none of a good thing"),
        pytest.param("Kenya and Norway enjoy good relations.", "improving", False, id="good"),
        pytest.param("Kenya is wary of Norway.", "strained", False, id="how one looks upon the other"),
    ],
)
def test_trend(text: str, trend: str, hedged: bool, read_text: Read, lexicons: Lexicons) -> None:
    document, reading = read_text(text)
    people = cast(document, reading, lexicons=lexicons, published=None)
    (assessment,) = read_assessments(document, reading, people, lexicons=lexicons)
    assert (assessment.trend, assessment.hedged) == (trend, hedged)
    assert set(assessment.about) == {"KEN", "NOR"}
    assert text[slice(*assessment.evidence.trigger or (0, 0))] == assessment.text


def test_held_by_the_speaker(read_text: Read, lexicons: Lexicons) -> None:
    document, reading = read_text("Analysts said that ties between Kenya and Norway had soured.")
    people = cast(document, reading, lexicons=lexicons, published=None)
    (assessment,) = read_assessments(document, reading, people, lexicons=lexicons)
    assert assessment.held_by != "narrator"
    assert not assessment.held_by.named


def test_two_clauses_two_assessments(read_text: Read, lexicons: Lexicons) -> None:
    text = "Ties between Kenya and Norway have warmed, although tensions between Kenya and Ghana have grown."
    document, reading = read_text(text)
    people = cast(document, reading, lexicons=lexicons, published=None)
    found = read_assessments(document, reading, people, lexicons=lexicons)
    assert [(a.trend, set(a.about)) for a in found] == [("improving", {"KEN", "NOR"}), ("worsening", {"KEN", "GHA"})]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Kenya signed a treaty with Norway.", id="an act is no assessment"),
        pytest.param("The minister arrived in Oslo on Monday.", id="nothing about how things stand"),
    ],
)
def test_no_assessment(text: str, read_text: Read, lexicons: Lexicons) -> None:
    document, reading = read_text(text)
    people = cast(document, reading, lexicons=lexicons, published=None)
    assert read_assessments(document, reading, people, lexicons=lexicons) == ()


def test_without_states_nothing(read_text: Read, lexicons: Lexicons) -> None:
    document, reading = read_text("Tensions between the brothers have eased.")
    assert read_assessments(document, reading, Cast(mentions=()), lexicons=lexicons) == ()
