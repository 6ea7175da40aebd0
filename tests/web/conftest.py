"""What tests of the page share: a planted record, the site in this process, the program before a browser."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from litestar.testing import TestClient
from litestar.types import ASGIApp
from msgspec import structs
from planted import act, actor, report, when

from dragoman.record.store import Store, open_record
from dragoman.schema.actor import Official
from dragoman.schema.event import Evidence, LinkKind
from dragoman.schema.statement import Assessment, Milestone, MilestoneKind, Precedence, Stance, Statement, Trend
from dragoman.web.settings import Settings
from dragoman.web.site import make_app

LUND = actor("NOR", "Ole Lund", "foreign minister")
WERE = actor("KEN", "Amina Were", "foreign minister")
TALKS = act("CONSULT", [LUND, WERE], time=when("2024-04-08"), trigger="talks")

COMPLAINT = "Kenya criticised Norway over whales.\n“The hunters must stop,” Amina Were said."


def plant(store: Store) -> None:
    """Two states that quarrel over whales, set talks and call them off; then a visit that takes place."""
    blame = act("ACCUSE", [WERE], [actor("NOR")], time=when("2024-03-04"), trigger="criticised")
    said = Statement(
        id="s1",
        speaker=WERE,
        direct=True,
        text="The hunters must stop,",
        span=(COMPLAINT.index("The hunters"), COMPLAINT.index("” Amina")),
        stance=Stance.DEMANDS,
        towards=("NOR",),
        issue="whales",
        evidence=Evidence(sentence=(37, len(COMPLAINT))),
    )
    record, document = report(
        COMPLAINT, blame, day="2024-03-05", source="a", publisher="Mombasa Mail", statements=(said,)
    )
    were = Official(name="Amina Were", country="KEN", office="foreign minister", evidence=(0, 5))
    store.add(structs.replace(record, officials=(were,)), document)
    plan = TALKS.but(status="scheduled")
    store.add(
        *report(
            "The talks are set for April 8.",
            plan,
            day="2024-03-10",
            source="b",
            publisher="Fjord Post",
            milestones=(
                Milestone(
                    kind=MilestoneKind.ANNIVERSARY,
                    title="60 years of relations",
                    time=when("2024-06-01"),
                    parties=("KEN", "NOR"),
                    origin="1964-06-01",
                    evidence=Evidence(sentence=(0, 30)),
                ),
            ),
            precedence=(
                Precedence(
                    claim="the first talks in years",
                    kind="CONSULT",
                    parties=("KEN", "NOR"),
                    since=None,
                    evidence=Evidence(sentence=(0, 30)),
                ),
            ),
            assessments=(
                Assessment(
                    about=("KEN", "NOR"),
                    trend=Trend.STRAINED,
                    issue="whales",
                    held_by="narrator",
                    hedged=False,
                    text="The talks are set for April 8.",
                    evidence=Evidence(sentence=(0, 30)),
                ),
            ),
        )
    )
    off = TALKS.but(status="cancelled", links=())
    refusal = act(
        "REJECT",
        [actor("KEN")],
        [actor("NOR")],
        time=when("2024-04-02"),
        trigger="put off",
        links=[(LinkKind.CANCELS, 0)],
    )
    store.add(*report("Kenya put off the talks.", off, refusal, day="2024-04-02", source="c", publisher="Mombasa Mail"))
    visit = act("CONSULT", [LUND], [actor("KEN")], modes=["visit"], time=when("2024-04-20"), trigger="visit")
    plan = visit.but(status="scheduled")
    store.add(*report("Lund is to visit Kenya.", plan, day="2024-04-10", source="d", publisher="Fjord Post"))
    store.add(*report("Lund ended his visit.", visit, day="2024-04-21", source="e", publisher="Mombasa Mail"))
    for month in range(1, 9):
        one = act("CONSULT", [actor("KEN"), actor("PER")], time=when(f"2023-0{month}-10"), trigger="met")
        store.add(*report(f"Kenya and Peru met {month} times.", one, day=f"2023-0{month}-11", source=f"p{month}"))
    store.merge()


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record to ask; tests that change it make their own with `new_site`."""
    where = tmp_path_factory.mktemp("web") / "planted.db"
    with open_record(where) as store:
        plant(store)
    return where


@pytest.fixture(scope="session")
def app(planted: Path) -> ASGIApp:
    return make_app(Settings(record=planted, calm=0.0))


@pytest.fixture(scope="session")
def client(app: ASGIApp) -> Iterator[TestClient[ASGIApp]]:
    with TestClient(app, base_url="http://127.0.0.1") as client:
        yield client


@pytest.fixture
def new_site(tmp_path: Path) -> Iterator[Callable[..., TestClient[ASGIApp]]]:
    """Serve a record of one's own: `client = new_site(fill, users=…)`."""
    opened: list[TestClient[ASGIApp]] = []

    def make(fill: Callable[[Store], None] = plant, **settings: object) -> TestClient[ASGIApp]:
        where = tmp_path / f"site-{len(opened)}.db"
        with open_record(where) as store:
            fill(store)
            store.merge()
        given = Settings(record=where, calm=0.0, **settings)  # type: ignore[arg-type]
        client = TestClient(make_app(given), base_url="http://127.0.0.1")
        client.__enter__()
        opened.append(client)
        return client

    yield make
    for client in opened:
        client.__exit__(None, None, None)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Debian's chromium; a machine without it skips what needs it."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("no chromium is installed: the pages are not driven (Debian: apt install chromium)")
    return found


class Served:
    """The program, serving a record as a user would have it."""

    def __init__(self, record: Path, *more: str) -> None:
        self.record = record
        self.process = subprocess.Popen(
            [sys.executable, "-m", "dragoman", "serve", "--record", str(record), "--port", "0", *more],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert "http://localhost:" in line, line
        self.address = line.partition(" at ")[2].partition("/ ")[0]

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)
        assert self.process.stdout is not None
        self.process.stdout.close()
