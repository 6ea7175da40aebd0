"""`dragoman show`: where two parties stand, on one screen."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import DEFAULT_RECORD, LexiconOption, RecordOption, day, lexicons_with
from dragoman.cli.parties import PartyArgument, party_names, two_parties
from dragoman.cli.tables import Row, cited_table

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dragoman.lexicons.files import Lexicons
    from dragoman.record.outline import Outline
    from dragoman.record.recorded import RecordedEvent
    from dragoman.record.store import Store
    from dragoman.relations.pending import CalledOff
    from dragoman.relations.precedence import Checked
    from dragoman.relations.standing import Standing

AsOfOption = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DAY", help="Answer as the record would have on that day: 2022-08-19."),
]

_LATEST = 5
_CHRONOLOGY = 40
_AHEAD = 12
_NAMED = 4  # ids of events named behind a figure


def show(
    one: PartyArgument,
    other: PartyArgument,
    record: RecordOption = DEFAULT_RECORD,
    as_of: AsOfOption = None,
    lexicon: LexiconOption = None,
) -> None:
    """Show where two states stand: level, contacts, what is open and ahead, and the chronology.

    Every line names its source and the first characters of the event's id, for `dragoman explain`.
    """
    from dragoman.formats.page import page_console  # noqa: PLC0415 - loads rich
    from dragoman.record.store import open_record  # noqa: PLC0415 - loads SQLAlchemy

    lexicons = lexicons_with(lexicon)
    pair = two_parties(one, other, lexicons)
    asked = day("--as-of", as_of)
    with open_record(record, create=False, lexicons=lexicons) as store:
        console = page_console()
        for part in page(store, *pair, asked=asked, lexicons=lexicons):
            console.print(part)


def page(
    store: "Store", one: str, other: str, *, asked: date | None, lexicons: "Lexicons"
) -> "Iterator[RenderableType]":
    """Give the parts of the page, as of the day asked about or, without one, of all that the record holds."""
    from rich.text import Text  # noqa: PLC0415

    from dragoman.relations.bearings import concerns, in_order  # noqa: PLC0415
    from dragoman.relations.chronology import chronology, day_words  # noqa: PLC0415

    names = party_names(lexicons)
    today = asked or store.last_published()
    yield Text(f"{_name(one, names)} and {_name(other, names)}", "bold")
    if today is None:
        yield Text("The record has no document with a day of publication; give --as-of a day.")
        return
    yield Text(f"as of {day_words(today)}" + ("" if asked else ", the last day of publication in the record"))
    outlines = in_order(event for event in store.outlines(one, other, as_of=asked) if concerns(event, one, other))
    told = _Told(store, one, other, outlines, asked=asked, today=today, lexicons=lexicons)
    if not outlines and not told.anything:
        yield Text("The record knows of nothing between them by that day.")
        return
    first = next((event.first_known for event in outlines if event.first_known), None)
    since = f", told of since {day_words(min(e.first_known for e in outlines if e.first_known))}" if first else ""
    yield Text(_many(len(outlines), "event") + since)
    for heading, rows in told.sections():
        if rows:
            yield Text()
            yield Text(heading, "bold")
            yield cited_table(rows)
    latest = {event.id for event in outlines[-_CHRONOLOGY:]}
    lines = chronology(
        [event for event in told.events if event.id in latest], one, other, names=names, lexicons=lexicons
    )
    if lines:
        yield Text()
        cut = f" (the last {len(lines)} of {len(outlines):,}; `dragoman chronology` has all)"
        yield Text("Chronology" + (cut if len(outlines) > len(lines) else ""), "bold")
        yield cited_table(
            (line.when, line.sentence + (f" ({line.history})" if line.history else ""), line.citation) for line in lines
        )


class _Told:
    """The sections above the chronology."""

    def __init__(
        self,
        store: "Store",
        one: str,
        other: str,
        outlines: "Sequence[Outline]",
        *,
        asked: date | None,
        today: date,
        lexicons: "Lexicons",
    ) -> None:
        """Ask the record for all that the sections need."""
        from dragoman.relations.calendar import calendar  # noqa: PLC0415
        from dragoman.relations.choosing import for_one_screen  # noqa: PLC0415
        from dragoman.relations.contacts import last_contacts  # noqa: PLC0415
        from dragoman.relations.pending import open_matters  # noqa: PLC0415
        from dragoman.relations.standing import standing, third_parties  # noqa: PLC0415

        self.one, self.other, self.today, self.lexicons = one, other, today, lexicons
        self.names = party_names(lexicons)
        self.claims = [told for told in store.precedence(as_of=asked) if {one, other} <= set(told.claim.parties)]
        chosen = for_one_screen(outlines, one, other, as_of=today, latest=_CHRONOLOGY, lexicons=lexicons)
        claimed = {told.claim.kind.partition("/")[0] for told in self.claims}
        chosen |= {event.id for event in outlines if event.type in claimed}
        self.events = store.events_named(chosen, as_of=asked)
        linked = store.events_named((link.to for event in self.events for link in event.links), as_of=asked)
        self.by_id = {event.id: event for event in (*linked, *self.events)}
        sources = {event.id: [source.name for source in event.sources] for event in self.events}
        self.standing = standing(outlines, one, other, as_of=today, lexicons=lexicons, sources=sources)
        self.contacts = last_contacts(outlines, one, other, as_of=today, lexicons=lexicons)
        self.open = open_matters(self.events, one, other, as_of=today, lexicons=lexicons)
        self.calendar = calendar(self.events, store.milestones(as_of=asked), one, other, as_of=today, lexicons=lexicons)
        self.third = third_parties(self.events, one, other)
        self.assessments = [
            told for told in store.assessments(as_of=asked) if {one, other} <= set(told.assessment.about)
        ]

    @property
    def anything(self) -> bool:
        """Whether there is anything but events."""
        return bool(self.calendar or self.assessments or self.claims)

    def sections(self) -> Iterator[tuple[str, list[Row]]]:
        """Give each section's heading and lines."""
        from dragoman.relations.calendar import entry_words  # noqa: PLC0415

        yield "Where things stand", list(self._standing(self.standing))
        yield "Last contacts by rank", list(self._contacts())
        yield "Latest", list(self._latest())
        yield "Open", list(self._open())
        yield (
            "Ahead",
            [
                entry_words(entry, (self.one, self.other), names=self.names, lexicons=self.lexicons)
                for entry in self.calendar[:_AHEAD]
            ],
        )
        yield "Claims of precedence", list(self._claims())
        yield "How it is seen", list(self._seen())
        yield (
            "Third parties in these events",
            [(_name(name, self.names), _many(len(ids), "event"), _ids(ids)) for name, ids in self.third[:6]],
        )

    def _standing(self, found: "Standing") -> Iterator[Row]:
        from dragoman.relations.chronology import day_words  # noqa: PLC0415

        if not found.acts:
            yield "level", "no act between them is dated closely enough to say", ""
            return
        rests = f"rests on {_many(found.acts, 'act')} since {day_words(found.first)}" if found.first else ""
        left = f"; {_many(found.left_out, 'act')} without a close date left out" if found.left_out else ""
        yield "level", f"{found.level:+.2f} on −9 (conflict) … +9 (cooperation), begun at 0; {rests}{left}", ""
        for stretch in found.stretches:
            if not stretch.events:
                yield f"{stretch.days} days", "nothing dated in these days", ""
                continue
            kinds = ", ".join(f"{count} {kind}" for kind, count in stretch.by_kind.items())
            text = (
                f"{stretch.direction} ({stretch.change:+.2f}): {_many(len(stretch.events), 'act')} told by "
                f"{_many(stretch.sources, 'independent source')}; {kinds}; sum of weights {stretch.flow:+.1f}"
            )
            yield f"{stretch.days} days", text, _ids(stretch.events)

    def _contacts(self) -> Iterator[Row]:
        for contact in self.contacts:
            when, text, cited = self._event_row(self.by_id[contact.event])
            yield str(contact.rank or "rank not told"), f"{when}: {text}", cited

    def _latest(self) -> Iterator[Row]:
        from dragoman.relations.bearings import DEEDS, in_order  # noqa: PLC0415

        deeds = [event for event in in_order(self.events) if event.status in DEEDS]
        for event in reversed(deeds[-_LATEST:]):
            yield self._event_row(event)

    def _open(self) -> Iterator[Row]:
        for event in (*self.open.proposed, *self.open.set):
            yield self._event_row(event)
        for event in self.open.overdue:
            when, text, cited = self._event_row(event)
            yield when, f"{text} The day is past, and the record has no word of what became of it.", cited
        for matter in self.open.called_off:
            yield self._called_off_row(matter)

    def _called_off_row(self, matter: "CalledOff") -> Row:
        when, text, cited = self._event_row(matter.event)
        reasons = [self.by_id[id_] for id_ in matter.because if id_ in self.by_id]
        extra = []
        if matter.by is not None:
            extra.append(f"By: {self._words(matter.by)} (event {_id(matter.by.id)}).")
        extra += [f"Because of: {self._words(reason)} (event {_id(reason.id)})." for reason in reasons]
        if matter.since_then is not None:
            then = self._event_row(matter.since_then)
            extra.append(
                f"Since then: {then[0]}, {self._words(matter.since_then)} (event {_id(matter.since_then.id)})."
            )
        else:
            extra.append("Not made up for so far.")
        return when, " ".join((text, *extra)), cited

    def _claims(self) -> Iterator[Row]:
        from dragoman.relations.chronology import cite  # noqa: PLC0415
        from dragoman.relations.precedence import check_claim  # noqa: PLC0415

        for told in self.claims:
            checked = check_claim(told, self.events, lexicons=self.lexicons, names=self.names)
            yield (
                str(checked.verdict),
                self._claim_words(checked),
                cite(checked.publisher, checked.source, checked.published),
            )

    def _claim_words(self, checked: "Checked") -> str:
        words = f"“{' '.join(checked.claim.split())}”."
        if checked.between:
            told = "; ".join(
                f"{self._event_row(event)[0]}, {self._words(event)} ({_id(event.id)})" for event in checked.between
            )
            return f"{words} In between: {told}."
        if checked.before:
            told = "; ".join(
                f"{self._event_row(event)[0]}, {self._words(event)} ({_id(event.id)})" for event in checked.before
            )
            own = " Told by the text that makes the claim, and by no other." if checked.only_its_own else ""
            return f"{words} Before: {told}; the record has none in between.{own}"
        return f"{words} The record has no earlier act of the kind at that time."

    def _seen(self) -> Iterator[Row]:
        from dragoman.relations.chronology import cite  # noqa: PLC0415

        dated = sorted(self.assessments, key=lambda told: told.known is not None)  # undated ones are not the latest
        for told in dated[-_LATEST:]:
            held = told.assessment.held_by
            holder = "the narrator" if isinstance(held, str) else held.name or held.text
            hedged = ", with a hedge" if told.assessment.hedged else ""
            published = told.head.published.day if told.head.published else None
            text = f"“{' '.join(told.assessment.text.split())}” ({holder}{hedged})"
            yield str(told.assessment.trend), text, cite(told.head.publisher, told.head.source, published)

    def _event_row(self, event: "RecordedEvent") -> Row:
        from dragoman.relations.chronology import line  # noqa: PLC0415

        told = line(event, names=self.names, lexicons=self.lexicons)
        return told.when, told.sentence, told.citation

    def _words(self, event: "RecordedEvent") -> str:
        from dragoman.relations.wording import tell  # noqa: PLC0415

        return tell(event, names=self.names, lexicons=self.lexicons)


def _name(party: str, names: Mapping[str, str]) -> str:
    return names.get(party, party)


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _id(id_: str) -> str:
    from dragoman.relations.chronology import ID_LENGTH  # noqa: PLC0415

    return id_[:ID_LENGTH]


def _ids(ids: Sequence[str]) -> str:
    """Name the last of the events behind a figure."""
    named = ", ".join(_id(id_) for id_ in ids[-_NAMED:])
    more = f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else ""
    return f"event{'' if len(ids) == 1 else 's'} {named}{more}"
