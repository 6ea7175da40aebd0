"""Who is credited with which words: attributions of a document, before they become statements.

Two passes. Quotations first, by what stands before and behind their marks: that survives most slips of the
parse. Then verbs, nouns and adjectives that attribute, with the clause or phrase that the parse gives them.
"""

from dataclasses import dataclass, field, replace

from dragoman.lexicons.files import Lexicons
from dragoman.schema.base import Span, overlap, within
from dragoman.schema.document import Document, ParagraphKind
from dragoman.schema.sentence import Quotation, Reading, Sentence
from dragoman.statements.cues import Cue, CueKind, cue_index
from dragoman.statements.phrases import can_speak, can_tell, is_finite, phrase

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_CLAUSES = frozenset({"ccomp"})
_QUOTE_TOKENS = frozenset('“”„‟«»"') | {"''", "``", "‘", "’", "'"}
_DASHES = frozenset({"-", "--", "–", "—", "―"})
_TRAILING = frozenset({",", ";", ".", ":", "-", "--", "–", "—", "―"})
_RELATIVES = frozenset({"who", "which", "that", "whom"})
_LABEL_WORDS = 5  # "Foreign Ministry spokesman Li:" at the start of a paragraph


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
class _Page:
    """What the passes share while they read one document."""

    document: Document
    reading: Reading
    lexicons: Lexicons
    units: list[Quotation] = field(default_factory=list)  # outermost quotations
    by_paragraph: dict[int, list[Sentence]] = field(default_factory=dict)
    found: list[Attribution] = field(default_factory=list)
    used: set[tuple[int, int]] = field(default_factory=set)  # cues of direct quotations
    taken: dict[int, int] = field(default_factory=dict)  # start of a quotation -> index in found


def find_attributions(document: Document, reading: Reading, *, lexicons: Lexicons) -> tuple[Attribution, ...]:
    """Find all attributions of a document, in the order of the text."""
    page = _Page(document, reading, lexicons)
    page.units = _outermost(reading.quotations)
    for sentence in reading.sentences:
        page.by_paragraph.setdefault(sentence.paragraph, []).append(sentence)
    for paragraph, sentences in page.by_paragraph.items():
        if sentences[0].kind in {ParagraphKind.HEADLINE, ParagraphKind.BODY}:
            _read_label(page, paragraph, sentences)
            _read_quotations(page, sentences)
            for sentence in sentences:
                _read_cues(page, sentence)
            _read_rest(page, paragraph, sentences)
    return tuple(sorted(page.found, key=lambda a: (a.span, a.sentence)))


def _outermost(quotations: tuple[Quotation, ...]) -> list[Quotation]:
    kept: list[Quotation] = []
    for quotation in quotations:
        if not kept or quotation.outer[0] >= kept[-1].outer[1]:
            kept.append(quotation)
    return kept


# ---------------------------------------------------------------- transcripts


def _read_label(page: _Page, paragraph: int, sentences: list[Sentence]) -> None:
    """Read "KIRBY: …" at the start of a paragraph."""
    first = sentences[0]
    colon = next((i for i, t in enumerate(first.tokens[: _LABEL_WORDS * 2]) if t.text == ":"), None)
    if not colon or colon + 1 >= len(first.tokens):
        return
    label = [t for t in first.tokens[:colon] if t.pos != "PUNCT"]
    if not label or len(label) > _LABEL_WORDS or not all(t.text[0].isupper() or t.text[0].isdigit() for t in label):
        return
    text = page.document.text
    name = text[first.tokens[0].start : first.tokens[colon - 1].end]
    following = text[first.tokens[colon].end : first.tokens[colon].end + 1]
    if following and not following.isspace():
        return
    if any(t.pos in {"VERB", "AUX"} for t in label) and not name.isupper():
        return
    in_headline = first.kind is ParagraphKind.HEADLINE or paragraph == 0
    if not in_headline and not name.isupper():
        return
    end = sentences[-1].span[1] if not in_headline else first.span[1]
    page.found.append(
        Attribution(
            sentence=first.index,
            parts=((first.tokens[colon + 1].start, end),),
            speaker=(first.index, colon - 1 if first.tokens[colon - 1].pos != "PUNCT" else 0),
            cue=(first.tokens[colon].start, first.tokens[colon].end),
            entry=None,
            frame="label",
        )
    )


# ---------------------------------------------------------------- quotations


def _read_quotations(page: _Page, sentences: list[Sentence]) -> None:
    """Attribute the quotations of one paragraph by what stands around their marks."""
    start, end = sentences[0].span[0], sentences[-1].span[1]
    units = [u for u in page.units if start <= u.outer[0] and u.outer[1] <= end + 1]
    last: int | None = None  # attribution that a quotation can go on from
    last_end = -1
    for number, unit in enumerate(units):
        after_limit = units[number + 1].outer[0] if number + 1 < len(units) else end + 1
        before_limit = units[number - 1].outer[1] if number else start
        if any(within(unit.outer, part) for a in page.found if a.frame == "label" for part in a.parts):
            continue
        found = _by_words_before(page, sentences, unit, before_limit)
        if found is None:
            found = _by_words_after(page, sentences, unit, after_limit)
        if found is not None:
            cue_place, speaker, entry, cue = found
            if cue_place is not None and cue_place in page.used and last is not None:
                _join(page, last, unit)  # "…," he said, "…"
            else:
                page.found.append(
                    Attribution(
                        sentence=(cue_place or speaker or (_sentence_at(sentences, unit.outer[0]).index, 0))[0],
                        parts=(unit.outer,),
                        speaker=speaker,
                        cue=cue,
                        entry=entry,
                        frame="quotation",
                        quotations=(unit,),
                        addressees=_addressees(page.reading.sentences[cue_place[0]], cue_place[1], entry)
                        if cue_place and entry
                        else (),
                    )
                )
                last = len(page.found) - 1
                if cue_place is not None:
                    page.used.add(cue_place)
            page.taken[unit.outer[0]] = last if last is not None else -1
            last_end = unit.outer[1]
        elif last is not None and not unit.scare and _goes_on(page, sentences, unit, last, last_end):
            _join(page, last, unit)
            page.taken[unit.outer[0]] = last
            last_end = unit.outer[1]


def _join(page: _Page, index: int, unit: Quotation) -> None:
    known = page.found[index]
    page.found[index] = replace(known, parts=(*known.parts, unit.outer), quotations=(*known.quotations, unit))


def _sentence_at(sentences: list[Sentence], character: int) -> Sentence:
    for sentence in sentences:
        if character < sentence.span[1]:
            return sentence
    return sentences[-1]


Found = tuple[tuple[int, int] | None, tuple[int, int] | None, Cue | None, Span | None]


def _by_words_before(page: _Page, sentences: list[Sentence], unit: Quotation, limit: int) -> Found | None:
    """Find the attribution of `He said: "…"`, `She added, "…"`, `… by saying "…"`."""
    text = page.document.text
    lead = text[max(limit, 0) : unit.outer[0]].rstrip()
    sentence = _sentence_at(sentences, unit.outer[0])
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
    words = [i for i in words if sentence.tokens[i].text not in _QUOTE_TOKENS]
    if not words:
        return None
    last = words[-1]
    introduced = sentence.tokens[last].text in {":", ","} or lead[-1:] in {":", ","}
    colon = lead.endswith(":")
    content = [i for i in words if sentence.tokens[i].pos != "PUNCT"]
    if not content:
        return None
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
        if not introduced and unit.scare:
            return None
        speaker, _via = speaker_of(page, sentence, i)
        if speaker is None and i != content[-1] and not colon:
            continue
        return (sentence.index, i), speaker, entry, cue_span(sentence, i)
    if colon and not unit.scare:
        root = next((i for i in content if sentence.tokens[i].dep == "ROOT"), content[-1])
        subject = next((c for c in sentence.children[root] if sentence.tokens[c].dep in _SUBJECTS), None)
        if subject is None and sentence.tokens[root].pos in {"PROPN", "NOUN"}:
            subject = root
        if subject is not None and (
            can_speak(sentence, subject, page.lexicons) or can_tell(sentence, subject, page.lexicons)
        ):
            at = sentence.tokens[words[-1]]
            return None, (sentence.index, subject), None, (at.start, at.end)
    return None


def _by_words_after(page: _Page, sentences: list[Sentence], unit: Quotation, limit: int) -> Found | None:
    """Find the attribution of `"…," he said` and `"…," said the minister`; the dash of a letter's signature too."""
    text = page.document.text
    sentence = _sentence_at(sentences, unit.outer[1] - 1)
    ending = text[unit.span[1] - 1 : unit.span[1]] if unit.span[1] > unit.span[0] else ""
    words = [i for i, t in enumerate(sentence.tokens) if t.start >= unit.outer[1] and t.end <= limit]
    if not words and ending in ".!?…":
        following = [s for s in sentences if s.span[0] >= unit.outer[1]]
        if following and following[0].span[0] < limit:
            sentence = following[0]
            words = [i for i, t in enumerate(sentence.tokens) if t.end <= limit]
            if words and not _looks_inverted(sentence, words):
                return _by_dash(sentence, words)
    if not words:
        return None
    dashed = _by_dash(sentence, words)
    if dashed is not None:
        return dashed
    first = sentence.tokens[words[0]]
    if ending not in ",?!…—–-" and first.text not in {",", "–", "—", "--"} and not _looks_inverted(sentence, words):
        return None
    content = [i for i in words if sentence.tokens[i].pos != "PUNCT" and sentence.tokens[i].text not in _QUOTE_TOKENS]
    for place, i in enumerate(content[:30]):
        token = sentence.tokens[i]
        if token.pos not in {"VERB", "AUX"} and not token.tag.startswith("VB"):
            continue
        if token.dep in {"relcl", "acl"} and place:
            continue
        entry = _quotation_cue(page, sentence, i)
        if entry is None:
            if token.dep in {"aux", "auxpass"} or token.tag in {"VB", "MD", "VBG", "VBN"}:
                continue
            if first.text == "," or ending == ",":
                subject = _own_subject(sentence, i)
                if (
                    subject is not None
                    and place
                    and sentence.tokens[subject].start >= unit.outer[1]
                    and place <= 6
                    and can_speak(sentence, subject, page.lexicons)
                    and text[sentence.tokens[i].end : sentence.tokens[i].end + 1] in {".", ",", ""}
                ):
                    return (sentence.index, i), (sentence.index, subject), None, cue_span(sentence, i)
            break
        subject = _own_subject(sentence, i)
        if (
            subject is None
            or sentence.tokens[subject].end <= unit.outer[0]
            or sentence.tokens[subject].start < unit.outer[1]
        ):
            subject = _nearest_noun(sentence, content, place)
        if subject is None:
            continue
        return (sentence.index, i), (sentence.index, subject), entry, cue_span(sentence, i)
    return None


def _by_dash(sentence: Sentence, words: list[int]) -> Found | None:
    """Read the name behind a dash at the end: "…" — Maria Silva, baker."""
    first = sentence.tokens[words[0]]
    if first.text not in {"–", "—", "―", "--", "-"} or len(words) < 2:
        return None
    name = sentence.tokens[words[1]]
    if name.pos != "PROPN" and not name.text[:1].isupper():
        return None
    if any(sentence.tokens[i].pos in {"VERB", "AUX"} and is_finite(sentence, i) for i in words):
        return None
    head = words[1]
    while head + 1 <= words[-1] and sentence.tokens[head + 1].pos == "PROPN":
        head += 1
    return None, (sentence.index, head), None, (first.start, first.end)


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


def _goes_on(page: _Page, sentences: list[Sentence], unit: Quotation, last: int, last_end: int) -> bool:
    """Say whether a quotation without words of its own goes on from the one before: `"…," he said. "…"`."""
    between = page.document.text[last_end : unit.outer[0]]
    known = page.found[last]
    if known.cue is not None and not (last_end <= known.cue[0] < unit.outer[0]):
        return not between.strip(" \t\n,;.:–—-") or between.strip() in {"and", "but"}
    start = _sentence_at(sentences, unit.outer[0])
    cue_sentence = page.reading.sentences[known.sentence]
    if start.index == cue_sentence.index:
        return (
            between.rstrip().endswith((",", ":", "–", "—", "--", "-"))
            or len(between.split()) <= 6
            or between.rstrip().endswith(known_cue_text(page, known))
        )
    return start.index - cue_sentence.index <= 1 and start.tokens[0].start >= unit.outer[0]


def known_cue_text(page: _Page, attribution: Attribution) -> str:
    """Give the cue's words."""
    return page.document.text[slice(*attribution.cue)] if attribution.cue else "\x00"


def _quotation_cue(page: _Page, sentence: Sentence, i: int) -> Cue | None:
    token = sentence.tokens[i]
    if token.pos not in {"VERB", "AUX", "NOUN", "ADJ"} and not token.tag.startswith("VB"):
        return None
    if not token.tag.startswith("VB"):
        return None
    if token.tag == "VB" and not any(sentence.tokens[c].dep == "aux" for c in sentence.children[i]):
        return None
    return next((cue for cue in _verb_cues(page, sentence, i) if "quotation" in cue[0].frames), (None, None))[0]


# ---------------------------------------------------------------- speakers


def _own_subject(sentence: Sentence, verb: int) -> int | None:
    for child in sentence.children[verb]:
        if sentence.tokens[child].dep in _SUBJECTS:
            return child
    return None


def speaker_of(page: _Page, sentence: Sentence, verb: int) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """Find who speaks by a verb, and who relays it: control, coordination, passives and participles undone."""
    current, via = verb, None
    for _ in range(6):
        token = sentence.tokens[current]
        passive = any(sentence.tokens[c].dep in {"nsubjpass", "auxpass"} for c in sentence.children[current])
        if passive and current == verb:
            agent = _agent(sentence, current)
            return ((sentence.index, agent) if agent is not None else None), via
        subject = _own_subject(sentence, current)
        if subject is not None:
            return (sentence.index, subject), via
        head = token.head
        if head == current:
            return None, via
        if token.dep == "acl" and sentence.tokens[head].pos in {"NOUN", "PROPN", "PRON"}:
            comma = any(sentence.tokens[i].text == "," for i in range(head + 1, current))
            good = can_speak(sentence, head, page.lexicons) or can_tell(sentence, head, page.lexicons)
            if token.tag == "VBG" and (not comma or good) and good:
                return (sentence.index, head), via
            if token.tag == "VBN":
                agent = _agent(sentence, current)
                return ((sentence.index, agent) if agent is not None else None), via
            above_head = _verb_above(sentence, head)
            if above_head is None:
                return None, via
            current = above_head
            continue
        if token.dep == "relcl":
            return (sentence.index, head), via
        if token.dep == "pcomp":
            above = sentence.tokens[head].head
            if sentence.tokens[head].text.lower() == "as" and sentence.tokens[above].lemma in {
                "quote",
                "cite",
                "paraphrase",
                "report",
                "record",
                "describe",
                "hear",
                "say",
            }:
                relayer = _own_subject(sentence, above)
                if any(sentence.tokens[c].dep in {"auxpass", "nsubjpass"} for c in sentence.children[above]):
                    agent = _agent(sentence, above)
                    return ((sentence.index, relayer) if relayer is not None else None), (
                        (sentence.index, agent) if agent is not None else None
                    )
                quoted = next(
                    (c for c in sentence.children[above] if sentence.tokens[c].dep in {"dobj", "nsubj"} and c > above),
                    None,
                )
                if relayer is None:
                    (relay, _) = speaker_of(page, sentence, above)
                    relayer_place = relay
                else:
                    relayer_place = (sentence.index, relayer)
                return ((sentence.index, quoted) if quoted is not None else None), relayer_place
            current = above
            continue
        if token.dep in {"xcomp", "advcl", "conj", "ccomp", "parataxis", "dep", "prep", "pcomp", "acl", "prt"}:
            if token.dep == "xcomp":
                object_ = next((c for c in sentence.children[head] if sentence.tokens[c].dep == "dobj"), None)
                if object_ is not None and sentence.tokens[head].lemma in {
                    "urge",
                    "ask",
                    "tell",
                    "want",
                    "order",
                    "lead",
                    "cause",
                    "prompt",
                    "force",
                    "allow",
                    "see",
                    "hear",
                    "get",
                    "push",
                    "encourage",
                }:
                    return (sentence.index, object_), via
            current = head
            continue
        if sentence.tokens[head].pos in {"VERB", "AUX"}:
            current = head
            continue
        return None, via
    return None, via


def _verb_above(sentence: Sentence, token: int) -> int | None:
    for above in sentence.ancestors(token):
        if sentence.tokens[above].pos in {"VERB", "AUX"}:
            return above
    return None


def _agent(sentence: Sentence, verb: int) -> int | None:
    for child in sentence.children[verb]:
        if sentence.tokens[child].dep == "agent" or (
            sentence.tokens[child].text.lower() == "by" and sentence.tokens[child].dep == "prep"
        ):
            return next((c for c in sentence.children[child] if sentence.tokens[c].dep == "pobj"), None)
    return None


def _addressees(sentence: Sentence, verb: int, entry: Cue | None) -> tuple[tuple[int, int], ...]:
    """Find whom the words are addressed to."""
    if entry is None:
        return ()
    found: list[tuple[int, int]] = []
    for child in sentence.children[verb]:
        token = sentence.tokens[child]
        if (
            "object" in entry.addressee
            and token.dep in {"dobj", "dative", "iobj"}
            and child > verb
            and token.pos in {"NOUN", "PROPN", "PRON"}
        ):
            found.extend((sentence.index, c) for c in sentence.conjuncts(child))
        elif token.dep in {"prep", "dative"} and token.text.lower() in entry.addressee:
            for object_ in sentence.children[child]:
                if sentence.tokens[object_].dep == "pobj":
                    found.extend((sentence.index, c) for c in sentence.conjuncts(object_))
    return tuple(found)


# ---------------------------------------------------------------- cues


def cue_span(sentence: Sentence, verb: int) -> Span:
    """Give the characters of a cue: the verb with its auxiliaries, negation and particle."""
    first = last = verb
    for child in sentence.children[verb]:
        dep = sentence.tokens[child].dep
        if dep in {"aux", "auxpass", "neg"} and child < verb:
            if child >= first - 3:
                first = min(first, child)
        elif dep == "prt" and child == verb + 1:
            last = child
    return sentence.tokens[first].start, sentence.tokens[last].end


def _verb_cues(page: _Page, sentence: Sentence, i: int) -> list[tuple[Cue, int | None]]:
    """Give the entries that a verb matches, with the particle or preposition that the entry names."""
    token = sentence.tokens[i]
    candidates = cue_index(page.lexicons).verbs.get(token.lemma.lower())
    if candidates is None:
        return []
    found: list[tuple[Cue, int | None]] = []
    for rest, cue in candidates:
        if not rest:
            found.append((cue, None))
            continue
        words = rest.split()
        place = next(
            (
                c
                for c in range(i + 1, min(i + 4, len(sentence.tokens)))
                if sentence.tokens[c].text.lower() == words[0] and (sentence.tokens[c].head == i or c == i + 1)
            ),
            None,
        )
        if place is None:
            continue
        if len(words) > 1 and (
            place + 1 >= len(sentence.tokens) or sentence.tokens[place + 1].text.lower() != words[1]
        ):
            continue
        found.append((cue, place + len(words) - 1))
    return found


def _read_cues(page: _Page, sentence: Sentence) -> None:
    """Find what verbs, nouns and adjectives of one sentence attribute."""
    index = cue_index(page.lexicons)
    for i, token in enumerate(sentence.tokens):
        if token.tag.startswith("VB"):
            if (sentence.index, i) in page.used or _inside_quotation(page, sentence, i):
                continue
            _read_verb(page, sentence, i)
        elif token.pos == "NOUN":
            if token.lemma in index.nouns and not _inside_quotation(page, sentence, i):
                _read_noun(page, sentence, i, index.nouns[token.lemma])
        elif token.pos == "ADJ":
            if token.lemma in index.adjectives and not _inside_quotation(page, sentence, i):
                _read_adjective(page, sentence, i, index.adjectives[token.lemma])
        elif token.text.lower() == "according" and not _inside_quotation(page, sentence, i):
            _read_according(page, sentence, i)


def _inside_quotation(page: _Page, sentence: Sentence, i: int) -> bool:
    at = sentence.tokens[i].start
    return any(unit.outer[0] <= at < unit.outer[1] for unit in page.units if unit.outer[0] < sentence.span[1])


def _add(
    page: _Page,
    sentence: Sentence,
    i: int,
    *,
    parts: list[Span],
    speaker: tuple[int, int] | None,
    entry: Cue | None,
    frame: str,
    via: tuple[int, int] | None = None,
    cue: Span | None = None,
) -> bool:
    parts = [p for p in (_fit_quotations(page, part) for part in parts) if p[1] > p[0]]
    if not parts:
        return False
    page.found.append(
        Attribution(
            sentence=sentence.index,
            parts=tuple(parts),
            speaker=speaker,
            cue=cue or cue_span(sentence, i),
            entry=entry,
            frame=frame,
            via=via,
            addressees=_addressees(sentence, i, entry),
        )
    )
    return True


def _fit_quotations(page: _Page, part: Span) -> Span:
    """Let no part begin or end inside a quotation."""
    start, end = part
    for unit in page.units:
        if unit.outer[1] <= start:
            continue
        if unit.outer[0] >= end:
            break
        if unit.outer[0] < start < unit.outer[1] and start - unit.outer[0] <= 2:
            start = unit.outer[0]
        if unit.outer[0] < end < unit.outer[1]:
            end = unit.outer[1]
    return start, end


def _read_verb(page: _Page, sentence: Sentence, i: int) -> None:
    cues = _verb_cues(page, sentence, i)
    if not cues:
        return
    speaker, via = speaker_of(page, sentence, i)
    passive = any(sentence.tokens[c].dep in {"nsubjpass", "auxpass"} for c in sentence.children[i])
    clause_cue = next((c for c, _ in cues if "clause" in c.frames and _subject_fits(page, sentence, speaker, c)), None)
    if clause_cue is not None and not passive:
        after = _clause_after(page, sentence, i)
        if after is None:
            around = _clause_around(page, sentence, i)
            if around:
                _add(page, sentence, i, parts=around, speaker=speaker, entry=clause_cue, frame="after", via=via)
                return
        else:
            _add(page, sentence, i, parts=[after], speaker=speaker, entry=clause_cue, frame="clause", via=via)
            return
    if passive:
        _read_passive(page, sentence, i, cues)
        return
    for cue, particle in cues:
        if cue.subject and not _subject_fits(page, sentence, speaker, cue):
            continue
        for frame in cue.frames:
            parts = _parts_of_frame(page, sentence, i, frame, particle)
            if (
                parts
                and speaker is not None
                and _add(page, sentence, i, parts=parts, speaker=speaker, entry=cue, frame=frame, via=via)
            ):
                return


def _subject_fits(page: _Page, sentence: Sentence, speaker: tuple[int, int] | None, cue: Cue) -> bool:
    if not cue.subject:
        return True
    if speaker is None:
        return False
    where = page.reading.sentences[speaker[0]]
    person = can_speak(where, speaker[1], page.lexicons)
    document = can_tell(where, speaker[1], page.lexicons)
    return ("person" in cue.subject and person) or ("document" in cue.subject and document)


def _clause_after(page: _Page, sentence: Sentence, i: int) -> Span | None:
    """Find the clause that follows a verb, with its "that"."""
    tokens = sentence.tokens
    for child in sentence.children[i]:
        if child > i and tokens[child].dep == "ccomp":
            return _extent(page, sentence, child, i)
    for child in sentence.children[i]:  # "told parliament that …": hung on the object
        if child > i and tokens[child].dep in {"dobj", "prep", "npadvmod", "dative"}:
            for below in sentence.subtree(child):
                if (
                    tokens[below].dep in {"acl", "relcl", "ccomp"}
                    and any(
                        tokens[m].text.lower() == "that" and tokens[m].dep in {"mark", "nsubj", "dobj"}
                        for m in sentence.children[below]
                    )
                    and tokens[i].lemma not in {"quote", "cite", "mention"}
                ):
                    mark = next(m for m in sentence.children[below] if tokens[m].text.lower() == "that")
                    if (
                        tokens[mark].dep == "mark"
                        or tokens[mark - 1].pos in {"PROPN", "NOUN"}
                        and tokens[i].lemma in {"tell", "say", "inform", "remind", "assure", "warn"}
                    ):
                        return _extent(page, sentence, below, i)
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following is not None and following.text.lower() == "that" and following.head != i:
        head = following.head
        while tokens[head].head != head and tokens[head].head > i:
            head = tokens[head].head
        return _extent(page, sentence, head, i) if head > i else None
    return None


def _extent(page: _Page, sentence: Sentence, head: int, verb: int) -> Span | None:
    """Give the characters of a clause behind its verb, cut where another attribution begins."""
    tokens = sentence.tokens
    inside = [t for t in sentence.subtree(head) if t > verb]
    if not inside:
        return None
    first, last = inside[0], inside[-1]
    for j in range(head + 1, last + 1):  # ", adding that …", ", saying …", ", according to …"
        if tokens[j].text == "," and j + 1 <= last:
            follows = tokens[j + 1]
            if follows.tag == "VBG" and _verb_cues(page, sentence, j + 1):
                last = j - 1
                break
            if follows.text.lower() == "according":
                last = j - 1
                break
    while last > first and tokens[last].text in _TRAILING:
        last -= 1
    while first < last and tokens[first].text in {",", ":", "--", "–", "—"}:
        first += 1
    return tokens[first].start, tokens[last].end


def _clause_around(page: _Page, sentence: Sentence, i: int) -> list[Span]:
    """Find the clause that an attribution behind it or inside it belongs to: "…, officials said", "…, he said, …"."""
    tokens = sentence.tokens
    if not is_finite(sentence, i):
        return []
    subject = _own_subject(sentence, i)
    if subject is None:
        return []
    first, last = i, i
    subject_first, subject_last = phrase(sentence, subject)
    first = min(first, subject_first)
    for child in sentence.children[i]:
        if tokens[child].dep in {"aux", "advmod", "neg"} and child < i:
            first = min(first, child)
    if subject > i:
        last = subject_last
    before = first - 1
    while before >= 0 and tokens[before].text in _QUOTE_TOKENS:
        before -= 1
    ahead = [j for j in range(before) if tokens[j].pos != "PUNCT"]
    parts: list[Span] = []
    starts = before >= 1 and tokens[before].text in {",", "--", "–", "—", "-"}
    if starts and len(ahead) >= 2:
        start = 0
        while start < before and (tokens[start].text in {",", ";", "-", "–", "—"}):
            start += 1
        parts.append((tokens[start].start, tokens[before - 1].end))
    if not parts:
        return []
    has_verb = any(is_finite(sentence, j) for j in ahead)
    end = last
    if end + 1 < len(tokens) and tokens[end + 1].text in {",", "--", "–", "—"}:
        rest = end + 2
        if (
            rest < len(tokens) - 1
            and tokens[rest].tag != "VBG"
            and tokens[rest].text.lower() not in {"according", "citing", "who", "which", "adding"}
            and subject < i
        ):
            stop = len(tokens) - 1
            while stop > rest and tokens[stop].text in _TRAILING:
                stop -= 1
            if any(tokens[j].pos in {"VERB", "AUX"} for j in range(rest, stop + 1)) and (
                not has_verb or tokens[i].dep != "ROOT"
            ):
                parts.append((tokens[rest].start, tokens[stop].end))
                has_verb = True
    return parts if has_verb else []


def _parts_of_frame(page: _Page, sentence: Sentence, i: int, frame: str, particle: int | None) -> list[Span]:
    """Give the content that one frame of a verb finds; empty where the frame is not there."""
    tokens = sentence.tokens
    children = sentence.children[i]
    object_ = next((c for c in children if tokens[c].dep == "dobj" and c > i), None)
    if particle is not None:
        pobj = next((c for c in sentence.children[particle] if tokens[c].dep in {"pobj", "pcomp"}), None)
        if pobj is not None:
            object_ = pobj
    what = next(
        (
            c
            for c in children
            if tokens[c].text.lower() in {"what", "whom", "which", "that"}
            and c < i
            and tokens[c].dep in {"dobj", "nsubj", "pobj"}
        ),
        None,
    )
    if frame == "to":
        clause = next(
            (c for c in children if tokens[c].dep in {"xcomp", "ccomp"} and c > i and _is_to(sentence, c)), None
        )
        return [_reach(sentence, clause, i)] if clause is not None else []
    if frame == "object to":
        clause = next(
            (c for c in children if tokens[c].dep in {"xcomp", "ccomp", "advcl"} and c > i and _is_to(sentence, c)),
            None,
        )
        if clause is None and object_ is not None:
            clause = next(
                (
                    c
                    for c in sentence.children[object_]
                    if tokens[c].dep in {"acl", "relcl", "xcomp"} and _is_to(sentence, c)
                ),
                None,
            )
        if clause is None:
            return []
        start = phrase(sentence, object_, relatives=False)[0] if object_ is not None and object_ < clause else None
        reach = _reach(sentence, clause, i)
        return [(tokens[start].start if start is not None else reach[0], reach[1])]
    if frame == "gerund":
        clause = next(
            (c for c in children if tokens[c].dep in {"xcomp", "ccomp", "pcomp"} and c > i and tokens[c].tag == "VBG"),
            None,
        )
        return [_reach(sentence, clause, i)] if clause is not None else []
    if frame == "object":
        return [_reach(sentence, object_, i)] if object_ is not None and tokens[object_].pos not in {"PRON"} else []
    if frame.startswith("object "):
        preposition = frame.removeprefix("object ")
        place = _preposition(sentence, i, object_, preposition)
        if place is None:
            return []
        end = _reach(sentence, place, i)[1]
        if object_ is not None and object_ < place:
            return [(tokens[phrase(sentence, object_, relatives=False)[0]].start, end)]
        inner = [c for c in sentence.children[place] if tokens[c].dep in {"pobj", "pcomp", "amod", "prep"}]
        if what is not None or tokens[i].dep == "relcl":
            begin = tokens[sentence.subtree(inner[0])[0]].start if inner else tokens[place].start
            head = tokens[i].head
            if tokens[i].dep == "relcl":
                first, _ = phrase(sentence, head, relatives=False)
                return [(tokens[first].start, tokens[head].end), (begin, end)]
            return [(begin, end)]
        return []
    if frame == "complement":
        complement = next((c for c in children if tokens[c].dep in {"oprd", "ccomp", "attr", "acomp"} and c > i), None)
        if complement is not None and object_ is None and tokens[complement].dep == "ccomp":
            return [_reach(sentence, complement, i)]
        if complement is not None and object_ is not None:
            return [(tokens[phrase(sentence, object_, relatives=False)[0]].start, _reach(sentence, complement, i)[1])]
        if what is not None or tokens[i].dep == "relcl":
            filler = complement if complement is not None else object_
            return [_reach(sentence, filler, i)] if filler is not None else []
        return []
    if frame in {"quotation", "clause"}:
        return []
    place = _preposition(sentence, i, None, frame)
    if place is None:
        return []
    inner = [c for c in sentence.children[place] if tokens[c].dep in {"pobj", "pcomp"}]
    return [_reach(sentence, inner[0], i)] if inner else []


def _preposition(sentence: Sentence, verb: int, object_: int | None, word: str) -> int | None:
    for holder in (verb, object_):
        if holder is None:
            continue
        for child in sentence.children[holder]:
            if (
                child > verb
                and sentence.tokens[child].text.lower() == word
                and sentence.tokens[child].dep in {"prep", "mark", "dative"}
            ):
                return child
    return None


def _is_to(sentence: Sentence, clause: int) -> bool:
    return any(sentence.tokens[c].tag == "TO" for c in sentence.children[clause])


def _reach(sentence: Sentence, head: int, after: int) -> Span:
    """Give the characters of all that hangs on a token, behind another one."""
    inside = [t for t in sentence.subtree(head) if t > after]
    first, last = inside[0], inside[-1]
    while last > first and sentence.tokens[last].text in _TRAILING:
        last -= 1
    while first < last and sentence.tokens[first].text in {",", ":"}:
        first += 1
    return sentence.tokens[first].start, sentence.tokens[last].end


def _read_passive(page: _Page, sentence: Sentence, i: int, cues: list[tuple[Cue, int | None]]) -> None:
    """Read "is said to …", "was told that …", "was described by X as …"."""
    tokens = sentence.tokens
    agent = _agent(sentence, i)
    speaker = (sentence.index, agent) if agent is not None else None
    subject = next((c for c in sentence.children[i] if tokens[c].dep == "nsubjpass"), None)
    for cue, _ in cues:
        if "clause" in cue.frames:
            after = _clause_after(page, sentence, i)
            if after is not None:
                _add(page, sentence, i, parts=[after], speaker=speaker, entry=cue, frame="clause")
                return
        clause = next((c for c in sentence.children[i] if tokens[c].dep == "xcomp" and _is_to(sentence, c)), None)
        if (
            clause is not None
            and subject is not None
            and ("to" in cue.frames or "object to" in cue.frames or "clause" in cue.frames)
        ):
            first, last = phrase(sentence, subject)
            _add(
                page,
                sentence,
                i,
                parts=[(tokens[first].start, tokens[last].end), _reach(sentence, clause, i)],
                speaker=speaker,
                entry=cue,
                frame="passive",
            )
            return
        if "object as" in cue.frames:
            place = _preposition(sentence, i, None, "as")
            if place is not None and subject is not None:
                first, last = phrase(sentence, subject)
                _add(
                    page,
                    sentence,
                    i,
                    parts=[(tokens[first].start, tokens[last].end), _reach(sentence, place, i)],
                    speaker=speaker,
                    entry=cue,
                    frame="passive",
                )
                return
        if (
            agent is not None
            and "object" in cue.frames
            and subject is not None
            and can_speak(sentence, agent, page.lexicons)
        ):
            first, last = phrase(sentence, subject)
            _add(
                page,
                sentence,
                i,
                parts=[(tokens[first].start, tokens[last].end)],
                speaker=speaker,
                entry=cue,
                frame="passive",
            )
            return


def _read_noun(page: _Page, sentence: Sentence, i: int, cues: tuple[Cue, ...]) -> None:
    """Read "his warning that …", "a call by Japan to …", "fears that …"."""
    tokens = sentence.tokens
    for cue in cues:
        for child in sentence.children[i]:
            if child < i or tokens[child].dep not in {"acl", "ccomp", "relcl"}:
                continue
            marks = [c for c in sentence.children[child] if tokens[c].text.lower() == "that"]
            is_clause = "clause" in cue.frames and marks and tokens[marks[0]].dep == "mark"
            is_to = "to" in cue.frames and _is_to(sentence, child) and tokens[child].dep != "relcl"
            if is_clause or is_to:
                _add(
                    page,
                    sentence,
                    i,
                    parts=[_reach(sentence, child, i)],
                    speaker=_owner(sentence, i),
                    entry=cue,
                    frame="noun",
                    cue=(tokens[i].start, tokens[i].end),
                )
                return
        head = tokens[i].head
        if "clause" in cue.frames and tokens[i].dep == "nsubj" and tokens[head].lemma == "be":  # "the fear is that …"
            clause = next((c for c in sentence.children[head] if tokens[c].dep == "ccomp" and c > head), None)
            if clause is not None:
                _add(
                    page,
                    sentence,
                    i,
                    parts=[_reach(sentence, clause, head)],
                    speaker=_owner(sentence, i),
                    entry=cue,
                    frame="noun",
                    cue=(tokens[i].start, tokens[i].end),
                )
                return


def _owner(sentence: Sentence, noun: int) -> tuple[int, int] | None:
    """Find whose words a noun of saying names: "his", "by Japan", "from officials", "Chinese", "voiced fears"."""
    tokens = sentence.tokens
    for child in sentence.children[noun]:
        if tokens[child].dep == "poss":
            return sentence.index, child
    for child in sentence.children[noun]:
        if tokens[child].dep == "prep" and tokens[child].text.lower() in {"by", "from", "of", "among"}:
            for below in sentence.children[child]:
                if tokens[below].dep == "pobj":
                    return sentence.index, below
    if tokens[noun].dep in {"dobj", "pobj"}:
        verb = _verb_above(sentence, noun)
        if verb is not None and tokens[verb].lemma in {
            "make",
            "voice",
            "issue",
            "express",
            "raise",
            "have",
            "give",
            "repeat",
            "reiterate",
            "deliver",
            "release",
            "come",
            "reach",
            "share",
            "take",
            "offer",
            "send",
            "withdraw",
        }:
            subject = _own_subject(sentence, verb)
            if subject is not None:
                return sentence.index, subject
    return None


def _read_adjective(page: _Page, sentence: Sentence, i: int, cues: tuple[Cue, ...]) -> None:
    """Read "is confident that …", "is willing to …"."""
    tokens = sentence.tokens
    if tokens[i].dep not in {"acomp", "conj", "ROOT", "ccomp", "relcl", "advcl"}:
        return
    verb = tokens[i].head if tokens[i].dep in {"acomp", "conj"} else i
    subject, _ = speaker_of(page, sentence, verb)
    if subject is None or not can_speak(sentence, subject[1], page.lexicons) or tokens[subject[1]].text.lower() == "it":
        return
    for cue in cues:
        for child in sentence.children[i]:
            if (
                child > i
                and tokens[child].dep in {"ccomp", "xcomp"}
                and (
                    ("to" in cue.frames and _is_to(sentence, child))
                    or ("clause" in cue.frames and is_finite(sentence, child))
                )
            ):
                _add(
                    page,
                    sentence,
                    i,
                    parts=[_reach(sentence, child, i)],
                    speaker=subject,
                    entry=cue,
                    frame="adjective",
                    cue=(tokens[i].start, tokens[i].end),
                )
                return


def _read_according(page: _Page, sentence: Sentence, i: int) -> None:
    """Read "according to X", wherever it stands."""
    tokens = sentence.tokens
    if i + 1 >= len(tokens) or tokens[i + 1].text.lower() != "to":
        return
    source = next((c for c in sentence.children[i + 1] if tokens[c].dep == "pobj"), None)
    if source is None:
        source = next(
            (
                c
                for c in range(i + 2, min(i + 12, len(tokens)))
                if tokens[c].pos in {"NOUN", "PROPN"} and tokens[c].dep != "compound"
            ),
            None,
        )
    if source is None:
        return
    _, last = phrase(sentence, source)
    last = max(last, source)
    before = i - 1
    while before >= 0 and tokens[before].text in {",", "--", "–", "—", "("}:
        before -= 1
    after = last + 1
    while after < len(tokens) and tokens[after].text in {",", "--", "–", "—", ")"}:
        after += 1
    stop = len(tokens) - 1
    while stop >= after and tokens[stop].text in _TRAILING:
        stop -= 1
    parts: list[Span] = []
    if before >= 0:
        parts.append((tokens[0].start, tokens[before].end))
    if stop >= after and (before < 2 or any(tokens[j].pos in {"VERB", "AUX"} for j in range(after, stop + 1))):
        parts.append((tokens[after].start, tokens[stop].end))
    if parts:
        _add(
            page,
            sentence,
            i,
            parts=parts,
            speaker=(sentence.index, source),
            entry=None,
            frame="according",
            cue=(tokens[i].start, tokens[i + 1].end),
        )


# ---------------------------------------------------------------- what is left


def _read_rest(page: _Page, paragraph: int, sentences: list[Sentence]) -> None:
    """Attribute quotations that nothing near attributes to whom the text has just let speak."""
    start, end = sentences[0].span[0], sentences[-1].span[1]
    for unit in page.units:
        if unit.outer[0] < start or unit.outer[1] > end + 1 or unit.scare or unit.outer[0] in page.taken:
            continue
        if any(overlap(unit.outer, part) for a in page.found for part in a.parts):
            continue
        sentence = _sentence_at(sentences, unit.outer[0])
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
                continue
            last = here[-1]
        page.found.append(
            Attribution(
                sentence=sentence.index,
                parts=(unit.outer,),
                speaker=last.speaker,
                cue=None,
                entry=None,
                frame="continued",
                quotations=(unit,),
            )
        )
