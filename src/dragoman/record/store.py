"""The record as a file: documents and what was read in them, and the events put together from it."""

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib.metadata import version
from operator import attrgetter
from pathlib import Path
from typing import Any

import msgspec
import sqlalchemy as sa

from dragoman.errors import UsageError
from dragoman.lexicons.files import Lexicons
from dragoman.record import contents
from dragoman.record import tables as t
from dragoman.record.assembling import assemble, complete, events_as_of
from dragoman.record.contents import UNDATED, R, decode, encode, known_day, read_document, read_record
from dragoman.record.copies import credited_agency, sketch
from dragoman.record.database import Database
from dragoman.record.decisions import Decision
from dragoman.record.opening import open_database
from dragoman.record.outline import Outline, outline_of, unpack
from dragoman.record.ranks import Rank
from dragoman.record.recorded import RecordedEvent, parties
from dragoman.record.runs import Run, run_of
from dragoman.record.searching import places, understand
from dragoman.record.versions import Version, insert_keys, insert_missing_keys, link, versions_of
from dragoman.schema.actor import Official
from dragoman.schema.document import Document, DocumentHead, Refusal
from dragoman.schema.event import Event, EventType, Evidence, Status
from dragoman.schema.record import DocumentRecord
from dragoman.schema.statement import Assessment, Milestone, Precedence, Statement

_ADDED_AT_ONCE = 400
"""Documents whose rows are written together."""

_AT_ONCE = 20_000
"""Reports behind a late document up to which they are merged anew in one step, of some ten seconds: until it is done
readers see what was merged before, and other writers wait. With more, events are missing until they are merged."""

_TOUCHED = "touched:"
"""Begins the keys under which events are noted of which a report is no more."""


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


@dataclass(frozen=True, slots=True)
class _Done:
    """What one step of merging did."""

    placed: int  # reports; 0 where events were only put together anew


class Store:
    """An open record. Use it as a context manager, or call `close`.

    Reading methods see one state each; every writing method is kept whole or not at all.
    """

    def __init__(
        self, database: Database, *, lexicons: Lexicons, keep_text: bool, merge_when_asked: bool = True
    ) -> None:
        """Take over a database that `open_database` opened; users call `open_record`."""
        self.name = database.name  # the path, or the URL without its password
        self._database = database
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
        """Let go of the file or the server."""
        self._database.close()

    def _reading(self) -> AbstractContextManager[sa.Connection]:
        return self._database.reading()

    def _writing(self) -> AbstractContextManager[sa.Connection]:
        return self._database.writing()

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
        return self.add_all([(record, document)], learned=learned)[0]

    def add_all(
        self, read: Iterable[tuple[DocumentRecord, Document]], *, learned: date | None = None
    ) -> tuple[Added, ...]:
        """Add several documents at once: all of them are kept, or none. Many times faster than one by one."""
        done: list[Added] = []
        batch: dict[str, tuple[DocumentRecord, Document]] = {}
        with self._writing() as connection:
            for record, document in read:
                if record.document.id != document.id:
                    raise ValueError(f"record of {record.document.id} given with document {document.id}")
                if document.id in batch or len(batch) == _ADDED_AT_ONCE:
                    done += self._add(connection, batch, learned)
                    batch = {}
                batch[document.id] = (record, document)
            done += self._add(connection, batch, learned)
        return tuple(done)

    def _add(
        self, connection: sa.Connection, batch: Mapping[str, tuple[DocumentRecord, Document]], learned: date | None
    ) -> list[Added]:
        """Add documents of different ids; say of each, in their order, what that did."""
        if not batch:
            return []
        run = self._note_run(connection)
        of_batch = t.documents.c.id.in_(list(batch))
        before = {row["id"]: row for row in connection.execute(sa.select(t.documents).where(of_batch)).mappings()}
        done: list[Added] = []
        rows: list[dict[str, Any]] = []
        for id_, (record, document) in batch.items():
            old = before.get(id_)
            day = learned or (old["learned"] if old else None)
            row = self._document_row(record, document, day, run)
            if old is None:
                done.append(Added.NEW)
            elif all(old[name] == row[name] for name in row if name not in {"program", "run"}) and (
                read_record(connection, id_) == record
            ):
                done.append(Added.UNCHANGED)
                if old["run"] != run:
                    connection.execute(
                        sa.update(t.documents).where(t.documents.c.id == id_).values(run=run, program=self._program)
                    )
                continue
            else:
                done.append(Added.REPLACED)
            rows.append(row)
        if rows:
            changed = [row["id"] for row in rows]
            first = min(min(row["known"], before.get(row["id"], row)["known"]) for row in rows)
            _set_back(connection, "unlinked", first)
            if _is_late(connection, first):
                _set_back(connection, "outdated", first)
            placed: list[Any] = []
            if gone := [id_ for id_ in changed if id_ in before]:
                placed = _placed(connection, gone)
                connection.execute(sa.delete(t.documents).where(t.documents.c.id.in_(gone)))
            contents.insert(connection, rows, [batch[id_] for id_ in changed], searchable=self._keep_text)
            _keep_places(connection, placed)
            insert_keys(connection, rows)
            sources = sorted({document.source for _, document in batch.values()})
            connection.execute(sa.delete(t.refusals).where(t.refusals.c.source.in_(sources)))
        return done

    def _note_run(self, connection: sa.Connection) -> str:
        run = run_of(self._program, self._lexicons)
        if connection.execute(sa.select(t.runs.c.id).where(t.runs.c.id == run.id)).first() is None:
            connection.execute(sa.insert(t.runs), {"id": run.id, "body": encode(run)})
        return run.id

    def _document_row(
        self, record: DocumentRecord, document: Document, learned: date | None, run: str
    ) -> dict[str, Any]:
        published = record.document.published
        return {
            "id": document.id,
            "source": document.source,
            "publisher": document.publisher,
            "agency": credited_agency(document.text, document.publisher, self._lexicons),
            "published_start": published.start if published else None,
            "published_end": published.end if published else None,
            "learned": learned,
            "known": known_day(record, document, learned),
            "head": encode(record.document),
            "sentences": record.sentences,
            "paragraphs": msgspec.json.encode(document.paragraphs).decode(),
            "language": document.language,
            "url": document.url,
            "canonical": document.canonical,
            "modified": document.modified,
            "published": encode(document.published) if document.published else None,
            "length": len(document.text),
            "text": document.text if self._keep_text else None,
            "sketch": sketch(document.text),
            "program": self._program,
            "run": run,
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
                decode(head, DocumentHead)
                for head in connection.execute(
                    sa.select(t.documents.c.head).order_by(t.documents.c.known, t.documents.c.id)
                ).scalars()
            )

    def document(self, id_: str) -> Document | None:
        """Give a document with its text; None where the record does not have it or keeps no texts."""
        with self._reading() as connection:
            return read_document(connection, id_)

    def versions(self, document: str, *, as_of: date | None = None) -> tuple[Version, ...]:
        """List the versions of the story that a document is one of, the earliest first; the document alone if it is.

        Args:
            document: its id; of one that the record does not have, nothing is listed.
            as_of: leave out what was not known on that day.
        """
        self._bring_together()
        with self._reading() as connection:
            return versions_of(connection, document, as_of)

    def runs(self) -> tuple[tuple[Run, int], ...]:
        """List with what the documents were read, and how many are of each run now; by version of the program."""
        query = sa.select(t.runs.c.body, sa.func.count(t.documents.c.id)).outerjoin(
            t.documents, t.documents.c.run == t.runs.c.id
        )
        with self._reading() as connection:
            rows = connection.execute(query.group_by(t.runs.c.id, t.runs.c.body)).all()
        listed = ((decode(body, Run), count) for body, count in rows)
        return tuple(sorted(listed, key=lambda one: (one[0].program, one[0].id)))

    def holds(self, source: str) -> bool:
        """Say whether the record has a document that came under that name."""
        with self._reading() as connection:
            found = sa.select(t.documents.c.id).where(t.documents.c.source == source).limit(1)
            return connection.execute(found).first() is not None

    def read_record(self, id_: str) -> DocumentRecord | None:
        """Give what was read in a document, as it was added; None where the record does not have it."""
        with self._reading() as connection:
            return read_record(connection, id_)

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
            if not rows and prefix and (left := _without_reports(connection, prefix)):
                return left
            if not rows or not prefix:
                raise UsageError(f"event {prefix}: no event's id begins so; `dragoman show` prints the ids")
            if len({row.id for row in rows}) > 1:
                some = ", ".join(row.id for row in rows[:5])
                raise UsageError(f"event {prefix}: several ids begin so ({some}); give more characters")
            row = rows[0]
            record = read_record(connection, row.document)
            assert record is not None
            body = connection.execute(
                sa.select(t.event_bodies.c.body).where(t.event_bodies.c.event == row.event)
            ).scalar()
            return Found(
                event=decode(row.body, Event),
                record=record,
                document=read_document(connection, row.document),
                recorded=decode(body, RecordedEvent) if body else None,
            )

    def merge(self) -> int:
        """Put events together from the reports added since this was last done; give how many reports were placed.

        `events` does so by itself, unless the record was opened otherwise. Many reports are placed in several steps,
        each of which is kept: killed half-way, it goes on from there.

        Raises:
            RecordError: the file cannot be written.
        """
        with self._reading() as connection:
            if not _unmerged(connection):
                return 0
        placed = 0
        while True:
            with self._writing() as connection:
                # Looked up each time: between two steps others may have written.
                if _flag(connection, "unkeyed") is not None:
                    insert_missing_keys(connection)
                    _clear_flag(connection, "unkeyed")
                    _set_flag(connection, "unlinked", date.min.isoformat())
                since = _flag(connection, "unlinked")
                if since is not None:
                    link(connection, date.fromisoformat(since), self._lexicons)
                    _clear_flag(connection, "unlinked")
                outdated = _flag(connection, "outdated")
                at_once = False
                if outdated is not None:
                    # Readers see what was merged before until all that comes after is there in its place.
                    at_once = _take_out(connection, date.fromisoformat(outdated)) <= _AT_ONCE
                    _clear_flag(connection, "outdated")
                while done := self._merge_some(connection):
                    placed += done.placed
                    if not at_once:
                        break
            if not done:
                return placed

    def _merge_some(self, connection: sa.Connection) -> "_Done | None":
        """Do the next step of merging; None where nothing is left to do."""
        decisions = _decisions(connection)
        if _flag(connection, "incomplete") is not None:
            if complete(connection, decisions, lexicons=self._lexicons):
                return _Done(0)
            _clear_flag(connection, "incomplete")
        placed = assemble(connection, decisions, lexicons=self._lexicons)
        return _Done(placed) if placed else None

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
        with self._reading() as connection:
            if other is not None:
                first, second = sorted((one, other))
                query = sa.select(p.outline).where(p.one == first, p.other == second)
                found = unpack([row[0] for row in connection.execute(query).all()])
            else:
                columns = (e.id, e.type, e.modes, e.status, e.timed, e.start, e.end, e.first_known, e.last_known)
                rows = connection.execute(
                    sa.select(*columns, e.score, e.confidence, a.role, a.rank).join(
                        t.event_parties, sa.and_(a.event == e.id, a.party == one)
                    )
                )
                found = [_outline(row, one) for row in rows]
            if as_of is not None:
                known = [outline for outline in found if outline.first_known and outline.first_known <= as_of]
                # An event without a day is last known on none: it is known in part as well.
                in_part = [one.id for one in known if one.last_known is None or one.last_known > as_of]
                found = [one for one in known if one.last_known is not None and one.last_known <= as_of]
                events = events_as_of(connection, in_part, as_of, _decisions(connection), lexicons=self._lexicons)
                parts = [outline_of(event, self._lexicons) for event in events]
                # Of the reports known on the day, none may have named the party yet.
                wanted = {one, other} - {None}
                found += [outline for outline in parts if wanted <= outline.actors | outline.recipients]
        return tuple(sorted(found, key=attrgetter("id")))

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
                    whole.append(decode(row.body, RecordedEvent))
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
        d = t.documents.c
        where = [
            *([d.known <= as_of] if as_of is not None else []),
            *([d.known >= since] if since is not None else []),
            *([sa.func.lower(d.publisher) == publisher.lower()] if publisher is not None else []),
        ]
        sought = understand(words)
        hits: list[Hit] = []
        with self._reading() as connection:
            for row in places(connection, sought, *where, most=None if speakers_of else limit):
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

    def statements(
        self,
        *,
        speakers_of: Sequence[str] = (),
        between: tuple[str, str] | None = None,
        since: date | None = None,
        as_of: date | None = None,
    ) -> tuple[ToldStatement, ...]:
        """List statements by day known and place in the document.

        Args:
            speakers_of: only those of speakers of these countries.
            between: only those of one of two parties towards the other, or of anybody towards both.
            since: leave out documents known before this day.
            as_of: leave out what was not known on that day.
        """
        where = [
            *([t.statements.c.country.in_(speakers_of)] if speakers_of else []),
            *([t.documents.c.known >= since] if since is not None else []),
        ]
        return tuple(
            ToldStatement(head=head, known=known, statement=noun)
            for head, known, noun in self._told(t.statements, Statement, as_of, *where, all_of=between, since=since)
        )

    def officials(
        self, *, as_of: date | None = None, country: str | None = None, name: str | None = None
    ) -> tuple[tuple[DocumentHead, Official], ...]:
        """List officials as documents name them, of a country or a name or all, by day known and place in the document.

        Each is a sighting: that the person held the office (or had held it, `former`) when the document was written.
        """
        o = t.officials.c
        where = [*([o.country == country] if country else []), *([o.name == name] if name else [])]
        return tuple((head, noun) for head, _, noun in self._told(t.officials, Official, as_of, *where))

    def milestones(self, *, of: Sequence[str] = (), as_of: date | None = None) -> tuple[ToldMilestone, ...]:
        """List milestones, of any of the parties named or of all, by day known and place in the document."""
        return tuple(
            ToldMilestone(head=head, known=known, milestone=noun)
            for head, known, noun in self._told(t.milestones, Milestone, as_of, any_of=of)
        )

    def precedence(self, *, of: Sequence[str] = (), as_of: date | None = None) -> tuple[ToldPrecedence, ...]:
        """List claims of precedence, about all of the parties named or any, by day known and place in the document."""
        return tuple(
            ToldPrecedence(head=head, known=known, claim=noun, words=None)
            for head, known, noun in self._told(t.precedence, Precedence, as_of, all_of=of)
        )

    def assessments(self, *, of: Sequence[str] = (), as_of: date | None = None) -> tuple[ToldAssessment, ...]:
        """List assessments, about all of the parties named or any, by day known and place in the document."""
        return tuple(
            ToldAssessment(head=head, known=known, assessment=noun)
            for head, known, noun in self._told(t.assessments, Assessment, as_of, all_of=of)
        )

    def _told(
        self,
        table: sa.Table,
        kind: type[R],
        as_of: date | None,
        *where: sa.ColumnElement[bool],
        all_of: Sequence[str] | None = None,
        any_of: Sequence[str] = (),
        since: date | None = None,
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
            if not (all_of or any_of):
                return [_one_told(row, kind) for row in connection.execute(query)]
            # Where each stands is looked up first: those of a party lie side by side, in few pages of the file.
            places = _places_of(connection, table.name, all_of or (), any_of, since, as_of)
            found = []
            for documents in contents.chunks(sorted({document for document, _ in places})):
                chosen = query.add_columns(table.c.document, table.c.position).where(table.c.document.in_(documents))
                found += [row for row in connection.execute(chosen) if (row.document, row.position) in places]
            found.sort(key=lambda row: (row.known, row.document, row.position))
            return [_one_told(row, kind) for row in found]


def _one_told(row: Any, kind: type[R]) -> tuple[DocumentHead, date | None, R]:
    return decode(row.head, DocumentHead), None if row.known == UNDATED else row.known, decode(row.body, kind)


def _places_of(
    connection: sa.Connection,
    kind: str,
    all_of: Sequence[str],
    any_of: Sequence[str],
    since: date | None,
    as_of: date | None,
) -> set[tuple[str, int]]:
    """Find nouns by the parties they are about; give their documents and places."""
    n = t.noun_parties.c
    query = sa.select(n.document, n.position).where(
        n.kind == kind,
        n.party.in_(list(any_of) or list(all_of)[:1]),
        *([n.known >= since] if since is not None else []),
        *([n.known <= as_of] if as_of is not None else []),
    )
    for name in all_of[1:]:
        also = t.noun_parties.alias()
        same = [also.c[column] == n[column] for column in ("kind", "known", "document", "position")]
        query = query.where(sa.exists().where(also.c.party == name, *same))
    return {(row.document, row.position) for row in connection.execute(query)}


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
        where: the path of an SQLite file, or postgresql://user@host/database.
        create: whether a missing record is made; otherwise it is an error.
        lexicons: for the names of agencies and the weights of merging.
        keep_text: whether texts are stored with their documents; without, only offsets and hashes are, and
            sentences cannot be shown or searched.
        merge_when_asked: whether questions put events together first where reports were added; otherwise they are
            answered by what `merge` has done so far, and never wait for a writer.

    Raises:
        RecordError: missing, foreign, newer than this program, or not to be read or written.
    """
    database = open_database(where, create=create)
    return Store(database, lexicons=lexicons or Lexicons(), keep_text=keep_text, merge_when_asked=merge_when_asked)


def _hit(connection: sa.Connection, document: str, start: int, kind: str, text: str, head: str, known: date) -> Hit:
    statement: Statement | None = None
    reports: list[str] = []
    table = t.statements if kind == "statement" else t.reports
    for body in connection.execute(sa.select(table.c.body).where(table.c.document == document)).scalars():
        if kind == "statement":
            said = decode(body, Statement)
            if said.span[0] == start and statement is None:
                statement = said
                reports = [said.event] if said.event else []
        elif (event := decode(body, Event)).evidence.sentence[0] == start:
            reports.append(event.id)
    return Hit(
        head=decode(head, DocumentHead),
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
def _sides(party: str, role: str, rank: str | None) -> tuple[frozenset[str], frozenset[str], dict[str, Rank]]:
    """Give actors, recipients and ranks; few combinations come back many times."""
    own = frozenset((party,))
    return (
        own if "a" in role else frozenset(),
        own if "r" in role else frozenset(),
        {party: _RANKS[rank]} if rank else {},
    )


def _outline(row: Any, party: str) -> Outline:
    id_, kind, modes, status, timed, start, end, first, last, score, confidence, role, rank = row
    actors, recipients, ranks = _sides(party, role, rank)
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


def _without_reports(connection: sa.Connection, prefix: str) -> Found | None:
    """Find an event whose first report is no more since its document was read again, until the next merging."""
    bodies = connection.execute(
        sa.select(t.event_bodies.c.body)
        .where(t.event_bodies.c.event >= prefix, t.event_bodies.c.event < prefix + "\uffff")
        .limit(2)
    ).scalars()
    found = [decode(body, RecordedEvent) for body in bodies]
    if len(found) != 1:
        return None
    (event,) = found
    best = next(ref for ref in event.reports if ref.id == event.best)
    record = read_record(connection, best.document)
    if record is None:
        return None
    told = Event(
        id=best.id,
        type=event.type,
        modes=event.modes,
        contexts=event.contexts,
        status=best.status,
        actors=event.actors,
        recipients=event.recipients,
        time=best.time,
        place=event.place,
        reported_by=best.told_by,
        evidence=Evidence(sentence=best.sentence),
        score=event.score,
        confidence=event.confidence,
    )
    return Found(event=told, record=record, document=read_document(connection, best.document), recorded=event)


def _event_query() -> "sa.Select[tuple[str, date, str]]":
    return (
        sa.select(t.events.c.id, t.events.c.last_known, t.event_bodies.c.body)
        .join(t.event_bodies, t.event_bodies.c.event == t.events.c.id)
        .order_by(t.events.c.id)
    )


def _set_back(connection: sa.Connection, flag: str, known: date) -> None:
    """Note from which day on something has to be done anew, where it is an earlier one than noted."""
    since = _flag(connection, flag)
    if since is None or known.isoformat() < since:
        _set_flag(connection, flag, known.isoformat())


def _is_late(connection: sa.Connection, known: date) -> bool:
    """Say whether a document known on that day comes before or among what is merged already."""
    r = t.reports.c
    behind = (
        sa.select(r.id)
        .join(t.documents, t.documents.c.id == r.document)
        .where(t.documents.c.known >= known, r.event.is_not(None))
        .limit(1)
    )
    return connection.execute(behind).first() is not None


def _placed(connection: sa.Connection, documents: Sequence[str]) -> list[Any]:
    """Give the reports of documents that are placed: document, id, event, reasons."""
    r = t.reports.c
    query = sa.select(r.document, r.id, r.event, r.reasons).where(r.document.in_(documents), r.event.is_not(None))
    return list(connection.execute(query).all())


def _keep_places(connection: sa.Connection, placed: Sequence[Any]) -> None:
    """Let reports of a document that was read again stand where they stood, until the next merging places them anew.

    Of reports that are no more the events are noted: they have to be put together without them.
    """
    if not placed:
        return
    r = t.reports.c
    connection.execute(
        sa.update(t.reports)
        .where(r.document == sa.bindparam("d"), r.id == sa.bindparam("i"))
        .values(event=sa.bindparam("event"), reasons=sa.bindparam("reasons")),
        [{"d": row.document, "i": row.id, "event": row.event, "reasons": row.reasons} for row in placed],
    )
    for event in sorted({row.event for row in placed}):
        _set_flag(connection, _TOUCHED + event)


def _take_out(connection: sa.Connection, known: date) -> int:
    """Undo the merging of all documents known on a day or later: theirs may turn out differently.

    Returns:
        How many reports have to be placed now.
    """
    behind = sa.select(t.documents.c.id).where(t.documents.c.known >= known)
    of_behind = (t.reports.c.document.in_(behind), t.reports.c.event.is_not(None))
    noted = sa.select(sa.func.substr(t.state.c.key, len(_TOUCHED) + 1)).where(t.state.c.key.startswith(_TOUCHED))
    touched = sa.select(t.reports.c.event).where(*of_behind)
    connection.execute(sa.delete(t.events).where(sa.or_(t.events.c.id.in_(touched), t.events.c.id.in_(noted))))
    connection.execute(sa.delete(t.state).where(t.state.c.key.startswith(_TOUCHED)))
    _set_flag(connection, "incomplete")
    connection.execute(sa.update(t.reports).where(*of_behind).values(event=None, reasons=None))
    unplaced = sa.select(sa.func.count()).select_from(t.reports).where(t.reports.c.event.is_(None))
    return connection.execute(unplaced).scalar_one()


def _unmerged(connection: sa.Connection) -> bool:
    flags = t.state.c.key.in_(("incomplete", "outdated", "unkeyed", "unlinked"))
    if connection.execute(sa.select(t.state.c.key).where(flags).limit(1)).first() is not None:
        return True
    pending = sa.select(t.reports.c.id).where(t.reports.c.event.is_(None)).limit(1)
    return connection.execute(pending).first() is not None


def _flag(connection: sa.Connection, key: str) -> str | None:
    value: str | None = connection.execute(sa.select(t.state.c.value).where(t.state.c.key == key)).scalar()
    return value


def _set_flag(connection: sa.Connection, key: str, value: str = "") -> None:
    _clear_flag(connection, key)
    connection.execute(sa.insert(t.state), {"key": key, "value": value})


def _clear_flag(connection: sa.Connection, key: str) -> None:
    connection.execute(sa.delete(t.state).where(t.state.c.key == key))


def _decisions(connection: sa.Connection) -> tuple[Decision, ...]:
    rows = connection.execute(
        sa.select(t.decisions.c.body).order_by(t.decisions.c.position, t.decisions.c.id)
    ).scalars()
    return tuple(decode(body, Decision) for body in rows)


def _decide(connection: sa.Connection, decision: Decision) -> bool:
    if connection.execute(sa.select(t.decisions.c.id).where(t.decisions.c.id == decision.id)).first() is not None:
        return False
    days = []
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
        days.append(known)
    position = connection.execute(sa.select(sa.func.count()).select_from(t.decisions)).scalar_one()
    connection.execute(sa.insert(t.decisions), {"id": decision.id, "position": position, "body": encode(decision)})
    _set_back(connection, "unlinked", min(days))
    _set_back(connection, "outdated", min(days))
    return True
