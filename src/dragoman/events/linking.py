"""How the events of one sentence hang together: cancels, because_of, part_of, at, follows."""

from dragoman.events.draft import DraftEvent
from dragoman.schema.event import EventType, LinkKind
from dragoman.schema.sentence import Relation

_CAUSES = frozenset(
    {
        "because of",
        "due to",
        "over",
        "in response to",
        "in retaliation for",
        "in retaliation to",
        "in protest at",
        "in protest against",
        "in reaction to",
        "following",
        "because",
        "in wake of",
        "for",
        "as result of",
    }
)
_AFTER = frozenset({"after", "since", "in aftermath of"})
_WITHIN = frozenset({"during", "at", "in", "as part of", "in course of"})
_BESIDE = frozenset({"on sideline of", "on margin of", "on fringe of"})
# "followed" and "after" tell of a cause where the later act answers the earlier one.
_ANSWERS = frozenset({EventType.REJECT, EventType.ACCUSE, EventType.SANCTION, EventType.THREATEN, EventType.PROTEST})


def link(drafts: list[DraftEvent]) -> None:
    """Add links between the drafts, in place; only what the grammar of one sentence says."""
    by_place = {(d.sentence.index, d.predication.index): d for d in drafts}
    for draft in drafts:
        entry = draft.match.entry
        if entry.link is not None and draft.inner is not None:
            target = by_place.get((draft.sentence.index, draft.inner))
            if target is not None:
                draft.links.append((entry.link, target))
        _link_to_governor(draft, by_place)
        _link_joined(draft, by_place)


def _link_to_governor(draft: DraftEvent, by_place: dict[tuple[int, int], DraftEvent]) -> None:
    governor = draft.predication.governor
    if governor is None:
        return
    above = by_place.get((draft.sentence.index, governor.predication))
    marker = governor.marker
    if above is None:
        above = _outer(draft, governor.predication, by_place)
        if above is None:
            return
    if marker in _CAUSES or (marker in _AFTER and above.type in _ANSWERS):
        above.links.append((LinkKind.BECAUSE_OF, draft))
    elif marker in _AFTER:
        above.links.append((LinkKind.FOLLOWS, draft))
    elif marker in _BESIDE:
        above.links.append((LinkKind.AT, draft))
    elif marker in _WITHIN and draft.type is EventType.CONSULT and governor.relation is Relation.OBLIQUE:
        above.links.append((LinkKind.PART_OF, draft))


def _outer(draft: DraftEvent, predication: int, by_place: dict[tuple[int, int], DraftEvent]) -> DraftEvent | None:
    """Look past an act that is no event: "cancelled the meeting following X's visit" may hang on the meeting."""
    above = draft.sentence.predications[predication]
    if above.governor is None:
        return None
    return by_place.get((draft.sentence.index, above.governor.predication))


def _link_joined(draft: DraftEvent, by_place: dict[tuple[int, int], DraftEvent]) -> None:
    """A meeting told in one breath with a visit is part of it: "visited Japan and met …"."""
    if draft.type is not EventType.CONSULT or draft.visit:
        return
    anchor = draft.predication.token if draft.predication.light is None else draft.predication.light
    token = draft.sentence.tokens[anchor]
    if token.dep != "conj":
        return
    first = draft.sentence.predication_at(token.head)
    visit = by_place.get((draft.sentence.index, first.index)) if first is not None else None
    if visit is not None and visit.visit and visit.parties & draft.parties:
        draft.links.append((LinkKind.PART_OF, visit))
