"""Places with country and coordinates."""

from collections.abc import Callable

import pytest

from dragoman.actors.places import find_places
from dragoman.lexicons.files import Lexicons
from dragoman.schema.document import Document
from dragoman.schema.sentence import Reading

pytestmark = pytest.mark.parser


@pytest.mark.parametrize(
    ("text", "name", "country", "located"),
    [
        pytest.param("They met in Oslo.", "Oslo", "NOR", True, id="capital"),
        pytest.param("They met in Cambodia.", "Cambodia", "KHM", False, id="state"),
        pytest.param("A ship sank in the Black Sea.", "Black Sea", None, True, id="sea"),
        pytest.param("Troops left Kobani.", "Kobani", "SYR", True, id="town"),
        pytest.param("They met at Camp David.", "Camp David", "USA", True, id="seat with a place of its own"),
        pytest.param(
            "A patrol neared the Diaoyu Islands.", "Senkaku Islands", "JPN", True, id="disputed, by another name"
        ),
    ],
)
def test_places(
    read_text: Callable[..., tuple[Document, Reading]],
    lexicons: Lexicons,
    text: str,
    name: str,
    country: str | None,
    located: bool,
) -> None:
    _, reading = read_text(text)
    (place,) = find_places(reading, lexicons=lexicons).values()
    assert (place.name, place.country, place.lat is not None) == (name, country, located)
    assert place.span is not None


def test_adjectives_are_no_places(read_text: Callable[..., tuple[Document, Reading]], lexicons: Lexicons) -> None:
    _, reading = read_text("Norwegian and Bavarian officials met.")
    assert find_places(reading, lexicons=lexicons) == {}
