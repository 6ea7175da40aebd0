"""The relation from a marked source to a marked target, by rules and by the judge."""

from collections.abc import Callable

import msgspec
import pytest

from dragoman.events.judge import ASKED, FAILS, HOLDS, Judge, decide, judge
from dragoman.events.relate import Marked, Related, by_rules, candidates
from dragoman.lexicons.files import Lexicons
from dragoman.schema.document import Document
from dragoman.schema.event import EventType
from dragoman.schema.sentence import Reading

pytestmark = pytest.mark.parser

ReadText = Callable[..., tuple[Document, Reading]]


def mark(text: str, source: str, target: str | None) -> Marked:
    def span(words: str) -> tuple[int, int]:
        at = text.index(words)
        return at, at + len(words)

    return Marked(id="1", text=text, source=span(source), target=span(target) if target else None)


def answer(read_text: ReadText, lexicons: Lexicons, marked: Marked) -> Related:
    _, reading = read_text(marked.text)
    return by_rules(marked, candidates(marked, reading, lexicons=lexicons))


@pytest.mark.parametrize(
    ("text", "source", "target", "expected"),
    [
        pytest.param(
            "Norway expelled two Chilean diplomats.", "Norway", "two Chilean diplomats", "SANCTION", id="active"
        ),
        pytest.param("Two diplomats were expelled by Norway.", "Norway", "Two diplomats", "SANCTION", id="passive"),
        pytest.param(
            "Ghana's king met the Togolese premier.", "Ghana's king", "the Togolese premier", "CONSULT", id="mutual"
        ),
        pytest.param(
            "Peru has refused to meet the Chilean envoy.", "Peru", "the Chilean envoy", "REJECT", id="refused meeting"
        ),
        pytest.param(
            "Peru threatened to bomb Chile.", "Peru", "Chile", "THREATEN", id="outer act takes the ends of its content"
        ),
        pytest.param("Peru will send aid to Haiti.", "Peru", "Haiti", "AGREE", id="aid to come is filed as AGREE"),
        pytest.param(
            "Peru will not release the Chilean sailors.", "Peru", "the Chilean sailors", "REJECT", id="will not"
        ),
        pytest.param("Kenya said Uganda must withdraw its troops.", "Kenya", "Uganda", "REQUEST", id="demand by must"),
    ],
)
def test_by_rules(read_text: ReadText, lexicons: Lexicons, text: str, source: str, target: str, expected: str) -> None:
    assert answer(read_text, lexicons, mark(text, source, target)).type == expected


def test_the_other_direction_is_no_relation(read_text: ReadText, lexicons: Lexicons) -> None:
    assert answer(read_text, lexicons, mark("Norway bombed Sweden.", "Sweden", "Norway")).type is None


def test_the_judge_gives_a_type_and_a_probability(read_text: ReadText, lexicons: Lexicons) -> None:
    marked = mark("Kenya has released the Ugandan prisoners.", "Kenya", "the Ugandan prisoners")
    _, reading = read_text(marked.text)
    related = decide(marked, reading, list(candidates(marked, reading, lexicons=lexicons)), lexicons=lexicons)
    assert related is not None
    assert related.type is EventType.RETREAT
    assert 0 < related.confidence <= 1


def test_probabilities_sum_to_one(lexicons: Lexicons) -> None:
    trained = judge(lexicons)
    assert isinstance(trained, Judge)
    assert sum(trained.probabilities({"order": 1.0, "unheard of": 3.0}).values()) == pytest.approx(1)


@pytest.mark.parametrize(
    ("text", "source", "target", "kind", "trigger", "holds"),
    [
        pytest.param(
            "A bomber attacked the Peruvian embassy.",
            "A bomber",
            "the Peruvian embassy",
            "Conflict.Attack.Unspecified",
            "attacked",
            True,
            id="an attack",
        ),
        pytest.param(
            "The envoy told a newspaper that he was tired.",
            "The envoy",
            "a newspaper",
            "Contact.Contact.Unspecified",
            "told",
            False,
            id="mere talk",
        ),
    ],
)
def test_a_relation_asked_about(
    read_text: ReadText, lexicons: Lexicons, text: str, source: str, target: str, kind: str, trigger: str, holds: bool
) -> None:
    marked = msgspec.structs.replace(mark(text, source, target), event_type=kind, trigger=trigger)
    _, reading = read_text(text)
    related = decide(marked, reading, list(candidates(marked, reading, lexicons=lexicons)), lexicons=lexicons)
    assert related is not None
    assert (related.type is not None) is holds


def test_both_sets_of_weights_answer(lexicons: Lexicons) -> None:
    asked = judge(lexicons, ASKED)
    assert asked is not None
    assert set(asked.answers) == {HOLDS, FAILS}
    assert sum(asked.probabilities({"asked Conflict": 1.0}).values()) == pytest.approx(1)
