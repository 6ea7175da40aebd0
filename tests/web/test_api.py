"""The API answers as its schema says, and as the commands do."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from litestar.testing import TestClient
from litestar.types import ASGIApp
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from typer.testing import CliRunner

from dragoman.cli.main import app as program
from dragoman.web.settings import Settings
from dragoman.web.site import make_app

CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
)


def test_answers_are_as_the_schema_says(planted: Path) -> None:
    """Questions made up from the schema: no fault of ours, and answers as it says.

    schemathesis' own collector of tests does not know the pytest we use; its cases are drawn here.
    """
    app = make_app(Settings(record=planted, calm=0.0))
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", app, headers={"host": "localhost"})
    asked = 0
    for found in schema.get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()
        strategy = operation.as_strategy()

        @given(case=strategy)
        @settings(
            max_examples=20,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        def ask(case: Any) -> None:
            nonlocal asked
            asked += 1
            case.call_and_validate(checks=CHECKS, headers={"host": "localhost"})

        ask()
    assert asked > 200


def test_the_schema_is_of_openapi_3_1(client: TestClient[ASGIApp]) -> None:
    schema = client.get("/api/openapi.json").json()
    assert schema["openapi"].startswith("3.1")
    assert all(path.startswith("/api/") for path in schema["paths"])
    operations = [one for path in schema["paths"].values() for one in path.values()]
    assert all(one.get("description") for one in operations)


def told(*arguments: str) -> str:
    result = CliRunner().invoke(program, arguments)
    assert result.exit_code == 0, result.output
    return result.stdout_bytes.decode()


@pytest.mark.parametrize(
    ("address", "command"),
    [
        pytest.param("chronology.csv", ["chronology", "--format", "csv"], id="chronology"),
        pytest.param(
            "chronology.csv?type=CONSULT", ["chronology", "--type", "CONSULT", "--format", "csv"], id="of a type"
        ),
        pytest.param(
            "chronology.csv?since=2024-03-05&until=2024-04-10",
            ["chronology", "--since", "2024-03-05", "--until", "2024-04-10", "--format", "csv"],
            id="between two days",
        ),
        pytest.param(
            "chronology.csv?status=happened&status=cancelled",
            ["chronology", "--status", "happened", "--status", "cancelled", "--format", "csv"],
            id="of two statuses",
        ),
        pytest.param(
            "chronology.csv?rank=minister", ["chronology", "--rank", "minister", "--format", "csv"], id="of a rank"
        ),
        pytest.param(
            "chronology.csv?issue=whales", ["chronology", "--issue", "whales", "--format", "csv"], id="with a word"
        ),
        pytest.param(
            "chronology.csv?sources=2", ["chronology", "--sources", "2", "--format", "csv"], id="well sourced"
        ),
        pytest.param(
            "chronology.csv?as-of=2024-04-02",
            ["chronology", "--as-of", "2024-04-02", "--format", "csv"],
            id="as of a day",
        ),
        pytest.param("series.csv", ["series", "--format", "csv"], id="series"),
        pytest.param("series.csv?by=week", ["series", "--by", "week", "--format", "csv"], id="series by week"),
        pytest.param(
            "series.csv?scale=goldstein&one-way=true",
            ["series", "--scale", "goldstein", "--one-way", "--format", "csv"],
            id="series of one side",
        ),
        pytest.param("calendar.csv", ["calendar", "--format", "csv"], id="calendar"),
        pytest.param(
            "calendar.csv?as-of=2024-03-20",
            ["calendar", "--as-of", "2024-03-20", "--format", "csv"],
            id="calendar as of",
        ),
        pytest.param("calendar.ics", ["calendar", "--format", "ical"], id="calendar as a file"),
    ],
)
def test_both_doors_give_the_same_answer(
    client: TestClient[ASGIApp], planted: Path, address: str, command: list[str]
) -> None:
    mine = client.get(f"/api/relations/KEN/NOR/{address}")
    assert mine.status_code == 200
    name, *options = command
    assert mine.text == told(name, "KEN", "NOR", *options, "--record", str(planted))


def test_paging_gives_every_line_once(client: TestClient[ASGIApp]) -> None:
    whole = client.get("/api/relations/KEN/PER/chronology").json()
    assert whole["total"] == len(whole["items"]) == 8
    address, found = "/api/relations/KEN/PER/chronology?limit=3", []
    while address:
        page = client.get(address).json()
        found += page["items"]
        address = page["next"]
    assert found == whole["items"]


def test_paging_keeps_the_filters(client: TestClient[ASGIApp]) -> None:
    page = client.get("/api/relations/KEN/PER/chronology?limit=2&type=CONSULT&type=AID&since=2023-02-03").json()
    assert "type=CONSULT&type=AID" in page["next"]
    assert "since=2023-02-03" in page["next"]


def test_unchanged_answers_are_not_sent_again(client: TestClient[ASGIApp]) -> None:
    first = client.get("/api/relations/KEN/NOR")
    tag = first.headers["etag"]
    again = client.get("/api/relations/KEN/NOR", headers={"if-none-match": f'"other", {tag}'})
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == tag
    other = client.get("/api/relations/KEN/PER", headers={"if-none-match": tag})
    assert other.status_code == 200
    table = client.get("/api/relations/KEN/NOR/series.csv")
    assert (
        client.get("/api/relations/KEN/NOR/series.csv", headers={"if-none-match": table.headers["etag"]}).status_code
        == 304
    )


def test_tags_are_the_same_in_another_process(planted: Path, client: TestClient[ASGIApp]) -> None:
    with TestClient(make_app(Settings(record=planted)), base_url="http://127.0.0.1") as other:
        for address in ("/api/relations/KEN/NOR", "/api/news", "/api/documents"):
            assert other.get(address).headers["etag"] == client.get(address).headers["etag"]


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        pytest.param("/api/relations/KEX/NOR", 404, "did you mean KEN", id="a slip in a code"),
        pytest.param("/api/relations/KEN/KEN", 404, "are the same", id="one party twice"),
        pytest.param("/api/relations/KEN/NOR/chronology?since=yesterday", 400, "since", id="no day"),
        pytest.param("/api/relations/KEN/NOR/chronology?type=WAR", 400, "type", id="no type"),
        pytest.param("/api/relations/KEN/NOR/chronology?limit=0", 400, "limit", id="no page"),
        pytest.param("/api/events/zzz", 404, "zzz", id="no event"),
        pytest.param("/api/documents/..%2f..", 404, "", id="no document"),
        pytest.param("/api/search?q=...", 404, "no word", id="no word to search for"),
        pytest.param("/api/nowhere", 404, "", id="nothing there"),
    ],
)
def test_faults_are_named(client: TestClient[ASGIApp], address: str, status: int, words: str) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.json()["status_code"] == status
    assert words in answer.json()["detail"]


def test_tables_take_no_formulas(client: TestClient[ASGIApp]) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/api/relations/KEN/NOR/chronology.csv").text)))
    assert rows
    assert not any(cell.startswith(("=", "@", "+")) for row in rows for cell in row.values())


def test_news_and_neighbours(client: TestClient[ASGIApp]) -> None:
    news = client.get("/api/news?since=2023-01-01&until=2024-12-31").json()
    assert [(pair["one"], pair["other"]) for pair in news["items"]] == [("KEN", "PER"), ("KEN", "NOR")]
    near = client.get("/api/actors/kenya/neighbours?days=1000").json()
    assert near["party"] == "KEN"
    assert [one["other"] for one in near["items"]] == ["PER", "NOR"]


def test_events_and_documents(client: TestClient[ASGIApp]) -> None:
    line = client.get("/api/relations/KEN/NOR/chronology").json()["items"][0]
    event = client.get(f"/api/events/{line['event'][:8]}").json()
    assert event["id"] == line["event"]
    assert client.get(f"/api/events/{event['id']}/explain").json()["event"] == event
    document = event["reports"][0]["document"]
    assert client.get(f"/api/documents/{document}").json()["document"]["id"] == document


def test_tokens_stand_in_the_schema(client: TestClient[ASGIApp]) -> None:
    schema = client.get("/api/openapi.json").json()
    assert schema["components"]["securitySchemes"]["token"]["scheme"] == "bearer"
    assert {"token": []} in schema["security"]
    for path, operations in schema["paths"].items():
        for operation in operations.values():
            assert "401" in operation["responses"], path
    assert "403" in schema["paths"]["/api/events/{event}/review"]["post"]["responses"]
