"""Office holders through the whole pipeline: who is meant on the day of the article, and from which row it is known."""

from datetime import date

import pytest

from dragoman.actors.offices import holders
from dragoman.lexicons.files import Lexicons
from dragoman.pipeline import read
from dragoman.schema.event import Event
from dragoman.sources.documents import bare_document

pytestmark = pytest.mark.parser


def visit(lexicons: Lexicons, text: str, published: str) -> Event:
    document = bare_document(text, source="a", lexicons=lexicons, published=date.fromisoformat(published))
    (event,) = [e for e in read(document, lexicons=lexicons).events if "visit" in e.modes]
    return event


@pytest.mark.parametrize(
    ("published", "name", "row"),
    [
        pytest.param("2005-11-10", "Taro Aso", "Taro Aso, foreign minister, 2005-10-31 to 2007-08-27", id="2005"),
        pytest.param(
            "2015-06-01", "Fumio Kishida", "Fumio Kishida, foreign minister, 2012-12-26 to 2017-08-03", id="2015"
        ),
        pytest.param(
            "2022-06-01",
            "Yoshimasa Hayashi",
            "Yoshimasa Hayashi, foreign minister, 2021-11-10 to 2023-09-13",
            id="2022",
        ),
    ],
)
def test_one_title_is_three_persons_each_with_its_row(lexicons: Lexicons, published: str, name: str, row: str) -> None:
    event = visit(lexicons, "The foreign minister of Japan arrived in Nairobi for a visit to Kenya.", published)
    (actor,) = event.actors
    assert (actor.name, actor.country, actor.office) == (name, "JPN", "foreign minister")
    assert f"world/offices/foreign.csv: {row}" in event.because


def test_who_changes_office_is_the_same_person(lexicons: Lexicons) -> None:
    text = "{} Fumio Kishida visited Kenya on Monday."
    as_minister = visit(lexicons, text.format("Foreign Minister"), "2015-06-01").actors[0]
    as_premier = visit(lexicons, text.format("Prime Minister"), "2022-06-01").actors[0]
    assert (as_minister.name, as_minister.country) == (as_premier.name, as_premier.country) == ("Fumio Kishida", "JPN")
    assert len({t.person for t in holders(lexicons).by_name("Fumio Kishida")}) == 1
