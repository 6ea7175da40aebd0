"""`dragoman who`."""

from pathlib import Path

import pytest
from program import Program


@pytest.mark.parametrize(
    ("arguments", "lines"),
    [
        pytest.param(
            ["Katsuya Okada"],
            [
                "Katsuya Okada (Japan)",
                "  2009-09-16 to 2010-09-17  foreign minister, Japan",
                "      world/offices/foreign.csv: from memory of the public record",
            ],
            id="a person",
        ),
        pytest.param(
            ["JPN", "foreign minister", "--on", "2015-06-01"],
            [
                "  2012-12-26 to 2017-08-03  Fumio Kishida, foreign minister, Japan",
                "      world/offices/foreign.csv: from memory of the public record",
            ],
            id="an office on a day",
        ),
        pytest.param(
            ["UN", "secretary-general", "--on", "1999-01-01"],
            [
                "  1997-01-01 to 2006-12-31  Kofi Annan, secretary-general, UN",
                "      world/offices/organisations.csv: from memory of the public record",
            ],
            id="an organisation",
        ),
    ],
)
def test_who(dragoman: Program, arguments: list[str], lines: list[str]) -> None:
    ended = dragoman("who", *arguments)
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.splitlines() == lines


@pytest.mark.parametrize(
    ("year", "name"),
    [
        pytest.param("2005", "Nobutaka Machimura", id="2005"),
        pytest.param("2015", "Fumio Kishida", id="2015"),
        pytest.param("2022", "Yoshimasa Hayashi", id="2022"),
    ],
)
def test_three_foreign_ministers_of_japan(dragoman: Program, year: str, name: str) -> None:
    assert name in dragoman("who", "Japan", "the foreign minister", "--on", f"{year}-06-01").out


def test_a_day_leaves_out_what_was_not_held(dragoman: Program) -> None:
    out = dragoman("who", "Wang Yi", "--on", "2023-03-01").out
    assert "state councillor" in out
    assert "foreign minister" not in out


def test_offices_in_the_order_of_time(dragoman: Program) -> None:
    out = dragoman("who", "Hassan Rouhani").out
    assert out.index("1989-10") < out.index("2013-08-03")


def test_all_offices_of_a_state(dragoman: Program) -> None:
    out = dragoman("who", "Japan", "--on", "2015-06-01").out
    assert "prime minister" in out
    assert "defence minister" in out


def test_days_known_to_the_year_are_marked(dragoman: Program) -> None:
    out = dragoman("who", "CHN", "ambassador to the UN", "--on", "2013-06-01").out
    assert out.count("the days are not known so finely") == 2


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        pytest.param(["Qwertz Uiop"], 2, "nobody of that name in the tables", id="unknown name"),
        pytest.param(["Katsuya Okata Minimo"], 2, "give the full name, or add a line", id="the remedy"),
        pytest.param(
            ["JPN", "space minister"], 2, "the tables have none such for JPN; they have ", id="unknown office"
        ),
        pytest.param(["JPM", "foreign minister"], 2, "did you mean JPN (Japan)", id="unknown state"),
        pytest.param(["Japan"], 2, "give an office too, or --on", id="a state alone"),
        pytest.param(["Wang Yi", "--on", "yesterday"], 2, "--on: 'yesterday' is no day", id="no day"),
    ],
)
def test_refused(dragoman: Program, arguments: list[str], status: int, words: str) -> None:
    ended = dragoman("who", *arguments)
    assert ended.status == status
    assert words in ended.err


def test_nobody_that_day(dragoman: Program) -> None:
    ended = dragoman("who", "Katsuya Okada", "--on", "1990-01-01")
    assert ended.status == 1
    assert ended.out == "The tables know of nobody for Katsuya Okada on 1990-01-01.\n"


def test_a_folder_laid_over(dragoman: Program, tmp_path: Path) -> None:
    place = tmp_path / "world" / "offices" / "foreign.csv"
    place.parent.mkdir(parents=True)
    place.write_text(
        "country,office,title,name,person,from,to,aliases,note\nTUV,foreign minister,,Ama Example,,2001-05,2003,,mine\n"
    )
    assert "2001-05 to 2003" in dragoman("who", "Ama Example", "--lexicon", tmp_path).out
