"""Web pages to blocks of text: the story without what stands round it, and what the page says of itself.

Order: the data of the page (`page_data.py`); furniture cut out by the lexicon of markup; the running text by
trafilatura; headline and publisher by holding the page's titles against what stands on it; the day by the page's
data, by htmldate, or by a line of nothing but a date.
"""

import functools
import html
import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dragoman.errors import RefusedError, UsageError
from dragoman.lexicons.files import Lexicons
from dragoman.schema.document import ParagraphKind
from dragoman.sources.blocks import Block
from dragoman.sources.days import read_day
from dragoman.sources.markup import MarkupEntry, markup_entries
from dragoman.sources.page_data import PageData, page_data
from dragoman.sources.page_entries import word_list

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_PAGE_BYTES = 10_000_000
"""Pages of papers have up to 3 MB, most of it scripts."""

# Measured: 30,000 elements take 5 s; a page of news has 1,000 to 6,000, a day of a live page 20,000.
_MOST_ELEMENTS = 50_000

# htmldate's own bounds end with today; a page must give the same day whenever it is read.
_FIRST_DAY, _LAST_DAY = "1980-01-01", "2100-01-01"

_HEADLINE_WORDS = 40
_CAPTION_WORDS = 40  # a box that holds a picture and no more words than that
_LEAST_CAPTION_WORDS = 4  # less is a name or a mark
_MOST_CAPTION_WORDS = 120
_MOST_CAPTIONS = 60  # of a page of pictures
_LINKED = 0.8  # of the words of a list of links, so many are in the links
_LEAST_LINKS = 3
_DATE_LINE_WORDS = 14
_BETWEEN_MARKS = re.compile(r"\s+[|·•–—-]\s+")
_CELL_WORDS = 8  # pages of the nineties have their stories in cells of tables, in sentences
_SENTENCE_ENDS = (".", "!", "?", "”", '"', "’")
_LEAST_CHARACTERS = 40
_SEPARATOR = re.compile(r"\s+[|–—:·»•-]+\s+|\s*::\s*|:\s+|\s+\|\|?\s*|\s*»\s*")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_RIGHTS = re.compile(
    r"(?:©|\(c\)|\bcopyright\b)\W*(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?\W*)?(?:by\s+)?(?P<name>[A-ZÀ-Þ0-9][^.|©;]{2,60}?)"
    r"(?:\s+(?:Ltd|Inc|LLC|plc|Limited|Company|Corporation|GmbH|Group)\b.*)?(?:\.|\s*\||;|,|\s+All rights|$)",
    re.IGNORECASE,
)
_DATE_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:/|\b)")
# What XML, in which trafilatura works, cannot hold, as characters and as references to them.
_NO_TEXT = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]|&#0*(?:[0-8]|1[124-9]|2\d|3[01]);?(?!\d)"
    r"|&#[xX]0*(?:[0-8bcefBCEF]|1[0-9a-fA-F]);?(?![0-9a-fA-F])"
)
_AROUND_PICTURES = frozenset("td tr tbody div table center span dl li section figure a".split())
_LISTS = frozenset({"td", "div", "table", "ul", "ol", "section", "p", "dl", "center", "tr", "header", "h2", "h3"})
_DROPPED = ("script", "style", "link", "meta", "head", "title")


@dataclass(frozen=True, slots=True)
class Page:
    """A page read: its blocks, headline first, and what it says of itself. Unknown is None."""

    blocks: tuple[Block, ...]
    title: str | None
    url: str | None
    canonical: str | None  # only where it differs from `url`
    publisher: str | None
    published: date | None
    modified: date | None


def read_page(source: str, *, url: str | None, lexicons: Lexicons) -> Page:
    """Read a page of HTML.

    Args:
        source: the page, decoded.
        url: where it was fetched; None where nothing says.
        lexicons: where `en/sources` lies.

    Raises:
        RefusedError: it holds no running text, or is built of too many elements; the message is "fault; remedy".
    """
    tree = _parse(source)
    data = page_data(tree, url=url)
    title, rest_of_titles = _headline(tree, data, lexicons)
    publisher = _publisher(tree, data, rest_of_titles, lexicons)
    published = _published(tree, data, title, lexicons)
    modified = _stated_day(data.modified, lexicons)
    blocks = _running_text(tree, data, markup_entries(lexicons))
    blocks = tuple(block for block in blocks if not title or _plain(block.text) != _plain(title))
    # Where there is no story trafilatura gives whatever words there are: the name of a link, a button.
    if sum(len(block.text) for block in blocks if block.kind is not ParagraphKind.CAPTION) < _LEAST_CHARACTERS:
        raise RefusedError("the page holds no running text; give the page of one article, or its text")
    top = [Block(title, ParagraphKind.HEADLINE)] if title else []
    if data.author and not any(_plain(data.author) in _plain(block.text) for block in blocks[:3]):
        by = data.author if data.author.lower().startswith("by ") else f"By {data.author}"
        top.append(Block(by, ParagraphKind.BYLINE))
    return Page(
        blocks=(*top, *blocks),
        title=title,
        url=data.url,
        canonical=data.canonical if data.canonical != data.url else None,
        publisher=publisher,
        published=published,
        modified=modified if modified != published else None,
    )


def plain_blocks(source: str) -> tuple[Block, ...]:
    """Give the paragraphs of a piece of HTML that is a story and nothing else, as feeds hold it.

    Raises:
        RefusedError: as `read_page`.
    """
    tree = _parse(f"<div>{source}</div>")
    _drop(tree, _DROPPED)
    for element in list(tree.iter("figcaption", "figure", "iframe", "form", "button")):
        if element.getparent() is not None:
            element.drop_tree()
    return tuple(_lines_of(tree))


@functools.cache
def _quiet() -> None:
    """Keep the libraries' remarks on pages off the terminal: what matters of them becomes a refusal."""
    for name in ("trafilatura", "htmldate", "justext", "readability", "courlan", "charset_normalizer"):
        logger = logging.getLogger(name)
        logger.addHandler(logging.NullHandler())
        logger.propagate = False


def _parse(source: str) -> "HtmlElement":
    from lxml import etree  # noqa: PLC0415 - only where there are pages
    from lxml import html as lxml_html  # noqa: PLC0415

    _quiet()
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        tree = lxml_html.document_fromstring(_NO_TEXT.sub(" ", source).encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise RefusedError("the page holds no running text; give the page of one article, or its text") from error
    for count, _ in enumerate(tree.iter()):
        if count > _MOST_ELEMENTS:
            raise RefusedError(
                f"the page is built of more than {_MOST_ELEMENTS:,} elements, which no article is; "
                "give the text of the article"
            )
    return tree


# Headline and publisher


def _headline(tree: "HtmlElement", data: PageData, lexicons: Lexicons) -> tuple[str | None, list[str]]:
    """Find the headline: the longest part of one of the page's titles that stands on the page itself.

    Gives it, and the other parts of the titles: one of them names the publisher.
    """
    headings = [text for tag in ("h1", "h2", "h3") for text in _texts(tree, tag)]
    shown = {_plain(text): text for text in reversed([*headings, *_text_nodes(tree)]) if _plain(text)}
    names = {_plain(data.publisher)} if data.publisher else set()
    found: str | None = None
    for title in data.headlines:
        for part in _parts(title):
            if _plain(part) in shown and _plain(part) not in names and len(_WORD.findall(part)) > 2:
                found = shown[_plain(part)]
                break
        if found:
            break
    only = _texts(tree, "h1")
    if (
        not found
        and len(only) == 1
        and 2 < len(_WORD.findall(only[0])) <= _HEADLINE_WORDS
        and _plain(only[0]) not in names
    ):
        found = only[0]
    if not found and data.headlines:
        found = _without_publisher(data.headlines[0], data.publisher)
    if not found and headings:
        found = headings[0]
    rest: list[str] = []
    for title in data.headlines:
        before, same, after = title.partition(found) if found else ("", "", "")
        if same:
            rest += [
                part for side in (after, before) for part in _SEPARATOR.split(f" {side} ") if part and part.strip()
            ]
    common = word_list(lexicons, "title-words")
    return found, [part.strip(" |–—:·»•-") for part in rest if not set(_plain(part).split()) <= common]


def _parts(title: str) -> list[str]:
    """Give all stretches of a title between separators, the longest first."""
    cuts = [(0, 0), *(match.span() for match in _SEPARATOR.finditer(title)), (len(title), len(title))]
    parts = [
        title[cuts[start][1] : cuts[end][0]]
        for start in range(len(cuts))
        for end in range(start + 1, len(cuts))
        if len(cuts) < 12
    ]
    return sorted((part for part in parts if part.strip()), key=lambda part: -len(part)) or [title]


def _without_publisher(title: str, publisher: str | None) -> str:
    if publisher:
        for part in _parts(title):
            if _plain(publisher) not in _plain(part):
                return part
    return title


def _publisher(tree: "HtmlElement", data: PageData, rest: list[str], lexicons: Lexicons) -> str | None:
    """Name the publisher: what the page states, what its title adds to the headline, who holds its rights, its host."""
    if data.publisher and not data.publisher.startswith(("http:", "https:", "@")):
        return data.publisher
    marks = [image.get("alt", "").strip() for image in tree.iter("img", "amp-img")]
    texts = [text for text in _text_nodes(tree) if len(text) < 200]
    owners = [found.group("name").strip() for text in texts if (found := _RIGHTS.search(text))]
    known = {_plain(mark) for mark in (*marks, *owners, *texts) if mark}
    for name in rest:
        if _plain(name) in known:  # it stands on the page too, as a mark or a line
            return name
    for name in (*rest, *owners):
        if 0 < len(name.split()) <= 8 and _plain(name) not in word_list(lexicons, "title-words"):
            return name
    try:
        host = urlsplit(data.url or data.canonical or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


# The day


def _published(tree: "HtmlElement", data: PageData, title: str | None, lexicons: Lexicons) -> date | None:
    if day := _stated_day(data.published, lexicons):
        return day
    from htmldate import find_date  # noqa: PLC0415 - loads dateparser

    found = find_date(
        tree,
        extensive_search=False,
        original_date=True,
        min_date=_FIRST_DAY,
        max_date=_LAST_DAY,
        deferred_url_extractor=True,
    )
    if (shown := _date_line(tree, title, lexicons)) and (not found or shown != date.fromisoformat(found)):
        return shown
    if found:
        return date.fromisoformat(found)
    # An address may name the day of a news story, but also that of what the story is about: it comes last.
    if match := _DATE_IN_ADDRESS.search(data.url or data.canonical or ""):
        return _stated_day("/".join(match.groups()), lexicons)
    return None


def _date_line(tree: "HtmlElement", title: str | None, lexicons: Lexicons) -> date | None:
    """Read the first short line near the headline that holds a day and little else."""
    words = word_list(lexicons, "date-line-words") | word_list(lexicons, "months") | word_list(lexicons, "weekdays")
    below = title is None
    seen = 0
    for text in _text_nodes(tree):
        if not below:
            below = title is not None and _plain(title) in _plain(text)
            continue
        seen += 1
        if seen > 40:
            break
        found = _WORD.findall(text)
        if len(found) > _DATE_LINE_WORDS:
            continue
        others = [word for word in found if not word[0].isdigit() and word.lower().rstrip(".") not in words]
        # "Northern Wire - Feb 3, 2031 - 20:31 | World": between two marks stands nothing but a day.
        alone = len(others) > 2 and _BETWEEN_MARKS.search(text) is not None
        for part in _BETWEEN_MARKS.split(text) if alone else (text,) if len(others) <= 2 else ():
            strange = [word for word in _WORD.findall(part) if not word[0].isdigit() and word.lower() not in words]
            if not (alone and strange) and any(map(str.isdigit, part)) and (day := _day_in(part, lexicons)):
                return day
    return None


def _day_in(text: str, lexicons: Lexicons) -> date | None:
    """Read the day in a line: the line as it stands, or from its first figure on ("Posted: 3.5.2031")."""
    first = next((at for at, char in enumerate(text) if char.isdigit()), 0)
    return _stated_day(text, lexicons) or _stated_day(text[first:], lexicons)


def _stated_day(text: str | None, lexicons: Lexicons) -> date | None:
    if not text:
        return None
    try:
        day = read_day(text, lexicons=lexicons)
    except UsageError:
        return None
    return day if _FIRST_DAY <= day.isoformat() < _LAST_DAY else None


# The running text


def _running_text(tree: "HtmlElement", data: PageData, entries: tuple[MarkupEntry, ...]) -> tuple[Block, ...]:
    """Take the running text out of the tree, which is changed; or out of the data, where a script would paint it."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - loads justext and dateparser

    _drop(tree, _DROPPED)
    captions = _cut_furniture(tree, entries)
    _cut_link_lists(tree)
    captions += _cut_boxed_captions(tree)
    found = bare_extraction(tree, include_comments=False, include_tables=True, with_metadata=False)
    blocks = (
        tuple(_lines_of(found.body))
        if found is not None and not isinstance(found, dict) and found.body is not None
        else ()
    )
    if data.body:
        stated = tuple(Block(text) for text in _stated_lines(data.body))
        if _words(stated) > 1.25 * _words(blocks):
            blocks = stated
    return (*blocks, *_captions(captions))


def _captions(found: Iterable[str]) -> Iterator[Block]:
    """Give what stood under pictures, each text once; below the story, for a picture tells nothing of its place."""
    for text in list(dict.fromkeys(found))[:_MOST_CAPTIONS]:
        if _LEAST_CAPTION_WORDS <= len(text.split()) <= _MOST_CAPTION_WORDS:
            yield Block(text, ParagraphKind.CAPTION)


def _stated_lines(body: str) -> Iterator[str]:
    """Give the paragraphs of an `articleBody`: some pages write HTML into it."""
    if re.search(r"</?(?:p|br|div)\b", body, re.IGNORECASE):
        yield from (block.text for block in plain_blocks(body))
        return
    yield from html.unescape(body).splitlines()


def _words(blocks: Iterable[Block]) -> int:
    return sum(len(block.text.split()) for block in blocks)


def _cut_furniture(tree: "HtmlElement", entries: tuple[MarkupEntry, ...]) -> list[str]:
    """Cut out what the lexicon calls furniture, from the outside in; what holds most of the page is left alone.

    Gives the lines of what it calls captions.
    """
    captions: list[str] = []
    body = tree.find("body")
    total = max(1, len(_squeezed(tree if body is None else body)))
    plain_tags = {tag for entry in entries for tag in entry.tags}
    waiting = list(reversed(list(tree if body is None else body)))
    while waiting:
        element = waiting.pop()
        if not isinstance(element.tag, str):
            continue
        if not element.attrib and element.tag not in plain_tags:
            waiting.extend(reversed(list(element)))
            continue
        entry = next((entry for entry in entries if entry.matches(element)), None)
        if entry is not None and len(_squeezed(element)) <= entry.most_share * total:
            if entry.kind is ParagraphKind.CAPTION:
                captions += (block.text for block in _lines_of(element))
            element.drop_tree()
        else:
            waiting.extend(reversed(list(element)))
    return captions


def _cut_link_lists(tree: "HtmlElement") -> None:
    """Cut out what is nearly nothing but links to other pages."""
    words = _word_counts(tree)
    links: dict[HtmlElement, tuple[int, int]] = {}  # how many, and of how many words
    for element in reversed(words):
        own = (1, words[element]) if element.tag == "a" else (0, 0)
        inside = [links[child] for child in element if child in links] if element.tag != "a" else []
        links[element] = (own[0] + sum(count for count, _ in inside), own[1] + sum(linked for _, linked in inside))
    waiting = list(tree)
    while waiting:
        element = waiting.pop()
        count, linked = links.get(element, (0, 0))
        if element.tag in _LISTS and count >= _LEAST_LINKS and linked >= _LINKED * words[element]:
            element.drop_tree()
        else:
            waiting.extend(element)


def _cut_boxed_captions(tree: "HtmlElement") -> list[str]:
    """Cut out small boxes that hold a picture and a few words, its caption; gives their lines."""
    captions: list[str] = []
    words = _word_counts(tree)
    under_headline = {above for heading in tree.iter("h1") for above in heading.iterancestors()}
    for image in list(tree.iter("img", "amp-img", "picture")):
        last, box = None, image.getparent()
        while box is not None and box.tag in _AROUND_PICTURES:
            if words[box] > _CAPTION_WORDS or box in under_headline:
                break
            last, box = box, box.getparent()
        if last is not None and last.getparent() is not None and words[last]:
            if not any(True for _ in last.iter("a")):  # else the picture of another story, with its headline
                captions += (block.text for block in _lines_of(last))
            last.drop_tree()
    return captions


def _word_counts(tree: "HtmlElement") -> "dict[HtmlElement, int]":
    """Count the words inside every element, in one pass; in the order of the page."""
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    counts = dict.fromkeys(elements, 0)
    for element in reversed(elements):  # children come before their parents
        inside = sum(counts.get(child, 0) + len((child.tail or "").split()) for child in element)
        counts[element] = len((element.text or "").split()) + inside
    return counts


# In HTML and in trafilatura's tree: what stands inside a line.
_INLINE = frozenset(
    "a b i em strong span u sup sub font abbr cite q small time mark code ins del hi ref big tt acronym bdi bdo s "
    "strike label data dfn kbd samp var wbr nobr".split()
)


def _lines_of(tree: "HtmlElement") -> Iterator[Block]:
    """Give the lines of a tree as a reader sees them, in order: blocks and line breaks end a line.

    Headings inside the text are furniture: they tell nothing new. So are the figures and names in a table's cells.
    """
    line: list[str] = []
    heading = cell = False
    for is_tag, word in _walk(tree):
        if not is_tag:
            line.append(word)
        elif word not in _INLINE:
            if text := " ".join("".join(line).split()):
                bare = cell and len(text.split()) < _CELL_WORDS and not text.endswith(_SENTENCE_ENDS)
                yield Block(text, ParagraphKind.FURNITURE if heading or bare else None)
            line = []
            heading = word in {"head", "h1", "h2", "h3", "h4", "h5", "h6"}
            cell = word in {"cell", "td", "th"}
    if text := " ".join("".join(line).split()):
        yield Block(text)


def _walk(tree: "HtmlElement") -> Iterator[tuple[bool, str]]:
    """Give (True, tag) where an element begins, an empty tag where it ends, and (False, text), in the page's order."""
    from lxml import etree  # noqa: PLC0415

    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        yield True, element.tag if event == "start" or element.tag in _INLINE else ""
        if event == "start" and element.text:
            yield False, element.text
        elif event == "end" and element.tail and element is not tree:
            yield False, element.tail


def _drop(tree: "HtmlElement", tags: tuple[str, ...]) -> None:
    for element in list(tree.iter(*tags)):
        if element.getparent() is not None:
            element.drop_tree()


def _texts(tree: "HtmlElement", tag: str) -> list[str]:
    return [text for element in tree.iter(tag) if (text := " ".join(element.text_content().split()))]


def _text_nodes(tree: "HtmlElement") -> Iterator[str]:
    """Give the page's stretches of text between tags, in order, white space evened out; scripts left out."""
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in {"script", "style", "title", "noscript", "template"}:
            continue
        if element.text and (text := " ".join(element.text.split())):
            yield text
        for child in element:
            if child.tail and (text := " ".join(child.tail.split())):
                yield text


def _squeezed(element: "HtmlElement") -> str:
    return " ".join(element.text_content().split())


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.lower().replace("’", "'")))
