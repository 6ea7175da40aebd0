"""The calendar of two parties: dates set, milestones told of, and anniversaries of the record's own past."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from dragoman.formats.icalendar import CalendarDay, write_calendar
from dragoman.lexicons.files import Lexicons
from dragoman.record.recorded import RecordedEvent
from dragoman.record.store import ToldMilestone
from dragoman.relations.bearings import concerns, number
from dragoman.relations.chronology import citation, cite, when_words
from dragoman.relations.groups import Side, name_of, recast, sides_of
from dragoman.relations.wording import tell
from dragoman.schema.base import Record, Span, content_id
from dragoman.schema.event import Status
from dragoman.schema.statement import MilestoneKind
from dragoman.schema.when import Precision, When

_ROUND_YEARS = frozenset({5, 10, 15, 20, 25, 30, 40, 50, 60, 70, 75, 80, 90, 100})


class Told(Record, frozen=True, kw_only=True):
    """A document that an entry of the calendar rests on."""

    source: str
    publisher: str | None
    published: date | None
    document: str  # id
    span: Span  # the sentence that tells it


class CalendarEntry(Record, frozen=True, kw_only=True):
    """One entry of the calendar."""

    kind: MilestoneKind
    title: str
    time: When | None
    parties: tuple[str, ...]
    origin: str | None = None
    event: RecordedEvent | None = None  # the event that is set, or whose anniversary it is
    computed: bool = False  # no text says so: it follows from the day of the event
    told: tuple[Told, ...] = ()


def calendar(
    events: Sequence[RecordedEvent],
    milestones: Iterable[ToldMilestone],
    one: Side,
    other: Side,
    *,
    as_of: date,
    lexicons: Lexicons,
    until: date | None = None,
) -> tuple[CalendarEntry, ...]:
    """List what is ahead from a day on, that day included, in the order of the days.

    Milestones told of by several texts are one entry: same kind, days that overlap, parties that do not differ.
    Milestones of one of the two alone (its elections and congresses) are listed too; of a group those that its members
    share with the other side, not the elections of each member.

    Args:
        events: the events of the pair.
        milestones: as told by documents.
        one: a party, or a group with its members.
        other: the other party.
        as_of: the day from which on.
        lexicons: for numbers.
        until: the last day; None: as far as `ahead-days` says.
    """
    names = name_of(one), name_of(other)
    between = [event for event in events if concerns(recast(event, one, other), *names)]
    last = until or as_of + timedelta(days=number("ahead-days", lexicons))

    def ahead(when: When | None) -> bool:
        return when is not None and (when.end or when.start or date.min) >= as_of and (when.start or as_of) <= last

    entries = [
        CalendarEntry(
            kind=MilestoneKind.SCHEDULED,
            title="",
            time=event.time,
            parties=names,
            event=event,
        )
        for event in between
        if event.status is Status.SCHEDULED and ahead(event.time)
    ]
    for told in milestones:
        milestone = told.milestone
        own, pair = set(milestone.parties), set(names)
        shared = pair <= sides_of(own, told.known or as_of, one, other)
        if own and (shared or own <= pair) and ahead(milestone.time):
            _join(entries, told)
    entries += _anniversaries(between, names, as_of=as_of, last=last, lexicons=lexicons)

    def place(entry: CalendarEntry) -> tuple[date, date, str, str]:
        assert entry.time is not None
        start, end = entry.time.start or as_of, entry.time.end or last
        return (start, end, entry.kind, entry.title)

    return tuple(sorted(entries, key=place))


def _join(entries: list[CalendarEntry], told: ToldMilestone) -> None:
    """Add a milestone, or its document to the entry that has it already."""
    milestone = told.milestone
    by = _told_by(told)
    names = set(milestone.parties)
    for place, entry in enumerate(entries):
        same = (
            entry.event is None
            and entry.kind is milestone.kind
            and entry.time is not None
            and milestone.time is not None
            and entry.time.overlaps(milestone.time)
            and (names <= set(entry.parties) or names >= set(entry.parties))
            and (entry.origin or milestone.origin) == (milestone.origin or entry.origin)
        )
        if same:
            assert entry.time is not None
            assert milestone.time is not None
            entries[place] = CalendarEntry(
                kind=entry.kind,
                title=entry.title,
                time=min(entry.time, milestone.time, key=_width),
                parties=tuple(sorted(names | set(entry.parties))),
                origin=entry.origin or milestone.origin,
                told=(*entry.told, *(() if by in entry.told else (by,))),
            )
            return
    entries.append(
        CalendarEntry(
            kind=milestone.kind,
            title=milestone.title,
            time=milestone.time,
            parties=milestone.parties,
            origin=milestone.origin,
            told=(by,),
        )
    )


def _told_by(told: ToldMilestone) -> Told:
    head = told.head
    return Told(
        source=head.source,
        publisher=head.publisher,
        published=head.published.day if head.published else None,
        document=head.id,
        span=told.milestone.evidence.sentence,
    )


def _width(when: When) -> int:
    return (when.end - when.start).days if when.start and when.end else 10_000


def _anniversaries(
    events: Sequence[RecordedEvent], names: tuple[str, str], *, as_of: date, last: date, lexicons: Lexicons
) -> list[CalendarEntry]:
    """Work out round anniversaries of weighty acts whose day is known."""
    least = number("anniversary-score", lexicons)
    found = []
    for event in events:
        when = event.time
        if event.status is not Status.HAPPENED or event.score is None:
            continue
        if abs(event.score) < least or when is None or when.start is None or when.start != when.end:
            continue
        for years, day in round_anniversaries(when.start, as_of, last):
            found.append(
                CalendarEntry(
                    kind=MilestoneKind.ANNIVERSARY,
                    title=f"{_ordinal(years)} anniversary",
                    time=When(start=day, end=day, precision=Precision.DAY),
                    parties=names,
                    origin=when.start.isoformat(),
                    event=event,
                    computed=True,
                )
            )
    return found


def round_anniversaries(day: date, begin: date, last: date) -> tuple[tuple[int, date], ...]:
    """Give the round anniversaries of a day that fall between two days, both included: how many years, and when."""
    found = [
        (year - day.year, then)
        for year in range(begin.year, last.year + 1)
        if year - day.year in _ROUND_YEARS and begin <= (then := _same_day(day, year)) <= last
    ]
    return tuple(found)


def _same_day(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February
        return date(year, 3, 1)


def _ordinal(count: int) -> str:
    ending = "th" if 10 <= count % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{ending}"


def entry_words(
    entry: CalendarEntry,
    pair: tuple[str, str],
    *,
    names: Mapping[str, str],
    lexicons: Lexicons,
    told: RecordedEvent | None = None,
) -> tuple[str, str, str]:
    """Word an entry of the calendar of two parties: when, what as a sentence, and the citation.

    Args:
        entry: the entry.
        pair: the two parties.
        names: what to call parties, by code.
        lexicons: for wording.
        told: the entry's event as it is to be told, where its sides were renamed to groups.
    """
    when = when_words(entry.time) if entry.time else "no day"
    if entry.event is not None:
        words = tell(told or entry.event, names=names, lexicons=lexicons)
        text = f"{entry.title} of: {words} (worked out)." if entry.computed else f"{words}."
        return when, text, citation(told or entry.event)
    first = entry.told[0]
    more = f" and {len(entry.told) - 1} more" if len(entry.told) > 1 else ""
    origin = f" (of {entry.origin})" if entry.origin else ""
    about = "" if set(pair) <= set(entry.parties) else f" [{', '.join(entry.parties)}]"
    kind = "" if str(entry.kind) in entry.title.casefold() else f"{entry.kind}: "
    text = f"{kind}{entry.title}{origin}{about}."
    text = text[0].upper() + text[1:]
    return when, text, f"{cite(first.publisher, first.source, first.published)}{more}"


def calendar_file(
    entries: Sequence[CalendarEntry], words: Sequence[tuple[str, str, str]], pair: tuple[str, str], today: date
) -> bytes:
    """Write a calendar for calendar programs (iCalendar).

    Args:
        entries: from `calendar`; those without a time are left out.
        words: of each entry, from `entry_words`.
        pair: the two parties.
        today: the day the answer is of.
    """
    days = []
    for entry, (when, text, cited) in zip(entries, words, strict=True):
        if entry.time is None:
            continue
        start = entry.time.start or entry.time.end or today
        end = entry.time.end or start
        days.append(
            CalendarDay(
                uid=entry.event.id if entry.event and not entry.computed else content_id(entry.kind, text, start),
                start=start,
                end=end,
                summary=text.rstrip("."),
                description=f"{when}: {cited}",
                tentative=start != end or not entry.event,
            )
        )
    return write_calendar(days, stamp=today, name="-".join(pair))
