"""The pages for people: what is asked for, as an address or a form, and which template answers."""

import re
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import anyio.to_thread
from litestar import MediaType, Request, get, post
from litestar.datastructures import MultiDict, UploadFile
from litestar.di import NamedDependency
from litestar.exceptions import HTTPException, NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect, Response, Template

from dragoman.errors import RefusedError, UsageError
from dragoman.record.decisions import Correction, DecisionKind
from dragoman.record.overview import events_by_report, latest_documents, unmerged
from dragoman.record.ranks import Rank
from dragoman.relations.brief import STYLE
from dragoman.relations.groups import Side, name_of, two_sides
from dragoman.relations.parties import find_party, two_parties
from dragoman.relations.series import Step
from dragoman.schema.document import Refusal
from dragoman.schema.event import EventType, Status
from dragoman.schema.record import DocumentRecord
from dragoman.schema.when import Precision, When
from dragoman.sources.days import parse_day
from dragoman.sources.decoding import decode
from dragoman.web import home, world
from dragoman.web.actor import person
from dragoman.web.addresses import address, relation_address
from dragoman.web.api import Tags
from dragoman.web.desk import Desk
from dragoman.web.drawing import framed
from dragoman.web.event import NOT_YET, EventPage, find_event
from dragoman.web.marks import Paragraph, marked, marks_of
from dragoman.web.reader import Draft, ReadDraft, Reader
from dragoman.web.relation import PAGE, Filters, Relation
from dragoman.web.review import Wish, decide_on

if TYPE_CHECKING:
    from dragoman.record.store import Hit

AnyRequest = Request[Any, Any, Any]
TheDesk = NamedDependency[Desk]
TheReader = NamedDependency[Reader]

_HITS = 50
_DOCUMENTS = 50
_PREPARED = 8  # pairs in the news whose pages are worked out before anybody asks
_DRAFTS = 20  # texts that were read and neither kept nor let go


def message(request: AnyRequest, status: int, words: str, *, headers: dict[str, str] | None = None) -> Response[Any]:
    """Tell something in a page of its own: an error, as a rule."""
    user = getattr(request.state, "user", None)
    context = {"status": status, "words": words, "signed_in": user}
    return Template("message.html", context=context, status_code=status, headers=headers or {})


def page(request: AnyRequest, template: str, *, status: int = 200, **context: object) -> Template:
    """Answer with a template."""
    return Template(
        template, context={"signed_in": getattr(request.state, "user", None), **context}, status_code=status
    )


def kept(request: AnyRequest, desk: Desk, answer: Callable[[], Response[Any]]) -> Response[Any]:
    """Answer with a page from memory, as long as the record does not change; only for pages without forms that write.

    Who is signed in has a form for signing out on every page, and gets pages made anew.
    """
    engine = request.app.template_engine
    if getattr(request.state, "user", None) or engine is None:
        return answer()

    def make() -> str | None:
        found = answer()
        if not isinstance(found, Template) or found.template_name is None:
            return None
        text: str = engine.get_template(found.template_name).render(**found.context)
        return text

    text = desk.recall(("page", request.url.path, request.url.query), make)
    return answer() if text is None else Response(text, media_type=MediaType.HTML)


def asked_day(request: AnyRequest, key: str) -> date | None:
    """Read a day of the query; an empty field of a form is none.

    Raises:
        HTTPException: it is no day.
    """
    text = request.query_params.get(key, "").strip()
    try:
        return parse_day(text) if text else None
    except UsageError as error:
        raise HTTPException(status_code=400, detail=f"{key}: {error}") from error


def asked_number(request: AnyRequest, key: str, *, most: int = 10_000_000) -> int | None:
    """Read a number of the query, from 0.

    Raises:
        HTTPException: it is none, or too large.
    """
    text = request.query_params.get(key, "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit()) or len(text) > 9 or int(text) > most:
        raise HTTPException(status_code=400, detail=f"{key}: {text[:40]!r} is no number from 0 to {most:,}")
    return int(text)


# Home


@get("/", sync_to_thread=True, include_in_schema=False)
def show_home(request: AnyRequest, desk: TheDesk) -> Response[Any]:
    """The first page."""
    return kept(request, desk, lambda: _home_page(request, desk))


def front_page(desk: Desk, *, all_news: bool = False) -> home.Front | None:
    """Work out what the first page tells, and whom its map is of."""
    found = desk.remember(("front", all_news), lambda: home.front(desk, all_news=all_news))
    if found is not None and (state := home.whose_map(desk, found.pairs)):
        home.relations_of(desk, state)
    return found


def prepare(desk: Desk) -> None:
    """Work out the first page, and what takes longest of the pages that it leads to."""
    found = front_page(desk)
    for pair in found.pairs[:_PREPARED] if found else ():
        _ = _relation_of(desk, (pair.one, pair.other), desk.known_by(None), None).account
    for line in (*found.yesterday.new, *found.week.new)[:1] if found else ():
        event = find_event(desk, line.event)
        if isinstance(event, EventPage):
            _ = event.entries


def _relation_of(desk: Desk, sides: tuple[Side, Side], as_of: date | None, step: Step | None) -> Relation:
    """Give a relation; what was asked of it stays in memory until the record changes."""
    return desk.remember(("relation", *sides, as_of, step), lambda: Relation(desk, *sides, as_of=as_of, step=step))


def _home_page(request: AnyRequest, desk: Desk) -> Response[Any]:
    found = front_page(desk, all_news=request.query_params.get("news") == "all")
    if found is None:
        return page(request, "empty.html")
    asked = request.query_params.get("state", "").strip()
    state = find_party(asked, desk.lexicons) if asked else home.whose_map(desk, found.pairs)
    near = home.relations_of(desk, state) if state else ()
    lands = world.lands(state, near, desk.names) if state else ()
    return page(
        request,
        "home.html",
        front=found,
        state=state,
        near=near,
        lands=lands,
        LEGEND_MAP=world.LEGEND,
        sheet=(world.WIDTH, world.HEIGHT),
        states=sorted((name, code) for code, name in desk.names.items()),
        unmerged=desk.remember("unmerged", lambda: unmerged(desk.store)),
    )


@get("/relation", sync_to_thread=True, include_in_schema=False)
def find_relation(request: AnyRequest, desk: TheDesk) -> Redirect:
    """Lead from two names to the page of their relation."""
    one, other = (request.query_params.get(key, "").strip() for key in ("one", "other"))
    if not one or not other:
        raise HTTPException(status_code=400, detail="name two parties, as in Japan and China")
    pair = two_parties(one, other, desk.lexicons)
    return Redirect(relation_address(*pair), status_code=303)


# Relation


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of a relation's page asks for."""

    relation: Relation
    day: date | None  # as of which; None: nobody asked
    step: Step | None
    members: bool

    def address(self, what: str = "", **query: object) -> str:
        """Give an address of the same relation as of the same day."""
        path = relation_address(self.relation.one, self.relation.other) + what
        return address(path, as_of=self.day, members="yes" if self.members else None, **query)


def _asked(request: AnyRequest, desk: Desk, one: str, other: str, what: str = "") -> Asked | Redirect:
    """Read what is asked for; names lead to the address with the codes."""
    members = request.query_params.get("members", "") not in {"", "no"}
    sides = two_sides(one, other, desk.lexicons, members=members)
    pair = (name_of(sides[0]), name_of(sides[1]))
    if pair != (one, other):
        query = f"?{request.url.query}" if request.url.query else ""
        return Redirect(f"{relation_address(*pair)}{what}{query}", status_code=303)
    day = asked_day(request, "as-of")
    by = request.query_params.get("by", "")
    if by and by not in set(Step):
        raise HTTPException(status_code=400, detail=f"by: {by[:40]!r} is none of {', '.join(Step)}")
    step = Step(by) if by else None
    relation = _relation_of(desk, sides, desk.known_by(day), step)
    return Asked(relation, day, step, members)


@get("/{one:str}/{other:str}", sync_to_thread=True, include_in_schema=False)
def show_relation(request: AnyRequest, desk: TheDesk, one: FromPath[str], other: FromPath[str]) -> Response[Any]:
    """The page of two parties."""
    return kept(request, desk, lambda: _relation_page(request, desk, one, other))


def _relation_page(request: AnyRequest, desk: Desk, one: str, other: str) -> Response[Any]:
    asked = _asked(request, desk, one, other)
    if isinstance(asked, Redirect):
        return asked
    filters = read_filters(request)
    offset = asked_number(request, "offset")
    relation = asked.relation
    if relation.account is None:
        return page(request, "empty.html")
    return page(
        request,
        "relation.html",
        relation=relation,
        account=relation.account,
        one=relation.one,
        other=relation.other,
        asked=asked,
        filters=filters,
        shown=relation.lines(filters, offset=offset, limit=PAGE),
        page_length=PAGE,
        steps=tuple(Step),
        ranks=tuple(Rank),
        path=relation_address(relation.one, relation.other),
    )


@get("/{one:str}/{other:str}/figure.svg", sync_to_thread=True, include_in_schema=False, middleware=[Tags])
def show_figure(request: AnyRequest, desk: TheDesk, one: FromPath[str], other: FromPath[str]) -> Response[Any]:
    """The figure of level and flow, which the page of two parties shows; a document of its own, with links."""
    asked = _asked(request, desk, one, other, "/figure.svg")
    if isinstance(asked, Redirect):
        return asked
    relation = asked.relation
    svg = desk.recall(("figure", *relation.sides, relation.as_of, asked.step), relation.figure)
    if not svg:
        raise NotFoundException(detail="no act between them is dated closely enough for a figure")
    return Response(framed(svg), media_type="image/svg+xml")


@get("/{one:str}/{other:str}/table", sync_to_thread=True, include_in_schema=False)
def show_table(request: AnyRequest, desk: TheDesk, one: FromPath[str], other: FromPath[str]) -> Response[Any]:
    """The table behind the figure of two parties."""

    def make() -> Response[Any]:
        asked = _asked(request, desk, one, other, "/table")
        if isinstance(asked, Redirect):
            return asked
        return page(request, "table.html", relation=asked.relation, asked=asked, steps=tuple(Step))

    return kept(request, desk, make)


@get("/brief.css", sync_to_thread=False, include_in_schema=False, media_type="text/css")
def brief_style() -> Response[str]:
    """How the page of a relation prints: as the brief does."""
    headers = {"cache-control": "max-age=3600"}
    return Response(STYLE.read_text(encoding="utf-8"), media_type="text/css", headers=headers)


def read_filters(request: AnyRequest) -> Filters:
    """Read the filters of a chronology from the query.

    Raises:
        HTTPException: one of them cannot be read.
    """
    query: MultiDict[str] = MultiDict(request.query_params.multi_items())

    def chosen(key: str, allowed: type[EventType | Status]) -> frozenset[Any]:
        names = [name for name in query.getall(key, []) if name]
        for name in names:
            if name not in set(allowed):
                raise HTTPException(status_code=400, detail=f"{key}: {name[:40]!r} is none of {', '.join(allowed)}")
        return frozenset(allowed(name) for name in names)

    rank = query.get("rank") or None
    if rank and rank not in set(Rank):
        raise HTTPException(status_code=400, detail=f"rank: {rank[:40]!r} is none of {', '.join(Rank)}")
    return Filters(
        since=asked_day(request, "since"),
        until=asked_day(request, "until"),
        types=chosen("type", EventType),
        statuses=chosen("status", Status),
        rank=Rank(rank) if rank else None,
        issue=(query.get("issue") or "").strip()[:100] or None,
        least_sources=asked_number(request, "sources", most=1000) or 1,
    )


# Event


@get("/event/{id_:str}", sync_to_thread=True, include_in_schema=False)
def show_event(request: AnyRequest, desk: TheDesk, id_: FromPath[str]) -> Response[Any]:
    """The page of an event."""
    found = desk.remember(("event", id_), lambda: find_event(desk, id_))
    if isinstance(found, str):
        return message(request, 202 if NOT_YET in found else 404, found)
    return _event_page(request, found)


def _event_page(
    request: AnyRequest, found: EventPage, *, fault: str = "", grammar: object = None, status: int = 200
) -> Template:
    return page(
        request,
        "event.html",
        found=found,
        event=found.event,
        fault=fault,
        grammar=grammar,
        status=status,
        with_users=bool(getattr(request.state, "with_users", False)),
    )


@get("/event/{id_:str}/grammar", sync_to_thread=True, include_in_schema=False)
def show_grammar(request: AnyRequest, desk: TheDesk, reader: TheReader, id_: FromPath[str]) -> Response[Any]:
    """The page of an event with the grammar of its sentence, read anew."""
    found = find_event(desk, id_)
    if isinstance(found, str):
        return message(request, 404, found)
    ref = next((one.ref for one in found.told if one.event is found.best), found.event.reports[0])
    document = desk.store.document(ref.document)
    grammar = "the record keeps no texts" if document is None else reader.grammar(found.best, document)
    return _event_page(request, found, grammar=grammar)


@post("/event/{id_:str}/review", include_in_schema=False)
async def review(request: AnyRequest, desk: TheDesk, id_: FromPath[str]) -> Response[Any]:
    """Note what a reviewer decides about an event."""
    form = await request.form()
    said = {key: str(form.get(key) or "").strip() for key in ("act", "type", "status", "day", "with", "who", "why")}
    said["who"] = getattr(request.state, "user", None) or said["who"]
    apart = tuple(str(one) for one in form.getall("report", []))

    def decide() -> Response[Any]:
        found = find_event(desk, id_)
        if isinstance(found, str):
            return message(request, 404, found)
        try:
            stays = decide_on(desk, found, _wish(said, apart), who=said["who"])
        except (UsageError, ValueError) as error:
            return _event_page(request, found, fault=str(error), status=400)
        return Redirect(f"/event/{quote(stays, safe='')}#review", status_code=303)

    return await anyio.to_thread.run_sync(decide)


def _wish(said: dict[str, str], apart: tuple[str, ...]) -> Wish:
    """Read from the form what a reviewer wishes.

    Raises:
        UsageError: a field cannot be read.
        ValueError: likewise.
    """
    if said["act"] not in set(DecisionKind):
        raise UsageError("choose whether to accept, correct, reject, merge or split the event")
    day = parse_day(said["day"]) if said["day"] else None
    correction = Correction(
        type=EventType(said["type"]) if said["type"] else None,
        status=Status(said["status"]) if said["status"] else None,
        time=When(start=day, end=day, precision=Precision.DAY) if day else None,
    )
    return Wish(
        kind=DecisionKind(said["act"]),
        to=correction if said["act"] == DecisionKind.CORRECT else None,
        same_as=re.split("[?#]", said["with"].rpartition("/event/")[2])[0] or None,
        apart=apart,
        why=said["why"][:2000],
    )


# Documents


@get("/documents", sync_to_thread=True, include_in_schema=False)
def show_documents(request: AnyRequest, desk: TheDesk) -> Response[Any]:
    """The list of documents, the last published first, and what was refused."""
    return kept(request, desk, lambda: _documents_page(request, desk))


def _documents_page(request: AnyRequest, desk: Desk) -> Response[Any]:
    offset = asked_number(request, "offset") or 0
    heads = latest_documents(desk.store, limit=_DOCUMENTS + 1, offset=offset)
    return page(
        request,
        "documents.html",
        heads=heads[:_DOCUMENTS],
        offset=offset,
        more=len(heads) > _DOCUMENTS,
        page_length=_DOCUMENTS,
        refusals=desk.store.refusals()[:200],
    )


@get("/document/{id_:str}", sync_to_thread=True, include_in_schema=False)
def show_document(request: AnyRequest, desk: TheDesk, id_: FromPath[str]) -> Response[Any]:
    """The page of a document."""
    record, paragraphs, targets = desk.remember(("document", id_), lambda: _marked_document(desk, id_))
    if record is None:
        raise NotFoundException(detail=f"document {id_[:40]}: the record has no such document")
    return page(
        request,
        "document.html",
        record=record,
        paragraphs=paragraphs,
        targets=targets,
        draft=None,
        kept=True,
        refusals=[one for one in desk.store.refusals() if one.source == record.document.source],
    )


def _marked_document(desk: Desk, id_: str) -> tuple[DocumentRecord | None, tuple[Paragraph, ...], dict[str, str]]:
    """Give what was read in a document, its text with marks, and by report where its event is told of."""
    record, document = desk.store.read_record(id_), desk.store.document(id_)
    targets = {report: f"/event/{event}" for report, event in events_by_report(desk.store, id_).items()}
    paragraphs = tuple(marked(document, marks_of(record, targets=targets))) if document and record else ()
    return record, paragraphs, targets


@post("/document/{id_:str}/read", include_in_schema=False, sync_to_thread=True)
def read_again(request: AnyRequest, desk: TheDesk, reader: TheReader, id_: FromPath[str]) -> Response[Any]:
    """Read a document of the record again, and keep what is found now."""
    document = desk.store.document(id_)
    if document is None:
        raise NotFoundException(detail=f"document {id_[:40]}: the record has no such document with its text")
    found = reader.read_again(document)
    if isinstance(found, Refusal):
        return message(request, 422, found.message)
    desk.store.add(found.record, found.document)
    desk.merge()
    return Redirect(f"/document/{quote(id_, safe='')}", status_code=303)


class Drafts:
    """Texts that were read and wait for somebody to keep them or let them go; the oldest go first."""

    def __init__(self) -> None:
        """Begin with none."""
        self._lock = threading.Lock()
        self._waiting: OrderedDict[str, ReadDraft] = OrderedDict()

    def put(self, found: ReadDraft) -> str:
        """Keep a draft for a while; give the name under which it is found again."""
        name = secrets.token_urlsafe(16)
        with self._lock:
            self._waiting[name] = found
            while len(self._waiting) > _DRAFTS:
                self._waiting.popitem(last=False)
        return name

    def get(self, name: str) -> ReadDraft:
        """Find a draft.

        Raises:
            NotFoundException: it was kept or let go, or there were too many.
        """
        with self._lock:
            found = self._waiting.get(name)
        if found is None:
            raise NotFoundException(detail="this text is no longer waiting; hand it in again")
        return found

    def drop(self, name: str) -> None:
        """Let a draft go."""
        with self._lock:
            self._waiting.pop(name, None)


_drafts = Drafts()


@get("/read", include_in_schema=False)
async def show_reading(request: AnyRequest, desk: TheDesk) -> Response[Any]:
    """The form for a text."""
    return page(request, "read.html", fault=None, given={}, longest=desk.settings.longest_text)


@post("/read", include_in_schema=False)
async def read_text(request: AnyRequest, desk: TheDesk, reader: TheReader) -> Response[Any]:
    """Read a text that was pasted or uploaded, and show what is found; nothing is kept yet."""
    form = await request.form()
    given = {key: str(form.get(key) or "").strip() for key in ("title", "publisher", "published", "source")}
    text = form.get("text") or ""
    upload = form.get("file")
    raw = await upload.read() if isinstance(upload, UploadFile) and upload.filename else b""
    name = upload.filename if isinstance(upload, UploadFile) else ""

    def work() -> Response[Any]:
        try:
            words = decode(raw) if raw else str(text)
            found: ReadDraft | Refusal = reader.read(_draft(desk, words, name or "", given))
        except (RefusedError, UsageError) as error:
            fault, _, remedy = str(error).rpartition("; ")
            found = Refusal(source=name or "your text", fault=fault or remedy, remedy=remedy if fault else "")
        if isinstance(found, Refusal):
            return page(
                request,
                "read.html",
                fault=found,
                given={**given, "text": str(text)},
                status=422,
                longest=desk.settings.longest_text,
            )
        return Redirect(f"/read/{_drafts.put(found)}", status_code=303)

    return await anyio.to_thread.run_sync(work)


def _draft(desk: Desk, text: str, name: str, given: dict[str, str]) -> Draft:
    longest = desk.settings.longest_text
    if len(text.encode("utf-8", "replace")) > longest:
        raise RefusedError(f"it is longer than {longest:,} bytes; split it, or read it with `dragoman read`")
    return Draft(
        text=text,
        source=given["source"][:300] or name[:300] or "pasted",
        title=given["title"][:500] or None,
        publisher=given["publisher"][:200] or None,
        published=parse_day(given["published"]) if given["published"] else None,
    )


@get("/read/{name:str}", sync_to_thread=True, include_in_schema=False)
def show_draft(request: AnyRequest, name: FromPath[str]) -> Response[Any]:
    """What was read in a text that is not kept yet."""
    found = _drafts.get(name)
    paragraphs = tuple(
        marked(
            found.document,
            marks_of(
                found.record,
                targets={event.id: f"#act-{number}" for number, event in enumerate(found.record.events, 1)},
            ),
        )
    )
    return page(
        request,
        "document.html",
        record=found.record,
        paragraphs=paragraphs,
        targets={},
        draft=name,
        kept=False,
        refusals=[],
    )


@post("/read/{name:str}/keep", sync_to_thread=True, include_in_schema=False)
def keep_draft(desk: TheDesk, name: FromPath[str]) -> Redirect:
    """Keep a text, and what was read in it."""
    found = _drafts.get(name)
    desk.store.add(found.record, found.document, learned=desk.today)
    desk.merge()
    _drafts.drop(name)
    return Redirect(f"/document/{found.document.id}", status_code=303)


@post("/read/{name:str}/drop", sync_to_thread=False, include_in_schema=False)
def drop_draft(name: FromPath[str]) -> Redirect:
    """Let a text go."""
    _drafts.drop(name)
    return Redirect("/read", status_code=303)


# Actors


@get("/actor/{name:str}", sync_to_thread=True, include_in_schema=False)
def show_actor(request: AnyRequest, desk: TheDesk, name: FromPath[str]) -> Response[Any]:
    """The page of a state or an organisation: whom it deals with."""
    return kept(request, desk, lambda: _actor_page(request, desk, name))


def _actor_page(request: AnyRequest, desk: Desk, name: str) -> Response[Any]:
    party = find_party(name, desk.lexicons)
    if party != name:
        return Redirect(f"/actor/{quote(party, safe='')}", status_code=303)
    days = asked_number(request, "days", most=40_000) or home.YEAR
    near = home.relations_of(desk, party, days=days)
    return page(
        request,
        "actor.html",
        party=party,
        near=near,
        days=days,
        lands=world.lands(party, near, desk.names),
        LEGEND_MAP=world.LEGEND,
        sheet=(world.WIDTH, world.HEIGHT),
        today=desk.today,
        ways=((90, "90 days"), (365, "a year"), (3650, "ten years")),
    )


@get("/person/{name:str}", sync_to_thread=True, include_in_schema=False)
def show_person(request: AnyRequest, desk: TheDesk, name: FromPath[str]) -> Response[Any]:
    """The page of a person."""
    return kept(request, desk, lambda: _person_page(request, desk, name))


def _person_page(request: AnyRequest, desk: Desk, name: str) -> Response[Any]:
    found = desk.remember(("person", name), lambda: person(desk, name))
    if found is None:
        raise NotFoundException(detail=f"{name[:100]}: neither the tables nor the texts of the record know the name")
    return page(request, "person.html", person=found)


# Searching


@get("/search", sync_to_thread=True, include_in_schema=False)
def search(request: AnyRequest, desk: TheDesk) -> Response[Any]:
    """Search what was said and the sentences of events; and the parties and persons that the words may mean."""
    return kept(request, desk, lambda: _search_page(request, desk))


def _search_page(request: AnyRequest, desk: Desk) -> Response[Any]:
    query = request.query_params
    words = query.get("q", "").strip()[:300]
    said_by, publisher = query.get("said-by", "").strip(), query.get("publisher", "").strip()
    hits: tuple[Hit, ...] = ()
    fault = ""
    if words:
        try:
            hits = desk.store.search(
                words,
                since=asked_day(request, "since"),
                as_of=desk.settings.today,
                speakers_of=find_party(said_by, desk.lexicons) if said_by else None,
                publisher=publisher or None,
                limit=_HITS,
            )
        except UsageError as error:
            fault = str(error)
    return page(
        request,
        "search.html",
        words=words,
        hits=hits,
        fault=fault,
        meant=_meant(desk, words),
        said_by=said_by,
        publisher=publisher,
        since=query.get("since", ""),
        most=_HITS,
    )


def _meant(desk: Desk, words: str) -> list[tuple[str, str]]:
    """Guess whom a search means: one party, or two with "and", "-" or a comma between; as words and address."""
    for between in (" and ", " – ", "-", "/", ","):
        one, found, other = words.partition(between)
        if found:
            try:
                pair = two_parties(one, other, desk.lexicons)
            except UsageError:
                continue
            return [(f"{desk.name(pair[0])} and {desk.name(pair[1])}", f"/{quote(pair[0])}/{quote(pair[1])}")]
    try:
        party = find_party(words, desk.lexicons)
    except UsageError:
        known = person(desk, words) if words else None
        return [(words, f"/person/{quote(words, safe='')}")] if known else []
    return [(desk.name(party), f"/actor/{quote(party, safe='')}")]


# Health


@get("/health", sync_to_thread=True, include_in_schema=False)
def health(request: AnyRequest, desk: TheDesk) -> Response[Any]:
    """How the record is."""
    counts = desk.remember("counts", desk.store.counts)
    waiting = desk.remember("unmerged", lambda: unmerged(desk.store))
    return page(
        request,
        "health.html",
        counts=counts,
        waiting=waiting,
        today=desk.today,
        record=str(desk.settings.record) if "://" not in str(desk.settings.record) else "a database on a server",
    )


@get("/metrics", sync_to_thread=True, include_in_schema=False, media_type="text/plain; version=0.0.4")
def metrics(desk: TheDesk) -> str:
    """The same numbers as Prometheus reads them."""
    counts = desk.remember("counts", desk.store.counts)
    waiting = desk.remember("unmerged", lambda: unmerged(desk.store))
    rows = [(f"dragoman_{name}", getattr(counts, name)) for name in counts.__slots__]
    rows.append(("dragoman_reports_unmerged", waiting))
    return "".join(f"# TYPE {name} gauge\n{name} {value}\n" for name, value in rows)


HANDLERS = (
    show_home,
    find_relation,
    show_relation,
    show_figure,
    show_table,
    brief_style,
    show_event,
    show_grammar,
    review,
    show_documents,
    show_document,
    read_again,
    show_reading,
    read_text,
    show_draft,
    keep_draft,
    drop_draft,
    show_actor,
    show_person,
    search,
    health,
    metrics,
)
