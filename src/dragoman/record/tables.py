"""The tables of the store. What they hold is told in docs/merging.md; how they came about, in migrations/."""

from sqlalchemy import (
    BigInteger,
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

# PostgreSQL would sort by the rules of the server's language; by code point both databases sort alike.
CODE = String().with_variant(String(collation="C"), "postgresql")
PROSE = Text().with_variant(Text(collation="C"), "postgresql")

state = Table(
    "state",
    METADATA,
    Column("key", CODE, primary_key=True),
    Column("value", PROSE, nullable=False),
)

documents = Table(
    "documents",
    METADATA,
    Column("id", CODE, primary_key=True),
    Column("source", PROSE, nullable=False),
    Column("publisher", PROSE),
    Column("agency", PROSE),  # the news agency whose text it is, as far as it says
    Column("published_start", Date),
    Column("published_end", Date),
    Column("learned", Date),  # when the record learned of it; given by the caller, never by the clock
    Column("known", Date, nullable=False),  # from when answers may use it; 9999-12-31 where nothing says
    Column("head", PROSE, nullable=False),  # JSON of DocumentHead
    Column("sentences", Integer, nullable=False),
    Column("paragraphs", PROSE, nullable=False),  # JSON of Paragraph
    Column("language", PROSE),
    Column("url", PROSE),
    Column("canonical", PROSE),
    Column("modified", Date),
    Column("published", PROSE),  # JSON of the Published that came with the document, before any was inferred
    Column("length", Integer, nullable=False),
    Column("text", PROSE),  # None: not kept
    Column("sketch", LargeBinary, nullable=False),
    Column("program", CODE, nullable=False),
    Column("run", CODE),  # id in `runs`; None: read by a dragoman that did not note it
    Column("replaces", CODE),  # id of the earlier version of the same story
    Column("replaces_because", CODE),
    Index("documents_in_order", "known", "id"),
    Index("documents_by_source", "source"),
    Index("documents_by_publication", "published_end"),
    Index("documents_by_replaced", "replaces"),
)

version_keys = Table(
    "version_keys",  # what versions of one story have in common, such as the address: see versions.py
    METADATA,
    Column("key", BigInteger, primary_key=True),
    Column("known", Date, primary_key=True),  # of the document: the latest before a day are found at once
    Column("document", CODE, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Index("version_keys_by_document", "document"),
    sqlite_with_rowid=False,
)

runs = Table(
    "runs",
    METADATA,
    Column("id", CODE, primary_key=True),
    Column("body", PROSE, nullable=False),  # JSON of Run
)


def _of_document(name: str, *columns: Column[object] | Index) -> Table:
    return Table(
        name,
        METADATA,
        Column("document", CODE, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
        Column("position", Integer, primary_key=True),
        *columns,
        Column("body", PROSE, nullable=False),  # JSON of the noun
    )


reports = _of_document(
    "reports",
    Column("id", CODE, nullable=False),
    Column("event", CODE),  # None: not merged yet
    Column("reasons", PROSE),  # JSON of Reason: why it was taken for that event
    Index("reports_by_id", "id"),
    Index("reports_by_event", "event"),
)
statements = _of_document(
    "statements", Column("id", CODE, nullable=False), Column("country", CODE), Column("speaker", PROSE)
)
officials = _of_document(
    "officials",
    Column("name", PROSE, nullable=False),
    Column("country", CODE),
    Column("office", PROSE),
    Column("former", Boolean),
    Index("officials_by_name", "name"),
    Index("officials_by_country", "country"),
)
milestones = _of_document("milestones")
precedence = _of_document("precedence")
assessments = _of_document("assessments")

noun_parties = Table(
    "noun_parties",  # whom statements towards others, milestones, claims and assessments are about
    METADATA,
    Column("party", CODE, primary_key=True),
    Column("kind", CODE, primary_key=True),  # the name of the noun's table
    Column("known", Date, primary_key=True),  # of the document
    Column("document", CODE, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Index("noun_parties_by_document", "document"),
    sqlite_with_rowid=False,  # those of a party lie side by side, in the order of the days
)

passages = Table(
    "passages",  # what can be searched for; triggers keep the full-text index `words` in step with it
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("document", CODE, ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
    Column("kind", CODE, nullable=False),  # "sentence" of an event, or "statement"
    Column("start", Integer, nullable=False),  # character of the document's text
    Column("text", PROSE, nullable=False),
    Index("passages_by_document", "document"),
)

events = Table(
    "events",
    METADATA,
    Column("id", CODE, primary_key=True),
    Column("type", CODE, nullable=False),
    Column("modes", CODE, nullable=False),  # parted by "|"
    Column("status", CODE, nullable=False),
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
    Column("event", CODE, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("body", PROSE, nullable=False),  # JSON of RecordedEvent, from all reports
)

event_parties = Table(
    "event_parties",
    METADATA,
    Column("party", CODE, primary_key=True),  # state, or organisation by name
    Column("event", CODE, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("role", CODE, nullable=False),  # "a" actor, "r" recipient, "ar" both, "" only in reports not quoted
    Column("rank", CODE),  # the highest of its office-holders
    Index("event_parties_by_event", "event"),
    sqlite_with_rowid=False,  # all events of a party lie side by side
)

event_pairs = Table(
    "event_pairs",  # every two parties of an event, so that a pair's events are found at once
    METADATA,
    Column("one", CODE, primary_key=True),  # before `other` in the alphabet
    Column("other", CODE, primary_key=True),
    Column("event", CODE, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("role_one", CODE, nullable=False),  # as in event_parties
    Column("role_other", CODE, nullable=False),
    Column("rank_one", CODE),
    Column("rank_other", CODE),
    Column("outline", PROSE, nullable=False),  # JSON of the event's Outline: read without looking up the event
    Index("event_pairs_by_event", "event"),
    sqlite_with_rowid=False,
)

refusals = Table(
    "refusals",
    METADATA,
    Column("source", PROSE, primary_key=True),
    Column("fault", PROSE, nullable=False),
    Column("remedy", PROSE, nullable=False),
)

decisions = Table(
    "decisions",
    METADATA,
    Column("id", CODE, primary_key=True),
    Column("position", Integer, nullable=False),  # later decisions win over earlier ones
    Column("body", PROSE, nullable=False),  # JSON of Decision
)

OF_DOCUMENT = (reports, statements, officials, milestones, precedence, assessments)
"""The tables whose rows belong to one document and go with it."""

REVISIONS = ("0001", "0002", "0003", "0004")
"""The versions of these tables, oldest first, as in migrations/versions/."""
