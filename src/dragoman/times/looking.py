"""Which way a sentence looks at the place of a time expression: the tense of the verb that governs it."""

import functools

from dragoman.lexicons.files import Entry, Lexicons
from dragoman.schema.sentence import Sentence, Token
from dragoman.times.sense import Look

_PAST_AUXILIARIES = frozenset({"had", "was", "were", "did", "'d"})
_WILL = frozenset({"will", "shall", "'ll", "’ll", "wo", "gon"})
_WOULD = frozenset({"would", "'d", "’d", "could", "should", "might", "may", "can", "must", "ought"})

_PENDING = frozenset({"schedule", "slate", "expect", "set", "due", "postpone", "reschedule", "plan", "book"})
_MULLED = frozenset({"propose", "plan", "consider", "suggest", "mull", "discuss"})


class LookWords(Entry, frozen=True, kw_only=True):
    """One list of `en/times/verbs.toml`."""

    note: str
    words: tuple[str, ...]


@functools.cache
def _words(lexicons: Lexicons) -> dict[str, frozenset[str]]:
    return {e.id: frozenset(e.words) for e in lexicons.entries("en/times/verbs.toml", LookWords)}


def look_at(sentence: Sentence, token: int, *, lexicons: Lexicons) -> Look:
    """Say which way the sentence looks at a token.

    The walk goes up from the token to the first verb that decides; nouns on the way that are still to
    come ("a June 1 deadline") decide too.
    """
    words = _words(lexicons)
    path = (token, *sentence.ancestors(token))
    for step, at in enumerate(path):
        here = sentence.tokens[at]
        if here.pos in {"VERB", "AUX"} and here.tag != "MD":
            look = _verb(sentence, at, words)
            if look is not None:
                return look
        elif step and here.pos in {"NOUN", "PROPN", "ADJ"} and _upcoming(sentence, at, words["upcoming"]):
            return Look.HANGING
    return _astray(sentence, path[-1], words) if token <= _FRONT else Look.OPEN


_FRONT = 4
"""How far into the sentence the head of a time at its front stands."""


def _astray(sentence: Sentence, root: int, words: dict[str, frozenset[str]]) -> Look:
    """Read the first finite verb where the parse made a sentence of a noun: "In May, the two *armies* faced off".

    Only a time at the front is read so: it belongs to the whole sentence.
    """
    if sentence.tokens[root].pos not in {"NOUN", "PROPN"}:
        return Look.OPEN
    for at, token in enumerate(sentence.tokens):
        if at > _FRONT and token.tag in {"VBD", "VBZ", "VBP", "MD"}:
            verb = token.head if token.dep in {"aux", "auxpass"} else at
            return (_verb(sentence, verb, words) or Look.OPEN) if sentence.tokens[verb].tag[:2] == "VB" else Look.OPEN
    return Look.OPEN


def _upcoming(sentence: Sentence, at: int, upcoming: frozenset[str]) -> bool:
    tokens = sentence.tokens
    return tokens[at].lemma.lower() in upcoming or any(
        tokens[child].lemma.lower() in upcoming and tokens[child].dep == "amod" for child in sentence.children[at]
    )


def _verb(sentence: Sentence, at: int, words: dict[str, frozenset[str]]) -> Look | None:
    """Decide by one verb; None where it takes its time from what governs it."""
    tokens = sentence.tokens
    verb = tokens[at]
    helpers = [tokens[child] for child in sentence.children[at] if tokens[child].dep in {"aux", "auxpass"}]
    lowers = {helper.text.lower() for helper in helpers}
    infinitive = any(helper.tag == "TO" for helper in helpers)
    if lowers & _WILL:
        return Look.AHEAD
    if infinitive:
        return _infinitive(sentence, at, words)
    if lowers & _WOULD and not (lowers & {"'d", "’d"} and verb.tag == "VBN"):
        return Look.HANGING
    if verb.tag == "VBD" or lowers & _PAST_AUXILIARIES or any(h.tag in {"VBD", "VBN"} for h in helpers):
        return _past(sentence, at)
    if any(helper.lemma.lower() == "have" for helper in helpers):
        return Look.BACK
    if verb.tag == "VBN":
        if helpers:  # "is scheduled for Monday", "is held on Monday"
            return Look.AHEAD if verb.lemma.lower() in words["prospective"] else Look.NOW
        if verb.lemma.lower() in words["prospective"] or verb.lemma.lower() in words["upcoming"]:
            return Look.HANGING
        return Look.BACK if verb.dep in {"acl", "advcl", "ROOT", "amod"} else None
    if verb.tag == "VBG":
        return Look.NOW if helpers else _gerund(sentence, at)
    if verb.tag in {"VBZ", "VBP"}:
        return Look.NOW
    if verb.tag == "VB":
        return Look.NOW if lowers & {"do", "does", "don't", "doesn't"} or verb.dep == "ROOT" else None
    return None


def _past(sentence: Sentence, at: int) -> Look:
    """Read "met" looks back; "was scheduled for Monday" may still be ahead."""
    verb = sentence.tokens[at]
    if verb.lemma.lower() in _PENDING:
        return Look.HANGING
    if verb.lemma == "be" and any(
        sentence.tokens[child].lemma.lower() in {"due", "likely", "set", "scheduled"} for child in sentence.children[at]
    ):
        return Look.HANGING
    return Look.BACK


def _governor(sentence: Sentence, at: int) -> Token | None:
    head = sentence.tokens[at].head
    return sentence.tokens[head] if head != at else None


def _infinitive(sentence: Sentence, at: int, words: dict[str, frozenset[str]]) -> Look | None:
    """Read "plans to meet", "agreed to meet", "a plan to meet": ahead of what governs it."""
    governor = _governor(sentence, at)
    if governor is None:
        return Look.AHEAD
    if governor.lemma.lower() in words["accomplished"] or governor.pos not in {"VERB", "AUX", "NOUN", "ADJ", "PROPN"}:
        return None
    if governor.pos in {"VERB", "AUX"}:
        above = _verb(sentence, sentence.tokens[at].head, words)
        return Look.AHEAD if above in {Look.NOW, Look.AHEAD} else Look.HANGING
    return Look.HANGING


def given_up(sentence: Sentence, token: int) -> bool:
    """Say whether the token stands under a plan in the past perfect: "had proposed holding talks on Aug. 4".

    Such a plan has run out or come to nothing by the time of writing, and its day is mostly past.
    """
    for at in sentence.ancestors(token):
        here = sentence.tokens[at]
        if here.pos == "VERB" and here.tag == "VBN":
            helpers = {
                sentence.tokens[c].text.lower() for c in sentence.children[at] if sentence.tokens[c].dep == "aux"
            }
            passive = any(sentence.tokens[c].dep == "auxpass" for c in sentence.children[at])
            return "had" in helpers and not passive
    return False


def _gerund(sentence: Sentence, at: int) -> Look | None:
    """Read "proposed meeting on Monday"."""
    governor = _governor(sentence, at)
    if governor is not None and governor.lemma.lower() in _MULLED:
        return Look.HANGING
    return None
