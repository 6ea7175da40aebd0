"""Confidence: what an event's traits are, and that they move it."""

from dataclasses import replace

from parsed import parsed, states

from dragoman.events.clauses import SentenceReader
from dragoman.events.confidence import confidence, traits
from dragoman.events.draft import DraftEvent
from dragoman.events.sides import Sides
from dragoman.lexicons.files import Lexicons

CONDEMNED = "Ghana/Ghana/NNP/nsubj/1 condemned/condemn/VBD/ROOT/1 Togo/Togo/NNP/dobj/1"


def condemned(lexicons: Lexicons) -> DraftEvent:
    sentence = parsed(CONDEMNED, lexicons=lexicons)
    cast = states(sentence, Ghana="GHA", Togo="TGO")
    (draft,) = SentenceReader(sentence, cast, (), {}, lexicons=lexicons, published=None).drafts()
    return draft


def test_traits_of_a_plain_act() -> None:
    assert {"base", "two countries"} <= set(traits(condemned(Lexicons())))


def test_an_end_that_is_lost_makes_less_sure() -> None:
    lexicons = Lexicons()
    both = condemned(lexicons)
    one = replace(both, sides=Sides(actors=both.sides.actors, recipients=()))
    assert "no recipient" in traits(one)
    assert 0.05 <= confidence(one, lexicons=lexicons) < confidence(both, lexicons=lexicons) <= 0.95
