"""From attributions to statements: what somebody said, and who it was."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.lexicons.files import Lexicons
from dragoman.schema.actor import Actor, Cast
from dragoman.schema.base import Span, content_id, within
from dragoman.schema.document import Document, ParagraphKind
from dragoman.schema.event import Evidence
from dragoman.schema.sentence import Quotation, Reading, Sentence
from dragoman.schema.statement import Stance, Statement
from dragoman.statements.attributions import find_attributions
from dragoman.statements.bearings import issue_of, towards_of
from dragoman.statements.cues import CueKind
from dragoman.statements.holders import Holders
from dragoman.statements.page import Attribution
from dragoman.statements.phrases import can_speak, can_tell
from dragoman.statements.speakers import (
    LastSpeaker,
    actors_at,
    anonymity_of,
    author_of,
    joint_speakers,
    remember,
    speaker_actor,
)
from dragoman.statements.voices import SUBJECTS

FRAGMENT_WORDS = 5
"""A quoted stretch of so many words inside a reported clause is a statement of its own, and stands for the clause."""

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_OBLIGATION = re.compile(r"\b(?:should|must|ought\s+to|needs?\s+to|ha(?:s|ve)\s+to)\b", re.IGNORECASE)
_NONE = frozenset({"neither", "no", "nobody", "none", "no-one"})
_NOBODY = frozenset({"many", "some", "most", "few", "nobody", "everyone", "people", "they", "who"})
_TRIM_FRONT = re.compile(r"^(?:[\s,:;–—-]+|(?:that|to)\s+(?=\S))+", re.IGNORECASE)
_TRIM_BACK = re.compile(r"[\s,;:–—-]+$")


@dataclass(frozen=True, slots=True)
class _Piece:
    """One statement to be: its characters and whether they are quoted."""

    span: Span
    direct: bool
    sentence: int


def read_statements(document: Document, reading: Reading, cast: Cast, *, lexicons: Lexicons) -> tuple[Statement, ...]:
    """Find what is said in a document, and by whom, in the order of the text.

    Only speech: what is merely thought, wanted or planned is no statement. A reported clause that holds a
    quoted stretch of at least `FRAGMENT_WORDS` words gives that stretch; without one, the clause itself.
    """
    found: dict[Span, Statement] = {}
    last: LastSpeaker | None = None
    for attribution in find_attributions(document, reading, lexicons=lexicons):
        sentence = reading.sentences[attribution.sentence]
        if sentence.kind is not ParagraphKind.BODY or attribution.speaker is None:
            continue
        speaker = speaker_actor(document, reading, cast, attribution, last, lexicons=lexicons)
        if attribution.kind is not CueKind.SIGN:
            last = remember(reading, cast, attribution, speaker, last, lexicons=lexicons)
        if not _is_speech(reading, attribution, lexicons) and not _is_view_of_sources(attribution, speaker):
            continue
        for piece in _pieces(document, reading, attribution):
            if piece.span in found or piece.span[0] >= piece.span[1]:
                continue
            found[piece.span] = _statement(document, reading, cast, attribution, piece, speaker, lexicons)
    kept = _without_doubles(tuple(found.values()))
    return tuple(sorted(kept, key=lambda s: s.span))


def _is_speech(reading: Reading, attribution: Attribution, lexicons: Lexicons) -> bool:
    if attribution.speaker is None:
        return False
    entry = attribution.entry
    if attribution.frame in {"quotation", "continued", "fragment", "according", "label", "runs on"}:
        return True
    if entry is None or entry.weak or entry.kind is CueKind.THOUGHT or not _is_said(reading, attribution):
        return False
    if entry.kind is CueKind.SIGN:
        sentence = reading.sentences[attribution.speaker[0]]
        return (
            can_tell(sentence, attribution.speaker[1], lexicons)
            and author_of(sentence, attribution.speaker[1], lexicons) is not None
        )
    if attribution.frame == "noun":
        return "clause" in entry.frames and _opens_with_that(reading, attribution)
    if attribution.frame in {"complement", "object"}:
        where = reading.sentences[attribution.speaker[0]]
        return can_speak(where, attribution.speaker[1], lexicons)
    return True


def _is_said(reading: Reading, attribution: Attribution) -> bool:
    """Say whether the words were spoken: not "did not say", "neither said", "may demand", "in order to explain"."""
    sentence = reading.sentences[attribution.sentence]
    if attribution.cue and anonymity_of(
        sentence.text[attribution.cue[0] - sentence.span[0] : attribution.span[1] - sentence.span[0]]
    ):
        return False  # "asking not to be named"
    verb = sentence.at(attribution.cue[1] - 1) if attribution.cue else None
    if verb is None or attribution.frame == "noun":
        return True
    first = sentence.tokens[verb].head
    if sentence.tokens[verb].dep == "conj" and sentence.tokens[verb].tag == "VB" and sentence.tokens[first].tag == "VB":
        return all(  # "would neither confirm nor deny", "did not confirm or deny": one helping verb for both
            not (sentence.tokens[c].tag == "MD" or sentence.tokens[c].dep in {"neg", "preconj"})
            for c in sentence.children[first]
        )
    for child in sentence.children[verb]:
        token = sentence.tokens[child]
        if token.dep in {"neg", "preconj"} or (token.dep == "aux" and token.tag == "MD"):
            return False
        if token.dep in SUBJECTS and (
            token.text.lower() in _NONE
            or any(sentence.tokens[c].text.lower() in _NONE for c in sentence.children[child])
        ):
            return False
        if token.dep == "aux" and token.tag == "TO":
            return sentence.tokens[sentence.tokens[verb].head].lemma in {"go", "continue", "proceed"}
    return True


def _is_view_of_sources(attribution: Attribution, speaker: Actor) -> bool:
    """Say whether a view stands for words: "analysts believe that …" is what nameless people told the reporter."""
    entry = attribution.entry
    return (
        entry is not None
        and entry.kind is CueKind.THOUGHT
        and not entry.weak
        and not speaker.named
        and speaker.text.lower() not in _NOBODY
        and attribution.frame in {"clause", "object to", "after"}
    )


def _opens_with_that(reading: Reading, attribution: Attribution) -> bool:
    sentence = reading.sentences[attribution.sentence]
    token = sentence.at(attribution.span[0])
    return token is not None and sentence.tokens[token].text.lower() == "that"


def _pieces(document: Document, reading: Reading, attribution: Attribution) -> Iterator[_Piece]:
    """Split an attribution into statements."""
    text = document.text
    if attribution.quotations:
        yield from _quoted(text, reading, attribution)
        return
    start, end = attribution.span
    begins = bisect_left(reading.quotations, start, key=lambda q: q.outer[0])
    ends = bisect_left(reading.quotations, end, key=lambda q: q.outer[0])
    fragments = [
        q
        for q in reading.quotations[begins:ends]
        if start <= q.outer[0] and q.outer[1] <= end and len(_WORD.findall(text[slice(*q.span)])) >= FRAGMENT_WORDS
    ]
    outermost = [q for q in fragments if not any(o is not q and within(q.outer, o.outer) for o in fragments)]
    if outermost:
        for quotation in outermost:
            yield _Piece(quotation.span, True, _sentence_of(reading, quotation.span, attribution.sentence))
        return
    span = _trimmed(text, (start, end))
    whole = [q for q in reading.quotations if within(span, q.outer) or q.outer == span]
    if whole:
        yield _Piece(whole[0].span, True, attribution.sentence)
        return
    yield _Piece(span, False, _sentence_of(reading, span, attribution.sentence))


def _quoted(text: str, reading: Reading, attribution: Attribution) -> Iterator[_Piece]:
    """Give direct quotations: one that its attribution splits within a sentence stays one."""
    groups: list[list[Quotation]] = []
    for quotation in attribution.quotations:
        here = _sentence_of(reading, quotation.span, attribution.sentence)
        if groups:
            before = groups[-1][-1]
            ends_in = _sentence_of(reading, (before.span[1] - 1, before.span[1]), attribution.sentence)
            gap = text[before.outer[1] : quotation.outer[0]]
            if ends_in == here and text[before.span[1] - 1] not in ".?!" and ";" not in gap:
                groups[-1].append(quotation)
                continue
        groups.append([quotation])
    for group in groups:
        span = (group[0].span[0], group[-1].span[1])
        yield _Piece(span, True, _sentence_of(reading, span, attribution.sentence))


def _sentence_of(reading: Reading, span: Span, near: int) -> int:
    for index in (near, near - 1, near + 1):
        if 0 <= index < len(reading.sentences):
            sentence = reading.sentences[index]
            if sentence.span[0] <= span[0] < sentence.span[1]:
                return index
    at = bisect_right(reading.sentences, span[0], key=lambda s: s.span[1])
    return at if at < len(reading.sentences) and reading.sentences[at].span[0] <= span[0] else near


def _trimmed(text: str, span: Span) -> Span:
    """Leave out "that" and "to" in front and punctuation at either end."""
    start, end = span
    front = _TRIM_FRONT.match(text[start:end])
    if front:
        start += front.end()
    back = _TRIM_BACK.search(text[start:end])
    if back:
        end = start + back.start()
    return start, end


def _statement(
    document: Document,
    reading: Reading,
    cast: Cast,
    attribution: Attribution,
    piece: _Piece,
    speaker: Actor,
    lexicons: Lexicons,
) -> Statement:
    via = actors_at(document, reading, cast, attribution.via, lexicons=lexicons)[0] if attribution.via else None
    addressees = tuple(
        actor
        for place in attribution.addressees
        for actor in actors_at(document, reading, cast, place, lexicons=lexicons)
    )
    sentence = reading.sentences[piece.sentence]
    text = document.text[slice(*piece.span)]
    speakers = joint_speakers(document, reading, cast, attribution, speaker, lexicons=lexicons)
    stance = _stance(attribution, text)
    bears = (max(piece.span[0], sentence.span[0]), min(piece.span[1], sentence.span[1]))
    return Statement(
        id=content_id(document.id, piece.span, speaker.text),
        speaker=speaker,
        addressees=addressees,
        via=via,
        direct=piece.direct,
        text=text,
        span=piece.span,
        cue=document.text[slice(*attribution.cue)] if attribution.cue else None,
        stance=stance,
        anonymity=_anonymity(reading, attribution) if not speaker.named else None,
        speakers=speakers,
        towards=towards_of(sentence, cast, bears, stance, speakers or (speaker,), addressees),
        issue=issue_of(document, sentence, cast, bears, attribution.cue),
        evidence=Evidence(sentence=_widened(reading, sentence, piece.span), trigger=attribution.cue),
    )


def _widened(reading: Reading, sentence: Sentence, span: Span) -> Span:
    """Give the sentence of a statement, reaching as far as its words."""
    return sentence.span[0], max(sentence.span[1], min(span[1], reading.sentences[-1].span[1]))


def _stance(attribution: Attribution, text: str) -> Stance:
    stance = attribution.entry.stance if attribution.entry is not None else Stance.NEUTRAL
    if stance is Stance.NEUTRAL and _OBLIGATION.search(text):
        return Stance.DEMANDS
    return stance


def _anonymity(reading: Reading, attribution: Attribution) -> str | None:
    """Give the reason for namelessness from the sentence of the attribution or the next one."""
    sentence = reading.sentences[attribution.sentence]
    found = anonymity_of(sentence.text)
    if found is None and sentence.index + 1 < len(reading.sentences):
        following = reading.sentences[sentence.index + 1]
        if following.paragraph == sentence.paragraph:
            found = anonymity_of(following.text)
    return found


def _without_doubles(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Drop a statement whose words lie within another of the same speaker."""
    kept = []
    holders = Holders([statement.span for statement in statements])
    for number, statement in enumerate(statements):
        inside = any(
            other != number
            and statements[other].speaker.text == statement.speaker.text
            and (not statement.direct or statements[other].direct)
            for other in holders.around(statement.span)
        )
        if not inside:
            kept.append(statement)
    return tuple(kept)
