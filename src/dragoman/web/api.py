"""The API: the questions of the commands and pages, for programs. OpenAPI 3.1 stands at /api/openapi.json."""

import hashlib
import io
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Annotated, Any
from urllib.parse import quote

from litestar import Request, Response, Router, get, post
from litestar.datastructures import MutableScopeHeaders
from litestar.di import NamedDependency
from litestar.enums import ScopeType
from litestar.exceptions import HTTPException, NotFoundException, PermissionDeniedException
from litestar.openapi import OpenAPIConfig
from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme
from litestar.params import FromQuery, JSONBody, PathParameter, QueryParameter
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.actors.offices import holders
from dragoman.errors import UsageError
from dragoman.formats.tables import write_table
from dragoman.record.overview import latest_documents, pairs_in_the_news
from dragoman.record.ranks import Rank
from dragoman.record.recorded import RecordedEvent
from dragoman.relations.calendar import calendar_file
from dragoman.relations.chronology import Line
from dragoman.relations.disputes import Dispute
from dragoman.relations.explaining import EntryBehind
from dragoman.relations.groups import two_sides
from dragoman.relations.parties import find_party
from dragoman.relations.series import Scale, Series, Step, series
from dragoman.relations.standing import Standing
from dragoman.schema.base import Record
from dragoman.schema.document import DocumentHead
from dragoman.schema.event import EventType, Status
from dragoman.schema.record import DocumentRecord
from dragoman.schema.statement import MilestoneKind, Statement
from dragoman.schema.when import When
from dragoman.web import home
from dragoman.web.desk import Desk
from dragoman.web.event import EventPage, find_event
from dragoman.web.relation import Filters, Relation
from dragoman.web.review import Wish, decide_on

MOST = 500
"""Rows of one page of an answer."""

OPENAPI = OpenAPIConfig(
    title="dragoman",
    version="1",
    description=(
        "The record of relations between states, as the commands and pages of dragoman tell of it. Parties are "
        "ISO 3166-1 alpha-3 codes, or names of states and organisations. Days are ISO 8601, both ends included."
    ),
    components=Components(
        security_schemes={
            "token": SecurityScheme(
                type="http",
                scheme="bearer",
                description="Needed where the server was started with --users: `dragoman serve --users FILE "
                "--add-program NAME` makes a token. A session of the page may ask too, but not decide.",
            )
        }
    ),
    security=[{}, {"token": []}],
    path="/api/schema",  # the library answers everything below it, also what is not there
    render_plugins=[JsonRenderPlugin()],
    use_handler_docstrings=True,
)


class Problem(Record, frozen=True, kw_only=True):
    """Why there is no answer, and what to do."""

    status_code: int
    detail: str


class Party(Record, frozen=True, kw_only=True):
    """A state that the record can be asked about."""

    code: str  # ISO 3166-1 alpha-3
    name: str


class Parties(Record, frozen=True, kw_only=True):
    """States, by code."""

    items: tuple[Party, ...]


class PairInTheNews(Record, frozen=True, kw_only=True):
    """How much is told of two parties in some days."""

    one: str
    other: str
    events: int
    cooperative: int  # of these, those whose act weighs more than 0
    conflictual: int  # less than 0
    sources: int


class News(Record, frozen=True, kw_only=True):
    """The pairs most is told of in some days."""

    since: date | None  # None: the record has no day at all
    until: date | None
    items: tuple[PairInTheNews, ...]


class ContactTold(Record, frozen=True, kw_only=True):
    """The last contact at a rank."""

    rank: Rank | None  # None: the texts name no office
    line: Line


class RelationTold(Record, frozen=True, kw_only=True):
    """Where two parties stand."""

    one: str
    other: str
    as_of: date  # the day asked about, or that of the last report on the two
    events: int
    standing: Standing
    contacts: tuple[ContactTold, ...]
    proposed: tuple[Line, ...]
    scheduled: tuple[Line, ...]
    overdue: tuple[Line, ...]
    called_off: tuple[Line, ...]
    disputes: tuple[Dispute, ...]


class LinePage(Record, frozen=True, kw_only=True):
    """A page of a chronology, in the order of the days."""

    items: tuple[Line, ...]
    total: int
    offset: int
    next: str | None  # the address of the next page


class EntryTold(Record, frozen=True, kw_only=True):
    """An entry of a calendar."""

    kind: MilestoneKind
    time: When | None
    when: str
    text: str
    citation: str
    parties: tuple[str, ...]
    event: str | None  # id of the event that is set, or whose anniversary it is
    computed: bool  # no text says so: it follows from the day of the event


class Calendar(Record, frozen=True, kw_only=True):
    """What is ahead of two parties."""

    today: date | None
    items: tuple[EntryTold, ...]


class NeighbourTold(Record, frozen=True, kw_only=True):
    """How much one party has to do with another."""

    other: str
    events: int
    weight: float  # sum of the acts' PLOVER scores
    by_type: dict[str, int]
    last_known: date


class Neighbours(Record, frozen=True, kw_only=True):
    """Whom a party had to do with."""

    party: str
    since: date | None
    until: date | None
    items: tuple[NeighbourTold, ...]


class Explained(Record, frozen=True, kw_only=True):
    """What led to an event."""

    event: RecordedEvent
    because: tuple[EntryBehind, ...]


class DocumentPage(Record, frozen=True, kw_only=True):
    """A page of documents, the last published first."""

    items: tuple[DocumentHead, ...]
    offset: int
    next: str | None


class HitTold(Record, frozen=True, kw_only=True):
    """A place in a document's text that a search found."""

    document: DocumentHead
    kind: str  # "statement" or "sentence"
    text: str
    start: int  # character of the document's text
    statement: Statement | None
    reports: tuple[str, ...]


class Hits(Record, frozen=True, kw_only=True):
    """What a search found, the best first."""

    items: tuple[HitTold, ...]


class TenureTold(Record, frozen=True, kw_only=True):
    """A person in an office."""

    name: str
    country: str
    office: str
    title: str
    began: str  # ISO 8601, as precise as known
    ended: str | None  # None: no end is known
    source: str


class Tenures(Record, frozen=True, kw_only=True):
    """Who held which office."""

    items: tuple[TenureTold, ...]


class Health(Record, frozen=True, kw_only=True):
    """How much the record holds."""

    status: str
    documents: int
    reports: int
    events: int
    statements: int
    refusals: int


_PROBLEMS = {
    status: ResponseSpec(Problem, generate_examples=False, description=words)
    for status, words in (
        (400, "A value cannot be read."),
        (401, "Send a token, where the server was started with --users."),
        (404, "There is no such thing."),
        (503, "Try again."),
    )
}
_ask = partial(get, sync_to_thread=True, responses=_PROBLEMS)

TheDesk = NamedDependency[Desk]
Day = Annotated[date | None, QueryParameter(description="A day, both ends included.")]
AsOf = Annotated[date | None, QueryParameter(name="as-of", description="Answer as the record would have on that day.")]
Members = Annotated[
    bool, QueryParameter(description="Count an organisation's member states with it, each while it was a member.")
]
Offset = Annotated[int, QueryParameter(ge=0, le=10_000_000, description="How many to leave out.")]
Id = Annotated[str, PathParameter(max_length=40)]
Limit = Annotated[int, QueryParameter(ge=1, le=MOST, description="How many at most.")]
Name = Annotated[str, PathParameter(max_length=200, description="A state by code or name, or an organisation by name.")]


def problem(status: int, words: str, error: Exception, headers: dict[str, str]) -> Response[Any]:
    """Tell an error to a program."""
    extra = getattr(error, "extra", None)
    if isinstance(extra, list) and extra:
        words += ": " + "; ".join(f"{one.get('key', '')} {one.get('message', '')}".strip() for one in extra)
    return Response(
        Problem(status_code=status, detail=words), status_code=status, media_type="application/json", headers=headers
    )


def _relation(desk: Desk, one: str, other: str, as_of: date | None, members: bool) -> Relation:
    sides, day = two_sides(one, other, desk.lexicons, members=members), desk.known_by(as_of)
    return desk.remember(("relation", *sides, day, None), lambda: Relation(desk, *sides, as_of=day))


def _csv(heading: Sequence[str], rows: Iterable[Sequence[object]], name: str) -> Response[bytes]:
    out = io.StringIO(newline="")
    write_table(out, heading, rows)
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(out.getvalue().encode("utf-8", "replace"), media_type="text/csv; charset=utf-8", headers=headers)


@get("/openapi.json", sync_to_thread=False, include_in_schema=False)
def tell_schema(request: Request[Any, Any, Any]) -> dict[str, Any]:
    """Give the description of this API (OpenAPI 3.1)."""
    return request.app.openapi_schema.to_schema()


@_ask("/parties")
def list_parties(desk: TheDesk) -> Parties:
    """List the states that the record can be asked about."""
    return Parties(items=tuple(Party(code=code, name=name) for code, name in sorted(desk.names.items())))


@_ask("/news")
def list_news(desk: TheDesk, since: Day = None, until: Day = None, limit: Limit = 50) -> News:
    """List the pairs of parties most is told of, by default in the last seven days."""
    last = until or desk.today
    if last is None:
        return News(since=since, until=None, items=())
    first = since or (last - timedelta(days=home.WEEK) if last > date.min + timedelta(days=home.WEEK) else date.min)
    found = pairs_in_the_news(desk.store, since=first, until=last, limit=limit)
    items = tuple(
        PairInTheNews(
            one=pair.one,
            other=pair.other,
            events=pair.events,
            cooperative=pair.cooperative,
            conflictual=pair.conflictual,
            sources=pair.sources,
        )
        for pair in found
    )
    return News(since=first, until=last, items=items)


@_ask("/relations/{one:str}/{other:str}")
def tell_relation(desk: TheDesk, one: Name, other: Name, as_of: AsOf = None, members: Members = False) -> RelationTold:
    """Tell where two parties stand: level and direction, last contacts, what is open."""
    relation = _relation(desk, one, other, as_of, members)
    found = relation.account
    if found is None:
        raise NotFoundException(detail="the record has no document with a day of publication")

    def lines(events: Iterable[RecordedEvent]) -> tuple[Line, ...]:
        return tuple(map(relation.line, events))

    return RelationTold(
        one=relation.one,
        other=relation.other,
        as_of=found.as_of,
        events=len(found.outlines),
        standing=found.standing,
        contacts=tuple(
            ContactTold(rank=contact.rank, line=relation.line(found.by_id[contact.event])) for contact in found.contacts
        ),
        proposed=lines(found.open.proposed),
        scheduled=lines(found.open.set),
        overdue=lines(found.open.overdue),
        called_off=lines(matter.event for matter in found.open.called_off),
        disputes=found.disputes,
    )


def _filters(
    since: date | None,
    until: date | None,
    types: list[EventType] | None,
    statuses: list[Status] | None,
    rank: Rank | None,
    issue: str | None,
    sources: int,
) -> Filters:
    return Filters(
        since, until, frozenset(types or ()), frozenset(statuses or ()), rank, (issue or "").strip() or None, sources
    )


Types = Annotated[list[EventType] | None, QueryParameter(name="type", description="Only these PLOVER types.")]
Statuses = Annotated[list[Status] | None, QueryParameter(name="status", description="Only of these statuses.")]
Issue = Annotated[str | None, QueryParameter(max_length=100, description="Only of this context, or with this word.")]
LeastSources = Annotated[int, QueryParameter(ge=1, le=1000, description="Only told by so many independent sources.")]


@_ask("/relations/{one:str}/{other:str}/chronology")
def tell_chronology(
    request: Request[Any, Any, Any],
    desk: TheDesk,
    one: Name,
    other: Name,
    since: Day = None,
    until: Day = None,
    types: Types = None,
    statuses: Statuses = None,
    rank: FromQuery[Rank | None] = None,
    issue: Issue = None,
    sources: LeastSources = 1,
    as_of: AsOf = None,
    members: Members = False,
    offset: Offset = 0,
    limit: Limit = 100,
) -> LinePage:
    """Tell what happened between two parties, one sentence an event."""
    filters = _filters(since, until, types, statuses, rank, issue, sources)
    found = _relation(desk, one, other, as_of, members).lines(filters, offset=offset, limit=limit)
    following = _next(request, offset, limit) if offset + limit < found.total else None
    return LinePage(items=found.lines, total=found.total, offset=offset, next=following)


def _next(request: Request[Any, Any, Any], offset: int, limit: int) -> str:
    query = {**request.url.query_params.dict(), "offset": [str(offset + limit)], "limit": [str(limit)]}
    pairs = "&".join(f"{quote(key)}={quote(str(one))}" for key, values in query.items() for one in values)
    return f"{request.url.path}?{pairs}"


@_ask("/relations/{one:str}/{other:str}/chronology.csv", media_type="text/csv")
def tell_chronology_as_table(
    desk: TheDesk,
    one: Name,
    other: Name,
    since: Day = None,
    until: Day = None,
    types: Types = None,
    statuses: Statuses = None,
    rank: FromQuery[Rank | None] = None,
    issue: Issue = None,
    sources: LeastSources = 1,
    as_of: AsOf = None,
    members: Members = False,
    offset: Offset = 0,
    limit: Annotated[int, QueryParameter(ge=1, le=20_000)] = 5000,
) -> Response[bytes]:
    """Tell what happened between two parties as a table (CSV), with the columns of `dragoman chronology`."""
    filters = _filters(since, until, types, statuses, rank, issue, sources)
    relation = _relation(desk, one, other, as_of, members)
    lines = relation.lines(filters, offset=offset, limit=limit).lines
    fields = Line.__struct_fields__
    name = f"{relation.one}-{relation.other}-chronology.csv"
    return _csv(fields, ([getattr(line, field) for field in fields] for line in lines), name)


def _series(
    relation: Relation, step: Step, scale: Scale, one_way: bool, since: date | None, until: date | None
) -> Series:
    return series(
        relation.outlines,
        relation.one,
        relation.other,
        lexicons=relation.desk.lexicons,
        step=step,
        scale=scale,
        both_ways=not one_way,
        since=since,
        until=until or relation.as_of,
    )


OneWay = Annotated[bool, QueryParameter(name="one-way", description="Only acts of the first party.")]


@_ask("/relations/{one:str}/{other:str}/series")
def tell_series(
    desk: TheDesk,
    one: Name,
    other: Name,
    by: FromQuery[Step] = Step.MONTH,
    scale: FromQuery[Scale] = Scale.PLOVER,
    one_way: OneWay = False,
    since: Day = None,
    until: Day = None,
    as_of: AsOf = None,
    members: Members = False,
) -> Series:
    """Give flow and level, stretch by stretch, with the events behind every step."""
    _refuse_far(desk, until)
    return _series(_relation(desk, one, other, as_of, members), by, scale, one_way, since, until)


@_ask("/relations/{one:str}/{other:str}/series.csv", media_type="text/csv")
def tell_series_as_table(
    desk: TheDesk,
    one: Name,
    other: Name,
    by: FromQuery[Step] = Step.MONTH,
    scale: FromQuery[Scale] = Scale.PLOVER,
    one_way: OneWay = False,
    since: Day = None,
    until: Day = None,
    as_of: AsOf = None,
    members: Members = False,
) -> Response[bytes]:
    """Give flow and level as a table (CSV), with the columns of `dragoman series`."""
    _refuse_far(desk, until)
    found = _series(_relation(desk, one, other, as_of, members), by, scale, one_way, since, until)
    fields = ("start", "end", "flow", "uncertainty", "level", "events")
    rows = ([getattr(point, field) for field in fields] for point in found.points)
    return _csv(fields, rows, f"{found.one}-{found.other}-series.csv")


def _refuse_far(desk: Desk, until: date | None) -> None:
    """Refuse a last day so far off that a series up to it would be all empty stretches.

    Raises:
        HTTPException: it is.
    """
    today = desk.today
    if until is not None and today is not None and (until - today).days > 3660:
        raise HTTPException(status_code=400, detail=f"until: {until} is more than ten years after the record's end")


@_ask("/relations/{one:str}/{other:str}/calendar")
def tell_calendar(desk: TheDesk, one: Name, other: Name, as_of: AsOf = None, members: Members = False) -> Calendar:
    """List what is ahead of two parties."""
    relation = _relation(desk, one, other, as_of, members)
    items = tuple(
        EntryTold(
            kind=entry.kind,
            time=entry.time,
            when=words[0],
            text=words[1],
            citation=words[2],
            parties=entry.parties,
            event=entry.event.id if entry.event else None,
            computed=entry.computed,
        )
        for entry, words in relation.calendar
    )
    return Calendar(today=relation.day, items=items)


@_ask("/relations/{one:str}/{other:str}/calendar.csv", media_type="text/csv")
def tell_calendar_as_table(
    desk: TheDesk, one: Name, other: Name, as_of: AsOf = None, members: Members = False
) -> Response[bytes]:
    """List what is ahead of two parties as a table (CSV), with the columns of `dragoman calendar`."""
    relation = _relation(desk, one, other, as_of, members)
    rows = (
        (entry.time and entry.time.start, entry.time and entry.time.end, entry.kind, words[1], entry.parties, words[2])
        for entry, words in relation.calendar
    )
    heading = ("start", "end", "kind", "what", "parties", "citation")
    return _csv(heading, rows, f"{relation.one}-{relation.other}-calendar.csv")


@_ask("/relations/{one:str}/{other:str}/calendar.ics", media_type="text/calendar")
def tell_calendar_as_file(
    desk: TheDesk, one: Name, other: Name, as_of: AsOf = None, members: Members = False
) -> Response[bytes]:
    """List what is ahead of two parties for calendar programs (iCalendar)."""
    relation = _relation(desk, one, other, as_of, members)
    entries = [entry for entry, _ in relation.calendar]
    words = [words for _, words in relation.calendar]
    pair = (relation.one, relation.other)
    name = quote(f"{relation.one}-{relation.other}.ics")
    return Response(
        calendar_file(entries, words, pair, relation.day or date.max),
        media_type="text/calendar; charset=utf-8",
        headers={"content-disposition": f"attachment; filename*=UTF-8''{name}"},
    )


@_ask("/actors/{party:str}/neighbours")
def tell_neighbours(
    desk: TheDesk, party: Name, days: Annotated[int, QueryParameter(ge=1, le=40_000)] = home.YEAR
) -> Neighbours:
    """List whom a party had to do with in the days before today, most deeds first."""
    name = find_party(party, desk.lexicons)
    items = tuple(
        NeighbourTold(
            other=one.other,
            events=one.events,
            weight=one.weight,
            by_type={str(kind): count for kind, count in one.by_type.items()},
            last_known=one.last_known,
        )
        for one in home.relations_of(desk, name, days=days)
    )
    return Neighbours(party=name, since=desk.before(days), until=desk.today, items=items)


def _event(desk: Desk, id_: str) -> EventPage:
    found = find_event(desk, id_)
    if isinstance(found, str):
        raise NotFoundException(detail=found)
    return found


@_ask("/events/{event:str}")
def tell_event(desk: TheDesk, event: Id) -> RecordedEvent:
    """Give an event by its id, that of one of its reports, or the beginning of either."""
    return _event(desk, event).event


@_ask("/events/{event:str}/explain")
def explain_event(desk: TheDesk, event: Id) -> Explained:
    """Give an event and the lexicon entries that led to it."""
    found = _event(desk, event)
    return Explained(event=found.event, because=found.entries)


@post(
    "/events/{event:str}/review",
    sync_to_thread=True,
    status_code=200,
    responses=_PROBLEMS
    | {403: ResponseSpec(Problem, generate_examples=False, description="Only programs with a token may decide.")},
)
def review_event(request: Request[Any, Any, Any], desk: TheDesk, event: Id, data: JSONBody[Wish]) -> RecordedEvent:
    """Decide about an event under the program's name, as reviewers do on its page; give the event as it is then.

    Only with a token: sessions of the page do not count here, and without `--users` nobody may decide through the API.
    """
    program = getattr(request.state, "program", None)
    if program is None:
        raise PermissionDeniedException(detail="send a token as `Authorization: Bearer …`; see dragoman serve --help")
    found = _event(desk, event)
    try:
        stays = decide_on(desk, found, data, who=program)
    except (UsageError, ValueError) as error:
        raise HTTPException(status_code=400, detail=str(error)) from error
    return _event(desk, stays).event


@_ask("/documents")
def list_documents(
    request: Request[Any, Any, Any], desk: TheDesk, offset: Offset = 0, limit: Limit = 50
) -> DocumentPage:
    """List the documents, the last published first."""
    heads = latest_documents(desk.store, limit=limit + 1, offset=offset)
    following = _next(request, offset, limit) if len(heads) > limit else None
    return DocumentPage(items=heads[:limit], offset=offset, next=following)


@_ask("/documents/{document:str}")
def tell_document(desk: TheDesk, document: Id) -> DocumentRecord:
    """Give what was read in a document."""
    found = desk.store.read_record(document)
    if found is None:
        raise NotFoundException(detail=f"document {document}: the record has no such document")
    return found


@_ask("/search")
def search(
    desk: TheDesk,
    q: Annotated[
        str, QueryParameter(min_length=1, max_length=300, description="Words, all of which must stand there.")
    ],
    said_by: Annotated[str | None, QueryParameter(name="said-by", max_length=200)] = None,
    publisher: Annotated[str | None, QueryParameter(max_length=200)] = None,
    since: Day = None,
    as_of: AsOf = None,
    limit: Annotated[int, QueryParameter(ge=1, le=100)] = 20,
) -> Hits:
    """Search statements and the sentences of events."""
    hits = desk.store.search(
        q,
        as_of=desk.known_by(as_of),
        since=since,
        speakers_of=find_party(said_by, desk.lexicons) if said_by else None,
        publisher=publisher or None,
        limit=limit,
    )
    items = tuple(
        HitTold(
            document=hit.head,
            kind=hit.kind,
            text=hit.text,
            start=hit.start,
            statement=hit.statement,
            reports=hit.reports,
        )
        for hit in hits
    )
    return Hits(items=items)


@_ask("/who")
def tell_who(
    desk: TheDesk, name: Annotated[str, QueryParameter(min_length=1, max_length=200)], on: Day = None
) -> Tenures:
    """Tell which offices a person held, by the tables of office holders."""
    table = holders(desk.lexicons)
    found = [one for one in table.by_name(name) or table.surname(name) if on is None or one.covers(on)]
    items = tuple(
        TenureTold(
            name=one.name,
            country=one.country,
            office=one.office,
            title=one.title,
            began=one.began,
            ended=one.ended,
            source=f"{one.table}: {one.note}",
        )
        for one in found
    )
    return Tenures(items=items)


@_ask("/health")
def tell_health(desk: TheDesk) -> Health:
    """Count what the record holds."""
    counts = desk.remember("counts", desk.store.counts)
    return Health(
        status="ok",
        documents=counts.documents,
        reports=counts.reports,
        events=counts.events,
        statements=counts.statements,
        refusals=counts.refusals,
    )


class Tags:
    """Gives every answer a tag computed from its bytes, and says "not modified" to whoever has it already."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before the handlers of the API."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hold an answer back until its tag is known. Answers of the API are sent in one piece."""
        if scope["type"] != ScopeType.HTTP:
            await self._app(scope, receive, send)
            return
        has = dict(scope["headers"]).get(b"if-none-match", b"").decode("latin-1")
        begun: Message | None = None

        async def tagged(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = message
                return
            if begun is not None and message["type"] == "http.response.body":
                start, begun = begun, None
                if start["type"] == "http.response.start" and start["status"] == 200 and not message.get("more_body"):
                    tag = f'"{hashlib.blake2b(message["body"], digest_size=16).hexdigest()}"'
                    headers = MutableScopeHeaders.from_message(start)
                    headers["etag"] = tag
                    if tag in {one.strip().removeprefix("W/") for one in has.split(",")}:
                        start["status"] = 304
                        del headers["content-length"]
                        message = {**message, "body": b""}
                await send(start)
            await send(message)

        await self._app(scope, receive, tagged)


def router() -> Router:
    """Put the questions together under /api."""
    handlers = (
        tell_schema,
        list_parties,
        list_news,
        tell_relation,
        tell_chronology,
        tell_chronology_as_table,
        tell_series,
        tell_series_as_table,
        tell_calendar,
        tell_calendar_as_table,
        tell_calendar_as_file,
        tell_neighbours,
        tell_event,
        explain_event,
        review_event,
        list_documents,
        tell_document,
        search,
        tell_who,
        tell_health,
    )
    return Router(path="/api", route_handlers=handlers, middleware=[Tags])
