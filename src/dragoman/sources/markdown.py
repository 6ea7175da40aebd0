"""Markdown: marks taken out, headings told apart from running text, the header read."""

import re
from dataclasses import dataclass

from dragoman.schema.document import ParagraphKind
from dragoman.sources.blocks import Block

_HEADER = re.compile(r"\A---[ \t]*\r?\n(?P<lines>.*?\r?\n)---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"(?P<key>[A-Za-z_]+)[ \t]*:[ \t]*(?P<value>\S.*?)[ \t]*\r?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class MarkdownPage:
    """The blocks of a text in Markdown, and the fields of its header (title, date …) by names in small letters."""

    blocks: tuple[Block, ...]
    fields: dict[str, str]


def read_markdown(text: str) -> MarkdownPage:
    """Take the marks out of a text in Markdown. Pictures, rules, raw HTML and code blocks are left out."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - loaded only where there is Markdown

    header = _HEADER.match(text)
    fields: dict[str, str] = {}
    if header:
        for found in _FIELD.finditer(header.group("lines")):
            fields.setdefault(found.group("key").lower(), found.group("value").strip("\"'"))
        text = text[header.end() :]
    blocks: list[Block] = []
    kind: ParagraphKind | None = None
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "heading_open":
            first = not any(block.kind is ParagraphKind.HEADLINE for block in blocks)
            kind = ParagraphKind.HEADLINE if token.tag == "h1" and first else ParagraphKind.FURNITURE
        elif token.type == "heading_close":
            kind = None
        elif token.type == "inline":
            words = "".join(
                {"softbreak": " ", "hardbreak": " "}.get(
                    child.type, "" if child.type in {"image", "html_inline"} else child.content
                )
                for child in token.children or ()
            )
            blocks.append(Block(words, kind))
    return MarkdownPage(tuple(blocks), fields)
