"""Which act a time expression dates. Rules in docs/times.md, "Which act"."""

import itertools
import re
from datetime import date, timedelta

from msgspec import structs

from dragoman.events.counting import counts
from dragoman.schema.sentence import Predication, PredicationKind, Relation, Role, Sentence, Tense
from dragoman.schema.when import Bound, Precision, TimeExpression, TimexType, When


class Dater:
    """Hands the time expressions of one sentence to its predications."""

    def __init__(self, sentence: Sentence, expressions: tuple[TimeExpression, ...]) -> None:
        self.sentence = sentence
        self.own: dict[int, list[tuple[int, TimeExpression]]] = {}  # with how far down each stands
        self.anchors: dict[int, Predication] = {}
        inside = {t for e in expressions for t in sentence.words(e.span)}  # "by the *end* of May" names no act
        for predication in sentence.predications:
            for token in (predication.token, predication.light):
                if token is not None and token not in inside:
                    self.anchors.setdefault(token, predication)
        self.lengths: dict[int, int] = {}  # days of a journey, by its predication
        self.counts = counts(sentence, expressions)
        for expression in expressions:
            if expression.when is None:
                self._measure(expression)
                continue
            for steps, token in enumerate((expression.token, *sentence.ancestors(expression.token))):
                if token in self.anchors:  # the nearest predication above is the act it stands with
                    act, held = self._behind_a_bound(self._begun(self.anchors[token]), expression)
                    act = self._judged(act, expression)
                    self.own.setdefault(act.index, []).append((steps, held))
                    break
            else:
                self._give_fronted(expression)
        for holder in list(self.own):
            self._part(holder)
            self._join_days(holder)

    def _measure(self, expression: TimeExpression) -> None:
        """Note the length of a "three-day visit", and of "will visit Oslo for three days"."""
        days = _DAYS.fullmatch(expression.value) if expression.type is TimexType.DURATION else None
        behind = self.sentence.text[expression.span[1] - self.sentence.span[0] :].lstrip()
        if _COUNTED.match(behind):  # "two days after the talks"
            return
        above = self.sentence.ancestors(expression.token)
        reach = 2 if above and self.sentence.tokens[above[0]].dep == "prep" else 1
        tokens = (expression.token, *above[:reach])
        held = next((self.anchors[t] for t in tokens if t in self.anchors), None)
        if days is not None and held is not None and int(days[1]):
            self.lengths[held.index] = int(days[1])

    def _stretched(self, p: Predication, when: When) -> When:
        """Give a visit, talks or drills told with their first day and their length all of their days."""
        days = self.lengths.get(p.index)
        first = when.start
        if days is None or first is None or when.end not in {None, first} or p.lemma not in _GOING | _LASTING:
            return when
        return structs.replace(when, end=first + timedelta(days=days - 1))

    def _opened(self, p: Predication, when: When) -> When:
        """Add the beginning that a relative clause tells: "drills, which *began* on Monday, last until Friday"."""
        began = self._from_relative(p) if when.start is None else None
        return _joined(began, when) if began is not None and began.start is not None else when

    def _on_journey(self, p: Predication, depth: int) -> When | None:
        """Date what is done "during a three-day trip" told with the day of the arrival."""
        for other in self.sentence.predications:
            governor, days = other.governor, self.lengths.get(other.index)
            if days is None or governor is None or governor.predication != p.index or governor.marker not in _WITHIN:
                continue
            for going in self.sentence.predications:
                when = self._time(going, depth + 1) if going.lemma in _GOING and going is not p else None
                if when is not None and when.start is not None and when.start == when.end:
                    return When(start=when.start, end=when.start + timedelta(days=days - 1), approximate=True)
        return None

    def _on_tour(self, p: Predication) -> When | None:
        """Date a stop by the tour it is on: "will visit Chile on a tour until May 3"."""
        for other in self.sentence.predications:
            governor = other.governor
            if governor is not None and governor.predication == p.index and governor.marker == "on":
                when = _combine(self.own.get(other.index, [])) if other.lemma in _TOURS else None
                if when is not None:
                    return when
        return None

    def _give_fronted(self, expression: TimeExpression) -> None:
        """Give a time at the head of the sentence to its first clause, whatever the parse made of it."""
        if expression.token > _FRONT:
            return
        clauses = (p for p in self.sentence.predications if p.governor is None and p.kind is PredicationKind.VERB)
        first = next((p for p in clauses if p.token > expression.token), None)
        if first is not None:
            self.own.setdefault(self._begun(first).index, []).append((_FRONT, expression))

    def _begun(self, p: Predication) -> Predication:
        """Look past "starting" and "beginning" to the act: "will relax rules, starting this summer"."""
        if p.lemma in {"start", "begin"} and p.governor is not None and not p.finite:
            return self.sentence.predications[p.governor.predication]
        return p

    def _behind_a_bound(self, p: Predication, expression: TimeExpression) -> tuple[Predication, TimeExpression]:
        """Keep the day of what an act is told to come before from dating the act: "met ahead of the *vote* in April".

        The parse hangs such a day on the verb as often as on the noun.
        """
        text = self.sentence.text[: expression.span[0] - self.sentence.span[0]]
        match = _BEFORE_SOMETHING.search(text)
        if match is None or expression.bound is not Bound.IN:
            return p, expression
        start = self.sentence.span[0] + match.start()
        if self.sentence.tokens[p.anchor].start >= start:
            return p, expression
        between = [q for q in self.sentence.predications if start < q.trigger[0] < expression.span[0]]
        nouns = [q for q in between if q.kind is PredicationKind.NOUN]
        if nouns or between:
            return (nouns[-1], expression) if nouns else (p, expression)
        return p, structs.replace(expression, bound=Bound.BEFORE)

    def _judged(self, p: Predication, expression: TimeExpression) -> Predication:
        """Give the date behind what somebody judges to that: "condemned the *attack* in Oslo on 2 June".

        A weekday may be that of the words ("condemned the attack on Monday") and stays with them.
        """
        dated = any(c.isdigit() for c in expression.text)
        if p.lemma not in _JUDGING or p.kind is not PredicationKind.VERB or not dated:
            return p
        objects = {a.token for a in p.fillers(Role.OBJECT)}
        judged = [q for q in self.sentence.predications if q.token in objects and q.token < expression.token]
        commas = any(t.text == "," for q in judged for t in self.sentence.tokens[q.token : expression.token])
        return judged[-1] if judged and not commas else p

    def _part(self, holder: int) -> None:
        """Give later times on one act to the event nouns they follow: "sanctions in March for a *test* in May"."""
        held = sorted(self.own[holder], key=lambda pair: pair[1].token)
        for (_, before), (steps, expression) in itertools.pairwise(held):
            if before.when is None or expression.when is None or before.when.overlaps(expression.when):
                continue
            between = [
                p
                for p in self.sentence.predications
                if before.token < p.token < expression.token and p.index != holder and p.kind is PredicationKind.NOUN
            ]
            if between:
                self.own[holder].remove((steps, expression))
                self.own.setdefault(between[-1].index, []).append((steps, expression))

    def _join_days(self, holder: int) -> None:
        """Give an act told of two days in a row both: "will meet on Thursday and Friday"."""
        held = self.own[holder]
        for (_, before), (_, second) in itertools.pairwise(sorted(held, key=lambda pair: pair[1].token)):
            a, b = before.when, second.when
            token = self.sentence.tokens[second.token]
            if a is None or b is None or a.start is None or b.end is None or token.dep != "conj":
                continue
            near = a.start < b.end and (b.end - a.start).days <= _ROW and token.head == before.token
            if near and Precision.DAY is a.precision is b.precision and Bound.IN is before.bound is second.bound:
                both = structs.replace(a, end=b.end)
                held[:] = [(s, structs.replace(e, when=both) if e in {before, second} else e) for s, e in held]

    def time(self, predication: Predication) -> When | None:
        """Give the interval that dates an act, from its own words or from the act it hangs on."""
        return self._time(predication, 0)

    def _time(self, p: Predication, depth: int) -> When | None:
        own = _combine(self.own.get(p.index, []))
        if p.lemma == "anniversary" and own is None:
            own = next((_combine(self.own.get(q.index, [])) for q in self._commemorated(p)), None)
        above = self.sentence.predications[p.governor.predication] if p.governor is not None else None
        if above is not None and above.lemma == "anniversary" and p in self._commemorated(above):
            return _years_before(own or _combine(self.own.get(above.index, [])), above.modifiers)
        if own is not None:
            return self._opened(p, self._stretched(p, own))
        if depth > _DEEP:
            return None
        if (counted := self._counted(p, depth)) is not None:
            return counted
        below = self._from_relative(p) or self._from_circumstance(p) or self._bound_by(p, depth) or self._on_tour(p)
        if below is not None:
            return below
        if self.lengths and (journey := self._on_journey(p, depth)) is not None:
            return journey
        if p.governor is None or above is None:
            return self._from_coordination(p, depth)
        relation, marker = p.governor.relation, p.governor.marker
        if relation is Relation.OBLIQUE and (marker in _WITHIN or (marker == "for" and above.lemma in _GOING)):
            return self._time(above, depth + 1)
        if relation is Relation.ADVERBIAL and (
            marker in {"while", "when", "as"} or (not p.finite and marker in {"", "by", "in"})
        ):
            return self._time(above, depth + 1)
        if relation is Relation.OBLIQUE and marker in {"after", "following", "since"}:
            return _bounded(self._time(above, depth + 1))
        if (
            relation is Relation.COMPLEMENT
            and above.kind is not PredicationKind.NOUN
            and ((not p.finite and self._implicative(above)) or self._as_it_was_said(p, above))
        ):
            return self._time(above, depth + 1)
        return self._from_coordination(p, depth)

    def _counted(self, p: Predication, depth: int) -> When | None:
        """Count from another act of the sentence: "left two days after the *talks* of May 3"."""
        for count in self.counts:
            other = count.other(p.index)
            when = self._time(self.sentence.predications[other], depth + 1) if other is not None else None
            if when is not None and when.start is not None and when.end is not None:
                return count.time(p.index, when)
        return None

    def _from_circumstance(self, p: Predication) -> When | None:
        """Take the time of what goes on at the same time: "was agreed when they *visited* Rome for talks in May"."""
        if p.kind is not PredicationKind.VERB:
            return None
        for other in self.sentence.predications:
            governor = other.governor
            if governor is None or governor.predication != p.index:
                continue
            if governor.relation is Relation.ADVERBIAL and governor.marker in {"when", "while", "as"}:
                when = _combine(self.own.get(other.index, [])) or self._from_circumstance(other)
            elif governor.relation is Relation.OBLIQUE and (
                governor.marker in _WITHIN or (governor.marker == "for" and p.lemma in _GOING)
            ):
                when = _combine(self.own.get(other.index, []))
            else:
                continue
            if when is not None and when.start is not None and when.end is not None:
                return when
        return None

    def _commemorated(self, anniversary: Predication) -> list[Predication]:
        """Give what an anniversary is of."""
        return [
            q
            for q in self.sentence.predications
            if q.governor is not None and q.governor.predication == anniversary.index and q.governor.marker == "of"
        ]

    def _bound_by(self, p: Predication, depth: int) -> When | None:
        """Take a bound from an act that this one is told to come before: "ahead of the *vote* in May"."""
        for other in self.sentence.predications:
            governor = other.governor
            if governor is None or governor.relation is not Relation.OBLIQUE:
                continue
            above = self.sentence.predications[governor.predication]
            leading = above.lemma in {"lead", "lead up"} and above.governor is not None and "to" in governor.marker
            holder = above.governor.predication if leading and above.governor is not None else governor.predication
            if holder == p.index and (leading or governor.marker in _BEFORE):
                when = self._time(other, depth + 1)
                if when is not None and when.end is not None:
                    return When(start=None, end=when.end, text=when.text, span=when.span)
        return None

    def _as_it_was_said(self, p: Predication, above: Predication) -> bool:
        """Say whether an act went on while it was told of: "said in May it *was holding* talks"."""
        return p.finite and p.progressive and p.tense is Tense.PAST and not p.perfect and above.tense is Tense.PAST

    def _implicative(self, above: Predication) -> bool:
        return above.lemma in {"begin", "start", "continue", "manage", "resume", "be", "come", "go", "help"}

    def _from_coordination(self, p: Predication, depth: int) -> When | None:
        """Take over the time of the first of two joined verbs: "visited Japan in May and *met* …"."""
        anchor = p.anchor
        token = self.sentence.tokens[anchor]
        if token.dep == "conj" and token.head in self.anchors:
            first = self.anchors[token.head]
            if first.tense is p.tense and self._share_subject(first, p):
                return self._time(first, depth + 1)
            return self._over_both(first, p)
        return None

    def _over_both(self, first: Predication, second: Predication) -> When | None:
        """Give a time at the head of the sentence to both clauses: "In May X closed its port and Y *left*"."""
        if second.tense is Tense.FUTURE or first.tense is Tense.FUTURE or second.modal:
            return None
        subject = min((a.token for a in first.fillers(Role.SUBJECT)), default=first.anchor)
        return _combine([(s, e) for s, e in self.own.get(first.index, []) if e.token < min(subject, first.anchor)])

    def _share_subject(self, first: Predication, second: Predication) -> bool:
        return bool({a.token for a in first.arguments} & {a.token for a in second.arguments})

    def _from_relative(self, p: Predication) -> When | None:
        """Take the time of a clause that only tells how long or when: "the talks, which lasted until Friday"."""
        if p.kind is not PredicationKind.NOUN:
            return None
        for other in self.sentence.predications:
            if (
                other.governor is not None
                and other.governor.predication == p.index
                and other.governor.relation is Relation.RELATIVE
            ):
                own = _combine(self.own.get(other.index, []))
                if own is not None:
                    return own
        return None


_JUDGING = frozenset(
    "condemn criticise criticize denounce deplore welcome praise hail mourn lament regret protest applaud".split()
)
_ROW = 3  # days that two days told in one breath may span
_DEEP = 4  # acts that a time is looked for through, at most
_FRONT = 4  # how far into the sentence a time at its head stands
_WITHIN = frozenset({"during", "at", "in", "with"})
_GOING = frozenset({"visit", "travel", "go", "come", "arrive", "fly", "return"})
_TOURS = frozenset({"tour", "trip", "journey", "visit", "swing"})
_LASTING = frozenset(
    "visit trip tour stay journey talk meeting summit conference forum session dialogue negotiation exercise drill "
    "maneuver manoeuvre truce ceasefire".split()
)
"""Acts that fill the days of their length; a border closed "for thirty days" on Monday is closed on Monday."""
_BEFORE_SOMETHING = re.compile(
    r"\b(?:ahead of|before|prior to|in the (?:run-?up|lead-?up) to|on the eve of)\s+"
    r"(?:[\w’'-]+\s+){1,5}(?:in|on|of|at)?\s*$",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"(?:after|before|following|since)\b")
_DAYS = re.compile(r"P(\d{1,2})D")
_BEFORE = frozenset({"ahead of", "before", "prior to", "in run-up to", "in lead-up to", "on eve of", "until"})


def _combine(expressions: list[tuple[int, TimeExpression]]) -> When | None:
    """Put the expressions on one act together: the nearest counts, and what narrows it ("on Monday in August")."""
    found: When | None = None
    for _, expression in sorted(expressions, key=lambda pair: pair[0]):
        when = _with_bound(expression)
        if when is None:
            continue
        if found is None or (_inside(when, found) and when.overlaps(found)):
            found = when
        elif found.start is None and when.end is None and when.start is not None and found.end is not None:
            found = _joined(when, found)
        elif found.end is None and when.start is None and found.start is not None and when.end is not None:
            found = _joined(found, when)
    return found


def _years_before(when: When | None, modifiers: tuple[str, ...]) -> When | None:
    """Date what a "50th anniversary" is of: as many years before."""
    count = next((int(found[1]) for word in modifiers if (found := _ORDINAL.fullmatch(word))), None)
    if when is None or when.start is None or when.end is None or count is None or when.start.year <= count:
        return None
    start, end = (_same_day(day, day.year - count) for day in (when.start, when.end))
    return When(start=start, end=end, precision=when.precision)


def _same_day(day: date, year: int) -> date:
    return day.replace(year=year, day=min(day.day, 28) if day.month == 2 else day.day)


_ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")


def _joined(since: When, until: When) -> When:
    """Make one interval of "from May 14" and "until May 16"."""
    if since.start is None or until.end is None or since.start > until.end:
        return since
    return When(start=since.start, end=until.end, precision=since.precision, text=since.text, span=since.span)


def _with_bound(expression: TimeExpression) -> When | None:
    when = expression.when
    if when is None:
        return None
    if expression.bound is Bound.IN:
        return when
    if expression.bound in {Bound.BEFORE, Bound.UNTIL}:
        end = when.start if expression.bound is Bound.BEFORE else when.end
        return (
            None if end is None else When(start=None, end=end, precision=when.precision, text=when.text, span=when.span)
        )
    start = when.end if expression.bound is Bound.AFTER else when.start
    return (
        None if start is None else When(start=start, end=None, precision=when.precision, text=when.text, span=when.span)
    )


def _bounded(when: When | None) -> When | None:
    """Turn the time of one act into a bound on another: what was before it."""
    if when is None or when.end is None:
        return None
    return When(start=None, end=when.end, precision=Precision.UNKNOWN, text=when.text, span=when.span)


def _inside(inner: When, outer: When) -> bool:
    if inner.start is None or inner.end is None:
        return False
    return (outer.start is None or outer.start <= inner.start) and (outer.end is None or inner.end <= outer.end)
