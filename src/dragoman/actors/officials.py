"""Named persons with the offices that a text states for them."""

from dragoman.actors.casting import DocumentCast
from dragoman.actors.casting import cast as cast_again
from dragoman.lexicons.files import Lexicons
from dragoman.schema.actor import Cast, Official
from dragoman.schema.document import Document, ParagraphKind
from dragoman.schema.sentence import Reading


def read_officials(document: Document, reading: Reading, cast: Cast, *, lexicons: Lexicons) -> tuple[Official, ...]:
    """List every named person with an office or affiliation in the words of the text, in the order of first mention.

    Offices that only our tables know are left out. Two offices of one person are joined by "; ";
    `evidence` is where the first of them is stated.
    """
    if not isinstance(cast, DocumentCast):
        cast = cast_again(document, reading, lexicons=lexicons, published=document.published)
    kinds = {sentence.index: sentence.kind for sentence in reading.sentences}
    found: list[Official] = []
    for figure in cast.figures:
        offices = [
            office
            for office in figure.offices
            if office.text and kinds.get(office.sentence) in {ParagraphKind.BODY, ParagraphKind.HEADLINE}
        ]
        if not offices:
            continue
        texts: list[str] = []
        for office in offices:
            if not any(office.text.lower() in text.lower() for text in texts):
                texts = [t for t in texts if t.lower() not in office.text.lower()] + [office.text]
        found.append(
            Official(
                name=figure.name,
                country=figure.country,
                office="; ".join(texts),
                former=all(office.former for office in offices),
                evidence=offices[0].span,
            )
        )
    return tuple(found)
