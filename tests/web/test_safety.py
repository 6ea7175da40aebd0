"""Who gets in, and what every answer carries."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from litestar.testing import TestClient
from litestar.types import ASGIApp

from dragoman.errors import UsageError
from dragoman.web.users import Sessions, add_user, read_users

Site = Callable[..., TestClient[ASGIApp]]


@pytest.mark.parametrize(
    ("host", "status"),
    [
        pytest.param("localhost", 200, id="ours"),
        pytest.param("localhost:8731", 200, id="with a port"),
        pytest.param("127.0.0.1:80", 200, id="by number"),
        pytest.param("[::1]:8731", 200, id="by number, IPv6"),
        pytest.param("evil.example", 421, id="another name that leads here"),
        pytest.param("localhost.evil.example", 421, id="begins like ours"),
        pytest.param("evil.example:localhost", 421, id="port that is none"),
        pytest.param("evil@localhost", 421, id="with a user"),
        pytest.param("", 421, id="none"),
    ],
)
def test_hosts(client: TestClient[ASGIApp], host: str, status: int) -> None:
    assert client.get("/health", headers={"host": host}).status_code == status


def test_a_proxy_in_front_is_let_through_under_its_name(new_site: Site, tmp_path: Path) -> None:
    client = new_site(hosts=frozenset({"desk.example"}))
    assert client.get("/health", headers={"host": "desk.example"}).status_code == 200


@pytest.mark.parametrize(
    "path", ["/", "/KEN/NOR", "/nowhere", "/api/news", "/api/nowhere", "/static/dragoman.css", "/event/0"]
)
def test_every_answer_forbids_scripts(client: TestClient[ASGIApp], path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "script-src" not in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"]


@pytest.mark.parametrize(
    "path",
    ["/static/../settings.py", "/static/%2e%2e/settings.py", "/static/..%2f..%2fpipeline.py", "/static//etc/passwd"],
)
def test_no_path_leads_out(client: TestClient[ASGIApp], path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "import" not in answer.text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({}, 403, id="no token"),
        pytest.param({"sec-fetch-site": "cross-site"}, 403, id="sent by another site"),
        pytest.param({"origin": "http://evil.example"}, 403, id="from another origin"),
        pytest.param({"origin": "null"}, 403, id="from a page without origin"),
    ],
)
@pytest.mark.parametrize("path", ["/read", "/event/0/review", "/document/0/read", "/read/x/keep"])
def test_forms_of_strangers_are_refused(
    client: TestClient[ASGIApp], headers: dict[str, str], status: int, path: str
) -> None:
    assert client.post(path, data={"text": "x"}, headers=headers).status_code == status


def token(page: str) -> str:
    found = re.search(r'name="_csrf_token" value="([^"]+)"', page)
    assert found
    return found[1]


def test_a_form_that_is_too_long(new_site: Site) -> None:
    client = new_site(longest_text=1000)
    form = token(client.get("/read").text)
    answer = client.post("/read", data={"_csrf_token": form, "text": "x" * 200_000})
    assert answer.status_code == 413
    refused = client.post("/read", data={"_csrf_token": form, "text": "x" * 2000})
    assert refused.status_code == 422
    assert "longer than 1,000 bytes" in refused.text


# Users


def test_users_sign_in_and_out(new_site: Site, tmp_path: Path) -> None:
    users = tmp_path / "users"
    add_user(users, "Ada", "a long password")
    client = new_site(users=users)
    assert client.get("/", follow_redirects=False).headers["location"] == "/login"
    assert client.get("/api/news").status_code == 401
    form = token(client.get("/login").text)
    wrong = client.post("/login", data={"_csrf_token": form, "name": "Ada", "password": "a wrong password"})
    assert wrong.status_code == 403
    assert client.get("/", follow_redirects=False).headers["location"] == "/login"
    right = client.post("/login", data={"_csrf_token": form, "name": "Ada", "password": "a long password"})
    assert right.status_code == 200
    cookie = next(one for one in right.history[0].headers.get_list("set-cookie") if one.startswith("dragoman-session="))
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "Ada" in client.get("/").text
    client.post("/logout", data={"_csrf_token": token(client.get("/").text)})
    client.cookies.set("dragoman-session", cookie.partition("=")[2].partition(";")[0])
    assert client.get("/", follow_redirects=False).headers["location"] == "/login"


def test_a_token_from_elsewhere_opens_nothing(new_site: Site, tmp_path: Path) -> None:
    users = tmp_path / "users"
    add_user(users, "Ada", "a long password")
    client = new_site(users=users)
    client.cookies.set("dragoman-session", "planted")
    form = token(client.get("/login").text)
    client.post("/login", data={"_csrf_token": form, "name": "Ada", "password": "a long password"})
    other = TestClient(client.app, base_url="http://127.0.0.1")
    other.cookies.set("dragoman-session", "planted")
    assert other.get("/", follow_redirects=False).headers["location"] == "/login"


def test_too_many_tries_have_to_wait(tmp_path: Path) -> None:
    users = tmp_path / "users"
    add_user(users, "Ada", "a long password")
    sessions = Sessions(users)
    for _ in range(5):
        assert sessions.sign_in("Ada", "wrong") is None
    assert sessions.sign_in("Ada", "a long password") is None


def test_the_file_holds_no_password(tmp_path: Path) -> None:
    users = tmp_path / "users"
    add_user(users, "Ada", "a long password")
    add_user(users, "Ben", "another password")
    assert sorted(read_users(users)) == ["Ada", "Ben"]
    assert "long password" not in users.read_text()
    assert "$argon2id$" in users.read_text()
    assert users.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        pytest.param("", "names nobody", id="empty"),
        pytest.param("Ada:secret\n", "line 1", id="a password in clear"),
        pytest.param("# nobody\n\n", "names nobody", id="only a comment"),
    ],
)
def test_files_of_users_that_cannot_be_used(tmp_path: Path, content: str, fault: str) -> None:
    users = tmp_path / "users"
    users.write_text(content)
    with pytest.raises(UsageError, match=fault):
        read_users(users)


@pytest.mark.parametrize(("name", "password"), [("a:b", "a long password"), ("", "a long password"), ("Ada", "short")])
def test_users_that_cannot_be_added(tmp_path: Path, name: str, password: str) -> None:
    with pytest.raises(UsageError):
        add_user(tmp_path / "users", name, password)
    assert not (tmp_path / "users").exists()
