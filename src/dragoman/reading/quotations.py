"""What stands between quotation marks, in every typography."""

from dragoman.schema.document import Document
from dragoman.schema.sentence import Quotation


def find_quotations(document: Document) -> tuple[Quotation, ...]:
    """Find the stretches between quotation marks, in the order of the text; nested ones inside others too."""
    return ()
