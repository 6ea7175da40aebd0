"""The world map: the shapes of states, shaded by their dealings with one of them."""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from dragoman.lexicons.files import Lexicons
from dragoman.record.overview import Neighbour
from dragoman.schema.base import Record

WIDTH, HEIGHT = 1000, 439
"""Of the sheet that shapes/world.csv is drawn on."""

_BOUNDS = (-5.0, -1.5, -0.25, 0.25, 1.5, 5.0)
_SHADES = ("worst", "worse", "bad", "even", "good", "better", "best")
_NAMES = ("−10 … −5", "−5 … −1.5", "−1.5 … −0.25", "about 0", "0.25 … 1.5", "1.5 … 5", "5 … 10")

LEGEND = tuple(zip(_SHADES, _NAMES, strict=True))
"""Shades with the mean weights that they stand for."""


class Shape(Record, frozen=True, kw_only=True):
    """A line of shapes/world.csv."""

    code: str
    x: float
    y: float
    path: str = ""


@dataclass(frozen=True, slots=True)
class Land:
    """A state on the map."""

    shape: Shape
    shade: str  # "self", "none", or one of `LEGEND`
    name: str
    words: str  # what the shade stands for; empty: nothing


@functools.cache
def shapes() -> tuple[Shape, ...]:
    """Read the shapes of states."""
    return Lexicons(folders=(Path(__file__).parent,)).table("shapes/world.csv", Shape)


def shade(mean: float) -> str:
    """Give the shade of a mean weight."""
    return _SHADES[sum(mean >= bound for bound in _BOUNDS)]


def lands(party: str, neighbours: Iterable[Neighbour], names: Mapping[str, str]) -> tuple[Land, ...]:
    """Shade the states by the mean weight of the deeds between them and one party; those with deeds come last."""
    by_code = {neighbour.other: neighbour for neighbour in neighbours}
    found = []
    for shape in shapes():
        name = names.get(shape.code, shape.code)
        neighbour = by_code.get(shape.code)
        if shape.code == party:
            found.append(Land(shape, "self", name, ""))
        elif neighbour is None:
            found.append(Land(shape, "none", name, ""))
        else:
            mean = neighbour.weight / neighbour.events
            words = f"{neighbour.events:,} deed{'s' * (neighbour.events > 1)}, mean weight {mean:+.1f}"
            found.append(Land(shape, shade(mean), name, words.replace("-", "−")))
    return tuple(sorted(found, key=lambda land: (land.shade != "none", not land.shape.path, land.shape.code)))
