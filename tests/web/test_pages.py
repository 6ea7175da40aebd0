"""What pages tell, asked without a browser."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from litestar.testing import TestClient
from litestar.types import ASGIApp
from planted import act, actor, report, when
from tests.web.conftest import plant
from tests.web.hostile import PAYLOADS, fill_hostile

from dragoman.lexicons.files import Lexicons
from dragoman.record.store import Store, open_record
from dragoman.relations.parties import party_names
from dragoman.web.world import lands, shade, shapes

Site = Callable[..., TestClient[ASGIApp]]


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_the_first_page_is_of_the_last_day_of_the_record(client: TestClient[ASGIApp]) -> None:
    words = text_of(client.get("/").text)
    assert "21 April 2024" in words
    assert "took place" in words  # the talks, set before and held now
    assert "Kenya – Norway" in words


def test_all_news_of_a_busy_day_can_be_seen(new_site: Site) -> None:
    def fill(store: Store) -> None:
        for state in sorted(party_names(Lexicons()))[:20]:
            blame = act("ACCUSE", [actor("NOR")], [actor(state)], time=when("2024-03-24"))
            store.add(*report(f"Norway blamed {state}.", blame, day="2024-03-25", source=state))

    client = new_site(fill)
    assert "and 12 more" in text_of(client.get("/").text)
    whole = client.get("/?news=all").text
    assert whole.count('class="to"') == 20
    assert "more</a>" not in whole


def test_another_today_shows_what_was_known_then(new_site: Site) -> None:
    words = text_of(new_site(today=date(2024, 3, 10)).get("/").text)
    assert "10 March 2024" in words
    assert "took place" not in words
    assert "60 years of relations" in words  # ahead


def test_an_empty_record(new_site: Site) -> None:
    client = new_site(lambda _: None)
    assert "An empty record" in client.get("/").text
    assert client.get("/KEN/NOR").status_code == 200
    assert client.get("/actor/KEN").status_code == 200
    assert client.get("/api/relations/KEN/NOR").status_code == 404


@pytest.mark.parametrize(
    ("address", "to"),
    [
        pytest.param("/kenya/norway", "/KEN/NOR", id="by name"),
        pytest.param("/Kenya/NOR?type=CONSULT", "/KEN/NOR?type=CONSULT", id="the query is kept"),
        pytest.param("/relation?one=Kenya&other=norway", "/KEN/NOR", id="by the form"),
        pytest.param("/actor/Kenya", "/actor/KEN", id="a state by name"),
    ],
)
def test_names_lead_to_the_page_of_the_codes(client: TestClient[ASGIApp], address: str, to: str) -> None:
    answer = client.get(address, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, to)


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        pytest.param("/KEX/NOR", 404, "did you mean KEN", id="a slip"),
        pytest.param("/KEN/KEN", 404, "are the same", id="one twice"),
        pytest.param("/KEN/NOR?since=soon", 400, "is no day", id="no day"),
        pytest.param("/KEN/NOR?offset=-1", 400, "is no number", id="no number"),
        pytest.param("/KEN/NOR?type=WAR", 400, "none of AGREE", id="no type"),
        pytest.param("/event/ffffffffffffffff", 404, "no event", id="no event"),
        pytest.param("/document/none", 404, "no such document", id="no document"),
        pytest.param("/person/Nobody At All", 404, "neither the tables nor the texts", id="nobody"),
        pytest.param("/read/none", 404, "hand it in again", id="no draft"),
        pytest.param("/a/b/c", 404, "Not Found", id="nothing there"),
    ],
)
def test_faults_are_pages_too(client: TestClient[ASGIApp], address: str, status: int, words: str) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert words in answer.text.replace("&#39;", "'")
    assert "<h1>" in answer.text


def test_an_event_tells_history_reasons_and_links(client: TestClient[ASGIApp]) -> None:
    talks, visit = client.get("/api/relations/KEN/NOR/chronology?type=CONSULT").json()["items"]
    assert "took place" in text_of(client.get(f"/event/{visit['event']}").text)
    words = text_of(client.get(f"/event/{talks['event']}").text)
    assert "called off" in words
    assert "Why it is taken for this event" in words
    assert "the same states and organisations" in words
    refusal = client.get("/api/relations/KEN/NOR/chronology?type=REJECT").json()["items"][0]
    assert "cancels" in text_of(client.get(f"/event/{refusal['event']}").text)


def test_the_figure_is_a_document_of_its_own(client: TestClient[ASGIApp]) -> None:
    page = client.get("/KEN/NOR").text
    (address,) = re.findall(r'<object type="image/svg\+xml" data="([^"]+)"', page)
    answer = client.get(address)
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
    assert "script-src" not in answer.headers["content-security-policy"]
    assert 'target="_top" xlink:href="/KEN/NOR?since=' in answer.text
    again = client.get(address, headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "PLOVER" in text_of(client.get("/KEN/NOR/table").text)
    assert client.get("/KEN/CHL/figure.svg").status_code == 404


def test_statements_stand_on_the_side_of_their_speaker(client: TestClient[ASGIApp]) -> None:
    page = client.get("/KEN/NOR").text
    said = page.partition('id="said"')[2].partition("</section>")[0]
    kenya, _, norway = said.partition("<h3>Norway</h3>")
    assert "The hunters must stop" in kenya
    assert "The hunters must stop" not in norway


def test_a_decision_needs_a_name_and_a_change(new_site: Site) -> None:
    client = new_site()
    event = client.get("/api/relations/KEN/NOR/chronology?type=ACCUSE").json()["items"][0]["event"]

    def decide(**fields: str) -> str:
        page = client.get(f"/event/{event}").text
        token = re.search(r'name="_csrf_token" value="([^"]+)"', page)
        assert token
        form = {"act": "correct", "type": "ACCUSE", "status": "happened", "day": "", "who": "Ada", "why": "", **fields}
        return client.post(f"/event/{event}/review", data={"_csrf_token": token[1], **form}).text

    assert "needs a name" in decide(who="", status="cancelled")
    assert "nothing differs" in decide()
    assert "is no day" in decide(day="soon")
    assert "choose whether" in decide(act="destroy")
    assert "did not happen" in decide(status="did_not_happen")
    rejected = decide(act="reject")
    assert "a reviewer rejected it" in rejected
    assert client.get("/api/relations/KEN/NOR/chronology?type=ACCUSE").json()["items"] == []


def test_reports_are_put_apart_and_together_on_the_page(new_site: Site) -> None:
    def fill(store: Store) -> None:
        days = (("2024-03-04", "2024-03-05"), ("2024-03-04", "2024-03-06"), ("2024-03-09", "2024-03-10"))
        for number, (day, told) in enumerate(days):
            blame = act("ACCUSE", [actor("KEN")], [actor("NOR")], time=when(day), trigger="blamed")
            text = f"Kenya blamed Norway, {number}."
            store.add(*report(text, blame, day=told, source=f"{number}", publisher=f"P{number}"))

    client = new_site(fill)

    def reports() -> list[list[str]]:
        items = client.get("/api/relations/KEN/NOR/chronology").json()["items"]
        events = [client.get(f"/api/events/{item['event']}").json() for item in items]
        return [[ref["source"] for ref in event["reports"]] for event in events]

    def decide(event: str, **fields: str | list[str]) -> str:
        token = re.search(r'name="_csrf_token" value="([^"]+)"', client.get(f"/event/{event}").text)
        assert token
        form = {"_csrf_token": token[1], "who": "Ada", "why": "", **fields}
        return text_of(client.post(f"/event/{event}/review", data=form).text)

    assert reports() == [["0", "1"], ["2"]]
    first, second = (item["event"] for item in client.get("/api/relations/KEN/NOR/chronology").json()["items"])
    told = [ref["id"] for ref in client.get(f"/api/events/{first}").json()["reports"]]
    assert "some, but not all" in decide(first, act="split")
    assert "some, but not all" in decide(first, act="split", report=told)
    assert "split by Ada" in decide(first, act="split", report=told[1:])
    assert reports() == [["0"], ["1"], ["2"]]
    assert "choose the event that is the same" in decide(first, act="merge")
    assert "is this one" in decide(first, act="merge", **{"with": first})
    assert "no event" in decide(first, act="merge", **{"with": "ffffffff"})
    assert f"id {second}" in text_of(client.get(f"/event/{first}").text)  # offered as perhaps the same
    assert "merge by Ada" in decide(first, act="merge", **{"with": f"http://localhost/event/{second}#review"})
    assert reports() == [["0", "2"], ["1"]]


def test_signed_in_reviewers_decide_under_their_own_name(new_site: Site, tmp_path: Path) -> None:
    from dragoman.web.users import add_user  # noqa: PLC0415

    add_user(tmp_path / "users", "Ada", "a long password")
    client = new_site(users=tmp_path / "users")

    def token(address: str) -> str:
        found = re.search(r'name="_csrf_token" value="([^"]+)"', client.get(address).text)
        assert found
        return found[1]

    client.post("/login", data={"_csrf_token": token("/login"), "name": "Ada", "password": "a long password"})
    event = client.get("/api/relations/KEN/NOR/chronology?type=ACCUSE").json()["items"][0]["event"]
    form = {"_csrf_token": token(f"/event/{event}"), "act": "accept", "who": "Somebody else"}
    page = client.post(f"/event/{event}/review", data=form).text
    assert "by Ada" in page
    assert "Somebody else" not in page


def test_what_another_program_writes_is_seen(planted: Path, new_site: Site, tmp_path: Path) -> None:
    client = new_site()
    assert client.get("/api/relations/KEN/PER/chronology").json()["total"] == 8
    new = act("AID", [actor("PER")], [actor("KEN")], time=when("2024-04-20"))
    with open_record(tmp_path / "site-0.db") as store:
        store.add(*report("Peru sent Kenya relief.", new, day="2024-04-21", source="new"))
        store.merge()
    assert client.get("/api/relations/KEN/PER/chronology").json()["total"] == 9
    assert "AID" in client.get("/KEN/PER").text


def test_hostile_documents_stay_text(new_site: Site) -> None:
    addresses: list[str] = []

    def fill(store: Store) -> None:
        documents, persons = fill_hostile(store)
        addresses.extend([*documents, *persons])

    client = new_site(fill)
    addresses = [one for one in addresses if "%25" not in one]  # the test client decodes them twice
    for address in [
        "/",
        "/KEN/NOR",
        "/KEN/NOR?issue=" + quote(PAYLOADS[0]),
        "/documents",
        "/search?q=" + quote(PAYLOADS[1]),
        *addresses,
    ]:
        answer = client.get(address)
        assert answer.status_code == 200, address
        page = answer.text.replace('<object type="image/svg+xml" data="/KEN/NOR/figure.svg"', "")  # our figure
        assert not re.search(r"<(script|iframe|base|object|embed|style)\b", page), address
        attributes = re.sub(r'"[^"]*"', "", answer.text)  # values are in double quotes, and hold none
        assert not re.search(r"<[a-z][^>]*\son\w+\s*=", attributes), address
        assert 'href="javascript:' not in answer.text, address


def test_documents_without_text(tmp_path: Path) -> None:
    from dragoman.web.settings import Settings  # noqa: PLC0415
    from dragoman.web.site import make_app  # noqa: PLC0415

    with open_record(tmp_path / "bare.db", keep_text=False) as store:
        plant(store)
    with TestClient(make_app(Settings(record=tmp_path / "bare.db")), base_url="http://127.0.0.1") as client:
        head = client.get("/api/documents").json()["items"][0]
        assert "keeps no text" in client.get(f"/document/{head['id']}").text
        line = client.get("/api/relations/KEN/NOR/chronology").json()["items"][0]
        assert client.get(f"/event/{line['event']}").status_code == 200


# The map


def test_shapes_are_of_known_states_in_order() -> None:
    codes = [shape.code for shape in shapes()]
    assert codes == sorted(set(codes))
    known = party_names(Lexicons())
    assert len(set(codes) & set(known)) > 190
    assert all(re.fullmatch(r"(M[\d. -]+l[\d. -]+z)*", shape.path) for shape in shapes())


@pytest.mark.parametrize(
    ("mean", "name"),
    [(-10, "worst"), (-5, "worse"), (-1, "bad"), (0, "even"), (0.24, "even"), (0.25, "good"), (9, "best")],
)
def test_shades(mean: float, name: str) -> None:
    assert shade(mean) == name


def test_who_has_no_dealings_is_drawn_first() -> None:
    found = lands("KEN", (), party_names(Lexicons()))
    assert found[-1].shade == "self"
    assert {land.shade for land in found[:-1]} == {"none"}
