"""Articles without a date: what their clues come to, and when they come to nothing."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dragoman.lexicons.files import Lexicons
from dragoman.reading.reader import read_document
from dragoman.schema.document import Document
from dragoman.schema.sentence import Reading
from dragoman.schema.when import Clue, PublishedBasis
from dragoman.sources.documents import bare_document
from dragoman.times.publication import infer_publication

pytestmark = pytest.mark.parser

ReadText = Callable[..., tuple[Document, Reading]]

# What is written, the day on which it was, and how many days wide the answer may be.
ARTICLES = {
    "a weekday with its date, and a year in the past": (
        """Kenya and Norway agree on fisheries patrols

Kenya and Norway agreed on joint fisheries patrols on Thursday, June 9, the Kenyan foreign ministry said.

The two governments had opened talks in October 2021. Patrols will begin on July 1, the ministry said on Thursday.
""",
        "2022-06-09",
        4,
    ),
    "a length of time after something dated": (
        """Chile's president flies to Lisbon

The president of Chile met Portugal's prime minister on Tuesday, the first meeting of their leaders in 18 months.

They last met in Santiago in March 2017. A trade agreement will be signed in November, the Portuguese government said.

The president arrived in Lisbon on Sept. 2 after a stop in Madrid, officials said.
""",
        "2018-09-12",
        31,
    ),
    "an anniversary of something dated": (
        """Poland and Finland prepare for a jubilee

Poland and Finland will mark the 30th anniversary of their 1992 friendship treaty in October.

Ministers of the two countries met in Warsaw on Monday, and the Finnish delegation left on July 21 for Krakow.
""",
        "2022-08-02",
        31,
    ),
    "a dateline without a year, and a later year still ahead": (
        """Ghana seeks seat on council

ACCRA, March 4 (Coastal News) - Ghana asked Togo on Wednesday to support its bid for a seat on the council in 2021.

The vote will be held in June 2020, the Ghanaian foreign minister said. Ghana last held a seat in 2007.
""",
        "2020-03-04",
        0,
    ),
    "a byline without a year, with its weekday": (
        """Chilean minister to visit Lisbon

by Jane Roe – Tue May 18, 8:44 am ET

Chile's foreign minister will visit Portugal from May 30, the ministry said on Tuesday.

The two governments last held talks in May 2008. A treaty will be signed on June 1.
""",
        "2010-05-18",
        0,
    ),
    "ten years ago, in a year": (
        """Peru and Bolivia reopen port talks

Peru and Bolivia resumed talks on the port on Friday, ten years ago after the first round collapsed in 2009.

Peru broke off the talks ten years ago, in 2009. A new round will be held in May.

Negotiators visited the port on April 2 and toured its docks.
""",
        "2019-04-12",
        10,
    ),
    "who held an office when": (
        """Iceland receives envoy

Iceland's prime minister received the Danish envoy on Monday.

Fishing rights were discussed, and the envoy will return in December. A first visit took place on Sept. 12.
""",
        "2015-09-21",
        31,
    ),
}
OFFICES = {
    "who held an office when": (
        Clue(start=date(2015, 4, 1), end=date(2016, 3, 31), because="The prime minister held the office until then."),
    )
}


@pytest.mark.parametrize("name", ARTICLES)
def test_dated_by_its_clues(name: str, lexicons: Lexicons) -> None:
    text, day, width = ARTICLES[name]
    document = bare_document(text, source=name, lexicons=lexicons)
    reading = read_document(document, lexicons=lexicons)
    published = infer_publication(document, reading, lexicons=lexicons, clues=OFFICES.get(name, ()))
    assert published is not None
    assert published.basis is PublishedBasis.INFERRED
    assert len(published.because) >= 3
    assert published.start <= date.fromisoformat(day) <= published.end, published
    assert (published.end - published.start).days <= width, published


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The two ministers met on Monday. They will meet again in June.", id="no year anywhere"),
        pytest.param("Kenya left the pact in 1998. Norway has kept it ever since.", id="only the past bounds it"),
        pytest.param("The ministers praised their friendship and promised more of it.", id="no time at all"),
        pytest.param("In 2012 he visited Chile. The talks resumed in March.", id="a month of any later year"),
    ],
)
def test_not_dated_without_clues(text: str, read_text: ReadText, lexicons: Lexicons) -> None:
    document, reading = read_text(text)
    assert infer_publication(document, reading, lexicons=lexicons) is None


def test_reference_article_within_three_days(shared: Path, lexicons: Lexicons) -> None:
    text = (shared / "eval" / "articles" / "japan-china-rebuild.txt").read_text(encoding="utf-8")
    document = bare_document(text, source="reference", lexicons=lexicons)
    published = infer_publication(document, read_document(document, lexicons=lexicons), lexicons=lexicons)
    assert published is not None
    assert date(2022, 8, 17) <= published.start <= published.end <= date(2022, 8, 22)
    assert len(published.because) >= 3


def test_order_of_foreign_clues_makes_no_difference(read_text: ReadText, lexicons: Lexicons) -> None:
    document, reading = read_text(ARTICLES["who held an office when"][0])
    clues = (
        Clue(start=date(2015, 4, 1), end=None, because="A."),
        Clue(start=None, end=date(2016, 3, 31), because="B."),
    )
    one = infer_publication(document, reading, lexicons=lexicons, clues=clues)
    other = infer_publication(document, reading, lexicons=lexicons, clues=clues[::-1])
    assert one is not None
    assert other is not None
    assert (one.start, one.end) == (other.start, other.end)
