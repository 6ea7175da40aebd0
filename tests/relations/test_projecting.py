"""The record's events as others have them: codes, tables, Parquet, the graph."""

import builtins
import io
from datetime import date
from typing import Any

import networkx as nx
import pytest

from dragoman.errors import UsageError
from dragoman.formats.coded import CodedActor, CodedEvent
from dragoman.formats.parquet import read_parquet, write_parquet
from dragoman.lexicons.cameo import cameo_codes, nearest_cameo, plover_of
from dragoman.lexicons.files import Lexicons
from dragoman.lexicons.scores import event_types
from dragoman.record.store import Store
from dragoman.relations.projecting import EVENT_COLUMNS, coded, event_row, from_cameo, graph, to_cameo
from dragoman.schema.event import EventType

# Acts for which CAMEO has but codes that the codebook's conversion files elsewhere: "yield", "accede to demands for
# change in leadership".
ELSEWHERE: dict[tuple[str, str], str] = {("RETREAT", ""): "CONCEDE", ("RETREAT", "resign"): "CONCEDE"}


def test_every_type_and_mode_comes_back_from_its_code(lexicons: Lexicons) -> None:
    """The code that stands for an act goes over into the same type, so that tables of CAMEO lose the mode at most."""
    changed = {}
    for kind, entry in event_types(lexicons).items():
        for mode in ("", *(mode.id for mode in entry.modes)):
            row = plover_of(nearest_cameo(kind, (mode,) if mode else (), (), lexicons).code, lexicons)
            assert row is not None
            if row.type is not kind:
                changed[str(kind), mode] = str(row.type)
    assert changed == ELSEWHERE


@pytest.mark.parametrize(
    ("kind", "modes", "contexts", "code"),
    [
        pytest.param("AID", (), (), "070", id="no context"),
        pytest.param("AID", (), ("diplomatic",), "070", id="diplomatic says nothing"),
        pytest.param("AID", (), ("military",), "072", id="military aid"),
        pytest.param("AGREE", (), ("economic",), "0311", id="economic cooperation to come"),
        pytest.param("CONSULT", ("visit",), (), "042", id="a visit, not its hosting"),
    ],
)
def test_the_context_makes_the_code_finer(
    kind: str, modes: tuple[str, ...], contexts: tuple[str, ...], code: str, lexicons: Lexicons
) -> None:
    assert nearest_cameo(EventType(kind), modes, contexts, lexicons).code == code


def test_the_table_is_whole(lexicons: Lexicons) -> None:
    codes = cameo_codes(lexicons)
    assert list(codes) == sorted(codes)
    assert {code[:2] for code in codes} == {f"{root:02}" for root in range(1, 21)}
    assert codes["010"].type is None
    assert codes["190"].goldstein == -10


def test_a_host_is_the_recipient_of_a_visit(lexicons: Lexicons) -> None:
    host = CodedActor(country="GHA")
    event = CodedEvent(
        id="1", start=date(2031, 2, 13), type=None, cameo="043", actors=(host,), recipients=(CodedActor(country="PER"),)
    )
    told = from_cameo(event, lexicons)
    assert (told.type, told.modes) == (EventType.CONSULT, ("visit",))
    assert told.actors[0].country == "PER"
    assert to_cameo(told, lexicons) == told  # the code it came with stays


def test_an_unknown_code_is_read_as_the_one_above_it(lexicons: Lexicons) -> None:
    row = plover_of("0429", lexicons)
    assert row is not None
    assert row.code == "042"
    assert plover_of("010", lexicons) is None
    assert plover_of("xyz", lexicons) is None


def test_coded_events_of_the_story(told: Store, lexicons: Lexicons) -> None:
    events = told.events()
    found = {event.id: event for event in coded(events, {head.id: head for head in told.documents()}, lexicons)}
    assert set(found) == {event.id for event in events}  # all of them have a day, if only that of the report
    for event in events:
        flat = found[event.id]
        assert (flat.type, flat.status, flat.score) == (event.type, event.status, event.score)
        assert flat.text == event.words
        assert flat.sources == len(event.sources)
        assert flat.cameo in cameo_codes(lexicons)


def test_parquet_makes_the_round(told: Store, lexicons: Lexicons) -> None:
    rows = [tuple(event_row(event, lexicons)) for event in told.events()]
    content = write_parquet(EVENT_COLUMNS, rows)
    assert content == write_parquet(EVENT_COLUMNS, rows)
    names = [name for name, _ in EVENT_COLUMNS]
    back = read_parquet(content)
    assert [tuple(row[name] for name in names) for row in back] == rows


def test_an_empty_table_is_parquet_too() -> None:
    assert read_parquet(write_parquet(EVENT_COLUMNS, [])) == []


def test_without_pyarrow(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def fail(name: str, *args: Any, **more: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return real(name, *args, **more)

    monkeypatch.setattr(builtins, "__import__", fail)
    with pytest.raises(UsageError, match=r"pip install dragoman\[lake\]"):
        write_parquet(EVENT_COLUMNS, [])


def test_graph(told: Store, lexicons: Lexicons) -> None:
    content = graph(told.events(), lexicons)
    assert content == graph(told.events(), lexicons)
    drawn = nx.read_graphml(io.BytesIO(content))
    assert sorted(drawn.nodes) == ["GHA", "PER", "TGO"]
    assert drawn.nodes["PER"]["label"] == "Peru"
    edge = drawn.edges["GHA", "PER"]
    # An offer, talks of ministers, talks of presidents, the calling off, criticism.
    assert edge["acts"] == 5
    assert edge["cooperative"] + edge["conflictual"] == 5
    assert (edge["first"], edge["last"]) == ("2029-02-13", "2031-08-19")
    assert set(edge["events"].split()) <= {event.id for event in told.events()}
    assert ("PER", "TGO") not in drawn.edges
