"""The sheet on a relation: an account put into words, section by section, every line with the characters it rests on.

The terminal, the page and the brief print the same sheet.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.lexicons.files import Lexicons
from dragoman.record.recorded import RecordedEvent
from dragoman.relations.account import Account, StateAccount
from dragoman.relations.calendar import CalendarEntry, entry_words
from dragoman.relations.chronology import ID_LENGTH, cite, day_words, line
from dragoman.relations.disputes import Dispute, Word
from dragoman.relations.pending import CalledOff
from dragoman.relations.precedence import Checked
from dragoman.relations.standing import Stretch
from dragoman.relations.wording import tell
from dragoman.schema.base import Record, Span

_NAMED = 4  # ids of events named behind a figure
_BEHIND = 40  # events behind a figure that it is traced to, the latest; a busy pair has hundreds in a year
_SEEN = 5
_AHEAD = 12
_DISPUTES = 6
_WORDS = 2  # of each side in one dispute


class Source(Record, frozen=True, kw_only=True):
    """The characters that a line rests on."""

    document: str  # id
    source: str
    publisher: str | None
    published: date | None
    span: Span  # the sentence, in the document's text
    event: str | None = None  # id, where the sentence tells of an event


class SheetLine(Record, frozen=True, kw_only=True):
    """One line of a sheet."""

    when: str  # or another heading of the line: "leader", "90 days"
    text: str
    cited: str  # the citation in short, without brackets
    sources: tuple[Source, ...]  # never empty


class Section(Record, frozen=True, kw_only=True):
    """One section of a sheet; sections without lines are left out."""

    id: str
    heading: str
    lines: tuple[SheetLine, ...]


def source_of(event: RecordedEvent) -> Source:
    """Give the characters that tell an event best."""
    best = next(ref for ref in event.reports if ref.id == event.best)
    return Source(
        document=best.document,
        source=best.source,
        publisher=best.publisher,
        published=best.published,
        span=best.sentence,
        event=event.id,
    )


def sheet(found: Account, *, names: Mapping[str, str], lexicons: Lexicons, chronology: int = 40) -> tuple[Section, ...]:
    """Word an account.

    Args:
        found: the account.
        names: what to call parties, by code.
        lexicons: for wording.
        chronology: of how many of the last events to give the chronology.
    """
    return _Sheet(found, names, lexicons).sections(chronology)


@dataclass(frozen=True, slots=True)
class _Sheet:
    found: Account
    names: Mapping[str, str]
    lexicons: Lexicons

    def sections(self, chronology: int) -> tuple[Section, ...]:
        found = self.found
        last = [event.id for event in found.outlines[-chronology:]] if chronology else []
        cut = len(found.outlines) > len(last)
        told = f"Chronology (the last {len(last)} of {len(found.outlines):,} events)" if cut else "Chronology"
        sections = (
            ("standing", "Where things stand", self._standing()),
            ("contacts", "Last contacts by rank", self._contacts()),
            ("latest", "Latest", map(self._event, found.latest)),
            ("pending", "Pending", self._pending()),
            ("called-off", "Called off", map(self._called_off, found.open.called_off)),
            ("ahead", "Ahead", map(self._entry, found.calendar[:_AHEAD])),
            ("disputes", "In dispute", (line for one in found.disputes[:_DISPUTES] for line in self._dispute(one))),
            ("claims", "Claims of precedence", map(self._claim, found.claims)),
            ("seen", "How it is seen", self._seen()),
            ("third", "Third parties in these events", self._third()),
            ("chronology", told, (self._event(id_) for id_ in last if id_ in found.by_id)),
        )
        return tuple(
            Section(id=id_, heading=heading, lines=tuple(written))
            for id_, heading, lines in sections
            if (written := tuple(lines))
        )

    def _standing(self) -> Iterator[SheetLine]:
        standing = self.found.standing
        if not standing.acts:
            return
        rests = f"rests on {many(standing.acts, 'act')} since {day_words(standing.first)}" if standing.first else ""
        left = f"; {many(standing.left_out, 'act')} without a close date left out" if standing.left_out else ""
        acts = [id_ for stretch in standing.stretches for id_ in stretch.events]
        yield self._figure(
            "level",
            f"{signed(standing.level)} on −9 (conflict) … +9 (cooperation), begun at 0; {rests}{left}",
            acts or self.found.latest[:1],
        )
        for stretch in standing.stretches:
            if stretch.events:
                yield self._figure(f"{stretch.days} days", stretch_words(stretch), stretch.events)

    def _figure(self, when: str, text: str, ids: Sequence[str]) -> SheetLine:
        """Write a line about numbers: the events behind it are its sources."""
        unique = list(dict.fromkeys(ids))
        known = [self.found.by_id[id_] for id_ in unique if id_ in self.found.by_id][-_BEHIND:]
        return SheetLine(when=when, text=text, cited=ids_words(unique), sources=tuple(map(source_of, known)))

    def _contacts(self) -> Iterator[SheetLine]:
        for contact in self.found.contacts:
            told = self._event(contact.event)
            yield SheetLine(
                when=str(contact.rank or "rank not told"),
                text=f"{told.when}: {told.text}",
                cited=told.cited,
                sources=told.sources,
            )

    def _event(self, id_: str, more: str = "", sources: Iterable[Source] = ()) -> SheetLine:
        event = self.found.by_id[id_]
        told = line(event, names=self.names, lexicons=self.lexicons)
        history = f" ({told.history})" if told.history else ""
        return SheetLine(
            when=told.when,
            text=f"{told.sentence}{history}{more}",
            cited=told.citation,
            sources=(source_of(event), *sources),
        )

    def _pending(self) -> Iterator[SheetLine]:
        for event in (*self.found.open.proposed, *self.found.open.set):
            yield self._event(event.id)
        for event in self.found.open.overdue:
            yield self._event(event.id, " The day is past, and the record has no word of what became of it.")

    def _called_off(self, matter: CalledOff) -> SheetLine:
        extra, sources = [], []
        by, then = matter.by, matter.since_then
        reasons = [self.found.by_id[id_] for id_ in matter.because if id_ in self.found.by_id]
        if by is not None:
            extra.append(f"By: {self._mention(by)}.")
            sources.append(source_of(self.found.told(by)))
        extra += [f"Because of: {self._mention(reason)}." for reason in reasons]
        sources += map(source_of, reasons)
        if then is not None:
            extra.append(f"Since then: {self._dated_mention(then)}.")
            sources.append(source_of(self.found.told(then)))
        else:
            extra.append("Not made up for so far.")
        return self._event(matter.event.id, " " + " ".join(extra), sources)

    def _mention(self, event: RecordedEvent) -> str:
        told = tell(self.found.told(event), names=self.names, lexicons=self.lexicons)
        return f"{told} ({event.id[:ID_LENGTH]})"

    def _dated_mention(self, event: RecordedEvent) -> str:
        when = line(self.found.told(event), names=self.names, lexicons=self.lexicons).when
        return f"{when}, {self._mention(event)}"

    def _entry(self, entry: CalendarEntry) -> SheetLine:
        if entry.event is not None:
            told = self.found.told(entry.event)
            when, text, cited = entry_words(
                entry, (self.found.one, self.found.other), told=told, names=self.names, lexicons=self.lexicons
            )
            return SheetLine(when=when, text=text, cited=cited, sources=(source_of(told),))
        when, text, cited = entry_words(
            entry, (self.found.one, self.found.other), names=self.names, lexicons=self.lexicons
        )
        return SheetLine(
            when=when,
            text=text,
            cited=cited,
            sources=tuple(
                Source(
                    document=by.document,
                    source=by.source,
                    publisher=by.publisher,
                    published=by.published,
                    span=by.span,
                )
                for by in entry.told
            ),
        )

    def _dispute(self, dispute: Dispute) -> Iterator[SheetLine]:
        words: list[Word] = []
        for who in dict.fromkeys(word.who for word in dispute.words):
            words += [word for word in dispute.words if word.who == who][:_WORDS]
        told = "; ".join(f"{self._who(word.who)} {word.how}: “{word.text}”" for word in words)
        acts = [self.found.by_id[id_] for id_ in dispute.events if id_ in self.found.by_id][:_WORDS]
        named = "; ".join(self._mention(event) for event in acts)
        counts = ", ".join(
            part
            for part in (
                many(len(dispute.words), "statement") if dispute.words else "",
                many(len(dispute.events), "act") if dispute.events else "",
            )
            if part
        )
        last = f", last {day_words(dispute.last)}" if dispute.last else ""
        sources = tuple(
            Source(
                document=word.document,
                source=word.source,
                publisher=word.publisher,
                published=word.published,
                span=word.span,
            )
            for word in words
        ) + tuple(map(source_of, acts))
        first = sources[0]
        others = len({source.document for source in sources} - {first.document})
        more = f" and {many(others, 'other')}" if others else ""
        yield SheetLine(
            when=dispute.issue,
            text=f"{counts}{last}. " + ". ".join(part for part in (told, named) if part) + ".",
            cited=cite(first.publisher, first.source, first.published) + more,
            sources=sources,
        )

    def _who(self, party: str) -> str:
        return "the outlet:" if party == "narrator" else self.names.get(party, party)

    def _claim(self, checked: Checked) -> SheetLine:
        words = f"“{' '.join(checked.claim.split())}”."
        events = checked.between or checked.before
        if events:
            told = "; ".join(map(self._dated_mention, events))
            kind = "In between" if checked.between else "Before"
            none = "" if checked.between else "; the record has none in between"
            own = " Told by the text that makes the claim, and by no other." if checked.only_its_own else ""
            words = f"{words} {kind}: {told}{none}.{'' if checked.between else own}"
        else:
            words = f"{words} The record has no earlier act of the kind at that time."
        own_source = Source(
            document=checked.document,
            source=checked.source,
            publisher=checked.publisher,
            published=checked.published,
            span=checked.span,
        )
        return SheetLine(
            when=str(checked.verdict),
            text=words,
            cited=cite(checked.publisher, checked.source, checked.published),
            sources=(own_source, *(source_of(self.found.told(event)) for event in events)),
        )

    def _seen(self) -> Iterator[SheetLine]:
        for told in self.found.assessments[-_SEEN:][::-1]:
            held = told.assessment.held_by
            holder = "the outlet’s own voice" if isinstance(held, str) else held.name or held.text
            hedged = ", with a hedge" if told.assessment.hedged else ""
            published = told.head.published.day if told.head.published else None
            yield SheetLine(
                when=str(told.assessment.trend),
                text=f"“{' '.join(told.assessment.text.split())}” ({holder}{hedged})",
                cited=cite(told.head.publisher, told.head.source, published),
                sources=(
                    Source(
                        document=told.head.id,
                        source=told.head.source,
                        publisher=told.head.publisher,
                        published=published,
                        span=told.assessment.evidence.sentence,
                    ),
                ),
            )

    def _third(self) -> Iterator[SheetLine]:
        for name, ids in self.found.third[:6]:
            yield self._figure(self.names.get(name, name), many(len(ids), "event"), ids)


def state_sheet(found: StateAccount, *, names: Mapping[str, str], lexicons: Lexicons) -> tuple[Section, ...]:
    """Word the account of one party with all others."""

    def told(event: RecordedEvent) -> SheetLine:
        said = line(event, names=names, lexicons=lexicons)
        return SheetLine(when=said.when, text=said.sentence, cited=said.citation, sources=(source_of(event),))

    sections = (("latest", "Latest", found.latest), ("pending", "Pending and set", found.open))
    return tuple(
        Section(id=id_, heading=heading, lines=tuple(map(told, events))) for id_, heading, events in sections if events
    )


def stretch_words(stretch: Stretch) -> str:
    """Say what happened in the days up to the day asked about."""
    kinds = ", ".join(f"{count} {kind}" for kind, count in stretch.by_kind.items())
    return (
        f"{stretch.direction} ({signed(stretch.change)}): {many(len(stretch.events), 'act')} told by "
        f"{many(stretch.sources, 'independent source')}; {kinds}; sum of weights {signed(stretch.flow, 1)}"
    )


def signed(value: float, places: int = 2) -> str:
    """Write a number with its sign, a true minus."""
    return f"{value:+.{places}f}".replace("-", "−")


def many(count: int, noun: str) -> str:
    """Count: "1 event", "2,400 events"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def ids_words(ids: Sequence[str]) -> str:
    """Name the last of the events behind a figure."""
    named = ", ".join(id_[:ID_LENGTH] for id_ in ids[-_NAMED:])
    more = f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else ""
    return f"event{'' if len(ids) == 1 else 's'} {named}{more}"
