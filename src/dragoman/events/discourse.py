"""What an act takes from the acts told before it in the document."""

from collections import Counter, defaultdict
from collections.abc import Callable

from msgspec import structs

from dragoman.events.draft import WORDS, DraftEvent
from dragoman.events.sides import Sides, keys
from dragoman.schema.actor import Actor, Cast, MentionKind, Place, Sector
from dragoman.schema.event import EventType, LinkKind
from dragoman.schema.sentence import PredicationKind, Role

Key = tuple[str | None, str | None]
"""What tells one party from another: a country, or an organisation's code and name."""

# What is done to somebody by those in power; told without a doer, the doer is who was last told to do so.
_POWER = frozenset({EventType.COERCE, EventType.ASSAULT, EventType.SANCTION})


def imply_recipients(drafts: list[DraftEvent], matches: Callable[[DraftEvent, int], str | None]) -> None:
    """Direct an answer at whoever did what it answers, in place: "protested against *the detention*".

    What is answered is a definite act noun without parties of its own; it means the last act of its type told before
    in which the one who answers did not act himself. A noun that only points back ("the remark", "the move") means
    the last act done to him. `matches` gives the type that a predication's entry has, or "" for a pointing noun.
    """
    for place, draft in enumerate(drafts):
        if draft.sides.recipients or not draft.sides.actors or draft.type not in WORDS | {EventType.SANCTION}:
            continue
        own = keys(draft.sides.actors)
        for answered in _answered(draft):
            kind = matches(draft, answered)
            if kind is None:
                continue
            before = [d for d in reversed(drafts[:place]) if d.sides.actors and not keys(d.sides.actors) & own]
            same = [d for d in before if d.type == kind]
            done_to_him = [d for d in same or before if keys(d.sides.recipients) & own]
            found = (done_to_him or same)[:1]
            if found:
                draft.sides = Sides(draft.sides.actors, found[0].sides.actors, derived=True)
                draft.links.append((LinkKind.BECAUSE_OF, found[0]))
                break


def _answered(draft: DraftEvent) -> list[int]:
    """Give the nouns that an act of words is about: its object, or what it is against, over, to, of or on."""
    about = {"against", "over", "to", "of", "on", "at", "about", "for", "by"}
    p = draft.predication
    return [
        a.token
        for a in p.arguments
        if a.role is Role.OBJECT or (a.role is Role.OBLIQUE and a.preposition in about)
        if any(draft.sentence.tokens[c].dep in {"det", "poss"} for c in draft.sentence.children[a.token])
    ]


def imply_answering(drafts: list[DraftEvent], matches: Callable[[DraftEvent, int], str | None]) -> None:
    """Give an answer without any party both ends of what it answers, turned round: "The *invitation* was accepted".

    It answers the last act told before of the type that its noun names, in the same or one of the two sentences before.
    """
    for place, draft in enumerate(drafts):
        if draft.sides.actors or draft.sides.recipients or draft.type not in _ANSWERING:
            continue
        for token in _answered(draft):
            kind = matches(draft, token)
            before = next(
                (
                    d
                    for d in reversed(drafts[:place])
                    if d.sides.actors
                    and d.sides.recipients
                    and d.type in WORDS
                    and kind in {"", str(d.type)}
                    and draft.sentence.index - d.sentence.index <= _SOON
                ),
                None,
            )
            if before is not None:
                draft.sides = Sides(before.sides.recipients, before.sides.actors, derived=True)
                draft.links.append((LinkKind.BECAUSE_OF, before))
                break


_ANSWERING = frozenset({EventType.AGREE, EventType.REJECT})
_SOON = 2


def imply_counterparts(drafts: list[DraftEvent], cast: Cast) -> None:
    """Direct acts that name nobody at the other end at the state that the doer deals with throughout, in place.

    A document about two states does not name the second in every sentence: "Beijing *refused*". The second is known
    where the doer has acted with or against one state at least twice, and in three cases out of five. Where the
    sentence itself names others, it must be one of them.
    """
    in_sentence: dict[int, set[Key]] = defaultdict(set)
    states: dict[str | None, Actor] = {}
    for mention in cast.mentions:
        if mention.kind is MentionKind.STATE and len(mention.actors) == 1 and " state " in mention.because:
            states.setdefault(mention.actors[0].country, structs.replace(mention.actors[0], span=None))
        in_sentence[mention.sentence] |= {key for key in keys(mention.actors) if key[0]}
    dealings: dict[Key, Counter[Key]] = defaultdict(Counter)
    last: dict[tuple[Key, Key], Actor] = {}
    for draft in drafts:
        parties = (*draft.sides.actors, *draft.sides.recipients)
        actors = {key: a for a in parties for key in keys((a,)) if key[0]}
        for key in actors:
            for other, actor in actors.items():
                if other != key:
                    dealings[key][other] += 1
                    last.setdefault((key, other), actor)
    for draft in drafts:
        own = keys(draft.sides.actors)
        if draft.sides.recipients or draft.type not in _DIRECTED or draft.match.entry.symmetric or len(own) != 1:
            continue
        key = next(iter(own))
        if key not in dealings:
            continue
        other, times = dealings[key].most_common(1)[0]
        mostly = times >= _OFTEN and times >= _MOSTLY * dealings[key].total()
        here = in_sentence[draft.sentence.index] - own
        if mostly and (not here or other in here):
            # The state, not whoever of it was met before.
            draft.sides = Sides(draft.sides.actors, (states.get(other[0], last[key, other]),), derived=True)


def imply_home(drafts: list[DraftEvent], home: Place | None, cast: Cast) -> None:
    """Place crowds and police of no state in that of the dateline, in place: "ACCRA - … students marched …".

    Only where the sentence names no state. Who arrests without being named are those in power there.
    """
    if home is None or home.country is None:
        return
    told = {m.sentence for m in cast.mentions if any(a.country for a in m.actors)}
    for draft in drafts:
        sides = draft.sides
        if draft.type not in _ON_THE_SPOT or draft.sentence.index in told:
            continue
        if any(a.country for a in (*sides.actors, *sides.recipients)):
            continue
        actors = tuple(structs.replace(a, country=home.country) for a in sides.actors)
        recipients = tuple(structs.replace(a, country=home.country) for a in sides.recipients)
        if not actors and draft.type is EventType.COERCE:
            actors = (Actor(text=home.name, country=home.country, sector=Sector.GOV, span=home.span),)
        draft.sides = Sides(actors, recipients, derived=True)


_ON_THE_SPOT = frozenset({EventType.PROTEST, EventType.COERCE})


def without_home_matters(drafts: list[DraftEvent], sentences: int) -> list[DraftEvent]:
    """Leave out acts of words to nobody, of whoever acts most in a document and yet deals with no other party in it.

    "The president proposed a budget": a matter at home. A line or two of text shows too little of whom they deal with.
    """
    acting = Counter(key for draft in drafts for key in keys(draft.sides.actors))
    if sentences < _TELLING or not acting:
        return drafts
    abroad = {
        key
        for draft in drafts
        if len({country for country, _ in draft.parties if country}) > 1
        for key in draft.parties
    }
    most = max(acting.values())
    home = {key for key, times in acting.items() if times == most} - abroad
    return [d for d in drafts if d.type not in _AT_HOME or d.sides.recipients or not keys(d.sides.actors) & home]


_TELLING = 6
_AT_HOME = frozenset({EventType.AGREE, EventType.REQUEST, EventType.REJECT, EventType.THREATEN, EventType.CONCEDE})
_OFTEN = 2
_MOSTLY = 0.6
_DIRECTED = frozenset(
    {
        EventType.ACCUSE,
        EventType.REJECT,
        EventType.REQUEST,
        EventType.THREATEN,
        EventType.MOBILIZE,
        EventType.ASSAULT,
        EventType.CONCEDE,
        EventType.AGREE,
    }
)


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
