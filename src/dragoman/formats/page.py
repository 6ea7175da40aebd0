"""The record of one document as a page for people; set with styles on a terminal, plain anywhere else."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby, zip_longest

from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.table import Table
from rich.text import Text

from dragoman.schema.actor import Actor
from dragoman.schema.document import Document
from dragoman.schema.event import Event, Evidence, Status, Teller
from dragoman.schema.record import DocumentRecord
from dragoman.schema.statement import Statement
from dragoman.schema.when import Published, When

_STYLES = {
    Status.HAPPENED: "green",
    Status.ONGOING: "green",
    Status.SCHEDULED: "cyan",
    Status.PROPOSED: "cyan",
    Status.EXPECTED: "blue",
    Status.POSSIBLE: "blue",
    Status.CANCELLED: "red",
    Status.DID_NOT_HAPPEN: "red",
}

_PLAIN_WIDTH = 100  # not on a terminal: the same bytes whatever the window


class Indented:
    """A text set in from the left; no spaces at the ends of its lines, which rich's own padding leaves."""

    def __init__(self, text: Text, by: int = 6) -> None:
        """Set `text` in by so many columns."""
        self.text, self.by = text, by

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        """Wrap the text to what is left of the width."""
        for line in self.text.wrap(console, options.max_width - self.by):
            line.rstrip()
            yield Text(" " * self.by) + line


class Beside:
    """Rows of two columns, the left one narrow; no spaces at the ends of lines, which rich's tables leave."""

    def __init__(self, rows: Sequence[tuple[Text, Text]], width: int) -> None:
        """Set `rows` with a left column of `width`, after an indent of two and before a gap of two columns."""
        self.rows, self.width = rows, width

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        """Wrap both columns to their width."""
        width = min(self.width, max(12, options.max_width // 4))  # on a narrow terminal the words go first
        room = max(20, options.max_width - width - 4)
        for left, right in self.rows:
            for a, b in zip_longest(left.wrap(console, width), right.wrap(console, room)):
                line = Text("  ")
                if a is not None:
                    a.rstrip()
                    line += a
                if b is not None and b.plain.strip():
                    b.rstrip()
                    line.append(" " * (width + 4 - line.cell_len))
                    line += b
                yield line


def page_console(console: Console | None = None) -> Console:
    """Make the console that pages are printed on: 100 columns and no styles where standard output is no terminal."""
    console = console or Console(highlight=False, soft_wrap=False)
    if not console.is_terminal:
        return Console(file=console.file, width=_PLAIN_WIDTH, highlight=False, color_system=None)
    return console


def document_page(record: DocumentRecord, document: Document) -> RenderableType:
    """Lay out the record of a document: what it is, events, statements, calendar, claims, outlook, officials."""
    return Group(*_parts(record, document))


def _parts(record: DocumentRecord, document: Document) -> Iterator[RenderableType]:
    yield Text(record.document.title or record.document.source, style="bold")
    yield from _head(record)
    numbers = {event.id: number for number, event in enumerate(record.events, 1)}
    if record.events:
        yield _heading("Events", len(record.events))
        for event in record.events:
            yield _event(event, numbers, document)
    if record.statements:
        yield _heading("Statements", len(record.statements))
        for _, said in groupby(record.statements, key=_speaker):
            yield from _statements(list(said))
    if record.milestones:
        yield _heading("Calendar", len(record.milestones))
        for milestone in record.milestones:
            origin = f", of something in {milestone.origin}" if milestone.origin else ""
            when = when_words(milestone.time) if milestone.time else "no day given"
            yield _item(f"{milestone.kind}: {milestone.title}", f"{when}{origin}", " ".join(milestone.parties))
    if record.precedence:
        yield _heading("Claims of precedence", len(record.precedence))
        for claim in record.precedence:
            since = f"since {when_words(claim.since)}" if claim.since else ""
            yield _item(f"“{_even(claim.claim)}”", claim.kind, " ".join(claim.parties), since)
    if record.assessments:
        yield _heading("How things stand", len(record.assessments))
        for assessment in record.assessments:
            holder = "narrator" if isinstance(assessment.held_by, str) else actor_words(assessment.held_by)
            yield _item(
                f"{'-'.join(assessment.about)}: {assessment.trend}",
                assessment.issue or "",
                f"so {holder}" + (", hedged" if assessment.hedged else ""),
            )
            yield Indented(Text(f"“{_even(assessment.text)}”", style="dim"))
    if record.officials:
        yield _heading("Officials", len(record.officials))
        table = Table.grid(padding=(0, 2))
        for official in record.officials:
            former = " (former)" if official.former else ""
            table.add_row(f"  {official.country or '?'}", official.name, official.office + former)
        yield table
    if not (record.events or record.statements):
        yield Text("\nNothing between states was found in it.")


def _head(record: DocumentRecord) -> Iterator[Text]:
    head = record.document
    line = Text(style="dim")
    line.append(" · ".join(part for part in (head.publisher, published_words(head.published), head.url) if part))
    yield line
    for clue in head.published.because if head.published else ():
        yield Text(f"  because: {_even(clue)}", style="dim")
    yield Text(f"{head.source} · document {head.id} · {record.sentences} sentences", style="dim")


def _heading(title: str, count: int) -> Text:
    return Text(f"\n{title} ({count})", style="bold underline")


def _item(*parts: str) -> Indented:
    return Indented(Text(" · ".join(part for part in parts if part)), 2)


def _event(event: Event, numbers: dict[str, int], document: Document) -> RenderableType:
    first = Text(f"{numbers[event.id]:>4}  ")
    first.append("/".join((event.type, *event.modes)), style="bold")
    first.append("  ")
    first.append(event.status.replace("_", " "), style=_STYLES[event.status])
    first.append("  ")
    first.append(sides_words(event))
    facts = [
        when_words(event.time) if event.time else "",
        f"in {event.place.name}" if event.place else "",
        f"reported by {teller_words(event.reported_by)}" if event.reported_by.kind != "narrator" else "",
        *(f"{link.kind.replace('_', ' ')} {numbers[link.to]}" for link in event.links if link.to in numbers),
        ", ".join(event.contexts),
        f"id {event.id}",
    ]
    return Group(
        first,
        Indented(Text(" · ".join(fact for fact in facts if fact), style="dim")),
        Indented(marked_sentence(document.text, event.evidence)),
    )


def marked_sentence(text: str, evidence: Evidence) -> Text:
    """Give the sentence of the evidence with the words that name the act between brackets (bold on a terminal)."""
    start, end = evidence.sentence
    if evidence.trigger is None:
        return Text(_even(text[start:end]))
    left, right = evidence.trigger
    line = Text(_even(text[start:left]))
    if left > start and text[left - 1].isspace():
        line.append(" ")
    line.append(f"[{_even(text[left:right])}]", style="bold")
    if right < end and text[right].isspace():
        line.append(" ")
    return line.append(_even(text[right:end]))


def _speaker(statement: Statement) -> str:
    return " and ".join(actor_words(a) for a in statement.speakers or (statement.speaker,)) + (
        "" if statement.speaker.named else " (not named)"
    )


def _statements(said: list[Statement]) -> Iterator[RenderableType]:
    yield Text(f"  {_speaker(said[0])}", style="bold")
    for statement in said:
        to = f" to {', '.join(actor_words(actor) for actor in statement.addressees)}" if statement.addressees else ""
        stance = "" if statement.stance == "neutral" else f" [{' '.join((statement.stance, *statement.towards))}]"
        words = _even(statement.text)
        about = f" (on {_even(statement.issue)})" if statement.issue and statement.stance != "neutral" else ""
        cue = f"{statement.cue or 'says'}{to}{stance}{about}"
        yield Indented(Text(f"{cue}: {f'“{words}”' if statement.direct else words}"))


def actor_words(actor: Actor) -> str:
    """Name an actor in a few words: country and name, as far as known, otherwise the words of the text."""
    name = actor.name or ""
    if actor.country is None:
        return name or actor.text
    if actor.country in {"IGO", "NGO", "MNC"}:
        return name or actor.text
    if name:
        return f"{actor.country} {name}"
    return f"{actor.country} {actor.text}" if actor.sector and actor.sector != "GOV" else actor.country


def sides_words(event: Event) -> str:
    """Name the sides of an event: "JPN → CHN", or "JPN + CHN" for an act without direction."""
    actors = " + ".join(actor_words(actor) for actor in event.actors) or "?"
    recipients = " + ".join(actor_words(actor) for actor in event.recipients)
    return f"{actors} → {recipients}" if recipients else actors


def teller_words(teller: Teller) -> str:
    """Name whom a report credits."""
    who = " ".join(part for part in (teller.country, teller.name) if part)
    if teller.kind == "anonymous":
        return f"an unnamed source{f' ({who})' if who else ''}"
    return who or teller.kind


def published_words(published: Published | None) -> str:
    """Say when a document was published and how that is known."""
    if published is None:
        return "day of publication unknown"
    days = f"{published.start}" if published.start == published.end else f"{published.start} to {published.end}"
    return f"published {days} ({published.basis})"


def when_words(when: When) -> str:
    """Say an interval of days: "2022-08-17", "2022-09", "2022", "until 2022-08-04", "2022-08-01 to 2022-08-14"."""
    about = "about " if when.approximate else ""
    if when.start is None:
        return f"{about}until {when.end}"
    if when.end is None:
        return f"{about}from {when.start}"
    if when.start == when.end:
        return f"{about}{when.start}"
    after = when.end + timedelta(days=1) if when.end < date.max else when.end
    if when.start.day == after.day == 1 and (after - when.start).days <= 31:
        return f"{about}{when.start:%Y-%m}"
    if f"{when.start:%m%d}{when.end:%m%d}" == "01011231" and when.start.year == when.end.year:
        return f"{about}{when.start.year}"
    return f"{about}{when.start} to {when.end}"


def _even(text: str) -> str:
    """Even out white space: sentences may run over line ends."""
    return " ".join(text.split())
