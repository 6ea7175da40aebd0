"""Finding office holders: by name in every usual spelling, by surname, by office and day."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.actors.offices import Holders, first_day, folded, holders, last_day, plain, plain_title
from dragoman.errors import LexiconError
from dragoman.lexicons.files import Lexicons


@pytest.fixture(scope="module")
def table(lexicons: Lexicons) -> Holders:
    return holders(lexicons)


@pytest.mark.parametrize(
    ("written", "people"),
    [
        pytest.param("Angela Merkel", ["DEU Angela Merkel"], id="as the table has it"),
        pytest.param("Kim Jong Un", ["PRK Kim Jong-un"], id="no hyphen"),
        pytest.param("Kim Jongun", ["PRK Kim Jong-un"], id="given name in one word"),
        pytest.param("Nguyễn Xuân Phúc", ["VNM Nguyen Xuan Phuc"], id="diacritics of Vietnamese"),
        pytest.param("Lech Wałęsa", ["POL Lech Walesa"], id="a letter with a stroke is no diacritic"),
        pytest.param("Orbán Viktor", ["HUN Viktor Orban"], id="Hungarian order"),
        pytest.param("Abe Shinzo", ["JPN Shinzo Abe"], id="Japanese order"),
        pytest.param("Joseph R. Biden", ["USA Joe Biden"], id="initial"),
        pytest.param("Andres Lopez Obrador", ["MEX Andres Manuel Lopez Obrador"], id="middle name left out"),
        pytest.param("Sheikh Tamim bin Hamad Al Thani", ["QAT Tamim bin Hamad Al Thani"], id="honorific"),
        pytest.param("Bashar Al-Assad", ["SYR Bashar al-Assad"], id="article with a capital"),
        pytest.param("Bashar Assad", ["SYR Bashar al-Assad"], id="article left out"),
        pytest.param("Moammar Qadhafi", ["LBY Muammar Gaddafi"], id="Gaddafi otherwise transliterated"),
        pytest.param("Abdel-Fattah al-Sissi", ["EGY Abdel Fattah el-Sisi"], id="doubled letter"),
        pytest.param("Volodymyr Zelenskij", ["UKR Volodymyr Zelensky"], id="Zelensky otherwise transliterated"),
        pytest.param("Lula", ["BRA Luiz Inacio Lula da Silva"], id="one word that stands alone"),
        pytest.param("George Bush", ["USA George H. W. Bush", "USA George W. Bush"], id="father and son"),
        pytest.param("Li Peng", ["CHN Li Peng"], id="short names do not run into others"),
        pytest.param("Ferdinand Quisling-Smythe", [], id="nobody"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_by_name(table: Holders, written: str, people: list[str]) -> None:
    assert sorted({tenure.person for tenure in table.by_name(written)}) == people


@pytest.mark.parametrize(
    ("written", "person"),
    [
        pytest.param("Merkel", "DEU Angela Merkel", id="last word"),
        pytest.param("Xi", "CHN Xi Jinping", id="family name first"),
        pytest.param("Trong", "VNM Nguyen Phu Trong", id="given name of Vietnamese"),
        pytest.param("Abiy", "ETH Abiy Ahmed", id="own name before the father's"),
        pytest.param("Van der Bellen", "AUT Alexander Van der Bellen", id="particles"),
        pytest.param("López Obrador", "MEX Andres Manuel Lopez Obrador", id="two family names"),
        pytest.param("Sisi", "EGY Abdel Fattah el-Sisi", id="article left out"),
        pytest.param("Tsai", "TWN Tsai Ing-wen", id="hyphenated given name last"),
        pytest.param("Koo", "TWN Wellington Koo", id="western given name first"),
        pytest.param("Zelenskiy", "UKR Volodymyr Zelensky", id="spelling of an alias"),
    ],
)
def test_surname(table: Holders, written: str, person: str) -> None:
    assert person in {tenure.person for tenure in table.surname(written)}


def test_surname_has_no_given_names(table: Holders) -> None:
    assert "DEU Angela Merkel" not in {tenure.person for tenure in table.surname("Angela")}


@pytest.mark.parametrize(
    ("country", "office", "day", "names"),
    [
        pytest.param("JPN", "foreign minister", "2005-06-01", ["Nobutaka Machimura"], id="Japan 2005"),
        pytest.param("JPN", "foreign minister", "2015-06-01", ["Fumio Kishida"], id="Japan 2015"),
        pytest.param("JPN", "foreign minister", "2022-06-01", ["Yoshimasa Hayashi"], id="Japan 2022"),
        pytest.param("USA", "Secretary of State", "2010-06-01", ["Hillary Clinton"], id="title of the country"),
        pytest.param("USA", "Defense Secretary", "2010-06-01", ["Robert Gates"], id="American spelling"),
        pytest.param(
            "GBR", "Foreign Secretary", "2010-06-01", ["William Hague"], id="a title that is another in India"
        ),
        pytest.param("IND", "foreign secretary", "2010-06-01", ["Nirupama Rao"], id="the civil servant"),
        pytest.param("DEU", "head of state", "2011-01-01", ["Christian Wulff"], id="head of state of a republic"),
        pytest.param("ESP", "head of state", "2000-01-01", ["Juan Carlos I"], id="head of state of a kingdom"),
        pytest.param("FRA", "head of government", "2000-01-01", ["Lionel Jospin"], id="head of government"),
        pytest.param("USA", "head of government", "2000-01-01", ["Bill Clinton"], id="who governs is the president"),
        pytest.param("USA", "president", "2017-01-20", ["Barack Obama", "Donald Trump"], id="both on a handover"),
        pytest.param("UN", "U.N. chief", "2008-05-05", ["Ban Ki-moon"], id="organisation"),
        pytest.param("BIH", "chairman of the presidency", "2014-12-01", ["Mladen Ivanic"], id="in turn"),
        pytest.param("GBR", "king", "2000-01-01", ["Elizabeth II"], id="king stands for the monarch"),
        pytest.param("KOR", "acting president", "2017-02-01", ["Hwang Kyo-ahn"], id="acting beside a suspended one"),
        pytest.param("USA", "Acting Secretary of Defense", "2019-03-01", ["Patrick Shanahan"], id="acting alone"),
        pytest.param("FRA", "king", "2000-01-01", [], id="no such office"),
        pytest.param("JPN", "prime minister", "1600-01-01", [], id="before the table begins"),
    ],
)
def test_who(table: Holders, country: str, office: str, day: str, names: list[str]) -> None:
    assert [tenure.name for tenure in table.who(country, office, date.fromisoformat(day))] == names


def test_three_foreign_ministers_with_their_source(table: Holders) -> None:
    found = [table.who("JPN", "foreign minister", date(year, 6, 1))[0] for year in (2005, 2015, 2022)]
    assert len({tenure.person for tenure in found}) == 3
    assert all(tenure.table == "world/offices/foreign.csv" and tenure.note for tenure in found)


@pytest.mark.parametrize(
    ("person", "held"),
    [
        pytest.param(
            "JPN Fumio Kishida", {"foreign minister", "defence minister", "prime minister"}, id="cabinet posts"
        ),
        pytest.param("PRT Antonio Guterres", {"prime minister", "high commissioner", "secretary-general"}, id="abroad"),
        pytest.param(
            "GEO Eduard Shevardnadze", {"foreign minister", "prime minister", "president"}, id="in two states"
        ),
        pytest.param("USA Marco Rubio", {"foreign minister", "national security adviser"}, id="at once"),
    ],
)
def test_one_person_in_several_offices(table: Holders, person: str, held: set[str]) -> None:
    assert {tenure.office for tenure in table.tenures_of(person)} == held


def test_every_name_finds_its_person(table: Holders) -> None:
    lost = [
        (tenure.person, name)
        for tenure in table.tenures
        for name in (tenure.name, *tenure.aliases)
        if tenure not in table.by_name(name)
    ]
    assert lost == []


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        pytest.param("1998-07-30", "1998-07-30", "1998-07-30", id="day"),
        pytest.param("2000-02", "2000-02-01", "2000-02-29", id="month of a leap year"),
        pytest.param("1998", "1998-01-01", "1998-12-31", id="year"),
    ],
)
def test_precision(written: str, first: str, last: str) -> None:
    assert (first_day(written).isoformat(), last_day(written).isoformat()) == (first, last)


@pytest.mark.parametrize("written", ["1998-7", "98", "1998-13", "July 1998", "1998-07-30T00:00", ""])
def test_no_day(written: str) -> None:
    with pytest.raises(ValueError, match=r"written 1998-07-30|month|1\.\.12"):
        first_day(written)


@pytest.mark.parametrize(
    ("wording", "title"),
    [
        pytest.param("the U.S. Secretary of State", "us secretary of state", id="letters run together"),
        pytest.param("Defense Minister", "defence minister", id="American spelling"),
        pytest.param("Governor-General", "governor general", id="hyphen"),
    ],
)
def test_plain_title(wording: str, title: str) -> None:
    assert plain_title(wording) == title


def test_loose_titles_prove_nothing(table: Holders) -> None:
    assert table.offices("leader", country="GBR")
    assert not table.offices("leader", country="GBR", strict=True)
    assert table.offices("leader", country="PRK", strict=True)


@given(st.text(max_size=40))
def test_any_text_may_be_a_name(name: str) -> None:
    assert plain(plain(name)) == plain(name)
    table = holders(Lexicons())
    assert table.by_name(name) == table.by_name(name)
    table.surname(name)
    folded(name)


def test_a_folder_laid_over_adds_rows(tmp_path: Path) -> None:
    folder = tmp_path / "world" / "offices"
    folder.mkdir(parents=True)
    (folder / "foreign.csv").write_text(
        "country,office,title,name,person,from,to,aliases,note\nTUV,foreign minister,,Ama Example,,2001-05,2003,,mine\n"
    )
    table = holders(Lexicons.laid_over(tmp_path))
    assert [tenure.note for tenure in table.by_name("Ama Example")] == ["mine"]
    assert table.by_name("Angela Merkel")


def test_days_that_run_backwards_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "world" / "offices"
    folder.mkdir(parents=True)
    (folder / "foreign.csv").write_text(
        "country,office,title,name,person,from,to,aliases,note\nTUV,foreign minister,,Ama Example,,2003,2001,,mine\n"
    )
    with pytest.raises(LexiconError, match=r"TUV foreign minister Ama Example: ends .2001. before it begins"):
        holders(Lexicons.laid_over(tmp_path))
