"""The layer of predications: every act a sentence names, with its grammar undone.

Works in four steps over the parse: which words name acts; which event nouns are carried by a light verb;
what stands around each; what stands over each, and which arguments it takes over from there.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from dragoman.lexicons.acts import acts, noun_head
from dragoman.lexicons.files import Lexicons
from dragoman.lexicons.grammar import word_list
from dragoman.reading.arguments import Tree, noun_arguments, surface_subjects, verb_arguments
from dragoman.reading.verbs import VerbGroup, negated_noun, verb_group
from dragoman.schema.base import Span
from dragoman.schema.sentence import (
    Argument,
    Governor,
    Predication,
    PredicationKind,
    Quotation,
    Relation,
    Role,
    Sentence,
    Tense,
)


@dataclass(frozen=True, slots=True)
class Grammar:
    """The word lists that the layer needs, ready for lookup."""

    event_nouns: dict[str, tuple[tuple[str, ...], ...]]  # by head; the words that must stand around it, () for none
    act_adjectives: frozenset[str]
    light: frozenset[str]
    undergoing: frozenset[str]
    occurrence: frozenset[str]
    occurrence_passive: frozenset[str]
    subject_control: frozenset[str]
    object_control_prepositions: frozenset[str]
    compound_prepositions: frozenset[str]
    calendar_nouns: frozenset[str]
    transparent: frozenset[str]
    adverbial: frozenset[str]
    speech: frozenset[str]
    naming: frozenset[str]
    conditional: frozenset[str]

    @classmethod
    def of(cls, lexicons: Lexicons) -> "Grammar":
        """Gather the lists; event nouns and adjectives are those that some act of the lexicon names."""
        entries = acts(lexicons)
        return cls(
            event_nouns=_event_nouns(noun for entry in entries for noun in entry.nouns),
            act_adjectives=frozenset(adjective.split()[-1] for entry in entries for adjective in entry.adjectives),
            light=word_list(lexicons, "light-verb"),
            undergoing=word_list(lexicons, "undergoing-verb"),
            occurrence=word_list(lexicons, "occurrence-verb"),
            occurrence_passive=word_list(lexicons, "occurrence-verb-passive"),
            subject_control=word_list(lexicons, "subject-control"),
            object_control_prepositions=word_list(lexicons, "object-control-preposition"),
            compound_prepositions=word_list(lexicons, "compound-preposition"),
            calendar_nouns=word_list(lexicons, "calendar-noun"),
            transparent=word_list(lexicons, "transparent-noun"),
            adverbial=word_list(lexicons, "adverbial-marker"),
            speech=word_list(lexicons, "speech-verb"),
            naming=word_list(lexicons, "naming-verb"),
            conditional=word_list(lexicons, "conditional-marker"),
        )


def _event_nouns(phrases: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, dict[tuple[str, ...], None]] = {}
    for phrase in phrases:
        head, company = noun_head(phrase)
        found.setdefault(head, {})[company] = None
    return {head: tuple(companies) for head, companies in found.items()}


@dataclass(slots=True)
class _Draft:
    """A predication while it is being put together."""

    token: int
    kind: PredicationKind
    lemma: str
    group: VerbGroup | None
    light: int | None = None
    light_lemma: str = ""
    arguments: list[Argument] = field(default_factory=list)
    surface: list[int] = field(default_factory=list)  # subjects as they stand before the verb, voice not undone
    passive: bool = False
    negation: int | None = None
    modal: str = ""
    governor: tuple[int, Relation, str] | None = None  # the governing draft's anchor token, relation, marker
    condition: str = ""

    @property
    def anchor(self) -> int:
        """The token by which the draft hangs in the tree: its light verb where it has one."""
        return self.light if self.light is not None else self.token


def add_predications(sentence: Sentence, *, grammar: Grammar, quotations: tuple[Quotation, ...]) -> Sentence:
    """Give a sentence its layer of predications, in the order of the text."""
    predications = _Builder(sentence, grammar).build(quotations)
    return replace(sentence, predications=predications)


class _Builder:
    def __init__(self, sentence: Sentence, grammar: Grammar) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.grammar = grammar
        self.tree = Tree(sentence.tokens, sentence.children, grammar.compound_prepositions, grammar.calendar_nouns)
        self.drafts: dict[int, _Draft] = {}  # by the token that names the act
        self.by_anchor: dict[int, _Draft] = {}  # by that token or its light verb; the first noun of several

    def build(self, quotations: tuple[Quotation, ...]) -> tuple[Predication, ...]:
        self._find_acts()
        self._join_light_verbs()
        for draft in self.drafts.values():
            self._collect_arguments(draft)
        for draft in self.drafts.values():
            self._find_governor(draft)
        for draft in sorted(self.drafts.values(), key=lambda d: (len(self.sentence.ancestors(d.anchor)), d.anchor)):
            self._share(draft)
        return self._finish(quotations)

    # ------------------------------------------------------------- which words name acts

    def _find_acts(self) -> None:
        for index, token in enumerate(self.tokens):
            if token.pos in {"VERB", "AUX"} and token.dep not in {
                "aux",
                "auxpass",
                "amod",
                "compound",
                "prep",
                "case",
                "mark",
            }:
                if token.pos == "AUX" and token.lemma in {"be", "have", "do"} and not self._is_main_have(index):
                    self._find_predicate_adjective(index)
                    continue
                adjective = token.text.lower() in self.grammar.act_adjectives and token.tag == "VBN"
                group = verb_group(self.tokens, self.sentence.children, index)
                if index in self.drafts:
                    continue  # "it was *concerned*": taken with its "be" before
                if adjective and group.passive and token.dep not in {"acl", "relcl"}:
                    self._add(index, PredicationKind.ADJECTIVE, token.text.lower(), replace(group, passive=False))
                else:
                    self._add(index, PredicationKind.VERB, self._verb_lemma(index), group)
                self._find_predicate_adjective(index)
            elif token.pos in {"NOUN", "PROPN"} and token.dep not in {"compound", "nmod"}:
                noun = self._event_noun(index)
                if noun:
                    self._add(index, PredicationKind.NOUN, noun, None)

    def _event_noun(self, index: int) -> str:
        """Give the event noun that a token is: its lemma, a plural name, or joined to what a hyphen puts before it."""
        nouns = self.grammar.event_nouns
        if self.tokens[index].pos == "PROPN" and self.tokens[index].text.lower() in self.grammar.calendar_nouns:
            return ""  # the month of March is no march
        for word in (self.tokens[index].lemma.lower(), self._plural_lemma(index)):
            if index >= 2 and self.tokens[index - 1].text == "-":
                first = self.tokens[index - 2].text.lower()
                for joined in (f"{first}{word}", f"{first}-{word}"):  # "co-operation", "fly-by"
                    if joined in nouns:
                        return joined
            if word in nouns and self._in_company(index, nouns[word]):
                return word
        return ""

    def _in_company(self, index: int, companies: tuple[tuple[str, ...], ...]) -> bool:
        """Say whether the words are there without which a noun names no act: a state, but a state *of emergency*."""
        if () in companies:
            return True
        around = {self.tree.lemma(t) for t in self.sentence.subtree(index)}
        return any(all(word in around for word in company) for company in companies)

    def _plural_lemma(self, index: int) -> str:
        """Undo the plural that the tagger leaves on names: "Talks" in a headline."""
        word = self.tokens[index].text.lower()
        return word if word == "states" else word.removesuffix("s")  # "the United States" is no state of emergency

    def _is_main_have(self, index: int) -> bool:
        return self.tokens[index].lemma == "have" and bool(self.tree.below(index, "dobj"))

    def _find_predicate_adjective(self, verb: int) -> None:
        """Take the adjective after "be", "remain", "seem" for the act: "is ready to …", "was critical of …"."""
        for child in self.tree.below(verb, "acomp", "oprd", "attr"):
            for index in [child, *self.tree.below(child, "conj")]:
                word = self.tokens[index].text.lower()
                if word in self.grammar.act_adjectives and self.tokens[index].pos in {"ADJ", "VERB", "ADV"}:
                    draft = self._add(
                        index, PredicationKind.ADJECTIVE, word, verb_group(self.tokens, self.sentence.children, verb)
                    )
                    draft.light, draft.light_lemma = verb, self._verb_lemma(verb)

    def _verb_lemma(self, verb: int) -> str:
        particles = [self.tokens[c].text.lower() for c in self.tree.below(verb, "prt")]
        if not particles and self.tree.lemma(verb) in self.grammar.naming and self._names(verb):
            particles = ["as"]
        return " ".join([self.tree.lemma(verb), *particles])

    def _names(self, verb: int) -> bool:
        """Say whether a verb has an object and what that is called: "called *him a liar*"."""
        if self.tree.below(verb, "oprd") and self.tree.below(verb, "dobj", "nsubjpass"):
            return True  # "called home its ambassador" has but one noun, and calls nobody names
        clauses = (c for c in self.tree.below(verb, "ccomp") if self.tokens[c].pos in {"NOUN", "PROPN", "ADJ"})
        return any(self.tree.below(c, "nsubj") and not self.tree.below(c, "aux", "cop", "mark") for c in clauses)

    def _add(self, index: int, kind: PredicationKind, lemma: str, group: VerbGroup | None) -> _Draft:
        draft = _Draft(token=index, kind=kind, lemma=lemma, group=group)
        self.drafts[index] = draft
        return draft

    # ------------------------------------------------------------- light verbs

    def _join_light_verbs(self) -> None:
        carried: set[int] = set()
        for draft in list(self.drafts.values()):
            if draft.kind is not PredicationKind.NOUN:
                continue
            noun = self._first_conjunct(draft.token)
            verb, how = self._carrier(noun)
            if verb is None:
                continue
            draft.light, draft.light_lemma = verb, how
            draft.group = verb_group(self.tokens, self.sentence.children, verb)
            carried.add(verb)
        for verb in carried:
            self.drafts.pop(verb, None)
        for draft in self.drafts.values():
            self.by_anchor.setdefault(draft.token, draft)
            self.by_anchor.setdefault(draft.anchor, draft)

    def _first_conjunct(self, noun: int) -> int:
        while self.tokens[noun].dep == "conj" and self.tokens[self.tokens[noun].head].pos in {"NOUN", "PROPN"}:
            noun = self.tokens[noun].head
        return noun

    def _carrier(self, noun: int) -> tuple[int | None, str]:
        """Find the light verb over an event noun, and its lemma."""
        dep, head = self.tokens[noun].dep, self.tokens[noun].head
        while dep == "pobj" and self.tokens[head].text.lower() == "of":  # "held a series of talks"
            above = self.tokens[head].head
            if self.tree.lemma(above) not in self.grammar.transparent:
                break
            noun, dep, head = above, self.tokens[above].dep, self.tokens[above].head
        relative = self._carrier_in_relative(noun)
        if relative is not None:
            return relative, self._verb_lemma(relative)
        grammar = self.grammar
        if head == noun or self.tokens[head].dep in {"aux", "auxpass"}:
            return None, ""
        lemma = self._verb_lemma(head)
        if dep in {"dobj", "nsubjpass"} and (lemma in grammar.light or lemma in grammar.undergoing):
            return head, lemma
        if dep == "nsubjpass" and lemma in grammar.occurrence_passive:
            return head, lemma
        if dep == "nsubj" and (lemma in grammar.occurrence or self._takes_place(head)):
            if lemma == "be" and any(self.tree.lemma(a) in grammar.event_nouns for a in self.tree.below(head, "attr")):
                return None, ""
            if (
                lemma in {"be", "become", "remain"}
                and self.tree.below(head, "acomp")
                and self.drafts.get(self.tree.below(head, "acomp")[0])
            ):
                return None, ""  # "a meeting is likely": the adjective governs the meeting
            return head, "take place" if self._takes_place(head) else lemma
        if dep == "attr" and lemma == "be":
            return head, "be"
        if dep == "pobj":
            verb = self.tokens[head].head
            phrase = f"{self._verb_lemma(verb)} {self.tokens[head].text.lower()}"
            taking = f"{self._verb_lemma(verb)} part {self.tokens[head].text.lower()}"
            if phrase in grammar.light or phrase in grammar.undergoing:
                return verb, phrase
            if self.tree.lemma(verb) == "part" and self.tokens[verb].dep == "dobj":
                above = self.tokens[verb].head
                taking = f"{self._verb_lemma(above)} part {self.tokens[head].text.lower()}"
                if taking in grammar.light:
                    return above, taking
        return None, ""

    def _carrier_in_relative(self, noun: int) -> int | None:
        """Find the light verb of which the noun is the object in a relative clause: "the talks they *held* in May"."""
        for verb in self.tree.below(noun, "relcl"):
            words = [self.tokens[c] for c in self.tree.below(verb, "nsubj", "dobj")]
            own_subject = any(w.dep == "nsubj" and w.tag not in {"WDT", "WP"} for w in words)
            own_object = any(w.dep == "dobj" and w.tag not in {"WDT", "WP"} for w in words)
            if own_subject and not own_object and self._verb_lemma(verb) in self.grammar.light:
                return verb
        return None

    def _takes_place(self, verb: int) -> bool:
        return self.tree.lemma(verb) == "take" and any(
            self.tree.lemma(c) == "place" for c in self.tree.below(verb, "dobj")
        )

    # ------------------------------------------------------------- what stands around

    def _collect_arguments(self, draft: _Draft) -> None:
        if draft.kind is PredicationKind.NOUN:
            draft.negation = negated_noun(self.tokens, self.sentence.children, draft.token)
            draft.arguments = noun_arguments(self.tree, draft.token)
            if draft.light is not None and draft.group is not None:
                draft.arguments += self._from_light_verb(draft, draft.light, draft.group)
                draft.negation = draft.group.negation if draft.negation is None else draft.negation
        elif draft.group is not None:
            verb = draft.anchor
            draft.passive = draft.group.passive
            draft.negation = draft.group.negation
            draft.arguments = verb_arguments(self.tree, verb, passive=draft.passive)
            draft.surface = surface_subjects(self.tree, verb)
            if draft.kind is PredicationKind.ADJECTIVE and draft.token != verb:
                draft.arguments = [a for a in draft.arguments if a.token != draft.token]
                draft.arguments += [
                    Argument(Role.OBLIQUE, n, preposition) for preposition, n in self.tree.obliques(draft.token)
                ]
            draft.arguments += self._behind_object(draft)
        if draft.group is not None:
            draft.modal = draft.group.modal

    def _from_light_verb(self, draft: _Draft, verb: int, group: VerbGroup) -> list[Argument]:
        nouns = {
            draft.token,
            self._first_conjunct(draft.token),
            *self.sentence.conjuncts(self._first_conjunct(draft.token)),
        }
        above = set(self.sentence.ancestors(draft.token))
        found = [
            a
            for a in verb_arguments(self.tree, verb, passive=group.passive)
            if a.token not in nouns and not (a.token in above and a.role is not Role.SUBJECT)
        ]
        first = self.tokens[self._first_conjunct(draft.token)]
        occurs = (first.dep == "nsubj" and first.head == verb) or draft.light_lemma == "be"
        puts_another = any(a.role is Role.OBJECT for a in found)  # "put *the mayor* under arrest": the subject does it
        if draft.light_lemma in self.grammar.undergoing and not occurs and not puts_another:
            found = [Argument(Role.OBJECT, a.token) if a.role is Role.SUBJECT else a for a in found]
        if occurs or (
            draft.light_lemma in self.grammar.occurrence_passive
            and group.passive
            and draft.light_lemma not in self.grammar.light
        ):
            found = [a for a in found if a.role is Role.OBLIQUE]
        else:
            draft.surface = [n for n in surface_subjects(self.tree, verb) if n not in nouns]
        return found

    def _behind_object(self, draft: _Draft) -> list[Argument]:
        """Take over the prepositional phrases of an object that is no act: "signed a pact *with Japan*"."""
        return [
            Argument(Role.OBLIQUE, n, preposition, shared=True)
            for argument in draft.arguments
            if argument.role is Role.OBJECT and argument.token not in self.drafts
            for preposition, n in self.tree.obliques(argument.token)
            if preposition != "of"
        ]

    # ------------------------------------------------------------- what stands over

    def _find_governor(self, draft: _Draft) -> None:
        token, marker = draft.anchor, ""
        while True:
            dep, head = self.tokens[token].dep, self.tokens[token].head
            if head == token:
                return
            marker = marker or self._marker(token)
            if dep == "conj":
                if (
                    draft.group is not None
                    and draft.group.finite
                    and self.tree.below(draft.anchor, "nsubj", "nsubjpass")
                ):
                    # A finite clause of its own hangs only on what governs both: keep the marker of the first.
                    marker = ""
                token = head
                continue
            if dep in {"ccomp", "xcomp"} and head in self.by_anchor:
                self._set_governor(draft, head, Relation.COMPLEMENT, marker)
            elif (
                dep in {"ccomp", "xcomp"}
                and self.tree.lemma(head) == "be"
                and draft.group is not None
                and draft.group.infinitive
            ):
                self._merge_be_to(draft, head)
                token = head
                continue
            elif dep == "advcl" and head in self.by_anchor:
                head = self._speaker_verb(draft, head)
                purpose = draft.group is not None and draft.group.infinitive and not marker
                self._set_governor(draft, head, Relation.PURPOSE if purpose else Relation.ADVERBIAL, marker)
            elif dep == "pcomp":
                preposition = self.tokens[head]
                above = preposition.head
                word = preposition.text.lower()
                relation = Relation.ADVERBIAL if word in self.grammar.adverbial else Relation.COMPLEMENT
                if word == "without":
                    draft.negation = head
                if above in self.by_anchor:
                    self._set_governor(draft, above, relation, marker or word)
                else:
                    marker = marker or word
                    token = above
                    if self.tokens[above].head != above:
                        continue
            elif dep in {"relcl", "acl"}:
                infinitive = draft.group is not None and (draft.group.infinitive or self.tokens[token].tag == "VBG")
                head = self._antecedent(token)
                if head in self.by_anchor:
                    relation = Relation.COMPLEMENT if dep == "acl" and infinitive else Relation.RELATIVE
                    self._set_governor(draft, head, relation, marker)
            elif dep in {"dobj", "nsubjpass", "oprd", "dative"} and head in self.by_anchor:
                self._set_governor(draft, head, Relation.OBJECT, marker)
            elif dep in {"nsubj", "csubj", "attr"} and head in self.by_anchor:
                self._set_governor(draft, head, Relation.SUBJECT, marker)
            elif dep == "pobj":
                word = self.tokens[head].text.lower()
                above = self.tokens[head].head
                joined = f"{self.tokens[above].text.lower()} {word}"
                if self.tokens[above].pos in {"ADP", "ADV", "SCONJ"} and (
                    self.tokens[above].dep == "prep" or joined in self.grammar.compound_prepositions
                ):
                    word, above = joined, self.tokens[above].head
                outer = self.tokens[above].head
                joined = f"{self.tokens[outer].text.lower()} {self.tree.lemma(above)} {word}"
                if self.tokens[above].dep == "pobj" and joined in self.grammar.compound_prepositions:
                    word, above = joined, self.tokens[outer].head  # "on the sidelines of"
                if above in self.by_anchor and self.by_anchor[above] is not draft:
                    self._set_governor(draft, above, Relation.OBLIQUE, marker or word)
                elif self.tokens[above].pos in {"NOUN", "PROPN", "NUM", "ADJ", "DET", "PRON"}:
                    if self.tree.lemma(above) not in self.grammar.transparent:
                        marker = marker or word
                    token = above
                    continue
            elif dep == "poss" and head in self.by_anchor:
                self._set_governor(draft, head, Relation.POSSESSIVE, marker)
            elif dep in {"acomp", "pcomp", "parataxis", "dep"} and head in self.by_anchor:
                self._set_governor(draft, head, Relation.COMPLEMENT, marker)
            elif dep == "appos":
                token = head
                continue
            return

    def _speaker_verb(self, draft: _Draft, head: int) -> int:
        """Lift a gerund of saying out of what is said: "Yang said that …, while *calling* for …" is Yang's."""
        if self.tokens[draft.anchor].tag == "VBG" and self.tree.lemma(draft.anchor) in self.grammar.speech:
            for below in (head, *self.sentence.ancestors(head)):
                above = self.tokens[below].head
                said = self.tokens[below].dep == "ccomp" and self.tree.lemma(above) in self.grammar.speech
                if said and above in self.by_anchor:
                    return above
        return head

    def _marker(self, token: int) -> str:
        words = [self.tokens[c].text.lower() for c in self.sentence.children[token] if self.tokens[c].dep == "mark"]
        if not words:
            words = [
                self.tokens[c].text.lower()
                for c in self.sentence.children[token]
                if self.tokens[c].dep == "advmod" and self.tokens[c].text.lower() in {"when", "once", "where", "while"}
            ]
        return words[0] if words else ""

    def _set_governor(self, draft: _Draft, anchor: int, relation: Relation, marker: str) -> None:
        draft.governor = (self.by_anchor[anchor].token, relation, marker)
        if marker in self.grammar.conditional:
            draft.condition = marker

    def _merge_be_to(self, draft: _Draft, be: int) -> None:
        """Read "is to meet" as one verb."""
        draft.modal = "be to"
        if draft.group is not None:
            above = verb_group(self.tokens, self.sentence.children, be)
            draft.group = replace(draft.group, tense=above.tense, finite=True)
            draft.negation = draft.negation if draft.negation is not None else above.negation
        if not draft.surface:
            draft.surface = surface_subjects(self.tree, be)
            role = Role.OBJECT if draft.passive else Role.SUBJECT
            draft.arguments += [Argument(role, n) for n in draft.surface]

    # ------------------------------------------------------------- what is taken over

    def _share(self, draft: _Draft) -> None:
        if draft.kind is PredicationKind.NOUN and draft.light is None:
            return
        verb = draft.anchor
        series = self._series_above(verb)
        if series is not None and not draft.surface:
            draft.surface = list(series.surface)
            draft.arguments += [Argument(Role.SUBJECT, n, shared=True) for n in series.surface]
        elif self.tokens[verb].dep in {"relcl", "acl"}:
            self._share_antecedent(draft, self._antecedent(verb))
        if draft.surface:
            return
        found = self._borrowed_subject(draft)
        if not found:
            return
        draft.surface = found
        role = Role.OBJECT if draft.passive else Role.SUBJECT
        if draft.light is not None and draft.light_lemma in self.grammar.undergoing:
            role = Role.OBJECT
        taken = {a.token for a in draft.arguments}
        if not any(a.role is role for a in draft.arguments):
            draft.arguments += [Argument(role, n, shared=True) for n in found if n not in taken and n != draft.token]

    def _series_above(self, verb: int) -> _Draft | None:
        """Find the first verb of a series that the parse hangs on its object: "welcomed the pact, *called* on Chad"."""
        token = self.tokens[verb]
        if token.dep != "acl" or token.tag != "VBD" or self.tokens[verb - 1].text != ",":
            return None
        for above in self.sentence.ancestors(verb):
            first = self.by_anchor.get(above)
            if first is not None and self.tokens[above].tag == "VBD" and not first.passive:
                return first
        return None

    def _share_antecedent(self, draft: _Draft, noun: int) -> None:
        """Put the noun before a relative clause where its pronoun stands; a participle's is its (passive) subject."""
        nouns = [noun]
        if noun == draft.token:
            return
        verb = draft.anchor
        if self.tokens[verb].dep == "acl":
            if not draft.surface and not (draft.group is not None and draft.group.infinitive):
                draft.surface = nouns
                role = Role.OBJECT if draft.passive else Role.SUBJECT
                draft.arguments += [Argument(role, n, shared=True) for n in nouns]
            return
        relative = {
            a.token: a
            for a in draft.arguments
            if self.tokens[a.token].tag in {"WDT", "WP", "WP$"}
            or (self.tokens[a.token].text.lower() == "that" and self.tokens[a.token].pos in {"PRON", "DET", "SCONJ"})
        }
        if relative:
            draft.arguments = [
                new
                for a in draft.arguments
                for new in (
                    [Argument(a.role, n, a.preposition, shared=True) for n in nouns] if a.token in relative else [a]
                )
            ]
            draft.surface = [m for n in draft.surface for m in (nouns if n in relative else [n])]
        elif not draft.surface:
            draft.surface = nouns
            role = Role.OBJECT if draft.passive else Role.SUBJECT
            draft.arguments += [Argument(role, n, shared=True) for n in nouns]
        elif (
            not draft.passive
            and draft.kind is PredicationKind.VERB
            and not any(a.role is Role.OBJECT for a in draft.arguments)
            and not any(self.tokens[c].text.lower() in {"when", "where", "why"} for c in self.sentence.children[verb])
        ):
            draft.arguments += [Argument(Role.OBJECT, n, shared=True) for n in nouns]

    def _antecedent(self, verb: int) -> int:
        """Give the noun that a relative clause is about; what lasts or takes place is an act."""
        head = self.tokens[verb].head
        if (
            self.tokens[verb].dep == "relcl"
            and self._verb_lemma(verb) in self.grammar.occurrence
            and head not in self.drafts
        ):
            for above in self.sentence.ancestors(head):
                if above in self.drafts and self.drafts[above].kind is PredicationKind.NOUN:
                    return above
                if self.tokens[above].pos == "VERB":
                    break
        return head

    def _borrowed_subject(self, draft: _Draft) -> list[int]:
        """Find who the subject of a clause without one is: by coordination, control or adjunction."""
        verb = draft.anchor
        dep, head = self.tokens[verb].dep, self.tokens[verb].head
        if dep == "conj" and head in self.by_anchor:
            first = self.by_anchor[head]
            if first.kind is not PredicationKind.NOUN or first.light is not None:
                return first.surface or self._borrowed_subject(first)
        if draft.governor is None:
            return []
        above = self.drafts[draft.governor[0]]
        relation, marker = draft.governor[1], draft.governor[2]
        if above.kind is PredicationKind.NOUN and above.light is None:
            return [a.token for a in above.arguments if a.role is Role.POSSESSIVE]
        if relation is Relation.COMPLEMENT and draft.group is not None and not draft.group.finite:
            by_preposition = marker in self.grammar.object_control_prepositions
            objects = [
                a.token for a in above.arguments if a.role in {Role.OBJECT, Role.INDIRECT} and a.token != draft.token
            ]
            wants_object = above.lemma not in self.grammar.subject_control or by_preposition
            if above.passive:
                return objects or above.surface
            if (
                above.kind is PredicationKind.VERB
                and objects
                and wants_object
                and self.tokens[objects[0]].dep != "attr"
            ):
                return objects
            if above.kind is PredicationKind.VERB and wants_object and not by_preposition:
                for_whom = [
                    a.token
                    for a in above.arguments
                    if a.role is Role.OBLIQUE
                    and a.preposition in {"for", "on", "upon", "to", "with"}
                    and a.token < draft.token
                    and above.lemma in {"call", "appeal", "wait", "plead", "push", "press", "ask", "arrange"}
                ]
                if for_whom:
                    return for_whom
        return above.surface

    # ------------------------------------------------------------- the end

    def _finish(self, quotations: tuple[Quotation, ...]) -> tuple[Predication, ...]:
        ordered = sorted(self.drafts.values(), key=lambda d: d.token)
        place = {draft.token: index for index, draft in enumerate(ordered)}
        return tuple(self._predication(index, draft, place, quotations) for index, draft in enumerate(ordered))

    def _predication(
        self, index: int, draft: _Draft, place: dict[int, int], quotations: tuple[Quotation, ...]
    ) -> Predication:
        group = draft.group
        trigger = (self.tokens[draft.token].start, self.tokens[draft.token].end)
        governor = None
        if draft.governor is not None and draft.governor[0] in place and place[draft.governor[0]] != index:
            governor = Governor(place[draft.governor[0]], draft.governor[1], draft.governor[2])
        return Predication(
            index=index,
            sentence=self.sentence.index,
            token=draft.token,
            kind=draft.kind,
            lemma=draft.lemma,
            light=draft.light,
            light_lemma=draft.light_lemma,
            arguments=tuple(dict.fromkeys(sorted(draft.arguments, key=lambda a: (a.token, a.shared)))),
            governor=governor,
            tense=group.tense if group else Tense.NONE,
            perfect=group.perfect if group else False,
            progressive=group.progressive if group else False,
            passive=draft.passive or bool(draft.light is not None and group and group.passive),
            finite=group.finite if group else False,
            modal=draft.modal,
            negation=draft.negation,
            condition=draft.condition or self._own_condition(draft),
            quotation=_quotation_at(trigger, quotations),
            modifiers=self._modifiers(draft),
            trigger=trigger,
        )

    def _own_condition(self, draft: _Draft) -> str:
        """Take the conjunction of a conditional clause whose main clause names no act."""
        marker = self._marker(draft.anchor)
        return marker if marker in self.grammar.conditional else ""

    def _modifiers(self, draft: _Draft) -> tuple[str, ...]:
        heads = [draft.token] if draft.light is None else [draft.token, draft.light]
        return tuple(
            self._modifier(c)
            for head in heads
            for c in self.sentence.children[head]
            if self.tokens[c].dep in {"advmod", "amod", "npadvmod", "nummod", "compound"} and c != draft.token
        )

    def _modifier(self, index: int) -> str:
        """Give a modifier's lemma, with what a hyphen puts before it: "three-way"; participles stay as they are."""
        word = self.tokens[index].text.lower() if self.tokens[index].pos == "VERB" else self.tree.lemma(index)
        if index >= 2 and self.tokens[index - 1].text == "-" and self.tokens[index - 1].end == self.tokens[index].start:
            return f"{self.tokens[index - 2].text.lower()}-{word}"
        return word


def _quotation_at(span: Span, quotations: tuple[Quotation, ...]) -> int | None:
    """Give the innermost quotation around a span, scare quotes passed over."""
    found = None
    for index, quotation in enumerate(quotations):
        if quotation.span[0] > span[0]:
            break
        if not quotation.scare and span[1] <= quotation.span[1]:
            found = index
    return found
