"""One event per document for one act, however often it is mentioned. Rules in docs/events.md, "One act"."""

from collections.abc import Iterable

from dragoman.events.draft import DraftEvent
from dragoman.events.sides import Sides, keys
from dragoman.schema.actor import Actor
from dragoman.schema.event import FUTURE, NEGATED, EventType, Status

# Acts that are met again under other words and from other sides; a criticism or an attack is met again only
# under its own word.
_MEETINGS = frozenset({EventType.CONSULT})
_UNDIRECTED = frozenset({EventType.CONSULT, EventType.AGREE, EventType.COOPERATE, EventType.SUPPORT})
# What the document says in the end: a meeting proposed and then cancelled is cancelled.
_FINAL = (
    Status.CANCELLED,
    Status.DID_NOT_HAPPEN,
    Status.HAPPENED,
    Status.ONGOING,
    Status.SCHEDULED,
    Status.EXPECTED,
    Status.PROPOSED,
    Status.POSSIBLE,
)

_APART = frozenset({"before", "ahead of", "prior to", "in advance of", "in run-up to", "after", "following", "since"})


def merge_mentions(drafts: Iterable[DraftEvent]) -> list[DraftEvent]:
    """Join the mentions of one act; the first mention in the body stands for it, the headline never does."""
    drafts = list(drafts)
    body = [d for d in drafts if not d.headline]
    kept: list[DraftEvent] = []
    for draft in [*body, *(d for d in drafts if d.headline)]:
        fitting = [(_closeness(k, draft), place, k) for place, k in enumerate(kept) if _one_act(k, draft)]
        first = max(fitting, key=lambda fit: fit[:2])[2] if fitting else None
        if first is None:
            kept.append(draft)
        else:
            _join(first, draft)
    return sorted(kept, key=lambda d: d.predication.trigger)


def _one_act(first: DraftEvent, second: DraftEvent) -> bool:
    if second.headline:
        return (
            first.type is second.type
            and bool(first.parties & second.parties)
            and (second.parties <= first.parties or first.parties <= second.parties)
        )
    if first.type is not second.type or first.visit != second.visit:
        return False
    if first.sentence.index == second.sentence.index and first.predication.index == second.predication.index:
        return False
    if _told_apart(first, second) or _told_apart(second, first):
        return False
    if first.by_saying and second.by_saying and first.sentence.index == second.sentence.index:
        return _same_ends(first, second)  # "said it would sink the boats and would strike the port": one threat
    if not _times_agree(first, second) or not _statuses_agree(first, second):
        return False
    if not _persons_agree(first, second):
        return False
    same_word = _family(first) == _family(second)
    if first.type in _MEETINGS:
        if first.visit and keys(second.sides.recipients) - keys(first.sides.recipients):
            return False  # a visit returned is another visit
        return first.parties == second.parties or (second.definite and second.parties < first.parties)
    if not same_word:
        return False
    if first.type in _UNDIRECTED:
        return first.parties == second.parties
    return _same_ends(first, second)


def _same_ends(first: DraftEvent, second: DraftEvent) -> bool:
    return keys(first.sides.actors) == keys(second.sides.actors) and keys(first.sides.recipients) == keys(
        second.sides.recipients
    )


def _told_apart(outer: DraftEvent, inner: DraftEvent) -> bool:
    """Say whether an act is told as coming before or after another: "will meet *ahead of* the summit"."""
    governor = inner.predication.governor
    return (
        outer.sentence.index == inner.sentence.index
        and governor is not None
        and governor.predication == outer.predication.index
        and governor.marker in _APART
    )


def _closeness(first: DraftEvent, second: DraftEvent) -> int:
    """Weigh which of several earlier acts a mention means: persons and days tell most, then status and word."""
    persons = {a.name for a in _all(first) if a.office} & {a.name for a in _all(second) if a.office}
    dated = first.time is not None and second.time is not None
    return 4 * bool(persons) + 3 * dated + 2 * (first.status == second.status) + (_family(first) == _family(second))


def _family(draft: DraftEvent) -> str:
    return draft.match.entry.id


def _times_agree(first: DraftEvent, second: DraftEvent) -> bool:
    if first.time is None or second.time is None:
        meeting = first.type in _MEETINGS and not first.visit
        return first.time is None or second.definite or second.time is not None or meeting
    return first.time.overlaps(second.time)


def _statuses_agree(first: DraftEvent, second: DraftEvent) -> bool:
    if first.status == second.status:
        return True
    if second.definite and first.type in _MEETINGS:
        if first.status is Status.HAPPENED and second.status is Status.SCHEDULED:
            return False  # "the third session will be held in May" is none of those held
        return first.status not in NEGATED or second.status is not Status.HAPPENED
    open_ones = FUTURE | {Status.POSSIBLE}
    return (first.status in open_ones) == (second.status in open_ones) and first.status not in NEGATED


def _persons_agree(first: DraftEvent, second: DraftEvent) -> bool:
    """Two persons of one state who are not the same make two meetings."""
    for country in {a.country for a in _all(first)} & {a.country for a in _all(second)}:
        names = [{a.name for a in _all(d) if a.country == country and a.office and a.name} for d in (first, second)]
        if names[0] and names[1] and not names[0] & names[1]:
            return False
    return True


def _all(draft: DraftEvent) -> tuple[Actor, ...]:
    return (*draft.sides.actors, *draft.sides.recipients)


def _join(first: DraftEvent, second: DraftEvent) -> None:
    first.merged.append(second)
    first.links.extend(second.links)
    if second.headline:
        return
    if _FINAL.index(second.status) < _FINAL.index(first.status):
        first.status = second.status
    if first.time is None or (second.time is not None and _narrower(second, first)):
        first.time = second.time
    if first.place is None:
        first.place = second.place
    # What the writer calls the parties goes before what somebody whom he quotes calls them: "the puppet army".
    quoted = first.predication.quotation is not None and second.predication.quotation is None
    told, again = (second.sides, first.sides) if quoted and _same_sides(first, second) else (first.sides, second.sides)
    first.sides = Sides(
        _fuller(told.actors, again.actors), _fuller(told.recipients, again.recipients), told.derived and again.derived
    )


def _same_sides(first: DraftEvent, second: DraftEvent) -> bool:
    """Say whether two mentions have parties of the same states at the same ends."""
    return all(
        {a.country for a in one} == {a.country for a in other} != {None} and one and other
        for one, other in (
            (first.sides.actors, second.sides.actors),
            (first.sides.recipients, second.sides.recipients),
        )
    )


def _narrower(second: DraftEvent, first: DraftEvent) -> bool:
    a, b = second.time, first.time
    if a is None or b is None or a.start is None or a.end is None:
        return False
    return b.start is None or b.end is None or (a.end - a.start) < (b.end - b.start)


def _fuller(first: tuple[Actor, ...], second: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Put the person that a later mention names in the place of the bare state."""
    found = []
    for actor in first:
        person = next((o for o in second if o.country == actor.country and o.office is not None and o.name), None)
        found.append(person if person is not None and actor.office is None else actor)
    return tuple(found)
