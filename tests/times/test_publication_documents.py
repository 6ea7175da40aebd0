"""Articles without a date read whole: the day of publication, its clues, and what the acts are dated from it."""

from datetime import date
from pathlib import Path

import pytest

from dragoman.lexicons.files import Lexicons
from dragoman.pipeline import read
from dragoman.schema.record import DocumentRecord
from dragoman.schema.when import PublishedBasis
from dragoman.sources.documents import bare_document

pytestmark = pytest.mark.parser


def read_undated(text: str, lexicons: Lexicons) -> DocumentRecord:
    return read(bare_document(text, source="undated", lexicons=lexicons), lexicons=lexicons)


def times(record: DocumentRecord, kind: str) -> list[tuple[str, str]]:
    return [(str(e.time.start), str(e.time.end)) for e in record.events if e.type == kind and e.time is not None]


@pytest.mark.parametrize(
    ("text", "day", "width", "clue", "kind", "dated"),
    [
        pytest.param(
            """Kenya and Uganda settle dispute over lake

Kenya and Uganda signed an agreement on fishing in Lake Victoria on Thursday, June 9, the Kenyan foreign ministry said.

The two governments had opened talks in October 2021. The ministry welcomed the agreement on Thursday.

Uganda's president will visit Kenya on July 1.
""",
            "2022-06-09", 4, "“Thursday, June 9” is past", "CONSULT", ("2022-07-01", "2022-07-01"),
            id="a weekday with its date",
        ),
        pytest.param(
            """Peru and Chile meet again

The foreign ministers of Peru and Chile met in Arica on Tuesday, their first meeting in about 18 months.

They had last met in Lima in March 2017. Chile's president will visit Peru in November, the Peruvian government said.

The Chilean minister arrived in Arica on Sept. 2 and toured the port.
""",
            "2018-09-18", 21, "“about 18 months” after “March 2017”", "CONSULT", ("2017-03-01", "2017-03-31"),
            id="a length of time after something dated",
        ),
        pytest.param(
            """Ghana seeks Togo's support

ACCRA, March 4 (Coastal News) - Ghana asked Togo on Wednesday to support its bid for a seat on the council in 2021.

The vote will be held in June 2020, the Ghanaian foreign minister said. Ghana last held a seat in 2007.
""",
            "2020-03-04", 0, "stands in the dateline, without a year", "REQUEST", ("2020-03-04", "2020-03-04"),
            id="a dateline without its year",
        ),
        pytest.param(
            """Peru and Bolivia reopen port talks

Peru and Bolivia resumed talks on the port on Friday.

Peru broke off the talks ten years ago, in 2009. A new round will be held in May.

Negotiators visited the port on April 2 and toured its docks.
""",
            "2019-04-12", 10, "“10 years ago” of “2009”: in 2019", "SANCTION", ("2009-01-01", "2009-12-31"),
            id="so many years ago, in a year",
        ),
        pytest.param(
            """Turnbull and English discuss Pacific security

Australian Prime Minister Malcolm Turnbull met New Zealand Prime Minister Bill English on Friday, Feb. 17.

Turnbull praised New Zealand on Friday for its help. The two will meet again in September.
""",
            "2017-02-18", 5, "Malcolm Turnbull is called Prime Minister", "CONSULT", ("2017-02-17", "2017-02-17"),
            id="who held which office",
        ),
        pytest.param(
            """Poland and Finland prepare for a jubilee

Poland and Finland will mark the 30th anniversary of their 1992 friendship treaty in October.

The foreign ministers of Poland and Finland met in Warsaw on Monday, and the Finnish delegation left on July 21.
""",
            "2022-08-02", 31, "“30th anniversary” of “1992”: in 2022", "CONSULT", None, id="an anniversary",
        ),
    ],
)  # fmt: skip
def test_dated_by_its_clues(
    text: str, day: str, width: int, clue: str, kind: str, dated: tuple[str, str] | None, lexicons: Lexicons
) -> None:
    record = read_undated(text, lexicons)
    published = record.document.published
    assert published is not None
    assert published.basis is PublishedBasis.INFERRED
    assert published.start <= date.fromisoformat(day) <= published.end
    assert (published.end - published.start).days <= width
    assert len(published.because) >= 3
    assert any(clue in because for because in published.because), published.because
    if dated is not None:
        assert dated in times(record, kind)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Kenya expels envoy\n\nKenya expelled the Ugandan ambassador on Monday. Uganda condemned Kenya.",
            id="a weekday alone",
        ),
        pytest.param(
            "Chile recalls a treaty\n\nChile and Peru signed a treaty in 1998. Chile's president will visit Peru soon.",
            id="only the past bounds it",
        ),
    ],
)
def test_cannot_be_dated(text: str, lexicons: Lexicons) -> None:
    """It says so, and no act is given a day that would need one."""
    record = read_undated(text, lexicons)
    assert record.document.published is None
    assert all(e.time is None or e.time.text == "1998" for e in record.events)


def test_the_reference_article(shared: Path, lexicons: Lexicons) -> None:
    """Days of the talks, the plan, the visit, the anniversary and its origin; publication with its clues."""
    text = (shared / "eval" / "articles" / "japan-china-rebuild.txt").read_text(encoding="utf-8")
    record = read_undated(text, lexicons)
    published = record.document.published
    assert published is not None
    assert date(2022, 8, 17) <= published.start <= published.end <= date(2022, 8, 24)
    assert len(published.because) >= 3
    dated = [span for kind in ("CONSULT", "AGREE") for span in times(record, kind)]
    assert {("2022-08-17", "2022-08-17"), ("2022-08-04", "2022-08-04"), ("2020-02-01", "2020-02-29")} <= set(dated)
    marked = [(m.time and (str(m.time.start), str(m.time.end)), m.origin) for m in record.milestones]
    assert (("2022-09-01", "2022-09-30"), "1972-09") in marked
    possible = [e.time for e in record.events if e.status == "possible" and e.time is not None]
    assert possible
    assert all(when.start is not None and when.start > date(2022, 8, 17) for when in possible)
