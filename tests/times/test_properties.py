"""What holds of every text and every day."""

import csv
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.formats import page
from dragoman.lexicons.files import Lexicons
from dragoman.relations import chronology
from dragoman.schema.when import Precision, When
from dragoman.times import calendar
from dragoman.times.recognise import recognise
from dragoman.times.sense import Frame, Look, on_day
from dragoman.times.weekdays import place_weekday
from dragoman.times.words import VocabularyRow

LEXICONS = Lexicons()
WORDS = [row.word for row in LEXICONS.table("en/times/words.csv", VocabularyRow)]
TABLE = Path(__file__).parents[1] / "cases" / "times.csv"
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
VALUES = csv.DictReader(TABLE.with_name("times-values.csv").read_text(encoding="utf-8").splitlines())
PHRASES = [row["phrase"] for row in (*ROWS, *VALUES)]
MONTHLY = ("13th", " of May", "June", "November")  # weekdays that a month counts, not the week
WEEKLY = sorted(
    {r["phrase"] for r in ROWS if r["kind"] == "weekday" and not any(word in r["phrase"] for word in MONTHLY)}
)
DAYS = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))
NEAR_DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2050, 12, 31))
LOOKS = st.sampled_from(list(Look))
PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(
        ["May", "Monday", "Aug.", "of", "to", "from", "between", "and", "ago", "before", "2015", "12", "3rd"]
    ),
    st.sampled_from(
        ["1999-2002", "9/11/2001", "99999", "1e9", "½", "0", "-", "–", ",", ".", "(", "’s", "10:30", "p.m."]
    ),
    st.text(max_size=4),
    st.integers(min_value=0, max_value=10**12).map(str),
)


def read(text: str, frame: Frame) -> None:
    """Recognise a text and check what holds of every answer."""
    last = 0
    for one in recognise(text, frame, lexicons=LEXICONS):
        assert last <= one.start < one.end <= len(text)
        last = one.end
        assert one.text == text[one.start : one.end]
        assert one.sense.value
        if one.sense.start and one.sense.end:
            assert one.sense.start <= one.sense.end
            assert one.sense.start.year >= 1
            assert one.sense.end.year <= 9999
        one.sense.when(one.text, (one.start, one.end))


@settings(max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pieces=st.lists(PIECES, max_size=14), anchor=st.one_of(st.none(), DAYS), look=LOOKS)
def test_any_words_in_any_order(pieces: list[str], anchor: date | None, look: Look) -> None:
    read(" ".join(pieces), Frame(anchor, look, on_day(anchor) if anchor else None))


@settings(max_examples=300, deadline=None)
@given(text=st.text(max_size=60), anchor=st.one_of(st.none(), DAYS))
def test_any_characters(text: str, anchor: date | None) -> None:
    read(text, Frame(anchor))


@pytest.mark.parametrize("anchor", [None, date(1, 1, 1), date(2022, 8, 19), date(9999, 12, 31)], ids=str)
def test_every_prefix_of_the_cases(anchor: date | None) -> None:
    for phrase in PHRASES:
        for end in range(len(phrase) + 1):
            read(phrase[:end], Frame(anchor))


@given(weekday=st.integers(0, 6), anchor=NEAR_DAYS, look=LOOKS)
def test_a_week_later_is_a_weekday_a_week_later(weekday: int, anchor: date, look: Look) -> None:
    here = place_weekday(weekday, anchor=anchor, look=look)
    later = place_weekday(weekday, anchor=anchor + timedelta(days=7), look=look)
    assert here is not None
    assert later == here + timedelta(days=7)
    assert here.weekday() == weekday
    assert abs((here - anchor).days) <= 6


@given(anchor=NEAR_DAYS, phrase=st.sampled_from(WEEKLY), look=LOOKS)
def test_a_week_later_every_weekday_phrase_is_a_week_later(anchor: date, phrase: str, look: Look) -> None:
    [*_, here] = recognise(phrase, Frame(anchor, look), lexicons=LEXICONS)
    [*_, later] = recognise(phrase, Frame(anchor + timedelta(days=7), look), lexicons=LEXICONS)
    assert here.sense.start is not None
    assert later.sense.start == here.sense.start + timedelta(days=7)


@given(anchor=NEAR_DAYS, phrase=st.sampled_from(["last week", "next week", "this week", "yesterday", "three days ago"]))
def test_a_week_later_the_same_words_are_a_week_later(anchor: date, phrase: str) -> None:
    [here] = recognise(phrase, Frame(anchor), lexicons=LEXICONS)
    [later] = recognise(phrase, Frame(anchor + timedelta(days=7)), lexicons=LEXICONS)
    assert here.sense.start is not None
    assert later.sense.start == here.sense.start + timedelta(days=7)


@given(
    day=st.dates(min_value=date(1000, 1, 1), max_value=date(2199, 12, 31)),
    form=st.sampled_from(["%Y-%m-%d", "%B %d, %Y", "%d %B %Y", "%b. %d, %Y", "%A, %B %d, %Y", "%m/%d/%Y", "%d.%m.%Y"]),
)
def test_what_we_print_reads_back(day: date, form: str) -> None:
    text = day.strftime(form.replace("%Y", f"{day.year:04d}"))
    assert [one.sense.value for one in recognise(text, Frame(), lexicons=LEXICONS)] == [day.isoformat()]


@given(start=NEAR_DAYS, length=st.integers(0, 800), words=st.sampled_from([page.when_words, chronology.when_words]))
def test_intervals_that_we_print_read_back(start: date, length: int, words: Callable[[When], str]) -> None:
    when = When(start=start, end=start + timedelta(days=length), precision=Precision.DAY)
    [*_, last] = recognise(words(when), Frame(), lexicons=LEXICONS)
    assert last.sense.interval == (when.start, when.end)


@given(year=st.integers(2013, 2050), month=st.integers(1, 12), whole=st.booleans())
@pytest.mark.parametrize("words", [page.when_words, chronology.when_words])
def test_months_and_years_that_we_print_read_back(
    words: Callable[[When], str], year: int, month: int, whole: bool
) -> None:
    """Not from 2000 to 2012: "2001-02" are two years."""
    span = calendar.year_span(year) if whole else calendar.month_span(year, month)
    assert span is not None
    when = When(start=span[0], end=span[1], precision=Precision.YEAR if whole else Precision.MONTH)
    [one] = recognise(words(when), Frame(), lexicons=LEXICONS)
    assert one.sense.interval == span


@given(phrase=st.sampled_from(PHRASES), anchor=NEAR_DAYS, look=LOOKS)
def test_values_with_a_day_read_back(phrase: str, anchor: date, look: Look) -> None:
    """An ISO value of a single day, read again, gives the interval it stands for."""
    for one in recognise(phrase, Frame(anchor, look), lexicons=LEXICONS):
        if len(one.sense.value) == 10 and one.sense.interval and one.sense.start == one.sense.end:
            [again] = recognise(one.sense.value, Frame(), lexicons=LEXICONS)
            assert again.sense.interval == one.sense.interval


@given(anchor=NEAR_DAYS, phrase=st.sampled_from(PHRASES), look=LOOKS)
def test_same_input_same_answer(anchor: date, phrase: str, look: Look) -> None:
    first = [(o.text, o.sense) for o in recognise(phrase, Frame(anchor, look), lexicons=LEXICONS)]
    again = [(o.text, o.sense) for o in recognise(phrase, Frame(anchor, look), lexicons=LEXICONS)]
    assert first == again


@given(at=DAYS, count=st.integers(-200_000, 200_000))
def test_months_stay_inside_the_calendar(at: date, count: int) -> None:
    moved = calendar.months(at, count)
    assert moved is None or (moved.year * 12 + moved.month) - (at.year * 12 + at.month) == count


@given(year=st.integers(1583, 4000))
def test_easter_is_a_sunday_in_spring(year: int) -> None:
    sunday = calendar.easter(year)
    assert sunday.weekday() == 6
    assert date(year, 3, 22) <= sunday <= date(year, 4, 25)


@given(first=NEAR_DAYS, length=st.integers(1, 4000), number=st.integers(0, 2))
def test_thirds_lie_inside(first: date, length: int, number: int) -> None:
    last = first + timedelta(days=length)
    start, end = calendar.third((first, last), number)
    assert first <= start <= end <= last
