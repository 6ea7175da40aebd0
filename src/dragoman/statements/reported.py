"""Reported words: verbs, nouns and adjectives that attribute, with the clause or phrase the parse gives them."""

from bisect import bisect_right

from dragoman.schema.base import Span, within
from dragoman.schema.sentence import Sentence
from dragoman.statements.cues import Cue, CueKind, cue_index
from dragoman.statements.page import Attribution, Page
from dragoman.statements.phrases import QUOTE_TOKENS, can_speak, can_tell, finite_tag, is_finite, phrase
from dragoman.statements.voices import (
    addressees_of,
    agent_of,
    cue_span,
    is_passive,
    own_subject,
    saying_in_relay,
    speaker_of,
    verb_above,
    verb_cues,
)

_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tonight earlier later week month year "
    "morning afternoon evening night january february march april may june july august september october november "
    "december last".split()
)
_TRAILING = frozenset({",", ";", ".", ":", "-", "--", "–", "—", "―"})


def read_cues(page: Page, sentence: Sentence) -> None:
    """Find what verbs, nouns and adjectives of one sentence attribute."""
    index = cue_index(page.lexicons)
    for i, token in enumerate(sentence.tokens):
        if _inside_quotation(page, sentence, i):
            continue
        if token.text.lower() == "according":
            _read_according(page, sentence, i)
        elif token.tag.startswith("VB") and (sentence.index, i) not in page.used:
            _read_verb(page, sentence, i)
        elif token.pos == "NOUN" and token.lemma in index.nouns:
            _read_noun(page, sentence, i, index.nouns[token.lemma])
        elif token.pos == "ADJ" and token.lemma in index.adjectives:
            _read_adjective(page, sentence, i, index.adjectives[token.lemma])


def _inside_quotation(page: Page, sentence: Sentence, i: int) -> bool:
    at = sentence.tokens[i].start
    before = bisect_right(page.units, at, key=lambda unit: unit.outer[0])
    return before > 0 and at < page.units[before - 1].outer[1]


def _who_is_quoted(page: Page, sentence: Sentence, i: int) -> tuple[int, int] | None:
    """Find whose quotation a word stands in, of those attributed so far."""
    at = sentence.tokens[i].start
    return next((a.speaker for a in page.found for q in a.quotations if q.outer[0] <= at < q.outer[1]), None)


def _add(
    page: Page,
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
    if speaker is not None and sentence.tokens[speaker[1]].text.lower() in {"i", "we"}:
        labels = page.labelled()
        if any(within(part, said) for part in parts for label in labels for said in label.parts):
            return False  # behind a label the whole paragraph is one speaker's already
    if speaker is not None and speaker[0] == sentence.index and _inside_quotation(page, sentence, speaker[1]):
        speaker = _who_is_quoted(page, sentence, speaker[1])  # "“Let us go,” he said, adding that …"
    page.found.append(
        Attribution(
            sentence=sentence.index,
            parts=tuple(parts),
            speaker=speaker,
            cue=cue or cue_span(sentence, i),
            entry=entry,
            frame=frame,
            via=via,
            addressees=addressees_of(sentence, i, entry),
        )
    )
    return True


def _fit_quotations(page: Page, part: Span) -> Span:
    """Let no part begin or end inside a quotation."""
    start, end = part
    for unit in page.units_near(part):
        if unit.outer[0] >= end:
            break
        if unit.outer[0] < start < unit.outer[1] and start - unit.outer[0] <= 2:
            start = unit.outer[0]
        if unit.outer[0] < end < unit.outer[1]:
            end = unit.outer[1]
    return start, end


def _read_verb(page: Page, sentence: Sentence, i: int) -> None:
    cues = verb_cues(page, sentence, i)
    if not cues or saying_in_relay(sentence, i) is not None:
        return
    speaker, via = speaker_of(page, sentence, i)
    passive = is_passive(sentence, i)
    if _after_what(sentence, i):
        said = _what_is_said(sentence, i)
        if said is not None and cues[0][0].kind is CueKind.SPEECH and "clause" in cues[0][0].frames:
            _add(page, sentence, i, parts=[said], speaker=speaker, entry=cues[0][0], frame="clause", via=via)
            return
    clause_cue = next((c for c, _ in cues if "clause" in c.frames and _subject_fits(page, speaker, c)), None)
    if clause_cue is not None and not passive:
        after = _clause_after(page, sentence, i)
        if after is None:
            relay = next((a for a in sentence.ancestors(i) if saying_in_relay(sentence, a) == i), i)
            around = _clause_around(page, sentence, relay)
            if around:
                _add(page, sentence, i, parts=around, speaker=speaker, entry=clause_cue, frame="after", via=via)
                return
        else:
            _add(page, sentence, i, parts=[after], speaker=speaker, entry=clause_cue, frame="clause", via=via)
            return
    if passive:
        _read_passive(page, sentence, i, cues)
        return
    # What "described the raid as a crime" says is more than that the raid was described.
    tried = [(cue, particle, frame) for cue, particle in cues for frame in cue.frames]
    for cue, particle, frame in sorted(tried, key=lambda t: (t[2] == "object", t[0].weak)):
        if speaker is None or not _subject_fits(page, speaker, cue):
            continue
        parts = _parts_of_frame(page, sentence, i, frame, particle)
        if parts and _add(page, sentence, i, parts=parts, speaker=speaker, entry=cue, frame=frame, via=via):
            return


def _after_what(sentence: Sentence, i: int) -> bool:
    """Say whether a verb stands in "what it said was …"."""
    tokens = sentence.tokens
    return (
        i + 1 < len(tokens)
        and tokens[i + 1].lemma == "be"
        and any(tokens[j].text.lower() == "what" for j in range(max(0, i - 5), i))
    )


def _what_is_said(sentence: Sentence, i: int) -> Span | None:
    """Give the noun phrase in "what it said was an act of war"."""
    tokens = sentence.tokens
    for j in range(i + 2, min(i + 10, len(tokens))):
        if tokens[j].pos in {"NOUN", "PROPN"} and tokens[j].dep in {"attr", "nsubj", "dobj", "ccomp", "ROOT", "conj"}:
            first, last = phrase(sentence, j)
            last = next((k - 1 for k in range(j + 1, last + 1) if tokens[k].text == ","), last)
            while last > j and tokens[last].pos == "PUNCT":
                last -= 1
            return tokens[max(first, i + 2)].start, tokens[last].end
    return None


def _subject_fits(page: Page, speaker: tuple[int, int] | None, cue: Cue) -> bool:
    if not cue.subject:
        return True
    if speaker is None:
        return False
    where = page.reading.sentences[speaker[0]]
    person = can_speak(where, speaker[1], page.lexicons)
    document = can_tell(where, speaker[1], page.lexicons)
    return ("person" in cue.subject and person) or ("document" in cue.subject and document)


def _clause_after(page: Page, sentence: Sentence, i: int) -> Span | None:
    """Find the clause that follows a verb, with its "that"."""
    tokens = sentence.tokens
    for child in sentence.children[i]:
        if child > i and (
            (tokens[child].dep == "ccomp" and (tokens[child].pos not in {"ADJ", "NOUN"} or is_finite(sentence, child)))
            or (
                tokens[child].dep in {"advcl", "parataxis"}
                and own_subject(sentence, child) is not None
                and not any(
                    tokens[c].dep in {"mark", "advmod"} and c < child
                    for c in sentence.children[child]
                    if tokens[c].tag in {"IN", "WRB"}
                )
            )
        ):
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
                    if tokens[mark].dep == "mark" or (
                        tokens[mark - 1].pos in {"PROPN", "NOUN"}
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


def _extent(page: Page, sentence: Sentence, head: int, verb: int) -> Span | None:
    """Give the characters of a clause behind its verb, cut where another attribution begins.

    The parse often hangs on the clause what belongs to its verb: a time in front ("said Tuesday it would"),
    and what the same or another speaker says next ("said it was ready and warned that …").
    """
    tokens = sentence.tokens
    inside = [t for t in sentence.subtree(head) if t > verb]
    if not inside:
        return None
    first, last = inside[0], inside[-1]
    for j in range(head + 1, last + 1):
        if tokens[j].text == "," and j + 1 <= last:  # ", adding that …", ", saying …", ", according to …"
            k = j + 1
            while k < last and tokens[k].pos in {"SCONJ", "CCONJ", "ADV"}:  # ", while also calling for …"
                k += 1
            follows = tokens[k]
            if follows.text.lower() == "according" or (follows.tag == "VBG" and verb_cues(page, sentence, k)):
                last = j - 1
                break
    for conjunct in sentence.children[head]:
        if head < conjunct <= last and tokens[conjunct].dep == "conj" and _says_anew(page, sentence, verb, conjunct):
            start = sentence.subtree(conjunct)[0]
            while start > head and tokens[start - 1].dep in {"cc", "punct"}:
                start -= 1
            last = min(last, start - 1)
    first = _past_time(sentence, head, first)
    while last > first and (tokens[last].text in _TRAILING or tokens[last].dep == "cc"):
        last -= 1
    while first < last and tokens[first].text in {",", ":", "--", "–", "—"}:
        first += 1
    return tokens[first].start, tokens[last].end


def _says_anew(page: Page, sentence: Sentence, verb: int, conjunct: int) -> bool:
    """Say whether a verb coordinated in a reported clause rather goes with the verb of saying itself."""
    tokens = sentence.tokens
    head = tokens[conjunct].head
    own = any(tokens[c].dep in {"nsubj", "nsubjpass"} for c in sentence.children[conjunct])
    tenses = finite_tag(sentence, verb), finite_tag(sentence, head), finite_tag(sentence, conjunct)
    if not own and tenses[2] and tenses[2] == tenses[0] != tenses[1] and tenses[1] in {"VBD", "VBZ", "VBP"}:
        return True  # "says the men came from Lagos and has asked for …": the tense goes with "says"
    if tokens[conjunct].tag != tokens[verb].tag or tokens[verb].tag not in {"VBD", "VBZ", "VBP"}:
        return False
    if not any("clause" in cue.frames and cue.kind is CueKind.SPEECH for cue, _ in verb_cues(page, sentence, conjunct)):
        return False
    return _clause_after(page, sentence, conjunct) is not None


def _past_time(sentence: Sentence, head: int, first: int) -> int:
    """Step over a time in front of a clause: it dates the saying, not the said."""
    tokens = sentence.tokens
    subject = own_subject(sentence, head)
    if subject is None or any(tokens[c].dep == "mark" and c < subject for c in sentence.children[head]):
        return first
    begin = phrase(sentence, subject)[0]
    for child in sentence.children[head]:
        if first <= child < begin:
            inside = sentence.subtree(child)
            if inside[0] != first:
                break
            words = {tokens[t].lemma.lower() for t in inside}
            if tokens[child].dep == "npadvmod" or words & _TIMES:
                first = inside[-1] + 1
    return first


def _clause_around(page: Page, sentence: Sentence, i: int) -> list[Span]:
    """Find the clause that an attribution behind it or inside it belongs to: "…, officials said", "…, he said, …"."""
    tokens = sentence.tokens
    if not is_finite(sentence, i) or tokens[i].dep in {"relcl", "acl"}:
        return []
    as_said = _as_said(sentence, i)
    if as_said is not None:
        return [as_said]
    if tokens[i].dep == "advcl" and any(
        tokens[c].dep in {"mark", "advmod"} for c in sentence.children[i] if c < i and tokens[c].tag in {"IN", "WRB"}
    ):
        return []
    subject = own_subject(sentence, i)
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
    while before >= 0 and tokens[before].text in QUOTE_TOKENS:
        before -= 1
    if before == 0 and tokens[0].text == "," and sentence.index:  # the parser ended the sentence too early
        previous = page.reading.sentences[sentence.index - 1]
        if previous.paragraph == sentence.paragraph:
            return [(previous.span[0], tokens[0].start)]
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


def _as_said(sentence: Sentence, i: int) -> Span | None:
    """Give the clause that "as he said, …" in front of it covers."""
    tokens = sentence.tokens
    inside = sentence.subtree(i)
    if tokens[i].dep != "advcl" or tokens[inside[0]].text.lower() != "as" or inside[0] > 1:
        return None
    after = inside[-1] + 1
    while after < len(tokens) and tokens[after].pos == "PUNCT":
        after += 1
    stop = len(tokens) - 1
    while stop > after and tokens[stop].text in _TRAILING:
        stop -= 1
    return (tokens[after].start, tokens[stop].end) if stop - after >= 2 else None


def _parts_of_frame(page: Page, sentence: Sentence, i: int, frame: str, particle: int | None) -> list[Span]:
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
    if frame == "for to":
        clause = next(
            (
                c
                for c in sentence.subtree(i)
                if c > i + 1
                and _is_to(sentence, c)
                and sentence.subtree(c)[0] <= i + 2
                and any(
                    tokens[m].text.lower() == "for" and i < m <= i + 2 for m in (*sentence.children[c], tokens[c].head)
                )
            ),
            None,
        )
        return [_reach(sentence, clause, i + 1)] if clause is not None else []
    if frame == "gerund":
        clause = next(
            (c for c in children if tokens[c].dep in {"xcomp", "ccomp", "pcomp"} and c > i and _is_gerund(sentence, c)),
            None,
        )
        return [_reach(sentence, clause, i)] if clause is not None else []
    if frame == "object":
        return [_reach(sentence, object_, i)] if object_ is not None and tokens[object_].pos != "PRON" else []
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
        if complement is None:
            quoted = _quotation_behind(page, sentence, i)
            if quoted is not None:
                return [quoted]
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
    # "Be careful what you wish for": what stands in front is asked, not said.
    inner = [c for c in sentence.children[place] if c > i and tokens[c].dep in {"pobj", "pcomp"}]
    return [_reach(sentence, inner[0], i)] if inner else []


def _quotation_behind(page: Page, sentence: Sentence, verb: int) -> Span | None:
    """Find the object and the quoted name that follow a verb of calling, where the parse lost them."""
    for unit in page.units_near(sentence.span):
        if sentence.tokens[verb].end <= unit.outer[0] < sentence.span[1]:
            between = [t for t in sentence.tokens[verb + 1 :] if t.end <= unit.outer[0]]
            if len(between) <= 10 and not any(
                t.tag in {"VBD", "VBZ", "VBP", "MD"} or t.text in {",", ";", ":"} for t in between
            ):
                return (between[0].start if between else unit.outer[0]), unit.outer[1]
            return None
    return None


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


def _is_gerund(sentence: Sentence, clause: int) -> bool:
    """Say whether a verb is a gerund, "having" and "being" in front of a participle counted in."""
    return sentence.tokens[clause].tag == "VBG" or any(
        sentence.tokens[c].tag == "VBG" and sentence.tokens[c].dep in {"aux", "auxpass"}
        for c in sentence.children[clause]
    )


def _is_to(sentence: Sentence, clause: int) -> bool:
    return any(sentence.tokens[c].tag == "TO" for c in sentence.children[clause])


def _reach(sentence: Sentence, head: int, after: int) -> Span:
    """Give the characters of all that hangs on a token, behind another one."""
    inside = [t for t in sentence.subtree(head) if t > after]
    first, last = inside[0], inside[-1]
    aside = next((t for t in inside if t > first and _begins_absolute(sentence, t)), None)
    if aside is not None:
        last = aside - 1
    while last > first and sentence.tokens[last].text in _TRAILING:
        last -= 1
    while first < last and sentence.tokens[first].text in {",", ":"}:
        first += 1
    return sentence.tokens[first].start, sentence.tokens[last].end


def _begins_absolute(sentence: Sentence, token: int) -> bool:
    """Say whether ", with the envoy calling on …" begins here: who speaks there is somebody else."""
    tokens = sentence.tokens
    return (
        tokens[token].text.lower() == "with"
        and tokens[token - 1].text == ","
        and any(
            tokens[c].dep == "pcomp" and tokens[c].tag == "VBG" and own_subject(sentence, c) is not None
            for c in sentence.children[token]
        )
    )


def _read_passive(page: Page, sentence: Sentence, i: int, cues: list[tuple[Cue, int | None]]) -> None:
    """Read "is said to …", "was told that …", "was described by X as …"."""
    tokens = sentence.tokens
    agent = agent_of(sentence, i)
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


def _read_noun(page: Page, sentence: Sentence, i: int, cues: tuple[Cue, ...]) -> None:
    """Read "his warning that …", "a call by Japan to …", "fears that …"."""
    tokens = sentence.tokens
    for cue in cues:
        for child in sentence.children[i]:
            if child < i or tokens[child].dep not in {"acl", "ccomp", "relcl"}:
                continue
            marks = [c for c in sentence.children[child] if tokens[c].text.lower() == "that"]
            is_clause = "clause" in cue.frames and marks and tokens[marks[0]].dep == "mark"
            is_to = "to" in cue.frames and _is_to(sentence, child) and tokens[child].dep != "relcl"
            if is_to and not is_clause and _owner(sentence, i) is None:
                continue  # "in order to", "efforts to": nobody's words
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
        verb = verb_above(sentence, noun)
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
            subject = own_subject(sentence, verb)
            if subject is not None:
                return sentence.index, subject
    return None


def _read_adjective(page: Page, sentence: Sentence, i: int, cues: tuple[Cue, ...]) -> None:
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


def _read_according(page: Page, sentence: Sentence, i: int) -> None:
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
