"""The history of an event: how its status and its day changed from report to report."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from dragoman.record.matching import bounded
from dragoman.record.recorded import Change, Report, Step
from dragoman.schema.event import Status
from dragoman.schema.when import When

DEEDS = frozenset({Status.HAPPENED, Status.ONGOING})
UNDONE = frozenset({Status.CANCELLED, Status.DID_NOT_HAPPEN})

_FIRMNESS = {Status.POSSIBLE: 0, Status.EXPECTED: 1, Status.PROPOSED: 2, Status.SCHEDULED: 3}
"""Of plans: a text that only wonders about a meeting does not undo its having been set."""


def history(reports: Sequence[Report]) -> tuple[Step, ...]:
    """Tell the steps of an event from its reports, which are given in their order.

    The reports of one day are one step: of several statuses the one that goes furthest counts, where a text that says
    what became of a plan goes further than one that still has the plan. A deed once told stays one, unless the
    narrator of a later text says that it did not happen; a denial that is only quoted disputes it.
    """
    steps: list[Step] = []
    for day, same_day in groupby(reports, key=lambda report: report.known):
        for step in _steps_of(day, list(same_day)):
            _take(steps, step, corrects=_corrects(step, steps, reports))
    return tuple(steps)


def _corrects(step: Step, steps: Sequence[Step], reports: Sequence[Report]) -> bool:
    """Say whether a step is told by later versions of the very texts that told the last one."""
    if not steps:
        return False
    told = {report.document for report in reports if report.event.id in steps[-1].reports}
    telling = [report for report in reports if report.event.id in step.reports]
    return all(told & report.replaces for report in telling)


def _steps_of(day: date | None, reports: list[Report]) -> list[Step]:
    """Put the claims of one day in order: plans, then what undoes them, then new plans, then deeds."""
    claims: dict[tuple[int, Status, tuple[date, date] | None], list[Report]] = {}
    called_off = {report.document: report for report in reports if report.event.status is Status.CANCELLED}
    for report in reports:
        status = report.event.status
        if status in DEEDS:
            stage = 3
        elif status in UNDONE:
            stage = 1
        else:
            off = called_off.get(report.document)
            # "postponed the talks of Monday and will meet on Friday": the plan for another day comes after.
            later = off is not None and bounded(report.event.time) not in {None, bounded(off.event.time)}
            stage = 2 if later else 0
        claims.setdefault((stage, status, bounded(report.event.time)), []).append(report)
    steps = []
    for (_, status, _), told in sorted(claims.items(), key=_order):
        change = Change.TOLD
        ids = tuple(report.event.id for report in told)
        steps.append(Step(day=day, status=status, time=told[0].event.time, change=change, reports=ids))
    return steps


def _order(
    claim: tuple[tuple[int, Status, tuple[date, date] | None], list[Report]],
) -> tuple[int, int, tuple[date, date]]:
    (stage, status, days), _ = claim
    return (stage, _FIRMNESS.get(status, 9), days or (date.max, date.max))


def _take(steps: list[Step], new: Step, *, corrects: bool) -> None:
    """Add a step where it changes something; otherwise leave the history as it is."""
    if not steps:
        change = {Status.CANCELLED: Change.CALLED_OFF, Status.DID_NOT_HAPPEN: Change.DENIED}.get(new.status)
        steps.append(_changed(new, change or Change.TOLD))
        return
    last = steps[-1]
    change = _change(last, new, steps)
    if change is not None:
        taken_back = change in {Change.MOVED, Change.POSTPONED, Change.DENIED}
        steps.append(_changed(new, Change.CORRECTED if corrects and taken_back else change))


def _change(last: Step, new: Step, steps: list[Step]) -> Change | None:
    was, now = last.status, new.status
    if now in DEEDS:
        if was in DEEDS:
            return None
        return Change.CONFIRMED
    if now is Status.DID_NOT_HAPPEN:
        if was is now:
            return None
        return Change.DENIED
    if now is Status.CANCELLED:
        if was in {Status.CANCELLED, *DEEDS}:
            return None
        # A late copy that only tells of the old day's end, once a new day is set, takes nothing back.
        gone = [step.time for step in steps if step.status is Status.CANCELLED]
        old = _other_days(last.time, new.time) and any(not _other_days(time, new.time) for time in gone)
        return None if old else Change.CALLED_OFF
    # A plan.
    if was in DEEDS or was is Status.DID_NOT_HAPPEN:
        return None
    if was is Status.CANCELLED:
        planned = next((step for step in reversed(steps) if step.status not in UNDONE), None)
        if planned is not None and _same_days(planned.time, new.time) and new.day == last.day:
            return None  # the text that calls it off also repeats the plan
        if _same_days(last.time, new.time) and new.day == last.day:
            return None
        return Change.POSTPONED if _FIRMNESS[now] >= 2 else None
    if _other_days(last.time, new.time) and _FIRMNESS[now] >= _FIRMNESS[was]:
        return Change.POSTPONED if _later(new.time, last.time) else Change.MOVED
    return Change.SET if _FIRMNESS[now] > _FIRMNESS[was] else None


def _changed(step: Step, change: Change) -> Step:
    return Step(day=step.day, status=step.status, time=step.time, change=change, reports=step.reports)


def _same_days(a: When | None, b: When | None) -> bool:
    return bounded(a) is None or bounded(b) is None or not _other_days(a, b)


def _other_days(a: When | None, b: When | None) -> bool:
    mine, theirs = bounded(a), bounded(b)
    return mine is not None and theirs is not None and (mine[1] < theirs[0] or theirs[1] < mine[0])


def _later(a: When | None, b: When | None) -> bool:
    mine, theirs = bounded(a), bounded(b)
    return mine is not None and theirs is not None and mine[0] > theirs[1]


def current_status(reports: Sequence[Report], steps: Sequence[Step]) -> tuple[Status, bool]:
    """Say where an event stands after its last step, and whether that is disputed.

    A deed that a party denies stays a deed, disputed; one that the narrator of a later text denies does not.
    """
    denials = [report for report in reports if report.event.status is Status.DID_NOT_HAPPEN]
    deeds = [report for report in reports if report.event.status in DEEDS]
    if denials and deeds:
        if any(denial.event.reported_by.kind == "narrator" and denial.order > deeds[-1].order for denial in denials):
            return Status.DID_NOT_HAPPEN, False
        return deeds[-1].event.status, True
    return steps[-1].status, False
