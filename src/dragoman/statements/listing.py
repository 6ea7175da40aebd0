"""The list of quotations and attributions of one text, as `dragoman quotes` prints it."""

from dataclasses import replace

from dragoman.lexicons.files import Lexicons
from dragoman.schema.base import Record, Span, overlap
from dragoman.schema.document import Document
from dragoman.schema.sentence import Reading
from dragoman.statements.attributions import find_attributions
from dragoman.statements.cues import CueKind
from dragoman.statements.page import Attribution
from dragoman.statements.phrases import phrase

# Where whole utterances stand; what a verb of calling or citing has in marks is a name or a title.
_UTTERED = frozenset({"quotation", "continued", "clause", "after", "according", "label"})
DIRECT_SHARE = 0.8  # of the content stands in quotation marks; the share that PolNeAR's readers use


class ListedQuote(Record, frozen=True, kw_only=True):
    """Words credited to somebody, as the text has them.

    `span` runs from the first to the last character, marks included; `parts` are set where other words
    stand between. The speaker is the mention nearest by, often a pronoun or title; None where none is given.
    """

    span: Span
    parts: tuple[Span, ...] = ()
    speaker_text: str | None
    speaker_span: Span | None
    cue: str | None
    direct: bool


def list_quotes(document: Document, reading: Reading, *, lexicons: Lexicons) -> tuple[ListedQuote, ...]:
    """List what is said, written, shown, thought or intended in a text, in the order of the text."""
    found = _joined(reading, find_attributions(document, reading, lexicons=lexicons))
    return tuple(_listed(document, reading, attribution) for attribution in found)


def _joined(reading: Reading, found: tuple[Attribution, ...]) -> list[Attribution]:
    """Join a quotation without words of its own to what the sentence before reports of the same speaker.

    `Silva said the road was open. "Anybody may use it."` is one attribution in two parts.
    """
    joined: list[Attribution] = []
    for attribution in found:
        before = next(
            (
                i
                for i in range(len(joined) - 1, -1, -1)
                if attribution.frame == "continued"
                and joined[i].speaker == attribution.speaker
                and attribution.sentence - joined[i].sentence <= (2 if joined[i].quotations else 1)
                and reading.sentences[joined[i].sentence].paragraph == reading.sentences[attribution.sentence].paragraph
                and joined[i].span[1] <= attribution.span[0]
            ),
            None,
        )
        if before is None:
            joined.append(attribution)
        else:
            joined[before] = replace(joined[before], parts=(*joined[before].parts, *attribution.parts))
    return joined


def _listed(document: Document, reading: Reading, attribution: Attribution) -> ListedQuote:
    speaker = _speaker_span(reading, attribution)
    parts = attribution.parts
    return ListedQuote(
        span=attribution.span,
        parts=parts if len(parts) > 1 else (),
        speaker_text=document.text[slice(*speaker)] if speaker else None,
        speaker_span=speaker,
        cue=document.text[slice(*attribution.cue)] if attribution.cue else None,
        direct=attribution.frame == "label"
        or (
            attribution.frame in _UTTERED
            and attribution.kind is not CueKind.THOUGHT
            and quoted_share(reading, parts) >= DIRECT_SHARE
        ),
    )


def _speaker_span(reading: Reading, attribution: Attribution) -> Span | None:
    if attribution.speaker is None:
        return None
    sentence = reading.sentences[attribution.speaker[0]]
    first, last = phrase(sentence, attribution.speaker[1])
    return sentence.tokens[first].start, sentence.tokens[last].end


def quoted_share(reading: Reading, parts: tuple[Span, ...]) -> float:
    """Give the share of the characters that stand in quotation marks, marks included: 0 … 1."""
    whole = sum(end - start for start, end in parts)
    quoted, last = 0, -1
    for quotation in reading.quotations:
        if quotation.outer[0] < last:
            continue  # nested
        last = quotation.outer[1]
        quoted += sum(overlap(quotation.outer, part) for part in parts)
    return quoted / whole if whole else 0.0
