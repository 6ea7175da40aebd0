"""The site put together: the pages, the API, and what stands before them."""

import contextlib
import secrets
import threading
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import anyio.to_thread
from litestar import Litestar, Request, Response
from litestar.config.csrf import CSRFConfig
from litestar.datastructures import CacheControlHeader
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.middleware import DefineMiddleware
from litestar.plugins.jinja import JinjaTemplateEngine
from litestar.static_files import create_static_files_router
from litestar.template.config import TemplateConfig
from litestar.types import ASGIApp

from dragoman.actors.offices import holders
from dragoman.errors import DragomanError, RecordError, UsageError
from dragoman.web import api, pages, world
from dragoman.web.desk import Desk
from dragoman.web.drawing import DRAWER
from dragoman.web.reader import Reader
from dragoman.web.rendering import FOLDER, environment
from dragoman.web.safety import Gate
from dragoman.web.settings import Settings
from dragoman.web.signing import SignedIn, signing_pages
from dragoman.web.users import Sessions

_FORM = 64_000
"""Bytes of a form beside the text that is handed in."""


def make_app(settings: Settings) -> ASGIApp:
    """Make the application that serves a record, and the gate before it.

    Raises:
        RecordError: the record cannot be opened.
        UsageError: the file of users cannot be used.
    """
    sessions = Sessions(settings.users) if settings.users else None  # first: nothing is open yet if it cannot be used
    reader = Reader(settings.lexicons, longest=settings.longest_reading)
    desk = Desk(settings)

    @asynccontextmanager
    async def open_house(_: Litestar) -> AsyncIterator[None]:
        warming = threading.Thread(target=_warm, args=(desk,), name="dragoman-warming", daemon=True)
        warming.start()
        try:
            yield
        finally:
            await anyio.to_thread.run_sync(warming.join)
            reader.close()
            desk.close()

    site = Litestar(
        route_handlers=[
            *pages.HANDLERS,
            *(signing_pages(sessions, behind_tls=settings.behind_tls) if sessions else ()),
            api.router(),
            create_static_files_router(
                path="/static",
                directories=[FOLDER / "static"],
                cache_control=CacheControlHeader(max_age=3600),
            ),
        ],
        dependencies={
            "desk": Provide(lambda: desk, sync_to_thread=False),
            "reader": Provide(lambda: reader, sync_to_thread=False),
        },
        middleware=[DefineMiddleware(SignedIn, sessions=sessions)],
        csrf_config=CSRFConfig(
            secret=secrets.token_hex(32),
            cookie_name="dragoman-form",
            cookie_httponly=True,
            cookie_samesite="strict",
            cookie_secure=settings.behind_tls,
            exclude="^/api/",  # only tokens may write there, and no browser sends one by itself
        ),
        template_config=TemplateConfig(instance=JinjaTemplateEngine.from_environment(environment(desk))),
        exception_handlers={Exception: _on_error},
        request_max_body_size=3 * settings.longest_text + _FORM,  # a byte takes up to three in a form
        openapi_config=api.OPENAPI,
        lifespan=[open_house],
        logging_config=None,
    )
    # Outside of everything: what the router itself answers, such as "not found", passes the gate too.
    return Gate(site, settings.hosts)


def _warm(desk: Desk) -> None:
    """Make what the first readers would otherwise wait for: the library that draws, tables, the pairs in the news."""
    world.shapes()
    holders(desk.lexicons)
    with contextlib.suppress(DragomanError, RuntimeError, ValueError):
        DRAWER.drawn(b'{"data": {"values": [{"x": 1}]}, "mark": "point", "encoding": {}}')
        pages.prepare(desk)


def _on_error(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """Turn an error into a page, or for programs into JSON: what is wrong, and what to do."""
    status, words = 500, "Something went wrong here. The page that you came from is still good."
    headers: dict[str, str] = {}
    if isinstance(error, UsageError):
        status, words = 404, str(error)
    elif isinstance(error, RecordError):
        status, words = 503, str(error)
    elif isinstance(error, DragomanError):
        words = str(error)
    elif isinstance(error, HTTPException):
        status, words = error.status_code, error.detail
        headers = {name: value for name, value in (error.headers or {}).items() if name.lower() == "allow"}
    if status == 500:
        traceback.print_exception(error)
    if request.url.path.startswith("/api"):
        return api.problem(status, words, error, headers)
    return pages.message(request, status, words, headers=headers)
