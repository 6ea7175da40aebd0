"""Put events together from reports in the store, and take them out again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

import msgspec
import sqlalchemy as sa

from dragoman.lexicons.files import Lexicons
from dragoman.record import tables as t
from dragoman.record.contents import chunks
from dragoman.record.decisions import Decision, DecisionKind
from dragoman.record.matching import reach_of
from dragoman.record.merging import Constraints, Key, Merger, look_through, reach_of_all
from dragoman.record.outline import outline_of, pack
from dragoman.record.ranks import ranks_by_party
from dragoman.record.recorded import Reason, RecordedEvent, Report, parties
from dragoman.record.summary import summarise
from dragoman.record.versions import replaced_among
from dragoman.schema.event import Event

AT_ONCE = 5000
"""Reports placed, or events put together, in one step: more would only take memory."""

_MANY_RANGES = 40
"""With more separate stretches of time than this to look through, all events are taken."""

_REPORT_COLUMNS = (
    t.reports.c.document,
    t.reports.c.position,
    t.reports.c.body,
    t.reports.c.event,
    t.reports.c.reasons,
    t.documents.c.source,
    t.documents.c.publisher,
    t.documents.c.agency,
    t.documents.c.published_end,
    t.documents.c.known,
    t.documents.c.text,
    t.documents.c.replaces,
)


@dataclass(frozen=True, slots=True)
class _Row:
    """A report as stored."""

    report: Report
    event: str | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Review:
    """The decisions in the forms in which they are used."""

    constraints: Constraints
    rejected: frozenset[Key]
    corrected: Mapping[Key, Decision]
    accepted: frozenset[Key]
    by_report: Mapping[Key, tuple[str, ...]]

    @classmethod
    def of(cls, decisions: Sequence[Decision]) -> "Review":
        """Sort decisions by what they do; of contradicting ones the later wins."""
        together: dict[Key, set[Key]] = {}
        apart: dict[Key, set[Key]] = {}
        rejected: set[Key] = set()
        corrected: dict[Key, Decision] = {}
        accepted: set[Key] = set()
        by_report: dict[Key, list[str]] = {}
        for decision in decisions:
            keys = decision.reports
            for key in keys:
                by_report.setdefault(key, []).append(decision.id)
            match decision.kind:
                case DecisionKind.REJECT:
                    rejected.update(keys)
                    accepted.difference_update(keys)
                case DecisionKind.ACCEPT:
                    accepted.update(keys)
                    rejected.difference_update(keys)
                case DecisionKind.CORRECT:
                    corrected.update(dict.fromkeys(keys, decision))
                    rejected.difference_update(keys)
                case DecisionKind.MERGE | DecisionKind.SPLIT:
                    pairs = [(a, b) for a in keys for b in keys if a != b]
                    if decision.kind is DecisionKind.SPLIT:
                        pairs = [pair for pair in pairs if keys[0] in pair]
                    add, take = (together, apart) if decision.kind is DecisionKind.MERGE else (apart, together)
                    for a, b in pairs:
                        add.setdefault(a, set()).add(b)
                        take.setdefault(a, set()).discard(b)
        return cls(
            constraints=Constraints(
                together={key: frozenset(others) for key, others in together.items()},
                apart={key: frozenset(others) for key, others in apart.items()},
            ),
            rejected=frozenset(rejected),
            corrected=corrected,
            accepted=frozenset(accepted),
            by_report={key: tuple(ids) for key, ids in by_report.items()},
        )

    def apply(self, event: Event, document: str) -> Event:
        """Give a report's event as the reviewers have it."""
        key = (document, event.id)
        decision = self.corrected.get(key)
        if decision is not None and decision.to is not None:
            to = decision.to
            event = msgspec.structs.replace(
                event, type=to.type or event.type, status=to.status or event.status, time=to.time or event.time
            )
        if decision is not None or key in self.accepted:
            event = msgspec.structs.replace(event, confidence=1.0)
        return event


def complete(connection: sa.Connection, decisions: Sequence[Decision], *, lexicons: Lexicons) -> bool:
    """Put some of the events together anew whose reports are placed and that are not there.

    Returns:
        Whether there were any.
    """
    review = Review.of(decisions)
    r = t.reports.c
    there = sa.exists().where(t.events.c.id == r.event)
    last = ""
    while True:
        query = sa.select(r.event).distinct().where(r.event > last, ~there).order_by(r.event).limit(AT_ONCE)
        ids = list(connection.execute(query).scalars())
        if not ids:
            return False
        groups: dict[str, list[Report]] = {}
        reasons: dict[Key, tuple[Reason, ...]] = {}
        for chunk in chunks(ids):
            for row in _rows(connection, review, r.event.in_(chunk)):
                groups.setdefault(row.event or "", []).append(row.report)
                reasons[row.report.key] = row.reasons
        # Events all of whose reports are rejected are not there for good.
        alive = {id_: reports for id_, reports in groups.items() if {one.key for one in reports} - review.rejected}
        if alive:
            _write(connection, alive, reasons, review, lexicons)
            return True
        last = ids[-1]


def assemble(connection: sa.Connection, decisions: Sequence[Decision], *, lexicons: Lexicons) -> int:
    """Place the next of the reports that are not yet merged, and bring the events they touch up to date.

    The reports of one document are always placed together: links between its events are followed only then.

    Returns:
        How many reports were placed; 0 when none are left.
    """
    review = Review.of(decisions)
    pending = _pending(connection, review)
    if not pending:
        return 0
    merger = Merger(lexicons=lexicons, constraints=review.constraints)
    reasons: dict[Key, tuple[Reason, ...]] = {}
    for row in _near(connection, review, [row.report for row in pending]):
        assert row.event is not None
        merger.restore(row.event, [row.report])
        reasons[row.report.key] = row.reasons
    touched: dict[str, None] = {}
    placed = []
    for row in pending:
        placement = merger.place(row.report)
        touched[placement.event] = None
        reasons[row.report.key] = placement.reasons
        placed.append(
            {
                "d": row.report.document,
                "p": row.report.position,
                "event": placement.event,
                "reasons": msgspec.json.encode(placement.reasons).decode(),
            }
        )
    if placed:
        connection.execute(
            sa.update(t.reports)
            .where(t.reports.c.document == sa.bindparam("d"), t.reports.c.position == sa.bindparam("p"))
            .values(event=sa.bindparam("event"), reasons=sa.bindparam("reasons")),
            placed,
        )
    groups = {event: merger.members(event) for event in touched}
    _write(connection, groups, reasons, review, lexicons)
    return len(placed)


def _pending(connection: sa.Connection, review: Review) -> list[_Row]:
    """Give the first reports in the order of merging that are not placed, up to the end of a document."""
    unplaced = t.reports.c.event.is_(None)
    first = connection.execute(
        sa.select(sa.func.min(t.documents.c.known))
        .join(t.reports, t.reports.c.document == t.documents.c.id)
        .where(unplaced)
    ).scalar_one()
    if first is None:
        return []
    rows = _rows(connection, review, unplaced, t.documents.c.known >= first, limit=AT_ONCE)
    last = rows[-1].report.document
    if len(rows) < AT_ONCE:
        return rows
    if rows[0].report.document == last:
        return _rows(connection, review, unplaced, t.reports.c.document == last)
    return [row for row in rows if row.report.document != last]


def _write(
    connection: sa.Connection,
    groups: Mapping[str, Sequence[Report]],
    reasons: Mapping[Key, tuple[Reason, ...]],
    review: Review,
    lexicons: Lexicons,
) -> None:
    for ids in chunks(list(groups)):
        connection.execute(sa.delete(t.events).where(t.events.c.id.in_(ids)))
    events, bodies, sides, pairs = [], [], [], []
    for event, reports in _summaries(connection, groups, reasons, review, lexicons):
        reach = reach_of_all(reports)
        first = reports[0].known or date.max
        last = max(report.known or date.max for report in reports)
        events.append(
            {
                "id": event.id,
                "type": event.type,
                "modes": "|".join(event.modes),
                "status": event.status,
                "timed": event.time is not None,
                "start": event.time.start if event.time else None,
                "end": event.time.end if event.time else None,
                "first_known": first,
                "last_known": last,
                "reach_start": reach[0] if reach else None,
                "reach_end": reach[1] if reach else None,
                "sources": len(event.sources),
                "score": event.score,
                "confidence": event.confidence,
            }
        )
        bodies.append({"event": event.id, "body": msgspec.json.encode(event).decode()})
        # Parties that any report names: the one quoted may leave some out, or an earlier one may, as of its day.
        names = {name for report in reports for name in parties(report.event.actors + report.event.recipients)}
        ranks = ranks_by_party(event.actors + event.recipients, lexicons)
        actors, recipients = parties(event.actors), parties(event.recipients)
        roles = {name: "a" * (name in actors) + "r" * (name in recipients) for name in sorted(names)}
        sides += [
            {"party": name, "event": event.id, "role": role, "rank": ranks.get(name)} for name, role in roles.items()
        ]
        pairs += [
            {
                "one": one,
                "other": other,
                "event": event.id,
                "role_one": roles[one],
                "role_other": roles[other],
                "rank_one": ranks.get(one),
                "rank_other": ranks.get(other),
                "outline": pack(
                    msgspec.structs.replace(
                        outline_of(event, lexicons, only=frozenset((one, other))),
                        # Last known on no day where a report has none: as of any day it is known in part.
                        last_known=None if last == date.max else last,
                    )
                ),
            }
            for one, other in combinations(roles, 2)
        ]
    if events:
        connection.execute(sa.insert(t.events), events)
        connection.execute(sa.insert(t.event_bodies), bodies)
    if sides:
        connection.execute(sa.insert(t.event_parties), sides)
    if pairs:
        connection.execute(sa.insert(t.event_pairs), pairs)


def _summaries(
    connection: sa.Connection,
    groups: Mapping[str, Sequence[Report]],
    reasons: Mapping[Key, tuple[Reason, ...]],
    review: Review,
    lexicons: Lexicons,
) -> Iterator[tuple[RecordedEvent, Sequence[Report]]]:
    documents = sorted({report.document for reports in groups.values() for report in reports})
    sketches: dict[str, bytes] = {}
    event_of: dict[Key, str] = {}
    for ids in chunks(documents):
        chosen = sa.select(t.documents.c.id, t.documents.c.sketch).where(t.documents.c.id.in_(ids))
        sketches.update({row.id: row.sketch for row in connection.execute(chosen)})
        for document, report, event in connection.execute(
            sa.select(t.reports.c.document, t.reports.c.id, t.reports.c.event).where(t.reports.c.document.in_(ids))
        ):
            if event is not None:
                event_of[document, report] = event
    for reports in groups.values():
        counted = [report for report in reports if report.key not in review.rejected]
        if counted:
            yield (
                summarise(
                    counted,
                    id=event_of[reports[0].key],
                    sketches=sketches,
                    event_of=event_of,
                    reasons=reasons,
                    reviewed=review.by_report,
                    lexicons=lexicons,
                ),
                counted,
            )


def events_as_of(
    connection: sa.Connection,
    ids: Sequence[str],
    as_of: date,
    decisions: Sequence[Decision],
    *,
    lexicons: Lexicons,
) -> list[RecordedEvent]:
    """Put events together from only those of their reports that were known on a day, that day included."""
    review = Review.of(decisions)
    groups: dict[str, list[Report]] = {}
    reasons: dict[Key, tuple[Reason, ...]] = {}
    for chunk in chunks(ids):
        for row in _rows(connection, review, t.reports.c.event.in_(chunk), t.documents.c.known <= as_of):
            assert row.event is not None
            groups.setdefault(row.event, []).append(row.report)
            reasons[row.report.key] = row.reasons
    return [event for event, _ in _summaries(connection, groups, reasons, review, lexicons)]


def _near(connection: sa.Connection, review: Review, pending: Sequence[Report]) -> Iterator[_Row]:
    """Give the reports of all events that pending ones may be compared with."""
    ranges = _ranges(pending)
    partners = {key for report in pending for key in review.constraints.together.get(report.key, frozenset())}
    if ranges is not None:
        near = sa.or_(
            t.events.c.reach_start.is_(None),
            *(sa.and_(t.events.c.reach_start <= high, t.events.c.reach_end >= low) for low, high in ranges),
        )
        ids = set(connection.execute(sa.select(t.events.c.id).where(near)).scalars())
        for document, report in sorted(partners):
            ids |= set(
                connection.execute(
                    sa.select(t.reports.c.event).where(
                        t.reports.c.document == document, t.reports.c.id == report, t.reports.c.event.is_not(None)
                    )
                ).scalars()
            )
        rows = [row for chunk in chunks(sorted(ids)) for row in _rows(connection, review, t.reports.c.event.in_(chunk))]
    else:
        rows = _rows(connection, review, t.reports.c.event.is_not(None))
    yield from sorted(rows, key=lambda row: row.report.order)


def _ranges(pending: Sequence[Report]) -> list[tuple[date, date]] | None:
    """Join the stretches of time that pending reports look through; None: all of time."""
    spans = [look_through(report, reach_of(report)[0]) for report in pending]
    joined: list[tuple[date, date]] = []
    for span in sorted(span for span in spans if span is not None):
        if joined and span[0] <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], span[1]))
        else:
            joined.append(span)
    return None if None in spans or len(joined) > _MANY_RANGES else joined


def _rows(
    connection: sa.Connection, review: Review, *where: sa.ColumnElement[bool], limit: int | None = None
) -> list[_Row]:
    query = (
        sa.select(*_REPORT_COLUMNS)
        .join(t.documents, t.documents.c.id == t.reports.c.document)
        .where(*where)
        .order_by(t.documents.c.known, t.documents.c.id, t.reports.c.position)
        .limit(limit)
    )
    rows = connection.execute(query).all()
    replaced = replaced_among(connection, sorted({row.document for row in rows if row.replaces is not None}))
    found = []
    for row in rows:
        event = review.apply(msgspec.json.decode(row.body, type=Event), row.document)
        start, end = event.evidence.sentence
        report = Report(
            event=event,
            document=row.document,
            source=row.source,
            publisher=row.publisher,
            agency=row.agency,
            published=row.published_end,
            known=None if row.known == date.max else row.known,
            position=row.position,
            words=None if row.text is None else row.text[start:end],
            replaces=replaced.get(row.document, frozenset()),
        )
        reasons = msgspec.json.decode(row.reasons, type=tuple[Reason, ...]) if row.reasons else ()
        found.append(_Row(report=report, event=row.event, reasons=reasons))
    return found
