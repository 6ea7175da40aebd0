"""Which of many spans hold a given one, without looking at all of them."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from dragoman.schema.base import Span


class Holders:
    """Spans in any order, asked for those around a place: near the logarithm of their number, on ordinary texts."""

    def __init__(self, spans: Sequence[Span]) -> None:
        """Sort the spans by where they begin and keep how far those before each reach."""
        self._order = sorted(range(len(spans)), key=lambda i: spans[i][0])
        self._starts = [spans[i][0] for i in self._order]
        self._ends = [spans[i][1] for i in self._order]
        self._reach = list(accumulate(self._ends, max))

    def around(self, span: Span) -> list[int]:
        """Give the places, in the sequence given at first, of the spans that hold `span`; equal ones do."""
        found = []
        at = bisect_right(self._starts, span[0]) - 1
        while at >= 0 and self._reach[at] >= span[1]:
            if self._ends[at] >= span[1]:
                found.append(self._order[at])
            at -= 1
        return sorted(found)
