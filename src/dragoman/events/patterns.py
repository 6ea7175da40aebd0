"""Which entry of the lexicon of acts a predication matches."""

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dragoman.lexicons.acts import ActEntry, acts, noun_head, word_classes
from dragoman.lexicons.files import Lexicons
from dragoman.lexicons.grammar import word_list
from dragoman.schema.actor import Cast, Mention, MentionKind
from dragoman.schema.sentence import Argument, Predication, PredicationKind, Relation, Role, Sentence

_PARTICLES_WITHOUT_WEIGHT = frozenset({"back", "together", "along", "ahead", "again"})


MARKED = "marked"
"""Reason of a mention that the caller marked, without saying what it is."""

_SPEAKERS = frozenset({"it", "they", "we"})


@dataclass(frozen=True, slots=True)
class Pattern:
    """One phrase of an entry, ready to be compared."""

    entry: ActEntry
    order: int  # of the entry in the lexicon: settles ties
    rest: tuple[str, ...]  # what must stand around the word that the pattern is filed under
    particles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Match:
    """An entry found for a predication."""

    predication: Predication
    entry: ActEntry
    rank: tuple[int, ...]


class WordTest:
    """A list of words, classes and "@actor", "@state", "@act" that a noun phrase is held against."""

    def __init__(self, words: Iterable[str], classes: dict[str, frozenset[str]]) -> None:
        plain: set[str] = set()
        self.wants: set[str] = set()
        for word in words:
            if word in {"@actor", "@state", "@act", "@person", "@place"}:
                self.wants.add(word)
            elif word.startswith("@"):
                plain |= classes.get(word[1:], frozenset())
            else:
                plain.add(word)
        self.measures = classes.get("measure", frozenset())
        self.single = frozenset(word for word in plain if " " not in word)
        self.folk = bool(_FOLK & self.single)
        self.phrases: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for word in plain:
            if " " in word:
                head, rest = noun_head(word)
                self.phrases[head].append(rest)

    def holds(self, sentence: Sentence, token: int, cast: Cast) -> bool:
        """Say whether the noun phrase headed by `token` is one of them; of a measured thing, whether the thing is."""
        return self._holds(sentence, token, cast) or (
            (sentence.tokens[token].lemma.lower() in self.measures or sentence.tokens[token].pos == "NUM")
            and any(self._holds(sentence, noun, cast) for noun in _measured(sentence, token))
        )

    def _holds(self, sentence: Sentence, token: int, cast: Cast) -> bool:
        if self.names(sentence, token):
            return True
        mention = cast.at(sentence.index, token)
        if mention is not None and _countrymen(mention) and (self.folk or self._described(sentence, token)):
            return True
        if not self.wants:
            return False
        if "@act" in self.wants and sentence.predication_at(token) is not None:
            return True
        if mention is None:  # "it said *it* would": whoever that is, it acts
            word = sentence.tokens[token]
            return word.dep == "nsubj" and word.text.lower() in _SPEAKERS and bool(self.wants & {"@state", "@actor"})
        if "@state" in self.wants and (
            mention.kind is MentionKind.STATE or _state_as_place(mention) or _state_itself(sentence, token, mention)
        ):
            return True
        if "@place" in self.wants and mention.kind is MentionKind.PLACE:
            return True
        if "@person" in self.wants and (
            mention.kind in {MentionKind.PERSON, MentionKind.PRONOUN, MentionKind.GROUP}
            or (mention.because == MARKED and sentence.tokens[token].pos == "PROPN")
        ):
            return True
        return "@actor" in self.wants and mention.kind is not MentionKind.PLACE and bool(mention.actors)

    def _described(self, sentence: Sentence, token: int) -> bool:
        """Say whether an adjective on a people's name is in the list: "six *wounded* Haitians"."""
        return any(
            sentence.tokens[c].dep == "amod" and sentence.tokens[c].text.lower() in self.single
            for c in sentence.children[token]
        )

    def names(self, sentence: Sentence, token: int) -> bool:
        """Say whether the list holds the words themselves, whoever or whatever they stand for."""
        lemma = sentence.tokens[token].lemma.lower()
        text = sentence.tokens[token].text.lower()
        if lemma in self.single or text in self.single:
            return True
        for head in {lemma, text}:
            for before in self.phrases.get(head, ()):
                around = {
                    sentence.tokens[c].lemma.lower() for c in (*sentence.children[token], *_measured(sentence, token))
                }
                if all(word in around for word in before):
                    return True
        return False


def _state_itself(sentence: Sentence, token: int, mention: Mention) -> bool:
    """Say whether "it" stands for a state told before."""
    return sentence.tokens[token].text.lower() == "it" and any(a.country and a.name is None for a in mention.actors)


_FOLK = frozenset({"people", "person", "citizen", "national"})
"""Words for anybody at all: a list that holds one takes "412 *Haitians*" and "a *Ugandan*" too."""


def _countrymen(mention: Mention) -> bool:
    """Say whether a state is named by its people: "three *Frenchmen*", "412 *Togolese*"."""
    named = mention.because.split(" ", 3)  # "world/states.csv: FRA people Frenchmen"
    return mention.kind is MentionKind.STATE and len(named) > 2 and named[2] in {"people", "adjective"}


def _measured(sentence: Sentence, token: int) -> list[int]:
    """Give the nouns behind "of": "a tanker of *oil*", "part of the *debt*", "hundreds of *prisoners*"."""
    return [
        noun
        for child in sentence.children[token]
        if sentence.tokens[child].dep == "prep" and sentence.tokens[child].text.lower() == "of"
        for noun in sentence.children[child]
        if sentence.tokens[noun].dep == "pobj"
    ]


@dataclass(frozen=True, slots=True)
class Tests:
    """The selectional tests of one entry."""

    subject: WordTest | None
    subject_not: WordTest | None
    object: WordTest | None
    object_not: WordTest | None
    after: tuple[tuple[str, WordTest | None], ...]
    strength: int


class Patterns:
    """The lexicon of acts, filed by word class and word."""

    def __init__(self, lexicons: Lexicons) -> None:
        classes = word_classes(lexicons)
        self.denounced = WordTest(("@denounced-as",), classes)
        self.counting = word_list(lexicons, "transparent-noun")
        self.filed: dict[tuple[PredicationKind, str], list[Pattern]] = defaultdict(list)
        self.tests: dict[str, Tests] = {}
        self.by_id: dict[str, ActEntry] = {}
        for order, entry in enumerate(acts(lexicons)):
            self.by_id[entry.id] = entry
            self.tests[entry.id] = _tests(entry, classes)
            for phrase in entry.verbs:
                first, *more = phrase.split()
                self._file(PredicationKind.VERB, first, Pattern(entry, order, tuple(more), frozenset(more)))
            for kind, phrases in ((PredicationKind.NOUN, entry.nouns), (PredicationKind.ADJECTIVE, entry.adjectives)):
                for phrase in phrases:
                    head, rest = noun_head(phrase)
                    self._file(kind, head, Pattern(entry, order, rest, frozenset()))

    def _file(self, kind: PredicationKind, word: str, pattern: Pattern) -> None:
        self.filed[kind, word].append(pattern)

    def best(self, sentence: Sentence, predication: Predication, cast: Cast) -> Match | None:
        """Find the entry that fits best: the weightier, then the more words, then the more selective one."""
        matches = self.all(sentence, predication, cast)
        return max(matches, key=lambda match: match.rank, default=None)

    def all(self, sentence: Sentence, predication: Predication, cast: Cast) -> list[Match]:
        """Find every entry whose words and selections fit."""
        first, *particles = predication.lemma.split()
        found = self._by_light_verb(sentence, predication, cast) if predication.light is not None else []
        filed = self.filed.get((predication.kind, first))
        if not filed:
            return found
        around: frozenset[str] | None = None
        for pattern in filed:
            if pattern.rest:
                if around is None:
                    around = _words_around(sentence, predication)
                if not all(word in around for word in pattern.rest):
                    continue
            if any(p not in pattern.particles and p not in _PARTICLES_WITHOUT_WEIGHT for p in particles):
                continue
            tests = self.tests[pattern.entry.id]
            if not _selected(sentence, predication, cast, tests, self._phrases(sentence, predication, pattern.rest)):
                continue
            if pattern.entry.content and not _content_fits(sentence, predication, pattern.entry.content):
                continue
            rank = (pattern.entry.weight, len(pattern.rest), tests.strength, -pattern.order)
            found.append(Match(predication, pattern.entry, rank))
        return found

    def _phrases(self, sentence: Sentence, predication: Predication, rest: tuple[str, ...]) -> "_Phrases":
        objects = self._through(sentence, _objects(predication, rest))
        if "as" in (*rest, *predication.lemma.split()[1:]):
            objects = (*objects, *_called(sentence, predication))
        return _Phrases(objects, self._through(sentence, _subjects(predication)))

    def _through(self, sentence: Sentence, arguments: tuple[Argument, ...]) -> tuple[int, ...]:
        """Give the heads of arguments, and what a head that only counts is the number of."""
        tokens = [argument.token for argument in arguments]
        for token in tokens:  # grows while it is walked: "dozens of members of …"
            if sentence.tokens[token].lemma.lower() in self.counting:
                tokens.extend(
                    noun
                    for child in sentence.children[token]
                    if sentence.tokens[child].text.lower() == "of"
                    for noun in sentence.children[child]
                )
        return tuple(tokens)

    def _by_light_verb(self, sentence: Sentence, predication: Predication, cast: Cast) -> list[Match]:
        """Find the entries that name the light verb with this very noun as its object: "*pledged* support"."""
        if predication.kind is not PredicationKind.NOUN or sentence.tokens[predication.token].dep == "nsubj":
            return []  # "the talks opened" opens nothing
        verb, *particles = predication.light_lemma.split()
        found = []
        for pattern in self.filed.get((PredicationKind.VERB, verb), ()):
            tests = self.tests[pattern.entry.id]
            if (
                pattern.entry.type is None
                or tests.object is None
                or not tests.object.names(sentence, predication.token)
                or (tests.object_not is not None and tests.object_not.names(sentence, predication.token))
                or any(p not in pattern.particles and p not in _PARTICLES_WITHOUT_WEIGHT for p in particles)
            ):
                continue
            around = _words_around(sentence, predication) if pattern.rest else frozenset[str]()
            without_object = replace(tests, object=None, object_not=None)
            if all(word in around for word in pattern.rest) and _selected(
                sentence, predication, cast, without_object, self._phrases(sentence, predication, pattern.rest)
            ):
                rank = (pattern.entry.weight, len(pattern.rest), tests.strength, -pattern.order)
                found.append(Match(predication, pattern.entry, rank))
        return found


def _state_as_place(mention: Mention) -> bool:
    """Say whether a place is a state by its own name: "fired into *Peru*"."""
    return mention.kind is MentionKind.PLACE and "world/states.csv" in mention.because and " state " in mention.because


@functools.cache
def patterns(lexicons: Lexicons) -> Patterns:
    """File the lexicon of acts for lookup."""
    return Patterns(lexicons)


def _tests(entry: ActEntry, classes: dict[str, frozenset[str]]) -> Tests:
    def test(words: tuple[str, ...]) -> WordTest | None:
        return WordTest(words, classes) if words else None

    return Tests(
        subject=test(entry.subject),
        subject_not=test(entry.subject_not),
        object=test(entry.object),
        object_not=test(entry.object_not),
        after=tuple((preposition, test(words)) for preposition, words in entry.after.items()),
        strength=bool(entry.object) + bool(entry.subject) + len(entry.after),
    )


def _words_around(sentence: Sentence, predication: Predication) -> frozenset[str]:
    """Gather what a phrase may ask for beside its first word: particles, prepositions, modifiers, objects."""
    words: set[str] = {*predication.lemma.split()[1:], *predication.light_lemma.split()}
    for anchor in (predication.token, predication.light):
        if anchor is None:
            continue
        for child in sentence.children[anchor]:
            token = sentence.tokens[child]
            words |= {token.text.lower(), token.lemma.lower()}
            if token.dep in {"advcl", "ccomp", "xcomp", "pcomp", "acl"}:
                words |= {sentence.tokens[c].text.lower() for c in sentence.children[child] if c < child}
            elif token.dep == "prep":  # "barred him *from entering*"
                below = (sentence.tokens[c] for c in sentence.children[child])
                words |= {t.lemma.lower() for t in below if t.dep == "pcomp"}
    for argument in predication.arguments:
        if argument.role is Role.OBLIQUE:
            words |= {argument.preposition, *argument.preposition.split()}
            words.add(sentence.tokens[argument.token].lemma.lower())
        elif argument.role in {Role.OBJECT, Role.MODIFIER}:
            words.add(sentence.tokens[argument.token].lemma.lower())
    return frozenset(words)


@dataclass(frozen=True, slots=True)
class _Phrases:
    """The noun phrases that selections look at; "thousands of soldiers" counts as the soldiers too."""

    objects: tuple[int, ...]
    subjects: tuple[int, ...]


def _selected(sentence: Sentence, predication: Predication, cast: Cast, tests: Tests, phrases: _Phrases) -> bool:
    def holds(test: WordTest, tokens: tuple[int, ...]) -> bool:
        return any(test.holds(sentence, token, cast) for token in tokens)

    if tests.object is not None and not holds(tests.object, phrases.objects):
        governs_act = "@act" in tests.object.wants and next(governed(sentence, predication), None) is not None
        if not governs_act:
            return False
    if tests.object_not is not None and holds(tests.object_not, phrases.objects):
        return False
    if tests.subject is not None and not holds(tests.subject, phrases.subjects):
        return False
    if tests.subject_not is not None and holds(tests.subject_not, phrases.subjects):
        return False
    return not tests.after or any(
        test is None or test.holds(sentence, argument.token, cast)
        for preposition, test in tests.after
        for argument in predication.after(preposition)
    )


def _content_fits(sentence: Sentence, predication: Predication, wanted: str) -> bool:
    """Say whether the infinitive under a verb is of the doer's "own" act or of some "other's".

    A verb that tells one's own wishes may have a noun instead ("wants talks"); what another is to do must be there.
    """
    doers = {a.token for a in predication.fillers(Role.SUBJECT)}
    for below in governed(sentence, predication):
        relation = below.governor.relation if below.governor is not None else None
        clause = below.kind is not PredicationKind.NOUN or below.light is not None
        if relation is Relation.COMPLEMENT and clause and not below.finite:
            subjects = {a.token for a in below.fillers(Role.OBJECT if below.passive else Role.SUBJECT)}
            return (not subjects or bool(subjects & doers)) == (wanted == "own")
    return wanted == "own"


def _objects(predication: Predication, rest: tuple[str, ...]) -> tuple[Argument, ...]:
    """Give what is acted upon; for a verb named with its preposition, also what stands behind that."""
    if predication.kind is PredicationKind.NOUN:
        return (*predication.after("of"), *predication.fillers(Role.MODIFIER, Role.OBJECT))
    return (*predication.fillers(Role.OBJECT), *predication.after(*rest, " ".join(rest)))


def _called(sentence: Sentence, predication: Predication) -> tuple[int, ...]:
    """Give the words that something is called: "described it as *hasty* and *unjustified*", "an *unfriendly* step"."""
    found = [c for c in sentence.children[predication.token] if sentence.tokens[c].dep == "oprd"]
    for child in sentence.children[predication.token]:
        if sentence.tokens[child].dep == "prep" and sentence.tokens[child].text.lower() == "as":
            found.extend(sentence.children[child])
    for token in found:  # grows while it is walked
        found.extend(c for c in sentence.children[token] if sentence.tokens[c].dep in {"amod", "conj"})
    return tuple(found)


def _subjects(predication: Predication) -> tuple[Argument, ...]:
    if predication.kind is PredicationKind.NOUN:
        return (*predication.fillers(Role.SUBJECT, Role.POSSESSIVE, Role.MODIFIER), *predication.after("by", "from"))
    return predication.fillers(Role.SUBJECT)


# Prepositions under which an act is the time, the reason or the setting of another.
_CIRCUMSTANCE = frozenset(
    {
        "after",
        "ahead of",
        "amid",
        "as part of",
        "at start of",
        "because of",
        "before",
        "by end of",
        "despite",
        "due to",
        "during",
        "following",
        "in aftermath of",
        "in connection with",
        "in light of",
        "in lead-up to",
        "in protest against",
        "in protest at",
        "in protest of",
        "in reaction to",
        "in response to",
        "in retaliation for",
        "in retaliation to",
        "in run-up to",
        "in violation of",
        "in wake of",
        "on eve of",
        "on margin of",
        "on sideline of",
        "over",
        "prior to",
        "since",
        "under",
        "until",
        "upon",
        "without",
    }
)
_PASSING = frozenset({Relation.COMPLEMENT, Relation.OBJECT, Relation.SUBJECT, Relation.OBLIQUE})


def governed(sentence: Sentence, predication: Predication) -> Iterator[Predication]:
    """Give the predications that stand under one as its complement, object or subject."""
    for other in sentence.predications:
        governor = other.governor
        if governor is None or governor.predication != predication.index or governor.relation not in _PASSING:
            continue
        if governor.relation is Relation.OBLIQUE and governor.marker in _CIRCUMSTANCE:
            continue  # "cancelled a deal *in the wake of an attack*": the attack is not what was cancelled
        yield other
