"""How the events of one sentence hang together: cancels, because_of, part_of, at, follows."""

from dragoman.events.draft import DraftEvent
from dragoman.lexicons.files import Lexicons
from dragoman.lexicons.grammar import word_list
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
_BEFORE = frozenset({"before", "prior to", "hours before", "ahead of"})
_WITHIN = frozenset({"during", "at", "in", "as part of", "in course of"})
_BESIDE = frozenset({"on sideline of", "on margin of", "on fringe of"})
# "followed" and "after" tell of a cause where the later act answers the earlier one.
_ANSWERS = frozenset({EventType.REJECT, EventType.ACCUSE, EventType.SANCTION, EventType.THREATEN, EventType.PROTEST})


ByPlace = dict[tuple[int, int], DraftEvent]
"""The acts of a document by sentence and predication."""


def link(drafts: list[DraftEvent], *, lexicons: Lexicons) -> None:
    """Add links between the drafts, in place; only what the grammar of one sentence says."""
    causing, following = word_list(lexicons, "causing-verb"), word_list(lexicons, "following-verb")
    by_place = {(d.sentence.index, d.predication.index): d for d in drafts}
    for draft in drafts:
        entry = draft.match.entry
        if entry.link is not None and draft.inner is not None:
            target = by_place.get((draft.sentence.index, draft.inner))
            if target is not None:
                draft.links.append((entry.link, target))
        _link_lifted(draft, by_place)
        _link_to_governor(draft, by_place)
        _link_joined(draft, by_place)
        _link_by_verb(draft, by_place, causing, LinkKind.BECAUSE_OF)
        _link_by_verb(draft, by_place, following, LinkKind.FOLLOWS)


def _link_lifted(draft: DraftEvent, by_place: ByPlace) -> None:
    """Link what ends pressure to the pressure that it names as its object: "lifted its *sanctions*"."""
    governor = draft.predication.governor
    if governor is None or governor.relation is not Relation.OBJECT or draft.type not in _PRESSURE:
        return
    above = by_place.get((draft.sentence.index, governor.predication))
    if above is not None and above.type is EventType.CONCEDE:
        above.links.append((LinkKind.CANCELS, draft))


_PRESSURE = frozenset({EventType.SANCTION, EventType.COERCE})


def _link_to_governor(draft: DraftEvent, by_place: ByPlace) -> None:
    governor = draft.predication.governor
    if governor is None:
        return
    marker = governor.marker
    for above in _acts_at(draft, governor.predication, by_place):
        if marker in _CAUSES or (marker in _AFTER and above.type in _ANSWERS):
            above.links.append((LinkKind.BECAUSE_OF, draft))
        elif marker in _BEFORE:
            if draft.status is above.status:
                draft.links.append((LinkKind.FOLLOWS, above))
        elif marker in _AFTER:
            above.links.append((LinkKind.FOLLOWS, draft))
        elif marker in _BESIDE:
            above.links.append((LinkKind.AT, draft))
        elif (
            (marker in _WITHIN or (marker == "on" and draft.visit))
            and draft.type is EventType.CONSULT
            and governor.relation is Relation.OBLIQUE
        ):
            above.links.append((LinkKind.PART_OF, draft))


def _acts_at(draft: DraftEvent, predication: int, by_place: ByPlace) -> list[DraftEvent]:
    """Find the acts that a circumstance belongs to: the act it hangs on, else those in the same clause.

    "Yang *said* during the talks that …, while calling for …": the saying is no act, what is done by it is.
    "Avoided criticism in a statement *released* after the talks": the clause above it has the act.
    """
    sentence = draft.sentence
    start = sentence.predications[predication]
    for token in (start.token, *sentence.ancestors(start.token)):
        at = sentence.predication_at(token)
        if at is None:
            continue
        if (sentence.index, at.index) in by_place:
            here = by_place[sentence.index, at.index]
            return [] if here is draft else [here]
        found = [
            by_place[sentence.index, p.index]
            for p in sentence.predications
            if p.governor is not None
            and p.governor.predication == at.index
            and p is not draft.predication
            and p.governor.relation in {Relation.COMPLEMENT, Relation.OBJECT, Relation.ADVERBIAL}
            and (sentence.index, p.index) in by_place
        ]
        if found:
            return found
    return []


def _link_by_verb(draft: DraftEvent, by_place: ByPlace, verbs: frozenset[str], kind: LinkKind) -> None:
    """Link what a verb of cause or order joins: "*the bombing* led Niger to *close* …", "*talks* followed *the visit*".

    Of a verb of cause the subject is the earlier act, of one of order ("follow") it is the later one.
    """
    governor = draft.predication.governor
    if governor is None or governor.relation is not Relation.SUBJECT:
        return
    verb = draft.sentence.predications[governor.predication]
    if verb.lemma not in verbs or verb.negation is not None:
        return
    for p in draft.sentence.predications:
        below = p.governor
        other = by_place.get((draft.sentence.index, p.index))
        if other is None or below is None or below.predication != verb.index or other is draft:
            continue
        if below.relation not in {Relation.OBJECT, Relation.COMPLEMENT} and below.marker != "to":
            continue
        later, earlier = (other, draft) if (kind is LinkKind.BECAUSE_OF) is not verb.passive else (draft, other)
        later.links.append((kind, earlier))


def _link_joined(draft: DraftEvent, by_place: ByPlace) -> None:
    """A meeting told in one breath with a visit is part of it: "visited Japan and met …"."""
    if draft.type is not EventType.CONSULT or draft.visit:
        return
    anchor = draft.predication.anchor
    token = draft.sentence.tokens[anchor]
    if token.dep != "conj":
        return
    first = draft.sentence.predication_at(token.head)
    visit = by_place.get((draft.sentence.index, first.index)) if first is not None else None
    if visit is not None and visit.visit and visit.parties & draft.parties:
        draft.links.append((LinkKind.PART_OF, visit))
