"""Who is meant: every mention of a state, person, body or group in a document, resolved as far as the text goes."""

from dataclasses import dataclass

from msgspec import structs

from dragoman.actors.figures import Figure
from dragoman.actors.names import Hit, Name, NameKind, fold
from dragoman.actors.offices import Holders
from dragoman.actors.people import People
from dragoman.actors.phrases import APOSTROPHES, Layout, Phrase, title_of_several
from dragoman.actors.pointers import Pointers
from dragoman.actors.scene import OFFICIAL, STATE_KINDS, Scene, Seen, subject_rank
from dragoman.actors.stage import Stage, token_at
from dragoman.actors.wording import plural
from dragoman.lexicons.files import Lexicons
from dragoman.lexicons.places import PlaceKind
from dragoman.schema.actor import ORGANISATION_CODES, Actor, Cast, Mention, MentionKind, Sector
from dragoman.schema.base import Span, overlap
from dragoman.schema.document import Document
from dragoman.schema.sentence import PredicationKind, Reading, Sentence
from dragoman.schema.when import Published


@dataclass(frozen=True)
class DocumentCast(Cast):
    """A cast with the persons behind it, for those in this room who ask for their offices."""

    figures: tuple[Figure, ...] = ()


def cast(
    document: Document,
    reading: Reading,
    *,
    lexicons: Lexicons,
    published: Published | None,
    offices: Holders | None = None,
) -> DocumentCast:
    """Find all mentions of actors in a document and say who is meant.

    Args:
        document: what is read.
        reading: its grammar.
        lexicons: tables of the world and English wording.
        published: the day of writing, for offices the text does not tie to a name; None where it is not known.
        offices: who held which office, where more is known than our tables (`learned.lay_over`); None for the tables.
    """
    scene = Scene(document, reading, lexicons=lexicons, published=published, offices=offices)
    people = People(scene)
    people.gather()
    casting = _Casting(scene, people)
    for layout in scene.layouts:
        casting.walk(layout)
    casting.pointers.quoted()
    mentions = sorted(casting.stage.mentions.values(), key=lambda m: (m.sentence, m.span[0], -m.span[1], m.token))
    return DocumentCast(tuple(mentions), figures=tuple(scene.figures.figures))


class _Casting:
    """The walk through a document that enters its mentions."""

    def __init__(self, scene: Scene, people: People) -> None:
        self.scene = scene
        self.people = people
        self.stage = Stage(scene)
        self.pointers = Pointers(scene, self.stage)
        self.bodies: dict[str, list[str]] = {}  # wording of a body -> the states it was last named for

    def walk(self, layout: Layout) -> None:
        """Enter the mentions of one sentence, in the order of the text."""
        tokens = layout.sentence.tokens
        starts = {phrase.start: index for index, phrase in enumerate(layout.phrases)}
        end = 0
        for token, here in enumerate(tokens):
            index = starts.get(token)
            if index is not None:
                phrase = layout.phrases[index]
                if phrase.pronoun:
                    for at in range(phrase.start, min(phrase.start + 2, phrase.end)):
                        self.pointers.pronoun(layout, at)
                self._phrase(layout, index)
                self.pointers.note_we(layout, index)
                end = phrase.end
            elif token >= end and here.pos == "PRON":
                self.pointers.pronoun(layout, token)
        self.pointers.note_author(layout)

    def _phrase(self, layout: Layout, index: int) -> None:
        """Resolve one phrase: first the names inside it, then what its head means."""
        scene, sentence, phrase = self.scene, layout.sentence, layout.phrases[index]
        figure = scene.phrase_figures.get((sentence.index, index))
        if figure is None and phrase.name is not None:
            figure = scene.figures.find(scene.text(sentence, *phrase.name))
            if figure is not None:
                scene.phrase_figures[sentence.index, index] = figure
        head_hit = None
        for hit in phrase.hits:
            if hit.start <= phrase.head < hit.end:
                head_hit = hit
            else:
                self._modifier(layout, phrase, hit)
        people = scene.phrase_people.get((sentence.index, index))
        if figure is None and phrase.body is None and phrase.role is None and phrase.title_entry is None:
            self._doers_before(layout, index)
        if figure is not None:
            self._person(layout, index, figure)
            if people is not None:
                self._several(layout, index, people)
        elif people is not None:
            self._several(layout, index, people)
        elif head_hit is not None:
            for hit in phrase.hits:  # "U.S.-Japan": both names in one token
                if hit.start <= phrase.head < hit.end:
                    self._name(layout, index, hit)
        elif self.pointers.description(layout, index) or self.pointers.said_of(layout, index):
            return
        elif phrase.body is not None and not self._is_other(layout, phrase):
            self._body(layout, index)
        elif phrase.title_entry is not None and self._is_one_person(layout, phrase):
            self._office(layout, index)
        elif phrase.role is not None and not self._is_stuff(layout, phrase):
            self._group(layout, index)
        elif self._countries_as_group(layout, index):
            return
        elif phrase.name is not None:
            self._unknown(layout, index)

    def _is_other(self, layout: Layout, phrase: Phrase) -> bool:
        """Say whether what may be an organ of state is an office or a group: "minister of state", "forces"."""
        if phrase.title is not None and phrase.body_range is not None and phrase.title[0] < phrase.body_range[0]:
            return not phrase.plural
        if phrase.role is None or phrase.body_range is None or phrase.body is None:
            return False
        if phrase.role_length > phrase.body_range[1] - phrase.body_range[0]:
            return True
        return phrase.plural and (phrase.body.ministry or layout.keys[phrase.head] in {"forces", "troops"})

    def _is_one_person(self, layout: Layout, phrase: Phrase) -> bool:
        """Say whether a title without a name means somebody: not in "general questions", not in "justice is done"."""
        if phrase.plural or phrase.name is not None or layout.sentence.tokens[phrase.head].pos not in {"NOUN", "PROPN"}:
            return False
        alone = phrase.end - phrase.start == 1 and phrase.owner is None
        return not (alone and layout.keys[phrase.head] in self.scene.words.sets["set.stuff"])

    def _is_stuff(self, layout: Layout, phrase: Phrase) -> bool:
        """Say whether a word stands for a stuff rather than for people: "enter into force", "go to school"."""
        words = layout.keys[phrase.start : phrase.end]
        alone = phrase.owner is None and (len(words) > 1 or not phrase.plural)
        return alone and " ".join(words) in self.scene.words.sets["set.stuff"]  # also "social media"

    # ------------------------------------------------------------ names from the tables

    def _modifier(self, layout: Layout, phrase: Phrase, hit: Hit) -> None:
        """Enter a name that stands before the head: "Japanese foreign minister", "U.S.-Japan alliance"."""
        head = layout.sentence.tokens[phrase.head].lemma.lower()
        if self.scene.means_actor(layout, hit) and head not in self.scene.words.sets["set.not-political"]:
            self._enter_hit(layout, hit, place=self.scene.names_place(layout, hit), outright=False)

    def _enter_hit(
        self, layout: Layout, hit: Hit, *, place: bool, phrase: Phrase | None = None, outright: bool = True
    ) -> None:
        """Enter a name as it stands: a state, an organisation, a body, a place."""
        name = self.scene.reading_of(hit)
        kind, actor = _actor_of(name, self.scene.words_of(hit.span), hit.span, place=place)
        token = hit.end - 1
        old = self.stage.mentions.get((layout.sentence.index, token))
        if old is not None and old.kind is kind and old.span[1] <= hit.span[0]:
            # "U.S.-Japan" is one token with two names.
            span = (old.span[0], hit.span[1])
            mention = Mention(layout.sentence.index, token, span, kind, (*old.actors, actor), old.because)
            self.stage.put(mention, -1)
        else:
            mention = self.stage.enter(layout, token, hit.span, kind, (actor,), name.because, roots=phrase)
        if kind in {MentionKind.STATE, MentionKind.ORGANISATION, MentionKind.BODY}:
            self.stage.remember(mention, outright=outright)

    def _name(self, layout: Layout, index: int, hit: Hit) -> None:
        """Resolve a phrase whose head is a name from the tables."""
        scene, phrase = self.scene, layout.phrases[index]
        name = scene.reading_of(hit)
        text = scene.words_of(hit.span)
        if name.kind is NameKind.BODY and name.country is None:
            countries = self.stage.countries(layout, index)
            assert name.body is not None
            actors = [
                Actor(text=text, name=text, country=country, sector=name.body.sector, span=hit.span)
                for country in countries or (None,)
            ]
            mention = self.stage.enter(
                layout, hit.end - 1, hit.span, MentionKind.BODY, actors, name.because, roots=phrase
            )
            self.stage.remember(mention)
            return
        if name.place is not None and name.spelling in name.place.people:
            actor = Actor(text=text, name=text, country=name.place.country, sector=Sector.CVL, span=hit.span)
            self.stage.enter(layout, hit.end - 1, hit.span, MentionKind.GROUP, (actor,), name.because, roots=phrase)
            return
        if not scene.means_actor(layout, hit):
            return
        if name.place is not None and name.place.kind is PlaceKind.AREA and not self._is_place(layout, phrase, hit):
            # "Europe warned", "the West's demands": its states as a group.
            actor = Actor(text=text, name=name.place.name, sector=Sector.GOV, span=hit.span)
            mention = self.stage.enter(
                layout, hit.end - 1, hit.span, MentionKind.GROUP, (actor,), name.because, roots=phrase
            )
            scene.trace.plurals.append((layout.sentence.index, mention.actors))
            return
        place = name.kind in STATE_KINDS and name.kind is not NameKind.ADJECTIVE and self._is_place(layout, phrase, hit)
        self._enter_hit(layout, hit, place=place, phrase=phrase)

    def _is_place(self, layout: Layout, phrase: Phrase, hit: Hit) -> bool:
        """Say whether a name means the place: after "in" and its like; of a capital, also where a way ends."""
        keys, tokens = layout.keys, layout.sentence.tokens
        before = phrase.start - 1
        if before < 0 or phrase.owner is not None:
            return False
        capital = self.scene.reading_of(hit).kind is NameKind.CAPITAL
        owns = hit.end < len(tokens) and tokens[hit.end].text in APOSTROPHES
        if owns:
            return False  # "in Tokyo's view" speaks of the government
        word = keys[before]
        if word == "at" and self.scene.reading_of(hit).state is not None:
            return False  # "fired rockets at Peru", "anger at Lima": nobody is at a state
        if word in self.scene.words.sets["set.place-prepositions"]:
            return True
        if not capital:
            return False
        if word in {"to", "from", "for"}:
            governor = tokens[tokens[before].head]
            lemma = governor.lemma.lower()
            if word == "for":
                return lemma in _DEPARTURE
            return lemma in _MOTION or (word == "from" and governor.pos == "VERB")
        if word in _WAYS:
            return True
        if word == ",":  # "… Square, Beijing": what stands behind the comma says where
            previous = layout.hit_at.get(before - 1)
            return previous is not None and self.scene.reading_of(previous).kind is NameKind.PLACE
        return False

    # ------------------------------------------------------------ heads that are words

    def _person(self, layout: Layout, index: int, figure: Figure) -> None:
        sentence, phrase = layout.sentence, layout.phrases[index]
        assert phrase.name is not None
        start = phrase.name[0]
        if phrase.title is not None:
            start = min(start, phrase.title[0], phrase.start)
        span = (sentence.tokens[start].start, sentence.tokens[phrase.name[1] - 1].end)
        actor = self.stage.person(figure, self.scene.words_of(span), span)
        because = f"person: {figure.country_because or 'a name'}"
        kind = MentionKind.PERSON
        self.stage.enter(layout, phrase.name[1] - 1, span, kind, (actor,), because, rank=-1, roots=phrase)
        self._see(layout, phrase, actor, figure)
        seen = self.scene.trace.persons[-1]
        # The phrase that states the office beside the name is the same person.
        for office in figure.offices:
            if office.sentence != sentence.index:
                continue
            start = token_at(sentence, office.span[0])
            for beside in layout.phrases:
                if beside.start <= start < beside.end and beside.name is None:
                    seen.rank = max(seen.rank, *(subject_rank(sentence, at) for at in (beside.start, beside.head)))
                    self.stage.enter(layout, beside.head, span, kind, (actor,), "apposition", rank=-1, roots=beside)

    def _several(self, layout: Layout, index: int, people: list[Figure]) -> None:
        """Enter a title in the plural that names stand beside: "the two ministers, Jane Doe and John Roe"."""
        phrase = layout.phrases[index]
        span = phrase.span(layout.sentence)
        actors = tuple(self.stage.person(figure, self.scene.words_of(span), span) for figure in people)
        kind, because = MentionKind.PERSON, "apposition"
        token = phrase.head
        if phrase.name is not None and phrase.title is not None:
            token = phrase.title[1] - 1  # of "Presidents Jane Doe and John Roe" the title is both
        self.stage.enter(layout, token, span, kind, actors, because, rank=-1, roots=None if phrase.name else phrase)
        self.scene.trace.plurals.append((layout.sentence.index, actors))

    def _see(self, layout: Layout, phrase: Phrase, actor: Actor, figure: Figure | None) -> None:
        """Keep a person in mind for "he" and "she"."""
        if figure is not None:
            gender = figure.gender
        else:
            head = layout.keys[phrase.head]
            gender = "she" if head.endswith("woman") else "he" if head.endswith("man") else ""
        rank = max(subject_rank(layout.sentence, token) for token in range(phrase.start, phrase.end))
        self.scene.trace.persons.append(Seen(layout.sentence.index, phrase.start, actor, figure, gender, rank))

    def _whole(self, layout: Layout, phrase: Phrase) -> Span:
        """Give the characters of a phrase with its possessor."""
        span = phrase.span(layout.sentence)
        owner = phrase.owner
        while owner is not None:
            span = (layout.phrases[owner].span(layout.sentence)[0], span[1])
            owner = layout.phrases[owner].owner
        return span

    def _body(self, layout: Layout, index: int) -> None:
        """Enter "Japanese Foreign Ministry", "the country's parliament", "Ministry of Defence of Kenya"."""
        scene, phrase = self.scene, layout.phrases[index]
        assert phrase.body is not None
        assert phrase.body_range is not None
        countries = self.stage.countries(layout, index, guess=False) or self._told_before(layout, phrase)
        if not countries and self._is_common(layout, phrase):
            return
        countries = countries or self._spoken_of(layout, phrase)
        span = self._whole(layout, phrase)
        end = self._complement(layout, index)
        span = (span[0], end)
        text = self.scene.words_of(span)
        name, common = _bare(text), " ".join(layout.keys[slice(*phrase.body_range)])
        actors = []
        whose: list[str | None] = [*countries] or [None]
        for country in whose:
            own = scene.body_of(country, common) if country is not None else None
            named = name if own is None else own.name
            actors.append(Actor(text=text, name=named, country=country, sector=phrase.body.sector, span=span))
        mention = self.stage.enter(layout, phrase.head, span, MentionKind.BODY, actors, phrase.body.id, roots=phrase)
        self.stage.remember(mention)
        words = self._body_words(layout, phrase)
        if words and countries:
            self.bodies[words] = countries

    def _doers_before(self, layout: Layout, index: int) -> None:
        """Enter those who stand before the noun for what they do: "a *rebel* attack", "Peruvian *army* raids"."""
        scene, phrase, sentence = self.scene, layout.phrases[index], layout.sentence
        last = phrase.head - 1
        if last < phrase.start or last in layout.hit_at:
            return
        act = sentence.predication_at(phrase.head)
        if act is None or act.kind is not PredicationKind.NOUN or act.token != phrase.head:
            return
        words, here = scene.words, sentence.tokens[last]
        role = words.roles.get(layout.keys[last])
        span, text = (here.start, here.end), here.text
        named = scene.named_countries(layout, index, behind=False)
        if role is not None and role.sector in _DOERS:
            countries: list[str | None] = [*named] or [None]
            name = text if role.sector is Sector.OPP else plural(text)
            actors = [Actor(text=text, name=name, country=code, sector=role.sector, span=span) for code in countries]
            self.stage.enter(layout, last, span, MentionKind.GROUP, actors, role.id)
            return
        body = words.bodies.get(layout.keys[last]) if here.pos in {"NOUN", "PROPN"} else None
        if body is not None and body.sector in {Sector.GOV, Sector.MIL, Sector.COP} and not body.ministry:
            countries = [*(named or self._spoken_of_before(layout, last))] or [None]
            actors = [Actor(text=text, name=text, country=code, sector=body.sector, span=span) for code in countries]
            self.stage.enter(layout, last, span, MentionKind.BODY, actors, body.id)

    def _spoken_of_before(self, layout: Layout, token: int) -> list[str]:
        number = layout.sentence.index
        scene = self.scene
        spoken = scene.domestic or scene.acting_state(number, token) or scene.last_state(number, token)
        return [spoken] if spoken else []

    def _spoken_of(self, layout: Layout, phrase: Phrase) -> list[str]:
        """Give the state whose organ a body is that names none; nothing where it may be any state's."""
        scene = self.scene
        assert phrase.body is not None
        assert phrase.body_range is not None
        bare = phrase.plural and phrase.determiner not in {"the", "those", "these"}
        # What stands before "ministry" is what it is for: "the Foreign Ministry".
        before = [] if phrase.body.ministry else layout.keys[phrase.start : phrase.body_range[0]]
        if bare or scene.words.sets["set.no-state"].intersection(before):
            return []  # "foreign governments", "hostile regimes"
        if any(scene.reading_of(hit).kind is NameKind.PLACE for hit in phrase.hits):
            return []  # "the European Space Agency"
        likely = next((code for code in phrase.body.likely if scene.speaks_of(code)), None)
        number = layout.sentence.index
        spoken = likely or scene.acting_state(number, phrase.start) or scene.last_state(number, phrase.start)
        return [spoken] if spoken else []

    def _is_common(self, layout: Layout, phrase: Phrase) -> bool:
        """Say whether a bare word for a body may be anything: "offices", "a committee", "a sanctions regime"."""
        assert phrase.body is not None
        assert phrase.body_range is not None
        head = layout.sentence.tokens[phrase.head]
        before = layout.keys[phrase.head - 1] if phrase.head > phrase.start else ""
        if layout.keys[phrase.head] in {"regime", "regimes"} and before in self.scene.words.sets["set.rules"]:
            return True
        if not phrase.body.ministry or head.text[:1].isupper():
            return False
        return head.lemma.lower() not in {"ministry", "department"} or phrase.plural

    def _told_before(self, layout: Layout, phrase: Phrase) -> list[str]:
        """Give the state of a body of the same words named before: "a defence ministry spokesman"."""
        words = self._body_words(layout, phrase)
        if not words:
            return []
        told = self.bodies.get(words)
        return told if told is not None else []

    def _body_words(self, layout: Layout, phrase: Phrase) -> str:
        """Give the longest wording of a body at or before the head: "foreign ministry" in "Foreign Ministry source"."""
        bodies = self.scene.words.bodies
        first = phrase.start + bool(phrase.determiner or phrase.pronoun)
        for end in range(phrase.head + 1, first, -1):
            for start in range(max(first, end - 3), end - 1):
                words = " ".join(layout.keys[start:end])
                last = layout.keys[end - 1]
                if words in bodies or (last in {"ministry", "department"} and layout.keys[start].isalpha()):
                    return words.replace("defense", "defence")
        return ""

    def _complement(self, layout: Layout, index: int) -> int:
        """Find where a name with a complement ends: "Ministry of Commerce", "Department of Foreign Affairs"."""
        phrase, tokens = layout.phrases[index], layout.sentence.tokens
        end = tokens[phrase.end - 1].end
        if index + 1 < len(layout.phrases) and phrase.body is not None:
            following = layout.phrases[index + 1]
            close = following.link in {"of", "for"} and following.start == phrase.end + 1
            if close and not following.hits and tokens[following.head].text[:1].isupper():
                end = tokens[following.end - 1].end
        return end

    def _office(self, layout: Layout, index: int) -> None:
        """A title without a name: "India's prime minister", "the minister", "a foreign ministry spokesman"."""
        scene, phrase, sentence = self.scene, layout.phrases[index], layout.sentence
        entry = phrase.title_entry
        assert entry is not None
        assert phrase.title is not None
        if self.stage.ranks.get((sentence.index, phrase.head), 0) < 0:
            return  # an apposition, entered with its person
        span = self._whole(layout, phrase)
        text = scene.words_of(span)
        title = scene.text(sentence, self.people.title_start(layout, phrase), phrase.title[1])
        named = self.stage.countries(layout, index, guess=False) or self._told_before(layout, phrase)
        before = sentence.tokens[phrase.start - 1].pos if phrase.start else ""
        if before == "ADP" and phrase.end - phrase.start == 1 and text.islower():
            return  # "in general"
        vague = phrase.determiner in {"a", "an", "another", "one", "some", "no", "any", "every"}
        definite = not vague and (
            phrase.determiner == "the" or phrase.owner is not None or bool(phrase.pronoun) or bool(named)
        )
        if definite and entry.sector != Sector.CVL:
            figure = self.pointers.figure_for(title, entry.office, named, sentence.index)
            if figure is not None and not phrase.pronoun:
                actor = self.stage.person(figure, text, span)
                self.stage.enter(layout, phrase.head, span, MentionKind.PERSON, (actor,), "description", roots=phrase)
                self._see(layout, phrase, actor, figure)
                return
        again = self.pointers.unnamed_for(title, sentence.index) if definite and not named else None
        if again is not None:
            actor = structs.replace(again, text=text, span=span)
            self.stage.enter(layout, phrase.head, span, MentionKind.PERSON, (actor,), "description", roots=phrase)
            self._see(layout, phrase, actor, None)
            return
        country = next(iter(named), None)
        new = bool(scene.words.sets["set.new"].intersection(layout.keys[phrase.start : phrase.title[0]]))
        painted = [] if self._body_words(layout, phrase) else layout.keys[phrase.start : phrase.title[0]]
        # "the next president", "a European official", but "a Foreign Ministry official"
        of_some = new or bool(scene.words.sets["set.no-state"].intersection(painted))
        if country is None and entry.sector in OFFICIAL and not of_some and not self._of_private_body(layout, index):
            country = scene.default_country(entry) or self._officials_state(layout, phrase, known=definite)
        name, because = None, entry.id
        if definite and country is not None and scene.day is not None and scene.holders.offices(title, country=country):
            held = scene.holders.who(country, title, scene.day)
            if held and all(t.person == held[0].person for t in held):
                name, because = held[0].name, f"{entry.id}; {held[0].source}"
        actor = Actor(
            text=text,
            name=name,
            country=country,
            sector=self.people.sector_of(layout, phrase),
            office=title,
            span=span,
            named=name is not None or (definite and entry.office != ""),
        )
        mention = self.stage.enter(layout, phrase.head, span, MentionKind.PERSON, (actor,), because, roots=phrase)
        self.stage.remember(mention)
        self._see(layout, phrase, actor, None)

    def _of_private_body(self, layout: Layout, index: int) -> bool:
        """Say whether an office is held in a body that no table knows: "co-director of the Peace Programme"."""
        if index + 1 >= len(layout.phrases):
            return False
        phrase, following = layout.phrases[index], layout.phrases[index + 1]
        if following.link not in {"of", "at", "for", "with"} or following.start != phrase.end + 1 or following.hits:
            return False
        first = layout.sentence.tokens[following.start + bool(following.determiner)]
        return first.text[:1].isupper() and first.pos == "PROPN" and following.body is None

    def _officials_state(self, layout: Layout, phrase: Phrase, *, known: bool) -> str | None:
        """Give the state of officials whom no word ties to one.

        Args:
            layout: their sentence.
            phrase: the words for them.
            known: whether they were spoken of before ("the officials"): then the state spoken of is theirs. News of
                its own accord says "officials" of the state it is filed from, or that it hardly speaks of another.
        """
        scene = self.scene
        spoken = scene.last_state(layout.sentence.index, phrase.start)
        if known:
            return spoken
        foreign = layout.sentence.tokens[phrase.head].lemma.lower() in scene.words.sets["set.envoys"]
        return (None if foreign else scene.dateline) or (spoken if phrase.title_entry is not None else scene.domestic)

    def _group(self, layout: Layout, index: int) -> None:
        """People by role: "Chinese officials", "protesters in Yerevan", "a Foreign Ministry source"."""
        scene, phrase, sentence = self.scene, layout.phrases[index], layout.sentence
        role = phrase.role
        assert role is not None
        countries: list[str | None] = list(self.stage.countries(layout, index, guess=False))
        following = layout.phrases[index + 1] if index + 1 < len(layout.phrases) else None
        if role.sector is Sector.JRN and following is not None and following.link == "in":
            # "told reporters in Brussels": where they were told, not whose they are.
            countries = list(scene.named_countries(layout, index, behind=False))
        others = self._are_others(layout, phrase)
        if others and following is not None and following.link == "from":  # "its partners from Peru and Chile"
            countries, others = list(scene.states_behind(layout, index)), False
        countries = [] if others else countries or list(self._told_before(layout, phrase))
        if role.materiel and not countries:
            return
        if not countries and not others and role.sector in OFFICIAL:
            keys = layout.keys[phrase.start : phrase.head]
            if not scene.words.sets["set.no-state"].intersection(keys):
                countries = [self._officials_state(layout, phrase, known=phrase.determiner == "the")]
        span = self._whole(layout, phrase)
        text = scene.words_of(span)
        body = next(
            (n for h in phrase.hits if (n := scene.reading_of(h)).kind in {NameKind.BODY, NameKind.ORGANISATION}), None
        )
        sector = role.sector
        collective = role.id == "role.collective" or layout.keys[phrase.head] in {"member", "members"}
        if collective and following is not None and following.link == "of" and (inner := self._of_sector(following)):
            sector = inner  # "a group of reporters", "members of parliament"
            span = (span[0], following.span(sentence)[1])
            text = scene.words_of(span)
        if sector is None and body is not None:
            sector = body.body.sector if body.body else body.organisation.sector if body.organisation else None
        if sector is None or (role.id == "role.government" and body is None):
            sector = self._inner(layout, phrase) or sector
        unnamed = (
            role.sector in OFFICIAL
            or layout.sentence.tokens[phrase.head].lemma.lower() in scene.words.sets["set.anonymous"]
        )
        actors = []
        title = self._shared_office(layout, phrase) if len(countries) > 1 else ""
        for country in countries or [None]:
            name = _bare(text)
            if title and country in scene.gazetteer.states:
                # "the foreign ministers of Peru and Chile" are two persons of one office.
                held = f"{title} of {scene.state_name(country)}"
                actors.append(Actor(text=text, name=held, country=country, sector=sector, office=title, span=span))
                continue
            if country in ORGANISATION_CODES and body is not None and body.organisation is not None:
                name = body.organisation.name
            actors.append(Actor(text=text, name=name, country=country, sector=sector, span=span, named=not unnamed))
        mention = self.stage.enter(layout, phrase.head, span, MentionKind.GROUP, actors, role.id, roots=phrase)
        self.stage.remember(mention)
        if phrase.plural:
            scene.trace.plurals.append((sentence.index, mention.actors))

    def _shared_office(self, layout: Layout, phrase: Phrase) -> str:
        """Give the one office that several hold, one a state: "prime minister" of "prime ministers"; "" of others."""
        found = title_of_several(layout, phrase, self.scene.words)
        if found is None or found[1].office not in _UNIQUE:
            return ""
        return " ".join([*layout.keys[found[0] : phrase.head], layout.sentence.tokens[phrase.head].lemma.lower()])

    def _are_others(self, layout: Layout, phrase: Phrase) -> bool:
        """Say whether a phrase means others than whom it names: "Peru's neighbours", "its foes", "U.S. allies"."""
        lemma = layout.sentence.tokens[phrase.head].lemma.lower()
        if lemma not in self.scene.words.sets["set.others"]:
            return False
        if any(self.scene.reading_of(hit).kind in STATE_KINDS for hit in phrase.hits):
            return lemma == "ally"  # a "Chilean rival" is Chilean
        return phrase.owner is not None or bool(phrase.pronoun)

    def _of_sector(self, phrase: Phrase) -> Sector | None:
        """Give the sector of those who are members of what a phrase names."""
        for hit in phrase.hits:
            name = self.scene.reading_of(hit)
            if name.organisation is not None or name.body is not None:
                return name.organisation.sector if name.organisation else name.body.sector if name.body else None
        if phrase.body is not None:
            return phrase.body.sector
        return phrase.role.sector if phrase.role is not None else None

    def _inner(self, layout: Layout, phrase: Phrase) -> Sector | None:
        """Give the sector of a body named before the head: "defence ministry officials", "army sources"."""
        bodies = self.scene.words.bodies
        for end in range(phrase.head, phrase.start, -1):
            for start in range(max(phrase.start, end - 3), end):
                entry = bodies.get(" ".join(layout.keys[start:end]))
                if entry is not None:
                    return entry.sector
        return None

    def _countries_as_group(self, layout: Layout, index: int) -> bool:
        """Enter "Nearly 70 countries", "ASEAN nations", "Western powers"; False where the phrase is none."""
        scene, phrase, sentence = self.scene, layout.phrases[index], layout.sentence
        lemma = sentence.tokens[phrase.head].lemma.lower()
        if lemma not in scene.words.sets["set.pair-heads"] or not phrase.plural:
            return False
        span = phrase.span(sentence)
        text = scene.words_of(span)
        name, country = _bare(text), None
        for hit in phrase.hits:
            organisation = scene.reading_of(hit).organisation
            if organisation is not None and organisation.code == "IGO":
                name, country = organisation.name, "IGO"
        actor = Actor(text=text, name=name, country=country, sector=Sector.GOV, span=span)
        self.stage.enter(layout, phrase.head, span, MentionKind.GROUP, (actor,), "states as a group", roots=phrase)
        scene.trace.plurals.append((sentence.index, (actor,)))
        return True

    def _unknown(self, layout: Layout, index: int) -> None:
        """A name that no table has and nothing shows to be a person."""
        phrase, sentence = layout.phrases[index], layout.sentence
        assert phrase.name is not None
        span = (sentence.tokens[phrase.name[0]].start, sentence.tokens[phrase.name[1] - 1].end)
        text = self.scene.words_of(span)
        countries = self.scene.named_countries(layout, index)
        if self._is_shouted_noun(layout, phrase):
            return
        last = fold(sentence.tokens[phrase.name[1] - 1].text)
        entry = self.scene.words.suffixes.get(last) if phrase.name[1] - phrase.name[0] > 1 else None
        sector = entry.sector if entry is not None else None
        kind = MentionKind.UNKNOWN if entry is None else MentionKind.ORGANISATION
        if last in self.scene.words.sets["set.facility"]:
            kind, sector = MentionKind.PLACE, None
        country = countries[0] if countries else None
        if country is None and kind is not MentionKind.UNKNOWN and len(self.scene.counts) == 1:
            country = self.scene.dominant
        actor = Actor(text=text, name=text, country=country, sector=sector, span=span)
        because = "a name that no table has"
        mention = self.stage.enter(layout, phrase.name[1] - 1, span, kind, (actor,), because, roots=phrase, rank=1)
        if kind is MentionKind.ORGANISATION:
            self.stage.remember(mention)

    def _is_shouted_noun(self, layout: Layout, phrase: Phrase) -> bool:
        """Say whether a capital is only that of a sentence's first word: "Talks broke down"."""
        assert phrase.name is not None
        first, last = phrase.name
        token = layout.sentence.tokens[first]
        return first == 0 and last == 1 and token.tag in {"NNPS", "NNS", "NN"}


# Kinds of office of which a state has one at a time.
_UNIQUE = frozenset({"head-of-state", "head-of-government", "foreign-minister", "defence-minister"})
# Who stands before an act does it: "a rebel attack", "an opposition boycott"; "a soldier killing" tells nothing.
_DOERS = frozenset({Sector.REB, Sector.OPP, Sector.LAB, Sector.EDU, Sector.CRM})
_MOTION = frozenset(
    "go travel fly arrive return move come drive head rush visit trip journey tour sail march flight back".split()
)
_DEPARTURE = frozenset({"leave", "depart", "head", "bind", "bound", "sail", "embark"})
_WAYS = frozenset("toward towards visit visited visiting leave left leaving reach reached reaching via".split())
_ARTICLES = frozenset({"the", "a", "an", "some", "its", "their", "his", "her", "our", "this", "that", "these", "those"})


def _bare(text: str) -> str:
    """Leave out the article: "the Foreign Ministry" is filed as "Foreign Ministry"."""
    first, _, rest = text.partition(" ")
    return rest if rest and first.lower() in _ARTICLES else text


def _actor_of(name: Name, text: str, span: Span, *, place: bool) -> tuple[MentionKind, Actor]:
    """Give the kind of mention and the actor that a name of the tables stands for."""
    if name.state is not None:
        if place:
            return MentionKind.PLACE, Actor(text=text, country=name.state.code, span=span)
        return MentionKind.STATE, Actor(text=text, country=name.state.code, sector=Sector.GOV, span=span)
    if name.organisation is not None:
        own = name.organisation
        actor = Actor(text=text, name=own.name, country=own.code, sector=own.sector, span=span)
        return MentionKind.ORGANISATION, actor
    if name.body is not None:
        official = name.body.name if text.replace(".", "").isupper() else text
        country, sector = name.body.country, name.body.sector
        return MentionKind.BODY, Actor(text=text, name=official, country=country, sector=sector, span=span)
    if name.person is not None:
        person = name.person
        actor = Actor(
            text=text, name=person.name, country=person.country, sector=person.sector, office=person.office, span=span
        )
        return MentionKind.PERSON, actor
    assert name.place is not None
    return MentionKind.PLACE, Actor(text=text, name=name.place.name, country=name.place.country, span=span)


# ---------------------------------------------------------------- marked spans

_BEST = {
    kind: rank
    for rank, kind in enumerate(
        (
            MentionKind.PERSON,
            MentionKind.ORGANISATION,
            MentionKind.BODY,
            MentionKind.GROUP,
            MentionKind.STATE,
            MentionKind.PLACE,
            MentionKind.PRONOUN,
            MentionKind.UNKNOWN,
        )
    )
}


def resolve_span(cast: Cast, sentence: Sentence, span: Span) -> tuple[Actor, ...]:
    """Say who a marked stretch of text means: the mention at its grammatical head, else the best one inside.

    Args:
        cast: mentions of the document.
        sentence: the sentence in which the span lies.
        span: characters of the document's text.
    """
    words = sentence.words(span)
    if not words:
        words = tuple(i for i, t in enumerate(sentence.tokens) if overlap((t.start, t.end), span))
    inside = frozenset(words)
    roots = [w for w in words if sentence.tokens[w].head not in inside or sentence.tokens[w].head == w]
    for root in roots:
        mention = cast.at(sentence.index, root)
        if mention is not None and _tells(mention):
            return mention.actors
    here = [m for m in cast.mentions if m.sentence == sentence.index and _tells(m)]
    found = [m for m in here if m.token in inside] or [m for m in here if overlap(m.span, span)]
    if not found:
        return ()
    # The surest kind first; among equals the one that stands first, which modifies or owns the rest.
    return min(found, key=lambda m: (_BEST[m.kind] >= _BEST[MentionKind.PRONOUN], m.span[0], _BEST[m.kind])).actors


def _tells(mention: Mention) -> bool:
    return any(actor.country or actor.sector for actor in mention.actors)


__all__ = ["DocumentCast", "PlaceKind", "cast", "resolve_span"]
