"""From the words that name a speaker to an actor: through the cast, documents traced to their authors."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

import msgspec

from dragoman.lexicons.files import Lexicons
from dragoman.schema.actor import Actor, Cast, Mention, MentionKind
from dragoman.schema.document import Document
from dragoman.schema.sentence import Reading, Sentence, Token
from dragoman.statements.cues import word_list
from dragoman.statements.page import Attribution
from dragoman.statements.phrases import can_speak, can_tell, phrase, short_phrase
from dragoman.statements.voices import SUBJECTS, own_subject

_RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
_ANONYMITY = re.compile(
    r"(?:(?:on|under)\s+(?:the\s+)?condition\s+(?:of\s+anonymity|that\s+[^.;”\"]{0,60}?not\s+be\s+(?:named|identified))"
    r"|(?:ask|want|wish|request|prefer|insist|declin|refus|allow)\w*\s+(?:on\s+)?(?:anonymity|not\s+to\s+be\s+(?:named|identified|quoted)(?:\s+by\s+name)?|to\s+(?:be\s+(?:named|identified|quoted)|give\s+(?:his|her|their|a)\s+(?:full\s+)?names?|remain\s+anonymous))"
    r"|(?:could|can|would)\s+not\s+be\s+(?:named|identified)"
    r"|(?:not|un)[ -]?authori[sz]ed\s+to\s+(?:speak|comment|talk|discuss|brief))"
    r"(?:\s+(?:because|as|since|due\s+to|owing\s+to|citing|given|in\s+order\s+to|so\s+as\s+to|for\s+fear|out\s+of|under|when|while|to)\s+[^.;“”\"]+?)?(?=[,.;“”\"]|$|\s+(?:said|told|added)\b)",
    re.IGNORECASE,
)  # fmt: skip
_NO_PERSONS = frozenset({MentionKind.STATE, MentionKind.ORGANISATION, MentionKind.BODY, MentionKind.PLACE})
_PARTITIVES = frozenset({"one", "another", "others", "some"})
_NAMELESS = frozenset(
    "some many several few most other others another one two three both all any someone somebody".split()
)


def anonymity_of(text: str) -> str | None:
    """Give the words that say why a source is not named, if a text has them."""
    found = _ANONYMITY.search(text)
    return " ".join(found.group().split()) if found else None


@dataclass(frozen=True, slots=True)
class LastSpeaker:
    """Who spoke last, and where: "he said" behind it is most likely the same person."""

    actor: Actor
    sentence: int  # of the last of his words or of their cue, whichever is later
    paragraph: int


def speaker_actor(
    document: Document,
    reading: Reading,
    cast: Cast,
    attribution: Attribution,
    last: LastSpeaker | None,
    *,
    lexicons: Lexicons,
) -> Actor:
    """Give the one speaker of an attribution.

    "He" and "she" in the sentence after somebody spoke are taken for that speaker; a name that nobody knows but
    that is the last speaker's with a letter wrong, too.
    Of several who speak together it is the first; `joint_speakers` gives them all. Nobody urges his own state:
    "Norway said Chile had closed the port and urged Santiago to open it" is Norway's, whatever the parse says.
    """
    assert attribution.speaker is not None
    sentence = reading.sentences[attribution.speaker[0]]
    word = sentence.tokens[attribution.speaker[1]]
    if last is not None and (attribution.frame != "clause" or word.dep == "nsubj"):
        begins = bisect_right(reading.sentences, attribution.span[0], key=lambda s: s.span[1])
        near = last.sentence >= min(begins, sentence.index) - 1 and last.paragraph >= sentence.paragraph - 1
        if near and word.text.lower() in {"he", "she"} and not _subject_between(reading, cast, last, sentence, word):
            return msgspec.structs.replace(last.actor, text=word.text, span=(word.start, word.end))
        if word.pos == "PROPN" and near_name(word.text, last.actor.name or last.actor.text):
            mention = mention_at(cast, sentence, attribution.speaker[1])
            if mention is None or not mention.actors or mention.actors[0].country is None:
                return msgspec.structs.replace(last.actor, text=word.text, span=(word.start, word.end))
    speaker = actors_at(document, reading, cast, attribution.speaker, lexicons=lexicons)[0]
    outer = _speaker_above(sentence, attribution.speaker[1])
    if outer is not None and speaker.country is not None:
        heard = (
            actor
            for place in attribution.addressees
            for actor in actors_at(document, reading, cast, place, lexicons=lexicons)
        )
        if any(actor.country == speaker.country and actor.name is None for actor in heard):
            return actors_at(document, reading, cast, (sentence.index, outer), lexicons=lexicons)[0]
    return speaker


def _subject_between(reading: Reading, cast: Cast, last: LastSpeaker, sentence: Sentence, pronoun: Token) -> bool:
    """Say whether another person became the subject since somebody spoke: "he" is rather that one."""
    return any(
        token.dep in SUBJECTS
        and token.start < pronoun.start
        and (mention := mention_at(cast, where, i)) is not None
        and mention.kind is MentionKind.PERSON
        and token.pos != "PRON"
        and mention.actors[0].name is not None
        and mention.actors[0].name != last.actor.name
        for where in reading.sentences[last.sentence + 1 : sentence.index + 1]
        for i, token in enumerate(where.tokens)
    )


def _speaker_above(sentence: Sentence, subject: int) -> int | None:
    """Find who reports the clause that a subject stands in: "Norway" for "Chile" in "Norway said Chile had …"."""
    clause = sentence.tokens[subject].head
    if sentence.tokens[clause].dep != "ccomp":
        return None
    return own_subject(sentence, sentence.tokens[clause].head)


def joint_speakers(
    document: Document, reading: Reading, cast: Cast, attribution: Attribution, speaker: Actor, *, lexicons: Lexicons
) -> tuple[Actor, ...]:
    """Give all who say something together, `speaker` the first; nobody where one speaks alone.

    Several stand behind one phrase ("the two ministers") or are joined by "and" ("Norway and Chile"; "a statement
    by Norway and Chile"). Of those joined by "or" the text does not say who spoke.
    """
    assert attribution.speaker is not None
    sentence = reading.sentences[attribution.speaker[0]]
    head = _antecedent(sentence, attribution.speaker[1])
    if can_tell(sentence, head, lexicons) and sentence.tokens[head].pos == "NOUN":
        author = author_of(sentence, head, lexicons)
        head = head if author is None else author
    if sentence.tokens[head].text.lower() in _PARTITIVES | {"neither", "either", "each"}:
        return ()
    joined = list(sentence.conjuncts(head))
    signs = {
        sentence.tokens[c].text.lower() for i in joined for c in sentence.children[i] if sentence.tokens[c].dep == "cc"
    }
    if len(joined) > 1 and (not signs <= {"and", "&"} or not signs):
        joined = joined[:1]
    found = [speaker]
    for token in joined:
        mention = mention_at(cast, sentence, token)
        if token != head and not can_speak(sentence, token, lexicons) and (mention is None or not mention.actors):
            return ()  # no list of speakers: a slip of the parse
        if token != head or (mention is not None and len(mention.actors) > 1 and mention.actors[0] == speaker):
            found.extend(actors_at(document, reading, cast, (sentence.index, token), lexicons=lexicons))
    several = {(a.name or a.text, a.country) if a.name else (a.country or a.text, a.office): a for a in reversed(found)}
    return tuple(reversed(several.values())) if len(several) > 1 else ()


def remember(
    reading: Reading,
    cast: Cast,
    attribution: Attribution,
    speaker: Actor,
    last: LastSpeaker | None,
    *,
    lexicons: Lexicons,
) -> LastSpeaker | None:
    """Keep who spoke last, where it was one person; a body or a state is no "he"."""
    assert attribution.speaker is not None
    if attribution.frame in {"passive", "adjective", "noun"}:
        return last  # who speaks there is seldom who goes on speaking
    sentence = reading.sentences[attribution.speaker[0]]
    token = _antecedent(sentence, attribution.speaker[1])
    word = sentence.tokens[token]
    mention = mention_at(cast, sentence, token)
    if mention is not None and mention.kind in _NO_PERSONS:
        return last if last is not None and last.sentence >= sentence.index - 1 else None
    lemma = word.lemma.lower()
    is_body = lemma in word_list(lexicons, "body") or word.tag in {"NNS", "NNPS"}
    is_person = word.text.lower() in {"he", "she"} or (
        word.pos in {"PROPN", "NOUN"} and not is_body and not can_tell(sentence, attribution.speaker[1], lexicons)
    )
    if not is_person:
        return last if last is not None and last.sentence >= sentence.index - 1 else None
    end = bisect_left(reading.sentences, attribution.span[1], key=lambda s: s.span[1])
    where = reading.sentences[max(end if end < len(reading.sentences) else 0, sentence.index)]
    return LastSpeaker(actor=speaker, sentence=where.index, paragraph=where.paragraph)


def near_name(word: str, name: str) -> bool:
    """Say whether a word is the last or first part of a name, one letter added, lost or changed."""
    return any(part != word and _one_letter_off(part, word) for part in name.split() if part[:1] == word[:1])


def _one_letter_off(a: str, b: str) -> bool:
    if abs(len(a) - len(b)) > 1 or a[0] != b[0]:
        return False
    shorter, longer = sorted((a, b), key=len)
    if len(a) == len(b):
        return sum(x != y for x, y in zip(a, b, strict=True)) == 1
    return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))


def actors_at(
    document: Document, reading: Reading, cast: Cast, place: tuple[int, int], *, lexicons: Lexicons
) -> tuple[Actor, ...]:
    """Give whom a speaker phrase means, at least one; an unknown phrase becomes an actor with its text.

    A relative pronoun stands for its antecedent, a letter or statement for who wrote it.
    """
    sentence = reading.sentences[place[0]]
    token = _antecedent(sentence, place[1])
    if can_tell(sentence, token, lexicons) and sentence.tokens[token].pos == "NOUN":
        author = author_of(sentence, token, lexicons)
        if author is not None:
            token = author
    if sentence.tokens[token].text.lower() in _PARTITIVES:
        whole = _whole_of(sentence, token)
        if whole is not None:
            mention = mention_at(cast, sentence, whole)
            if mention is not None and mention.actors:
                word = sentence.tokens[token]
                return (
                    Actor(
                        text=word.text,
                        country=mention.actors[0].country,
                        sector=mention.actors[0].sector,
                        span=(word.start, word.end),
                        named=False,
                    ),
                )
    mention = mention_at(cast, sentence, token)
    if mention is not None and mention.actors:
        return mention.actors
    if sentence.tokens[token].pos == "PROPN" or (
        len(sentence.tokens[token].text) > 2 and sentence.tokens[token].text.isupper()
    ):
        known = _by_surname(cast, sentence.tokens[token].text)
        if known is not None:
            word = sentence.tokens[token]
            return (msgspec.structs.replace(known, text=word.text, span=(word.start, word.end)),)
    first, last = short_phrase(sentence, token)
    span = (sentence.tokens[first].start, sentence.tokens[last].end)
    text = document.text[slice(*span)]
    return (Actor(text=text, span=span, named=is_named(sentence, token, lexicons)),)


def _by_surname(cast: Cast, word: str) -> Actor | None:
    """Find the one person of the document with a name that begins or ends in a word; labels are in capitals."""
    known = str.upper if word.isupper() else str
    found: dict[str, Actor] = {}
    for mention in cast.mentions:
        if mention.kind is MentionKind.PERSON:
            for actor in mention.actors:
                parts = known(actor.name or "").split()
                if len(parts) > 1 and word in {parts[0], parts[-1]}:
                    found[actor.name or ""] = actor
    return next(iter(found.values())) if len(found) == 1 else None


def _whole_of(sentence: Sentence, token: int) -> int | None:
    """Find the group that "one", "others" are part of: the subject of the clause above."""
    for above in sentence.ancestors(token):
        for child in sentence.children[above]:
            if child < token and sentence.tokens[child].dep == "nsubj":
                return child
    return None


def mention_at(cast: Cast, sentence: Sentence, token: int) -> Mention | None:
    """Find the mention of a word; where an apposition or a name of several words hides it, that of the name."""
    mention = cast.at(sentence.index, token)
    if mention is not None and mention.actors and mention.actors[0].name and mention.kind is MentionKind.PERSON:
        only_role = sentence.tokens[token].pos == "NOUN"
    else:
        only_role = True
    if only_role:
        for child in sentence.children[token]:
            if sentence.tokens[child].dep in {"appos", "compound"} and sentence.tokens[child].pos == "PROPN":
                other = cast.at(sentence.index, child)
                if other is not None and other.actors and other.kind is MentionKind.PERSON:
                    return other
    if mention is not None and mention.actors:
        return mention
    head = sentence.tokens[token].head
    if sentence.tokens[token].dep in {"compound", "appos"}:
        other = cast.at(sentence.index, head)
        if other is not None and other.actors:
            return other
    return mention


def _antecedent(sentence: Sentence, token: int) -> int:
    word = sentence.tokens[token]
    if word.text.lower() not in _RELATIVES or word.tag not in {"WP", "WDT", "WP$", "IN"}:
        return token
    for above in sentence.ancestors(token):
        if sentence.tokens[above].dep == "relcl":
            return sentence.tokens[above].head
    return token


def author_of(sentence: Sentence, document: int, lexicons: Lexicons) -> int | None:
    """Find who stands behind a letter, statement or report: "her letter", "a statement by the ministry"."""
    tokens = sentence.tokens
    for child in sentence.children[document]:
        if tokens[child].dep == "poss":
            return child
    for below in sentence.subtree(document):
        word = tokens[below]
        if word.dep in {"prep", "agent"} and word.text.lower() in {"by", "from", "of", "on", "at"}:
            for inner in sentence.children[below]:
                if tokens[inner].dep != "pobj":
                    continue
                if can_speak(sentence, inner, lexicons) and not can_tell(sentence, inner, lexicons):
                    return inner
                owner = next((c for c in sentence.children[inner] if tokens[c].dep == "poss"), None)
                if owner is not None:
                    return owner
    for child in sentence.children[document]:
        if tokens[child].dep in {"compound", "nmod"} and tokens[child].pos == "PROPN":
            return child
    return None


def is_named(sentence: Sentence, token: int, lexicons: Lexicons) -> bool:
    """Say whether a phrase that the cast does not know names its source: a name, or a body of some state."""
    word = sentence.tokens[token]
    if word.pos == "PROPN":
        return True
    if word.pos == "PRON":
        return word.text.lower() not in _NAMELESS
    low, lemma = word.text.lower(), word.lemma.lower()
    first, last = phrase(sentence, token)
    if any(sentence.tokens[i].dep == "appos" and sentence.tokens[i].pos == "PROPN" for i in range(first, last + 1)):
        return True
    return low not in _NAMELESS and lemma in word_list(lexicons, "body") and word.tag != "NNS"
