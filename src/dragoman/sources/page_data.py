"""What a web page says of itself: the story's data in JSON-LD and in the tags of its head.

Nothing is guessed here; a field is None where the page does not state it.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Of schema.org's types, those that are a story: Article and all below it, and the live blog.
_STORY = re.compile(r"(?:Article|Report|BlogPosting|NewsArticle|LiveBlogPosting)$")

_MOST_JSON = 4_000_000  # characters of one script of data; the longest seen on pages of papers have a tenth
_MOST_DEPTH = 12

_TAGS: Mapping[str, tuple[str, ...]] = {
    "headline": ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title", "parsely-title"),
    "published": (
        "article:published_time", "datepublished", "og:article:published_time", "article.published", "dc.date.issued",
        "dcterms.issued", "dcterms.created", "dc.date", "dc.date.created", "dcterms.date", "parsely-pub-date",
        "sailthru.date", "pubdate", "publish-date", "publish_date", "publication_date", "citation_publication_date",
        "displaydate", "date", "cxenseparse:recs:publishtime", "originalpublicationdate", "weibo:article:create_at",
    ),
    "modified": (
        "article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified", "lastmod",
    ),
    "publisher": (
        "og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher", "cre", "copyright-holder",
    ),
    "author": ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl"),
    "language": ("og:locale", "dc.language", "dcterms.language", "language"),
    "url": ("og:url",),
}  # fmt: skip
"""Names of meta tags (in `name`, `property` or `itemprop`), small letters, the surest first."""


@dataclass(slots=True)
class PageData:
    """The fields that a page states, as it writes them."""

    headline: str | None = None
    published: str | None = None
    modified: str | None = None
    publisher: str | None = None
    author: str | None = None
    language: str | None = None
    url: str | None = None
    canonical: str | None = None
    body: str | None = None  # the running text, where a script would paint it
    headlines: list[str] = field(default_factory=list)  # all that is called a title, the surest first


def page_data(tree: "HtmlElement", *, url: str | None) -> PageData:
    """Read the data of a page: JSON-LD first, then microdata and meta tags.

    Args:
        tree: the parsed page.
        url: where it was fetched; None where nothing says.
    """
    data = PageData()
    for story in _stories(tree):
        _from_story(data, story)
    if data.headline:
        data.headlines.append(data.headline)
    tags = _meta_tags(tree)
    for name, keys in _TAGS.items():
        values = [tags[key] for key in keys if tags.get(key)]
        if name == "headline":
            data.headlines += values
        if values and not getattr(data, name):
            setattr(data, name, values[0])
    for name in ("published", "modified"):
        if not getattr(data, name):
            setattr(data, name, _microdata(tree, "datePublished" if name == "published" else "dateModified"))
    if data.author and data.author.startswith(("http:", "https:")):
        data.author = None  # some pages give the address of a profile
    title = tree.findtext(".//title")
    if title and title.strip():
        data.headlines.append(" ".join(title.split()))
    data.canonical = _canonical(tree, url or data.url)
    data.url = url or _web_address(data.url, None) or data.canonical
    data.language = data.language or tree.get("lang") or None
    return data


def _stories(tree: "HtmlElement") -> Iterator[dict[str, object]]:
    """Give the objects of JSON-LD that are a story, in the order of the page; broken scripts are passed over."""
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        text = (script.text or "").strip()
        if not text or len(text) > _MOST_JSON:
            continue
        try:
            content = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _find_stories(content, 0)


def _find_stories(content: object, depth: int) -> Iterator[dict[str, object]]:
    if depth > _MOST_DEPTH:
        return
    if isinstance(content, list):
        for part in content:
            yield from _find_stories(part, depth + 1)
    elif isinstance(content, dict):
        types = content.get("@type")
        if any(
            isinstance(name, str) and _STORY.search(name) for name in (types if isinstance(types, list) else [types])
        ):
            yield content
        else:
            yield from _find_stories(content.get("@graph"), depth + 1)
            yield from _find_stories(content.get("mainEntity"), depth + 1)


def _from_story(data: PageData, story: dict[str, object]) -> None:
    """Take over what is not known yet: the first story on a page is the page's own."""
    data.headline = data.headline or _words(story.get("headline")) or _words(story.get("name"))
    data.published = data.published or _words(story.get("datePublished"))
    data.modified = data.modified or _words(story.get("dateModified"))
    data.publisher = data.publisher or _name(story.get("publisher"))
    data.author = data.author or _name(story.get("author"))
    data.language = data.language or _words(story.get("inLanguage"))
    data.url = data.url or _words(story.get("url"))
    body = story.get("articleBody")
    if isinstance(body, str) and len(body) > len(data.body or ""):
        data.body = body


def _words(value: object) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, str) and value.strip():
        import html  # noqa: PLC0415

        return html.unescape(" ".join(value.split()))
    return None


def _name(value: object) -> str | None:
    """Give the name of a person or organisation, or of several; a bare string is a name."""
    if isinstance(value, list):
        names = [name for part in value[:8] if (name := _name(part))]
        return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0] if names else None
    return _words(value.get("name")) if isinstance(value, dict) else _words(value)


def _meta_tags(tree: "HtmlElement") -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in tree.iter("meta"):
        content = tag.get("content")
        key = tag.get("property") or tag.get("name") or tag.get("itemprop") or tag.get("http-equiv")
        if key and content and content.strip():
            found.setdefault(key.strip().lower(), " ".join(content.split()))
    return found


def _microdata(tree: "HtmlElement", name: str) -> str | None:
    for element in tree.iter("time", "span", "div", "p", "abbr"):
        if element.get("itemprop") == name:
            stated = element.get("datetime") or element.get("content") or element.get("title") or element.text_content()
            if stated and stated.strip():
                return " ".join(stated.split())
    return None


def _canonical(tree: "HtmlElement", base: str | None) -> str | None:
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            return _web_address(link.get("href"), base)
    return None


def _web_address(href: str | None, base: str | None) -> str | None:
    """Make an address whole; None where it is none on the web."""
    if not href or not href.strip():
        return None
    try:
        whole = urljoin(base, href.strip()) if base else href.strip()
        parts = urlsplit(whole)
    except ValueError:
        return None
    return whole if parts.scheme in {"http", "https"} and parts.hostname else None
