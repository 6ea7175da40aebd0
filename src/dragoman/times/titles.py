"""Titles of milestones: the noun phrase, or the clause without its time, that names the thing."""

from collections.abc import Iterable

from dragoman.schema.actor import Cast
from dragoman.schema.base import Span
from dragoman.schema.sentence import Sentence
from dragoman.schema.when import TimeExpression

_LONGEST = 24
"""Words of the longest title."""
_ROOM = 14
"""Words from which on a title of a plan takes no further complements."""
_SUBJECT = 6
"""Words of a subject from which on only its noun phrase is taken."""
_SIDE_CLAUSES = frozenset({"relcl", "advcl", "appos"})
_COMPLEMENTS = frozenset({"dobj", "attr", "dative", "prt", "prep", "xcomp", "agent"})
_FROM_ON = frozenset({"start", "begin"})
"""Verbs that as participles lead to the time of another act: "will relax the rules, *starting* in May"."""
_OPENING = frozenset({"DET", "PUNCT", "CCONJ"})


def cut(text: str) -> str:
    """Cut a title that is too long."""
    words = text.split()
    return " ".join(words[:_LONGEST]) + (" …" if len(words) > _LONGEST else "")


def phrase(sentence: Sentence, token: int) -> Span:
    """Give the noun phrase of a token: from its first word, without the article, to its last "of" complement."""
    inside = _core(sentence, token)
    low, high = min(inside), max(inside)
    while low < token and (sentence.tokens[low].pos in {"DET", "PUNCT"} or sentence.tokens[low].dep == "punct"):
        low += 1
    return sentence.tokens[low].start, sentence.tokens[high].end


def _core(sentence: Sentence, token: int) -> list[int]:
    inside = [token]
    for child in sentence.children[token]:
        dep = sentence.tokens[child].dep
        if dep in {"relcl", "acl", "appos", "punct", "conj", "cc", "advcl"}:
            continue
        if dep == "prep" and sentence.tokens[child].lemma.lower() not in {"of", "between", "with"}:
            continue
        inside.extend(without_clauses(sentence, child))
    return inside


def without_clauses(sentence: Sentence, token: int) -> list[int]:
    """Give the words that hang on a token, itself included, without relative and adverbial clauses and appositions.

    A name straight behind its title stays: "his counterpart Jon Brekke".
    """
    out = [token]
    for child in sentence.children[token]:
        one = sentence.tokens[child]
        name = (
            one.dep == "appos"
            and one.pos == "PROPN"
            and sentence.tokens[min(sentence.subtree(child)) - 1].pos != "PUNCT"
        )
        if name or one.dep not in _SIDE_CLAUSES:
            out.extend(without_clauses(sentence, child))
    return out


def subject_of(sentence: Sentence, at: int) -> int | None:
    """Find the subject of a verb, its own or that of the verb it hangs on."""
    for verb in (at, *sentence.ancestors(at)):
        for child in sentence.children[verb]:
            if sentence.tokens[child].dep in {"nsubj", "nsubjpass"}:
                relative = sentence.tokens[verb].dep == "relcl" and sentence.tokens[child].tag.startswith("W")
                return sentence.tokens[verb].head if relative else child
        if sentence.tokens[verb].dep not in {"xcomp", "conj", "advcl", "ccomp", "pcomp"}:
            return None
    return None


def title_of_plan(sentence: Sentence, at: int, *, times: Iterable[TimeExpression], cast: Cast) -> str:
    """Name what is planned, without its time: "joint exercise off Mombasa", "Norway to host the second session".

    Args:
        sentence: that tells it.
        at: the noun or verb that names it.
        times: of the sentence; they stand beside the title, not in it.
        cast: for the names that pronouns stand for; a pronoun that stands for no name is left out.
    """
    timed = _timed(sentence, times)
    token = sentence.tokens[at]
    while token.lemma.lower() in _FROM_ON and token.tag == "VBG" and token.dep in {"advcl", "prep", "acl", "pcomp"}:
        at, token = token.head, sentence.tokens[token.head]
    if token.pos not in {"VERB", "AUX"}:
        return cut(_fitting(sentence, at, timed, room=_ROOM))
    subject = subject_of(sentence, at)
    who = "" if subject is None else _subject(sentence, subject, timed, cast)
    children = sentence.children[at]
    passive = any(sentence.tokens[child].dep in {"nsubjpass", "auxpass"} for child in children)
    if passive and who and token.lemma.lower() in _SETTING:
        return cut(who)  # "the next summit is planned for May": the summit, not its planning
    told = [f"be {token.text.lower()}" if passive else token.lemma.lower()]
    for child in children:
        one = sentence.tokens[child]
        antecedent = token.dep == "relcl" and one.tag.startswith("W")
        if one.dep not in _COMPLEMENTS or (child < at and not antecedent):
            continue
        room = _ROOM - sum(len(part.split()) for part in (who, *told))
        words = _fitting(sentence, token.head if antecedent else child, timed, room=room, article=not antecedent)
        if one.dep in {"prep", "xcomp"} and len(words.split()) > room:
            break
        told.append(words)
    negated = "not " if any(sentence.tokens[child].dep == "neg" for child in children) else ""
    act = f"{negated}to {' '.join(part for part in told if part)}" if who else f"{negated}{' '.join(told)}"
    return cut(f"{who} {act}".strip())


_SETTING = frozenset({"plan", "schedule", "set", "expect", "slate"})


def _timed(sentence: Sentence, times: Iterable[TimeExpression]) -> frozenset[int]:
    """Give the words of times, with the prepositions that lead to nothing else."""
    spans = [time.span for time in times]
    inside = {
        index
        for index, token in enumerate(sentence.tokens)
        if any(start <= token.start and token.end <= end for start, end in spans)
    }
    for index, token in reversed(list(enumerate(sentence.tokens))):
        below = set(sentence.subtree(index)) - {index}
        if token.pos in {"ADP", "DET"} and below and below <= inside:
            inside.add(index)
    return frozenset(inside)


def _fitting(sentence: Sentence, token: int, timed: frozenset[int], *, room: int, article: bool = False) -> str:
    """Give the words that hang on a token where there is room for them, else its noun phrase alone."""
    whole = _words(sentence, set(without_clauses(sentence, token)) - timed, article=article)
    if len(whole.split()) <= room or sentence.tokens[token].pos not in {"NOUN", "PROPN"}:
        return whole
    return _words(sentence, set(_core(sentence, token)) - timed, article=article)


def _subject(sentence: Sentence, token: int, timed: frozenset[int], cast: Cast) -> str:
    if sentence.tokens[token].pos != "PRON":
        acts = {i for c in sentence.children[token] if sentence.tokens[c].dep == "acl" for i in sentence.subtree(c)}
        return _fitting(sentence, token, timed | acts, room=_SUBJECT)
    mention = cast.at(sentence.index, token)
    names = [actor.name for actor in mention.actors if actor.name] if mention else []
    return " and ".join(names) if mention and len(names) == len(mention.actors) else ""


def _words(sentence: Sentence, inside: set[int], *, article: bool) -> str:
    """Write words of a sentence in their order, white space evened out, without marks at the ends."""
    order = sorted(inside)
    while order and sentence.tokens[order[0]].pos in (_OPENING - {"DET"} if article else _OPENING):
        order.pop(0)
    while order and (sentence.tokens[order[-1]].pos in {"PUNCT", "CCONJ"} or sentence.tokens[order[-1]].dep == "prep"):
        order.pop()
    order = [i for i in order if sentence.tokens[i].text != "," or {i - 1, i + 1} <= inside]
    text = ""
    for before, index in zip([-1, *order], order, strict=False):
        apart = before >= 0 and (before + 1 != index or sentence.tokens[before].end != sentence.tokens[index].start)
        text += (" " if apart else "") + sentence.tokens[index].text
    return " ".join(text.split())
