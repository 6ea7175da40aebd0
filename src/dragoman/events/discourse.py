"""What an act takes from the acts told before it in the document."""

from dragoman.events.draft import DraftEvent
from dragoman.events.sides import Sides, keys
from dragoman.schema.event import EventType
from dragoman.schema.sentence import PredicationKind

# What is done to somebody by those in power; told without a doer, the doer is who was last told to do so.
_POWER = frozenset({EventType.COERCE, EventType.ASSAULT, EventType.SANCTION})


def imply_doers(drafts: list[DraftEvent]) -> None:
    """Give acts of force without a doer the doer of the last such act, in place.

    "X expelled three reporters. One *was detained* on Friday": continued unless the victims are the doer's own.
    """
    last: DraftEvent | None = None
    for draft in drafts:
        if draft.type not in _POWER:
            continue
        if draft.sides.actors:
            last = draft
        elif last is not None and draft.predication.kind is PredicationKind.VERB and draft.predication.passive:
            doers = last.sides.actors
            if draft.sides.recipients and not keys(doers) & keys(draft.sides.recipients):
                draft.sides = Sides(doers, draft.sides.recipients, derived=True)
