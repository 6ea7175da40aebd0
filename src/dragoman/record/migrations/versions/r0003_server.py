"""Versions of one story, the runs that read it, outlines beside the pairs; offices in columns of their own."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

CODE = sa.String().with_variant(sa.String(collation="C"), "postgresql")
PROSE = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Bring the tables to this version."""
    op.create_table("runs", sa.Column("id", CODE, primary_key=True), sa.Column("body", PROSE, nullable=False))
    for name, kind in (
        ("url", PROSE),
        ("canonical", PROSE),
        ("modified", sa.Date()),
        ("run", CODE),
        ("replaces", CODE),
        ("replaces_because", CODE),
    ):
        op.add_column("documents", sa.Column(name, kind))
    op.create_index("documents_by_replaced", "documents", ["replaces"])
    op.create_table(
        "version_keys",
        sa.Column("key", sa.BigInteger, primary_key=True),
        sa.Column("known", sa.Date, primary_key=True),
        sa.Column("document", CODE, sa.ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("version_keys_by_document", "version_keys", ["document"])
    op.execute("INSERT INTO state (key, value) VALUES ('unkeyed', '')")  # the next merging fills in the keys
    op.add_column("officials", sa.Column("office", PROSE))
    op.add_column("officials", sa.Column("former", sa.Boolean))
    op.create_index("officials_by_country", "officials", ["country"])
    _outlines_beside_pairs()
    _fill()


def _outlines_beside_pairs() -> None:
    """Make the table anew. What was put together is taken out: the next merging puts it together from its reports."""
    op.drop_index("event_pairs_by_event", "event_pairs")
    op.drop_table("event_pairs")
    op.execute("DELETE FROM events")
    op.create_table(
        "event_pairs",
        sa.Column("one", CODE, primary_key=True),
        sa.Column("other", CODE, primary_key=True),
        sa.Column("event", CODE, sa.ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("role_one", CODE, nullable=False),
        sa.Column("role_other", CODE, nullable=False),
        sa.Column("rank_one", CODE),
        sa.Column("rank_other", CODE),
        sa.Column("outline", PROSE, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("event_pairs_by_event", "event_pairs", ["event"])
    op.execute("DELETE FROM state WHERE key = 'incomplete'")
    op.execute("INSERT INTO state (key, value) VALUES ('incomplete', '')")


def _fill() -> None:
    """Copy from the bodies what now has a column of its own."""
    connection = op.get_bind()
    documents = sa.table("documents", sa.column("id"), sa.column("head"), sa.column("url"))
    officials = sa.table("officials", *map(sa.column, ("document", "position", "body", "office", "former")))
    urls = [
        {"d": row.id, "url": json.loads(row.head).get("url")}
        for row in connection.execute(sa.select(documents.c.id, documents.c.head))
    ]
    if urls:
        connection.execute(
            sa.update(documents).where(documents.c.id == sa.bindparam("d")).values(url=sa.bindparam("url")), urls
        )
    offices = []
    for row in connection.execute(sa.select(officials.c.document, officials.c.position, officials.c.body)):
        body = json.loads(row.body)
        offices.append(
            {
                "d": row.document,
                "p": row.position,
                "office": body.get("office"),
                "former": bool(body.get("former", False)),
            }
        )
    if offices:
        connection.execute(
            sa.update(officials)
            .where(officials.c.document == sa.bindparam("d"), officials.c.position == sa.bindparam("p"))
            .values(office=sa.bindparam("office"), former=sa.bindparam("former", type_=sa.Boolean)),
            offices,
        )
