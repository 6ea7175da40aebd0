"""The page for people: how a record's nouns are worded."""

from datetime import date

import pytest

from dragoman.formats.page import actor_words, marked_sentence, published_words, teller_words, when_words
from dragoman.schema.actor import Actor, Sector
from dragoman.schema.event import Evidence, Teller
from dragoman.schema.when import Precision, Published, PublishedBasis, When


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("when", "words"),
    [
        pytest.param(When(start=day("2031-05-03"), end=day("2031-05-03")), "2031-05-03", id="a day"),
        pytest.param(
            When(start=day("2031-05-01"), end=day("2031-05-31"), precision=Precision.MONTH), "2031-05", id="a month"
        ),
        pytest.param(
            When(start=day("2031-05-01"), end=day("2031-05-16"), precision=Precision.MONTH),
            "2031-05-01 to 2031-05-16",
            id="half of a month",
        ),
        pytest.param(
            When(start=day("2031-01-01"), end=day("2031-12-31"), precision=Precision.YEAR), "2031", id="a year"
        ),
        pytest.param(When(start=None, end=day("2031-05-03")), "until 2031-05-03", id="no start"),
        pytest.param(When(start=day("2031-05-03"), end=None), "from 2031-05-03", id="no end"),
        pytest.param(
            When(start=day("2031-05-03"), end=day("2031-05-03"), approximate=True), "about 2031-05-03", id="about"
        ),
    ],
)
def test_when(when: When, words: str) -> None:
    assert when_words(when) == words


@pytest.mark.parametrize(
    ("actor", "words"),
    [
        pytest.param(Actor(text="Accra", country="GHA", sector=Sector.GOV), "GHA", id="a state"),
        pytest.param(Actor(text="Mensah", name="Ama Mensah", country="GHA"), "GHA Ama Mensah", id="a person"),
        pytest.param(Actor(text="UN", name="United Nations", country="IGO"), "United Nations", id="an organisation"),
        pytest.param(Actor(text="rebels", country="GHA", sector=Sector.REB), "GHA rebels", id="a group in a state"),
        pytest.param(Actor(text="the envoy"), "the envoy", id="nobody known"),
    ],
)
def test_actor(actor: Actor, words: str) -> None:
    assert actor_words(actor) == words


def test_published() -> None:
    assert published_words(None) == "day of publication unknown"
    between = Published(start=day("2031-05-03"), end=day("2031-05-05"), basis=PublishedBasis.INFERRED)
    assert published_words(between) == "published 2031-05-03 to 2031-05-05 (inferred)"


def test_teller() -> None:
    assert teller_words(Teller(kind="narrator")) == "narrator"
    assert teller_words(Teller(kind="named", name="Ama Mensah", country="GHA")) == "GHA Ama Mensah"
    assert teller_words(Teller(kind="anonymous", country="GHA")) == "an unnamed source (GHA)"


def test_trigger_stands_in_brackets_and_line_ends_are_evened_out() -> None:
    text = "No. Ghana\r\nmet  Norway."
    evidence = Evidence(sentence=(4, len(text)), trigger=(11, 14))
    assert marked_sentence(text, evidence).plain == "Ghana [met] Norway."
