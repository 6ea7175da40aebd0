"""Who leads the delegations to a meeting, told in the sentences after it."""

from collections.abc import Iterator

from dragoman.events.draft import DraftEvent
from dragoman.events.sides import DELEGATIONS, LEADING, Sides
from dragoman.schema.actor import Actor, Cast, MentionKind
from dragoman.schema.event import EventType
from dragoman.schema.sentence import Role, Sentence

_NEAR = 2  # sentences after the meeting in which its delegations are told of
_TALKS = DELEGATIONS | {"talk", "negotiation", "discussion", "meeting"}


def name_delegates(drafts: list[DraftEvent], sentences: tuple[Sentence, ...], cast: Cast) -> None:
    """Put who leads a state's delegation in the place of the bare state at a meeting, in place.

    "Chad and Niger will open talks. Chad's *team is headed by* Idriss Diallo."
    """
    led = [(s.index, actor) for s in sentences for actor in _leaders(s, cast)]
    for draft in drafts:
        if draft.type is not EventType.CONSULT or draft.visit or draft.headline:
            continue
        here = draft.sentence.index
        near = {a.country: a for index, a in reversed(led) if here <= index <= here + _NEAR}
        actors = tuple(near.get(a.country, a) if a.name is None and a.office is None else a for a in draft.sides.actors)
        if actors != draft.sides.actors:
            draft.sides = Sides(actors, draft.sides.recipients, derived=True)


def _leaders(sentence: Sentence, cast: Cast) -> Iterator[Actor]:
    for p in sentence.predications:
        if p.lemma not in LEADING or p.negation is not None:
            continue
        if not any(sentence.tokens[a.token].lemma.lower() in _TALKS for a in p.fillers(Role.OBJECT)):
            continue
        for argument in p.fillers(Role.SUBJECT):
            mention = cast.at(sentence.index, argument.token)
            if mention is not None and mention.kind is MentionKind.PERSON:
                yield from (a for a in mention.actors if a.name is not None and a.country is not None)
