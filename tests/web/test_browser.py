"""The pages in Debian's chromium, as a user would drive them; nothing may be asked of another machine."""

import csv
import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from icalendar import Calendar
from playwright.sync_api import Browser, Dialog, Frame, Page, expect, sync_playwright
from pypdf import PdfReader
from tests.web.conftest import Served
from tests.web.hostile import fill_hostile

from dragoman.record.store import open_record

pytestmark = [pytest.mark.browser, pytest.mark.parser]

ARTICLE = """Iceland and Ghana open talks on fishing

REYKJAVIK, May 6 - Iceland's foreign minister visited Ghana on Tuesday and met President Kofi Mensah in Accra.

Ghana urged Iceland to lift its ban on imports of tuna. "We will decide in June," the minister said.
"""

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The sample articles, read into a record and served."""
    where = tmp_path_factory.mktemp("browser") / "samples.db"
    command = [sys.executable, "-m", "dragoman", "demo", "--record", str(where)]
    subprocess.run(command, check=True, capture_output=True)
    site = Served(where)
    yield site
    site.stop()


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


class Visit:
    """A page of the browser that keeps account of what it asks for and complains of."""

    def __init__(self, browser: Browser, address: str, **how: Any) -> None:
        self.context = browser.new_context(base_url=address, **how)
        self.page = self.context.new_page()
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.context.on("request", lambda request: self.asked.append(request.url))
        self.context.on("console", lambda said: self.complaints.append(said.text))
        self.context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        self.address = address

    def close(self) -> None:
        self.context.close()
        strangers = [url for url in self.asked if not url.startswith((self.address, "data:", "chrome"))]
        assert not strangers
        assert not self.complaints


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    visit = Visit(browser, served.address)
    yield visit.page
    visit.close()


def figure_of(page: Page) -> Frame:
    """The document of the figure that a page holds."""
    page.wait_for_load_state("load")
    expect(page.locator(".figure object")).to_be_visible()
    address = page.evaluate("document.querySelector('.figure object').data")
    (found,) = (frame for frame in page.frames if frame.url == address)
    return found


def test_from_a_pair_to_the_sentence(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Between").fill("Norway")
    page.get_by_label("and", exact=True).fill("Chile")
    page.get_by_role("button", name="Show relation").click()
    expect(page).to_have_url(f"{page.url.partition('/NOR')[0]}/NOR/CHL")
    expect(page.get_by_role("heading", level=1)).to_have_text("Norway and Chile")
    figure = figure_of(page)
    expect(figure.locator("svg")).to_contain_text("PLOVER")  # whose weights
    expect(figure.locator("svg")).to_contain_text("level")
    point = figure.locator("a").first
    wanted = point.get_attribute("xlink:href") or point.get_attribute("href")
    point.click()
    assert wanted is not None
    page.wait_for_url(f"**{wanted}")
    lines = page.locator("ol.chronology > li")
    assert lines.count() > 0
    lines.first.locator("a.to").click()
    report = page.locator(".report").first
    expect(report.locator(".k-sentence").first).to_be_visible()
    expect(report.locator(".k-event").first).to_be_visible()
    report.locator("h3 a").click()
    mark = page.locator(".document .m.k-event").first
    expect(mark.locator(".tip")).to_be_hidden()
    mark.focus()
    expect(mark.locator(".tip")).to_be_visible()
    expect(mark.locator(".tip")).to_contain_text("Act 1")


def test_every_point_of_a_figure_leads_to_its_events(page: Page, served: Served) -> None:
    page.goto("/NOR/CHL")
    links = figure_of(page).locator("svg a")
    expect(links.nth(3)).to_be_visible()
    addresses = {str(link.get_attribute("xlink:href") or link.get_attribute("href")) for link in links.all()}
    assert len(addresses) >= 4
    for address in sorted(addresses):
        page.goto(address)
        assert page.locator("ol.chronology > li").count() > 0, address


def test_filters_stand_in_the_address(page: Page) -> None:
    page.goto("/NOR/CHL")
    form = page.get_by_role("form", name="Filters of the chronology")
    form.get_by_label("Type").select_option("CONSULT")
    form.get_by_label("From").fill("2031-04-01")
    form.get_by_role("button", name="Filter").click()
    assert "type=CONSULT" in page.url
    assert "since=2031-04-01" in page.url
    shown = page.locator("ol.chronology > li").count()
    other = page.context.new_page()
    other.goto(page.url)
    assert other.locator("ol.chronology > li").count() == shown > 0


def test_a_pasted_article_is_read_and_kept(page: Page) -> None:
    page.goto("/read")
    page.get_by_label("Text", exact=True).fill(ARTICLE)
    page.get_by_label("Day of publication").fill("2031-05-07")
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Iceland and Ghana open talks on fishing")
    acts = page.locator("ol.acts > li")
    assert acts.count() >= 2
    expect(page.locator(".document .k-event").first).to_be_visible()
    page.goto("/GHA/ISL")
    expect(page.get_by_text("The record knows of nothing between them")).to_be_visible()
    page.go_back()
    page.get_by_role("button", name="Keep it").click()
    assert "/document/" in page.url
    page.goto("/GHA/ISL")
    assert page.locator("ol.chronology > li").count() >= 2


def test_a_text_can_be_let_go(page: Page) -> None:
    page.goto("/read")
    page.get_by_label("Text", exact=True).fill(ARTICLE.replace("Ghana", "Malta"))
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("button", name="Let it go").click()
    page.goto("/ISL/MLT")
    expect(page.get_by_text("The record knows of nothing between them")).to_be_visible()


def test_an_uploaded_file(page: Page, tmp_path: Path) -> None:
    article = tmp_path / "news.txt"
    article.write_text(ARTICLE.replace("Ghana", "Cuba"), encoding="utf-8")
    page.goto("/read")
    page.get_by_label("or a file").set_input_files(article)
    page.get_by_role("button", name="Read it").click()
    assert page.locator("ol.acts > li").count() >= 2


def test_what_cannot_be_read_is_refused_with_a_reason(browser: Browser, served: Served) -> None:
    visit = Visit(browser, served.address)
    page = visit.page
    page.goto("/read")
    page.get_by_label("Text", exact=True).fill(
        "Le ministre des affaires étrangères a rencontré hier son homologue à Paris."
    )
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("alert")).to_contain_text("refused")
    visit.complaints = [one for one in visit.complaints if "422" not in one]
    visit.close()


def test_a_correction_survives_reading_again(page: Page, served: Served) -> None:
    page.goto("/KEN/KOR")
    page.locator("ol.chronology > li a.to").last.click()
    event = page.url
    page.get_by_label("is right but for what I correct here").check()
    page.get_by_label("Status").select_option("did_not_happen")
    page.get_by_label("Your name").fill("Ada")
    page.get_by_label("Why").fill("the ministry told us so")
    page.get_by_role("button", name="Decide").click()
    expect(page.locator(".decision")).to_contain_text("correct by Ada")
    expect(page.locator(".masthead .badge").first).to_have_text("did not happen")
    page.locator(".report h3 a").first.click()
    page.get_by_role("button", name="Read it again").click()
    page.goto(event)
    expect(page.locator(".masthead .badge").first).to_have_text("did not happen")
    samples = Path(__file__).parents[2] / "src" / "dragoman" / "samples" / "articles.jsonl"
    command = [sys.executable, "-m", "dragoman", "read", str(samples), "--record", str(served.record)]
    subprocess.run(command, check=True, capture_output=True)
    page.wait_for_timeout(5500)  # answers are kept for five seconds while another program writes
    page.goto(event)
    expect(page.locator(".masthead .badge").first).to_have_text("did not happen")
    expect(page.locator(".decision")).to_contain_text("the ministry told us so")


def reads_again(page: Page) -> None:
    """Read the document of the first report on the page of an event again, and come back."""
    event = page.url
    page.locator(".report h3 a").first.click()
    page.get_by_role("button", name="Read it again").click()
    page.goto(event)


def test_events_are_put_together_and_apart_and_stay_so(page: Page) -> None:
    page.goto("/JPN/KEN")
    addresses = [str(link.get_attribute("href")) for link in page.locator("ol.chronology > li a.to").all()]
    first, second = addresses[0], addresses[-1]
    page.goto(second)
    texts = page.locator(".report").count()
    page.goto(first)
    before = page.locator(".report").count()
    page.get_by_label("and another one are one act").check()
    page.get_by_label("The other event").fill(page.url.replace(first, second))
    page.get_by_label("Your name").fill("Ada")
    page.get_by_label("Why").fill("both tell of the same day")
    page.get_by_role("button", name="Decide").click()
    expect(page.locator(".decision").last).to_contain_text("merge by Ada")
    expect(page.locator(".report")).to_have_count(before + texts)
    reads_again(page)
    expect(page.locator(".report")).to_have_count(before + texts)
    page.get_by_label("holds reports of another act").check()
    page.get_by_role("group", name="Reports that are of another act").get_by_role("checkbox").last.check()
    page.get_by_label("Your name").fill("Ben")
    page.get_by_role("button", name="Decide").click()
    expect(page.locator(".decision").last).to_contain_text("split by Ben")
    expect(page.locator(".report")).to_have_count(before + texts - 1)
    reads_again(page)
    expect(page.locator(".report")).to_have_count(before + texts - 1)


def test_a_group_with_its_members_has_an_address(page: Page) -> None:
    page.goto("/European Union/CHL")
    page.get_by_role("link", name="With its members").click()
    assert "members=yes" in page.url
    expect(page.get_by_role("heading", level=1)).to_contain_text("European Union with its 27 members of")
    page.get_by_role("link", name="The body alone").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("European Union and Chile")


def test_calendar_and_tables_can_be_taken_along(page: Page, served: Served) -> None:
    page.goto("/NOR/CHL")
    with page.expect_download() as calendar:
        page.get_by_role("link", name="Calendar (.ics)").click()
    entries = Calendar.from_ical(Path(calendar.value.path()).read_bytes()).walk("VEVENT")
    assert entries
    with page.expect_download() as table:
        page.get_by_role("link", name="Chronology (CSV)").click()
    mine = list(csv.reader(io.StringIO(Path(table.value.path()).read_text(encoding="utf-8"))))
    command = [
        sys.executable,
        "-m",
        "dragoman",
        "chronology",
        "NOR",
        "CHL",
        "--format",
        "csv",
        "--record",
        str(served.record),
    ]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert mine == list(csv.reader(io.StringIO(told)))  # the other door gives the same answer
    with page.expect_download() as series:
        page.get_by_role("link", name="Level and flow (CSV)").click()
    command = [
        sys.executable,
        "-m",
        "dragoman",
        "series",
        "NOR",
        "CHL",
        "--format",
        "csv",
        "--record",
        str(served.record),
    ]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert Path(series.value.path()).read_text(encoding="utf-8") == told


def test_grammar_and_people(page: Page) -> None:
    page.goto("/NOR/CHL")
    page.locator("ol.chronology > li a.to").last.click()
    page.get_by_role("link", name="Show the grammar").click()
    expect(page.locator(".grammar li").first).to_be_visible()
    page.goto("/person/Kari Solvang")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kari Solvang")
    expect(page.get_by_text("As texts have it")).to_be_visible()
    assert page.locator(".lines > li").count() > 2


def test_the_map_leads_to_a_relation(page: Page) -> None:
    page.goto("/?state=NOR")
    page.locator(".map a", has_text="Chile").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Norway and Chile")


def test_searching(page: Page) -> None:
    page.goto("/")
    page.get_by_role("search").get_by_role("searchbox").fill("trawler")
    page.keyboard.press("Enter")
    expect(page.locator(".lines > li").nth(3)).to_be_visible()
    page.get_by_role("search").get_by_role("searchbox").fill("Norway and Chile")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Norway and Chile").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Norway and Chile")


@pytest.mark.parametrize("pair", [("NOR", "CHL"), ("KEN", "KOR")])
def test_the_page_prints_as_the_brief_on_one_sheet(
    page: Page, served: Served, pair: tuple[str, str], tmp_path: Path
) -> None:
    page.goto("/".join(("", *pair)))
    figure_of(page)
    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert len(sheets) == 1
    assert [round(float(side) / 72 * 25.4) for side in sheets[0].mediabox[2:]] == [210, 297]
    page.emulate_media(media="print")
    command = [sys.executable, "-m", "dragoman", "brief", *pair, "--record", str(served.record)]
    subprocess.run([*command, "--out", str(tmp_path / "brief.html")], check=True)
    other = page.context.browser.new_page()  # type: ignore[union-attr]
    other.goto((tmp_path / "brief.html").as_uri())
    other.emulate_media(media="print")
    other.evaluate("document.querySelector('figure').remove()")  # on our page a document of its own
    mine, its = (one.locator("body").inner_text().split() for one in (page, other))
    assert [word.replace("quoted", "named") for word in its] == mine
    other.close()


HANDLERS = """[...document.querySelectorAll("*")].flatMap(one => [...one.attributes])
    .filter(attribute => attribute.name.startsWith("on")).length"""
"""Counts attributes that would run a script."""

ALL = (
    "/",
    "/NOR/CHL",
    "/documents",
    "/read",
    "/actor/NOR",
    "/person/Kari Solvang",
    "/search?q=trawler",
    "/health",
    "event",
    "document",
    "/nowhere",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barrier_is_found(browser: Browser, served: Served, scheme: str) -> None:
    """Axe's rules for WCAG 2, A and AA, and its best practices."""
    visit = Visit(browser, served.address, color_scheme=scheme)
    page = visit.page
    page.goto("/NOR/CHL")
    event = str(page.locator("ol.chronology a.to").last.get_attribute("href"))
    page.goto("/documents")
    document = str(page.locator("tbody th a").first.get_attribute("href"))
    serious = []
    for address in ALL:
        page.goto({"event": event, "document": document}.get(address, address))
        for found in Axe().run(page).response["violations"]:
            if found["impact"] in {"serious", "critical"}:
                places = [str(node["html"])[:200] + str(node.get("any", ""))[:200] for node in found["nodes"][:3]]
                serious.append((address, found["id"], places))
    assert not serious
    visit.complaints = [one for one in visit.complaints if "404" not in one]  # of the page that is not there
    visit.close()


@pytest.mark.parametrize("address", ["/", "/NOR/CHL", "/documents", "/read", "/actor/NOR", "/search?q=trawler"])
def test_nothing_hangs_over_on_a_telephone(browser: Browser, served: Served, address: str) -> None:
    visit = Visit(browser, served.address, viewport={"width": 360, "height": 740})
    visit.page.goto(address)
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 360
    visit.close()


def test_pages_stay_whole_whatever_documents_hold(browser: Browser, tmp_path: Path) -> None:
    where = tmp_path / "hostile.db"
    with open_record(where) as store:
        documents, persons = fill_hostile(store)
    site = Served(where)
    visit = Visit(browser, site.address)
    page = visit.page
    dialogs: list[str] = []

    def on_dialog(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", on_dialog)
    try:
        page.goto("/documents")
        assert page.locator("tbody th a").count() >= 50
        addresses = ["/", "/KEN/NOR", "/actor/KEN", "/documents?offset=50", "/search?q=script", *documents, *persons]
        for address in addresses:
            answer = page.goto(address)
            assert answer is not None
            assert answer.status == 200, address
            assert page.locator("footer.bottom").count() == 1, address  # nothing broke out of the page
            ours = page.locator('object[type="image/svg+xml"][data^="/KEN/NOR/figure.svg"]').count()
            assert page.locator("script, iframe, object, embed, base, meta[http-equiv]").count() == ours, address
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
            assert page.evaluate("window.hacked") is None, address
            events = page.evaluate(HANDLERS)
            assert events == 0, address
        page.goto("/documents")
        for link in page.locator("main a[href]").all()[:60]:
            assert str(link.get_attribute("href")).startswith(("/", "#"))
    finally:
        site.stop()
    assert not dialogs
    visit.close()
