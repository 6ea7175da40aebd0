"""Rows of the tables of states and other places, for every room that reads them."""

from datetime import date
from enum import StrEnum

from dragoman.schema.base import Record


class State(Record, frozen=True, kw_only=True):
    """A row of world/states.csv: a state or territory with a code of its own."""

    code: str
    start: date | None = None
    end: date | None = None
    name: str
    names: tuple[str, ...] = ()
    official: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    cow: int | None = None
    gw: int | None = None
    wikidata: str = ""


class PlaceKind(StrEnum):
    """What sort of place a row of world/places.csv is."""

    CITY = "city"
    REGION = "region"
    ISLAND = "island"
    WATER = "water"
    SITE = "site"
    DISPUTED = "disputed"
    AREA = "area"  # larger than a state: "the Middle East"


class PlaceRow(Record, frozen=True, kw_only=True):
    """A row of world/places.csv; `country` administers the place, `claimants` hold that it is theirs."""

    name: str
    names: tuple[str, ...] = ()
    kind: PlaceKind
    country: str | None = None
    claimants: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    people: tuple[str, ...] = ()
