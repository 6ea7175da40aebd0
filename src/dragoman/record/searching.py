"""Full text over the sentences of events and the statements, in both kinds of database.

A word is found in every form that Porter's stemmer takes for the same; no word is too common to be looked for. SQLite
ranks by BM25, PostgreSQL by how often and how near the words stand: the same places are found, best first in either.
"""

import functools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from dragoman.errors import UsageError
from dragoman.record import tables as t

_EQUALS = 20
"""Of so many times the places asked for the best are chosen, where many are equally good."""

_GAPS = re.compile(r"[\W_]+")
_SOUGHT = re.compile(r'(-?)(?:"([^"]*)"|([^\s"]+))')

_passages = sa.table(
    "passages", *map(sa.column, ("document", "kind", "start", "text", "words"))
)  # as PostgreSQL has it: SQLite keeps the words in a table of its own


@dataclass(frozen=True, slots=True)
class Sought:
    """What a search asks for: words and rows of words that must stand there, and those that must not."""

    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]


def understand(words: str) -> Sought:
    """Take a search apart; nothing in it is syntax but double quotation marks and a minus before a word.

    Raises:
        UsageError: it holds no word to look for.
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    for minus, phrase, word in _SOUGHT.findall(words):
        text = plain(phrase or word)
        if text:
            (unwanted if minus else wanted).append(text)
    if not wanted:
        raise UsageError(f"search {words!r}: holds no word to look for; give one, such as: dragoman search fisheries")
    return Sought(tuple(wanted), tuple(unwanted))


def plain(text: str) -> str:
    """Give the words of a text, accents and case taken off, with one space between them."""
    bare = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    return _GAPS.sub(" ", bare.casefold()).strip()


def insert_passages(connection: sa.Connection, rows: Sequence[dict[str, object]]) -> None:
    """Add places that can be searched for: `document`, `kind`, `start` and `text`."""
    if not rows:
        return
    if connection.dialect.name != "postgresql":
        connection.execute(sa.insert(t.passages), rows)  # triggers of the table keep the index in step
        return
    words: sa.ColumnElement[Any] = sa.func.to_tsvector(
        sa.literal_column("'dragoman'::regconfig"), sa.bindparam("plain")
    )
    values: dict[str, Any] = {name: sa.bindparam(name) for name in ("document", "kind", "start", "text")}
    connection.execute(
        sa.insert(_passages).values(**values, words=words), [{**row, "plain": plain(str(row["text"]))} for row in rows]
    )


def places(
    connection: sa.Connection, sought: Sought, *where: sa.ColumnElement[bool], most: int | None = None
) -> Iterator[tuple[str, int, str, str, str, date]]:
    """Find places: document, start, kind, text, head and day known of each; best first, of equals the latest.

    With `most` and no conditions only so many of the best need be given: words of every second sentence are found many
    times faster then.
    """
    p, d = t.passages.c, t.documents.c
    query = sa.select(p.document, p.start, p.kind, p.text, d.head, d.known).select_from(t.passages)
    if connection.dialect.name == "postgresql":
        words: sa.ColumnElement[Any] = sa.literal_column("passages.words")
        asked = _tsquery(sought)
        query = query.where(words.op("@@")(asked))
        worth: sa.ColumnElement[float] = -sa.func.ts_rank_cd(words, asked, 1)
    else:
        ranked = "SELECT rowid AS id, round(bm25(words), 6) AS worth FROM words WHERE words MATCH :asked"
        if most is not None and not where:  # more than asked for, so that of equals the latest are among them
            ranked += f" ORDER BY worth, id DESC LIMIT {most * _EQUALS}"
        best = (
            sa.text(ranked)
            .bindparams(asked=_fts5(sought))
            .columns(sa.column("id", sa.Integer), sa.column("worth", sa.Float))
            .subquery()
        )
        query = query.join(best, best.c.id == p.id)
        worth = best.c.worth
    query = (
        query.join(t.documents, d.id == p.document)
        .where(*where)
        .order_by(worth, d.known.desc(), p.document, p.start, p.kind)
    )
    for row in connection.execute(query):
        yield row.document, row.start, row.kind, row.text, row.head, row.known


def _fts5(sought: Sought) -> str:
    """Write a search for SQLite, every word quoted so that nothing in it is taken for syntax."""
    return " AND ".join(f'"{one}"' for one in sought.wanted) + "".join(f' NOT "{one}"' for one in sought.unwanted)


def _tsquery(sought: Sought) -> sa.ColumnElement[object]:
    def phrase(words: str) -> sa.ColumnElement[object]:
        found: sa.ColumnElement[object] = sa.func.phraseto_tsquery(sa.literal_column("'dragoman'::regconfig"), words)
        return found

    parts = [*map(phrase, sought.wanted), *(sa.func.tsquery_not(phrase(one)) for one in sought.unwanted)]
    return functools.reduce(sa.func.tsquery_and, parts)
