"""Whom the text credits with what stands at a place: the narrator, or somebody who is said to say it."""

from dragoman.schema.actor import Sector
from dragoman.schema.base import Span, within
from dragoman.schema.event import Teller
from dragoman.schema.statement import Statement
from dragoman.statements.holders import Holders

_NEWS = frozenset({Sector.JRN, Sector.MED})


class Tellers:
    """The statements of a document, asked place after place for whose words stand there."""

    def __init__(self, statements: tuple[Statement, ...]) -> None:
        """Keep how far each statement and the sentence it was found in reach."""
        self._statements = statements
        self._holders = Holders(
            [(min(s.span[0], s.evidence.sentence[0]), max(s.span[1], s.evidence.sentence[1])) for s in statements]
        )

    def statement_at(self, span: Span) -> Statement | None:
        """Do as `statement_at` does."""
        return statement_at(tuple(self._statements[i] for i in self._holders.around(span)), span)

    def teller_at(self, span: Span) -> Teller:
        """Do as `teller_at` does."""
        statement = self.statement_at(span)
        return Teller(kind="narrator") if statement is None else teller_of(statement)


def teller_at(statements: tuple[Statement, ...], span: Span) -> Teller:
    """Find whom the text credits with the words at a span.

    The innermost statement that holds the span decides; the act of speaking itself ("said", "urged") stands
    outside its statement and is the narrator's. Where a reported clause is listed by the words it quotes,
    the rest of the clause between the cue and those words is the speaker's too.
    """
    statement = statement_at(statements, span)
    return Teller(kind="narrator") if statement is None else teller_of(statement)


def statement_at(statements: tuple[Statement, ...], span: Span) -> Statement | None:
    """Find the innermost statement that holds the words at a span; None where they are the narrator's."""
    holders = [s for s in statements if within(span, s.span)]
    if not holders:
        holders = [s for s in statements if _in_rest_of_clause(s, span)]
    return min(holders, key=lambda s: s.span[1] - s.span[0], default=None)


def teller_of(statement: Statement) -> Teller:
    """Turn a speaker into a teller; a news organisation counts as one where the report passes its news on."""
    speaker = statement.via or statement.speaker
    name = speaker.name or speaker.text
    if not speaker.named:
        return Teller(kind="anonymous", name=name, country=speaker.country)
    if speaker.sector in _NEWS and not statement.direct:
        return Teller(kind="media", name=name, country=speaker.country)
    return Teller(kind="named", name=name, country=speaker.country)


def _in_rest_of_clause(statement: Statement, span: Span) -> bool:
    """Say whether a span lies in the part of a reported clause that its quoted words do not cover."""
    cue = statement.evidence.trigger
    sentence = statement.evidence.sentence
    if not statement.direct or cue is None or not within(span, sentence):
        return False
    if cue[1] <= statement.span[0]:
        return cue[1] <= span[0] and span[1] <= statement.span[0]
    return span[1] <= cue[0] and not within(statement.span, (sentence[0], sentence[0] + 1 + len(statement.text)))
