"""The day of publication on the page itself."""

from datetime import date

import pytest

from dragoman.lexicons.files import Lexicons
from dragoman.schema.document import Document, Paragraph, ParagraphKind
from dragoman.schema.when import PublishedBasis
from dragoman.times.dateline import published_from_text


def page(*parts: tuple[str, ParagraphKind]) -> Document:
    text, paragraphs = "", []
    for words, kind in parts:
        paragraphs.append(Paragraph(span=(len(text), len(text) + len(words)), kind=kind))
        text += words + "\n\n"
    return Document(id="x", source="test", text=text, paragraphs=tuple(paragraphs))


BODY = ("The two ministers met in Oslo on 3 May 2007.", ParagraphKind.BODY)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        pytest.param("By Jane Roe | Thursday 8 September 2016 07.20 BST", "2016-09-08", id="byline with hour and zone"),
        pytest.param("Friday, August 21, 2015", "2015-08-21", id="nothing but a date"),
        pytest.param("Sep 22, 2016 13:57 IST", "2016-09-22", id="date, hour and zone"),
        pytest.param("OSLO, May 18, 2010 (Coastal News) -", "2010-05-18", id="place, day and agency"),
        pytest.param("2015-08-21T10:00Z", "2015-08-21", id="as machines write it"),
        pytest.param("Updated 4 May 2010, first published 3 May 2010", "2010-05-03", id="first publication goes first"),
        pytest.param("21.8.2015", "2015-08-21", id="dots, day first"),
    ],
)
@pytest.mark.parametrize("kind", [ParagraphKind.BYLINE, ParagraphKind.DATELINE], ids=str)
def test_day_of_the_page(line: str, day: str, kind: ParagraphKind, lexicons: Lexicons) -> None:
    published = published_from_text(page((line, kind), BODY), lexicons=lexicons)
    assert published is not None
    assert published.start == published.end == date.fromisoformat(day)
    assert published.basis is PublishedBasis.DATELINE


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(page(BODY), id="a date in the body is no dateline"),
        pytest.param(page(("TOKYO, May 18 (Coastal News) -", ParagraphKind.DATELINE), BODY), id="year unknown"),
        pytest.param(page(("A picture of 4 May 2010", ParagraphKind.CAPTION), BODY), id="a caption"),
        pytest.param(
            page(("Read more: the crisis of 4 May 2010", ParagraphKind.FURNITURE), BODY), id="another article"
        ),
        pytest.param(page(("By Jane Roe, March 2016", ParagraphKind.BYLINE), BODY), id="a month is no day"),
    ],
)
def test_no_day_of_the_page(document: Document, lexicons: Lexicons) -> None:
    assert published_from_text(document, lexicons=lexicons) is None


def test_furniture_that_says_published(lexicons: Lexicons) -> None:
    line = ("Published: 4 May 2010", ParagraphKind.FURNITURE)
    published = published_from_text(page(BODY, line), lexicons=lexicons)
    assert published is not None
    assert published.start == date(2010, 5, 4)
