"""Claims of precedence: the first of its kind, the highest since, never before."""

import functools
import re
from datetime import date, timedelta

from dragoman.lexicons.files import Lexicons
from dragoman.schema.actor import Cast
from dragoman.schema.base import Span, overlap
from dragoman.schema.document import Document, ParagraphKind
from dragoman.schema.event import Evidence
from dragoman.schema.sentence import Reading, Sentence
from dragoman.schema.statement import Precedence
from dragoman.schema.when import Precision, Published, TimeExpression, When
from dragoman.statements.cues import WordList, word_list
from dragoman.statements.landscape import Landscape, survey

_SUPERLATIVE = re.compile(
    r"high|low|big|large|bad|worst|long|strong|tough|sharp|steep|grave|great|heavy|deadly|bloody|wide|close|warm|senior"
    r"|serious|severe|major|recent|important|significant|prominent|powerful|violent|extensive",
    re.IGNORECASE,
)
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "half": 0.5,
}  # fmt: skip
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "1/2": 0.5, "1/4": 0.25, "3/4": 0.75}
_ABOUT = (
    r"(?:(?:about|around|some|nearly|almost|roughly|approximately|close\s+to|more\s+than|over|at\s+least|well\s+over"
    r"|just\s+over|just\s+under|under|less\s+than|the\s+(?:past|last)|the)\s+)*"
)
_DURATION = re.compile(
    rf"(?P<about>{_ABOUT})(?P<number>\d+(?:[.,]\d+)?|(?:[a-z]+)(?:-[a-z]+)?)?\s*"
    r"(?P<fraction>½|¼|¾|\s1/2|\s1/4|\s3/4)?(?P<half>\s+and\s+a\s+half)?[\s-]*"
    r"(?P<unit>day|week|month|year|decade|century|centurie|generation)s?\b(?P<half2>\s+and\s+a\s+half)?",
    re.IGNORECASE,
)
_DAYS = {
    "day": 1.0,
    "week": 7.0,
    "month": 30.44,
    "year": 365.25,
    "decade": 3652.5,
    "century": 36525.0,
    "centurie": 36525.0,
    "generation": 9131.0,
}
_SINCE = re.compile(r"\bsince\s+", re.IGNORECASE)
_IN = re.compile(r"\b(?:in|for|within)\s+", re.IGNORECASE)
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
_CLAIM = re.compile(
    r"\b(?:(?P<time>for\s+(?:only\s+)?the\s+(?:very\s+)?(?:first|last)\s+time)"
    r"|(?P<first>(?:(?:the|its|their|his|her|a)\s+|['’]s?\s+)(?:very\s+)?(?:[\w-]+\s+)?(?:first|inaugural|maiden)(?:-ever)?)(?=\s+\w)"
    r"|(?P<most>the\s+(?:(?:most|least)\s+[\w-]+|[\w-]*?(?:est|worst)(?:-[\w]+)?))(?=\s+\w)"
    r"|(?P<never>(?:has|have|had|was|were|is)\s+never\s+(?:before|previously|yet)|never\s+(?:before|previously)|unprecedented)"
    r"|(?P<gap>(?:after|ending|following)\s+an?\s+[\w½-]+?[\s-](?:year|month|decade|week)s?(?:-long)?\s+(?:lull|hiatus|gap|break|freeze|pause|absence|interval|suspension|interruption))"
    r"|(?P<last>\blast\s+(?:went|visited|met|travelled|traveled|held|came|hosted|spoke|did\s+so))"
    r"|(?P<record>an?\s+(?:all-time\s+)?record(?:\s+high|\s+low)?)(?=\s+[$€£¥\d\w]))",
    re.IGNORECASE,
)  # fmt: skip


@functools.cache
def _kinds(lexicons: Lexicons) -> dict[str, str]:
    return {
        word: entry.id for entry in lexicons.entries("en/statements/precedence.toml", WordList) for word in entry.words
    }


def read_precedence(
    document: Document,
    reading: Reading,
    cast: Cast,
    expressions: tuple[TimeExpression, ...],
    *,
    lexicons: Lexicons,
    published: Published | None,
) -> tuple[Precedence, ...]:
    """Find claims that something is the first, the last or the highest of its kind, or since some time.

    `since` is when it last was so: a stretch of days around the day of publication less the duration, or the
    time named behind "since". None where the text names none, or the day of publication is not known.
    """
    land = survey(reading, cast, places=True)
    found: list[Precedence] = []
    for sentence in reading.sentences:
        if sentence.kind is not ParagraphKind.BODY:
            continue
        for match in _CLAIM.finditer(sentence.text):
            claim = _claim(document, sentence, match, land, expressions, lexicons, published)
            if claim is not None and not any(
                overlap(claim.evidence.trigger or (0, 0), f.evidence.trigger or (0, 0)) for f in found
            ):
                found.append(claim)
    return tuple(found)


def _claim(
    document: Document,
    sentence: Sentence,
    match: re.Match[str],
    land: Landscape,
    expressions: tuple[TimeExpression, ...],
    lexicons: Lexicons,
    published: Published | None,
) -> Precedence | None:
    base = sentence.span[0]
    start, end = base + match.start(), base + match.end()
    way = match.lastgroup
    stop = _clause_end(sentence, end)
    head = _head_noun(sentence, end) if way in {"first", "most", "record"} else None
    if way in {"first", "most", "record"} and head is None:
        return None
    kind = _kind(sentence, head, start, lexicons)
    if head is not None:
        end = max(end, sentence.tokens[head].end)
    if way == "gap":
        lull = _from_duration(document.text[start:end], (start, end), published)
        anchor = (lull, (start, end)) if lull is not None else None
    else:
        anchor = _anchor(document.text, (end, stop), expressions, published)
    if way == "first" and head is not None and sentence.tokens[head].lemma in word_list(lexicons, "mere-order"):
        return None
    if way == "first" and anchor is None and not kind:
        return None
    if way in {"most", "last"} and anchor is None:
        return None
    if way == "most" and not _SUPERLATIVE.search(match.group()):
        return None
    if way in {"record", "never"} and not kind:
        return None
    since = anchor[0] if anchor is not None else None
    if anchor is not None:
        end = max(end, anchor[1][1])
    parties = _parties(sentence, (start, stop), kind, land)
    if not parties or not (kind or since is not None):
        return None
    return Precedence(
        claim=document.text[start:end],
        kind=kind,
        parties=parties,
        since=since,
        evidence=Evidence(sentence=sentence.span, trigger=(start, end)),
    )


def _parties(sentence: Sentence, span: Span, kind: str, land: Landscape) -> tuple[str, ...]:
    """Find the countries of a claim: those of its clause, else of its sentence, else those the document is about."""
    if "trilateral" in sentence.text and len(land.ranked) >= 3:
        return land.ranked[:3]
    clause = land.inside(sentence.index, (_clause_start(sentence, span[0]), _coordinate_end(sentence, span)))
    whole = land.inside(sentence.index, sentence.span)
    parties = clause if len(clause) == 2 or not whole else whole if len(whole) == 2 else clause or whole
    if len(parties) > 2 and kind == "CONSULT" and set(land.main) <= set(parties):
        return land.main  # a place or an agency besides the two
    if len(parties) < 2 and kind in {"CONSULT", "COOPERATE", "SUPPORT"}:
        parties = tuple(dict.fromkeys((*parties, *land.main)))[:2]
    return parties


def _clause_start(sentence: Sentence, before: int) -> int:
    """Give where the coordinate clause begins that holds a character."""
    start = sentence.span[0]
    for i, token in enumerate(sentence.tokens[:-1]):
        if token.text == "," and token.end <= before and sentence.tokens[i + 1].text.lower() in {"and", "but"}:
            start = token.end
    return start


def _coordinate_end(sentence: Sentence, span: Span) -> int:
    """Give where it ends."""
    for i, token in enumerate(sentence.tokens[:-1]):
        if (
            token.text == ","
            and span[0] < token.start < span[1]
            and sentence.tokens[i + 1].text.lower() in {"and", "but"}
        ):
            return token.start
    return span[1]


def _clause_end(sentence: Sentence, start: int) -> int:
    for token in sentence.tokens:
        if token.start >= start and token.text in {";", ".", "–", "—"}:
            return token.start
    return sentence.span[1]


def _head_noun(sentence: Sentence, behind: int) -> int | None:
    """Find the noun that "first" or "highest-level" stands with."""
    head = None
    for i, token in enumerate(sentence.tokens):
        if token.end <= behind:
            continue
        following = sentence.tokens[i + 1] if i + 1 < len(sentence.tokens) else None
        if following is not None and following.text in {"-", "‑"} and following.start == token.end:
            continue  # "in-person", "high-level": one word that the parser takes apart
        if token.pos in {"NOUN", "PROPN"}:
            head = i
        elif (
            token.pos in {"ADJ", "NUM", "ADV", "SYM"}
            or token.text in {"-", "’s", "'s", "’", "'", "$", "and"}
            or token.tag in {"VBG", "VBN"}
        ):
            if head is not None:
                break
        else:
            break
        if head is not None and i - head > 1:
            break
    return head


def _kind(sentence: Sentence, head: int | None, start: int, lexicons: Lexicons) -> str:
    """Give the event type of what is claimed, by its head noun, else by the verb that it hangs on; "" for unknown."""
    kinds = _kinds(lexicons)
    if head is not None:
        token = sentence.tokens[head]
        found = kinds.get(token.lemma.lower()) or kinds.get(token.text.lower())
        if found:
            return found
        for child in sentence.children[head]:
            if sentence.tokens[child].dep in {"compound", "amod"}:
                found = kinds.get(sentence.tokens[child].lemma.lower())
                if found:
                    return found
            if sentence.tokens[child].text == "of":
                for below in sentence.children[child]:
                    found = kinds.get(sentence.tokens[below].lemma.lower())
                    if found:
                        return found
        return ""
    before = [t for t in sentence.tokens if t.end <= start and t.pos in {"VERB", "NOUN"}]
    after = [t for t in sentence.tokens if t.start >= start and t.pos in {"VERB", "NOUN"}]
    for token in (*reversed(before), *after):
        found = kinds.get(token.lemma.lower())
        if found:
            return found
    return ""


def _anchor(
    text: str, span: Span, expressions: tuple[TimeExpression, ...], published: Published | None
) -> tuple[When, Span] | None:
    """Find "since 2008", "in 36 years", "in May 2008" behind a claim."""
    stretch = text[span[0] : span[1]]
    since = _SINCE.search(stretch)
    if since is not None:
        at = span[0] + since.end()
        for expression in expressions:
            if (
                expression.when is not None
                and at - 1 <= expression.span[0] <= at + 25
                and expression.when.start is not None
            ):
                when = expression.when
                return When(
                    start=when.start,
                    end=when.end,
                    precision=when.precision,
                    text=text[at : expression.span[1]],
                    span=(at, expression.span[1]),
                ), (at, expression.span[1])
        year = _YEAR.search(text, at, min(span[1], at + 40))
        if year is not None:
            number = int(year.group())
            return (
                When(
                    start=date(number, 1, 1),
                    end=date(number, 12, 31),
                    precision=Precision.YEAR,
                    text=year.group(),
                    span=year.span(),
                ),
                year.span(),
            )
    for match in _IN.finditer(stretch):
        at = span[0] + match.end()
        duration = _DURATION.match(text, at, span[1])
        if duration is not None:
            counted = _from_duration(duration.group(), duration.span(), published)
            return (counted, duration.span()) if counted is not None else None
    for expression in expressions:
        if (
            expression.when is not None
            and span[0] <= expression.span[0] < span[1]
            and expression.when.end is not None
            and published is not None
            and expression.when.end < published.start
        ):
            return expression.when, expression.span
    return None


def _from_duration(words: str, span: Span, published: Published | None) -> When | None:
    """Count a duration back from the day of publication.

    Whole years give the calendar year; parts of years and other units a stretch around the day, a tenth of the
    duration (but at least half a unit's worth, a month and a half for years) wide on either side.
    """
    if published is None:
        return None
    found = _DURATION.search(words)
    if found is None:
        return None
    unit = found.group("unit").lower()
    number = _number(found.group("number"))
    if number is None:
        return None
    part = _FRACTIONS.get((found.group("fraction") or "").strip(), 0.0) + (
        0.5 if found.group("half") or found.group("half2") else 0.0
    )
    amount = number + part
    about = bool(found.group("about").strip())
    if unit == "year" and not part and amount == int(amount):
        year = published.day.year - int(amount)
        if year < 1:
            return None
        return When(
            start=date(year, 1, 1),
            end=date(year, 12, 31),
            precision=Precision.YEAR,
            text=words,
            span=span,
            approximate=about,
        )
    days = amount * _DAYS[unit]
    slack = {"day": 1, "week": 4, "month": 16, "year": 46, "decade": 400}.get(unit, 4000)
    middle = published.day.toordinal() - round(days)
    if middle - slack < 1:
        return None
    return When(
        start=date.fromordinal(middle) - timedelta(days=slack),
        end=date.fromordinal(middle) + timedelta(days=slack),
        precision={
            "day": Precision.DAY,
            "week": Precision.WEEK,
            "month": Precision.MONTH,
            "year": Precision.QUARTER,
            "decade": Precision.YEAR,
        }.get(unit, Precision.UNKNOWN),
        text=words,
        span=span,
        approximate=True,
    )


def _number(words: str | None) -> float | None:
    """Read "2", "2.5", "two", "twenty-five"; nothing at all means several, which is no number."""
    if words is None:
        return None
    low = words.lower().replace(",", ".")
    if low[0].isdigit():
        return float(low)
    total = 0.0
    for part in low.split("-"):
        if part not in _NUMBERS:
            return None
        total += _NUMBERS[part]
    return total
