"""`dragoman series`: how much happens between two parties and where that leaves them, stretch by stretch."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.chronology import SinceOption, UntilOption
from dragoman.cli.options import DEFAULT_RECORD, LexiconOption, day, lexicons_with
from dragoman.cli.parties import MembersOption, PartyArgument, party_names, two_sides
from dragoman.cli.records import AskedOption, open_to_ask
from dragoman.cli.show import AsOfOption
from dragoman.cli.tables import TableFormat, choice, cited_table, save_or_print, write_csv, write_lines
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.formats.drawing import Picture
    from dragoman.relations.series import Series

_NAMED = 3


def series(
    one: PartyArgument,
    other: PartyArgument,
    by: Annotated[str, typer.Option(metavar="STEP", help="week, month, quarter or year.")] = "month",
    scale: Annotated[str, typer.Option(metavar="SCALE", help="Whose weights: plover or goldstein.")] = "plover",
    one_way: Annotated[
        bool, typer.Option("--one-way", help="Only acts of the first party towards the second.")
    ] = False,
    since: SinceOption = None,
    until: UntilOption = None,
    figure: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Draw level and flow, each direction, into this .svg or .png file instead."),
    ] = None,
    format_: Annotated[TableFormat, typer.Option("--format", help="How to write it.")] = TableFormat.TEXT,
    members: MembersOption = False,
    record: AskedOption = DEFAULT_RECORD,
    as_of: AsOfOption = None,
    lexicon: LexiconOption = None,
) -> None:
    """Give flow (the sum of the acts' weights) and level (-9 … +9), with the events behind every step."""
    from dragoman.relations.groups import name_of, outlines_of  # noqa: PLC0415
    from dragoman.relations.series import Scale, Step  # noqa: PLC0415
    from dragoman.relations.series import series as compute  # noqa: PLC0415

    lexicons = lexicons_with(lexicon)
    sides = two_sides(one, other, lexicons, members=members)
    pair = (name_of(sides[0]), name_of(sides[1]))
    (step,) = choice("--by", [by], list(Step))
    (whose,) = choice("--scale", [scale], list(Scale))
    asked = day("--as-of", as_of)
    picture = _picture(figure)
    with open_to_ask(record, lexicons) as store:
        events = outlines_of(store, *sides, as_of=asked)
    begin, last = day("--since", since), day("--until", until) or asked
    if figure is not None and picture is not None:
        from dragoman.formats.drawing import draw  # noqa: PLC0415
        from dragoman.relations.figures import relation_figure  # noqa: PLC0415
        from dragoman.relations.series import relation_series  # noqa: PLC0415

        drawn = relation_figure(
            *relation_series(
                events, *pair, lexicons=lexicons, step=Step(step), scale=Scale(whose), since=begin, until=last
            ),
            names=party_names(lexicons),
            lexicons=lexicons,
        )
        save_or_print(figure, draw(drawn, picture), option="--figure")
        return
    found = compute(
        events,
        *pair,
        lexicons=lexicons,
        step=Step(step),
        scale=Scale(whose),
        both_ways=not one_way,
        since=begin,
        until=last,
    )
    match format_:
        case TableFormat.JSONL:
            write_lines(found.points)
        case TableFormat.CSV:
            fields = ("start", "end", "flow", "uncertainty", "level", "events")
            write_csv(fields, ([getattr(point, name) for name in fields] for point in found.points))
        case _:
            _print(found, markdown=format_ is TableFormat.MARKDOWN)


def _picture(figure: Path | None) -> "Picture | None":
    """Tell from a file's name what to draw."""
    if figure is None:
        return None
    from dragoman.formats.drawing import Picture  # noqa: PLC0415

    ending = figure.suffix.removeprefix(".").lower()
    if ending not in set(Picture):
        raise UsageError(f"--figure {figure}: the name ends neither in .svg nor in .png; give one that does")
    return Picture(ending)


def _print(found: "Series", *, markdown: bool) -> None:
    from dragoman.formats.page import page_console  # noqa: PLC0415 - loads rich
    from dragoman.relations.chronology import ID_LENGTH  # noqa: PLC0415

    sign = "and" if found.both_ways else "towards"
    typer.echo(
        f"{found.one} {sign} {found.other} by {found.step}: flow in weights of {found.scale} "
        "± standard deviation, level on -9 … +9, begun at 0"
    )
    rows = []
    for point in found.points:
        ids = [id_[:ID_LENGTH] for id_ in point.events]
        more = f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else ""
        flow = f"flow {point.flow:+6.1f} ± {point.uncertainty:4.1f}   level {point.level:+6.3f}"
        rows.append((point.start.isoformat(), flow, f"{', '.join(ids[:_NAMED])}{more}"))
    if markdown:
        for start, text, ids_words in rows:
            typer.echo(f"- **{start}** {' '.join(text.split())} [{ids_words}]")
    elif rows:
        page_console().print(cited_table(rows))
    else:
        typer.echo("No act between them is dated closely enough.")
    if found.left_out:
        typer.echo(f"left out, as no close date is known: {', '.join(id_[:ID_LENGTH] for id_ in found.left_out)}")
