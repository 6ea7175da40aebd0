"""The day of publication worked out from the text's own clues, all solved together."""

import math
from datetime import date, timedelta

from dragoman.lexicons.files import Lexicons
from dragoman.schema.document import Document
from dragoman.schema.sentence import Reading
from dragoman.schema.when import Clue, Published, PublishedBasis
from dragoman.times import calendar
from dragoman.times.clues import Fence, Recurring, Threshold, Weekday, gather, thresholds

_WINDOW = 8
"""Years. Where only the past bounds the day and a date without a year tells the rest, the earliest such year
counts; a weekday and its date fall together again after five, six or eleven years."""
_LONG_WINDOW = 60
"""Years. Beyond this even a day without its year leaves too many years."""


def infer_publication(
    document: Document,  # noqa: ARG001 - rooms share one shape; the sentences hold the text
    reading: Reading,
    *,
    lexicons: Lexicons,
    clues: tuple[Clue, ...] = (),
) -> Published | None:
    """Work out when a document was published; None where its clues do not bound the day on both sides.

    Every clue is a constraint: dates with years told as past or as ahead, days and months without a
    year, weekdays, lengths of time since something dated, anniversaries of something dated, and
    `clues` of other rooms. Constraints that contradict most others are dropped. Of the days left, each
    has the weight that the measured habits of reports give it; the answer is the heaviest run of
    days, or where none outweighs the others a longer stretch.

    Source: coding rule T9 in docs/times.md; thresholds in `en/times/publication.toml`.
    """
    fences, recurring, weekdays = gather(reading, lexicons=lexicons)
    fences += [Fence(clue.start, clue.end, clue.because) for clue in clues]
    known = thresholds(lexicons)
    over = {f.unlikely_until for f in fences if f.unlikely_until is not None}
    fences = [f for f in fences if f.start is not None or f.end not in over]  # told as past too: a verb was misread
    bounds = _agreeing(fences)
    if bounds is None:
        return None
    start, end, kept = bounds
    if start is None or (end is None and not any(r.strong for r in recurring)):
        return None
    if end is None:
        end = _years_on(start, _WINDOW)
    if (end - start).days > (_LONG_WINDOW if any(r.strong or r.narrow for r in recurring) else _WINDOW + 1) * 366:
        return None
    days = [start + timedelta(days=n) for n in range((end - start).days + 1)]
    used: list[Recurring] = []
    for clue in sorted(recurring, key=lambda r: not r.strong):
        left = [d for d in days if clue.holds(d)]
        if left:
            days = left
            used.append(clue)
    chosen = _heaviest(days, kept, used, weekdays, known)
    if chosen is None or (chosen[1] - chosen[0]).days >= known["longest-answer"].days:
        return None
    because = _told(kept, used, weekdays, chosen)
    return Published(start=chosen[0], end=chosen[1], basis=PublishedBasis.INFERRED, because=because)


def _years_on(at: date, years: int) -> date:
    return date(min(at.year + years, 9999), 12, 31)


def _agreeing(fences: list[Fence]) -> tuple[date | None, date | None, list[Fence]] | None:
    """Find the bounds that most fences agree on; the tighter ones where as many agree."""
    starts = sorted({f.start for f in fences if f.start is not None})
    ends = sorted({f.end for f in fences if f.end is not None})
    if not starts and not ends:
        return None
    best: tuple[tuple[int, int], date | None, date | None] | None = None
    for start in [None, *starts]:
        for end in [*ends, None]:
            if start is not None and end is not None and start > end:
                continue
            agree = sum(
                (f.start is None or (start is not None and f.start <= start))
                and (f.end is None or (end is not None and end <= f.end))
                for f in fences
            )
            tight = -((end or date.max) - (start or date.min)).days
            if best is None or (agree, tight) > best[0]:
                best = ((agree, tight), start, end)
    if best is None:
        return None
    _, start, end = best
    kept = [
        f
        for f in fences
        if (f.start is None or (start is not None and f.start <= start))
        and (f.end is None or (end is not None and end <= f.end))
    ]
    return start, end, kept


def _heaviest(
    days: list[date],
    fences: list[Fence],
    recurring: list[Recurring],
    weekdays: list[Weekday],
    known: dict[str, Threshold],
) -> tuple[date, date] | None:
    """Give the run of neighbouring days with the greatest weight, its light ends cut off."""
    weights = {d: _weight(d, fences, recurring, weekdays, known) for d in days}
    runs: list[list[date]] = []
    for d in days:
        if weights[d] <= 0:
            continue
        if runs and (d - runs[-1][-1]).days == 1:
            runs[-1].append(d)
        else:
            runs.append([d])
    if not runs:
        return None
    run = max(runs, key=lambda r: (sum(weights[d] for d in r), -r[0].toordinal()))
    whole = sum(weights.values())
    if sum(weights[d] for d in run) < known["least-share"].weights[0] * whole:
        return _shortest([d for d in days if weights[d] > 0], weights, known["wide-share"].weights[0] * whole)
    month = known["other-years"].days
    around = sum(weights[d] for d in days if (run[0] - d).days <= month and (d - run[-1]).days <= month)
    if around < known["other-years"].weights[0] * whole:
        return None  # the same days of another year fit as well
    keep = known["kept-weight"].weights[0] * sum(weights[d] for d in run)
    while len(run) > 1:
        shorter = run[1:] if weights[run[0]] < weights[run[-1]] else run[:-1]
        if sum(weights[d] for d in shorter) < keep:
            break
        run = shorter
    return run[0], run[-1]


def _shortest(days: list[date], weights: dict[date, float], enough: float) -> tuple[date, date] | None:
    """Give the shortest stretch that holds enough weight, gaps and all; the earliest of several."""
    best: tuple[int, date, date] | None = None
    held, first = 0.0, 0
    for last in days:
        held += weights[last]
        while held - weights[days[first]] >= enough:
            held -= weights[days[first]]
            first += 1
        if held >= enough and (best is None or (last - days[first]).days < best[0]):
            best = ((last - days[first]).days, days[first], last)
    return (best[1], best[2]) if best else None


def _weight(
    d: date,
    fences: list[Fence],
    recurring: list[Recurring],
    weekdays: list[Weekday],
    known: dict[str, Threshold],
) -> float:
    weight = 1.0
    if weekdays:
        lags = known["weekday-lag"].weights
        lag = min((d.weekday() - w.number) % 7 for w in weekdays)
        weight *= lags[lag] if lag < len(lags) else 0.0
    behind = [(d - f.start).days for f in fences if f.start is not None and f.end is None and f.start <= d]
    ahead = [(f.end - d).days for f in fences if f.end is not None and f.start is None and d <= f.end]
    if behind:
        weight /= 1 + min(behind) / known["newest-year"].days
    if ahead:
        weight *= math.exp(-min(ahead) / known["nearest-year"].days)
    if any(fence.unlikely_until is not None and d <= fence.unlikely_until for fence in fences):
        weight *= known["running-year"].weights[0]
    for fence in fences:
        if fence.centre is not None and fence.spread > 0:
            weight *= math.exp(-0.5 * ((d - fence.centre).days / fence.spread) ** 2)
    gaps = [gap for clue in recurring if clue.behind and (gap := _since(d, clue.day)) is not None]
    if gaps:
        weight *= math.exp(-min(gaps) / known["newest-day"].days)
    named = {w.number for w in weekdays}
    for clue in recurring:
        gap = _since(d, clue.day) if clue.strong and clue.behind else None
        if gap is not None and gap > 6 and (d - timedelta(days=gap)).weekday() in named:
            weight *= known["weekday-again"].weights[0]
    if weekdays and any(clue.bare and _beside(d, clue.day, known["weekday-style"].days) for clue in recurring):
        weight *= known["weekday-style"].weights[0]
    return weight


def _beside(d: date, pair: tuple[int, int] | None, reach: int) -> bool:
    """Say whether such a day of some year is near."""
    return any(
        (at := calendar.day(year, *pair)) is not None and abs((d - at).days) <= reach
        for year in (d.year - 1, d.year, d.year + 1)
        if pair and 1 <= year <= 9999
    )


def _since(d: date, pair: tuple[int, int] | None) -> int | None:
    """Count the days since a month and day last came round."""
    for year in (d.year, d.year - 1):
        at = calendar.day(year, *pair) if pair and year >= 1 else None
        if at is not None and at <= d:
            return (d - at).days
    return None


def _told(
    fences: list[Fence], recurring: list[Recurring], weekdays: list[Weekday], chosen: tuple[date, date]
) -> tuple[str, ...]:
    """List the clues that bear on the answer: the nearest bounds first, each sentence once."""
    near = 4 * 366
    out: list[str] = []
    lower = sorted((f for f in fences if f.start is not None), key=lambda f: f.start or date.min, reverse=True)
    upper = sorted((f for f in fences if f.end is not None), key=lambda f: f.end or date.max)
    for fence in (*lower, *upper):
        edge = fence.start if fence.start is not None else fence.end
        if edge is not None and (abs((edge - chosen[0]).days) <= near or fence in (lower[:1] + upper[:1])):
            out.append(fence.because)
    out.extend(clue.because for clue in recurring)
    out.extend(weekday.because for weekday in weekdays)
    return tuple(dict.fromkeys(out))
