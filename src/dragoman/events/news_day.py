"""Acts that the report dates by being news: undated words, the first sentence, answers given on the spot."""

import itertools
from datetime import date, timedelta

from dragoman.events.draft import WORDS, DraftEvent
from dragoman.schema.event import EventType, Status
from dragoman.schema.sentence import PredicationKind, Relation, Role, Tense
from dragoman.schema.when import Bound, Precision, Published, TimeExpression, TimexType, When


def date_the_news(
    drafts: list[DraftEvent], expressions: tuple[TimeExpression, ...], published: Published | None
) -> None:
    """Bound the undated acts that are the news itself: told in a main clause, in the past or perfect, as done.

    What a report tells as done without a day is of the day it last names, or of the day before it came out, and no
    later than it came out. Such a time is marked approximate and rests on no words. Only words (a criticism, an
    offer, a refusal …) and what the first sentence tells are taken for news; anything else undated stays undated.
    """
    if published is None:
        return
    by_sentence: dict[int, list[TimeExpression]] = {}
    for expression in expressions:
        by_sentence.setdefault(expression.sentence, []).append(expression)
    start = news_begins(expressions, published)
    first = min((d.sentence.index for d in drafts if not d.headline), default=-1)
    renewed: set[int] = set()
    for draft in drafts:
        if _is_performed(draft):
            draft.time = None  # done by these very words, whatever time another mention names
            renewed.add(id(draft))
        if draft.time is None:
            draft.time = _said(draft, tuple(by_sentence.get(draft.sentence.index, ())), published)
    for before, draft in itertools.pairwise(drafts):
        if draft.time is None:
            draft.time = _on_the_spot(before, draft)
    for draft in drafts:
        performed = id(draft) in renewed
        news = performed or (_is_news(draft, first) and not _of_another_day(draft, by_sentence))
        if draft.time is None and draft.status is Status.HAPPENED and news:
            begin = published.start if performed else start
            draft.time = When(start=begin, end=published.end, precision=Precision.UNKNOWN, approximate=True)


_NEWS_DAYS = 7


def news_begins(expressions: tuple[TimeExpression, ...], published: Published) -> date:
    """Give the day from which undated news of a report are: the last day it names, else the day before it came out."""
    named = [
        e.when.end
        for e in expressions
        if e.when is not None
        and e.when.precision is Precision.DAY
        and e.when.end is not None
        and published.start - timedelta(days=_NEWS_DAYS) <= e.when.end <= published.end
    ]
    return max(named, default=published.start - timedelta(days=1))


def _is_performed(draft: DraftEvent) -> bool:
    """Say whether the sentence itself does the act: "we stand by our commitment"."""
    time, sentence = draft.time, draft.sentence
    if time is None or time.span is None or sentence.span[0] <= time.span[0] < sentence.span[1]:
        return False
    if draft.type not in WORDS or draft.status is not Status.HAPPENED:
        return False
    return any(
        p.governor is None
        and p.tense is Tense.PRESENT
        and not p.perfect
        and any(sentence.tokens[a.token].lemma in {"we", "i"} for a in p.fillers(Role.SUBJECT))
        for p in sentence.predications
    )


def _said(draft: DraftEvent, expressions: tuple[TimeExpression, ...], published: Published) -> When | None:
    """Date an act done by saying by the one recent day of its sentence: "said on Wednesday that it was appalled".

    The words are the act where the report takes them so, and where a state of mind is told under the verb of saying.
    """
    p = draft.predication
    stance = p.kind is PredicationKind.ADJECTIVE and draft.type in WORDS
    if draft.status is not Status.HAPPENED or not (draft.by_saying or stance):
        return None
    days = {
        (e.when.start, e.when.end): e.when
        for e in expressions
        if e.when is not None and e.when.precision is Precision.DAY and e.bound is Bound.IN
    }
    if len(days) != 1:
        return None
    when = next(iter(days.values()))
    if when.end is None or not published.start - timedelta(days=_NEWS_DAYS) <= when.end <= published.end:
        return None
    return when


def _on_the_spot(before: DraftEvent, draft: DraftEvent) -> When | None:
    """Date an answer given at once by the words it answers, told just before of the same two."""
    text = draft.sentence.text.casefold()
    near = 0 <= draft.sentence.index - before.sentence.index <= 1
    countries = [{c for c, _ in d.parties if c} for d in (before, draft)]
    if not near or before.time is None or draft.status is not Status.HAPPENED or not countries[1] & countries[0]:
        return None
    if draft.type is not EventType.REJECT or not any(words in text for words in _AT_ONCE):
        return None
    return When(start=before.time.start, end=before.time.end, precision=before.time.precision, approximate=True)


_AT_ONCE = ("on the spot", "immediately", "there and then", "then and there", "at once")


def _of_another_day(draft: DraftEvent, by_sentence: dict[int, list[TimeExpression]]) -> bool:
    """Say whether the act has a time of its own that nobody can place: "met two days before", "that day"."""
    sentence, p = draft.sentence, draft.predication
    return any(
        e.when is None and e.type is TimexType.DATE and "X" in e.value and p.anchor in sentence.ancestors(e.token)
        for e in by_sentence.get(sentence.index, [])
    )


_OVER_AND_OVER = frozenset(
    {"repeatedly", "often", "long", "always", "frequently", "traditionally", "regularly", "widely"}
)


def _is_news(draft: DraftEvent, first: int) -> bool:
    p = draft.predication
    if draft.by_saying:
        return True
    recent = p.tense is Tense.PRESENT and p.perfect
    if draft.type not in WORDS and draft.sentence.index != first and not recent:
        return False
    told = p.tense is Tense.PAST or (p.tense is Tense.PRESENT and (p.perfect or draft.type in WORDS))
    if not told or (p.tense is Tense.PAST and p.perfect):  # the pluperfect looks back from the news
        return False
    if draft.sentence.tokens[p.anchor].dep == "relcl" or _OVER_AND_OVER & set(p.modifiers):
        return False
    return p.governor is None or p.governor.relation is Relation.COMPLEMENT
