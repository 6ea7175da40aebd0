"""Which act a time expression dates. Rules in docs/times.md, "Which act"."""

import itertools
import re
from datetime import timedelta

from dragoman.schema.sentence import Predication, PredicationKind, Relation, Sentence
from dragoman.schema.when import Bound, Precision, TimeExpression, When


class Dater:
    """Hands the time expressions of one sentence to its predications."""

    def __init__(self, sentence: Sentence, expressions: tuple[TimeExpression, ...]) -> None:
        self.sentence = sentence
        self.own: dict[int, list[tuple[int, TimeExpression]]] = {}  # with how far down each stands
        self.anchors: dict[int, Predication] = {}
        for predication in sentence.predications:
            for token in (predication.token, predication.light):
                if token is not None:
                    self.anchors.setdefault(token, predication)
        self.lasting: dict[int, TimeExpression] = {}  # durations in days, by the act they stand with
        for expression in expressions:
            if expression.when is None and not _DAYS.fullmatch(expression.value):
                continue
            for steps, token in enumerate((expression.token, *sentence.ancestors(expression.token))):
                if token in self.anchors:  # the nearest predication above is the act it stands with
                    holder = self._begun(self.anchors[token]).index
                    if expression.when is None:
                        self.lasting.setdefault(holder, expression)
                    else:
                        self.own.setdefault(holder, []).append((steps, expression))
                    break
        for holder in list(self.own):
            self._part(holder)

    def _begun(self, p: Predication) -> Predication:
        """Look past "starting" and "beginning" to the act: "will relax rules, starting this summer"."""
        if p.lemma in {"start", "begin"} and p.governor is not None and not p.finite:
            return self.sentence.predications[p.governor.predication]
        return p

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

    def time(self, predication: Predication) -> When | None:
        """Give the interval that dates an act, from its own words or from the act it hangs on."""
        return self._time(predication, 0)

    def _time(self, p: Predication, depth: int) -> When | None:
        own = _lengthened(_combine(self.own.get(p.index, [])), self.lasting.get(p.index))
        if own is not None or depth > 4:
            return own
        below = self._from_relative(p)
        if below is not None:
            return below
        if p.governor is None:
            return self._from_coordination(p, depth)
        above = self.sentence.predications[p.governor.predication]
        relation, marker = p.governor.relation, p.governor.marker
        if relation is Relation.OBLIQUE and marker in {"during", "at", "in", "with"}:
            return self._time(above, depth + 1)
        if relation is Relation.ADVERBIAL and (
            marker in {"while", "when", "as"} or (not p.finite and marker in {"", "by", "in"})
        ):
            return self._time(above, depth + 1)
        if relation is Relation.OBLIQUE and marker in {"after", "following", "since"}:
            return _bounded(self._time(above, depth + 1), ends=True)
        if (
            relation is Relation.COMPLEMENT
            and not p.finite
            and above.kind is not PredicationKind.NOUN
            and self._implicative(above)
        ):
            return self._time(above, depth + 1)
        return self._from_coordination(p, depth)

    def _implicative(self, above: Predication) -> bool:
        return above.lemma in {"begin", "start", "continue", "manage", "resume", "be", "come", "go", "help"}

    def _from_coordination(self, p: Predication, depth: int) -> When | None:
        """Take over the time of the first of two joined verbs: "visited Japan in May and *met* …"."""
        anchor = p.token if p.light is None else p.light
        token = self.sentence.tokens[anchor]
        if token.dep == "conj" and token.head in self.anchors:
            first = self.anchors[token.head]
            if first.tense is p.tense and self._share_subject(first, p):
                return self._time(first, depth + 1)
        return None

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


def _lengthened(when: When | None, lasting: TimeExpression | None) -> When | None:
    """Close "from May 30" by "for three days"; the first day counts."""
    if when is None or lasting is None or when.start is None or when.end is not None:
        return when
    found = _DAYS.fullmatch(lasting.value)
    if found is None:
        return when
    days = int(found[1]) * (7 if found[2] == "W" else 1)
    end = when.start + timedelta(days=max(days, 1) - 1)
    return When(start=when.start, end=end, precision=when.precision, text=when.text, span=when.span)


_DAYS = re.compile(r"P(\d{1,3})([DW])")


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


def _bounded(when: When | None, *, ends: bool) -> When | None:
    """Turn the time of one act into a bound on another: what was before it."""
    if when is None or when.end is None or not ends:
        return None
    return When(start=None, end=when.end, precision=Precision.UNKNOWN, text=when.text, span=when.span)


def _inside(inner: When, outer: When) -> bool:
    if inner.start is None or inner.end is None:
        return False
    return (outer.start is None or outer.start <= inner.start) and (outer.end is None or inner.end <= outer.end)
