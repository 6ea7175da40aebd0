"""Who speaks for a state: the official whose words an act is, in the place of the bare state.

Rules in docs/events.md, "Voices".
"""

from collections.abc import Iterable, Iterator

from msgspec import structs

from dragoman.events.draft import WORDS, DraftEvent
from dragoman.events.sides import Sides
from dragoman.schema.actor import Actor, Cast
from dragoman.schema.base import Span, within
from dragoman.schema.document import ParagraphKind
from dragoman.schema.event import EventType, Status
from dragoman.schema.sentence import PredicationKind, Relation, Role, Sentence, Tense
from dragoman.schema.statement import Statement

_SAID_ONLY = frozenset({EventType.ACCUSE, EventType.REQUEST, EventType.THREATEN})
"""Acts that somebody has to say; a refusal ("Chad called off the talks") or a promise may be done without him."""

_ANSWERS = frozenset({EventType.REJECT, EventType.ACCUSE})


def name_voices(
    drafts: list[DraftEvent], statements: tuple[Statement, ...], cast: Cast, sentences: tuple[Sentence, ...]
) -> None:
    """Name the official who speaks for a state as the doer of what the state does by words, in place.

    "The minister said Chad *is ready* for talks" is his word for Chad. What the lead tells of a state ("Chad has
    warned Niger"), an official's words in the very next sentence tell more of. A deed that he only reports ("said
    Chad *had agreed* to pay") stays the state's, and so does what he announces for later.
    """
    body = [s for s in sentences if s.kind is ParagraphKind.BODY][:2]
    for draft in drafts:
        state = _bare_state(draft.sides.actors)
        if state is None or draft.type not in WORDS or draft.status is not Status.HAPPENED or draft.headline:
            continue
        voice = _speaking(draft, state, statements, cast)
        lead = len(body) > 1 and draft.sentence.index == body[0].index
        if voice is None and lead and draft.type in _SAID_ONLY:
            told = _told_next(draft, state, list(_of_state(statements, state, body[1].span)), cast)
            if told is not None:  # the words of the act's own sentence stay: they name the state
                voice = structs.replace(told, text=state.text, span=state.span)
        if voice is not None:
            draft.sides = Sides((voice,), draft.sides.recipients, derived=True)


def name_first_persons(drafts: list[DraftEvent], statements: tuple[Statement, ...], cast: Cast) -> None:
    """Put who is quoted in the place of "I" and "we" in his words, in place, where the cast takes them for another's.

    The cast knows whose a quotation is by the words around it; the statements know an interview too.
    """
    for draft in drafts:
        sentence, p = draft.sentence, draft.predication
        said = next((s for s in statements if s.direct and within(p.trigger, s.span)), None)
        if said is None or said.speaker.country is None:
            continue
        for argument in p.fillers(Role.SUBJECT):
            mention = cast.at(sentence.index, argument.token)
            first = sentence.tokens[argument.token].text.lower() in _FIRST
            if not first or (mention is not None and any(a.country == said.speaker.country for a in mention.actors)):
                continue
            other = {a.country for a in mention.actors} if mention is not None else set()
            kept = tuple(a for a in draft.sides.actors if a.country not in {*other, said.speaker.country})
            recipients = tuple(a for a in draft.sides.recipients if a.country != said.speaker.country)
            draft.sides = Sides((said.speaker, *kept), recipients, derived=True)


_FIRST = frozenset({"i", "we"})


def name_answered(drafts: list[DraftEvent], cast: Cast) -> None:
    """Direct an answer to a state's words at the official who last spoke to the one who answers, in place.

    "Diallo told Okoye that … Okoye rejected *Chad's charge*": it was Diallo's. What is done to the state itself
    ("rejected *Chad*") stays so.
    """
    for place, draft in enumerate(drafts):
        state = _bare_state(draft.sides.recipients)
        if state is None or draft.type not in _ANSWERS or _named_itself(draft, state, cast):
            continue
        answering = {a.name for a in draft.sides.actors if _is_official(a)}
        before = next(
            (
                d
                for d in reversed(drafts[:place])
                if answering & {a.name for a in d.sides.recipients if _is_official(a)}
            ),
            None,
        )
        if before is not None and before.type in WORDS:
            spoke = tuple(a for a in before.sides.actors if _is_official(a) and a.country == state.country)
            if spoke:
                draft.sides = Sides(draft.sides.actors, spoke, derived=True)


def addressed(parties: Iterable[Actor], statement: Statement) -> tuple[Actor, ...]:
    """Put the official who is told so in the place of his state: "told *her colleague Okoye* that Niger must …"."""
    return tuple(
        next((a for a in statement.addressees if _is_official(a) and a.country == p.country and _is_bare(p)), p)
        for p in parties
    )


def _speaking(draft: DraftEvent, state: Actor, statements: Iterable[Statement], cast: Cast) -> Actor | None:
    """Find who says of his own state what it wants, thinks or asks, where that is what he is reported to say."""
    p = draft.predication
    noun = p.kind is PredicationKind.NOUN and p.light is None  # "will honour Chad's pledges": whoever made them
    if noun or p.perfect or (p.tense is Tense.PAST and _dated(draft)):
        return None
    tellers = {a.name for a in _tellers(draft, cast)}
    for statement in _of_state(statements, state, draft.sentence.span):
        past_told = statement.direct and p.tense is Tense.PAST
        if statement.speaker.name in tellers or (within(p.trigger, statement.span) and not past_told):
            return statement.speaker
    return None


def _tellers(draft: DraftEvent, cast: Cast) -> Iterator[Actor]:
    """Give who says what a clause tells: the subjects of the verbs that it is the content of."""
    sentence, over = draft.sentence, draft.predication.governor
    while over is not None and over.relation is Relation.COMPLEMENT:
        above = sentence.predications[over.predication]
        if above.negation is not None:
            return
        for argument in above.fillers(Role.SUBJECT):
            mention = cast.at(sentence.index, argument.token)
            yield from mention.actors if mention is not None else ()
        over = above.governor


def _dated(draft: DraftEvent) -> bool:
    """Say whether the clause of an act names its day: "said Chad rejected the offer *in May*"."""
    span = None if draft.time is None else draft.time.span
    return span is not None and any(
        span[0] <= draft.sentence.tokens[t].start < span[1] for t in draft.sentence.subtree(draft.predication.anchor)
    )


def _told_next(draft: DraftEvent, state: Actor, following: list[Statement], cast: Cast) -> Actor | None:
    """Find the one official of a state who speaks in the sentence after the lead, where the lead names none."""
    here = (a for m in cast.mentions if m.sentence == draft.sentence.index for a in m.actors)
    if len({s.speaker.name for s in following}) != 1 or any(
        a.country == state.country and _is_official(a) for a in here
    ):
        return None
    return following[0].speaker


def _of_state(statements: Iterable[Statement], state: Actor, sentence: Span) -> Iterator[Statement]:
    """Give what named officials of a state say in a sentence."""
    for statement in statements:
        own = statement.speaker.country == state.country and _is_official(statement.speaker)
        if own and statement.evidence.sentence == sentence:
            yield statement


def _named_itself(draft: DraftEvent, party: Actor, cast: Cast) -> bool:
    """Say whether a party fills a place of the act itself, not only of what the act is about.

    Whose words they are often hangs on the verb in the tree: "refuted the remarks *by Chad*".
    """
    return any(
        mention is not None and any(a.span == party.span for a in mention.actors)
        for argument in draft.predication.arguments
        if argument.preposition != "by"
        for mention in [cast.at(draft.sentence.index, argument.token)]
    )


def _bare_state(parties: tuple[Actor, ...]) -> Actor | None:
    return parties[0] if len(parties) == 1 and _is_bare(parties[0]) else None


def _is_bare(actor: Actor) -> bool:
    """Tell a state, or "we" and "his country", from a person, body or group of it."""
    return actor.country is not None and actor.name is None and actor.office is None


def _is_official(actor: Actor) -> bool:
    return actor.name is not None and actor.office is not None
