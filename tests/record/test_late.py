"""A document comes late, or is read again: until all behind it is merged anew, readers see what was merged before."""

from collections.abc import Callable
from typing import Any

import pytest
from chronicle import write
from msgspec import structs
from tests.record.conftest import NewPlace

from dragoman.record import assembling
from dragoman.record import store as stores
from dragoman.record.store import Store, open_record
from dragoman.schema.document import Document
from dragoman.schema.record import DocumentRecord

Read = tuple[DocumentRecord, Document]

ARTICLES = write().articles[:90]


def seen(store: Store) -> tuple[object, ...]:
    """What a reader is told of events, by every way that leads to them."""
    events = store.events()
    assert events
    for event in events:
        assert store.event(event.id).recorded == event
    pairs = sorted({tuple(sorted((one, other))) for one in ("BRA", "ARG") for other in ("URY", "PRY", "ARG", "BRA")})
    return events, tuple(store.outlines(*pair) for pair in pairs if pair[0] != pair[1])


def read_with_less(read: Read) -> Read:
    """The same document as another program reads it: without its first event."""
    record, document = read
    events = tuple(structs.replace(event, links=()) for event in record.events[1:])
    return structs.replace(record, events=events, statements=()), document


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda articles: articles[5], id="a document that comes late"),
        pytest.param(lambda articles: read_with_less(articles[6]), id="a document read again that tells less"),
        pytest.param(lambda articles: read_with_less(articles[-1]), id="the last document read again"),
    ],
)
def test_readers_see_what_was_merged_until_all_is_merged_anew(
    new_place: NewPlace, change: Callable[[list[Read]], Read], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = [article for number, article in enumerate(ARTICLES) if number != 5]
    changed = change(ARTICLES)
    where = new_place()
    whole = assembling.assemble
    looked = []
    with (
        open_record(where, merge_when_asked=False) as writer,
        open_record(where, merge_when_asked=False) as reader,
    ):
        writer.add_all(first)
        writer.merge()
        before = seen(reader)

        def assemble(*given: Any, **more: Any) -> int:
            looked.append(seen(reader))  # the writer is in the midst of its work
            return whole(*given, **more)

        writer.add(*changed)
        assert seen(reader) == before
        with monkeypatch.context() as patch:
            patch.setattr(stores, "assemble", assemble)
            writer.merge()
        assert looked
        assert looked == [before] * len(looked)
        after = seen(reader)
    with open_record(new_place()) as other:  # the outcome is that of one reading
        other.add_all([*(read for read in first if read[1].id != changed[1].id), changed])
        assert seen(other) == after


def test_many_documents_behind_are_merged_in_steps(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other writers must get their turn; the outcome is the same."""
    monkeypatch.setattr(stores, "_AT_ONCE", 10)
    monkeypatch.setattr("dragoman.record.assembling.AT_ONCE", 7)
    with open_record(where) as store:
        store.add_all(ARTICLES[1:])
        store.merge()
        store.add(*ARTICLES[0])
        in_steps = seen(store)
    monkeypatch.undo()
    with open_record(where) as store:
        store.add(*read_with_less(ARTICLES[0]))
        store.add(*ARTICLES[0])
        assert seen(store) == in_steps
