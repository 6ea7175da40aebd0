"""How things stand between states, and who says so: trends, motives, outlooks, fears.

A general wish, mood or trend is no event; it is kept here. The lexicon (en/statements/outlook.toml) tells
the things that can stand well or badly, the words that move them, and the words of hope and worry.
"""

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dragoman.lexicons.files import Entry, Lexicons
from dragoman.schema.actor import Actor, Cast
from dragoman.schema.base import Span, overlap, within
from dragoman.schema.document import Document, ParagraphKind
from dragoman.schema.event import Evidence
from dragoman.schema.sentence import Reading, Sentence
from dragoman.schema.statement import Assessment, Statement, Trend
from dragoman.statements.landscape import Landscape, survey
from dragoman.statements.phrases import phrase
from dragoman.statements.read import read_statements
from dragoman.statements.speakers import actors_at

SignRole = Literal["relation", "up", "down", "steady", "strained", "good", "worried", "hopeful", "open", "hedge"]


class Sign(Entry, frozen=True, kw_only=True):
    """Words that tell how things stand, and what they do in an assessment."""

    role: SignRole
    words: tuple[str, ...]  # lemmas; several words are matched one after the other
    good: bool = False  # a relation word that is good in itself: more of it is better
    bad: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Hit:
    token: int
    sign: Sign


@functools.cache
def _signs(
    lexicons: Lexicons,
) -> tuple[dict[str, tuple[Sign, ...]], dict[str, tuple[tuple[tuple[str, ...], Sign], ...]]]:
    """Index single words, and phrases by their first word."""
    single: dict[str, list[Sign]] = {}
    several: dict[str, list[tuple[tuple[str, ...], Sign]]] = {}
    for sign in lexicons.entries("en/statements/outlook.toml", Sign):
        for word in sign.words:
            parts = tuple(word.split())
            if len(parts) == 1:
                single.setdefault(word, []).append(sign)
            else:
                several.setdefault(parts[0], []).append((parts, sign))
    return {w: tuple(s) for w, s in single.items()}, {w: tuple(s) for w, s in several.items()}


def read_assessments(
    document: Document,
    reading: Reading,
    cast: Cast,
    *,
    lexicons: Lexicons,
    statements: tuple[Statement, ...] | None = None,
) -> tuple[Assessment, ...]:
    """Find what is said of how things stand between states, in the order of the text.

    Args:
        statements: those of the document, where they are read already; they tell who holds what.
    """
    if statements is None:
        statements = read_statements(document, reading, cast, lexicons=lexicons)
    land = survey(reading, cast)
    if not land.main:
        return ()
    found: list[Assessment] = []
    for sentence in reading.sentences:
        if sentence.kind is not ParagraphKind.BODY:
            continue
        hits = tuple(_hits(sentence, lexicons))
        if not any(hit.sign.role != "hedge" for hit in hits):
            continue
        for span, trend, holder in _readings(sentence, hits):
            about = _about(sentence, span, land)
            if not about:
                continue
            found.append(
                Assessment(
                    about=about,
                    trend=trend,
                    issue=_issue(document, sentence, span),
                    held_by=_held_by(document, reading, cast, sentence, span, holder, statements, lexicons),
                    hedged=any(
                        h.sign.role == "hedge" and within(_place(sentence, h.token), _clause_of(sentence, span))
                        for h in hits
                    ),
                    text=document.text[slice(*span)],
                    evidence=Evidence(sentence=sentence.span, trigger=span),
                )
            )
    return tuple(found)


def _place(sentence: Sentence, token: int) -> Span:
    return sentence.tokens[token].start, sentence.tokens[token].end


def _clause_of(sentence: Sentence, span: Span) -> Span:
    return span


def _hits(sentence: Sentence, lexicons: Lexicons) -> Iterator[_Hit]:
    single, several = _signs(lexicons)
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        lemma = token.lemma.lower()
        if token.pos in {"PUNCT", "DET", "ADP", "PROPN"} and lemma not in several:
            if not (token.pos == "PROPN" and lemma in single):
                if not (token.pos == "DET" and lemma == "no"):
                    continue
        for parts, sign in several.get(lemma, ()):
            if all(
                i + n < len(tokens) and parts[n] in {tokens[i + n].lemma.lower(), tokens[i + n].text.lower()}
                for n in range(len(parts))
            ):
                yield _Hit(i, sign)
        for sign in single.get(lemma, ()) or single.get(token.text.lower(), ()):
            yield _Hit(i, sign)


Found = tuple[Span, Trend, int | None]


def _readings(sentence: Sentence, hits: tuple[_Hit, ...]) -> Iterator[Found]:
    """Put the signs of one sentence together to trends, one for each clause that tells one."""
    tokens = sentence.tokens
    clauses: dict[int, list[_Hit]] = {}
    for hit in hits:
        clauses.setdefault(_clause_head(sentence, hit.token), []).append(hit)
    for head in sorted(clauses):
        here = clauses[head]
        below = [h for h in hits if h not in here and h.token in sentence.subtree(head)]
        roles = {h.sign.role for h in here}
        trend = _trend(sentence, here, below)
        if trend is None:
            continue
        holder = None
        if roles & {"worried"} and tokens[head].pos in {"VERB", "AUX"}:
            holder = next((c for c in sentence.children[head] if tokens[c].dep == "nsubj"), None)
        inside = sentence.subtree(head)
        first, last = inside[0], inside[-1]
        while last > first and tokens[last].pos == "PUNCT":
            last -= 1
        while first < last and tokens[first].pos == "PUNCT":
            first += 1
        yield (tokens[first].start, tokens[last].end), trend, holder


def _clause_head(sentence: Sentence, token: int) -> int:
    """Give the verb whose clause a word stands in; participles and infinitives count only where they stand alone."""
    current = token
    while True:
        word = sentence.tokens[current]
        if word.pos in {"VERB", "AUX"} and word.dep in {"ROOT", "ccomp", "advcl", "relcl", "conj", "acl", "parataxis"}:
            return current
        if word.head == current:
            return current
        current = word.head


def _trend(sentence: Sentence, here: list[_Hit], below: list[_Hit]) -> Trend | None:
    """Weigh the signs of a clause: what moves, which way, and whether that is good."""
    relations = [h for h in here if h.sign.role == "relation"]
    moves = [h for h in here if h.sign.role in {"up", "down", "steady", "strained", "good"}]
    views = [h for h in here if h.sign.role in {"worried", "hopeful", "open"}]
    used = {h.token for h in relations}
    moves = [h for h in moves if h.token not in used]
    negated = any(
        sentence.tokens[i].dep == "neg"
        or sentence.tokens[i].text.lower() in {"no", "without", "hardly", "never", "lack"}
        for h in (*relations, *moves)
        for i in (*sentence.children[h.token], *sentence.children[sentence.tokens[h.token].head])
    )
    if relations:
        bad = any(h.sign.bad for h in relations)
        fit = [h for h in moves if any(_near(sentence, h.token, r.token) for r in relations)] or moves
        roles = {h.sign.role for h in fit}
        if roles & {"strained"}:
            return Trend.STRAINED
        if "down" in roles:
            return Trend.IMPROVING if bad else Trend.WORSENING
        if "up" in roles:
            if bad:
                return Trend.WORSENING
            return Trend.STRAINED if negated else Trend.IMPROVING
        if "good" in roles:
            return Trend.STRAINED if negated or bad else Trend.IMPROVING
        if "steady" in roles:
            return Trend.STRAINED if bad else Trend.STABLE
        if bad:
            return Trend.STRAINED
        if negated:
            return Trend.STRAINED
        if any(h.sign.role == "worried" for h in views):
            return Trend.STRAINED
        if any(h.sign.role == "hopeful" for h in views):
            return Trend.IMPROVING
        if any(h.sign.role == "open" for h in views) or any(h.sign.role == "hedge" for h in here):
            return Trend.UNKNOWN
        if any(h.sign.good for h in relations) and any(h.sign.good or h.sign.role == "good" for h in below):
            return Trend.IMPROVING
        return None
    if any(h.sign.role == "worried" for h in views):
        return Trend.STRAINED
    if any(h.sign.role == "hopeful" for h in views) and any(
        h.sign.role in {"good", "up", "relation", "steady"} for h in (*moves, *below)
    ):
        return Trend.IMPROVING
    if any(h.sign.role == "open" for h in views):
        return Trend.UNKNOWN
    return None


def _near(sentence: Sentence, a: int, b: int) -> bool:
    """Say whether one word hangs on the other, directly or over one word between."""
    tokens = sentence.tokens
    return b in {tokens[a].head, tokens[tokens[a].head].head} or a in {tokens[b].head, tokens[tokens[b].head].head}


def _about(sentence: Sentence, span: Span, land: Landscape) -> tuple[str, ...]:
    """Find the countries an assessment is about: those of its clause, else of its sentence, else of the document."""
    inside = land.inside(sentence.index, span)
    if len(inside) >= 2:
        return inside[:3] if len(inside) == 3 else inside[:2]
    whole = land.inside(sentence.index, sentence.span)
    if inside and len(whole) == 2:
        return whole
    if inside:
        return inside
    if 1 <= len(whole) <= 3:
        return whole
    return land.main


def _issue(document: Document, sentence: Sentence, span: Span) -> str | None:
    """Give what it is over: the phrase behind "over", "because of", "about", "on"."""
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        if not (span[0] <= token.start and token.end <= span[1]) or token.text.lower() not in {
            "over",
            "about",
            "because",
            "regarding",
            "concerning",
            "on",
            "by",
        }:
            continue
        if token.text.lower() == "by" and not any(tokens[h].tag == "VBN" for h in (token.head,)):
            continue
        for child in sentence.children[i]:
            if tokens[child].dep == "pobj" or (token.text.lower() == "because" and tokens[child].dep == "pcomp"):
                first, last = phrase(sentence, child)
                if tokens[child].pos != "PRON" and not tokens[child].text[0].isdigit():
                    return document.text[tokens[first].start : tokens[last].end]
    return None


def _held_by(
    document: Document,
    reading: Reading,
    cast: Cast,
    sentence: Sentence,
    span: Span,
    holder: int | None,
    statements: tuple[Statement, ...],
    lexicons: Lexicons,
) -> Actor | Literal["narrator"]:
    """Find whose assessment it is: the speaker of the words, else whoever is said to view things so."""
    said = [s for s in statements if s.evidence.sentence[0] < span[1] and span[0] < s.evidence.sentence[1]]
    holding = [s for s in said if overlap(s.span, span) >= 0.6 * min(s.span[1] - s.span[0], span[1] - span[0])]
    if holding:
        best = min(holding, key=lambda s: (abs((s.span[1] - s.span[0]) - (span[1] - span[0])), s.span))
        return best.speaker
    if holder is not None:
        return actors_at(document, reading, cast, (sentence.index, holder), lexicons=lexicons)[0]
    return "narrator"
