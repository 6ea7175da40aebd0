"""CAMEO codes: labels, quad classes, Goldstein weights, and the PLOVER types they go over into and come from."""

import functools
from typing import Literal

from dragoman.lexicons.files import Lexicons
from dragoman.lexicons.scores import cameo_code
from dragoman.schema.base import Record
from dragoman.schema.event import EventType

SWAPPED = frozenset({"043"})
"""Codes whose source is PLOVER's recipient: CAMEO's host of a visit is its source."""


class CameoCode(Record, frozen=True, kw_only=True):
    """A row of `world/cameo.csv`."""

    code: str  # "010" is not "10"
    label: str
    quad: Literal[1, 2, 3, 4]
    goldstein: float
    type: EventType | None = None  # None: PLOVER drops it
    mode: str = ""
    contexts: tuple[str, ...] = ()
    note: str = ""


@functools.cache
def cameo_codes(lexicons: Lexicons) -> dict[str, CameoCode]:
    """Read the codes, in their order."""
    return {row.code: row for row in lexicons.table("world/cameo.csv", CameoCode)}


@functools.lru_cache(maxsize=4096)
def nearest_cameo(kind: EventType, modes: tuple[str, ...], contexts: tuple[str, ...], lexicons: Lexicons) -> CameoCode:
    """Give the CAMEO code that comes nearest to an act.

    It is the code of the type and mode (`scores-goldstein.csv`), or a finer one of the same type and mode that shares
    a context other than "diplomatic" with the act: of several the one that shares most, then the most general.
    """
    codes = cameo_codes(lexicons)
    plain = cameo_code(kind, modes, lexicons)
    wanted = set(contexts) - {"diplomatic"}
    finer = [
        row
        for row in codes.values()
        if row.type is kind and row.mode == plain.mode and row.code not in SWAPPED and wanted & set(row.contexts)
    ]
    if not finer:
        return codes[plain.cameo]
    return min(finer, key=lambda row: (-len(wanted & set(row.contexts)), len(row.contexts), len(row.code), row.code))


def plover_of(code: str, lexicons: Lexicons) -> CameoCode | None:
    """Give what a CAMEO code goes over into: the code itself or, where it is unknown, the code above it.

    None where there is none, or PLOVER drops it.
    """
    codes = cameo_codes(lexicons)
    while code and code not in codes:
        code = code[:-1]
    row = codes.get(code)
    return row if row is not None and row.type is not None else None
