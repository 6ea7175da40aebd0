"""`dragoman quotes`: what a text credits to whom."""

from collections import deque
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

import typer

from dragoman.cli.options import LexiconOption, lexicons_with
from dragoman.cli.rows import Rows, write_line
from dragoman.schema.base import Record
from dragoman.schema.document import Document
from dragoman.sources.making import bare_document
from dragoman.statements.listing import ListedQuote, list_quotes


class QuotesFormat(StrEnum):
    """How the answers are written."""

    JSONL = "jsonl"


class Asked(Record, frozen=True, kw_only=True):
    """A row of the input; other keys are passed over."""

    id: str | int
    text: str


class Answer(Record, frozen=True, kw_only=True):
    """A row of the output."""

    id: str | int
    quotes: tuple[ListedQuote, ...]


def quotes(
    file: Annotated[str, typer.Argument(metavar="FILE", help="JSON Lines of {id, text}; - for stdin.")],
    format_: Annotated[  # noqa: ARG001 - one format so far
        QuotesFormat, typer.Option("--format", help="How to write the answers.")
    ] = QuotesFormat.JSONL,
    lexicon: LexiconOption = None,
) -> None:
    """List quotations and other words credited to somebody, with the speaker as the text names him nearest by.

    What is said, written or shown counts, and what is thought, wanted or feared. The answer is {id, quotes};
    each has span, parts (where other words stand between), speaker_text, speaker_span, cue and direct.
    """
    from dragoman.reading.reader import read_documents  # noqa: PLC0415 - loads the parser

    lexicons = lexicons_with(lexicon)
    rows = Rows(file, Asked)
    asked: deque[Asked] = deque()  # rows handed to the parser and not answered yet

    def documents() -> Iterator[Document]:
        for row in rows:
            asked.append(row)
            yield bare_document(row.text, source=str(row.id), lexicons=lexicons)

    for document, reading in read_documents(documents(), lexicons=lexicons):
        write_line(Answer(id=asked.popleft().id, quotes=list_quotes(document, reading, lexicons=lexicons)))
    rows.finish()
