"""Word classes and lemmas looked up are those that spaCy's own rules give."""

import pytest
import spacy
from spacy.language import Language

from dragoman.lexicons.files import Lexicons
from dragoman.reading.parser import load_model, parse

pytestmark = pytest.mark.parser

TEXTS = (
    "There is a plan, and there are doubts. It was what they'd said: we're gonna meet, let's go, c'mon!",
    "The minister does not know that Norway has done it; but do they? I saw you and it. Ain't it so, y'all?",
    "Norway's  talks\twith Chile had been planned for May. He left, leaving boxes; the worst was found.",
    "Kenyan and Ghanaian leaders met.",
    "",
)


@pytest.fixture(scope="module")
def whole() -> Language:
    """The model with its own rules switched on."""
    ours = load_model()
    return spacy.load(f"{ours.lang}_{ours.meta['name']}", exclude=["ner"])


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_labels_are_those_of_the_model(text: str, whole: Language) -> None:
    lexicons = Lexicons(folders=())  # no lemmas corrected
    (parsed,) = parse([(text, (0, len(text)))], lexicons=lexicons)
    expected = [
        (t.text, t.pos_, t.tag_, t.dep_, t.lemma_ if t.pos_ == "PROPN" else t.lemma_.lower())
        for t in whole(text.replace("\t", " "))
        if not t.is_space
    ]
    assert [(t.text, t.pos, t.tag, t.dep, t.lemma) for s in parsed for t in s] == expected


def test_company_and_order_make_no_difference() -> None:
    lexicons = Lexicons()
    together = parse([(text, (0, len(text))) for text in TEXTS], lexicons=lexicons)
    for text, parsed in zip(TEXTS, together, strict=True):
        assert parse([(text, (0, len(text)))], lexicons=lexicons) == [parsed]
