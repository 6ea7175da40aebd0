"""Claims of precedence, each against a record that bears it out, contradicts it, or cannot say."""

from pathlib import Path

import pytest
from planted import Act, act, actor, report, when

from dragoman.lexicons.files import Lexicons
from dragoman.record.store import open_record
from dragoman.relations.precedence import check_claim
from dragoman.schema.event import Evidence
from dragoman.schema.statement import Precedence

PERU = actor("PER", "Carmen Ugarte", "foreign minister")
GHANA = actor("GHA", "Kwame Asante", "foreign minister")
NOW = act("CONSULT", [PERU, GHANA], time=when("2031-08-17"), place="PER")
NAMES = {"PER": "Peru", "GHA": "Ghana"}


def talks(day: str, *, sides: tuple[object, ...] = (PERU, GHANA), **more: object) -> Act:
    return act("CONSULT", sides, time=when(day), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("claim", "past", "verdict"),
    [
        pytest.param("the first meeting in two years", [talks("2029-08-20")], "bears out", id="the one before"),
        pytest.param("the first meeting in two years", [], "cannot say", id="nothing before"),
        pytest.param("the first meeting in two years", [talks("2020-01-01")], "cannot say", id="long before"),
        pytest.param(
            "the first meeting in two years", [talks("2029-08-20"), talks("2030-05-05")], "contradicts", id="between"
        ),
        pytest.param(
            "the first meeting in person in two years",
            [talks("2029-08-20"), talks("2030-05-05", modes=("phone",))],
            "bears out",
            id="a call is not in person",
        ),
        pytest.param(
            "the first meeting in two years",
            [
                talks("2029-08-20"),
                talks("2030-05-05", sides=(actor("PER", "L", "president"), actor("GHA", "A", "king"))),
            ],
            "bears out",
            id="another rank in between",
        ),
        pytest.param(
            "the first meeting in two years",
            [talks("2029-08-20"), talks("2030-05-05", sides=(PERU, GHANA, actor("TGO")))],
            "bears out",
            id="a round of three in between",
        ),
        pytest.param(
            "the first meeting in Peru in two years",
            [talks("2029-08-20", place="PER"), talks("2030-05-05", place="GHA")],
            "bears out",
            id="elsewhere in between",
        ),
        pytest.param("the first visit in two years", [talks("2029-08-20")], "cannot say", id="talks are no visit"),
    ],
)
def test_claims(claim: str, past: list[Act], verdict: str, tmp_path: Path, lexicons: Lexicons) -> None:
    with open_record(tmp_path / "relations.db") as store:
        for number, one in enumerate(past):
            assert one.time is not None
            assert one.time.end is not None
            day = one.time.end.isoformat()
            store.add(*report(f"Report number {number}.", one, day=day, source=f"past-{number}"))
        precedence = Precedence(
            claim=claim,
            kind="CONSULT",
            parties=("GHA", "PER"),
            since=when("2029-08-01", "2029-08-31"),
            evidence=Evidence(sentence=(0, 20)),
        )
        store.add(*report("They met at last.", NOW, day="2031-08-18", source="now", precedence=(precedence,)))
        (told,) = store.precedence()
        checked = check_claim(told, store.events("PER", "GHA"), lexicons=lexicons, names=NAMES)
        assert checked.verdict == verdict
        assert not checked.only_its_own
