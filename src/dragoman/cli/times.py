"""`dragoman times`: the time expressions of texts."""

from collections import deque
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Annotated

import msgspec
import typer

from dragoman.cli.options import LexiconOption, lexicons_with
from dragoman.cli.rows import Rows, write_line
from dragoman.schema.document import Document
from dragoman.sources.making import bare_document


class TimesFormat(StrEnum):
    """How the answers are written."""

    JSONL = "jsonl"


class DatedText(msgspec.Struct, frozen=True):
    """A text and its day of publication, "2022-08-19" or "19-08-2022"; None where it is not known."""

    id: str
    text: str
    published: str | None = None

    def __post_init__(self) -> None:
        self.day  # noqa: B018 - a wrong day is refused with its row

    @property
    def day(self) -> date | None:
        """The day of publication.

        Raises:
            ValueError: it is no day.
        """
        if not self.published:
            return None
        parts = self.published[:10].split("-")
        try:
            if len(parts[0]) == 2:
                return date(int(parts[2]), int(parts[1]), int(parts[0]))
            return date.fromisoformat(self.published[:10])
        except (ValueError, IndexError):
            raise ValueError(f"published '{self.published}' is no day; write it as 2022-08-19") from None


class FoundTime(msgspec.Struct, frozen=True):
    """A time expression as TIMEX3 has it."""

    span: tuple[int, int]
    text: str
    type: str
    value: str


class TimesOfText(msgspec.Struct, frozen=True):
    """The time expressions of a text, in its order."""

    id: str
    times: list[FoundTime]


def times(
    file: Annotated[str, typer.Argument(metavar="FILE", help="JSON Lines of {id, text, published}; - for stdin.")],
    format_: Annotated[  # noqa: ARG001 - one format so far
        TimesFormat, typer.Option("--format", help="How to write the answers.")
    ] = TimesFormat.JSONL,
    lexicon: LexiconOption = None,
) -> None:
    """Find the time expressions of texts and give them their TIMEX3 values, one row each.

    Where `published` is null the day of publication is sought in the text. The answer is {id, times:
    [{span, text, type, value}]}; X in a value stands for what is not known.
    """
    from dragoman.reading.reader import read_documents  # noqa: PLC0415 - loads the parser
    from dragoman.times.dateline import published_from_text  # noqa: PLC0415
    from dragoman.times.expressions import read_times  # noqa: PLC0415
    from dragoman.times.publication import infer_publication  # noqa: PLC0415

    lexicons = lexicons_with(lexicon)
    rows = Rows(file, DatedText)
    asked: deque[DatedText] = deque()  # rows handed to the parser and not answered yet

    def documents() -> Iterator[Document]:
        for row in rows:
            asked.append(row)
            yield bare_document(row.text, source=row.id, lexicons=lexicons, published=row.day)

    for document, reading in read_documents(documents(), lexicons=lexicons):
        published = document.published or published_from_text(document, lexicons=lexicons)
        published = published or infer_publication(document, reading, lexicons=lexicons)
        found = read_times(document, reading, lexicons=lexicons, published=published)
        write_line(
            TimesOfText(
                id=asked.popleft().id,
                times=[FoundTime(span=t.span, text=t.text, type=t.type.value, value=t.value) for t in found],
            )
        )
    rows.finish()
