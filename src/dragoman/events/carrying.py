"""Times that acts take from acts of other sentences: counted days, journeys, what began when, a story told on."""

import re
from dataclasses import dataclass, replace
from datetime import timedelta

from msgspec import structs

from dragoman.events.counting import counts
from dragoman.events.dating import Dater
from dragoman.events.draft import WORDS, DraftEvent
from dragoman.events.news_day import news_begins
from dragoman.events.sides import keys
from dragoman.lexicons.files import Lexicons
from dragoman.lexicons.grammar import word_list
from dragoman.schema.document import ParagraphKind
from dragoman.schema.event import Status
from dragoman.schema.sentence import Predication, PredicationKind, Relation, Role, Sentence, Tense
from dragoman.schema.when import Precision, Published, TimeExpression, TimexType, When


def carry(
    drafts: list[DraftEvent],
    sentences: tuple[Sentence, ...],
    expressions: tuple[TimeExpression, ...],
    published: Published | None,
    *,
    lexicons: Lexicons,
) -> None:
    """Date undated acts by dated ones, in place, the mentions of each act taken together."""
    told = [sentence for sentence in sentences if sentence.kind is ParagraphKind.BODY]
    jubilee = any(s.kind is ParagraphKind.HEADLINE and _of_lemma(s, _JUBILEE) for s in sentences)
    by_sentence: dict[int, list[TimeExpression]] = {}
    for expression in expressions:
        by_sentence.setdefault(expression.sentence, []).append(expression)
    _date_the_journey(drafts, expressions)
    nouns: list[DatedNoun] = []
    for sentence in told:
        own = tuple(by_sentence.get(sentence.index, ()))
        _on_the_day(Dater(sentence, own), drafts, expressions, published)
        if own:
            dater = Dater(sentence, own)
            nouns.extend(_dated_nouns(dater))
            _count(sentence, own, drafts, expressions, published, jubilee=jubilee)
            _begin(dater, drafts)
    _speak_again(drafts, nouns)
    _tour_on(drafts)
    pointing = word_list(lexicons, "pointing-noun") | word_list(lexicons, "incident-noun")
    _answer(drafts, pointing, published)
    _tell_on(drafts, by_sentence)


_JUBILEE = frozenset({"anniversary", "jubilee"})


def _of_lemma(sentence: Sentence, lemmas: frozenset[str]) -> bool:
    return any(token.lemma.lower() in lemmas for token in sentence.tokens)


def _mentions(drafts: list[DraftEvent]) -> list[tuple[DraftEvent, DraftEvent]]:
    """Give every mention of an act with the act, in the order of the text."""
    found = [(mention, draft) for draft in drafts for mention in (draft, *draft.merged)]
    return sorted(found, key=lambda pair: pair[0].predication.trigger)


def _count(
    sentence: Sentence,
    own: tuple[TimeExpression, ...],
    drafts: list[DraftEvent],
    expressions: tuple[TimeExpression, ...],
    published: Published | None,
    *,
    jubilee: bool,
) -> None:
    """Count days from acts that other sentences date: "will arrive the day after a *summit*".

    What a report tells "two days after" something, and tells of no other day, is of the day of the report. A
    statement on an anniversary is made on the day.
    """
    acts = {m.predication.index: draft for m, draft in _mentions(drafts) if m.sentence.index == sentence.index}
    for count in counts(sentence, own):
        for index in (count.earlier, count.later):
            draft = acts.get(index) if index is not None else None
            if index is None or draft is None or draft.time is not None:
                continue
            other = count.other(index)
            known = acts.get(other) if other is not None else None
            when = known.time if known is not None else None
            if when is None and known is None and other is not None:
                when = _known_elsewhere(sentence.predications[other], sentence, drafts)
            if when is None and index == count.earlier:
                when = _told_now(sentence, other, expressions, published)
            if when is not None and when.start is not None and when.end is not None:
                length = count.length.rounded() if jubilee else count.length
                draft.time = replace(count, length=length).time(index, when)


@dataclass(frozen=True, slots=True)
class DatedNoun:
    """An act that a noun names and its own sentence dates, whether it is an event of the record or not."""

    sentence: int
    stem: str
    when: When


def _dated_nouns(dater: Dater) -> list[DatedNoun]:
    found = []
    for p in dater.sentence.predications:
        when = dater.time(p) if p.kind is PredicationKind.NOUN else None
        if when is not None and when.start is not None and when.end is not None:
            found.append(DatedNoun(dater.sentence.index, _stem(p.lemma), when))
    return found


def _speak_again(drafts: list[DraftEvent], nouns: list[DatedNoun]) -> None:
    """Date what a definite noun names anew, and what was done there: "at the *talks*", named three sentences before.

    The last one named before counts, where all that bear the name are of one time.
    """
    for draft in drafts:
        if draft.time is not None or draft.status is not Status.HAPPENED:
            continue
        sentence, p = draft.sentence, draft.predication
        spoken = [p] if p.kind is PredicationKind.NOUN else []
        spoken += [
            q
            for q in sentence.predications
            if q.kind is PredicationKind.NOUN
            and q.governor is not None
            and q.governor.predication == p.index
            and q.governor.relation is Relation.OBLIQUE
            and q.governor.marker in _THERE
            and (p.kind is PredicationKind.VERB or p.light is not None)
        ]
        for q in spoken:
            named = [n for n in nouns if n.stem == _stem(q.lemma) and n.sentence < sentence.index]
            when = named[-1].when if named else None
            if when is None or when.start is None or when.end is None or (when.end - when.start).days > _STORY:
                continue
            if _is_definite(sentence, q) and all(n.when.overlaps(when) for n in named):
                draft.time = When(start=when.start, end=when.end, precision=when.precision, approximate=True)
                break


_THERE = frozenset({"at", "during"})


def _is_definite(sentence: Sentence, p: Predication) -> bool:
    return any(sentence.tokens[c].text.lower() in _DEFINITE for c in sentence.children[p.token])


def _told_now(
    sentence: Sentence,
    index: int | None,
    expressions: tuple[TimeExpression, ...],
    published: Published | None,
) -> When | None:
    """Give the day of the news to a main clause without a day of its own: "It comes after three months of talks"."""
    if published is None or any(e.sentence == sentence.index and _is_day(e) for e in expressions):
        return None
    if index is not None:
        p = sentence.predications[index]
        if p.kind is PredicationKind.NOUN and p.light is None:
            return None
        if p.tense is Tense.PRESENT or not p.finite:
            return When(start=published.start, end=published.end)
        if p.tense is Tense.FUTURE or p.modal or (p.perfect and p.tense is Tense.PAST) or p.governor is not None:
            return None
    return When(start=news_begins(expressions, published), end=published.end, approximate=True)


def _is_day(expression: TimeExpression) -> bool:
    return expression.when is not None and expression.when.precision is Precision.DAY


def _date_the_journey(drafts: list[DraftEvent], expressions: tuple[TimeExpression, ...]) -> None:
    """Put what is expected of a visitor inside the journey, where the text gives its first day and its length."""
    for visit in drafts:
        days = _length(visit, expressions)
        if not visit.visit or visit.time is None or visit.time.precision is not Precision.DAY or days is None:
            continue
        start = visit.time.start
        if start is None or start != visit.time.end:
            continue
        visitors = {a.country for a in visit.sides.actors if a.country}
        hosts = {a.country for a in visit.sides.recipients if a.country}
        for draft in drafts:
            own = {a.country for a in draft.sides.actors if a.country}
            others = {a.country for a in draft.sides.recipients if a.country}
            if (
                draft.time is None
                and not draft.visit
                and draft.status in {Status.SCHEDULED, Status.EXPECTED}
                and visitors & own
                and (own | others) <= visitors | hosts
            ):
                end = start + timedelta(days=days - 1)
                draft.time = When(start=start, end=end, precision=Precision.UNKNOWN, approximate=True)


def _length(visit: DraftEvent, expressions: tuple[TimeExpression, ...]) -> int | None:
    """Count the days of a "three-day visit" told in a sentence of the visit."""
    sentences = {mention.sentence.index: mention.sentence for mention in (visit, *visit.merged)}
    for expression in expressions:
        sentence = sentences.get(expression.sentence)
        if sentence is None or expression.type is not TimexType.DURATION:
            continue
        days = _DAYS.fullmatch(expression.value)
        above = (expression.token, *sentence.ancestors(expression.token)[:1])
        if days is not None and any(sentence.tokens[token].lemma in _JOURNEYS for token in above):
            return int(days[1]) or None
    return None


_DAYS = re.compile(r"P(\d{1,2})D")
_JOURNEYS = frozenset({"visit", "trip", "tour", "stay", "journey"})


def _known_elsewhere(p: Predication, sentence: Sentence, drafts: list[DraftEvent]) -> When | None:
    """Find when something was that is no act of its own here: "hours before the *visit*", "will *arrive* …"."""
    if p.kind is PredicationKind.NOUN:
        lemmas = _JOURNEYS if p.lemma in _JOURNEYS else {p.lemma}
        same = [
            (abs(mention.sentence.index - sentence.index), place, draft.time)
            for place, (mention, draft) in enumerate(_mentions(drafts))
            if draft.time is not None
            and ((mention.visit and p.lemma in _JOURNEYS) or _stem(mention.predication.lemma) in map(_stem, lemmas))
        ]
        return min(same, key=lambda s: s[:2])[2] if same else None
    return _journey(p, sentence, drafts)


def _journey(p: Predication, sentence: Sentence, drafts: list[DraftEvent]) -> When | None:
    """Find the day of a coming or going by the journey that it opens or closes.

    The journey is the last one told before of who comes, by name or by a pronoun.
    """
    subjects = [sentence.tokens[a.token] for a in p.fillers(Role.SUBJECT)]
    names, pronoun = {t.text for t in subjects}, any(t.tag == "PRP" for t in subjects)
    told = [
        draft.time
        for draft in drafts
        if draft.visit
        and draft.time is not None
        and draft.predication.trigger[0] < sentence.span[1]
        and (pronoun or any(names & set(_NAME_PARTS.split(a.name or a.text)) for a in draft.sides.actors))
    ]
    day = None
    if told and told[-1].precision is Precision.DAY:
        day = told[-1].start if p.lemma in _COMING else told[-1].end if p.lemma in _LEAVING else None
    return When(start=day, end=day) if day is not None else None


_NAME_PARTS = re.compile(r"[\s-]+")
_COMING = frozenset({"arrive", "come", "land", "travel", "fly", "go"})
_LEAVING = frozenset({"leave", "depart", "return"})


def _tour_on(drafts: list[DraftEvent]) -> None:
    """Put the stops of a tour of which only the last day is told behind the stop that has its days."""
    visits = [(draft, draft.time) for draft in drafts if draft.visit and draft.time is not None]
    stops = [(draft, when.end) for draft, when in visits if when.start is not None and when.end is not None]
    for draft, when in visits:
        if when.start is not None or when.end is None:
            continue
        visitors, hosts = keys(draft.sides.actors), keys(draft.sides.recipients)
        ends = [
            end
            for stop, end in stops
            if stop.status is draft.status
            and end <= when.end
            and visitors & keys(stop.sides.actors)
            and not hosts & keys(stop.sides.recipients)
        ]
        if ends:
            draft.time = structs.replace(when, start=max(ends), approximate=True)


_COMING_ABOUT = frozenset({"come", "happen", "occur"})


def _on_the_day(
    dater: Dater,
    drafts: list[DraftEvent],
    expressions: tuple[TimeExpression, ...],
    published: Published | None,
) -> None:
    """Date two acts of one day by one another: "the remarks came on the day that (when) Chile *closed* its port"."""
    sentence = dater.sentence
    for draft in (d for d in drafts if d.sentence.index == sentence.index and d.time is None):
        token, governor = sentence.tokens[draft.predication.anchor], draft.predication.governor
        day = sentence.tokens[token.head]
        main = None
        if token.dep == "relcl" and day.lemma.lower() == "day" and day.dep in {"pobj", "npadvmod"}:
            above = (sentence.predication_at(at) for at in sentence.ancestors(token.head))
            main = next((p for p in above if p is not None), None)
        elif governor is not None and governor.marker in {"when", "as", "while"}:
            main = sentence.predications[governor.predication]
            main = main if main.lemma in _COMING_ABOUT else None
        if main is not None:
            draft.time = dater.time(main) or _told_now(sentence, main.index, expressions, published)


def _begin(dater: Dater, drafts: list[DraftEvent]) -> None:
    """Date an act by what another sentence says of its beginning: "shells the port … The *shelling* began on May 3"."""
    sentence = dater.sentence
    for p in sentence.predications:
        if p.tense is not Tense.PAST or not {p.lemma, p.light_lemma} & _BEGINNING:
            continue
        when = dater.time(p)
        subjects = {sentence.tokens[a.token].lemma.lower() for a in p.fillers(Role.SUBJECT, Role.OBJECT)}
        subjects |= {p.lemma} - _BEGINNING
        if when is None or when.start is None or not subjects:
            continue
        near = [
            (abs(mention.sentence.index - sentence.index), place, draft)
            for place, (mention, draft) in enumerate(_mentions(drafts))
            if draft.time is None
            and abs(mention.sentence.index - sentence.index) <= _NEAR
            and _stem(mention.predication.lemma) in {_stem(lemma) for lemma in subjects}
        ]
        if near:
            draft = min(near, key=lambda n: n[:2])[2]
            draft.time = When(start=when.start, end=None, precision=when.precision, text=when.text, span=when.span)


_BEGINNING = frozenset({"begin", "start", "commence", "open", "resume"})
_NEAR = 2  # sentences over which an act is spoken of without being named again


def _stem(lemma: str) -> str:
    """Bring verb and noun of one act together: "shell" and "shelling", "talk" and "talks"."""
    return lemma.removesuffix("ing").removesuffix("s")


def _answer(drafts: list[DraftEvent], pointing: frozenset[str], published: Published | None) -> None:
    """Date what answers acts told just before: "The three *incidents* prompted protests"."""
    mentions = _mentions(drafts)
    for mention, draft in mentions:
        if draft.time is not None or draft.status is not Status.HAPPENED or not _points(mention, pointing):
            continue
        before = [
            other.time
            for earlier, other in mentions
            if 1 <= mention.sentence.index - earlier.sentence.index <= _NEAR
            and other.status in {Status.HAPPENED, Status.ONGOING}
            and other.time is not None
        ]
        starts = [when.start for when in before if when.start is not None]
        end = published.end if published is not None else None
        if starts and (end is None or min(starts) <= end):
            draft.time = When(start=min(starts), end=end, approximate=True)


def _points(mention: DraftEvent, pointing: frozenset[str]) -> bool:
    """Say whether what an act answers, or what brought it about, is a definite noun for acts told before."""
    p, sentence = mention.predication, mention.sentence
    above = sentence.predications[p.governor.predication] if p.governor is not None else None
    tokens = [a.token for a in p.arguments if a.role is Role.OBLIQUE and a.preposition in _OVER]
    if above is not None:
        tokens += [a.token for a in above.fillers(Role.SUBJECT)]
    return any(
        sentence.tokens[token].lemma.lower() in pointing
        and any(sentence.tokens[c].text.lower() in _DEFINITE for c in sentence.children[token])
        for token in tokens
    )


_OVER = frozenset({"over", "after", "following", "because of", "in response to", "at", "against", "about"})
_DEFINITE = frozenset({"the", "this", "these", "those", "that", "such", "both"})


def _tell_on(drafts: list[DraftEvent], by_sentence: dict[int, list[TimeExpression]]) -> None:
    """Carry the time of a story on to the next sentences, where the same states act and nothing says otherwise.

    Told in the plain past in a main clause, without a time of its own: "Ghana shelled the port on Friday. Togo's
    navy *returned* fire." What came "later" or "then" was no sooner. Words are left to the news, unless a pronoun
    carries the speaker on as well: "visited Peru last week. He *praised* …".
    """
    last: DraftEvent | None = None
    for mention, draft in _mentions(drafts):
        if mention.headline:
            continue
        if mention is draft and last is not None and draft.time is None and last.time is not None:
            when = last.time
            if _goes_on(last, draft, by_sentence):
                later = when.start is not None and bool(_LATER & set(draft.predication.modifiers))
                draft.time = When(start=when.start, end=None if later else when.end, approximate=True)
        if draft.time is not None:
            last = mention if mention.time is not None else draft


def _goes_on(last: DraftEvent, draft: DraftEvent, by_sentence: dict[int, list[TimeExpression]]) -> bool:
    p, when, sentence = draft.predication, last.time, draft.sentence
    if when is None or when.start is None or when.end is None or (when.end - when.start).days > _STORY:
        return False
    if draft.status is not Status.HAPPENED or last.status is not Status.HAPPENED:
        return False
    answer = p.lemma in _ANSWERING
    if p.governor is not None and not p.finite and p.governor.marker == "by":  # "retaliated by *shelling*"
        p = sentence.predications[p.governor.predication]
        answer = answer or p.lemma in _ANSWERING
    if p.tense is not Tense.PAST or p.perfect or not p.finite or p.quotation is not None or p.governor is not None:
        return False
    same_subject = any(sentence.tokens[a.token].tag == "PRP" for a in p.fillers(Role.SUBJECT))
    if draft.type in WORDS and not same_subject:
        return False
    near = _NEAR + 2 * answer
    if not 0 <= sentence.index - last.sentence.index <= near or _BACKGROUND & set(p.modifiers):
        return False
    countries = [{country for country, _ in d.parties if country} for d in (last, draft)]
    own = by_sentence.get(sentence.index, [])
    return bool(countries[0] & countries[1]) and not any(e.when is not None for e in own)


_ANSWERING = frozenset({"retaliate", "respond", "counter", "hit back", "strike back", "fire back", "return"})
_STORY = 31  # days: a wider time is a background, not a story
_LATER = frozenset({"later", "then", "subsequently", "afterwards", "afterward", "thereafter", "eventually"})
_BACKGROUND = frozenset(
    "already earlier previously once formerly originally ever never long often traditionally initially repeatedly "
    "recently before".split()
)
