"""What words bear upon: towards whom the speaker takes a stance, and what it is about."""

from collections.abc import Iterable

from dragoman.schema.actor import ORGANISATION_CODES, Actor, Cast, Mention, MentionKind
from dragoman.schema.base import Span
from dragoman.schema.document import Document
from dragoman.schema.sentence import Role, Sentence
from dragoman.schema.statement import Stance
from dragoman.statements.phrases import short_phrase

_ABOUT = frozenset({"over", "about", "regarding", "concerning"})
_NOT_ABOUT = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday day week month year decade century hour minute "
    "morning afternoon evening night way basis ground hand world number part verge brink record "
    "condition behalf side eve sideline time person people".split()
)
_SIDES = frozenset({MentionKind.STATE, MentionKind.ORGANISATION, MentionKind.BODY, MentionKind.PERSON})


def head_of(sentence: Sentence, span: Span) -> int | None:
    """Find the word that heads a stretch: one whose own head stands outside, a verb before a noun."""
    inside = set(sentence.words(span))
    tops = [i for i in sorted(inside) if sentence.tokens[i].head not in inside or sentence.tokens[i].head == i]
    for classes in ({"VERB", "AUX"}, {"NOUN", "PROPN"}):  # of "Japan to respect the truce" the verb
        content = next((i for i in tops if sentence.tokens[i].pos in classes), None)
        if content is not None:
            return content
    return None


def towards_of(
    sentence: Sentence, cast: Cast, span: Span, stance: Stance, speakers: tuple[Actor, ...], addressees: Iterable[Actor]
) -> tuple[str, ...]:
    """Give the countries (organisations by name) that a stance is towards; none for a neutral one.

    Whom the words are addressed to; else who does, or is held to own, what is spoken of; else, of all stances but
    a denial, the first side named in the words. The speakers' own countries are never meant.
    """
    if stance is Stance.NEUTRAL:
        return ()
    own = set(_codes(speakers))
    found = [code for code in _codes(addressees) if code not in own]
    head = head_of(sentence, span)
    if not found and head is not None:
        found = [code for code in _codes(_doers(sentence, cast, head)) if code not in own]
    if not found and stance is not Stance.DENIES:
        for token in sentence.words(span):
            mention = cast.at(sentence.index, token)
            if mention is not None and mention.kind in _SIDES:
                places = [token] if mention.kind is not MentionKind.STATE else list(sentence.conjuncts(token))
                found = [code for place in places for code in _codes(_at(cast, sentence, place)) if code not in own]
            if found:
                break
    return tuple(dict.fromkeys(found))


def issue_of(document: Document, sentence: Sentence, cast: Cast, span: Span, cue: Span | None) -> str | None:
    """Give what words are about, in the words of the text: None where they do not say.

    The phrase behind "over", "about" or "on"; else the noun that heads what is condemned, supported, demanded;
    else the object of the clause, or its subject where that is no side ("the talks went well").
    """
    head = head_of(sentence, span)
    if head is None:
        return None
    found = _about(sentence, span, cue)
    if found is None:
        found = _topic(sentence, cast, head)
    if found is None:
        return None
    first, last = short_phrase(sentence, found)
    while first < found and sentence.tokens[first].pos in {"DET", "PUNCT"}:
        first += 1
    return " ".join(document.text[sentence.tokens[first].start : sentence.tokens[last].end].split())


def _codes(actors: Iterable[Actor]) -> list[str]:
    return [
        code
        for actor in actors
        if (code := actor.name if actor.country in ORGANISATION_CODES else actor.country) is not None
    ]


def _at(cast: Cast, sentence: Sentence, token: int) -> tuple[Actor, ...]:
    mention: Mention | None = cast.at(sentence.index, token)
    return mention.actors if mention is not None else ()


def _doers(sentence: Sentence, cast: Cast, head: int) -> tuple[Actor, ...]:
    """Give who does what a verb or event noun names, or whose the noun is."""
    predication = sentence.predication_at(head)
    places = [a.token for a in predication.fillers(Role.SUBJECT)] if predication is not None else []
    if not places:
        places = [
            place
            for child in sentence.children[head]
            if sentence.tokens[child].dep in {"nsubj", "poss"}
            for place in sentence.conjuncts(child)
        ]
    return tuple(actor for place in places for actor in _at(cast, sentence, place))


def _about(sentence: Sentence, span: Span, cue: Span | None) -> int | None:
    """Find the noun behind "over", "about", "regarding", or "on" where it hangs on a noun ("talks on fisheries")."""
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        word = token.text.lower()
        if token.dep != "prep" or (word not in _ABOUT and word != "on"):
            continue
        inside = span[0] <= token.start < span[1]
        beside_cue = cue is not None and cue[0] <= tokens[token.head].start < cue[1]
        if not (inside or beside_cue) or (word == "on" and tokens[token.head].pos != "NOUN"):
            continue
        object_ = next((c for c in sentence.children[i] if tokens[c].dep == "pobj"), None)
        if object_ is not None and tokens[object_].pos in {"NOUN", "PROPN"} and _is_matter(sentence, object_):
            return object_
    return None


def _is_matter(sentence: Sentence, token: int) -> bool:
    word = sentence.tokens[token]
    return word.lemma.lower() not in _NOT_ABOUT and not any(
        sentence.tokens[c].tag == "CD" for c in sentence.children[token]
    )


def _topic(sentence: Sentence, cast: Cast, head: int) -> int | None:
    tokens = sentence.tokens
    if tokens[head].pos == "NOUN":
        return head if _is_matter(sentence, head) else None
    for deps in ({"dobj"}, {"nsubj", "nsubjpass"}):
        for child in sentence.children[head]:
            if tokens[child].dep in deps and tokens[child].pos == "NOUN" and _is_matter(sentence, child):
                mention = cast.at(sentence.index, child)
                if mention is None or not mention.actors:
                    return child
    return None
