"""What the calendar holds: anniversaries, meetings agreed, deadlines, elections, congresses, terms of office."""

import functools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from dragoman.lexicons.files import Entry, Lexicons
from dragoman.schema.actor import ORGANISATION_CODES, Cast, MentionKind
from dragoman.schema.base import Record, Span, within
from dragoman.schema.document import Document
from dragoman.schema.event import Evidence
from dragoman.schema.sentence import Reading, Sentence
from dragoman.schema.statement import Milestone, MilestoneKind
from dragoman.schema.when import Bound, Precision, Published, TimeExpression, TimexType, When
from dragoman.times import calendar
from dragoman.times.clues import ordinal_before_anniversary
from dragoman.times.expressions import RUNNING
from dragoman.times.looking import look_at
from dragoman.times.sense import Look
from dragoman.times.titles import cut, phrase, subject_of, title_of_plan, without_clauses

_MARKED = 31
"""Days. An anniversary or congress that began so long before publication may still be being marked or held."""
_MARKING = frozenset({"mark", "commemorate", "celebrate", "observe", "honor", "honour"})
_AHEAD = frozenset({Look.AHEAD, Look.HANGING, Look.NOW})


_YEAR_SINCE = re.compile(r"\b(?:the|one|a|first) year since\b", re.IGNORECASE)
_SIDES = {"trilateral": 3, "bilateral": 2, "diplomatic": 2, "ties": 2, "relations": 2}
"""Words of what is commemorated that tell how many states share it."""


class NoMilestone(Record, frozen=True, kw_only=True):
    """A sentence in which the entry must find nothing."""

    text: str
    why: str


class MilestoneEntry(Entry, frozen=True, kw_only=True, rename={"with_": "with"}):
    """The words for one kind of milestone; of `en/times/milestones.toml`. Examples are read as of 2022-08-19."""

    kind: MilestoneKind
    nouns: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    examples: tuple[str, ...]
    non_examples: tuple[NoMilestone, ...]


@functools.cache
def _entries(lexicons: Lexicons) -> dict[str, MilestoneEntry]:
    """Give the entries by the lemmas that call them."""
    found: dict[str, MilestoneEntry] = {}
    for entry in lexicons.entries("en/times/milestones.toml", MilestoneEntry):
        for lemma in (*entry.nouns, *entry.verbs):
            found.setdefault(lemma, entry)
    return found


@dataclass(frozen=True, slots=True)
class _Page:
    """What the finders need."""

    document: Document
    reading: Reading
    cast: Cast
    lexicons: Lexicons
    published: Published | None
    times: dict[int, tuple[TimeExpression, ...]]  # by sentence

    def text(self, span: Span) -> str:
        """Give the words of a span, white space evened out."""
        return " ".join(self.document.text[span[0] : span[1]].split())

    def title(self, sentence: Sentence, span: Span) -> str:
        """Give the words of a span without the time at its end: "anniversary of the treaty", not "… in May"."""
        for time in self.times.get(sentence.index, ()):
            if span[0] < time.span[0] and time.span[1] >= span[1] > time.span[0]:
                head = self.document.text[span[0] : time.span[0]]
                return cut(
                    " ".join(re.sub(r"[\s,]*(?:\b(?:in|on|at|during|for|of))?\s*(?:the\s*)?$", "", head).split())
                )
        return cut(self.text(span))

    def ahead(self, when: When | None, *, marked: int = 0) -> bool:
        """Say whether a time has not passed at publication; `marked` days of grace."""
        if when is None:
            return False
        if self.published is None or when.end is None:
            return True
        return when.end >= self.published.start - timedelta(days=marked)


def read_milestones(
    document: Document,
    reading: Reading,
    cast: Cast,
    expressions: tuple[TimeExpression, ...],
    *,
    lexicons: Lexicons,
    published: Published | None,
) -> tuple[Milestone, ...]:
    """Find what the text says the calendar holds, in the order of the text.

    Only what is still ahead of publication or being marked then. `parties` are the countries named in
    what is commemorated or scheduled, else in the sentence, else the two that the document names most.
    """
    times: dict[int, tuple[TimeExpression, ...]] = {}
    for expression in expressions:
        times[expression.sentence] = (*times.get(expression.sentence, ()), expression)
    page = _Page(document, reading, cast, lexicons, published, times)
    found: list[Milestone] = []
    for sentence in reading.sentences:
        if sentence.kind not in RUNNING:
            continue
        found.extend(_anniversaries(page, sentence))
        found.extend(_named(page, sentence))
        found.extend(_scheduled(page, sentence))
        found.extend(_ultimata(page, sentence))
    return _merged(found)


def _merged(found: list[Milestone]) -> tuple[Milestone, ...]:
    """Keep one of those that name the same thing: the one with a time, then the first."""
    kept: dict[tuple[object, ...], Milestone] = {}
    for one in found:
        if one.kind is MilestoneKind.ANNIVERSARY:
            ordinal = re.search(r"\d+", one.title)
            key: tuple[object, ...] = (one.kind, ordinal[0] if ordinal else (one.of or "").lower()[:12])
        elif one.kind is MilestoneKind.SCHEDULED:
            key = (one.kind, one.time.start if one.time else None, one.time.end if one.time else None, one.parties)
        elif one.kind is MilestoneKind.CONGRESS:
            key = (one.kind, one.title.lower())
        else:
            key = (one.kind, one.parties)
        old = kept.get(key)
        if old is None or _fullness(one) > _fullness(old):
            kept[key] = one
    return tuple(sorted(kept.values(), key=lambda m: (m.evidence.trigger or m.evidence.sentence, m.kind)))


def _fullness(one: Milestone) -> tuple[bool, bool]:
    return one.time is not None, one.of is not None


# ---- phrases


def _complement(sentence: Sentence, token: int) -> Span | None:
    """Give what stands after "of": "the anniversary *of the treaty*", without its article."""
    for child in sentence.children[token]:
        if sentence.tokens[child].lemma.lower() != "of":
            continue
        objects = [c for c in sentence.children[child] if sentence.tokens[c].dep in {"pobj", "pcomp"}]
        if objects:
            inside = _of_parts(sentence, objects[0])
            low, high = min(inside), max(inside)
            while low < high and sentence.tokens[low].pos in {"DET", "PUNCT"}:
                low += 1
            return sentence.tokens[low].start, sentence.tokens[high].end
    return None


def _of_parts(sentence: Sentence, token: int) -> list[int]:
    """Give the words of a noun with its complements by "of", "between", "with", "to" and its genitives."""
    out = [token]
    for child in sentence.children[token]:
        one = sentence.tokens[child]
        if one.dep in {"relcl", "advcl", "appos", "punct"} and one.text not in {"-", "–"}:
            continue
        if one.dep == "prep" and one.lemma.lower() not in {"of", "between", "with", "to", "and"}:
            continue
        out.extend(_of_parts(sentence, child))
    return out


def _time_of(page: _Page, sentence: Sentence, token: int, *, not_in: Span | None = None) -> TimeExpression | None:
    """Find the date that belongs to a noun: in its phrase, else the nearest in its clause."""
    below = set(sentence.subtree(token))
    dated = [
        t
        for t in page.times.get(sentence.index, ())
        if t.when is not None
        and t.type in {TimexType.DATE, TimexType.TIME}
        and t.bound is not Bound.SINCE
        and not t.value.endswith("_REF")
        and not (not_in and within(t.span, not_in))
    ]
    own = [t for t in dated if t.token in below]
    clause = [t for t in dated if set(sentence.ancestors(t.token)) & {*sentence.ancestors(token), token}]
    at = sentence.tokens[token].start
    for some in (own, clause):
        if some:
            return min(some, key=lambda t: (min(abs(t.span[0] - at), abs(t.span[1] - at)), t.span))
    return None


# ---- parties


_OF_A_STATE = frozenset({MentionKind.STATE, MentionKind.PLACE, MentionKind.PERSON})
"""Mentions that tell whose election or congress it is: a broadcaster holds none, and the party itself is a guess."""


def _countries(
    page: _Page, sentence: Sentence, span: Span, *, kinds: frozenset[MentionKind] = frozenset(MentionKind)
) -> tuple[str, ...]:
    """Give the countries whose mentions lie in a span, in the order of the text, each once."""
    out: list[str] = []
    for mention in page.cast.inside(sentence.index, span):
        if mention.kind not in kinds:
            continue
        for actor in mention.actors:
            if actor.country and actor.country not in ORGANISATION_CODES and actor.country not in out:
                out.append(actor.country)
    return tuple(out)


def _parties(page: _Page, sentence: Sentence, *spans: Span | None) -> tuple[str, ...]:
    """Give the parties: of the first span that names any, else of the sentence, else the two most often named."""
    for span in (*spans, sentence.span):
        found = _countries(page, sentence, span) if span else ()
        if found:
            return found
    return _most_named(page, 2)


def _most_named(page: _Page, number: int) -> tuple[str, ...]:
    """Give the countries that the document names most, in the order of the alphabet."""
    count = Counter(
        actor.country
        for mention in page.cast.mentions
        for actor in mention.actors
        if actor.country and actor.country not in ORGANISATION_CODES
    )
    return tuple(sorted(country for country, _ in sorted(count.items(), key=lambda c: (-c[1], c[0]))[:number]))


def _nearest_country(page: _Page, sentence: Sentence, at: int) -> tuple[str, ...]:
    """Give the country named nearest to a character: an election or a congress is one country's."""
    best: tuple[int, str] | None = None
    for mention in page.cast.inside(sentence.index, sentence.span):
        if mention.kind not in _OF_A_STATE:
            continue
        for actor in mention.actors:
            if actor.country and actor.country not in ORGANISATION_CODES:
                far = min(abs(mention.span[0] - at), abs(mention.span[1] - at))
                best = min(best, (far, actor.country)) if best else (far, actor.country)
    return (best[1],) if best else ()


# ---- anniversaries


def _commemorating(page: _Page, sentence: Sentence, span: Span, of: Span | None) -> tuple[str, ...]:
    """Give the parties of an anniversary; of something trilateral all three, though one is named beside it."""
    found = _parties(page, sentence, of)
    words = page.text((span[0], max(span[1], of[1] if of else 0))).lower().split()
    need = max((_SIDES.get(word, 0) for word in words), default=0)
    if len(found) >= need:
        return found
    most = _most_named(page, need)
    return most if set(found) <= set(most) else found


def _anniversaries(page: _Page, sentence: Sentence) -> Iterator[Milestone]:
    entries = _entries(page.lexicons)
    for index, token in enumerate(sentence.tokens):
        entry = entries.get(token.lemma.lower())
        if entry is None or entry.kind is not MilestoneKind.ANNIVERSARY:
            continue
        span = phrase(sentence, index)
        of = _complement(sentence, index)
        ordinal = ordinal_before_anniversary(
            sentence.text[max(0, token.start - sentence.span[0] - 30) : token.end - sentence.span[0]],
            lexicons=page.lexicons,
        )
        if ordinal is None and _YEAR_SINCE.search(page.document.text):
            ordinal = 1
        expression = _time_of(page, sentence, index, not_in=of)
        when = expression.when if expression else None
        origin_when = _dated_inside(page, sentence, of)
        if when is not None and not page.ahead(when, marked=_MARKED):
            continue
        if when is None:
            when = _anniversary_of(origin_when, ordinal) or _being_marked(page, sentence, index)
        if when is None and of is None:
            continue
        yield Milestone(
            kind=MilestoneKind.ANNIVERSARY,
            title=page.title(sentence, span),
            time=when,
            parties=_commemorating(page, sentence, span, of),
            of=page.title(sentence, of) if of else None,
            origin=_origin(when, ordinal, origin_when),
            evidence=Evidence(sentence=sentence.span, trigger=span),
        )
    yield from _years_since(page, sentence)


def _years_since(page: _Page, sentence: Sentence) -> Iterator[Milestone]:
    """Read "marks 40 years since the treaty"."""
    for time in page.times.get(sentence.index, ()):
        match = re.fullmatch(r"P(\d+)Y", time.value)
        if time.type is not TimexType.DURATION or match is None:
            continue
        after = page.document.text[time.span[1] : time.span[1] + 7].strip().lower()
        governors = {sentence.tokens[a].lemma.lower() for a in (time.token, *sentence.ancestors(time.token))}
        if not after.startswith(("since", "of", "after")) or not governors & _MARKING:
            continue
        since = next(index for index, token in enumerate(sentence.tokens) if token.start >= time.span[1])
        head = sentence.tokens[since].head if sentence.tokens[since].dep == "mark" else since
        end = sentence.tokens[max(without_clauses(sentence, head))].end
        span = (time.span[0], end)
        when = _being_marked(page, sentence, time.token)
        yield Milestone(
            kind=MilestoneKind.ANNIVERSARY,
            title=cut(page.text(span).rstrip(".")),
            time=when,
            parties=_parties(page, sentence, span),
            of=cut(re.sub(r"^(?:since|of|after)\s+(?:the\s+)?", "", page.text((time.span[1], end)).rstrip("."))),
            origin=_origin(when, int(match[1]), None),
            evidence=Evidence(sentence=sentence.span, trigger=time.span),
        )


def _dated_inside(page: _Page, sentence: Sentence, span: Span | None) -> When | None:
    """Give the date inside what is commemorated: "of the 1972 communiqué"."""
    for time in page.times.get(sentence.index, ()):
        if span and within(time.span, span) and time.when is not None and time.type is TimexType.DATE:
            return time.when
    return None


def _anniversary_of(origin: When | None, ordinal: int | None) -> When | None:
    """Add the years of an anniversary to the date of its origin."""
    if origin is None or ordinal is None or origin.start is None or origin.end is None:
        return None
    start, end = calendar.months(origin.start, 12 * ordinal), calendar.months(origin.end, 12 * ordinal)
    return When(start=start, end=end, precision=origin.precision) if start and end else None


def _being_marked(page: _Page, sentence: Sentence, token: int) -> When | None:
    """Give the day of publication, widened by a day, where the sentence itself marks the anniversary."""
    if page.published is None or page.published.end - page.published.start > timedelta(days=7):
        return None
    lemmas = {sentence.tokens[a].lemma.lower() for a in (token, *sentence.ancestors(token))}
    headline = sentence.kind.value == "headline"
    if not (headline or lemmas & _MARKING) or look_at(sentence, token, lexicons=page.lexicons) is Look.AHEAD:
        return None
    start, end = calendar.days(page.published.start, -1), calendar.days(page.published.end, 1)
    return When(start=start, end=end, precision=Precision.DAY, approximate=True) if start and end else None


def _origin(when: When | None, ordinal: int | None, known: When | None) -> str | None:
    """Write when the thing commemorated was: as the text says, else as many years before as the anniversary counts."""
    source, years = (known, 0) if known is not None and known.start is not None else (when, ordinal)
    if source is None or years is None or source.start is None or source.end is None:
        return None
    year = source.start.year - years
    if year < 1:
        return None
    if source.start == source.end and source.precision is Precision.DAY:
        return f"{year:04d}-{source.start.month:02d}-{source.start.day:02d}"
    if source.precision is Precision.MONTH and source.start.month == source.end.month:
        return f"{year:04d}-{source.start.month:02d}"
    return f"{year:04d}"


# ---- elections, congresses, deadlines, terms


def _named(page: _Page, sentence: Sentence) -> Iterator[Milestone]:
    entries = _entries(page.lexicons)
    for index, token in enumerate(sentence.tokens):
        entry = entries.get(token.lemma.lower())
        if entry is None or entry.kind in {MilestoneKind.ANNIVERSARY, MilestoneKind.SCHEDULED}:
            continue
        verb = token.pos == "VERB"
        if verb is not (token.lemma.lower() in entry.verbs) or (not verb and token.pos not in {"NOUN", "PROPN"}):
            continue
        beside = {sentence.tokens[i].lemma.lower() for i in sentence.children[index]} | {
            sentence.tokens[i].text.lower() for i in sentence.children[index]
        }
        fits = (not entry.with_ or bool(beside & set(entry.with_))) and not beside & set(entry.without)
        if not fits and not (entry.kind is MilestoneKind.CONGRESS and _ruling_party_in(sentence, index, entry)):
            continue
        span = (token.start, token.end) if verb else phrase(sentence, index)
        expression = _time_of(page, sentence, index)
        look = look_at(sentence, index, lexicons=page.lexicons)
        when = expression.when if expression else None
        if expression is not None and when is not None and expression.bound is Bound.AFTER:
            when = None
        if when is None and entry.kind is not MilestoneKind.CONGRESS:
            continue
        if when is not None and not page.ahead(when, marked=_MARKED if entry.kind is MilestoneKind.CONGRESS else -1):
            continue
        if when is not None and entry.kind is MilestoneKind.TERM and look not in _AHEAD:
            continue
        title = span
        if verb:
            subjects = [c for c in sentence.children[index] if sentence.tokens[c].dep in {"nsubj", "nsubjpass"}]
            if not subjects:
                continue
            title = (phrase(sentence, subjects[0])[0], token.end)
        yield Milestone(
            kind=entry.kind,
            title=page.title(sentence, title),
            time=when,
            parties=(
                _parties(page, sentence, title)
                if entry.kind is MilestoneKind.DEADLINE
                else _countries(page, sentence, title, kinds=_OF_A_STATE)
                or _nearest_country(page, sentence, token.start)
                or _parties(page, sentence)
            ),
            evidence=Evidence(sentence=sentence.span, trigger=span),
        )


def _ruling_party_in(sentence: Sentence, index: int, entry: MilestoneEntry) -> bool:
    """Say whether "its congress" is a party's: the party stands in the sentence before it."""
    own = any(sentence.tokens[c].dep == "poss" for c in sentence.children[index])
    return (
        own
        and any(t.lemma.lower() == "party" for t in sentence.tokens[:index])
        and not ({sentence.tokens[c].lemma.lower() for c in sentence.children[index]} & set(entry.without))
    )


def _ultimata(page: _Page, sentence: Sentence) -> Iterator[Milestone]:
    """Read "would respond within a day unless the ships withdraw"."""
    if not any(t.text.lower() in {"if", "unless"} for t in sentence.tokens):
        return
    for time in page.times.get(sentence.index, ()):
        before = page.document.text[max(sentence.span[0], time.span[0] - 8) : time.span[0]].lower()
        if time.type is not TimexType.DURATION or not before.rstrip().endswith("within"):
            continue
        match = re.fullmatch(r"P(?:T(\d+)H|(\d+)D|(\d+)W)", time.value)
        if match is None or page.published is None:
            continue
        reach = int(match[1] or 0) // 24 + int(match[2] or 0) + 7 * int(match[3] or 0)
        start, end = page.published.start, calendar.days(page.published.end, max(1, reach))
        if end is None:
            continue
        when = When(start=start, end=end, precision=Precision.DAY, text=time.text, span=time.span, approximate=True)
        yield Milestone(
            kind=MilestoneKind.DEADLINE,
            title=cut(f"ultimatum of {time.text}"),
            time=when,
            parties=_both_sides(page, _parties(page, sentence)),
            evidence=Evidence(sentence=sentence.span, trigger=time.span),
        )


def _both_sides(page: _Page, found: tuple[str, ...]) -> tuple[str, ...]:
    """An ultimatum has two sides; where the sentence names one, the other is that which the document names most."""
    most = _most_named(page, 2)
    return most if len(found) < 2 and set(found) <= set(most) else found


# ---- what is agreed or planned


def _scheduled(page: _Page, sentence: Sentence) -> Iterator[Milestone]:
    entries = _entries(page.lexicons)
    for time in page.times.get(sentence.index, ()):
        if time.when is None or time.type not in {TimexType.DATE, TimexType.TIME} or time.value.endswith("_REF"):
            continue
        if time.when.precision in {Precision.YEAR, Precision.DECADE, Precision.UNKNOWN}:
            continue
        if page.published is None or not page.ahead(time.when) or not _still_to_come(page.published, time):
            continue
        for at in sentence.ancestors(time.token):
            token = sentence.tokens[at]
            if token.pos not in {"VERB", "AUX", "NOUN", "PROPN"}:
                continue
            entry = entries.get(token.lemma.lower())
            if entry is not None and entry.kind is not MilestoneKind.SCHEDULED:
                break
            if entry is None and token.pos in {"NOUN", "PROPN"}:
                continue
            if entry is None or look_at(sentence, time.token, lexicons=page.lexicons) not in _AHEAD:
                break
            milestone = _plan(page, sentence, at, time)
            if milestone is not None:
                yield milestone
            break


def _still_to_come(published: Published, time: TimeExpression) -> bool:
    """A time that begins after publication, or by which something is to be done; "today" alone is no plan."""
    if time.when is None or time.when.start is None:
        return False
    if time.bound in {Bound.BEFORE, Bound.UNTIL}:
        return True
    return time.when.start >= published.end and time.text.lower() not in {"today", "tonight", "tomorrow"}


def _plan(page: _Page, sentence: Sentence, at: int, time: TimeExpression) -> Milestone | None:
    """Make a milestone of a clause or noun with its date; None where it names no country."""
    token = sentence.tokens[at]
    low, high = token.start, max(token.end, time.span[1])
    if token.pos == "VERB":
        subject = subject_of(sentence, at)
        if subject is not None:
            low = min(low, phrase(sentence, subject)[0])
        objects = [c for c in sentence.children[at] if sentence.tokens[c].dep in {"dobj", "attr", "prep"}]
        for child in objects:
            high = max(high, sentence.tokens[max(without_clauses(sentence, child))].end)
    else:
        low = min(low, phrase(sentence, at)[0])
    span = (low, high)
    parties = _countries(page, sentence, span) or _countries(page, sentence, sentence.span)
    if not parties:
        return None
    limit = _limit(page, time)
    return Milestone(
        kind=MilestoneKind.DEADLINE if limit is not None else MilestoneKind.SCHEDULED,
        title=title_of_plan(sentence, at, times=page.times.get(sentence.index, ()), cast=page.cast),
        time=limit or time.when,
        parties=parties,
        evidence=Evidence(sentence=sentence.span, trigger=(token.start, token.end)),
    )


def _limit(page: _Page, time: TimeExpression) -> When | None:
    """Give the days left for what is to be done before or by a time; None where the time is no such limit."""
    if time.when is None or page.published is None or time.bound not in {Bound.BEFORE, Bound.UNTIL}:
        return None
    end = calendar.days(time.when.start, -1) if time.bound is Bound.BEFORE and time.when.start else time.when.end
    if end is None or end < page.published.start:
        return None
    return When(start=page.published.start, end=end, precision=time.when.precision, text=time.text, span=time.span)
