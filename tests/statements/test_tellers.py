"""Whom the text credits with what stands at a place."""

from collections.abc import Callable

import pytest

from dragoman.lexicons.files import Lexicons
from dragoman.schema.actor import Actor, Cast, Sector
from dragoman.schema.document import Document
from dragoman.schema.event import Evidence, Teller
from dragoman.schema.sentence import Reading
from dragoman.schema.statement import Statement
from dragoman.statements.read import read_statements
from dragoman.statements.tellers import Tellers, teller_at, teller_of


def statement(speaker: Actor, *, direct: bool = False, via: Actor | None = None) -> Statement:
    return Statement(
        id="s", speaker=speaker, direct=direct, via=via, text="x", span=(0, 1), evidence=Evidence(sentence=(0, 1))
    )


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param(
            statement(Actor(text="the king", name="Harald", country="NOR")),
            Teller(kind="named", name="Harald", country="NOR"),
            id="named",
        ),
        pytest.param(
            statement(Actor(text="officials", country="NOR", named=False)),
            Teller(kind="anonymous", name="officials", country="NOR"),
            id="anonymous",
        ),
        pytest.param(
            statement(Actor(text="NTB", name="NTB", country="NOR", sector=Sector.JRN)),
            Teller(kind="media", name="NTB", country="NOR"),
            id="a news agency passes it on",
        ),
        pytest.param(
            statement(Actor(text="NTB", name="NTB", country="NOR", sector=Sector.JRN), direct=True),
            Teller(kind="named", name="NTB", country="NOR"),
            id="a news agency in its own words",
        ),
        pytest.param(
            statement(Actor(text="the king", name="Harald"), via=Actor(text="NTB", name="NTB", sector=Sector.JRN)),
            Teller(kind="media", name="NTB"),
            id="who relays tells it",
        ),
    ],
)
def test_kinds(told: Statement, expected: Teller) -> None:
    assert teller_of(told) == expected


@pytest.mark.parser
@pytest.mark.parametrize(
    ("text", "words", "kind", "name"),
    [
        ("Norway said Kenya had attacked the ship.", "attacked", "named", "Norway"),
        ("Norway said Kenya had attacked the ship.", "said", "narrator", None),
        ("Kenya attacked the ship. Norway said it was sorry.", "attacked", "narrator", None),
        ("Kenya attacked the ship, two officials said.", "attacked", "anonymous", "two officials"),
        (
            "Norway said Kenya had attacked a ship that carried “nothing but grain and medicine”.",
            "attacked",
            "named",
            "Norway",
        ),
        ("Norway said officials claimed that Kenya had attacked the ship.", "attacked", "anonymous", "officials"),
    ],
)
def test_who_tells(
    text: str,
    words: str,
    kind: str,
    name: str | None,
    read_text: Callable[..., tuple[Document, Reading]],
    lexicons: Lexicons,
) -> None:
    document, reading = read_text(text)
    statements = read_statements(document, reading, Cast(mentions=()), lexicons=lexicons)
    at = text.index(words)
    told = teller_at(statements, (at, at + len(words)))
    assert Tellers(statements).teller_at((at, at + len(words))) == told
    assert (told.kind, told.name) == (kind, name)
