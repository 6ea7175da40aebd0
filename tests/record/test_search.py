"""Full text over sentences and statements, in step with what the record holds."""

from datetime import date

import pytest
from planted import act, actor, report

from dragoman.record.store import Store, open_record
from dragoman.schema.event import Evidence
from dragoman.schema.statement import Statement

TEXT = "Kenya criticised Norway over whales.\nOle Lund said the hunters' boats were old."
BLAME = act("ACCUSE", [actor("KEN")], [actor("NOR")], trigger="criticised")
SAID = Statement(
    id="s1",
    speaker=actor("NOR", "Ole Lund"),
    direct=False,
    text="the hunters' boats were old",
    span=(TEXT.index("the hunters"), TEXT.index(" old.") + 4),
    evidence=Evidence(sentence=(37, len(TEXT))),
)


def fill(store: Store) -> None:
    store.add(*report(TEXT, BLAME, day="2024-03-05", source="a", publisher="Mombasa Mail", statements=(SAID,)))
    store.add(*report("Kenya criticised Norway's hunting.", BLAME, day="2024-03-09", source="b"))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        pytest.param("whale", [("a", "sentence")], id="other form of the word"),
        pytest.param("kenya norway", [("b", "sentence"), ("a", "sentence")], id="all words, the best and latest first"),
        pytest.param('"boats were"', [("a", "statement")], id="in a row"),
        pytest.param('"were boats"', [], id="in a row the other way round"),
        pytest.param("kenya -whales", [("b", "sentence")], id="without"),
        pytest.param('kenya AND "', [], id="nothing is syntax but quotes and minus"),
        pytest.param("KÉNYA whalés", [("a", "sentence")], id="case, and accents that the text does not have"),
        pytest.param("over the", [], id="small words count too"),
        pytest.param("were", [("a", "statement")], id="a small word alone"),
        pytest.param("hunt*", [("b", "sentence")], id="no wildcards"),
    ],
)
def test_words(words: str, found: list[tuple[str, str]], where: str) -> None:
    with open_record(where) as store:
        fill(store)
        assert sorted((hit.head.source, hit.kind) for hit in store.search(words)) == sorted(found)


def test_filters(where: str) -> None:
    with open_record(where) as store:
        fill(store)
        assert [hit.head.source for hit in store.search("kenya", as_of=date(2024, 3, 6))] == ["a"]
        assert [hit.head.source for hit in store.search("kenya", since=date(2024, 3, 6))] == ["b"]
        assert [hit.head.source for hit in store.search("kenya", publisher="mombasa mail")] == ["a"]
        (hit,) = store.search("boats", speakers_of="NOR")
        assert hit.statement == SAID
        assert store.search("boats", speakers_of="KEN") == ()
        assert len(store.search("kenya", limit=1)) == 1


def test_what_is_read_again_is_searched_as_it_is_now(where: str) -> None:
    with open_record(where) as store:
        fill(store)
        store.add(*report(TEXT, day="2024-03-05", source="a", publisher="Mombasa Mail"))
        assert store.search("whales") == ()
        assert [hit.head.source for hit in store.search("kenya")] == ["b"]
        if "://" not in where:
            with store._reading() as connection:
                connection.exec_driver_sql("INSERT INTO words (words) VALUES ('integrity-check')")


def test_without_texts_there_is_nothing_to_search(where: str) -> None:
    with open_record(where, keep_text=False) as store:
        fill(store)
        assert store.search("kenya") == ()
