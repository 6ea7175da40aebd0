"""`dragoman search`: full text over what was said and the sentences that events stand in."""

from typing import Annotated

import typer

from dragoman.cli.chronology import SinceOption, UntilOption
from dragoman.cli.options import DEFAULT_RECORD, LexiconOption, day, lexicons_with
from dragoman.cli.parties import find_party
from dragoman.cli.records import AskedOption, open_to_ask
from dragoman.cli.show import AsOfOption
from dragoman.cli.tables import choice, cited_table

_MANY = 10_000  # places looked through where a filter has to be applied to each


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORD", help='All must stand there; "in quotes" in a row.')],
    speakers_of: Annotated[
        str | None, typer.Option("--said-by", metavar="STATE", help="Only statements by speakers of this state.")
    ] = None,
    publisher: Annotated[str | None, typer.Option(metavar="NAME", help="Only documents of this publisher.")] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    stance: Annotated[
        str | None, typer.Option(metavar="STANCE", help="Only statements with this stance: opposes, demands, warns …")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many places, the best first.")] = 20,
    record: AskedOption = DEFAULT_RECORD,
    as_of: AsOfOption = None,
    lexicon: LexiconOption = None,
) -> None:
    """Search statements and sentences of events. Ends with status 1 where nothing is found."""
    from dragoman.formats.page import page_console  # noqa: PLC0415 - loads rich
    from dragoman.relations.chronology import ID_LENGTH  # noqa: PLC0415
    from dragoman.schema.statement import Stance  # noqa: PLC0415

    lexicons = lexicons_with(lexicon)
    last = day("--until", until)
    wanted = next(iter(choice("--stance", [stance], list(Stance))), None) if stance else None
    with open_to_ask(record, lexicons) as store:
        hits = store.search(
            " ".join(f'"{word}"' if " " in word else word for word in words),
            as_of=day("--as-of", as_of),
            since=day("--since", since),
            speakers_of=find_party(speakers_of, lexicons) if speakers_of else None,
            publisher=publisher,
            limit=limit if last is None and wanted is None else _MANY,
        )
    hits = tuple(
        hit
        for hit in hits
        if (last is None or (hit.known is not None and hit.known <= last))
        and (wanted is None or (hit.statement is not None and hit.statement.stance == wanted))
    )[:limit]
    if not hits:
        typer.echo("The record has no sentence with these words.")
        raise typer.Exit(1)
    rows = []
    for hit in hits:
        speaker = ""
        if hit.statement is not None:
            who = hit.statement.speaker
            name = " ".join(part for part in (who.country, who.name or who.text) if part)
            speaker = f"{name}: " if who.named else f"not named ({name}): "
        published = hit.head.published.day.isoformat() if hit.head.published else "undated"
        ids = "".join(f"; event {id_[:ID_LENGTH]}" for id_ in hit.reports)
        rows.append(
            (published, f"{speaker}“{' '.join(hit.text.split())}”", f"{hit.head.publisher or hit.head.source}{ids}")
        )
    page_console().print(cited_table(rows))
