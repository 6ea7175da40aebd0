"""`dragoman show`: where two parties stand, on one screen; or one party with all others."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import DEFAULT_RECORD, LexiconOption, day, lexicons_with
from dragoman.cli.parties import PARTY_HELP, MembersOption, PartyArgument, find_party, party_names, two_sides
from dragoman.cli.records import AskedOption, open_to_ask
from dragoman.cli.tables import cited_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from dragoman.lexicons.files import Lexicons
    from dragoman.record.store import Store
    from dragoman.relations.groups import Side

AsOfOption = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DAY", help="Answer as the record would have on that day: 2022-08-19."),
]

_CHRONOLOGY = 40


def show(
    one: PartyArgument,
    other: Annotated[str | None, typer.Argument(metavar="[PARTY]", help=PARTY_HELP + " Left out: all others.")] = None,
    members: MembersOption = False,
    record: AskedOption = DEFAULT_RECORD,
    as_of: AsOfOption = None,
    lexicon: LexiconOption = None,
) -> None:
    """Show where two parties stand: level, contacts, what is pending, ahead and in dispute, and the chronology.

    Without --as-of the answer is of the day of the last report on the two. Every line names its source and the first
    characters of the event's id, for `dragoman explain`.
    """
    from dragoman.formats.page import page_console  # noqa: PLC0415 - loads rich

    lexicons = lexicons_with(lexicon)
    sides = two_sides(one, other, lexicons, members=members) if other is not None else None
    alone = find_party(one, lexicons)
    asked = day("--as-of", as_of)
    with open_to_ask(record, lexicons) as store:
        console = page_console()
        parts = (
            page(store, *sides, asked=asked, lexicons=lexicons)
            if sides is not None
            else page_of_state(store, alone, asked=asked, lexicons=lexicons)
        )
        for part in parts:
            console.print(part)


_NO_DAY = "The record has no document with a day of publication; give --as-of a day."


def page(
    store: "Store", one: "Side", other: "Side", *, asked: date | None, lexicons: "Lexicons"
) -> "Iterator[RenderableType]":
    """Give the parts of the page about two sides."""
    from rich.text import Text  # noqa: PLC0415

    from dragoman.relations.account import account  # noqa: PLC0415
    from dragoman.relations.chronology import day_words  # noqa: PLC0415
    from dragoman.relations.groups import name_of, side_words  # noqa: PLC0415
    from dragoman.relations.sheet import many, sheet  # noqa: PLC0415

    names = party_names(lexicons)
    found = account(store, one, other, asked=asked, lexicons=lexicons, chronology=_CHRONOLOGY)
    if found is None:
        yield Text(" and ".join(names.get(name_of(side), name_of(side)) for side in (one, other)), "bold")
        yield Text(_NO_DAY)
        return
    yield Text(" and ".join(side_words(side, names, on=found.as_of) for side in (one, other)), "bold")
    yield Text(_as_of_words(found.as_of, asked, found.reaches), "dim")
    if found.is_empty:
        yield Text("The record knows of nothing between them by that day.")
        return
    told = [event.first_known for event in found.outlines if event.first_known]
    since = f", told of since {day_words(min(told))}" if told else ""
    shown = f"; those below have {many(found.sources, 'independent source')}" if found.sources else ""
    yield Text(many(len(found.outlines), "event") + since + shown, "dim")
    for section in sheet(found, names=names, lexicons=lexicons, chronology=_CHRONOLOGY):
        yield Text()
        yield Text(section.heading, "bold")
        yield cited_table((line.when, line.text, line.cited) for line in section.lines)


def page_of_state(store: "Store", one: str, *, asked: date | None, lexicons: "Lexicons") -> "Iterator[RenderableType]":
    """Give the parts of the page about one party with all others."""
    from rich.text import Text  # noqa: PLC0415

    from dragoman.relations.account import account_of_state  # noqa: PLC0415
    from dragoman.relations.chronology import day_words  # noqa: PLC0415
    from dragoman.relations.sheet import many, signed, state_sheet  # noqa: PLC0415

    names = party_names(lexicons)
    yield Text(f"{names.get(one, one)} and all others", "bold")
    found = account_of_state(store, one, asked=asked, lexicons=lexicons)
    if found is None:
        yield Text(_NO_DAY)
        return
    yield Text(_as_of_words(found.as_of, asked, store.last_published()), "dim")
    if not found.events:
        yield Text("The record knows of nothing that it is a side of by that day.")
        return
    yield Text(f"a side of {many(found.events, 'event')}", "dim")
    if found.neighbours:
        yield Text()
        yield Text("With whom, in deeds told of in the last 365 days", "bold")
        yield cited_table(
            (
                names.get(near.other, near.other),
                f"{many(near.events, 'act')}, sum of weights {signed(near.weight, 1)}: "
                + ", ".join(f"{count} {kind}" for kind, count in near.by_type.items()),
                f"last told of {day_words(near.last_known)}",
            )
            for near in found.neighbours[:12]
        )
    for section in state_sheet(found, names=names, lexicons=lexicons):
        yield Text()
        yield Text(section.heading, "bold")
        yield cited_table((line.when, line.text, line.cited) for line in section.lines)


def _as_of_words(day: date, asked: date | None, reaches: date | None) -> str:
    from dragoman.relations.chronology import day_words  # noqa: PLC0415

    if asked is not None:
        return f"as of {day_words(day)}"
    if reaches is None or reaches == day:
        return f"as of {day_words(day)}, the last day of publication in the record"
    return f"as of {day_words(day)}, the day of the last report on them; the record goes on to {day_words(reaches)}"
