"""The brief on a relation: its sheet on one page, with the figure, and under it every sentence that a line rests on.

The page of a relation prints as this brief: both use the same body and the same style sheet, `brief.css`.
"""

import base64
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from itertools import groupby
from pathlib import Path

from dragoman.formats.drawing import Picture, draw
from dragoman.lexicons.files import Lexicons
from dragoman.record.overview import heads_named
from dragoman.record.store import Store
from dragoman.relations.account import Account
from dragoman.relations.chronology import ID_LENGTH, day_words
from dragoman.relations.figures import fitting_stretch, relation_figure
from dragoman.relations.series import Point, relation_series
from dragoman.relations.sheet import Section, SheetLine, Source, many, sheet
from dragoman.schema.base import Record, Span

STYLE = Path(__file__).with_name("brief.css")
"""How a brief looks, on a screen and in print: there an ordinary one fills a sheet of A4."""

CHRONOLOGY = 15
"""How many of the last events a brief tells one by one, if nobody asks for more."""


_BESIDE = frozenset(("standing", "contacts"))
"""The first sections, which in print stand beside the figure."""


class Reference(Record, frozen=True, kw_only=True):
    """One sentence that lines of a brief rest on."""

    number: int  # from 1, by first use
    document: str  # id
    title: str | None
    url: str | None
    publisher: str | None
    source: str
    published: date | None
    span: Span
    words: str | None  # the characters of the span; None where the record keeps no texts, or nobody asked for them
    events: tuple[str, ...]  # ids of the events it tells of


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief, ready to be set as Markdown or HTML."""

    title: str
    subtitle: str
    figure: bytes | None  # SVG; None where nothing is dated closely enough
    caption: str
    sections: tuple[Section, ...]
    references: tuple[Reference, ...]
    quoted: bool  # whether the sentences stand with the references

    def numbers(self, line: SheetLine) -> tuple[int, ...]:
        """Give the numbers of the references that a line rests on, in the order of the line's sources."""
        known = {(ref.document, ref.span): ref.number for ref in self.references}
        return tuple(dict.fromkeys(known[source.document, source.span] for source in line.sources))


def brief(
    store: Store,
    found: Account,
    *,
    title: str,
    names: Mapping[str, str],
    lexicons: Lexicons,
    chronology: int = CHRONOLOGY,
    quoted: bool = True,
    drawn: bool = True,
) -> Brief:
    """Put the brief of two parties together.

    Args:
        store: the record, for the sentences.
        found: the account of the two.
        title: how the two are called.
        names: what to call parties, by code.
        lexicons: for wording and weights.
        chronology: how many of the last events are told one by one.
        quoted: whether to quote the sentences, which print leaves out.
        drawn: whether to draw the figure.
    """
    sections = sheet(found, names=names, lexicons=lexicons, chronology=chronology)
    references = _references(
        store, (source for section in sections for line in section.lines for source in line.sources), quoted=quoted
    )
    sentences = f"{many(len(references), 'sentence')} {'quoted' if quoted else 'named'} below"
    since, step = fitting_stretch(found.outlines)
    made = Brief(
        title=title,
        subtitle=f"As of {day_words(found.as_of)}. {many(len(found.outlines), 'event')} in the record; {sentences}.",
        figure=None,
        caption=f"Level and flow, each direction, by {step}",
        sections=sections,
        references=references,
        quoted=quoted,
    )
    if not drawn:
        return made
    anchors = {id_: ref.number for ref in reversed(references) for id_ in ref.events}

    def link(point: Point) -> str | None:
        numbers = [anchors[id_] for id_ in point.events if id_ in anchors]
        return f"#source-{numbers[0]}" if numbers else None

    series = relation_series(
        found.outlines, found.one, found.other, lexicons=lexicons, step=step, since=since, until=found.as_of
    )
    if not series[0].points:
        return made
    figure = draw(relation_figure(*series, names=names, lexicons=lexicons, link=link), Picture.SVG)
    return replace(made, figure=figure)


def _references(store: Store, sources: Iterable[Source], *, quoted: bool) -> tuple[Reference, ...]:
    """Number the sentences by first use, each once; with their words, if these are asked for."""
    found: dict[tuple[str, Span], list[Source]] = {}
    for source in sources:
        found.setdefault((source.document, source.span), []).append(source)
    ids = tuple(dict.fromkeys(id_ for id_, _ in found))
    heads = {head.id: head for head in heads_named(store, ids)}
    texts = {id_: document.text for id_ in ids if (document := store.document(id_))} if quoted else {}
    return tuple(
        Reference(
            number=number,
            document=id_,
            title=heads[id_].title,
            url=heads[id_].url,
            publisher=same[0].publisher,
            source=same[0].source,
            published=same[0].published,
            span=span,
            words=" ".join(texts[id_][slice(*span)].split()) if id_ in texts else None,
            events=tuple(sorted({source.event for source in same if source.event})),
        )
        for number, ((id_, span), same) in enumerate(found.items(), 1)
    )


def markdown(made: Brief) -> str:
    """Set a brief as Markdown (CommonMark); the figure stands in it as an image of its own."""
    parts = [f"# {_marked(made.title)}", f"*{_marked(made.subtitle)}*"]
    if made.figure is not None:
        data = base64.b64encode(made.figure).decode()
        parts.append(f"![{_marked(made.caption)}](data:image/svg+xml;base64,{data})")
    for section in made.sections:
        parts.append(f"## {_marked(section.heading)}")
        parts.append(
            "\n".join(
                f"- **{_marked(line.when)}** {_marked(line.text)} "
                + " ".join(f"[\\[{words}\\]](#source-{first})" for first, words in runs(made.numbers(line)))
                for line in section.lines
            )
        )
    parts.append("## Sources")
    parts.append(
        "\n".join(
            f'{ref.number}. <a id="source-{ref.number}"></a>'
            + _marked(f"{_document_words(ref)}, characters {ref.span[0]}–{ref.span[1]}{_quoted_words(ref)}")
            for ref in made.references
        )
    )
    return "\n\n".join(parts) + "\n"


def html(made: Brief) -> str:
    """Set a brief as one HTML page that needs nothing beside it."""
    figure = ""
    if made.figure is not None:
        figure = f'<figure role="img" aria-label="{escape(made.caption)}">{made.figure.decode()}</figure>\n'
    return _PAGE.format(
        title=escape(made.title), style=STYLE.read_text(encoding="utf-8"), body=f"{head(made)}\n{figure}{body(made)}"
    )


def head(made: Brief) -> str:
    """Set what stands above the figure, as HTML."""
    return f"<h1>{escape(made.title)}</h1>\n<p class=sub>{escape(made.subtitle)}</p>"


def body(made: Brief) -> str:
    """Set what stands below the figure, as HTML: the sections, and the sentences by document."""
    beside = sum(section.id in _BESIDE for section in made.sections)
    parts = []
    for number, section in enumerate(made.sections):
        if number == beside:
            parts.append("<div class=sheet>")
        parts.append(f'<section id="brief-{section.id}"><h2>{escape(section.heading)}</h2><dl>')
        for when, lines in groupby(section.lines, key=lambda line: line.when):
            parts.append(f"<dt>{escape(when)}</dt>")
            for line in lines:
                marks = " ".join(f'<a href="#source-{first}">{words}</a>' for first, words in runs(made.numbers(line)))
                parts.append(f"<dd>{escape(line.text)}\N{NO-BREAK SPACE}<sup>{marks}</sup></dd>")
        parts.append("</dl></section>")
    if len(made.sections) == beside:
        parts.append("<div class=sheet>")
    parts.append('<section id="brief-sources"><h2>Sources</h2><ul>')
    by_document: dict[str, list[Reference]] = {}
    for ref in made.references:
        by_document.setdefault(ref.document, []).append(ref)
    for same in by_document.values():
        parts.append(f"<li><cite>{escape(_document_words(same[0]))}</cite>")
        for ref in same:
            place = f"<i>characters</i> {ref.span[0]}–{ref.span[1]}"
            words = f"<span>{escape(_quoted_words(ref))}</span>" if made.quoted else ""
            parts.append(f'<p id="source-{ref.number}"><b>{ref.number}</b> {place}{words}</p>')
        parts.append("</li>")
    parts.append("</ul></section></div>")
    return "\n".join(parts)


def runs(numbers: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Write numbers with three or more that follow each other as one run, each with the first number of it.

    >>> list(runs((1, 4, 5, 6, 9)))
    [(1, '1'), (4, '4–6'), (9, '9')]
    """
    ordered = sorted(numbers)
    for _, found in groupby(enumerate(ordered), key=lambda pair: pair[1] - pair[0]):
        same = [number for _, number in found]
        if len(same) > 2:
            yield same[0], f"{same[0]}–{same[-1]}"
        else:
            yield from ((number, str(number)) for number in same)


def _document_words(ref: Reference) -> str:
    """Cite a document: outlet, day, title, id."""
    day = ref.published.isoformat() if ref.published else "undated"
    title = f", “{' '.join(ref.title.split())}”" if ref.title else ""
    return f"{ref.publisher or ref.source}, {day}{title}, document {ref.document}"


def _quoted_words(ref: Reference) -> str:
    """Quote a sentence, and name the events it tells of."""
    words = f": “{ref.words}”" if ref.words else " (the record keeps no texts)"
    events = f" (event{'' if len(ref.events) == 1 else 's'} {_short(ref.events)})" if ref.events else ""
    return f"{words}{events}"


def _short(ids: Sequence[str]) -> str:
    return ", ".join(id_[:ID_LENGTH] for id_ in ids)


def _marked(text: str) -> str:
    """Escape what Markdown would take for its own marks."""
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", text)


_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{style}
</style>
</head>
<body class="brief">
{body}
</body>
</html>
"""
