"""What all steps of casting share: the sentences laid out, whom names mean here, and which states a phrase names."""

import functools
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

from dragoman.actors.figures import Figure, Figures, Office
from dragoman.actors.names import Body, Gazetteer, Hit, Name, NameKind, find_names, fold, gazetteer
from dragoman.actors.offices import Holders, holders
from dragoman.actors.phrases import HYPHENS, Layout, Phrase, lay_out
from dragoman.actors.wording import TitleEntry, Wording, wording
from dragoman.lexicons.files import Lexicons
from dragoman.lexicons.places import PlaceKind
from dragoman.schema.actor import ORGANISATION_CODES, Actor, Mention, Sector
from dragoman.schema.base import Span
from dragoman.schema.document import Document, ParagraphKind
from dragoman.schema.sentence import Reading, Sentence
from dragoman.schema.when import Published

if TYPE_CHECKING:
    from datetime import date

STATE_KINDS = frozenset(
    {NameKind.STATE, NameKind.ADJECTIVE, NameKind.PEOPLE, NameKind.CAPITAL, NameKind.SEAT, NameKind.PREFIX}
)
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
OFFICIAL = frozenset({Sector.GOV, Sector.MIL, Sector.COP, Sector.SPY, Sector.LEG, Sector.JUD})
"""Sectors whose people act for a state: without a word about it, for the one the text speaks of."""


@dataclass(slots=True)
class Seen:
    """A person spoken of; `figure` is None for one without a name."""

    sentence: int
    token: int
    actor: Actor
    figure: Figure | None
    gender: str
    rank: int  # how much the sentence is about the person, as `subject_rank` counts


@dataclass(slots=True)
class Trace:
    """What has been spoken of so far: the memory that pronouns and descriptions draw on."""

    states: list[tuple[int, str, int, bool]] = field(default_factory=list)  # sentence, code, token, named outright
    persons: list[Seen] = field(default_factory=list)
    groups: list[tuple[int, Mention]] = field(default_factory=list)  # organisations, bodies, groups
    plurals: list[tuple[int, tuple[Actor, ...]]] = field(default_factory=list)


class Scene:
    """One document while it is being cast."""

    def __init__(
        self,
        document: Document,
        reading: Reading,
        *,
        lexicons: Lexicons,
        published: Published | None,
        offices: Holders | None = None,
    ) -> None:
        self.document = document
        self.reading = reading
        self.day: date | None = published.day if published else None
        self.gazetteer: Gazetteer = gazetteer(lexicons)
        self.words: Wording = wording(lexicons)
        self.holders: Holders = offices or holders(lexicons)
        self.figures = Figures(self.gazetteer, self.holders, self.day)
        self.trace = Trace()
        self.counts: dict[str, int] = {}
        self.phrase_figures: dict[tuple[int, int], Figure] = {}
        self.phrase_people: dict[tuple[int, int], list[Figure]] = {}  # of titles in the plural, with names beside them
        self._readings: dict[tuple[int, int], Name] = {}
        self._bodies: dict[tuple[str, str], Body] | None = None
        self.layouts: list[Layout] = [
            lay_out(sentence, find_names(sentence, self.gazetteer), self.gazetteer, self.words)
            for sentence in reading.sentences
        ]
        self._count()
        self.main_pair: tuple[str, str] | None = self._find_pair()
        self.dateline: str | None = self._find_dateline()
        # Every state named, in the order of the text: what stands nearest before a bare title.
        self._named_at = [
            (layout.sentence.index, hit.start, code)
            for layout in self.layouts
            for hit in layout.hits
            if self.reading_of(hit).kind in STATE_KINDS and (code := self.country_of(hit)) is not None
        ]

    @functools.cached_property
    def rivals(self) -> dict[str, frozenset[str]]:
        """Of states whose name the text has in a form that another state owns too, those others: Korea, Congo."""
        found: dict[str, frozenset[str]] = {}
        for layout in self.layouts:
            for hit in layout.hits:
                codes = {name.state.code for name in hit.names if name.state is not None}
                for code in codes if len(codes) > 1 else ():
                    found[code] = found.get(code, frozenset()) | (codes - {code})
        return found

    def _count(self) -> None:
        plain: dict[str, int] = {}
        for layout in self.layouts:
            for hit in layout.hits:
                # A name that several own ("Congo") counts for none until the rest has been counted.
                if len({name.country for name in hit.names}) == 1:
                    code = hit.name.country
                    if code is not None and code not in ORGANISATION_CODES:
                        plain[code] = plain.get(code, 0) + (1 if hit.name.kind is NameKind.PLACE else 2)
        self.counts = plain
        self._readings.clear()

    def _find_pair(self) -> tuple[str, str] | None:
        """Find the two states most often named together: in two sentences, or in the first, which counts three."""
        together: dict[tuple[str, str], int] = {}
        for layout in self.layouts:
            codes = {
                code
                for hit in layout.hits
                if self.reading_of(hit).kind in STATE_KINDS
                and (code := self.country_of(hit)) is not None
                and code not in ORGANISATION_CODES
            }
            for pair in combinations(sorted(codes), 2):
                # What the headline or the first sentence names, the text is about.
                together[pair] = together.get(pair, 0) + (1 if layout.sentence.index else 3)
        ranked = sorted(together.items(), key=lambda item: (-item[1], item[0]))
        if (
            not ranked
            or ranked[0][1] < 2
            or len(self.layouts) < 2
            or (len(ranked) > 1 and ranked[1][1] == ranked[0][1])
        ):
            return None
        return ranked[0][0]

    def _find_dateline(self) -> str | None:
        """Find the state in which the report was filed, where the text goes on to speak of that state."""
        for layout in self.layouts:
            byline = layout.sentence.kind is ParagraphKind.BYLINE
            if not byline and layout.sentence.kind is not ParagraphKind.DATELINE:
                continue
            for hit in layout.hits:
                if byline and "in" not in layout.keys[max(0, hit.start - 1) : hit.start]:
                    continue  # but "By Jane Doe in Lima"
                code = self.country_of(hit)
                own = 1 if hit.name.kind is NameKind.PLACE else 2  # what the dateline itself was counted
                if code is None or self.counts.get(code, 0) <= own:
                    return None
                # Two others quarrel, and a third, where they meet, is only the place.
                third = self.main_pair is not None and code not in self.main_pair
                spoken_of = 2 * (self.counts[code] - own) >= max(self.counts.values())
                return code if spoken_of or not third else None
        return None

    def other_than(self, code: str) -> str | None:
        """Give the other state of the pair that the document speaks of; None where the state is none of them."""
        pair = self.main_pair
        if pair is None or code not in pair:
            return None
        return pair[1] if code == pair[0] else pair[0]

    @property
    def dominant(self) -> str | None:
        """The state that the document speaks of by far the most, as domestic news does; None where there is none."""
        ranked = sorted(self.counts.items(), key=lambda item: (-item[1], item[0]))
        if ranked and (len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]):
            return ranked[0][0]
        return None

    @property
    def domestic(self) -> str | None:
        """The state of a document that hardly speaks of another: whose "officials" are meant without a word."""
        code = self.dominant
        return code if code is not None and self.counts[code] >= 0.6 * sum(self.counts.values()) else None

    def speaks_of(self, code: str) -> bool:
        """Say whether the document speaks of a state at least a third as often as of the one it names most."""
        return 3 * self.counts.get(code, 0) >= max(self.counts.values(), default=1)

    def default_country(self, entry: TitleEntry) -> str | None:
        """Give the state whose office a bare title is; of titles that several states have, only one spoken of."""
        if entry.country is None or not entry.shared or not self.counts or self.counts.get(entry.country):
            return entry.country
        return None

    def state_before(self, office: Office) -> bool:
        """Say whether the sentence of an office names a state before it, as one acting or owning."""
        return any(number == office.sentence and at < office.token for number, at, _ in self._named_at)

    # ------------------------------------------------------------ names

    def reading_of(self, hit: Hit) -> Name:
        """Choose among the owners of a name by the day and the rest of the document: "Congo", "Korea", "Georgia"."""
        if len(hit.names) == 1:
            return hit.names[0]
        known = self._readings.get(hit.span)
        if known is not None:
            return known
        best, best_score = hit.names[0], -1000.0
        for rank, name in enumerate(hit.names):
            score = -float(rank)
            if name.state is not None and name.kind in STATE_KINDS:
                score -= 0 if self._exists(name) else 50
                score += 0.1 * min(self.counts.get(name.state.code, 0), 30)
            elif name.place is not None and name.place.country is not None:
                # "Georgia" beside Atlanta and Florida: other places of the same country speak for the place,
                # and so do the words of American politics in its sentence: "Georgia Republicans".
                score += 0.1 * min(self.counts.get(name.place.country, 0), 30)
                if name.place.country == "USA" and self._american(hit):
                    score += 1.5
            if score > best_score:
                best, best_score = name, score
        self._readings[hit.span] = best
        return best

    def _american(self, hit: Hit) -> bool:
        """Say whether the sentence of a name speaks of the politics of the United States."""
        layout = next((x for x in self.layouts if x.sentence.span[0] <= hit.span[0] < x.sentence.span[1]), None)
        return layout is not None and not self.words.sets["set.american-politics"].isdisjoint(layout.keys)

    def _exists(self, name: Name) -> bool:
        state = name.state
        if state is None or self.day is None:
            # Without a day, words that a later state has too ("Moscow", "Yugoslav") are the later one's.
            return state is None or state.end is None or name.kind in {NameKind.STATE, NameKind.PEOPLE}
        return (state.start is None or state.start <= self.day) and (state.end is None or self.day <= state.end)

    def country_of(self, hit: Hit) -> str | None:
        """Give the code that a name leads to."""
        return self.reading_of(hit).country

    def means_actor(self, layout: Layout, hit: Hit) -> bool:
        """Say whether hyphens leave a name an actor: not in "pro-Russian" and "U.S.-backed"."""
        tokens, keys = layout.sentence.tokens, layout.keys
        sets = self.words.sets
        if (
            hit.end + 1 < len(tokens)
            and tokens[hit.end].text in HYPHENS
            and keys[hit.end + 1] in sets["set.hyphen-not-actor"]
        ):
            return False
        if hit.start >= 2 and tokens[hit.start - 1].text in HYPHENS and keys[hit.start - 2] in sets["set.against"]:
            return False
        word = keys[hit.end - 1]
        if "-" in word or "–" in word:
            parts = word.replace("–", "-").split("-")
            return parts[-1] not in sets["set.hyphen-not-actor"] and parts[0] not in sets["set.against"]
        return True

    def names_place(self, layout: Layout, hit: Hit) -> bool:
        """Say whether a capital before a noun is the place only: "a Moscow hotel", "the Nairobi Process"."""
        if self.reading_of(hit).kind is not NameKind.CAPITAL or hit.end >= len(layout.keys):
            return False
        sets = self.words.sets
        return layout.keys[hit.end] in sets["set.facility"] | sets["set.held-in"]

    def body_of(self, country: str, words: str) -> Body | None:
        """Give the organ of a state that common words mean: "army", where the text names the Korean People's Army."""
        if self._bodies is None:
            self._bodies = {}
            for layout in self.layouts:
                for hit in layout.hits:
                    body = self.reading_of(hit).body
                    if body is not None and body.country is not None:
                        for word in body.common:
                            self._bodies.setdefault((body.country, word), body)
        return self._bodies.get((country, words))

    def state_name(self, code: str) -> str:
        """Give the name of a state as it stands in a sentence: "the Netherlands"."""
        name = self.gazetteer.states[code].name
        return f"the {name}" if code.lower() in self.words.sets["set.states-with-article"] else name

    def text(self, sentence: Sentence, start: int, end: int) -> str:
        """Give the characters of the tokens [start, end)."""
        return self.document.text[sentence.tokens[start].start : sentence.tokens[end - 1].end]

    def words_of(self, span: Span) -> str:
        """Give the characters of a span."""
        return self.document.text[span[0] : span[1]]

    # ------------------------------------------------------------ the states of a phrase

    def named_countries(self, layout: Layout, index: int, *, behind: bool = True) -> list[str]:
        """Give the states that a phrase names for its head: by adjectives, possessors, `behind` it by "of Japan"."""
        phrase = layout.phrases[index]
        found = self._inside(layout, phrase)
        if not found and any(_is_area(self.reading_of(h)) for h in phrase.hits if h.end <= phrase.head):
            return []  # "Asian leaders in Laos"
        if not found and phrase.owner is not None:
            found = self.own_countries(layout, phrase.owner)
        return found or (self.states_behind(layout, index) if behind else [])

    def _inside(self, layout: Layout, phrase: Phrase) -> list[str]:
        limit = phrase.name[0] if phrase.name else phrase.head
        before = [
            (self.reading_of(hit), hit)
            for hit in phrase.hits
            if hit.start <= limit
            and not hit.start <= phrase.head < hit.end
            and self.means_actor(layout, hit)
            and not self.names_place(layout, hit)
        ]
        # A journalist's city is where he is posted, an expert's country is what he studies.
        entry = phrase.title_entry
        if entry is not None and entry.sector in {Sector.JRN, Sector.EDU}:
            before = [(name, hit) for name, hit in before if name.kind in {NameKind.ADJECTIVE, NameKind.ORGANISATION}]
        found: list[str] = []
        for name, _ in before:
            states = name.kind in STATE_KINDS or name.kind is NameKind.PLACE
            if states and name.country is not None and name.country not in found:
                found.append(name.country)
        if found or (found := self._of_person(layout, phrase)):
            return found
        return [
            name.country
            for name, _ in before
            if name.kind in {NameKind.BODY, NameKind.ORGANISATION} and name.country is not None
        ][:1]

    def _of_person(self, layout: Layout, phrase: Phrase) -> list[str]:
        """Give the state of a person named before the head: "the Bush administration", "Putin aide Jane Doe"."""
        tokens = layout.sentence.tokens
        if phrase.body is None and phrase.role is None and phrase.title_entry is None:
            return []
        head = phrase.head
        if phrase.name is not None:
            if phrase.title is None or phrase.title_entry is None or phrase.title_entry.honorific:
                return []
            head = phrase.title[0]
        first = phrase.start
        while first < head and not (tokens[first].pos == "PROPN" and first not in layout.hit_at):
            first += 1
        end = first
        while end < head and end - first < 3 and tokens[end].pos == "PROPN" and end not in layout.hit_at:
            if layout.keys[end] in self.words.nouns:
                break
            end += 1
        if phrase.title is not None:
            begins = phrase.title[0]
        elif phrase.body_range is not None:
            begins = phrase.body_range[0]
        else:
            begins = phrase.head + 1 - phrase.role_length
        if first == end or end != begins:
            return []  # "Harris bank analyst John Doe": whoever Harris was
        text = self.text(layout.sentence, first, end)
        figure = self.figures.find(text)
        if figure is not None and figure.country is not None:
            return [figure.country]
        tenures = self.figures.tenures(text)
        return [tenures[0].country] if tenures and tenures[0].country in self.gazetteer.states else []

    def states_behind(self, layout: Layout, index: int) -> list[str]:
        """Read the states behind "of", "in", "from": "leaders of Japan, South Korea and the United States"."""
        phrases = layout.phrases
        phrase = phrases[index]
        at = index + 1
        while at < min(len(phrases), index + 4):
            other = phrases[at]
            if other.link not in {"of", "in", "from", "for", "at"} or (phrase.name is not None and other.link != "of"):
                return []
            if phrases[at - 1].end != other.start - 1:
                return []
            if phrase.role is not None and phrase.role.materiel and other.link not in {"of", "from"}:
                return []  # "fired rockets at Peru"
            codes = self.own_countries(layout, at)
            if codes:
                at += 1
                while phrase.plural and at < len(phrases) and self._continues(layout, at):
                    more = self.own_countries(layout, at)
                    if not more:
                        break
                    codes = codes + [c for c in more if c not in codes]
                    at += 1
                return codes
            at += 1
        return []

    def _continues(self, layout: Layout, at: int) -> bool:
        """Say whether a phrase carries on a list."""
        phrase, before = layout.phrases[at], layout.phrases[at - 1]
        if phrase.conjoined or phrase.apposed or phrase.brackets:
            return True
        gap = layout.keys[before.end : phrase.start]
        return len(gap) <= 3 and all(not k.isalnum() or k in {"and", "the"} for k in gap)

    def own_countries(self, layout: Layout, index: int) -> list[str]:
        """Give the states that a phrase is or belongs to."""
        phrase = layout.phrases[index]
        codes: list[str] = []
        for hit in phrase.hits:
            code = self.country_of(hit)
            if code is not None and code not in codes and self.means_actor(layout, hit):
                codes.append(code)
        if not codes and phrase.name is not None:
            figure = self.phrase_figures.get((layout.sentence.index, index))
            if figure is not None and figure.country:
                codes.append(figure.country)
        if not codes and phrase.owner is not None:
            codes = self.own_countries(layout, phrase.owner)
        if not codes and layout.keys[phrase.head] in self.words.sets["set.state-nouns"]:
            spoken = self.last_state(layout.sentence.index, phrase.start)
            if spoken:
                codes.append(spoken)
        return codes

    def body_country(self, phrase: Phrase) -> str | None:
        """Give the state whose organ the phrase names."""
        for hit in phrase.hits:
            name = self.reading_of(hit)
            if name.kind in {NameKind.BODY, NameKind.ORGANISATION} and name.country not in ORGANISATION_CODES:
                return name.country
        return None

    def last_state(self, sentence: int, token: int) -> str | None:
        """Give the state that the text speaks of at a token: the last one acting, else the last person's."""
        best = (sentence - 3, False, 0)
        found: str | None = None
        for number, code, at, outright in reversed(self.trace.states):
            if number < best[0]:
                break
            # A state named outright outranks an adjective of the same sentence: "Japan eased visas for Chinese".
            if (number < sentence or at < token) and (number, outright, at) > best:
                best, found = (number, outright, at), code
        for seen in reversed(self.trace.persons[-6:]):
            if seen.actor.country in self.gazetteer.states and (seen.sentence < sentence or seen.token < token):
                # "… of the DPRK, Kerry said, naming the country": a state named outright in the sentence goes before.
                if seen.sentence > best[0] or (seen.sentence == best[0] and not best[1]):
                    found = seen.actor.country
                break
        return found or self.dominant

    def acting_state(self, sentence: int, token: int) -> str | None:
        """Give the one state that acts before a token, in any clause of its sentence or the main one of that before.

        A state acts as the subject, or owns it: "Peru's army withdrew. The defence ministry …".
        """
        for number in (sentence, sentence - 1):
            acting: dict[int, set[str]] = {2: set(), 1: set()}
            for where, code, at, _ in self.trace.states:
                if where != number or (number == sentence and at >= token):
                    continue
                sentence_there = self.layouts[number].sentence
                _, rank = first_subject_rank(sentence_there, [owned_by(sentence_there, at)])
                if rank:
                    acting[rank].add(code)
            found = acting[2] or (acting[1] if number == sentence else set())
            if found:
                return next(iter(found)) if len(found) == 1 else None
        return None

    def named_before(self, sentence: int, token: int) -> Iterator[str]:
        """Give the states named before a token, in this sentence or the one before it, the nearest first."""
        at = bisect_left(self._named_at, (sentence, token, ""))
        while at and self._named_at[at - 1][0] >= sentence - 1:
            at -= 1
            yield self._named_at[at][2]


def _is_area(name: Name) -> bool:
    return name.place is not None and name.place.kind is PlaceKind.AREA


def subject_rank(sentence: Sentence, token: int) -> int:
    """Count how much a sentence is about a token: 2 the subject of its main verb, 1 of another, 0 no subject."""
    here = sentence.tokens[token]
    if here.dep not in SUBJECTS:
        return 0
    verb = sentence.tokens[here.head]
    while verb.dep == "conj" and sentence.tokens[verb.head] is not verb:
        verb = sentence.tokens[verb.head]
    return 2 if verb.dep == "ROOT" else 1


def owned_by(sentence: Sentence, token: int) -> int:
    """Give the head of the noun phrase that a possessor or adjective stands in: "army" for "Peru" in "Peru's army"."""
    while sentence.tokens[token].dep in {"poss", "amod", "compound", "nmod"} and sentence.tokens[token].head != token:
        token = sentence.tokens[token].head
    return token


def first_subject_rank(sentence: Sentence, tokens: Iterable[int]) -> tuple[int, int]:
    """Give the first of some tokens that is a subject, or joined to one by "and", and how much, as `subject_rank`."""
    for token in tokens:
        at = token
        while sentence.tokens[at].dep == "conj" and sentence.tokens[at].head != at:
            at = sentence.tokens[at].head
        rank = subject_rank(sentence, at)
        if rank:
            return at, rank
    return -1, 0


def lower(text: str) -> list[str]:
    """Cut a text into folded words."""
    return fold(text).replace("-", " ").split()
