"""Who is meant: every mention of a state, person, body or group in a document, resolved as far as the text goes."""

import functools
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from dragoman.actors.figures import Figure, Figures, Office
from dragoman.actors.names import Gazetteer, Hit, Name, NameKind, find_names, fold, gazetteer
from dragoman.actors.offices import Holders, holders
from dragoman.actors.phrases import APOSTROPHES, HYPHENS, Layout, Phrase, lay_out
from dragoman.actors.wording import PointsTo, Wording, wording
from dragoman.lexicons.files import Lexicons
from dragoman.schema.actor import ORGANISATION_CODES, Actor, Cast, Mention, MentionKind, Sector
from dragoman.schema.base import Span, overlap
from dragoman.schema.document import Document
from dragoman.schema.sentence import Reading, Sentence
from dragoman.schema.when import Published


def cast(document: Document, reading: Reading, *, lexicons: Lexicons, published: Published | None) -> Cast:
    """Find all mentions of actors in a document and say who is meant.

    Args:
        document: what is read.
        reading: its grammar.
        lexicons: tables of the world and English wording.
        published: the day of writing, for offices the text does not tie to a name; None where it is not known.
    """
    return Casting(document, reading, lexicons=lexicons, published=published).run()


@dataclass(frozen=True)
class DocumentCast(Cast):
    """A cast with the persons behind it, for those in this room who ask for their offices."""

    figures: tuple[Figure, ...] = ()


@dataclass(slots=True)
class Trace:
    """What has been spoken of so far: the memory that pronouns and descriptions draw on."""

    states: list[tuple[int, str, int]] = field(default_factory=list)  # (sentence, country, token), as actors
    persons: list[tuple[int, Figure]] = field(default_factory=list)
    groups: list[tuple[int, Mention]] = field(default_factory=list)  # organisations, bodies, groups
    plurals: list[tuple[int, tuple[Actor, ...]]] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """A mention before it is entered, with its rank among those at the same token."""

    mention: Mention
    rank: int


class Casting:
    """The casting of one document."""

    def __init__(
        self, document: Document, reading: Reading, *, lexicons: Lexicons, published: Published | None
    ) -> None:
        self.document = document
        self.reading = reading
        self.published = published
        self.gazetteer: Gazetteer = gazetteer(lexicons)
        self.words: Wording = wording(lexicons)
        self.holders: Holders = holders(lexicons)
        self.figures = Figures(self.gazetteer, self.holders, published)
        self.trace = Trace()
        self.drafts: dict[tuple[int, int], Draft] = {}
        self.layouts: list[Layout] = []
        self.counts: dict[str, int] = {}
        self.phrase_figures: dict[tuple[int, int], Figure] = {}

    # ------------------------------------------------------------ the whole way

    def run(self) -> Cast:
        """Lay out all sentences, gather the persons, then walk the text and resolve."""
        for sentence in self.reading.sentences:
            hits = find_names(sentence, self.gazetteer)
            self.layouts.append(lay_out(sentence, hits, self.gazetteer, self.words))
        self._count_states()
        for layout in self.layouts:
            self._gather_persons(layout, full=True)
        for layout in self.layouts:
            self._gather_persons(layout, full=False)
        for figure in self.figures.figures:
            self._settle(figure)
        for layout in self.layouts:
            self._resolve(layout)
        mentions = [d.mention for d in self.drafts.values()]
        mentions.sort(key=lambda m: (m.sentence, m.span[0], -m.span[1], m.token))
        return DocumentCast(tuple(mentions), figures=tuple(self.figures.figures))

    def _count_states(self) -> None:
        for layout in self.layouts:
            for hit in layout.hits:
                code = self._country_of(hit)
                if code is not None and code not in ORGANISATION_CODES:
                    weight = 1 if hit.name.kind is NameKind.PLACE else 2
                    self.counts[code] = self.counts.get(code, 0) + weight

    @property
    def dominant(self) -> str | None:
        """The state that the document speaks of by far the most: domestic news."""
        ranked = sorted(self.counts.items(), key=lambda item: (-item[1], item[0]))
        if not ranked:
            return None
        if len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]:
            return ranked[0][0]
        return None

    # ------------------------------------------------------------ names that several own

    def _country_of(self, hit: Hit) -> str | None:
        name = self._reading_of(hit)
        return name.country

    def _reading_of(self, hit: Hit) -> Name:
        """Choose among the owners of a name by the document: "Congo", "Korea", "Georgia"."""
        if len(hit.names) == 1:
            return hit.names[0]
        day = self.published.day if self.published else None
        best, best_score = hit.names[0], -1000.0
        for rank, name in enumerate(hit.names):
            score = -float(rank)
            if name.state is not None:
                if day is not None and not _existed(name, day):
                    score -= 50
                if self.counts.get(name.state.code, 0):
                    score += 0.1 * self.counts[name.state.code]
            if score > best_score:
                best, best_score = name, score
        return best

    # ------------------------------------------------------------ persons

    def _gather_persons(self, layout: Layout, *, full: bool) -> None:
        """Enter the names of a sentence: first the full ones, then the single words."""
        sentence = layout.sentence
        for index, phrase in enumerate(layout.phrases):
            if phrase.name is None:
                continue
            text = self._text(sentence, *phrase.name)
            words = [w for w in text.replace("-", " ").split() if w]
            if full != (len(words) > 1):
                continue
            evidence = self._personal(layout, index, text)
            countries = self._named_countries(layout, index)
            country = countries[0] if len(countries) == 1 else None
            figure = self.figures.find(text, country=country if country not in ORGANISATION_CODES else None)
            if figure is None:
                if not evidence and full and not self._looks_personal(words):
                    continue
                if not evidence and not full:
                    continue
                figure = self.figures.add(text, sentence.index)
            elif len(words) > len(figure.keys):
                self.figures.rename(figure, text)
            figure.person = True
            self.phrase_figures[sentence.index, index] = figure
            self._read_offices(layout, index, figure, country)

    def _looks_personal(self, words: list[str]) -> bool:
        keys = [fold(w) for w in words]
        if keys[0] in self.gazetteer.given:
            return True
        return len(keys) in {2, 3} and keys[0] in self.gazetteer.family_first

    def _personal(self, layout: Layout, index: int, text: str) -> bool:
        """Say whether something shows that a name is a person's."""
        phrase = layout.phrases[index]
        sentence = layout.sentence
        if phrase.title_entry is not None or any(h.name.kind is NameKind.PERSON for h in phrase.hits):
            return True
        assert phrase.name is not None
        if self.figures.find(text) is not None:
            return True
        token = sentence.tokens[phrase.name[1] - 1]
        if token.dep == "nsubj" and sentence.tokens[token.head].lemma in self.words.sets["set.speech"]:
            words = text.split()
            if len(words) in {2, 3} or self.figures.tenures(text):
                return True
        following = layout.phrases[index + 1] if index + 1 < len(layout.phrases) else None
        if following is not None and following.apposed and following.title_entry is not None and not following.plural:
            return True
        return bool(self.figures.tenures(text)) if len(name_words(text)) > 1 else bool(self.figures.tenures(text))

    def _read_offices(self, layout: Layout, index: int, figure: Figure, country: str | None) -> None:
        """Read the title before a name, the apposition behind it, and "X is the Y of Z"."""
        sentence, phrase = layout.sentence, layout.phrases[index]
        tokens = sentence.tokens
        entry = phrase.title_entry
        assert phrase.name is not None
        if entry is not None and phrase.title is not None and not entry.honorific:
            start = self._title_start(layout, phrase)
            former = self._former(layout, phrase.start, phrase.title[0])
            text = self._text(sentence, start, phrase.title[1])
            figure.offices.append(
                Office(
                    text=text,
                    former=former,
                    span=(tokens[start].start, tokens[phrase.name[1] - 1].end),
                    sentence=sentence.index,
                    country=country or self._body_country(phrase) or entry.country,
                    sector=entry.sector,
                    kind="title",
                    counterpart="counterpart" in text.lower(),
                )
            )
        if country is not None and country not in ORGANISATION_CODES and figure.country is None:
            figure.country, figure.country_because = country, "the words before the name"
        if entry is not None and entry.honorific and not figure.gender:
            key = fold(self._text(sentence, *phrase.title)) if phrase.title else ""
            figure.gender = {"mr": "he", "mrs": "she", "ms": "she", "miss": "she", "sir": "he", "lady": "she"}.get(
                key, ""
            )
        self._read_apposition(layout, index, figure)
        self._read_copula(layout, index, figure)
        self._read_affiliation(layout, index, figure)

    def _title_start(self, layout: Layout, phrase: Phrase) -> int:
        """Find where the words of an office begin: behind the state, the possessor and the painting adjectives."""
        assert phrase.title is not None
        start = phrase.title[0]
        keys, tokens = layout.keys, layout.sentence.tokens
        paint = self.words.sets["set.acting"] | self.words.sets["set.former"]
        first = phrase.start + bool(phrase.determiner or phrase.pronoun)
        while start > first:
            before = start - 1
            hit = layout.hit_at.get(before)
            if hit is not None and self._reading_of(hit).kind not in {NameKind.BODY, NameKind.ORGANISATION}:
                break
            if keys[before] in paint or (tokens[before].pos == "NUM" and hit is None):
                break
            if tokens[before].text in APOSTROPHES or keys[before] in {"and", ","}:
                break
            if tokens[before].text in HYPHENS and keys[before - 1] in paint:
                break
            start = before
        # "U.S. House of Representatives Speaker": the state stands in the name of the body.
        hit = layout.hit_at.get(start)
        if hit is not None and hit.start < start:
            start = hit.start
        return start

    def _former(self, layout: Layout, start: int, end: int) -> bool:
        return any(key in self.words.sets["set.former"] for key in layout.keys[max(0, start - 1) : end + 1])

    def _body_country(self, phrase: Phrase) -> str | None:
        for hit in phrase.hits:
            name = self._reading_of(hit)
            if name.kind in {NameKind.BODY, NameKind.ORGANISATION} and name.country not in ORGANISATION_CODES:
                return name.country
        return None

    def _read_apposition(self, layout: Layout, index: int, figure: Figure) -> None:
        phrases, sentence = layout.phrases, layout.sentence
        if index + 1 >= len(phrases):
            return
        here, following = phrases[index], phrases[index + 1]
        between = layout.keys[here.end : following.start]
        if not between or between[0] not in {",", "-", "–", "—", "("} or following.name is not None:
            return
        if not following.apposed and between[0] == ",":
            return
        if following.title_entry is None or following.title_entry.honorific or following.plural:
            return
        if following.end < len(layout.keys) and layout.keys[following.end] in {"and"} and not following.determiner:
            return
        self._add_office(layout, index + 1, figure, "apposition")

    def _read_copula(self, layout: Layout, index: int, figure: Figure) -> None:
        phrases = layout.phrases
        if index + 1 >= len(phrases):
            return
        here, following = phrases[index], phrases[index + 1]
        between = layout.keys[here.end : following.start]
        if not between or following.name is not None or following.plural or following.title_entry is None:
            return
        if between in (
            ["is"],
            ["was"],
            [",", "who", "is"],
            [",", "who", "was"],
            [",", "who", "heads"],
            ["became"],
            [",", "who", "became"],
        ):
            if following.title_entry.honorific:
                return
            self._add_office(layout, index + 1, figure, "copula", former="was" in between)

    def _read_affiliation(self, layout: Layout, index: int, figure: Figure) -> None:
        """ "Bruce Bennett from the RAND Corporation": the body belongs to the office stated before the name."""
        phrases = layout.phrases
        if index + 1 >= len(phrases):
            return
        following = phrases[index + 1]
        if following.link not in {"from", "of", "at"} or phrases[index].end != following.start - 1:
            return
        if following.name is not None or (following.body or following.role or following.hits):
            hit = following.hits[-1] if following.hits else None
            name = self._reading_of(hit) if hit else None
            if name is not None and name.kind in {NameKind.STATE, NameKind.CAPITAL, NameKind.SEAT}:
                if figure.country is None and following.link in {"of", "from"}:
                    figure.country, figure.country_because = name.country, "the words after the name"
                return
            if figure.offices:
                text = self._text(layout.sentence, following.start + bool(following.determiner), following.end)
                figure.offices[-1].text += f", {text}"

    def _add_office(self, layout: Layout, at: int, figure: Figure, kind: str, *, former: bool = False) -> None:
        """Enter the office that a phrase and what hangs on it state."""
        phrase, sentence = layout.phrases[at], layout.sentence
        assert phrase.title_entry is not None
        assert phrase.title is not None
        start = self._title_start(layout, phrase)
        end, countries = phrase.end, self._named_countries(layout, at)
        last = at
        while last + 1 < len(layout.phrases):
            following = layout.phrases[last + 1]
            gap = layout.keys[layout.phrases[last].end : following.start]
            if (following.link in {"of", "for", "in", "at", "to"} and len(gap) == 1) or (following.owner == last and len(gap) == 1):
                last += 1
            else:
                break
            end = following.end
        country = countries[0] if countries else self._body_country(phrase) or phrase.title_entry.country
        for following in layout.phrases[at + 1 : last + 1]:
            country = country or self._body_country(following)
        figure.offices.append(
            Office(
                text=self._text(sentence, start, end),
                former=former or self._former(layout, phrase.start, phrase.title[0]),
                span=(sentence.tokens[start].start, sentence.tokens[end - 1].end),
                sentence=sentence.index,
                country=country,
                sector=phrase.title_entry.sector,
                kind=kind,
            )
        )
        if figure.country is None and country is not None and country not in ORGANISATION_CODES:
            figure.country, figure.country_because = country, "the words after the name"

    def _settle(self, figure: Figure) -> None:
        """Give a person country, sector and full name from what is known beyond the words around the name."""
        row = next(
            (
                n.person
                for n in self.gazetteer.by_first.get(figure.keys[0], ())
                if n.kind is NameKind.PERSON and n.keys == figure.keys
            ),
            None,
        )
        if row is not None:
            figure.country = figure.country or row.country
            figure.sector = figure.sector or row.sector
            if len(figure.keys) == 1 and row.name:
                figure.name = row.name
        stated = figure.country or next((o.country for o in figure.offices if o.country), None)
        tenures = self.figures.tenures(figure.name, country=stated)
        if not tenures and stated is None:
            tenures = ()
        figure.tenures = tenures
        if figure.country is None:
            if stated is not None and stated not in ORGANISATION_CODES:
                figure.country, figure.country_because = stated, "the body or office named with the person"
            elif tenures:
                figure.country, figure.country_because = tenures[0].country, f"{tenures[0].table}: {tenures[0].name}"
                if len(figure.country) != 3 or figure.country in ORGANISATION_CODES:
                    pass
        if tenures and len(figure.keys) == 1:
            figure.name = tenures[0].name
        if figure.sector is None:
            figure.sector = next((o.sector for o in figure.offices if o.sector), None)
        if figure.sector is None and tenures:
            figure.sector = Sector.GOV
        if figure.country is None and any(o.sector in _OFFICIAL for o in figure.offices):
            figure.country = self.dominant
            figure.country_because = "the state that the document speaks of"

    # ------------------------------------------------------------ resolving

    def _resolve(self, layout: Layout) -> None:
        """Walk one sentence and enter its mentions."""
        sentence = layout.sentence
        starts = {phrase.start: index for index, phrase in enumerate(layout.phrases)}
        skip = 0
        for token in range(len(sentence.tokens)):
            index = starts.get(token)
            if index is not None:
                phrase = layout.phrases[index]
                if phrase.pronoun:
                    self._pronoun(layout, phrase.start)
                self._phrase(layout, index)
                skip = phrase.end
            elif token >= skip:
                self._pronoun(layout, token)

    def _phrase(self, layout: Layout, index: int) -> None:
        """Resolve one phrase: first the names inside it, then what its head means."""
        sentence, phrase = layout.sentence, layout.phrases[index]
        figure = self.phrase_figures.get((sentence.index, index))
        if figure is None and phrase.name is not None:
            figure = self.figures.find(self._text(sentence, *phrase.name))
            if figure is not None:
                self.phrase_figures[sentence.index, index] = figure
        modifiers = [h for h in phrase.hits if not (h.start <= phrase.head < h.end)]
        head_hit = next((h for h in reversed(phrase.hits) if h.start <= phrase.head < h.end), None)
        for hit in modifiers:
            self._modifier(layout, index, hit)
        if figure is not None and phrase.name is not None:
            self._person(layout, index, figure)
            return
        if head_hit is not None and not (phrase.body_range and phrase.body_range[0] > head_hit.end):
            self._name(layout, index, head_hit)
            return
        if self._description(layout, index):
            return
        if phrase.body is not None:
            self._body(layout, index)
            return
        if phrase.title_entry is not None and not phrase.plural and phrase.name is None:
            self._office(layout, index)
            return
        if phrase.role is not None:
            self._group(layout, index)
            return
        if phrase.name is not None:
            self._unknown(layout, index)

    def _enter(
        self,
        layout: Layout,
        token: int,
        span: Span,
        kind: MentionKind,
        actors: Iterable[Actor],
        because: str,
        *,
        rank: int = 0,
        roots: Phrase | None = None,
    ) -> Mention:
        """Enter a mention at its head word, and at the words of the phrase that the parser takes for its head."""
        sentence = layout.sentence
        mention = Mention(sentence.index, token, span, kind, tuple(actors), because)
        self._put(mention, rank)
        if roots is not None:
            tokens = sentence.tokens
            for other in range(roots.start, roots.end):
                if (
                    other != token
                    and not roots.start <= tokens[other].head < roots.end
                    and tokens[other].pos in {"NOUN", "PROPN", "ADJ"}
                ):
                    self._put(Mention(sentence.index, other, span, kind, mention.actors, because), rank + 5)
        return mention

    def _put(self, mention: Mention, rank: int) -> None:
        key = (mention.sentence, mention.token)
        old = self.drafts.get(key)
        if old is None or rank < old.rank:
            self.drafts[key] = Draft(mention, rank)

    # ------------------------------------------------------------ states and names

    def _modifier(self, layout: Layout, index: int, hit: Hit) -> None:
        """Enter a name that stands before the head: "Japanese foreign minister", "U.S.-Japan alliance"."""
        phrase = layout.phrases[index]
        if not self._means_actor(layout, hit):
            return
        head = layout.sentence.tokens[phrase.head].lemma.lower()
        if head in self.words.sets["set.not-political"]:
            return
        self._enter_hit(layout, hit, place=False)

    def _means_actor(self, layout: Layout, hit: Hit) -> bool:
        """Say whether hyphens leave a name an actor: not in "pro-Russian" and "U.S.-backed"."""
        tokens, keys = layout.sentence.tokens, layout.keys
        if (
            hit.end + 1 < len(tokens)
            and tokens[hit.end].text in HYPHENS
            and keys[hit.end + 1] in self.words.sets["set.hyphen-not-actor"]
        ):
            return False
        if (
            hit.start >= 2
            and tokens[hit.start - 1].text in HYPHENS
            and keys[hit.start - 2] in self.words.sets["set.against"]
        ):
            return False
        rest = fold(tokens[hit.end - 1].text)
        for mark in "-‑–":
            if mark in rest:
                parts = rest.split(mark)
                if parts[-1] in self.words.sets["set.hyphen-not-actor"] or parts[0] in self.words.sets["set.against"]:
                    return False
        return True

    def _enter_hit(self, layout: Layout, hit: Hit, *, place: bool, phrase: Phrase | None = None) -> Mention | None:
        """Enter a name as it stands: a state, an organisation, a body, a place."""
        name = self._reading_of(hit)
        text = self.document.text[hit.span[0] : hit.span[1]]
        kind, actor = self._actor_of(name, text, hit.span, place=place)
        token = hit.end - 1
        sentence = layout.sentence.index
        old = self.drafts.get((sentence, token))
        if old is not None and old.mention.span != hit.span and old.rank == 0 and old.mention.kind is kind:
            # "U.S.-Japan" is one token with two names.
            both = (*old.mention.actors, actor)
            mention = Mention(sentence, token, (old.mention.span[0], hit.span[1]), kind, both, old.mention.because)
            self.drafts[sentence, token] = Draft(mention, 0)
        else:
            mention = self._enter(layout, token, hit.span, kind, (actor,), name.because, roots=phrase)
        if kind in {MentionKind.STATE, MentionKind.ORGANISATION, MentionKind.BODY}:
            self._remember(sentence, token, kind, mention)
        return mention

    def _remember(self, sentence: int, token: int, kind: MentionKind, mention: Mention) -> None:
        if kind is MentionKind.STATE:
            for actor in mention.actors:
                if actor.country and actor.country not in ORGANISATION_CODES:
                    self.trace.states.append((sentence, actor.country, token))
        else:
            self.trace.groups.append((sentence, mention))

    def _actor_of(self, name: Name, text: str, span: Span, *, place: bool) -> tuple[MentionKind, Actor]:
        if name.state is not None:
            if place:
                return MentionKind.PLACE, Actor(text=text, country=name.state.code, span=span)
            sector = Sector.GOV
            return MentionKind.STATE, Actor(text=text, country=name.state.code, sector=sector, span=span)
        if name.organisation is not None:
            organisation = name.organisation
            return MentionKind.ORGANISATION, Actor(
                text=text, name=organisation.name, country=organisation.code, sector=organisation.sector, span=span
            )
        if name.body is not None:
            country = name.body.country
            official = name.body.name if text.isupper() else text
            return MentionKind.BODY, Actor(
                text=text, name=official, country=country, sector=name.body.sector, span=span
            )
        if name.place is not None:
            return MentionKind.PLACE, Actor(text=text, name=name.place.name, country=name.place.country, span=span)
        person = name.person
        assert person is not None
        return MentionKind.PERSON, Actor(
            text=text, name=person.name, country=person.country, sector=person.sector, office=person.office, span=span
        )

    def _name(self, layout: Layout, index: int, hit: Hit) -> None:
        """Resolve a phrase whose head is a name from the tables."""
        phrase, sentence = layout.phrases[index], layout.sentence
        name = self._reading_of(hit)
        place = False
        if name.kind in {NameKind.CAPITAL, NameKind.STATE, NameKind.SEAT, NameKind.PEOPLE}:
            place = self._stands_as_place(layout, phrase, hit, name)
        if name.kind is NameKind.BODY and name.country is None:
            self._shared_body(layout, index, hit, name)
            return
        if (
            name.kind is NameKind.PLACE
            and name.place is not None
            and fold(hit_text(self.document, hit)) in {fold(p) for p in name.place.people}
        ):
            actor = Actor(
                text=hit_text(self.document, hit),
                name=hit_text(self.document, hit),
                country=name.place.country,
                sector=Sector.CVL,
                span=hit.span,
            )
            self._enter(layout, hit.end - 1, hit.span, MentionKind.GROUP, (actor,), name.because, roots=phrase)
            return
        if not self._means_actor(layout, hit):
            return
        self._enter_hit(layout, hit, place=place, phrase=phrase)

    def _stands_as_place(self, layout: Layout, phrase: Phrase, hit: Hit, name: Name) -> bool:
        """Say whether a name means the place: after "in" and its like, or, of a capital, as a way's end."""
        keys = layout.keys
        before = phrase.start - 1
        if before < 0 or phrase.owner is not None:
            return False
        tokens = layout.sentence.tokens
        # "in Tokyo's view" speaks of the government.
        if hit.end < len(tokens) and tokens[hit.end].text in APOSTROPHES and name.kind is not NameKind.CAPITAL:
            return False
        word = keys[before]
        if word in self.words.sets["set.place-prepositions"]:
            return True
        if name.kind is NameKind.CAPITAL:
            if word in {
                "from",
                "to",
                "toward",
                "towards",
                "for",
                "of",
                "visit",
                "visited",
                "visiting",
                "leave",
                "left",
                "reach",
                "reached",
            }:
                if word in {"of", "for"}:
                    return False
                if word in {"from", "to"}:
                    governor = tokens[tokens[before].head].lemma.lower() if tokens[before].head != before else ""
                    return governor in _MOTION or (word == "from" and tokens[tokens[before].head].pos == "VERB")
                return True
            if word == ",":
                # "… Square, Beijing": what stands behind the comma says where.
                previous = tokens[before - 1] if before else None
                return (
                    previous is not None
                    and layout.hit_at.get(before - 1) is not None
                    and self._reading_of(layout.hit_at[before - 1]).kind is NameKind.PLACE
                )
        return False

    def _shared_body(self, layout: Layout, index: int, hit: Hit, name: Name) -> None:
        """ "House of Representatives", "Politburo": the state must come from the words around."""
        phrase = layout.phrases[index]
        countries = self._countries(layout, index)
        text = hit_text(self.document, hit)
        assert name.body is not None
        actors = tuple(
            Actor(text=text, name=text, country=country, sector=name.body.sector, span=hit.span)
            for country in countries or (None,)
        )
        self._enter(layout, hit.end - 1, hit.span, MentionKind.BODY, actors, name.because, roots=phrase)

    # ------------------------------------------------------------ countries of a phrase

    def _named_countries(self, layout: Layout, index: int) -> list[str]:
        """Give the states that a phrase names for its head: adjectives, possessors, "of Japan"."""
        phrase = layout.phrases[index]
        found: list[str] = []
        limit = phrase.name[0] if phrase.name else phrase.head
        for hit in phrase.hits:
            name = self._reading_of(hit)
            if hit.start > limit or hit.start <= phrase.head < hit.end or not self._means_actor(layout, hit):
                continue
            code = name.country
            if name.kind in _STATE_KINDS or name.kind is NameKind.PLACE:
                if code is not None and code not in found:
                    found.append(code)
        if not found:
            for hit in phrase.hits:
                name = self._reading_of(hit)
                if (
                    hit.start < limit
                    and name.kind in {NameKind.BODY, NameKind.ORGANISATION}
                    and name.country
                    and not (hit.start <= phrase.head < hit.end)
                ):
                    found.append(name.country)
                    break
        if found:
            return found
        if phrase.owner is not None:
            found = self._own_countries(layout, phrase.owner)
            if found:
                return found
        following = index + 1
        while following < len(layout.phrases):
            other = layout.phrases[following]
            if other.link not in {"of", "in", "from", "for", "at"} or (phrase.name is not None and other.link != "of"):
                break
            if layout.phrases[following - 1].end != other.start - 1:
                break
            owner = following
            codes = self._own_countries(layout, owner)
            if codes:
                # "leaders of Japan, the Republic of Korea and the United States"
                following += 1
                while (
                    phrase.plural
                    and following < len(layout.phrases)
                    and (
                        layout.phrases[following].conjoined
                        or layout.phrases[following].apposed
                        or layout.phrases[following].brackets
                        or (
                            layout.phrases[following].start - layout.phrases[following - 1].end <= 3
                            and all(
                                not k.isalnum() or k in {"and", "the"}
                                for k in layout.keys[
                                    layout.phrases[following - 1].end : layout.phrases[following].start
                                ]
                            )
                        )
                    )
                ):
                    more = self._own_countries(layout, following)
                    if not more:
                        break
                    codes += [c for c in more if c not in codes]
                    following += 1
                return codes
            following += 1
            if following > index + 3:
                break
        return found

    def _own_countries(self, layout: Layout, index: int) -> list[str]:
        """Give the states that a phrase is or belongs to."""
        phrase = layout.phrases[index]
        codes: list[str] = []
        for hit in phrase.hits:
            code = self._country_of(hit)
            if code is not None and code not in codes and self._means_actor(layout, hit):
                codes.append(code)
        if not codes and phrase.name is not None:
            figure = self.phrase_figures.get((layout.sentence.index, index))
            if figure is not None and figure.country:
                codes.append(figure.country)
        if not codes and phrase.owner is not None:
            codes = self._own_countries(layout, phrase.owner)
        if not codes and layout.keys[phrase.head] in self.words.sets["set.state-nouns"]:
            spoken = self._last_state(layout.sentence.index, phrase.start)
            if spoken:
                codes.append(spoken)
        return codes

    def _countries(self, layout: Layout, index: int, *, guess: bool = True) -> list[str]:
        """Give the states of a phrase: those it names, those of its pronoun, those spoken of."""
        phrase = layout.phrases[index]
        found = self._named_countries(layout, index)
        if found:
            return found
        if phrase.pronoun:
            mention = self.drafts.get((layout.sentence.index, phrase.start))
            if mention is not None:
                return list(dict.fromkeys(a.country for a in mention.mention.actors if a.country))
        if not guess:
            return []
        spoken = self._last_state(layout.sentence.index, phrase.start)
        return [spoken] if spoken else []

    def _last_state(self, sentence: int, token: int) -> str | None:
        """Give the state that the text speaks of at a token: the last one acting, else that of the last person."""
        best: str | None = None
        for number, code, at in reversed(self.trace.states):
            if number < sentence - 2:
                break
            if number == sentence and at >= token:
                continue
            best = code
            break
        persons = [f for n, f in self.trace.persons[-3:] if n >= sentence - 1 and f.country]
        if best is None and persons:
            best = persons[-1].country
        return best or self.dominant

    # ------------------------------------------------------------ heads that are words

    def _person(self, layout: Layout, index: int, figure: Figure) -> None:
        sentence, phrase = layout.sentence, layout.phrases[index]
        assert phrase.name is not None
        start = phrase.start
        span = (sentence.tokens[start].start, sentence.tokens[phrase.name[1] - 1].end)
        actor = self._figure_actor(figure, self.document.text[span[0] : span[1]], span, sentence.index)
        because = figure.country_because or "a name"
        self._enter(
            layout, phrase.name[1] - 1, span, MentionKind.PERSON, (actor,), f"person: {because}", roots=phrase, rank=-1
        )
        self.trace.persons.append((sentence.index, figure))
        # The apposition behind the name is the same person.
        following = index + 1
        if following < len(layout.phrases):
            other = layout.phrases[following]
            if any(
                o.kind == "apposition"
                and o.sentence == sentence.index
                and other.start <= _token_at(sentence, o.span[0]) < other.end
                for o in figure.offices
            ):
                self._enter(layout, other.head, span, MentionKind.PERSON, (actor,), "apposition", rank=-1)

    def _figure_actor(self, figure: Figure, text: str, span: Span, sentence: int) -> Actor:
        return Actor(
            text=text,
            name=figure.name,
            country=figure.country,
            sector=figure.sector,
            office=figure.office_text() or self._held(figure),
            span=span,
        )

    def _held(self, figure: Figure) -> str | None:
        day = self.published.day if self.published else None
        if day is None:
            return None
        return next((t.title or t.office for t in figure.tenures if t.covers(day)), None)

    def _body(self, layout: Layout, index: int) -> None:
        """ "Japanese Foreign Ministry", "the country's parliament", "Ministry of Defence of Kenya"."""
        phrase, sentence = layout.phrases[index], layout.sentence
        assert phrase.body is not None
        countries = self._countries(layout, index)
        span = phrase.span(sentence)
        if phrase.owner is not None:
            owner = layout.phrases[phrase.owner]
            span = (owner.span(sentence)[0], span[1])
        text = self.document.text[span[0] : span[1]]
        name = self._bare(text, phrase)
        actors = tuple(
            Actor(text=text, name=name, country=country, sector=phrase.body.sector, span=span)
            for country in countries or (None,)
        )
        mention = self._enter(layout, phrase.head, span, MentionKind.BODY, actors, phrase.body.id, roots=phrase)
        self.trace.groups.append((sentence.index, mention))

    def _office(self, layout: Layout, index: int) -> None:
        """A title without a name: "India's prime minister", "the minister", "a foreign ministry spokesman"."""
        phrase, sentence = layout.phrases[index], layout.sentence
        assert phrase.title_entry is not None
        assert phrase.title is not None
        entry = phrase.title_entry
        if (sentence.index, phrase.head) in self.drafts and self.drafts[sentence.index, phrase.head].rank < 0:
            return
        span = phrase.span(sentence)
        if phrase.owner is not None:
            span = (layout.phrases[phrase.owner].span(sentence)[0], span[1])
        text = self.document.text[span[0] : span[1]]
        title = self._text(sentence, self._title_start(layout, phrase), phrase.title[1])
        named = self._countries(layout, index, guess=False)
        indefinite = phrase.determiner in {"a", "an", "another", "one", "some"}
        definite = (
            phrase.determiner == "the"
            or phrase.owner is not None
            or bool(phrase.pronoun)
            or (bool(named) and not indefinite)
        )
        if definite and not indefinite:
            figure = self._figure_for(title, named, sentence.index)
            if figure is not None:
                actor = self._figure_actor(figure, text, span, sentence.index)
                self._enter(layout, phrase.head, span, MentionKind.PERSON, (actor,), "description", roots=phrase)
                self.trace.persons.append((sentence.index, figure))
                return
        countries = named or self._countries(layout, index) or ([entry.country] if entry.country else [])
        country = countries[0] if countries else entry.country
        name = None
        if definite and country and self.published is not None and self.holders.offices(title, country=country):
            found = self.holders.who(country, title, self.published.day)
            if len({t.person for t in found}) == 1:
                name = found[0].name
        actor = Actor(
            text=text,
            name=name,
            country=country,
            sector=entry.sector,
            office=title,
            span=span,
            named=name is not None or (definite and entry.office != ""),
        )
        mention = self._enter(layout, phrase.head, span, MentionKind.PERSON, (actor,), entry.id, roots=phrase)
        self.trace.groups.append((sentence.index, mention))

    def _figure_for(self, title: str, countries: list[str], sentence: int) -> Figure | None:
        """Find the person of the document whom a title means, the one named last where several fit."""
        wanted = fold(title).split()
        head = wanted[-1] if wanted else ""
        for number, figure in reversed(self.trace.persons):
            if countries and figure.country not in countries:
                continue
            if not countries and number < sentence - 6:
                break
            for office in figure.offices:
                held = fold(office.text).split()
                if head in held and (len(wanted) == 1 or set(wanted) <= set(held) or (len(held) == 1)):
                    return figure
            if figure.offices or not figure.tenures:
                continue
            if any(head in fold(f"{t.office} {t.title}").split() for t in figure.tenures):
                return figure
        if head in {"leader", "president", "premier"} and countries:
            for _, figure in reversed(self.trace.persons):
                if figure.country in countries and any(
                    o.sector is Sector.GOV
                    and fold(o.text).split()[-1:]
                    and fold(o.text).split()[-1]
                    in {"leader", "president", "premier", "minister", "chancellor", "king", "emir"}
                    for o in figure.offices
                ):
                    return figure
        if countries:
            for figure in self.figures.figures:
                if figure.country in countries and any(
                    set(wanted) <= set(fold(o.text).split()) for o in figure.offices if not o.former
                ):
                    return figure
        return None

    def _group(self, layout: Layout, index: int) -> None:
        """People by role: "Chinese officials", "protesters in Yerevan", "a Foreign Ministry source"."""
        phrase, sentence = layout.phrases[index], layout.sentence
        assert phrase.role is not None
        role = phrase.role
        named = self._countries(layout, index, guess=False)
        countries: list[str | None] = list(named)
        if role.materiel and not named:
            return
        if not countries and role.sector in _OFFICIAL and not role.materiel:
            guess = self._last_state(sentence.index, phrase.start)
            countries = [guess] if guess and phrase.determiner == "the" else [self.dominant]
        span = phrase.span(sentence)
        if phrase.owner is not None:
            span = (layout.phrases[phrase.owner].span(sentence)[0], span[1])
        text = self.document.text[span[0] : span[1]]
        body = next(
            (h for h in phrase.hits if self._reading_of(h).kind in {NameKind.BODY, NameKind.ORGANISATION}), None
        )
        sector = role.sector
        if sector is None:
            sector = self._reading_of(body).body.sector if body and self._reading_of(body).body else None  # type: ignore[union-attr]
            if sector is None and self._inner_body(layout, phrase) is not None:
                sector = self._inner_body(layout, phrase)
        organisation = None
        if body is not None and self._reading_of(body).country in ORGANISATION_CODES:
            organisation = self._reading_of(body)
        lemma = sentence.tokens[phrase.head].lemma.lower()
        unnamed = lemma in self.words.sets["set.anonymous"] or role.sector in _OFFICIAL
        actors = []
        for country in countries or [None]:
            name = None
            if country in ORGANISATION_CODES:
                name = (
                    organisation.organisation.name
                    if organisation and organisation.organisation
                    else self._bare(text, phrase)
                )
            actors.append(
                Actor(
                    text=text,
                    name=name or self._bare(text, phrase),
                    country=country,
                    sector=sector,
                    span=span,
                    named=not unnamed,
                )
            )
        mention = self._enter(layout, phrase.head, span, MentionKind.GROUP, actors, role.id, roots=phrase)
        self.trace.groups.append((sentence.index, mention))
        if phrase.plural:
            self.trace.plurals.append((sentence.index, mention.actors))

    def _inner_body(self, layout: Layout, phrase: Phrase) -> Sector | None:
        keys = layout.keys
        for end in range(phrase.head, phrase.start, -1):
            for start in range(max(phrase.start, end - 3), end):
                entry = self.words.bodies.get(" ".join(keys[start:end]))
                if entry is not None:
                    return entry.sector
        return None

    def _unknown(self, layout: Layout, index: int) -> None:
        phrase, sentence = layout.phrases[index], layout.sentence
        assert phrase.name is not None
        span = (sentence.tokens[phrase.name[0]].start, sentence.tokens[phrase.name[1] - 1].end)
        text = self.document.text[span[0] : span[1]]
        countries = self._named_countries(layout, index)
        actors = (Actor(text=text, name=text, country=countries[0] if countries else None, span=span),)
        self._enter(
            layout,
            phrase.name[1] - 1,
            span,
            MentionKind.UNKNOWN,
            actors,
            "a name that no table has",
            roots=phrase,
            rank=1,
        )

    # ------------------------------------------------------------ descriptions and pronouns

    def _description(self, layout: Layout, index: int) -> bool:
        """ "the two countries", "both sides", "the island", "the alliance"; False where it is none."""
        phrase, sentence = layout.phrases[index], layout.sentence
        keys = layout.keys
        lemma = sentence.tokens[phrase.head].lemma.lower()
        span = phrase.span(sentence)
        text = self.document.text[span[0] : span[1]]
        number = self._number(phrase, layout)
        named = [self._country_of(h) for h in phrase.hits]
        if number and not named:
            if lemma in self.words.sets["set.pair-people"]:
                persons = self._last_persons(number)
                if persons:
                    actors = tuple(self._figure_actor(f, text, span, sentence.index) for f in persons)
                    self._enter(
                        layout, phrase.head, span, MentionKind.PERSON, actors, "the persons last named", roots=phrase
                    )
                    self.trace.plurals.append((sentence.index, actors))
                    return True
            if (
                lemma in self.words.sets["set.pair-heads"]
                or lemma in self.words.sets["set.pair-people"]
                or lemma in self.words.sets["set.pair-military"]
            ):
                sector = Sector.MIL if lemma in self.words.sets["set.pair-military"] else Sector.GOV
                pair = self._last_pair(number, sentence.index, phrase.start)
                if pair:
                    actors = tuple(Actor(text=text, country=c, sector=sector, span=span) for c in pair)
                    self._enter(
                        layout,
                        phrase.head,
                        span,
                        MentionKind.STATE,
                        actors,
                        "the states last named together",
                        roots=phrase,
                    )
                    self.trace.plurals.append((sentence.index, actors))
                    return True
        points = self.words.descriptions.get(lemma, ())
        definite = phrase.determiner in {"the", "this", "that", "each", "either"} or bool(phrase.pronoun)
        if lemma == "side" and named:
            actors = tuple(Actor(text=text, country=c, sector=Sector.GOV, span=span) for c in named if c)
            self._enter(layout, phrase.head, span, MentionKind.STATE, actors, "side of a state", roots=phrase)
            return True
        if lemma in self.words.sets["set.state-nouns"] and definite and not named and not phrase.plural:
            code = None
            if phrase.pronoun:
                code = next(iter(self._countries(layout, index, guess=False)), None)
            code = code or self._last_state(sentence.index, phrase.start)
            if code:
                actor = Actor(text=text, country=code, sector=Sector.GOV, span=span)
                self._enter(layout, phrase.head, span, MentionKind.STATE, (actor,), "the state spoken of", roots=phrase)
                return True
        if (
            keys[phrase.head] in {"north", "south"}
            and phrase.determiner == "the"
            and sentence.tokens[phrase.head].text[0].isupper()
        ):
            code = {"north": "PRK", "south": "KOR"}[keys[phrase.head]]
            if self.counts.get("PRK") or self.counts.get("KOR"):
                actor = Actor(text=text, country=code, sector=Sector.GOV, span=span)
                mention = self._enter(
                    layout, phrase.head, span, MentionKind.STATE, (actor,), "one of the Koreas", roots=phrase
                )
                self._remember(sentence.index, phrase.head, MentionKind.STATE, mention)
                return True
        if not definite or named or phrase.plural or phrase.name is not None:
            return False
        if PointsTo.ISLAND in points and self.counts.get("TWN") and phrase.head - phrase.start == 1:
            actor = Actor(text=text, country="TWN", sector=Sector.GOV, span=span)
            self._enter(layout, phrase.head, span, MentionKind.STATE, (actor,), "the island spoken of", roots=phrase)
            return True
        if phrase.head - phrase.start <= 1 and points and phrase.owner is None:
            before = self._last_organisation(points, sentence.index)
            if before is not None:
                actors = tuple(
                    Actor(text=text, name=a.name, country=a.country, sector=a.sector, span=span) for a in before.actors
                )
                self._enter(layout, phrase.head, span, before.kind, actors, "the organisation last named", roots=phrase)
                return True
        return False

    def _number(self, phrase: Phrase, layout: Layout) -> int:
        words = phrase.determiner.split() + layout.keys[phrase.start : phrase.head]
        for word, number in (("both", 2), ("two", 2), ("three", 3), ("four", 4), ("five", 5)):
            if word in words[:3] and ("the" in words[:2] or word == "both" or phrase.pronoun or "these" in words):
                return number
        if phrase.determiner in {"either", "each", "neither"} and layout.sentence.tokens[phrase.head].lemma in {
            "side",
            "country",
            "nation",
        }:
            return 2
        return 0

    def _last_pair(self, number: int, sentence: int, token: int) -> list[str]:
        """Give the states that the text last spoke of together, as many as asked for."""
        weights: dict[str, float] = {}
        for at, code, place in self.trace.states:
            if at == sentence and place >= token:
                continue
            weights[code] = weights.get(code, 0.0) + 0.5 ** (0.5 * (sentence - at))
        for code in weights:
            weights[code] += 0.02 * self.counts.get(code, 0)
        for at, figure in self.trace.persons:
            if figure.country:
                weights[figure.country] = weights.get(figure.country, 0.0) + 0.5 * 0.5 ** (0.5 * (sentence - at))
        ranked = sorted(weights, key=lambda code: (-weights[code], code))
        return sorted(ranked[:number], key=lambda c: self._order(c)) if len(ranked) >= number else []

    def _order(self, code: str) -> int:
        for place, (_, other, _) in enumerate(self.trace.states):
            if other == code:
                return place
        return len(self.trace.states)

    def _last_persons(self, number: int) -> list[Figure]:
        found: list[Figure] = []
        for _, figure in reversed(self.trace.persons):
            if figure not in found and figure.country not in {f.country for f in found}:
                found.append(figure)
            if len(found) == number:
                return found[::-1]
        return []

    def _last_organisation(self, points: tuple[PointsTo, ...], sentence: int) -> Mention | None:
        for at, mention in reversed(self.trace.groups):
            if at < sentence - 4:
                break
            if mention.kind is not MentionKind.ORGANISATION or not mention.actors:
                continue
            sector = mention.actors[0].sector
            if PointsTo.ORGANISATION in points and sector not in {Sector.BUS, Sector.JRN}:
                return mention
            if PointsTo.FIRM in points and sector is Sector.BUS:
                return mention
            if PointsTo.MEDIA in points and sector is Sector.JRN:
                return mention
        return None

    def _pronoun(self, layout: Layout, token: int) -> None:
        word = layout.keys[token]
        sentence = layout.sentence
        if sentence.tokens[token].tag not in {"PRP", "PRP$"}:
            return
        span = (sentence.tokens[token].start, sentence.tokens[token].end)
        text = sentence.tokens[token].text
        actors: tuple[Actor, ...] = ()
        because = "pronoun"
        if word in {"he", "she", "him", "her", "his", "himself", "herself", "hers"}:
            gender = "she" if word in {"she", "her", "herself", "hers"} else "he"
            figure = next(
                (f for n, f in reversed(self.trace.persons) if f.gender in {"", gender} and n >= sentence.index - 8),
                None,
            )
            if figure is not None:
                actors = (self._figure_actor(figure, text, span, sentence.index),)
                because = "pronoun: the person last named"
        elif word in {"it", "its", "itself"}:
            actors = self._it(sentence, token, text, span)
        elif word in {"they", "their", "them", "theirs", "themselves"}:
            actors = self._they(sentence, token, text, span)
        if actors:
            self._enter(layout, token, span, MentionKind.PRONOUN, actors, because)

    def _it(self, sentence: Sentence, token: int, text: str, span: Span) -> tuple[Actor, ...]:
        """The state or organisation last spoken of, subjects before others of the same sentence."""
        tokens = sentence.tokens
        candidates: list[tuple[int, int, tuple[Actor, ...]]] = []
        for key, draft in self.drafts.items():
            number, at = key
            if number not in {sentence.index, sentence.index - 1} or (number == sentence.index and at >= token):
                continue
            mention = draft.mention
            if (
                mention.kind not in {MentionKind.STATE, MentionKind.ORGANISATION, MentionKind.BODY}
                or len(mention.actors) != 1
            ):
                continue
            dep = self.reading.sentences[number].tokens[at].dep
            subject = 2 if dep in {"nsubj", "nsubjpass"} else 1 if dep in {"poss"} else 0
            candidates.append((subject + 2 * (number == sentence.index), at, mention.actors))
        if not candidates:
            return ()
        actor = max(candidates, key=lambda c: (c[0], c[1]))[2][0]
        if (
            tokens[token].tag == "PRP"
            and tokens[token].dep in {"nsubj", "nsubjpass"}
            and sentence.tokens[tokens[token].head].lemma in {"be", "rain", "seem", "appear", "take"}
        ):
            return ()
        return (Actor(text=text, name=actor.name, country=actor.country, sector=actor.sector, span=span),)

    def _they(self, sentence: Sentence, token: int, text: str, span: Span) -> tuple[Actor, ...]:
        best: tuple[Actor, ...] = ()
        for number, actors in reversed(self.trace.plurals):
            if number >= sentence.index - 1:
                best = actors
            break
        if not best:
            for number, mention in reversed(self.trace.groups):
                if number >= sentence.index - 1:
                    best = mention.actors
                break
        return tuple(
            Actor(text=text, name=a.name, country=a.country, sector=a.sector, office=a.office, span=span, named=a.named)
            for a in best
        )

    # ------------------------------------------------------------ words of the text

    def _text(self, sentence: Sentence, start: int, end: int) -> str:
        return self.document.text[sentence.tokens[start].start : sentence.tokens[end - 1].end]

    def _bare(self, text: str, phrase: Phrase) -> str:
        """Leave out the article: "the Foreign Ministry" is filed as "Foreign Ministry"."""
        first, _, rest = text.partition(" ")
        return rest if rest and first.lower() in {"the", "a", "an", "some", "its", "their", "his", "her"} else text


_OFFICIAL = frozenset({Sector.GOV, Sector.MIL, Sector.COP, Sector.SPY, Sector.LEG, Sector.JUD})
_STATE_KINDS = frozenset(
    {NameKind.STATE, NameKind.ADJECTIVE, NameKind.PEOPLE, NameKind.CAPITAL, NameKind.SEAT, NameKind.PREFIX}
)
_MOTION = frozenset(
    "go travel fly arrive return move come drive head rush visit trip journey tour sail march flight back".split()
)


def name_words(text: str) -> list[str]:
    """Cut a name into its words."""
    return text.replace("-", " ").split()


def hit_text(document: Document, hit: Hit) -> str:
    """Give the characters of a name found in the text."""
    return document.text[hit.span[0] : hit.span[1]]


def _token_at(sentence: Sentence, character: int) -> int:
    found = sentence.at(character)
    return -1 if found is None else found


def _existed(name: Name, day: date) -> bool:
    state = name.state
    if state is None:
        return True
    return (state.start is None or state.start <= day) and (state.end is None or day <= state.end)


@functools.cache
def _kind_rank() -> dict[MentionKind, int]:
    order = (
        MentionKind.PERSON,
        MentionKind.ORGANISATION,
        MentionKind.BODY,
        MentionKind.STATE,
        MentionKind.GROUP,
        MentionKind.PLACE,
        MentionKind.PRONOUN,
        MentionKind.UNKNOWN,
    )
    return {kind: rank for rank, kind in enumerate(order)}


def resolve_span(cast: Cast, sentence: Sentence, span: Span) -> tuple[Actor, ...]:
    """Say who a marked stretch of text means: the mention at its grammatical head, else the best one inside.

    Args:
        cast: mentions of the document.
        sentence: the sentence in which the span lies.
        span: characters of the document's text.
    """
    words = sentence.words(span) or tuple(i for i, t in enumerate(sentence.tokens) if overlap((t.start, t.end), span))
    if not words:
        return ()
    inside = set(words)
    roots = [w for w in words if sentence.tokens[w].head not in inside or sentence.tokens[w].head == w]
    ranks = _kind_rank()

    def useful(mention: Mention | None) -> bool:
        return mention is not None and any(a.country or a.sector for a in mention.actors)

    for root in roots:
        mention = cast.at(sentence.index, root)
        if useful(mention):
            assert mention is not None
            return mention.actors
    found = [m for m in cast.mentions if m.sentence == sentence.index and m.token in inside and useful(m)]
    if not found:
        found = [m for m in cast.mentions if m.sentence == sentence.index and overlap(m.span, span) and useful(m)]
    if not found:
        return ()
    order = {id(m): place for place, m in enumerate(found)}
    best = min(found, key=lambda m: (m.kind in {MentionKind.UNKNOWN, MentionKind.PRONOUN}, order[id(m)], ranks[m.kind]))
    return best.actors
