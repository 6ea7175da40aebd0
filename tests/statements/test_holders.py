"""Spans that hold a given one, found without looking at all."""

from hypothesis import given
from hypothesis import strategies as st

from dragoman.schema.base import within
from dragoman.statements.holders import Holders

SPANS = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda pair: (min(pair), max(pair)))


@given(st.lists(SPANS, max_size=20), SPANS)
def test_the_same_as_looking_at_all(spans: list[tuple[int, int]], span: tuple[int, int]) -> None:
    assert Holders(spans).around(span) == [i for i, other in enumerate(spans) if within(span, other)]
