"""Reports of one act become one event.

Reports are placed one after the other in one order, by the day from which they are known. Each joins the event whose
reports it fits best, or begins a new one; later reports never change where an earlier one stands. So the outcome does
not depend on the order of arrival, and what the record would have said on some day is what the reports known by then
say: no event has to be put together differently in hindsight.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from dragoman.lexicons.files import Lexicons
from dragoman.record.matching import PLANS, Traits, compare, is_corrected_by, reach_of, traits, weights
from dragoman.record.recorded import Reason, Report
from dragoman.schema.event import Status

_TELLING_WINDOW = timedelta(days=62)
"""Undated reports are looked for among events told of this long before."""

_CLOSE_BY = 600
"""Characters between the sentence that calls a meeting off and the one that gives its new day."""

_LONGEST = 24
"""Months of a long interval that are looked through; events of longer ones are looked at always."""


@dataclass
class Cluster:
    """The reports taken for one event so far."""

    id: str
    members: list[Traits] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a report was put, and why; no reasons for the first report of an event."""

    event: str
    reasons: tuple[Reason, ...]


Key = tuple[str, str]  # document, report


@dataclass(frozen=True)
class Constraints:
    """What reviewers decided about reports being of one act or not."""

    together: Mapping[Key, frozenset[Key]] = field(default_factory=dict)
    apart: Mapping[Key, frozenset[Key]] = field(default_factory=dict)


class Merger:
    """Places reports, given in their order."""

    def __init__(self, *, lexicons: Lexicons, constraints: Constraints | None = None) -> None:
        """Begin without any events."""
        self._lexicons = lexicons
        self._constraints = constraints or Constraints()
        self._index: dict[tuple[object, ...], dict[str, Cluster]] = defaultdict(dict)
        self._clusters: dict[str, Cluster] = {}
        self._place_of: dict[Key, str] = {}

    def restore(self, event: str, reports: Iterable[Report]) -> None:
        """Take over an event put together earlier, with its reports in their order."""
        for report in reports:
            self._put(traits(report, self._lexicons), event)

    def place(self, report: Report) -> Placement:
        """Find the event that a report tells of, or begin a new one, named for the report."""
        new = traits(report, self._lexicons)
        forced = self._forced(new)
        if forced is not None:
            self._put(new, forced)
            return Placement(event=forced, reasons=(Reason(rule="review", weight=0.0),))
        threshold = weights(self._lexicons)["threshold"]
        best: tuple[float, str, tuple[Reason, ...]] | None = None
        # In the order in which the events began, so that the first of equals wins.
        for cluster in sorted(self._candidates(new), key=lambda one: one.members[0].report.order):
            if self._kept_apart(new, cluster):
                continue
            found = self._against(new, cluster)
            if found is not None and found[0] >= threshold and (best is None or found[0] > best[0]):
                best = (found[0], cluster.id, found[1])
        if best is None:
            event = self._new_id(report)
            self._put(new, event)
            return Placement(event=event, reasons=())
        self._put(new, best[1])
        return Placement(event=best[1], reasons=best[2])

    def event_of(self, key: Key) -> str | None:
        """Give the event that a report was placed in."""
        return self._place_of.get(key)

    def members(self, event: str) -> tuple[Report, ...]:
        """Give the reports of an event, in their order."""
        return tuple(member.report for member in self._clusters[event].members)

    def _new_id(self, report: Report) -> str:
        # Ids of reports are unique but for documents that are given twice under one name.
        return report.event.id if report.event.id not in self._clusters else f"{report.event.id}-{report.document}"

    def _against(self, new: Traits, cluster: Cluster) -> tuple[float, tuple[Reason, ...]] | None:
        """Compare with all reports of an event: the best counts, unless one of the same standing contradicts."""
        moved = self._tells_of_move(new, cluster)
        corrects = any(is_corrected_by(member, new) for member in cluster.members)
        veto = weights(self._lexicons)["veto"] / 2
        best: tuple[float, tuple[Reason, ...]] | None = None
        deed = new.report.event.status not in PLANS
        for member in cluster.members:
            found = compare(new, member, lexicons=self._lexicons, moved=moved)
            if (
                found[0] < veto
                and (member.report.event.status not in PLANS) == deed
                and not (moved or corrects or _superseded(member, cluster))
            ):
                return None
            if best is None or found[0] > best[0]:
                best = found
        return best

    def _tells_of_move(self, new: Traits, cluster: Cluster) -> bool:
        """Say whether the new report's document tells close by that the event was moved, and of its old day."""
        if new.report.event.status not in {Status.SCHEDULED, Status.PROPOSED, Status.CANCELLED} or not new.dated:
            return False
        place = new.report.event.evidence.sentence[0]
        return any(
            member.report.document == new.report.document
            and member.report.event.status in PLANS
            and (member.says_moved or new.says_moved)
            and abs(member.report.event.evidence.sentence[0] - place) <= _CLOSE_BY
            for member in cluster.members
        )

    def _forced(self, new: Traits) -> str | None:
        partners = self._constraints.together.get(new.report.key, frozenset())
        return min((self._place_of[key] for key in partners if key in self._place_of), default=None)

    def _kept_apart(self, new: Traits, cluster: Cluster) -> bool:
        strangers = self._constraints.apart.get(new.report.key)
        return strangers is not None and any(member.report.key in strangers for member in cluster.members)

    def _put(self, new: Traits, event: str) -> None:
        cluster = self._clusters.setdefault(event, Cluster(id=event))
        cluster.members.append(new)
        self._place_of[new.report.key] = event
        for key in _index_keys(new):
            self._index[key][event] = cluster

    def _candidates(self, new: Traits) -> Iterator[Cluster]:
        found: dict[str, Cluster] = {}
        for key in _lookup_keys(new):
            found.update(self._index.get(key, {}))
        yield from found.values()


def _superseded(member: Traits, cluster: Cluster) -> bool:
    """Say whether what a report says was given up later: then another day does not contradict it."""
    if any(is_corrected_by(member, one) for one in cluster.members):
        return True
    if member.report.event.status not in PLANS:
        return False
    later = [
        one for one in cluster.members if one.report.order > member.report.order and one.report.event.status in PLANS
    ]
    return any(
        one.report.event.status is Status.CANCELLED or (one.dated and member.dated and one.reach != member.reach)
        for one in later
    )


def look_through(report: Report, reach: tuple[date, date] | None) -> tuple[date, date] | None:
    """Give the days within which an event must reach to be compared with a report; None: any."""
    if reach is None:
        return None
    ends = [*reach]
    if report.published is not None:
        ends += [report.published - _TELLING_WINDOW, report.published]
    return min(ends), max(ends)


def reach_of_all(reports: Sequence[Report]) -> tuple[date, date] | None:
    """Give the days within which an event's reports place or tell it; None where one of them says nothing."""
    ends: list[date] = []
    for report in reports:
        reach, _ = reach_of(report)
        if reach is None:
            return None
        ends += [*reach, *([report.published] if report.published else [])]
    return min(ends), max(ends)


def _months(span: tuple[date, date]) -> list[tuple[int, int]] | None:
    first, last = span[0].year * 12 + span[0].month, span[1].year * 12 + span[1].month
    if last - first > _LONGEST:
        return None
    return [divmod(month, 12) for month in range(first, last + 1)]


def _party_keys(new: Traits) -> list[tuple[str, ...]]:
    union = sorted(new.union)
    return [(a, b) for place, a in enumerate(union) for b in union[place + 1 :]]


def _index_keys(new: Traits) -> Iterator[tuple[object, ...]]:
    whos = [
        *_party_keys(new),
        *((name,) for name in sorted(new.union)),
        *([("alone", *new.union)] if len(new.union) == 1 else []),
    ]
    months = _months(new.reach) if new.reach else None
    if months is not None and new.report.published is not None:
        months = sorted({*months, divmod(new.report.published.year * 12 + new.report.published.month, 12)})
    for who in whos:
        yield (new.group, who, "all")
        if months is None:
            yield (new.group, who, "any")
        else:
            for month in months:
                yield (new.group, who, month)


def _lookup_keys(new: Traits) -> Iterator[tuple[object, ...]]:
    whos: list[tuple[str, ...]]
    if len(new.union) == 1:
        whos = [(name,) for name in sorted(new.union)]
    else:
        whos = [*_party_keys(new), *(("alone", name) for name in sorted(new.union))]
    span = look_through(new.report, new.reach)
    months = _months(span) if span else None
    for who in whos:
        if months is None:
            yield (new.group, who, "all")
            continue
        yield (new.group, who, "any")
        for month in months:
            yield (new.group, who, month)
