"""`dragoman last`: when two parties last met, and at which rank."""

from typing import Annotated

import typer

from dragoman.cli.options import DEFAULT_RECORD, LexiconOption, RecordOption, day, lexicons_with
from dragoman.cli.parties import PartyArgument, party_names, two_parties
from dragoman.cli.show import AsOfOption
from dragoman.cli.tables import choice, cited_table
from dragoman.errors import UsageError


def last(
    one: PartyArgument,
    other: PartyArgument,
    kind: Annotated[str, typer.Option("--type", metavar="TYPE", help="The PLOVER type of act.")] = "CONSULT",
    rank: Annotated[
        str | None, typer.Option(metavar="RANK", help="Only of this rank: leader, minister, deputy, ambassador.")
    ] = None,
    count: Annotated[int, typer.Option("--count", min=1, help="How many to show, the latest first.")] = 1,
    record: RecordOption = DEFAULT_RECORD,
    as_of: AsOfOption = None,
    lexicon: LexiconOption = None,
) -> None:
    """Tell the last act of a kind between two parties that took place. Ends with status 1 where there is none."""
    from dragoman.formats.page import page_console  # noqa: PLC0415 - loads rich
    from dragoman.record.ranks import Rank  # noqa: PLC0415
    from dragoman.record.store import open_record  # noqa: PLC0415 - loads SQLAlchemy
    from dragoman.relations.chronology import line  # noqa: PLC0415
    from dragoman.relations.contacts import contacts  # noqa: PLC0415
    from dragoman.schema.event import EventType  # noqa: PLC0415

    lexicons = lexicons_with(lexicon)
    pair = two_parties(one, other, lexicons)
    (type_,) = choice("--type", [kind], list(EventType))
    wanted = next(iter(choice("--rank", [rank], list(Rank))), None) if rank else None
    asked = day("--as-of", as_of)
    with open_record(record, create=False, lexicons=lexicons) as store:
        today = asked or store.last_published()
        if today is None:
            raise UsageError(f"record {record}: has no document with a day of publication; give --as-of a day")
        found = contacts(
            store.outlines(*pair, as_of=asked),
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
