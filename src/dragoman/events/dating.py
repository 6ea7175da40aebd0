"""Which act a time expression dates. Rules in docs/times.md, "Which act"."""

from dragoman.schema.sentence import Predication, PredicationKind, Relation, Sentence
from dragoman.schema.when import Bound, Precision, TimeExpression, When

_TEMPORAL_HEADS = frozenset({"day", "week", "month", "year", "hour", "hours", "days", "weeks", "months", "years"})


class Dater:
    """Hands the time expressions of one sentence to its predications."""

    def __init__(self, sentence: Sentence, expressions: tuple[TimeExpression, ...]) -> None:
        self.sentence = sentence
        self.own: dict[int, list[TimeExpression]] = {}
        self.anchors: dict[int, Predication] = {}
        for predication in sentence.predications:
            for token in (predication.token, predication.light):
                if token is not None:
                    self.anchors.setdefault(token, predication)
        for expression in expressions:
            if expression.when is None:
                continue
            holder = self._holder(expression)
            if holder is not None:
                self.own.setdefault(holder.index, []).append(expression)

    def _holder(self, expression: TimeExpression) -> Predication | None:
        """Climb from the expression to the nearest predication: that is the act it stands with."""
        for token in (expression.token, *self.sentence.ancestors(expression.token)):
            if token in self.anchors:
                return self.anchors[token]
        return None

    def time(self, predication: Predication) -> When | None:
        """Give the interval that dates an act, from its own words or from the act it hangs on."""
        return self._time(predication, 0)

    def _time(self, p: Predication, depth: int) -> When | None:
        own = _combine(self.own.get(p.index, []))
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
        if relation is Relation.ADVERBIAL and not p.finite and marker in {"", "while", "when", "by", "as", "in"}:
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


def _combine(expressions: list[TimeExpression]) -> When | None:
    """Put the expressions on one act together: the narrowest interval inside the others."""
    found: When | None = None
    for expression in expressions:
        when = _with_bound(expression)
        if when is None:
            continue
        if found is None or (_inside(when, found) and when.overlaps(found)):
            found = when
    return found


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
