"""Wordings of offices, brought to the form in which the tables have them."""

from dragoman.actors.names import gazetteer
from dragoman.actors.offices import plain_title
from dragoman.lexicons.files import Lexicons


def state_left_out(title: str, country: str, lexicons: Lexicons) -> str:
    """Leave the name of the office's own state out of a title: "president of Russia", "Russian president".

    Args:
        title: the office as a text words it.
        country: whose office it is, ISO 3166-1 alpha-3.
        lexicons: tables of the world.
    """
    state = gazetteer(lexicons).states.get(country)
    if state is None:
        return title
    words = plain_title(title)
    for name in (state.name, *state.names, *state.official, *state.adjectives, "republic", "country", country):
        own = plain_title(name)
        for before in (f"{own}s ", f"{own} "):
            words = words.removeprefix(before)
        for behind in (f" of the {own}", f" of {own}", f" for {own}"):
            words = words.removesuffix(behind)
    return words
