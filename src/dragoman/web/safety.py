"""What keeps strangers out: names under which we answer, headers on every answer, and where a form was sent from."""

import re
from urllib.parse import urlsplit

from litestar.datastructures import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.web.settings import LOOPBACK

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; object-src 'self'; frame-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""No script runs, whatever a text holds; nothing is fetched from elsewhere."""

FIGURE = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'self'"
"""Of figures, which our own pages hold in their midst."""

HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "x-frame-options": "DENY",
}

_HOST = re.compile(r"(\[[0-9a-fA-F:]+\]|[^:\[\]@/\s]+)(?::\d{1,5})?")


class Gate:
    """Lets through what is asked under a name of ours, and from a page of ours.

    A page of another site can have its own name lead to this machine (DNS rebinding); the browser then asks us under
    that name. And it can have the browser send us a form: then `Origin` or `Sec-Fetch-Site` tells.
    """

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        """Stand before an application; `hosts` are names beside those of the loopback."""
        self._app = app
        self._hosts = LOOPBACK | {host.lower() for host in hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or hand on and put our headers on the answer."""
        if scope["type"] != ScopeType.HTTP:
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])  # of several of a name the last; servers refuse a second Host
        host = headers.get(b"host", b"").decode("latin-1").lower()
        found = _HOST.fullmatch(host)
        if not found or found[1] not in self._hosts:
            await _refuse(send, 421, "This server answers under localhost only; see --allow-host.")
            return
        if scope["method"] not in {"GET", "HEAD", "OPTIONS"} and not _from_here(headers, host):
            await _refuse(send, 403, "This form was sent from a page of another site.")
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                out = MutableScopeHeaders.from_message(message)
                for name, value in HEADERS.items():
                    out[name] = value
                if out.get("content-type", "").startswith("image/svg+xml"):
                    out["content-security-policy"], out["x-frame-options"] = FIGURE, "SAMEORIGIN"
                out.setdefault("cache-control", "no-cache")
            await send(message)

        await self._app(scope, receive, send_with_headers)


def _from_here(headers: dict[bytes, bytes], host: str) -> bool:
    """Say whether a form was sent from our own page, by what browsers say themselves."""
    site = headers.get(b"sec-fetch-site", b"same-origin")
    origin = headers.get(b"origin", b"").decode("latin-1").lower()
    return site in {b"same-origin", b"none"} and (not origin or urlsplit(origin).netloc == host)


async def _refuse(send: Send, status: int, why: str) -> None:
    body = why.encode() + b"\n"
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    headers += [(name.encode(), value.encode()) for name, value in HEADERS.items()]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})
