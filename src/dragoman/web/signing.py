"""Signing in, where several share the page."""

from typing import Any

import anyio.to_thread
from litestar import Request, get, post
from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie
from litestar.enums import ScopeType
from litestar.handlers import HTTPRouteHandler
from litestar.response import Redirect, Response, Template
from litestar.types import ASGIApp, Receive, Scope, Send

from dragoman.web.users import COOKIE, LASTS, Sessions

_OPEN = ("/login", "/static/")
"""What can be seen without signing in."""


class SignedIn:
    """Notes who is signed in, and sends everybody else to the page for it."""

    def __init__(self, app: ASGIApp, sessions: Sessions | None) -> None:
        """Stand before an application; without sessions nobody has to sign in."""
        self._app = app
        self._sessions = sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through or send away."""
        if scope["type"] != ScopeType.HTTP:
            await self._app(scope, receive, send)
            return
        connection: ASGIConnection[Any, Any, Any, Any] = ASGIConnection(scope, receive, send)
        user = self._sessions.user(connection.cookies.get(COOKIE)) if self._sessions else None
        path, program = scope["path"], None
        if self._sessions and path.startswith("/api/"):
            kind, _, token = connection.headers.get("authorization", "").partition(" ")
            if kind.lower() == "bearer" and token:
                program = await anyio.to_thread.run_sync(self._sessions.program, token.strip())
                user = user or program
        scope["state"]["user"], scope["state"]["program"] = user, program
        scope["state"]["with_users"] = self._sessions is not None
        if self._sessions is None or user or path.startswith(_OPEN):
            await self._app(scope, receive, send)
            return
        away: Response[Any]
        if path.startswith("/api"):
            away = Response(
                {"status_code": 401, "detail": "send a token as `Authorization: Bearer …`, or sign in on the page"},
                status_code=401,
                headers={"www-authenticate": "Bearer"},
            )
        else:
            away = Redirect("/login")
        request: Request[Any, Any, Any] = Request(scope, receive, send)
        await away.to_asgi_response(app=None, request=request)(scope, receive, send)


def signing_pages(sessions: Sessions, *, behind_tls: bool) -> tuple[HTTPRouteHandler, ...]:
    """Give the pages for signing in and out."""

    @get("/login", sync_to_thread=False, include_in_schema=False)
    def show() -> Template:
        return Template("login.html", context={"wrong": False, "signed_in": None})

    @post("/login", include_in_schema=False)
    async def sign_in(request: Request[Any, Any, Any]) -> Redirect | Template:
        form = await request.form()
        name, password = str(form.get("name", "")), str(form.get("password", ""))
        token = await anyio.to_thread.run_sync(sessions.sign_in, name, password)
        if token is None:
            return Template("login.html", context={"wrong": True, "signed_in": None}, status_code=403)
        cookie = Cookie(
            COOKIE, value=token, max_age=LASTS, httponly=True, samesite="strict", secure=behind_tls, path="/"
        )
        return Redirect("/", status_code=303, cookies=[cookie])

    @post("/logout", sync_to_thread=False, include_in_schema=False)
    def sign_out(request: Request[Any, Any, Any]) -> Redirect:
        sessions.sign_out(request.cookies.get(COOKIE))
        return Redirect("/login", status_code=303, cookies=[Cookie(COOKIE, value="", max_age=0, path="/")])

    return (show, sign_in, sign_out)
