"""What is done by saying it: demands ("said Tokyo must stop …") and threats ("said it would strike if …")."""

from dragoman.events.clauses import OBLIGING, SentenceReader
from dragoman.events.draft import DraftEvent
from dragoman.events.patterns import Match, governed
from dragoman.events.sides import Sides, keys
from dragoman.events.voices import addressed
from dragoman.lexicons.acts import ActEntry
from dragoman.schema.actor import Actor, Cast, MentionKind, Sector
from dragoman.schema.base import Span, within
from dragoman.schema.event import FUTURE, EventType, Status
from dragoman.schema.sentence import Argument, Predication, PredicationKind, Relation, Role, Sentence, Tense
from dragoman.schema.statement import Statement

DEMAND = "request.by-obligation"
CHARGE = "accuse.by-assertion"
_DENIAL = "reject.by-disbelief"
_WARNING = "threaten.by-condition"
_THREAT = "threaten.by-announcing"
_CONDITIONS = frozenset({"if", "unless"})
_CONSEQUENCES = frozenset(
    {"threaten.consequence", "threaten.consequence-bare", "threaten.regret-ahead", "threaten.pay-for-deed"}
)


def author_of(cast: Cast, statements: tuple[Statement, ...]) -> Actor | None:
    """Find whose text a document is, where one party writes "we" outside of all quoted words; None elsewhere."""
    found = {
        actor.country: actor
        for mention in cast.mentions
        if mention.kind is MentionKind.PRONOUN
        and mention.because.endswith(_AUTHOR)
        and not any(within(mention.span, s.span) for s in statements if s.direct)
        for actor in mention.actors
    }
    return next(iter(found.values())) if len(found) == 1 else None


_AUTHOR = "who speaks in the document"


def find_demands(
    reader: SentenceReader, statements: tuple[Statement, ...], *, author: Actor | None = None
) -> list[DraftEvent]:
    """Find what a speaker, or the party whose text it is, says that a party other than his own should or must do.

    The entry `request.by-obligation` in en/acts/operators.toml holds the rule's type, mode and examples.
    """
    sentence, found = reader.sentence, list[DraftEvent]()
    entry = reader.patterns.by_id.get(DEMAND)
    if entry is None:
        return found
    for p in sentence.predications:
        if not _obliging(sentence, p) or p.condition or p.kind is PredicationKind.ADJECTIVE:
            continue
        if any(d.predication.governor is not None and d.predication.governor.predication == p.index for d in found):
            continue
        statement = _statement(p.trigger, statements)
        speaker = statement.speaker if statement is not None else author
        if speaker is None or speaker.country is None or _held_out(reader, p):
            continue
        asked = [a for argument in obliged(p) for a in reader.side_reader.actors_at(argument)]
        others = tuple(a for a in asked if a.country is not None and a.country != speaker.country)
        if not others or any(keys(d.sides.recipients) == keys(others) for d in found):
            continue
        found.append(
            DraftEvent(
                sentence=sentence,
                predication=p,
                match=Match(p, entry, (0, 0, 0, 0)),
                type=EventType.REQUEST,
                modes=entry.modes,
                contexts=entry.contexts,
                status=Status.HAPPENED,
                sides=Sides((speaker,), others if statement is None else addressed(others, statement)),
                time=reader.dater.time(sentence.predications[p.governor.predication]) if p.governor else None,
                place=None,
                because=(DEMAND,),
                by_saying=True,
            )
        )
    return found


def _obliging(sentence: Sentence, p: Predication) -> bool:
    """Say whether somebody is told to be bound: "should", "must", "needs to", "has to"."""
    if p.modal in OBLIGING:
        return True
    if "yet" in p.modifiers:
        return False  # "have yet to be finalised"
    return p.lemma in {"need", "have"} and any(
        below.governor is not None
        and below.governor.predication == p.index
        and below.governor.relation is Relation.COMPLEMENT
        and not below.finite
        for below in sentence.predications
    )


def _held_out(reader: SentenceReader, p: Predication) -> bool:
    """Say whether what somebody "will have to" do is suffered: "will have to *pay* a price" is no demand."""
    return any(
        match is not None and match.entry.id in _CONSEQUENCES
        for below in (p, *governed(reader.sentence, p))
        if (match := reader.matches[below.index]) is not None
    )


def obliged(p: Predication) -> tuple[Argument, ...]:
    """Give who is bound to do what should or must be done."""
    return p.fillers(Role.OBJECT) if p.passive and not p.fillers(Role.SUBJECT) else p.fillers(Role.SUBJECT)


def _statement(words: Span, statements: tuple[Statement, ...]) -> Statement | None:
    """Give the statement that words stand in."""
    return next((s for s in statements if within(words, s.span)), None)


def _speaker(p: Predication, statements: tuple[Statement, ...]) -> Actor | None:
    statement = _statement(p.trigger, statements)
    return None if statement is None else statement.speaker


def find_charges(
    reader: SentenceReader, drafts: list[DraftEvent], statements: tuple[Statement, ...]
) -> list[DraftEvent]:
    """Find what one state says another did to it, or calls its deeds: an accusation by plain assertion.

    "Oslo says Minsk *holds* six of its sailors"; "the Norwegian minister said that the Belarusian move was
    *illegal*". The deed stays an event of its own. The entry `accuse.by-assertion` in en/acts/operators.toml holds
    the rule's type, mode and examples.
    """
    entry = reader.patterns.by_id.get(CHARGE)
    found: list[DraftEvent] = []
    if entry is None:
        return found
    told = [(d.type, keys(d.sides.actors), keys(d.sides.recipients)) for d in drafts]
    for trigger, blamed, victims in (*_deeds(drafts), *bad_names(reader)):
        statement = _statement(trigger, statements)
        speaker = None if statement is None else statement.speaker
        if statement is None or speaker is None or not _speaks_for_state(speaker):
            continue
        saying = _saying(reader.sentence, statement)
        harmed = not victims or speaker.country in {a.country for a in victims}
        others = tuple(a for a in blamed if a.country is not None and a.country != speaker.country)
        charge = (EventType.ACCUSE, keys((speaker,)), keys(others))
        if saying is None or not others or len(others) < len(blamed) or not harmed or charge in told:
            continue
        told.append(charge)
        found.append(_said(reader, entry, saying, EventType.ACCUSE, Sides((speaker,), others, derived=True)))
    return found


def _speaks_for_state(speaker: Actor) -> bool:
    return speaker.country not in {None, *_NO_STATES} and speaker.sector in _SPEAKING_FOR_STATES


def _saying(sentence: Sentence, statement: Statement) -> Predication | None:
    """Find the verb that attributes a statement, where it stands in the sentence and is no act itself."""
    cue = statement.evidence.trigger
    return next((p for p in sentence.predications if cue is not None and within(p.trigger, cue)), None)


Charge = tuple[Span, tuple[Actor, ...], tuple[Actor, ...]]
"""Where a deed stands, who did it, whom it was done to (empty: to whoever complains)."""


def _deeds(drafts: list[DraftEvent]) -> list[Charge]:
    """Give the hostile deeds told as done in a clause of their own."""
    return [
        (d.predication.trigger, d.sides.actors, d.sides.recipients)
        for d in drafts
        if (d.type in _DEEDS and d.sides.recipients) or d.match.entry.id in _BREACHES
        if d.status in {Status.HAPPENED, Status.ONGOING} and d.predication.finite
    ]


def bad_names(reader: SentenceReader) -> list[Charge]:
    """Give the clauses that say of a party or its deed that it is bad: "*the Chadian move* was illegal"."""
    blaming = reader.words("blaming-word")
    sentence, found = reader.sentence, list[Charge]()
    for verb, token in enumerate(sentence.tokens):
        children = sentence.children[verb]
        involved = token.lemma in {"involve", "implicate"} and any(
            sentence.tokens[c].dep == "auxpass" for c in children
        )
        if token.lemma not in {"be", "constitute"} and not involved:
            continue
        words = {sentence.tokens[c].lemma.lower() for c in children}
        if token.tag not in {"VBZ", "VBD", "VBP"} and not (involved or words & blaming):
            continue
        named = [c for c in children if sentence.tokens[c].dep in {"attr", "acomp", "dobj"}]
        named += [d for c in named for d in sentence.children[c] if sentence.tokens[d].dep in {"amod", "conj"}]
        if any(sentence.tokens[c].dep == "neg" for c in (*children, *named)):
            continue
        if involved or words & blaming or any(reader.patterns.denounced.names(sentence, c) for c in named):
            found.extend(
                ((token.start, token.end), reader.side_reader.actors_at(Argument(Role.OBJECT, c)), ())
                for c in children
                if sentence.tokens[c].dep in {"nsubj", "nsubjpass"} and not _charge(reader, c)
            )
    return found


def _charge(reader: SentenceReader, noun: int) -> bool:
    return reader.sentence.tokens[noun].lemma.lower() in reader.words("charge-noun")


def find_denials(
    reader: SentenceReader, drafts: list[DraftEvent], statements: tuple[Statement, ...]
) -> list[DraftEvent]:
    """Find what is denied by calling it false: "*the allegation is baseless*, said the ministry in Oslo".

    The entry `reject.by-disbelief` in en/acts/operators.toml holds the rule's type and examples.
    """
    sentence, found = reader.sentence, list[DraftEvent]()
    entry = reader.patterns.by_id.get(_DENIAL)
    if entry is None:
        return found
    for verb, token in enumerate(sentence.tokens):
        if token.lemma != "be":
            continue
        children = sentence.children[verb]
        subjects = [c for c in children if sentence.tokens[c].dep == "nsubj" and _charge(reader, c)]
        named = [c for c in children if sentence.tokens[c].dep in {"acomp", "attr", "prep"}]
        named += [d for c in named for d in sentence.children[c] if sentence.tokens[d].dep in {"conj", "pobj", "amod"}]
        called = {sentence.tokens[c].lemma.lower() for c in named}
        if not subjects or not called & reader.words("disbelieving-word"):
            continue
        if any(sentence.tokens[c].dep == "neg" for c in children):
            continue
        statement = _statement((token.start, token.end), statements)
        if statement is None or not _speaks_for_state(statement.speaker):
            continue
        own = statement.speaker.country
        accusers = tuple(
            a for c in subjects for a in reader.side_reader.actors_at(Argument(Role.OBJECT, c)) if a.country != own
        )
        saying = _saying(sentence, statement) or next(iter(sentence.predications), None)
        if saying is None or any(d.type is EventType.REJECT and d.sides.actors == (statement.speaker,) for d in drafts):
            continue
        found.append(
            _said(reader, entry, saying, EventType.REJECT, Sides((statement.speaker,), accusers, derived=True))
        )
    return found


def find_warnings(reader: SentenceReader, drafts: list[DraftEvent]) -> list[DraftEvent]:
    """Find warnings that say what will come if another does not yield: "warned that wheat could follow *unless* …".

    The entry `threaten.by-condition` in en/acts/operators.toml holds the rule's type and examples.
    """
    sentence, found = reader.sentence, list[DraftEvent]()
    entry = reader.patterns.by_id.get(_WARNING)
    if entry is None:
        return found
    for p in sentence.predications:
        if p.lemma != "warn" or p.negation is not None or not p.finite or p.fillers(Role.OBJECT):
            continue
        speakers = tuple(a for x in p.fillers(Role.SUBJECT) for a in reader.side_reader.actors_at(x))
        told = [q for q in sentence.predications if _under(sentence, q, p)]
        if not speakers or not all(_speaks_for_state(a) for a in speakers):
            continue
        if not any(q.condition in _CONDITIONS for q in told):
            continue
        own = {a.country for a in speakers}
        if any(d.type is EventType.THREATEN and {a.country for a in d.sides.actors} & own for d in drafts):
            continue
        others = tuple(
            a
            for q in told
            for x in q.fillers(Role.SUBJECT, Role.OBJECT)
            for a in reader.side_reader.actors_at(x)
            if a.country is not None and a.country not in own
        )
        found.append(_said(reader, entry, p, EventType.THREATEN, Sides(speakers, others[:1], derived=True)))
    return found


def _under(sentence: Sentence, p: Predication, over: Predication) -> bool:
    for _ in sentence.predications:  # no further than there are acts: a broken parse may go round
        if p.governor is None:
            return False
        p = sentence.predications[p.governor.predication]
        if p is over:
            return True
    return False


def _said(reader: SentenceReader, entry: ActEntry, p: Predication, kind: EventType, sides: Sides) -> DraftEvent:
    """Make the event that words are, dated by the verb that tells of them."""
    return DraftEvent(
        sentence=reader.sentence,
        predication=p,
        match=Match(p, entry, (0, 0, 0, 0)),
        type=kind,
        modes=entry.modes,
        contexts=entry.contexts,
        status=Status.HAPPENED,
        sides=sides,
        time=reader.dater.time(p),
        place=None,
        because=(entry.id,),
        by_saying=True,
    )


_NO_STATES = frozenset({"IGO", "NGO", "MNC"})
_SPEAKING_FOR_STATES = frozenset({Sector.GOV, Sector.MIL, Sector.LEG, Sector.COP, Sector.JUD, Sector.SPY})
_BREACHES = frozenset({"reject.renege"})
_DEEDS = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE, EventType.SANCTION})


def turn_into_threats(
    reader: SentenceReader,
    drafts: list[DraftEvent],
    statements: tuple[Statement, ...],
    *,
    author: Actor | None = None,
) -> None:
    """Make threats, in place, of hostile acts that a speaker, or whose text it is, announces for his own side.

    Violence and retaliation announced are threats; any other hostile act is one where it is announced as a warning
    or under a condition ("if", "unless"). What is said to await another party is a threat of the speaker's. The
    entry `threaten.by-announcing` in en/acts/operators.toml holds modes and examples.
    """
    entry = reader.patterns.by_id.get(_THREAT)
    if entry is None:
        return
    for draft in drafts:
        speaker = _speaker(draft.predication, statements) or author
        if draft.match.entry.id in _CONSEQUENCES:
            ahead = any(p.tense is Tense.FUTURE or p.modal == "would" for p in _bound(reader, draft.predication))
            if speaker is not None and ahead and speaker.country not in {a.country for a in draft.sides.recipients}:
                draft.sides = Sides((speaker,), draft.sides.recipients, derived=True)
            continue  # without a speaker, or told as it is, there is no doer and no threat
        if draft.match.entry.ahead:
            draft.by_saying = True
            if speaker is not None and _ours(reader, draft.predication):
                draft.sides = Sides((speaker,), draft.sides.recipients, derived=True)
            continue
        code = entry.by_inner.get(draft.type)
        if code is None or draft.status not in FUTURE | {Status.POSSIBLE} or draft.predication.negation is not None:
            continue
        own = {a.country for a in draft.sides.actors}
        if not own and draft.predication.passive and speaker is not None:
            own = {speaker.country}  # "said their ships would be sunk": by the speaker's side
        conditional = _conditional(draft)
        if speaker is not None and _ours(reader, draft.predication):
            own = {speaker.country}
        if speaker is None and not (conditional and draft.predication.tense is Tense.FUTURE):
            continue
        if speaker is not None and (speaker.country is None or speaker.country not in own):
            continue
        if draft.type is EventType.RETREAT and not _conditional(draft, frozenset({"unless"})):
            continue  # "will leave unless you stop" threatens, "will leave if you stop" offers
        violent = draft.type is EventType.ASSAULT or (
            draft.predication.lemma in reader.words("retaliation-verb") or draft.match.entry.id in _RETALIATING
        )
        if violent or conditional or _warns(reader, draft):
            name, _, mode = code.partition("/")
            draft.type, draft.modes = EventType(name), (mode,) if mode else ()
            draft.status = Status.HAPPENED
            relayed = speaker is None or (speaker.sector is Sector.JRN and bool(draft.sides.actors))
            actors = draft.sides.actors if speaker is None or relayed else (speaker,)  # a news agency only relays
            draft.sides = Sides(actors, draft.sides.recipients, draft.sides.derived)
            draft.because = (*draft.because, _THREAT)
            draft.by_saying = True


def _bound(reader: SentenceReader, p: Predication) -> list[Predication]:
    """Give an act and the verb that binds its doer to it: "will *have* to pay"."""
    over = reader.sentence.predications[p.governor.predication] if p.governor is not None else None
    binding = over is not None and p.governor is not None and p.governor.relation is Relation.COMPLEMENT
    return [p, over] if over is not None and binding and over.lemma in _BINDING else [p]


_RETALIATING = frozenset({"sanction.retaliate", "sanction.retaliate-noun"})
_BINDING = frozenset({"have", "be"})


def _ours(reader: SentenceReader, p: Predication) -> bool:
    """Say whether the speaker calls the doer his own: "*our* armed forces will …"."""
    return any(
        reader.sentence.tokens[child].text.lower() == "our"
        for argument in p.fillers(Role.SUBJECT)
        for child in reader.sentence.children[argument.token]
    )


def _warns(reader: SentenceReader, draft: DraftEvent) -> bool:
    """Say whether an act is announced under a verb of warning."""
    governor = draft.predication.governor
    while governor is not None and governor.relation is Relation.COMPLEMENT:
        above = reader.sentence.predications[governor.predication]
        objects = [reader.sentence.tokens[a.token].lemma.lower() for a in above.fillers(Role.OBJECT)]
        named = {above.lemma, f"{above.light_lemma} {above.lemma}", *(f"{above.lemma} {noun}" for noun in objects)}
        if named & reader.words("warning-verb"):
            return True
        governor = above.governor
    return False


def _conditional(draft: DraftEvent, conditions: frozenset[str] = _CONDITIONS) -> bool:
    return any(
        other.condition in conditions
        for other in draft.sentence.predications
        if other.governor is not None and other.governor.predication == draft.predication.index
    )
