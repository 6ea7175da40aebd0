"""`dragoman chronology`: what happened between two parties, one sentence an event."""

from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import DEFAULT_RECORD, LexiconOption, day, lexicons_with
from dragoman.cli.parties import PARTY_HELP, MembersOption, PartyArgument, find_party, party_names, two_sides
from dragoman.cli.records import AskedOption, open_to_ask
from dragoman.cli.show import AsOfOption
from dragoman.cli.tables import TableFormat, choice, cited_table, write_csv, write_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.relations.chronology import Line

SinceOption = Annotated[str | None, typer.Option("--since", metavar="DAY", help="From this day on: 2022-01-01.")]
UntilOption = Annotated[str | None, typer.Option("--until", metavar="DAY", help="Up to this day, it included.")]


def chronology(
    one: PartyArgument,
    other: Annotated[str | None, typer.Argument(metavar="[PARTY]", help=PARTY_HELP + " Left out: all others.")] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    types: Annotated[
        list[str] | None, typer.Option("--type", metavar="TYPE", help="Only this PLOVER type; may be repeated.")
    ] = None,
    statuses: Annotated[
        list[str] | None, typer.Option("--status", metavar="STATUS", help="Only this status; may be repeated.")
    ] = None,
    rank: Annotated[
        str | None, typer.Option(metavar="RANK", help="Only contacts of this rank: leader, minister, deputy …")
    ] = None,
    issue: Annotated[
        str | None, typer.Option(metavar="WORD", help="Only events of this context, or with this word.")
    ] = None,
    least_sources: Annotated[
        int, typer.Option("--sources", min=1, help="Only events told by so many independent sources.")
    ] = 1,
    format_: Annotated[TableFormat, typer.Option("--format", help="How to write it.")] = TableFormat.TEXT,
    members: MembersOption = False,
    record: AskedOption = DEFAULT_RECORD,
    as_of: AsOfOption = None,
    lexicon: LexiconOption = None,
) -> None:
    """Tell what happened between two parties in the order of the days, each sentence with its source."""
    from dragoman.record.ranks import Rank  # noqa: PLC0415
    from dragoman.relations.bearings import concerns  # noqa: PLC0415
    from dragoman.relations.chronology import chronology as tell  # noqa: PLC0415
    from dragoman.relations.groups import name_of, outlines_of  # noqa: PLC0415
    from dragoman.schema.event import EventType, Status  # noqa: PLC0415

    lexicons = lexicons_with(lexicon)
    sides = two_sides(one, other, lexicons, members=members) if other is not None else (find_party(one, lexicons), None)
    # Of a group all events are its members' by then: none has to be looked for by the group's name again.
    pair = (name_of(sides[0]), name_of(sides[1]) if sides[1] is not None and not members else None)
    asked = day("--as-of", as_of)
    wanted_rank = next(iter(choice("--rank", [rank], list(Rank))), None) if rank else None
    filters = (
        frozenset(EventType(name) for name in choice("--type", types or (), list(EventType))),
        frozenset(Status(name) for name in choice("--status", statuses or (), list(Status))),
    )
    days = (day("--since", since), day("--until", until))
    with open_to_ask(record, lexicons) as store:
        if members and sides[1] is not None:
            between = outlines_of(store, sides[0], sides[1], as_of=asked)
            ids = (event.id for event in between if concerns(event, name_of(sides[0]), name_of(sides[1])))
            events = store.events_named(ids, as_of=asked)
        else:
            events = store.events(*(name for name in pair if name), as_of=asked, since=days[0], until=days[1])
    lines = tell(
        events,
        *pair,
        names=party_names(lexicons),
        lexicons=lexicons,
        since=days[0],
        until=days[1],
        types=filters[0],
        statuses=filters[1],
        rank=Rank(wanted_rank) if wanted_rank else None,
        issue=issue,
        least_sources=least_sources,
    )
    _write(lines, format_)


def _write(lines: "Sequence[Line]", format_: TableFormat) -> None:
    match format_:
        case TableFormat.JSONL:
            write_lines(lines)
        case TableFormat.CSV:
            fields = lines[0].__struct_fields__ if lines else ("when", "day", "text", "citation")
            write_csv(fields, ([getattr(line, name) for name in fields] for line in lines))
        case TableFormat.MARKDOWN:
            for line in lines:
                history = f" ({line.history})" if line.history else ""
                typer.echo(f"- **{line.when}** {line.sentence}{history} [{line.citation}]")
        case TableFormat.TEXT:
            from dragoman.formats.page import page_console  # noqa: PLC0415 - loads rich

            if not lines:
                typer.echo("The record has no such event.")
                return
            page_console().print(
                cited_table(
                    (line.when, line.sentence + (f" ({line.history})" if line.history else ""), line.citation)
                    for line in lines
                )
            )
