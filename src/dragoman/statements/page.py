"""What the passes over one document share: its quotations, its paragraphs, and the attributions found so far."""

from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass, field

from dragoman.lexicons.files import Lexicons
from dragoman.schema.base import Span
from dragoman.schema.document import Document
from dragoman.schema.sentence import Quotation, Reading, Sentence
from dragoman.statements.cues import Cue, CueKind


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words credited to somebody.

    `parts` are characters of the content, marks and "that" included. `speaker` is sentence and token of the
    word that heads the phrase nearest by; None where the text names nobody.
    """

    sentence: int
    parts: tuple[Span, ...]
    speaker: tuple[int, int] | None
    cue: Span | None
    entry: Cue | None
    frame: str  # "quotation", "after", "clause", "object", "according" ...
    quotations: tuple[Quotation, ...] = ()  # of a direct quotation
    via: tuple[int, int] | None = None
    addressees: tuple[tuple[int, int], ...] = ()
    speaker_span: Span | None = None  # where no token stands for the speaker: labels

    @property
    def kind(self) -> CueKind:
        return self.entry.kind if self.entry is not None else CueKind.SPEECH

    @property
    def span(self) -> Span:
        return self.parts[0][0], self.parts[-1][1]


@dataclass(slots=True)
class Page:
    """What the passes share while they read one document."""

    document: Document
    reading: Reading
    lexicons: Lexicons
    units: list[Quotation] = field(default_factory=list)  # outermost quotations
    by_paragraph: dict[int, list[Sentence]] = field(default_factory=dict)
    labels: int = 0  # paragraphs that begin with a name and a colon
    found: list[Attribution] = field(default_factory=list)
    used: set[tuple[int, int]] = field(default_factory=set)  # cues of direct quotations
    taken: dict[int, int] = field(default_factory=dict)  # start of a quotation -> index in found
    _seen: int = 0  # of `found`, how many the two lists below hold
    _cues: list[int] = field(default_factory=list)  # where cues begin, in order
    _labels: list[int] = field(default_factory=list)  # places in `found` of what labels attribute

    def _keep_up(self) -> None:
        for place in range(self._seen, len(self.found)):
            found = self.found[place]
            if found.cue is not None:
                insort(self._cues, found.cue[0])
            if found.frame == "label":
                self._labels.append(place)
        self._seen = len(self.found)

    def has_cue(self, start: int, end: int) -> bool:
        """Say whether the cue of an attribution found so far begins between two characters, the last not included."""
        self._keep_up()
        at = bisect_left(self._cues, start)
        return at < len(self._cues) and self._cues[at] < end

    def labelled(self) -> list[Attribution]:
        """Give what labels attribute, of what is found so far."""
        self._keep_up()
        return [self.found[place] for place in self._labels]

    def units_near(self, span: Span) -> list[Quotation]:
        """Give the outermost quotations that share a character with a span; they do not overlap one another."""
        first = bisect_right(self.units, span[0], key=lambda unit: unit.outer[1])
        return self.units[first : bisect_left(self.units, span[1], key=lambda unit: unit.outer[0])]


def sentence_at(sentences: list[Sentence], character: int) -> Sentence:
    for sentence in sentences:
        if character < sentence.span[1]:
            return sentence
    return sentences[-1]
