"""One sentence's acts from a parse written by hand: no model is loaded."""

import pytest
from parsed import parsed, states

from dragoman.events.clauses import SentenceReader
from dragoman.events.draft import DraftEvent
from dragoman.lexicons.files import Lexicons

CANCELLED = (
    "Ghana/Ghana/NNP/nsubj/1 cancelled/cancel/VBD/ROOT/1 talks/talk/NNS/dobj/1 with/with/IN/prep/2 Togo/Togo/NNP/pobj/3"
)
DENIED = "Togo/Togo/NNP/nsubj/3 will/will/MD/aux/3 not/not/RB/neg/3 attack/attack/VB/ROOT/3 Ghana/Ghana/NNP/dobj/3"
URGED = (
    "Ghana/Ghana/NNP/nsubj/1 urged/urge/VBD/ROOT/1 Togo/Togo/NNP/dobj/1 to/to/TO/aux/4 attack/attack/VB/xcomp/1 "
    "Benin/Benin/NNP/dobj/4"
)
HELD = (
    "Talks/talk/NNS/nsubjpass/2 were/be/VBD/auxpass/2 held/hold/VBN/ROOT/2 between/between/IN/prep/0 "
    "Ghana/Ghana/NNP/pobj/3 and/and/CC/cc/4 Togo/Togo/NNP/conj/4"
)


def drafts(spec: str) -> list[DraftEvent]:
    lexicons = Lexicons()
    sentence = parsed(spec, lexicons=lexicons)
    cast = states(sentence, Ghana="GHA", Togo="TGO", Benin="BEN")
    return SentenceReader(sentence, cast, (), {}, lexicons=lexicons, published=None).drafts()


def told(draft: DraftEvent) -> tuple[str, str, set[str | None], set[str | None]]:
    ends = ({a.country for a in draft.sides.actors}, {a.country for a in draft.sides.recipients})
    return str(draft.type), str(draft.status), *ends


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        pytest.param(
            CANCELLED,
            [("REJECT", "happened", {"GHA"}, {"TGO"}), ("CONSULT", "cancelled", {"GHA", "TGO"}, set())],
            id="an act about an act is two events",
        ),
        pytest.param(DENIED, [("ASSAULT", "did_not_happen", {"TGO"}, {"GHA"})], id="negated"),
        pytest.param(URGED, [("REQUEST", "happened", {"GHA"}, {"TGO"})], id="what is asked for is no event of its own"),
        pytest.param(HELD, [("CONSULT", "happened", {"GHA", "TGO"}, set())], id="light verb in the passive"),
    ],
)
def test_acts(spec: str, expected: list[tuple[str, str, set[str], set[str]]]) -> None:
    assert [told(draft) for draft in drafts(spec)] == expected
