"""Where pages are told of."""

from datetime import date
from urllib.parse import quote, urlencode


def address(path: str, **query: object) -> str:
    """Write an address with a query, without the keys that have no value; `as_of` stands for "as-of"."""
    pairs: list[tuple[str, str]] = []
    for key, value in query.items():
        if isinstance(value, frozenset | tuple | list):
            pairs += [(key.replace("_", "-"), str(one)) for one in sorted(value)]
        elif value not in {None, ""} and value is not False:
            pairs.append((key.replace("_", "-"), str(value)))
    return f"{path}?{urlencode(pairs)}" if pairs else path


def relation_address(one: str, other: str, as_of: date | None = None) -> str:
    """Give where the relation of two parties is told of."""
    return address(f"/{quote(one, safe='')}/{quote(other, safe='')}", as_of=as_of)
