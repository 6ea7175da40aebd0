"""Weights of acts: complete, signed right, and the same as the published table."""

import csv
from pathlib import Path

import pytest

from dragoman.lexicons.files import Lexicons
from dragoman.lexicons.scores import cameo_code, event_types, plover_score
from dragoman.schema.event import EventType


def test_every_type_and_mode_has_a_weight(lexicons: Lexicons) -> None:
    for kind, entry in event_types(lexicons).items():
        for mode in ("", *(mode.id for mode in entry.modes)):
            score = plover_score(kind, (mode,) if mode else (), lexicons)
            assert -10 <= score <= 10
            code = cameo_code(kind, (mode,) if mode else (), lexicons)
            assert code.cameo.isdigit()


@pytest.mark.parametrize(
    ("kind", "modes", "expected"),
    [
        pytest.param("ACCUSE", (), -3.0, id="the sign that the manual lost"),
        pytest.param("CONSULT", (), 2.5, id="type"),
        pytest.param("CONSULT", ("visit",), 4.0, id="mode"),
        pytest.param("CONSULT", ("third-party", "visit"), 4.0, id="of several the farthest from 0"),
        pytest.param("REQUEST", ("assist", "yield"), -1.0, id="farthest from 0 may be below it"),
        pytest.param("CONSULT", ("unheard-of",), 2.5, id="unknown mode has its type's weight"),
        pytest.param("PROTEST", ("vandalize",), -5.0, id="defined but not scored in the manual"),
    ],
)
def test_plover_score(kind: str, modes: tuple[str, ...], expected: float, lexicons: Lexicons) -> None:
    assert plover_score(EventType(kind), modes, lexicons) == expected


def test_cooperation_is_above_zero_and_conflict_is_not(lexicons: Lexicons) -> None:
    for kind, entry in event_types(lexicons).items():
        score = plover_score(kind, (), lexicons)
        assert score > 0 if entry.quad <= 2 else score <= 0


def test_our_table_is_the_published_one(lexicons: Lexicons, shared: Path) -> None:
    with (shared / "data/plover_scores.tsv").open(encoding="utf-8") as handle:
        for row in csv.DictReader(handle, delimiter="\t"):
            modes = (row["mode"],) if row["mode"] else ()
            assert plover_score(EventType(row["type"]), modes, lexicons) == float(row["score"])
            entry = event_types(lexicons)[EventType(row["type"])]
            assert entry.quad == int(row["quad"])
            assert entry.requires_recipient == (row["requires_recipient"] == "yes")


def test_goldstein_weights_are_those_of_their_codes(lexicons: Lexicons, shared: Path) -> None:
    with (shared / "data/cameo.tsv").open(encoding="utf-8") as handle:
        weights = {row["code"]: float(row["goldstein"]) for row in csv.DictReader(handle, delimiter="\t")}
    for kind, entry in event_types(lexicons).items():
        for mode in ("", *(mode.id for mode in entry.modes)):
            row = cameo_code(kind, (mode,), lexicons)
            assert row.goldstein == weights[row.cameo]
