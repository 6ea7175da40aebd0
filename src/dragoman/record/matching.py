"""Do two reports tell of one act? A sum of reasons, each of which can be shown."""

import functools
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from dragoman.lexicons.files import Entry, Lexicons
from dragoman.record.names import Name, name_of, same_person
from dragoman.record.ranks import Rank, rank_of
from dragoman.record.recorded import Reason, Report, parties, party
from dragoman.schema.actor import Actor
from dragoman.schema.event import EventType, Status
from dragoman.schema.when import When


class MergingRule(Entry, frozen=True, kw_only=True):
    """What a reason weighs (`world/merging.toml`)."""

    weight: float
    meaning: str


class Wording(Entry, frozen=True, kw_only=True):
    """A list of words (`en/record/wording.toml`)."""

    words: tuple[str, ...]
    meaning: str


GROUPS: tuple[frozenset[EventType], ...] = (
    frozenset({EventType.CONSULT}),
    frozenset({EventType.AGREE, EventType.SUPPORT, EventType.COOPERATE, EventType.AID}),
    frozenset({EventType.CONCEDE, EventType.RETREAT}),
    frozenset({EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN}),
    frozenset({EventType.PROTEST}),
    frozenset({EventType.SANCTION, EventType.COERCE}),
    frozenset({EventType.MOBILIZE, EventType.ASSAULT}),
)
"""Types that different wording of one act can end in. Reports of types in different groups are never merged."""

GROUP_OF = {kind: number for number, group in enumerate(GROUPS) for kind in group}

PLANS = frozenset({Status.SCHEDULED, Status.PROPOSED, Status.EXPECTED, Status.POSSIBLE, Status.CANCELLED})
"""What can still move in the calendar."""

_UNDIRECTED = frozenset({EventType.CONSULT, EventType.COOPERATE, EventType.AGREE, EventType.SUPPORT})
_LOOK_BACK = timedelta(days=7)  # undated news is of the last days
_PLAN_AHEAD = timedelta(days=120)
_SAME_SENTENCE = 0.8  # of the words of the shorter sentence, as many stand in the longer one
_WORD = re.compile(r"[^\W\d_]{3,}")


@functools.cache
def weights(lexicons: Lexicons) -> dict[str, float]:
    """Read what the reasons weigh."""
    return {entry.id: entry.weight for entry in lexicons.entries("world/merging.toml", MergingRule)}


@functools.cache
def wording(name: str, lexicons: Lexicons) -> frozenset[str]:
    """Read one of the lists of words by its id."""
    entries = lexicons.entries("en/record/wording.toml", Wording)
    return next(frozenset(entry.words) for entry in entries if entry.id == name)


@functools.cache
def _moved_pattern(lexicons: Lexicons) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(wording("moved", lexicons)))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Traits:
    """What of a report is compared, worked out once."""

    report: Report
    group: int
    union: frozenset[str]
    actors: frozenset[str]
    recipients: frozenset[str]
    persons: dict[str, tuple[Name, ...]]  # by party: its office-holders
    names: frozenset[str]  # words of all names
    ranks: dict[str, frozenset[Rank]]
    visit: bool
    reach: tuple[date, date] | None  # the days in which the act can lie; None where nothing is known of it
    dated: bool  # `reach` is what the text says, not what its day suggests
    words: frozenset[str]
    says_moved: bool


def traits(report: Report, lexicons: Lexicons) -> Traits:
    """Work out what of a report is compared."""
    event = report.event
    everyone = event.actors + event.recipients
    persons: dict[str, list[Name]] = {}
    ranks: dict[str, set[Rank]] = {}
    names: set[str] = set()
    for actor in everyone:
        name = party(actor)
        names |= {*_WORD.findall((actor.name or "").casefold()), *_WORD.findall(actor.text.casefold())}
        if name is None:
            continue
        if actor.office and actor.name and actor.named:
            persons.setdefault(name, []).append(name_of(actor.name))
        if rank := rank_of(actor.office, lexicons):
            ranks.setdefault(name, set()).add(rank)
    sentence = report.words or ""
    reach, dated = reach_of(report)
    return Traits(
        report=report,
        group=GROUP_OF[event.type],
        union=frozenset(_keys(everyone)),
        actors=frozenset(_keys(event.actors)),
        recipients=frozenset(_keys(event.recipients)),
        persons={name: tuple(found) for name, found in persons.items()},
        names=frozenset(names),
        ranks={name: frozenset(found) for name, found in ranks.items()},
        visit="visit" in event.modes,
        reach=reach,
        dated=dated,
        words=frozenset(word.casefold() for word in _WORD.findall(sentence)) - wording("empty", lexicons) - names,
        says_moved=bool(_moved_pattern(lexicons).search(sentence)),
    )


def _keys(actors: tuple[Actor, ...]) -> tuple[str, ...]:
    """Name the parties; where none is known, the actors by their words."""
    return parties(actors) or tuple(dict.fromkeys((actor.name or actor.text).casefold() for actor in actors))


def bounded(when: When | None) -> tuple[date, date] | None:
    """Give a time of which both ends are known, widened where the text says "about"; None for others."""
    if when is None or when.start is None or when.end is None:
        return None
    slack = timedelta(days=max(1, (when.end - when.start).days // 4)) if when.approximate else timedelta()
    return when.start - slack, when.end + slack


def reach_of(report: Report) -> tuple[tuple[date, date] | None, bool]:
    """Give the days in which a report's act can lie, and whether the text says so; None where nothing is known."""
    event = report.event
    if days := bounded(event.time):
        return days, True
    known = report.published
    start, end = (event.time.start, event.time.end) if event.time else (None, None)
    if event.status in PLANS:
        low = known - _LOOK_BACK if known and event.status is Status.CANCELLED else known
        high = known + _PLAN_AHEAD if known else None
    elif event.status is Status.ONGOING:
        low, high = (known - timedelta(days=30), known + timedelta(days=30)) if known else (None, None)
    else:
        low, high = (known - _LOOK_BACK, known) if known else (None, None)
    # A bound of the text replaces what the day of the report suggests on its side, and drags the other along.
    if start is not None:
        low = start
        high = max(high, start) if high else start + _PLAN_AHEAD
    if end is not None:
        high = end
        low = min(low, end - _LOOK_BACK) if low else end - _LOOK_BACK
    return ((low, high) if low and high else None), False


class _Because(Protocol):
    """Notes a reason; a veto counts as such whatever its rule weighs."""

    def __call__(self, rule: str, detail: str = "", *, veto: bool = False) -> None: ...


def compare(new: Traits, old: Traits, *, lexicons: Lexicons, moved: bool = False) -> tuple[float, tuple[Reason, ...]]:
    """Weigh whether `new` tells of the same act as `old`, a report that comes before it in the order.

    Args:
        new: the later report.
        old: the earlier report.
        lexicons: for the weights.
        moved: something else than the new report's own sentence says that the act was moved to another day.

    Returns:
        The sum, and the reasons in the order in which they were looked at.
    """
    weigh = weights(lexicons)
    reasons: list[Reason] = []

    def because(rule: str, detail: str = "", *, veto: bool = False) -> None:
        reasons.append(Reason(rule=rule, weight=weigh["veto"] if veto else weigh[rule], detail=detail))

    a, b = new.report.event, old.report.event
    if new.group != old.group or new.visit != old.visit:
        because("other-modes" if new.group == old.group else "kin-type", f"{a.type} and {b.type}", veto=True)
        return _sum(reasons), tuple(reasons)
    because(*(("same-type", "") if a.type is b.type else ("kin-type", f"{a.type} and {b.type}")))
    if a.modes and b.modes:
        because("same-modes" if set(a.modes) & set(b.modes) else "other-modes")
    _compare_parties(new, old, because)
    if _sum(reasons) < weigh["veto"] / 2:
        return _sum(reasons), tuple(reasons)
    corrected = is_corrected_by(old, new)
    if corrected:
        because("later-version")
    _compare_persons(new, old, because)
    _compare_times(new, old, because, moved=moved, corrected=corrected)
    _compare_places(new, old, because)
    if new.report.document != old.report.document:  # within one text the same words come back in other sentences
        _compare_words(new, old, because)
    _compare_status(new, old, because, moved=moved or new.says_moved)
    if new.report.document == old.report.document and not moved:
        because("same-document")
    return _sum(reasons), tuple(reasons)


def _sum(reasons: list[Reason]) -> float:
    return round(sum(reason.weight for reason in reasons), 6)


def _compare_parties(new: Traits, old: Traits, because: _Because) -> None:
    directed = new.report.event.type not in _UNDIRECTED or (new.visit and bool(new.recipients and old.recipients))
    if not directed:
        common = new.union & old.union
        if new.union == old.union:
            because("same-parties", " ".join(sorted(common)))
        elif common and (new.union < old.union or old.union < new.union):
            because("part-of-parties", " ".join(sorted(new.union ^ old.union)))
        else:
            because("same-parties", " ".join(sorted(new.union ^ old.union)), veto=True)
        return
    same = True
    for mine, theirs in ((new.actors, old.actors), (new.recipients, old.recipients)):
        if mine and theirs and not mine & theirs:
            because("same-parties", f"{' '.join(sorted(mine))}, not {' '.join(sorted(theirs))}", veto=True)
            return
        same = same and mine == theirs
    because("same-parties" if same else "part-of-parties", " ".join(sorted(new.union & old.union)))


def _compare_persons(new: Traits, old: Traits, because: _Because) -> None:
    same: list[str] = []
    other: list[str] = []
    for name in sorted(set(new.persons) & set(old.persons)):
        mine, theirs = new.persons[name], old.persons[name]
        common = [a for a in mine for b in theirs if same_person(a, b)]
        if common:
            same.append(" ".join(common[0]))
        else:
            other.append(name)
    if same:
        because("same-person", ", ".join(same))
    if other:
        because("other-person", " ".join(other))
    if same:
        return
    shared = sorted(set(new.ranks) & set(old.ranks))
    if any(not new.ranks[name] & old.ranks[name] for name in shared):
        because("other-rank")
    elif len(shared) > 1 and not other:
        because("same-rank")


def is_corrected_by(old: Traits, new: Traits) -> bool:
    """Say whether the newer report is the sentence of the older one in a later version of the same text.

    Then another day or another person is a correction, and no other act.
    """
    if old.report.document not in new.report.replaces or _each_of_its_day(new, old):
        return False
    shorter = min(len(new.words), len(old.words))
    return shorter >= 3 and len(new.words & old.words) / shorter >= _SAME_SENTENCE


def _each_of_its_day(new: Traits, old: Traits) -> bool:
    """Say whether each text tells of a day as far back from its own: a bulletin that comes out anew every day."""
    told = (new.report.published, old.report.published)
    if not (new.dated and old.dated and new.reach and old.reach and told[0] and told[1]) or told[0] == told[1]:
        return False
    return told[0] - new.reach[0] == told[1] - old.reach[0]


def _compare_times(new: Traits, old: Traits, because: _Because, *, moved: bool, corrected: bool) -> None:
    if new.reach is None or old.reach is None:
        because("untimed")
        return
    gap = max((new.reach[0] - old.reach[1]).days, (old.reach[0] - new.reach[1]).days, 0)
    if new.dated and old.dated:
        _compare_dates(new, old, gap, because, moved=moved, corrected=corrected)
        return
    plan = new.report.event.status in PLANS or old.report.event.status in PLANS
    if new.dated or old.dated:
        if gap == 0:
            # Told within days of a day or week that the other gives; of a month, many acts are.
            narrow = max(reach[1] - reach[0] for reach in (old.reach, new.reach)) <= _LOOK_BACK
            because("told-together" if narrow else "told-near")
        else:
            because("told-apart" if gap <= (60 if plan else 10) else "told-far-apart", f"{gap} days off")
        return
    told = (new.report.published, old.report.published)
    if told[0] is None or told[1] is None:
        because("untimed")
        return
    apart = abs((told[0] - told[1]).days)
    near, middle, far = (14, 60, 120) if plan else (7, 7, 31)
    if apart <= 3:
        because("told-together", f"{apart} days")
    elif apart <= near:
        because("told-near", f"{apart} days")
    elif apart > far:
        because("told-far-apart", f"{apart} days")
    elif apart > middle or not plan:
        because("told-apart", f"{apart} days")


def _compare_dates(new: Traits, old: Traits, gap: int, because: _Because, *, moved: bool, corrected: bool) -> None:
    assert new.reach is not None
    assert old.reach is not None
    lengths = [(reach[1] - reach[0]).days + 1 for reach in (new.reach, old.reach)]
    if gap == 0:
        longer = max(lengths)
        for rule, most in (("same-day", 1), ("same-week", 8), ("same-month", 31), ("same-season", 92)):
            if longer <= most:
                because(rule, new.reach[0].isoformat())
                return
        because("wide-overlap")
        return
    detail = f"{old.reach[0]} and {new.reach[0]}"
    statuses = (new.report.event.status, old.report.event.status)
    if corrected:
        because("corrected-day", detail)
    elif moved or (new.says_moved and any(status in PLANS for status in statuses)):
        because("moved", detail)
    elif old.report.document in new.report.replaces and _each_of_its_day(new, old):
        because("same-day", detail, veto=True)
    elif gap == 1 and max(lengths) <= 2:
        because("next-day", detail)
    elif gap <= 2 and sum(status in PLANS for status in statuses) == 1 and Status.CANCELLED not in statuses:
        because("slipped", detail)
    else:
        because("same-day", detail, veto=True)


def _compare_places(new: Traits, old: Traits, because: _Because) -> None:
    mine, theirs = new.report.event.place, old.report.event.place
    if mine is None or theirs is None:
        return
    if mine.name.casefold() == theirs.name.casefold() or (mine.country and mine.country == theirs.country):
        because("same-place", mine.name)
    elif mine.country and theirs.country:
        because("other-place", f"{mine.name} and {theirs.name}")


def _compare_words(new: Traits, old: Traits, because: _Because) -> None:
    mine, theirs = new.words - old.names, old.words - new.names
    shorter = min(len(mine), len(theirs))
    if shorter < 3:
        return
    common = mine & theirs
    share = len(common) / shorter
    if share >= _SAME_SENTENCE:
        because("same-sentence")
    elif share >= 0.5:
        because("same-words", " ".join(sorted(common)))
    elif share >= 0.25:
        because("some-words", " ".join(sorted(common)))
    elif not common:
        because("no-words")


def _compare_status(new: Traits, old: Traits, because: _Because, *, moved: bool) -> None:
    now, before = new.report.event.status, old.report.event.status
    deeds = {Status.HAPPENED, Status.ONGOING}
    if before in deeds and now in PLANS - {Status.CANCELLED}:
        told = (new.report.published, old.report.published)
        late = told[0] and told[1] and (told[0] - told[1]).days <= 1
        if not (late and new.dated and old.dated):
            because("plan-after-deed", f"{before} before {now}")
    elif Status.CANCELLED in {now, before} and {now, before} & deeds:
        because("undone-after-deed", f"{before} before {now}")
    elif before is Status.CANCELLED and now in PLANS - {Status.CANCELLED} and not moved and not new.dated:
        because("new-plan", "called off before")
    elif before is Status.SCHEDULED and now is Status.PROPOSED and not new.dated:
        because("new-plan", "set before")
    elif _past_plan(new, old) and not moved:
        because("new-plan", "told after the day of the old one")


def _past_plan(new: Traits, old: Traits) -> bool:
    """Say whether a plan without a day is told of when the day of the other plan is over."""
    told = new.report.published
    plans = PLANS - {Status.CANCELLED}
    return (
        new.report.event.status in plans
        and old.report.event.status in plans
        and old.dated
        and not new.dated
        and old.reach is not None
        and told is not None
        and told > old.reach[1]
    )
