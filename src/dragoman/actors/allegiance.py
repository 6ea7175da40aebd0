"""Whose official a person is, where no word beside the name says so."""

from collections.abc import Iterator

from dragoman.actors.figures import Figure, Office
from dragoman.actors.offices import KNOWN_UNTIL, plain
from dragoman.actors.phrases import Layout
from dragoman.actors.scene import OFFICIAL, STATE_KINDS, SUBJECTS, Scene, first_subject_rank, owned_by
from dragoman.schema.actor import Sector

_OF_A_STATE = OFFICIAL | {Sector.OPP, Sector.PTY}  # an opposition leader, a candidate: of one state too
_BACK = 3  # sentences that are looked back over for the state that acts
_GONE_AFTER = 5  # years without a holder after which an office is taken to be abolished
_DUTIES = frozenset({"must", "should", "ought", "need", "have to"})


class Allegiance:
    """Guesses the state of persons whom the text gives an office without one.

    The state that acts in the sentence comes first, then the one that acted last in the paragraph, the one where the
    report was filed, the one that acted last before the paragraph, the one named nearest. Passed over are states that
    the person deals with, states that have no such office, and states whose office somebody else holds.
    """

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def guess(self, figure: Figure) -> None:
        """Take the state spoken of for an official whose state nothing names; of others, the only one there is."""
        scene = self.scene
        if any(o.sector in {Sector.REB, Sector.CRM} for o in figure.offices):
            return
        organisation = next((o.organisation for o in figure.offices if o.organisation), None)
        if organisation is not None:
            figure.country = organisation
            figure.country_because = "the organisation named with the person"
            return
        official = next((o for o in figure.offices if o.sector in _OF_A_STATE), None)
        if official is not None:
            figure.country = self._spoken_of(figure, official)
            figure.country_because = "the state that the text speaks of"
            return
        business = next((o for o in figure.offices if o.sector is Sector.BUS), None)
        if business is not None:
            figure.country = self._last_firm(business.sentence)
            figure.country_because = "the firm that the text speaks of"
        elif figure.knighted and scene.counts.get("GBR"):
            figure.country, figure.country_because = "GBR", "a British form of address"
        elif len(scene.counts) == 1 and not any(o.sector in {Sector.JRN, Sector.EDU} for o in figure.offices):
            figure.country = scene.dominant
            figure.country_because = "the only state in the text"

    def _spoken_of(self, figure: Figure, official: Office) -> str | None:
        theirs = {other.country for other in figure.counterparts if other.country}
        others = frozenset(theirs | self._dealt_with(official))
        fitting = [
            code
            for code in dict.fromkeys(self._candidates(official, others, theirs=bool(theirs)))
            if code not in others and self._may_hold(code, figure, official)
        ]
        # The tables may be behind: where they give all these states another holder that day, the likeliest is left.
        return next((code for code in fitting if not self._held_that_day(code, figure, official)), None) or next(
            iter(fitting), None
        )

    def _candidates(self, official: Office, others: frozenset[str], *, theirs: bool) -> Iterator[str]:
        """Give the states that an official may act for, the likeliest first.

        Args:
            official: the office beside the name.
            others: states that he does not act for.
            theirs: whether one of them is his counterpart's, so that the other state of the text is his.
        """
        scene = self.scene
        sentences = [layout.sentence for layout in scene.layouts]
        number = official.sentence
        yield from self._of_group(official)
        yield from self._acting_before(official)
        before = range(number - 1, max(-1, number - 1 - _BACK), -1)
        yield from self._acting_in(n for n in before if sentences[n].paragraph == sentences[number].paragraph)
        if scene.dateline is not None and not scene.state_before(official):
            yield scene.dateline
        # Of the two states that the text speaks of, the one that is left.
        left = [code for other in sorted(others) if (code := scene.other_than(other)) is not None]
        if theirs:
            yield from left
        if not scene.state_before(official):
            yield from self._acting_in(n for n in before if sentences[n].paragraph != sentences[number].paragraph)
        yield from scene.named_before(number, official.token)
        yield from left
        if scene.main_pair is not None and scene.dominant is None:
            yield from scene.main_pair
        if scene.dominant is not None:
            yield scene.dominant

    def _of_group(self, official: Office) -> list[str]:
        """Give the state whose delegation a person leads, or of whose people he is one.

        "The delegation of Peru, headed by Minister Jane Doe", "Peruvian officials, among them Minister Jane Doe".
        """
        layout = self.scene.layouts[official.sentence]
        at = next((i for i, p in enumerate(layout.phrases) if p.start <= official.token < p.end), None)
        if at is None:
            return []
        start = layout.phrases[at].start
        among = layout.keys[start - 2 : start] == ["among", "them"] or layout.keys[start - 1 : start] == ["including"]
        if not among and layout.keys[start - 1 : start] != ["by"]:
            return []
        for index in range(at - 1, -1, -1):
            head = layout.sentence.tokens[layout.phrases[index].head].lemma.lower()
            if head in self.scene.words.sets["set.delegation"]:
                return self._whose(layout, index)
            if among and (whose := self._whose(layout, index)) and layout.phrases[index].plural:
                return whose
        return []

    def _acting_before(self, official: Office) -> Iterator[str]:
        """Give the one state that acts in the sentence of an office before it: "Peru left, the spokesman said".

        Who is told what he must do is another's: "Peru must pay, the spokesman said".
        """
        layout = self.scene.layouts[official.sentence]
        acting = self._subjects(layout, before=official.token)
        if len(acting) != 1:
            return
        ((code, token),) = acting.items()
        verb = layout.sentence.tokens[token].head
        act = layout.sentence.predication_at(verb)
        sets = self.scene.words.sets
        if act is not None and (act.modal in _DUTIES or act.lemma in sets["set.blamed-for"]) and act.finite:
            return
        yield code

    def _acting_in(self, numbers: Iterator[int]) -> Iterator[str]:
        """Give the one state that acts in the nearest of some sentences in which any does."""
        for number in numbers:
            acting = self._subjects(self.scene.layouts[number], main=True)
            if len(acting) == 1:
                yield from acting
                return
            if acting:
                return

    def _subjects(self, layout: Layout, *, before: int | None = None, main: bool = False) -> dict[str, int]:
        """Give the states that act in a sentence, each with the token that is the subject.

        Args:
            layout: the sentence.
            before: only those before this token.
            main: only subjects of the main verb.
        """
        found: dict[str, int] = {}
        for index, phrase in enumerate(layout.phrases):
            if before is not None and phrase.end > before:
                break
            token, rank = first_subject_rank(layout.sentence, range(phrase.start, phrase.end))
            if rank < (2 if main else 1):
                continue
            for code in self._whose(layout, index):
                found.setdefault(code, token)
        return found

    # ------------------------------------------------------------ whose an official cannot be

    def _may_hold(self, code: str, figure: Figure, official: Office) -> bool:
        """Say whether a person can hold the office in a state.

        Not where the tables know no such office there, nor where the text itself has somebody else in it.
        """
        scene, sets = self.scene, self.scene.words.sets
        kinds = scene.holders.offices(official.text, country=code, strict=True)
        capital = all(word[:1].isupper() for word in official.text.split())
        if official.former or not kinds or not official.rank or not capital:
            return True  # "the bank's president Jane Doe"
        if not scene.holders.exists(code, kinds, scene.day, within=_GONE_AFTER):
            return False
        title = plain(official.text)
        for other in scene.figures.figures:
            if other is figure or other.country != code or len(other.keys) < 2 or len(figure.keys) < 2:
                continue
            theirs = {plain(o.text) for o in other.offices if not o.former}
            if title in theirs or (title == "president" and theirs & sets["set.sole-leaders"]):
                return False  # a junta has its leader, and no president beside him
        return True

    def _held_that_day(self, code: str, figure: Figure, official: Office) -> bool:
        """Say whether the tables surely have somebody else in the office on the day of writing."""
        scene, day = self.scene, self.scene.day
        if day is None or day > KNOWN_UNTIL or official.former or not official.rank:
            return False
        held = scene.holders.who(code, official.text, day)
        return bool(held) and all(t.surely_covers(day) and t not in figure.tenures for t in held)

    def _dealt_with(self, official: Office) -> set[str]:
        """Give the states that a person visits or deals with: "apologised to Peru", "the minister's visit to Peru".

        Whom he receives, and who receives him, is of another state: "met President Ana Ruiz", "summoned Peru's envoy".

        Args:
            official: the office beside the name, in the sentence that is looked at.
        """
        layout = self.scene.layouts[official.sentence]
        phrase = next((p for p in layout.phrases if p.start <= official.token < p.end), None)
        if phrase is None:
            return set()
        found = self._acted_upon(layout, range(phrase.start, phrase.end))
        found |= self._visited(layout, range(phrase.start, phrase.end))
        if official.sentence + 1 < len(self.scene.layouts):
            following = self.scene.layouts[official.sentence + 1]
            if following.sentence.paragraph == layout.sentence.paragraph and following.keys[:1] in (["he"], ["she"]):
                found |= self._acted_upon(following, range(1))
        return found | self._met_by(layout, range(phrase.start, phrase.end))

    def _acted_upon(self, layout: Layout, person: range) -> set[str]:
        """Give the states that stand behind what a person does: "visited Peru", "apologised to Peru"."""
        tokens, scene = layout.sentence.tokens, self.scene
        outer = (tokens[t] for t in person if tokens[t].head not in person)
        head = next((t for t in outer if t.dep in {"nsubj", "nsubjpass", "poss"}), None)
        found: set[str] = set()
        if head is None:
            return found
        governor = head.head
        relative = next((t.head for t in tokens if t.text in {"who", "whom"} and t.dep in SUBJECTS), None)
        # "was to travel", "is expected to visit": what the person will do hangs on the verb.
        # But whom one urges to travel travels.
        controls = any(t.head == governor and t.dep == "dobj" for t in tokens)
        governors = {governor}
        if not controls:
            governors |= {i for i, t in enumerate(tokens) if t.head == governor and t.dep == "xcomp"}
        if relative is not None and tokens[relative].head in person:
            governors |= {relative} | {i for i, t in enumerate(tokens) if t.head == relative and t.dep == "xcomp"}
        for hit in layout.hits:
            token = hit.end - 1
            here = tokens[token]
            if hit.start < person.stop or scene.reading_of(hit).kind not in STATE_KINDS:
                continue
            to = here.dep == "pobj" and self._leads_to(layout, here.head) and tokens[here.head].head in governors
            upon = here.dep in {"dobj", "dative"} and here.head in governors and head.dep == "nsubj"
            whose = self._owned_object(layout, token, governors) and head.dep == "nsubj"
            trip = self._end_of_trip(layout, token, governors)
            if (to or upon or whose or trip) and (code := scene.country_of(hit)) is not None:
                found.add(code)
        return found

    def _end_of_trip(self, layout: Layout, token: int, governors: set[int]) -> bool:
        """Say whether a trip that somebody makes or calls off leads to a state: "cancelled a trip to *Peru*"."""
        tokens = layout.sentence.tokens
        here = tokens[token]
        if here.dep != "pobj" or layout.keys[here.head] != "to":
            return False
        trip = tokens[tokens[here.head].head]
        named = trip.lemma.lower() in self.scene.words.sets["set.journey"]
        return named and trip.dep == "dobj" and trip.head in governors

    def _visited(self, layout: Layout, person: range) -> set[str]:
        """Give the states that a noun leads to which somebody does: "a visit to Peru by Minister Jane Doe"."""
        tokens = layout.sentence.tokens
        outer = [tokens[t] for t in person if tokens[t].head not in person]
        agents = (tokens[t.head] for t in outer if t.dep == "pobj" and layout.keys[t.head] == "by")
        nouns = {t.head if t.dep in {"prep", "agent"} else -1 for t in agents}
        # The parser may hang "by" on the place: "a visit to Peru by …".
        nouns |= {tokens[tokens[n].head].head for n in nouns if n >= 0 and tokens[n].dep == "pobj"}
        return {
            code
            for hit in layout.hits
            if self.scene.reading_of(hit).kind in STATE_KINDS
            and tokens[hit.end - 1].dep == "pobj"
            and layout.keys[tokens[hit.end - 1].head] == "to"
            and tokens[tokens[hit.end - 1].head].head in nouns
            and (code := self.scene.country_of(hit)) is not None
        }

    def _leads_to(self, layout: Layout, preposition: int) -> bool:
        """Say whether a preposition leads to whom one deals with: "to", and of an arrival "in"."""
        word = layout.keys[preposition]
        verb = layout.sentence.tokens[layout.sentence.tokens[preposition].head].lemma.lower()
        return word == "to" or (word == "in" and verb in {"arrive", "land"})

    def _owned_object(self, layout: Layout, token: int, governors: set[int]) -> bool:
        """Say whether a state owns the official whom somebody receives or summons: "summoned Peru's ambassador"."""
        tokens = layout.sentence.tokens
        if tokens[token].dep not in {"poss", "amod", "compound", "nmod"}:
            return False
        owned = tokens[owned_by(layout.sentence, token)]
        dealing = tokens[owned.head].lemma.lower() in self.scene.words.sets["set.dealing"]
        return owned.dep == "dobj" and owned.head in governors and dealing

    def _met_by(self, layout: Layout, person: range) -> set[str]:
        """Give the states of those who meet, receive or visit a person: theirs is not his."""
        tokens = layout.sentence.tokens
        outer = [tokens[t] for t in person if tokens[t].head not in person]
        verbs = {t.head for t in outer if t.dep in {"dobj", "dative"}}
        for here in outer:
            deal = tokens[here.head].head
            word = layout.keys[here.head] if here.dep == "pobj" else ""
            if word == "with" or (word == "by" and tokens[deal].pos == "VERB"):
                verbs.add(deal)
        dealing = self.scene.words.sets["set.dealing"]
        found: set[str] = set()
        for deal in verbs:
            verb = deal
            if tokens[deal].lemma.lower() not in dealing:
                continue
            if tokens[deal].pos == "NOUN":  # "held *talks* with President Jane Doe"
                verb = tokens[deal].head if tokens[deal].dep == "dobj" else tokens[tokens[deal].head].head
            while tokens[verb].dep in {"xcomp", "conj"} and tokens[verb].head != verb:  # "is *to hold* talks"
                verb = tokens[verb].head
            for token, here in enumerate(tokens):
                if here.dep not in SUBJECTS or here.head != verb or token in person:
                    continue
                # "Peru's minister, who met President Jane Doe"
                subject = tokens[verb].head if here.tag == "WP" else token
                joined = layout.sentence.conjuncts(subject)
                those = [i for i, p in enumerate(layout.phrases) if any(p.start <= t < p.end for t in joined)]
                for index in those:
                    found.update(self._whose(layout, index))
                if those:
                    continue
                if layout.keys[subject] in {"he", "she"} and layout.sentence.index:
                    found.update(self._subjects(self.scene.layouts[layout.sentence.index - 1], main=True))
        return found

    def _whose(self, layout: Layout, index: int) -> list[str]:
        """Give the states that a phrase is, belongs to or names: of a person his own."""
        scene = self.scene
        figure = scene.phrase_figures.get((layout.sentence.index, index))
        if figure is not None:
            codes = [] if figure.country is None else [figure.country]
        else:
            codes = scene.own_countries(layout, index) or scene.named_countries(layout, index)
        return [code for code in codes if code in scene.gazetteer.states]

    def _last_firm(self, sentence: int) -> str | None:
        for layout in reversed(self.scene.layouts[: sentence + 1]):
            for hit in reversed(layout.hits):
                organisation = self.scene.reading_of(hit).organisation
                if organisation is not None and organisation.sector is Sector.BUS:
                    return organisation.code
        return None
