"""Which parties a statement, milestone, claim or assessment is about, so that those of a pair are found at once."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

CODE = sa.String().with_variant(sa.String(collation="C"), "postgresql")

_AT_ONCE = 20_000


def upgrade() -> None:
    """Bring the tables to this version."""
    table = op.create_table(
        "noun_parties",
        sa.Column("party", CODE, primary_key=True),
        sa.Column("kind", CODE, primary_key=True),
        sa.Column("known", sa.Date, primary_key=True),
        sa.Column("document", CODE, sa.ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("noun_parties_by_document", "noun_parties", ["document"])
    connection = op.get_bind()
    documents = sa.table("documents", sa.column("id"), sa.column("known", sa.Date))
    for kind, of in (
        ("statements", _of_statement),
        ("milestones", lambda body: body.get("parties", ())),
        ("precedence", lambda body: body.get("parties", ())),
        ("assessments", lambda body: body.get("about", ())),
    ):
        nouns = sa.table(kind, *map(sa.column, ("document", "position", "body")))
        query = sa.select(nouns.c.document, nouns.c.position, nouns.c.body, documents.c.known).join(
            documents, documents.c.id == nouns.c.document
        )
        rows = [
            {"party": party, "kind": kind, "known": row.known, "document": row.document, "position": row.position}
            for row in connection.execute(query)
            for party in sorted(set(of(json.loads(row.body))))
        ]
        for start in range(0, len(rows), _AT_ONCE):
            connection.execute(sa.insert(table), rows[start : start + _AT_ONCE])


def _of_statement(body: Mapping[str, Any]) -> Iterator[str]:
    """Name the parties of a statement of one towards another; none of words that are towards nobody."""
    speaker = _party(body["speaker"])
    others = {*body.get("towards", ()), *filter(None, map(_party, body.get("addressees", ())))} - {speaker}
    if speaker and others:
        yield speaker
        yield from others


def _party(actor: Mapping[str, Any]) -> str | None:
    name: str | None = actor.get("name") if actor.get("country") in {"IGO", "NGO", "MNC"} else actor.get("country")
    return name
