"""Where an act happens. Rules in docs/events.md, "Place"."""

from collections.abc import Iterator, Mapping

from msgspec import structs

from dragoman.events.draft import WORDS, DraftEvent
from dragoman.events.sides import Sides
from dragoman.schema.actor import Place
from dragoman.schema.event import EventType
from dragoman.schema.sentence import Argument, Predication, PredicationKind, Relation, Role, Sentence, Tense

_WHERE = frozenset(
    {
        "in",
        "at",
        "on",
        "near",
        "off",
        "around",
        "outside",
        "inside",
        "into",
        "along",
        "across",
        "over",
        "from",
        "to",
        "through",
        "throughout",
        "within",
        "toward",
        "towards",
        "close to",
    }
)
_NEAR = frozenset({"in", "at", "on", "near", "off", "around", "outside", "inside", "across", "throughout", "within"})
_IN = frozenset({"in", "at"})
_COMPANY = frozenset({"with", "between", "among", "together with", "along with"})
_DEEP = frozenset({*_NEAR, "of"})
_DEPTH = 3  # how many nouns down a place is looked for: "at a conference in the city of Chad's east"
_LEVELS = 3  # how many clauses up
# Done by those in power to people in their hands: it happens where they rule.
_AT_HOME = frozenset({"arrest", "deport", "censor", "curfew", "martial-law", "seize", "release", "expel", "convict"})
_CLOSING = frozenset({"restrict"})
_GATES = frozenset({"border", "frontier", "crossing", "airspace", "port", "strait", "checkpoint"})
_POSTED = frozenset({"ambassador", "envoy", "consul", "embassy", "consulate", "attache", "mission"})
_TESTS = frozenset({"test", "launch", "detonation", "parade", "test-fire", "detonate", "exercise", "drill"})
_VISITING = frozenset({"visit", "tour"})
_BEFORE = frozenset({"poss", "compound"})
_WHILE = frozenset({"when", "while", "as", "during", "on"})
# What is done by force to something is done where that thing is.
_FORCE = frozenset({EventType.ASSAULT, EventType.MOBILIZE, EventType.COERCE, EventType.PROTEST})

Places = Mapping[tuple[int, int], Place]


def place_of(
    sentence: Sentence,
    predication: Predication,
    places: Places,
    sides: Sides,
    *,
    kind: EventType,
    modes: tuple[str, ...],
) -> Place | None:
    """Find the place named with an act, or with the clause that the act belongs to; None where there is none.

    A visit is where the host is, and nowhere else.
    """
    # "called on *Peru*" says to whom, not where.
    told = {t for a in sides.recipients if a.span for t in sentence.words(a.span)} if kind in WORDS else set()
    named = [p for p in _named(sentence, predication, places, kind) if not _among(sentence, p, told)]
    if "visit" in modes:
        hosts = {a.country for a in sides.recipients}
        at_host = [p for p in (*named, *_objects(sentence, predication, places)) if p.country in hosts]
        return at_host[0] if at_host else of_the_state(hosts, places)
    if named:
        return named[0]
    said = _said_at(sentence, predication, places) if kind in WORDS else None
    return said or _where(sentence, predication, places) or _above(sentence, predication, places)


def imply_places(drafts: list[DraftEvent], places: Places) -> None:
    """Give acts without a named place the one that follows from what they are, in place.

    An arrest or a release is where those in power rule, a test where the tester is at home, fire into a state in
    that state; what is done on a visit is where the visit is. Such a place has no span: no words name it.
    """
    visits = {(d.sentence.index, d.predication.index): d for d in drafts if d.visit and d.place is not None}
    for draft in drafts:
        if draft.place is None:
            draft.place = _on_a_visit(draft, visits) or _implied(draft, places)


def _on_a_visit(draft: DraftEvent, visits: Mapping[tuple[int, int], DraftEvent]) -> Place | None:
    here = draft.predication
    for other in draft.sentence.predications:
        visit = visits.get((draft.sentence.index, other.index))
        if visit is None or visit.place is None or not visit.parties & draft.parties:
            continue
        below = other.governor is not None and other.governor.predication == here.index
        above = here.governor is not None and here.governor.predication == other.index
        if (below and other.governor is not None and other.governor.marker in _WHILE) or above:
            return structs.replace(visit.place, span=None)
    return None


def _implied(draft: DraftEvent, places: Places) -> Place | None:
    doers = {a.country for a in draft.sides.actors}
    if draft.type in {EventType.COERCE, EventType.RETREAT, EventType.SANCTION} and _AT_HOME & set(draft.modes):
        return of_the_state(doers, places)
    if set(draft.modes) & _CLOSING and _own_object(draft):
        return of_the_state(doers, places)  # "closed *its* airspace", "closed the *border*"
    first = draft.predication.lemma.split()[0]
    if draft.type is EventType.MOBILIZE and not draft.sides.recipients and first in _TESTS:
        return of_the_state(doers, places)
    if draft.type is EventType.ASSAULT and draft.sides.recipients and draft.predication.after("into"):
        return of_the_state({a.country for a in draft.sides.recipients}, places)
    return None


def _among(sentence: Sentence, place: Place, tokens: set[int]) -> bool:
    return place.span is not None and bool(tokens.intersection(sentence.words(place.span)))


def _own_object(draft: DraftEvent) -> bool:
    """Say whether what is closed or barred is the doer's own: "its", or a gate to his land."""
    sentence = draft.sentence
    objects = [argument.token for argument in draft.predication.fillers(Role.OBJECT)]
    owners = (
        sentence.tokens[child].text.lower()
        for token in objects
        for child in sentence.children[token]
        if sentence.tokens[child].dep == "poss"
    )
    gates = (sentence.tokens[token].lemma.lower() in _GATES for token in objects)
    return any(owner in {"its", "their"} for owner in owners) or any(gates)


def _named(sentence: Sentence, predication: Predication, places: Places, kind: EventType) -> Iterator[Place]:
    """Give the places named with an act, the surest first."""
    obliques = [a for a in predication.arguments if a.role is Role.OBLIQUE]
    for wanted in (_NEAR,) if kind in WORDS else (_NEAR, _WHERE):
        for argument in obliques:
            if argument.preposition in wanted:
                yield from _here(sentence, argument.token, places, by=_BEFORE if wanted is _NEAR else frozenset())
    for argument in obliques:  # "at a conference in Cambodia": some nouns further down
        if argument.preposition in _COMPANY:  # "met officials *of Chad*" says no place, "officials *in Accra*" does
            yield from places_inside(sentence, argument.token, places, prepositions=_NEAR)
        elif kind not in WORDS or argument.preposition in _NEAR:
            yield from places_inside(sentence, argument.token, places)
    if kind in _FORCE:
        for argument in predication.fillers(Role.OBJECT, Role.SUBJECT):
            yield from places_inside(sentence, argument.token, places, prepositions=_NEAR)
    if kind is EventType.ASSAULT:
        yield from _ends(sentence, predication, places)
    for argument in predication.fillers(Role.SUBJECT):  # "Chad's ambassador in *Accra* protested": he is posted there
        if sentence.tokens[argument.token].lemma.lower() in _POSTED:
            yield from places_inside(sentence, argument.token, places, prepositions=_NEAR)


def places_inside(
    sentence: Sentence, token: int, places: Places, *, prepositions: frozenset[str] = _DEEP
) -> Iterator[Place]:
    """Give the places in a noun phrase, the nearest first: of "a conference in the city of Accra" Accra."""
    level = [token]
    for _ in range(_DEPTH):
        below: list[int] = []
        for above in level:
            for child in sentence.children[above]:
                dep, word = sentence.tokens[child].dep, sentence.tokens[child].text.lower()
                if dep == "prep" and word in prepositions:
                    below.extend(sentence.children[child])
                elif dep == "acl":  # "rounds *aimed at* a post in Chad"
                    below.extend(
                        n
                        for c in sentence.children[child]
                        if sentence.tokens[c].text.lower() in _NEAR
                        for n in sentence.children[c]
                    )
        for noun in below:
            yield from _here(sentence, noun, places, by=_BEFORE)
        level = below


def _here(sentence: Sentence, noun: int, places: Places, *, by: frozenset[str]) -> Iterator[Place]:
    """Give the place that a noun names, and those before it `by` which it is told from others: "Peru's Callao port"."""
    before = (c for c in reversed(sentence.children[noun]) if sentence.tokens[c].dep in by)
    for token in (noun, *before):
        place = place_at(sentence, token, places)
        if place is not None:
            yield place


def _said_at(sentence: Sentence, predication: Predication, places: Places) -> Place | None:
    """Take the place where quoted words were said that are the act: "We urge you to wait," he told us in *Accra*."""
    current = predication
    if current.quotation is None:
        return None
    for _ in range(_LEVELS):
        governor = current.governor
        if governor is None:
            return None
        above = sentence.predications[governor.predication]
        if governor.relation is Relation.COMPLEMENT and above.quotation is None and above.tense is Tense.PAST:
            near = [a for a in above.arguments if a.role is Role.OBLIQUE and a.preposition in {"in", "at"}]
            found = (p for a in near for p in _here(sentence, a.token, places, by=_BEFORE))
            inner = (
                p
                for a in above.fillers(Role.OBJECT, Role.INDIRECT)
                for p in places_inside(sentence, a.token, places, prepositions=_IN)
            )
            return next(found, None) or next(inner, None)
        current = above
    return None


def _where(sentence: Sentence, predication: Predication, places: Places) -> Place | None:
    """Take the place that a clause with "where" tells of: "Abuja in Nigeria, *where* he hid and was killed"."""
    token = predication.anchor
    chain = [token]
    while sentence.tokens[token].dep == "conj":
        token = sentence.tokens[token].head
        chain.append(token)
    below = (sentence.tokens[child].text.lower() for verb in chain for child in sentence.children[verb])
    if sentence.tokens[token].dep != "relcl" or "where" not in below:
        return None
    return place_at(sentence, sentence.tokens[token].head, places)


def _above(sentence: Sentence, predication: Predication, places: Places) -> Place | None:
    """Take the place of the clause that an act belongs to: "arrived in *Accra* … as he prepares to meet"."""
    current = predication
    for _ in range(_LEVELS):
        governor = current.governor
        if governor is None or governor.relation is Relation.RELATIVE:
            return None
        above = sentence.predications[governor.predication]
        told = governor.relation is Relation.COMPLEMENT and current.finite and above.tense is Tense.PAST
        if told or (current.kind is PredicationKind.NOUN and governor.marker in {"after", "before", "since", "over"}):
            return None  # where it was said, or what went before, is another place
        if above.lemma in _VISITING:  # "was visiting *Chad* for talks"
            host = next(_objects(sentence, above, places), None)
            if host is not None:
                return host
        for argument in above.arguments:
            if argument.role is Role.OBLIQUE and argument.preposition in {"in", "at", "on"}:
                place = place_at(sentence, argument.token, places) or next(
                    places_inside(sentence, argument.token, places), None
                )
                if place is not None:
                    return place
        current = above
    return None


def _ends(sentence: Sentence, predication: Predication, places: Places) -> Iterator[Place]:
    """Give the state that is itself acted upon: "invaded *Kuwait*"."""
    arguments: tuple[Argument, ...] = (
        *predication.fillers(Role.OBJECT),
        *predication.after("on", "against", "into", "at", "of"),
    )
    for argument in arguments:
        place = place_at(sentence, argument.token, places)
        if place is not None:
            yield place


def of_the_state(countries: set[str | None], places: Places) -> Place | None:
    """Name the one state of a side, by a name that the document has for it; None where it has none."""
    if len(countries) != 1:
        return None
    country = countries.pop()
    named = [p for p in places.values() if p.country == country and p.lat is None]
    return structs.replace(named[0], span=None) if country is not None and named else None


def _objects(sentence: Sentence, predication: Predication, places: Places) -> Iterator[Place]:
    for argument in predication.fillers(Role.OBJECT):
        place = place_at(sentence, argument.token, places)
        if place is not None:
            yield place


def place_at(sentence: Sentence, token: int, places: Places) -> Place | None:
    """Give the place that a token names."""
    return places.get((sentence.index, token))
