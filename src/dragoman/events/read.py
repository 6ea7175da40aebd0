"""From predications, cast and times to the events of a document."""

from collections.abc import Callable, Mapping

from dragoman.events.apart import met_apart
from dragoman.events.clauses import SentenceReader
from dragoman.events.completing import complete
from dragoman.events.confidence import confidence
from dragoman.events.delegates import name_delegates
from dragoman.events.discourse import (
    imply_answering,
    imply_counterparts,
    imply_doers,
    imply_home,
    imply_recipients,
    without_home_matters,
)
from dragoman.events.draft import WORDS, DraftEvent
from dragoman.events.gapping import with_gapped
from dragoman.events.linking import link
from dragoman.events.news_day import date_the_news
from dragoman.events.one_act import merge_mentions
from dragoman.events.places import imply_places
from dragoman.events.speech_acts import (
    author_of,
    find_charges,
    find_demands,
    find_denials,
    find_warnings,
    turn_into_threats,
)
from dragoman.events.venues import place_gatherings
from dragoman.events.voices import name_answered, name_first_persons, name_voices
from dragoman.lexicons.files import Lexicons
from dragoman.lexicons.grammar import word_list
from dragoman.lexicons.scores import plover_score
from dragoman.schema.actor import Cast, Place
from dragoman.schema.base import Span, content_id
from dragoman.schema.document import Document, ParagraphKind
from dragoman.schema.event import NEGATED, Event, EventType, Evidence, Link, Status, Teller
from dragoman.schema.sentence import Reading, Role
from dragoman.schema.statement import Statement
from dragoman.schema.when import Published, TimeExpression

_TOLD = frozenset({ParagraphKind.HEADLINE, ParagraphKind.BODY})


_NARRATOR = Teller(kind="narrator")


def read_events(
    document: Document,
    reading: Reading,
    cast: Cast,
    expressions: tuple[TimeExpression, ...],
    places: Mapping[tuple[int, int], Place],
    statements: tuple[Statement, ...],
    *,
    lexicons: Lexicons,
    published: Published | None,
    teller: Callable[[Span], Teller],
) -> tuple[Event, ...]:
    """Read the acts that a document tells of, one event for one act, in the order of the text.

    Captions, bylines and furniture give no events. An act without a known doer is left out,
    and so is one that takes two sides (a meeting, a joint exercise) where the document tells of one.
    """
    by_sentence: dict[int, list[TimeExpression]] = {}
    for expression in expressions:
        by_sentence.setdefault(expression.sentence, []).append(expression)
    author = author_of(cast, statements)
    drafts: list[DraftEvent] = []
    answered: dict[tuple[int, int], str] = {}
    for sentence in reading.sentences:
        if sentence.kind in _TOLD and sentence.predications:
            times = tuple(by_sentence.get(sentence.index, ()))
            reader = SentenceReader(
                sentence,
                cast,
                times,
                places,
                lexicons=lexicons,
                published=published,
            )
            answered.update({(sentence.index, token): kind for token, kind in reader.answerable().items()})
            gapped = (act for draft in reader.drafts() for act in with_gapped(draft, reader, times))
            found = [act for draft in gapped for act in met_apart(draft)]
            turn_into_threats(reader, found, statements, author=author)
            drafts.extend(found)
            drafts.extend(find_demands(reader, statements, author=author))
            drafts.extend(find_charges(reader, found, statements))
            drafts.extend(find_denials(reader, found, statements))
            drafts.extend(find_warnings(reader, found))
    name_first_persons(drafts, statements, cast)
    imply_home(drafts, _dateline(reading, places), cast)
    imply_doers(drafts)
    imply_recipients(drafts, lambda draft, token: answered.get((draft.sentence.index, token)))
    imply_answering(drafts, lambda draft, token: answered.get((draft.sentence.index, token)))
    imply_counterparts(drafts, cast)
    drafts = without_home_matters(drafts, len(reading.sentences))
    name_voices(drafts, statements, cast, reading.sentences)
    name_answered(drafts, cast)
    name_delegates(drafts, reading.sentences, cast)
    imply_places(drafts, places)
    place_gatherings(drafts, reading.sentences, cast, places, word_list(lexicons, "gathering-noun"))
    link(drafts, lexicons=lexicons)
    kept = [draft for draft in merge_mentions(drafts) if _told_enough(draft)]
    owner = {id(mention): draft for draft in kept for mention in (draft, *draft.merged)}
    complete(kept, owner, reading, expressions, published, lexicons=lexicons)
    date_the_news(kept, expressions, published)
    return _events(document, kept, owner, teller, cast, lexicons)


def _dateline(reading: Reading, places: Mapping[tuple[int, int], Place]) -> Place | None:
    """Give the city that the text was written in."""
    lines = {s.index for s in reading.sentences if s.kind is ParagraphKind.DATELINE}
    return next((place for (sentence, _), place in sorted(places.items()) if sentence in lines), None)


def _told_by(draft: DraftEvent, teller: Callable[[Span], Teller]) -> Teller:
    """Find whom the report credits with an act; what the narrator tells himself in any place is his.

    Words that are the act itself are his too: "Yang said Japan should …" reports Yang's demand, not his news.
    """
    tellers = [teller(mention.predication.trigger) for mention in (draft, *draft.merged) if not mention.headline]
    if not tellers or any(t.kind == "narrator" for t in tellers):
        return _NARRATOR
    own = {a.country for a in draft.sides.actors}
    by_saying = draft.type in WORDS and draft.status is Status.HAPPENED
    return _NARRATOR if by_saying and tellers[0].country is not None and tellers[0].country in own else tellers[0]


def _told_enough(draft: DraftEvent) -> bool:
    """Say whether the parties needed are known.

    Somebody who acts, a state or organisation at either end, a recipient where the act needs one, and two sides
    where it takes two.
    """
    sides, entry = draft.sides, draft.match.entry
    if not sides.actors or not any(a.country for a in (*sides.actors, *sides.recipients)):
        return False
    if entry.needs_recipient and not sides.recipients:
        return False
    return len(draft.parties) > 1 or not (entry.symmetric or draft.type is EventType.CONSULT) or _of_members(draft)


def _of_members(draft: DraftEvent) -> bool:
    """Say whether those who meet are the members of one organisation: "the *foreign ministers of the EU* met"."""
    if draft.type is not EventType.CONSULT or {a.country for a in draft.sides.actors} != {"IGO"}:
        return False
    return any(
        draft.sentence.tokens[argument.token].tag == "NNS" for argument in draft.predication.fillers(Role.SUBJECT)
    )


def _events(
    document: Document,
    drafts: list[DraftEvent],
    owner: dict[int, DraftEvent],
    teller: Callable[[Span], Teller],
    cast: Cast,
    lexicons: Lexicons,
) -> tuple[Event, ...]:
    ids = {id(d): _event_id(document, d) for d in drafts}
    events = []
    for draft in drafts:
        links = dict.fromkeys(
            (kind, ids[id(owner[id(target)])])
            for kind, target in draft.links
            if id(target) in owner and owner[id(target)] is not draft
        )
        trigger = draft.predication.trigger
        events.append(
            Event(
                id=ids[id(draft)],
                type=draft.type,
                modes=draft.modes,
                contexts=draft.contexts,
                status=draft.status,
                actors=draft.sides.actors,
                recipients=draft.sides.recipients,
                time=draft.time,
                place=draft.place,
                reported_by=_told_by(draft, teller),
                evidence=Evidence(sentence=draft.sentence.span, trigger=trigger),
                links=tuple(Link(kind=kind, to=to) for kind, to in links),
                score=None if draft.status in NEGATED else plover_score(draft.type, draft.modes, lexicons),
                confidence=confidence(draft, lexicons=lexicons),
                because=(*draft.because, *_rows_behind(draft, cast)),
            )
        )
    return tuple(events)


def _rows_behind(draft: DraftEvent, cast: Cast) -> tuple[str, ...]:
    """Name the rows of the tables of offices from which parties have their names: "the foreign minister of Chad"."""
    spans = {a.span for a in (*draft.sides.actors, *draft.sides.recipients) if a.span is not None and a.office}
    named = (m.because.partition("; ")[2] for m in cast.mentions if m.span in spans)
    return tuple(dict.fromkeys(row for row in named if row.startswith("world/offices/")))


def _event_id(document: Document, draft: DraftEvent) -> str:
    parties = sorted(f"{country}:{name}" for country, name in draft.parties)
    return content_id(document.id, draft.type, *draft.predication.trigger, *parties)
