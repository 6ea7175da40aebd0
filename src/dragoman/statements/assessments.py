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
from dragoman.schema.base import Span, within
from dragoman.schema.document import Document, ParagraphKind
from dragoman.schema.event import Evidence
from dragoman.schema.sentence import Reading, Sentence
from dragoman.schema.statement import Assessment, Statement, Trend
from dragoman.statements.landscape import Landscape, survey
from dragoman.statements.phrases import phrase
from dragoman.statements.read import read_statements
from dragoman.statements.speakers import actors_at
from dragoman.statements.tellers import Tellers

SignRole = Literal["relation", "up", "down", "steady", "strained", "good", "worried", "hopeful", "open", "hedge"]


class Sign(Entry, frozen=True, kw_only=True):
    """Words that tell how things stand, and what they do in an assessment."""

    role: SignRole
    words: tuple[str, ...]  # lemmas; several words are matched one after the other
    pos: tuple[str, ...] = ()  # universal parts of speech; empty: any but names and function words
    good: bool = False  # a relation word that is good in itself: more of it is better
    bad: bool = False
    weak: bool = False  # said of other things too: counts only where two states stand in the sentence
    note: str = ""


_CORE = frozenset({"relation", "worried", "open"})
_VIEWING = frozenset({"view", "see", "regard", "consider", "doubt", "fear", "worry", "believe", "think", "expect"})
_CONJUNCTIONS = frozenset({"as", "while", "because", "since", "although", "though", "after", "before", "until"})
_WEIGHT = ("strained", "down", "up", "good", "steady")  # where nothing tells which word moves what
_ISSUE_WORDS = frozenset({"over", "about", "because", "regarding", "concerning", "by"})


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

    Statements tell who holds what; where the caller has read them already, they need not be read again.
    """
    land = survey(reading, cast)
    if not land.main:
        return ()
    if statements is None:
        statements = read_statements(document, reading, cast, lexicons=lexicons)
    tellers = Tellers(statements)
    found: list[Assessment] = []
    for sentence in reading.sentences:
        if sentence.kind is not ParagraphKind.BODY:
            continue
        hits = tuple(_hits(sentence, lexicons))
        roles = {hit.sign.role for hit in hits}
        if not roles & _CORE and not ("hopeful" in roles and roles & {"good", "up"}):
            continue
        states = land.inside(sentence.index, sentence.span)
        for view in _views(sentence, hits):
            if len(states) < 2 and not view.strong:
                continue
            about = _about(sentence, view.span, land)
            if not about:
                continue
            found.append(
                Assessment(
                    about=about,
                    trend=view.trend,
                    issue=_issue(document, sentence, view.span),
                    held_by=_held_by(document, reading, cast, sentence, view, tellers, lexicons),
                    hedged=view.hedged,
                    text=document.text[slice(*view.span)],
                    evidence=Evidence(sentence=sentence.span, trigger=view.span),
                )
            )
    return tuple(found)


def _place(sentence: Sentence, token: int) -> Span:
    return sentence.tokens[token].start, sentence.tokens[token].end


def _hits(sentence: Sentence, lexicons: Lexicons) -> Iterator[_Hit]:
    """Find the signs of a sentence, in its order."""
    single, several = _signs(lexicons)
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        lemma = token.lemma.lower()
        for parts, sign in several.get(lemma, ()):
            if all(
                i + n < len(tokens) and part in {tokens[i + n].lemma.lower(), tokens[i + n].text.lower()}
                for n, part in enumerate(parts)
            ):
                yield _Hit(i, sign)
        if token.pos in {"PUNCT", "DET", "ADP", "PROPN", "PRON"}:
            continue
        for sign in single.get(lemma) or single.get(token.text.lower(), ()):
            if not sign.pos or token.pos in sign.pos:
                yield _Hit(i, sign)


@dataclass(frozen=True, slots=True)
class _View:
    """One reading of one clause."""

    span: Span
    trend: Trend
    hedged: bool
    core: int  # the token that carries it
    strong: bool  # it speaks of relations in so many words
    holder: int | None  # subject of a verb of viewing


def _views(sentence: Sentence, hits: tuple[_Hit, ...]) -> Iterator[_View]:
    """Put the signs of one sentence together to trends, one for each clause that tells one."""
    tokens = sentence.tokens
    clauses: dict[int, list[_Hit]] = {}
    torn = _torn_clauses(sentence)
    for hit in hits:
        head = next((verb for start, verb in torn if start <= hit.token <= verb), None)
        clauses.setdefault(_clause_head(sentence, hit.token) if head is None else head, []).append(hit)
    told = {
        head: trend
        for head, here in clauses.items()
        if (trend := _trend(sentence, head, here, _below(sentence, head, hits))) is not None
    }
    for head in sorted(told):
        inside = list(sentence.subtree(head))
        for start, verb in torn:  # what the parse tore apart is put together again
            if verb == head:
                inside = sorted({*inside, *range(start, verb)})
            elif head < start:
                inside = [t for t in inside if t < start - 1]
        for other in sorted(told):  # a clause that tells its own trend ends the one it hangs on
            if other != head and other in inside and other > head:
                below = sentence.subtree(other)
                inside = [t for t in inside if t < below[0]]
        while len(inside) > 1 and (
            tokens[inside[-1]].pos in {"PUNCT", "SCONJ"} or tokens[inside[-1]].dep in {"cc", "mark"}
        ):
            inside.pop()
        while len(inside) > 1 and tokens[inside[0]].pos == "PUNCT":
            inside.pop(0)
        here = clauses[head]
        core = next((h.token for h in here if h.sign.role in _CORE), head)
        span = (tokens[inside[0]].start, tokens[inside[-1]].end)
        holder = None
        if tokens[head].lemma in _VIEWING:
            holder = next((c for c in sentence.children[head] if tokens[c].dep == "nsubj"), None)
        else:
            for hit in here:
                if tokens[hit.token].pos == "NOUN" and hit.sign.role == "worried":
                    holder = next(
                        (
                            c
                            for c in sentence.children[hit.token]
                            if tokens[c].dep in {"poss", "compound", "amod"} and tokens[c].pos == "PROPN"
                        ),
                        None,
                    )
        yield _View(
            span=span,
            trend=told[head],
            hedged=any(h.sign.role == "hedge" and within(_place(sentence, h.token), span) for h in hits),
            core=core,
            strong=any(h.sign.role == "relation" and not h.sign.weak for h in here),
            holder=holder,
        )


def _torn_clauses(sentence: Sentence) -> list[tuple[int, int]]:
    """Find clauses that the parse tore apart: "as" read as a preposition, the verb hung on as if by "and".

    Gives the first token behind the conjunction, and the verb.
    """
    tokens = sentence.tokens
    found: list[tuple[int, int]] = []
    for i, token in enumerate(tokens):
        if token.dep != "conj" or token.pos not in {"VERB", "AUX"} or token.head > i:
            continue
        if any(tokens[c].dep in {"nsubj", "nsubjpass", "cc"} for c in sentence.children[i]):
            continue
        if any(
            tokens[j].dep == "cc" or tokens[j].text == "," for j in sentence.children[token.head] if token.head < j < i
        ):
            continue
        if not any(
            tokens[c].dep in {"aux", "auxpass"} and tokens[c].tag in {"VBZ", "VBP", "VBD", "MD"}
            for c in sentence.children[i]
        ):
            continue
        start = next((j for j in range(i - 1, token.head, -1) if tokens[j].text.lower() in _CONJUNCTIONS), None)
        if start is not None:
            found.append((start + 1, i))
    return found


def _clause_head(sentence: Sentence, token: int) -> int:
    """Give the verb whose clause a word stands in.

    A clause is one with a subject of its own, a relative one, or a participle behind a comma.
    """
    current = token
    tokens = sentence.tokens
    while True:
        word = tokens[current]
        if word.head == current:
            return current
        if word.pos in {"VERB", "AUX"}:
            own = any(tokens[c].dep in {"nsubj", "nsubjpass", "expl", "csubj"} for c in sentence.children[current])
            if own and (word.tag != "VB" or word.dep in {"ccomp", "advcl", "conj"}):
                return current
            if word.dep == "relcl" and word.tag != "VB":
                return current
            first = sentence.subtree(current)[0]
            if word.tag == "VBG" and word.dep == "advcl" and first > 0 and tokens[first - 1].text == ",":
                return current
        current = word.head


def _below(sentence: Sentence, head: int, hits: tuple[_Hit, ...]) -> list[_Hit]:
    """Give the signs of the clauses that a clause has as its object: "feared *the visit might harm ties*"."""
    inside: set[int] = set()
    for child in sentence.children[head]:
        if sentence.tokens[child].dep in {"ccomp", "xcomp"}:
            inside.update(sentence.subtree(child))
    return [hit for hit in hits if hit.token in inside]


def _trend(sentence: Sentence, head: int, here: list[_Hit], below: list[_Hit]) -> Trend | None:
    """Weigh the signs of a clause: what moves, which way, and whether that is good."""
    tokens = sentence.tokens
    relations = [h for h in here if h.sign.role == "relation"]
    heads = {h.token for h in relations}
    relations = [h for h in relations if tokens[h.token].dep != "compound" or tokens[h.token].head not in heads]
    used = {h.token for h in relations}
    moves = [h for h in here if h.sign.role in {"up", "down", "steady", "strained", "good"} and h.token not in used]
    views = {h.sign.role for h in here} & {"worried", "hopeful", "open"}
    hedged = any(h.sign.role == "hedge" for h in here)
    if not relations:
        if "worried" in views:
            return Trend.STRAINED
        if "hopeful" in views and any(h.sign.role in {"good", "up"} for h in (*moves, *below)):
            return Trend.IMPROVING
        if "open" in views:
            return Trend.UNKNOWN
        if any(_is_predicate(sentence, h.token, head) for h in moves if h.sign.role in {"good", "strained"}) and hedged:
            return Trend.STRAINED if any(h.sign.role == "strained" for h in moves) else Trend.IMPROVING
        return None
    pairs = [(m, r) for m in moves for r in relations if _goes_with(sentence, m.token, r.token, head)]
    pairs.sort(key=lambda pair: not _is_predicate(sentence, pair[0].token, head))
    roles = {m.sign.role for m, _ in pairs} or {m.sign.role for m in moves}
    bad = pairs[0][1].sign.bad if pairs else any(r.sign.bad for r in relations)
    negated = any(
        tokens[i].dep == "neg" or tokens[i].text.lower() in {"no", "without", "hardly", "never"}
        for h in (*relations, *moves)
        for i in (*sentence.children[h.token], *sentence.children[tokens[h.token].head])
    )
    role = pairs[0][0].sign.role if pairs else next((r for r in _WEIGHT if r in roles), "")
    if "strained" in roles and (role == "strained" or not bad):
        return Trend.STRAINED
    refused = any(tokens[c].dep == "neg" for c in sentence.children[head])  # "did not offer to ease tensions"
    if role == "down":
        if refused:
            return Trend.STRAINED
        return Trend.IMPROVING if bad and not negated else Trend.WORSENING if not negated else Trend.STRAINED
    if role == "up":
        return Trend.WORSENING if bad else Trend.STRAINED if negated else Trend.IMPROVING
    if role == "good":
        return Trend.STRAINED if negated or bad else Trend.IMPROVING
    if role == "steady":
        return Trend.STRAINED if bad else Trend.STABLE
    if bad or (negated and any(h.sign.good for h in relations)):
        return Trend.STRAINED
    if "worried" in views:
        return Trend.STRAINED
    if "hopeful" in views:
        return Trend.IMPROVING
    return Trend.UNKNOWN if "open" in views else None


def _goes_with(sentence: Sentence, move: int, relation: int, head: int) -> bool:
    """Say whether a word moves a relation: it hangs by it, or it is what the clause says of it."""
    if _near(sentence, move, relation):
        return True
    if not _is_predicate(sentence, move, head):
        return False
    subject = next(
        (c for c in sentence.children[head] if sentence.tokens[c].dep in {"nsubj", "nsubjpass", "csubj"}), None
    )
    return subject is not None and relation in sentence.subtree(subject)


def _is_predicate(sentence: Sentence, token: int, head: int) -> bool:
    """Say whether a word is what a clause says of its subject: its verb, or "is likely to prove *difficult*"."""
    current = token
    for _ in range(4):
        if current == head:
            return True
        if sentence.tokens[current].dep not in {"acomp", "oprd", "xcomp", "attr", "conj", "advmod"}:
            return False
        current = sentence.tokens[current].head
    return False


def _near(sentence: Sentence, a: int, b: int) -> bool:
    """Say whether one word hangs on the other, directly or over one word between."""
    tokens = sentence.tokens
    return b in {tokens[a].head, tokens[tokens[a].head].head} or a in {tokens[b].head, tokens[tokens[b].head].head}


def _about(sentence: Sentence, span: Span, land: Landscape) -> tuple[str, ...]:
    """Find the countries an assessment is about: those of its clause, else of its sentence, else of the document."""
    inside = land.inside(sentence.index, span)
    if len(inside) > 2:  # "over Cyprus" is what it is about, not between whom
        issue = _issue_span(sentence, span)
        aside = land.inside(sentence.index, issue) if issue is not None else ()
        rest = tuple(country for country in inside if country not in aside)
        inside = rest if len(rest) >= 2 else inside
    if len(inside) >= 2:
        return inside[:3]
    whole = land.inside(sentence.index, sentence.span)
    if inside and not set(inside) & set(land.main) and set(land.main) <= set(whole):
        return land.main  # "spoiling the mood at the summit in Oslo"
    if inside:
        return whole if len(whole) == 2 else inside
    if len(whole) == 1 and whole[0] in land.main:
        return land.main
    return whole if 1 <= len(whole) <= 3 else land.main


def _issue(document: Document, sentence: Sentence, span: Span) -> str | None:
    """Give what it is over: the phrase behind "over", "because of", "about", or "strained by"."""
    found = _issue_span(sentence, span)
    return document.text[slice(*found)] if found is not None else None


def _issue_span(sentence: Sentence, span: Span) -> Span | None:
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        word = token.text.lower()
        if word not in _ISSUE_WORDS or token.start < span[0] or token.end > span[1]:
            continue
        holder = i
        if word == "because":
            holder = next((c for c in sentence.children[i] if tokens[c].text.lower() == "of"), i)
        elif word == "by" and tokens[token.head].tag != "VBN":
            continue
        for child in (*sentence.children[holder], *sentence.children[i]):
            if tokens[child].dep == "pobj" and tokens[child].pos in {"NOUN", "PROPN"}:
                first, last = phrase(sentence, child)
                if not tokens[first].text[0].isdigit() and tokens[child].lemma not in {"year", "month", "week", "day"}:
                    return tokens[first].start, tokens[last].end
    return None


def _held_by(
    document: Document,
    reading: Reading,
    cast: Cast,
    sentence: Sentence,
    view: _View,
    tellers: Tellers,
    lexicons: Lexicons,
) -> Actor | Literal["narrator"]:
    """Find whose assessment it is: the speaker of the words, else whoever is said to view things so."""
    statement = tellers.statement_at(_place(sentence, view.core))
    if statement is not None:
        return statement.speaker
    if view.holder is not None:
        return actors_at(document, reading, cast, (sentence.index, view.holder), lexicons=lexicons)[0]
    return "narrator"
