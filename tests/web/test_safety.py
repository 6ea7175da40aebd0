"""Who gets in, and what every answer carries."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from litestar.testing import TestClient
from litestar.types import ASGIApp

from dragoman.errors import UsageError
from dragoman.record.store import open_record
from dragoman.web.users import Sessions, add_program, add_user, read_users

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


def test_a_program_asks_and_decides_with_its_token(new_site: Site, tmp_path: Path) -> None:
    users = tmp_path / "users"
    add_user(users, "Ada", "a long password")
    client = new_site(users=users)
    bearer = {"authorization": f"Bearer {add_program(users, 'monitor')}"}
    assert client.get("/api/news").status_code == 401
    assert client.get("/api/news", headers={"authorization": "Bearer monitor.wrong"}).status_code == 401
    assert client.get("/api/news", headers={"authorization": "Bearer Ada.a long password"}).status_code == 401
    assert client.get("/api/news", headers=bearer).status_code == 200
    assert client.get("/", headers=bearer, follow_redirects=False).headers["location"] == "/login"
    chronology = "/api/relations/KEN/NOR/chronology?type=ACCUSE"
    event = client.get(chronology, headers=bearer).json()["items"][0]["event"]
    wish = {"kind": "correct", "to": {"status": "did_not_happen"}, "why": "the ministry said so"}
    assert client.post(f"/api/events/{event}/review", json=wish).status_code == 401
    told = client.post(f"/api/events/{event}/review", json=wish, headers=bearer)
    assert (told.status_code, told.json()["status"]) == (200, "did_not_happen")
    again = client.post(f"/api/events/{event}/review", json=wish, headers=bearer)
    assert (again.status_code, "nothing differs" in again.text) == (400, True)
    with open_record(tmp_path / "site-0.db") as store:
        assert [decision.who for decision in store.decisions()] == ["monitor"]
    assert "monitor." not in users.read_text()
    assert read_users(users)["monitor"].startswith("program:$argon2id$")
    renewed = add_program(users, "monitor")  # the former token is void
    assert client.get("/api/news", headers=bearer).status_code == 401
    assert client.get("/api/news", headers={"authorization": f"Bearer {renewed}"}).status_code == 200


def test_no_token_of_a_program_signs_in_and_no_session_decides_through_the_api(new_site: Site, tmp_path: Path) -> None:
    users = tmp_path / "users"
    add_user(users, "Ada", "a long password")
    secret = add_program(users, "monitor").partition(".")[2]
    client = new_site(users=users)
    form = token(client.get("/login").text)
    wrong = client.post("/login", data={"_csrf_token": form, "name": "monitor", "password": secret})
    assert wrong.status_code == 403
    client.post("/login", data={"_csrf_token": form, "name": "Ada", "password": "a long password"})
    event = client.get("/api/relations/KEN/NOR/chronology?type=ACCUSE").json()["items"][0]["event"]
    assert client.post(f"/api/events/{event}/review", json={"kind": "accept"}).status_code == 403
    with pytest.raises(UsageError, match="name of a person"):
        add_program(users, "Ada")


def test_without_users_nobody_decides_through_the_api(new_site: Site) -> None:
    client = new_site()
    event = client.get("/api/relations/KEN/NOR/chronology?type=ACCUSE").json()["items"][0]["event"]
    assert client.post(f"/api/events/{event}/review", json={"kind": "reject"}).status_code == 403
    assert client.get("/api/relations/KEN/NOR/chronology?type=ACCUSE").json()["total"] == 1


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
