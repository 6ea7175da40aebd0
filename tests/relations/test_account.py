"""The account of two parties, and of groups: what is counted for whom, and the lines it is told in."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from planted import act, actor, report, when

from dragoman.errors import UsageError
from dragoman.lexicons.files import Lexicons
from dragoman.record.store import Store, open_record
from dragoman.relations.account import Account, account, account_of_state
from dragoman.relations.calendar import calendar
from dragoman.relations.groups import Group, group_of, outlines_of, recast
from dragoman.relations.sheet import Section, sheet, state_sheet
from dragoman.schema.event import Evidence
from dragoman.schema.statement import Milestone, MilestoneKind

NAMES = {"PER": "Peru", "GHA": "Ghana", "TGO": "Togo"}


def of_story(told: Store, lexicons: Lexicons, asked: date | None = None) -> Account:
    found = account(told, "PER", "GHA", asked=asked, lexicons=lexicons, chronology=40)
    assert found is not None
    return found


def by_id(sections: tuple[Section, ...]) -> dict[str, Section]:
    return {section.id: section for section in sections}


def test_the_story(told: Store, lexicons: Lexicons) -> None:
    found = of_story(told, lexicons)
    assert (found.as_of, found.asked) == (date(2031, 8, 19), False)
    sections = by_id(sheet(found, names=NAMES, lexicons=lexicons))
    assert sections["latest"].lines[0].when == "17 August 2031"
    (off,) = sections["called-off"].lines
    assert "Because of: Komlan Mensah (speaker of parliament, Togo) visited Peru" in off.text
    assert off.text.endswith("Not made up for so far.")
    assert len(off.sources) == 3  # the meeting, the calling off, the reason
    assert [line.text[:16] for line in sections["pending"].lines] == ["Possible: Carmen", "Set: Ama Boateng"]
    assert "50th anniversary" in sections["ahead"].lines[0].text
    assert sections["seen"].lines[0].text.startswith("“Ghana apparently wants calm")


@pytest.mark.parametrize("asked", [None, date(2031, 8, 19), date(2031, 7, 25), date(2029, 2, 14)])
def test_every_line_leads_to_characters(asked: date | None, told: Store, lexicons: Lexicons) -> None:
    documents = {head.id: told.document(head.id) for head in told.documents()}
    lines = [
        line
        for section in sheet(of_story(told, lexicons, asked), names=NAMES, lexicons=lexicons)
        for line in section.lines
    ]
    assert lines
    for line in lines:
        assert line.sources, line
        for source in line.sources:
            document = documents[source.document]
            assert document is not None
            assert document.text[slice(*source.span)].strip()
            assert asked is None or (source.published is not None and source.published <= asked)


def test_a_state_with_all_others(told: Store, lexicons: Lexicons) -> None:
    found = account_of_state(told, "GHA", asked=None, lexicons=lexicons)
    assert found is not None
    assert [near.other for near in found.neighbours] == ["PER"]
    sections = by_id(state_sheet(found, names=NAMES, lexicons=lexicons))
    assert sections["latest"].lines[0].when == "17 August 2031"
    assert len(sections["pending"].lines) == 2


UNION = "European Union"
FRANCE, BRITAIN, JAPAN, BODY = actor("FRA"), actor("GBR"), actor("JPN"), actor("IGO", UNION)


@pytest.fixture(scope="module")
def union(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    acts = (
        act("CONSULT", [FRANCE, JAPAN], time=when("2015-05-01"), trigger="France"),
        act("CONSULT", [BRITAIN, JAPAN], time=when("2019-05-01"), trigger="Britain"),
        act("CONSULT", [BRITAIN, JAPAN], time=when("2021-05-01"), trigger="London"),
        act("AID", [BODY], [JAPAN], time=when("2021-06-01"), trigger="Brussels"),
        act("ACCUSE", [JAPAN], [FRANCE, BRITAIN], time=when("2021-07-01"), trigger="Tokyo"),
        act("CONSULT", [FRANCE, BRITAIN], time=when("2021-08-01"), trigger="Paris"),
    )
    text = "\n".join(f"News of {one.trigger} came in." for one in acts)
    with open_record(tmp_path_factory.mktemp("union") / "relations.db") as store:
        store.add(*report(text, *acts, day="2021-09-01"))
        yield store


def test_members_count_while_they_are_members(union: Store, lexicons: Lexicons) -> None:
    alone = outlines_of(union, "JPN", UNION)
    assert [outline.type for outline in alone] == ["AID"]
    group = group_of(UNION, lexicons)
    found = sorted(outlines_of(union, "JPN", group), key=lambda outline: outline.start or date.min)
    assert [(outline.type, outline.start and outline.start.year) for outline in found] == [
        ("CONSULT", 2015),
        ("CONSULT", 2019),  # Britain was still a member
        ("AID", 2021),
        ("ACCUSE", 2021),
    ]
    assert found[-1].recipients == {UNION, "GBR"}  # Britain by itself by then


def test_recast_events_are_as_their_outlines(union: Store, lexicons: Lexicons) -> None:
    group = group_of(UNION, lexicons)
    outlines = {outline.id: outline for outline in outlines_of(union, "JPN", group)}
    for event in union.events_named(outlines):
        changed = recast(event, "JPN", group)
        assert {actor.name if actor.country == "IGO" else actor.country for actor in changed.actors} == set(
            outlines[event.id].actors
        )


def test_an_account_of_a_group_names_the_states(union: Store, lexicons: Lexicons) -> None:
    found = account(union, "JPN", group_of(UNION, lexicons), asked=None, lexicons=lexicons, chronology=40)
    assert found is not None
    assert found.standing.acts == 4
    names = {"JPN": "Japan", "FRA": "France", "GBR": "United Kingdom"}
    chronology = by_id(sheet(found, names=names, lexicons=lexicons))["chronology"]
    assert chronology.lines[0].text == "France and Japan held talks."


def test_the_calendar_of_a_group_has_what_its_members_share(tmp_path: Path, lexicons: Lexicons) -> None:
    text = "France and Japan will meet. Britain and Japan will meet. France votes."
    acts = [
        act("CONSULT", [side, JAPAN], time=when("2021-10-01"), status="scheduled", trigger=words)
        for side, words in ((FRANCE, "France"), (BRITAIN, "Britain"))
    ]
    milestones = tuple(
        Milestone(
            kind=kind,
            title=title,
            time=when("2021-11-01"),
            parties=parties,
            evidence=Evidence(sentence=(0, 27), trigger=(0, 6)),
        )
        for kind, title, parties in (
            (MilestoneKind.CONGRESS, "shared", ("FRA", "JPN")),
            (MilestoneKind.ELECTION, "the member's own", ("FRA",)),
            (MilestoneKind.DEADLINE, "no longer a member's", ("GBR", "JPN")),
        )
    )
    with open_record(tmp_path / "relations.db") as store:
        store.add(*report(text, *acts, day="2021-09-01", milestones=milestones))
        sides = "JPN", group_of(UNION, lexicons)
        found = calendar(store.events(), store.milestones(), *sides, as_of=date(2021, 9, 1), lexicons=lexicons)
    assert [(entry.title, entry.parties) for entry in found] == [("", ("JPN", UNION)), ("shared", ("FRA", "JPN"))]
    assert found[0].event is not None
    assert [actor.country for actor in found[0].event.actors] == ["FRA", "JPN"]


def test_members_by_day(lexicons: Lexicons) -> None:
    group = group_of(UNION, lexicons)
    assert len(group.members(date(2000, 1, 1))) == 15
    assert len(group.members(date(2010, 1, 1))) == 27
    assert len(group.members(date(2014, 1, 1))) == 28
    assert len(group.members(date(2022, 1, 1))) == 27


def test_no_members_known(lexicons: Lexicons) -> None:
    with pytest.raises(UsageError, match="no members are known"):
        group_of("Abu Sayyaf", lexicons)


def test_empty_record(tmp_path: Path, lexicons: Lexicons) -> None:
    with open_record(tmp_path / "empty.db") as store:
        assert account(store, "PER", "GHA", asked=None, lexicons=lexicons, chronology=9) is None
        assert account_of_state(store, "PER", asked=None, lexicons=lexicons) is None
        found = account(store, "PER", "GHA", asked=date(2031, 1, 1), lexicons=lexicons, chronology=9)
        assert found is not None
        assert found.is_empty


def test_a_group_holds_itself() -> None:
    assert Group(name="Club", memberships=()).holds("Club", None)
