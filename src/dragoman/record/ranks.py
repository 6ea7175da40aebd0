"""The rank of an office: who is whose opposite number."""

import functools
import re
from collections.abc import Mapping
from enum import StrEnum

from dragoman.lexicons.files import Entry, Lexicons
from dragoman.record.recorded import party
from dragoman.schema.actor import Actor


class Rank(StrEnum):
    """Ranks in the order of protocol, highest first."""

    LEADER = "leader"
    MINISTER = "minister"
    DEPUTY = "deputy"
    AMBASSADOR = "ambassador"
    OTHER = "other"


PLACES: Mapping[Rank, int] = {rank: place for place, rank in enumerate(Rank)}
"""The place of each rank in the order of protocol, 0 the highest."""


class RankEntry(Entry, frozen=True, kw_only=True):
    """Words of offices, and the rank they mean; tried in the order of the file."""

    rank: Rank
    words: tuple[str, ...]


@functools.cache
def _patterns(lexicons: Lexicons) -> tuple[tuple[Rank, re.Pattern[str]], ...]:
    return tuple(
        (entry.rank, re.compile(r"\b(?:" + "|".join(re.escape(word) for word in entry.words) + r")\b"))
        for entry in lexicons.entries("world/ranks.toml", RankEntry)
    )


@functools.lru_cache(maxsize=65536)
def rank_of(office: str | None, lexicons: Lexicons) -> Rank | None:
    """Give the rank of an office as texts name it ("vice foreign minister"); None for no office."""
    if not office:
        return None
    lowered = office.lower().replace("’", "'")
    for rank, pattern in _patterns(lexicons):
        if pattern.search(lowered):
            return rank
    return Rank.OTHER


def ranks_by_party(actors: tuple[Actor, ...], lexicons: Lexicons) -> dict[str, Rank]:
    """Give for each party the highest rank of its office-holders, where offices are named."""
    found: dict[str, set[Rank]] = {}
    for actor in actors:
        name, rank = party(actor), rank_of(actor.office, lexicons)
        if name and rank:
            found.setdefault(name, set()).add(rank)
    return {name: rank for name, ranks in found.items() if (rank := highest(ranks))}


def highest(ranks: "frozenset[Rank] | set[Rank]") -> Rank | None:
    """Give the highest of several ranks; None for none."""
    return min(ranks, key=PLACES.__getitem__, default=None)
