"""One event from its reports: who, what, when, as the best of them have it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from dragoman.lexicons.files import Lexicons
from dragoman.lexicons.scores import plover_score
from dragoman.record.history import DEEDS, current_status, history
from dragoman.record.matching import bounded
from dragoman.record.outlets import independent_sources
from dragoman.record.recorded import (
    Reason,
    RecordedEvent,
    RecordedLink,
    Report,
    ReportRef,
    Source,
    parties,
    party,
)
from dragoman.schema.actor import Actor
from dragoman.schema.base import Span, within
from dragoman.schema.event import Evidence, Status
from dragoman.schema.when import When

_TELLER_ORDER = {"narrator": 0, "named": 1, "media": 2, "anonymous": 3}


def summarise(
    reports: Sequence[Report],
    *,
    id: str,  # noqa: A002
    sketches: Mapping[str, bytes],
    event_of: Mapping[tuple[str, str], str],
    reasons: Mapping[tuple[str, str], tuple[Reason, ...]],
    reviewed: Mapping[tuple[str, str], tuple[str, ...]],
    lexicons: Lexicons,
) -> RecordedEvent:
    """Put an event together from its reports.

    Args:
        reports: all reports of the event that are to count, in their order; at least one.
        id: the event's id.
        sketches: by document, for near-copies.
        event_of: by report key, the event of the record it was taken for; links are followed through it.
        reasons: by report key, why it was taken for this event.
        reviewed: by report key, the decisions that changed it.
        lexicons: for the weights of acts.
    """
    steps = history(reports)
    status, disputed = current_status(reports, steps)
    sources = independent_sources(reports, sketches)
    telling = _telling(_standing(reports), status) or _telling(reports, status)
    # Of equals the first: Counter keeps the order of first mention.
    kind = Counter(report.event.type for report in telling).most_common(1)[0][0]
    of_kind = [report for report in telling if report.event.type is kind]
    best = _best(of_kind)
    modes = _carried([report.event.modes for report in of_kind])
    return RecordedEvent(
        id=id,
        type=kind,
        modes=modes,
        contexts=_carried([report.event.contexts for report in of_kind]),
        status=status,
        disputed=disputed,
        actors=_filled(_filled(best.event.actors, of_kind), reports),
        recipients=_filled(_filled(best.event.recipients, of_kind), reports),
        time=_time(telling, best) or _time(reports, best),
        place=next((report.event.place for report in (best, *of_kind, *reports) if report.event.place), None),
        history=steps,
        reports=tuple(_ref(report, reasons.get(report.key, ())) for report in reports),
        sources=sources,
        links=_links(reports, event_of, id),
        score=plover_score(kind, modes, lexicons),
        confidence=_confidence(reports, sources),
        words=best.words,
        trigger=_within_sentence(best.event.evidence),
        told_by=best.event.reported_by,
        best=best.event.id,
        reviewed=tuple(sorted({one for report in reports for one in reviewed.get(report.key, ())})),
    )


def _within_sentence(evidence: Evidence) -> Span | None:
    """Count the trigger from the start of its sentence."""
    start, end = evidence.sentence
    if evidence.trigger is None or not within(evidence.trigger, evidence.sentence) or start == end:
        return None
    return (evidence.trigger[0] - start, evidence.trigger[1] - start)


def _standing(reports: Sequence[Report]) -> list[Report]:
    """Leave out what a later version of its text tells anew: one paper has one word, its last."""
    replaced = {document for report in reports for document in report.replaces}
    return [report for report in reports if report.document not in replaced]


def _telling(reports: Sequence[Report], status: Status) -> list[Report]:
    """Choose the reports that say what the event came to: those of its status, the last ones of a plan."""
    if status in DEEDS:
        return [report for report in reports if report.event.status in DEEDS]
    same = [report for report in reports if report.event.status is status]
    if status is Status.SCHEDULED:
        # The day set last is the one that counts; earlier reports may still have the old one.
        last = same[-1]
        return [r for r in same if r.known == last.known or not _contradicts(r.event.time, last.event.time)]
    return same or list(reports)


def _contradicts(a: When | None, b: When | None) -> bool:
    return a is not None and b is not None and not a.overlaps(b)


def _best(reports: Sequence[Report]) -> Report:
    """Choose the report to quote: the narrator's, dated, with all parties and persons; of equals the first."""
    most_parties = max(len(parties(r.event.actors + r.event.recipients)) for r in reports)

    def rank(report: Report) -> tuple[bool, int, bool, int, float, tuple[date, str, int]]:
        event = report.event
        everyone = event.actors + event.recipients
        return (
            len(parties(everyone)) < most_parties,
            _TELLER_ORDER[event.reported_by.kind],
            bounded(event.time) is None,
            -sum(actor.office is not None for actor in everyone),
            -event.confidence,
            report.order,
        )

    return min(reports, key=rank)


def _carried(lists: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Take what at least a third of the reports have, in the order of first mention."""
    counts = Counter(value for values in lists for value in dict.fromkeys(values))
    return tuple(value for value, count in counts.items() if count * 3 >= len(lists))


def _filled(actors: tuple[Actor, ...], reports: Sequence[Report]) -> tuple[Actor, ...]:
    """Give actors that lack a person the one that the reports name for their party, if it is one only."""
    filled = []
    for actor in actors:
        name = party(actor)
        named = {
            other.name: other
            for report in reversed(reports)
            for other in (*report.event.actors, *report.event.recipients)
            if name and party(other) == name and other.office and other.name and other.named
        }
        if not actor.office and len(named) == 1 and sum(party(one) == name for one in actors) == 1:
            only = next(iter(named.values()))
            # The words and the span stay those of the report quoted.
            filled.append(msgspec.structs.replace(actor, name=only.name, office=only.office, sector=only.sector))
        else:
            filled.append(actor)
    return tuple(filled)


def _time(reports: Sequence[Report], best: Report) -> When | None:
    """Choose the time that most documents have; of equals the narrowest, then the quoted report's, then the first."""
    known = [report for report in reports if report.event.time is not None]
    if not known:
        return None
    support: Counter[tuple[date | None, date | None]] = Counter()
    for document_time in {(r.document, r.event.time.start, r.event.time.end) for r in known if r.event.time}:
        support[document_time[1:]] += 1

    def rank(report: Report) -> tuple[bool, int, int, bool, tuple[date, str, int]]:
        when = report.event.time
        assert when is not None
        days = bounded(when)
        # A day outweighs any number of texts that only say "in August", where they do not contradict it.
        agreeing = sum(count for (start, end), count in support.items() if _inside(when, start, end))
        return (days is None, -agreeing, (days[1] - days[0]).days if days else 0, report is not best, report.order)

    return min(known, key=rank).event.time


def _inside(when: When, start: date | None, end: date | None) -> bool:
    """Say whether a time lies within the interval."""
    return (start is None or (when.start is not None and when.start >= start)) and (
        end is None or (when.end is not None and when.end <= end)
    )


def _confidence(reports: Sequence[Report], sources: Sequence[Source]) -> float:
    """Combine the confidence of independent sources: one that errs does not make another err."""
    doubt = 1.0
    for source in sources:
        doubt *= 1 - max(report.event.confidence for report in reports if report.document in source.documents)
    return round(1 - doubt, 4)


def _links(reports: Sequence[Report], event_of: Mapping[tuple[str, str], str], own: str) -> tuple[RecordedLink, ...]:
    found = dict.fromkeys(
        (link.kind, event_of[report.document, link.to])
        for report in reports
        for link in report.event.links
        if (report.document, link.to) in event_of
    )
    return tuple(RecordedLink(kind=kind, to=to) for kind, to in found if to != own)


def _ref(report: Report, reasons: tuple[Reason, ...]) -> ReportRef:
    return ReportRef(
        id=report.event.id,
        document=report.document,
        source=report.source,
        publisher=report.publisher,
        agency=report.agency,
        published=report.published,
        known=report.known,
        status=report.event.status,
        time=report.event.time,
        told_by=report.event.reported_by,
        sentence=report.event.evidence.sentence,
        reasons=reasons,
    )
