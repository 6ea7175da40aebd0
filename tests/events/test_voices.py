"""Who speaks for a state: officials in the place of bare states. Every sentence is invented."""

import functools

import pytest
from tests.documents import plain_document

from dragoman.lexicons.files import Lexicons
from dragoman.pipeline import read
from dragoman.schema.event import Event

pytestmark = pytest.mark.parser


@functools.cache
def events(text: str) -> tuple[Event, ...]:
    return read(plain_document(text, published="2024-03-13"), lexicons=Lexicons()).events


def ends(text: str, kind: str) -> list[tuple[list[str], list[str]]]:
    """Give both ends of the acts of a type: names, or country codes of bare states."""
    return [
        ([a.name or str(a.country) for a in e.actors], [a.name or str(a.country) for a in e.recipients])
        for e in events(text)
        if e.type == kind
    ]


OFFICIALS = (
    "Chadian foreign minister Idriss Mahamat and his Nigerien counterpart Bakary Yaou are in Paris. "
    "The weather was fine.\n"
)


@pytest.mark.parametrize(
    ("text", "kind", "doers"),
    [
        # What an official says that his state is ready for, or wants, are his own words.
        ("Mahamat said Chad was ready to work with Niger on the lake.", "AGREE", ["Idriss Mahamat"]),
        ("“We are ready to work with Niger on the lake,” Mahamat said.", "AGREE", ["Idriss Mahamat"]),
        ("Mahamat told the assembly that his country wants peace with Niger.", "REQUEST", ["Idriss Mahamat"]),
        # A deed that he reports is not done by his words; nor does he speak for another state.
        ("Mahamat said Chad had rejected Niger's offer.", "REJECT", ["TCD"]),
        ("Mahamat said Niger was ready to work with Chad on the lake.", "AGREE", ["NER"]),
        ("Chad is ready to work with Niger on the lake.", "AGREE", ["TCD"]),
    ],
)
def test_what_an_official_says_of_his_state_is_his_word(text: str, kind: str, doers: list[str]) -> None:
    assert [actors for actors, _ in ends(OFFICIALS + text, kind)] == [doers]


@pytest.mark.parametrize(
    ("following", "doer"),
    [
        (
            "Chadian foreign minister Idriss Mahamat said on Friday that the lake was no place for foreign boats.",
            "Idriss Mahamat",
        ),
        ("The lake lies between the two states.", "TCD"),
        ("Nigerien foreign minister Bakary Yaou said on Friday that the lake was calm.", "TCD"),
    ],
)
def test_the_sentence_after_the_lead_names_who_spoke(following: str, doer: str) -> None:
    text = f"Chad has accused Niger of fishing in its waters.\n{following}"
    assert ends(text, "ACCUSE") == [([doer], ["NER"])]


@pytest.mark.parametrize(
    ("told", "whom"),
    [
        ("Mahamat told Yaou that Niger must withdraw its troops.", "Bakary Yaou"),
        ("Mahamat told reporters that Niger must withdraw its troops.", "NER"),
        ("Mahamat told Yaou that Libya must withdraw its troops.", "LBY"),
    ],
)
def test_who_is_told_what_his_state_must_do_is_asked(told: str, whom: str) -> None:
    assert (["Idriss Mahamat"], [whom]) in ends(OFFICIALS + told, "REQUEST")


@pytest.mark.parametrize(
    ("answer", "whom"),
    [
        ("Yaou refuted the remarks by Chad.", "Idriss Mahamat"),
        ("Yaou refuted the remarks by Libya.", "LBY"),
    ],
)
def test_an_answer_goes_to_who_spoke(answer: str, whom: str) -> None:
    text = OFFICIALS + "Mahamat told Yaou that Niger must withdraw its troops. " + answer
    assert ends(text, "REJECT") == [(["Bakary Yaou"], [whom])]
