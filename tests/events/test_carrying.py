"""Times that acts take from acts of other sentences, in whole documents of Wednesday 13 March 2024."""

import functools
from datetime import date

import pytest
from tests.documents import plain_document

from dragoman.lexicons.files import Lexicons
from dragoman.pipeline import read
from dragoman.schema.event import Event
from dragoman.sources.documents import bare_document

pytestmark = pytest.mark.parser

PUBLISHED = "2024-03-13"


@functools.cache
def events(text: str) -> tuple[tuple[str, Event], ...]:
    """Give the acts of a text with the words that name them."""
    found = read(plain_document(text, published=PUBLISHED), lexicons=Lexicons()).events
    return tuple((text[e.evidence.trigger[0] : e.evidence.trigger[1]], e) for e in found if e.evidence.trigger)


def days(text: str, word: str) -> tuple[str, str] | None:
    [act] = [event for trigger, event in events(text) if trigger == word]
    return None if act.time is None else (str(act.time.start or "…"), str(act.time.end or "…"))


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        pytest.param(
            "Ghana's president will fly to Lome on Monday, two days after a summit with Togo in Accra, officials said.",
            "summit", ("2024-03-16", "2024-03-16"), id="days after, back to the earlier act",
        ),
        pytest.param(
            "Ghana's president Nana Akufo-Addo will visit Togo from March 20. Akufo-Addo will land one day after a "
            "summit with Togo and Benin in Accra.",
            "summit", ("2024-03-19", "2024-03-19"), id="the day after, counted from a journey told before",
        ),
        pytest.param(
            "Hours before the visit, Kenya accused Uganda of sending troops across the border. Uganda's president "
            "arrived in Kenya on Monday.",
            "accused", ("2024-03-10", "2024-03-11"), id="hours before a visit told later",
        ),
        pytest.param(
            "Turkey condemned Greece. The statement came two days after Greek police detained three Turkish sailors.",
            "detained", ("2024-03-10", "2024-03-11"), id="counted back from the news",
        ),
        pytest.param(
            "Poland is shelling Latvian positions. The shelling began on Sunday.",
            "shelling", ("2024-03-10", "2024-03-13"), id="another sentence tells the beginning",
        ),
        pytest.param(
            "Togo bombed a Ghanaian depot on Saturday. In retaliation, Ghana shelled two Togolese towns.",
            "shelled", ("2024-03-09", "2024-03-09"), id="a story told on",
        ),
        pytest.param(
            "Peru's president visited Chile last week. He met Chile's foreign minister in Santiago.",
            "met", ("2024-03-04", "2024-03-10"), id="a story keeps a week",
        ),
        pytest.param(
            "Peru's president visited Chile last week. He later travelled to Ecuador.",
            "travelled", ("2024-03-04", "2024-03-13"), id="what came later was no sooner",
        ),
        pytest.param(
            "Togo bombed a Ghanaian depot on Saturday. The attack drew condemnation from Nigeria.",
            "condemnation", ("2024-03-09", "2024-03-13"), id="what answers comes after",
        ),
        pytest.param(
            "Togo and Benin will sign a pact. The remarks came as Ghana closed its border with Togo.",
            "closed", ("2024-03-12", "2024-03-13"), id="on the day of the news",
        ),
        pytest.param(
            "Togo bombed a Ghanaian depot on Saturday. Smoke rose over the town. People fled from their homes. Ghana "
            "retaliated by shelling two Togolese towns.",
            "shelling", ("2024-03-09", "2024-03-09"), id="an answer reaches further back",
        ),
        pytest.param(
            "Envoys of Peru and Chile spoke at Friday's conference in Lima. The hall was full. Ecuador met Peru at the "
            "conference.",
            "met", ("2024-03-08", "2024-03-08"), id="at what another sentence dates",
        ),
        pytest.param(
            "Kenya met Ghana this month.", "met", ("2024-03-01", "2024-03-13"), id="what happened ends with the report",
        ),
        pytest.param(
            "Kenya will meet Ghana this week.", "meet", ("2024-03-13", "2024-03-17"), id="what is ahead begins with it",
        ),
        pytest.param(
            "Egypt and Sudan may hold a summit before April 9.",
            "summit", ("2024-03-14", "2024-04-09"), id="what is only bounded lies after the report",
        ),
    ],
)  # fmt: skip
def test_carried(text: str, word: str, expected: tuple[str, str] | None) -> None:
    assert days(text, word) == expected


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param(
            "Togo bombed a Ghanaian depot on Saturday. Ghana had shelled two Togolese towns.",
            "shelled", id="the pluperfect looks further back",
        ),
        pytest.param(
            "Togo bombed a Ghanaian depot on Saturday. Kenya shelled two Somali towns.",
            "shelled", id="another story",
        ),
        pytest.param(
            "Togo bombed a Ghanaian depot in 2019. Ghana shelled two Togolese towns.",
            "shelled", id="a year is a background",
        ),
        pytest.param(
            "Kenya, which has long condemned Uganda, called for calm.", "condemned", id="a habit is no news",
        ),
        pytest.param(
            "Togo bombed a Ghanaian depot on Saturday. Ghana repeatedly shelled Togolese towns.",
            "shelled", id="what was done over and over",
        ),
    ],
)  # fmt: skip
def test_not_carried(text: str, word: str) -> None:
    assert days(text, word) is None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param("Kenya expelled the Ugandan ambassador on March 4.", "expelled", id="a date"),
        pytest.param("Kenya expelled the Ugandan ambassador last week.", "expelled", id="a week"),
        pytest.param("On Friday, Kenya expelled the Ugandan ambassador.", "expelled", id="a weekday in front"),
        pytest.param("Kenya condemned Uganda on Friday.", "condemned", id="words"),
        pytest.param("Kenya, which condemned Uganda in January, called for calm.", "condemned", id="a relative clause"),
        pytest.param("Kenya accused Uganda of theft two days ago.", "accused", id="days before the report"),
    ],
)
def test_never_the_publication_day_where_the_text_gives_another(text: str, word: str) -> None:
    [act] = [event for trigger, event in events(text) if trigger == word]
    assert act.time is not None
    assert act.time.end is not None
    assert str(act.time.end) < PUBLISHED


def test_a_time_that_nobody_can_place_is_not_the_publication_day() -> None:
    assert days("Kenya accused Uganda of theft two days before.", "accused") is None


def test_stops_of_a_tour() -> None:
    text = (
        "Kenya's president will visit Ghana for three days from March 20. He will also visit Togo and Benin on a tour "
        "until March 25."
    )
    stays = {a.country: (str(e.time.start), str(e.time.end)) for _, e in events(text) if e.time for a in e.recipients}
    assert stays == {
        "GHA": ("2024-03-20", "2024-03-22"),
        "TGO": ("2024-03-22", "2024-03-25"),
        "BEN": ("2024-03-22", "2024-03-25"),
    }


def test_a_statement_on_an_anniversary_is_made_on_the_day() -> None:
    text = (
        "Joint statement on the anniversary of the Nairobi summit\n\nWe, the presidents of Kenya and Ghana, praise our "
        "cooperation in the year since our summit."
    )
    found = read(bare_document(text, source="t", lexicons=Lexicons(), published=date(2024, 3, 13)), lexicons=Lexicons())
    [summit] = [e for e in found.events if e.type == "CONSULT" and e.time is not None]
    assert summit.time is not None
    assert date(2023, 3, 12) <= (summit.time.start or date.min)
    assert (summit.time.end or date.max) <= date(2023, 3, 16)
