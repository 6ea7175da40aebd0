"""A chronology: one sentence an event, with status, sourcing and citation."""

from collections.abc import Mapping, Sequence
from datetime import date

from dragoman.lexicons.files import Lexicons
from dragoman.record.overview import Wording
from dragoman.record.ranks import Rank
from dragoman.record.recorded import Change, RecordedEvent, Step
from dragoman.relations.bearings import concerns, day_of, in_order
from dragoman.relations.contacts import rank_of_contact
from dragoman.relations.wording import sourcing, tell
from dragoman.schema.base import Record
from dragoman.schema.event import EventType, Status
from dragoman.schema.when import Precision, When

ID_LENGTH = 8
"""Characters of an event's id in a citation: enough for millions of events."""


class Line(Record, frozen=True, kw_only=True):
    """One line of a chronology."""

    when: str  # "17 August 2022", "August 2022", "by 4 August 2022", "reported 19 August 2022"
    day: date | None  # by which it is ordered
    by_report: bool  # the day is only that of the first report
    text: str  # who did what to whom, where, as a sentence
    status: Status
    disputed: bool
    sourcing: str  # "according to …"; empty where the narrator tells it
    history: str  # "proposed 3 May, set 20 May …"; empty where there was one step only
    sources: int
    citation: str  # "The Meridian, 2022-08-19; event 1a2b3c4d"
    event: str  # id

    @property
    def sentence(self) -> str:
        """The line as one sentence, without its citation."""
        parts = [part for part in (self.text, self.sourcing) if part]
        return ", ".join(parts) + "."


def chronology(
    events: Sequence[RecordedEvent],
    one: str,
    other: str | None,
    *,
    names: Mapping[str, str],
    lexicons: Lexicons,
    since: date | None = None,
    until: date | None = None,
    types: frozenset[EventType] = frozenset(),
    statuses: frozenset[Status] = frozenset(),
    rank: Rank | None = None,
    issue: str | None = None,
    least_sources: int = 1,
) -> tuple[Line, ...]:
    """Tell the events between two parties, or of one with all others, in the order of their days.

    Args:
        events: of the record, or of the pair.
        one: a party.
        other: the other party; None: all others.
        names: what to call parties, by code.
        lexicons: for wording and ranks.
        since: leave out events that ended before this day.
        until: leave out events that began after this day.
        types: only these types; empty: all.
        statuses: only of these statuses; empty: all.
        rank: only with office-holders of this rank.
        issue: only events of this PLOVER context, or with this word in their sentence.
        least_sources: only events told by at least so many independent sources.
    """
    found = []
    for event in in_order(events):
        if other is not None and not concerns(event, one, other):
            continue
        start, end = _reach(event)
        if (since and (end is None or end < since)) or (until and (start is None or start > until)):
            continue
        if (types and event.type not in types) or (statuses and event.status not in statuses):
            continue
        if rank is not None and rank_of_contact(event, one, other or one, lexicons) is not rank:
            continue
        if issue and not is_about(event, issue):
            continue
        if len(event.sources) >= least_sources:
            found.append(line(event, names=names, lexicons=lexicons))
    return tuple(found)


def is_about(event: RecordedEvent | Wording, issue: str) -> bool:
    """Say whether an event has a PLOVER context, or a word in the sentence that tells it."""
    return issue in event.contexts or issue.casefold() in (event.words or "").casefold()


def _reach(event: RecordedEvent) -> tuple[date | None, date | None]:
    placed = day_of(event)
    last = placed[0] if placed else None
    return (event.time.start or last if event.time else last), last


def line(event: RecordedEvent, *, names: Mapping[str, str], lexicons: Lexicons) -> Line:
    """Tell one event."""
    placed = day_of(event)
    return Line(
        when=when_of(event),
        day=placed[0] if placed else None,
        by_report=placed[1] if placed else False,
        text=tell(event, names=names, lexicons=lexicons),
        status=event.status,
        disputed=event.disputed,
        sourcing=sourcing(event.told_by, names=names, lexicons=lexicons),
        history=_history(event.history),
        sources=len(event.sources),
        citation=citation(event),
        event=event.id,
    )


def citation(event: RecordedEvent) -> str:
    """Cite an event: the report that tells it best, how many other sources there are, and the event's id."""
    best = next(ref for ref in event.reports if ref.id == event.best)
    others = len(event.sources) - 1
    more = f" and {others} other{'s' if others > 1 else ''}" if others else ""
    return f"{cite(best.publisher, best.source, best.published)}{more}; event {event.id[:ID_LENGTH]}"


def cite(publisher: str | None, source: str, published: date | None) -> str:
    """Cite a document: its publisher, or the name it came under, and its day."""
    return f"{publisher or source}, {published.isoformat() if published else 'undated'}"


_CHANGES = {
    Change.TOLD: "",
    Change.CONFIRMED: "took place, told",
    Change.SET: "set",
    Change.MOVED: "moved",
    Change.POSTPONED: "moved to a later day",
    Change.CALLED_OFF: "called off",
    Change.REVIVED: "on again",
    Change.DENIED: "denied",
    Change.CORRECTED: "corrected",
}


def _history(steps: Sequence[Step]) -> str:
    if len(steps) < 2:
        return ""
    told = []
    for step in steps:
        word = _CHANGES[step.change] or step.status.replace("_", " ")
        on = f" {step.day.isoformat()}" if step.day else ""
        planned = step.status in {Status.SCHEDULED, Status.PROPOSED} and step.time is not None
        told.append(f"{word}{on}" + (f" for {when_words(step.time)}" if planned and step.time else ""))
    return ", ".join(told)


def when_of(event: RecordedEvent) -> str:
    """Say when an event is; where no text does, when it was reported, and that it is only that."""
    if event.time is not None:
        return when_words(event.time)
    return f"reported {day_words(event.first_known)}" if event.first_known else "undated"


def day_words(day: date) -> str:
    """Say a day: "17 August 2022"."""
    return f"{day.day} {day:%B} {day.year}"


def when_words(when: When) -> str:
    """Say a time as a chronology does: "17 August 2022", "August 2022", "by 4 August 2022"."""
    about = "about " if when.approximate else ""
    start, end = when.start, when.end
    if start is None or end is None:
        if start is not None:
            return f"from {about}{day_words(start)}"
        return f"by {about}{day_words(end)}" if end is not None else "undated"
    if start == end:
        return about + day_words(start)
    if when.precision is Precision.YEAR and (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f"{about}{start.year}" if start.year == end.year else f"{about}{start.year} to {end.year}"
    if start.day == 1 and (start.year, start.month) == (end.year, end.month) and when.precision is Precision.MONTH:
        return f"{about}{start:%B} {start.year}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{about}{start.day} to {day_words(end)}"
    if start.year == end.year:
        return f"{about}{start.day} {start:%B} to {day_words(end)}"
    return f"{about}{day_words(start)} to {day_words(end)}"
