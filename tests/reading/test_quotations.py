"""Quotation marks in every typography, and offsets that are exact whatever stands between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.documents import plain_document

from dragoman.reading.quotations import find_quotations
from dragoman.schema.document import Document, Paragraph, document_id


def found(text: str) -> list[str]:
    return [text[slice(*q.span)] for q in find_quotations(plain_document(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("“We agree,” she said.", ["We agree,"], id="curly"),
        pytest.param('"We agree," she said.', ["We agree,"], id="straight"),
        pytest.param("‘We agree,’ she said.", ["We agree,"], id="single curly"),
        pytest.param("'We agree,' she said.", ["We agree,"], id="single straight"),
        pytest.param("«Nous voilà», dit-il.", ["Nous voilà"], id="guillemets"),
        pytest.param("»Gut so«, sagte er.", ["Gut so"], id="guillemets pointing inwards"),
        pytest.param("„Gut so“, sagte er.", ["Gut so"], id="German low and high"),
        pytest.param("「行きます」と述べた。", ["行きます"], id="Japanese corners"),
        pytest.param("``Fine,'' he wrote.", ["Fine,"], id="typewriter doubled"),
        pytest.param("''Fine,'' he wrote.", ["Fine,"], id="two apostrophes a side"),
        pytest.param("”Fine,” he wrote.", ["Fine,"], id="both marks closing ones, as in Sweden"),
        pytest.param('a “mixed pair" here', ["mixed pair"], id="opens curly and closes straight"),
        pytest.param("“Let’s go,” he said.", ["Let’s go,"], id="apostrophe inside a word"),
        pytest.param(
            "‘The envoys’ aim is clear,’ he said.", ["The envoys’ aim is clear,"], id="possessive of a plural"
        ),
        pytest.param("the envoys’ aim and the ’90s", [], id="apostrophes only"),
        pytest.param("rock 'n' roll, 'em and '68ers", [], id="words that begin with an apostrophe"),
        pytest.param('a 6\'2" man with 12" shells', [], id="feet and inches"),
        pytest.param("It grew by ‘10%,’ she said.", ["10%,"], id="a figure in single marks"),
        pytest.param("of the class of ’68 and ‘70s songs’ fans", [], id="years without their century"),
        pytest.param('Nothing “ " here.', [], id="nothing between the marks"),
        pytest.param("said it was no “deal”. And more”.", ["deal"], id="stray closing mark"),
        pytest.param("He said “nothing of it is true.", [], id="stray opening mark inside a sentence"),
        pytest.param("He said: “Nothing of it is true.", ["Nothing of it is true."], id="opening mark never closed"),
        pytest.param(
            "“He told me ‘never’ and left,” she said.",
            ["He told me ‘never’ and left,", "never"],
            id="single inside double",
        ),
        pytest.param(
            "‘He told me “never” and left,’ she said.",
            ["He told me “never” and left,", "never"],
            id="double inside single",
        ),
        pytest.param("“We go,” he said, “and we stay.”", ["We go,", "and we stay."], id="split by its attribution"),
    ],
)
def test_marks(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_quotation_over_paragraphs_is_one_group() -> None:
    text = "“First.\n\n“Second.\n\n“Third,” he said.\n\n“Other,” she said."
    quotations = find_quotations(plain_document(text))
    assert [text[slice(*q.span)] for q in quotations] == ["First.", "Second.", "Third,", "Other,"]
    assert [q.group for q in quotations] == [0, 0, 0, 1]
    assert not any(q.scare for q in quotations)


@pytest.mark.parametrize(
    ("text", "scare"),
    [
        pytest.param("The so-called “truce” held.", True, id="a word set off"),
        pytest.param("It was a “special operation” then.", True, id="two words set off"),
        pytest.param("“Never,” he said.", False, id="one word, but an utterance"),
        pytest.param("He said: “Never again.”", False, id="behind a colon"),
        pytest.param("He spoke of “a long and hard road” ahead.", False, id="too long to be set off"),
        pytest.param("They shouted “Out!” and left.", False, id="a shout"),
    ],
)
def test_scare_quotes(text: str, scare: bool) -> None:
    assert [q.scare for q in find_quotations(plain_document(text))] == [scare]


# What offsets break on: combining accents, emoji of several code points, names in kanji, Windows line ends,
# characters outside the basic plane, zero-width joiners.
FILLING = st.sampled_from(
    [
        "e\u0301te\u0301",
        "🇯🇵🤝🇨🇳",
        "高市早苗",
        "👩‍✈️",
        "𝔘𝔫𝔦𝔬𝔫",
        "Müller",
        "\u200bzero",
        "plain",
        "Zoe\u0308",
        "नमस्ते",
        "10%",
    ]
)
PAIR = st.sampled_from([("“", "”"), ('"', '"'), ("«", "»"), ("‘", "’"), ("「", "」")])


@given(
    lead=st.lists(FILLING, max_size=4),
    quoted=st.lists(FILLING, min_size=1, max_size=8),
    pair=PAIR,
    line_end=st.sampled_from(["\n", "\r\n", "\r\n\r\n"]),
)
def test_offsets_are_exact(lead: list[str], quoted: list[str], pair: tuple[str, str], line_end: str) -> None:
    words = " ".join(quoted)
    text = f"First line.{line_end}{' '.join([*lead, ''])}{pair[0]}{words},{pair[1]} she said.{line_end}"
    quotations = find_quotations(plain_document(text))
    assert [text[slice(*q.span)] for q in quotations] == [f"{words},"]
    assert [text[slice(*q.outer)] for q in quotations] == [f"{pair[0]}{words},{pair[1]}"]


@given(st.text(alphabet="ab .,:’'\"“”‘«»„\n\r–0", max_size=80))
def test_any_text_gives_spans_in_order_and_inside(text: str) -> None:
    document = plain_document(text)
    quotations = find_quotations(document)
    for quotation in quotations:
        start, end = quotation.span
        assert 0 <= quotation.outer[0] < start < end <= quotation.outer[1] <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert any(p.span[0] <= start and end <= p.span[1] for p in document.paragraphs)
    assert [q.outer for q in quotations] == sorted((q.outer for q in quotations), key=lambda o: (o[0], -o[1]))


def test_only_paragraphs_are_looked_at() -> None:
    text = "“out” “in”"
    document = Document(
        id=document_id(text, source="x"), source="x", text=text, paragraphs=(Paragraph(span=(6, len(text))),)
    )
    assert [text[slice(*q.span)] for q in find_quotations(document)] == ["in"]
