"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _of_document(name: str, *columns: "sa.Column[object]") -> None:
    op.create_table(
        name,
        sa.Column("document", sa.String, sa.ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        *columns,
        sa.Column("body", sa.Text, nullable=False),
    )


def upgrade() -> None:
    """Bring the tables to this version."""
    op.create_table(
        "state",
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "documents",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("publisher", sa.Text),
        sa.Column("agency", sa.Text),
        sa.Column("published_start", sa.Date),
        sa.Column("published_end", sa.Date),
        sa.Column("learned", sa.Date),
        sa.Column("known", sa.Date, nullable=False),
        sa.Column("head", sa.Text, nullable=False),
        sa.Column("sentences", sa.Integer, nullable=False),
        sa.Column("paragraphs", sa.Text, nullable=False),
        sa.Column("language", sa.Text),
        sa.Column("published", sa.Text),
        sa.Column("length", sa.Integer, nullable=False),
        sa.Column("text", sa.Text),
        sa.Column("sketch", sa.LargeBinary, nullable=False),
        sa.Column("program", sa.String, nullable=False),
    )
    op.create_index("documents_in_order", "documents", ["known", "id"])
    op.create_index("documents_by_source", "documents", ["source"])
    _of_document(
        "reports",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("event", sa.String),
        sa.Column("reasons", sa.Text),
    )
    op.create_index("reports_by_id", "reports", ["id"])
    op.create_index("reports_by_event", "reports", ["event"])
    _of_document(
        "statements",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("country", sa.String),
        sa.Column("speaker", sa.Text),
    )
    _of_document("officials", sa.Column("name", sa.Text, nullable=False), sa.Column("country", sa.String))
    _of_document("milestones")
    _of_document("precedence")
    _of_document("assessments")
    op.create_table(
        "events",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("type", sa.String, nullable=False),
        sa.Column("modes", sa.String, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("timed", sa.Boolean, nullable=False),
        sa.Column("start", sa.Date),
        sa.Column("end", sa.Date),
        sa.Column("first_known", sa.Date, nullable=False),
        sa.Column("last_known", sa.Date, nullable=False),
        sa.Column("reach_start", sa.Date),
        sa.Column("reach_end", sa.Date),
        sa.Column("sources", sa.Integer, nullable=False),
        sa.Column("score", sa.Float),
        sa.Column("confidence", sa.Float, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("events_by_reach", "events", ["reach_end", "reach_start"])
    op.create_table(
        "event_bodies",
        sa.Column("event", sa.String, sa.ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table(
        "event_parties",
        sa.Column("party", sa.String, primary_key=True),
        sa.Column("event", sa.String, sa.ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("rank", sa.String),
        sqlite_with_rowid=False,
    )
    op.create_index("event_parties_by_event", "event_parties", ["event"])
    op.create_table(
        "event_pairs",
        sa.Column("one", sa.String, primary_key=True),
        sa.Column("other", sa.String, primary_key=True),
        sa.Column("event", sa.String, sa.ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("role_one", sa.String, nullable=False),
        sa.Column("role_other", sa.String, nullable=False),
        sa.Column("rank_one", sa.String),
        sa.Column("rank_other", sa.String),
        sqlite_with_rowid=False,
    )
    op.create_index("event_pairs_by_event", "event_pairs", ["event"])
    op.create_table(
        "refusals",
        sa.Column("source", sa.Text, primary_key=True),
        sa.Column("fault", sa.Text, nullable=False),
        sa.Column("remedy", sa.Text, nullable=False),
    )
    op.create_table(
        "decisions",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table(
        "passages",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("document", sa.String, sa.ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_index("passages_by_document", "passages", ["document"])
    op.execute(
        "CREATE VIRTUAL TABLE words USING fts5(text, content = 'passages', content_rowid = 'id', "
        "tokenize = 'porter unicode61 remove_diacritics 2')"
    )
    op.execute(
        "CREATE TRIGGER passages_added AFTER INSERT ON passages BEGIN "
        "INSERT INTO words (rowid, text) VALUES (new.id, new.text); END"
    )
    op.execute(
        "CREATE TRIGGER passages_taken AFTER DELETE ON passages BEGIN "
        "INSERT INTO words (words, rowid, text) VALUES ('delete', old.id, old.text); END"
    )
