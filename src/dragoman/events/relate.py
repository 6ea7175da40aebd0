"""The relation from a marked source to a marked target: which type of act, if any, goes from one to the other."""

from collections.abc import Iterable, Iterator

from dragoman.events.clauses import OBLIGING, SentenceReader
from dragoman.events.patterns import MARKED
from dragoman.events.sides import Sides
from dragoman.events.speech_acts import CHARGE, DEMAND, bad_names, obliged
from dragoman.lexicons.files import Lexicons
from dragoman.schema.actor import Actor, Cast, Mention, MentionKind
from dragoman.schema.base import Record, Span
from dragoman.schema.event import FUTURE, EventType, Status, plover_code
from dragoman.schema.sentence import Predication, PredicationKind, Reading, Relation, Role, Sentence

_SOURCE, _TARGET = "source", "target"


class Marked(Record, frozen=True, kw_only=True):
    """A text with two marked spans; None where it names no such party.

    With `event_type` the question is not which act goes from source to target, but whether this one does: a type of
    an event ontology in dotted parts, general to special ("Conflict.Attack"), named in the text by `trigger`.
    """

    id: str
    text: str
    source: Span | None = None
    target: Span | None = None
    event_type: str | None = None
    trigger: str | None = None


class Related(Record, frozen=True, kw_only=True):
    """The type under which PLOVER files the act from source to target, None for no relation."""

    id: str
    type: EventType | None
    confidence: float


class Candidate(Record, frozen=True, kw_only=True):
    """One act of the sentence, with how well it joins the two marked parties."""

    type: EventType
    fit: float
    because: tuple[str, ...]


# How well an act joins the marked parties, by which ends they stand at. Only the order and the rough distances
# matter: both ends right beats anything, a right doer beats a right recipient, the wrong direction counts least.
_BOTH, _MUTUAL, _DOER_AND_NEAR, _DOER, _RECIPIENT, _NEAR, _REVERSED = 10.0, 9.0, 6.0, 4.0, 3.0, 1.0, 0.5
LEAST_FIT = 3.0  # below it the two stand in one sentence, but nothing says that one acts on the other


def by_rules(marked: Marked, found: Iterable[Candidate]) -> Related:
    """Decide by the engine's own events alone: the act that joins the two best, if one does at all."""
    best = max(found, key=lambda c: c.fit, default=None)
    if best is None or best.fit < LEAST_FIT:
        return Related(id=marked.id, type=None, confidence=0.3)
    return Related(id=marked.id, type=best.type, confidence=round(min(0.95, 0.3 + best.fit * 0.06), 2))


def candidates(marked: Marked, reading: Reading, *, lexicons: Lexicons) -> Iterator[Candidate]:
    """Give every act of the text that an entry of the lexicon matches, in the order of the text."""
    cast = _marked_cast(marked, reading)
    for sentence in reading.sentences:
        if not sentence.predications:
            continue
        reader = SentenceReader(sentence, cast, (), {}, lexicons=lexicons, published=None)
        fits = {p.index: fit for p in sentence.predications if (fit := _fit_of(p, reader, marked)) is not None}
        _lift_outer_acts(sentence, reader, fits)
        yield from _demands(sentence, reader)
        yield from _charges(sentence, reader)
        for p in sentence.predications:
            match = reader.matches[p.index]
            if p.index in fits and match is not None:
                code = reader.code_of(p, match, reader.inner_of(p, match))
                if code is not None:
                    filed = code.type if code.refused else filed_as(code.type, reader.statuses.status(p))
                    yield Candidate(type=filed, fit=fits[p.index], because=(match.entry.id,))


def _demands(sentence: Sentence, reader: SentenceReader) -> Iterator[Candidate]:
    """Give the demands made by saying what the other must do: "Doha said Asmara *must* withdraw"."""
    for p in sentence.predications:
        if p.modal not in OBLIGING or p.governor is None or p.governor.relation is not Relation.COMPLEMENT:
            continue
        above = sentence.predications[p.governor.predication]
        said = {a.name for x in above.fillers(Role.SUBJECT) for a in reader.side_reader.actors_at(x)}
        bound = {a.name for x in obliged(p) for a in reader.side_reader.actors_at(x)}
        if _SOURCE in said and _TARGET in bound:
            yield Candidate(type=EventType.REQUEST, fit=_BOTH, because=(DEMAND,))


def _charges(sentence: Sentence, reader: SentenceReader) -> Iterator[Candidate]:
    """Give the charges made by plain assertion: "Doha said Asmara *was responsible*"."""
    for trigger, blamed, _ in bad_names(reader):
        if _TARGET not in {a.name for a in blamed}:
            continue
        for over in sentence.ancestors(next(iter(sentence.words(trigger)))):
            above = sentence.predication_at(over)
            subjects = above.fillers(Role.SUBJECT) if above is not None and above.token == over else ()
            if _SOURCE in {a.name for x in subjects for a in reader.side_reader.actors_at(x)}:
                yield Candidate(type=EventType.ACCUSE, fit=_DOER_AND_NEAR, because=(CHARGE,))


def filed_as(kind: EventType, status: Status) -> EventType:
    """Give the type under which a pair is filed: PLOVER's, and a hostile act still to come as a threat.

    The codebook leaves open what becomes of hostile acts in the future; data coded after CAMEO, where every
    announced reprisal is a 13, have them as THREATEN.
    """
    if status in FUTURE and kind in _HOSTILE:
        return EventType.THREATEN
    return plover_code(kind, status) or kind


_HOSTILE = frozenset({EventType.PROTEST, EventType.SANCTION, EventType.MOBILIZE, EventType.COERCE, EventType.ASSAULT})


def _fit_of(p: Predication, reader: SentenceReader, marked: Marked) -> float | None:
    match = reader.matches[p.index]
    if match is None or reader.code_of(p, match, reader.inner_of(p, match)) is None:
        return None
    sentence = reader.sentence
    operator, over = reader.operator_over(p)
    sides = reader.side_reader.sides(p, match.entry, operator if over else None)
    fit = _fit(_with_teller(p, reader, sides), match.entry.symmetric)
    if _DOER <= fit < _DOER_AND_NEAR and _stands_in(sentence, p, marked.target):
        fit = _DOER_AND_NEAR
    if fit == _RECIPIENT and _stands_in(sentence, p, marked.source):
        fit += 0.5
    depth = len(sentence.ancestors(p.anchor))
    return fit - 0.02 * depth - (0.2 if p.kind is PredicationKind.NOUN and p.light is None else 0.0)


def _with_teller(p: Predication, reader: SentenceReader, sides: Sides) -> Sides:
    """Read a pronoun as who says so: "*Okoye* said *he* would not lift the embargo"."""
    sentence = reader.sentence
    spoken = any(sentence.tokens[a.token].tag == "PRP" for a in p.fillers(Role.SUBJECT))
    if not spoken or any(a.name in {_SOURCE, _TARGET} for a in sides.actors):
        return sides
    over = p.governor
    while over is not None and over.relation is Relation.COMPLEMENT:
        above = sentence.predications[over.predication]
        told = tuple(
            a for x in above.fillers(Role.SUBJECT) for a in reader.side_reader.actors_at(x) if a.name == _SOURCE
        )
        if told:
            return Sides(told, sides.recipients, derived=True)
        over = above.governor
    return sides


def _lift_outer_acts(sentence: Sentence, reader: SentenceReader, fits: dict[int, float]) -> None:
    """Give an act about acts the ends of its content, and take the content out: "threatened to sanction Iran"."""
    for p in reversed(sentence.predications):
        match = reader.matches[p.index]
        if p.index not in fits or match is None:
            continue
        operator, over = reader.operator_over(p)
        code = reader.code_of(p, match, reader.inner_of(p, match))
        if operator is None or over is None or code is None or operator.index not in fits:
            continue
        if reader.only_content(code.type, over) or code.type is EventType.CONSULT:
            fits[operator.index] = max(fits[operator.index], fits[p.index] - 0.1)
            fits[p.index] -= 1.5


def _fit(sides: Sides, symmetric: bool) -> float:
    doers = {a.name for a in sides.actors}
    others = {a.name for a in sides.recipients}
    if symmetric and {_SOURCE, _TARGET} <= doers | others:
        return _MUTUAL
    if _SOURCE in doers and _TARGET in others:
        return _BOTH
    if _TARGET in doers and _SOURCE in others:
        return _REVERSED
    if _SOURCE in doers:
        return _DOER
    if _TARGET in others:
        return _RECIPIENT
    return _NEAR


def _stands_in(sentence: Sentence, p: Predication, span: Span | None) -> bool:
    """Say whether a marked party stands somewhere below the act."""
    if span is None:
        return False
    anchor = p.anchor
    below = set(sentence.subtree(anchor))
    return any(token in below for token in sentence.words(span))


def _marked_cast(marked: Marked, reading: Reading) -> Cast:
    mentions: list[Mention] = []
    for name, span in ((_SOURCE, marked.source), (_TARGET, marked.target)):
        if span is None:
            continue
        actor = Actor(text=marked.text[span[0] : span[1]], name=name, country=name, span=span)
        for sentence in reading.sentences:
            mentions.extend(
                Mention(sentence.index, token, span, MentionKind.STATE, (actor,), MARKED)
                for token in heads(sentence, span)
            )
    return Cast(tuple(mentions))


def heads(sentence: Sentence, span: Span) -> Iterable[int]:
    """Give the words of a marked span that hang on something outside it, and those joined to them."""
    words = sentence.words(span)
    inside = set(words)
    tops = [w for w in words if sentence.tokens[w].head not in inside or sentence.tokens[w].head == w]
    joined = [
        w for w in words if sentence.tokens[w].dep == "conj" and sentence.tokens[w].head in tops and w not in tops
    ]
    return (*tops, *joined)
