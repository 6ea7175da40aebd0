"""Quick ways to the news of a few days, to the last day known, and to a person."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    op.create_index("events_by_news", "events", ["last_known"])
    op.create_index("documents_by_publication", "documents", ["published_end"])
    op.create_index("officials_by_name", "officials", ["name"])
