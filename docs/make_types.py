"""Write docs/types.md: every type of act with its modes, the words that name it, and an example each.

    .venv/bin/python docs/make_types.py [--lexicon DIR] [--out FILE]

A test holds the page against the lexicon. With --lexicon, a researcher's own acts and types stand in it too.
"""

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

from dragoman.lexicons.acts import ActEntry, acts
from dragoman.lexicons.files import Lexicons
from dragoman.lexicons.scores import QUAD_NAMES, event_types, modes_of, plover_score
from dragoman.schema.event import EventType

PAGE = Path(__file__).with_name("types.md")
SHOWN = 10  # words of an entry; the rest are counted
HEAD = """# Types of acts

Written by `docs/make_types.py` from the lexicon; do not edit. The sixteen types and their modes are PLOVER's; the
number behind each is its weight on the scale from -10 (conflict) to +10 (cooperation). Below stand the entries that
lead to them: some of their words, what they select, and an example. [adding-words.md](adding-words.md) tells how to
add one.
"""


def page(lexicons: Lexicons) -> str:
    """Put the page together, the types in the order of their file, the entries in that of the lexicon."""
    types, entries = event_types(lexicons), acts(lexicons)
    lines = [HEAD, "| type | kind | acts | entries |", "|---|---|---|---|"]
    for kind, told in types.items():
        count = sum(entry.type is kind for entry in entries)
        lines.append(f"| [{kind}](#{kind.lower()}) | {QUAD_NAMES[told.quad]} | {told.meaning} | {count} |")
    lines.append(f"| [acts about acts](#acts-about-acts) | | | {sum(entry.type is None for entry in entries)} |")
    for kind in types:
        lines += ["", *_type(kind, [entry for entry in entries if entry.type is kind], lexicons)]
    lines += [
        "",
        "## Acts about acts",
        "",
        "They have no type of their own: what they make of the act below them decides.",
        "",
    ]
    lines += [line for entry in entries if entry.type is None for line in _entry(entry)]
    return "\n".join(lines) + "\n"


def _type(kind: EventType, entries: list[ActEntry], lexicons: Lexicons) -> Iterator[str]:
    told = event_types(lexicons)[kind]
    yield f"## {kind}"
    yield ""
    yield f"{told.meaning} ({QUAD_NAMES[told.quad]}, {plover_score(kind, (), lexicons):+g})"
    if told.note:
        yield f"\n{told.note}"
    yield ""
    modes = modes_of(kind, lexicons)
    if modes:
        yield "| mode | meaning | weight |"
        yield "|---|---|---|"
        for mode in modes:
            yield f"| {mode.id} | {mode.meaning} | {plover_score(kind, (mode.id,), lexicons):+g} |"
        yield ""
    for mode_id in ("", *(mode.id for mode in modes)):
        here = [entry for entry in entries if (entry.modes[0] if entry.modes else "") == mode_id]
        if here and modes:
            yield f"### {kind}: {mode_id or 'no mode of its own'}\n"
        for entry in here:
            yield from _entry(entry)


def _entry(entry: ActEntry) -> Iterator[str]:
    words = (("verbs", entry.verbs), ("nouns", entry.nouns), ("adjectives", entry.adjectives))
    told = "; ".join(f"{name} {_some(found)}" for name, found in words if found)
    selects = [
        f"{name} {_some(found)}" for name, found in (("subject", entry.subject), ("object", entry.object)) if found
    ]
    selects += [f"{preposition} {_some(found) or '…'}" for preposition, found in entry.after.items()]
    example = entry.examples[0]
    kind = f" → {example.type}" if example.type else ""
    yield f"- **{entry.id}**: {told}" + (f". With {', '.join(selects)}" if selects else "")
    yield f"  - *{example.text}*{kind}"


def _some(words: Iterable[str]) -> str:
    found = list(words)
    more = len(found) - SHOWN
    shown = ", ".join(word.replace("@", "any ") if word.startswith("@") else word for word in found[:SHOWN])
    return f"{shown}, … ({more} more)" if more > 0 else shown


def main() -> None:
    """Write the page."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("--lexicon", type=Path, help="a folder of lexicon files laid over dragoman's own")
    arguments.add_argument("--out", type=Path, default=PAGE, help="where the page goes")
    given = arguments.parse_args()
    given.out.write_text(page(Lexicons.laid_over(given.lexicon)), encoding="utf-8")


if __name__ == "__main__":
    main()
