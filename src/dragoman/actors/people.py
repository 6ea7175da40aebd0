"""Persons of a document: their names gathered, with the offices and countries that the words around them state."""

from collections.abc import Container

from dragoman.actors.allegiance import Allegiance
from dragoman.actors.figures import Figure, Office
from dragoman.actors.names import NameKind, fold
from dragoman.actors.phrases import APOSTROPHES, HYPHENS, Layout, Phrase, title_of_several
from dragoman.actors.scene import OFFICIAL, SUBJECTS, Scene, first_subject_rank
from dragoman.actors.wording import TitleEntry
from dragoman.schema.actor import ORGANISATION_CODES, Sector

_COPULAS = frozenset(
    {
        ("is",), ("was",), ("became",), ("has", "been"), ("serves", "as"), ("served", "as"), (",", "who", "is"),
        (",", "who", "was"), (",", "who", "became"), (",", "who", "serves", "as"), ("who", "is"), ("who", "was"),
        ("as",), (",", "as"),
    }
)  # fmt: skip
_FORGOTTEN = 8  # years after which a surname with an office of today is another's
_DIRECTIONS = frozenset({"north", "south", "east", "west"})
_ADDRESS = {
    "mr": "he",
    "mrs": "she",
    "ms": "she",
    "miss": "she",
    "sir": "he",
    "lady": "she",
    "lord": "he",
    "dame": "she",
}
_KNIGHTLY = frozenset({"sir", "dame", "lady", "lord", "baroness"})
_HER_OFFICES = frozenset({"queen", "princess", "empress", "chairwoman", "spokeswoman", "congresswoman", "duchess"})
_HIS_OFFICES = frozenset(
    {"king", "prince", "emperor", "chairman", "spokesman", "congressman", "pope", "sultan", "emir"}
)


class People:
    """The gathering of persons, before anything is resolved."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.last: Figure | None = None  # the full name met last: whose counterpart is meant
        self.titled = self._titled()
        self.allegiance = Allegiance(scene)

    def gather(self) -> None:
        """Enter all persons: full names first, so that single words find their owners wherever they stand."""
        for full in (True, False):
            for layout in self.scene.layouts:
                for index, phrase in enumerate(layout.phrases):
                    if not full and phrase.name is None:
                        self._spot(layout, phrase)
                    if phrase.name is not None:
                        self._enter(layout, index, full=full)
        for layout in self.scene.layouts:
            for index in range(len(layout.phrases)):
                self._share(layout, index)
        for figure in self.scene.figures.figures:
            self._introduce(figure)
            self._settle(figure)
        # Whose counterpart is known first: of two that nothing else places, the one whose state is told comes before.
        for figure in self.scene.figures.figures:
            if figure.country is None:
                self.allegiance.guess(figure)

    def _titled(self) -> frozenset[str]:
        """Give the single words that stand behind a title somewhere: "Mr. Jones" shows that "Ned Jones" is a person."""
        found: set[str] = set()
        for layout in self.scene.layouts:
            for phrase in layout.phrases:
                if phrase.name is not None and phrase.title_entry is not None:
                    words = lower_words(self.scene.text(layout.sentence, *phrase.name))
                    if len(words) == 1:
                        found.add(words[0])
        return frozenset(found)

    def _spot(self, layout: Layout, phrase: Phrase) -> None:
        """Find the surname of a known person where the parser saw no name: "Otieno left" as two adjectives."""
        if phrase.determiner:
            return
        scene, tokens = self.scene, layout.sentence.tokens
        for at in range(phrase.start, phrase.end):
            key = layout.keys[at]
            if not scene.figures.knows(key) or not tokens[at].text[:1].isupper() or at in layout.hit_at:
                continue
            if key in scene.words.nouns and key not in scene.words.sets["set.title-surnames"]:
                continue
            if tokens[at].pos != "PROPN" and at + 1 == phrase.end and at > phrase.start:
                continue
            if at == phrase.start or tokens[at].pos == "PROPN":
                owns = at + 1 < len(tokens) and tokens[at + 1].text in APOSTROPHES
                if tokens[at].pos == "PROPN" and not owns and at != phrase.head:
                    continue  # "Otieno aides": the name only modifies
                phrase.name, phrase.head = (at, at + 1), at
                return

    def _enter(self, layout: Layout, index: int, *, full: bool) -> None:
        scene, phrase, sentence = self.scene, layout.phrases[index], layout.sentence
        assert phrase.name is not None
        text = scene.text(sentence, *phrase.name)
        words = lower_words(text)
        if full != (len(words) > 1):
            return
        if words[-1] in scene.words.sets["set.facility"] or words[0] in {"mount", "lake", "fort", "camp", "port"}:
            return
        last = words[-1].rstrip(".")
        suffix = scene.words.suffixes.get(last)
        firm = suffix is not None and suffix.sector is Sector.BUS and len(words) > 1
        if firm and (phrase.title_entry is None or last in scene.words.sets["set.firm-endings"]):
            return  # "Ned Jones Inc.", "General Motors Corp."
        countries = scene.named_countries(layout, index)
        country = countries[0] if len(countries) == 1 else None
        state = country if country not in ORGANISATION_CODES else None
        figure = scene.figures.find(text, country=state)
        if figure is None:
            if not self._is_person(layout, index, text, words):
                return
            figure = scene.figures.add(text, sentence.index)
        elif len(words) > len(figure.keys):
            scene.figures.rename(figure, text)
        scene.phrase_figures[sentence.index, index] = figure
        self._read_title(layout, index, figure, country)
        self._read_before(layout, index, figure)
        self._read_behind(layout, index, figure)
        if full:
            self.last = figure

    def _is_person(self, layout: Layout, index: int, text: str, words: list[str]) -> bool:
        """Say whether something shows that a name is a person's."""
        scene, phrase, sentence = self.scene, layout.phrases[index], layout.sentence
        assert phrase.name is not None
        if phrase.title_entry is not None or any(h.name.kind is NameKind.PERSON for h in phrase.hits):
            return True
        given, family = scene.gazetteer.given, scene.gazetteer.family_first
        if len(words) > 1 and (words[0] in given or (len(words) <= 3 and words[0] in family)):
            return True
        if 2 <= len(words) <= 3 and words[-1] in self.titled and not (set(words) & scene.words.nouns):
            return True
        token = sentence.tokens[phrase.name[1] - 1]
        speaks = token.dep == "nsubj" and sentence.tokens[token.head].lemma in scene.words.sets["set.speech"]
        if speaks and 2 <= len(words) <= 3:
            return True
        for other in (index - 1, index + 1):
            if 0 <= other < len(layout.phrases):
                near = layout.phrases[other]
                touching = near.apposed if other > index else phrase.apposed
                if touching and near.title_entry is not None and near.name is None and not near.plural:
                    return True
        if _split_title(layout, index, self.scene.words.bodies) is not None:
            return True
        direction = len(words) == 1 and words[0] in _DIRECTIONS  # "the West", whoever bears that name
        return token.pos == "PROPN" and not direction and bool(scene.figures.tenures(text))

    # ------------------------------------------------------------ the words around a name

    def _read_title(self, layout: Layout, index: int, figure: Figure, country: str | None) -> None:
        """Read the title before a name: "U.S. House Speaker Nancy Pelosi"."""
        scene, sentence, phrase = self.scene, layout.sentence, layout.phrases[index]
        entry = phrase.title_entry
        assert phrase.name is not None
        if country is not None and country not in ORGANISATION_CODES and figure.country is None:
            figure.country, figure.country_because = country, "the words before the name"
        if entry is None or phrase.title is None:
            return
        if entry.honorific:
            address = fold(scene.text(sentence, *phrase.title))
            figure.gender = figure.gender or _ADDRESS.get(address, "")
            figure.knighted = figure.knighted or address in _KNIGHTLY
            return
        start = self.title_start(layout, phrase)
        text = scene.text(sentence, start, phrase.title[1])
        if entry.sector is Sector.EDU and phrase.hits and phrase.hits[0].start < start:
            start = phrase.hits[0].start  # "Korea expert": what he studies belongs to the office
            text = scene.text(sentence, start, phrase.title[1])
        office = Office(
            text=text.removesuffix("s") if phrase.several else text,
            former=self._former(layout, phrase.start, phrase.title[0]),
            span=(sentence.tokens[start].start, sentence.tokens[phrase.name[1] - 1].end),
            sentence=sentence.index,
            country=country or scene.body_country(phrase) or scene.default_country(entry),
            sector=self.sector_of(layout, phrase),
            rank=entry.office,
            kind="title",
            token=phrase.start,
        )
        self._enter_office(office, figure)

    def _enter_office(self, office: Office, figure: Figure) -> None:
        """Enter an office; that of a counterpart is the one of the person named before."""
        if any(word in office.text.lower() for word in self.scene.words.sets["set.counterparts"]):
            self._counterpart(office, figure)
        if office.text:
            figure.offices.append(office)

    def _counterpart(self, office: Office, figure: Figure) -> None:
        """Give a counterpart the office of the person named before: "his Chinese counterpart"."""
        if self.last is not None and self.last is not figure:
            figure.counterparts.append(self.last)
            self.last.counterparts.append(figure)
        held = next((o for o in reversed(self.last.offices) if not o.former), None) if self.last is not None else None
        office.text = held.text if held is not None else ""
        if held is not None:
            office.sector, office.rank = held.sector, held.rank

    def title_start(self, layout: Layout, phrase: Phrase) -> int:
        """Find where the words of an office begin: behind the state, the possessor and adjectives that paint."""
        assert phrase.title is not None
        scene, keys, tokens = self.scene, layout.keys, layout.sentence.tokens
        start = phrase.title[0]
        paint = scene.words.sets["set.acting"] | scene.words.sets["set.former"]
        first = phrase.start + bool(phrase.determiner or phrase.pronoun)
        while start > first:
            before = start - 1
            hit = layout.hit_at.get(before)
            if hit is not None and scene.reading_of(hit).kind not in {NameKind.BODY, NameKind.ORGANISATION}:
                break
            if hit is None and (keys[before] in paint or tokens[before].pos == "NUM" or tokens[before].tag == "CD"):
                break
            if tokens[before].text in APOSTROPHES or keys[before] in {"and", ",", "or", "the"}:
                break
            if tokens[before].text in HYPHENS and (
                before == first or keys[before - 1] in paint or before - 1 in layout.hit_at
            ):
                break
            start = before
        hit = layout.hit_at.get(start)
        return hit.start if hit is not None and hit.start < start else start

    def _former(self, layout: Layout, start: int, end: int) -> bool:
        former = self.scene.words.sets["set.former"]
        return any(key in former for key in layout.keys[max(0, start - 1) : end])

    def sector_of(self, layout: Layout, phrase: Phrase) -> Sector | None:
        """Give the sector of an office: that of the body or force in its words before that of the bare title."""
        scene, entry = self.scene, phrase.title_entry
        assert entry is not None
        assert phrase.title is not None
        for hit in phrase.hits:
            name = scene.reading_of(hit)
            if hit.end <= phrase.title[1] and name.organisation is not None:
                return name.organisation.sector
            if hit.end <= phrase.title[1] and name.body is not None and entry.id in _GENERIC:
                return name.body.sector
        if entry.id in _GENERIC:
            inner = self._inner_sector(layout, self.title_start(layout, phrase), phrase.title[1] - 1)
            if inner is not None:
                return inner
        return entry.sector

    def _inner_sector(self, layout: Layout, start: int, end: int) -> Sector | None:
        """Give the sector of what is named last in [start, end): "army" in "army spokesman", the longest wording."""
        words = self.scene.words
        for last in range(end, start, -1):
            for first in range(max(start, last - 3), last):
                key = " ".join(layout.keys[first:last])
                entry = words.bodies.get(key) or words.roles.get(key)
                if entry is not None and entry.sector is not None:
                    return entry.sector
        return None

    def _read_before(self, layout: Layout, index: int, figure: Figure) -> None:
        """Read what stands before: "The BBC's correspondent, Jane Doe," and "minister for trade Jane Doe"."""
        if not index:
            return
        phrase = layout.phrases[index]
        at = _split_title(layout, index, self.scene.words.bodies)
        if at is not None:
            assert phrase.name is not None
            self._add(layout, at, figure, "title", stop=index, tail=phrase.name[0])
            return
        after = layout.keys[phrase.end] if phrase.end < len(layout.keys) else ""
        own = phrase.title_entry
        ranked = own is None or own.honorific or own.sector is Sector.MIL  # "the junta leader, Colonel John Doe,"
        if not ranked or after not in _CLOSING:
            return
        at = self._title_before(layout, index) if phrase.apposed else None
        at = self._explained(layout, index) if at is None else at
        if at is not None:
            self._add(layout, at, figure, "apposition", stop=index)

    def _title_before(self, layout: Layout, index: int) -> int | None:
        """Find the definite title that a name behind a comma explains, over what hangs on the title.

        "Peru's envoy, Jane Doe", "the head of the fund, Jane Doe", "his counterpart in Lima, Jane Doe".
        """
        at = index - 1
        while at and layout.phrases[at].title_entry is None:
            here = layout.phrases[at]
            if here.link not in {"of", "in", "for", "to"} and here.owner is None:
                break
            at -= 1
        before = layout.phrases[at]
        definite = before.determiner in {"the", "another"} or before.owner is not None or bool(before.pronoun)
        listed = not before.pronoun and (before.conjoined or before.apposed)
        return at if definite and not listed and _bare_title(before) else None

    def _explained(self, layout: Layout, index: int) -> int | None:
        """Find the title that a name behind a comma explains by the parser: "a spokeswoman on trade, Jane Doe,"."""
        phrase, tokens = layout.phrases[index], layout.sentence.tokens
        assert phrase.name is not None
        token = tokens[phrase.name[1] - 1]
        touching = layout.phrases[index - 1].end == phrase.start  # the parser cut the name off its title
        if token.dep != "appos" or not (touching or layout.keys[phrase.start - 1 : phrase.start] == [","]):
            return None
        at = next((i for i, p in enumerate(layout.phrases[:index]) if p.start <= token.head < p.end), None)
        return at if at is not None and _bare_title(layout.phrases[at]) else None

    def _read_behind(self, layout: Layout, index: int, figure: Figure) -> None:
        """Read what stands behind: an apposition, "is the …", "from the … Institute"."""
        if index + 1 >= len(layout.phrases):
            return
        phrases, at = layout.phrases, index + 1
        here, first = phrases[index], phrases[at]
        between = layout.keys[here.end : first.start]
        while at + 1 < len(phrases) and phrases[at + 1].owner == at and phrases[at].name is None:
            at += 1  # ", Kenya's foreign minister,"
        following = phrases[at]
        entry = following.title_entry
        titled = entry is not None and not entry.honorific and following.name is None and not following.plural
        if titled and at + 1 < len(phrases) and _split_title(layout, at + 1, self.scene.words.bodies) == at:
            return  # "Jane Doe, the head of the CIA John Roe and …": the title of the other
        if titled and between and between[0] in {",", "-", "–", "—", "("} and (first.apposed or between[0] != ","):
            after = layout.keys[following.end] if following.end < len(layout.keys) else "."
            # "In a letter to Jane Doe, Kenya's president said …" begins with somebody else.
            begins = at > index + 1 and layout.sentence.tokens[following.head].dep in SUBJECTS and after.isalpha()
            if (after != "and" or following.determiner or at > index + 1) and not begins:
                self._add(layout, at, figure, "apposition")
                return
        if titled and tuple(between) in _COPULAS:
            self._add(layout, at, figure, "copula", former="was" in between)
            return
        self._read_affiliation(layout, index, figure)

    def _read_affiliation(self, layout: Layout, index: int, figure: Figure) -> None:
        """Read "Jane Doe of the Asia Institute in Seoul": the body belongs to the office stated before the name."""
        scene, phrases = self.scene, layout.phrases
        following = phrases[index + 1]
        if following.link == "for" and len(following.hits) == 1 and following.hits[0].end == following.end:
            party = scene.reading_of(following.hits[0])  # "led by Jane Doe for Peru"
            if figure.country is None and party.kind is NameKind.STATE:
                figure.country, figure.country_because = party.country, "the words after the name"
            return
        if following.link not in {"from", "of", "at", "with"} or phrases[index].end != following.start - 1:
            return
        if following.title_entry is not None and following.name is not None:
            return  # "owns it with the tycoon Jane Doe"
        hit = following.hits[-1] if following.hits else None
        name = scene.reading_of(hit) if hit is not None else None
        if (
            name is not None
            and name.kind in {NameKind.STATE, NameKind.CAPITAL, NameKind.SEAT}
            and following.body is None
        ):
            if figure.country is None and following.link in {"of", "from"} and following.head < hit.end:  # type: ignore[union-attr]
                figure.country, figure.country_because = name.country, "the words after the name"
            return
        stated = bool(figure.offices) and figure.offices[-1].sentence == layout.sentence.index
        proper = layout.sentence.tokens[following.head].text[:1].isupper()
        if (
            not stated
            or not proper
            or figure.offices[-1].kind == "copula"
            or not (following.name or following.body or following.role or following.hits)
        ):
            return
        office = figure.offices[-1]
        start = following.start + bool(following.determiner)
        office.text += f", {scene.text(layout.sentence, start, following.end)}"
        if figure.country is None:
            figure.country = next(
                (c for c in scene.named_countries(layout, index + 1) if c not in ORGANISATION_CODES),
                scene.body_country(following),
            )
            figure.country_because = "the body named with the person"

    def _carries_on(self, layout: Layout, at: int) -> bool:
        """Say whether what "and" joins to a complement of an office belongs to it: its words have a capital too."""
        phrase, tokens = layout.phrases[at], layout.sentence.tokens
        if phrase.title_entry is not None:
            return False
        capital = all(tokens[i].text[:1].isupper() for i in range(phrase.start, phrase.end) if tokens[i].text.isalpha())
        return capital and not phrase.determiner and not phrase.pronoun and tokens[phrase.head].dep not in SUBJECTS

    def _add(
        self,
        layout: Layout,
        at: int,
        figure: Figure,
        kind: str,
        *,
        former: bool = False,
        stop: int | None = None,
        tail: int | None = None,
    ) -> None:
        """Enter the office that a phrase and what hangs on it state, up to the phrase `stop` and the token `tail`."""
        scene, sentence, phrases = self.scene, layout.sentence, layout.phrases
        phrase = phrases[at]
        entry = phrase.title_entry
        assert entry is not None
        assert phrase.title is not None
        start = self.title_start(layout, phrase)
        end, last = phrase.title[1], at
        limit = len(phrases) if stop is None else stop
        while last + 1 < limit:
            following = phrases[last + 1]
            gap = layout.keys[phrases[last].end : following.start]
            hangs = following.link in {"of", "for", "in", "at", "to"} or following.owner == last
            # "Minister of Trade and Industry", "head of the Centre for Peace and War Studies"
            joins = last > at and gap == ["and"] and self._carries_on(layout, last + 1)
            if not (hangs or joins) or len(gap) != 1:
                break
            last += 1
            end = following.end
        if tail is not None:
            end = tail
        named = scene.named_countries(layout, at)
        countries = [c for c in named if c not in ORGANISATION_CODES]
        country = countries[0] if countries else scene.body_country(phrase) or scene.default_country(entry)
        for following in phrases[at + 1 : last + 1]:
            country = country or scene.body_country(following)
        sector = self.sector_of(layout, phrase)
        for following in phrases[at + 1 : last + 1]:
            if entry.id in _GENERIC and (following.body or following.role):
                sector = (following.body.sector if following.body else None) or sector
        office = Office(
            text=scene.text(sentence, start, end),
            former=former or self._former(layout, phrase.start, phrase.title[0]),
            span=(sentence.tokens[start].start, sentence.tokens[end - 1].end),
            sentence=sentence.index,
            country=country,
            sector=sector,
            organisation=named[0] if named and not countries and sector in OFFICIAL else "",
            rank=entry.office,
            kind=kind,
            token=phrase.start,
        )
        self._enter_office(office, figure)
        if figure.country is None and country is not None and country not in ORGANISATION_CODES:
            figure.country, figure.country_because = country, "the words beside the name"

    # ------------------------------------------------------------ titles of several

    def _share(self, layout: Layout, index: int) -> None:
        """Give each of several persons the office that stands beside their names in the plural.

        "The foreign ministers of Peru and Chile, Jane Doe and John Roe", "her Peruvian and Chilean counterparts, …",
        "Ministers Jane Doe of Peru and John Roe of Chile": states and persons in one order, where there are as many.
        """
        scene, phrase = self.scene, layout.phrases[index]
        if phrase.name is not None and phrase.several and phrase.title_entry is not None:
            people = self._names_from(layout, index)
            for figure, at in people[1:]:
                self._hold(layout, phrase, figure, at, phrase.title_entry, None)
            scene.phrase_people[layout.sentence.index, index] = [figure for figure, _ in people]
            return
        found = title_of_several(layout, phrase, scene.words)
        people = self._names_from(layout, self._first_name(layout, index)) if found is not None else []
        if found is None or len(people) < 2:
            return
        states = [c for c in scene.named_countries(layout, index) if c not in ORGANISATION_CODES]
        phrase.title = (found[0], phrase.head + 1)
        named = [key for key in sorted(scene.phrase_figures) if key < (layout.sentence.index, index)]
        self.last = scene.phrase_figures[named[-1]] if named else None  # whose counterparts they are
        for place, (figure, at) in enumerate(people):
            state = states[place] if len(states) == len(people) else None
            self._hold(layout, phrase, figure, at, found[1], state)
        scene.phrase_people[layout.sentence.index, index] = [figure for figure, _ in people]

    def _first_name(self, layout: Layout, index: int) -> int:
        """Find the name that follows a title and what hangs on it behind a comma; -1 where none does."""
        phrases = layout.phrases
        for at in range(index + 1, min(len(phrases), index + 5)):
            here = phrases[at]
            if here.name is not None:
                return at if layout.keys[here.start - 1] in {",", "-", "–", "—", ":"} else -1
            if not (here.link in {"of", "from", "in"} or here.conjoined or here.apposed) or not here.hits:
                return -1
        return -1

    def _names_from(self, layout: Layout, index: int) -> list[tuple[Figure, int]]:
        """Give the persons of a list of names that begins with a phrase: "Jane Doe of Peru and John Roe of Chile"."""
        phrases, found = layout.phrases, list[tuple[Figure, int]]()
        at = index
        while 0 <= at < len(phrases):
            figure = self._named(layout, at)
            joined = phrases[at].conjoined or phrases[at].apposed
            if figure is None or (found and (not joined or phrases[at].title_entry is not None)):
                break
            found.append((figure, at))
            at += 1
            while at < len(phrases) and phrases[at].link in {"of", "from"} and phrases[at].name is None:
                at += 1
        return found

    def _named(self, layout: Layout, index: int) -> Figure | None:
        """Give the person whom a phrase in a list of persons names: a full name is one, whatever else shows it."""
        name, key = layout.phrases[index].name, (layout.sentence.index, index)
        figure = self.scene.phrase_figures.get(key)
        if figure is None and name is not None and name[1] - name[0] > 1:
            text = self.scene.text(layout.sentence, *name)
            figure = self.scene.figures.find(text) or self.scene.figures.add(text, layout.sentence.index)
            self.scene.phrase_figures[key] = figure
        return figure

    def _hold(
        self, layout: Layout, title: Phrase, figure: Figure, at: int, entry: TitleEntry, state: str | None
    ) -> None:
        """Enter the office that a title in the plural gives to one of several persons, named in the phrase `at`."""
        sentence = layout.sentence
        assert title.title is not None
        start, end = self.title_start(layout, title), title.title[1]
        words = self.scene.text(sentence, start, end)
        if figure.country is None and state is not None:
            figure.country, figure.country_because = state, "the words beside the name"
        office = Office(
            text=words.removesuffix("s"),
            former=self._former(layout, title.start, start),
            span=(sentence.tokens[start].start, sentence.tokens[layout.phrases[at].end - 1].end),
            sentence=sentence.index,
            country=state,
            sector=entry.sector,
            rank=entry.office,
            kind="several",
            token=layout.phrases[at].start,
        )
        self._enter_office(office, figure)

    # ------------------------------------------------------------ names that follow their office

    def _introduce(self, figure: Figure) -> None:
        """Give a person named without a word the office that the sentence before is about.

        "Peru's prime minister was in Oslo on Monday. Jane Doe said …" names her: who speaks there is who acted.
        """
        if figure.offices or figure.country is not None or len(figure.keys) < 2 or not figure.first_sentence:
            return
        here, before = (self.scene.layouts[figure.first_sentence - back] for back in (0, 1))
        index = next((i for i, p in enumerate(here.phrases) if self._figure_at(here, i) is figure), None)
        if index is None or here.sentence.paragraph - before.sentence.paragraph > 1:
            return
        phrase = here.phrases[index]
        rank = first_subject_rank(here.sentence, range(phrase.start, phrase.end))[1]
        following = here.sentence.tokens[phrase.end].pos if phrase.end < len(here.sentence.tokens) else ""
        if rank < 2 or following not in {"VERB", "AUX", "ADV"}:
            return
        for at, phrase in enumerate(before.phrases):
            rank = first_subject_rank(before.sentence, range(phrase.start, phrase.end))[1]
            entry = phrase.title_entry
            if rank == 2 and _bare_title(phrase) and entry is not None and entry.sector is Sector.GOV and entry.office:
                states = self.scene.named_countries(before, at)
                if len(states) == 1 and not self._held_by_another(states[0], entry, figure):
                    self._add(before, at, figure, "introduction")
                return

    def _figure_at(self, layout: Layout, index: int) -> Figure | None:
        return self.scene.phrase_figures.get((layout.sentence.index, index))

    def _held_by_another(self, state: str, entry: TitleEntry, figure: Figure) -> bool:
        others = (f for f in self.scene.figures.figures if f is not figure and f.country == state)
        return any(o.rank == entry.office and not o.former for f in others for o in f.offices)

    # ------------------------------------------------------------ what is known beyond the words

    def _settle(self, figure: Figure) -> None:
        """Give a person country, sector and full name from what is known beyond the words around the name."""
        scene = self.scene
        row = next(
            (
                n.person
                for n in scene.gazetteer.by_first.get(figure.keys[0], ())
                if n.kind is NameKind.PERSON and n.keys == figure.keys
            ),
            None,
        )
        now = next((o.organisation for o in figure.offices if o.organisation and not o.former), None)
        if now is not None and figure.offices[0].former:  # "the former president, now an envoy of the UN"
            figure.country, figure.country_because = now, "the organisation named with the person"
        stated = figure.country or next((o.country for o in figure.offices if o.country), None)
        if stated is None:  # who acts for an organisation is its own, whatever his nationality
            stated = next((o.organisation for o in figure.offices if o.organisation), None)
        title = next((o.text for o in figure.offices if o.rank), next((o.text for o in figure.offices), ""))
        figure.tenures = scene.figures.tenures(figure.name, country=stated, office=title)
        if len(figure.keys) == 1 and self._long_ago(figure):
            figure.tenures = ()  # "President Tabai" is not who was president when the writer was a child
        if not figure.tenures and stated in scene.rivals:  # "Korea's leader Kim Jong Un"
            others = scene.figures.tenures(figure.name)
            if others and others[0].country in scene.rivals[stated]:
                figure.tenures = others
                figure.country, figure.country_because = others[0].country, f"{others[0].table}: {others[0].name}"
                stated = figure.country
        if not figure.tenures and stated in scene.gazetteer.states and len(figure.keys) == 1:
            for office in figure.offices:
                figure.tenures = figure.tenures or scene.figures.misspelt(
                    figure.name, country=stated, office=office.text
                )
        if figure.country is None and stated is not None:
            figure.country, figure.country_because = stated, "the body or office named with the person"
        if figure.tenures:
            held = figure.tenures[0]
            if figure.country is None:
                code = held.country if held.country in scene.gazetteer.states else "IGO"
                figure.country, figure.country_because = code, f"{held.table}: {held.name}"
            if len(figure.keys) == 1:
                figure.name = held.name
        elif row is not None and stated in {None, row.country}:
            figure.country = figure.country or row.country
            figure.country_because = figure.country_because or f"world/names-persons.csv: {row.name}"
            figure.sector = row.sector
            if len(figure.keys) == 1:
                figure.name = row.name
        if figure.sector is None:
            figure.sector = next((o.sector for o in figure.offices if o.sector), None)
        if figure.sector is None and any(scene.day is None or t.start <= scene.day for t in figure.tenures):
            figure.sector = Sector.GOV
        if figure.country in scene.gazetteer.states and self._heads_organisation(figure):
            figure.country, figure.country_because = "IGO", f"{figure.tenures[0].table}: {figure.tenures[0].name}"
        for office in figure.offices:
            words = set(lower_words(office.text))
            figure.gender = figure.gender or ("she" if words & _HER_OFFICES else "he" if words & _HIS_OFFICES else "")

    def _long_ago(self, figure: Figure) -> bool:
        """Say whether all that the tables have under a surname ended years before an office that the text gives now."""
        day = self.scene.day
        now = any(not o.former and o.rank for o in figure.offices)
        return (
            day is not None
            and now
            and all(t.end is not None and t.end.year + _FORGOTTEN < day.year for t in figure.tenures)
        )

    def _heads_organisation(self, figure: Figure) -> bool:
        """Say whether the text gives a person the office that he holds in an organisation: "Secretary General …"."""
        scene = self.scene
        known = scene.figures.tenures(figure.name)
        if scene.day is None and any(t.country in scene.gazetteer.states for t in known):
            return False  # without a day a president may be that of a state
        for tenure in known:
            if tenure.country in scene.gazetteer.states or (scene.day is not None and not tenure.covers(scene.day)):
                continue
            for office in figure.offices:
                stated = set(lower_words(office.text))
                if not office.former and set(lower_words(tenure.title)) <= stated and office.country is None:
                    figure.tenures = scene.figures.tenures(figure.name)
                    return True
        return False


_GENERIC = frozenset(
    {
        "title.adviser",
        "title.leader",
        "title.minister",
        "title.spokesperson",
        "title.diplomat",
        "title.secretary-general",
    }
)


# What stands behind a name that closes an apposition; full stops are folded away.
_CLOSING = frozenset({",", "", ";", "-", "–", "—", "from", "of", "with", "at"})


def _bare_title(phrase: Phrase) -> bool:
    """Say whether a phrase is the title of one person whom it does not name."""
    entry = phrase.title_entry
    return entry is not None and not entry.honorific and phrase.name is None and not phrase.plural


def lower_words(text: str) -> list[str]:
    """Cut a name into folded words."""
    return fold(text).replace("-", " ").split()


def _split_title(layout: Layout, index: int, bodies: Container[str]) -> int | None:
    """Find the title that runs on over "of" or "for" to a name: "minister of state for external affairs Jane Doe".

    Args:
        layout: the sentence.
        index: the phrase with the name.
        bodies: words for organs of state, which may stand between with their article.

    Returns:
        The index of the phrase with the title, None where there is none.
    """
    phrase = layout.phrases[index]
    if phrase.name is None or phrase.title_entry is not None:
        return None
    if phrase.determiner and not (
        (phrase.hits and phrase.hits[0].end <= phrase.name[0])
        or " ".join(layout.keys[phrase.start + 1 : phrase.name[0]]) in bodies
    ):
        return None  # but "head of the CIA Jane Doe", "speaker of the House Jane Doe"
    at = index
    if at and phrase.name[0] == phrase.start and not phrase.link and layout.phrases[at - 1].end == phrase.start:
        at -= 1  # the portfolio was cut off from the name
    elif phrase.name[0] == phrase.start:
        return None
    if not at or layout.phrases[at].link not in {"of", "for"}:
        return None
    before = layout.phrases[at - 1]
    titled = before.title_entry is not None and before.name is None and not before.plural
    return at - 1 if titled and before.end == layout.phrases[at].start - 1 else None
