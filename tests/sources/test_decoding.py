"""Bytes to text: what is taken, what is refused, and that nothing is changed on the way."""

import codecs
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import RefusedError
from dragoman.sources.decoding import decode

TEXT = "Kenya’s envoy met “the king” in Tromsø.\r\nNo date was set.\r\n"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param(TEXT.encode(), TEXT, id="UTF-8, Windows line ends kept"),
        pytest.param(codecs.BOM_UTF8 + TEXT.encode(), TEXT, id="mark of UTF-8 dropped"),
        pytest.param(codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), TEXT, id="marked UTF-16, little end first"),
        pytest.param(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), TEXT, id="marked UTF-16, big end first"),
        pytest.param(codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), TEXT, id="marked UTF-32 is not taken for UTF-16"),
        pytest.param(TEXT.encode("cp1252"), TEXT, id="Windows-1252 of English news"),
        pytest.param(b"one\x0ctwo", "one\x0ctwo", id="page ends are text"),
        pytest.param(b"", "", id="nothing is decoded to nothing"),
    ],
)
def test_taken(raw: bytes, expected: str) -> None:
    assert decode(raw) == expected


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        pytest.param("日本の外相が訪中した。".encode("shift-jis"), "not UTF-8", id="Shift-JIS"),
        pytest.param("Министр прибыл в Осло".encode("koi8-r"), "not UTF-8", id="KOI8-R"),
        pytest.param("Министр прибыл в Осло".encode("cp1251"), "not UTF-8", id="Windows-1251"),
        pytest.param(TEXT.encode("utf-16-le"), "without a byte order mark", id="UTF-16 without its mark"),
        pytest.param(codecs.BOM_UTF16_LE + b"\x00\xd8x", "UTF-16-LE", id="broken UTF-16"),
        pytest.param(b"\x7fELF\x02\x01\x01\x00\x00\x00", "binary", id="a program"),
        pytest.param(b"\x01\x02\x03\x04 text", "control characters", id="control characters"),
    ],
)
def test_refused(raw: bytes, words: str) -> None:
    with pytest.raises(RefusedError, match=words) as refused:
        decode(raw)
    assert "; " in str(refused.value), "a remedy must be given"


@given(st.binary(max_size=200))
def test_any_bytes_are_taken_or_refused(raw: bytes) -> None:
    with contextlib.suppress(RefusedError):
        assert isinstance(decode(raw), str)


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=100))
def test_utf8_survives(text: str) -> None:
    try:
        assert decode(b"x " + text.encode()) == "x " + text
    except RefusedError as error:
        pytest.fail(str(error))
