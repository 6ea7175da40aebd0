"""Claims of precedence: what is claimed, of which kind, since when."""

from collections.abc import Callable
from datetime import date

import pytest

from dragoman.actors.casting import cast
from dragoman.lexicons.files import Lexicons
from dragoman.schema.document import Document
from dragoman.schema.sentence import Reading
from dragoman.schema.statement import Precedence
from dragoman.statements.precedence import read_precedence
from dragoman.times.expressions import read_times

pytestmark = pytest.mark.parser

Read = Callable[..., tuple[Document, Reading]]
PUBLISHED = "2031-05-20"


def claims(text: str, read_text: Read, lexicons: Lexicons) -> tuple[Precedence, ...]:
    document, reading = read_text(text, published=PUBLISHED)
    people = cast(document, reading, lexicons=lexicons, published=document.published)
    times = read_times(document, reading, lexicons=lexicons, published=document.published)
    return read_precedence(document, reading, people, times, lexicons=lexicons, published=document.published)


@pytest.mark.parametrize(
    ("text", "claim", "kind", "since"),
    [
        pytest.param(
            "It was the first summit between Kenya and Norway in six years.",
            "the first summit between Kenya and Norway in six years",
            "CONSULT",
            ("2025-01-01", "2025-12-31"),
            id="whole years give the year",
        ),
        pytest.param(
            "It was the first meeting of Kenya and Norway in about 1½ years.",
            "the first meeting of Kenya and Norway in about 1½ years",
            "CONSULT",
            ("2029-10-03", "2030-01-03"),
            id="part of a year gives a stretch",
        ),
        pytest.param(
            "It was the highest-level visit from Norway to Kenya since 2019.",
            "the highest-level visit from Norway to Kenya since 2019",
            "CONSULT",
            ("2019-01-01", "2019-12-31"),
            id="since a year",
        ),
        pytest.param(
            "Kenya and Norway held talks for the first time in three months.",
            "for the first time in three months",
            "CONSULT",
            ("2031-02-02", "2031-03-06"),
            id="for the first time",
        ),
        pytest.param(
            "Kenya and Norway held their first joint exercise.",
            "their first joint exercise",
            "COOPERATE",
            None,
            id="the first ever",
        ),
        pytest.param(
            "It was the largest attack on Kenya since 2022.",
            "the largest attack on Kenya since 2022",
            "ASSAULT",
            ("2022-01-01", "2022-12-31"),
            id="the largest since",
        ),
    ],
)
def test_claim(
    text: str, claim: str, kind: str, since: tuple[str, str] | None, read_text: Read, lexicons: Lexicons
) -> None:
    (found,) = claims(text, read_text, lexicons)
    assert (found.claim, found.kind) == (claim, kind)
    if since is None:
        assert found.since is None
    else:
        assert found.since is not None
        assert (found.since.start, found.since.end) == (date.fromisoformat(since[0]), date.fromisoformat(since[1]))


def test_parties(read_text: Read, lexicons: Lexicons) -> None:
    (found,) = claims("It was the first summit between Kenya and Norway in six years.", read_text, lexicons)
    assert set(found.parties) == {"KEN", "NOR"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The first lady spoke in Oslo.", id="a title"),
        pytest.param("In the first half of May the ministers met.", id="a part of a month"),
        pytest.param("The largest city of Kenya is Nairobi.", id="a superlative without since"),
    ],
)
def test_no_claim(text: str, read_text: Read, lexicons: Lexicons) -> None:
    assert claims(text, read_text, lexicons) == ()
