"""What each stretch of a page is: headline, body, byline, dateline, caption, credit or furniture.

Rules look at form and place only, never at grammar: this comes before the parse. Words stand in
`lexicons/en/sources/`. Order: fixed words first, then bylines and lines of dates, then captions by
neighbourhood and wording, then the headline, then the dateline at the head of the running text.
"""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.lexicons.files import Lexicons
from dragoman.schema.base import Span
from dragoman.schema.document import Paragraph, ParagraphKind
from dragoman.sources.lines import split_stretches
from dragoman.sources.page_entries import PageEntry, page_entries, word_list

_HEADLINE_WORDS = 30  # the longest headlines of quality papers have about twenty
_BYLINE_WORDS = 25
_DATE_LINE_WORDS = 16
_CROSSHEAD_WORDS = 8
_CAPTION_WORDS = 60

_FINAL_STOP = re.compile(r"[.!?…:;,][\"'”’)\]]*$")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_OPENS_QUOTE = re.compile(r"[\"“'‘«]")
_BULLET = re.compile(r"(?:[•·*▪–—-]|\d{1,2}[.)]|\([a-z\d]{1,2}\))\s")
_BY = re.compile(r"(?:By|BY|by|From|FROM|Story by|Words by|Written by)[:\s]\s*(?=\S)")
_ADDRESS = re.compile(r"\(?\S+@\S+\)?")
_YEAR = re.compile(r"(?:19|20)\d\d|\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d$")


@dataclass(frozen=True, slots=True)
class _PageWords:
    """The word lists and expressions that the rules use, put together once."""

    entries: tuple[PageEntry, ...]
    months: frozenset[str]
    weekdays: frozenset[str]
    date_words: frozenset[str]
    byline_words: frozenset[str]
    agencies_low: frozenset[str]
    caption_verbs: frozenset[str]
    report_verbs: frozenset[str]
    short_datelines: frozenset[str]
    dateline: re.Pattern[str]
    dateline_alone: re.Pattern[str]
    dated_end: re.Pattern[str]


@functools.cache
def _page_words(lexicons: Lexicons) -> _PageWords:
    months = word_list(lexicons, "months")
    agencies = word_list(lexicons, "agencies")
    month = "|".join(sorted((re.escape(word) for word in months), key=lambda word: (-len(word), word)))
    weekday = "|".join(sorted(word_list(lexicons, "weekdays"), key=lambda word: (-len(word), word)))
    agency = "|".join(sorted((re.escape(word) for word in agencies), key=lambda word: (-len(word), word)))
    # "May 18", "18 May 2031", "Tuesday, Sept. 3, 2031", "2031-05-18"
    day = (
        rf"(?:(?i:{weekday})\b\.?,?\s+)?"
        rf"(?:(?i:{month})\b\.?\s+\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?\s+(?i:{month})\b\.?)"
        r"(?:,?\s+(?:19|20)\d\d)?|(?:19|20)\d\d-\d\d-\d\d"
    )
    upper = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’]*(?:[ -][A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’]*){0,3}"
    word = r"[A-ZÀ-ÖØ-Þ][\w.'’]*"
    particle = r"(?:(?:de|da|do|del|la|le|al|el|es|of|the|am|an|der|sur|upon)[ -])?"
    title = rf"{word}(?:[ -]{particle}{word}){{0,3}}"
    source = (
        rf"(?:\((?:[^()\n]{{0,25}}\b)?(?:{agency})\b[^()\n]{{0,25}}\)"
        rf"|/(?:{agency}|[A-Z]\w*Newswire)/|\([A-Z][\w ./-]{{1,30}}\))"
    )
    dash = r"(?:\s*(?:—|–|--+|―)\s*|\s+-\s*|\s*:\s+(?=[A-Z“\"]))"
    region = rf"(?:,\s*(?!(?i:{month})\b)(?:{title}))?"
    dateline = re.compile(
        # A place in capitals is enough with a dash; a place in ordinary letters needs a day or an agency too.
        rf"(?P<upper>{upper})(?:/{upper})*{region}(?P<day>,?\s*(?:{day}))?(?P<agency>,?\s*{source})?"
        rf"(?:\s*(?:{day}))?{dash}(?=\S)"
        # "(Reuters) - The …", "NEW DELHI, May 3 (PTI) The …", "MOSCOW, May 3. /TASS/. The …", "3 May 2031 — The …"
        rf"|(?:(?:{upper}|{title}){region},\s*(?:{day})\.?\s*)?(?:\((?:{agency})\)|/(?:{agency})/)\.?(?:{dash}|\s+)(?=\S)"
        rf"|(?:{day})(?<=\d\d\d\d)\s*(?:—|–|--|\s-\s)\s*(?=\S)"
        rf"|(?:{title})(?:/{title})*{region}(?:,\s*(?:{day})(?:,?\s*{source})?|,?\s*{source}(?:,?\s*(?:{day}))?){dash}(?=\S)"
    )
    return _PageWords(
        entries=page_entries(lexicons),
        months=months,
        weekdays=word_list(lexicons, "weekdays"),
        date_words=word_list(lexicons, "date-line-words"),
        byline_words=word_list(lexicons, "byline-words"),
        agencies_low=frozenset(agency.lower() for agency in agencies),
        caption_verbs=word_list(lexicons, "caption-verbs"),
        report_verbs=word_list(lexicons, "report-verbs"),
        short_datelines=word_list(lexicons, "short-datelines"),
        dateline=dateline,
        dateline_alone=re.compile(rf"(?:{title}|{upper})(?:/{title})?{region},\s*(?:{day})\.?(?:\s*{source})?\W*$"),
        dated_end=re.compile(rf"(?:,|\bon)\s+(?:{day})\.?$"),
    )


def find_paragraphs(
    text: str, *, lexicons: Lexicons, title: str | None = None, known: Mapping[Span, ParagraphKind] | None = None
) -> tuple[Paragraph, ...]:
    """Split a text into paragraphs and say what each of them is.

    Args:
        text: the document's text.
        lexicons: where `en/sources` lies.
        title: the document's title if the input gave one: the paragraph that repeats it is the headline.
        known: what markup said of stretches; the words decide of all others.
    """
    stretches = split_stretches(text)
    if not stretches:
        return ()
    words = _page_words(lexicons)
    texts = [" ".join(text[s.span[0] : s.span[1]].split()) for s in stretches]
    kinds = _by_fixed_words(texts, words)
    for index, stretch in enumerate(stretches):
        kinds[index] = (known or {}).get(stretch.span, kinds[index])
    _mark_bylines(texts, kinds, words)
    _mark_captions(texts, kinds, [s.block for s in stretches], words)
    _mark_headline(texts, kinds, title, words)
    _mark_crossheads(texts, kinds)
    if ParagraphKind.BODY not in kinds and ParagraphKind.HEADLINE not in kinds:
        # Everything looked like something else: better a wrong event than a text that nobody reads.
        kinds = [ParagraphKind.BODY] * len(texts)
    return _with_dateline(text, [s.span for s in stretches], kinds, words)


def headline(text: str, paragraphs: tuple[Paragraph, ...]) -> str | None:
    """Give the words of the first headline, white space evened out; None where there is none."""
    for paragraph in paragraphs:
        if paragraph.kind is ParagraphKind.HEADLINE:
            return " ".join(text[paragraph.span[0] : paragraph.span[1]].split())
    return None


def _by_fixed_words(texts: list[str], words: _PageWords) -> list[ParagraphKind]:
    """Apply the entries of `page.toml`, in the order of the file; the first that matches counts."""
    kinds: list[ParagraphKind] = []
    rest: ParagraphKind | None = None
    body = 0  # paragraphs of running text so far: those that end with a stop
    for text in texts:
        kind = rest
        if kind is None and len(texts) > 1:
            for entry in words.entries:
                if (entry.where == "top" and body > 1) or (entry.where == "tail" and body < 1):
                    continue
                if entry.matches(text):
                    kind = entry.kind
                    rest = entry.kind if entry.rest else None
                    break
        if kind is None:
            kind = ParagraphKind.BODY
            body += bool(_FINAL_STOP.search(text))
        kinds.append(kind)
    return kinds


def _mark_bylines(texts: list[str], kinds: list[ParagraphKind], words: _PageWords) -> None:
    """Mark bylines and lines of nothing but a date, above the second and below the last body paragraph."""
    body = 0
    for index, text in enumerate(texts):
        if kinds[index] is not ParagraphKind.BODY:
            continue
        near_top = body < 2 and index < 8
        place = near_top and 0 < index < len(texts) - 1 and _is_place(text, texts[index + 1], words)
        by_name = _is_byline(text, words) if near_top and index else False
        by_day = len(texts) > 1 and (near_top or index >= len(texts) - 3) and _is_date_line(text, words)
        if by_name or by_day:
            kinds[index] = ParagraphKind.BYLINE
        elif place or (near_top and len(texts) > 1 and words.dateline_alone.match(text)):
            kinds[index] = ParagraphKind.DATELINE
        elif index >= len(texts) - 2 and len(texts) > 2 and _BY.match(text) and _is_byline(text, words):
            kinds[index] = ParagraphKind.BYLINE
        else:
            body += bool(_FINAL_STOP.search(text))


def _is_byline(text: str, words: _PageWords) -> bool:
    """'By Jane Roe', 'Jane Roe, Reuters', 'Harbour Times staff | 3 May 2031': names and dates, no verb, no stop."""
    by = _BY.match(text)
    found = _WORD.findall(_ADDRESS.sub("", text[by.end() :] if by else text))
    if not found or len(found) > _BYLINE_WORDS or (text.endswith(".") and not text.endswith(("a.m.", "p.m."))):
        return False
    named = False
    for word in found:
        low = word.lower().rstrip(".")
        if word[0].isupper() or low in words.months or low in words.weekdays:
            named = True
        elif not (low in words.byline_words or low in words.date_words or word[0].isdigit()):
            return False
    if not named:
        return False
    if by:
        return True
    # Without "By" it takes an agency's name to tell a byline from a headline: "Jane Roe, Reuters", "AFP".
    return (
        len(found) <= 8
        and any(word.lower() in words.agencies_low for word in found)
        and bool(re.search(r"[,|(/–—-]|^\S+$", text))
    )


def _is_place(text: str, below: str, words: _PageWords) -> bool:
    """'ANKARA', and above a line with the day also 'Washington, D.C.': a few names and nothing else."""
    found = text.replace(",", " ").split()
    if not 1 <= len(found) <= 4 or any(not word[0].isupper() for word in found):
        return False
    capitals = text.isupper() and len(text) > 3 and all(word.isalpha() for word in found)
    return capitals or _is_date_line(below, words)


def _is_date_line(text: str, words: _PageWords) -> bool:
    """'Friday, August 21, 2015', 'Updated: 3 May 2031 13:57 GMT': dates and times of day, nothing else."""
    found = _WORD.findall(text)
    if not found or len(found) > _DATE_LINE_WORDS:
        return False
    days = False
    for word in found:
        low = word.lower().rstrip(".")
        if low in words.months or low in words.weekdays or _YEAR.match(word):
            days = True
        elif not (low in words.date_words or re.fullmatch(r"\d{1,4}(?:st|nd|rd|th|am|pm|h|hrs|z)?|[\d.:-]+", low)):
            return False
    return days and any(word[0].isdigit() or word.lower() in words.weekdays for word in found)


def _mark_captions(texts: list[str], kinds: list[ParagraphKind], blocks: list[int], words: _PageWords) -> None:
    """Mark what stands beside a credit, and what tells in the present tense what a dated picture shows."""
    for index, kind in enumerate(kinds):
        if kind is not ParagraphKind.CREDIT:
            continue
        for beside in (index + 1, index - 1):
            if 0 <= beside < len(texts) and kinds[beside] is ParagraphKind.BODY:
                same_block = blocks[beside] == blocks[index]
                # The headline may stand right above a picture, but not in one block with its credit.
                if (same_block and (beside or not _looks_like_headline(texts[beside]))) or (
                    beside == index + 1 and _lacks_stop(texts[beside]) and beside + 1 < len(texts)
                ):
                    kinds[beside] = ParagraphKind.CAPTION
                    break
                if beside == index - 1 and beside and _shows_picture(texts[beside], words):
                    kinds[beside] = ParagraphKind.CAPTION
    body = 0
    for index, text in enumerate(texts):
        if kinds[index] is ParagraphKind.BODY and body < 1 and index < 6:
            if index and words.dated_end.search(text) and _shows_picture(text, words) and index + 1 < len(texts):
                kinds[index] = ParagraphKind.CAPTION
            else:
                body += bool(_FINAL_STOP.search(text))


def _lacks_stop(text: str) -> bool:
    return _FINAL_STOP.search(text) is None and len(text.split()) <= _HEADLINE_WORDS


def _shows_picture(text: str, words: _PageWords) -> bool:
    """One sentence, in it a verb of captions in the present tense, and none by which news is told."""
    found = _WORD.findall(text)
    if len(found) > _CAPTION_WORDS or _OPENS_QUOTE.match(text):
        return False
    low = [word.lower() for word in found]
    shows = next((place for place, word in enumerate(low) if word in words.caption_verbs), None)
    if shows is None or not shows:
        return False
    # "… leave a hall after being told that plans had changed": what follows the verb may tell of the past.
    return not any(word in words.report_verbs for word in low[:shows]) and not re.search(r"[.!?]\s+[A-Z]\w+ \w", text)


def _mark_headline(texts: list[str], kinds: list[ParagraphKind], title: str | None, words: _PageWords) -> None:
    """Mark the headline, and the line under it where there is one.

    The paragraph that repeats the document's title is the headline. Otherwise it is the first one, if it is
    short, has no stop, and something follows it: a text of one line is running text.
    """
    first = next((i for i, kind in enumerate(kinds) if kind is ParagraphKind.BODY), None)
    if first is None or ParagraphKind.HEADLINE in kinds:
        return
    repeats = [i for i, text in enumerate(texts[:4]) if title and _plain(text) == _plain(title) and len(texts) > 1]
    if repeats and kinds[repeats[0]] in {ParagraphKind.BODY, ParagraphKind.CAPTION}:
        first = repeats[0]
    elif not (
        len(texts) > 1
        and _looks_like_headline(texts[first])
        and ParagraphKind.BODY in kinds[first + 1 :]
        and not words.dateline.match(texts[first])
    ):
        return
    kinds[first] = ParagraphKind.HEADLINE
    below = first + 1
    if (
        below + 1 < len(texts)
        and kinds[below] is ParagraphKind.BODY
        and _looks_like_headline(texts[below])
        and len(texts[below].split()) >= 4
        and ParagraphKind.BODY in kinds[below + 1 :]
        and not words.dateline.match(texts[below])
    ):
        kinds[below] = ParagraphKind.HEADLINE


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.lower().replace("’", "'")))


def _looks_like_headline(text: str) -> bool:
    if len(text.split()) > _HEADLINE_WORDS or not _WORD.search(text) or _BULLET.match(text):
        return False
    # "… talks in the U.S." and "Who won?" are headlines; "He agreed." is not.
    last = text.rstrip("\"'”’)]")
    if last.endswith(("?", "!")):
        return True
    return _FINAL_STOP.search(text) is None or bool(re.search(r"\b(?:[A-Z]\.){2,}$", last))


def _mark_crossheads(texts: list[str], kinds: list[ParagraphKind]) -> None:
    """Mark a few words without a stop between paragraphs of running text: headings tell nothing new."""
    for index in range(1, len(texts) - 1):
        text = texts[index]
        if (
            kinds[index - 1] is kinds[index] is kinds[index + 1] is ParagraphKind.BODY
            and len(text.split()) <= _CROSSHEAD_WORDS
            and _lacks_stop(text)
            and text[0].isupper()
            and text[-1].isalnum()
            and not _BULLET.match(text)
            and _FINAL_STOP.search(texts[index - 1])
            and _FINAL_STOP.search(texts[index + 1])
        ):
            kinds[index] = ParagraphKind.FURNITURE


def _with_dateline(
    text: str, spans: list[Span], kinds: list[ParagraphKind], words: _PageWords
) -> tuple[Paragraph, ...]:
    """Make the paragraphs; the place and day before the first sentence become one of their own."""
    made: list[Paragraph] = []
    looked = False
    for (start, end), kind in zip(spans, kinds, strict=True):
        body_start = start
        if kind is ParagraphKind.BODY and not looked:
            looked = True
            found = words.dateline.match(text, start, min(end, start + 160))
            if found and _is_dateline(found, words):
                stop = found.end()
                while text[stop - 1].isspace():
                    stop -= 1
                made.append(Paragraph(span=(start, stop), kind=ParagraphKind.DATELINE))
                body_start = found.end()
        made.append(Paragraph(span=(body_start, end), kind=kind))
    return tuple(made)


def _is_dateline(found: re.Match[str], words: _PageWords) -> bool:
    """An abbreviation before a dash is no place: 'NATO — the alliance — …'."""
    place = found.group("upper")
    if place is None or found.group("day") or found.group("agency"):
        return True
    if found.group().rstrip().endswith(":"):
        return False  # "UPDATE: …", "ANALYSIS: …"
    return len(place.replace(".", "")) > 4 or place in words.short_datelines
