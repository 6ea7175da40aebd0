"""English words for offices, groups of people, organs of state, and descriptions that point back."""

import functools
from dataclasses import dataclass
from enum import StrEnum

from dragoman.actors.names import fold, split_name
from dragoman.errors import LexiconError
from dragoman.lexicons.files import Entry, Lexicons
from dragoman.schema.actor import Sector


class TitleEntry(Entry, frozen=True, kw_only=True):
    """Words for the office or standing of one person (en/actors/titles.toml)."""

    words: tuple[str, ...]
    sector: Sector | None = None
    office: str = ""
    country: str | None = None  # whom it means where the text names no country
    shared: bool = False  # other states have the office too: `country` counts where the text speaks of that state
    honorific: bool = False


class RoleEntry(Entry, frozen=True, kw_only=True):
    """Words for people in the plural, or the things they act with (en/actors/roles.toml)."""

    words: tuple[str, ...]
    sector: Sector | None = None
    materiel: bool = False
    note: str = ""


class BodyEntry(Entry, frozen=True, kw_only=True):
    """Words for organs of a state (en/actors/bodies.toml)."""

    words: tuple[str, ...]
    sector: Sector
    ministry: bool = False
    likely: tuple[str, ...] = ()  # whose the bare words are in a text that speaks much of that state


class PointsTo(StrEnum):
    """What a description can point back to."""

    STATE = "state"
    ISLAND = "island"
    ORGANISATION = "organisation"  # one between states, or a private one that is no firm
    ARMED = "armed"  # an armed or political group
    FIRM = "firm"
    MEDIA = "media"
    PERSON = "person"


class DescriptionEntry(Entry, frozen=True, kw_only=True):
    """Words that point back to somebody already named (en/actors/descriptions.toml)."""

    to: PointsTo
    words: tuple[str, ...]


class NounsEntry(Entry, frozen=True, kw_only=True):
    """A set of words that a rule asks for by the entry's id (en/actors/sets.toml)."""

    words: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """All of it, found by the words of a phrase, in lower case, the last as its lemma."""

    titles: dict[str, TitleEntry]
    capital_titles: dict[str, TitleEntry]  # "PM", "Gen.", "Don": only with the capital
    roles: dict[str, RoleEntry]
    bodies: dict[str, BodyEntry]
    descriptions: dict[str, tuple[PointsTo, ...]]
    suffixes: dict[str, RoleEntry]  # last words of names that show what bears them: "Inc", "Front"
    sets: dict[str, frozenset[str]]
    lasts: frozenset[str]  # last words of titles, roles and bodies: what else ends a phrase needs no look-up
    nouns: frozenset[str]  # single words for people and bodies, plurals too: no names, whatever their capital
    glued: dict[str, tuple[tuple[str, ...], ...]]  # titles and bodies with a preposition inside, by first word
    pointing: frozenset[str]  # heads of descriptions, of one or several


@functools.cache
def wording(lexicons: Lexicons) -> Wording:
    """Read en/actors.

    Raises:
        LexiconError: a file is missing or an entry is wrong.
    """
    titles: dict[str, TitleEntry] = {}
    capital: dict[str, TitleEntry] = {}
    glued: dict[str, set[tuple[str, ...]]] = {}

    def glue(word: str) -> None:
        keys = tuple(fold(part) for part in split_name(word))
        if _INSIDE & set(keys):
            glued.setdefault(keys[0], set()).add(keys)

    for title in lexicons.entries("en/actors/titles.toml", TitleEntry):
        for word in title.words:
            target = capital if word[:1].isupper() else titles
            target[_key(word)] = title
            glue(word)
    roles: dict[str, RoleEntry] = {}
    for role in lexicons.entries("en/actors/roles.toml", RoleEntry):
        for word in role.words:
            roles[_key(word)] = role
            roles.setdefault(plural(_key(word)), role)
    bodies: dict[str, BodyEntry] = {}
    for body in lexicons.entries("en/actors/bodies.toml", BodyEntry):
        for word in body.words:
            bodies[_key(word)] = body
            glue(word)
    descriptions: dict[str, tuple[PointsTo, ...]] = {}
    for description in lexicons.entries("en/actors/descriptions.toml", DescriptionEntry):
        for word in description.words:
            descriptions[_key(word)] = (*descriptions.get(_key(word), ()), description.to)
    suffixes = {_key(w): e for e in lexicons.entries("en/actors/suffixes.toml", RoleEntry) for w in e.words}
    sets = {e.id: frozenset(fold(w) for w in e.words) for e in lexicons.entries("en/actors/sets.toml", NounsEntry)}
    if not (titles and roles and bodies):
        raise LexiconError("lexicons/en/actors: titles.toml, roles.toml or bodies.toml is missing or empty; restore it")
    return Wording(
        titles=titles,
        capital_titles=capital,
        roles=roles,
        bodies=bodies,
        descriptions=descriptions,
        suffixes=suffixes,
        sets=sets,
        lasts=frozenset(k.rpartition(" ")[2] for known in (titles, capital, roles, bodies) for k in known),
        nouns=frozenset(
            w for known in (titles, capital, roles, bodies) for k in known for w in (k, plural(k)) if " " not in w
        ),
        pointing=frozenset(descriptions).union(*(sets[name] for name in _POINTING)),
        glued={k: tuple(sorted(v, key=lambda t: (-len(t), t))) for k, v in glued.items()},
    )


def plural(word: str) -> str:
    """Give the regular plural of an English noun."""
    if word.endswith("man"):
        return f"{word[:-2]}en"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return word if word.endswith("s") else f"{word}s"


_POINTING = ("set.state-nouns", "set.pair-heads", "set.pair-people", "set.pair-military")
_INSIDE = frozenset({"of", "for", "in", "to", "d'affaires"})


def _key(word: str) -> str:
    return " ".join(fold(part) for part in split_name(word))
