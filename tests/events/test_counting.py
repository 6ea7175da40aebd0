"""Days counted from one act to another."""

from datetime import date

import pytest
from parsed import parsed
from tests.documents import plain_document

from dragoman.events.counting import Length, counts
from dragoman.lexicons.files import Lexicons
from dragoman.schema.sentence import Reading
from dragoman.schema.when import When
from dragoman.times.expressions import read_times

MAY_3 = When(start=date(2024, 5, 3), end=date(2024, 5, 3))


@pytest.mark.parametrize(
    ("value", "least", "most"),
    [
        pytest.param("P2D", 2, 2, id="days are exact"),
        pytest.param("P1W", 4, 10, id="a week, give or take half of one"),
        pytest.param("P3M", 75, 105, id="months"),
        pytest.param("P1Y", 183, 547, id="a year"),
        pytest.param("PT5H", 0, 1, id="hours reach into the next day"),
        pytest.param("PT48H", 2, 2, id="two whole days in hours"),
        pytest.param("PTXH", 0, 1, id="hours"),
        pytest.param("PXD", 2, 6, id="days"),
        pytest.param("PXW", 7, 42, id="weeks"),
    ],
)
def test_length(value: str, least: int, most: int) -> None:
    assert Length.parse(value) == Length(least, most)


@pytest.mark.parametrize("value", ["PXY", "P9000Y", "2024-05-03", "XXXX", ""])
def test_nothing_to_count_with(value: str) -> None:
    assert Length.parse(value) is None


def test_after_and_before() -> None:
    length = Length(2, 3)
    after, before = length.after(MAY_3), length.before(MAY_3)
    assert after is not None
    assert before is not None
    assert (after.start, after.end) == (date(2024, 5, 5), date(2024, 5, 6))
    assert (before.start, before.end) == (date(2024, 4, 30), date(2024, 5, 1))
    assert after.approximate


def test_no_day_beyond_the_calendar() -> None:
    assert Length(2, 2).after(When(start=date.max, end=date.max)) is None
    assert Length(2, 2).before(When(start=date.min, end=date.min)) is None


def test_an_anniversary_is_kept_on_its_day() -> None:
    length = Length.parse("P1Y")
    assert length is not None
    assert length.rounded() == Length(364, 366)
    assert Length(2, 2).rounded() == Length(2, 2)


LEFT_AFTER = (
    "Chile/Chile/NNP/nsubj/1 left/leave/VBD/ROOT/1 two/two/CD/nummod/3 days/day/NNS/npadvmod/4 {}/{}/IN/prep/1 "
    "the/the/DT/det/6 talks/talk/NNS/pobj/4"
)


@pytest.mark.parametrize(
    ("word", "earlier", "later"),
    [pytest.param("after", "talk", "leave", id="after"), pytest.param("before", "leave", "talk", id="before")],
)
def test_which_comes_first(word: str, earlier: str, later: str, lexicons: Lexicons) -> None:
    sentence = parsed(LEFT_AFTER.format(word, word), lexicons=lexicons)
    document = plain_document(sentence.text)
    expressions = read_times(document, Reading((sentence,), ()), lexicons=lexicons, published=None)
    [count] = counts(sentence, expressions)
    assert count.later is not None
    assert sentence.predications[count.earlier].lemma == earlier
    assert sentence.predications[count.later].lemma == later
    assert count.length == Length(2, 2)


def test_a_length_on_its_own_counts_nothing(lexicons: Lexicons) -> None:
    spec = "Chile/Chile/NNP/nsubj/1 talked/talk/VBD/ROOT/1 for/for/IN/prep/1 two/two/CD/nummod/4 days/day/NNS/pobj/2"
    sentence = parsed(spec, lexicons=lexicons)
    expressions = read_times(plain_document(sentence.text), Reading((sentence,), ()), lexicons=lexicons, published=None)
    assert expressions
    assert counts(sentence, expressions) == ()
