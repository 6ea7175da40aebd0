"""`dragoman convert`: event data of one format written in another."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import LexiconOption, lexicons_with
from dragoman.cli.tables import save_or_print
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable


class EventData(StrEnum):
    """Formats of event data that are read and written."""

    PLOVER = "plover"
    POLECAT = "polecat"
    ICEWS = "icews"
    GDELT = "gdelt"
    GDELT2 = "gdelt2"
    CAMEO = "cameo"
    CODED = "coded"  # JSON Lines of coded events: every field there is


def convert(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file of event data.")],
    source: Annotated[EventData, typer.Option("--from", help="What it is.")],
    target: Annotated[EventData, typer.Option("--to", help="What to write.")],
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="The file; without it, standard output.")] = None,
    lexicon: LexiconOption = None,
) -> None:
    """Write event data of one format in another; CAMEO codes and PLOVER types go over into each other by table."""
    from dragoman.formats.coded import CodedEvent  # noqa: PLC0415
    from dragoman.formats.dyadic import Dyadic, read_dyads, write_dyads  # noqa: PLC0415
    from dragoman.formats.jsonlines import decode_as, encode_lines  # noqa: PLC0415
    from dragoman.formats.plover import plover_line, read_plover  # noqa: PLC0415
    from dragoman.relations.projecting import from_cameo, table_names, to_cameo  # noqa: PLC0415 - loads networkx

    lexicons = lexicons_with(lexicon)
    names = table_names(lexicons)
    try:
        # Event data of others is not always UTF-8; what is not stays readable as Latin-1.
        content = file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file}: cannot be read ({error.strerror}); name another file") from error
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("latin-1")
    lines = text.splitlines()
    try:
        events: Iterable[CodedEvent]
        match source:
            case EventData.PLOVER:
                events = list(read_plover(lines))
            case EventData.CODED:
                events = [decode_as(line, CodedEvent) for line in lines if line.strip()]
            case _:
                events = list(read_dyads(lines, Dyadic(str(source)), names))
    except ValueError as error:
        raise UsageError(f"{file}: is no JSON Lines of coded events ({error}); see --from") from error
    except UsageError as error:
        raise UsageError(f"{file}: {error}") from error
    whole = (to_cameo(from_cameo(event, lexicons), lexicons) for event in events)
    match target:
        case EventData.PLOVER:
            written = "".join(f"{line}\n" for line in map(plover_line, whole) if line).encode()
        case EventData.CODED:
            written = b"".join(encode_lines(whole))
        case _:
            written = "".join(write_dyads(whole, Dyadic(str(target)), names)).encode()
    save_or_print(out, written)
