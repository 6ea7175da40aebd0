"""`dragoman words` on a folder of a user's own."""

from pathlib import Path

import pytest

from dragoman.cli.main import run

pytestmark = pytest.mark.parser

TYPES = (
    '[[entry]]\nid = "surveillance"\nunder = "COERCE"\nmeaning = "Watch somebody."\nnoun = "surveillance"\nquad = 4\n'
)
ENTRY = """
[[entry]]
id = "mine.watch"
type = "COERCE"
modes = ["surveillance"]
verbs = ["snoop on"]
object = ["@actor"]
recipient = ["object", "on"]
examples = [{ text = "SENTENCE", actors = ["GHA"], recipients = ["TGO"], status = "happened" }]
non_examples = [{ text = "The cat snooped on a bird in Lome.", why = "no political actor" }]
"""
RIGHT = "Ghanaian agents snooped on a minister of Togo."


def folder(where: Path, *, sentence: str, types: str) -> Path:
    (where / "en" / "acts").mkdir(parents=True)
    (where / "en" / "acts" / "mine.toml").write_text(ENTRY.replace("SENTENCE", sentence), encoding="utf-8")
    if types:
        (where / "world").mkdir()
        (where / "world" / "event-types.toml").write_text(types, encoding="utf-8")
    return where


@pytest.mark.parametrize(
    ("sentence", "types", "status", "said"),
    [
        pytest.param(RIGHT, TYPES, 0, "1 entries, 2 sentences: 0 not as their entry says", id="all come out"),
        pytest.param(
            "Nobody in Ghana snooped.", TYPES, 1, "wanted COERCE happened GHA > TGO", id="an example that does not"
        ),
        pytest.param(RIGHT, "", 1, "COERCE has no mode 'surveillance'", id="a mode that nobody has named"),
    ],
)
def test_words(
    sentence: str, types: str, status: int, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        run(["words", "--lexicon", str(folder(tmp_path, sentence=sentence, types=types))])
    assert left.value.code == status
    assert said in capsys.readouterr().out
