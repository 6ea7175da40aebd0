"""Who and what stands around a verb or an event noun in the parse."""

from dataclasses import dataclass

from dragoman.schema.sentence import Argument, Role, Token

Tokens = tuple[Token, ...]
Children = tuple[tuple[int, ...], ...]

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "SYM", "X"})
_BEHIND_OF = frozenset({"by", "with", "against", "to", "from", "into", "between", "toward", "towards"})
_SIDES_OF = frozenset({"between", "with", "among"})
_PREPOSITIONAL = frozenset({"prep", "agent", "dative"})
_DIRECTIONS = frozenset({"back", "away", "off", "down", "out", "home", "up", "free", "forward", "aside"})


@dataclass(frozen=True, slots=True)
class Tree:
    """One sentence's parse with the word lists that arguments need."""

    tokens: Tokens
    children: Children
    compound_prepositions: frozenset[str]
    calendar_nouns: frozenset[str]

    def below(self, token: int, *deps: str) -> list[int]:
        """Give the children with one of the labels, in the order of the text."""
        return [c for c in self.children[token] if self.tokens[c].dep in deps]

    def lemma(self, token: int) -> str:
        """Give a token's lemma in lower case."""
        return self.tokens[token].lemma.lower()

    def first_of(self, token: int) -> int:
        """Give the leftmost word of the phrase that a token heads."""
        return min([token, *(self.first_of(c) for c in self.children[token] if c < token)])

    def conjuncts(self, token: int) -> list[int]:
        """Give a noun and the nouns coordinated after it."""
        found = [token]
        for current in found:
            found.extend(
                c for c in self.children[current] if self.tokens[c].dep == "conj" and self.tokens[c].pos in _NOMINAL
            )
        return found

    def obliques(self, token: int) -> list[tuple[str, int]]:
        """Give preposition and noun of every prepositional phrase on a token; compound prepositions are one."""
        found: list[tuple[str, int]] = []
        for child in self.children[token]:
            if self.tokens[child].dep in _PREPOSITIONAL or (
                self.tokens[child].dep in {"advmod", "mark", "npadvmod"} and self.below(child, "prep")
            ):
                found.extend(self._phrase(child))
            if self.tokens[child].text.lower() in _DIRECTIONS and self.tokens[child].dep in {"advmod", "acomp", "prt"}:
                for preposition in self.below(child, "prep"):  # "pulled back *from the town*", "walked free *from* …"
                    found.extend(self._phrase(preposition))
        return found

    def _joined_nouns(self, preposition: str, noun: int) -> list[int]:
        """Give the nouns under a preposition; "between" takes two, also where the parser hangs the second too deep."""
        nouns = self.conjuncts(noun)
        if preposition == "between" and len(nouns) == 1:
            todo = list(self.children[noun])
            while todo:
                child = todo.pop(0)
                if self.tokens[child].dep == "conj" and self.tokens[child].pos in _NOMINAL:
                    return [*nouns, *self.conjuncts(child)]
                todo.extend(self.children[child])
        return nouns

    def _joined(self, preposition: int) -> str:
        """Give a preposition with the one that the parser hangs on it as a mere part: "because of", "due to"."""
        word = self.tokens[preposition].text.lower()
        for part in self.below(preposition, "pcomp", "fixed"):
            joined = f"{word} {self.tokens[part].text.lower()}"
            if joined in self.compound_prepositions:
                return joined
        return word

    def _phrase(self, preposition: int) -> list[tuple[str, int]]:
        word = self._joined(preposition)
        if self.tokens[preposition].dep not in _PREPOSITIONAL and not any(
            f"{word} {self.tokens[c].text.lower()}" in self.compound_prepositions
            for c in self.below(preposition, "prep")
        ):
            return []
        found: list[tuple[str, int]] = []
        for noun in self.below(preposition, "pobj"):
            inner = [(f"{word} {self.lemma(noun)} {self.tokens[p].text.lower()}", p) for p in self.below(noun, "prep")]
            compound = [(phrase, p) for phrase, p in inner if phrase in self.compound_prepositions]
            if compound:
                for phrase, p in compound:
                    found.extend((phrase, n) for top in self.below(p, "pobj") for n in self.conjuncts(top))
            else:
                found.extend((word, n) for n in self._joined_nouns(word, noun))
        for second in self.below(preposition, "prep"):  # "ahead of", "because of", "from behind"
            joined = f"{word} {self.tokens[second].text.lower()}"
            name = joined if joined in self.compound_prepositions else self.tokens[second].text.lower()
            found.extend((name, n) for top in self.below(second, "pobj") for n in self.conjuncts(top))
        for other in self.below(preposition, "conj"):  # "by, with and for"
            found.extend(self._phrase(other))
        return found


def surface_subjects(tree: Tree, verb: int) -> list[int]:
    """Give the nouns before the verb that agree with it, conjuncts apart; none for a clause as subject."""
    found = [n for top in tree.below(verb, "nsubj", "nsubjpass") for n in tree.conjuncts(top)]
    if not found and verb >= 1 and _misread_subject(tree, verb):  # "*Budapest* defied Brussels"
        return [verb - 1]
    if not found and (swallowed := _swallowed_subject(tree, verb)) is not None:
        return [swallowed]
    if found:  # "Norway, Chile postpone talks": headlines join two names by a comma
        first = min(tree.first_of(n) for n in found)
        if first >= 2 and tree.tokens[first - 1].text == "," and tree.tokens[first - 2].pos == "PROPN":
            other = first - 2
            if tree.tokens[other].head == verb and tree.tokens[other].dep in {
                "npadvmod",
                "dep",
                "nmod",
                "advmod",
                "intj",
            }:
                return [other, *found]
    return found


def _misread_subject(tree: Tree, verb: int) -> bool:
    """Say whether the parser took the name right before a finite verb for a time."""
    name = tree.tokens[verb - 1]
    return (
        name.dep == "npadvmod"
        and name.head == verb
        and name.pos == "PROPN"
        and tree.tokens[verb].tag in {"VBD", "VBZ", "VBP"}
        and name.lemma.lower() not in tree.calendar_nouns
    )


def _swallowed_subject(tree: Tree, verb: int) -> int | None:
    """Find the subject that the parser joined to the phrase in front: "At the invitation of A, king, *B*, queen, paid".

    It is joined by commas alone, where two that belong together have their "and".
    """
    if tree.tokens[verb].dep != "ROOT" or tree.tokens[verb].tag not in {"VBD", "VBZ"} or tree.below(verb, "csubj"):
        return None
    todo = [c for c in tree.below(verb, "prep") if c < verb and tree.first_of(c) == 0]
    for token in todo:  # grows while it is walked
        for child in tree.below(token, "prep", "pobj", "appos", "conj"):
            joined = tree.tokens[child].dep == "conj" and not tree.below(token, "cc")
            first = tree.first_of(child)
            if joined and tree.tokens[child].pos == "PROPN" and tree.tokens[first - 1].text == ",":
                return child
            todo.append(child)
    return None


def verb_arguments(tree: Tree, verb: int, *, passive: bool) -> list[Argument]:
    """Collect what the parse hangs on a verb, its voice undone."""
    found = [Argument(Role.OBJECT if passive else Role.SUBJECT, n) for n in surface_subjects(tree, verb)]
    for child in tree.children[verb]:
        dep = tree.tokens[child].dep
        if dep in {"dobj", "oprd"} and tree.tokens[child].pos in _NOMINAL:
            role = Role.OBJECT
        elif dep == "dative" and tree.tokens[child].pos in _NOMINAL:
            role = Role.INDIRECT
        elif (dep == "attr" and tree.tokens[child].pos in _NOMINAL) or (
            dep == "npadvmod" and not passive and (_misread_object(tree, verb, child) or _given_time(tree, verb, child))
        ):
            role = Role.OBJECT
        elif dep == "ccomp" and not passive and _wanted(tree, child):
            # "allowed *inspectors* to enter", "demanded that *Chad* leave": who is to do it is acted upon too
            found.extend(Argument(Role.OBJECT, n, shared=True) for n in surface_subjects(tree, child))
            continue
        elif dep == "ccomp" and tree.tokens[child].pos in {"ADJ", "NOUN", "PROPN"} and not passive:
            # "found *the general* guilty", "declared *the envoy* persona non grata": a clause without a verb
            found.extend(Argument(Role.OBJECT, n) for n in (*surface_subjects(tree, child), child))
            continue
        else:
            continue
        found.extend(Argument(role, n) for n in tree.conjuncts(child))
    for preposition, noun in tree.obliques(verb):
        if preposition == "by" and passive and not _is_time(tree, noun):
            found.append(Argument(Role.SUBJECT, noun))
        else:
            found.append(Argument(Role.OBLIQUE, noun, preposition))
    return found


def _given_time(tree: Tree, verb: int, noun: int) -> bool:
    """Say whether a time is what is given: "gave Chad *ten days* to leave"."""
    return (
        bool(tree.below(verb, "dative"))
        and not tree.below(verb, "dobj")
        and tree.tokens[noun].pos == "NOUN"
        and (
            any(
                tree.tokens[c].tag == "TO"
                for later in tree.children[verb]
                if later > noun
                for c in tree.children[later]
            )
            or any(tree.tokens[c].dep in {"relcl", "acl"} for c in tree.children[noun])
        )
    )


def _misread_object(tree: Tree, verb: int, noun: int) -> bool:
    """Put right a name behind a verb that the parser took for a time: "visited *Washington*"."""
    token = tree.tokens[noun]
    return (
        token.pos == "PROPN"
        and noun == verb + 1
        and token.lemma.lower() not in tree.calendar_nouns
        and not tree.below(verb, "dobj", "nsubjpass")
    )


def _wanted(tree: Tree, clause: int) -> bool:
    """Say whether a clause tells what somebody is to do: an infinitive or a bare subjunctive, no modal."""
    return tree.tokens[clause].tag == "VB" and not any(
        tree.tokens[c].tag in {"MD", "VBD", "VBZ", "VBP"} for c in tree.below(clause, "aux")
    )


def _is_time(tree: Tree, noun: int) -> bool:
    """Tell "by Friday" and "by the end" from an agent."""
    token = tree.tokens[noun]
    return token.pos == "NUM" or token.lemma.lower() in tree.calendar_nouns


def noun_arguments(tree: Tree, noun: int) -> list[Argument]:
    """Collect possessors, modifiers and prepositional phrases of an event noun."""
    found: list[Argument] = []
    for child in tree.children[noun]:
        token = tree.tokens[child]
        if token.dep == "poss" and token.pos != "DET":
            found.extend(Argument(Role.POSSESSIVE, n) for n in tree.conjuncts(child))
        elif token.dep in {"amod", "compound", "nmod", "nummod", "npadvmod"} and child < noun:
            found.extend(Argument(Role.MODIFIER, m) for m in _modifier_chain(tree, child))
        elif child > noun and _is_time(tree, child):  # "talks that month *between Togo and Benin*": hung on the time
            found.extend(Argument(Role.OBLIQUE, n, p) for p, n in tree.obliques(child) if p in _SIDES_OF)
    for preposition, n in tree.obliques(noun):
        found.append(Argument(Role.OBLIQUE, n, preposition))
        if preposition == "of":  # "the arrest of a *sailor* by Latvia", "a break of *relations* with Cuba"
            found.extend(Argument(Role.OBLIQUE, m, p, shared=True) for p, m in tree.obliques(n) if p in _BEHIND_OF)
    return found


def _modifier_chain(tree: Tree, modifier: int) -> list[int]:
    """Give a premodifier and those inside it: both names of "Japan-China talks"."""
    found = [modifier]
    for current in found:
        found.extend(
            c
            for c in tree.children[current]
            if tree.tokens[c].dep in {"compound", "nmod", "amod", "conj", "npadvmod", "advmod"}
            and tree.tokens[c].pos in _NOMINAL
        )
    return sorted(found)
