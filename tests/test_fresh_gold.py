"""The articles of bench/fresh: every answer is found in its text."""

import json
from pathlib import Path

import pytest

from fresh_gold import Article, build

FRESH = Path(__file__).parents[1] / "bench" / "fresh"
SAMPLE = """published: 2031-05-14
---
Ghana and Togo meet

Ghana met Togo in Lome on Tuesday. "All is well," Mr. Ayi said.
===
E1 CONSULT happened,ongoing | GHA=Ama Ayi+TGO > | met Togo | 2031-05-13.. | Lome=TGO | opt; mode=meet; note=Invented.
S | GHA=Ama Ayi | d | All … well
"""


@pytest.mark.parametrize("path", sorted(FRESH.glob("*/*.txt")), ids=lambda path: path.stem)
def test_answers_stand_in_the_text(path: Path) -> None:
    article = Article(path)
    gold = article.gold()
    for kind in ("events", "statements", "milestones", "precedence"):
        items = gold[kind]
        assert isinstance(items, list)
        assert all(item["sentence"] in article.text for item in items)


def test_shape(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "lome.txt").write_text(SAMPLE, encoding="utf-8")
    assert build(tmp_path / "in", tmp_path / "out") == 1
    gold = json.loads((tmp_path / "out" / "lome.json").read_text(encoding="utf-8"))
    (event,) = gold["events"]
    assert event["actors"] == [{"country": "GHA", "name": "Ama Ayi"}, {"country": "TGO"}]
    assert (event["time"], event["optional"]) == ({"start": "2031-05-13", "end": None}, True)
    assert gold["statements"][0]["text"] == "All is well"
    assert gold["statements"][0]["sentence"] == '"All is well," Mr. Ayi said.'


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        pytest.param("X | y", "begins with none", id="no kind"),
        pytest.param("E1 CONSULT happened | GHA > | met Benin", "does not hold", id="words not in the text"),
        pytest.param("E1 CONSULT happened | Ghana > | met Togo", "is no actor", id="no code"),
        pytest.param("E1 CONSULT happened | GHA > | met Togo | | | shiny", "is no extra", id="unknown extra"),
    ],
)
def test_faults_are_named(tmp_path: Path, line: str, fault: str) -> None:
    path = tmp_path / "lome.txt"
    path.write_text(SAMPLE + line + "\n", encoding="utf-8")
    with pytest.raises(SystemExit, match=fault):
        Article(path).gold()
