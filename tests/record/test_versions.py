"""Versions of one story: what each said is kept, which replaces which is known, and the last word counts."""

import random
from dataclasses import dataclass
from datetime import date

import pytest
from msgspec import structs
from planted import act, actor, report, when
from tests.record.conftest import NewPlace

from dragoman.record.store import open_record
from dragoman.record.versions import VersionBasis
from dragoman.schema.document import Document
from dragoman.schema.record import DocumentRecord

FIRST = "Envoys of Kenya and Norway met in Oslo on {day} to talk about whaling quotas and the price of fresh cod."
REST = (
    "Neither side told what had been agreed. Fishermen at the quay doubted that anything would change before winter, "
    "and the harbour master said that storms had kept most boats ashore for a week. Prices rose all the same."
)
MORE = "Later the embassy gave a reception, where herring was served and speeches were few."
OTHER = "The opera house opens its season with a work about a fisherman's daughter who sells her voice to a gull."

Read = tuple[DocumentRecord, Document]


@dataclass(frozen=True)
class Printed:
    """How a version comes out."""

    text: str
    day: str | None = "2024-03-06"
    publisher: str | None = "Mombasa Mail"
    source: str = "1"
    url: str | None = None
    title: str | None = None
    met: str = "2024-03-05"
    status: str = "happened"


def read(one: Printed) -> Read:
    talks = act("CONSULT", [actor("KEN"), actor("NOR")], time=when(one.met), status=one.status)
    record, document = report(one.text, talks, day=one.day, source=one.source, publisher=one.publisher)
    document = structs.replace(document, url=one.url, title=one.title)
    return structs.replace(record, document=document.head()), document


TUESDAY, WEDNESDAY = FIRST.format(day="Tuesday"), FIRST.format(day="Wednesday")
URL = "https://mail.example/oslo"


@pytest.mark.parametrize(
    ("old", "new", "because"),
    [
        pytest.param(
            Printed(f"{TUESDAY}\n{REST}", url=URL),
            Printed(f"{MORE}\n{TUESDAY}", url=URL, source="2", day="2024-03-07"),
            VersionBasis.ADDRESS,
            id="under one address",
        ),
        pytest.param(
            Printed(TUESDAY, url="https://mail.example/"),
            Printed(OTHER, url="https://mail.example/", source="2"),
            None,
            id="another story under one address",
        ),
        pytest.param(
            Printed(f"{TUESDAY}\n{REST}", publisher=None),
            Printed(f"{TUESDAY}\n{MORE}", publisher=None, day="2024-03-07"),
            VersionBasis.SOURCE,
            id="under one name",
        ),
        pytest.param(
            Printed(TUESDAY, publisher=None), Printed(OTHER, publisher=None), None, id="another story, one name"
        ),
        pytest.param(
            Printed(f"{TUESDAY}\n{REST}"),
            Printed(f"{TUESDAY}\n{REST}\n{MORE}", source="2", day="2024-03-20"),
            VersionBasis.TEXT,
            id="printed again by the same paper",
        ),
        pytest.param(
            Printed(f"{TUESDAY}\n{REST}"),
            Printed(f"{TUESDAY}\n{REST}", source="2", publisher="Oslo Post"),
            None,
            id="printed by another paper",
        ),
        pytest.param(Printed(TUESDAY), Printed(OTHER, source="2"), None, id="two stories of one paper"),
        pytest.param(
            Printed(f"{TUESDAY}\n{REST}", url=URL, day=None),
            Printed(f"{TUESDAY}\n{REST}\n{MORE}", url=URL, day=None),
            None,
            id="nobody knows which came first",
        ),
    ],
)
def test_which_replaces_which(old: Printed, new: Printed, because: VersionBasis | None, where: str) -> None:
    first, second = read(old), read(new)
    with open_record(where) as store:
        store.add_all([second, first])
        if because is None:
            assert [one.head.id for one in store.versions(second[1].id)] == [second[1].id]
            return
        for asked in (first, second):
            found = store.versions(asked[1].id)
            assert [(one.head.id, one.replaces, one.because) for one in found] == [
                (first[1].id, None, None),
                (second[1].id, first[1].id, because),
            ]
        assert store.read_record(first[1].id) == first[0]  # what it said is kept


def test_of_one_day_the_headline_tells_the_order(where: str) -> None:
    titles = ["Envoys meet", "UPDATE 1-Envoys meet", "UPDATE 2-Envoys meet", "UPDATE 10-Envoys meet"]
    printed = [read(Printed(f"{TUESDAY}\n{REST}", source=f"{9 - n}", title=title)) for n, title in enumerate(titles)]
    with open_record(where) as store:
        store.add_all(printed[::-1])
        assert [one.head.title for one in store.versions(printed[0][1].id)] == titles


def test_the_last_word_counts(where: str) -> None:
    wrong = Printed(f"{TUESDAY}\n{REST}", url=URL)
    right = Printed(f"{WEDNESDAY}\n{REST}", url=URL, source="2", day="2024-03-08", met="2024-03-06")
    with open_record(where) as store:
        store.add_all(map(read, (right, wrong)))
        (event,) = store.events()
        assert event.time == when("2024-03-06")
        assert len(event.sources) == 1
        assert len(event.reports) == 2
        (then,) = store.events(as_of=date(2024, 3, 7))
        assert then.time == when("2024-03-05")
        assert [one.head.source for one in store.versions(then.reports[0].document, as_of=date(2024, 3, 7))] == ["1"]


def test_a_plan_told_wrong_is_corrected_and_not_postponed(where: str) -> None:
    wrong = Printed(f"{TUESDAY}\n{REST}", met="2024-04-02", status="scheduled")
    right = Printed(f"{WEDNESDAY}\n{REST}", source="2", day="2024-03-08", met="2024-04-03", status="scheduled")
    with open_record(where) as store:
        store.add_all(map(read, (wrong, right)))
        (event,) = store.events()
        assert [(step.change, step.time) for step in event.history] == [
            ("told", when("2024-04-02")),
            ("corrected", when("2024-04-03")),
        ]


def test_a_story_taken_back(where: str) -> None:
    told = Printed(f"{TUESDAY}\n{REST}")
    not_so = Printed(
        f"{TUESDAY.replace('met', 'did not meet')}\n{REST}", source="2", day="2024-03-08", status="did_not_happen"
    )
    with open_record(where) as store:
        store.add_all(map(read, (told, not_so)))
        (event,) = store.events()
        assert (event.status, [step.change for step in event.history]) == ("did_not_happen", ["told", "corrected"])


def test_a_bulletin_of_every_day_tells_new_acts(where: str) -> None:
    one = Printed(f"{TUESDAY}\n{REST}")
    other = Printed(f"{WEDNESDAY}\n{REST}", source="2", day="2024-03-07", met="2024-03-06")
    with open_record(where) as store:
        store.add_all(map(read, (one, other)))
        assert len(store.events()) == 2


def test_arrival_in_any_order_gives_the_same(new_place: NewPlace) -> None:
    printed = [
        read(Printed(f"{TUESDAY}\n{REST}\n{MORE * (n % 3)}", source=f"{n}", day=f"2024-03-{6 + n // 2:02d}"))
        for n in range(8)
    ]
    found = set()
    for seed in range(4):
        random.Random(seed).shuffle(printed)
        with open_record(new_place()) as store:
            for place, one in enumerate(printed):
                store.add(*one)
                if place % 3 == seed % 3:
                    store.merge()
            found.add((tuple(map(str, store.versions(printed[0][1].id))), str(store.events())))
    assert len(found) == 1
