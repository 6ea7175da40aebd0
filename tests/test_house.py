"""The house itself: what the docs say is so, and the demo, the Makefile and the package hold what they promise."""

import io
import json
import re
import subprocess
import sys
import textwrap
import tomllib
from pathlib import Path

import msgspec
import pytest

from dragoman.lexicons.acts import ActEntry
from dragoman.lexicons.files import Lexicons
from dragoman.samples import ARTICLES
from dragoman.schema.actor import Actor, Official, Place
from dragoman.schema.base import Record
from dragoman.schema.document import Document, DocumentHead
from dragoman.schema.event import Event, Teller
from dragoman.schema.statement import Assessment, Milestone, Precedence, Statement
from dragoman.schema.when import Published, When
from dragoman.sources.documents import read_places
from dragoman.sources.places import list_places

HOUSE = Path(__file__).parents[1]
DOCS = sorted([*HOUSE.glob("*.md"), *HOUSE.glob("docs/*.md"), *HOUSE.glob("src/dragoman/**/*.md")])
README = (HOUSE / "README.md").read_text(encoding="utf-8")
ROOMS = sorted(path.parent.name for path in (HOUSE / "src" / "dragoman").glob("*/__init__.py"))


@pytest.mark.parametrize("page", DOCS, ids=lambda path: path.relative_to(HOUSE).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8")):
        if not target.startswith(("http:", "https:")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


@pytest.mark.parametrize("room", [room for room in ROOMS if room not in {"cli", "schema", "lexicons"}])
def test_every_room_tells_what_it_does(room: str) -> None:
    assert (HOUSE / "src" / "dragoman" / room / "README.md").is_file()


def test_make_targets_are_those_the_docs_name() -> None:
    targets = set(re.findall(r"^([a-z]+):", (HOUSE / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for page in DOCS:
        named = set(re.findall(r"\bmake ([a-z]+)\b(?=[`\s,.)]| {2,})", page.read_text(encoding="utf-8")))
        code = {name for name in named if f"`make {name}`" in page.read_text(encoding="utf-8")}
        assert code <= targets, f"{page.name} names {code - targets}"


def dragoman(*words: str, folder: Path, stdin: str = "") -> str:
    """What the program writes to standard output in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "dragoman", *words], input=stdin.encode(), capture_output=True, check=False, cwd=folder
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def test_commands_that_the_readme_shows_exist(tmp_path: Path) -> None:
    commands = set(
        re.findall(r"^  ([a-z]+) ", dragoman("--help", folder=tmp_path).partition("Commands:")[2], re.MULTILINE)
    )
    named = set(
        re.findall(r"\bdragoman ([a-z]+)\b", "\n".join(re.findall(r"^    \$ .*|`dragoman .*?`", README, re.MULTILINE)))
    )
    assert named
    assert named <= commands


@pytest.mark.parser
def test_tour_of_the_readme_shows_what_the_program_prints(tmp_path: Path) -> None:
    """Every line of the README's tour stands in what the commands print; "…" is what was left out."""
    tour = README.partition("## A minute's tour")[2].partition("\n## ")[0]
    blocks = [
        textwrap.dedent(block) for block in re.findall(r"(?:^(?:    .*|)\n)+", tour, re.MULTILINE) if block.strip()
    ]
    (tmp_path / "news.txt").write_text(blocks[0].strip() + "\n", encoding="utf-8")
    for block in blocks[1:]:
        command, *shown = block.strip().splitlines()
        assert command.startswith("$ dragoman ")
        printed = dragoman(*command.removeprefix("$ dragoman ").split(), folder=tmp_path)
        lines = {line.strip() for line in printed.splitlines()}
        assert [line for line in shown if line.strip() not in lines | {"…", ""}] == [], printed


@pytest.mark.parametrize(
    "noun",
    [
        DocumentHead,
        Event,
        Actor,
        Place,
        Statement,
        Official,
        Milestone,
        Precedence,
        Assessment,
        When,
        Published,
        Teller,
    ],
    ids=lambda noun: noun.__name__,
)
def test_page_on_the_record_names_every_field(noun: type[Record]) -> None:
    page = (HOUSE / "docs" / "record.md").read_text(encoding="utf-8")
    named = {word for part in re.findall(r"`([^`]+)`", page) for word in re.findall(r"[a-z_]+", part)}
    assert set(noun.__struct_fields__) <= named


def test_entry_in_the_docs_is_one() -> None:
    page = (HOUSE / "docs" / "adding-words.md").read_text(encoding="utf-8")
    block, *_ = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    (raw,) = tomllib.loads(block)["entry"]
    entry = msgspec.convert(raw, ActEntry)
    explained = set(re.findall(r"`([a-z_]+)\b[^`]*`", page))
    assert set(ActEntry.__struct_fields__) <= explained, "keys that the page does not explain"
    assert entry.examples


@pytest.mark.parser
def test_entry_in_the_docs_works(tmp_path: Path) -> None:
    page = (HOUSE / "docs" / "adding-words.md").read_text(encoding="utf-8")
    block, *_ = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    (tmp_path / "mine" / "en" / "acts").mkdir(parents=True)
    (tmp_path / "mine" / "en" / "acts" / "mine.toml").write_text(block, encoding="utf-8")
    (text,) = re.findall(r'echo "(.*?)" > try\.txt', page)
    for words, expected in (([], []), (["--lexicon", "mine"], [("CONSULT", ["GHA", "NOR"])])):
        printed = dragoman("read", "-", "--published", "2031-05-03", *words, folder=tmp_path, stdin=text)
        events = json.loads(printed)["events"]
        assert [(event["type"], [actor["country"] for actor in event["actors"]]) for event in events] == expected


def test_samples_are_read_without_refusal() -> None:
    found = list(read_places(list_places([str(ARTICLES)]).places, stdin=io.BytesIO(), lexicons=Lexicons()))
    assert len(found) >= 16
    assert all(isinstance(item, Document) for item in found)
    assert len({item.source for item in found}) == len(found)


def test_samples_hold_what_the_demo_needs() -> None:
    rows = [msgspec.json.decode(line) for line in ARTICLES.read_bytes().splitlines()]
    lengths = [len(row["text"].split()) for row in rows]
    assert min(lengths) >= 120
    assert max(lengths) <= 400
    assert any("published" not in row for row in rows), "one is undated"
    assert any(row["text"].count("Source: ") for row in rows), "one is reprinted"


def test_nothing_of_the_development_data_is_in_the_house(shared: Path) -> None:
    """No sentence of twelve words or more of the gold articles stands in code, lexicons, docs or tests."""
    suffixes = {".py", ".md", ".toml", ".csv", ".jsonl"}
    ours = "\n".join(
        " ".join(path.read_text(encoding="utf-8").split())
        for folder in ("src", "tests", "docs", "bench")
        for path in sorted((HOUSE / folder).rglob("*"))
        if path.suffix in suffixes
    )
    for path in sorted((shared / "eval" / "articles").glob("*.txt")):
        words = path.read_text(encoding="utf-8").split()
        for at in range(0, len(words) - 12, 6):
            assert " ".join(words[at : at + 12]) not in ours, f"{path.name}: {' '.join(words[at : at + 12])}"
