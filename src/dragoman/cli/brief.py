"""`dragoman brief`: one page about two parties, every line with the sentences it rests on."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.options import DEFAULT_RECORD, LexiconOption, day, lexicons_with
from dragoman.cli.parties import MembersOption, PartyArgument, party_names, two_sides
from dragoman.cli.records import AskedOption, open_to_ask
from dragoman.cli.show import AsOfOption
from dragoman.cli.tables import save_or_print
from dragoman.errors import UsageError


class BriefFormat(StrEnum):
    """How a brief is written."""

    MARKDOWN = "markdown"
    HTML = "html"


def brief(
    one: PartyArgument,
    other: PartyArgument,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="The file; without it, standard output.")] = None,
    format_: Annotated[
        BriefFormat | None, typer.Option("--format", help="How to write it; without it, by the name of the file.")
    ] = None,
    chronology: Annotated[int, typer.Option(min=0, help="How many of the last events are told one by one.")] = 15,
    members: MembersOption = False,
    record: AskedOption = DEFAULT_RECORD,
    as_of: AsOfOption = None,
    lexicon: LexiconOption = None,
) -> None:
    """Write one page about two parties, with the figure and every sentence that a line of it rests on."""
    from dragoman.relations.account import account  # noqa: PLC0415
    from dragoman.relations.brief import brief as put_together  # noqa: PLC0415
    from dragoman.relations.brief import html, markdown  # noqa: PLC0415
    from dragoman.relations.groups import side_words  # noqa: PLC0415

    lexicons = lexicons_with(lexicon)
    sides = two_sides(one, other, lexicons, members=members)
    asked = day("--as-of", as_of)
    by_name = BriefFormat.HTML if out is not None and out.suffix.lower() in {".html", ".htm"} else BriefFormat.MARKDOWN
    names = party_names(lexicons)
    with open_to_ask(record, lexicons) as store:
        found = account(store, *sides, asked=asked, lexicons=lexicons, chronology=chronology)
        if found is None or found.is_empty:
            raise UsageError(f"record {record}: knows of nothing between {one} and {other}; `dragoman show` tells more")
        made = put_together(
            store,
            found,
            title=" and ".join(side_words(side, names, on=found.as_of) for side in sides),
            names=names,
            lexicons=lexicons,
            chronology=chronology,
        )
    written = html(made) if (format_ or by_name) is BriefFormat.HTML else markdown(made)
    save_or_print(out, written.encode())
