"""What the offices in a text say of its day: only tenures in which name, country and office agree."""

from collections.abc import Callable
from datetime import date

import pytest

from dragoman.actors.casting import cast
from dragoman.actors.tenure import tenure_clues
from dragoman.lexicons.files import Lexicons
from dragoman.schema.actor import Actor, Cast, Mention, MentionKind


def plain_cast(*people: tuple[str, str, str]) -> Cast:
    return Cast(
        tuple(
            Mention(
                sentence=number,
                token=0,
                span=(0, 1),
                kind=MentionKind.PERSON,
                actors=(Actor(text=name, name=name, country=country, office=office),),
                because="test",
            )
            for number, (name, country, office) in enumerate(people)
        )
    )


@pytest.mark.parametrize(
    ("person", "days"),
    [
        pytest.param(("Keizo Obuchi", "JPN", "Prime Minister"), ("1998-07-30", "2000-04-05"), id="one term"),
        pytest.param(("Shinzo Abe", "JPN", "Prime Minister"), ("2006-09-26", "2020-09-16"), id="first to last term"),
        pytest.param(
            ("Dai Bingguo", "CHN", "top diplomat"), ("2005-01-01", "2013-08-31"), id="years and months are wide"
        ),
        pytest.param(
            ("Radek Sikorski", "POL", "foreign minister"), ("2007-11-16", None), id="no end known, by an alias"
        ),
        pytest.param(
            ("John Kerry", "USA", "Secretary of State"), ("2013-02-01", "2017-01-20"), id="title of the country"
        ),
        pytest.param(("Kofi Annan", "IGO", "U.N. Secretary-General"), ("1997-01-01", "2006-12-31"), id="organisation"),
        pytest.param(("Yeltsin", "RUS", "Russian president"), ("1991-07-10", "1999-12-31"), id="surname of one holder"),
        pytest.param(("Jacques Chirac", "FRA", "president of France"), ("1995-05-17", "2007-05-16"), id="of the state"),
        pytest.param(
            ("Dick Spring", "IRL", "foreign minister; leader"),
            ("1993-01-12", "1997-06-26"),
            id="a loose word is left out",
        ),
        pytest.param(
            ("Robert Gates", "USA", "defense secretary; former CIA director"),
            ("2006-12-18", "2011-06-30"),
            id="only what he is, not what he was",
        ),
        pytest.param(
            ("Marco Rubio", "USA", "secretary of state; national security adviser"),
            ("2025-05-01", None),
            id="two offices share less",
        ),
        pytest.param(("Bush", "USA", "president"), None, id="surname of two holders"),
        pytest.param(("John Kerry", "USA", "former secretary of state"), None, id="former"),
        pytest.param(("Keizo Obuchi", "JPN", "then foreign minister"), None, id="then"),
        pytest.param(("Fumio Kishida", "JPN", "prime minister-designate"), None, id="not yet"),
        pytest.param(("Keir Starmer", "GBR", "leader"), None, id="leader of what"),
        pytest.param(("Keizo Obuchi", "KOR", "prime minister"), None, id="another country"),
        pytest.param(("Keizo Obuchi", "JPN", "deputy prime minister"), None, id="another office"),
        pytest.param(("Ama Example", "JPN", "prime minister"), None, id="another name"),
        pytest.param(
            ("Shigeru Ishiba", "JPN", "defense minister; prime minister"), None, id="offices that exclude each other"
        ),
    ],
)
def test_clue(lexicons: Lexicons, person: tuple[str, str, str], days: tuple[str, str | None] | None) -> None:
    clues = tenure_clues(plain_cast(person), lexicons=lexicons)
    if days is None:
        assert clues == ()
        return
    (clue,) = clues
    assert clue.start == date.fromisoformat(days[0])
    assert clue.end == (date.fromisoformat(days[1]) if days[1] else None)


def test_one_clue_a_person_as_a_sentence(lexicons: Lexicons) -> None:
    obuchi, jiang = ("Keizo Obuchi", "JPN", "Prime Minister"), ("Jiang Zemin", "CHN", "President")
    clues = tenure_clues(plain_cast(obuchi, jiang, obuchi), lexicons=lexicons)
    assert [clue.because for clue in clues] == [
        "Keizo Obuchi is called Prime Minister; the table of office holders has prime minister "
        "from 1998-07-30 to 2000-04-05.",
        "Jiang Zemin is called President; the table of office holders has president from 1993-03-27 to 2003-03-15.",
    ]


@pytest.mark.parser
@pytest.mark.parametrize(
    ("text", "starts"),
    [
        pytest.param(
            "Prime Minister Keizo Obuchi received Russian President Boris Yeltsin in Kawana.",
            ["1998-07-30", "1991-07-10"],
            id="titles before names",
        ),
        pytest.param("Then foreign minister Keizo Obuchi signed the treaty.", [], id="then"),
        pytest.param("Former U.S. Secretary of State John Kerry spoke in Lima.", [], id="former"),
        pytest.param("President Bush flew to Nairobi.", [], id="which Bush"),
    ],
)
def test_clues_of_a_text(lexicons: Lexicons, read_text: Callable[..., tuple], text: str, starts: list[str]) -> None:  # type: ignore[type-arg]
    document, reading = read_text(text)
    clues = tenure_clues(cast(document, reading, lexicons=lexicons, published=None), lexicons=lexicons)
    assert [str(clue.start) for clue in clues] == starts
