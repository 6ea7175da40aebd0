"""Event data in other formats: what a format has room for comes back from it."""

from collections.abc import Sequence
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import UsageError
from dragoman.formats.coded import CodedActor, CodedEvent, CodedPlace, dyads
from dragoman.formats.dyadic import CAMEO, GDELT_1, GDELT_2, ICEWS, POLECAT, Dyadic, Names, read_dyads, write_dyads
from dragoman.formats.plover import plover_line, read_plover
from dragoman.schema.event import NEGATED, EventType, Status

NAMES = Names(called={"PER": "Peru", "GHA": "Ghana", "TGO": "Togo"}, cow={"PER": "135", "GHA": "452"})
UGARTE = CodedActor(country="PER", name="Carmen Ugarte", sector="GOV", office="foreign minister", text="Ugarte")
GHANA = CodedActor(country="GHA", name="Ghana", sector="GOV", text="Accra")
VISIT = CodedEvent(
    id="a1b2c3d4e5f60718",
    start=date(2031, 2, 13),
    type=EventType.CONSULT,
    modes=("visit",),
    contexts=("diplomatic", "economic"),
    status=Status.HAPPENED,
    actors=(UGARTE,),
    recipients=(GHANA,),
    score=4.0,
    quad=1,
    cameo="042",
    label="Make a visit",
    goldstein=1.9,
    place=CodedPlace(name="Accra", country="GHA", lat=5.55, lon=-0.2),
    text="Ugarte visited\tAccra.",
    publisher="Lima Tribune",
    published=date(2031, 2, 14),
    source="lima.txt",
    url="https://lima.example/1",
    language="en",
    reports=3,
    sources=2,
)
TALKS = msgspec.structs.replace(VISIT, id="t", actors=(UGARTE, GHANA), recipients=(), modes=())


def written(events: Sequence[CodedEvent], table: Dyadic) -> list[str]:
    return list(write_dyads(events, table, NAMES))


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        (Dyadic.POLECAT, POLECAT),
        (Dyadic.ICEWS, ICEWS),
        (Dyadic.GDELT, GDELT_1),
        (Dyadic.GDELT2, GDELT_2),
        (Dyadic.CAMEO, CAMEO),
    ],
)
def test_every_row_has_every_column(table: Dyadic, columns: Sequence[str]) -> None:
    lines = written([VISIT, TALKS], table)
    assert {line.count("\t") for line in lines} == {len(columns) - 1}
    assert all(line.endswith("\n") for line in lines)


def test_how_many_columns_the_tables_have() -> None:
    assert (len(POLECAT), len(ICEWS), len(GDELT_1), len(GDELT_2)) == (40, 20, 58, 61)
    assert (GDELT_1.index("EventCode"), GDELT_1.index("Actor1Geo_Type"), GDELT_1.index("DATEADDED")) == (26, 35, 56)
    assert (GDELT_2.index("Actor1Geo_ADM2Code"), GDELT_2.index("ActionGeo_ADM2Code")) == (39, 55)


# By table, the fields that it has no column for.
_LOST = {
    Dyadic.POLECAT: {"status", "cameo", "label", "goldstein", "text", "source", "url", "reports", "sources"},
    Dyadic.ICEWS: {
        *("status", "type", "modes", "contexts", "score", "quad", "text", "published", "source", "url", "language"),
        *("reports", "sources"),
    },
    Dyadic.GDELT: {
        *("status", "type", "modes", "contexts", "score", "label", "text", "publisher", "source", "language"),
    },
    Dyadic.CAMEO: {
        *("type", "modes", "contexts", "score", "source", "url", "language", "reports", "sources", "place"),
    },
}
_LOST[Dyadic.GDELT2] = _LOST[Dyadic.GDELT]


@pytest.mark.parametrize("table", list(Dyadic))
def test_round_trip(table: Dyadic) -> None:
    (back,) = read_dyads(written([VISIT], table), table, NAMES)
    for name in VISIT.__struct_fields__:
        if name in _LOST[table] | {"id", "actors", "recipients", "place", "text"}:
            continue
        assert getattr(back, name) == getattr(VISIT, name), name
    assert [actor.country for actor in (*back.actors, *back.recipients)] == ["PER", "GHA"]
    if table is not Dyadic.CAMEO:
        assert back.place is not None
        assert (back.place.name, back.place.lat, back.place.lon) == ("Accra", 5.55, -0.2)
    if table is Dyadic.POLECAT:
        assert (back.actors, back.recipients) == ((UGARTE,), (GHANA,))
    again = written([back], table)
    if table in {Dyadic.GDELT, Dyadic.GDELT2}:
        back = msgspec.structs.replace(back, cameo=VISIT.cameo)
    assert again[-1].split("\t")[1:10] == written([VISIT], table)[-1].split("\t")[1:10] or table is Dyadic.GDELT2


def test_a_meeting_is_a_row_each_way() -> None:
    rows = [line.split("\t") for line in written([TALKS], Dyadic.CAMEO)[1:]]
    assert [(row[2], row[3]) for row in rows] == [("PERGOV", "GHAGOV"), ("GHAGOV", "PERGOV")]
    assert len({row[0] for row in rows}) == 2
    assert len(dyads(TALKS)) == 2


@pytest.mark.parametrize(
    ("status", "table", "count"),
    [
        pytest.param(Status.SCHEDULED, Dyadic.ICEWS, 0, id="no plans in icews"),
        pytest.param(Status.SCHEDULED, Dyadic.GDELT, 0, id="nor in gdelt"),
        pytest.param(Status.SCHEDULED, Dyadic.POLECAT, 1, id="plans in polecat"),
        pytest.param(Status.CANCELLED, Dyadic.POLECAT, 0, id="nothing called off in polecat"),
        pytest.param(Status.CANCELLED, Dyadic.CAMEO, 1, id="our own table has the status"),
    ],
)
def test_what_a_table_holds(status: Status, table: Dyadic, count: int) -> None:
    event = msgspec.structs.replace(VISIT, status=status)
    headed = table not in {Dyadic.GDELT, Dyadic.GDELT2}
    assert len(written([event], table)) == count + headed


def test_foreign_files() -> None:
    """Literal None, a stray column, tabs at line ends, and days as the file of 2017 has them."""
    heading = "\t".join((*ICEWS, "Headline"))
    cells = dict.fromkeys(ICEWS, "") | {
        "Event ID": "7",
        "Event Date": "3/14/2017",
        "Source Name": "Ugarte",
        "Source Country": "Peru",
        "Target Name": "NA",
        "Target Country": "None",
        "CAMEO Code": "042",
        "Latitude": "None",
    }
    line = "\t".join(cells[name] for name in ICEWS) + "\t\t\t"
    (event,) = read_dyads([heading, line, ""], Dyadic.ICEWS, NAMES)
    assert event.start == date(2017, 3, 14)
    assert event.actors == (CodedActor(country="PER", name="Ugarte"),)
    assert event.recipients == ()


@pytest.mark.parametrize(
    ("lines", "table", "message"),
    [
        pytest.param(["a\tb"], Dyadic.ICEWS, "line 1: lacks the column Event ID", id="another heading"),
        pytest.param(["x\ty\tz"], Dyadic.GDELT, "line 1: is no row of gdelt", id="too short"),
    ],
)
def test_wrong_files(lines: list[str], table: Dyadic, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        list(read_dyads(lines, table, NAMES))


_words = st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=12).map(str.strip).filter(bool)
_codes = st.sampled_from(["PER", "GHA", "IGO"])
_actors = st.builds(
    CodedActor,
    country=_codes,
    name=st.none() | _words,
    sector=st.none() | st.sampled_from(["GOV", "MIL"]),
    office=st.none() | _words,
    text=st.none() | _words,
)
_events = st.builds(
    CodedEvent,
    id=st.from_regex(r"[0-9a-f]{16}", fullmatch=True),
    start=st.dates(),
    end=st.none() | st.dates(),
    type=st.sampled_from(EventType),
    modes=st.lists(st.sampled_from(["visit", "change"]), max_size=2, unique=True).map(tuple),
    contexts=st.lists(st.sampled_from(["military", "economic"]), max_size=2, unique=True).map(tuple),
    status=st.sampled_from([status for status in Status if status not in NEGATED]),
    actors=st.lists(_actors, min_size=1, max_size=3).map(tuple),
    recipients=st.lists(_actors, max_size=2).map(tuple),
    score=st.none() | st.floats(-10, 10),
    quad=st.sampled_from([1, 2, 3, 4]),
    place=st.none() | st.builds(CodedPlace, name=_words, country=st.none() | _codes),
    text=st.none() | _words,
    publisher=st.none() | _words,
    published=st.none() | st.dates(),
    source=st.none() | _words,
    reports=st.integers(1, 9),
    sources=st.integers(1, 9),
)


@given(_events)
def test_plover_round_trip(event: CodedEvent) -> None:
    """PLOVER files a meeting to come as AGREE; our own type and status come back all the same."""
    line = plover_line(event)
    assert line is not None
    (back,) = read_plover([line])
    assert back == event


def test_plover_leaves_out_what_was_called_off() -> None:
    assert plover_line(msgspec.structs.replace(VISIT, status=Status.CANCELLED)) is None
    plan = plover_line(msgspec.structs.replace(VISIT, status=Status.SCHEDULED))
    assert plan is not None
    assert '"event": ["AGREE"]' in plan


def test_keys_of_the_worked_example() -> None:
    line = (
        '{"id": "x", "date": "2031-02-13", "event": ["ACCUSE"], "actor": [{"raw_text": "Lima", "entity_name": "Peru", '
        '"country_name": "PER", "sector_code": "GOV"}], "recipient": []}'
    )
    (event,) = read_plover([line])
    assert event.actors == (CodedActor(country="PER", name="Peru", sector="GOV", text="Lima"),)


@pytest.mark.parametrize("line", ["[]", "{}", '{"event": ["ACCUSE"]}', '{"event": ["QUARREL"], "date": "2031-01-01"}'])
def test_no_plover(line: str) -> None:
    with pytest.raises(UsageError, match="line 1: is no event of PLOVER JSON"):
        list(read_plover([line]))
