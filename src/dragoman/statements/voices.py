"""Who speaks by a verb, and to whom: control, coordination, passives and participles undone."""

from dragoman.schema.base import Span
from dragoman.schema.sentence import Sentence
from dragoman.statements.cues import Cue, cue_index
from dragoman.statements.page import Page
from dragoman.statements.phrases import can_speak, can_tell

RELAYING = frozenset({"quote", "cite", "paraphrase", "report", "record", "describe", "hear"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})


def own_subject(sentence: Sentence, verb: int) -> int | None:
    for child in sentence.children[verb]:
        if sentence.tokens[child].dep in SUBJECTS:
            return child
    return None


def is_passive(sentence: Sentence, verb: int) -> bool:
    """Say whether a verb is passive; a bare participle ("asked whether it would", "told that") is."""
    children = sentence.children[verb]
    if any(sentence.tokens[c].dep in {"nsubjpass", "auxpass"} for c in children):
        return True
    token = sentence.tokens[verb]
    return (
        token.tag == "VBN"
        and token.dep in {"advcl", "acl"}
        and not any(sentence.tokens[c].dep in {"aux", *SUBJECTS} for c in children)
    )


def speaker_of(page: Page, sentence: Sentence, verb: int) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """Find who speaks by a verb, and who relays it: control, coordination, passives and participles undone."""
    current, via = verb, None
    for _ in range(6):
        token = sentence.tokens[current]
        passive = is_passive(sentence, current)
        if passive and current == verb:
            agent = agent_of(sentence, current)
            return ((sentence.index, agent) if agent is not None else None), via
        subject = own_subject(sentence, current)
        if subject is None:
            subject = _subject_before_comma(sentence, current)
        if subject is not None:
            return (sentence.index, subject), via
        head = token.head
        if token.tag == "VBG" and token.dep in {"advcl", "acl"} and _after_comma(sentence, current):
            outer = _saying_above(page, sentence, current)
            if outer is not None:
                current = outer
                continue
        if head == current:
            return None, via
        if token.dep == "acl" and sentence.tokens[head].pos in {"NOUN", "PROPN", "PRON"}:
            comma = any(sentence.tokens[i].text == "," for i in range(head + 1, current))
            good = can_speak(sentence, head, page.lexicons) or can_tell(sentence, head, page.lexicons)
            if token.tag == "VBG" and (not comma or good) and good:
                return (sentence.index, head), via
            if token.tag == "VBN":
                agent = agent_of(sentence, current)
                return ((sentence.index, agent) if agent is not None else None), via
            above_head = verb_above(sentence, head)
            if above_head is None:
                return None, via
            current = above_head
            continue
        if token.dep == "relcl":
            return (sentence.index, head), via
        if token.dep == "pcomp":
            above = sentence.tokens[head].head
            if sentence.tokens[head].text.lower() == "as" and sentence.tokens[above].lemma in RELAYING:
                relayer = own_subject(sentence, above)
                if any(sentence.tokens[c].dep in {"auxpass", "nsubjpass"} for c in sentence.children[above]):
                    agent = agent_of(sentence, above)
                    if agent is None:
                        agent = _releaser(sentence, above)
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


def _releaser(sentence: Sentence, verb: int) -> int | None:
    """Find who relays words in a document of theirs: "in a statement released by the ministry, Li was quoted as …"."""
    tokens = sentence.tokens
    for child in sentence.children[verb]:
        if tokens[child].dep != "prep" or tokens[child].text.lower() != "in":
            continue
        for paper in sentence.children[child]:
            for release in sentence.children[paper]:
                if tokens[release].dep == "acl":
                    return agent_of(sentence, release)
    return None


def _subject_before_comma(sentence: Sentence, verb: int) -> int | None:
    """Find "Silva" in "Silva, asked about it, said …", where the parse gives him to the inserted participle."""
    tokens = sentence.tokens
    if tokens[verb].dep != "ROOT" or tokens[verb].tag not in {"VBD", "VBZ", "VBP"}:
        return None
    for child in sentence.children[verb]:
        if child < verb and tokens[child].dep in {"ccomp", "advcl"}:
            subject = own_subject(sentence, child)
            if (
                subject is not None
                and subject + 1 < child
                and any(tokens[i].text == "," for i in range(subject, child))
            ):
                return subject
    return None


def _after_comma(sentence: Sentence, verb: int) -> bool:
    """Say whether a participle follows a comma, "while" or the like at most between."""
    before = verb - 1
    while before >= 0 and sentence.tokens[before].pos in {"SCONJ", "ADV", "CCONJ"}:
        before -= 1
    return before >= 0 and sentence.tokens[before].text == ","


def _saying_above(page: Page, sentence: Sentence, participle: int) -> int | None:
    """Find the verb of saying in whose clause the parse put ", adding that …": it is the same speaker's."""
    for above in sentence.ancestors(participle):
        token = sentence.tokens[above]
        if token.dep in {"ccomp", "conj", "advcl", "acl", "relcl"} and token.pos in {"VERB", "AUX"}:
            head = token.head
            if token.dep == "ccomp" and any("clause" in cue.frames for cue, _ in verb_cues(page, sentence, head)):
                return head
    return None


def saying_in_relay(sentence: Sentence, verb: int) -> int | None:
    """Find "saying" in "quoted him as saying", "was cited as telling": the verb whose words are relayed."""
    if sentence.tokens[verb].lemma not in RELAYING:
        return None
    for child in sentence.children[verb]:
        if sentence.tokens[child].text.lower() == "as":
            return next((c for c in sentence.children[child] if sentence.tokens[c].dep == "pcomp"), None)
    return None


def verb_above(sentence: Sentence, token: int) -> int | None:
    for above in sentence.ancestors(token):
        if sentence.tokens[above].pos in {"VERB", "AUX"}:
            return above
    return None


def agent_of(sentence: Sentence, verb: int) -> int | None:
    for child in sentence.children[verb]:
        if sentence.tokens[child].dep == "agent" or (
            sentence.tokens[child].text.lower() == "by" and sentence.tokens[child].dep == "prep"
        ):
            return next((c for c in sentence.children[child] if sentence.tokens[c].dep == "pobj"), None)
    return None


def addressees_of(sentence: Sentence, verb: int, entry: Cue | None) -> tuple[tuple[int, int], ...]:
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


def verb_cues(page: Page, sentence: Sentence, i: int) -> list[tuple[Cue, int | None]]:
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
