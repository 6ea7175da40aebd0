"""Which countries a stretch of a document is about."""

from collections import Counter
from dataclasses import dataclass

from dragoman.schema.actor import ORGANISATION_CODES, Cast, MentionKind
from dragoman.schema.base import Span, within
from dragoman.schema.document import ParagraphKind
from dragoman.schema.sentence import Reading


@dataclass(frozen=True, slots=True)
class Landscape:
    """The countries of a document: where each is mentioned, and which two it is mostly about."""

    by_sentence: dict[int, tuple[tuple[Span, tuple[str, ...]], ...]]
    ranked: tuple[str, ...]  # the most mentioned first; by code where two are mentioned as often

    @property
    def main(self) -> tuple[str, ...]:
        """The two countries that the document is mostly about, or the one."""
        return self.ranked[:2]

    def inside(self, sentence: int, span: Span) -> tuple[str, ...]:
        """Give the countries mentioned inside a span, in the order of the text, each once."""
        found: dict[str, None] = {}
        for place, countries in self.by_sentence.get(sentence, ()):
            if within(place, span):
                found.update(dict.fromkeys(countries))
        return tuple(found)


def survey(reading: Reading, cast: Cast, *, places: bool = False) -> Landscape:
    """Count the countries of a document; organisations are left out, and places that stand for themselves."""
    by_sentence: dict[int, list[tuple[Span, tuple[str, ...]]]] = {}
    counts: Counter[str] = Counter()
    for mention in cast.mentions:
        if mention.kind is MentionKind.PLACE and not places:
            continue  # where it happens, not between whom
        countries = tuple(
            dict.fromkeys(a.country for a in mention.actors if a.country and a.country not in ORGANISATION_CODES)
        )
        if not countries:
            continue
        by_sentence.setdefault(mention.sentence, []).append((mention.span, countries))
        if reading.sentences[mention.sentence].kind in {ParagraphKind.BODY, ParagraphKind.HEADLINE}:
            counts.update(countries)
    return Landscape(
        by_sentence={index: tuple(found) for index, found in by_sentence.items()},
        ranked=tuple(country for country, _ in sorted(counts.items(), key=lambda c: (-c[1], c[0]))),
    )
