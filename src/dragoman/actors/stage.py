"""Where mentions are entered while a document is cast: one a token, the best kept."""

from collections.abc import Iterable

from dragoman.actors.figures import Figure
from dragoman.actors.phrases import Layout, Phrase
from dragoman.actors.scene import Scene
from dragoman.schema.actor import ORGANISATION_CODES, Actor, Mention, MentionKind
from dragoman.schema.base import Span
from dragoman.schema.sentence import Sentence

ROOT_RANK = 5  # of a mention at a word that only the parser takes for the head of the phrase


class Stage:
    """The mentions so far, by sentence and token, with their rank: lower is surer."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.mentions: dict[tuple[int, int], Mention] = {}
        self.ranks: dict[tuple[int, int], int] = {}

    def enter(
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
        self.put(mention, rank)
        if roots is not None:
            tokens = sentence.tokens
            for other in range(roots.start, roots.end):
                here = tokens[other]
                if other != token and not roots.start <= here.head < roots.end and here.pos in {"NOUN", "PROPN", "ADJ"}:
                    self.put(Mention(sentence.index, other, span, kind, mention.actors, because), rank + ROOT_RANK)
        return mention

    def put(self, mention: Mention, rank: int) -> None:
        """Enter a mention unless a surer one stands at its token."""
        key = (mention.sentence, mention.token)
        old = self.ranks.get(key)
        if old is None or rank < old:
            self.mentions[key] = mention
            self.ranks[key] = rank

    def remember(self, mention: Mention, *, outright: bool = True) -> None:
        """Keep a mention in mind for pronouns and descriptions to come; `outright`: not as an adjective."""
        trace = self.scene.trace
        if mention.kind is MentionKind.STATE:
            for actor in mention.actors:
                if actor.country and actor.country not in ORGANISATION_CODES:
                    trace.states.append((mention.sentence, actor.country, mention.token, outright))
        else:
            trace.groups.append((mention.sentence, mention))

    def countries(self, layout: Layout, index: int, *, guess: bool = True) -> list[str]:
        """Give the states of a phrase: those it names, those of its pronoun, the one spoken of."""
        scene, phrase = self.scene, layout.phrases[index]
        found = scene.named_countries(layout, index)
        if found:
            return found
        if phrase.owner is not None:  # "the two countries' ministers"
            owner = self.mentions.get((layout.sentence.index, layout.phrases[phrase.owner].head))
            if owner is not None:
                found = list(dict.fromkeys(a.country for a in owner.actors if a.country))
                if found:
                    return found
        if phrase.pronoun:
            mention = self.mentions.get((layout.sentence.index, phrase.start))
            if mention is not None:
                return list(dict.fromkeys(a.country for a in mention.actors if a.country))
        if not guess:
            return []
        spoken = scene.last_state(layout.sentence.index, phrase.start)
        return [spoken] if spoken else []

    def person(self, figure: Figure, text: str, span: Span) -> Actor:
        """Give a person as an actor, with the office that the text states, else the one held on the day."""
        return Actor(
            text=text,
            name=figure.name,
            country=figure.country,
            sector=figure.sector,
            office=figure.office_text() or self._held(figure),
            span=span,
        )

    def _held(self, figure: Figure) -> str | None:
        day = self.scene.day
        if day is None:
            return None
        return next((t.title or t.office for t in figure.tenures if t.covers(day)), None)


def token_at(sentence: Sentence, character: int) -> int:
    """Give the token at a character, -1 where there is none."""
    found = sentence.at(character)
    return -1 if found is None else found
