"""Marked texts lose no character, whatever overlaps."""

from hypothesis import given
from hypothesis import strategies as st

from dragoman.schema.document import Document, Paragraph, document_id
from dragoman.web.marks import Kind, Mark, marked


def document(*lines: str) -> Document:
    text, spans = "\n".join(lines), []
    at = 0
    for line in lines:
        spans.append(Paragraph(span=(at, at + len(line))))
        at += len(line) + 1
    return Document(id=document_id(text, source="t"), source="t", text=text, paragraphs=tuple(spans))


SPANS = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda pair: (min(pair), max(pair)))
MARKS = st.lists(st.builds(Mark, st.sampled_from(Kind), SPANS, st.text(max_size=5)), max_size=12)


@given(st.lists(st.text(st.characters(exclude_characters="\n"), max_size=20), min_size=1, max_size=4), MARKS)
def test_pieces_make_up_the_paragraphs(lines: list[str], marks: list[Mark]) -> None:
    paragraphs = list(marked(document(*lines), marks))
    assert ["".join(piece.text for piece in paragraph.pieces) for paragraph in paragraphs] == lines


@given(MARKS)
def test_a_piece_lies_inside_its_marks(marks: list[Mark]) -> None:
    text = "x" * 60
    (paragraph,) = marked(document(text), marks)
    at = 0
    for piece in paragraph.pieces:
        end = at + len(piece.text)
        inside = [mark for mark in marks if mark.span[0] <= at and end <= mark.span[1]]
        assert sorted(piece.marks, key=repr) == sorted(inside, key=repr)
        at = end


@given(MARKS, st.randoms())
def test_the_order_of_marks_does_not_matter(marks: list[Mark], chance: object) -> None:
    mixed = list(marks)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert list(marked(document("y" * 60), mixed)) == list(marked(document("y" * 60), marks))


def test_only_the_paragraph_of_the_sentence() -> None:
    found = list(marked(document("One.", "Two.", "Three."), [], within=(5, 9)))
    assert [paragraph.pieces[0].text for paragraph in found] == ["Two."]


def test_the_narrowest_mark_speaks_first() -> None:
    wide = Mark(Kind.STATEMENT, (0, 10), "said", "#statement-1")
    narrow = Mark(Kind.EVENT, (2, 5), "act", "/event/1")
    (paragraph,) = marked(document("z" * 20), [narrow, wide])
    piece = paragraph.pieces[1]
    assert (piece.words, piece.target, piece.kinds) == (("act", "said"), "/event/1", "k-statement k-event")
