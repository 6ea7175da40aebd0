"""Shards: nothing lost, nothing twice, the same names for the same documents."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents import plain_document

from dragoman.runs import shards
from dragoman.runs.shards import cut, halves, pack
from dragoman.schema.document import Document, Refusal


def incoming(lengths: list[int]) -> list[Document | Refusal]:
    return [
        plain_document(f"{number} {'x' * length}")
        if length
        else Refusal(source=f"{number}", fault="empty", remedy="give a text")
        for number, length in enumerate(lengths)
    ]


@settings(deadline=None)
@given(st.lists(st.integers(0, 60), max_size=40), st.integers(1, 8), st.integers(1, 100))
def test_cutting_and_halving_lose_nothing(lengths: list[int], documents: int, characters: int) -> None:
    given_ = incoming(lengths)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shards, "DOCUMENTS", documents)
        patch.setattr(shards, "CHARACTERS", characters)
        found = list(cut(given_, fingerprint="f"))
    items = [item.document or item.refusal for shard in found for item in shard.unpack()]
    assert items == given_
    assert all(0 < shard.count <= documents for shard in found)
    assert len({shard.name for shard in found}) == len(found)
    for shard in found:
        if shard.count > 1:
            first, second = halves(shard, fingerprint="f")
            assert first.unpack() + second.unpack() == shard.unpack()


def test_names_hang_on_content_and_settings() -> None:
    (one,) = cut(incoming([3, 4]), fingerprint="f")
    assert pack(one.unpack(), fingerprint="f").name == one.name
    assert pack(one.unpack(), fingerprint="g").name != one.name
    assert pack(one.unpack()[:1], fingerprint="f").name != one.name


def test_few_documents_make_small_shards_and_many_large_ones() -> None:
    counts = [shard.count for shard in cut(incoming([3] * 2_000), fingerprint="f")]
    assert counts[:17] == [8] * 8 + [16] * 8 + [32]
    assert counts == sorted(counts[:-1]) + counts[-1:]
    assert max(counts) == shards.DOCUMENTS
    whole = list(cut(incoming([3] * 100), fingerprint="f"))
    assert (
        whole[:-1] == list(cut(incoming([3] * 99), fingerprint="f"))[: len(whole) - 1]
    )  # the number to come tells nothing
