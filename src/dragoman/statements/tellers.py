"""Whom the text credits with what stands at a place: the narrator, or somebody who is said to say it."""

from dragoman.schema.actor import Sector
from dragoman.schema.base import Span, within
from dragoman.schema.event import Teller
from dragoman.schema.statement import Statement

_NEWS = frozenset({Sector.JRN, Sector.MED})


def teller_at(statements: tuple[Statement, ...], span: Span) -> Teller:
    """Find whom the text credits with the words at a span.

    The innermost statement that holds the span decides; the act of speaking itself ("said", "urged") stands
    outside its statement and is the narrator's. Where a reported clause is listed by the words it quotes,
    the rest of the clause between the cue and those words is the speaker's too.
    """
    holders = [s for s in statements if within(span, s.span)]
    if not holders:
        holders = [s for s in statements if _between_cue_and_words(s, span)]
    if not holders:
        return Teller(kind="narrator")
    statement = min(holders, key=lambda s: s.span[1] - s.span[0])
    return teller_of(statement)


def teller_of(statement: Statement) -> Teller:
    """Turn a speaker into a teller; a news organisation counts as one where the report passes its news on."""
    speaker = statement.via or statement.speaker
    name = speaker.name or speaker.text
    if not speaker.named:
        return Teller(kind="anonymous", name=name, country=speaker.country)
    if speaker.sector in _NEWS and not statement.direct:
        return Teller(kind="media", name=name, country=speaker.country)
    return Teller(kind="named", name=name, country=speaker.country)


def _between_cue_and_words(statement: Statement, span: Span) -> bool:
    cue = statement.evidence.trigger
    return (
        statement.direct
        and cue is not None
        and within(span, statement.evidence.sentence)
        and cue[1] <= span[0]
        and span[1] <= statement.span[0]
    )
