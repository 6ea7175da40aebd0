"""Blocks: the paragraphs of a page whose markup is gone, put together into the text of a document."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.schema.base import Span
from dragoman.schema.document import ParagraphKind

_APART = "\n\n"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph without markup; `kind` where the markup says what it is, None where the words must tell."""

    text: str
    kind: ParagraphKind | None = None


def compose(blocks: Iterable[Block]) -> tuple[str, Mapping[Span, ParagraphKind]]:
    """Put blocks together, a blank line between two; white space inside a block is evened out, empty ones are left out.

    Gives the text, and what the markup said of its stretches.
    """
    parts: list[str] = []
    known: dict[Span, ParagraphKind] = {}
    at = 0
    for block in blocks:
        text = " ".join(block.text.split())
        if not text:
            continue
        if block.kind is not None:
            known[at, at + len(text)] = block.kind
        parts.append(text)
        at += len(text) + len(_APART)
    return _APART.join(parts), known
