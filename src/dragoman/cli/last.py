"""`dragoman last`: when two parties last met, and at which rank; and whether claims of precedence hold."""

from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import DEFAULT_RECORD, LexiconOption, day, lexicons_with
from dragoman.cli.parties import MembersOption, PartyArgument, party_names, two_sides
from dragoman.cli.records import AskedOption, open_to_ask
from dragoman.cli.show import AsOfOption
from dragoman.cli.tables import choice, cited_table
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

    from dragoman.lexicons.files import Lexicons
    from dragoman.record.store import Store
    from dragoman.relations.groups import Side


def last(
    one: PartyArgument,
    other: PartyArgument,
    kind: Annotated[str, typer.Option("--type", metavar="TYPE", help="The PLOVER type of act.")] = "CONSULT",
    rank: Annotated[
        str | None, typer.Option(metavar="RANK", help="Only of this rank: leader, minister, deputy, ambassador.")
    ] = None,
    count: Annotated[int, typer.Option("--count", min=1, help="How many to show, the latest first.")] = 1,
    claims: Annotated[
        bool,
        typer.Option("--claims", help='Check what texts claim of them instead: "the first meeting in two years".'),
    ] = False,
    members: MembersOption = False,
    record: AskedOption = DEFAULT_RECORD,
    as_of: AsOfOption = None,
    lexicon: LexiconOption = None,
) -> None:
    """Tell the last act of a kind between two parties that took place. Ends with status 1 where there is none.

    With --claims, tell what the record says of each claim of precedence about the two: bears out, contradicts, or
    cannot say, with the events.
    """
    from dragoman.formats.page import page_console  # noqa: PLC0415 - loads rich
    from dragoman.record.ranks import Rank  # noqa: PLC0415
    from dragoman.relations.chronology import line  # noqa: PLC0415
    from dragoman.relations.contacts import contacts  # noqa: PLC0415
    from dragoman.relations.groups import name_of, outlines_of  # noqa: PLC0415
    from dragoman.schema.event import EventType  # noqa: PLC0415

    lexicons = lexicons_with(lexicon)
    sides = two_sides(one, other, lexicons, members=members)
    pair = (name_of(sides[0]), name_of(sides[1]))
    (type_,) = choice("--type", [kind], list(EventType))
    wanted = next(iter(choice("--rank", [rank], list(Rank))), None) if rank else None
    asked = day("--as-of", as_of)
    with open_to_ask(record, lexicons) as store:
        if claims:
            _tell_claims(store, *sides, asked=asked, lexicons=lexicons)
            return
        today = asked or store.last_published()
        if today is None:
            raise UsageError(f"record {record}: has no document with a day of publication; give --as-of a day")
        found = contacts(
            outlines_of(store, *sides, as_of=asked),
            *pair,
            as_of=today,
            lexicons=lexicons,
            rank=Rank(wanted) if wanted else None,
            kind=EventType(type_),
        )
        by_id = {
            event.id: event for event in store.events_named((outline.id for outline in found[:count]), as_of=asked)
        }
    if not found:
        typer.echo(f"The record has no such act by {today}.")
        raise typer.Exit(1)
    lines = [line(by_id[outline.id], names=party_names(lexicons), lexicons=lexicons) for outline in found[:count]]
    page_console().print(cited_table((told.when, told.sentence, told.citation) for told in lines))


def _tell_claims(store: "Store", one: "Side", other: "Side", *, asked: "date | None", lexicons: "Lexicons") -> None:
    from dragoman.formats.page import page_console  # noqa: PLC0415 - loads rich
    from dragoman.relations.account import account  # noqa: PLC0415
    from dragoman.relations.sheet import sheet  # noqa: PLC0415

    found = account(store, one, other, asked=asked, lexicons=lexicons, chronology=0)
    sections = sheet(found, names=party_names(lexicons), lexicons=lexicons, chronology=0) if found else ()
    lines = [line for section in sections if section.id == "claims" for line in section.lines]
    if not lines:
        typer.echo("No text in the record claims precedence for anything between them.")
        raise typer.Exit(1)
    page_console().print(cited_table((line.when, line.text, line.cited) for line in lines))
