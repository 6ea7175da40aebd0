"""`dragoman words`: whether a lexicon of acts does what its own sentences say."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import LexiconOption, lexicons_with
from dragoman.errors import LexiconError
from dragoman.sources.making import bare_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dragoman.lexicons.acts import ActEntry, Example
    from dragoman.lexicons.files import Lexicons
    from dragoman.schema.actor import Actor
    from dragoman.schema.event import Event

WRITTEN = date(2024, 3, 13)
"""The day that the sentences of entries are read as written on, a Wednesday: their status may hang on it."""


def words(
    entries: Annotated[
        list[str] | None, typer.Argument(metavar="[ENTRY]...", help="Ids of entries, or their beginnings.")
    ] = None,
    lexicon: LexiconOption = None,
) -> None:
    """Read the sentences that entries of the lexicon of acts give as examples, and say which come out as they say.

    With --lexicon, the entries of that folder are tried; without, dragoman's own. Every example must give the event
    that it names, and no sentence of `non_examples` may be matched by its entry. Exit status 1 where one fails.
    """
    lexicons = lexicons_with(lexicon)
    chosen = _chosen(lexicon, entries or [], lexicons)
    wrong = list(_failures(chosen, lexicons))
    for line in wrong:
        typer.echo(line)
    sentences = sum(len(entry.examples) + len(entry.non_examples) for entry in chosen)
    typer.echo(f"{len(chosen):,} entries, {sentences:,} sentences: {len(wrong):,} not as their entry says")
    if wrong:
        raise typer.Exit(1)


def _chosen(folder: Path | None, wanted: "Sequence[str]", lexicons: "Lexicons") -> "list[ActEntry]":
    from dragoman.lexicons.acts import ActEntry, acts  # noqa: PLC0415 - only here
    from dragoman.lexicons.files import Lexicons  # noqa: PLC0415

    own = None if folder is None else {e.id for e in Lexicons(folders=(folder,)).entries("en/acts", ActEntry)}
    found = [entry for entry in acts(lexicons) if own is None or entry.id in own]
    chosen = [entry for entry in found if not wanted or entry.id.startswith(tuple(wanted))]
    if not chosen:
        raise LexiconError(f"no entry of acts begins with {' or '.join(wanted) or 'anything'}; ids stand in en/acts/")
    return chosen


def _failures(entries: "Sequence[ActEntry]", lexicons: "Lexicons") -> "Iterable[str]":
    yield from _unknown_modes(entries, lexicons)
    examples = [(entry, example) for entry in entries for example in entry.examples]
    for (entry, example), events in zip(examples, _read([e.text for _, e in examples], lexicons), strict=True):
        if not any(as_told(event, entry, example) for event in events):
            yield f"{entry.id}: {example.text}\n    wanted {_wish(entry, example)}\n    found  {_found(events)}"
    others = [(entry, example) for entry in entries for example in entry.non_examples]
    for (entry, other), events in zip(others, _read([e.text for _, e in others], lexicons), strict=True):
        if any(entry.id in event.because for event in events):
            yield f"{entry.id}: {other.text}\n    wanted no match ({other.why})\n    found  {_found(events)}"


def _unknown_modes(entries: "Sequence[ActEntry]", lexicons: "Lexicons") -> "Iterable[str]":
    from dragoman.lexicons.scores import modes_of  # noqa: PLC0415

    for entry in entries:
        known = {mode.id for mode in modes_of(entry.type, lexicons)} if entry.type is not None else set()
        for mode in entry.modes:
            if mode not in known:
                yield (
                    f"{entry.id}: {entry.type} has no mode {mode!r}; name it in world/event-types.toml, or take one of "
                    f"{', '.join(sorted(known)) or 'none'}"
                )


def _read(texts: "Sequence[str]", lexicons: "Lexicons") -> "Iterable[tuple[Event, ...]]":
    from dragoman.pipeline import read_many  # noqa: PLC0415 - loads the parser
    from dragoman.schema.record import DocumentRecord  # noqa: PLC0415

    documents = (bare_document(text, source="examples", lexicons=lexicons, published=WRITTEN) for text in texts)
    for _, record in read_many(documents, lexicons=lexicons):
        yield record.events if isinstance(record, DocumentRecord) else ()


def as_told(event: "Event", entry: "ActEntry", example: "Example") -> bool:
    """Say whether an event is the one that an example names: type and mode, status and both sides where it tells them.

    Without recipients in the example, its actors may stand at either end.
    """
    kind, _, mode = (example.type or (str(entry.type) if entry.type else "")).partition("/")
    if (kind and event.type != kind) or (mode and mode not in event.modes):
        return False
    if example.status is not None and event.status is not example.status:
        return False
    doers, others = _keys(event.actors), _keys(event.recipients)
    if not set(example.actors) <= (doers if example.recipients else doers | others):
        return False
    return set(example.recipients) <= (others if event.recipients else doers)


def _keys(actors: "Iterable[Actor]") -> set[str]:
    from dragoman.schema.actor import ORGANISATION_CODES  # noqa: PLC0415

    return {(a.name or a.text) if a.country in ORGANISATION_CODES else (a.country or a.text) for a in actors}


def _wish(entry: "ActEntry", example: "Example") -> str:
    sides = f"{'+'.join(example.actors)} > {'+'.join(example.recipients)}"
    return f"{example.type or entry.type or 'any event'} {example.status or ''} {sides}".replace("  ", " ").strip()


def _found(events: "Iterable[Event]") -> str:
    told = (
        f"{e.type}/{','.join(e.modes)} {e.status} {'+'.join(sorted(_keys(e.actors)))} > "
        f"{'+'.join(sorted(_keys(e.recipients)))} by {', '.join(e.because)}"
        for e in events
    )
    return "; ".join(told) or "no event"
