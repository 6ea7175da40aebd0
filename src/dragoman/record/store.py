"""The record as a file: documents and what was read in them, and the events put together from it."""

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import sqlalchemy as sa

from dragoman.errors import RecordError, UsageError
from dragoman.lexicons.files import Lexicons
from dragoman.record import tables as t
from dragoman.record.assembling import assemble, events_as_of
from dragoman.record.copies import credited_agency, sketch
from dragoman.record.decisions import Decision
from dragoman.record.opening import open_engine, reading, writing
from dragoman.record.outline import Outline, outline_of
from dragoman.record.ranks import Rank
from dragoman.record.recorded import RecordedEvent, parties
from dragoman.schema.actor import Official
from dragoman.schema.base import Record
from dragoman.schema.document import Document, DocumentHead, Paragraph, Refusal
from dragoman.schema.event import Event, EventType, Status
from dragoman.schema.record import DocumentRecord
from dragoman.schema.statement import Assessment, Milestone, Precedence, Statement
from dragoman.schema.when import Published

R = TypeVar("R", bound=Record)

UNDATED = date.max
"""Stands in the column `known` for documents of which nobody knows the day: they come last in every order."""


class Added(StrEnum):
    """What adding a document did."""

    NEW = "new"
    UNCHANGED = "unchanged"  # the same was there already
    REPLACED = "replaced"  # it had been read before with another result


@dataclass(frozen=True, slots=True)
class Found:
    """An event as one document reports it, with the document, and the record's event that it belongs to."""

    event: Event
    record: DocumentRecord
    document: Document | None  # None: the record keeps no texts
    recorded: RecordedEvent | None  # None: not merged yet, or rejected by a reviewer


@dataclass(frozen=True, slots=True)
class Told:
    """A noun of a document's record other than its events, with where and when it was told."""

    head: DocumentHead
    known: date | None


@dataclass(frozen=True, slots=True)
class ToldStatement(Told):
    """A statement, and the document that has it."""

    statement: Statement


@dataclass(frozen=True, slots=True)
class ToldMilestone(Told):
    """A milestone, and the document that has it."""

    milestone: Milestone


@dataclass(frozen=True, slots=True)
class ToldPrecedence(Told):
    """A claim of precedence, and the document that has it."""

    claim: Precedence
    words: str | None


@dataclass(frozen=True, slots=True)
class ToldAssessment(Told):
    """An assessment, and the document that has it."""

    assessment: Assessment


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in a document's text that a search found."""

    head: DocumentHead
    known: date | None
    kind: str  # "statement" or "sentence"
    text: str
    start: int  # character of the document's text
    statement: Statement | None  # where the place is a statement
    reports: tuple[str, ...]  # ids of the reports whose sentence it is, or that the statement is an act of


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a record holds."""

    documents: int
    reports: int
    events: int
    statements: int
    refusals: int


class Store:
    """An open record. Use it as a context manager, or call `close`.

    Reading methods see one state each; every writing method is kept whole or not at all.
    """

    def __init__(
        self, engine: sa.Engine, path: Path, *, lexicons: Lexicons, keep_text: bool, merge_when_asked: bool = True
    ) -> None:
        """Take over an engine that `open_engine` made; users call `open_record`."""
        self.path = path
        self._engine = engine
        self._lexicons = lexicons
        self._keep_text = keep_text
        self._merge_when_asked = merge_when_asked
        self._program = version("dragoman")

    def __enter__(self) -> "Store":
        """Give the store itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the record."""
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with reading(self._engine, self.path) as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        with writing(self._engine, self.path) as connection:
            yield connection

    # Writing

    def add(self, record: DocumentRecord, document: Document, *, learned: date | None = None) -> Added:
        """Put what was read in a document into the record, in place of what was read in it before.

        The same record of the same document changes nothing. Events are put together when they are next asked for.

        Args:
            record: what was read.
            document: the document itself; its text is kept unless the record was opened without texts.
            learned: the day on which the record learned of it. Without a day of publication, answers "as of" a day
                use the document from this day on; without either only answers about the whole record use it.

        Raises:
            RecordError: the file cannot be written.
        """
        with self._writing() as connection:
            return self._add(connection, record, document, learned)

    def add_all(
        self, read: Iterable[tuple[DocumentRecord, Document]], *, learned: date | None = None
    ) -> tuple[Added, ...]:
        """Add several documents at once: all of them are kept, or none. Faster than one by one."""
        with self._writing() as connection:
            return tuple(self._add(connection, record, document, learned) for record, document in read)

    def _add(
        self, connection: sa.Connection, record: DocumentRecord, document: Document, learned: date | None
    ) -> Added:
        if record.document.id != document.id:
            raise ValueError(f"record of {record.document.id} given with document {document.id}")
        row = self._document_row(record, document, learned)
        before = connection.execute(sa.select(t.documents).where(t.documents.c.id == document.id)).mappings().first()
        if before is not None:
            if learned is None:
                learned = before["learned"]
                row = self._document_row(record, document, learned)
            same = all(before[name] == value for name, value in row.items())
            if same and _read_record(connection, document.id) == record:
                return Added.UNCHANGED
            _forget_merges(connection, before["known"], document.id)
            connection.execute(sa.delete(t.documents).where(t.documents.c.id == document.id))
        _forget_merges(connection, _known(record, learned), document.id)
        connection.execute(sa.insert(t.documents), row)
        _insert_contents(connection, record)
        if self._keep_text:
            _insert_words(connection, record, document)
        connection.execute(sa.delete(t.refusals).where(t.refusals.c.source == document.source))
        return Added.NEW if before is None else Added.REPLACED

    def _document_row(self, record: DocumentRecord, document: Document, learned: date | None) -> dict[str, object]:
        published = record.document.published
        return {
            "id": document.id,
            "source": document.source,
            "publisher": document.publisher,
            "agency": credited_agency(document.text, document.publisher, self._lexicons),
            "published_start": published.start if published else None,
            "published_end": published.end if published else None,
            "learned": learned,
            "known": _known(record, learned),
            "head": _json(record.document),
            "sentences": record.sentences,
            "paragraphs": msgspec.json.encode(document.paragraphs).decode(),
            "language": document.language,
            "published": _json(document.published) if document.published else None,
            "length": len(document.text),
            "text": document.text if self._keep_text else None,
            "sketch": sketch(document.text),
            "program": self._program,
        }

    def refuse(self, refusal: Refusal) -> None:
        """Note a document that could not be read; a later reading that succeeds takes the note away."""
        with self._writing() as connection:
            connection.execute(sa.delete(t.refusals).where(t.refusals.c.source == refusal.source))
            connection.execute(sa.insert(t.refusals), msgspec.to_builtins(refusal))

    # Reading: documents

    def documents(self) -> tuple[DocumentHead, ...]:
        """List the documents by day known, then id."""
        with self._reading() as connection:
            return tuple(
                _decode(head, DocumentHead)
                for head in connection.execute(
                    sa.select(t.documents.c.head).order_by(t.documents.c.known, t.documents.c.id)
                ).scalars()
            )

    def document(self, id_: str) -> Document | None:
        """Give a document with its text; None where the record does not have it or keeps no texts."""
        with self._reading() as connection:
            return _read_document(connection, id_)

    def read_record(self, id_: str) -> DocumentRecord | None:
        """Give what was read in a document, as it was added; None where the record does not have it."""
        with self._reading() as connection:
            return _read_record(connection, id_)

    def records(self) -> Iterator[DocumentRecord]:
        """Give what was read in every document, in the order of `documents`."""
        for head in self.documents():
            record = self.read_record(head.id)
            if record is not None:
                yield record

    def refusals(self) -> tuple[Refusal, ...]:
        """List what could not be read, by source."""
        with self._reading() as connection:
            rows = connection.execute(sa.select(t.refusals).order_by(t.refusals.c.source))
            return tuple(Refusal(source=row.source, fault=row.fault, remedy=row.remedy) for row in rows)

    def last_published(self) -> date | None:
        """Give the last day of publication in the record: what "now" means to it. None for an empty record."""
        with self._reading() as connection:
            last: date | None = connection.execute(sa.select(sa.func.max(t.documents.c.published_end))).scalar_one()
            return last

    def counts(self) -> Counts:
        """Count what the record holds. Events are those put together so far."""
        with self._reading() as connection:

            def count(table: sa.Table) -> int:
                return connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()

            return Counts(
                documents=count(t.documents),
                reports=count(t.reports),
                events=count(t.events),
                statements=count(t.statements),
                refusals=count(t.refusals),
            )

    # Reading: events

    def event(self, prefix: str) -> Found:
        """Find an event by the first characters of its id, as `show` prints them.

        Raises:
            UsageError: no event's id begins so, or more than one.
        """
        prefix = prefix.strip().lower()
        with self._reading() as connection:
            rows = connection.execute(
                sa.select(t.reports.c.id, t.reports.c.document, t.reports.c.body, t.reports.c.event)
                .where(t.reports.c.id >= prefix, t.reports.c.id < prefix + "\uffff")
                .order_by(t.reports.c.id, t.reports.c.document)
                .limit(6)
            ).all()
            if not rows or not prefix:
                raise UsageError(f"event {prefix}: no event's id begins so; `dragoman show` prints the ids")
            if len({row.id for row in rows}) > 1:
                some = ", ".join(row.id for row in rows[:5])
                raise UsageError(f"event {prefix}: several ids begin so ({some}); give more characters")
            row = rows[0]
            record = _read_record(connection, row.document)
            assert record is not None
            body = connection.execute(
                sa.select(t.event_bodies.c.body).where(t.event_bodies.c.event == row.event)
            ).scalar()
            return Found(
                event=_decode(row.body, Event),
                record=record,
                document=_read_document(connection, row.document),
                recorded=_decode(body, RecordedEvent) if body else None,
            )

    def merge(self) -> int:
        """Put events together from the reports added since this was last done; give how many reports were placed.

        `events` does so by itself, unless the record was opened otherwise. Killed half-way, it leaves the record as
        it was.

        Raises:
            RecordError: the file cannot be written.
        """
        with self._reading() as connection:
            if not _unmerged(connection):
                return 0
        with self._writing() as connection:
            placed = assemble(connection, _decisions(connection), lexicons=self._lexicons)
            connection.execute(sa.delete(t.state).where(t.state.c.key == "incomplete"))
            return placed

    def _bring_together(self) -> None:
        if self._merge_when_asked:
            self.merge()

    def events(
        self,
        *concerning: str,
        as_of: date | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> tuple[RecordedEvent, ...]:
        """List the events that concern all the parties named, or all events.

        Args:
            concerning: states by ISO 3166-1 alpha-3 code, organisations by name; each must be a side of the event.
            as_of: leave out what was not known on that day: the answer of a record of only the documents published
                by then, the day included. None: everything, also what has no day.
            since: leave out events that ended before this day, and those without a time last told of before it.
            until: leave out events that began after this day, and those without a time first told of after it.

        Returns:
            The events in the order of their ids.
        """
        query = _event_query()
        names = sorted(set(concerning))
        if len(names) > 1:
            pair = t.event_pairs.c
            query = query.join(
                t.event_pairs, sa.and_(pair.event == t.events.c.id, pair.one == names[0], pair.other == names[1])
            )
            names = names[2:]
        for name in names:
            side = t.event_parties.alias()
            query = query.join(side, sa.and_(side.c.event == t.events.c.id, side.c.party == name))
        e = t.events.c
        limits = []
        if since is not None:
            limits.append(sa.func.coalesce(e.end, e.start, e.last_known) >= since)
        if until is not None:
            limits.append(sa.func.coalesce(e.start, e.end, e.first_known) <= until)
        if limits:
            # What is known in part has to be put together first: its time may have been another then.
            query = query.where(sa.or_(*([e.last_known > as_of] if as_of else []), sa.and_(*limits)))
        wanted = set(concerning)
        return tuple(
            # Of the reports known on the day, none may have named the party yet.
            event
            for event in self._events(query, as_of)
            if wanted <= set(parties(event.actors + event.recipients)) and _between(event, since, until)
        )

    def outlines(self, one: str, other: str | None = None, *, as_of: date | None = None) -> tuple[Outline, ...]:
        """List the events that concern one or two parties in outline, in the order of their ids.

        Many times faster than `events`; sides and ranks are those of the parties named.
        """
        self._bring_together()
        e, a, p = t.events.c, t.event_parties.c, t.event_pairs.c
        names = tuple(sorted((one, other))) if other is not None else (one, "")
        columns = (e.id, e.type, e.modes, e.status, e.timed, e.start, e.end, e.first_known, e.last_known)
        query: sa.Select[*tuple[Any, ...]]
        if other is not None:
            roles = (p.role_one, p.rank_one, p.role_other, p.rank_other)
            at = sa.and_(p.event == e.id, p.one == names[0], p.other == names[1])
            query = sa.select(*columns, e.score, e.confidence, *roles).join(t.event_pairs, at)
        else:
            side = (a.role, a.rank, sa.literal(""), sa.null())
            at = sa.and_(a.event == e.id, a.party == one)
            query = sa.select(*columns, e.score, e.confidence, *side).join(t.event_parties, at)
        if as_of is not None:
            query = query.where(e.first_known <= as_of)
        found: list[Outline] = []
        in_part: list[str] = []
        with self._reading() as connection:
            for row in connection.execute(query):
                if as_of is not None and row[8] > as_of:
                    in_part.append(row[0])
                    continue
                if not row[11] or (other is not None and not row[13]):
                    continue
                found.append(_outline(row, names))
            if as_of is not None and in_part:
                events = events_as_of(connection, in_part, as_of, _decisions(connection), lexicons=self._lexicons)
                wanted = {name for name in names if name}
                found += [
                    outline
                    for outline in (outline_of(event, self._lexicons) for event in events)
                    if wanted <= outline.actors | outline.recipients
                ]
        return tuple(sorted(found, key=lambda outline: outline.id))

    def events_named(self, ids: Iterable[str], *, as_of: date | None = None) -> tuple[RecordedEvent, ...]:
        """Give events by their ids, in the order of these, without those that are unknown or not known on the day."""
        wanted = sorted(set(ids))
        found = []
        for start in range(0, len(wanted), 500):
            found += self._events(_event_query().where(t.events.c.id.in_(wanted[start : start + 500])), as_of)
        return tuple(found)

    def _events(self, query: "sa.Select[tuple[str, date, str]]", as_of: date | None) -> list[RecordedEvent]:
        self._bring_together()
        if as_of is not None:
            query = query.where(t.events.c.first_known <= as_of)
        whole: list[RecordedEvent] = []
        in_part: list[str] = []
        with self._reading() as connection:
            for row in connection.execute(query):
                if as_of is None or row.last_known <= as_of:
                    whole.append(_decode(row.body, RecordedEvent))
                else:
                    in_part.append(row.id)
            if as_of is not None and in_part:
                whole += events_as_of(connection, in_part, as_of, _decisions(connection), lexicons=self._lexicons)
        return sorted(whole, key=lambda event: event.id)

    # Searching

    def search(
        self,
        words: str,
        *,
        as_of: date | None = None,
        since: date | None = None,
        speakers_of: str | None = None,
        publisher: str | None = None,
        limit: int = 50,
    ) -> tuple[Hit, ...]:
        """Search the sentences of events, and the statements, for words.

        Args:
            words: all of them must stand there, in any form that the English stemmer takes for the same; words in
                double quotation marks must follow each other, `-word` must not stand there.
            as_of: leave out what was not known on that day.
            since: leave out documents from before this day.
            speakers_of: only statements by speakers of this country.
            publisher: only documents of this publisher.
            limit: at most so many places, the best first; of equals the latest.

        Raises:
            UsageError: no word to search for.
        """
        p, d = t.passages.c, t.documents.c
        worth = sa.func.round(sa.literal_column("bm25(words)"), 6)
        query = (
            sa.select(p.document, p.start, p.kind, p.text, d.head, d.known)
            .select_from(t.passages)
            .join(sa.text("words"), sa.literal_column("words.rowid") == p.id)
            .join(t.documents, d.id == p.document)
            .where(sa.text("words MATCH :wanted"))
            .order_by(worth, d.known.desc(), p.document, p.start, p.kind)
        )
        if as_of is not None:
            query = query.where(d.known <= as_of)
        if since is not None:
            query = query.where(d.known >= since)
        if publisher is not None:
            query = query.where(sa.func.lower(d.publisher) == publisher.lower())
        hits: list[Hit] = []
        with self._reading() as connection:
            for row in connection.execute(query, {"wanted": _match(words)}):
                hit = _hit(connection, *row)
                if speakers_of and (hit.statement is None or hit.statement.speaker.country != speakers_of):
                    continue
                hits.append(hit)
                if len(hits) == limit:
                    break
        return tuple(hits)

    # Reviewing

    def report_keys(self, prefix: str) -> tuple[tuple[str, str], ...]:
        """Give the reports that an id's beginning names: all of an event of the record, or the one report.

        Raises:
            UsageError: nothing, or several things, begin so.
        """
        self.merge()
        found = self.event(prefix)
        if found.recorded is not None and found.recorded.id == found.event.id:
            return tuple((ref.document, ref.id) for ref in found.recorded.reports)
        return ((found.record.document.id, found.event.id),)

    def decide(self, decision: Decision) -> bool:
        """Note a reviewer's decision; give whether it is new. The events are put together anew when next asked for.

        Raises:
            UsageError: the decision names a report that the record does not have.
        """
        with self._writing() as connection:
            return _decide(connection, decision)

    def decisions(self) -> tuple[Decision, ...]:
        """List the reviewers' decisions, earlier ones first."""
        with self._reading() as connection:
            return _decisions(connection)

    # Reading: what else was told

    def statements(self, *, speakers_of: Sequence[str] = (), as_of: date | None = None) -> tuple[ToldStatement, ...]:
        """List statements, of speakers of the countries named or of all, by day known and place in the document."""
        where = [t.statements.c.country.in_(speakers_of)] if speakers_of else []
        return tuple(
            ToldStatement(head=head, known=known, statement=noun)
            for head, known, noun in self._told(t.statements, Statement, as_of, *where)
        )

    def officials(self, *, as_of: date | None = None) -> tuple[tuple[DocumentHead, Official], ...]:
        """List officials as documents name them, by day known and place in the document."""
        return tuple((head, noun) for head, _, noun in self._told(t.officials, Official, as_of))

    def milestones(self, *, as_of: date | None = None) -> tuple[ToldMilestone, ...]:
        """List milestones, by day known and place in the document."""
        return tuple(
            ToldMilestone(head=head, known=known, milestone=noun)
            for head, known, noun in self._told(t.milestones, Milestone, as_of)
        )

    def precedence(self, *, as_of: date | None = None) -> tuple[ToldPrecedence, ...]:
        """List claims of precedence, by day known and place in the document."""
        return tuple(
            ToldPrecedence(head=head, known=known, claim=noun, words=None)
            for head, known, noun in self._told(t.precedence, Precedence, as_of)
        )

    def assessments(self, *, as_of: date | None = None) -> tuple[ToldAssessment, ...]:
        """List assessments, by day known and place in the document."""
        return tuple(
            ToldAssessment(head=head, known=known, assessment=noun)
            for head, known, noun in self._told(t.assessments, Assessment, as_of)
        )

    def _told(
        self, table: sa.Table, kind: type[R], as_of: date | None, *where: sa.ColumnElement[bool]
    ) -> list[tuple[DocumentHead, date | None, R]]:
        query = (
            sa.select(t.documents.c.head, t.documents.c.known, table.c.body)
            .join(t.documents, t.documents.c.id == table.c.document)
            .where(*where)
            .order_by(t.documents.c.known, t.documents.c.id, table.c.position)
        )
        if as_of is not None:
            query = query.where(t.documents.c.known <= as_of)
        with self._reading() as connection:
            return [
                (_decode(row.head, DocumentHead), None if row.known == UNDATED else row.known, _decode(row.body, kind))
                for row in connection.execute(query)
            ]


def open_record(
    where: str | Path,
    *,
    create: bool = True,
    lexicons: Lexicons | None = None,
    keep_text: bool = True,
    merge_when_asked: bool = True,
) -> Store:
    """Open the record in a file, or make one.

    Args:
        where: a path, or a URL sqlite:///path.
        create: whether a missing file is made; otherwise it is an error.
        lexicons: for the names of agencies and the weights of merging.
        keep_text: whether texts are stored with their documents; without, only offsets and hashes are, and
            sentences cannot be shown or searched.
        merge_when_asked: whether questions put events together first where reports were added; otherwise they are
            answered by what `merge` has done so far, and never wait for a writer.

    Raises:
        RecordError: missing, foreign, newer than this program, or not to be read or written.
    """
    engine, path = open_engine(where, create=create)
    return Store(engine, path, lexicons=lexicons or Lexicons(), keep_text=keep_text, merge_when_asked=merge_when_asked)


def _match(words: str) -> str:
    """Write a search for FTS5, every word quoted so that nothing in it is taken for syntax."""
    wanted: list[str] = []
    unwanted: list[str] = []
    for minus, phrase, word in re.findall(r'(-?)(?:"([^"]*)"|([^\s"]+))', words):
        text = (phrase or word).strip()
        if re.search(r"\w", text):
            (unwanted if minus else wanted).append(f'"{text}"')
    if not wanted:
        raise UsageError(f"search {words!r}: holds no word to look for; give one, such as: dragoman search fisheries")
    return " AND ".join(wanted) + "".join(f" NOT {one}" for one in unwanted)


def _hit(connection: sa.Connection, document: str, start: int, kind: str, text: str, head: str, known: date) -> Hit:
    statement: Statement | None = None
    reports: list[str] = []
    table = t.statements if kind == "statement" else t.reports
    for body in connection.execute(sa.select(table.c.body).where(table.c.document == document)).scalars():
        if kind == "statement":
            said = _decode(body, Statement)
            if said.span[0] == start and statement is None:
                statement = said
                reports = [said.event] if said.event else []
        elif (event := _decode(body, Event)).evidence.sentence[0] == start:
            reports.append(event.id)
    return Hit(
        head=_decode(head, DocumentHead),
        known=None if known == UNDATED else known,
        kind=kind,
        text=text,
        start=start,
        statement=statement,
        reports=tuple(reports),
    )


def _between(event: RecordedEvent, since: date | None, until: date | None) -> bool:
    start, end = (event.time.start, event.time.end) if event.time else (None, None)
    last, first = end or start or event.last_known, start or end or event.first_known
    return (since is None or last is None or last >= since) and (until is None or first is None or first <= until)


_TYPES = {str(kind): kind for kind in EventType}
_STATUSES = {str(status): status for status in Status}
_RANKS = {str(rank): rank for rank in Rank}


@functools.lru_cache(maxsize=4096)
def _sides(
    names: tuple[str, ...], roles: tuple[str, str], ranks: tuple[str | None, str | None]
) -> tuple[frozenset[str], frozenset[str], dict[str, Rank]]:
    """Give actors, recipients and ranks; few combinations come back many times."""
    return (
        frozenset(name for name, role in zip(names, roles, strict=True) if "a" in role),
        frozenset(name for name, role in zip(names, roles, strict=True) if "r" in role),
        {name: _RANKS[rank] for name, rank in zip(names, ranks, strict=True) if rank},
    )


def _outline(row: Any, names: tuple[str, ...]) -> Outline:
    id_, kind, modes, status, timed, start, end, first, last, score, confidence, role, rank, role_b, rank_b = row
    actors, recipients, ranks = _sides(names, (role, role_b), (rank, rank_b))
    return Outline(
        id=id_,
        type=_TYPES[kind],
        modes=tuple(modes.split("|")) if modes else (),
        status=_STATUSES[status],
        timed=timed,
        start=start,
        end=end,
        first_known=None if first == UNDATED else first,
        last_known=None if last == UNDATED else last,
        score=score,
        confidence=confidence,
        actors=actors,
        recipients=recipients,
        ranks=ranks,
    )


def _event_query() -> "sa.Select[tuple[str, date, str]]":
    return (
        sa.select(t.events.c.id, t.events.c.last_known, t.event_bodies.c.body)
        .join(t.event_bodies, t.event_bodies.c.event == t.events.c.id)
        .order_by(t.events.c.id)
    )


def _known(record: DocumentRecord, learned: date | None) -> date:
    published = record.document.published
    return published.end if published else learned or UNDATED


def _json(record: Record) -> str:
    return msgspec.json.encode(record).decode()


def _decode(body: str, kind: type[R]) -> R:
    try:
        return msgspec.json.decode(body, type=kind)
    except msgspec.MsgspecError as error:
        raise RecordError(
            f"record: a stored {kind.__name__} cannot be understood ({error}); read the documents into a new file"
        ) from error


def _insert_contents(connection: sa.Connection, record: DocumentRecord) -> None:
    rows: dict[sa.Table, list[dict[str, object]]] = {
        t.reports: [{"id": event.id} for event in record.events],
        t.statements: [
            {"id": s.id, "country": s.speaker.country, "speaker": s.speaker.name or s.speaker.text}
            for s in record.statements
        ],
        t.officials: [{"name": official.name, "country": official.country} for official in record.officials],
        t.milestones: [{} for _ in record.milestones],
        t.precedence: [{} for _ in record.precedence],
        t.assessments: [{} for _ in record.assessments],
    }
    nouns: dict[sa.Table, Sequence[Record]] = {
        t.reports: record.events,
        t.statements: record.statements,
        t.officials: record.officials,
        t.milestones: record.milestones,
        t.precedence: record.precedence,
        t.assessments: record.assessments,
    }
    for table, columns in rows.items():
        filled = [
            {"document": record.document.id, "position": position, "body": _json(noun), **more}
            for position, (noun, more) in enumerate(zip(nouns[table], columns, strict=True))
        ]
        if filled:
            connection.execute(sa.insert(table), filled)


def _insert_words(connection: sa.Connection, record: DocumentRecord, document: Document) -> None:
    spans = {
        *(("sentence", event.evidence.sentence) for event in record.events),
        *(("statement", statement.span) for statement in record.statements),
    }
    rows = [
        {"document": document.id, "kind": kind, "start": span[0], "text": document.text[span[0] : span[1]]}
        for kind, span in sorted(spans)
    ]
    if rows:
        connection.execute(sa.insert(t.passages), rows)


def _read_document(connection: sa.Connection, id_: str) -> Document | None:
    row = connection.execute(sa.select(t.documents).where(t.documents.c.id == id_)).first()
    if row is None or row.text is None:
        return None
    head = _decode(row.head, DocumentHead)
    return Document(
        id=row.id,
        source=row.source,
        text=row.text,
        title=head.title,
        url=head.url,
        publisher=row.publisher,
        language=row.language,
        published=_decode(row.published, Published) if row.published else None,
        paragraphs=msgspec.json.decode(row.paragraphs, type=tuple[Paragraph, ...]),
    )


def _read_record(connection: sa.Connection, id_: str) -> DocumentRecord | None:
    row = connection.execute(
        sa.select(t.documents.c.head, t.documents.c.sentences).where(t.documents.c.id == id_)
    ).first()
    if row is None:
        return None

    def contents(table: sa.Table, kind: type[R]) -> tuple[R, ...]:
        bodies = connection.execute(
            sa.select(table.c.body).where(table.c.document == id_).order_by(table.c.position)
        ).scalars()
        return tuple(_decode(body, kind) for body in bodies)

    return DocumentRecord(
        document=_decode(row.head, DocumentHead),
        events=contents(t.reports, Event),
        statements=contents(t.statements, Statement),
        officials=contents(t.officials, Official),
        milestones=contents(t.milestones, Milestone),
        precedence=contents(t.precedence, Precedence),
        assessments=contents(t.assessments, Assessment),
        sentences=row.sentences,
    )


def _forget_merges(connection: sa.Connection, known: date, document: str) -> None:
    """Undo the merging of this document and of all behind it in the order: theirs may turn out differently."""
    if connection.execute(sa.select(t.reports.c.id).where(t.reports.c.event.is_not(None)).limit(1)).first() is None:
        return  # nothing is merged yet, as in a first reading of many documents
    behind = sa.select(t.documents.c.id).where(
        sa.or_(t.documents.c.known > known, sa.and_(t.documents.c.known == known, t.documents.c.id >= document))
    )
    touched = sa.select(t.reports.c.event).where(t.reports.c.document.in_(behind), t.reports.c.event.is_not(None))
    connection.execute(sa.delete(t.events).where(t.events.c.id.in_(touched)))
    _set_flag(connection, "incomplete")
    connection.execute(
        sa.update(t.reports)
        .where(t.reports.c.document.in_(behind), t.reports.c.event.is_not(None))
        .values(event=None, reasons=None)
    )


def _unmerged(connection: sa.Connection) -> bool:
    pending = sa.select(t.reports.c.id).where(t.reports.c.event.is_(None)).limit(1)
    return connection.execute(pending).first() is not None or _flag(connection, "incomplete") is not None


def _flag(connection: sa.Connection, key: str) -> str | None:
    value: str | None = connection.execute(sa.select(t.state.c.value).where(t.state.c.key == key)).scalar()
    return value


def _set_flag(connection: sa.Connection, key: str) -> None:
    connection.execute(sa.delete(t.state).where(t.state.c.key == key))
    connection.execute(sa.insert(t.state), {"key": key, "value": ""})


def _decisions(connection: sa.Connection) -> tuple[Decision, ...]:
    rows = connection.execute(
        sa.select(t.decisions.c.body).order_by(t.decisions.c.position, t.decisions.c.id)
    ).scalars()
    return tuple(_decode(body, Decision) for body in rows)


def _decide(connection: sa.Connection, decision: Decision) -> bool:
    if connection.execute(sa.select(t.decisions.c.id).where(t.decisions.c.id == decision.id)).first() is not None:
        return False
    places = []
    for document, report in decision.reports:
        known = connection.execute(
            sa.select(t.documents.c.known)
            .join(t.reports, t.reports.c.document == t.documents.c.id)
            .where(t.documents.c.id == document, t.reports.c.id == report)
        ).scalar()
        if known is None:
            raise UsageError(
                f"decision on report {report} of document {document}: the record has no such report; "
                "`dragoman show` prints the ids"
            )
        places.append((known, document))
    position = connection.execute(sa.select(sa.func.count()).select_from(t.decisions)).scalar_one()
    connection.execute(sa.insert(t.decisions), {"id": decision.id, "position": position, "body": _json(decision)})
    _forget_merges(connection, *min(places))
    return True
