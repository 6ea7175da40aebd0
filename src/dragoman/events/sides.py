"""Who does an act and whom it is done to: the places that an entry names, filled from the cast."""

from collections.abc import Iterable
from dataclasses import dataclass

from msgspec import structs

from dragoman.lexicons.acts import ActEntry
from dragoman.schema.actor import ORGANISATION_CODES, Actor, Cast, Mention, MentionKind, Sector
from dragoman.schema.event import EventType
from dragoman.schema.sentence import Argument, Predication, PredicationKind, Relation, Role, Sentence

_ROLES = {role.value: role for role in Role if role is not Role.OBLIQUE}
_SHARING = frozenset({"with", "between", "among", "along with", "together with", "alongside", "involving"})


@dataclass(frozen=True, slots=True)
class Sides:
    """The two ends of an act; `derived` where an end was taken from an owner or a context, not from a filler."""

    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    derived: bool = False


class SideReader:
    """Fills the sides of the predications of one sentence."""

    def __init__(self, sentence: Sentence, cast: Cast, *, giving: frozenset[str], houses: frozenset[str]) -> None:
        self.sentence = sentence
        self.cast = cast
        self.giving = giving
        self.houses = houses

    def sides(self, predication: Predication, entry: ActEntry, operator: Predication | None) -> Sides:
        """Fill both ends of an act.

        `operator` is the act about acts that stands over a noun without a doer: who proposes a meeting
        takes part in it.
        """
        if entry.symmetric:
            return self._all_sides(predication, entry, operator)
        actors, taken = self._first(predication, entry.actor, frozenset(), doing=True)
        recipients, _ = self._first(predication, entry.recipient, taken, but=actors)
        derived = False
        if not actors and operator is not None:
            actors, taken = self._first(operator, ("subject", "possessive"), frozenset(), doing=True)
            derived = True
        if not actors:
            actors = (
                self._speaker_himself(predication)
                or self._doer_above(predication)
                or self._visitor_above(predication, entry)
                or (self._we_above(predication) if entry.jointly is not None else ())
            )
            derived = bool(actors)
        if not recipients:
            recipients = (
                self._owner_of_object(predication, entry, taken, but=actors)
                or self._aimed_at(predication)
                or self._warned(entry, but=actors)
                or self._complained_of(predication, entry, but=actors)
            )
            derived = derived or bool(recipients)
        recipients = tuple(r for r in recipients if not _same(r, actors) and not self._own_place(r, actors))
        if not any(r.country for r in recipients):
            known = self._known(predication, entry, taken, but=actors)
            implied = (
                known
                or self._faced(predication, entry, but=actors)
                or (self._aimed_at(predication) if recipients else ())
                or self._inside_object(predication, entry, but=actors)
            )
            if implied and (not recipients or known or entry.type in _ABOUT_DEEDS):
                recipients, derived = implied, True
        if not actors:
            actors = self._crowd(predication, entry) or self._power_of_the_place(predication, entry)
            derived = derived or bool(actors)
        if not recipients and actors and entry.type in _DONE_TO_THE_PLACE:
            recipients = self._scene(predication, but=actors)
            derived = derived or bool(recipients)
        return self._settled(Sides(actors, recipients, derived), predication)

    def _all_sides(self, predication: Predication, entry: ActEntry, operator: Predication | None) -> Sides:
        found: list[Actor] = []
        for argument in predication.arguments:
            if argument.role is Role.OBLIQUE:
                if argument.preposition in _SHARING or argument.preposition in (*entry.actor, *entry.recipient):
                    found.extend(self.actors_at(argument))
            elif not self._venue(argument) and argument.role.value in (*entry.actor, *entry.recipient, "possessive"):
                states = {a.country for a in found}
                here = self.actors_at(argument)
                if argument.role is Role.MODIFIER:  # "Peru and Chile opened *government* talks"
                    here = tuple(a for a in here if a.name is None or a.country not in states - ORGANISATION_CODES)
                found.extend(here)
        actors = _distinct(found)
        known = tuple(a for a in actors if a.country is not None)
        if len(keys(known)) > 1:
            actors = known  # "other leaders" beside two known parties tell nothing
        derived = False
        host = () if predication.after(*_SHARING) else self._host_above(predication)
        if host:
            derived = True
            actors = _distinct([*(actors or self._participant_above(predication)), *host])
        elif len({_key(a) for a in actors}) < 2:
            more = self._who_leads(predication.token)
            if not more and operator is not None:
                more = self._first(operator, ("subject", "possessive"), frozenset())[0]
            if not more:
                more = self._participant_above(predication) or self._we_above(predication)
            if more:
                derived = True
                actors = _distinct([*more, *actors])
        return Sides(actors, (), derived)

    def _host_above(self, predication: Predication) -> tuple[Actor, ...]:
        """Take the host for the other party of a meeting that somebody comes for: "visited *Accra* for talks"."""
        governor = predication.governor
        if predication.kind is not PredicationKind.NOUN or governor is None or governor.marker != "for":
            return ()
        above = self.sentence.predications[governor.predication]
        if above.lemma not in _VISITING:
            return ()
        doers = {a.country for a in self._first(above, ("subject",), frozenset(), doing=True)[0]}
        calls = above.lemma in _CALLING_ON
        if len(doers) > 1 and not calls:
            return ()  # two who come to a third place meet each other
        mentions = (self.cast.at(self.sentence.index, end.token) for end in self._ends(above))
        return tuple(
            a
            for mention in mentions
            # Who comes to a city that is no capital need not meet its state.
            if mention is not None and (calls or "world/states.csv" in mention.because)
            for a in mention.actors
            if a.country is not None and a.country not in doers
        )

    @staticmethod
    def _ends(predication: Predication) -> tuple[Argument, ...]:
        return (*predication.fillers(Role.OBJECT), *predication.after("to", "in"))

    def _venue(self, argument: Argument) -> bool:
        """Tell the place of a meeting from a party to it: "*Lisbon* talks", but "*Japan*-China talks"."""
        if argument.role is not Role.MODIFIER:
            return False
        mention = self.cast.at(self.sentence.index, argument.token)
        return mention is not None and (mention.kind is MentionKind.PLACE or " capital " in mention.because)

    def _first(
        self,
        predication: Predication,
        places: Iterable[str],
        taken: frozenset[int],
        *,
        doing: bool = False,
        but: tuple[Actor, ...] = (),
    ) -> tuple[tuple[Actor, ...], frozenset[int]]:
        """Give all actors of the first place that holds any other than `but`, with the tokens they stand on."""
        for place in places:
            arguments = predication.fillers(_ROLES[place]) if place in _ROLES else predication.after(place)
            if place == Role.INDIRECT.value and not arguments:
                arguments = self._given(predication)
            found: list[Actor] = []
            tokens: set[int] = set()
            for argument in arguments:
                if argument.token in taken:
                    continue
                here = tuple(a for a in self.actors_at(argument, doing=doing) if not _same(a, but))
                if here:
                    found.extend(here)
                    tokens.add(argument.token)
            if found:
                if place == Role.MODIFIER.value:
                    found = _without_states_of_bodies(found)
                return _distinct(found), frozenset(tokens)
        return (), frozenset()

    def _given(self, predication: Predication) -> tuple[Argument, ...]:
        """Find whom something is given where the parser took the name for a modifier: "gave *Togo* assurances"."""
        if not {predication.lemma, predication.light_lemma} & self.giving:
            return ()
        noun = predication.kind is PredicationKind.NOUN
        things = [predication.token] if noun else [a.token for a in predication.fillers(Role.OBJECT)]
        return tuple(
            Argument(Role.INDIRECT, child)
            for thing in things
            for child in self.sentence.children[thing]
            if self.sentence.tokens[child].dep == "compound"
            and self.sentence.tokens[child].tag == "NNP"
            and (mention := self.cast.at(self.sentence.index, child)) is not None
            and mention.kind is MentionKind.STATE
        )

    def actors_at(self, argument: Argument, *, doing: bool = False) -> tuple[Actor, ...]:
        """Give the actors that a filler stands for; a place does nothing, but much is done to it."""
        doing = doing or argument.role is Role.SUBJECT
        leaders = self._leaders(argument.token)
        if leaders:
            return leaders
        mention = self.cast.at(self.sentence.index, argument.token)
        if mention is not None and mention.actors:
            if mention.kind is MentionKind.PERSON:
                return _distinct((*mention.actors, *self._joined_to_the_state(argument.token)))
            if mention.kind is MentionKind.GROUP and not doing:
                named = self._included(argument.token, mention)
                if named:
                    return _distinct((*mention.actors, *named))
            return () if mention.kind is MentionKind.PLACE and doing else mention.actors
        if argument.role is Role.MODIFIER:
            return ()
        return self._owner(argument.token, doing=doing) or (self._doer_of_act(argument.token) if doing else ())

    def _included(self, token: int, group: Mention) -> tuple[Actor, ...]:
        """Find who is named of a group: "met rebel leaders, *including Diallo*", "…, *among them Okoye*"."""
        own = {a.country for a in group.actors}
        for at in range(token + 1, len(self.sentence.tokens) - 1):
            words = [t.text.lower() for t in self.sentence.tokens[at : at + 2]]
            if words[0] != "including" and words != ["among", "them"]:
                continue
            start = self.sentence.tokens[at].end
            named = [
                m
                for m in self.cast.mentions
                if m.sentence == self.sentence.index and m.span[0] > start and m.kind is MentionKind.PERSON
            ]
            return tuple(a for m in named[:1] for a in m.actors if a.name is not None and a.country in {*own, None})
        return ()

    def _leaders(self, token: int) -> tuple[Actor, ...]:
        """Find who leads a delegation, in its place: "delegations *headed by Diallo and Okoye* met"."""
        if self.sentence.tokens[token].lemma.lower() not in DELEGATIONS:
            return ()
        return self._who_leads(token)

    def _who_leads(self, token: int) -> tuple[Actor, ...]:
        """Give the persons who lead what a token names: "was led by Diallo for Chad *and by Okoye* for Niger"."""
        found: list[Actor] = []
        for p in self.sentence.predications:
            if p.lemma not in LEADING or not p.passive or token not in {a.token for a in p.fillers(Role.OBJECT)}:
                continue
            agents = [a.token for a in p.fillers(Role.SUBJECT)]
            agents += [
                noun
                for agent in agents
                for other in self.sentence.conjuncts(self.sentence.tokens[agent].head)[1:]
                if self.sentence.tokens[other].text.lower() == "by"
                for noun in self.sentence.children[other]
            ]
            for agent in agents:
                mention = self.cast.at(self.sentence.index, agent)
                if mention is not None and mention.kind is MentionKind.PERSON:
                    found.extend((*mention.actors, *self._joined_to_the_state(agent)))
        return _distinct(found)

    def _joined_to_the_state(self, token: int) -> Iterable[Actor]:
        """Find persons whom the parser joined to the state of another: "Diallo of Chad *and Okoye of Niger* met"."""
        for preposition in self.sentence.children[token]:
            if self.sentence.tokens[preposition].text.lower() not in {"of", "from"}:
                continue
            for state in self.sentence.children[preposition]:
                for other in self.sentence.conjuncts(state)[1:]:
                    mention = self.cast.at(self.sentence.index, other)
                    if mention is not None and mention.kind is MentionKind.PERSON:
                        yield from mention.actors

    def _doer_of_act(self, token: int) -> tuple[Actor, ...]:
        """Find who did the act that does something: "a *rebel* attack killed …"."""
        act = self.sentence.predication_at(token)
        if act is None or act.token != token:
            return ()
        for place in (Role.POSSESSIVE, Role.MODIFIER):
            mentions = (self.cast.at(self.sentence.index, argument.token) for argument in act.fillers(place))
            found = [a for m in mentions if m is not None and m.kind is not MentionKind.PLACE for a in m.actors]
            if found:
                return _distinct(_without_states_of_bodies(found))
        return tuple(a for argument in act.after("by") for a in self.actors_at(argument))

    def _owner(self, token: int, *, doing: bool) -> tuple[Actor, ...]:
        """Find whose a thing or a group is: "*Chinese* boats", "members *of the alliance*", "a base *in Syria*"."""
        found: list[Actor] = []
        for child in self.sentence.children[token]:
            dep = self.sentence.tokens[child].dep
            if dep in {"amod", "compound", "nmod", "poss"}:
                mention = self.cast.at(self.sentence.index, child)
                if mention is not None and (mention.kind is not MentionKind.PLACE or not doing):
                    found.extend(() if self._house_in(token, mention) else mention.actors)
                    if found and dep == "poss":
                        break  # "*Chad's* UN speech" is Chad's
        if found:
            return _distinct(_without_states_of_bodies(found))
        sides = [a for noun in self._between(token) for a in self._joined(noun)]
        if len(keys(sides)) > 1:
            return _distinct(sides)
        belonging = {"of", "from"} if doing else {"of", "from", "in", "near", "off", "by"}
        for child in self.sentence.children[token]:
            if self.sentence.tokens[child].dep == "prep" and self.sentence.tokens[child].text.lower() in belonging:
                for noun in self.sentence.children[child]:
                    mention = self.cast.at(self.sentence.index, noun)
                    if mention is not None and mention.actors:
                        return mention.actors
                    inner = self._owner(noun, doing=doing)
                    if inner:
                        return inner
        return ()

    def _house_in(self, token: int, mention: Mention) -> bool:
        """Say whether a city before a house says where that is, not whose: "a *Moscow* hotel"."""
        city = mention.kind is MentionKind.PLACE or " capital " in mention.because
        return city and self.sentence.tokens[token].lemma.lower() in self.houses

    def _between(self, token: int) -> list[int]:
        return [
            noun
            for child in self.sentence.children[token]
            if self.sentence.tokens[child].text.lower() == "between"
            for noun in self.sentence.children[child]
        ]

    def _joined(self, noun: int) -> list[Actor]:
        """Give the parties that are coordinated with a noun: "a truce between Chad *and Niger*"."""
        return [
            actor
            for other in self.sentence.conjuncts(noun)
            if (mention := self.cast.at(self.sentence.index, other)) is not None
            for actor in mention.actors
        ]

    def _own_place(self, recipient: Actor, doers: tuple[Actor, ...]) -> bool:
        """Say whether a recipient is only a place of the doer's own: who closes his airspace does it to nobody."""
        if recipient.span is None or recipient.country not in {a.country for a in doers}:
            return False
        return any(
            m.kind is MentionKind.PLACE and m.span == recipient.span
            for m in self.cast.inside(self.sentence.index, recipient.span)
        )

    def _complained_of(self, predication: Predication, entry: ActEntry, *, but: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Take whom a complaint is about from its clause: "is concerned that *Chinese* boats are …"."""
        if entry.type is not EventType.ACCUSE:
            return ()
        own = keys(but)
        for other in self.sentence.predications:
            governor = other.governor
            if governor is not None and governor.predication == predication.index and other.finite:
                subjects = other.fillers(Role.OBJECT if other.passive else Role.SUBJECT)
                found = tuple(a for x in subjects for a in self.actors_at(x) if not keys((a,)) & own)
                if found:
                    return found
        return ()

    def _warned(self, entry: ActEntry, *, but: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Take whom a threat warns from its condition: "threatened to leave unless *France* paid"."""
        if entry.type is not EventType.THREATEN:
            return ()
        own = keys(but)
        for other in self.sentence.predications:
            if other.condition in {"if", "unless"}:
                found = tuple(
                    a
                    for x in other.fillers(Role.SUBJECT)
                    for a in self.actors_at(x)
                    if a.country is not None and not keys((a,)) & own
                )
                if found:
                    return found
        return ()

    def _aimed_at(self, predication: Predication) -> tuple[Actor, ...]:
        """Take whom a measure is aimed at from its purpose: "curbed exports to limit *Chinese* firms' access"."""
        for other in self.sentence.predications:
            governor = other.governor
            if (
                governor is not None
                and governor.predication == predication.index
                and governor.relation is Relation.PURPOSE
            ):
                for argument in other.fillers(Role.OBJECT):
                    found = self.actors_at(argument)
                    if found:
                        return found
        return ()

    def _owner_of_object(
        self, predication: Predication, entry: ActEntry, taken: frozenset[int], *, but: tuple[Actor, ...]
    ) -> tuple[Actor, ...]:
        """Take the owner of the thing acted upon, where the entry lets the object be the recipient.

        The doer is passed over: "lifted *its* blockade of Yemen" is done to Yemen.
        """
        if "object" not in entry.recipient:
            return ()
        for argument in predication.fillers(Role.OBJECT):
            if argument.token in taken:
                continue
            below = self.sentence.predication_at(argument.token)
            if below is not None:
                for place in (Role.POSSESSIVE, Role.MODIFIER):
                    owners = [a for i in below.fillers(place) for a in self.actors_at(i) if not _same(a, but)]
                    if owners:
                        return _distinct(owners)
                for preposition in ("by", "of", "from", "on", "against", "to", "for", "with"):
                    owners = [a for i in below.after(preposition) for a in self.actors_at(i) if not _same(a, but)]
                    if owners:
                        return _distinct(owners)
        return ()

    def _known(
        self, predication: Predication, entry: ActEntry, taken: frozenset[int], *, but: tuple[Actor, ...]
    ) -> tuple[Actor, ...]:
        """Find a state further down the places of the recipient: "sent migrants back *to Chad*"."""
        own = {a.country for a in but}
        for place in entry.recipient[1:]:
            found, _ = self._first(predication, (place,), taken, but=but)
            others = tuple(a for a in found if a.country is not None and a.country not in own)
            if others:
                return others
        return ()

    def _faced(self, predication: Predication, entry: ActEntry, *, but: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Take whom forces face from where they stand: "massed troops on the border with *Chad*", "near *Chad*"."""
        if entry.type is not EventType.MOBILIZE:
            return ()
        own = {a.country for a in but}
        for token in self.sentence.subtree(predication.anchor):
            if _words_of(self.sentence, token) & _BORDERS:
                found = self._inside(token, but=but)
                if found:
                    return found
        for argument in predication.after(*_FACING):
            others = tuple(a for a in self.actors_at(argument) if a.country is not None and a.country not in own)
            if others:
                return others
        return ()

    def _inside_object(self, predication: Predication, entry: ActEntry, *, but: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Take the other end from deep inside what is acted upon: "lifted the ban on exports to *Chad*".

        The object, or what stands behind a preposition that the entry names for the recipient.
        """
        if not but:
            return ()
        for place in entry.recipient:
            arguments = predication.fillers(_ROLES[place]) if place in _ROLES else predication.after(place)
            for argument in arguments:
                found = self._inside(argument.token, but=but)
                if found:
                    return found
        return ()

    def _inside(self, token: int, *, but: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Find the first state inside a noun phrase other than those of `but`; who does a thing before whose it is."""
        own = {a.country for a in but}
        level = [token]
        for _ in range(_DEPTH):
            below: list[int] = []
            ranked: list[tuple[int, int, tuple[Actor, ...]]] = []
            for noun in level:
                for rank, child in self._hanging(noun):
                    mention = self.cast.at(self.sentence.index, child)
                    if mention is not None:
                        found = tuple(a for a in mention.actors if a.country is not None and a.country not in own)
                        if not found and rank == _FOLLOWING and mention.kind is not MentionKind.PRONOUN:
                            found = tuple(a for a in mention.actors if not _same(a, but))  # one's own government
                        if found:
                            ranked.append((rank, child, found))
                    below.append(child)
            if ranked:
                return _distinct(min(ranked, key=lambda r: r[:2])[2])
            level = below
        return ()

    def _hanging(self, noun: int) -> list[tuple[int, int]]:
        """Give the nouns that hang on a noun, with a rank: the agent first, then owners, then what follows."""
        found: list[tuple[int, int]] = []
        for child in self.sentence.children[noun]:
            token = self.sentence.tokens[child]
            if token.dep in {"poss", "amod", "compound", "nmod"}:
                found.append((1, child))
            elif token.dep in {"prep", "agent"} and token.text.lower() in _BELONGING:
                rank = 0 if token.text.lower() == "by" else _FOLLOWING
                found.extend((rank, n) for n in self.sentence.children[child] if self.sentence.tokens[n].dep == "pobj")
            elif token.dep in {"relcl", "acl"}:
                found.extend(
                    (3, n)
                    for n in self.sentence.children[child]
                    if self.sentence.tokens[n].dep in {"nsubj", "dobj"} and n != noun
                )
                found.extend(
                    (3, n)
                    for c in self.sentence.children[child]
                    if self.sentence.tokens[c].dep in {"agent", "prep"}
                    for n in self.sentence.children[c]
                    if self.sentence.tokens[n].dep == "pobj"
                )
        return found

    def _settled(self, sides: Sides, predication: Predication) -> Sides:
        """Give groups without a state the one they act in or against: "*protesters* marched in Chad".

        People of an ethnic group belong to where they act, not to where their name points.
        """
        if all(a.country is not None and not self._ethnic(a) for a in (*sides.actors, *sides.recipients)):
            return sides
        here = self._country_of_scene(predication)
        disputed = self._in_disputed_land(predication)

        def settle(group: tuple[Actor, ...], others: tuple[Actor, ...]) -> tuple[Actor, ...]:
            states = {a.country for a in others if a.country is not None and a.country not in ORGANISATION_CODES}
            other = next(iter(states)) if len(states) == 1 else None
            # Of militants in land that two states claim nobody knows whose they are.
            return tuple(a if disputed and _roams(a) else self._settle(a, here, other) for a in group)

        actors = settle(sides.actors, sides.recipients)
        return Sides(actors, settle(sides.recipients, actors), sides.derived)

    def _settle(self, actor: Actor, here: str | None, other: str | None) -> Actor:
        if self._ethnic(actor):
            return structs.replace(actor, country=here) if here is not None else actor
        if actor.country is not None or actor.sector not in _DOMESTIC or not self._is_group(actor):
            return actor
        rooted = actor.sector in _ROOTED and not _roams(actor)
        country = here or (other if rooted else None)
        return actor if country is None else structs.replace(actor, country=country)

    def _is_group(self, actor: Actor) -> bool:
        """Tell people by role ("the rebels") from a person or an organisation with a name of its own."""
        if actor.name is None:
            return True
        if actor.span is None or actor.office is not None:
            return False
        found = (m for m in self.cast.inside(self.sentence.index, actor.span) if m.span == actor.span)
        return any(m.kind is MentionKind.GROUP for m in found)

    def _ethnic(self, actor: Actor) -> bool:
        if actor.span is None or actor.country is None or actor.office is not None:
            return False
        words = self.sentence.words(actor.span)
        return any(
            self.sentence.tokens[t].lemma.lower() == "ethnic" for w in words for t in (w, *self.sentence.children[w])
        )

    def _crowd(self, predication: Predication, entry: ActEntry) -> tuple[Actor, ...]:
        """Take for a protest without a known doer the people of the place: "*thousands* marched in Accra"."""
        told_of = predication.kind is not PredicationKind.NOUN or predication.light is not None
        subject = self.sentence.tokens[predication.token].dep in {"nsubj", "nsubjpass"}
        if entry.type is not EventType.PROTEST or not (told_of or subject):
            return ()  # "said *at a rally* in Ohio" tells of no protest
        here = self._scene(predication, but=())
        if not here:
            return ()
        subjects = [a.token for a in predication.fillers(Role.SUBJECT)]
        head = self.sentence.tokens[subjects[0] if subjects else predication.token]
        people = Actor(text=head.text, country=here[0].country, sector=Sector.CVL, span=(head.start, head.end))
        return (people,)

    def _power_of_the_place(self, predication: Predication, entry: ActEntry) -> tuple[Actor, ...]:
        """Take those in power in the place for the doer of what only they do: "was *freed* in Chad"."""
        if entry.type not in _DONE_BY_POWER or not _POWER_MODES & set(entry.modes):
            return ()
        if predication.kind is PredicationKind.NOUN or not (predication.passive or "in" in entry.actor):
            return ()
        return self._scene(predication, but=())

    def _country_of_scene(self, predication: Predication) -> str | None:
        """Find the state in which an act takes place, as its own clause tells."""
        return next((a.country for a in self._scene(predication, but=())), None)

    def _scene(self, predication: Predication, *, but: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Find the state in which an act takes place, other than those of `but`."""
        own = {a.country for a in but}
        for argument in self._scene_arguments(predication):
            for token in (argument.token, *self._around(argument.token)):
                found = tuple(a for a in self._located(token) if a.country not in own)
                if found:
                    return found
        return ()

    def _scene_arguments(self, predication: Predication) -> list[Argument]:
        """Give what may say where an act takes place; of an attack that kills, also where the attack was."""
        within: list[Argument] = []
        if predication.lemma in _HARMING:  # "an attack *in Accra* killed four"
            acts = (self.sentence.predication_at(a.token) for a in predication.fillers(Role.SUBJECT))
            within = [a for act in acts if act is not None for a in act.arguments]
        return [a for a in (*predication.arguments, *within) if a.role is Role.OBLIQUE and a.preposition in _SCENE]

    def _in_disputed_land(self, predication: Predication) -> bool:
        """Say whether the place of an act lies in land that no one state administers: "in *Kashmir's* Uri town"."""
        for argument in self._scene_arguments(predication):
            for token in (argument.token, *self._around(argument.token)):
                mention = self.cast.at(self.sentence.index, token)
                if mention is not None and mention.kind is MentionKind.PLACE and mention.actors[0].country is None:
                    return True
        return False

    def _around(self, token: int) -> list[int]:
        """Give what says where a place is: "the streets of *Accra*"; whose a mission is says nothing of that."""
        foreign = self.sentence.tokens[token].lemma.lower() in _FOREIGN_GROUND
        return [n for rank, n in self._hanging(token) if not foreign or rank == _FOLLOWING]

    def _located(self, token: int) -> tuple[Actor, ...]:
        mention = self.cast.at(self.sentence.index, token)
        if mention is None or mention.kind not in {MentionKind.STATE, MentionKind.PLACE}:
            return ()
        return tuple(a for a in mention.actors if a.country is not None)

    def _speaker_himself(self, predication: Predication) -> tuple[Actor, ...]:
        """Read an "it" or "they" that nothing explains as whoever speaks: "Manila said *it* was concerned"."""
        governor = predication.governor
        subjects = [self.sentence.tokens[a.token].text.lower() for a in predication.fillers(Role.SUBJECT)]
        if governor is None or governor.relation is not Relation.COMPLEMENT or not {"it", "they"} & set(subjects):
            return ()
        own = frozenset(a.token for a in predication.fillers(Role.SUBJECT))  # "it will have to pay": "it" tells nobody
        return self._first(self.sentence.predications[governor.predication], ("subject",), own, doing=True)[0]

    def _doer_above(self, predication: Predication) -> tuple[Actor, ...]:
        """Take the doer from the clause around an event noun: "*Japan*, in talks with …", "its efforts to"."""
        governor = predication.governor
        if governor is None:
            return ()
        above = self.sentence.predications[governor.predication]
        if predication.kind is PredicationKind.NOUN and predication.light is None:
            if governor.relation is Relation.OBLIQUE and governor.marker in {"in", "with", "by", "through", "via"}:
                return self._first(above, ("subject",), frozenset())[0]
            return ()
        if above.kind is PredicationKind.NOUN and governor.relation is Relation.COMPLEMENT:
            return self._first(above, ("possessive", "subject", "by", "modifier", "of"), frozenset())[0]
        return ()

    def _visitor_above(self, predication: Predication, entry: ActEntry) -> tuple[Actor, ...]:
        """Take who is on a visit from the clause: "during a trip to Serbia, *the Chinese leader* said …"."""
        governor = predication.governor
        if "visit" not in entry.modes or governor is None or governor.marker not in _ON_A_VISIT:
            return ()
        return self._first(self.sentence.predications[governor.predication], ("subject",), frozenset(), doing=True)[0]

    def _we_above(self, predication: Predication) -> tuple[Actor, ...]:
        """Take those who speak for themselves: what "*we* celebrate", with all it includes, is theirs together."""
        above = predication
        for _ in self.sentence.predications:
            if above.governor is None:
                return ()
            above = self.sentence.predications[above.governor.predication]
            for argument in above.fillers(Role.SUBJECT):
                if self.sentence.tokens[argument.token].text.lower() == "we":
                    return self.actors_at(argument, doing=True)
        return ()

    def _participant_above(self, predication: Predication) -> tuple[Actor, ...]:
        """Take the other party of a meeting from the clause: "during the talks with Akiba, *Yang* stressed …"."""
        governor = predication.governor
        if governor is None:
            return ()
        above = self.sentence.predications[governor.predication]
        if governor.relation not in {Relation.OBLIQUE, Relation.PURPOSE, Relation.ADVERBIAL}:
            return ()
        if governor.relation is Relation.OBLIQUE and governor.marker not in _TAKING_PART:
            return ()
        return self._first(above, ("subject",), frozenset())[0]


DELEGATIONS = frozenset({"delegation", "team", "mission", "side", "group"})
LEADING = frozenset({"lead", "head", "chair", "co-chair"})
_CALLING_ON = frozenset({"visit", "tour"})
_VISITING = _CALLING_ON | frozenset({"travel", "arrive", "fly", "go", "come", "return"})
_FOLLOWING = 2  # rank of a noun that a preposition hangs on another
_FOREIGN_GROUND = frozenset(
    {"embassy", "consulate", "mission", "base", "ship", "vessel", "border", "frontier", "company"}
)
_DONE_TO_THE_PLACE = frozenset({EventType.ASSAULT, EventType.AID})
_DONE_BY_POWER = frozenset({EventType.COERCE, EventType.RETREAT, EventType.SANCTION})
_POWER_MODES = frozenset({"arrest", "deport", "release", "convict", "seize", "censor", "curfew", "restrict"})
_DEPTH = 3  # how many nouns deep a party is looked for inside another noun phrase
# Acts whose object is a deed rather than a party: whose deed it is counts, not who suffered it.
_ABOUT_DEEDS = frozenset(
    {EventType.ACCUSE, EventType.SUPPORT, EventType.REJECT, EventType.MOBILIZE, EventType.REQUEST, EventType.AGREE}
)
_BELONGING = frozenset(
    {"by", "of", "on", "to", "from", "against", "for", "with", "in", "over", "between", "at", "about", "toward", "into"}
    | {"towards", "near", "across", "off"}
)
_FACING = ("near", "toward", "towards", "off", "close to", "opposite", "against", "around")
_BORDERS = frozenset({"border", "frontier", "boundary", "airspace", "coast", "water", "waters", "line", "demarcation"})
_HARMING = frozenset({"kill", "injure", "wound", "destroy", "hit", "damage", "claim", "leave", "target", "maim"})
_SCENE = frozenset(
    {"in", "at", "across", "around", "outside", "near", "throughout", "inside", "through", "on", "to", "into", "from"}
)
# People who, where the text does not say of which state, are of the state that they act in.
_DOMESTIC = frozenset(
    {
        Sector.REB,
        Sector.OPP,
        Sector.CVL,
        Sector.COP,
        Sector.MIL,
        Sector.LAB,
        Sector.PTY,
        Sector.LEG,
        Sector.JUD,
        Sector.EDU,
        Sector.PRM,
        Sector.CRM,
        Sector.MED,
        Sector.REL,
        Sector.GOV,
    }
)
# Of these it is also the state that they act against, or that acts against them: a government has its own opposition.
_ROOTED = frozenset({Sector.REB, Sector.OPP, Sector.CVL, Sector.LAB, Sector.PTY, Sector.EDU, Sector.COP})
# But these act across borders as often as not.
_ANYWHERE = frozenset(
    {
        "militants",
        "militant",
        "terrorists",
        "terrorist",
        "gunmen",
        "gunman",
        "attackers",
        "attacker",
        "bomber",
        "bombers",
    }
    | {"hackers", "hacker", "hostage", "hostages", "smugglers", "pirates", "jihadists", "extremists", "suspects"}
)


def _roams(actor: Actor) -> bool:
    return bool({*actor.text.lower().split(), *(actor.name or "").lower().split()} & _ANYWHERE)


def _words_of(sentence: Sentence, token: int) -> frozenset[str]:
    return frozenset({sentence.tokens[token].lemma.lower(), sentence.tokens[token].text.lower()})


_ON_A_VISIT = frozenset(
    {"during", "on", "as part of", "at end of", "at start of", "at beginning of", "in course of", "while on"}
)
_TAKING_PART = frozenset(
    {
        "during",
        "in",
        "at",
        "after",
        "before",
        "for",
        "following",
        "ahead of",
        "through",
        "on",
        "at end of",
        "to",
        "on sideline of",
    }
)


def _key(actor: Actor) -> tuple[str | None, str | None]:
    return (actor.country, actor.name if actor.country in {None, "IGO", "NGO", "MNC"} else None)


def _same(actor: Actor, others: Iterable[Actor]) -> bool:
    """Say whether an actor is one of the others: the same person or body, or the very same mention."""
    return any(actor.span == o.span or (actor.country == o.country and actor.name == o.name) for o in others)


def _distinct(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    found: dict[tuple[str | None, str | None], Actor] = {}
    for actor in actors:
        found.setdefault((actor.country, actor.name or (None if actor.country else actor.text)), actor)
    return tuple(found.values())


def _without_states_of_bodies(actors: list[Actor]) -> list[Actor]:
    """Leave out a bare state beside a body or group of its own: "*Peruvian army* raids"."""
    named = {a.country for a in actors if a.name is not None and a.country is not None} - ORGANISATION_CODES
    return [a for a in actors if a.name is not None or a.country not in named]


def keys(actors: Iterable[Actor]) -> frozenset[tuple[str | None, str | None]]:
    """Give what tells the parties of an act apart: countries, and organisations by name."""
    return frozenset(_key(a) for a in actors if a.country or a.name)
