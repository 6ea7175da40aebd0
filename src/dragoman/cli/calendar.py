"""`dragoman calendar`: what is ahead of two parties."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.chronology import UntilOption
from dragoman.cli.options import DEFAULT_RECORD, LexiconOption, day, lexicons_with
from dragoman.cli.parties import MembersOption, PartyArgument, party_names, two_sides
from dragoman.cli.records import AskedOption, open_to_ask
from dragoman.cli.show import AsOfOption
from dragoman.cli.tables import cited_table, save_or_print, write_csv, write_lines
from dragoman.errors import UsageError


class CalendarFormat(StrEnum):
    """How a calendar is written."""

    TEXT = "text"
    CSV = "csv"
    JSONL = "jsonl"
    ICAL = "ical"


def calendar(
    one: PartyArgument,
    other: PartyArgument,
    until: UntilOption = None,
    format_: Annotated[
        CalendarFormat, typer.Option("--format", help="How to write it; ical for calendar programs.")
    ] = CalendarFormat.TEXT,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="The file for --format ical.")] = None,
    members: MembersOption = False,
    record: AskedOption = DEFAULT_RECORD,
    as_of: AsOfOption = None,
    lexicon: LexiconOption = None,
) -> None:
    """List meetings set, anniversaries, deadlines, elections and congresses ahead, from the day asked about."""
    from dragoman.relations.calendar import calendar as look_ahead  # noqa: PLC0415
    from dragoman.relations.calendar import calendar_file, entry_words  # noqa: PLC0415
    from dragoman.relations.groups import name_of, outlines_of  # noqa: PLC0415

    lexicons = lexicons_with(lexicon)
    sides = two_sides(one, other, lexicons, members=members)
    pair = (name_of(sides[0]), name_of(sides[1]))
    asked = day("--as-of", as_of)
    with open_to_ask(record, lexicons) as store:
        today = asked or store.last_published()
        if today is None:
            raise UsageError(f"record {record}: has no document with a day of publication; give --as-of a day")
        entries = look_ahead(
            store.events_named((event.id for event in outlines_of(store, *sides, as_of=asked)), as_of=asked),
            store.milestones(as_of=asked),
            *sides,
            as_of=today,
            lexicons=lexicons,
            until=day("--until", until),
        )
    rows = [entry_words(entry, pair, names=party_names(lexicons), lexicons=lexicons) for entry in entries]
    match format_:
        case CalendarFormat.JSONL:
            write_lines(entries)
        case CalendarFormat.CSV:
            heading = ("start", "end", "kind", "what", "parties", "citation")
            write_csv(
                heading,
                (
                    (e.time and e.time.start, e.time and e.time.end, e.kind, row[1], e.parties, row[2])
                    for e, row in zip(entries, rows, strict=True)
                ),
            )
        case CalendarFormat.ICAL:
            save_or_print(out, calendar_file(entries, rows, pair, today))
        case CalendarFormat.TEXT:
            from dragoman.formats.page import page_console  # noqa: PLC0415 - loads rich

            if rows:
                page_console().print(cited_table(rows))
            else:
                typer.echo(f"The record has nothing ahead for them from {today} on.")
