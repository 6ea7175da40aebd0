"""Direct quotations and whose they are, by what stands before and behind their marks.

This survives most slips of the parse, which quotation marks provoke.
"""

import functools
import re
from dataclasses import replace
from typing import NamedTuple

from dragoman.lexicons.files import Lexicons
from dragoman.lexicons.places import PlaceRow, State
from dragoman.schema.base import Span, overlap, within
from dragoman.schema.document import ParagraphKind
from dragoman.schema.sentence import Quotation, Sentence
from dragoman.statements.cues import Cue, CueKind, word_list
from dragoman.statements.page import Attribution, Page, sentence_at
from dragoman.statements.phrases import QUOTE_TOKENS, can_speak, can_tell, is_finite, phrase
from dragoman.statements.voices import (
    SUBJECTS,
    addressees_of,
    cue_span,
    own_subject,
    saying_in_relay,
    speaker_of,
    verb_cues,
)

# A dash and a name, up to the end of the paragraph or a comma with the name's trade.
_SIGNATURE = re.compile(
    r"\s*(?P<dash>--?|[–—―])\s*(?P<name>[^\W\d_a-z][\w.’'-]*(?:\s+(?:de|da|von|van|bin|al|el|la|[^\W\d_a-z][\w.’'-]*)){0,4})\s*(?:,[^.]{0,60})?\.?\s*$"
)
_SENTENCE_BREAK = re.compile(r"[.!?]\s+[^\W\d_a-z]")
# "Foreign Ministry spokesman Li:" at the start of a paragraph: at most five words, the first a capital.
_LABEL = re.compile(r"[\s\"“]*(?P<name>[^\W\d_a-z][\w.’'-]*(?:\s+[^\W\d_a-z(][\w.’')-]*){0,4}):\s+(?=\S)")
# "went on to say": the infinitive tells what happened; in "wanted to say" it does not.
_GOING_ON = frozenset(
    {"go", "continue", "proceed", "hasten", "rise", "stand", "turn", "come", "pause", "stop", "begin"}
)
_TRANSCRIPT_LABELS = 3  # so many paragraphs with labels make a page of questions and answers


def read_label(page: Page, paragraph: int, sentences: list[Sentence]) -> None:
    """Read "KIRBY: …" at the start of a paragraph: the rest of the paragraph is his.

    In a headline a name in front of a colon does the same; in running text it takes capitals, or a page on which
    several paragraphs begin so: "Question: …", "Mr. Kirby: …".
    """
    text = page.document.text
    start, end = sentences[0].span[0], sentences[-1].span[1]
    found = _LABEL.match(text, start, end)
    if found is None:
        return
    name = found.group("name")
    if name.lower() in word_list(page.lexicons, "no-speaker"):
        return
    if paragraph and name.isupper() and name.casefold() in _cities(page.lexicons):
        return  # "CARACAS: …" in a round-up is a dateline
    in_headline = sentences[0].kind is ParagraphKind.HEADLINE or paragraph == 0
    if not in_headline and not name.isupper() and page.labels < _TRANSCRIPT_LABELS:
        return
    first = sentences[0]
    inside = [
        i
        for i, t in enumerate(first.tokens)
        if found.start("name") <= t.start and t.end <= found.end("name") and t.pos != "PUNCT"
    ]
    if not inside or (not name.isupper() and any(first.tokens[i].pos in {"VERB", "AUX"} for i in inside)):
        return
    if in_headline:
        end = next((s.span[1] for s in sentences if s.span[1] > found.end()), end)
    page.found.append(
        Attribution(
            sentence=first.index,
            parts=((found.end(), end),),
            speaker=(first.index, inside[-1]),
            cue=(found.end("name"), found.end("name") + 1),
            entry=None,
            frame="headline" if in_headline else "label",
        )
    )


@functools.cache
def _cities(lexicons: Lexicons) -> frozenset[str]:
    capitals = (name for state in lexicons.table("world/states.csv", State) for name in state.capitals)
    others = (city.name for city in lexicons.table("world/cities.csv", PlaceRow))
    return frozenset(name.casefold() for name in (*capitals, *others))


def count_labels(page: Page) -> int:
    """Count the paragraphs behind the first that begin with a label."""
    spans = [sentences[0].span for sentences in page.by_paragraph.values()]
    return sum(_LABEL.match(page.document.text, *span) is not None for span in spans[1:])


def read_quotations(page: Page, sentences: list[Sentence]) -> None:
    """Attribute the quotations of one paragraph by what stands around their marks."""
    start, end = sentences[0].span[0], sentences[-1].span[1]
    units = [u for u in page.units_near((start, end)) if start <= u.outer[0] and u.outer[1] <= end + 1]
    last: int | None = None  # attribution that a quotation can go on from
    last_end = -1
    for number, unit in enumerate(units):
        after_limit = next((u.outer[0] for u in units[number + 1 :] if not u.scare), end + 1)
        before_limit = next((u.outer[1] for u in reversed(units[:number]) if not u.scare), start)
        if any(within(unit.outer, part) for a in page.labelled() for part in a.parts):
            continue
        if _is_title(page, unit):
            continue
        part = unit.outer
        found = _by_words_before(page, sentences, unit, before_limit)
        if found is None:
            found = _by_words_after(page, sentences, unit, after_limit)
            if found is not None:
                part = _from_sentence_start(page, sentences, unit, last)
        if found is not None:
            cue_place, speaker, entry, cue, via = found
            if cue_place is not None and cue_place in page.used and last is not None:
                _join(page, last, unit)  # "…," he said, "…"
            else:
                page.found.append(
                    Attribution(
                        sentence=(cue_place or speaker or (sentence_at(sentences, unit.outer[0]).index, 0))[0],
                        parts=(part,),
                        speaker=speaker,
                        cue=cue,
                        entry=entry,
                        frame="quotation",
                        quotations=(unit,),
                        via=via,
                        addressees=addressees_of(page.reading.sentences[cue_place[0]], cue_place[1], entry)
                        if cue_place and entry
                        else (),
                    )
                )
                last = len(page.found) - 1
                if cue_place is not None:
                    page.used.add(cue_place)
            page.taken[unit.outer[0]] = last if last is not None else -1
            last_end = unit.outer[1]
        elif (
            last is not None
            and not unit.scare
            and not _runs_on(page, unit)
            and _goes_on(page, sentences, unit, last, last_end)
        ):
            _join(page, last, unit)
            page.taken[unit.outer[0]] = last
            last_end = unit.outer[1]


def _is_title(page: Page, unit: Quotation) -> bool:
    """Tell the title of a book, film or broadcast by its capitals: on "Meet the Nation"."""
    words = page.document.text[slice(*unit.span)].rstrip(",").split()
    if len(words) > 7 or words[-1][-1:] in ".?!" or not words[0][:1].isupper():
        return False
    before = page.document.text[max(0, unit.outer[0] - 2) : unit.outer[0]]
    if not before.strip() or before.strip()[-1] in ',:.“”"':
        return False
    capitals = sum(word[:1].isupper() for word in words)
    return len(words) > 1 and capitals >= max(2, len(words) - 2) and words[-1][:1].isupper()


def _is_heading(page: Page, unit: Quotation, paragraph: Span) -> bool:
    """Tell a line between paragraphs that is set in quotation marks and capitals: 'A Man of Many Parts'."""
    if unit.outer[0] > paragraph[0] or unit.outer[1] < paragraph[1] - 1:
        return False
    words = page.document.text[slice(*unit.span)].split()
    if words[0][0] in "([" and words[-1].rstrip(".")[-1:] in ")]":
        return True  # "(CROSSTALK)"
    return len(words) <= 8 and sum(word[:1].isupper() for word in words) >= (len(words) + 1) // 2 + 1


def _runs_on(page: Page, unit: Quotation) -> bool:
    """Say whether the sentence goes on behind a quotation as if there were no marks."""
    words = page.document.text[slice(*unit.span)]
    if words[-1:] in {".", "!", "?", ",", "…"} or _SENTENCE_BREAK.search(words):
        return False
    return page.document.text[unit.outer[1] : unit.outer[1] + 30].lstrip(" \u00a0")[:1].islower()


def _from_sentence_start(page: Page, sentences: list[Sentence], unit: Quotation, last: int | None) -> Span:
    """Take in the words before a quotation that its attribution behind it covers too: `The plan "is dead," he said`."""
    sentence = sentence_at(sentences, unit.outer[0])
    start = sentence.span[0]
    before = page.document.text[start : unit.outer[0]].rstrip()
    if not before or before[-1] in ".?!”\"'":  # a slip of the parse: a sentence has ended here
        return unit.outer
    if start >= unit.outer[0] or (last is not None and page.found[last].span[1] > start):
        return unit.outer
    if page.has_cue(start, unit.outer[0]):
        return unit.outer
    return start, unit.outer[1]


def _join(page: Page, index: int, unit: Quotation) -> None:
    known = page.found[index]
    page.found[index] = replace(known, parts=(*known.parts, unit.outer), quotations=(*known.quotations, unit))


class Finding(NamedTuple):
    """What stands beside a quotation: verb of the attribution, speaker and who relays, as sentence and token."""

    verb: tuple[int, int] | None
    speaker: tuple[int, int] | None
    entry: Cue | None
    cue: Span | None
    via: tuple[int, int] | None = None


def _by_words_before(page: Page, sentences: list[Sentence], unit: Quotation, limit: int) -> Finding | None:
    """Find the attribution of `He said: "…"`, `She added, "…"`, `… by saying "…"`."""
    text = page.document.text
    lead = text[max(limit, 0) : unit.outer[0]].rstrip()
    sentence = sentence_at(sentences, unit.outer[0])
    if not lead or sentence.span[0] >= unit.outer[0]:  # the quotation begins its sentence
        before = [s for s in page.reading.sentences[: sentence.index] if s.paragraph >= sentence.paragraph - 1]
        if not before or not page.document.text[: before[-1].span[1]].rstrip().endswith(":"):
            return None
        if before[-1].span[1] <= limit and lead:
            return None
        sentence, lead = before[-1], ":"
        limit = sentence.span[0]
        words = list(range(len(sentence.tokens)))
    else:
        words = [i for i, t in enumerate(sentence.tokens) if t.start >= limit and t.end <= unit.outer[0]]
    words = [i for i in words if sentence.tokens[i].text not in QUOTE_TOKENS]
    if not words or _runs_on(page, unit):
        return None
    last = words[-1]
    introduced = sentence.tokens[last].text in {":", ","} or lead[-1:] in {":", ","}
    colon = lead.endswith(":")
    content = [i for i in words if sentence.tokens[i].pos != "PUNCT"]
    if not content:
        return None
    if lead[-1] in "–—-" and not unit.scare and sentence.tokens[content[-1]].pos == "PROPN":  # `… Silva — "…" — and`
        name = content[-1]
        return Finding(None, (sentence.index, name), None, (sentence.tokens[last].start, sentence.tokens[last].end))
    for i in reversed(content):
        entry = _quotation_cue(page, sentence, i)
        if entry is None:
            continue
        near = i == content[-1] or (
            introduced
            and not any(is_finite(sentence, j) and sentence.tokens[j].pos == "VERB" for j in content if j > i)
        )
        if not near and not colon:
            return None
        between = [j for j in content if j > i]
        if any(sentence.tokens[j].text.lower() == "that" and sentence.tokens[j].tag == "IN" for j in between[:-1]):
            return None  # `said that with time, "…"`: the clause holds more than the quotation
        if colon and any(
            is_finite(sentence, j) and sentence.tokens[j].dep == "ccomp" and sentence.tokens[j].head == i
            for j in between
        ):
            return None  # `said he had one wish: "…"`
        if not introduced and unit.scare:
            return None
        speaker, via = speaker_of(page, sentence, i)
        if speaker is None and i != content[-1] and not colon:
            continue
        return Finding((sentence.index, i), speaker, entry, cue_span(sentence, i), via)
    if colon and not unit.scare:
        root = next((i for i in content if sentence.tokens[i].dep == "ROOT"), content[-1])
        subject = next((c for c in sentence.children[root] if sentence.tokens[c].dep in SUBJECTS), None)
        if subject is None and sentence.tokens[root].pos in {"PROPN", "NOUN"}:
            subject = root
        if subject is not None and (
            can_speak(sentence, subject, page.lexicons) or can_tell(sentence, subject, page.lexicons)
        ):
            at = sentence.tokens[words[-1]]
            return Finding(None, (sentence.index, subject), None, (at.start, at.end))
    return None


def _by_words_after(page: Page, sentences: list[Sentence], unit: Quotation, limit: int) -> Finding | None:
    """Find the attribution of `"…," he said` and `"…," said the minister`; the dash of a letter's signature too."""
    text = page.document.text
    sentence = sentence_at(sentences, unit.outer[1] - 1)
    ending = text[unit.span[1] - 1 : unit.span[1]] if unit.span[1] > unit.span[0] else ""
    signed = _by_signature(page, sentences, unit)
    if signed is not None:
        return signed
    words = [i for i, t in enumerate(sentence.tokens) if t.start >= unit.outer[1] and t.end <= limit]
    if not words and ending in "!?…":  # the parser often ends the sentence there
        following = [s for s in sentences if s.span[0] >= unit.outer[1]]
        if following and following[0].span[0] < limit:
            sentence = following[0]
            words = [i for i, t in enumerate(sentence.tokens) if t.end <= limit]
    if not words:
        return None
    first = sentence.tokens[words[0]]
    if ending not in ",?!…—–-" and first.text not in {",", "–", "—", "--"} and not _looks_inverted(sentence, words):
        return None
    content = [i for i in words if sentence.tokens[i].pos != "PUNCT" and sentence.tokens[i].text not in QUOTE_TOKENS]
    for place, i in enumerate(content[:30]):
        token = sentence.tokens[i]
        if token.pos not in {"VERB", "AUX"} and not token.tag.startswith("VB"):
            continue
        if token.dep in {"relcl", "acl"} and place:
            continue
        relayed = saying_in_relay(sentence, i)
        if relayed is not None:
            entry = _quotation_cue(page, sentence, relayed)
            speaker, via = speaker_of(page, sentence, relayed)
            if entry is not None and speaker is not None:
                return Finding((sentence.index, relayed), speaker, entry, cue_span(sentence, relayed), via)
        entry = _quotation_cue(page, sentence, i)
        if entry is None:
            if token.dep in {"aux", "auxpass"} or token.tag in {"VB", "MD", "VBG", "VBN"}:
                continue
            if first.text == "," or ending == ",":
                subject = own_subject(sentence, i)
                if (
                    subject is not None
                    and place
                    and sentence.tokens[subject].start >= unit.outer[1]
                    and place <= 6
                    and can_speak(sentence, subject, page.lexicons)
                    and text[sentence.tokens[i].end : sentence.tokens[i].end + 1] in {".", ",", ""}
                ):
                    return Finding((sentence.index, i), (sentence.index, subject), None, cue_span(sentence, i))
            break
        if token.tag == "VBG" and any(
            c > i and sentence.tokens[c].dep == "ccomp" and is_finite(sentence, c) for c in sentence.children[i]
        ):
            break  # `"…", saying he hoped …`: the words of the participle are its own
        subject = own_subject(sentence, i)
        if (
            subject is None
            or sentence.tokens[subject].end <= unit.outer[0]
            or sentence.tokens[subject].start < unit.outer[1]
        ):
            subject = _nearest_noun(sentence, content, place)
        if subject is None:
            continue
        return Finding((sentence.index, i), (sentence.index, subject), entry, cue_span(sentence, i))
    return None


def _by_signature(page: Page, sentences: list[Sentence], unit: Quotation) -> Finding | None:
    """Read the name behind a dash at the end of a paragraph: "…" — Maria Silva, baker."""
    text = page.document.text
    found = _SIGNATURE.match(text, unit.outer[1], sentences[-1].span[1])
    if found is None:
        return None
    name = found.span("name")
    for sentence in sentences:
        if sentence.span[0] <= name[1] - 1 < sentence.span[1]:
            inside = [
                i
                for i, t in enumerate(sentence.tokens)
                if t.start < name[1] and name[0] < t.end and t.text[0].isalpha()
            ]
            if inside:
                dash = found.span("dash")
                return Finding(None, (sentence.index, inside[-1]), None, dash)
    return None


def _looks_inverted(sentence: Sentence, words: list[int]) -> bool:
    """Say whether a finite verb comes first: `"…" said the minister`."""
    for i in words[:3]:
        token = sentence.tokens[i]
        if token.pos == "PUNCT":
            continue
        return token.tag in {"VBD", "VBZ", "VBP"}
    return False


def _nearest_noun(sentence: Sentence, content: list[int], place: int) -> int | None:
    """Find the speaker without the parse: the noun or pronoun just before the verb, or the phrase behind it."""
    for i in reversed(content[:place]):
        if sentence.tokens[i].pos in {"NOUN", "PROPN", "PRON"}:
            return i
    behind = content[place + 1 : place + 12]
    head = None
    for i in behind:
        if sentence.tokens[i].pos in {"NOUN", "PROPN", "PRON"}:
            head = i
        elif head is not None:
            break
    return head


def _goes_on(page: Page, sentences: list[Sentence], unit: Quotation, last: int, last_end: int) -> bool:
    """Say whether a quotation without words of its own goes on from the one before: `"…," he said. "…"`."""
    between = page.document.text[last_end : unit.outer[0]]
    known = page.found[last]
    if known.cue is not None and not (last_end <= known.cue[0] < unit.outer[0]):
        return not between.strip(" \t\n,;.:–—-") or between.strip() in {"and", "but"}
    start = sentence_at(sentences, unit.outer[0])
    cue_sentence = page.reading.sentences[known.sentence]
    if start.index == cue_sentence.index:
        return (
            between.rstrip().endswith((".", ",", ":", "–", "—", "--", "-"))
            or len(between.split()) <= 6
            or between.rstrip().endswith(known_cue_text(page, known))
        )
    return start.index - cue_sentence.index <= 1 and start.tokens[0].start >= unit.outer[0]


def known_cue_text(page: Page, attribution: Attribution) -> str:
    """Give the cue's words."""
    return page.document.text[slice(*attribution.cue)] if attribution.cue else "\x00"


def _quotation_cue(page: Page, sentence: Sentence, i: int) -> Cue | None:
    """Give the entry of a verb that can stand beside a quotation; an infinitive only where it tells what was said."""
    token = sentence.tokens[i]
    if not token.tag.startswith("VB"):
        return None
    if token.tag == "VB":
        helpers = [c for c in sentence.children[i] if sentence.tokens[c].dep == "aux"]
        told = sentence.tokens[token.head].lemma in _GOING_ON
        if not helpers or (any(sentence.tokens[c].tag == "TO" for c in helpers) and not told):
            return None
    return next((cue for cue, _ in verb_cues(page, sentence, i) if "quotation" in cue.frames), None)


def read_rest(page: Page, paragraph: int, sentences: list[Sentence]) -> None:
    """Attribute quotations that nothing near attributes to whom the text has just let speak."""
    start, end = sentences[0].span[0], sentences[-1].span[1]
    for unit in page.units_near((start, end)):
        if unit.outer[0] < start or unit.outer[1] > end + 1 or unit.scare or unit.outer[0] in page.taken:
            continue
        if any(overlap(unit.outer, part) for a in page.found for part in a.parts):
            continue
        if _is_heading(page, unit, (start, end)):
            continue
        sentence = sentence_at(sentences, unit.outer[0])
        begins = sentence.span[0] >= unit.outer[0] or page.document.text[start : unit.outer[0]].rstrip()[-1:] in {
            ".",
            "?",
            "!",
            ":",
            "",
        }
        previous = [
            a
            for a in page.found
            if a.kind is CueKind.SPEECH
            and a.speaker is not None
            and a.span[0] < unit.outer[0]
            and page.reading.sentences[a.sentence].paragraph
            in ({paragraph} if not begins else {paragraph, paragraph - 1})
        ]
        if begins:
            subject = _introduced_before(page, sentences, unit)
            if subject is not None and not any(a.sentence == subject[0] for a in previous):
                page.found.append(
                    Attribution(
                        sentence=sentence.index,
                        parts=(unit.outer,),
                        speaker=subject,
                        cue=None,
                        entry=None,
                        frame="continued",
                        quotations=(unit,),
                    )
                )
                continue
            if not previous:
                continue
            last = max(previous, key=lambda a: (a.sentence, a.span))
            alone = not page.document.text[start : unit.outer[0]].strip()
            same_paragraph = page.reading.sentences[last.sentence].paragraph == paragraph
            if not alone and not same_paragraph:
                continue
        else:
            here = [a for a in previous if a.sentence == sentence.index]
            if not here:
                author = _author_before(page, sentence, unit)
                if author is not None:
                    page.found.append(
                        Attribution(
                            sentence=sentence.index,
                            parts=(unit.outer,),
                            speaker=(sentence.index, author),
                            cue=None,
                            entry=None,
                            frame="fragment",
                            quotations=(unit,),
                        )
                    )
                continue
            last = here[-1]
        part = unit.outer
        if begins and _runs_on(page, unit) and sentence.span[1] > unit.outer[1]:
            part = (unit.outer[0], sentence.span[1] - (sentence.text[-1:] == "."))
        page.found.append(
            Attribution(
                sentence=sentence.index,
                parts=(part,),
                speaker=last.speaker,
                cue=None,
                entry=None,
                frame="continued" if begins else "fragment",
                quotations=(unit,),
            )
        )


def _author_before(page: Page, sentence: Sentence, unit: Quotation) -> int | None:
    """Find the letter or statement that a quoted stretch is taken from: `named in her letter as "…"`."""
    for i in reversed(range(len(sentence.tokens))):
        token = sentence.tokens[i]
        if (
            token.end <= unit.outer[0]
            and token.pos == "NOUN"
            and can_tell(sentence, i, page.lexicons)
            and any(sentence.tokens[c].dep == "poss" for c in sentence.children[i])
        ):
            return i
    return None


def _introduced_before(page: Page, sentences: list[Sentence], unit: Quotation) -> tuple[int, int] | None:
    """Find the person whom the sentence before a quotation of its own paragraph is about."""
    if page.document.text[sentences[0].span[0] : unit.outer[0]].strip() or not sentences[0].index:
        return None
    before = page.reading.sentences[sentences[0].index - 1]
    if before.paragraph != sentences[0].paragraph - 1:
        return None
    root = next((i for i, t in enumerate(before.tokens) if t.dep == "ROOT"), None)
    subject = own_subject(before, root) if root is not None else None
    if subject is None:
        return None
    first, last = phrase(before, subject)
    named = [
        i
        for i in range(first, last + 1)
        if before.tokens[i].dep in {"appos", "nsubj"}
        and (
            before.tokens[i].pos == "PROPN"
            or any(before.tokens[c].pos == "PROPN" for c in before.children[i] if before.tokens[c].dep == "compound")
        )
    ]
    return (before.index, named[-1]) if named else None
