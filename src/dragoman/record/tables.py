"""The tables of the store. What they hold is told in docs/merging.md; how they came about, in migrations/."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

METADATA = MetaData()

state = Table(
    "state",
    METADATA,
    Column("key", String, primary_key=True),
    Column("value", Text, nullable=False),
)

documents = Table(
    "documents",
    METADATA,
    Column("id", String, primary_key=True),
    Column("source", Text, nullable=False),
    Column("publisher", Text),
    Column("agency", Text),  # the news agency whose text it is, as far as it says
    Column("published_start", Date),
    Column("published_end", Date),
    Column("learned", Date),  # when the record learned of it; given by the caller, never by the clock
    Column("known", Date, nullable=False),  # from when answers may use it; 9999-12-31 where nothing says
    Column("head", Text, nullable=False),  # JSON of DocumentHead
    Column("sentences", Integer, nullable=False),
    Column("paragraphs", Text, nullable=False),  # JSON of Paragraph
    Column("language", Text),
    Column("published", Text),  # JSON of the Published that came with the document, before any was inferred
    Column("length", Integer, nullable=False),
    Column("text", Text),  # None: not kept
    Column("sketch", LargeBinary, nullable=False),
    Column("program", String, nullable=False),
    Index("documents_in_order", "known", "id"),
    Index("documents_by_source", "source"),
    Index("documents_by_publication", "published_end"),
)


def _of_document(name: str, *columns: Column[object] | Index) -> Table:
    return Table(
        name,
        METADATA,
        Column("document", String, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
        Column("position", Integer, primary_key=True),
        *columns,
        Column("body", Text, nullable=False),  # JSON of the noun
    )


reports = _of_document(
    "reports",
    Column("id", String, nullable=False),
    Column("event", String),  # None: not merged yet
    Column("reasons", Text),  # JSON of Reason: why it was taken for that event
    Index("reports_by_id", "id"),
    Index("reports_by_event", "event"),
)
statements = _of_document(
    "statements", Column("id", String, nullable=False), Column("country", String), Column("speaker", Text)
)
officials = _of_document(
    "officials", Column("name", Text, nullable=False), Column("country", String), Index("officials_by_name", "name")
)
milestones = _of_document("milestones")
precedence = _of_document("precedence")
assessments = _of_document("assessments")

passages = Table(
    "passages",  # what can be searched for; triggers keep the full-text index `words` in step with it
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("document", String, ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
    Column("kind", String, nullable=False),  # "sentence" of an event, or "statement"
    Column("start", Integer, nullable=False),  # character of the document's text
    Column("text", Text, nullable=False),
    Index("passages_by_document", "document"),
)

events = Table(
    "events",
    METADATA,
    Column("id", String, primary_key=True),
    Column("type", String, nullable=False),
    Column("modes", String, nullable=False),  # parted by "|"
    Column("status", String, nullable=False),
    Column("timed", Boolean, nullable=False),  # whether the texts give a time at all
    Column("start", Date),
    Column("end", Date),
    Column("first_known", Date, nullable=False),
    Column("last_known", Date, nullable=False),
    Column("reach_start", Date),  # the days within which its reports place or tell it; None: any
    Column("reach_end", Date),
    Column("sources", Integer, nullable=False),
    Column("score", Float),
    Column("confidence", Float, nullable=False),
    Index("events_by_reach", "reach_end", "reach_start"),
    Index("events_by_news", "last_known"),
    sqlite_with_rowid=False,
)

event_bodies = Table(
    "event_bodies",  # apart from `events`, so that counting reads few pages
    METADATA,
    Column("event", String, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("body", Text, nullable=False),  # JSON of RecordedEvent, from all reports
)

event_parties = Table(
    "event_parties",
    METADATA,
    Column("party", String, primary_key=True),  # state, or organisation by name
    Column("event", String, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("role", String, nullable=False),  # "a" actor, "r" recipient, "ar" both, "" only in reports not quoted
    Column("rank", String),  # the highest of its office-holders
    Index("event_parties_by_event", "event"),
    sqlite_with_rowid=False,  # all events of a party lie side by side
)

event_pairs = Table(
    "event_pairs",  # every two parties of an event, so that a pair's events are found at once
    METADATA,
    Column("one", String, primary_key=True),  # before `other` in the alphabet
    Column("other", String, primary_key=True),
    Column("event", String, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("role_one", String, nullable=False),  # as in event_parties
    Column("role_other", String, nullable=False),
    Column("rank_one", String),
    Column("rank_other", String),
    Index("event_pairs_by_event", "event"),
    sqlite_with_rowid=False,
)

refusals = Table(
    "refusals",
    METADATA,
    Column("source", Text, primary_key=True),
    Column("fault", Text, nullable=False),
    Column("remedy", Text, nullable=False),
)

decisions = Table(
    "decisions",
    METADATA,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False),  # later decisions win over earlier ones
    Column("body", Text, nullable=False),  # JSON of Decision
)

OF_DOCUMENT = (reports, statements, officials, milestones, precedence, assessments)
"""The tables whose rows belong to one document and go with it."""

REVISIONS = ("0001", "0002")
"""The versions of these tables, oldest first, as in migrations/versions/."""
