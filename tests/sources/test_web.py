"""Fetching: only what may be fetched, only where it may be fetched from, and only so much and so long."""

import contextlib
import gzip
import socket
import ssl
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from webserver import Answer, Site, serving

from dragoman.errors import UsageError
from dragoman.sources.places import list_places
from dragoman.sources.robots import parse_robots
from dragoman.sources.web import Fetcher, FetchError, is_public

PAGE = "<html><body><p>The envoys met.</p></body></html>"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(Site()) as site:
        site.page("/page", PAGE)
        yield site


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(allow_private=True, most_bytes=100_000, most_seconds=5) as fetcher:
        yield fetcher


def test_page(site: Site, fetcher: Fetcher) -> None:
    answer = fetcher.get(f"{site.url}/page")
    assert (answer.status, answer.body.decode(), answer.charset) == (200, PAGE, "utf-8")
    assert site.asked == ["/robots.txt", "/page"]
    fetcher.get(f"{site.url}/page")
    assert site.asked == ["/robots.txt", "/page", "/page"], "robots.txt is asked for once"


def test_redirects_lead_to_the_page(site: Site, fetcher: Fetcher) -> None:
    site.moved("/old", "/older", 301)
    site.moved("/older", f"{site.url}/page", 301)
    answer = fetcher.get(f"{site.url}/old#part")
    assert (answer.url, answer.moved) == (f"{site.url}/page", f"{site.url}/page")
    site.moved("/for-now", "/page", 302)
    assert fetcher.get(f"{site.url}/for-now").moved is None


@pytest.mark.parametrize("path", ["/circle", "/long"])
def test_endless_redirects_end(path: str, site: Site, fetcher: Fetcher) -> None:
    site.moved("/circle", "/circle2")
    site.moved("/circle2", "/circle")
    site.moved("/long", "/long0")
    for number in range(40):
        site.moved(f"/long{number}", f"/long{number + 1}")
    with pytest.raises(FetchError, match="it redirects"):
        fetcher.get(site.url + path)
    assert len(site.asked) < 15


@pytest.mark.parametrize(
    "target",
    ["file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1/", "javascript:alert(1)", "http://a:b@127.0.0.1/"],
)  # fmt: skip
def test_redirects_to_elsewhere_are_not_followed(target: str, site: Site, fetcher: Fetcher) -> None:
    site.moved("/away", target)
    with pytest.raises(FetchError, match="; "):
        fetcher.get(f"{site.url}/away")


def _stream(piece: bytes, count: int, taken: list[int]) -> Iterator[bytes]:
    for _ in range(count):
        taken.append(len(piece))
        yield piece


@pytest.mark.parametrize("announced", [True, False], ids=["announced", "as a stream"])
def test_page_of_a_gigabyte_is_not_taken(announced: bool, site: Site, fetcher: Fetcher) -> None:
    taken: list[int] = []

    def huge(_: dict[str, str]) -> Answer:
        headers = {"Content-Length": str(1_000_000_000)} if announced else {}
        return 200, {"Content-Type": "text/html", **headers}, _stream(b"<p>" + b"x" * 65_000, 16_000, taken)

    site.answers["/huge"] = huge
    with pytest.raises(FetchError, match="longer than 100,000 bytes"):
        fetcher.get(f"{site.url}/huge")
    assert sum(taken) < 50_000_000, "what the sockets hold, and no more"


def test_packed_page(site: Site, fetcher: Fetcher) -> None:
    site.page("/packed", gzip.compress(PAGE.encode()), Content_Encoding="gzip")
    site.page("/bomb", gzip.compress(bytes(50_000_000)), Content_Encoding="gzip")
    site.page("/odd", b"x", Content_Encoding="br")
    assert fetcher.get(f"{site.url}/packed").body.decode() == PAGE
    for path, words in (("/bomb", "longer than|200 times"), ("/odd", "packed as 'br'")):
        with pytest.raises(FetchError, match=words):
            fetcher.get(site.url + path)


@pytest.mark.parametrize(
    ("status", "passing"), [(404, False), (403, False), (410, False), (429, True), (500, True), (503, True)]
)
def test_status(status: int, passing: bool, site: Site, fetcher: Fetcher) -> None:
    site.answers["/x"] = lambda _: (status, {"Retry-After": "7"}, b"no")
    with pytest.raises(FetchError, match=f"status {status}") as raised:
        fetcher.get(f"{site.url}/x")
    assert (raised.value.status, raised.value.passing, raised.value.retry_after) == (status, passing, "7")


def test_not_modified(site: Site, fetcher: Fetcher) -> None:
    def answer(headers: dict[str, str]) -> Answer:
        same = headers.get("if-none-match") == '"a"' and headers.get("if-modified-since") == "yesterday"
        return (304, {}, b"") if same else (200, {"ETag": '"a"', "Last-Modified": "yesterday"}, b"x")

    site.answers["/feed"] = answer
    first = fetcher.get(f"{site.url}/feed")
    assert fetcher.get(f"{site.url}/feed", etag=first.etag, last_modified=first.last_modified).status == 304


class Clock:
    """A clock that goes on by a second whenever it is looked at."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        self.seconds += 1
        return self.seconds


def test_server_that_sends_a_byte_now_and_then_gets_no_longer() -> None:
    """Each piece comes in time, but the whole does not: the clock of the test, not of the wall, runs out."""
    with (
        serving(Site()) as site,
        Fetcher(allow_private=True, most_seconds=60, clock=Clock(), ask_robots=False) as fetcher,
    ):
        taken: list[int] = []
        site.answers["/slow"] = lambda _: (200, {}, _stream(b"x" * 70_000, 4_000, taken))
        with pytest.raises(FetchError, match="takes too long"):
            fetcher.get(f"{site.url}/slow")


def test_server_that_says_nothing_of_http(fetcher: Fetcher) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            with contextlib.suppress(OSError):  # closed at the end of the test, maybe before the second caller came
                for _ in range(2):
                    connection, _address = server.accept()
                    connection.sendall(b"\x00\x01garbage\r\n\r\n")
                    connection.close()

        threading.Thread(target=answer, daemon=True).start()
        with pytest.raises(FetchError, match="cannot be reached or breaks off") as raised:
            fetcher.get(f"http://127.0.0.1:{server.getsockname()[1]}/")
        assert raised.value.passing


def test_nobody_there(fetcher: Fetcher) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(FetchError, match="cannot be reached"):
        fetcher.get(f"http://127.0.0.1:{port}/")


# Private networks


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",
     "::1", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
     "255.255.255.255", "::", "192.0.2.1"],
)  # fmt: skip
def test_address_that_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_address(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1"])
def test_this_machine_is_refused_by_whatever_name(host: str, site: Site) -> None:
    port = site.url.rpartition(":")[2]
    with Fetcher() as fetcher, pytest.raises(FetchError, match=r"private network|there is no host|no address"):
        fetcher.get(f"http://{host}:{port}/page")
    assert site.asked == []


def test_name_with_one_public_and_one_private_address_is_refused(site: Site) -> None:
    port = site.url.rpartition(":")[2]
    with (
        Fetcher(resolve=lambda *_: ["8.8.8.8", "127.0.0.1"]) as fetcher,
        pytest.raises(FetchError, match="private net"),
    ):
        fetcher.get(f"http://news.example:{port}/page")
    assert site.asked == []


def test_name_that_points_elsewhere_a_moment_later_gains_nothing(site: Site) -> None:
    """The address that was checked is the one that is connected to: the name is not looked up again."""
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["203.0.113.1"] if len(asked) % 2 else ["127.0.0.1"]

    port = site.url.rpartition(":")[2]
    with Fetcher(resolve=resolve, ask_robots=False, most_seconds=1) as fetcher:
        for _ in range(2):
            with pytest.raises(FetchError, match=r"private network|takes too long|in time|cannot be reached"):
                fetcher.get(f"http://rebind.example:{port}/page")
    assert site.asked == []


def test_redirect_into_a_private_network_is_refused(site: Site) -> None:
    """Public at first (the test says so of a name), then an address of this machine."""
    port = site.url.rpartition(":")[2]
    site.moved("/away", f"http://127.0.0.1:{port}/page")

    gate_open = {"news.example": ["127.0.0.1"]}
    with Fetcher(ask_robots=False, resolve=lambda host, _: gate_open.get(host, [host])) as fetcher:
        from dragoman.sources import web  # noqa: PLC0415

        real = web.is_public
        calls: list[str] = []

        def pretend(address: str) -> bool:
            calls.append(address)
            return len(calls) == 1 or real(address)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(web, "is_public", pretend)
            with pytest.raises(FetchError, match="private network"):
                fetcher.get(f"http://news.example:{port}/away")
    assert site.asked == ["/away"]


# robots.txt


def test_robots_are_honoured_on_each_hop(site: Site, fetcher: Fetcher) -> None:
    site.page("/robots.txt", "User-agent: *\nDisallow: /private/\nCrawl-delay: 3\n", "text/plain")
    site.page("/private/page", PAGE)
    site.moved("/open", "/private/page")
    for path in ("/private/page", "/open"):
        with pytest.raises(FetchError, match=r"robots\.txt asks programs not to"):
            fetcher.get(site.url + path)
    assert "/private/page" not in site.asked
    assert fetcher.delay(f"{site.url}/x") == 3


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False), (503, False)])
def test_robots_that_cannot_be_had(status: int, allowed: bool, site: Site, fetcher: Fetcher) -> None:
    site.answers["/robots.txt"] = lambda _: (status, {}, b"")
    if allowed:
        assert fetcher.get(f"{site.url}/page").status == 200
    else:
        with pytest.raises(FetchError, match=r"robots\.txt"):
            fetcher.get(f"{site.url}/page")


ROBOTS = """
# a comment
User-agent: otherbot
Disallow: /

User-agent: Dragoman/2.0
User-agent: third
Allow: /news/free
Disallow: /news/
Disallow: /*?print=
Disallow: /*.pdf$
Disallow:

User-agent: *
Disallow: /only-others
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        pytest.param("/", True, id="no rule"),
        pytest.param("/news/1", False, id="below a path"),
        pytest.param("/news/free/1", True, id="the longest rule counts"),
        pytest.param("/a?print=1", False, id="a star"),
        pytest.param("/a.pdf", False, id="an end"),
        pytest.param("/a.pdf?x", True, id="not at the end"),
        pytest.param("/only-others", True, id="its own group, not that of all"),
        pytest.param("/%6Eews/1", False, id="escapes mean what they stand for"),
        pytest.param("/robots.txt", True, id="robots.txt itself"),
    ],
)
def test_rules(path: str, allowed: bool) -> None:
    assert parse_robots(ROBOTS, agent="dragoman").allows(f"https://a.example{path}") is allowed


def test_rules_of_all_where_there_are_no_own() -> None:
    robots = parse_robots("User-agent: *\nDisallow: /x\nUser-agent: y\nDisallow: /", agent="dragoman")
    assert not robots.allows("https://a.example/x")
    assert robots.allows("https://a.example/y")


def test_many_stars_do_not_hang() -> None:
    robots = parse_robots(
        "User-agent: *\nDisallow: /" + "*a" * 12 + "b\n" + "Disallow: /" + "*" * 5_000 + "z", agent="dragoman"
    )
    assert robots.allows("https://a.example/" + "a" * 40)


@pytest.mark.parametrize("name", ["ftp://a.example/x", "file:///etc/passwd", "gopher://x"])
def test_other_addresses_are_wrong_use(name: str) -> None:
    with pytest.raises(UsageError, match="only addresses of http and https"):
        list_places([name])


def test_certificate_is_held_against_the_name_though_the_address_is_connected_to(tmp_path: Path) -> None:
    x509 = pytest.importorskip("cryptography.x509", reason="makes the certificate")
    from cryptography.hazmat.primitives import hashes, serialization  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "news.example")])
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
        .not_valid_before(datetime(2000, 1, 1)).not_valid_after(datetime(2100, 1, 1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("news.example")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    pem = tmp_path / "pem"
    pem.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    ours = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ours.load_cert_chain(pem)
    theirs = ssl.create_default_context(cadata=certificate.public_bytes(serialization.Encoding.PEM).decode())
    site = Site()
    site.page("/page", PAGE)
    with (
        serving(site, tls=ours),
        Fetcher(allow_private=True, ssl_context=theirs, resolve=lambda *_: ["127.0.0.1"], most_seconds=5) as fetcher,
    ):
        port = site.url.rpartition(":")[2]
        assert fetcher.get(f"https://news.example:{port}/page").body.decode() == PAGE
        with pytest.raises(FetchError, match="cannot be reached"):
            fetcher.get(f"https://other.example:{port}/page")
