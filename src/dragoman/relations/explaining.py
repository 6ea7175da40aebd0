"""What led to an event: the lexicon entries, and the grammar that the sentence has."""

import functools
import tomllib
from collections.abc import Iterator
from pathlib import Path

from dragoman.lexicons.files import Lexicons
from dragoman.schema.base import Record
from dragoman.schema.document import Document
from dragoman.schema.event import Event
from dragoman.schema.sentence import Predication, Sentence

_DEEPEST = 6  # predications told one above the other


class EntryBehind(Record, frozen=True, kw_only=True):
    """A lexicon entry, or a rule of the program, that led to an event."""

    id: str
    where: str  # its file, below the folder of lexicons; empty for a rule of the program
    note: str


def entries_behind(event: Event, *, lexicons: Lexicons) -> tuple[EntryBehind, ...]:
    """Name what led to an event, in the order of use."""
    known = _entries(lexicons.folders)
    return tuple(
        EntryBehind(id=id_, where=where, note=note)
        for id_ in event.because
        for where, note in [known.get(id_, ("", ""))]
    )


@functools.cache
def _entries(folders: tuple[Path, ...]) -> dict[str, tuple[str, str]]:
    """Find all entries by id: the file that holds each (a user's own before ours), and its note."""
    found: dict[str, tuple[str, str]] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*.toml")):
            for entry in tomllib.loads(path.read_text(encoding="utf-8")).get("entry", []):
                if "id" in entry:
                    found[entry["id"]] = (path.relative_to(folder).as_posix(), str(entry.get("note", "")))
    return found


def grammar_of(event: Event, document: Document, *, lexicons: Lexicons) -> Iterator[tuple[int, str]]:
    """Read a document again, and tell the predication that an event's trigger stands for, and what stands over it.

    Loads the parser. The grammar is that of this version of dragoman, not of the one that read the document first.

    Yields:
        How deep a line stands, from 0, and the line.
    """
    from dragoman.reading.reader import read_document  # noqa: PLC0415 - loads the parser

    trigger = event.evidence.trigger or event.evidence.sentence
    for sentence in read_document(document, lexicons=lexicons).sentences:
        if not (sentence.span[0] <= trigger[0] < sentence.span[1]):
            continue
        fits = [p for p in sentence.predications if p.trigger[0] < trigger[1] and trigger[0] < p.trigger[1]]
        if not fits:
            break
        chain: list[Predication] = [min(fits, key=lambda p: (p.trigger != trigger, p.index))]
        while (over := chain[-1].governor) is not None and len(chain) < _DEEPEST:
            above = sentence.predications[over.predication]
            if above in chain:
                break
            chain.append(above)
        for depth, predication in enumerate(chain):
            yield depth, _told(predication, sentence)
            if predication.governor is not None and depth + 1 < len(chain):
                marker = f" ({predication.governor.marker})" if predication.governor.marker else ""
                yield depth, f"is {predication.governor.relation}{marker} of"
        return
    yield 0, "this version of dragoman sees no act at these words; read the document again"


def _told(predication: Predication, sentence: Sentence) -> str:
    """Tell a predication in one line."""
    name = f"{predication.light_lemma} + {predication.lemma}" if predication.light_lemma else predication.lemma
    features = [
        str(predication.kind),
        f"{predication.tense} tense" if predication.finite else "",
        "perfect" if predication.perfect else "",
        "passive" if predication.passive else "",
        f"modal “{predication.modal}”" if predication.modal else "",
        f"negated by “{sentence.tokens[predication.negation].text}”" if predication.negation is not None else "",
        f"under “{predication.condition}”" if predication.condition else "",
        "in a quotation" if predication.quotation is not None else "",
    ]
    roles = []
    for argument in predication.arguments:
        preposition = f" {argument.preposition}" if argument.preposition else ""
        roles.append(f"{argument.role}{preposition} “{sentence.tokens[argument.token].text}”")
    return f"{name}: " + ", ".join(part for part in (*features, *roles) if part)
