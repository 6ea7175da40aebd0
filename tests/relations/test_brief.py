"""The brief: nothing in it that is not in the record, and every line leads to characters."""

import base64
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from story import story

from dragoman.lexicons.files import Lexicons
from dragoman.record.store import Store, open_record
from dragoman.relations.account import account
from dragoman.relations.brief import Brief, body, brief, html, markdown, runs

NAMES = {"PER": "Peru", "GHA": "Ghana", "TGO": "Togo"}


def made_of(store: Store, lexicons: Lexicons, asked: date | None = None) -> Brief:
    found = account(store, "PER", "GHA", asked=asked, lexicons=lexicons, chronology=15)
    assert found is not None
    return brief(store, found, title="Peru and Ghana", names=NAMES, lexicons=lexicons)


@pytest.fixture(scope="module")
def made(told: Store) -> Brief:
    return made_of(told, Lexicons())


def _plain(text: str) -> str:
    return text.replace("\\", "")


class Lines(HTMLParser):
    """The lines of a page, with what their marks lead to; and the ids that can be led to."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[tuple[str, list[str]]] = []
        self.ids: set[str] = set()
        self.elsewhere: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids.add(str(given["id"]))
        if tag == "dd":
            self.lines.append(("", []))
            self._inside = tag
        for name in ("href", "xlink:href", "src"):
            if target := given.get(name):
                if self._inside == "dd" and target.startswith("#"):
                    self.lines[-1][1].append(target[1:])
                elif not target.startswith("#"):
                    self.elsewhere.append(target)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "dd":
            self.lines[-1] = (self.lines[-1][0] + data, self.lines[-1][1])


def test_every_line_of_the_page_is_cited(made: Brief) -> None:
    page = Lines()
    page.feed(html(made))
    assert len(page.lines) > 12
    for text, marks in page.lines:
        assert text.strip()
        assert marks, text
        assert set(marks) <= page.ids
    assert page.elsewhere == []  # the page needs nothing beside it


def test_every_line_of_the_markdown_is_cited(made: Brief) -> None:
    text = markdown(made)
    lines = [line for line in text.splitlines() if line.startswith("- ")]
    assert len(lines) > 12
    for line in lines:
        numbers = re.findall(r"\]\(#source-(\d+)\)", line)
        assert numbers, line
        assert all(f'<a id="source-{number}"></a>' in text for number in numbers)


def test_the_sentences_are_those_of_the_documents(made: Brief, told: Store) -> None:
    assert [ref.number for ref in made.references] == list(range(1, len(made.references) + 1))
    for ref in made.references:
        document = told.document(ref.document)
        assert document is not None
        assert ref.words == " ".join(document.text[slice(*ref.span)].split())
        told_as = f"<i>characters</i> {ref.span[0]}–{ref.span[1]}<span>: “{ref.words}”"
        assert told_as in html(made).replace("&#x27;", "'")
        assert f"characters {ref.span[0]}–{ref.span[1]}: “{_plain(ref.words or '')}”" in _plain(markdown(made))


def test_the_events_are_those_of_the_record(made: Brief, told: Store) -> None:
    """Ids in words, in lines and in sources are of events of the record, and of these two or linked to theirs."""
    known = {event.id[:8] for event in told.events()}
    named = set(re.findall(r"\b[0-9a-f]{8}\b", re.sub(r"document [0-9a-f]{16}|<figure.*?</figure>", "", html(made))))
    assert named
    assert named <= known


def test_the_figure_stands_in_both(made: Brief) -> None:
    assert made.figure is not None
    assert made.figure.decode() in html(made)
    (data,) = re.findall(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)\)", markdown(made))
    assert base64.b64decode(data) == made.figure
    assert set(re.findall(rb'xlink:href="#source-(\d+)"', made.figure))


def test_without_sentences_and_figure_the_page_tells_the_same(made: Brief, told: Store, lexicons: Lexicons) -> None:
    found = account(told, "PER", "GHA", asked=None, lexicons=lexicons, chronology=15)
    assert found is not None
    bare = brief(told, found, title="Peru and Ghana", names=NAMES, lexicons=lexicons, quoted=False, drawn=False)
    assert bare.sections == made.sections
    assert [ref.span for ref in bare.references] == [ref.span for ref in made.references]
    assert re.sub(r"<span>.*?</span>", "", body(made)) == body(bare)


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        pytest.param((), "", id="none"),
        pytest.param((2, 3), "2 3", id="two stay two"),
        pytest.param((4, 1, 2, 3), "1–4", id="a run, in any order"),
        pytest.param((1, 3, 4, 5, 9, 10), "1 3–5 9 10", id="between others"),
    ],
)
def test_numbers_that_follow_each_other_are_one_run(numbers: tuple[int, ...], words: str) -> None:
    assert " ".join(written for _, written in runs(numbers)) == words


def test_as_of(told: Store, lexicons: Lexicons) -> None:
    early = html(made_of(told, lexicons, date(2031, 7, 25)))
    assert "As of 25 July 2031" in early
    assert "Called off" not in early


def test_a_record_without_texts(tmp_path: Path, lexicons: Lexicons) -> None:
    with open_record(tmp_path / "r.db", keep_text=False) as store:
        store.add_all(story())
        made = made_of(store, lexicons)
    assert {ref.words for ref in made.references} == {None}
    assert "the record keeps no texts" in markdown(made)


def test_marks_in_words_are_no_markup(made: Brief, told: Store, lexicons: Lexicons) -> None:
    names = {"PER": "<Peru> & *sons*", "GHA": "Ghana"}
    found = account(told, "PER", "GHA", asked=None, lexicons=lexicons, chronology=15)
    assert found is not None
    odd = brief(told, found, title="<b>", names=names, lexicons=lexicons)
    assert "<h1>&lt;b&gt;</h1>" in html(odd)
    assert "<Peru>" not in re.sub(r"<figure.*?</figure>", "", html(odd), flags=re.DOTALL)
    assert "\\<Peru\\> & \\*sons\\*" in markdown(odd)
