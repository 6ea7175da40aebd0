"""Where paragraphs begin and end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.sources.lines import MOST_CHARACTERS, PIECE, split_stretches

WRAPPED = """\
The envoys of both countries met on Monday in the old
harbour house and spoke for three hours about the ships
that had been held since the spring.
A second round was set for June.

Nobody from the press was let in, and no statement came
out.
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("one\n\ntwo", ["one", "two"], id="blank lines"),
        pytest.param("one\r\n\r\ntwo\r\n", ["one", "two"], id="Windows line ends"),
        pytest.param("one\ntwo", ["one", "two"], id="short lines are paragraphs of their own"),
        pytest.param("  one  \n\t\n two\t", ["one", "two"], id="white space at the ends is left out"),
        pytest.param("one\x0ctwo\u2028three", ["one", "two", "three"], id="page ends and line separators"),
        pytest.param("", [], id="nothing"),
        pytest.param(" \n\t\r\n", [], id="white space alone"),
    ],
)
def test_stretches(text: str, expected: list[str]) -> None:
    assert [text[s.span[0] : s.span[1]] for s in split_stretches(text)] == expected


def test_wrapped_lines_are_joined_where_the_next_word_did_not_fit() -> None:
    found = [WRAPPED[s.span[0] : s.span[1]].split(maxsplit=1)[0] for s in split_stretches(WRAPPED)]
    # "A" would have fitted on the line above: whoever wrapped the text began a new paragraph there.
    assert found == ["The", "A", "Nobody"]


def test_indented_lines_begin_paragraphs() -> None:
    text = (
        "    The envoys of both countries met on Monday in the old\n    harbour house and spoke for an hour, the ships"
    )
    assert len(split_stretches(text)) == 2


def test_blocks_are_counted() -> None:
    assert [s.block for s in split_stretches("a\nb\n\nc\n\n\nd")] == [0, 0, 1, 2]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("The envoy left. " * 12_500, id="200,000 characters in sentences"),
        pytest.param("word " * 40_000, id="no stops"),
        pytest.param("x" * 200_000, id="one word"),
    ],
)
def test_endless_lines_are_cut(line: str) -> None:
    stretches = split_stretches(line)
    assert max(s.span[1] - s.span[0] for s in stretches) <= PIECE
    assert "".join(line[s.span[0] : s.span[1]] for s in stretches).replace(" ", "") == line.replace(" ", "")


def test_long_paragraphs_stay_whole() -> None:
    line = "The envoy left the hall. " * (MOST_CHARACTERS // 25)
    assert len(split_stretches(line)) == 1


def test_cuts_fall_between_sentences() -> None:
    line = "The envoy left the hall at noon. " * 400
    assert all(line[s.span[0] : s.span[1]].endswith("noon.") for s in split_stretches(line))


@given(st.text(st.sampled_from("aB. \n\r\t\x0c“’"), max_size=300))
def test_nothing_but_white_space_lies_between(text: str) -> None:
    at = 0
    for stretch in split_stretches(text):
        start, end = stretch.span
        assert start >= at
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip() != ""
        at = end
    assert not text[at:].strip()
