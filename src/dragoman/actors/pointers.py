"""Words that point back: "the two countries", "both sides", "the island", "the alliance", "he", "its", "we"."""

import re
from bisect import bisect_right
from itertools import pairwise

from dragoman.actors.figures import Figure
from dragoman.actors.names import NameKind
from dragoman.actors.offices import Tenure
from dragoman.actors.phrases import Layout, Phrase
from dragoman.actors.scene import Scene, Seen, lower, subject_rank
from dragoman.actors.stage import Stage
from dragoman.actors.wording import PointsTo
from dragoman.schema.actor import ORGANISATION_CODES, Actor, Mention, MentionKind, Sector
from dragoman.schema.base import Span, overlap, within
from dragoman.schema.document import ParagraphKind
from dragoman.schema.sentence import Sentence

_AGED = re.compile(r"\b\d{2,3}[-\s]year[-\s]old$", re.IGNORECASE)
_NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5}
_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "their", "them", "theirs", "themselves"})
_NEAR = 4  # sentences over which "the official" may be one spoken of
_WHILE = 5  # sentences back in which they were spoken of
_MANY = 4  # persons whom "the ministers" may mean
_OPENING = 4  # so many sentences, title and dateline counted in, may say whose text it is
_FIRST = frozenset({"i", "me", "my", "we", "us", "our", "ours", "mine"})
_EMPTY_IT = frozenset({"be", "rain", "seem", "appear", "take", "emerge", "become"})


class Pointers:
    """Resolves descriptions and pronouns from what the text spoke of before."""

    def __init__(self, scene: Scene, stage: Stage) -> None:
        self.scene = scene
        self.stage = stage
        self.we: tuple[Actor, ...] = ()  # "We, the leaders of …": who writes the document

    # ------------------------------------------------------------ descriptions

    def description(self, layout: Layout, index: int) -> bool:
        """Enter a phrase that points back to states, persons or organisations; False where it is none."""
        scene, phrase, sentence = self.scene, layout.phrases[index], layout.sentence
        lemma = sentence.tokens[phrase.head].lemma.lower()
        if sentence.tokens[phrase.head].tag == "NNPS":
            lemma = lemma.removesuffix("s")  # "the Presidents"
        koreas = layout.keys[phrase.head] in {"north", "south", "koreas"}
        if lemma not in scene.words.pointing and not koreas and not layout.keys[phrase.end - 1].endswith("old"):
            return False  # most phrases point to nothing
        span = phrase.span(sentence)
        text = scene.words_of(span)
        named = [code for hit in phrase.hits if (code := scene.country_of(hit)) is not None]
        plain = all(scene.country_of(h) is None and scene.reading_of(h).kind is NameKind.PLACE for h in phrase.hits)
        if plain and self._several(layout, phrase, lemma, text, span):
            return True
        if lemma == "side" and named:
            actors = tuple(Actor(text=text, country=c, sector=Sector.GOV, span=span) for c in dict.fromkeys(named))
            self.stage.enter(layout, phrase.head, span, MentionKind.STATE, actors, "side of a state", roots=phrase)
            return True
        if self._korea(layout, phrase, text, span) or self._aged(layout, phrase, text, span):
            return True
        if phrase.plural or phrase.name is not None or phrase.hits:
            return False
        definite = phrase.determiner in {"the", "this", "that"} or bool(phrase.pronoun)
        if not definite or self._is_of_its_own(layout, phrase):
            return False
        if lemma in scene.words.sets["set.state-nouns"]:
            return self._state(layout, index, text, span)
        points = scene.words.descriptions.get(lemma, ())
        if not points or phrase.owner is not None or phrase.head - phrase.start > 2:
            return False
        island = self._island(sentence.index, phrase.start) if PointsTo.ISLAND in points else None
        if island is not None:
            actor = Actor(text=text, country=island, sector=Sector.GOV, span=span)
            self.stage.enter(
                layout, phrase.head, span, MentionKind.STATE, (actor,), "the island spoken of", roots=phrase
            )
            return True
        if (
            phrase.body is not None
            and phrase.body_range is not None
            and phrase.body_range[1] - phrase.body_range[0] > 1
        ):
            return False
        before = self._organisation(points, sentence.index)
        if before is None:
            return False
        actors = tuple(
            Actor(text=text, name=a.name, country=a.country, sector=a.sector, span=span) for a in before.actors
        )
        self.stage.enter(layout, phrase.head, span, before.kind, actors, "the organisation last named", roots=phrase)
        return True

    def _island(self, sentence: int, token: int) -> str | None:
        """Give the island state named last before a token; Taiwan where the document speaks of it at all."""
        islands = self.scene.words.sets["set.island-states"]
        for number, code, at, _ in reversed(self.scene.trace.states):
            if code.lower() in islands and (number < sentence or at < token) and number >= sentence - 5:
                return code
        return "TWN" if self.scene.counts.get("TWN") else None

    def _is_of_its_own(self, layout: Layout, phrase: Phrase) -> bool:
        """Say whether what stands before a noun makes it new: "the only country", "the National Union"."""
        tokens = layout.sentence.tokens
        between = range(phrase.start + 1, phrase.head)
        if any(layout.keys[at] in self.scene.words.sets["set.new"] for at in between):
            return True
        return any(tokens[at].text[:1].isupper() and tokens[at].pos == "PROPN" for at in between)

    def _state(self, layout: Layout, index: int, text: str, span: Span) -> bool:
        phrase = layout.phrases[index]
        code = next(iter(self.stage.countries(layout, index, guess=False)), None)
        code = code or self.scene.last_state(layout.sentence.index, phrase.start)
        if code is None:
            return False
        actor = Actor(text=text, country=code, sector=Sector.GOV, span=span)
        self.stage.enter(layout, phrase.head, span, MentionKind.STATE, (actor,), "the state spoken of", roots=phrase)
        return True

    def said_of(self, layout: Layout, index: int) -> bool:
        """Enter a noun that is said of a state, where more is told of it: "Peru is a *country* that keeps its word"."""
        sentence, phrase = layout.sentence, layout.phrases[index]
        here = sentence.tokens[phrase.head]
        if here.dep != "attr" or here.lemma.lower() not in self.scene.words.sets["set.state-nouns"]:
            return False
        told_on = any(sentence.tokens[child].dep == "relcl" for child in sentence.children[phrase.head])
        subject = next((c for c in sentence.children[here.head] if sentence.tokens[c].dep == "nsubj"), None)
        of = self.stage.mentions.get((sentence.index, subject)) if subject is not None and told_on else None
        if of is None or of.kind is not MentionKind.STATE:
            return False
        span = phrase.span(sentence)
        actors = _pointed(of.actors, self.scene.words_of(span), span)
        self.stage.enter(
            layout, phrase.head, span, MentionKind.STATE, actors, "what a state is said to be", roots=phrase
        )
        return True

    def _aged(self, layout: Layout, phrase: Phrase, text: str, span: Span) -> bool:
        """Enter "the 71-year-old": the person last spoken of."""
        if phrase.determiner != "the" or _AGED.search(text) is None:
            return False
        # Of either pronoun: persons whom nothing shows to be a man or a woman fit both.
        seen = self._seen("", layout.sentence.index)
        if seen is None:
            return False
        self.stage.enter(
            layout,
            phrase.head,
            span,
            MentionKind.PERSON,
            _pointed((seen.actor,), text, span),
            "the person last named",
            roots=phrase,
        )
        return True

    def _korea(self, layout: Layout, phrase: Phrase, text: str, span: Span) -> bool:
        """Enter "the North", "the South", and the first half of "North and South Korea"."""
        scene, token = self.scene, layout.sentence.tokens[phrase.head]
        key = layout.keys[phrase.head]
        if key == "koreas":
            both = tuple(Actor(text=text, country=code, sector=Sector.GOV, span=span) for code in ("PRK", "KOR"))
            self.stage.enter(layout, phrase.head, span, MentionKind.STATE, both, "the Koreas", roots=phrase)
            scene.trace.plurals.append((layout.sentence.index, both))
            return True
        if key not in {"north", "south"} or phrase.end - phrase.start > 2:
            return False
        if not token.text[:1].isupper() and not self._into_the_other(layout, phrase):
            return False
        after = layout.keys[phrase.end : phrase.end + 3]
        other = after in (["and", "south", "korea"], ["and", "north", "korea"], ["or", "south", "korea"])
        people = any(f.country in {"PRK", "KOR"} for f in scene.figures.figures)
        koreas = people or scene.counts.get("PRK") or scene.counts.get("KOR")
        # Without a Korea in sight "the North" may still be it, where no other country with a north is spoken of.
        alone = key == "north" and not koreas and not _DIVIDED.intersection(scene.counts)
        if not other and not (phrase.determiner == "the" and (koreas or alone)):
            return False
        actor = Actor(text=text, country="PRK" if key == "north" else "KOR", sector=Sector.GOV, span=span)
        mention = self.stage.enter(
            layout, phrase.head, span, MentionKind.STATE, (actor,), "one of the Koreas", roots=phrase
        )
        self.stage.remember(mention)
        return True

    def _into_the_other(self, layout: Layout, phrase: Phrase) -> bool:
        """Say whether "the north" in small letters is the other Korea: in a text on both, and where a way ends."""
        before = layout.keys[phrase.start - 1] if phrase.start else ""
        after = layout.keys[phrase.end] if phrase.end < len(layout.keys) else ""
        both = self.scene.main_pair == ("KOR", "PRK")
        return both and phrase.determiner == "the" and before in {"into", "to", "against", "toward"} and after != "of"

    def _several(self, layout: Layout, phrase: Phrase, lemma: str, text: str, span: Span) -> bool:
        """Enter "the two leaders", "both countries": the last named together."""
        scene, sets = self.scene, self.scene.words.sets
        number = self._number(layout, phrase, lemma) or self._all_of(layout, phrase, lemma)
        if not number:
            return False
        if lemma in sets["set.pair-people"]:
            office = self._office_of(layout, phrase, lemma)
            persons = self._last_persons(number, office)
            if persons:
                actors = tuple(self.stage.person(f, text, span) for f in persons)
                self.stage.enter(
                    layout, phrase.head, span, MentionKind.PERSON, actors, "the persons last named", roots=phrase
                )
                scene.trace.plurals.append((layout.sentence.index, actors))
                return True
        elif lemma not in sets["set.pair-heads"] and lemma not in sets["set.pair-military"]:
            return False
        spoken_to = self._speaker_to(layout, phrase)
        pair = self._last_pair(number, layout.sentence.index, phrase.start, but=spoken_to)
        if not pair:
            return False
        sector = Sector.MIL if lemma in sets["set.pair-military"] else Sector.GOV
        actors = tuple(Actor(text=text, country=code, sector=sector, span=span) for code in pair)
        because = "the states last named together"
        self.stage.enter(layout, phrase.head, span, MentionKind.STATE, actors, because, roots=phrase)
        scene.trace.plurals.append((layout.sentence.index, actors))
        return True

    def _all_of(self, layout: Layout, phrase: Phrase, lemma: str) -> int:
        """Count whom "the presidents" or "the ministers" mean: all of that office lately spoken of; 0 for one."""
        if not phrase.plural or phrase.determiner != "the" or phrase.name is not None or phrase.hits:
            return 0
        if lemma not in self.scene.words.sets["set.pair-people"]:
            return 0
        office = self._office_of(layout, phrase, lemma)
        following = layout.phrases[layout.phrases.index(phrase) + 1 :][:1]
        if following and following[0].link in {"of", "from"}:
            return 0
        near = [s for s in self.scene.trace.persons if s.sentence >= layout.sentence.index - _WHILE]
        those = set()
        for figure in (s.figure for s in near if s.figure is not None):
            held = [o for o in figure.offices if not o.former]
            if any(o.rank == office if office else lower(o.text)[-1:] == [lemma] for o in held):
                those.add(figure.name)
        return len(those) if 2 <= len(those) <= _MANY else 0

    def _number(self, layout: Layout, phrase: Phrase, lemma: str) -> int:
        words = (phrase.determiner.split() + layout.keys[phrase.start : phrase.head])[:4]
        for word, number in _NUMBERS.items():
            if word in words and (
                word == "both" or "the" in words or phrase.pronoun or "these" in words or "our" in words
            ):
                return number
        if phrase.determiner in {"either", "each", "neither"} and lemma in {"side", "country", "nation"}:
            return 2
        if (
            lemma in {"nation", "country", "neighbour", "neighbor", "side"}
            and phrase.plural
            and phrase.determiner == "the"
        ):
            following = layout.keys[phrase.end] if phrase.end < len(layout.keys) else ""
            if phrase.head - phrase.start == 1 and (
                following in {"'s", "'", "’"} or lemma in {"side", "neighbour", "neighbor"}
            ):
                return 2
        return 0

    def _speaker_to(self, layout: Layout, phrase: Phrase) -> str | None:
        """Give the state that speaks to the phrase, and so is none of it: "Portugal called on both sides"."""
        tokens = layout.sentence.tokens
        head = tokens[phrase.head]
        governor = tokens[head.head] if head.dep == "pobj" else head
        if head.dep not in {"dobj", "pobj"} or governor.dep not in {"prep", "dobj", "dative"}:
            return None
        if layout.keys[head.head] not in {"on", "upon", "to"} and head.dep == "pobj":
            return None
        for at, token in enumerate(tokens[: phrase.start]):
            if token.dep == "nsubj" and token.head == governor.head:
                mention = self.stage.mentions.get((layout.sentence.index, at))
                return mention.actors[0].country if mention is not None and len(mention.actors) == 1 else None
        return None

    def _last_pair(self, number: int, sentence: int, token: int, *, but: str | None = None) -> list[str]:
        """Give the states that the text last spoke of together, as many as asked for, `but` the one that speaks.

        A pair pointed to just before; then the two states that the document speaks of; then the nearest.
        """
        scene = self.scene
        ours = list(dict.fromkeys(a.country for a in self.we if a.country))
        if len(ours) == number:
            return ours
        for at, actors in reversed(scene.trace.plurals):
            codes = list(dict.fromkeys(a.country for a in actors if a.country in scene.gazetteer.states))
            if at < sentence - 1:
                break
            if len(codes) == number and but not in codes:
                return [code for code in codes if code]
        joined = self._joined(sentence, token) if number == 2 else []
        if joined and but not in joined:
            return joined
        main = scene.main_pair
        if number == 2 and main is not None and but not in main:
            named = [code for at, code, _, _ in scene.trace.states if sentence - 1 <= at <= sentence]
            if not named or set(named) & set(main):
                order = {code: place for place, (_, code, _, _) in reversed(list(enumerate(scene.trace.states)))}
                return sorted(main, key=lambda code: (order.get(code, len(order)), code))
        weights: dict[str, float] = {}
        for at, code, place, _ in scene.trace.states:
            if at < sentence or place < token:
                weights[code] = weights.get(code, 0.0) + 0.5 ** (0.5 * (sentence - at))
        for seen in scene.trace.persons:
            code = seen.actor.country or ""
            if code in scene.gazetteer.states:
                weights[code] = weights.get(code, 0.0) + 0.5 ** (1 + 0.5 * (sentence - seen.sentence))
        for code in weights:
            weights[code] += 0.02 * scene.counts.get(code, 0)
        ranked = sorted((code for code in weights if code != but), key=lambda code: (-weights[code], code))
        if len(ranked) < number:
            return []
        first = {code: place for place, (_, code, _, _) in reversed(list(enumerate(scene.trace.states)))}
        return sorted(ranked[:number], key=lambda code: (first.get(code, len(first)), code))

    def _joined(self, sentence: int, token: int) -> list[str]:
        """Give the two states last joined by "and" before a token, in its sentence or the one before."""
        states = [
            s for s in self.scene.trace.states[-8:] if s[0] == sentence - 1 or (s[0] == sentence and s[2] < token)
        ]
        for first, second in reversed(list(pairwise(states))):
            near = first[0] == second[0] and first[1] != second[1] and 2 <= second[2] - first[2] <= 4
            if near and "and" in self.scene.layouts[first[0]].keys[first[2] + 1 : second[2]]:
                return [first[1], second[1]]
        return []

    def _office_of(self, layout: Layout, phrase: Phrase, lemma: str) -> str:
        """Give the kind of office that "the two foreign ministers" hold; "" where any two persons will do."""
        titles = self.scene.words.titles
        before = layout.keys[phrase.head - 1] if phrase.head > phrase.start else ""
        entry = titles.get(f"{before} {lemma}") or titles.get(lemma)
        return entry.office if entry is not None and entry.office != "leader" else ""

    def _last_persons(self, number: int, office: str = "") -> list[Figure]:
        """Give the persons of different states named last, of an office where one is given; fewer count for none."""
        found: list[Figure] = []
        for seen in reversed(self.scene.trace.persons):
            figure = seen.figure
            if figure is not None and office and not any(o.rank == office for o in figure.offices):
                continue
            if figure is not None and all(figure is not f and figure.country != f.country for f in found):
                found.append(figure)
            if len(found) == number:
                return found[::-1]
        return []

    def _organisation(self, points: tuple[PointsTo, ...], sentence: int) -> Mention | None:
        for at, mention in reversed(self.scene.trace.groups):
            if at < sentence - 4:
                break
            if mention.kind is not MentionKind.ORGANISATION or not mention.actors:
                continue
            sector = mention.actors[0].sector
            if sector is Sector.BUS:
                fits = PointsTo.FIRM in points
            elif sector is Sector.JRN:
                fits = PointsTo.MEDIA in points
            elif mention.actors[0].country in ORGANISATION_CODES or sector in {Sector.IGO, Sector.NGO, Sector.CVL}:
                fits = PointsTo.ORGANISATION in points
            else:
                fits = PointsTo.ARMED in points
            if fits:
                return mention
        return None

    def figure_for(self, title: str, rank: str, countries: list[str], sentence: int) -> Figure | None:
        """Find the person of the document whom a title means, the one named last where several fit.

        Args:
            title: the words of it.
            rank: the kind of office it is, "" where it is none in particular.
            countries: states named with it; empty for none.
            sentence: where it stands.
        """
        wanted = lower(title)
        if not wanted:
            return None
        head = wanted[-1]
        for seen in reversed(self.scene.trace.persons):
            figure = seen.figure
            if figure is None or (countries and figure.country not in countries):
                continue
            if not countries and seen.sentence < sentence - 6:
                break
            if head == "leader" and any(o.rank in _LEADING and not o.former for o in figure.offices):
                return figure
            for office in figure.offices:
                held = lower(office.text)
                if rank and office.rank == rank:
                    return figure
                if head in held and (len(wanted) == 1 or set(wanted) <= set(held) or len(held) == 1):
                    return figure
            if not figure.offices and any(head in lower(f"{t.office} {t.title}") for t in self._held_now(figure)):
                return figure
        if not countries:
            bearers = [f for f in self.scene.figures.figures if any(head in lower(o.text) for o in f.offices)]
            return bearers[0] if len(bearers) == 1 and len(wanted) == 1 else None
        if head in _CHIEF:
            for seen in reversed(self.scene.trace.persons):
                figure = seen.figure
                if (
                    figure is not None
                    and figure.country in countries
                    and any(_CHIEF & set(lower(o.text)) for o in figure.offices)
                ):
                    return figure
        for figure in self.scene.figures.figures:
            if figure.country in countries and any(
                set(wanted) <= set(lower(o.text)) for o in figure.offices if not o.former
            ):
                return figure
        return None

    def unnamed_for(self, title: str, sentence: int) -> Actor | None:
        """Find the person without a name whom "the official" means: the last one of that title, of known state.

        Args:
            title: the words of it.
            sentence: where it stands.
        """
        wanted = lower(title)
        for seen in reversed(self.scene.trace.persons):
            if seen.sentence < sentence - _NEAR:
                return None
            held = lower(seen.actor.office or "")
            if seen.figure is None and seen.actor.country and wanted[-1:] == held[-1:] and set(wanted) <= set(held):
                return seen.actor
        return None

    def _held_now(self, figure: Figure) -> tuple[Tenure, ...]:
        """Give the offices that the tables have for a person on the day of writing; without a day, all."""
        day = self.scene.day
        return figure.tenures if day is None else tuple(t for t in figure.tenures if t.covers(day))

    # ------------------------------------------------------------ pronouns

    def pronoun(self, layout: Layout, token: int) -> None:
        """Enter a pronoun with whom it stands for; nothing where that is not known."""
        sentence, word = layout.sentence, layout.keys[token]
        here = sentence.tokens[token]
        if here.tag not in {"PRP", "PRP$"}:
            return
        span = (here.start, here.end)
        actors: tuple[Actor, ...] = ()
        because = "pronoun"
        if word in _HE or word in _SHE:
            quoted = self._quoted_with(layout, token)
            seen = self._seen("she" if word in _SHE else "he", sentence.index, quoted)
            if seen is not None:
                actors = _pointed((seen.actor,), here.text, span)
                because = "pronoun: the person last named"
                if here.dep in {"nsubj", "nsubjpass"}:
                    rank = subject_rank(sentence, token)
                    again = Seen(sentence.index, token, seen.actor, seen.figure, seen.gender, rank)
                    self.scene.trace.persons.append(again)
        elif word in _IT:
            actors = self._it(sentence, token, span)
        elif word in _THEY:
            actors = self._they(sentence, here.text, span)
        elif word in {"we", "our", "us"} and self.we:
            actors = _pointed(self.we, here.text, span)
            because = "pronoun: who speaks in the document"
        if actors:
            self.stage.enter(layout, token, span, MentionKind.PRONOUN, actors, because)

    def _quoted_with(self, layout: Layout, token: int) -> tuple[Span, ...]:
        """Give the quotations of a sentence that a pronoun introduces: "… Jane Doe left," she said, is not Jane Doe."""
        sentence = layout.sentence
        here = sentence.tokens[token]
        if here.dep != "nsubj" or sentence.tokens[here.head].lemma not in self.scene.words.sets["set.speech"]:
            return ()
        return tuple(
            q.outer
            for q in self.scene.reading.quotations
            if not q.scare and overlap(q.outer, sentence.span) and not within((here.start, here.end), q.outer)
        )

    def _seen(self, gender: str, sentence: int, quoted: tuple[Span, ...] = ()) -> Seen | None:
        """The person of that pronoun in the nearest sentence that has one; subjects of its main verb before others."""
        found: Seen | None = None
        nearest = sentence - 8
        for seen in reversed(self.scene.trace.persons):
            if seen.sentence < nearest:
                break
            other = bool(gender) and seen.gender not in {"", gender}
            if other or (seen.sentence == sentence and self._inside(seen, quoted)):
                continue
            if found is None:
                nearest = seen.sentence
            if found is None or (seen.rank > found.rank):
                found = seen
        return found

    def _inside(self, seen: Seen, spans: tuple[Span, ...]) -> bool:
        at = self.scene.layouts[seen.sentence].sentence.tokens[seen.token].start
        return any(start <= at < end for start, end in spans)

    def _it(self, sentence: Sentence, token: int, span: Span) -> tuple[Actor, ...]:
        """The state or body last spoken of; subjects and this sentence before the rest."""
        tokens = sentence.tokens
        here = tokens[token]
        if here.tag == "PRP" and here.dep in {"nsubj", "nsubjpass"} and tokens[here.head].lemma in _EMPTY_IT:
            return ()
        if here.tag == "PRP$" and token >= 2 and tokens[token - 1].lemma in {"for", "over"}:
            # "sanctions on Peru for its test": what one is thanked or blamed for is one's own.
            blamed = self.stage.mentions.get((sentence.index, token - 2))
            if blamed is not None and blamed.kind in _THINGS and len(blamed.actors) == 1:
                return _pointed(blamed.actors, here.text, span)
        best: tuple[int, int, int] | None = None
        found: Actor | None = None
        for number in (sentence.index - 1, sentence.index):
            if number < 0:
                continue
            others = self.scene.reading.sentences[number].tokens
            for at, other in enumerate(others):
                if number == sentence.index and at >= token:
                    break
                mention = self.stage.mentions.get((number, at))
                if mention is None or mention.kind not in _THINGS or len(mention.actors) != 1:
                    continue
                subject = subject_rank(self.scene.reading.sentences[number], at)
                weight = subject + 1 if subject else int(other.dep == "poss")
                rank = (weight + 2 * (number == sentence.index), number, at)
                if best is None or rank >= best:
                    best, found = rank, mention.actors[0]
        return () if found is None else _pointed((found,), here.text, span)

    def _they(self, sentence: Sentence, text: str, span: Span) -> tuple[Actor, ...]:
        trace = self.scene.trace
        if trace.plurals and trace.plurals[-1][0] >= sentence.index - 1:
            return _pointed(trace.plurals[-1][1], text, span)
        if trace.groups and trace.groups[-1][0] >= sentence.index - 1:
            return _pointed(trace.groups[-1][1].actors, text, span)
        return ()

    # ------------------------------------------------------------ who speaks

    def note_we(self, layout: Layout, index: int) -> None:
        """Note who writes: "We, the leaders of Japan, … and the United States"."""
        phrase = layout.phrases[index]
        if phrase.start < 2 or layout.keys[phrase.start - 2 : phrase.start] != ["we", ","]:
            return
        mention = self.stage.mentions.get((layout.sentence.index, phrase.head))
        if mention is None or not mention.actors:
            return
        self.we = mention.actors
        states = self._writers(layout, index)
        if len(states) > 1:
            # "We, the President of Peru and the Prime Minister of Chile": the two states, neither of the two persons.
            self.we = tuple(Actor(text="We", country=code, sector=Sector.GOV) for code in states)
        token = layout.sentence.tokens[phrase.start - 2]
        span = (token.start, token.end)
        actors = _pointed(self.we, token.text, span)
        self.stage.enter(
            layout, phrase.start - 2, span, MentionKind.PRONOUN, actors, "pronoun: who speaks in the document"
        )

    def note_author(self, layout: Layout) -> None:
        """Note whose text it is: "Statement by the Foreign Ministry of Peru", "Peru issued the following statement".

        Only the title and the first sentences are asked; of a joint text all states that its title names are authors.
        """
        words, keys = self.scene.words.sets, layout.keys
        sentence = layout.sentence
        if self.we or sentence.index >= _OPENING:
            return
        issued = next((at for at, key in enumerate(keys) if key in words["set.issued-texts"]), None)
        if issued is None:
            return
        titled = sentence.index == 0 and not any(token.pos in {"VERB", "AUX"} for token in sentence.tokens)
        if titled or sentence.kind is ParagraphKind.HEADLINE:
            joint = "joint" in keys[:issued]
            about = (at for at in range(issued + 1, len(keys)) if keys[at] in words["set.titled-about"])
            end = len(keys) if joint else next(about, len(keys))
            loose = any(token.pos == "ADP" for token in sentence.tokens[:issued])  # "anger in Peru over a statement"
            codes = self._states_named(sentence.index, issued if loose else 0, end)
            if len(codes) > 1 and not joint:
                return  # "Statement of Peru and Chile's reply": whose it is stays open
        elif "following" in keys[:issued] and any(key in words["set.issuing"] for key in keys[:issued]):
            verb = next(at for at, key in enumerate(keys) if key in words["set.issuing"])
            codes = self._states_named(sentence.index, 0, verb)[:1]
        else:
            return
        self.we = tuple(Actor(text="We", country=code, sector=Sector.GOV) for code in codes)

    def _states_named(self, sentence: int, start: int, end: int) -> list[str]:
        """Give the states of whoever is named between two words of a sentence, the last not included."""
        found = (
            actor.country
            for (index, token), mention in sorted(self.stage.mentions.items())
            if index == sentence and start <= token < end
            for actor in mention.actors
        )
        return list(dict.fromkeys(code for code in found if code in self.scene.gazetteer.states))

    def _writers(self, layout: Layout, index: int) -> list[str]:
        """Give the states named from a phrase up to the verb: those in whose name a joint statement is written."""
        scene, tokens = self.scene, layout.sentence.tokens
        start = layout.phrases[index].start
        end = next((at for at in range(start, len(tokens)) if tokens[at].pos in {"VERB", "AUX"}), len(tokens))
        codes = (scene.country_of(h) for h in layout.hits if start <= h.start < end)
        return list(dict.fromkeys(code for code in codes if code in scene.gazetteer.states))

    def quoted(self) -> None:
        """Resolve "I", "we", "my country" inside quotation marks to whom the sentence around credits with them."""
        quotations = [q for q in self.scene.reading.quotations if not q.scare]
        if not quotations:
            return
        starts = [q.outer[0] for q in quotations]
        last: Mention | None = None
        for layout in self.scene.layouts:
            sentence = layout.sentence
            inside = [
                token
                for token, key in enumerate(layout.keys)
                if key in _FIRST and sentence.tokens[token].tag in {"PRP", "PRP$"}
            ]
            speaker = self._speaker(layout, starts)
            last = speaker or last
            for token in inside:
                here = sentence.tokens[token]
                place = bisect_right(starts, here.start) - 1
                if place < 0 or here.start >= quotations[place].outer[1] or last is None:
                    continue
                span = (here.start, here.end)
                actors = _pointed(last.actors, here.text, span)
                if layout.keys[token] in {"we", "our", "us", "ours"}:
                    actors = tuple(
                        Actor(text=here.text, country=a.country, sector=a.sector, span=span)
                        for a in actors
                        if a.country
                    )
                if actors:
                    self.stage.enter(
                        layout, token, span, MentionKind.PRONOUN, actors, "pronoun: who speaks in the quotation"
                    )

    def _speaker(self, layout: Layout, starts: list[int]) -> Mention | None:
        """Find the subject of a verb of saying outside quotation marks."""
        sentence = layout.sentence
        quotations = [q for q in self.scene.reading.quotations if not q.scare]
        for token, here in enumerate(sentence.tokens):
            if here.dep != "nsubj" or sentence.tokens[here.head].lemma not in self.scene.words.sets["set.speech"]:
                continue
            place = bisect_right(starts, here.start) - 1
            if place >= 0 and here.start < quotations[place].outer[1]:
                continue
            mention = self.stage.mentions.get((sentence.index, token))
            if mention is not None and mention.actors:
                return mention
        return None


_LEADING = frozenset({"head-of-state", "head-of-government", "leader"})
_CHIEF = frozenset({"leader", "president", "premier", "chancellor", "king", "emir"})
_DIVIDED = frozenset({"VNM", "SDN", "SSD", "YEM", "NGA", "CYP", "MLI", "GBR", "IRL", "ITA", "LKA", "CIV", "SYR", "IRQ"})
_THINGS = frozenset({MentionKind.STATE, MentionKind.ORGANISATION, MentionKind.BODY})


def _pointed(actors: tuple[Actor, ...], text: str, span: Span) -> tuple[Actor, ...]:
    return tuple(
        Actor(text=text, name=a.name, country=a.country, sector=a.sector, office=a.office, span=span, named=a.named)
        for a in actors
    )
