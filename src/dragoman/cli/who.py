"""`dragoman who`: which offices a person held, and who held an office, with the source."""

import difflib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import LexiconOption, day, lexicons_with
from dragoman.cli.parties import find_party, party_names
from dragoman.cli.records import open_to_ask
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.actors.learned import Sighting
    from dragoman.actors.offices import Holders, Tenure
    from dragoman.lexicons.files import Lexicons


def who(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A person's name; or a state or organisation (JPN, Japan, NATO).")
    ],
    office: Annotated[
        str | None, typer.Argument(metavar="OFFICE", help="An office of that state: 'foreign minister'.")
    ] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DAY", help="Only what was held that day.")] = None,
    record: Annotated[
        str | None,
        typer.Option(metavar="FILE|DIR|URL", help="Also what documents of this record state, and where they disagree."),
    ] = None,
    lexicon: LexiconOption = None,
) -> None:
    """Tell which offices a person held, or who held an office, on which days, and from where it is known.

    Ends with status 1 where the tables know nobody for that office or day, with 2 for a name they do not have.
    """
    from dragoman.actors.offices import holders  # noqa: PLC0415 - the tables are read by those who ask

    lexicons = lexicons_with(lexicon)
    table = holders(lexicons)
    seen: tuple[Sighting, ...] = ()
    if record is not None:
        seen, table = _with_record(record, table, lexicons)
    asked = day("--on", on)
    if office is not None:
        found = _holders_of(table, _country(table, name, lexicons), office, asked)
    else:
        found = table.by_name(name) or table.surname(name)
        if not found:
            found = _all_of(table, name, asked, lexicons)
    shown = [tenure for tenure in found if asked is None or tenure.covers(asked)]
    if not shown:
        when = "" if asked is None else f" on {asked}"
        typer.echo(f"The tables know of nobody for {' '.join(filter(None, (name, office)))}{when}.")
        raise typer.Exit(1)
    if office is None:
        order = {person: at for at, person in enumerate(dict.fromkeys(tenure.person for tenure in shown))}
        shown.sort(key=lambda tenure: (order[tenure.person], tenure.start))
    for line in _page(shown, asked, party_names(lexicons), by_office=office is not None):
        typer.echo(line)
    for line in _disagreements(seen, shown, lexicons):
        typer.echo(line)


def _with_record(record: str, table: "Holders", lexicons: "Lexicons") -> "tuple[tuple[Sighting, ...], Holders]":
    """Lay what documents of a record state about offices over the tables."""
    from dragoman.actors.learned import lay_over, learn, sightings  # noqa: PLC0415 - only for those who ask

    with open_to_ask(record, lexicons) as store:
        seen = sightings(store.officials(), lexicons=lexicons)
    return seen, lay_over(table, learn(seen, lexicons=lexicons))


def _disagreements(seen: "tuple[Sighting, ...]", shown: "Iterable[Tenure]", lexicons: "Lexicons") -> Iterable[str]:
    """Tell where documents and tables name different people for an office that is shown."""
    from dragoman.actors.learned import contradictions  # noqa: PLC0415 - only for those who ask

    offices = {(tenure.country, tenure.office) for tenure in shown}
    for one in contradictions(seen, lexicons=lexicons) if seen else ():
        if (one.country, one.office) in offices:
            yield f"  Disagreement about the {one.office} on {one.day}:"
            yield f"      {one.one}"
            yield f"      {one.other}"


def _holders_of(table: "Holders", country: str, office: str, asked: date | None) -> "tuple[Tenure, ...]":
    """Find the holders of an office.

    Raises:
        UsageError: the tables have no such office for that country.
    """
    if asked is not None:
        found = table.who(country, office, asked)
        if found:
            return found
    kinds = table.offices(office, country=country)
    known = sorted({tenure.office for tenure in table.tenures if tenure.country == country})
    if not set(kinds) & set(known):
        raise UsageError(f"office {office!r}: the tables have none such for {country}; they have {', '.join(known)}")
    return tuple(t for kind in kinds for t in table.tenures if (t.country, t.office) == (country, kind))


def _country(table: "Holders", words: str, lexicons: "Lexicons") -> str:
    """Find the code under which the tables have a state or an organisation.

    Raises:
        UsageError: nothing is called so, or the tables have nobody for it.
    """
    codes = {tenure.country.casefold(): tenure.country for tenure in table.tenures}
    code = codes.get(words.casefold()) or find_party(words, lexicons)
    if code.casefold() not in codes:
        raise UsageError(
            f"{words!r}: the tables have no office holders for it; add a line to a file of world/offices/, "
            "as docs/offices.md shows"
        )
    return code


def _all_of(table: "Holders", name: str, asked: date | None, lexicons: "Lexicons") -> "tuple[Tenure, ...]":
    """Take the name for that of a state, of which all holders on a day are told.

    Raises:
        UsageError: it is the name of nobody and nothing in the tables; the message tells how to go on.
    """
    try:
        country = _country(table, name, lexicons)
    except UsageError:
        names = {n: None for t in table.tenures for n in (t.name, *t.aliases)}
        near = difflib.get_close_matches(name, names, n=3, cutoff=0.75)
        hint = (
            f"did you mean {' or '.join(near)}?"
            if near
            else "give the full name, or add a line as docs/offices.md shows"
        )
        raise UsageError(f"{name!r}: nobody of that name in the tables of office holders; {hint}") from None
    if asked is None:
        raise UsageError(f"{name!r} is a state or an organisation; give an office too, or --on a day for all offices")
    return tuple(tenure for tenure in table.tenures if tenure.country == country)


def _page(shown: "Iterable[Tenure]", asked: date | None, names: Mapping[str, str], *, by_office: bool) -> list[str]:
    """Lay out tenures: under the person's name, or one a line where an office was asked for."""
    lines: list[str] = []
    last = ""
    for tenure in shown:
        land = names.get(tenure.country, tenure.country)
        if tenure.person != last and not by_office:
            also = ", ".join(a for a in tenure.aliases)
            lines.append(f"{tenure.name} ({land})" + (f", also written {also}" if also else ""))
        last = tenure.person
        days = f"{tenure.began} to {tenure.ended}" if tenure.ended else f"{tenure.began}, no end known"
        unsure = "" if asked is None or tenure.surely_covers(asked) else " (the days are not known so finely)"
        what = f"{tenure.name}, {tenure.title}" if by_office else tenure.title
        lines.append(f"  {days}  {what}, {land}{unsure}")
        lines.append(f"      {tenure.table}: {tenure.note}")
    return lines
