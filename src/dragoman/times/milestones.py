"""What the calendar holds."""

from dragoman.lexicons.files import Lexicons
from dragoman.schema.actor import Cast
from dragoman.schema.document import Document
from dragoman.schema.sentence import Reading
from dragoman.schema.statement import Milestone
from dragoman.schema.when import Published, TimeExpression


def read_milestones(
    document: Document,
    reading: Reading,
    cast: Cast,
    expressions: tuple[TimeExpression, ...],
    *,
    lexicons: Lexicons,
    published: Published | None,
) -> tuple[Milestone, ...]:
    """Find anniversaries, scheduled meetings, deadlines, elections, congresses and terms."""
    return ()
