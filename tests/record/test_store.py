"""The record on both kinds of database: nothing lost, nothing twice."""

from datetime import date

import pytest
import sqlalchemy as sa
from msgspec import structs
from planted import act, actor, report
from tests.record.conftest import NewPlace

from dragoman.errors import RecordError, UsageError
from dragoman.record.store import Added, Store, open_record
from dragoman.record.tables import METADATA, REVISIONS
from dragoman.schema.actor import Official
from dragoman.schema.document import Refusal
from dragoman.schema.event import Evidence
from dragoman.schema.statement import Assessment, Milestone, MilestoneKind, Precedence, Statement, Trend

VISIT = act("CONSULT", [actor("KEN", "Alfred Mutua", "foreign minister")], [actor("JPN")], modes=("visit",))


def test_what_goes_in_comes_out(where: str) -> None:
    record, document = report("Alfred Mutua visited Tokyo on Monday.", VISIT, day="2024-03-05")
    document = structs.replace(document, canonical="https://mail.example/visit", modified=date(2024, 3, 6))
    with open_record(where) as store:
        assert store.add(record, document) is Added.NEW
    with open_record(where, create=False) as store:
        assert store.document(document.id) == document
        assert store.read_record(document.id) == record
        assert store.documents() == (record.document,)
        found = store.event(record.events[0].id[:6])
        assert (found.event, found.document) == (record.events[0], document)
        assert store.last_published() == date(2024, 3, 5)


def test_a_text_is_known_from_its_last_change(where: str) -> None:
    record, document = report("Alfred Mutua visited Tokyo on Monday.", VISIT, day="2024-03-05")
    with open_record(where) as store:
        store.add(record, structs.replace(document, modified=date(2024, 3, 8)))
        assert store.events(as_of=date(2024, 3, 7)) == ()
        assert len(store.events(as_of=date(2024, 3, 8))) == 1


def test_twice_changes_nothing(where: str) -> None:
    record, document = report("Alfred Mutua visited Tokyo on Monday.", VISIT, day="2024-03-05")
    with open_record(where) as store:
        store.add(record, document)
        store.merge()
        before = rows(store)
        assert store.add(record, document) is Added.UNCHANGED
        assert store.add_all([(record, document)] * 2) == (Added.UNCHANGED, Added.UNCHANGED)
        assert rows(store) == before


def test_many_at_once_are_as_one_by_one(new_place: NewPlace) -> None:
    read = [report(f"Alfred Mutua visited Tokyo on day {n}.", VISIT, day="2024-03-05", source=f"{n}") for n in range(9)]
    with open_record(new_place()) as one, open_record(new_place()) as other:
        added = [one.add(*pair) for pair in read]
        assert other.add_all(read) == tuple(added)
        one.merge()
        other.merge()
        assert rows(one, but=("passages",)) == rows(other, but=("passages",))


def test_all_or_none(where: str) -> None:
    first, second = (report(f"Mutua visited Tokyo, {n}.", VISIT, day="2024-03-05", source=f"{n}") for n in (1, 2))
    with open_record(where) as store:
        with pytest.raises(ValueError, match="given with document"):
            store.add_all([first, (first[0], second[1])])
        assert store.counts().documents == 0


def test_read_again_with_another_result(where: str) -> None:
    record, document = report("Alfred Mutua visited Tokyo on Monday.", VISIT, day="2024-03-05")
    nothing, _ = report("Alfred Mutua visited Tokyo on Monday.", day="2024-03-05")
    with open_record(where) as store:
        store.add(record, document)
        store.merge()
        assert store.add(nothing, document) is Added.REPLACED
        assert (store.counts().reports, store.events()) == (0, ())
        assert store.read_record(document.id) == nothing


def test_a_new_program_that_reads_the_same_changes_only_the_run(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    record, document = report("Alfred Mutua visited Tokyo on Monday.", VISIT, day="2024-03-05")
    with open_record(where) as store:
        store.add(record, document)
        store.merge()
        events = store.events()
        ((old, count),) = store.runs()
        assert (count, old.laid_over) == (1, False)
    monkeypatch.setattr("dragoman.record.store.version", lambda _: "99.0")
    with open_record(where) as store:
        assert store.add(record, document) is Added.UNCHANGED
        assert store.merge() == 0
        assert store.events() == events
        assert [(run.program, documents) for run, documents in store.runs()] == [(old.program, 0), ("99.0", 1)]


def test_refusals_stay_until_the_document_is_read(where: str) -> None:
    record, document = report("Alfred Mutua visited Tokyo.", VISIT, day="2024-03-05")
    refusal = Refusal(source=document.source, fault="it is empty", remedy="give a text")
    with open_record(where) as store:
        store.refuse(refusal)
        store.refuse(refusal)
        assert store.refusals() == (refusal,)
        store.add(record, document)
        assert store.refusals() == ()


def test_without_texts(where: str) -> None:
    record, document = report("Alfred Mutua visited Tokyo.", VISIT, day="2024-03-05")
    with open_record(where, keep_text=False) as store:
        store.add(record, document)
        assert store.document(document.id) is None
        assert store.event(record.events[0].id).document is None
        assert "visited Tokyo" not in str(rows(store))


def test_officials_of_a_country_or_name(where: str) -> None:
    record, document = report("Alfred Mutua visited Tokyo.", VISIT, day="2024-03-05")
    seen = tuple(
        Official(name=name, country=country, office="foreign minister", former=former, evidence=(0, 12))
        for name, country, former in (("Alfred Mutua", "KEN", False), ("Taro Kono", "JPN", True))
    )
    with open_record(where) as store:
        store.add(structs.replace(record, officials=seen), document)
        assert [official for _, official in store.officials()] == list(seen)
        assert [official for _, official in store.officials(country="JPN")] == [seen[1]]
        assert [official for _, official in store.officials(name="Alfred Mutua")] == [seen[0]]
        assert store.officials(name="Alfred Mutua", as_of=date(2024, 3, 4)) == ()


@pytest.mark.parametrize("prefix", ["ffffffffffffffff", "", "%"])
def test_unknown_event(where: str, prefix: str) -> None:
    with open_record(where) as store:
        store.add(*report("Alfred Mutua visited Tokyo.", VISIT, day="2024-03-05"))
        with pytest.raises(UsageError, match="no event's id begins so"):
            store.event(prefix)


def test_order_is_by_code_point(where: str) -> None:
    """A server's language would put "a" before "B", and leave hyphens out of account."""
    sources = ["B-2", "a-1", "B1", "É", "b", "Z"]
    with open_record(where) as store:
        for source in sources:
            store.refuse(Refusal(source=source, fault="it is empty", remedy="give a text"))
        assert [refusal.source for refusal in store.refusals()] == sorted(sources)


def test_tables_are_those_of_the_migrations(where: str) -> None:
    with open_record(where) as store, store._reading() as connection:
        inspected = sa.inspect(connection)
        for table in METADATA.sorted_tables:
            extra = {"words"} if table.name == "passages" and store.name.startswith("postgresql") else set()
            columns = {column["name"]: column["nullable"] for column in inspected.get_columns(table.name)}
            assert {name: null for name, null in columns.items() if name not in extra} == {
                column.name: bool(column.nullable) for column in table.columns
            }
            indices = {index["name"] for index in inspected.get_indexes(table.name)}
            assert indices - {"passages_by_words"} == {index.name for index in table.indexes}
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
        assert found == REVISIONS[-1]


def test_newer_tables(where: str) -> None:
    with open_record(where) as store, store._writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(RecordError, match=r"newer dragoman .*update dragoman"):
        open_record(where)


def test_readers_see_a_whole_state_while_one_writes(where: str) -> None:
    one, two = (report(f"Mutua visited Tokyo, {n}.", VISIT, day="2024-03-05", source=f"{n}") for n in (1, 2))
    with open_record(where) as writer, open_record(where) as reader, open_record(where) as other:
        writer.add(*one)
        writer.merge()
        with writer._writing() as connection, reader._reading() as seen:
            connection.exec_driver_sql("DELETE FROM reports")
            assert seen.execute(sa.text("SELECT count(*) FROM reports")).scalar_one() == 1
            assert (reader.counts().reports, other.counts().reports) == (1, 1)
        with reader._reading() as seen:
            assert seen.execute(sa.text("SELECT count(*) FROM documents")).scalar_one() == 1
            writer.add(*two)
            assert seen.execute(sa.text("SELECT count(*) FROM documents")).scalar_one() == 1
        assert reader.counts().documents == 2


def test_two_writers_wait_for_each_other(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.record.database.WAIT_SECONDS", 0.1)
    pair = report("Alfred Mutua visited Tokyo on Monday.", VISIT, day="2024-03-05")
    with open_record(where) as store, open_record(where) as other:
        with other._writing(), pytest.raises(RecordError, match="another program is writing to it"):
            store.add(*pair)
        assert store.add(*pair) is Added.NEW


def rows(store: Store, *, but: tuple[str, ...] = ()) -> dict[str, list[str]]:
    """All that the tables hold."""
    with store._reading() as connection:
        return {
            table.name: sorted(str(tuple(row)) for row in connection.execute(sa.select(table)))
            for table in METADATA.sorted_tables
            if table.name not in but
        }


def test_what_is_told_of_a_pair_is_found_by_its_parties(where: str) -> None:
    """Words of one towards another, milestones, claims and assessments: of a pair as of all, filtered by hand."""
    parties = ("KEN", "NOR", "PER")
    with open_record(where) as store:
        for number in range(60):
            one, other = parties[number % 3], parties[number // 3 % 3]
            evidence = Evidence(sentence=(0, 5))
            said = Statement(
                id=f"s{number}",
                speaker=actor(one),
                direct=True,
                text="Words",
                span=(0, 5),
                towards=(other,) if number % 4 else (),
                evidence=evidence,
            )
            store.add(
                *report(
                    "Words that somebody said.",
                    day=f"2024-03-{number % 28 + 1:02}",
                    source=f"{number}",
                    statements=(said,),
                    milestones=(
                        Milestone(
                            kind=MilestoneKind.ELECTION, title="polls", time=None, parties=(one,), evidence=evidence
                        ),
                    ),
                    precedence=(
                        Precedence(claim="first", kind="CONSULT", parties=(one, other), since=None, evidence=evidence),
                    ),
                    assessments=(
                        Assessment(
                            about=(other, one),
                            trend=Trend.STRAINED,
                            issue=None,
                            held_by="narrator",
                            hedged=False,
                            text="Words",
                            evidence=evidence,
                        ),
                    ),
                )
            )
        day = date(2024, 3, 20)
        pair = {"KEN", "NOR"}
        for as_of in (None, day):
            claims = store.precedence(as_of=as_of)
            assert store.precedence(of=("KEN", "NOR"), as_of=as_of) == tuple(
                told for told in claims if pair <= set(told.claim.parties)
            )
            seen = store.assessments(as_of=as_of)
            assert store.assessments(of=("NOR", "KEN"), as_of=as_of) == tuple(
                told for told in seen if pair <= set(told.assessment.about)
            )
            milestones = store.milestones(as_of=as_of)
            found = store.milestones(of=("KEN", "NOR"), as_of=as_of)
            assert found == tuple(told for told in milestones if pair & set(told.milestone.parties))
            assert 0 < len(found) < len(milestones)
        spoken = store.statements(between=("KEN", "NOR"), since=day)
        assert spoken == tuple(
            told
            for told in store.statements()
            if told.known
            and told.known >= day
            and pair == {told.statement.speaker.country or "", *told.statement.towards}
        )
        assert spoken
