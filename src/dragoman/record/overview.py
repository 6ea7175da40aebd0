"""Questions across all parties: where there is news, what is ahead, who deals with whom.

Answers are counts and ids, found in few pages of the file; `Store.events_named` gives the events themselves.
"""

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import msgspec
import sqlalchemy as sa

from dragoman.record import tables as t
from dragoman.record.contents import UNDATED, chunks, decode
from dragoman.record.store import Store, ToldMilestone, ToldStatement
from dragoman.schema.actor import Official
from dragoman.schema.document import DocumentHead
from dragoman.schema.event import EventType, Status
from dragoman.schema.statement import Milestone, Statement

_DEEDS = tuple(map(str, (Status.HAPPENED, Status.ONGOING)))


@dataclass(frozen=True, slots=True)
class PairNews:
    """How much is told of two parties in some days."""

    one: str
    other: str
    events: int  # events of which at least one report is of these days
    cooperative: int  # of these, those whose act weighs more than 0
    conflictual: int  # less than 0
    sources: int  # independent sources of these events, added up


@dataclass(frozen=True, slots=True)
class Neighbour:
    """How much one party has to do with another, and how: deeds told of in some days, by type."""

    other: str
    by_type: dict[EventType, int]
    weight: float  # sum of the acts' PLOVER scores
    last_known: date

    @property
    def events(self) -> int:
        """How many deeds."""
        return sum(self.by_type.values())


def pairs_in_the_news(store: Store, *, since: date, until: date, limit: int = 12) -> tuple[PairNews, ...]:
    """List the pairs of parties most is told of in some days, both included, most events first.

    An event is of a pair where both are its sides and one of them acts.
    """
    e, p = t.events.c, t.event_pairs.c
    # Found first, and by themselves: SQLite would go through all pairs there are, in the order they are grouped by.
    recent = (
        sa.select(e.id, e.score, e.sources)
        .where(e.last_known >= since, e.first_known <= until)
        .cte("recent")
        .prefix_with("MATERIALIZED")
    )
    acts = sa.or_(p.role_one.like("a%"), p.role_other.like("a%"))
    count = sa.func.count()
    query = (
        sa.select(
            p.one,
            p.other,
            count,
            sa.func.sum(sa.case((recent.c.score > 0, 1), else_=0)),
            sa.func.sum(sa.case((recent.c.score < 0, 1), else_=0)),
            sa.func.sum(recent.c.sources),
        )
        .select_from(recent.join(t.event_pairs, p.event == recent.c.id))
        .where(p.role_one != "", p.role_other != "", acts)
        .group_by(p.one, p.other)
        .order_by(count.desc(), sa.func.sum(recent.c.sources).desc(), p.one, p.other)
        .limit(limit)
    )
    with store._reading() as connection:
        return tuple(
            PairNews(one, other, events, cooperative, conflictual, sources)
            for one, other, events, cooperative, conflictual, sources in connection.execute(query)
        )


def newly_told(store: Store, *, since: date, until: date, limit: int = 200) -> tuple[str, ...]:
    """List the events first told of in some days, both included: those with most sources and weight first."""
    e = t.events.c
    query = (
        sa.select(e.id)
        .where(e.last_known >= since, e.first_known >= since, e.first_known <= until)
        .order_by(e.sources.desc(), sa.func.abs(sa.func.coalesce(e.score, 0)).desc(), e.confidence.desc(), e.id)
        .limit(limit)
    )
    with store._reading() as connection:
        return tuple(connection.execute(query).scalars())


def told_again(store: Store, *, since: date, until: date, limit: int = 500) -> tuple[str, ...]:
    """List the events known before some days and told of again in them: those whose status may have changed."""
    e = t.events.c
    query = (
        sa.select(e.id)
        .where(e.last_known >= since, e.first_known < since, e.first_known <= until)
        .order_by(e.last_known.desc(), e.id)
        .limit(limit)
    )
    with store._reading() as connection:
        return tuple(connection.execute(query).scalars())


def scheduled(store: Store, *, since: date, until: date, limit: int = 100) -> tuple[str, ...]:
    """List the events set for some days, both included, in the order of the days."""
    e = t.events.c
    query = (
        sa.select(e.id)
        .where(e.reach_end >= since, e.status == str(Status.SCHEDULED), e.end >= since, e.start <= until)
        .order_by(e.start, e.end, e.id)
        .limit(limit)
    )
    with store._reading() as connection:
        return tuple(connection.execute(query).scalars())


def neighbours(store: Store, party: str, *, since: date | None, until: date) -> tuple[Neighbour, ...]:
    """List whom a party has to do with, by deeds told of in some days, both included; most deeds first.

    Args:
        store: the record.
        party: a state, or an organisation by name.
        since: the first day; None: from the beginning.
        until: the last day.
    """
    e, p = t.events.c, t.event_pairs.c
    other = sa.case((p.one == party, p.other), else_=p.one)
    roles = (p.role_one != "", p.role_other != "", sa.or_(p.role_one.like("a%"), p.role_other.like("a%")))
    query = (
        sa.select(other, e.type, sa.func.count(), sa.func.sum(sa.func.coalesce(e.score, 0)), sa.func.max(e.last_known))
        .select_from(t.event_parties)
        .join(t.events, e.id == t.event_parties.c.event)
        .join(t.event_pairs, p.event == e.id)
        .where(t.event_parties.c.party == party, sa.or_(p.one == party, p.other == party), *roles)
        .where(e.status.in_(_DEEDS), e.first_known <= until, *([e.last_known >= since] if since else []))
        .group_by(other, e.type)
    )
    found: dict[str, list[tuple[EventType, int, float, date]]] = {}
    with store._reading() as connection:
        for name, kind, count, weight, last in connection.execute(query):
            found.setdefault(name, []).append((EventType(kind), count, weight, _as_day(last)))
    listed = (
        Neighbour(
            other=name,
            by_type={kind: count for kind, count, *_ in sorted(rows, key=lambda row: list(EventType).index(row[0]))},
            weight=round(sum(row[2] for row in rows), 3),
            last_known=max(row[3] for row in rows),
        )
        for name, rows in found.items()
    )
    return tuple(sorted(listed, key=lambda neighbour: (-neighbour.events, neighbour.other)))


def events_of_person(store: Store, name: str, *, limit: int = 300) -> tuple[str, ...]:
    """List events that documents naming a person as an official tell of; the latest first.

    Not all of them have the person among their sides: whoever asks has to look.
    """
    documents = sa.select(t.officials.c.document).where(t.officials.c.name == name)
    query = (
        sa.select(t.events.c.id)
        .join(t.reports, t.reports.c.event == t.events.c.id)
        .where(t.reports.c.document.in_(documents))
        .group_by(t.events.c.id, t.events.c.last_known)
        .order_by(t.events.c.last_known.desc(), t.events.c.id)
        .limit(limit)
    )
    with store._reading() as connection:
        return tuple(connection.execute(query).scalars())


def _as_day(value: date | str) -> date:
    """Read a day that an SQL function gave back: SQLite has no type for it."""
    return value if isinstance(value, date) else date.fromisoformat(value)


def milestones_told_since(store: Store, day: date) -> tuple[ToldMilestone, ...]:
    """List the milestones that documents published from a day on tell of, by day known and place in the document."""
    recent = sa.and_(t.documents.c.known >= day, t.documents.c.known < UNDATED)
    return tuple(
        ToldMilestone(head=head, known=known, milestone=noun)
        for head, known, noun in store._told(t.milestones, Milestone, None, recent)
    )


def statements_in(store: Store, documents: Iterable[str], *, as_of: date | None = None) -> tuple[ToldStatement, ...]:
    """List the statements of some documents, at most 500 of them, by day known and place in the document."""
    where = t.statements.c.document.in_(sorted(set(documents))[:500])
    return tuple(
        ToldStatement(head=head, known=known, statement=noun)
        for head, known, noun in store._told(t.statements, Statement, as_of, where)
    )


def offices_in_texts(store: Store, name: str) -> tuple[tuple[DocumentHead, Official], ...]:
    """List the offices that texts give a person, by day known."""
    return tuple((head, noun) for head, _, noun in store._told(t.officials, Official, None, t.officials.c.name == name))


def latest_documents(store: Store, *, limit: int, offset: int = 0) -> tuple[DocumentHead, ...]:
    """List documents, the last published first."""
    d = t.documents.c
    query = sa.select(d.head).order_by(d.known.desc(), d.id.desc()).limit(limit).offset(offset)
    with store._reading() as connection:
        return tuple(decode(head, DocumentHead) for head in connection.execute(query).scalars())


class Wording(msgspec.Struct, frozen=True):
    """What of an event tells whether it is about an issue; of its stored form all else is passed over."""

    id: str
    contexts: tuple[str, ...]
    words: str | None
    sources: tuple[msgspec.Raw, ...]


def wordings(store: Store, ids: Sequence[str], *, as_of: date | None = None) -> tuple[Wording, ...]:
    """Give the wording of events, ten times faster than whole; as of a day, of those wholly known on it only."""
    e = t.events.c
    found: list[Wording] = []
    with store._reading() as connection:
        for some in chunks(ids):
            query = sa.select(t.event_bodies.c.body).where(t.event_bodies.c.event.in_(some))
            if as_of is not None:
                query = query.join(t.events, e.id == t.event_bodies.c.event).where(e.last_known <= as_of)
            found += (msgspec.json.decode(body, type=Wording) for body in connection.execute(query).scalars().all())
    return tuple(found)


def heads_named(store: Store, ids: Iterable[str]) -> tuple[DocumentHead, ...]:
    """Give the heads of documents by their ids, in the order of these, without those that the record does not have."""
    found: list[DocumentHead] = []
    with store._reading() as connection:
        for some in chunks(sorted(set(ids))):
            query = sa.select(t.documents.c.head).where(t.documents.c.id.in_(some)).order_by(t.documents.c.id)
            found += (decode(head, DocumentHead) for head in connection.execute(query).scalars())
    return tuple(found)


def events_by_report(store: Store, document: str) -> dict[str, str]:
    """Give, by id of a document's reports, the events of the record that they were taken for."""
    r = t.reports.c
    query = sa.select(r.id, r.event).where(r.document == document, r.event.is_not(None))
    with store._reading() as connection:
        return {row.id: row.event for row in connection.execute(query)}


def unmerged(store: Store) -> int:
    """Count the reports that have not been put together into events yet."""
    query = sa.select(sa.func.count()).select_from(t.reports).where(t.reports.c.event.is_(None))
    with store._reading() as connection:
        return connection.execute(query).scalar_one()


class Watch:
    """Notices that the record was changed, by this program or another one."""

    def __init__(self, store: Store) -> None:
        """Begin to watch, on a connection of its own; `close` lets go of it."""
        self._engine = store._database.engine
        self._lock = threading.Lock()
        self._connection = self._engine.raw_connection()
        self._connection.detach()
        self._last = self._look()

    def close(self) -> None:
        """Let go of the connection."""
        with self._lock:
            self._connection.close()

    def changed(self) -> bool:
        """Say whether the record was changed since this was last asked."""
        with self._lock:
            now = self._look()
            if now == self._last:
                return False
            self._last = now
            return True

    def _look(self) -> object:
        # SQLite counts what other connections commit; PostgreSQL, the transactions that wrote.
        sqlite = self._engine.dialect.name == "sqlite"
        cursor = self._connection.cursor()
        cursor.execute("PRAGMA data_version" if sqlite else "SELECT pg_snapshot_xmax(pg_current_snapshot())::text")
        found = cursor.fetchone()
        cursor.close()
        self._connection.rollback()
        return found
