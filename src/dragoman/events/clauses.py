"""The acts of one sentence: matched, given a status, sides, a time and a place."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass, replace

from msgspec import structs

from dragoman.events.dating import Dater
from dragoman.events.draft import WORDS, DraftEvent
from dragoman.events.patterns import Match, Patterns, governed, patterns
from dragoman.events.places import of_the_state, place_of
from dragoman.events.sides import SideReader, Sides, keys
from dragoman.events.status import StatusReader
from dragoman.lexicons.files import Lexicons
from dragoman.lexicons.grammar import word_list
from dragoman.schema.actor import Actor, Cast, Place, Sector
from dragoman.schema.event import FUTURE, EventType, Status
from dragoman.schema.sentence import Argument, Predication, PredicationKind, Relation, Role, Sentence, Tense
from dragoman.schema.when import Published, TimeExpression

_POINTING = frozenset({"the", "this", "that", "these", "those", "both", "such"})


_REFUSAL = "reject.by-will-not"
# What a promise becomes where its content is denied: "promised *not* to attack" eases, "vowed never to talk" refuses.
_NEGATED_PROMISE = {"THREATEN": "AGREE", "AGREE": "REJECT", "CONCEDE": "REJECT/yield"}
_CONTENT = 4  # how many predications below an outer act are looked through for its other end
_CONTENT_PREPOSITIONS = ("with", "to", "for", "from", "into", "of", "in")


# Modes of ASSAULT by its means, the most telling first; the words stand in en/grammar/words.toml.
_MEANS = (
    "suicide-attack",
    "unconventional",
    "crowd-control",
    "drone",
    "aerial",
    "heavy-weapons",
    "explosives",
    "firearms",
    "primitive",
)

_REASONS = frozenset(
    {
        "for",
        "over",
        "because",
        "because of",
        "after",
        "following",
        "in response to",
        "in retaliation for",
        "in protest at",
    }
)

_BETWEEN_FIRMS = frozenset({EventType.AGREE, EventType.CONSULT, EventType.COOPERATE, EventType.SUPPORT})

_ANSWERING = frozenset({EventType.AGREE, EventType.REJECT})
_SORTS = frozenset({"terrorist", "terror", "militant", "extremist", "jihadist", "islamist", "suicide"})
_TAKEN_BACK = frozenset({EventType.ACCUSE, EventType.REJECT, EventType.THREATEN, EventType.REQUEST})
_REFUSED = frozenset({EventType.COOPERATE, EventType.AID, EventType.RETREAT, EventType.CONCEDE})
_ASSENTING = frozenset({"agree.agree-to", "agree.signal-willingness"})
_DANGERS = frozenset({"threat", "danger", "menace"})
_BEING = frozenset({"be", "pose", "remain", "represent", "constitute", "become", "see", "view", "consider", "face"})
_ASSENT = frozenset({EventType.SUPPORT, EventType.AGREE})

# Who travels for himself, for his firm or for the news: no visit of state.
_PRIVATE = frozenset(
    {Sector.BUS, Sector.JRN, Sector.MED, Sector.EDU, Sector.REF, Sector.CVL, Sector.LAB, Sector.CRM, Sector.MNC}
)

# What is asked, threatened or promised is content also below a further act: "urged it to stop the attacks".
_CONTENT_DEEP = frozenset({EventType.REQUEST, EventType.THREATEN, EventType.AGREE})

HOSTILE = frozenset(
    {
        EventType.ACCUSE,
        EventType.ASSAULT,
        EventType.COERCE,
        EventType.MOBILIZE,
        EventType.PROTEST,
        EventType.REJECT,
        EventType.SANCTION,
        EventType.THREATEN,
    }
)
"""Acts that answer a wrong; what they answer is taken to be the wrong of whom they are done to."""

OBLIGING = frozenset({"should", "must", "ought"})


@dataclass(frozen=True, slots=True)
class Code:
    """Type and modes of an act; `refused` where it is the refusal of the act that the words name."""

    type: EventType
    modes: tuple[str, ...]
    refused: bool = False

    @classmethod
    def parse(cls, spec: str, *, refused: bool = False) -> "Code":
        """Read "REJECT/meet"."""
        name, _, mode = spec.partition("/")
        return cls(EventType(name), (mode,) if mode else (), refused)


class SentenceReader:
    """The acts of one sentence."""

    def __init__(
        self,
        sentence: Sentence,
        cast: Cast,
        expressions: tuple[TimeExpression, ...],
        places: Mapping[tuple[int, int], Place],
        *,
        lexicons: Lexicons,
        published: Published | None,
    ) -> None:
        self.sentence = sentence
        self.cast = cast
        self.places = places
        self.patterns: Patterns = patterns(lexicons)
        self.side_reader = SideReader(
            sentence, cast, giving=word_list(lexicons, "ditransitive-verb"), houses=word_list(lexicons, "house-noun")
        )
        self._expressions, self._lexicons, self._published = expressions, lexicons, published
        self.matches: dict[int, Match | None] = {p.index: self._match(p) for p in sentence.predications}

    def words(self, name: str) -> frozenset[str]:
        """Give a list of en/grammar/words.toml."""
        return word_list(self._lexicons, name)

    @functools.cached_property
    def dater(self) -> Dater:
        """Which time belongs to which predication; most sentences tell of no act, and nobody asks."""
        return Dater(self.sentence, self._expressions)

    @functools.cached_property
    def statuses(self) -> StatusReader:
        """Whether the acts are real."""
        return StatusReader(
            self.sentence,
            lambda p: self.matches[p.index],
            lexicons=self._lexicons,
            ahead=self._ahead(self._published),
            behind=self._behind(self._published),
        )

    def _match(self, p: Predication) -> Match | None:
        """Choose the best entry; where that lacks a party it needs, the next that does not."""
        found = self.patterns.all(self.sentence, p, self.cast)
        matches = sorted(
            (m for m in found if not m.entry.ahead or self._to_come(p)), key=lambda m: m.rank, reverse=True
        )
        if len(matches) < 2:
            return matches[0] if matches else None
        return next((m for m in matches if self._has_parties(p, m)), matches[0])

    def _to_come(self, p: Predication) -> bool:
        """Say whether an act is told as still to come: "*will* regret it", "would not hesitate to *use* force"."""
        if p.condition or p.perfect or p.negation is not None:
            return False
        if p.tense is Tense.FUTURE or p.modal in {"would", "be to"}:
            return True
        above = self.sentence.predications[p.governor.predication] if p.governor is not None else None
        binding = above is not None and not p.finite and above.lemma in self.words("unhesitating-word")
        return binding and p.governor is not None and p.governor.relation is Relation.COMPLEMENT

    def _has_parties(self, p: Predication, match: Match) -> bool:
        if not (match.entry.needs_recipient or match.entry.symmetric) or match.entry.inner is not None:
            return True
        sides = self.side_reader.sides(p, match.entry, None)
        if match.entry.symmetric:
            return len(keys((*sides.actors, *sides.recipients))) > 1 or self._definite(p)
        return bool(sides.recipients)

    def _ahead(self, published: Published | None) -> frozenset[int]:
        """Find the predications whose own time begins after the publication."""
        if published is None:
            return frozenset()
        found = set()
        for p in self.sentence.predications:
            when = self.dater.time(p)
            if when is not None and when.start is not None and when.start > published.end:
                found.add(p.token)
        return frozenset(found)

    def _behind(self, published: Published | None) -> frozenset[int]:
        """Find the predications whose own time, named with them, ends before the publication."""
        if published is None:
            return frozenset()
        return frozenset(
            p.token
            for p in self.sentence.predications
            if (when := self.dater.time(p)) is not None and when.end is not None and when.end < published.start
        )

    def drafts(self) -> list[DraftEvent]:
        """Give the acts in the order of the text."""
        found = []
        for p in self.sentence.predications:
            match = self.matches[p.index]
            draft = self._draft(p, match) if match is not None else None
            if draft is not None:
                found.extend(self._one_visit_each(draft))
        return found

    def _one_visit_each(self, draft: DraftEvent) -> list[DraftEvent]:
        """Make of a journey to several states a visit to each."""
        hosts = {a.country for a in draft.sides.recipients}
        if not draft.visit or len(hosts) < 2:
            return [draft]
        return [
            replace(
                draft,
                place=draft.place
                if draft.place is not None and draft.place.country == host
                else of_the_state({host}, self.places),
                sides=Sides(
                    draft.sides.actors,
                    tuple(a for a in draft.sides.recipients if a.country == host),
                    draft.sides.derived,
                ),
                links=[],
                merged=[],
            )
            for host in dict.fromkeys(a.country for a in draft.sides.recipients)
        ]

    def answerable(self) -> dict[int, str]:
        """Give the nouns that may mean an act told before: by token the type of act, "" for any act at all."""
        pointing = self.words("pointing-noun")
        found = {t: "" for t, token in enumerate(self.sentence.tokens) if token.lemma.lower() in pointing}
        for p in self.sentence.predications:
            match = self.matches[p.index]
            if p.kind is PredicationKind.NOUN and match is not None and match.entry.type is not None:
                sides = self.side_reader.sides(p, match.entry, None)
                if not sides.actors and not sides.recipients:
                    found[p.token] = str(match.entry.type)
        return found

    def _draft(self, p: Predication, match: Match) -> DraftEvent | None:
        inner = self.inner_of(p, match)
        code = self.code_of(p, match, inner)
        if code is None or self._inside_preposition(p):
            return None
        if code.type is not EventType.CONSULT and self.statuses.asked(p):
            return None  # "Would Chad lift the ban?" tells of nothing
        operator, operator_match = self.operator_over(p)
        if (code.type is EventType.REQUEST and self._asserts(p)) or self._told_by_verb(p, code.type):
            return None
        if (self._is_content(p, code.type) and not self._denied(p, operator_match)) or self._only_aim(
            p, code.type, operator_match
        ):
            return None
        sides = self.side_reader.sides(p, match.entry, operator if operator_match else None)
        if code.refused and match.entry.symmetric:
            sides = self._who_refuses(p, sides)
        blamed = self._blamed(p)
        if blamed:
            sides = Sides(blamed, tuple(a for a in sides.recipients if a not in blamed), derived=True)
        if inner is not None and not sides.recipients and not match.entry.symmetric:
            sides = self._sides_from_inner(sides, inner)
        if match.entry.type is not None and match.entry.inner is not None and not sides.recipients:
            sides = self._sides_from_content(sides, p)
        if code.type is EventType.ACCUSE and self._of_unknown_hand(p):
            sides = Sides(sides.actors, (), sides.derived)
        if code.type is EventType.ASSAULT and self._by_unknown_hand(p, sides):
            sides = Sides(
                tuple(structs.replace(a, country=None) for a in sides.actors), sides.recipients, sides.derived
            )
        if not sides.actors and not sides.recipients and not self._points_back(p, code.type):
            return None
        if self._private(p, code.type, sides) or self._no_act(p, code.type, sides):
            return None
        if self._at_home(p, match, code.type, sides, inner) or self._idle(p, code.type):
            return None
        if "visit" in code.modes and not any(_on_public_business(a) for a in sides.actors):
            return None
        if match.entry.needs_recipient and not sides.recipients and code.type not in WORDS:
            return None  # an answer in words may still find whom it answers in what was told before
        code = self._with_mode(code, p, sides)
        because = tuple(m.entry.id for m in (match, operator_match) if m is not None)
        if match.entry.jointly is not None and len({a.country for a in sides.actors if a.country}) > 1:
            code = Code(match.entry.jointly, ())
        return DraftEvent(
            sentence=self.sentence,
            predication=p,
            match=match,
            type=code.type,
            modes=code.modes,
            contexts=match.entry.contexts,
            status=Status.HAPPENED if code.refused else self.statuses.status(p),
            sides=sides,
            time=self.dater.time(p),
            place=place_of(self.sentence, p, self.places, sides, kind=code.type, modes=code.modes),
            because=(*because, _REFUSAL) if code.refused else because,
            definite=self._definite(p),
            by_saying=code.refused,
            inner=inner.index if inner is not None else None,
        )

    def _private(self, p: Predication, kind: EventType, sides: Sides) -> bool:
        """Say whether an act is no matter of state: what a private expert thinks, sport, a deal between two firms."""
        doers = {self.sentence.tokens[a.token].lemma.lower() for a in p.fillers(Role.SUBJECT)}
        of_a_body = any(a.country == "IGO" for a in sides.actors)  # "UN experts"
        if not of_a_body and kind in WORDS and doers & self.words("private-expert"):
            return True
        if doers & self.words("sportsperson"):
            return True
        parties = (*sides.actors, *sides.recipients)
        dealing = kind in _BETWEEN_FIRMS and len(parties) > 1
        return dealing and all(a.sector in {Sector.BUS, Sector.MNC} or a.country == "MNC" for a in parties)

    def _no_act(self, p: Predication, kind: EventType, sides: Sides) -> bool:
        """Say whether an event noun tells of no act: any that may come, a figure of trade, or what is only answered."""
        if p.kind is not PredicationKind.NOUN or kind is EventType.CONSULT:
            return False
        if any(self.sentence.tokens[c].text.lower() == "any" for c in self.sentence.children[p.token]):
            return True  # "will answer *any* attack"
        measured = p.lemma in self.words("commerce-noun")
        if kind is EventType.THREATEN and p.lemma in _DANGERS and p.light_lemma in _BEING:
            return True  # "is a *threat* to the islands": an opinion
        subject = self.sentence.tokens[p.token].dep == "nsubj"
        if kind is EventType.ACCUSE and subject and p.light_lemma == "be":
            return True  # "the *allegation* is baseless" accuses nobody
        if measured and subject and p.light is not None and p.light_lemma in self.words("measuring-verb"):
            return True  # "*trade* was worth two billion"
        governor = p.governor
        if governor is None:
            return False
        above = self.sentence.predications[governor.predication]
        if measured and governor.relation is Relation.SUBJECT and above.lemma in self.words("measuring-verb"):
            return True  # "*trade* fell by a third"
        keeping = self.words("keeping-verb")
        if kind is EventType.AGREE and governor.relation is Relation.OBJECT and above.lemma.split()[0] in keeping:
            return True  # "fulfilled its *pledge*"
        match = self.matches[above.index]
        if match is None or governor.relation is not Relation.OBJECT:
            return False
        if match.entry.type is EventType.CONCEDE and kind in _TAKEN_BACK:
            return True  # "lifted its *veto*", "dropped its *objections*": taken back, not made
        refused = match.entry.type is EventType.REJECT and kind in _REFUSED
        return (match.entry.type in _ANSWERING and kind in WORDS and not sides.recipients) or refused

    def _who_refuses(self, p: Predication, sides: Sides) -> Sides:
        """Part those who would meet into who will not and whom he refuses: "*Chile* will not talk with *Peru*"."""
        own = {a.country for x in p.fillers(Role.SUBJECT) for a in self.side_reader.actors_at(x)}
        refusing = tuple(a for a in sides.actors if a.country in own)
        others = tuple(a for a in sides.actors if a.country not in own)
        return Sides(refusing, others, derived=True) if refusing and others else sides

    def _of_unknown_hand(self, p: Predication) -> bool:
        """Say whether what is condemned is violence told with its place alone: "condemned *the attack in Oslo*"."""
        below = [self.sentence.predication_at(a.token) for a in p.fillers(Role.OBJECT)]
        deeds = [
            q for q in below if q is not None and (m := self.matches[q.index]) and m.entry.type is EventType.ASSAULT
        ]
        return bool(deeds) and not any(
            self.side_reader.actors_at(a)
            for q in deeds
            for a in (*q.fillers(Role.POSSESSIVE, Role.SUBJECT), *q.after("by", "against", "on"), *_modifiers(q))
            if not self._sort(a)
        )

    def _by_unknown_hand(self, p: Predication, sides: Sides) -> bool:
        """Say whether an attack tells only the sort of its doers: a "*terrorist* attack in Oslo" is not Oslo's."""
        attacks = [p] if p.kind is PredicationKind.NOUN else []
        subjects = (self.sentence.predication_at(a.token) for a in p.fillers(Role.SUBJECT))
        attacks += [q for q in subjects if q is not None and q.kind is PredicationKind.NOUN]
        sorts = [a for q in attacks for a in q.fillers(Role.MODIFIER) if self._sort(a)]
        spans = {self.sentence.tokens[a.token].start for a in sorts}
        told = [a.span is not None and any(a.span[0] <= s < a.span[1] for s in spans) for a in sides.actors]
        return bool(told) and all(told)

    def _sort(self, argument: Argument) -> bool:
        return self.sentence.tokens[argument.token].lemma.lower() in _SORTS

    def _at_home(self, p: Predication, match: Match, kind: EventType, sides: Sides, inner: Predication | None) -> bool:
        """Say whether nobody stands at the other end of what takes one: "agreed on a budget", "happy to be donors"."""
        if sides.recipients or len(keys(sides.actors)) > 1:
            return False
        if kind is EventType.SUPPORT:
            return p.lemma.split()[0] in self.words("reaching-verb") and match.entry.id == "support.sign-agreement"
        if kind is not EventType.AGREE or inner is not None:
            return False
        bare = p.kind is PredicationKind.NOUN and p.light is None and match.entry.id == "agree.proposal-noun"
        return bare or match.entry.id in _ASSENTING or p.lemma in self.words("inclined-word")

    def _idle(self, p: Predication, kind: EventType) -> bool:
        """Say whether a verb with what it governs is no act: "declined to *elaborate*", "gathered to *celebrate*"."""
        below = [
            q
            for q in self.sentence.predications
            if q.governor is not None
            and q.governor.predication == p.index
            and q.governor.relation in {Relation.COMPLEMENT, Relation.PURPOSE}
        ]
        if kind is EventType.PROTEST:
            return any(q.lemma in self.words("feast-verb") for q in below)
        if kind is not EventType.REJECT or p.kind is PredicationKind.NOUN:
            return False
        said = {q.lemma for q in below} | {f"{q.light_lemma} {q.lemma}" for q in below if q.light is not None}
        said |= {
            f"{q.lemma} {self.sentence.tokens[a.token].lemma.lower()}" for q in below for a in q.fillers(Role.OBJECT)
        }
        return bool(said & self.words("press-answer"))

    def _inside_preposition(self, p: Predication) -> bool:
        """Say whether a noun is only part of a preposition: "*in retaliation for* the bombing"."""
        own = p.governor
        return (
            own is not None
            and p.kind is PredicationKind.NOUN
            and any(
                q.governor is not None
                and q.governor.predication == own.predication
                and q.governor.marker.startswith(f"{own.marker} {p.lemma} ")
                for q in self.sentence.predications
            )
        )

    def _told_by_verb(self, p: Predication, kind: EventType) -> bool:
        """Say whether a noun is the object that makes its verb the act: "reaffirmed its *support*" is one act.

        So is an attack that kills: "an *attack* on the port killed nine".
        """
        if p.kind is not PredicationKind.NOUN or p.governor is None:
            return False
        above = self.matches[p.governor.predication]
        if above is None or above.entry.type is not kind:
            return False
        if p.governor.relation is Relation.SUBJECT:
            return kind is EventType.ASSAULT
        if p.governor.relation is not Relation.OBJECT:
            return False
        wanted = self.patterns.tests[above.entry.id].object
        return wanted is not None and wanted.names(self.sentence, p.token)

    def _with_mode(self, code: Code, p: Predication, sides: Sides) -> Code:
        """Add the mode that the entry leaves open: the means of an attack, the circle of a meeting."""
        if code.modes:
            return code
        if code.type is EventType.CONSULT:
            parties = keys((*sides.actors, *sides.recipients))
            many = len(parties) > 2 or any(country == "IGO" for country, _ in parties)
            return replace(code, modes=("multilateral",)) if many else code
        if code.type is not EventType.ASSAULT:
            return code
        near = [
            *(a.token for a in p.fillers(Role.SUBJECT, Role.MODIFIER)),
            *(a.token for a in p.after("with", "by", "from", "in")),
        ]
        words = {p.lemma, *(self.sentence.tokens[t].lemma.lower() for t in near)}
        words |= {self.sentence.tokens[c].lemma.lower() for t in near for c in self.sentence.children[t]}
        mode = next((mode for mode in _MEANS if words & self.words(f"means-{mode}")), None)
        return code if mode is None else replace(code, modes=(mode,))

    def _asserts(self, p: Predication) -> bool:
        """Say whether a verb that can demand only says that something is so: "insisted that the talks *are* over"."""
        if p.lemma not in self.words("asserting-verb"):
            return False
        return self._about_being(p) or any(
            below.governor is not None
            and below.governor.predication == p.index
            and below.governor.relation is Relation.COMPLEMENT
            and (
                (self.sentence.tokens[below.anchor].tag in {"VBZ", "VBD"} and not below.modal)
                or below.tense is Tense.FUTURE
                or (below.modal == "would" and below.negation is not None)
            )
            for below in self.sentence.predications
        )

    def _about_being(self, p: Predication) -> bool:
        """Say whether the clause under a verb has a plain "is", "are", "was", which names no act."""
        return any(
            token.dep in {"ccomp", "parataxis"} and token.lemma == "be" and token.tag in {"VBZ", "VBP", "VBD"}
            for token in (self.sentence.tokens[c] for c in self.sentence.children[p.anchor])
        )

    def _blamed(self, p: Predication) -> tuple[Actor, ...]:
        """Read "its" in a reason as whom the act above is done to: "sanctioned X for *its* test" is X's test."""
        governor = p.governor
        if governor is None or p.kind is not PredicationKind.NOUN:
            return ()
        part = self._part_in(p)
        if part is not None:
            return self._who_had(part, self.sentence.predications[governor.predication])
        if governor.marker not in _REASONS:
            return ()
        above = self.sentence.predications[governor.predication]
        match = self.matches[above.index]
        if match is None:
            return ()
        sides = self.side_reader.sides(above, match.entry, None)
        its = any(self.sentence.tokens[a.token].tag == "PRP$" for a in p.fillers(Role.POSSESSIVE))
        return sides.recipients if its or self._suffered(p, match, sides) else ()

    def _suffered(self, p: Predication, above: Match, sides: Sides) -> bool:
        """Say whether a hostile act answers what its doer's own people suffered: "over the arrest of *its* sailors"."""
        if above.entry.type not in HOSTILE or p.after("by") or p.fillers(Role.POSSESSIVE, Role.MODIFIER, Role.SUBJECT):
            return False
        own = {a.country for a in sides.actors if a.country}
        harmed = {a.country for argument in p.after("of") for a in self.side_reader.actors_at(argument)}
        return bool(harmed) and harmed <= own

    def _part_in(self, p: Predication) -> int | None:
        """Find the noun that says somebody had a hand in the act: "their alleged *role* in the bombing"."""
        above = self.sentence.ancestors(p.token)[:2]
        if len(above) < 2 or self.sentence.tokens[above[0]].text.lower() not in {"in", "for", "behind"}:
            return None
        return above[1] if self.sentence.tokens[above[1]].lemma.lower() in self.words("taking-part-noun") else None

    def _who_had(self, part: int, above: Predication) -> tuple[Actor, ...]:
        """Give who had a part in an act: its owner by name, or by "its" whom the act above is done to."""
        for child in self.sentence.children[part]:
            word = self.sentence.tokens[child]
            if word.tag == "PRP$":
                match = self.matches[above.index]
                done_to = self.side_reader.sides(above, match.entry, None).recipients if match is not None else ()
                return done_to or self.side_reader.actors_at(Argument(Role.POSSESSIVE, child))
            if word.dep in {"poss", "amod", "compound", "nmod"}:
                owner = self.side_reader.actors_at(Argument(Role.POSSESSIVE, child))
                if owner:
                    return owner
        return ()

    def inner_of(self, p: Predication, match: Match) -> Predication | None:
        """Find the act that an act about acts is about."""
        if match.entry.inner is None and not match.entry.by_inner:
            return None
        return self._act_below(p)

    def _act_below(self, p: Predication) -> Predication | None:
        """Find the act below, through words that only say that it goes on: "vowed to *keep* supplying"."""
        for below in governed(self.sentence, p):
            inner = self.matches[below.index]
            if inner is None:
                continue
            if inner.entry.type is not None or inner.entry.by_inner:
                return below
            through = inner.entry.inner is Status.HAPPENED or self._plan_dropped(p, inner)
            deeper = self._act_below(below) if through else None
            if deeper is not None:
                return deeper
        return None

    def _plan_dropped(self, p: Predication, inner: Match) -> bool:
        """Say whether what is cancelled is a plan for an act: "scrapped *plans* for exercises" cancels these."""
        match = self.matches[p.index]
        cancels = match is not None and match.entry.inner is Status.CANCELLED
        return cancels and inner.entry.type is None and inner.entry.inner is Status.PROPOSED

    def code_of(self, p: Predication, match: Match, inner: Predication | None) -> Code | None:
        """Give the type and modes of an act, None where it is no event of its own."""
        code = self._plain_code(match, inner)
        refusal = self.patterns.by_id.get(_REFUSAL)
        if code is None or refusal is None or code.type not in refusal.by_inner:
            return code
        if not self._refused(p) and not (code.type in _ASSENT and self._declines(p)):
            return code
        return Code.parse(refusal.by_inner[code.type], refused=True)

    def _plain_code(self, match: Match, inner: Predication | None) -> Code | None:
        below = self.matches[inner.index] if inner is not None else None
        if inner is not None and below is not None and match.entry.by_inner:
            kind = below.entry.type
            if kind is None:  # "urged it to stop the shelling": the stopping counts
                code = self._plain_code(below, self.inner_of(inner, below))
                kind = code.type if code is not None else None
            if kind is not None and kind in match.entry.by_inner:
                spec = match.entry.by_inner[kind]
                if inner.negation is not None and match.entry.inner in FUTURE:
                    spec = _NEGATED_PROMISE.get(spec.partition("/")[0], spec)
                return Code.parse(spec) if spec else None
        if match.entry.type is EventType.THREATEN and self._promised_not(match.predication):
            return Code(EventType.AGREE, ())
        return None if match.entry.type is None else Code(match.entry.type, match.entry.modes)

    def _promised_not(self, p: Predication) -> bool:
        """Say whether somebody gives his word that he will not: "vowed *not* to attack"."""
        return p.lemma in self.words("promise-verb") and any(b.negation is not None for b in governed(self.sentence, p))

    def _refused(self, p: Predication) -> bool:
        """Say whether somebody says that he will not do it: "will not lift the embargo"."""
        if p.negation is None or p.condition or p.perfect or p.progressive:
            return False
        return p.tense is Tense.FUTURE or p.modal == "would"

    def _declines(self, p: Predication) -> bool:
        """Say whether assent is withheld as a stand, not missed as a fact: "does not recognise", "do not accept"."""
        plain = p.tense is Tense.PRESENT and not p.perfect and not p.progressive and not p.modal
        return p.negation is not None and not p.condition and plain

    def operator_over(self, p: Predication) -> tuple[Predication | None, Match | None]:
        """Find the act about acts that stands over this one."""
        if p.governor is None:
            return None, None
        above = self.sentence.predications[p.governor.predication]
        match = self.matches[above.index]
        if (
            match is not None
            and (match.entry.inner is not None or match.entry.by_inner)
            and p in governed(self.sentence, above)
        ):
            if match.entry.inner is Status.HAPPENED and match.entry.type is None and not match.entry.by_inner:
                higher, over = self.operator_over(above)  # "vowed to keep supplying": the vow is what counts
                if over is not None and (over.entry.type is not None or over.entry.by_inner):
                    return higher, over
            return above, match
        return above, None

    def only_content(self, kind: EventType, operator: Match | None) -> bool:
        """Say whether an act is only what another act is about: "threatened to *impose sanctions*".

        The codebook files such sentences under the outer act alone. A meeting stays: the record must know
        what was proposed and then cancelled.
        """
        if operator is None or kind is EventType.CONSULT:
            return False
        stopped = operator.entry.inner is Status.DID_NOT_HAPPEN and bool(operator.entry.by_inner.get(kind))
        if kind is EventType.CONCEDE and stopped:
            return True  # "stopped *issuing visas*": the stopping alone
        if operator.entry.link is not None:
            return False
        if operator.entry.type is None and not operator.entry.by_inner.get(kind):
            return False
        return operator.entry.inner is not None and operator.entry.inner is not Status.HAPPENED

    def _is_content(self, p: Predication, kind: EventType) -> bool:
        """Say whether an act is what some outer act is about, however deep: "urged it to stop the *attacks*"."""
        above, operator = self.operator_over(p)
        while operator is not None and above is not None:
            if self.only_content(kind, operator):
                return True
            above, operator = self.operator_over(above)
            if operator is not None and operator.entry.type not in _CONTENT_DEEP:
                return False  # "refused to rule out an attack" leaves the attack possible
        return False

    def _denied(self, p: Predication, operator: Match | None) -> bool:
        """Say whether an act is told in a clause that is denied: it is an event that did not happen."""
        return operator is not None and operator.entry.inner is Status.DID_NOT_HAPPEN and p.finite

    def _only_aim(self, p: Predication, kind: EventType, operator: Match | None) -> bool:
        """Say whether an act is only wished for, or only what something is done for: no event but for a meeting."""
        if kind is EventType.CONSULT:
            return False
        if p.modal in OBLIGING or self._under_obligation(p):
            return True
        if operator is not None:
            return operator.entry.wish or (operator.entry.inner is Status.DID_NOT_HAPPEN and self._is_aim(operator))
        bare = p.governor is not None and p.kind is not PredicationKind.NOUN and not p.finite
        return bare and self.statuses.status(p) is Status.PROPOSED

    def _is_aim(self, operator: Match) -> bool:
        """Say whether an act is only to be prevented or ended one day: "hopes *to deter* attacks"."""
        over = operator.predication
        bare = over.kind is not PredicationKind.NOUN and not over.finite and operator.entry.type is None
        return bare and self.statuses.status(over) is Status.PROPOSED

    def _under_obligation(self, p: Predication) -> bool:
        """Say whether an act is part of what somebody should do: "must stop *testing* missiles"."""
        while p.governor is not None and p.governor.relation in {
            Relation.COMPLEMENT,
            Relation.OBJECT,
            Relation.PURPOSE,
        }:
            p = self.sentence.predications[p.governor.predication]
            if p.modal in OBLIGING:
                return True
        return False

    def _sides_from_inner(self, sides: Sides, inner: Predication) -> Sides:
        """Take the other end of an outer act from the act below: who else was to meet, to be aided, to be struck."""
        match = self.matches[inner.index]
        if match is None:
            return sides
        below = self.side_reader.sides(inner, match.entry, None)
        own = {a.country for a in sides.actors}
        others = tuple(a for a in (*below.actors, *below.recipients) if a.country not in own)
        return Sides(sides.actors, others, derived=True)

    def _sides_from_content(self, sides: Sides, p: Predication) -> Sides:
        """Take the other end of an outer act from what it is about, act of the lexicon or not.

        "was ready to open its border *with Turkey*", "promised to pay for airports *in Greenland*".
        """
        own = {a.country for a in sides.actors}
        todo = list(governed(self.sentence, p))
        for walked, below in enumerate(todo):  # grows while it is walked
            if walked == _CONTENT:
                break
            arguments = (*below.fillers(Role.OBJECT, Role.INDIRECT), *below.after(*_CONTENT_PREPOSITIONS))
            found = [a for argument in arguments for a in self.side_reader.actors_at(argument)]
            others = tuple(a for a in found if a.country is not None and a.country not in own)
            if others:
                return Sides(sides.actors, others, derived=True)
            todo.extend(governed(self.sentence, below))
        return sides

    def _points_back(self, p: Predication, kind: EventType) -> bool:
        """Say whether a noun without parties can mean an act told before: "the talks", "Wednesday's meeting"."""
        answered = p.passive and kind in _ANSWERING and not p.after("by")  # "*the offer* was declined"
        return (kind is EventType.CONSULT and self._definite(p)) or (
            answered
            and any(
                self.sentence.tokens[c].text.lower() in _POINTING
                for a in p.fillers(Role.OBJECT)
                for c in self.sentence.children[a.token]
            )
        )

    def _definite(self, p: Predication) -> bool:
        if p.kind is not PredicationKind.NOUN:
            return False
        children = [self.sentence.tokens[c] for c in self.sentence.children[p.token]]
        return (
            any(c.dep == "det" and c.text.lower() in _POINTING for c in children)
            or any(c.dep == "poss" for c in children)
            or p.light_lemma == "be"
        )


def _modifiers(p: Predication) -> tuple[Argument, ...]:
    """Give what stands before a noun as if it owned it: "the *Chadian* attack"."""
    return tuple(Argument(Role.POSSESSIVE, a.token) for a in p.fillers(Role.MODIFIER))


def _on_public_business(actor: Actor) -> bool:
    return actor.country not in {None, "MNC"} and actor.sector not in _PRIVATE
