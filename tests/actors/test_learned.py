"""Tenures that documents state, laid over the tables."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.actors.learned import Contradiction, Sighting, contradictions, lay_over, learn, same_person, sightings
from dragoman.actors.offices import holders
from dragoman.lexicons.files import Lexicons
from dragoman.schema.actor import Official
from dragoman.schema.document import Document, DocumentHead
from dragoman.schema.when import Published, PublishedBasis


def told(
    name: str, office: str, day: str | None, *, country: str | None = "NOR", former: bool = False
) -> tuple[DocumentHead, Official]:
    """An official as a document of that day names him."""
    when = date.fromisoformat(day) if day else None
    published = Published(start=when, end=when, basis=PublishedBasis.GIVEN) if when else None
    text = Document(id=f"{day}{name}", source=f"{day}.txt", text="", published=published)
    return text.head(), Official(name=name, country=country, office=office, former=former, evidence=(0, 1))


def seen(name: str, day: str, office: str = "foreign minister", country: str = "NOR") -> Sighting:
    return Sighting(
        country=country,
        office=office,
        title=office,
        name=name,
        day=date.fromisoformat(day),
        document=f"{day}{name}",
        source=f"{day}.txt",
    )


@pytest.mark.parametrize(
    ("official", "office"),
    [
        pytest.param(told("Kari Solvang", "Foreign Minister", "2031-04-04"), "foreign minister", id="bare title"),
        pytest.param(told("Kari Solvang", "foreign minister of Norway", "2031-04-04"), "foreign minister", id="state"),
        pytest.param(told("Kari Solvang", "poet; defence minister", "2031-04-04"), "defence minister", id="two"),
        pytest.param(told("Kari Solvang", "Foreign Minister", None), None, id="no day"),
        pytest.param(told("Kari Solvang", "Foreign Minister", "2031-04-04", former=True), None, id="former"),
        pytest.param(told("Kari Solvang", "Foreign Minister", "2031-04-04", country=None), None, id="no state"),
        pytest.param(told("Kari Solvang", "chair", "2031-04-04", country="IGO"), None, id="of an organisation"),
        pytest.param(told("Kari Solvang", "top diplomat and leader", "2031-04-04"), None, id="no office of the tables"),
        pytest.param(told("Solvang", "Foreign Minister", "2031-04-04"), None, id="surname alone"),
    ],
)
def test_sightings(official: tuple[DocumentHead, Official], office: str | None, lexicons: Lexicons) -> None:
    found = sightings([official], lexicons=lexicons)
    assert [s.office for s in found] == ([] if office is None else [office])


def test_learned_tenure_is_found_with_its_source(lexicons: Lexicons) -> None:
    table = lay_over(holders(lexicons), learn([seen("Kari Solvang", "2031-04-04")], lexicons=lexicons))
    assert [t.name for t in table.by_name("Solvang Kari")] == ["Kari Solvang"]
    (held,) = table.who("NOR", "foreign minister", date(2031, 9, 1))
    assert held.name == "Kari Solvang"
    assert "2031-04-04.txt" in held.source
    assert table.who("NOR", "foreign minister", date(2031, 4, 3)) == ()
    assert table.who("NOR", "foreign minister", date(2033, 1, 1)) == ()


def test_next_holder_ends_the_term_before(lexicons: Lexicons) -> None:
    learned = learn([seen("Kari Solvang", "2031-04-04"), seen("Ola Berg", "2031-06-01")], lexicons=lexicons)
    table = lay_over(holders(lexicons), learned)
    assert [t.name for t in table.who("NOR", "foreign minister", date(2031, 5, 31))] == ["Kari Solvang"]
    assert [t.name for t in table.who("NOR", "foreign minister", date(2031, 6, 1))] == ["Ola Berg"]


def test_what_the_tables_know_is_not_learned(lexicons: Lexicons) -> None:
    assert learn([seen("Katsuya Okada", "2010-05-15", country="JPN")], lexicons=lexicons) == ()


def test_a_term_whose_end_is_known_stands_against_a_document(lexicons: Lexicons) -> None:
    wrong = seen("Kari Solvang", "2010-05-15", country="JPN")
    assert learn([wrong], lexicons=lexicons) == ()
    (found,) = contradictions([wrong], lexicons=lexicons)
    assert "Kari Solvang" in found.one
    assert "Katsuya Okada" in found.other
    assert "world/offices/foreign.csv" in found.other


def test_an_open_term_of_the_tables_ends_where_a_document_shows_another(lexicons: Lexicons) -> None:
    table = holders(lexicons)
    open_ended = next(t for t in table.tenures if t.office == "president" and t.ended is None and t.start.year > 2015)
    later = seen("Zebulon Quist", "2026-11-29", office="president", country=open_ended.country)
    over = lay_over(table, learn([later], lexicons=lexicons))
    assert [t.name for t in over.who(open_ended.country, "president", date(2026, 11, 30))] == ["Zebulon Quist"]
    assert [t.name for t in over.who(open_ended.country, "president", date(2026, 11, 28))] == [open_ended.name]


def test_documents_contradict_each_other(lexicons: Lexicons) -> None:
    first, other, again = (
        seen("Kari Solvang", "2031-04-04"),
        seen("Ola Berg", "2031-06-01"),
        seen("Kari Solvang", "2031-07-01"),
    )
    assert contradictions([first, other], lexicons=lexicons) == ()  # one after the other: a handover
    (found,) = contradictions([first, other, again], lexicons=lexicons)
    assert isinstance(found, Contradiction)
    assert ("2031-07-01.txt" in found.one, "2031-06-01.txt" in found.other) == (True, True)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("Kari Solvang", "Kari Anne Solvang", True, id="middle name"),
        pytest.param("Solvang Kari", "Kari Solvang", True, id="order"),
        pytest.param("Kari Solvang", "Ola Solvang", False, id="namesakes"),
    ],
)
def test_same_person(one: str, other: str, same: bool) -> None:
    assert same_person(one, other) is same


SEEN = st.lists(
    st.builds(
        seen,
        st.sampled_from(["Kari Solvang", "Ola Berg", "Nils Vik"]),
        st.dates(date(2031, 1, 1), date(2033, 12, 31)).map(date.isoformat),
    ),
    max_size=8,
)


@given(those=SEEN, data=st.data())
def test_order_of_documents_makes_no_difference(those: list[Sighting], data: st.DataObject) -> None:
    lexicons = Lexicons()
    other = data.draw(st.permutations(those))
    assert learn(those, lexicons=lexicons) == learn(other, lexicons=lexicons)
    assert contradictions(those, lexicons=lexicons) == contradictions(other, lexicons=lexicons)


@given(those=SEEN)
def test_learned_terms_of_an_office_do_not_overlap(those: list[Sighting]) -> None:
    if len({s.day for s in those}) < len(those):
        return  # two on one day contradict each other; both are kept
    learned = learn(those, lexicons=Lexicons())
    for one, following in pairwise(learned):
        assert one.end is not None
        assert one.end < following.start


@pytest.mark.parser
def test_learned_office_serves_a_later_document(lexicons: Lexicons) -> None:
    from tests.documents import plain_document  # noqa: PLC0415

    from dragoman import pipeline  # noqa: PLC0415 - loads the parser

    first = plain_document("Foreign Minister Kari Solvang of Norway spoke.", published="2031-04-04")
    record = pipeline.read(first, lexicons=lexicons)
    seen_there = sightings([(record.document, o) for o in record.officials], lexicons=lexicons)
    table = lay_over(holders(lexicons), learn(seen_there, lexicons=lexicons))
    later = plain_document("The foreign minister of Norway condemned Peru.", published="2031-06-09")
    (event,) = pipeline.read(later, lexicons=lexicons, offices=table).events
    assert [a.name for a in event.actors] == ["Kari Solvang"]
    (event,) = pipeline.read(later, lexicons=lexicons).events
    assert [a.name for a in event.actors] == [None]
