"""The day of publication worked out from the text's own clues."""

from dragoman.lexicons.files import Lexicons
from dragoman.schema.document import Document
from dragoman.schema.sentence import Reading
from dragoman.schema.when import Clue, Published


def infer_publication(
    document: Document, reading: Reading, *, lexicons: Lexicons, clues: tuple[Clue, ...] = ()
) -> Published | None:
    """Work out when a document was published; None where the text holds no clue."""
    return None
