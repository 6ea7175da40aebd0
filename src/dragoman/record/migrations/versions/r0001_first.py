"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

CODE = sa.String().with_variant(sa.String(collation="C"), "postgresql")
PROSE = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _of_document(name: str, *columns: "sa.Column[object]") -> None:
    op.create_table(
        name,
        sa.Column("document", CODE, sa.ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        *columns,
        sa.Column("body", PROSE, nullable=False),
    )


def upgrade() -> None:
    """Bring the tables to this version."""
    op.create_table(
        "state",
        sa.Column("key", CODE, primary_key=True),
        sa.Column("value", PROSE, nullable=False),
    )
    op.create_table(
        "documents",
        sa.Column("id", CODE, primary_key=True),
        sa.Column("source", PROSE, nullable=False),
        sa.Column("publisher", PROSE),
        sa.Column("agency", PROSE),
        sa.Column("published_start", sa.Date),
        sa.Column("published_end", sa.Date),
        sa.Column("learned", sa.Date),
        sa.Column("known", sa.Date, nullable=False),
        sa.Column("head", PROSE, nullable=False),
        sa.Column("sentences", sa.Integer, nullable=False),
        sa.Column("paragraphs", PROSE, nullable=False),
        sa.Column("language", PROSE),
        sa.Column("published", PROSE),
        sa.Column("length", sa.Integer, nullable=False),
        sa.Column("text", PROSE),
        sa.Column("sketch", sa.LargeBinary, nullable=False),
        sa.Column("program", CODE, nullable=False),
    )
    op.create_index("documents_in_order", "documents", ["known", "id"])
    op.create_index("documents_by_source", "documents", ["source"])
    _of_document(
        "reports",
        sa.Column("id", CODE, nullable=False),
        sa.Column("event", CODE),
        sa.Column("reasons", PROSE),
    )
    op.create_index("reports_by_id", "reports", ["id"])
    op.create_index("reports_by_event", "reports", ["event"])
    _of_document(
        "statements",
        sa.Column("id", CODE, nullable=False),
        sa.Column("country", CODE),
        sa.Column("speaker", PROSE),
    )
    _of_document("officials", sa.Column("name", PROSE, nullable=False), sa.Column("country", CODE))
    _of_document("milestones")
    _of_document("precedence")
    _of_document("assessments")
    op.create_table(
        "events",
        sa.Column("id", CODE, primary_key=True),
        sa.Column("type", CODE, nullable=False),
        sa.Column("modes", CODE, nullable=False),
        sa.Column("status", CODE, nullable=False),
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
        sa.Column("event", CODE, sa.ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("body", PROSE, nullable=False),
    )
    op.create_table(
        "event_parties",
        sa.Column("party", CODE, primary_key=True),
        sa.Column("event", CODE, sa.ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("role", CODE, nullable=False),
        sa.Column("rank", CODE),
        sqlite_with_rowid=False,
    )
    op.create_index("event_parties_by_event", "event_parties", ["event"])
    op.create_table(
        "event_pairs",
        sa.Column("one", CODE, primary_key=True),
        sa.Column("other", CODE, primary_key=True),
        sa.Column("event", CODE, sa.ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("role_one", CODE, nullable=False),
        sa.Column("role_other", CODE, nullable=False),
        sa.Column("rank_one", CODE),
        sa.Column("rank_other", CODE),
        sqlite_with_rowid=False,
    )
    op.create_index("event_pairs_by_event", "event_pairs", ["event"])
    op.create_table(
        "refusals",
        sa.Column("source", PROSE, primary_key=True),
        sa.Column("fault", PROSE, nullable=False),
        sa.Column("remedy", PROSE, nullable=False),
    )
    op.create_table(
        "decisions",
        sa.Column("id", CODE, primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("body", PROSE, nullable=False),
    )
    op.create_table(
        "passages",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("document", CODE, sa.ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
        sa.Column("kind", CODE, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("text", PROSE, nullable=False),
    )
    op.create_index("passages_by_document", "passages", ["document"])
    if op.get_bind().dialect.name == "postgresql":
        _words_of_postgresql()
    else:
        _words_of_sqlite()


def _words_of_sqlite() -> None:
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


def _words_of_postgresql() -> None:
    """Take the same words for the same as in SQLite: Porter's stemmer, and no word is left out."""
    op.execute("CREATE TEXT SEARCH DICTIONARY dragoman_stems (TEMPLATE = snowball, LANGUAGE = porter)")
    op.execute("CREATE TEXT SEARCH CONFIGURATION dragoman (COPY = simple)")
    op.execute("ALTER TEXT SEARCH CONFIGURATION dragoman ALTER MAPPING FOR asciiword, word WITH dragoman_stems")
    op.execute("ALTER TABLE passages ADD COLUMN words tsvector NOT NULL")
    op.execute("CREATE INDEX passages_by_words ON passages USING gin (words)")
