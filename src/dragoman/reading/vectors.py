"""Word vectors in context: what spaCy's tok2vec computes, to the same bits in half the time.

The network that turns words into vectors takes three quarters of a parse. Its first part looks at one word alone, so a
word is embedded once and remembered. Its second part looks at neighbours, layer on layer; it is computed here without
the copies that thinc makes for training. The matrix library stays thinc's: it gives the same numbers for a row
whatever stands beside it, and so the same vectors for a text whatever it is read with.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model, Ops

if TYPE_CHECKING:
    from thinc.types import Floats2d

Floats = NDArray[np.float32]
_Word = tuple[int, int, int]
"""A word as it stands, as the tokenizer understands it, and whether a space follows."""

REMEMBERED = 100_000  # words: 40 MB; news of a year has fewer
_ROWS = 1024  # words that go through the layers together: what fits the caches of a processor
_EPSILON = np.float32(1e-08)  # thinc's, in its layer norm


@dataclass(frozen=True, slots=True)
class _Layer:
    """One layer of the encoder: of a word and its two neighbours, the greatest of several sums, then normalised."""

    weights: Floats  # (pieces * width, 3 * width), the pieces of a width apart
    bias: Floats
    pieces: int
    scale: Floats
    shift: Floats

    def add_to(self, rows: Floats, ops: Ops) -> None:
        """Add the layer's output to its input, in place. The first and the last row are zero and stay so."""
        width = rows.shape[1]
        windows = np.lib.stride_tricks.as_strided(
            rows, (len(rows) - 2, 3 * width), (rows.strides[0], rows.strides[1]), writeable=False
        )
        windows = np.ascontiguousarray(windows)
        sums: Floats = np.asarray(ops.gemm(cast("Floats2d", windows), cast("Floats2d", self.weights), trans2=True))
        sums += self.bias
        best = sums[:, :width]
        for piece in range(1, self.pieces):
            best = np.maximum(best, sums[:, piece * width : (piece + 1) * width])
        best -= best.mean(axis=1, keepdims=True)
        variance = np.square(best).mean(axis=1, keepdims=True) + _EPSILON
        best *= variance ** (-1.0 / 2.0)
        best *= self.scale
        best += self.shift
        rows[1:-1] += best


class Vectors:
    """Gives texts the vectors that the parts of a model behind tok2vec listen to."""

    def __init__(self, nlp: Language) -> None:
        """Take the network of a model.

        Raises:
            ValueError: it is built otherwise than the networks of spaCy's small models; its own code must run.
        """
        model: Model[Any, Any] = nlp.get_pipe("tok2vec").model  # type: ignore[attr-defined]
        self._nlp = nlp
        self._embed, encode = model.layers
        self._ops = model.ops
        self._pad = int(encode.attrs["pad"])
        self._layers = tuple(_layer(residual) for residual in encode.layers[0].layers)
        self._width = self._layers[0].scale.shape[0]
        self._rows: dict[_Word, int] = {}
        self._known: Floats = np.zeros((0, self._width), dtype=np.float32)
        if self._pad < len(self._layers):
            raise ValueError("texts read together would see one another")

    def set_on(self, docs: Sequence[Doc]) -> None:
        """Set the vectors of the texts' words."""
        words = [list(map(tuple, doc.to_array(["ORTH", "NORM", "SPACY"]).tolist())) for doc in docs]
        self._learn({word for text in words for word in text})
        for group in _groups([len(text) for text in words]):
            self._encode([docs[i] for i in group], [words[i] for i in group])

    def _learn(self, words: set[_Word]) -> None:
        """Embed words that were not met before."""
        if len(self._rows) > REMEMBERED:
            self._rows.clear()
            self._known = self._known[:0]
        new = sorted(words - self._rows.keys())
        if not new:
            return
        strings = self._nlp.vocab.strings
        doc = Doc(self._nlp.vocab, words=[strings[orth] for orth, *_ in new], spaces=[bool(space) for *_, space in new])
        for token, (_, norm, _) in zip(doc, new, strict=True):
            token.norm_ = strings[norm]  # "ca" in "can't" is "can"
        (vectors,) = self._embed.predict([doc])
        self._rows.update((word, len(self._known) + i) for i, word in enumerate(new))
        self._known = np.concatenate([self._known, np.asarray(vectors)])

    def _encode(self, docs: list[Doc], words: list[list[_Word]]) -> None:
        """Let the vectors of texts see those beside them; texts are kept apart by rows of padding."""
        at, begins = self._pad + 1, []
        for text in words:
            begins.append(at)
            at += len(text) + self._pad
        rows = np.zeros((at + 1, self._width), dtype=np.float32)  # a zero row at each end for the windows
        for begin, text in zip(begins, words, strict=True):
            rows[begin : begin + len(text)] = self._known[[self._rows[word] for word in text]]
        for layer in self._layers:
            layer.add_to(rows, self._ops)
        for doc, begin, text in zip(docs, begins, words, strict=True):
            doc.tensor = cast("Any", rows[begin : begin + len(text)])


def _layer(residual: Model[Any, Any]) -> _Layer:
    """Take the numbers of a layer: `residual(expand_window >> maxout >> layernorm >> dropout)`.

    Raises:
        ValueError: it is something else.
    """
    found = {layer.name: layer for layer in residual.walk()}
    if residual.name.split("(")[0] != "residual" or not {"expand_window", "maxout", "layernorm"} <= found.keys():
        raise ValueError(f"no layer of a maxout window encoder: {residual.name}")
    if found["expand_window"].attrs["window_size"] != 1:
        raise ValueError("a window of other than one word to each side")

    def numbers(layer: str, name: str) -> Floats:
        return np.asarray(found[layer].get_param(name))

    weights = numbers("maxout", "W")
    width, pieces, inputs = weights.shape
    return _Layer(
        weights=np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(pieces * width, inputs)),
        bias=np.ascontiguousarray(numbers("maxout", "b").T.reshape(-1)),
        pieces=pieces,
        scale=numbers("layernorm", "G"),
        shift=numbers("layernorm", "b"),
    )


def _groups(lengths: Sequence[int]) -> Iterator[range]:
    """Cut texts into runs of so many words."""
    first = total = 0
    for i, length in enumerate(lengths):
        total += length
        if total >= _ROWS:
            yield range(first, i + 1)
            first, total = i + 1, 0
    if first < len(lengths):
        yield range(first, len(lengths))
