"""The parties of a relation, as people name them."""

import difflib
from collections.abc import Mapping
from functools import cache

from dragoman.errors import UsageError
from dragoman.lexicons.files import Lexicons
from dragoman.lexicons.places import State


@cache
def _known(lexicons: Lexicons) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Read the tables: what to call each party, and the party that each spelling means, in small letters."""
    from dragoman.actors.names import Organisation  # noqa: PLC0415

    names: dict[str, str] = {}
    spellings: dict[str, str] = {}
    for state in lexicons.table("world/states.csv", State):
        names.setdefault(state.code, state.name)
        for spelling in (state.code, state.name, *state.names, *state.official):
            spellings.setdefault(spelling.casefold(), state.code)
    for organisation in lexicons.table("world/organisations.csv", Organisation):
        for spelling in (organisation.name, *organisation.names):
            spellings.setdefault(spelling.casefold(), organisation.name)
    return names, spellings


def party_names(lexicons: Lexicons) -> Mapping[str, str]:
    """Give what to call each state, by its code."""
    return _known(lexicons)[0]


def find_party(words: str, lexicons: Lexicons) -> str:
    """Find the party that somebody means: a state's code, or an organisation's name as the record has it.

    Raises:
        UsageError: nobody is called so; the message names those that are spelled nearly so.
    """
    names, spellings = _known(lexicons)
    key = " ".join(words.split()).casefold()
    for attempt in (key, key.removeprefix("the ")):
        if attempt in spellings:
            return spellings[attempt]
    near = [spellings[one] for one in difflib.get_close_matches(key, spellings, n=8, cutoff=0.7)]
    if len(key) == 3:  # a slip in a code: letters exchanged, or two of them right, the first ones above all
        agree = {code: [a == b for a, b in zip(code.casefold(), key, strict=True)] for code in names}
        exchanged = sorted(code for code in names if sorted(code.casefold()) == sorted(key))
        close = sorted(code for code in names if sum(agree[code]) == 2)
        near = exchanged + sorted(close, key=lambda code: agree[code], reverse=True) + near
    codes = list(dict.fromkeys(near))[:4]
    meant = " or ".join(f"{code} ({names[code]})" if code in names else code for code in codes)
    hint = f"did you mean {meant}?" if codes else "give an ISO 3166-1 alpha-3 code such as JPN, or a name such as Japan"
    raise UsageError(f"party {words!r}: no state or organisation is known by it; {hint}")


def two_parties(one: str, other: str, lexicons: Lexicons) -> tuple[str, str]:
    """Find two parties.

    Raises:
        UsageError: one is unknown, or both are the same.
    """
    pair = find_party(one, lexicons), find_party(other, lexicons)
    if pair[0] == pair[1]:
        raise UsageError(f"parties {one!r} and {other!r}: are the same; name two that differ")
    return pair
