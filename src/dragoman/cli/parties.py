"""The parties of a relation, as arguments of commands."""

from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.lexicons.files import Lexicons
from dragoman.relations.parties import find_party, party_names, two_parties

if TYPE_CHECKING:
    from dragoman.relations.groups import Side

PARTY_HELP = "A state by its ISO 3166-1 alpha-3 code (JPN) or name (Japan), or an organisation by name."
PartyArgument = Annotated[str, typer.Argument(metavar="PARTY", help=PARTY_HELP)]

MembersOption = Annotated[
    bool,
    typer.Option(
        "--members",
        help="Count an organisation's member states with it, each while it was a member; else the body alone.",
    ),
]


def two_sides(one: str, other: str, lexicons: Lexicons, *, members: bool) -> "tuple[Side, Side]":
    """Find two parties; with `members`, organisations stand for their member states too. See `relations.groups`."""
    from dragoman.relations import groups  # noqa: PLC0415 - loads SQLAlchemy

    return groups.two_sides(one, other, lexicons, members=members)


__all__ = ["PARTY_HELP", "MembersOption", "PartyArgument", "find_party", "party_names", "two_parties", "two_sides"]
