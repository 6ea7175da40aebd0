"""What the record says of two states: the small story, asked in every way."""

from datetime import date

import pytest

from dragoman.lexicons.files import Lexicons
from dragoman.record.outline import outline_of
from dragoman.record.ranks import Rank, rank_of
from dragoman.record.recorded import RecordedEvent
from dragoman.record.store import Store
from dragoman.relations.bearings import concerns
from dragoman.relations.calendar import calendar
from dragoman.relations.chronology import chronology
from dragoman.relations.contacts import last_contacts
from dragoman.relations.pending import open_matters
from dragoman.relations.precedence import Verdict, check_claim
from dragoman.relations.standing import Direction, standing, third_parties
from dragoman.schema.event import EventType, Status

DAY = date(2031, 8, 19)
NAMES = {"PER": "Peru", "GHA": "Ghana", "TGO": "Togo"}


@pytest.fixture
def events(told: Store) -> tuple[RecordedEvent, ...]:
    return told.events("PER", "GHA")


def test_standing(told: Store, lexicons: Lexicons) -> None:
    outlines = told.outlines("PER", "GHA")
    sources = {event.id: [source.name for source in event.sources] for event in told.events()}
    found = standing(outlines, "PER", "GHA", as_of=DAY, lexicons=lexicons, sources=sources)
    quarter, year = found.stretches
    # Talks +2.5, criticism without a day (told on the 19th) -2; the calling off has no first day.
    assert quarter.flow == 0.5
    assert found.left_out == 1
    assert quarter.direction is Direction.STEADY
    assert quarter.sources == 1
    assert quarter.by_kind == {"verbal cooperation": 1, "verbal conflict": 1}
    assert year.events == quarter.events
    assert found.acts == 4
    early = standing(outlines, "PER", "GHA", as_of=date(2029, 3, 1), lexicons=lexicons, sources=sources)
    assert early.stretches[0].direction is Direction.BETTER


def test_chronology(events: tuple[RecordedEvent, ...], lexicons: Lexicons) -> None:
    lines = chronology(events, "PER", "GHA", names=NAMES, lexicons=lexicons)
    assert sorted(f"{line.when}: {line.sentence}" for line in lines) == [
        "1 to 31 October 2031: Set: Ama Boateng (president, Ghana) to visit Peru, "
        "according to an unnamed Peruvian source.",
        "13 February 2029: Carmen Ugarte (foreign minister, Peru) and Kwame Asante (foreign minister, Ghana) "
        "held talks in Ghana.",
        "13 February 2029: Ghana made a promise or an offer to Peru.",
        "17 August 2031: Luis Obregon (president, Peru) and Ama Boateng (president, Ghana) held talks.",
        "4 August 2031: Called off: Carmen Ugarte (foreign minister, Peru) and "
        "Kwame Asante (foreign minister, Ghana) to hold talks.",
        "by 4 August 2031: Ghana refused or called off a meeting with Peru.",
        "reported 19 August 2031: Ghana criticised Peru.",
        "reported 19 August 2031: Possible: Carmen Ugarte (foreign minister, Peru) and "
        "Kwame Asante (foreign minister, Ghana) to hold talks.",
    ]
    days = [line.day for line in lines if line.day]
    assert days == sorted(days)
    called_off = next(line for line in lines if line.status is Status.CANCELLED)
    assert called_off.history == "scheduled 2031-07-20 for 4 August 2031, called off 2031-08-19"
    assert called_off.citation.endswith(f"and 1 other; event {called_off.event[:8]}")


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        pytest.param({"since": date(2031, 1, 1)}, 6, id="from a day on"),
        pytest.param({"until": date(2029, 12, 31)}, 2, id="to a day"),
        pytest.param({"types": frozenset({EventType.ACCUSE, EventType.REJECT})}, 2, id="types"),
        pytest.param({"statuses": frozenset({Status.CANCELLED})}, 1, id="status"),
        pytest.param({"rank": Rank.LEADER}, 2, id="rank"),
        pytest.param({"issue": "mining"}, 1, id="word"),
        pytest.param({"least_sources": 2}, 1, id="sources"),
    ],
)
def test_chronology_filters(
    filters: dict[str, object], count: int, events: tuple[RecordedEvent, ...], lexicons: Lexicons
) -> None:
    lines = chronology(events, "PER", "GHA", names=NAMES, lexicons=lexicons, **filters)  # type: ignore[arg-type]
    assert len(lines) == count


def test_last_contacts(told: Store, lexicons: Lexicons) -> None:
    found = last_contacts(told.outlines("PER", "GHA"), "PER", "GHA", as_of=DAY, lexicons=lexicons)
    events = {event.id: event for event in told.events()}
    assert [(contact.rank, (time := events[contact.event].time) and time.start) for contact in found] == [
        (Rank.LEADER, date(2031, 8, 17)),
        (Rank.MINISTER, date(2029, 2, 13)),
    ]


def test_open_matters(events: tuple[RecordedEvent, ...], told: Store, lexicons: Lexicons) -> None:
    found = open_matters(events, "PER", "GHA", as_of=DAY, lexicons=lexicons)
    assert [event.status for event in found.proposed] == [Status.POSSIBLE]
    assert [event.modes for event in found.set] == [("visit",)]
    (matter,) = found.called_off
    assert matter.by is not None
    assert matter.by.type is EventType.REJECT
    (reason,) = told.events_named(matter.because)
    assert reason.actors[0].name == "Komlan Mensah"
    assert matter.since_then is None  # the presidents met since, but the ministers did not


def test_day_past_without_word(events: tuple[RecordedEvent, ...], lexicons: Lexicons) -> None:
    found = open_matters(events, "PER", "GHA", as_of=date(2031, 11, 5), lexicons=lexicons)
    assert [event.modes for event in found.overdue] == [("visit",)]


def test_as_of_before_it_was_called_off(told: Store, lexicons: Lexicons) -> None:
    day = date(2031, 7, 25)
    found = open_matters(told.events("PER", "GHA", as_of=day), "PER", "GHA", as_of=day, lexicons=lexicons)
    assert [event.status for event in found.set] == [Status.SCHEDULED]
    assert found.called_off == ()


def test_calendar(events: tuple[RecordedEvent, ...], told: Store, lexicons: Lexicons) -> None:
    found = calendar(events, told.milestones(), "PER", "GHA", as_of=DAY, lexicons=lexicons)
    assert [(entry.kind, entry.origin, entry.event is None) for entry in found] == [
        ("anniversary", "1981-09", True),
        ("scheduled", None, False),
    ]


def test_precedence_is_borne_out(events: tuple[RecordedEvent, ...], told: Store, lexicons: Lexicons) -> None:
    """The ministers' talks of 2029 are of another rank, so only a claim without ranks rests on them."""
    (claim,) = told.precedence()
    checked = check_claim(claim, events, lexicons=lexicons)
    assert checked.now is not None
    assert checked.now.time is not None
    assert checked.now.time.start == date(2031, 8, 17)
    assert checked.verdict is Verdict.CANNOT_SAY


def test_third_parties(told: Store) -> None:
    assert third_parties(told.events("PER", "GHA"), "PER", "GHA") == ()


def test_a_third_party_towards_both_is_not_between_them(told: Store) -> None:
    (visit,) = (event for event in told.events("TGO"))
    assert not concerns(visit, "PER", "GHA")
    assert concerns(visit, "TGO", "PER")


@pytest.mark.parametrize("as_of", [None, DAY, date(2031, 7, 25), date(2029, 2, 14), date(2020, 1, 1)])
def test_outlines_are_the_events_in_outline(as_of: date | None, told: Store, lexicons: Lexicons) -> None:
    whole = {event.id: outline_of(event, lexicons) for event in told.events("PER", "GHA", as_of=as_of)}
    found = told.outlines("PER", "GHA", as_of=as_of)
    assert [outline.id for outline in found] == sorted(whole)
    for outline in found:
        other = whole[outline.id]
        assert outline.actors == other.actors & {"PER", "GHA"}
        assert outline.recipients == other.recipients & {"PER", "GHA"}
        assert (outline.type, outline.status, outline.start, outline.end, outline.timed) == (
            *(other.type, other.status, other.start, other.end, other.timed),
        )
        assert (outline.score, outline.confidence, outline.ranks) == (other.score, other.confidence, other.ranks)


@pytest.mark.parametrize(
    ("office", "rank"),
    [
        pytest.param("prime minister", Rank.LEADER, id="head of government"),
        pytest.param("vice president", Rank.MINISTER, id="vice president is no president"),
        pytest.param("Vice Foreign Minister", Rank.DEPUTY, id="vice minister is no minister"),
        pytest.param("deputy prime minister", Rank.MINISTER, id="deputy head of government"),
        pytest.param("Chancellor of the Exchequer", Rank.MINISTER, id="not every chancellor"),
        pytest.param("top diplomat", Rank.MINISTER, id="as papers call him"),
        pytest.param("foreign ministry spokesperson", Rank.OTHER, id="speaks for the minister"),
        pytest.param("ambassador to Chile", Rank.AMBASSADOR, id="mission"),
        pytest.param("Secretary of State", Rank.MINISTER, id="secretary"),
        pytest.param("central bank president", Rank.OTHER, id="not of the state"),
        pytest.param("plumber", Rank.OTHER, id="unknown office"),
        pytest.param(None, None, id="none"),
    ],
)
def test_rank(office: str | None, rank: Rank | None, lexicons: Lexicons) -> None:
    assert rank_of(office, lexicons) is rank
