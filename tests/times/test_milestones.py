"""What the calendar holds."""

from collections.abc import Callable
from datetime import date

import pytest

from dragoman.lexicons.files import Lexicons
from dragoman.schema.actor import Actor, Cast, Mention, MentionKind
from dragoman.schema.document import Document
from dragoman.schema.sentence import Reading
from dragoman.schema.statement import Milestone, MilestoneKind
from dragoman.times.expressions import read_times
from dragoman.times.milestones import MilestoneEntry, read_milestones

pytestmark = pytest.mark.parser

ReadText = Callable[..., tuple[Document, Reading]]

STATES = {"Kenya": "KEN", "Kenyan": "KEN", "Norway": "NOR", "Norwegian": "NOR", "Chile": "CHL"}
ENTRIES = Lexicons().entries("en/times/milestones.toml", MilestoneEntry)


def cast_of(reading: Reading) -> Cast:
    """Every name of a state is a mention of it."""
    return Cast(
        mentions=tuple(
            Mention(
                sentence=sentence.index,
                token=index,
                span=(token.start, token.end),
                kind=MentionKind.STATE,
                actors=(Actor(text=token.text, country=STATES[token.text]),),
                because="test",
            )
            for sentence in reading.sentences
            for index, token in enumerate(sentence.tokens)
            if token.text in STATES
        )
    )


def milestones_of(text: str, read_text: ReadText, lexicons: Lexicons) -> tuple[Milestone, ...]:
    document, reading = read_text(text, published="2022-08-19")
    times = read_times(document, reading, lexicons=lexicons, published=document.published)
    return read_milestones(document, reading, cast_of(reading), times, lexicons=lexicons, published=document.published)


@pytest.mark.parametrize(
    ("entry", "text"), [pytest.param(e, t, id=f"{e.id}: {t}") for e in ENTRIES for t in e.examples]
)
def test_example(entry: MilestoneEntry, text: str, read_text: ReadText, lexicons: Lexicons) -> None:
    assert entry.kind in [one.kind for one in milestones_of(text, read_text, lexicons)]


@pytest.mark.parametrize(
    ("entry", "text"), [pytest.param(e, n.text, id=f"{e.id}: {n.text}") for e in ENTRIES for n in e.non_examples]
)
def test_non_example(entry: MilestoneEntry, text: str, read_text: ReadText, lexicons: Lexicons) -> None:
    assert entry.kind not in [one.kind for one in milestones_of(text, read_text, lexicons)]


@pytest.mark.parametrize(
    ("text", "start", "end", "origin", "parties"),
    [
        pytest.param(
            "Kenya and Norway look to the 50th anniversary of their diplomatic ties in September.",
            "2022-09-01", "2022-09-30", "1972-09", ("KEN", "NOR"), id="month",
        ),
        pytest.param(
            "Kenya and Norway will mark the fourth anniversary of the pact on Oct. 3.",
            "2022-10-03", "2022-10-03", "2018-10-03", ("KEN", "NOR"), id="day, ordinal in words",
        ),
        pytest.param(
            "Kenya will mark the 30th anniversary of the 1992 treaty with Norway in December.",
            "2022-12-01", "2022-12-31", "1992", ("NOR",), id="origin said",
        ),
    ],
)  # fmt: skip
def test_anniversary(
    text: str, start: str, end: str, origin: str, parties: tuple[str, ...], read_text: ReadText, lexicons: Lexicons
) -> None:
    [one] = [m for m in milestones_of(text, read_text, lexicons) if m.kind is MilestoneKind.ANNIVERSARY]
    assert one.time is not None
    assert (one.time.start, one.time.end) == (date.fromisoformat(start), date.fromisoformat(end))
    assert one.origin == origin
    assert one.of
    assert set(parties) <= set(one.parties)


def test_two_sentences_on_one_anniversary_are_one_milestone(read_text: ReadText, lexicons: Lexicons) -> None:
    text = (
        "Kenya and Norway met shortly before the 50th anniversary of their ties. "
        "A summit may be held ahead of the 50th anniversary of their ties in September."
    )
    found = [m for m in milestones_of(text, read_text, lexicons) if m.kind is MilestoneKind.ANNIVERSARY]
    assert [m.origin for m in found] == ["1972-09"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param(
            "Chile, which has quarrelled with Norway over fish, will host a round of talks in Arica on Sept. 3.",
            "Chile to host a round of talks in Arica", id="a clause without its asides and its day",
        ),
        pytest.param(
            "Kenya will lift the duty on Norwegian salmon, starting next month.",
            "Kenya to lift the duty on Norwegian salmon", id="what starts then",
        ),
        pytest.param(
            "The president of Kenya is expected to meet his counterpart Tomas Riquelme in Oslo on Sept. 9.",
            "president of Kenya to meet his counterpart Tomas Riquelme in Oslo", id="expected, with a name",
        ),
        pytest.param(
            "The ambassador of Kenya will be received by the king of Norway on Sept. 29.",
            "ambassador of Kenya to be received by the king of Norway", id="passive",
        ),
    ],
)  # fmt: skip
def test_a_title_names_the_plan(text: str, title: str, read_text: ReadText, lexicons: Lexicons) -> None:
    assert [one.title for one in milestones_of(text, read_text, lexicons)] == [title]


def test_a_title_of_years_ends_with_its_clause(read_text: ReadText, lexicons: Lexicons) -> None:
    text = "Kenya marks 40 years since the treaty was signed with Norway, and Chile wants money."
    [one] = milestones_of(text, read_text, lexicons)
    assert one.title == "40 years since the treaty was signed with Norway"


def test_the_past_is_no_milestone(read_text: ReadText, lexicons: Lexicons) -> None:
    text = "Kenya marked the 50th anniversary of its independence in 2013. Norway visited Kenya on July 3."
    assert milestones_of(text, read_text, lexicons) == ()


def test_nothing_without_times(read_text: ReadText, lexicons: Lexicons) -> None:
    document, reading = read_text("Kenya praised Norway.")
    assert read_milestones(document, reading, Cast(mentions=()), (), lexicons=lexicons, published=None) == ()
