"""Flow and level: by hand to the third decimal, and within their bounds whatever happens."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from planted import act, actor, report, when

from dragoman.lexicons.files import Lexicons
from dragoman.record.outline import Outline
from dragoman.record.store import Store, open_record
from dragoman.relations.series import Scale, Step, first_day, move_level, next_first_day, series

NOR, CHL, KEN = actor("NOR"), actor("CHL"), actor("KEN")


@pytest.fixture(scope="module")
def events(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Outline, ...]]:
    acts = [
        act("CONSULT", [NOR], [CHL], modes=("visit",), time=when("2024-01-03"), trigger="visit"),  # +4
        act("CONSULT", [NOR, CHL], time=when("2024-01-03"), trigger="talks"),  # +2.5
        act("SANCTION", [CHL], [NOR], time=when("2024-02-10"), trigger="sanctions"),  # -6
        act("ACCUSE", [NOR], [CHL], time=when("2024-02-11"), status="did_not_happen", trigger="blame"),
        act("CONSULT", [NOR, CHL], time=when("2024-02-20"), status="scheduled", trigger="summit"),
        act("AID", [NOR], [CHL], time=when("2023-01-01", "2023-12-31"), trigger="aid"),  # no close date
        act("SUPPORT", [KEN], [NOR, CHL], time=when("2024-02-12"), trigger="praise"),  # a third party's
    ]
    text = "\n".join(
        f"The paper wrote of {word}." for word in ("visit", "talks", "sanctions", "blame", "summit", "aid", "praise")
    )
    with open_record(tmp_path_factory.mktemp("series") / "relations.db") as store:
        store.add(*report(text, *acts, day="2024-02-12"))
        yield store.outlines("NOR", "CHL")


def test_by_hand(events: tuple[Outline, ...], lexicons: Lexicons) -> None:
    """0 + 9 (1 - (1 - 0.4/9)(1 - 0.25/9)) = 0.63889; 0.63889 - 9.63889 · 0.6/9 = -0.00370."""
    found = series(events, "NOR", "CHL", lexicons=lexicons)
    assert [(p.start, p.end, p.flow, p.level) for p in found.points] == [
        (date(2024, 1, 1), date(2024, 1, 31), 6.5, 0.639),
        (date(2024, 2, 1), date(2024, 2, 29), -6.0, -0.004),
    ]
    assert [len(point.events) for point in found.points] == [2, 1]
    assert len(found.left_out) == 1


def test_one_way(events: tuple[Outline, ...], lexicons: Lexicons) -> None:
    """Talks are of both; the visit is Norway's, the sanction Chile's."""
    there = series(events, "NOR", "CHL", lexicons=lexicons, both_ways=False)
    back = series(events, "CHL", "NOR", lexicons=lexicons, both_ways=False)
    assert [point.flow for point in there.points] == [6.5]
    assert [point.flow for point in back.points] == [2.5, -6.0]


def test_uncertainty(events: tuple[Outline, ...], lexicons: Lexicons) -> None:
    """Each act is true with 0.8: the variance is 0.16 · (4² + 2.5²)."""
    assert series(events, "NOR", "CHL", lexicons=lexicons).points[0].uncertainty == pytest.approx(1.887, abs=5e-4)


def test_goldstein(events: tuple[Outline, ...], lexicons: Lexicons) -> None:
    found = series(events, "NOR", "CHL", lexicons=lexicons, scale=Scale.GOLDSTEIN)
    assert [point.flow for point in found.points] == [2.9, -4.0]


def test_stretches_without_acts_keep_the_level(events: tuple[Outline, ...], lexicons: Lexicons) -> None:
    found = series(events, "NOR", "CHL", lexicons=lexicons, step=Step.WEEK, until=date(2024, 3, 3))
    assert [point.start.weekday() for point in found.points] == [0] * len(found.points)
    assert found.points[1].flow == 0
    assert found.points[1].level == 0.639
    assert found.points[-1].end == date(2024, 3, 3)


def test_nothing(lexicons: Lexicons) -> None:
    assert series((), "NOR", "CHL", lexicons=lexicons).points == ()


weights = st.lists(st.floats(-10, 10), max_size=12)


@given(st.floats(-9, 9), weights)
def test_level_stays_on_its_scale(level: float, of_day: list[float]) -> None:
    assert -9.000001 <= move_level(level, of_day, gain=0.9, end=9.0) <= 9.000001


@given(st.floats(-9, 9), weights, st.randoms())
def test_order_within_a_day_is_irrelevant(level: float, of_day: list[float], chance: object) -> None:
    shuffled = sorted(of_day, key=lambda _: chance.random())  # type: ignore[attr-defined]
    assert move_level(level, of_day, gain=0.1, end=9.0) == move_level(level, shuffled, gain=0.1, end=9.0)


@pytest.mark.parametrize(("level", "weight"), [(9.0, 10.0), (-9.0, -10.0), (3.0, 0.0)])
def test_no_effect_at_the_ends(level: float, weight: float) -> None:
    assert move_level(level, [weight], gain=0.1, end=9.0) == level


@given(st.floats(-8.9, 8.9), st.floats(0.1, 10))
def test_cooperation_moves_up_less_the_higher_it_stands(level: float, weight: float) -> None:
    low, high = (move_level(at, [weight], gain=0.1, end=9.0) - at for at in (-9.0, level))
    assert low >= high - 1e-9 > 0


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from(Step))
def test_stretches_follow_each_other(day: date, step: Step) -> None:
    first = first_day(day, step)
    following = next_first_day(first, step)
    assert first <= day < following
    assert first_day(following - timedelta(days=1), step) == first
    assert first_day(following, step) == following


def test_plans_become_weight_only_as_deeds(tmp_path: Path, lexicons: Lexicons) -> None:
    plan = act("CONSULT", [NOR, CHL], time=when("2024-05-05"), status="scheduled")
    with open_record(tmp_path / "relations.db") as store:
        store.add(*report("They will meet in spring.", plan, day="2024-04-01", source="a"))
        assert series(pair(store), "NOR", "CHL", lexicons=lexicons).points == ()
        store.add(*report("They met in the old castle.", plan.but(status="happened"), day="2024-05-06", source="b"))
        assert [point.flow for point in series(pair(store), "NOR", "CHL", lexicons=lexicons).points] == [2.5]


def pair(store: Store) -> tuple[Outline, ...]:
    return store.outlines("NOR", "CHL")
