"""Reported speech that runs on into a sentence without a cue of its own."""

from itertools import pairwise

from dragoman.schema.document import ParagraphKind
from dragoman.schema.sentence import Sentence
from dragoman.statements.cues import CueKind
from dragoman.statements.page import Attribution, Page
from dragoman.statements.phrases import end_of_words

_REPORTED = frozenset({"clause", "after"})
_ASIDES = frozenset({"if", "unless", "but", "however", "though", "although", "meanwhile"})


def read_running_on(page: Page, sentences: list[Sentence], first: int) -> None:
    """Credit to the last speaker what the tense shows to be still his, in the sentences of one paragraph.

    "The minister said the fleet had left. It would be back in May.": behind a sentence that reports words in the
    past tense, a main clause with "would" is future seen from then, so it is told by whom that sentence reports. The
    pluperfect shows nothing of the kind: narrators look back with it. `first` is the place in `page.found` where
    the paragraph's attributions begin.
    """
    by_sentence: dict[int, list[Attribution]] = {}
    for attribution in page.found[first:]:
        by_sentence.setdefault(attribution.sentence, []).append(attribution)
    for before, sentence in pairwise(sentences):
        if sentence.kind is not ParagraphKind.BODY or by_sentence.get(sentence.index):
            continue
        told = max(by_sentence.get(before.index, ()), key=lambda a: a.span[1], default=None)
        if told is None or not _reports_in_past(before, told) or not _looks_ahead(page, sentence):
            continue
        found = Attribution(
            sentence=sentence.index,
            parts=((sentence.tokens[0].start, end_of_words(sentence)),),
            speaker=told.speaker,
            cue=None,
            entry=None,
            frame="runs on",
        )
        page.found.append(found)
        by_sentence[sentence.index] = [found]


def _reports_in_past(sentence: Sentence, told: Attribution) -> bool:
    """Say whether a sentence ends in words reported by a verb of saying in the past tense, or runs on itself."""
    if told.frame == "runs on":
        return True
    if told.entry is None or told.entry.kind is not CueKind.SPEECH or told.entry.weak or told.cue is None:
        return False
    verb = sentence.at(told.cue[1] - 1)
    return (
        told.frame in _REPORTED and told.speaker is not None and verb is not None and sentence.tokens[verb].tag == "VBD"
    )


def _looks_ahead(page: Page, sentence: Sentence) -> bool:
    """Say whether the main clause has "would" with a plain verb, and neither condition, contrast nor marks."""
    tokens = sentence.tokens
    root = next((i for i, t in enumerate(tokens) if t.head == i and t.pos in {"VERB", "AUX"}), None)
    if root is None or tokens[root].tag != "VB":
        return False
    if any(t.text.lower() in _ASIDES or t.text in {"?", "!"} for t in tokens):
        return False
    if page.units_near(sentence.span):
        return False
    helpers = {
        tokens[c].lemma.lower() if tokens[c].tag != "MD" else tokens[c].text.lower()
        for c in sentence.children[root]
        if tokens[c].dep == "aux"
    }
    return "would" in helpers and "have" not in helpers
