"""`dragoman relate`: what goes from a marked source to a marked target."""

from collections import deque
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

import typer

from dragoman.cli.options import LexiconOption, lexicons_with
from dragoman.cli.rows import Rows, write_line
from dragoman.schema.document import Document
from dragoman.sources.making import bare_document


class RelateFormat(StrEnum):
    """How the answers are written."""

    JSONL = "jsonl"


def relate(
    file: Annotated[str, typer.Argument(metavar="FILE", help="JSON Lines of {id, text, source, target}; - for stdin.")],
    format_: Annotated[  # noqa: ARG001 - one format so far
        RelateFormat, typer.Option("--format", help="How to write the answers.")
    ] = RelateFormat.JSONL,
    lexicon: LexiconOption = None,
) -> None:
    """Name the type of act that goes from a marked source to a marked target, one row each.

    `source` and `target` are [start, end] in the text. The answer is {id, type, confidence}, type null where
    nothing goes from one to the other.
    """
    from dragoman.events.judge import decide  # noqa: PLC0415 - heavy
    from dragoman.events.relate import Marked, by_rules, candidates  # noqa: PLC0415 - heavy
    from dragoman.reading.reader import read_documents  # noqa: PLC0415 - loads the parser

    lexicons = lexicons_with(lexicon)
    rows = Rows(file, Marked)
    asked: deque[Marked] = deque()  # rows handed to the parser and not answered yet

    def documents() -> Iterator[Document]:
        for row in rows:
            asked.append(row)
            yield bare_document(row.text, source=row.id, lexicons=lexicons)

    for _, reading in read_documents(documents(), lexicons=lexicons):
        row = asked.popleft()
        found = list(candidates(row, reading, lexicons=lexicons))
        write_line(decide(row, reading, found, lexicons=lexicons) or by_rules(row, found))
    rows.finish()
