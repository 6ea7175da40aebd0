"""Is it real? The eight statuses over the wordings that give them (rules S1 to S6 of docs/status.md)."""

import functools

import pytest
from tests.documents import plain_document

from dragoman.lexicons.files import Lexicons
from dragoman.pipeline import read
from dragoman.schema.event import Event, EventType

pytestmark = pytest.mark.parser


@functools.cache
def events(text: str) -> tuple[Event, ...]:
    return read(plain_document(text, published="2024-03-13"), lexicons=Lexicons()).events


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        pytest.param("Ghana's president visited Togo on Monday.", "CONSULT", "happened", id="past"),
        pytest.param("Ghana's president has visited Togo.", "CONSULT", "happened", id="perfect"),
        pytest.param("Ghana's president is visiting Togo.", "CONSULT", "ongoing", id="progressive"),
        pytest.param("Ghana's president will visit Togo on Friday.", "CONSULT", "scheduled", id="will"),
        pytest.param("Ghana's president is to visit Togo on Friday.", "CONSULT", "scheduled", id="is to"),
        pytest.param("Ghana's president is due to visit Togo.", "CONSULT", "scheduled", id="is due to"),
        pytest.param("Ghana's president plans to visit Togo.", "CONSULT", "proposed", id="plan"),
        pytest.param("Ghana has proposed talks with Togo.", "CONSULT", "proposed", id="proposed noun"),
        pytest.param("Ghana's president is expected to visit Togo.", "CONSULT", "expected", id="expected"),
        pytest.param("Ghana's president may visit Togo.", "CONSULT", "possible", id="may"),
        pytest.param(
            "Ghana's president would visit Togo if it asked.", "CONSULT", "possible", id="would under a condition"
        ),
        pytest.param("It is unclear whether Ghana and Togo will hold talks.", "CONSULT", "possible", id="whether"),
        pytest.param("Ghana cancelled talks with Togo.", "CONSULT", "cancelled", id="cancelled noun"),
        pytest.param(
            "Talks between Ghana and Togo were postponed.", "CONSULT", "cancelled", id="passive of the operator"
        ),
        pytest.param("Ghana did not attack Togo.", "ASSAULT", "did_not_happen", id="not"),
        pytest.param("Ghana avoided criticism of Togo.", "ACCUSE", "did_not_happen", id="avoid"),
        pytest.param("Ghana did not rule out talks with Togo.", "CONSULT", "possible", id="double negation"),
        pytest.param("Togo protested after talks between Ghana and Benin.", "CONSULT", "happened", id="after"),
        pytest.param("Togo protested ahead of talks between Ghana and Benin.", "CONSULT", "scheduled", id="ahead of"),
        pytest.param("Ghana's president began a visit to Togo.", "CONSULT", "happened", id="begin is as real as it is"),
        pytest.param("Ghana and Togo held their planned talks.", "CONSULT", "happened", id="a plan that was kept"),
    ],
)
def test_status(text: str, kind: str, status: str) -> None:
    found = [event.status for event in events(text) if event.type == kind]
    assert status in found, events(text)


@pytest.mark.parametrize(
    ("text", "outer", "actors", "recipients"),
    [
        pytest.param(
            "Ghana cancelled talks with Togo.", "REJECT", {"GHA"}, {"TGO"}, id="cancelling a meeting refuses it"
        ),
        pytest.param(
            "Ghana ended its military cooperation with Togo.", "SANCTION", {"GHA"}, {"TGO"}, id="ending exchange"
        ),
        pytest.param(
            "Ghana threatened to impose sanctions on Togo.", "THREATEN", {"GHA"}, {"TGO"}, id="threat of sanctions"
        ),
        pytest.param(
            "Ghana said it would attack Togo if it did not leave.",
            "THREATEN",
            {"GHA"},
            {"TGO"},
            id="announced violence",
        ),
        pytest.param("Ghana will not lift the embargo on Togo.", "REJECT", {"GHA"}, {"TGO"}, id="will not ease"),
        pytest.param("Ghana's president said Togo must withdraw its troops.", "REQUEST", {"GHA"}, {"TGO"}, id="must"),
    ],
)
def test_acts_about_acts(text: str, outer: str, actors: set[str], recipients: set[str]) -> None:
    found = [event for event in events(text) if event.type == outer]
    assert any(
        {a.country for a in event.actors} == actors and {a.country for a in event.recipients} == recipients
        for event in found
    ), events(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Ghana threatened to impose sanctions on Togo.", id="threatened"),
        pytest.param("Ghana demanded that Togo expel the Beninese diplomats.", id="demanded"),
        pytest.param("Ghana wants to impose sanctions on Togo.", id="wanted"),
    ],
)
def test_the_embedded_deed_is_not_coded_as_done(text: str) -> None:
    assert EventType.SANCTION not in {event.type for event in events(text)}
