"""Where gatherings are held, for what is told of them elsewhere and for what is said at them.

Rules in docs/events.md, "Place".
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from msgspec import structs

from dragoman.events.draft import WORDS, DraftEvent
from dragoman.events.places import Places, of_the_state, place_at, places_inside
from dragoman.schema.actor import Actor, Cast, MentionKind, Place
from dragoman.schema.event import EventType, Status
from dragoman.schema.sentence import Predication, Relation, Role, Sentence, Tense

_THERE = frozenset({"at", "during", "in", "after", "to", "for", "on sideline of", "on sidelines of", "before"})
_ADDRESSING = frozenset({"tell", "address", "attend", "host", "join", "open", "chair", "hold"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "our", "their", "his", "her", "its"})
_IN = frozenset({"in", "at"})
_DONE_THERE = frozenset({EventType.SUPPORT, EventType.AGREE, EventType.COOPERATE})
_HELD = frozenset({"hold", "meet", "open", "convene", "begin", "start", "take place", "gather", "close", "end"})


@dataclass(slots=True)
class Venue:
    """A gathering with its place, and the officials of whom the text says that they spoke or took part there."""

    sentence: int
    noun: str
    place: Place
    present: set[str] = field(default_factory=set)


def place_gatherings(
    drafts: list[DraftEvent], sentences: tuple[Sentence, ...], cast: Cast, places: Places, gatherings: frozenset[str]
) -> None:
    """Give meetings told of again the place of the gathering, and words of an official there the same, in place.

    "Talks at a summit in Lima … *the talks* went well"; "Ruiz told a summit in Lima … Ruiz also *urged* Chile to pay".
    Where the text has an official speak at gatherings in two states, his words have no place.
    """
    found = [
        Venue(sentence.index, noun, place)
        for sentence in sentences
        for token, noun in _nouns(sentence, gatherings)
        for place in _place_of(sentence, token, cast, places)
    ]
    if not found:
        return
    held: dict[tuple[int, int], Venue] = {}
    for sentence in sentences:
        for token, noun in _nouns(sentence, gatherings):
            venue = _meant(sentence, token, noun, found)
            if venue is not None:
                held[sentence.index, token] = venue
                venue.present |= {a.name for a in _present(sentence, token, cast) if a.name and a.office}
    for draft in drafts:
        if draft.place is not None:
            continue
        venue = held.get((draft.sentence.index, draft.predication.token))
        if draft.type is EventType.CONSULT and not draft.visit and venue is not None and _is_it(draft, venue):
            draft.place = structs.replace(venue.place, span=None)
        elif draft.status is Status.HAPPENED and draft.type in _DONE_THERE | WORDS:
            draft.place = _done_there(draft, held) or (_spoken_at(draft, found) if draft.type in WORDS else None)


def _nouns(sentence: Sentence, gatherings: frozenset[str]) -> Iterator[tuple[int, str]]:
    for index, token in enumerate(sentence.tokens):
        if token.pos in {"NOUN", "PROPN"} and token.lemma.lower() in gatherings:
            yield index, token.lemma.lower()


def _place_of(sentence: Sentence, token: int, cast: Cast, places: Places) -> tuple[Place, ...]:
    """Give the place that the words of a gathering name: "summit in Lima", "the Lima summit", "hosted by Peru"."""
    inner = next(places_inside(sentence, token, places, prepositions=_IN), None)
    if inner is not None:
        return (inner,)
    for child in sentence.children[token]:
        place = place_at(sentence, child, places) if sentence.tokens[child].dep == "compound" else None
        if place is not None and place.country is not None and not _is_party(sentence, child, cast):
            return (place,)
    for noun in (token, sentence.tokens[token].head):  # "the congress opened in Lima", "a congress meeting in Lima"
        for predication in sentence.predications:
            held = predication.token == noun or (
                predication.lemma in _HELD
                and token in {a.token for a in predication.fillers(Role.SUBJECT, Role.OBJECT)}
            )
            for argument in predication.after(*_IN) if held else ():
                place = place_at(sentence, argument.token, places)
                if place is not None:
                    return (place,)
    hosts = {a.country for a in _hosts(sentence, token, cast)}
    host = of_the_state(hosts, places)
    return (host,) if host is not None else ()


def _is_party(sentence: Sentence, token: int, cast: Cast) -> bool:
    """Say whether a state rather than a city stands before a gathering: "*Japan* talks" are with Japan."""
    mention = cast.at(sentence.index, token)
    return mention is not None and " capital " not in mention.because and mention.kind is not MentionKind.PLACE


def _hosts(sentence: Sentence, token: int, cast: Cast) -> Iterator[Actor]:
    for predication in sentence.predications:
        light = predication.token == token and predication.light_lemma == "host"
        hosted = predication.lemma == "host" and token in {a.token for a in predication.fillers(Role.OBJECT)}
        if not (light or hosted):
            continue
        for argument in predication.fillers(Role.SUBJECT, *([Role.OBJECT] if light else [])):
            mention = cast.at(sentence.index, argument.token)
            if mention is not None and len(mention.actors) == 1:
                yield from mention.actors


def _meant(sentence: Sentence, token: int, noun: str, found: Iterable[Venue]) -> Venue | None:
    """Find the gathering that a noun means: its own, else the last of the same word, where the noun is definite."""
    same = [venue for venue in found if venue.noun == noun]
    own = [venue for venue in same if venue.sentence == sentence.index]
    if own:
        return own[0]
    here = sentence.tokens[token]
    marked = {sentence.tokens[c].text.lower() for c in sentence.children[token]}
    named = any(sentence.tokens[c].dep == "poss" for c in sentence.children[token])
    if not (marked & _DEFINITE or named or here.tag == "NNS"):
        return None
    before = [venue for venue in same if venue.sentence < sentence.index]
    return before[-1] if before else None


def _present(sentence: Sentence, token: int, cast: Cast) -> Iterator[Actor]:
    """Give who is told to speak at a gathering, to address it or to take part."""
    for predication in sentence.predications:
        if not _has_been(predication):
            continue
        if not any(token in sentence.subtree(a) for a in _leading_there(predication)):
            continue
        for argument in _subjects(sentence, predication):
            mention = cast.at(sentence.index, argument)
            yield from mention.actors if mention is not None else ()


def _has_been(predication: Predication) -> bool:
    """Say whether a clause tells of what somebody did: not "will address", "was invited *to meet* at a summit"."""
    own = predication.governor
    beside = predication.finite or (own is not None and own.relation is Relation.ADVERBIAL)  # "Speaking at a summit"
    open_yet = predication.tense is Tense.FUTURE or predication.modal or predication.negation is not None
    return beside and not open_yet


def _leading_there(predication: Predication) -> Iterator[int]:
    addressed = predication.fillers(Role.OBJECT, Role.INDIRECT) if predication.lemma in _ADDRESSING else ()
    for argument in (*predication.after(*_THERE), *addressed):
        yield argument.token


def _subjects(sentence: Sentence, predication: Predication) -> list[int]:
    """Give the subjects of a clause; of a participle without one those of the clause over it: "Speaking at …, she"."""
    subjects = [a.token for a in predication.fillers(Role.SUBJECT)]
    if subjects or predication.governor is None or predication.finite:
        return subjects
    return [a.token for a in sentence.predications[predication.governor.predication].fillers(Role.SUBJECT)]


def _done_there(draft: DraftEvent, held: dict[tuple[int, int], Venue]) -> Place | None:
    """Find where something was signed or agreed: "following *the talks* the presidents signed …"."""
    for argument in draft.predication.after("at", "during", "after", "following", "at end of"):
        venue = held.get((draft.sentence.index, argument.token))
        if venue is not None:
            return structs.replace(venue.place, span=None)
    return None


def _is_it(draft: DraftEvent, venue: Venue) -> bool:
    """Say whether a meeting is the gathering of that word: told of there, or as held and known, or with its people."""
    if draft.sentence.index == venue.sentence:
        return True
    return draft.status is Status.HAPPENED and (draft.definite or bool(_officials(draft) & venue.present))


def _spoken_at(draft: DraftEvent, found: Iterable[Venue]) -> Place | None:
    """Find where an official spoke, where the text has him at gatherings in one state only."""
    speakers = {a.name for a in draft.sides.actors if a.name and a.office}
    there = [venue for venue in found if speakers & venue.present]
    if len(speakers) != 1 or len({venue.place.country for venue in there}) != 1:
        return None
    return structs.replace(there[-1].place, span=None)


def _officials(draft: DraftEvent) -> set[str]:
    return {a.name for a in (*draft.sides.actors, *draft.sides.recipients) if a.name and a.office}
