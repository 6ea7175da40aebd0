"""Whether a table writes the day or the month first: told by those of its days that can be read in one way only."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from dragoman.sources.days import DayOrder, orders_of

MOST_ROWS = 5_000
"""Rows that are kept waiting for one that tells: of a table sorted by day, the first twelve days of a month."""

MOST_CHARACTERS = 32_000_000
"""Characters of their texts that are kept waiting."""

T = TypeVar("T")


def with_orders(rows: Iterable[tuple[T, str, int]]) -> Iterator[tuple[T, DayOrder | None]]:
    """Give rows with the order of their table's days, in the order of the rows; None as long as nothing told it.

    Args:
        rows: what is handed on, the day as it is written (empty where there is none), and the length of the text.
    """
    waiting: list[T] = []
    characters = 0
    order: DayOrder | None = None
    for row, day, length in rows:
        if order is None:
            orders = orders_of(day)
            if len(orders) == 1:
                (order,) = orders
            elif waiting or orders:
                waiting.append(row)
                characters += length
                if len(waiting) < MOST_ROWS and characters < MOST_CHARACTERS:
                    continue
            yield from ((one, order) for one in waiting)
            told, waiting, characters = bool(waiting) and order is None, [], 0
            if told:
                continue
        yield row, order
    yield from ((one, None) for one in waiting)
