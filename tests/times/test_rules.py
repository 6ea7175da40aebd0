"""Every rule's own examples and counter-examples."""

from datetime import date

import pytest

from dragoman.errors import LexiconError
from dragoman.lexicons.files import Lexicons
from dragoman.times.bounds import BoundEntry, bound_before
from dragoman.times.grammar import Grammar, NoTime, TimeExample, TimeRule
from dragoman.times.recognise import MEANINGS, Expression, recognise
from dragoman.times.sense import Frame, Look
from dragoman.times.words import VocabularyRow

RULES = Lexicons().entries("en/times/rules", TimeRule)
BOUNDS = Lexicons().entries("en/times/bounds.toml", BoundEntry)


def led_by(expression: Expression, rule: TimeRule) -> bool:
    return any(found.rule.id == rule.id for found in expression.found.leaves())


@pytest.mark.parametrize(
    ("rule", "example"), [pytest.param(r, e, id=f"{r.id}: {e.text}") for r in RULES for e in r.examples]
)
def test_example(rule: TimeRule, example: TimeExample, lexicons: Lexicons) -> None:
    frame = Frame(date.fromisoformat(example.anchor), Look(example.look))
    found = recognise(example.text, frame, lexicons=lexicons)
    if rule.meaning == "stretch":  # its two ends are given apart
        assert "/".join(one.sense.value for one in found) == example.value
    else:
        assert [one.sense.value for one in found if led_by(one, rule)] == [example.value]


@pytest.mark.parametrize(
    ("rule", "example"), [pytest.param(r, e, id=f"{r.id}: {e.text}") for r in RULES for e in r.non_examples]
)
def test_non_example(rule: TimeRule, example: NoTime, lexicons: Lexicons) -> None:
    found = recognise(example.text, Frame(date(2022, 8, 19)), lexicons=lexicons)
    assert not [one.text for one in found if led_by(one, rule)]


@pytest.mark.parametrize("rule", RULES, ids=[r.id for r in RULES])
def test_every_rule_has_both(rule: TimeRule) -> None:
    assert rule.examples or rule.category == "stop"
    assert rule.non_examples


@pytest.mark.parametrize("entry", BOUNDS, ids=[e.id for e in BOUNDS])
def test_bounds(entry: BoundEntry, lexicons: Lexicons) -> None:
    for example in entry.examples:
        at = example.text.index("May")
        assert bound_before(example.text, at, lexicons=lexicons) is entry.bound
    for other in entry.non_examples:
        assert bound_before(other.text, other.text.index("May"), lexicons=lexicons) is not entry.bound


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param({"meaning": "wekday"}, "there is no meaning 'wekday'", id="unknown meaning"),
        pytest.param({"category": "daay"}, "there is no category 'daay'", id="unknown category"),
        pytest.param({"pattern": "<wekday>"}, "there is no kind of word 'wekday'", id="unknown kind"),
        pytest.param({"pattern": "(<weekday>"}, "the pattern is malformed", id="open bracket"),
        pytest.param({"pattern": "@abot <weekday>"}, "there is no '@abot'", id="unknown part"),
        pytest.param({"guard": "yeer"}, "there is no guard 'yeer'", id="unknown guard"),
    ],
)
def test_a_broken_rule_is_named(changes: dict[str, str], message: str, lexicons: Lexicons) -> None:
    fields = {"id": "broken", "pattern": "<weekday>", "meaning": "weekday", "category": "day"} | changes
    rule = TimeRule(**fields)  # type: ignore[arg-type]
    rows = lexicons.table("en/times/words.csv", VocabularyRow)
    with pytest.raises(LexiconError, match=message) as error:
        Grammar((rule,), rows, MEANINGS, parts={}, guard_words={})
    assert "entry broken" in str(error.value)
