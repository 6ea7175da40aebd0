"""Every sentence that the lexicon of cues gives as an example or as none."""

from collections.abc import Callable

import pytest

from dragoman.lexicons.files import Lexicons
from dragoman.schema.document import Document
from dragoman.schema.sentence import Reading
from dragoman.statements.attributions import find_attributions
from dragoman.statements.cues import Cue, CueExample, CueNonExample
from dragoman.statements.listing import list_quotes

pytestmark = pytest.mark.parser

CUES = Lexicons().entries("en/statements/cues", Cue)


@pytest.mark.parametrize(
    ("cue", "example"), [pytest.param(c, e, id=f"{c.id}: {e.text}") for c in CUES for e in c.examples]
)
def test_example(
    cue: Cue, example: CueExample, read_text: Callable[..., tuple[Document, Reading]], lexicons: Lexicons
) -> None:
    document, reading = read_text(example.text)
    found = find_attributions(document, reading, lexicons=lexicons)
    assert [a.entry.id for a in found if a.entry] == [cue.id]
    (listed,) = list_quotes(document, reading, lexicons=lexicons)
    assert (listed.speaker_text, example.text[slice(*listed.span)]) == (example.speaker, example.says)
    addressees = [reading.sentences[s].tokens[t].text for a in found for s, t in a.addressees]
    assert addressees == ([example.addressee] if example.addressee else addressees)


@pytest.mark.parametrize(
    ("cue", "example"), [pytest.param(c, e, id=f"{c.id}: {e.text}") for c in CUES for e in c.non_examples]
)
def test_non_example(
    cue: Cue, example: CueNonExample, read_text: Callable[..., tuple[Document, Reading]], lexicons: Lexicons
) -> None:
    document, reading = read_text(example.text)
    found = find_attributions(document, reading, lexicons=lexicons)
    assert cue.id not in {a.entry.id for a in found if a.entry}, example.why
