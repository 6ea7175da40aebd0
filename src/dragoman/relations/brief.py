"""The brief on a relation: its sheet on one page, with the figure, and under it every sentence that a line rests on."""

import base64
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import groupby

from dragoman.formats.drawing import Picture, draw
from dragoman.lexicons.files import Lexicons
from dragoman.record.store import Store
from dragoman.relations.account import Account
from dragoman.relations.chronology import ID_LENGTH, day_words
from dragoman.relations.figures import relation_figure, relation_series
from dragoman.relations.series import Point, Step
from dragoman.relations.sheet import Section, SheetLine, Source, many, sheet
from dragoman.schema.base import Record, Span


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
    words: str | None  # the characters of the span; None where the record keeps no texts
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

    def numbers(self, line: SheetLine) -> tuple[int, ...]:
        """Give the numbers of the references that a line rests on, in the order of the line's sources."""
        known = {(ref.document, ref.span): ref.number for ref in self.references}
        return tuple(dict.fromkeys(known[source.document, source.span] for source in line.sources))


def brief(
    store: Store, found: Account, *, title: str, names: Mapping[str, str], lexicons: Lexicons, chronology: int = 15
) -> Brief:
    """Put the brief of two parties together.

    Args:
        store: the record, for the sentences.
        found: the account of the two.
        title: how the two are called.
        names: what to call parties, by code.
        lexicons: for wording and weights.
        chronology: how many of the last events are told one by one.
    """
    sections = sheet(found, names=names, lexicons=lexicons, chronology=chronology)
    references = _references(
        store, (source for section in sections for line in section.lines for source in line.sources)
    )
    anchors = {id_: ref.number for ref in reversed(references) for id_ in ref.events}

    def link(point: Point) -> str | None:
        numbers = [anchors[id_] for id_ in point.events if id_ in anchors]
        return f"#source-{numbers[0]}" if numbers else None

    first, last = found.standing.first, found.as_of
    years = last.year - first.year if first else 0
    step = Step.MONTH if years <= 3 else Step.QUARTER if years <= 15 else Step.YEAR
    series = relation_series(found.outlines, found.one, found.other, lexicons=lexicons, step=step, until=last)
    figure = None
    if series[0].points:
        called = {**names, found.one: names.get(found.one, found.one), found.other: names.get(found.other, found.other)}
        figure = draw(relation_figure(*series, names=called, lexicons=lexicons, link=link), Picture.SVG)
    return Brief(
        title=title,
        subtitle=f"As of {day_words(found.as_of)}. {many(len(found.outlines), 'event')} in the record; "
        f"{many(len(references), 'sentence')} quoted below.",
        figure=figure,
        caption=f"Level and flow, each direction, by {step}",
        sections=sections,
        references=references,
    )


def _references(store: Store, sources: Iterable[Source]) -> tuple[Reference, ...]:
    """Number the sentences by first use, each once, with their words."""
    found: dict[tuple[str, Span], list[Source]] = {}
    for source in sources:
        found.setdefault((source.document, source.span), []).append(source)
    heads = {head.id: head for head in store.documents()} if found else {}
    texts = {id_: store.document(id_) for id_, _ in found}
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
            words=None if (text := texts[id_]) is None else " ".join(text.text[span[0] : span[1]].split()),
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
                + " ".join(f"[\\[{number}\\]](#source-{number})" for number in made.numbers(line))
                for line in section.lines
            )
        )
    parts.append("## Sources")
    parts.append(
        "\n".join(
            f'{ref.number}. <a id="source-{ref.number}"></a>{_reference_words(ref, _marked)}' for ref in made.references
        )
    )
    return "\n\n".join(parts) + "\n"


def html(made: Brief) -> str:
    """Set a brief as one HTML page that needs nothing beside it."""
    body = [f"<h1>{escape(made.title)}</h1>", f"<p class=sub>{escape(made.subtitle)}</p>"]
    if made.figure is not None:
        body.append(f'<figure role="img" aria-label="{escape(made.caption)}">{made.figure.decode()}</figure>')
    for section in made.sections:
        body.append(f'<section id="{section.id}"><h2>{escape(section.heading)}</h2><dl>')
        for when, lines in groupby(section.lines, key=lambda line: line.when):
            body.append(f"<dt>{escape(when)}</dt>")
            for line in lines:
                marks = " ".join(f'<a href="#source-{n}">{n}</a>' for n in made.numbers(line))
                body.append(f"<dd>{escape(line.text)} <sup>{marks}</sup></dd>")
        body.append("</dl></section>")
    body.append('<section id="sources"><h2>Sources</h2><ol>')
    body += [f'<li id="source-{ref.number}">{_reference_words(ref, escape)}</li>' for ref in made.references]
    body.append("</ol></section>")
    return _PAGE.format(title=escape(made.title), style=_STYLE, body="\n".join(body))


def _reference_words(ref: Reference, quote: Callable[[str], str]) -> str:
    """Cite a sentence: outlet, day, title, document, characters, words, events."""
    outlet = quote(ref.publisher or ref.source)
    day = ref.published.isoformat() if ref.published else "undated"
    title = f", “{quote(' '.join(ref.title.split()))}”" if ref.title else ""
    words = f": “{quote(ref.words)}”" if ref.words else " (the record keeps no texts)"
    events = f" (event{'' if len(ref.events) == 1 else 's'} {_short(ref.events)})" if ref.events else ""
    return f"{outlet}, {day}{title}, document {ref.document}, characters {ref.span[0]}–{ref.span[1]}{words}{events}"


def _short(ids: Sequence[str]) -> str:
    return ", ".join(id_[:ID_LENGTH] for id_ in ids)


def _marked(text: str) -> str:
    """Escape what Markdown would take for its own marks."""
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", text)


_STYLE = """
body { font: 16px/1.5 "Liberation Sans", Arial, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem;
  color: #1a1a1a; background: #fff; }
h1 { font-size: 1.6rem; margin: 0; } h2 { font-size: 1.1rem; margin: 1.6rem 0 .4rem; }
.sub { color: #555; margin: .2rem 0 1rem; }
figure { margin: 0; overflow-x: auto; } figure svg { max-width: 100%; height: auto; }
dl { margin: 0; display: grid; grid-template-columns: minmax(7rem, 11rem) 1fr; gap: .3rem 1rem; }
dt { grid-column: 1; color: #0b5b8a; } dd { grid-column: 2; margin: 0; } sup a { margin-right: .15rem; }
ol { padding-left: 2.2rem; } li { margin: .25rem 0; font-size: .9rem; overflow-wrap: anywhere; }
:target { background: #fff3c4; } a { color: #0b5b8a; }
@media (max-width: 36rem) { dl { display: block; } dt { margin-top: .5rem; } }
@media print { body { margin: 0; max-width: none; font-size: 10pt; } }
""".strip()

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
<body>
{body}
</body>
</html>
"""
