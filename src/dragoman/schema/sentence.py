"""Sentences as `reading` hands them on: tokens, and a layer of predications over them.

These nouns live in memory only; they are neither stored nor sent, and so are plain frozen classes.
"""

from dataclasses import dataclass
from enum import StrEnum

from dragoman.schema.base import Span
from dragoman.schema.document import ParagraphKind


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark. `pos` is universal, `tag` is Penn's, `dep` is ClearNLP's as spaCy's English models give it."""

    text: str
    lemma: str  # lower case, but for proper names
    pos: str
    tag: str
    dep: str
    head: int  # index in the sentence; the root's head is itself
    start: int
    end: int


class PredicationKind(StrEnum):
    """Which word class names the act."""

    VERB = "verb"
    NOUN = "noun"
    ADJECTIVE = "adjective"


class Tense(StrEnum):
    """Of the finite verb that carries the predication; NONE where nothing finite does."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    NONE = "none"


class Role(StrEnum):
    """What an argument is to its predication, once voice, control, relatives and light verbs are undone."""

    SUBJECT = "subject"  # who does it; the by-phrase of a passive
    OBJECT = "object"  # what undergoes it; the subject of a passive
    INDIRECT = "indirect"  # "gave *Kenya* aid"
    OBLIQUE = "oblique"  # with its preposition: "with Japan", "between X and Y"
    POSSESSIVE = "possessive"  # "*China's* criticism"
    MODIFIER = "modifier"  # "*Chinese* visit", "*Japan-China* talks"


@dataclass(frozen=True, slots=True)
class Argument:
    """One filler of a predication. Conjuncts stand as arguments of their own."""

    role: Role
    token: int  # head word of the noun phrase, index in the sentence
    preposition: str = ""  # of an oblique, lower case; "ahead of" and its like as one
    shared: bool = False  # taken over from elsewhere: control, coordination, an antecedent


class Relation(StrEnum):
    """How a predication hangs on the one that governs it."""

    COMPLEMENT = "complement"  # "agreed *to meet*", "said it *met*"
    OBJECT = "object"  # "cancelled the *meeting*"
    SUBJECT = "subject"  # "the *talks* collapsed"
    OBLIQUE = "oblique"  # "after the *visit*", "ahead of *talks*"; also "effort *to mediate*" by "of"
    PURPOSE = "purpose"  # "went there *to mediate*"
    ADVERBIAL = "adverbial"  # "after it *met* …", "*saying* …"
    RELATIVE = "relative"  # "the minister who *visited* …"
    COORDINATE = "coordinate"  # "visited Japan and *met* …"
    POSSESSIVE = "possessive"


@dataclass(frozen=True, slots=True)
class Governor:
    """What stands directly over a predication."""

    predication: int  # index in the sentence's predications
    relation: Relation
    marker: str = ""  # the preposition or conjunction between the two: "after", "unless", "whether", "that", "to"


@dataclass(frozen=True, slots=True)
class Predication:
    """One act, state or happening named in a sentence, with its grammar undone.

    For a light verb with an event noun ("held talks") the noun is the predication: `token` is the
    noun, `light` the verb, and tense, negation and subject are the verb's.
    """

    index: int  # in the sentence's predications
    sentence: int
    token: int
    kind: PredicationKind
    lemma: str  # particles joined: "call off"
    light: int | None
    light_lemma: str
    arguments: tuple[Argument, ...]
    governor: Governor | None
    tense: Tense
    perfect: bool
    progressive: bool
    passive: bool
    finite: bool
    modal: str  # "", or the lemma of the modal or semi-modal: "may", "would", "be to", "be set to"
    negation: int | None  # the token that negates it: "not", "never", "no", "without"
    condition: str  # "", or the conjunction that makes it conditional: "if", "unless", "whether"
    quotation: int | None  # index in the document's quotations in which the trigger stands
    modifiers: tuple[str, ...]  # lemmas of adverbs and adjectives on it: "reportedly", "planned", "first"
    trigger: Span  # characters of the word or words that name it, light verb not included

    @property
    def anchor(self) -> int:
        """The token by which it hangs in the tree: its light verb where it has one."""
        return self.token if self.light is None else self.light

    def fillers(self, *roles: Role) -> tuple[Argument, ...]:
        """Give the arguments with one of the roles, in the order of the text."""
        return tuple(argument for argument in self.arguments if argument.role in roles)

    def after(self, *prepositions: str) -> tuple[Argument, ...]:
        """Give the obliques under one of the prepositions, in the order of the text."""
        return tuple(
            argument
            for argument in self.arguments
            if argument.role is Role.OBLIQUE and argument.preposition in prepositions
        )


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks.

    `span` holds the words without the marks. A quotation over several paragraphs is several
    stretches of one `group`. `scare` marks a word or two set off that report no utterance.
    """

    span: Span
    outer: Span  # with the marks
    group: int
    scare: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a document."""

    index: int
    paragraph: int
    kind: ParagraphKind
    span: Span
    text: str
    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...]  # of each token, in the order of the text
    predications: tuple[Predication, ...] = ()

    def subtree(self, token: int) -> tuple[int, ...]:
        """Give the token and all below it, in the order of the text."""
        found, todo = [token], [token]
        while todo:
            below = self.children[todo.pop()]
            found.extend(below)
            todo.extend(below)
        return tuple(sorted(found))

    def ancestors(self, token: int) -> tuple[int, ...]:
        """Give the heads above the token, nearest first, up to the root."""
        found = []
        while self.tokens[token].head != token:
            token = self.tokens[token].head
            found.append(token)
        return tuple(found)

    def conjuncts(self, token: int) -> tuple[int, ...]:
        """Give the token and what is coordinated after it: "Japan, China and Korea" from "Japan"."""
        found = [token]
        for current in found:  # grows while it is walked: conjuncts hang on one another in a chain
            found.extend(child for child in self.children[current] if self.tokens[child].dep == "conj")
        return tuple(found)

    def at(self, character: int) -> int | None:
        """Find the token that covers a character of the document's text."""
        for index, token in enumerate(self.tokens):
            if token.start <= character < token.end:
                return index
        return None

    def words(self, span: Span) -> tuple[int, ...]:
        """Give the tokens that lie wholly inside the span."""
        return tuple(i for i, t in enumerate(self.tokens) if span[0] <= t.start and t.end <= span[1])

    def predication_at(self, token: int) -> Predication | None:
        """Give the predication that the token heads or carries as its light verb."""
        for predication in self.predications:
            if token in (predication.token, predication.light):
                return predication
        return None


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with its grammar: what `reading` hands on to the other rooms."""

    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]
