"""Fetching from the web, with care: for the one who asks, and for the servers that are asked.

Only http and https. A name is looked up once, all its addresses are checked, and the connection is made to the address
that was checked: a name that points elsewhere a moment later gains nothing. Every redirect goes through the same gate,
and through robots.txt. Size and time are limited, the time of slow servers too.
"""

import io
import ipaddress
import re
import socket
import time
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit, urlunsplit

import httpcore

from dragoman.errors import RefusedError
from dragoman.sources.archives import Member
from dragoman.sources.robots import NOTHING, Robots, parse_robots
from dragoman.sources.web_archives import decode_body

if TYPE_CHECKING:
    import ssl

AGENT = "dragoman"
"""The name by which robots.txt may speak to this program."""

MOST_FETCHED_BYTES = 32_000_000
MOST_SECONDS = 60.0
_MOST_REDIRECTS = 8
_SILENCE = 15.0  # seconds that a server may say nothing
_ROBOTS_BYTES = 512_000  # RFC 9309 asks for 500 KiB at least
_ROBOTS_KEPT = 4_096  # sites

# NAT64 carries an IPv4 address in its last 32 bits (RFC 6052).
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class FetchError(RefusedError):
    """An address could not be fetched. Trying again may help where `passing` is true.

    The message is "fault; remedy".
    """

    def __init__(
        self, message: str, *, status: int | None = None, passing: bool = False, retry_after: str | None = None
    ) -> None:
        """Keep what a caller that tries again must know; `retry_after` is the header as the server sent it."""
        super().__init__(message)
        self.status, self.passing, self.retry_after = status, passing, retry_after


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered in the end, after redirects."""

    url: str  # the address that answered
    status: int  # 200, or 304: not modified
    body: bytes
    charset: str | None
    etag: str | None
    last_modified: str | None
    moved: str | None  # where the first address has moved to for good (301, 308)


class Fetcher:
    """Fetches addresses one at a time over connections that are kept. Close it, or use it as a context manager."""

    def __init__(
        self,
        *,
        allow_private: bool = False,
        contact: str | None = None,
        most_bytes: int = MOST_FETCHED_BYTES,
        most_seconds: float = MOST_SECONDS,
        ask_robots: bool = True,
        ssl_context: "ssl.SSLContext | None" = None,
        clock: Callable[[], float] = time.monotonic,
        resolve: "Callable[[str, int], Iterable[str]] | None" = None,
    ) -> None:
        """Make a fetcher.

        Args:
            allow_private: whether addresses of private networks and of this machine may be fetched.
            contact: an address where site owners reach who runs this; it is sent along.
            most_bytes: of one answer, unpacked.
            most_seconds: for one address, redirects included.
            ask_robots: whether robots.txt is honoured; switch it off for your own sites alone.
            ssl_context: of whom certificates are believed; None: those that certifi lists.
            clock: seconds that only grow; limits the time of slow servers.
            resolve: host and port → addresses; None: the system's resolver.
        """
        self.agent = f"{AGENT}/{version('dragoman')} (reads news for research{f'; {contact}' if contact else ''})"
        self._most_bytes, self._most_seconds = most_bytes, most_seconds
        self._ask_robots = ask_robots
        self._clock = clock
        self._backend = _Gate(allow_private=allow_private, clock=clock, resolve=resolve or _look_up)
        self._pool = httpcore.ConnectionPool(
            ssl_context=ssl_context, network_backend=self._backend, max_connections=8, keepalive_expiry=30.0, retries=0
        )
        self._robots: dict[str, Robots] = {}

    def __enter__(self) -> "Fetcher":
        """Give the fetcher itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close all connections."""
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()

    def fetch(self, url: str) -> Member:
        """Fetch an address for reading.

        Raises:
            FetchError: it cannot be fetched; the message is "fault; remedy".
        """
        answer = self.get(url)
        return Member(
            url, io.BytesIO(answer.body), url=answer.url, charset=answer.charset, kind_of_name=urlsplit(answer.url).path
        )

    def get(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Answer:
        """Fetch an address; with what an earlier answer said of itself, only if it has changed since.

        Raises:
            FetchError: it cannot be fetched; the message is "fault; remedy".
        """
        self._backend.until = self._clock() + self._most_seconds
        headers = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        asked = {name: value for name, value in headers.items() if value}
        moved: str | None = None
        seen: list[str] = []
        at = _checked(url)
        while True:
            if at in seen or len(seen) > _MOST_REDIRECTS:
                how = "in a circle" if at in seen else f"more than {_MOST_REDIRECTS} times"
                raise FetchError(f"it redirects {how}; check the address in a browser")
            if not self._allowed(at):
                raise FetchError(
                    "the site's robots.txt asks programs not to fetch it; save the page yourself, and name the file"
                )
            status, got, body = self._request(at, asked, self._most_bytes)
            location = got.get("location")
            if status in {301, 302, 303, 307, 308} and location:
                seen.append(at)
                at = _checked(urljoin(at, location))
                if status in {301, 308} and (moved is not None or len(seen) == 1):
                    moved = at
                elif len(seen) == 1 or moved is not None:
                    moved = None if len(seen) == 1 else moved
                continue
            break
        if status not in {200, 203, 304}:
            raise _failed(status, got.get("retry-after"))
        return Answer(
            url=at, status=304 if status == 304 else 200, body=body, charset=_charset(got.get("content-type")),
            etag=got.get("etag"), last_modified=got.get("last-modified"), moved=moved,
        )  # fmt: skip

    def delay(self, url: str) -> float | None:
        """Give the seconds that a site asks to wait between two requests; None where nothing is known of it."""
        robots = self._robots.get(_site(url))
        return robots.delay if robots else None

    def _allowed(self, url: str) -> bool:
        if not self._ask_robots:
            return True
        site = _site(url)
        if site not in self._robots:
            if len(self._robots) >= _ROBOTS_KEPT:
                self._robots.clear()
            self._robots[site] = self._fetch_robots(site)
        return self._robots[site].allows(url)

    def _fetch_robots(self, site: str) -> Robots:
        """Fetch a robots.txt. By RFC 9309 all is allowed where there is none, and nothing where the server fails."""
        at = f"{site}/robots.txt"
        for _ in range(5):
            status, got, body = self._request(at, {}, _ROBOTS_BYTES, cut=True)
            if status in {301, 302, 303, 307, 308} and got.get("location"):
                at = _checked(urljoin(at, got["location"]))
                continue
            if status == 200:
                return parse_robots(body.decode("utf-8", "replace"), agent=AGENT)
            return NOTHING if status >= 500 else Robots()
        return Robots()

    def _request(
        self, url: str, headers: dict[str, str], most: int, *, cut: bool = False
    ) -> tuple[int, dict[str, str], bytes]:
        """Ask once. With `cut` a longer answer is cut instead of refused."""
        sent = {
            "User-Agent": self.agent,
            "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8",
            "Accept-Encoding": "gzip, deflate",
            **headers,
        }
        limits = {"connect": _SILENCE, "read": _SILENCE, "write": _SILENCE, "pool": _SILENCE}
        try:
            with self._pool.stream("GET", url, headers=list(sent.items()), extensions={"timeout": limits}) as response:
                got = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
                if response.status not in {200, 203}:
                    return response.status, got, b""
                return response.status, got, self._body(response.iter_stream(), got, most, cut=cut)
        except FetchError:
            raise
        except httpcore.TimeoutException as error:
            raise FetchError("the server does not answer in time; try again later", passing=True) from error
        except httpcore.UnsupportedProtocol as error:
            raise FetchError(f"{error}; give an address of http or https") from error
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError, ValueError) as error:
            raise FetchError(
                f"the server cannot be reached or breaks off ({error}); try again later", passing=True
            ) from error

    def _body(self, pieces: "Iterable[bytes]", got: dict[str, str], most: int, *, cut: bool) -> bytes:
        length = got.get("content-length", "")
        too_long = FetchError(f"it is longer than {most:,} bytes; fetch it yourself, and name the file")
        if length.isdigit() and int(length) > most and not cut:
            raise too_long
        parts: list[bytes] = []
        have = 0
        for piece in pieces:
            parts.append(piece)
            have += len(piece)
            if have > most:
                if not cut:
                    raise too_long
                break
        try:
            return decode_body(b"".join(parts)[:most], coding=got.get("content-encoding", ""))
        except (RefusedError, zlib.error) as error:
            raise FetchError(str(error)) from error


def _failed(status: int, retry_after: str | None) -> FetchError:
    passing = status in {408, 425, 429} or status >= 500
    what = {
        401: "it is for those who have an account", 402: "it must be paid for", 403: "the server forbids it",
        404: "there is no such page", 410: "the page is gone", 429: "the server has had too many requests",
        451: "it is withheld for legal reasons",
    }.get(status, "the server fails" if passing else "the server does not give it")  # fmt: skip
    remedy = "try again later" if passing else "check the address in a browser"
    return FetchError(f"{what} (status {status}); {remedy}", status=status, passing=passing, retry_after=retry_after)


def _checked(url: str) -> str:
    """Give an address of http or https without its fragment, names in other scripts written in ASCII.

    Raises:
        FetchError: it is none.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise FetchError(f"'{url[:200]}' is no address ({error}); check it") from error
    if parts.scheme not in {"http", "https"} or not host:
        raise FetchError(f"'{url[:200]}' is no address of http or https; save it, and name the file")
    if parts.username is not None or parts.password is not None:
        raise FetchError("the address holds a name or password; save the page yourself, and name the file")
    try:
        ascii_host = f"[{host}]" if ":" in host else host.encode("idna").decode("ascii") if not host.isascii() else host
    except UnicodeError as error:
        raise FetchError(f"'{host}' is no name of a host; check the address") from error
    quoted = re.sub(
        r"[^!-~]",
        lambda found: "".join(f"%{byte:02X}" for byte in found.group().encode("utf-8", "replace")),
        parts.path or "/",
    )
    query = re.sub(
        r"[^!-~]",
        lambda found: "".join(f"%{byte:02X}" for byte in found.group().encode("utf-8", "replace")),
        parts.query,
    )
    netloc = f"{ascii_host}:{port}" if port is not None else ascii_host
    return urlunsplit((parts.scheme, netloc.lower(), quoted, query, ""))


def _site(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _charset(content_type: str | None) -> str | None:
    found = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", content_type or "", re.IGNORECASE)
    return found.group(1) if found else None


def _look_up(host: str, port: int) -> list[str]:
    """Ask the system for all addresses of a host."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def is_public(address: str) -> bool:
    """Say whether an IP address is one of the public internet; addresses inside addresses count as what they hold."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and not ip.is_unspecified


class _Gate(httpcore.NetworkBackend):
    """Opens connections to addresses that were checked, and ends them when the time for an answer is over."""

    def __init__(
        self, *, allow_private: bool, clock: Callable[[], float], resolve: Callable[[str, int], Iterable[str]]
    ) -> None:
        self._allow_private, self._clock, self._resolve = allow_private, clock, resolve
        self._inner = httpcore.SyncBackend()
        self.until = float("inf")

    def left(self, timeout: float | None) -> float:
        """Give the seconds that may still be waited.

        Raises:
            FetchError: none are left.
        """
        left = self.until - self._clock()
        if left <= 0:
            raise FetchError("the server takes too long to send it; try again later", passing=True)
        return left if timeout is None else min(timeout, left)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore.NetworkStream:
        try:
            addresses = list(dict.fromkeys(self._resolve(host, port)))
        except (OSError, UnicodeError) as error:
            raise FetchError(f"there is no host {host} ({error}); check the address", passing=True) from error
        if not self._allow_private and not all(is_public(address) for address in addresses):
            raise FetchError(f"{host} is in a private network; give --allow-private if it is meant")
        fault: Exception | None = None
        for address in addresses[:4]:
            try:
                stream = self._inner.connect_tcp(address, port, self.left(timeout), local_address, socket_options)
                return _Watched(stream, self)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                fault = error
        raise fault or httpcore.ConnectError(f"{host} has no address")

    def sleep(self, seconds: float) -> None:
        self._inner.sleep(seconds)


class _Watched(httpcore.NetworkStream):
    """A connection that keeps to the time of its gate: a server that sends a byte now and then gets no longer."""

    def __init__(self, inner: httpcore.NetworkStream, gate: _Gate) -> None:
        self._inner, self._gate = inner, gate

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._gate.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._gate.left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: "ssl.SSLContext", server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Watched(self._inner.start_tls(ssl_context, server_hostname, self._gate.left(timeout)), self._gate)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
