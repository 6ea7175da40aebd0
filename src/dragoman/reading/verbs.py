"""What a verb's auxiliaries say: tense, aspect, voice, modality, negation, condition."""

from dataclasses import dataclass

from dragoman.schema.sentence import Tense, Token

_NEGATIONS = frozenset(
    {"not", "n't", "n’t", "never", "no", "neither", "nor", "hardly", "scarcely", "nobody", "none", "nothing"}
)
_NONFINITE = frozenset({"VB", "VBG", "VBN"})


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A verb with its auxiliaries read."""

    tense: Tense
    perfect: bool
    progressive: bool
    passive: bool
    finite: bool
    modal: str
    negation: int | None
    infinitive: bool  # a bare "to" before it


def verb_group(tokens: tuple[Token, ...], children: tuple[tuple[int, ...], ...], verb: int) -> VerbGroup:
    """Read the auxiliaries of a verb; a conjunct without any shares those of the verb it is joined to."""
    own = [c for c in children[verb] if tokens[c].dep in {"aux", "auxpass"}]
    auxiliaries = own or _shared_auxiliaries(tokens, children, verb)
    tag, words = _true_tag(tokens, children, verb, auxiliaries), [tokens[a].lemma.lower() for a in auxiliaries]
    modals = [tokens[a].lemma.lower() for a in auxiliaries if tokens[a].tag == "MD"]
    modal = "" if not modals else _MODALS.get(modals[0], modals[0])
    infinitive = any(tokens[a].tag == "TO" for a in auxiliaries)
    passive = any(tokens[a].dep == "auxpass" for a in auxiliaries) or (
        tag == "VBN"
        and not auxiliaries
        and tokens[verb].dep in {"acl", "amod", "advcl", "ccomp", "xcomp", "oprd", "relcl", "ROOT"}
    )
    tense, finite = Tense.NONE, True
    if modal == "will":
        tense, modal = Tense.FUTURE, ""
    elif modal:
        tense = Tense.PRESENT
    else:
        first = next((tokens[a] for a in auxiliaries if tokens[a].tag in _FINITE), None)
        tense = _FINITE.get(first.tag if first else tag, Tense.NONE)
        finite = tense is not Tense.NONE
    progressive = tag == "VBG" and "be" in words
    if progressive and tokens[verb].lemma == "go" and any(tokens[c].dep == "xcomp" for c in children[verb]):
        tense = Tense.FUTURE  # "is going to meet": the predication below takes it over
    return VerbGroup(
        tense=tense,
        perfect="have" in words and tag != "VB",
        progressive=progressive,
        passive=passive,
        finite=finite,
        modal=modal,
        negation=negation_of(tokens, children, verb),
        infinitive=infinitive,
    )


def _true_tag(
    tokens: tuple[Token, ...], children: tuple[tuple[int, ...], ...], verb: int, auxiliaries: list[int]
) -> str:
    """Put right a past tense that the tagger took for a participle: "the junta *reneged* on the deal"."""
    token = tokens[verb]
    if token.tag != "VBN" or auxiliaries:
        return token.tag
    if token.dep in {"ROOT", "ccomp", "relcl"} and any(tokens[c].dep == "nsubj" for c in children[verb]):
        return "VBD"
    head = tokens[token.head]
    whole = head.dep == "ROOT" and head.pos in {"NOUN", "PROPN"} and tokens[-1].text == "."
    if token.dep == "acl" and whole and not any(tokens[c].dep == "agent" for c in children[verb]):
        return "VBD"  # a sentence that is no headline wants a finite verb
    return token.tag


_FINITE = {"VBD": Tense.PAST, "VBZ": Tense.PRESENT, "VBP": Tense.PRESENT}
_MODALS = {"'ll": "will", "’ll": "will", "wo": "will", "shall": "will", "ca": "can", "'d": "would", "’d": "would"}


def _shared_auxiliaries(tokens: tuple[Token, ...], children: tuple[tuple[int, ...], ...], verb: int) -> list[int]:
    """Find the auxiliaries of the conjunct before: "will visit Japan and meet …", "was seized and taken"."""
    current = verb
    while tokens[current].dep == "conj" and tokens[verb].tag in _NONFINITE:
        current = tokens[current].head
        if tokens[current].tag != tokens[verb].tag:
            return []
        if any(tokens[c].dep in {"nsubj", "nsubjpass"} and c > current for c in children[verb]):
            return []
        above = [c for c in children[current] if tokens[c].dep in {"aux", "auxpass"}]
        if above:
            return above
    return []


def negation_of(tokens: tuple[Token, ...], children: tuple[tuple[int, ...], ...], verb: int) -> int | None:
    """Find the word that negates a verb: its own "not" or "never", or a "no" on its subject or object."""
    for child in children[verb]:
        token = tokens[child]
        if token.dep == "neg" or (token.dep in {"advmod", "preconj", "cc"} and token.text.lower() in _NEGATIONS):
            return child
        if token.dep in {"nsubj", "nsubjpass"} and child < verb:
            if token.text.lower() in _NEGATIONS:
                return child
            for below in children[child]:
                if tokens[below].dep == "det" and tokens[below].text.lower() in {"no", "neither"}:
                    return below
    return None


def negated_noun(tokens: tuple[Token, ...], children: tuple[tuple[int, ...], ...], noun: int) -> int | None:
    """Find a "no" that stands before a noun: "no reference", "no further talks"."""
    for child in children[noun]:
        if tokens[child].dep in {"det", "neg"} and tokens[child].text.lower() in {"no", "neither", "not"}:
            return child
    return None
