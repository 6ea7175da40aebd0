"""Where an act happens."""

from collections.abc import Iterator, Mapping

from dragoman.events.sides import Sides
from dragoman.schema.actor import Place
from dragoman.schema.sentence import Predication, Role, Sentence

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
    }
)
_NEAR = frozenset({"in", "at", "on", "near", "off", "around"})


def place_of(
    sentence: Sentence,
    predication: Predication,
    places: Mapping[tuple[int, int], Place],
    sides: Sides,
    *,
    visit: bool,
) -> Place | None:
    """Find the place named with an act, the nearest preposition of place first; for a visit, what is visited."""
    found = [
        place
        for argument in predication.arguments
        if argument.role is Role.OBLIQUE
        and argument.preposition in _WHERE
        and (place := _at(sentence, argument.token, places)) is not None
    ]
    near = [
        place
        for argument in predication.arguments
        if argument.preposition in _NEAR and (place := _at(sentence, argument.token, places)) is not None
    ]
    hosts = {a.country for a in sides.recipients}
    if visit:
        at_host = [p for p in (*near, *found, *_objects(sentence, predication, places)) if p.country in hosts]
        return at_host[0] if at_host else None
    if near or found:
        return (near or found)[0]
    for argument in predication.arguments:  # "at a conference in Cambodia": one noun further down
        if argument.role is Role.OBLIQUE:
            for child in sentence.children[argument.token]:
                if sentence.tokens[child].dep == "prep" and sentence.tokens[child].text.lower() in _NEAR:
                    for noun in sentence.children[child]:
                        place = _at(sentence, noun, places)
                        if place is not None:
                            return place
    return None


def _objects(sentence: Sentence, predication: Predication, places: Mapping[tuple[int, int], Place]) -> Iterator[Place]:
    for argument in predication.fillers(Role.OBJECT):
        place = _at(sentence, argument.token, places)
        if place is not None:
            yield place


def _at(sentence: Sentence, token: int, places: Mapping[tuple[int, int], Place]) -> Place | None:
    return places.get((sentence.index, token))
