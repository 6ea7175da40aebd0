"""Noun phrases of a sentence, cut by word classes and mended by heads, with what stands in them.

The parser attaches about one word in ten wrongly; phrases are therefore cut from the word classes, which are
surer, and heads decide only where two phrases touch.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from dragoman.actors.names import Gazetteer, Hit, NameKind, fold
from dragoman.actors.wording import BodyEntry, RoleEntry, TitleEntry, Wording
from dragoman.lexicons.places import PlaceKind
from dragoman.schema.actor import Sector
from dragoman.schema.base import Span
from dragoman.schema.sentence import Sentence, Token

NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_OF_TIME = frozenset({"PROPN", "NOUN", "ADV", "NUM", "AUX"})
_PARTICIPLES = frozenset({"VBN", "VBG"})
HYPHENS = frozenset("-–—‐‑")
APOSTROPHES = frozenset({"'s", "’s", "'", "’", "‘s"})
_EXCELLENCY = re.compile(r"H\. ?E\.?|HE|HRH|H\.R\.H\.?|Rt\.?|Hon\.?|Hon’ble|Hon'ble|Excellency|Honourable|Honorable")
SHARED = frozenset({Sector.GOV, Sector.LEG, Sector.MIL})
"""Sectors whose titles stand in the plural before names: "Ministers Jane Doe and John Roe", but not "Workers Union"."""
LINKING = frozenset({"of", "in", "from", "at", "for", "to", "with", "on"})


@dataclass(slots=True)
class Phrase:
    """A noun phrase, tokens [start, end); `head` is its last noun.

    `title` and `name` are token ranges; `title_entry` is what the last words of the title mean.
    """

    start: int
    end: int
    head: int
    hits: list[Hit] = field(default_factory=list)
    name: tuple[int, int] | None = None
    title: tuple[int, int] | None = None
    title_entry: TitleEntry | None = None
    several: bool = False  # the title is that of several: "the foreign *ministers*", "Ministers Jane Doe and John Roe"
    role: RoleEntry | None = None
    role_length: int = 0  # words of it
    body: BodyEntry | None = None
    body_range: tuple[int, int] | None = None
    plural: bool = False
    owner: int | None = None  # index of the phrase before "'s"
    link: str = ""  # preposition between the phrase before and this one, when they touch
    apposed: bool = False  # follows the phrase before after a comma only
    conjoined: bool = False  # follows the phrase before after "and", "or", or a comma of a list
    brackets: bool = False  # stands in brackets
    pronoun: str = ""  # possessive pronoun at its start: "his"
    determiner: str = ""

    def span(self, sentence: Sentence) -> Span:
        """Give its characters."""
        return (sentence.tokens[self.start].start, sentence.tokens[self.end - 1].end)


@dataclass(slots=True)
class Layout:
    """A sentence laid out: words folded, names found, phrases cut."""

    sentence: Sentence
    keys: list[str]
    hits: list[Hit]
    hit_at: dict[int, Hit]
    phrases: list[Phrase]


def lay_out(sentence: Sentence, hits: Sequence[Hit], gazetteer: Gazetteer, words: Wording) -> Layout:
    """Cut a sentence into phrases and name their parts."""
    tokens = sentence.tokens
    keys = [fold(token.text) for token in tokens]
    hits = [
        hit
        for hit, after in zip_longest(hits, hits[1:])
        if not _is_personal(hit, tokens, keys, gazetteer, words) and not _is_american_town(hit, after, keys)
    ]
    hit_at = {index: hit for hit in hits for index in range(hit.start, hit.end)}
    glue = _glued(keys, words)
    phrases = _cut(sentence, keys, hit_at, glue, words, gazetteer)
    at = 0
    for phrase in phrases:
        while at < len(hits) and hits[at].start < phrase.start:
            at += 1
        while at < len(hits) and hits[at].end <= phrase.end:
            phrase.hits.append(hits[at])
            at += 1
        _name_parts(phrase, sentence, keys, hit_at, gazetteer, words, glue)
    return Layout(sentence, keys, hits, hit_at, phrases)


def _is_personal(hit: Hit, tokens: tuple[Token, ...], keys: list[str], gazetteer: Gazetteer, words: Wording) -> bool:
    """Say whether a name of a place is part of a person's: "Michael Jordan", "Israel Katz"."""
    if hit.end - hit.start != 1 or hit.name.kind is NameKind.PERSON:
        return False
    index = hit.start
    if hit.name.kind not in {
        NameKind.STATE,
        NameKind.PEOPLE,
        NameKind.CAPITAL,
        NameKind.PLACE,
        NameKind.ORGANISATION,
        NameKind.ADJECTIVE,
    }:
        return False
    title = words.capital_titles.get(keys[index - 1]) if index else None
    if title is not None and title.honorific and tokens[index].text[:1].isupper():
        return True  # "Mr. Jordan", "Ms. Chad"
    if hit.name.kind is NameKind.PLACE and _ends_titled_name(index, tokens, keys, words):
        return True  # "Minister Gul Rahman Wardak"
    if index and hit.name.table == "cities" and (keys[index - 1] in words.titles or title is not None):
        return True  # "President Valdivia": cities of lesser fame lend surnames
    if index and keys[index - 1] in gazetteer.given and tokens[index - 1].text[:1].isupper():
        before = keys[index - 2] if index > 1 else ""
        return (
            tokens[index - 1].end + 1 == tokens[index].start
            and before not in APOSTROPHES
            and tokens[index].text[:1].isupper()
            and not keys[index].isupper()
            and hit.name.kind is not NameKind.ADJECTIVE
        )
    if keys[index] in gazetteer.given and index + 1 < len(tokens):
        after = tokens[index + 1]
        key = keys[index + 1]
        return (
            after.pos == "PROPN"
            and after.text.isalpha()
            and after.text[:1].isupper()
            and key not in words.nouns
            and key not in words.sets["set.time"]
            and tokens[index].dep in {"compound", "nmod"}
            and not any(len(name.keys) == 1 for name in gazetteer.by_first.get(key, ()))
            # "Israel Boycott Law": the name stands beside a noun, not before a surname
            and tokens[index].head == index + 1
            and after.dep not in {"compound", "nmod"}
        )
    return False


def _is_american_town(hit: Hit, after: Hit | None, keys: list[str]) -> bool:
    """Say whether an American state behind a comma makes a name a town: "Moscow, Idaho", "Lebanon, Pennsylvania"."""
    if after is None or hit.name.state is None or hit.name.country == "USA" or after.start != hit.end + 1:
        return False
    place = after.name.place
    region = place is not None and place.kind is PlaceKind.REGION and place.country == "USA"
    listed = after.end < len(keys) and keys[after.end] in {"and", "or"}
    return region and keys[hit.end] == "," and not listed


def _ends_titled_name(index: int, tokens: tuple[Token, ...], keys: list[str], words: Wording) -> bool:
    """Say whether a token ends a row of capitals that stands behind a title."""
    first = index
    while first and tokens[first - 1].pos == "PROPN" and keys[first - 1] not in words.nouns and index - first < 3:
        if tokens[first - 1].end + 1 != tokens[first].start or not tokens[first - 1].text.isalpha():
            return False
        first -= 1
    return 0 < first < index and (keys[first - 1] in words.titles or keys[first - 1] in words.capital_titles)


def _glued(keys: list[str], words: Wording) -> set[int]:
    """Find the tokens inside "secretary of state" and its like, at which no phrase is cut."""
    inside: set[int] = set()
    glued = words.glued
    for index, key in enumerate(keys):
        if key not in glued:
            continue
        for wanted in glued[key]:
            plain = [k for k in keys[index : index + len(wanted) + 4] if k not in HYPHENS]
            if tuple(plain[: len(wanted)]) == wanted:
                inside.update(
                    range(
                        index,
                        min(
                            index + len(wanted) + sum(k in HYPHENS for k in keys[index : index + len(wanted) + 2]),
                            len(keys),
                        ),
                    )
                )
                break
    return inside


def _cut(
    sentence: Sentence,
    keys: list[str],
    hit_at: dict[int, Hit],
    glue: set[int],
    words: Wording,
    gazetteer: Gazetteer,
) -> list[Phrase]:
    tokens = sentence.tokens
    count = len(tokens)
    times = words.sets["set.time"]
    nominal = [False] * count
    particles = words.sets["set.particles"]
    for i, token in enumerate(tokens):
        pos, key = token.pos, keys[i]
        if i in hit_at or i in glue:
            nominal[i] = True
        elif key in times and pos in _OF_TIME:
            nominal[i] = token.text[:1].isupper() and _time_in_name(tokens, keys, i, gazetteer)
        elif token.text in HYPHENS:
            nominal[i] = 0 < i < count - 1 and tokens[i - 1].end == token.start and token.end == tokens[i + 1].start
        elif pos in NOMINAL:
            nominal[i] = token.text.isalnum() or any(c.isalnum() for c in token.text)
        elif (token.tag in _PARTICIPLES and token.dep in {"amod", "compound"}) or (
            i > 0 and nominal[i - 1] and tokens[i - 1].text in HYPHENS
        ):
            nominal[i] = True  # a participle before a noun, a part behind a hyphen
        elif key in {"then", "ex"}:
            nominal[i] = i + 1 < count and tokens[i + 1].pos in NOMINAL
        elif key in particles and 0 < i < count - 1:
            nominal[i] = (
                tokens[i - 1].pos == "PROPN"
                and tokens[i - 1].text[:1].isupper()
                and tokens[i + 1].text[:1].isupper()
                and tokens[i + 1].pos == "PROPN"
                and pos != "ADP"
            )
    for i in range(1, count - 1):  # "gate-crash": what stands before a hyphen belongs to what stands behind it
        if tokens[i].text in HYPHENS and nominal[i] and not nominal[i - 1] and nominal[i + 1]:
            nominal[i - 1] = True
    phrases: list[Phrase] = []
    i = 0
    while i < count:
        determiner = pronoun = ""
        start = i
        if tokens[i].tag == "PRP$":
            pronoun = keys[i]
            i += 1
        elif tokens[i].pos == "DET" or (tokens[i].tag in {"DT", "PDT"} and i + 1 < count and tokens[i + 1].tag == "DT"):
            determiner = keys[i]
            i += 1
            if i < count and tokens[i].tag == "PRP$":
                pronoun = keys[i]
                i += 1
            elif i < count and tokens[i].pos == "DET":
                determiner += " " + keys[i]
                i += 1
        body = i
        while i < count and nominal[i]:
            if i > body and _breaks(tokens, i, body, hit_at, glue, keys, words):
                break
            i += 1
            if i < count - 1 and not nominal[i] and _joined_adjectives(tokens, keys, hit_at, nominal, body, i):
                i += 1
        if i == body:
            i = max(i, start + 1)
            continue
        end = i
        while end > body and tokens[end - 1].text in HYPHENS:
            end -= 1
        head = end - 1
        while head > body and tokens[head].pos not in {"NOUN", "PROPN"} and head not in hit_at:
            head -= 1
        if tokens[head].pos not in {"NOUN", "PROPN"} and head not in hit_at:
            head = end - 1
        phrase = Phrase(start, end, head, determiner=determiner, pronoun=pronoun)
        first = next((i for i in range(body, head) if tokens[i].pos == "ADP"), head + 1) - 1 if head in glue else head
        phrase.plural = tokens[first].tag in {"NNS", "NNPS"}  # of "the Minister of Foreign Affairs" the minister
        if phrases:
            _link(phrases[-1], phrase, len(phrases) - 1, tokens, keys)
        phrases.append(phrase)
        i = max(end, i)
    return phrases


def _time_in_name(tokens: tuple[Token, ...], keys: list[str], index: int, gazetteer: Gazetteer) -> bool:
    """Say whether a word for a time is part of a name: "Theresa May", "Pham Thu Hien", "Sun Weidong"."""
    before = keys[index - 1] if index and tokens[index - 1].text[:1].isupper() else ""
    if before in gazetteer.given:
        return True
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    goes_on = after is not None and after.pos == "PROPN" and after.text.isalpha() and after.text[:1].isupper()
    return goes_on and (before in gazetteer.family_first or keys[index] in gazetteer.family_first)


def _breaks(
    tokens: tuple[Token, ...],
    i: int,
    body: int,
    hit_at: dict[int, Hit],
    glue: set[int],
    keys: list[str],
    words: Wording,
) -> bool:
    """Say whether a new phrase starts at a token though the one before it is nominal too."""
    before, here = tokens[i - 1], tokens[i]
    if i in glue and i - 1 in glue:
        return False
    if hit_at.get(i) is not None and hit_at.get(i) is hit_at.get(i - 1):
        return False
    if before.text in HYPHENS or here.text in HYPHENS:
        return False
    joined = i + 1 < len(tokens) and tokens[i + 1].text in HYPHENS
    if keys[i] in words.sets["set.particles"] and (joined or before.text[:1].isupper()):
        return False  # "Omar al-Bashir"
    if before.pos not in {"NOUN", "PROPN"}:
        return False
    if body <= here.head < i or i <= before.head or before.pos == here.pos == "PROPN":
        return False
    if here.pos == "PROPN" and (keys[i - 1] in words.titles or keys[i - 1] in words.capital_titles):
        return False
    hit = hit_at.get(i - 1)
    if hit is not None and here.pos == "NOUN" and hit.name.kind is NameKind.ADJECTIVE:
        return False  # "Dutch and Kenyan officials"
    # The word before is attached to something on the left or to a verb, and this one is not attached to it.
    return not (
        hit_at.get(i - 1) is not None
        and here.pos in {"NOUN", "PROPN"}
        and here.dep not in {"dobj", "attr"}
        and before.dep in {"compound", "amod", "nmod", "poss", "npadvmod"}
    )


def _joined_adjectives(
    tokens: tuple[Token, ...],
    keys: list[str],
    hit_at: dict[int, Hit],
    nominal: list[bool],
    body: int,
    i: int,
) -> bool:
    """Say whether "and" joins two adjectives of states before one noun: "Dutch and Japanese officials"."""
    if keys[i] not in {"and", "or", ",", "&"}:
        return False
    if any(j not in hit_at and keys[j] not in {"and", ",", "or", "&", "senior", "top", "some"} for j in range(body, i)):
        return False
    here, after = hit_at.get(i - 1), i + 1
    if here is None or not any(n.kind is NameKind.ADJECTIVE for n in here.names):
        return False
    if keys[i] == "," and keys[after] in {"and", "or"} and nominal[i] is False:
        after += 1
    there = hit_at.get(after)
    if there is None or not any(n.kind is NameKind.ADJECTIVE for n in there.names):
        return False
    end = there.end
    while end < len(tokens) and keys[end] in {",", "and", "or"} and hit_at.get(end + 1) is not None:
        end = hit_at[end + 1].end
    return end < len(tokens) and nominal[end] and end not in hit_at and tokens[end].pos in {"NOUN", "ADJ", "PROPN"}


def _link(before: Phrase, here: Phrase, index: int, tokens: tuple[Token, ...], keys: list[str]) -> None:
    """Note how a phrase hangs on the one before it."""
    between = keys[before.end : here.start]
    if len(between) == 1:
        word = between[0]
        if word in APOSTROPHES:
            here.owner = index
        elif word in LINKING:
            here.link = word
        elif word == ",":
            here.apposed = True
        elif word in {"and", "&", "or"}:
            here.conjoined = True
        elif word in {"(", "["}:
            here.brackets = True
    elif len(between) == 2:
        if between[0] == "," and between[1] in {"and", "or"}:
            here.conjoined = True
        elif between[0] == "," and between[1] in {"then", "once", "formerly", "also", "now", "who"}:
            here.apposed = True
        elif between[0] in APOSTROPHES:
            here.owner = index
    elif not between and tokens[here.start].tag == "PRP$":
        here.link = ""


def _name_parts(
    phrase: Phrase,
    sentence: Sentence,
    keys: list[str],
    hit_at: dict[int, Hit],
    gazetteer: Gazetteer,
    words: Wording,
    glue: set[int],
) -> None:
    """Find the personal name at the end of a phrase, the title before it, and what its head means."""
    tokens = sentence.tokens
    first = phrase.start + bool(phrase.determiner or phrase.pronoun)
    end = phrase.end
    at = end
    while at > first and at - 1 not in glue and _in_name(tokens, keys, at - 1, end, hit_at, words, gazetteer):
        at -= 1
    while at < end and (
        (keys[at] in words.sets["set.particles"] and tokens[at].text[:1].islower()) or tokens[at].text in HYPHENS
    ):
        at += 1
    if at == 0 and end - at > 2 and keys[0] not in gazetteer.given and keys[1] in gazetteer.given:
        at = 1  # the capital is that of the sentence: "Defiant Jane Doe …"
    if at < end and any(tokens[j].text[:1].isupper() and len(keys[j]) > 1 for j in range(at, end)):
        phrase.name = (at, end)
    if phrase.name is None:
        phrase.name = _inner_name(phrase, first, sentence, keys, hit_at, words, gazetteer, glue)
    if phrase.name is not None:
        _mend_name(phrase, first, tokens, keys, words)
    close = phrase.name[0] if phrase.name else phrase.head + 1
    _close_of(phrase, close, first, tokens, keys, words)


def _mend_name(phrase: Phrase, first: int, tokens: tuple[Token, ...], keys: list[str], words: Wording) -> None:
    """Take words of a title off a name, and give one back that belongs to it.

    "president-elect Jane Doe", "ex-premier Jane Doe": what stands behind the hyphen is no name. "Prime Minister Sheikh
    Hasina": of two titles in a row the second belongs to the name. "H.E. Jane Doe": forms of address are none of it.
    """
    assert phrase.name is not None
    start, end = phrase.name
    while start + 1 < end and _EXCELLENCY.fullmatch(tokens[start].text):
        start += 1
    while start > first and start + 1 < end and tokens[start - 1].text in HYPHENS and tokens[start].text.islower():
        start += 1
    before = keys[start - 2] if start - 2 >= first else ""
    if (
        keys[start - 1] in words.sets["set.title-names"]
        and start - 1 >= first
        and tokens[start - 1].text[:1].isupper()
        and before in words.titles
    ):
        start -= 1
    phrase.name = (start, end)


def _inner_name(
    phrase: Phrase,
    first: int,
    sentence: Sentence,
    keys: list[str],
    hit_at: dict[int, Hit],
    words: Wording,
    gazetteer: Gazetteer,
    glue: set[int],
) -> tuple[int, int] | None:
    """Find a name behind a title, though a word follows that the parser took for a noun: "chief Jane Doe quit"."""
    tokens = sentence.tokens
    for at in range(first + 1, phrase.end - 2):
        if keys[at - 1] not in words.titles or at in hit_at or keys[at] not in gazetteer.given:
            continue
        end = at
        while (
            end < phrase.end and end not in glue and _in_name(tokens, keys, end, phrase.end, hit_at, words, gazetteer)
        ):
            end += 1
        if end - at > 1:
            phrase.head = end - 1
            return (at, end)
    return None


def _close_of(
    phrase: Phrase, close: int, first: int, tokens: tuple[Token, ...], keys: list[str], words: Wording
) -> None:
    """Find what the words before `close` mean: a title, a role, an organ of state."""
    last = close - 1
    whole = close
    if last > first and keys[last] in words.sets["set.not-yet"]:  # "president-elect", "minister designate"
        last -= 1 + (tokens[last - 1].text in HYPHENS)
        close = last + 1
    if last < first:
        return
    lemma = tokens[last].lemma.lower()
    if keys[last] not in words.lasts and lemma not in words.lasts:
        return
    for length in range(min(6, close - first), 0, -1):
        lead = [k for k in keys[close - length : last] if k not in HYPHENS]
        if length > 1 and keys[close - length] in HYPHENS:
            continue
        stem = " ".join(lead)
        full = f"{stem} {keys[last]}" if stem else keys[last]
        base = f"{stem} {lemma}" if stem else lemma
        if phrase.title_entry is None and not (phrase.plural and phrase.name is None):
            entry = words.titles.get(full)
            if entry is None and tokens[close - length].text[:1].isupper():
                entry = words.capital_titles.get(full)
            if entry is None and phrase.name is not None and full.endswith("s"):
                entry = words.titles.get(full[:-1])
                entry = entry if entry is not None and entry.sector in SHARED else None
                phrase.several = entry is not None
            if entry is not None:
                phrase.title_entry = entry
                phrase.title = (close - length, whole)
        if phrase.body is None and phrase.name is None:
            body = words.bodies.get(full) or (words.bodies.get(base) if phrase.plural else None)
            if body is not None:
                phrase.body = body
                phrase.body_range = (close - length, close)
        if phrase.role is None:
            phrase.role = words.roles.get(full) or words.roles.get(base)
            phrase.role_length = length if phrase.role is not None else 0


def title_of_several(layout: Layout, phrase: Phrase, words: Wording) -> tuple[int, TitleEntry] | None:
    """Find the office that a phrase in the plural gives to each of several persons.

    Returns:
        The token where its words begin, and its entry; None where the phrase is no title in the plural.
    """
    if not phrase.plural or phrase.name is not None:
        return None
    head = layout.sentence.tokens[phrase.head].lemma.lower()
    for start in range(max(phrase.start, phrase.head - 3), phrase.head + 1):
        entry = words.titles.get(" ".join([*layout.keys[start : phrase.head], head]))
        if entry is not None and (entry.sector in SHARED or head in words.sets["set.counterparts"]):
            return start, entry
    return None


def _in_name(
    tokens: tuple[Token, ...],
    keys: list[str],
    index: int,
    end: int,
    hit_at: dict[int, Hit],
    words: Wording,
    gazetteer: Gazetteer,
) -> bool:
    """Say whether a token may be part of a personal name that runs up to `end`."""
    token, key = tokens[index], keys[index]
    hit = hit_at.get(index)
    if hit is not None:
        return hit.name.kind is NameKind.PERSON
    if token.text in HYPHENS:
        return index > 0
    if key in words.sets["set.particles"] and index + 1 < end:
        return (
            token.text[:1].isupper()
            or token.pos in {"PROPN", "X", "ADP", "DET", "NOUN"}
            or tokens[index - 1].text in HYPHENS
        )
    if not token.text[:1].isupper():
        # "Kim Jong-un": the part behind the hyphen is small.
        return (
            index > 0
            and tokens[index - 1].text in HYPHENS
            and token.text.isalpha()
            and token.pos in {"PROPN", "NOUN", "X", "ADP"}
            and tokens[index - 2].text[:1].isupper()
        )
    if key in words.sets["set.time"]:
        return _time_in_name(tokens, keys, index, gazetteer)
    if key in words.nouns and (key in words.titles or key not in gazetteer.given):
        # "Billie Jean King", "B.B. King"
        before = keys[index - 1] if index else ""
        named = before in gazetteer.given or (len(before) <= 2 and tokens[index - 1].text[:1].isupper())
        return index + 1 == end and bool(before) and named and key in words.sets["set.title-surnames"]
    if token.pos == "PROPN":
        return True
    return (
        token.pos in {"NOUN", "ADJ", "X", "VERB", "NUM"}
        and (index > 0 or key in gazetteer.given)
        and token.text.isalpha()
    )
