"""Is it real? The status that grammar and the acts above give to an act. Rules in docs/status.md."""

from collections.abc import Callable

from dragoman.events.draft import WORDS
from dragoman.events.patterns import Match
from dragoman.lexicons.files import Lexicons
from dragoman.lexicons.grammar import word_list
from dragoman.schema.document import ParagraphKind
from dragoman.schema.event import FUTURE, NEGATED, EventType, Status
from dragoman.schema.sentence import Predication, PredicationKind, Relation, Role, Sentence, Tense

_REAL = frozenset({Status.HAPPENED, Status.ONGOING})
_MODAL = {
    "may": Status.POSSIBLE,
    "might": Status.POSSIBLE,
    "could": Status.POSSIBLE,
    "can": Status.POSSIBLE,
    "would": Status.EXPECTED,
    "should": Status.PROPOSED,
    "must": Status.PROPOSED,
    "ought": Status.PROPOSED,
    "be to": Status.SCHEDULED,
}
# What a denied operator leaves of the act below: "did not rule out a visit" leaves it possible.
_DENIED = {
    Status.CANCELLED: Status.SCHEDULED,
    Status.DID_NOT_HAPPEN: Status.POSSIBLE,
    Status.PROPOSED: Status.DID_NOT_HAPPEN,
    Status.SCHEDULED: Status.POSSIBLE,
    Status.EXPECTED: Status.POSSIBLE,
    Status.POSSIBLE: Status.DID_NOT_HAPPEN,
    Status.HAPPENED: Status.DID_NOT_HAPPEN,
    Status.ONGOING: Status.DID_NOT_HAPPEN,
}


class StatusReader:
    """Reads the status of the predications of one sentence; `match_of` gives the entry that each matched."""

    def __init__(
        self,
        sentence: Sentence,
        match_of: Callable[[Predication], Match | None],
        *,
        lexicons: Lexicons,
        ahead: frozenset[int],
        behind: frozenset[int] = frozenset(),
    ) -> None:
        self.sentence = sentence
        self.match_of = match_of
        self.ahead = ahead  # tokens of predications whose own time lies after publication
        self.behind = behind  # and of those whose own time lies before it
        self.words = {name: word_list(lexicons, f"status-{name}") for name in _WORD_LISTS}
        self.announcing = word_list(lexicons, "announcing-verb")
        self.known: dict[int, Status] = {}

    def status(self, predication: Predication) -> Status:
        """Give the status of one predication, the acts above it read first."""
        if predication.index not in self.known:
            self.known[predication.index] = Status.HAPPENED  # stops a circle in a broken parse
            self.known[predication.index] = self._status(predication)
        return self.known[predication.index]

    def _status(self, p: Predication) -> Status:
        match = self.match_of(p)
        if match is not None and match.entry.status is not None and p.negation is None:
            return match.entry.status
        modified = self._from_modifiers(p)
        if modified is not None:
            return modified
        open_to = self._on_the_table(p)
        if open_to is not None:
            return open_to
        inherited = self._from_above(p)
        if inherited in FUTURE and p.kind is PredicationKind.NOUN and p.light is None and p.token in self.behind:
            return Status.HAPPENED  # "is to brief him on the *visit* last week"
        if inherited is None and self._first_to(p):
            return Status.HAPPENED
        own = self._own(p)
        if inherited is None:
            return own if own is not None else self._default(p)
        if p.negation is not None:
            return Status.DID_NOT_HAPPEN if inherited in _REAL | FUTURE else inherited
        if own in _REAL and p.finite and inherited in FUTURE and self._told_apart(p):
            return own  # "announced that it *had suspended* aid": a clause with a tense of its own
        if own is None or own in _REAL:
            return inherited
        return inherited if inherited in NEGATED | {Status.POSSIBLE} else own

    def _first_to(self, p: Predication) -> bool:
        """Say whether an infinitive tells what was done: "the *first* country *to recognise* it"."""
        anchor = p.anchor
        head = self.sentence.tokens[anchor].head
        if self.sentence.tokens[anchor].dep not in {"relcl", "acl"} or not self._infinitive(p):
            return False
        words = {self.sentence.tokens[c].lemma.lower() for c in self.sentence.children[head]}
        over = self.sentence.predication_at(self.sentence.tokens[head].head)
        return bool(words & {"first", "last", "latest", "only"}) and (over is None or over.tense is not Tense.FUTURE)

    def _told_apart(self, p: Predication) -> bool:
        """Say whether a clause tells by its own tense that the act is done or under way."""
        return p.kind is not PredicationKind.NOUN and (p.tense is Tense.PAST or p.perfect or p.progressive)

    # ------------------------------------------------------------- the words on it

    def _from_modifiers(self, p: Predication) -> Status | None:
        words = self.words
        for word in p.modifiers:
            if word in words["did-not"]:
                return Status.DID_NOT_HAPPEN
            if p.kind is not PredicationKind.NOUN:
                continue
            if word in words["failed"]:
                return Status.DID_NOT_HAPPEN
            if word in words["cancelled"]:
                return Status.CANCELLED
            if word in words["proposed"]:
                return Status.PROPOSED
            if word in words["scheduled"] and p.tense is not Tense.PAST:
                return Status.SCHEDULED
            if word in words["possible"]:
                return Status.POSSIBLE
            if word in words["ongoing"] and p.tense is not Tense.PAST:
                return Status.ONGOING
        return None

    def _on_the_table(self, p: Predication) -> Status | None:
        """Read a phrase that says of an act whether it may be: "sanctions are *on the table*"."""
        token = self.sentence.tokens[p.token]
        if p.kind is not PredicationKind.NOUN or token.dep not in {"nsubj", "nsubjpass"}:
            return None
        over = self.sentence.tokens[token.head]
        if over.lemma not in {"be", "remain", "stay"}:
            return None
        below = self.sentence.children[token.head]
        phrases = {
            f"{self.sentence.tokens[c].text.lower()} {self.sentence.tokens[noun].lemma.lower()}"
            for c in below
            if self.sentence.tokens[c].dep == "prep"
            for noun in self._behind_prepositions(c)
        }
        shut = bool(phrases & self.words["shut"])
        if not shut and not phrases & self.words["open"]:
            return None
        around = (
            *below,
            *(d for c in below for d in self.sentence.children[c] if self.sentence.tokens[c].dep == "prep"),
        )
        denied = any(self.sentence.tokens[c].dep == "neg" for c in around)
        return Status.DID_NOT_HAPPEN if shut is not denied else Status.POSSIBLE

    def _behind_prepositions(self, preposition: int) -> list[int]:
        """Give the nouns behind a preposition, and behind one on it: "*out of* the question"."""
        found = []
        for child in self.sentence.children[preposition]:
            if self.sentence.tokens[child].dep == "prep":
                found.extend(self._behind_prepositions(child))
            elif self.sentence.tokens[child].dep == "pobj":
                found.append(child)
        return found

    # ------------------------------------------------------------- its own verb

    def _own(self, p: Predication) -> Status | None:
        """Read tense, modality, negation and condition; None where nothing finite carries the act."""
        if p.condition:
            return Status.POSSIBLE
        if p.kind is PredicationKind.NOUN and p.light is None:
            return Status.DID_NOT_HAPPEN if p.negation is not None else None
        if p.modal == "would":
            status = Status.EXPECTED if self._under_past_speech(p) else Status.POSSIBLE
            return Status.DID_NOT_HAPPEN if p.negation is not None and status is Status.EXPECTED else status
        if p.modal in _MODAL:
            status = _MODAL[p.modal]
            if p.negation is not None:
                return Status.POSSIBLE if p.modal in {"may", "might"} else Status.DID_NOT_HAPPEN
            return status
        if p.negation is not None or self._nothing(p):
            return Status.DID_NOT_HAPPEN
        if p.light_lemma in self.announcing and self._still_to_come(p):
            return Status.SCHEDULED
        if p.tense is Tense.FUTURE:
            return Status.POSSIBLE if self.asked(p) else Status.SCHEDULED
        if p.tense is Tense.PAST or (p.perfect and p.tense is Tense.PRESENT):
            if p.perfect and p.progressive and p.tense is Tense.PRESENT:
                return Status.ONGOING
            return Status.HAPPENED
        if p.tense is Tense.PRESENT:
            return self._present(p)
        if self.sentence.kind is ParagraphKind.HEADLINE and self._bare_infinitive(p):
            return Status.SCHEDULED
        if self.sentence.tokens[p.token].tag == "VBN" and p.governor is None:
            return Status.HAPPENED
        return None

    def asked(self, p: Predication) -> bool:
        """Say whether the act stands in a question: "Will they meet?"."""
        return p.governor is None and self.sentence.text.rstrip(" \"\u201d\u2019'").endswith("?")

    def _still_to_come(self, p: Predication) -> bool:
        """Say whether what is announced is still to be done: talks and exercises are, arrests are not."""
        match = self.match_of(p)
        return match is not None and match.entry.type in {EventType.CONSULT, EventType.COOPERATE}

    def _present(self, p: Predication) -> Status:
        if p.token in self.ahead:
            return Status.SCHEDULED
        if self.sentence.kind is ParagraphKind.HEADLINE and not p.progressive:
            return Status.HAPPENED
        if p.token in self.behind and not p.progressive:
            return Status.HAPPENED  # a chronology tells what is past in the present: "3 May 2019: Chad expels ..."
        match = self.match_of(p)
        verbal = match is not None and match.entry.type in WORDS
        if p.progressive or (match is not None and not verbal and not p.passive):
            return Status.ONGOING
        return Status.HAPPENED

    def _bare_infinitive(self, p: Predication) -> bool:
        return p.governor is None and self._infinitive(p)

    def _under_past_speech(self, p: Predication) -> bool:
        above = self._above(p)
        while above is not None:
            if above.tense is Tense.PAST or above.perfect:
                return True
            above = self._above(above)
        # Free indirect speech: "The talks would take place in May, she said" hangs the other way round.
        return any(q.tense is Tense.PAST and q.governor is None and q is not p for q in self.sentence.predications)

    def _above(self, p: Predication) -> Predication | None:
        return None if p.governor is None else self.sentence.predications[p.governor.predication]

    # ------------------------------------------------------------- the acts above

    def _from_above(self, p: Predication) -> Status | None:
        """Take the status that the governing act gives, None where it gives none."""
        above = self._above(p)
        if above is None or p.governor is None or self._beside_infinitive(p):
            return None
        relation, marker = p.governor.relation, p.governor.marker
        match = self.match_of(above)
        subject_of_adjective = relation is Relation.SUBJECT and above.kind is PredicationKind.ADJECTIVE
        passing = (
            subject_of_adjective
            or relation in {Relation.COMPLEMENT, Relation.OBJECT}
            or (relation is Relation.OBLIQUE and self._operator_takes(above, match, marker))
        )
        if passing and relation is not Relation.COMPLEMENT and self._has_content(above):
            passing = False
        if passing and match is not None and match.entry.inner is not None:
            own = self.match_of(p)
            met = own is not None and own.entry.type is EventType.CONSULT and p.kind is PredicationKind.NOUN
            said = own is not None and own.entry.type in WORDS and p.kind is PredicationKind.NOUN
            if said and match.entry.inner is Status.SCHEDULED:
                return self.status(above)  # "confirmed its *readiness*": words are done by saying them
            if met and match.entry.by_inner.get(EventType.CONSULT) == "":
                return self.status(above)  # "ended the talks": they were held
            return self._under_operator(above, match.entry.inner)
        finite = p.finite and (p.kind is not PredicationKind.NOUN or p.light is not None)
        if relation is Relation.ADVERBIAL and marker == "until" and self.status(above) not in _REAL:
            return Status.POSSIBLE  # "nothing would be paid until the ban was lifted"
        if relation is Relation.ADVERBIAL and not finite:
            status = self.status(above)
            if marker in {"after", "following", "upon", "by"} or status in _REAL:
                return Status.HAPPENED if marker in {"after", "following", "upon"} else status
            return Status.SCHEDULED if status in FUTURE else status
        if relation is Relation.PURPOSE:
            status = self.status(above)
            return status if status in NEGATED | {Status.POSSIBLE} else Status.PROPOSED
        if finite:
            return None
        if p.kind is PredicationKind.NOUN:
            return self._of_noun(p, above, relation, marker)
        if relation is Relation.COMPLEMENT:
            if marker in {"of", "for", "over", "about", "on", "with", "from", "in", "at", "against"}:
                return None  # "accused of shelling", "thanked for sending": told as done
            return Status.PROPOSED if self._infinitive(p) else self.status(above)
        if relation is Relation.RELATIVE:
            return None
        return self.status(above)

    def _beside_infinitive(self, p: Predication) -> bool:
        """Say whether the parse hangs a past verb on the infinitive before it: "refused to sign and *accused* …"."""
        token = self.sentence.tokens[p.anchor]
        head = self.sentence.tokens[token.head]
        return token.dep == "conj" and token.tag == "VBD" and head.tag == "VB"

    def _nothing(self, p: Predication) -> bool:
        """Say whether what is done is nothing: "promised *no such thing*", "conceded *nothing*"."""
        return any(
            self.sentence.tokens[a.token].text.lower() in {"nothing", "none", "nobody"}
            or any(self.sentence.tokens[c].text.lower() == "no" for c in self.sentence.children[a.token])
            for a in p.fillers(Role.OBJECT)
            if not p.passive
        )

    def _has_content(self, above: Predication) -> bool:
        """Say whether an act about acts has its content in a clause: "talks are aimed at *ending* …"."""
        return any(
            q.governor is not None
            and q.governor.predication == above.index
            and q.governor.relation is Relation.COMPLEMENT
            and q.kind is not PredicationKind.NOUN
            for q in self.sentence.predications
        )

    def _operator_takes(self, above: Predication, match: Match | None, marker: str) -> bool:
        """Say whether a prepositional phrase is what an operator works on: "call for talks", "plan for a visit"."""
        if match is None or match.entry.inner is None:
            return False
        phrases = (*match.entry.verbs, *match.entry.adjectives)
        if any(phrase.split()[0] == above.lemma.split()[0] and marker in phrase.split()[1:] for phrase in phrases):
            return True
        return above.kind is PredicationKind.NOUN and marker in {"of", "for", "to", "on"}

    def _under_operator(self, above: Predication, inner: Status) -> Status:
        status = self.status(above)
        if status is Status.DID_NOT_HAPPEN or (above.negation is not None and status is Status.POSSIBLE):
            return _DENIED[inner]
        if status in _REAL:
            return status if inner is Status.HAPPENED else inner
        if status is Status.CANCELLED:
            return Status.POSSIBLE if inner is Status.CANCELLED else Status.CANCELLED
        if inner in {Status.CANCELLED, Status.DID_NOT_HAPPEN}:
            return Status.POSSIBLE if status is Status.POSSIBLE else inner
        if inner is Status.HAPPENED or status is Status.POSSIBLE:
            return status
        return inner

    def _of_noun(self, p: Predication, above: Predication, relation: Relation, marker: str) -> Status | None:
        """Read the status of an event noun from the clause that it stands in."""
        status = self.status(above)
        if marker in {"for", "of", "on"} and self._to_be_fixed(p):
            return Status.SCHEDULED if above.tense is not Tense.NONE and status is Status.HAPPENED else Status.POSSIBLE
        if relation is Relation.OBLIQUE:
            if marker in {
                "after",
                "following",
                "since",
                "during",
                "at",
                "despite",
                "over",
                "because of",
                "in wake of",
                "in response to",
            }:
                beside = marker in {"during", "at"} and status in FUTURE
                return status if beside else Status.HAPPENED
            if marker in {"for", "to", "over"} and self._owned(p):
                return Status.HAPPENED  # "to punish Chad *for its attack*": what has its doer there is told as done
            if marker in {"before", "ahead of", "prior to", "in run-up to", "in lead-up to", "until", "on eve of"}:
                return Status.SCHEDULED if status is not Status.HAPPENED or not above.perfect else None
            ahead = status in FUTURE | {Status.POSSIBLE}
            return status if ahead and marker in _WITH_IT else None
        if relation in {Relation.OBJECT, Relation.SUBJECT} and status in FUTURE | {Status.POSSIBLE}:
            return status if relation is Relation.OBJECT else None
        return None

    def _to_be_fixed(self, p: Predication) -> bool:
        """Say whether a noun is what a date or a place is sought for: "failed to agree on a *date for talks*"."""
        above = self.sentence.ancestors(p.anchor)[:2]
        return len(above) == 2 and self.sentence.tokens[above[1]].lemma.lower() in self.words["to-fix"]

    def _owned(self, p: Predication) -> bool:
        """Say whether a hostile deed is told as somebody's: "*its* attack", "*the Chadian* expulsions"."""
        children = [self.sentence.tokens[c] for c in self.sentence.children[p.token]]
        if any(child.dep == "poss" for child in children):
            return True
        named = any(
            child.dep in {"amod", "compound"} and child.tag in {"NNP", "JJ"} and child.text[:1].isupper()
            for child in children
        )
        return named and any(child.text.lower() == "the" for child in children)

    def _infinitive(self, p: Predication) -> bool:
        anchor = p.anchor
        return any(self.sentence.tokens[c].tag == "TO" for c in self.sentence.children[anchor])

    def _default(self, p: Predication) -> Status:
        """A noun or participle that nothing settles: ahead where its own time says so, else told as done."""
        if p.token in self.ahead:
            return Status.SCHEDULED
        if p.kind is not PredicationKind.NOUN and self._infinitive(p):
            return Status.PROPOSED
        return Status.ONGOING if self._recurring(p) else Status.HAPPENED

    def _recurring(self, p: Predication) -> bool:
        """Say whether a bare plural in the present tells of what goes on: "it watches *intrusions* …"."""
        above = self._above(p)
        if p.kind is not PredicationKind.NOUN or p.light is not None or above is None:
            return False
        bare = not any(
            self.sentence.tokens[c].dep in {"det", "nummod", "poss"} for c in self.sentence.children[p.token]
        )
        present = above.tense is Tense.PRESENT or self.status(above) is Status.ONGOING
        return self.sentence.tokens[p.token].tag == "NNS" and bare and present and not above.perfect


# Prepositions under which a noun is as much ahead as the clause: "will host him *as part of* a visit".
_WITH_IT = frozenset({"in", "at", "with", "for", "on", "of", "to", "into", "by", "as part of", "on sideline of"})
_WORD_LISTS = (
    "did-not",
    "cancelled",
    "proposed",
    "scheduled",
    "possible",
    "ongoing",
    "failed",
    "open",
    "shut",
    "to-fix",
)
