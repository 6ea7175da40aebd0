"""Open disputes of two parties, by issue: what each of them objects to, demands, warns of or denies."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from dragoman.lexicons.files import Lexicons
from dragoman.lexicons.scores import event_types
from dragoman.record.recorded import RecordedEvent, party
from dragoman.record.store import ToldAssessment, ToldStatement
from dragoman.relations.bearings import DEEDS, concerns, day_of, number
from dragoman.schema.base import Record, Span
from dragoman.schema.document import DocumentHead
from dragoman.schema.statement import Stance, Trend

CONTENTIOUS = frozenset({Stance.OPPOSES, Stance.DEMANDS, Stance.WARNS, Stance.DENIES, Stance.REGRETS})
_STRAINED = frozenset({Trend.WORSENING, Trend.STRAINED})
_CONFLICT = frozenset({3, 4})  # quads: verbal and material conflict
_EVERYWHERE = frozenset({"diplomatic"})  # a context that says nothing about what is disputed


class Word(Record, frozen=True, kw_only=True):
    """What somebody said in a dispute, and where it stands."""

    who: str  # a party; "narrator" for the outlet's own voice
    how: str  # the stance of a statement, or the trend of an assessment
    text: str
    document: str  # id
    source: str
    publisher: str | None
    published: date | None
    span: Span


class Dispute(Record, frozen=True, kw_only=True):
    """One issue between two parties."""

    issue: str
    words: tuple[Word, ...]  # latest first
    events: tuple[str, ...]  # ids of acts of conflict over it, latest first
    last: date | None


def disputes(
    events: Sequence[RecordedEvent],
    statements: Iterable[ToldStatement],
    assessments: Iterable[ToldAssessment],
    one: str,
    other: str,
    *,
    as_of: date,
    lexicons: Lexicons,
) -> tuple[Dispute, ...]:
    """Group what is in dispute by its issue, the latest first.

    An issue is the noun phrase of a statement of one towards the other whose stance is against something, or of an
    assessment of their relation as strained or worsening; where both have words in common they are one issue. Acts of
    conflict are added where their sentence names the issue; those that name none of them stand under their context
    (territory, economic …), where it has one.

    Args:
        events: the events of the pair.
        statements: by speakers of either.
        assessments: of any relation.
        one: a party.
        other: the other party.
        as_of: the day up to which; what is older than `dispute-days` before it is left out.
        lexicons: for numbers.
    """
    begin = begin_of_disputes(as_of, lexicons)
    pair = {one, other}

    def recent(known: date | None) -> bool:
        return known is not None and begin <= known <= as_of

    found: list[tuple[str, Word]] = []
    for told in statements:
        said = told.statement
        who = party(said.speaker)
        against = pair & ({*said.towards, *filter(None, map(party, said.addressees))} - {who})
        if said.issue and said.stance in CONTENTIOUS and who in pair and against and recent(told.known):
            found.append((said.issue, _word(who or "", said.stance, said.text, told.head, said.span)))
    for seen in assessments:
        held = seen.assessment
        if held.issue and held.trend in _STRAINED and pair <= set(held.about) and recent(seen.known):
            who = "narrator" if isinstance(held.held_by, str) else party(held.held_by) or held.held_by.text
            found.append((held.issue, _word(who, held.trend, held.text, seen.head, held.evidence.sentence)))
    issues: list[tuple[set[str], Counter[str], list[Word]]] = []
    for issue, word in found:
        key = _content(issue)
        if not key:
            continue
        same = next((group for group in issues if _overlap(group[0], key)), None)
        if same is None:
            issues.append((key, Counter([_plain(issue)]), [word]))
        else:
            same[1][_plain(issue)] += 1
            same[2].append(word)
    types = event_types(lexicons)
    acts: dict[int, list[RecordedEvent]] = {}
    contexts: dict[str, list[RecordedEvent]] = {}
    for event in events:
        placed = day_of(event)
        if event.status not in DEEDS or types[event.type].quad not in _CONFLICT or not concerns(event, one, other):
            continue
        if placed is None or not begin <= placed[0] <= as_of:
            continue
        named = _content(event.words or "")
        place = next((n for n, (key, *_) in enumerate(issues) if key <= named), None)
        if place is not None:
            acts.setdefault(place, []).append(event)
        else:
            for context in event.contexts[:1]:
                if context not in _EVERYWHERE:
                    contexts.setdefault(context, []).append(event)
    grouped = [
        _dispute(max(names, key=lambda name: (names[name], len(name), name)), words, acts.get(place, ()))
        for place, (_, names, words) in enumerate(issues)
    ]
    grouped += [_dispute(context, (), of_context) for context, of_context in contexts.items()]
    return tuple(sorted(grouped, key=lambda one: (-(one.last or date.min).toordinal(), -len(one.events), one.issue)))


def begin_of_disputes(as_of: date, lexicons: Lexicons) -> date:
    """Give the first day of what disputes as of a day look back to."""
    return as_of - timedelta(days=number("dispute-days", lexicons))


def _word(who: str, how: str, text: str, head: DocumentHead, span: Span) -> Word:
    return Word(
        who=who,
        how=how,
        text=" ".join(text.split()),
        document=head.id,
        source=head.source,
        publisher=head.publisher,
        published=head.published.day if head.published else None,
        span=span,
    )


def _dispute(issue: str, words: Sequence[Word], events: Sequence[RecordedEvent]) -> Dispute:
    def placed(event: RecordedEvent) -> date:
        day = day_of(event)
        return day[0] if day else date.min

    ordered = sorted(words, key=lambda word: (-(word.published or date.min).toordinal(), word.document, word.span))
    acts = sorted(events, key=lambda event: (-placed(event).toordinal(), event.id))
    days = [*(word.published for word in ordered if word.published), *(placed(event) for event in acts)]
    return Dispute(
        issue=issue, words=tuple(ordered), events=tuple(event.id for event in acts), last=max(days, default=None)
    )


_SMALL = frozenset("a an the of in on at to for and or by with from its their his her this that these those".split())


def _plain(issue: str) -> str:
    """Give an issue without its article and with even spaces."""
    return re.sub(r"(?i)^(?:the|a|an|its|their|his|her)\s+", "", " ".join(issue.split()))


def _content(text: str) -> set[str]:
    """Give the words of a phrase that say what it is about; a plural is its singular."""
    words = (word.casefold() for word in re.findall(r"\w+", text))
    return {word.removesuffix("s") if len(word) > 4 else word for word in words if word not in _SMALL}


def _overlap(a: set[str], b: set[str]) -> bool:
    common = len(a & b)
    return a <= b or b <= a or common * 2 >= len(a | b)
