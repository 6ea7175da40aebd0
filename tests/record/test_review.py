"""Reviewers' decisions win over what was read, and stay when it is read again."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from planted import act, actor, report, when
from tests.record.conftest import NewPlace

from dragoman.errors import UsageError
from dragoman.record.decisions import Correction, Decision, DecisionKind
from dragoman.record.store import Store, open_record
from dragoman.schema.event import EventType, Status

TALKS = act("CONSULT", [actor("KEN"), actor("JPN")], time=when("2024-03-05"))
ONE = report("Talks were held in Nairobi.", TALKS, day="2024-03-05", source="one")
TWO = report("The envoys saw each other on Tuesday.", TALKS, day="2024-03-06", source="two")
FAR = report("Another round took place.", TALKS.but(time=when("2024-04-09")), day="2024-04-09", source="far")
KEYS = {name: (pair[1].id, pair[0].events[0].id) for name, pair in (("one", ONE), ("two", TWO), ("far", FAR))}


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    with open_record(where) as opened:
        opened.add_all((ONE, TWO, FAR))
        yield opened


def decide(store: Store, kind: DecisionKind, *names: str, to: Correction | None = None, hour: int = 9) -> Decision:
    decision = Decision(
        kind=kind,
        reports=tuple(KEYS[name] for name in names),
        to=to,
        who="Wanjiru",
        when=datetime(2024, 5, 1, hour),
        why="seen in the archive",
    )
    assert store.decide(decision)
    return decision


def groups(store: Store) -> list[list[str]]:
    return sorted([ref.source for ref in event.reports] for event in store.events())


def test_before(store: Store) -> None:
    assert groups(store) == [["far"], ["one", "two"]]


def test_split(store: Store) -> None:
    decide(store, DecisionKind.SPLIT, "one", "two")
    assert groups(store) == [["far"], ["one"], ["two"]]


def test_merge(store: Store) -> None:
    decide(store, DecisionKind.MERGE, "one", "far")
    assert groups(store) == [["one", "two", "far"]]


def test_the_later_decision_wins(store: Store) -> None:
    decide(store, DecisionKind.SPLIT, "one", "two")
    decide(store, DecisionKind.MERGE, "one", "two", hour=10)
    assert groups(store) == [["far"], ["one", "two"]]


def test_reject(store: Store) -> None:
    decide(store, DecisionKind.REJECT, "one", "two")
    assert groups(store) == [["far"]]
    decide(store, DecisionKind.ACCEPT, "one", "two", hour=10)
    assert groups(store) == [["far"], ["one", "two"]]


def test_correct(store: Store) -> None:
    decision = decide(store, DecisionKind.CORRECT, "far", to=Correction(status=Status.CANCELLED, type=EventType.REJECT))
    (event,) = (event for event in store.events() if decision.id in event.reviewed)
    assert (event.type, event.status, event.confidence) == (EventType.REJECT, Status.CANCELLED, 1.0)


def test_decisions_stay_when_documents_are_read_again(store: Store) -> None:
    decide(store, DecisionKind.SPLIT, "one", "two")
    better = report("Talks were held in Nairobi.", TALKS.but(confidence=0.9), day="2024-03-05", source="one")
    store.add(*better)
    assert groups(store) == [["far"], ["one"], ["two"]]


def test_the_order_of_decision_and_question_is_irrelevant(store: Store, new_place: NewPlace) -> None:
    store.events()
    decide(store, DecisionKind.SPLIT, "one", "two")
    with open_record(new_place()) as other:
        other.add_all((FAR, TWO, ONE))
        decide(other, DecisionKind.SPLIT, "one", "two")
        assert other.events() == store.events()


def test_twice_is_once(store: Store) -> None:
    decision = decide(store, DecisionKind.SPLIT, "one", "two")
    assert not store.decide(decision)
    assert store.decisions() == (decision,)


def test_unknown_report(store: Store) -> None:
    with pytest.raises(UsageError, match="no such report"):
        store.decide(
            Decision(kind=DecisionKind.ACCEPT, reports=(("x", "y"),), who="Wanjiru", when=datetime(2024, 5, 1), why="")
        )


@pytest.mark.parametrize(
    ("kind", "names", "to", "fault"),
    [
        (DecisionKind.MERGE, ("one",), None, "at least two"),
        (DecisionKind.ACCEPT, (), None, "names no report"),
        (DecisionKind.CORRECT, ("one",), None, "'to' belongs"),
        (DecisionKind.ACCEPT, ("one",), Correction(), "'to' belongs"),
    ],
)
def test_decisions_that_decide_nothing(
    kind: DecisionKind, names: tuple[str, ...], to: Correction | None, fault: str
) -> None:
    with pytest.raises(ValueError, match=fault):
        Decision(
            kind=kind, reports=tuple(KEYS[name] for name in names), to=to, who="W", when=datetime(2024, 5, 1), why=""
        )
