"""Whose summer a text speaks of: that of the south where the actor is a state of the south."""

import functools
from enum import StrEnum

from dragoman.lexicons.files import Entry, Lexicons
from dragoman.schema.actor import Cast
from dragoman.schema.sentence import Role, Sentence
from dragoman.times.grammar import Found


class Hemisphere(StrEnum):
    """Whose seasons count."""

    NORTH = "north"
    SOUTH = "south"
    BOTH = "both"  # states of both act together: the season is one or the other


class SeasonCountries(Entry, frozen=True, kw_only=True):
    """States with the seasons of one hemisphere; of `world/seasons.toml`."""

    countries: tuple[str, ...]
    note: str


@functools.cache
def _southern(lexicons: Lexicons) -> frozenset[str]:
    return frozenset(c for e in lexicons.entries("world/seasons.toml", SeasonCountries) for c in e.countries)


def hemisphere_of(sentence: Sentence, found: Found, token: int, cast: Cast | None, *, lexicons: Lexicons) -> Hemisphere:
    """Say whose seasons an expression is counted in; the north's where no state is near, and where it names no season.

    The nearest counts: a state on the season itself ("the Australian summer"), then whoever acts in its clause or
    a clause above ("Chile's senate will vote this spring"), then any state of the sentence.
    """
    if cast is None or not any(leaf.has("s") for leaf in found.leaves()):
        return Hemisphere.NORTH
    own = [child for child in sentence.children[token] if child != token]
    countries = _countries(sentence, own, cast)
    for above in (token, *sentence.ancestors(token)):
        predication = sentence.predication_at(above)
        if countries or predication is None:
            continue
        countries = _countries(sentence, [a.token for a in predication.fillers(Role.SUBJECT, Role.POSSESSIVE)], cast)
    countries = countries or _countries(sentence, range(len(sentence.tokens)), cast)
    south = countries & _southern(lexicons)
    if not south:
        return Hemisphere.NORTH
    return Hemisphere.SOUTH if south == countries else Hemisphere.BOTH


def _countries(sentence: Sentence, tokens: "range | list[int]", cast: Cast) -> set[str]:
    return {
        actor.country
        for token in tokens
        if (mention := cast.at(sentence.index, token)) is not None
        for actor in mention.actors
        if actor.country is not None
    }
