"""Do two names of office-holders of one party mean one person? Papers shorten and transliterate differently."""

import functools
from difflib import SequenceMatcher

from dragoman.actors.offices import folded, plain

_NEAR = 0.8
_SIMILAR = 0.6  # given names of two languages before one family name: Oleksandr and Alexander
_LONG = 5  # letters from which a name that differs in one of them is likely the same in another transliteration

_PARTICLES = frozenset(
    "al el ad as ash at an az ar ed ul bin ben ibn de da do dos del della di du la le van von der den".split()
)

Name = tuple[str, ...]
"""The words of a name in lower case, without accents, articles and marks, in their order."""


@functools.lru_cache(maxsize=65536)
def name_of(text: str) -> Name:
    """Take a name apart."""
    words = plain(text).split()
    return tuple(word for word in words if word not in _PARTICLES) or tuple(words)


@functools.lru_cache(maxsize=65536)
def same_person(one: Name, other: Name) -> bool:
    """Say whether two names can be one person's.

    A single word is one of the other's words. Of two full names all words of the shorter stand in the longer, in any
    order and any transliteration, initials for names too; or the last words are the same and the first begin or sound
    alike.
    """
    if not one or not other:
        return False
    shorter, longer = sorted((one, other), key=lambda name: (len(name), name))
    if len(shorter) == 1:
        return any(_alike(shorter[0], word) for word in longer if len(word) > 1)
    left = list(longer)
    for word in shorter:
        found = next((candidate for candidate in left if _alike(word, candidate)), None)
        if found is None:
            break
        left.remove(found)
    else:
        return True
    if len(one[-1]) < _LONG or not _alike(one[-1], other[-1]):
        return False
    return one[0][0] == other[0][0] or SequenceMatcher(None, _fold(one[0]), _fold(other[0])).ratio() >= _SIMILAR


@functools.lru_cache(maxsize=65536)
def _alike(one: str, other: str) -> bool:
    """Say whether two words are one name: the same, in two transliterations, or an initial and what it stands for."""
    if one == other:
        return True
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    if min(len(one), len(other)) < 3:
        return False  # of short names too many fold together
    if _fold(one) == _fold(other):
        return True
    if one[0] != other[0] or min(len(one), len(other)) < _LONG:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _NEAR


def _fold(word: str) -> str:
    return folded(f"{word} {word}").partition(" ")[0]
