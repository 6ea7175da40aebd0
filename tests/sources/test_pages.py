"""Web pages: house styles of outlets and press offices over a local server, and what single rules promise."""

import difflib
import io
from collections.abc import Iterator

import newsdesks
import outlets
import pytest
from outlets import Story, story
from webserver import Site, serving

from dragoman.errors import RefusedError
from dragoman.lexicons.files import Lexicons
from dragoman.schema.document import Document, ParagraphKind
from dragoman.sources.documents import read_places
from dragoman.sources.markup import MarkupEntry, markup_entries
from dragoman.sources.pages import plain_blocks, read_page
from dragoman.sources.places import list_places
from dragoman.sources.web import Fetcher

PAGES = outlets.PAGES | newsdesks.PAGES
CHARSETS = {"printer": "windows-1252", "right_to_left": "windows-1256"}

LEAST_RECALL = 0.97
MOST_FOREIGN = 0.03


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    site = Site()
    for name, (_, page) in PAGES.items():
        charset = CHARSETS.get(name, "utf-8")
        site.page(f"/{name}", page.encode(charset), f"text/html; charset={charset}")
    with serving(site):
        yield site


def measured(it: Story, document: Document) -> tuple[float, float]:
    """Part of the story's words that the body has, in order; and part of the body's words that are not the story's."""
    body = [
        word
        for paragraph in document.paragraphs
        if paragraph.kind is ParagraphKind.BODY
        for word in document.text[slice(*paragraph.span)].split()
    ]
    true = " ".join(it.paragraphs).split()
    same = sum(b.size for b in difflib.SequenceMatcher(None, true, body, autojunk=False).get_matching_blocks())
    return same / len(true), 1 - same / max(1, len(body))


@pytest.mark.parametrize("name", PAGES)
def test_house_style(name: str, site: Site) -> None:
    it, _ = PAGES[name]
    places = list_places([f"{site.url}/{name}"]).places
    with Fetcher(allow_private=True) as fetcher:
        (document,) = read_places(places, stdin=io.BytesIO(), lexicons=Lexicons(), fetch=fetcher.fetch)
    assert isinstance(document, Document), document
    recall, foreign = measured(it, document)
    assert recall >= LEAST_RECALL
    assert foreign <= MOST_FOREIGN
    assert document.title == it.headline
    assert document.published is not None
    assert (document.published.start, document.published.end) == (it.day, it.day)
    assert document.publisher == it.publisher
    assert document.url == document.source == f"{site.url}/{name}"
    headlines = [document.text[slice(*p.span)] for p in document.paragraphs if p.kind is ParagraphKind.HEADLINE]
    assert headlines == [it.headline]


@pytest.mark.parametrize("number", range(13, 33))
@pytest.mark.parametrize("name", PAGES)
def test_house_style_with_other_stories(name: str, number: int) -> None:
    """What holds of one story must hold of others: lengths and words differ."""
    publisher = PAGES[name][0].publisher
    it = story(number, publisher, length=2 + number % 8)
    maker = getattr(outlets if name in outlets.PAGES else newsdesks, name)
    document = _made(maker(it))
    recall, foreign = measured(it, document)
    assert recall >= LEAST_RECALL
    assert foreign <= MOST_FOREIGN
    assert (document.title, document.publisher) == (it.headline, publisher)
    assert document.published is not None
    assert document.published.end == it.day


# Style → which of the story's captions its page shows.
CAPTIONS = {
    "semantic": (0,), "gallery": (0, 1, 2), "tables_era": (2,), "wire_service": (0,), "cooperative": (0,),
    "eastern_agency": (2,), "gulf_channel": (0,), "public_service": (2,), "broadcaster": (0,), "wiki": (0,),
}  # fmt: skip


@pytest.mark.parametrize("name", CAPTIONS)
def test_captions_are_kept_as_what_they_are(name: str) -> None:
    it, page = PAGES[name]
    document = _made(page)
    kept = [document.text[slice(*p.span)] for p in document.paragraphs if p.kind is ParagraphKind.CAPTION]
    for at in CAPTIONS[name]:
        assert sum(it.captions[at] in caption for caption in kept) == 1
    assert not any(text in caption for caption in kept for text in it.paragraphs)


def test_a_page_of_captions_alone_is_no_story() -> None:
    figures = "".join(
        f"<figure><figcaption>The envoys of state {n} arrive for talks</figcaption></figure>" for n in range(9)
    )
    with pytest.raises(RefusedError, match="holds no running text"):
        read_page(f"<html><body><h1>The day in pictures</h1>{figures}</body></html>", url=None, lexicons=Lexicons())


def test_cells_of_a_table_are_no_running_text() -> None:
    rows = "".join(f"<tr><td>{year}</td><td>{year % 37}</td></tr>" for year in range(2020, 2030))
    told = "The ministers met in Oslo on Monday and signed a treaty on fishing rights in the northern waters."
    more = told.replace("Monday", "Tuesday")
    table = f"<table><tr><th>Year</th><th>Catch</th></tr>{rows}</table>"
    page = f"<html><body><h1>Ministers sign treaty in Oslo</h1><p>{told}</p>{table}<p>{more}</p></body></html>"
    blocks = read_page(page, url=None, lexicons=Lexicons()).blocks
    assert [block.text for block in blocks if block.kind is None] == [told, more]


def _made(page: str) -> Document:
    from dragoman.sources.archives import Member  # noqa: PLC0415
    from dragoman.sources.documents import read_member  # noqa: PLC0415

    (document,) = read_member(Member("page", io.BytesIO(page.encode())), lexicons=Lexicons())
    assert isinstance(document, Document), document
    return document


def test_addresses_and_days_of_versions() -> None:
    page = PAGES["div_soup"][1].replace(
        'article:modified_time" content="2031-02-05', 'article:modified_time" content="2031-02-07'
    )
    read = read_page(page, url="https://m.harbour.example/world/1?ref=feed", lexicons=Lexicons())
    assert read.url == "https://m.harbour.example/world/1?ref=feed"
    assert read.canonical == "https://www.harbour.example/world/talks-2031-02-05"
    assert str(read.modified) == "2031-02-07"


@pytest.mark.parametrize(
    ("head", "day"),
    [
        pytest.param('<meta property="article:published_time" content="2031-05-03T23:30-05">', "2031-05-03", id="zone"),
        pytest.param('<meta name="pubdate" content="20310503">', "2031-05-03", id="figures alone"),
        pytest.param('<meta name="date" content="3 May 2031">', "2031-05-03", id="a month by name"),
        pytest.param('<meta name="date" content="1935539999">', "2031-05-03", id="seconds"),
        pytest.param("", None, id="none is guessed from the text"),
    ],
)  # fmt: skip
def test_day(head: str, day: str | None) -> None:
    text = (
        "The envoys had met on 4 March 2029 in Oslo, and they are to meet again before the end of the year, they said."
    )
    headline = "Envoys meet in Accra"
    page = f"<html><head><title>{headline}</title>{head}</head><body><h1>{headline}</h1><p>{text}</p></body></html>"
    read = read_page(page, url=None, lexicons=Lexicons())
    assert (str(read.published) if read.published else None) == day


def test_page_that_is_no_story_is_refused() -> None:
    with pytest.raises(RefusedError, match="holds no running text; "):
        read_page("<html><body><ul><li><a href='/'>Home</a></li></ul></body></html>", url=None, lexicons=Lexicons())


def test_broken_data_of_a_page_do_no_harm() -> None:
    it, page = PAGES["amp"]
    for broken in (
        '{"@type": "NewsArticle", "headline": ',
        '{"@type": ["NewsArticle"], "headline": {"x": [1]}, "author": 5}',
        "[" * 5_000,
    ):
        marked = page.replace("<body>", f'<script type="application/ld+json">{broken}</script><body>')
        assert read_page(marked, url=None, lexicons=Lexicons()).title == it.headline


def test_piece_of_html_in_lines() -> None:
    blocks = plain_blocks("<p>Envoys <b>met</b> in<br>Oslo.</p><ul><li>One</li><li>Two</li></ul>tail")
    assert [block.text for block in blocks] == ["Envoys met in", "Oslo.", "One", "Two", "tail"]


ENTRIES = markup_entries(Lexicons())


@pytest.mark.parametrize(
    ("entry", "markup", "matches"),
    [
        pytest.param(entry, markup, matches, id=f"{entry.id}: {markup}")
        for entry in ENTRIES
        for matches, examples in ((True, entry.examples), (False, entry.non_examples))
        for markup in examples
    ],
)
def test_examples_of_markup(entry: MarkupEntry, markup: str, matches: bool) -> None:
    from lxml import html  # noqa: PLC0415

    tag = markup[1:].split(maxsplit=1)[0].strip(">")
    tree = html.document_fromstring(
        f"<html><body>{markup}x</{tag}></body></html>" if tag != "body" else f"<html>{markup}x</body></html>"
    )
    element = next(tree.iter(tag))
    assert entry.matches(element) is matches
    if not matches:
        assert not any(other.matches(element) for other in ENTRIES)
