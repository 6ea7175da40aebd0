"""Expressions in parsed text: which way the verb looks, what the words before bound, which word heads them."""

from collections.abc import Callable
from datetime import date

import pytest

from dragoman.lexicons.files import Lexicons
from dragoman.schema.actor import Actor, Cast, Mention, MentionKind
from dragoman.schema.document import Document
from dragoman.schema.sentence import Reading
from dragoman.schema.when import Bound, Published, PublishedBasis, TimeExpression
from dragoman.times.expressions import read_times

pytestmark = pytest.mark.parser

ReadText = Callable[..., tuple[Document, Reading]]

FRIDAY = "2022-08-19"


def times_of(
    text: str, read_text: ReadText, lexicons: Lexicons, published: str | None = FRIDAY
) -> tuple[TimeExpression, ...]:
    document, reading = read_text(text, published=published)
    return read_times(document, reading, lexicons=lexicons, published=document.published)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        pytest.param("The ministers met on Wednesday.", "2022-08-17", "2022-08-17", id="past looks back"),
        pytest.param("The ministers will meet on Wednesday.", "2022-08-24", "2022-08-24", id="will looks ahead"),
        pytest.param("The ministers are to meet on Wednesday.", "2022-08-24", "2022-08-24", id="are to looks ahead"),
        pytest.param("The ministers plan to meet on Wednesday.", "2022-08-24", "2022-08-24", id="plan to looks ahead"),
        pytest.param("The ministers have met on Wednesday.", "2022-08-17", "2022-08-17", id="perfect looks back"),
        pytest.param(
            "Wednesday's talks lasted seven hours.", "2022-08-17", "2022-08-17", id="genitive of a past clause"
        ),
        pytest.param(
            "A hearing is scheduled for Wednesday.", "2022-08-24", "2022-08-24", id="is scheduled looks ahead"
        ),
        pytest.param("Kenya had proposed holding talks on Aug. 4.", "2022-08-04", "2022-08-04", id="plan of the past"),
        pytest.param(
            "Kenya proposed holding talks on Sept. 5.", "2022-09-05", "2022-09-05", id="proposal for the nearest"
        ),
        pytest.param("The envoy, who speaks on Monday, left Oslo.", "2022-08-22", "2022-08-22", id="present of a plan"),
        pytest.param("They signed a treaty in October.", "2021-10-01", "2021-10-31", id="past month"),
        pytest.param("They will sign a treaty in October.", "2022-10-01", "2022-10-31", id="month ahead"),
        pytest.param("Kenya failed to pay in October.", "2021-10-01", "2021-10-31", id="failed to is past"),
        pytest.param("The visit ran for three days from May 30.", "2022-05-30", "2022-06-01", id="length from a day"),
    ],
)
def test_the_verb_decides(text: str, start: str, end: str, read_text: ReadText, lexicons: Lexicons) -> None:
    found = [one for one in times_of(text, read_text, lexicons) if one.when is not None]
    assert found
    assert found[-1].when
    assert (found[-1].when.start, found[-1].when.end) == (date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        pytest.param("They met on May 5, 2010.", Bound.IN, id="on"),
        pytest.param("They met before May 5, 2010.", Bound.BEFORE, id="before"),
        pytest.param("They met ahead of May 5, 2010.", Bound.BEFORE, id="ahead of"),
        pytest.param("They met in the run-up to May 5, 2010.", Bound.BEFORE, id="in the run-up to"),
        pytest.param("The truce holds until May 5, 2010.", Bound.UNTIL, id="until"),
        pytest.param("The pullout must end by May 5, 2010.", Bound.UNTIL, id="by"),
        pytest.param("The truce has held since May 5, 2010.", Bound.SINCE, id="since"),
        pytest.param("The truce holds from May 5, 2010.", Bound.SINCE, id="from"),
        pytest.param("They met after May 5, 2010.", Bound.AFTER, id="after"),
        pytest.param("They met from May 5 to June 8, 2010.", Bound.IN, id="both ends given"),
        pytest.param("They left before Wednesday's talks.", Bound.IN, id="the talks bound, the day is theirs"),
        pytest.param("They stay from 11 to 14 July 2024.", Bound.IN, id="from one day to another holds its end"),
        pytest.param("They stay from 2024-07-11.", Bound.SINCE, id="a date with hyphens does not"),
    ],
)
def test_bounds(text: str, bound: Bound, read_text: ReadText, lexicons: Lexicons) -> None:
    found = times_of(text, read_text, lexicons)
    assert found[0].bound is bound


def test_both_ends_of_a_stretch_share_its_days(read_text: ReadText, lexicons: Lexicons) -> None:
    found = times_of("They met from May 5 to June 8, 2010.", read_text, lexicons)
    assert [(one.text, one.value) for one in found] == [("May 5", "2010-05-05"), ("June 8, 2010", "2010-06-08")]
    assert {(one.when.start, one.when.end) for one in found if one.when} == {(date(2010, 5, 5), date(2010, 6, 8))}


def test_without_a_day_of_publication_nothing_is_invented(read_text: ReadText, lexicons: Lexicons) -> None:
    text = "They met on Wednesday, in September and on May 5, 2010, and will meet next week."
    found = times_of(text, read_text, lexicons, published=None)
    assert [(one.text, one.value, one.when is not None) for one in found] == [
        ("Wednesday", "XXXX-WXX-3", False),
        ("September", "XXXX-09", False),
        ("May 5, 2010", "2010-05-05", True),
        ("next week", "XXXX-WXX", False),
    ]


def test_an_interval_of_publication_gives_all_days_it_can_be(read_text: ReadText, lexicons: Lexicons) -> None:
    document, reading = read_text("They met on Wednesday and spoke yesterday.")
    published = Published(start=date(2022, 8, 17), end=date(2022, 8, 20), basis=PublishedBasis.INFERRED)
    wednesday, yesterday = read_times(document, reading, lexicons=lexicons, published=published)
    assert wednesday.value == "2022-08-17"
    assert yesterday.when is not None
    assert (yesterday.when.start, yesterday.when.end) == (date(2022, 8, 16), date(2022, 8, 19))
    assert yesterday.value == "2022-08-XX"
    assert yesterday.when.approximate


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param("They met on Aug. 4 in Oslo.", "Aug.", id="month heads its day"),
        pytest.param("They met earlier this month.", "month", id="unit heads its adjectives"),
        pytest.param("They met in about 2½ years.", "years", id="unit heads its number"),
    ],
)
def test_head_word(text: str, word: str, read_text: ReadText, lexicons: Lexicons) -> None:
    document, reading = read_text(text, published=FRIDAY)
    [one] = read_times(document, reading, lexicons=lexicons, published=document.published)
    assert reading.sentences[one.sentence].tokens[one.token].text == word


def test_reading_twice_gives_the_same(read_text: ReadText, lexicons: Lexicons) -> None:
    text = "They met on Wednesday, two years after May 2010, and will meet this autumn."
    assert times_of(text, read_text, lexicons) == times_of(text, read_text, lexicons)


def cast_of(reading: Reading, states: dict[str, str]) -> Cast:
    """Every name of a state is a mention of it."""
    return Cast(
        tuple(
            Mention(
                sentence.index, at, (token.start, token.end), MentionKind.STATE,
                (Actor(text=token.text, country=states[token.text]),), "test",
            )
            for sentence in reading.sentences
            for at, token in enumerate(sentence.tokens)
            if token.text in states
        )
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        pytest.param("Chile will hold a vote in the spring.", "2022-09-01", "2022-11-30", id="an actor of the south"),
        pytest.param("Norway will hold a vote in the spring.", "2023-03-01", "2023-05-31", id="of the north"),
        pytest.param("Chile met Norway in the winter of 2019.", "2019-06-01", "2019-08-31", id="the subject decides"),
        pytest.param(
            "Chile and Norway will meet in the spring.", "2022-09-01", "2023-05-31", id="of both: one or the other"
        ),
        pytest.param("The envoy left in the spring.", "2022-03-01", "2022-05-31", id="no state: the north"),
    ],
)
def test_whose_season(text: str, start: str, end: str, read_text: ReadText, lexicons: Lexicons) -> None:
    document, reading = read_text(text, published=FRIDAY)
    cast = cast_of(reading, {"Chile": "CHL", "Norway": "NOR"})
    [one] = read_times(document, reading, lexicons=lexicons, published=document.published, cast=cast)
    assert one.when is not None
    assert (str(one.when.start), str(one.when.end)) == (start, end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        pytest.param(
            "It struck at 0200 GMT on Tuesday.", "2022-08-15", "2022-08-16", id="early in GMT, late in America"
        ),
        pytest.param("It struck at 2230 GMT on Tuesday.", "2022-08-16", "2022-08-17", id="late in GMT, early in Asia"),
        pytest.param("It struck at 1100 GMT on Tuesday.", "2022-08-16", "2022-08-16", id="midday in GMT"),
        pytest.param("It struck at 10 p.m. EDT on Tuesday.", "2022-08-16", "2022-08-16", id="a local clock"),
        pytest.param(
            "They spoke late Monday (Tuesday in Tokyo).", "2022-08-15", "2022-08-16", id="another zone in brackets"
        ),
        pytest.param("They met on Monday (see Friday).", "2022-08-19", "2022-08-19", id="days too far apart"),
    ],
)
def test_days_over_zones(text: str, start: str, end: str, read_text: ReadText, lexicons: Lexicons) -> None:
    last = times_of(text, read_text, lexicons)[-1]
    assert last.when is not None
    assert (str(last.when.start), str(last.when.end)) == (start, end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        pytest.param(
            "The ministers met ahead of the vote in September.", "2022-09-01", "2022-09-30", id="the nearest vote"
        ),
        pytest.param("In September, the two armies near the river.", "2022-09-01", "2022-09-30", id="no verb"),
    ],
)
def test_other_looks(text: str, start: str, end: str, read_text: ReadText, lexicons: Lexicons) -> None:
    [one] = times_of(text, read_text, lexicons)
    assert one.when is not None
    assert (str(one.when.start), str(one.when.end)) == (start, end)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        pytest.param(
            "The king visited Oslo from 28 to 30 January 2024. Talks were held on 29 January.",
            "2024-01-29", id="a day of the visit",
        ),
        pytest.param(
            "They will meet on January 2. The treaty was signed on 28 December 2023.",
            "2024-01-02", id="over the turn of the year, told before",
        ),
        pytest.param("The treaty was signed in May 2019. They met in June.", "2019-06-01", id="the month behind"),
        pytest.param("The treaty was signed on 28 May 2019. They met on 3 November.", None, id="too far off"),
        pytest.param("They met on 3 November.", None, id="no year anywhere"),
    ],
)  # fmt: skip
def test_years_of_an_undated_text(text: str, start: str | None, read_text: ReadText, lexicons: Lexicons) -> None:
    found = times_of(text, read_text, lexicons, published=None)
    [one] = [e for e in found if not any(year in e.text for year in ("2019", "2023", "2024")) and e.text[-1] != "8"]
    assert (str(one.when.start) if one.when else None) == start


def test_days_without_a_year_take_that_of_the_head_of_their_paragraph(read_text: ReadText, lexicons: Lexicons) -> None:
    text = "Oct 2019 — Ghana closed its port. Togo answered in December, and again on 3 March.\nIt was May 2024."
    values = [e.value for e in times_of(text, read_text, lexicons)]
    assert values == ["2019-10", "2019-12", "2020-03-03", "2024-05"]
