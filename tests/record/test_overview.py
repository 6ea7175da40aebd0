"""Questions across all parties."""

from collections.abc import Iterator
from datetime import date

import pytest
from msgspec import structs
from planted import act, actor, report, when

from dragoman.record.overview import (
    events_of_person,
    neighbours,
    newly_told,
    pairs_in_the_news,
    scheduled,
    told_again,
)
from dragoman.record.store import Store, open_record
from dragoman.schema.actor import Official
from dragoman.schema.event import EventType

LUND = actor("NOR", "Ole Lund", "foreign minister")
TALKS = act("CONSULT", [LUND, actor("KEN")], time=when("2024-04-08"), trigger="talks")


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    with open_record(where) as store:
        blame = act("ACCUSE", [actor("KEN")], [actor("NOR")], time=when("2024-03-04"))
        aid = act("AID", [actor("KEN")], [actor("PER"), actor("CHL")], time=when("2024-03-05"))
        store.add(*report("Kenya blamed Norway.", blame, day="2024-03-05", source="a", publisher="Mail"))
        store.add(*report("Kenya helped Peru and Chile.", aid, day="2024-03-05", source="b", publisher="Post"))
        told, document = report(
            "The talks are set.", TALKS.but(status="scheduled"), day="2024-03-10", source="c", publisher="Mail"
        )
        lund = Official(name="Ole Lund", country="NOR", office="foreign minister", evidence=(0, 3))
        store.add(structs.replace(told, officials=(lund,)), document)
        store.add(*report("The talks were held.", TALKS, day="2024-04-09", source="d", publisher="Post"))
        store.merge()
        yield store


def test_pairs_in_the_news(store: Store) -> None:
    found = pairs_in_the_news(store, since=date(2024, 3, 1), until=date(2024, 3, 31))
    # Chile and Peru are both helped: that is nothing between them. The talks are of April too, and of these days.
    assert [(pair.one, pair.other, pair.events) for pair in found] == [
        ("KEN", "NOR", 2),
        ("CHL", "KEN", 1),
        ("KEN", "PER", 1),
    ]
    assert (found[0].conflictual, found[1].cooperative) == (1, 1)
    assert pairs_in_the_news(store, since=date(2024, 4, 10), until=date(2024, 4, 30)) == ()


def test_what_is_new_and_what_is_told_again(store: Store) -> None:
    since, until = date(2024, 4, 1), date(2024, 4, 30)
    (again,) = store.events_named(told_again(store, since=since, until=until))
    assert again.type is EventType.CONSULT
    assert newly_told(store, since=since, until=until) == ()
    new = store.events_named(newly_told(store, since=date(2024, 3, 1), until=date(2024, 3, 9)))
    assert {event.type for event in new} == {EventType.ACCUSE, EventType.AID}


def test_scheduled(where: str) -> None:
    with open_record(where) as store:
        store.add(*report("The talks are set.", TALKS.but(status="scheduled"), day="2024-03-10"))
        store.merge()
        assert len(scheduled(store, since=date(2024, 4, 8), until=date(2024, 4, 8))) == 1
        assert scheduled(store, since=date(2024, 4, 9), until=date(2024, 5, 8)) == ()


def test_neighbours(store: Store) -> None:
    found = neighbours(store, "KEN", since=None, until=date(2024, 12, 31))
    assert [(n.other, n.events, n.weight) for n in found] == [("NOR", 2, -0.5), ("CHL", 1, 10.0), ("PER", 1, 10.0)]
    assert found[0].by_type == {EventType.CONSULT: 1, EventType.ACCUSE: 1}
    assert neighbours(store, "KEN", since=date(2024, 4, 1), until=date(2024, 12, 31))[0].other == "NOR"


def test_events_of_a_person(store: Store) -> None:
    (event,) = store.events_named(events_of_person(store, "Ole Lund"))
    assert event.type is EventType.CONSULT
    assert events_of_person(store, "Nobody") == ()


def test_answers_without_merging_wait_for_it(where: str) -> None:
    with open_record(where) as store:
        store.add(*report("The talks were held.", TALKS, day="2024-04-09"))
    with open_record(where, merge_when_asked=False) as store:
        assert store.outlines("KEN", "NOR") == ()
        assert store.merge() == 1
        assert len(store.outlines("KEN", "NOR")) == 1
