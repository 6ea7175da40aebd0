"""Demands made by saying what another should or must do: "said Tokyo must stop …" is a REQUEST."""

from dragoman.events.clauses import SentenceReader
from dragoman.events.draft import DraftEvent
from dragoman.events.patterns import Match
from dragoman.events.sides import Sides, keys
from dragoman.schema.actor import Actor
from dragoman.schema.base import within
from dragoman.schema.event import EventType, Status
from dragoman.schema.sentence import Argument, Predication, PredicationKind, Role
from dragoman.schema.statement import Statement

_OBLIGING = frozenset({"should", "must", "ought"})
_ENTRY = "request.by-obligation"


def find_demands(reader: SentenceReader, statements: tuple[Statement, ...]) -> list[DraftEvent]:
    """Find what a speaker says that a party other than his own should or must do.

    The entry `request.by-obligation` in en/acts/operators.toml holds the rule's type, mode and examples.
    """
    sentence, found = reader.sentence, list[DraftEvent]()
    entry = reader.patterns.by_id.get(_ENTRY)
    if entry is None:
        return found
    for p in sentence.predications:
        if p.modal not in _OBLIGING or p.condition or p.kind is PredicationKind.ADJECTIVE:
            continue
        if any(d.predication.governor is not None and d.predication.governor.predication == p.index for d in found):
            continue
        speaker = _speaker(p, statements)
        if speaker is None or speaker.country is None:
            continue
        asked = [a for argument in _bound(p) for a in reader.side_reader.actors_at(argument)]
        others = tuple(a for a in asked if a.country is not None and a.country != speaker.country)
        if not others or any(keys(d.sides.recipients) == keys(others) for d in found):
            continue
        found.append(
            DraftEvent(
                sentence=sentence,
                predication=p,
                match=Match(p, entry, (0, 0, 0, 0)),
                type=EventType.REQUEST,
                modes=entry.modes,
                contexts=entry.contexts,
                status=Status.HAPPENED,
                sides=Sides((speaker,), others),
                time=reader.dater.time(sentence.predications[p.governor.predication]) if p.governor else None,
                place=None,
                because=(_ENTRY,),
            )
        )
    return found


def _bound(p: Predication) -> tuple[Argument, ...]:
    return p.fillers(Role.OBJECT) if p.passive and not p.fillers(Role.SUBJECT) else p.fillers(Role.SUBJECT)


def _speaker(p: Predication, statements: tuple[Statement, ...]) -> Actor | None:
    for statement in statements:
        if within(p.trigger, statement.span):
            return statement.speaker
    return None
