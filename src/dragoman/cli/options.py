"""Options that several commands share, and what turns their words into values."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from dragoman.errors import LexiconError, UsageError
from dragoman.lexicons.files import OURS, Lexicons
from dragoman.sources.days import parse_day

RecordOption = Annotated[
    str,
    typer.Option(
        "--record", metavar="FILE|URL", help="The record: an SQLite file, or postgresql://USER@HOST/NAME on a server."
    ),
]
DEFAULT_RECORD = "relations.db"
AllowPrivateOption = Annotated[
    bool,
    typer.Option("--allow-private", help="Fetch from private networks and from this machine too: intranets, tests."),
]
LexiconOption = Annotated[
    Path | None, typer.Option("--lexicon", metavar="DIR", help="A folder of lexicon files laid over dragoman's own.")
]


def day(option: str, text: str | None) -> date | None:
    """Read the value of an option that is a day; None where it was not given.

    Raises:
        UsageError: it is no day; the message names the option.
    """
    if text is None:
        return None
    try:
        return parse_day(text)
    except UsageError as error:
        raise UsageError(f"{option}: {error}") from error


def lexicons_with(folder: Path | None) -> Lexicons:
    """Lay a user's folder over our lexicons, and make sure that nothing in it is overlooked.

    Raises:
        LexiconError: there is no such folder, a file in it has no counterpart among ours, or an entry in the
            lexicon of acts cannot be used.
    """
    lexicons = Lexicons.laid_over(folder)
    if folder is None:
        return lexicons
    from dragoman.lexicons.acts import acts, word_classes  # noqa: PLC0415 - only here

    found = sorted(path for path in folder.rglob("*") if path.suffix in {".toml", ".csv"})
    if not found:
        raise LexiconError(f"lexicon folder {folder}: holds no .toml or .csv file; see docs/adding-words.md")
    for path in found:
        below = path.relative_to(folder)
        ours = OURS / below
        # A table must be one of ours, for its columns; entries may stand in a new file of a known folder.
        if not (ours.is_file() if path.suffix == ".csv" else ours.parent.is_dir() and len(below.parts) > 1):
            raise LexiconError(
                f"{path}: dragoman has no lexicon at {below.as_posix()}, so nothing would read it; "
                "give it the path of the lexicon that it adds to, such as en/acts/mine.toml"
            )
    word_classes(lexicons)
    acts(lexicons)
    return lexicons
