"""Days as data write them, and the examples of docs/sources.md."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import UsageError
from dragoman.lexicons.files import Lexicons
from dragoman.sources.days import parse_day, read_day
from dragoman.sources.feed_list import load_feed_list

DOCS = Path(__file__).parents[2] / "docs" / "sources.md"


@pytest.mark.parametrize(
    "text",
    ["2031-05-03", "2031-05-03T23:30:00-05:00", "2031-05-03 08:00:00", "2031/05/03", "20310503", "20310503T080000Z",
     "3.5.2031", "03.05.2031, 12:10", "3 May 2031", "3rd of May, 2031", "May 3rd, 2031", "May. 3, 2031",
     "Sat, 03 May 2031 10:00:00 GMT", "Saturday, May 03, 2031", "03-May-2031", "1935532800", "1935532800000"],
)  # fmt: skip
def test_one_day_in_many_formats(text: str) -> None:
    assert read_day(text, lexicons=Lexicons()) == date(2031, 5, 3)


@pytest.mark.parametrize(
    ("text", "day"), [("13/05/2031", "2031-05-13"), ("05/13/2031", "2031-05-13"), ("5/5/2031", "2031-05-05")]
)
def test_slashes_where_only_one_reading_is_a_day(text: str, day: str) -> None:
    assert read_day(text, lexicons=Lexicons()) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("03/05/2031", "may be 2031-05-03 or 2031-03-05", id="two readings"),
        pytest.param("2031-02-30", "is no day", id="30 February"),
        pytest.param("32 May 2031", "is no day", id="32 May"),
        pytest.param("last week", "is no day", id="words"),
        pytest.param("May 2031", "is no day", id="a month"),
        pytest.param("", "is no day", id="nothing"),
        pytest.param("9" * 400, "is no day", id="a long number"),
    ],
)
def test_no_day_or_two(text: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        read_day(text, lexicons=Lexicons())


@given(st.dates(date(1970, 1, 2), date(2099, 12, 31)))
def test_every_day_in_every_format_of_the_docs(day: date) -> None:
    written = [f"{day}", f"{day:%Y/%m/%d}", f"{day:%Y%m%d}", f"{day.day}.{day.month}.{day.year}", f"{day:%d-%b-%Y}"]
    written += [f"{day.day} {day:%B %Y}", f"{day:%B} {day.day}, {day.year}", f"{day:%a, %d %b %Y} 10:00 GMT"]
    for text in written:
        assert read_day(text, lexicons=Lexicons()) == day


@given(st.text(max_size=80))
def test_any_text_is_a_day_or_refused(text: str) -> None:
    try:
        read_day(text, lexicons=Lexicons())
    except UsageError as error:
        told = str(error)
        assert "; " in told


def test_formats_that_the_docs_name_are_read() -> None:
    page = " ".join(DOCS.read_text(encoding="utf-8").split())
    (named,) = re.findall(r"Days are read in the ways in which data write them: (.*?), seconds since 1970", page)
    formats = re.findall(r"`([^`]+)`", named)
    assert len(formats) >= 9
    for text in formats:
        assert read_day(text, lexicons=Lexicons()).year == 2031
    with pytest.raises(UsageError):
        parse_day("3.5.2031")  # options are strict


def test_list_of_feeds_in_the_docs_can_be_used(tmp_path: Path) -> None:
    (content,) = re.findall(r"```toml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "feeds.toml").write_text(content, encoding="utf-8")
    feeds = load_feed_list(tmp_path / "feeds.toml")
    assert [plan.pages for plan in feeds.feed] == [True, False]
