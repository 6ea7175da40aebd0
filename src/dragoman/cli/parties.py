"""The parties of a relation, as arguments of commands."""

from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.errors import UsageError
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
    """Find two parties; with `members`, organisations stand for their member states too.

    Raises:
        UsageError: one is unknown, both are the same, or no members of either are known.
    """
    pair = two_parties(one, other, lexicons)
    if not members:
        return pair
    from dragoman.relations.groups import group_of  # noqa: PLC0415

    if pair[0] in party_names(lexicons) and pair[1] in party_names(lexicons):
        raise UsageError(f"--members: neither {pair[0]} nor {pair[1]} is an organisation; leave it out")
    first, second = (name if name in party_names(lexicons) else group_of(name, lexicons) for name in pair)
    return first, second


__all__ = ["PARTY_HELP", "MembersOption", "PartyArgument", "find_party", "party_names", "two_parties", "two_sides"]
