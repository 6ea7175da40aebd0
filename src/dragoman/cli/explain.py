"""`dragoman explain`: what led to an event, down to the characters."""

from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import DEFAULT_RECORD, LexiconOption, lexicons_with
from dragoman.cli.records import AskedOption, open_to_ask

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.text import Text

    from dragoman.lexicons.files import Lexicons
    from dragoman.record.store import Found
    from dragoman.schema.document import Document
    from dragoman.schema.event import Event


def explain(
    event: Annotated[str, typer.Argument(metavar="EVENT-ID", help="As `show` and `read` print it, or its beginning.")],
    record: AskedOption = DEFAULT_RECORD,
    lexicon: LexiconOption = None,
) -> None:
    """Show what led to an event: the sentence, the words, the grammar, the lexicon entries.

    The sentence is read again, so that the grammar shown is that of this version of dragoman.
    """
    from dragoman.formats.page import Indented, page_console  # noqa: PLC0415 - loads rich

    lexicons = lexicons_with(lexicon)
    with open_to_ask(record, lexicons) as store:
        found = store.event(event)
    console = page_console()
    for line in _lines(found, lexicons):
        inwards = len(line.plain) - len(line.plain.lstrip(" "))
        console.print(Indented(line[inwards:], inwards) if inwards else line)


def _lines(found: "Found", lexicons: "Lexicons") -> "Iterator[Text]":
    from rich.text import Text  # noqa: PLC0415

    from dragoman.formats.page import published_words, sides_words, teller_words, when_words  # noqa: PLC0415
    from dragoman.relations.explaining import entries_behind, grammar_of  # noqa: PLC0415

    event, head = found.event, found.record.document
    yield Text(
        f"{'/'.join((event.type, *event.modes))}  {event.status.replace('_', ' ')}  {sides_words(event)}", "bold"
    )
    yield Text(f"event {event.id}, confidence {event.confidence:.2f}" + _score(event))
    yield Text()
    yield from _told_by(head.title, head.source, head.publisher, published_words(head.published))
    if found.document is None:
        yield Text("\nThe record keeps no texts, so the sentence cannot be shown.")
    else:
        yield Text()
        yield _sentence_with_spans(event, found.document)
        yield Text(f"characters {event.evidence.sentence[0]} to {event.evidence.sentence[1]} of the text", "dim")
        yield Text("\nGrammar", "bold")
        for depth, line in grammar_of(event, found.document, lexicons=lexicons):
            yield Text(f"  {'  ' * depth}{line}")
    yield Text("\nWhat was read from it", "bold")
    for side, actors in (("actor", event.actors), ("recipient", event.recipients)):
        for actor in actors:
            facts = (actor.country, actor.sector, actor.office, actor.name, None if actor.named else "not named")
            yield Text(f"  {side}: “{actor.text}” is {', '.join(f for f in facts if f) or 'not known'}")
    if event.time:
        words = f" from “{event.time.text}”" if event.time.text else ""
        yield Text(f"  time: {when_words(event.time)}, to the {event.time.precision}{words}")
    else:
        yield Text("  time: the text gives none")
    if event.place:
        yield Text(f"  place: {event.place.name}{f' ({event.place.country})' if event.place.country else ''}")
    yield Text(f"  reported by: {teller_words(event.reported_by)}")
    others = {other.id: other for other in found.record.events}
    for link in event.links:
        if link.to in others:
            other = others[link.to]
            yield Text(f"  {link.kind.replace('_', ' ')}: {other.type} {sides_words(other)} (event {other.id})")
    yield Text("\nBecause of these entries, in order of use", "bold")
    for entry in entries_behind(event, lexicons=lexicons):
        yield Text(f"  {entry.id}" + (f"  ({entry.where})" if entry.where else ""))
        if entry.note:
            yield Text(f"      {entry.note}", "dim")
    if not event.because:
        yield Text("  none are recorded")


def _score(event: "Event") -> str:
    return "" if event.score is None else f", score {event.score:+.1f} (from -10, conflict, to +10, cooperation)"


def _told_by(title: str | None, source: str, publisher: str | None, published: str) -> "Iterator[Text]":
    from rich.text import Text  # noqa: PLC0415

    yield Text(f"Told by {publisher or 'a publisher not known'}, {published}")
    yield Text(f"“{title}” ({source})" if title else source)


def _sentence_with_spans(event: "Event", document: "Document") -> "Text":
    """Give the sentence; brackets with letters stand round the trigger (T), actors (A), recipients (R), time (W)."""
    from rich.text import Text  # noqa: PLC0415

    start, end = event.evidence.sentence
    marks = [("T", event.evidence.trigger)]
    marks += [("A", actor.span) for actor in event.actors]
    marks += [("R", actor.span) for actor in event.recipients]
    marks += [("W", event.time.span if event.time else None), ("P", event.place.span if event.place else None)]
    inserts: list[tuple[int, int, str]] = []
    for letter, span in sorted({(letter, span) for letter, span in marks if span is not None}):
        if start <= span[0] < span[1] <= end:
            # At one place closing comes before opening, and the wider span opens first and closes last.
            inserts += [(span[0], 1_000_000 - span[1], f"[{letter} "), (span[1], -span[0] - 1, "]")]
    line, at = Text(), start
    for place, _, mark in sorted(inserts):
        line.append(" ".join(document.text[at:place].splitlines()))
        line.append(mark, "bold")
        at = place
    return line.append(" ".join(document.text[at:end].splitlines()))
