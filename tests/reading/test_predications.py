"""Who does what to whom once voice, control, relatives, coordination, light verbs and event nouns are undone."""

from collections.abc import Callable

import pytest

from dragoman.schema.document import Document
from dragoman.schema.sentence import Predication, Reading, Role, Sentence

pytestmark = pytest.mark.parser

ReadText = Callable[..., tuple[Document, Reading]]


def find(reading: Reading, lemma: str) -> tuple[Sentence, Predication]:
    for sentence in reading.sentences:
        for predication in sentence.predications:
            if predication.lemma == lemma:
                return sentence, predication
    found = [p.lemma for s in reading.sentences for p in s.predications]
    raise AssertionError(f"no predication {lemma!r} among {found}")


def fillers(sentence: Sentence, predication: Predication, where: str) -> list[str]:
    """Words in a place: a role, or a preposition."""
    roles = {role.value: role for role in Role}
    arguments = predication.fillers(roles[where]) if where in roles else predication.after(where)
    return [sentence.tokens[a.token].text for a in arguments]


@pytest.mark.parametrize(
    ("text", "lemma", "expected"),
    [
        pytest.param(
            "Norway expelled two diplomats.", "expel", {"subject": ["Norway"], "object": ["diplomats"]}, id="active"
        ),
        pytest.param(
            "Two diplomats were expelled by Norway.",
            "expel",
            {"subject": ["Norway"], "object": ["diplomats"]},
            id="passive agent",
        ),
        pytest.param(
            "The treaty was signed by Friday.",
            "sign",
            {"subject": [], "object": ["treaty"]},
            id="by of time is no agent",
        ),
        pytest.param(
            "They came to Oslo for a visit, with separate tete-a-tete discussions that month between Kenya and Togo.",
            "discussion",
            {"between": ["Kenya", "Togo"]},
            id="sides hung on the time between",
        ),
        pytest.param(
            "Kenya and Uganda condemned the attack.",
            "condemn",
            {"subject": ["Kenya", "Uganda"]},
            id="conjoined subjects",
        ),
        pytest.param(
            "Peru recalled its envoy and expelled a diplomat.",
            "expel",
            {"subject": ["Peru"]},
            id="conjoined verb takes the subject",
        ),
        pytest.param("Chile agreed to release the sailors.", "release", {"subject": ["Chile"]}, id="subject control"),
        pytest.param("Chile urged Peru to release the sailors.", "release", {"subject": ["Peru"]}, id="object control"),
        pytest.param(
            "Peru was urged to release the sailors.", "release", {"subject": ["Peru"]}, id="control under passive"
        ),
        pytest.param(
            "Chile promised Peru to release the sailors.",
            "release",
            {"subject": ["Chile"]},
            id="promise keeps its subject",
        ),
        pytest.param(
            "Egypt accused Sudan of shelling a village.",
            "shell",
            {"subject": ["Sudan"]},
            id="gerund after of belongs to the object",
        ),
        pytest.param(
            "The minister who visited Ghana spoke on Monday.",
            "visit",
            {"subject": ["minister"], "object": ["Ghana"]},
            id="relative",
        ),
        pytest.param(
            "Rebels armed by Chad crossed the border.",
            "arm",
            {"subject": ["Chad"], "object": ["Rebels"]},
            id="reduced relative",
        ),
        pytest.param(
            "Japan held talks with China.", "talk", {"subject": ["Japan"], "with": ["China"]}, id="light verb"
        ),
        pytest.param(
            "Talks were held between Japan and China.",
            "talk",
            {"between": ["Japan", "China"]},
            id="light verb in the passive",
        ),
        pytest.param(
            "Egypt paid its bills on Monday.", "pay", {"subject": ["Egypt"]}, id="a light verb without an act is itself"
        ),
        pytest.param("Iran faces sanctions from France.", "sanction", {"object": ["Iran"]}, id="undergoing verb"),
        pytest.param(
            "China's criticism of Japan continued.",
            "criticism",
            {"possessive": ["China"], "of": ["Japan"]},
            id="event noun",
        ),
        pytest.param(
            "The talks between Iran and Iraq took place in Oman.",
            "talk",
            {"between": ["Iran", "Iraq"], "in": ["Oman"]},
            id="occurrence verb",
        ),
        pytest.param(
            "Italy protested on the sidelines of a summit.",
            "protest",
            {"on sideline of": ["summit"]},
            id="compound preposition",
        ),
        pytest.param(
            "The king said that both should talk, while calling for Peru to wait.",
            "call",
            {"subject": ["king"]},
            id="gerund of saying is the speaker's",
        ),
    ],
)
def test_arguments(read_text: ReadText, text: str, lemma: str, expected: dict[str, list[str]]) -> None:
    _, reading = read_text(text)
    sentence, predication = find(reading, lemma)
    assert {where: fillers(sentence, predication, where) for where in expected} == expected


@pytest.mark.parametrize(
    ("text", "lemma", "expected"),
    [
        pytest.param("Japan has visited China.", "visit", {"tense": "present", "perfect": True}, id="perfect"),
        pytest.param("Japan will meet China.", "meet", {"tense": "future"}, id="future"),
        pytest.param("The premier is to visit Japan.", "visit", {"modal": "be to"}, id="be to"),
        pytest.param("Japan may visit China.", "visit", {"modal": "may"}, id="modal"),
        pytest.param("Japan will visit China and meet Korea.", "meet", {"tense": "future"}, id="shared auxiliary"),
        pytest.param("Peru would attack unless Chile withdraws.", "withdraw", {"condition": "unless"}, id="condition"),
        pytest.param("Peru is attacking Chile.", "attack", {"progressive": True, "tense": "present"}, id="progressive"),
        pytest.param("Peru held no talks with Chile.", "talk", {"tense": "past"}, id="light verb carries the tense"),
    ],
)
def test_verb_group(read_text: ReadText, text: str, lemma: str, expected: dict[str, object]) -> None:
    _, predication = find(read_text(text)[1], lemma)
    assert {name: getattr(predication, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        pytest.param("Peru did not attack Chile.", "attack", id="not"),
        pytest.param("Peru never attacked Chile.", "attack", id="never"),
        pytest.param("No country attacked Chile.", "attack", id="no subject"),
        pytest.param("Peru held no talks with Chile.", "talk", id="no before the noun"),
        pytest.param("Peru left without attacking Chile.", "attack", id="without"),
    ],
)
def test_negation(read_text: ReadText, text: str, lemma: str) -> None:
    _, predication = find(read_text(text)[1], lemma)
    assert predication.negation is not None


def test_spans_count_in_the_document(read_text: ReadText) -> None:
    document, reading = read_text("Première ligne.\r\n\r\nNorway 😀 expelled two diplomats.")
    sentence, predication = find(reading, "expel")
    start, end = predication.trigger
    assert document.text[start:end] == "expelled"
    assert document.text[sentence.span[0] : sentence.span[1]] == sentence.text
