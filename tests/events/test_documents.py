"""What only shows over several sentences: one act, answers, links, times and tellers."""

import functools

import pytest
from tests.documents import plain_document

from dragoman.lexicons.files import Lexicons
from dragoman.pipeline import read
from dragoman.schema.event import Event, EventType, LinkKind, Status
from dragoman.sources.making import make_document

pytestmark = pytest.mark.parser


@functools.cache
def events(text: str, published: str = "2024-03-13") -> tuple[Event, ...]:
    return read(plain_document(text, published=published), lexicons=Lexicons()).events


def of_type(found: tuple[Event, ...], kind: str) -> list[Event]:
    return [event for event in found if event.type == kind]


def test_a_meeting_told_again_is_one_event() -> None:
    found = of_type(
        events(
            "Kenya's foreign minister Grace Wanjohi held talks with her Ugandan counterpart Moses Okello on Monday.\n"
            "The talks lasted three hours. Wanjohi met Okello in Kampala."
        ),
        "CONSULT",
    )
    assert len(found) == 1
    assert str(found[0].time.start if found[0].time else None) == "2024-03-11"


def test_a_proposed_and_cancelled_meeting_is_cancelled_and_linked() -> None:
    found = events(
        "Peru had proposed holding a meeting with Chile on March 8. Chile cancelled the meeting because of the arrest "
        "of two Chilean sailors by Peru."
    )
    meeting = next(event for event in of_type(found, "CONSULT"))
    refusal = next(event for event in of_type(found, "REJECT"))
    assert meeting.status is Status.CANCELLED
    assert {a.country for a in refusal.recipients} == {"PER"}
    assert (LinkKind.CANCELS, meeting.id) in {(link.kind, link.to) for link in refusal.links}


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("ahead of the summit of March 25", None),
        ("before the meeting of the leaders on March 25", None),
        ("at the summit of March 25", "2024-03-25"),
    ],
)
def test_a_meeting_before_another_does_not_have_its_day(told: str, day: str | None) -> None:
    found = of_type(events(f"The foreign ministers of Peru and Chile will meet {told}."), "CONSULT")
    assert found
    assert (str(found[0].time.start) if found[0].time and found[0].time.start == found[0].time.end else None) == day


def test_a_visit_returned_is_another_visit() -> None:
    found = of_type(
        events("Ghana's president visited Togo in January. Togo's president visited Ghana in February."), "CONSULT"
    )
    assert len(found) == 2


def test_a_journey_to_two_states_is_two_visits() -> None:
    found = of_type(events("Ghana's president will visit Togo and Benin next week."), "CONSULT")
    assert sorted(a.country or "" for event in found for a in event.recipients) == ["BEN", "TGO"]


def test_an_answer_is_directed_at_whom_it_answers() -> None:
    found = events("Chile's navy detained a Norwegian trawler on Monday. Norway protested against the detention.")
    protest = next(event for event in of_type(found, "ACCUSE"))
    assert {a.country for a in protest.recipients} == {"CHL"}


def test_each_act_has_its_own_time() -> None:
    found = events("Peru imposed sanctions on Chile in January for its nuclear test in December.")
    times = {event.type: str(event.time.start) for event in found if event.time is not None and event.time.start}
    assert times[EventType.SANCTION] == "2024-01-01"
    assert times[EventType.MOBILIZE] == "2023-12-01"
    assert {a.country for event in of_type(found, "MOBILIZE") for a in event.actors} == {"CHL"}


def test_the_news_is_of_the_day_last_named_and_says_so() -> None:
    found = of_type(events("Peru's army held an exercise on Tuesday. Chile has condemned Peru."), "ACCUSE")
    assert [(str(e.time.start), str(e.time.end), e.time.approximate) for e in found if e.time] == [
        ("2024-03-12", "2024-03-13", True)
    ]


def test_background_stays_undated() -> None:
    assert [event.time for event in events("Peru had bombed Chile.")] == [None]


def test_the_headline_does_not_count_twice() -> None:
    text = "Peru expels two Chilean diplomats\n\nLIMA, March 12 - Peru expelled two Chilean diplomats on Tuesday.\n"
    document = make_document(text, source="test", lexicons=Lexicons())
    assert len(read(document, lexicons=Lexicons()).events) == 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("Peru bombed a base in Chile on Monday.", "narrator", id="nobody else says it"),
        pytest.param("Peru bombed a base in Chile, Bolivia's defence ministry said.", "named", id="a named body"),
        pytest.param("Peru bombed a base in Chile, diplomats said.", "anonymous", id="nameless sources"),
        pytest.param("Chile's foreign minister Ana Soto urged Peru to leave.", "narrator", id="done by saying"),
    ],
)
def test_reported_by(text: str, kind: str) -> None:
    assert [event.reported_by.kind for event in events(text)] == [kind]


def test_ids_do_not_depend_on_the_run() -> None:
    text = "Peru expelled two Chilean diplomats on Tuesday."
    again = read(plain_document(text, published="2024-03-13"), lexicons=Lexicons()).events
    assert [event.id for event in again] == [event.id for event in events(text)]


def test_who_writes_we_threatens_and_demands_without_quotation_marks() -> None:
    found = events(
        "Press Statement of the Ministry of Foreign Affairs of Ghana\n"
        "The Ministry of Foreign Affairs of Ghana issued the following statement on Monday.\n"
        "We denounce the drills that Togo has begun. If Togo continues down this road, it will have to pay a dear "
        "price. Benin must stop its interference at once."
    )
    threat = of_type(found, "THREATEN")[0]
    demand = of_type(found, "REQUEST")[0]
    assert [a.country for a in (*threat.actors, *threat.recipients)] == ["GHA", "TGO"]
    assert [a.country for a in (*demand.actors, *demand.recipients)] == ["GHA", "BEN"]


def test_the_next_meeting_is_not_the_one_that_was_held() -> None:
    found = of_type(
        events(
            "Ghana's minister met his Togolese counterpart on Monday. "
            "Ghana and Togo will hold the third session of their joint commission in May."
        ),
        "CONSULT",
    )
    assert {event.status for event in found} == {Status.HAPPENED, Status.SCHEDULED}


@pytest.mark.parametrize(
    ("text", "kind", "later", "earlier"),
    [
        (
            "Ghana recalled its envoy from Togo because of the arrest of two Ghanaian sailors.",
            "because_of",
            "re",
            "arr",
        ),
        ("Ghana attacked Togo in retaliation for the bombing of its consulate.", "because_of", "attacked", "bombing"),
        ("The bombing of a market by Chad led Niger to close the border with Chad.", "because_of", "close", "bombing"),
        ("Ghana's recall of its envoy triggered threats by Togo to close the border.", "because_of", "thr", "recall"),
        ("Before the talks with Togo, Ghana had deployed troops along the border.", "follows", "talks", "deployed"),
        ("On the first day of his trip to Togo, the Kenyan president met John Ayi of Togo.", "part_of", "met", "trip"),
        ("The Kenyan president will hold talks with Togo as part of a visit to Togo.", "part_of", "talks", "visit"),
    ],
)
def test_links_within_a_sentence(text: str, kind: str, later: str, earlier: str) -> None:
    found = events(text)
    by_word = {text[e.evidence.trigger[0] :]: e for e in found if e.evidence.trigger is not None}
    first = next(e for words, e in by_word.items() if words.startswith(later))
    second = next(e for words, e in by_word.items() if words.startswith(earlier))
    assert (kind, second.id) in {(link.kind, link.to) for link in first.links}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ghana's president invited President Ayi of Togo to visit Accra. The invitation was accepted.", "AGREE"),
        ("Ghana accused Togo of arming rebels. The accusation was rejected.", "REJECT"),
        ("Ghana offered Togo cheap gas. The offer was declined.", "REJECT"),
    ],
)
def test_an_answer_without_a_doer_is_of_whom_it_was_put_to(text: str, kind: str) -> None:
    answer = of_type(events(text), kind)[-1]
    assert [a.country for a in (*answer.actors, *answer.recipients)] == ["TGO", "GHA"]
    assert [link.kind for link in answer.links] == [LinkKind.BECAUSE_OF]


def test_a_chronology_tells_what_is_past_in_the_present() -> None:
    (expelled,) = of_type(events("24 Jan 2020: Ghana expels two Togolese diplomats."), "SANCTION")
    assert expelled.status is Status.HAPPENED
    assert expelled.time is not None
    assert str(expelled.time.start) == "2020-01-24"


def test_the_date_behind_what_is_condemned_is_its_own() -> None:
    (condemned,) = of_type(events("Ghana condemned the attack by Togo in Lome on 2 February."), "ACCUSE")
    assert condemned.time is not None
    assert str(condemned.time.start) > "2024-03-01"


@pytest.mark.parametrize(
    ("rest", "kept"),
    [
        pytest.param("The budget is large. It has gaps. Nobody is glad. Rain fell. The sun came out.", 0, id="at home"),
        pytest.param(
            "Chad met Ghana on Monday. Chad visited Ghana in May. It has gaps. Rain fell. The sun came out.",
            1,
            id="deals with others",
        ),
    ],
)
def test_words_to_nobody_count_where_their_doer_deals_with_others(rest: str, kept: int) -> None:
    found = of_type(events(f"Ghana's president offered to pay for new schools. {rest}"), "AGREE")
    assert len(found) == kept


def test_members_of_an_organisation_meet_each_other() -> None:
    (met,) = of_type(events("The foreign ministers of the EU will meet in Brussels on 20 March."), "CONSULT")
    assert met.status is Status.SCHEDULED


def test_the_head_of_a_paragraph_dates_what_it_tells() -> None:
    found = events(
        "Oct 2019 — Ghana expels two Togolese diplomats. The president of Togo criticises Ghana.\n"
        "24 Jan 2020 — Togo closes its embassy in Ghana. Benin voices support for Togo."
    )
    days = {(str(e.type), str(e.time.start) if e.time else None) for e in found}
    assert ("ACCUSE", "2019-10-01") in days
    assert ("SUPPORT", "2020-01-24") in days


def test_crowds_without_a_state_are_of_that_of_the_dateline() -> None:
    text = (
        "Ghana waits\n\nACCRA, March 12 - The count in Ghana went on.\n\n"
        "Hundreds of students marched to the palace. Eleven people were arrested.\n"
    )
    found = read(make_document(text, source="test", lexicons=Lexicons()), lexicons=Lexicons()).events
    marched, arrested = (of_type(found, kind) for kind in ("PROTEST", "COERCE"))
    assert [a.country for e in marched for a in e.actors] == ["GHA"]
    assert [(e.actors[0].country, e.recipients[0].country) for e in arrested] == [("GHA", "GHA")]
