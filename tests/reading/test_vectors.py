"""Vectors computed here are spaCy's own, to the bit, whatever a text is read with."""

import numpy as np
import pytest

from dragoman.reading.parser import load_model
from dragoman.reading.vectors import Vectors

pytestmark = pytest.mark.parser

TEXTS = (
    "Norway's minister can't say that; she didn't know what they'd agreed.",
    "Kenyan and Ghanaian leaders met.",
    "",
    "  Talks\twere held -- at last -- in Oslo on 4 May 2019 :-)",
    "Yes.",
)


@pytest.mark.parametrize("rows", [1, 16, 1024])
def test_vectors_are_those_of_the_model(rows: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.reading.vectors._ROWS", rows)
    nlp = load_model()
    vectors = Vectors(nlp)
    for texts in (TEXTS, TEXTS[::-1]):  # the second time from memory, in other company
        docs = [nlp.make_doc(text) for text in texts]
        expected = nlp.get_pipe("tok2vec").predict(docs)  # type: ignore[attr-defined]
        vectors.set_on(docs)
        for doc, own in zip(docs, expected, strict=True):
            assert np.array_equal(doc.tensor, own)


def test_words_forgotten_are_learned_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.reading.vectors.REMEMBERED", 3)
    nlp = load_model()
    vectors = Vectors(nlp)
    first, again = nlp.make_doc(TEXTS[0]), nlp.make_doc(TEXTS[0])
    for doc in (first, nlp.make_doc(TEXTS[1]), again):
        vectors.set_on([doc])
    assert np.array_equal(first.tensor, again.tensor)
