"""The parties of a relation, as arguments of commands."""

from typing import Annotated

import typer

from dragoman.relations.parties import find_party, party_names, two_parties

PARTY_HELP = "A state by its ISO 3166-1 alpha-3 code (JPN) or name (Japan), or an organisation by name."
PartyArgument = Annotated[str, typer.Argument(metavar="PARTY", help=PARTY_HELP)]

__all__ = ["PARTY_HELP", "PartyArgument", "find_party", "party_names", "two_parties"]
