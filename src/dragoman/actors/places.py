"""Places that a text names, with their country and coordinates."""

from dragoman.actors.names import Hit, Name, NameKind, find_names, gazetteer
from dragoman.lexicons.files import Lexicons
from dragoman.schema.actor import Place
from dragoman.schema.sentence import Reading


def find_places(reading: Reading, *, lexicons: Lexicons) -> dict[tuple[int, int], Place]:
    """Find every name of a place, keyed by sentence and the name's last token.

    States count, so do capitals that stand for a government: whoever asks knows by the preposition
    whether the place is meant. Adjectives do not.
    """
    names = gazetteer(lexicons)
    found: dict[tuple[int, int], Place] = {}
    for sentence in reading.sentences:
        for hit in find_names(sentence, names):
            place = _place(hit, sentence.text[hit.span[0] - sentence.span[0] : hit.span[1] - sentence.span[0]])
            if place is not None:
                found[sentence.index, hit.end - 1] = place
    return found


def _place(hit: Hit, text: str) -> Place | None:
    row: Name | None = next((n for n in hit.names if n.kind is NameKind.PLACE), None)
    if row is not None and row.place is not None and row.spelling not in row.place.people:
        place = row.place
        country = place.country
        if hit.name.state is not None:
            country = hit.name.state.code
        return Place(name=place.name, country=country, lat=place.lat, lon=place.lon, span=hit.span)
    name = hit.name
    if name.kind in {NameKind.STATE, NameKind.CAPITAL, NameKind.SEAT} and name.state is not None:
        return Place(
            name=name.state.name if name.kind is NameKind.STATE else text, country=name.state.code, span=hit.span
        )
    return None
