"""What the offices that a text gives to persons say of the day it was written."""

from collections.abc import Iterator

from dragoman.actors.casting import DocumentCast
from dragoman.actors.offices import Holders, Tenure, holders, plain
from dragoman.actors.titles import state_left_out
from dragoman.lexicons.files import Lexicons
from dragoman.schema.actor import ORGANISATION_CODES, Cast, MentionKind
from dragoman.schema.when import Clue

_NO_LONGER = frozenset("former formerly ex then late onetime previous elect designate nominee incoming".split())


def tenure_clues(cast: Cast, *, lexicons: Lexicons) -> tuple[Clue, ...]:
    """Give a clue on the day of publication for each person whose office, as the text states it, is in our tables.

    A text that says "Prime Minister Fumio Kishida" was written while he held the office; one that says "former"
    or "then" tells nothing here. Name, country and office must all agree. A surname alone counts where only one
    holder of that office in that country bears it. Of several terms in one office the clue spans the first to the
    last, of several offices what they share.

    Returns:
        One clue a person, in the order of the text; both ends included, an end that is not known None.
    """
    table = holders(lexicons)
    found = []
    for name, sought, country, offices in _offices(cast):
        terms = [(office, _terms(table, sought, country, office, lexicons)) for office in offices]
        clue = _clue(name, [(office, held) for office, held in terms if held])
        if clue is not None:
            found.append(clue)
    return tuple(dict.fromkeys(found))


def _offices(cast: Cast) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    """Give each person's name, the name as the text has it, country, and offices by the text, in its order."""
    if isinstance(cast, DocumentCast):
        for figure in cast.figures:
            if figure.country is None or not figure.keys:
                continue
            current = tuple(dict.fromkeys(o.text for o in figure.offices if o.text and not o.former))
            # A surname that our tables completed is one surname still.
            sought = figure.name if len(figure.keys) > 1 else figure.keys[0]
            yield figure.name, sought, figure.country, current
        return
    stated: dict[tuple[str, str], dict[str, None]] = {}
    for mention in cast.mentions:
        for actor in mention.actors if mention.kind is MentionKind.PERSON else ():
            if actor.name and actor.country and actor.office:
                offices = stated.setdefault((actor.name, actor.country), {})
                offices.update(dict.fromkeys(actor.office.split("; ")))
    for (name, country), offices in stated.items():
        yield name, name, country, tuple(o for o in offices if not _NO_LONGER & set(plain(o).split()))


def _terms(table: Holders, name: str, country: str, office: str, lexicons: Lexicons) -> tuple[Tenure, ...]:
    """Find the tenures of one person that agree with name, country and office."""
    for known in (table.by_name(name), table.surname(name)):
        agreeing = tuple(
            tenure
            for tenure in known
            if _same_country(tenure, country)
            and (title := state_left_out(office, tenure.country, lexicons))
            and tenure.office in table.offices(title, country=tenure.country, strict=True)
        )
        if agreeing:
            return agreeing if len({tenure.person for tenure in agreeing}) == 1 else ()
    return ()


def _same_country(tenure: Tenure, country: str) -> bool:
    return tenure.country == country or (country in ORGANISATION_CODES and tenure.table.endswith("organisations.csv"))


def _clue(name: str, terms: list[tuple[str, tuple[Tenure, ...]]]) -> Clue | None:
    """Put what is known of one person's offices into one interval of days; None where they exclude each other."""
    if not terms:
        return None
    start = max(min(tenure.start for tenure in held) for _, held in terms)
    lasts = [[tenure.end for tenure in held if tenure.end is not None] for _, held in terms]
    # Who holds one of the terms still, or for all we know, has no last day in that office.
    end = min((max(ends) for ends, (_, held) in zip(lasts, terms, strict=True) if len(ends) == len(held)), default=None)
    if end is not None and start > end:
        return None
    said = " and ".join(dict.fromkeys(office for office, _ in terms))
    days = "; ".join(dict.fromkeys(f"{t.title} {_days(t)}" for _, held in terms for t in held))
    return Clue(start=start, end=end, because=f"{name} is called {said}; the table of office holders has {days}.")


def _days(tenure: Tenure) -> str:
    return f"from {tenure.began}" + (f" to {tenure.ended}" if tenure.ended else ", no end known")
