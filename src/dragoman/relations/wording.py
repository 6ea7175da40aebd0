"""Wording of events: who did what to whom, as a chronology has it.

The act is told in the words of the report that tells it best, from its verb to the end of the clause, where these can
stand on their own; else by a phrase for its type and mode (`en/chronicle/`).
"""

import functools
import re
from collections.abc import Mapping, Sequence

from dragoman.lexicons.files import Entry, Lexicons
from dragoman.lexicons.places import State
from dragoman.record.recorded import RecordedEvent, parties
from dragoman.schema.actor import ORGANISATION_CODES, Actor
from dragoman.schema.base import Record
from dragoman.schema.event import EventType, Status, Teller


class Phrase(Entry, frozen=True, kw_only=True):
    """How an act is worded (`en/chronicle/phrases.toml`)."""

    past: str
    base: str
    joint: str
    joint_base: str
    to: str


class Words(Entry, frozen=True, kw_only=True):
    """A list of `en/chronicle/clauses.toml`."""

    meaning: str
    words: tuple[str, ...]


class IrregularVerb(Record, frozen=True, kw_only=True):
    """A verb whose past is its own (`en/chronicle/verbs.csv`)."""

    base: str
    past: str


@functools.cache
def _phrases(lexicons: Lexicons) -> dict[str, Phrase]:
    return {entry.id: entry for entry in lexicons.entries("en/chronicle/phrases.toml", Phrase)}


@functools.cache
def _list(name: str, lexicons: Lexicons) -> frozenset[str]:
    lists = {entry.id: entry.words for entry in lexicons.entries("en/chronicle/clauses.toml", Words)}
    return frozenset(lists[name])


@functools.cache
def _pasts(lexicons: Lexicons) -> dict[str, str]:
    return {row.base: row.past for row in lexicons.table("en/chronicle/verbs.csv", IrregularVerb)}


@functools.cache
def _relative_day(lexicons: Lexicons) -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{'|'.join(sorted(_list('relative-day', lexicons)))})\b(?!['’])")


@functools.cache
def adjectives(lexicons: Lexicons) -> Mapping[str, str]:
    """Give the adjective of each state, by its code: "Danish"."""
    found: dict[str, str] = {}
    for state in lexicons.table("world/states.csv", State):
        if state.adjectives:
            found.setdefault(state.code, state.adjectives[0])
    return found


@functools.cache
def _spellings(code: str | None, lexicons: Lexicons) -> tuple[str, ...]:
    """Give the names and adjectives of a state, longest first."""
    rows = [state for state in lexicons.table("world/states.csv", State) if state.code == code]
    found = {word for row in rows for word in (row.name, *row.names, *row.adjectives)}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def tell(event: RecordedEvent, *, names: Mapping[str, str], lexicons: Lexicons) -> str:
    """Word an event: status, who, act, to whom, where. No full stop.

    Args:
        event: the event.
        names: what to call parties, by code.
        lexicons: for phrases.
    """
    who = people(event.actors, names=names, lexicons=lexicons) or "somebody not named"
    clause = _clause(event, names, lexicons)
    if clause is not None:
        past = base = clause
        where = ""
    else:
        past, base, where = _phrased(event, names, lexicons)
    worded = {
        Status.HAPPENED: f"{who} {past}",
        Status.ONGOING: f"{who} {past} (going on or recurring)",
        Status.SCHEDULED: f"set: {who} to {base}",
        Status.PROPOSED: f"proposed: {who} to {base}",
        Status.EXPECTED: f"expected: {who} to {base}",
        Status.POSSIBLE: f"possible: {who} to {base}",
        Status.CANCELLED: f"called off: {who} to {base}",
        Status.DID_NOT_HAPPEN: f"did not happen: {who} {past}",
    }[event.status]
    text = worded + where + (" (disputed)" if event.disputed else "")
    return text[0].upper() + text[1:]


def _phrased(event: RecordedEvent, names: Mapping[str, str], lexicons: Lexicons) -> tuple[str, str, str]:
    """Word the act by type and mode: in the past, as infinitive, and where."""
    phrases = _phrases(lexicons)
    phrase = next(
        (phrases[key] for key in (f"{event.type}/{mode}" for mode in event.modes) if key in phrases),
        phrases[event.type],
    )
    whom = people(event.recipients, names=names, lexicons=lexicons)
    joint = not whom and len(event.actors) > 1
    to = f" {phrase.to} {whom}".replace("  ", " ") if whom else ""
    past = phrase.joint if joint else phrase.past.replace("{to}", to)
    base = phrase.joint_base if joint else phrase.base.replace("{to}", to)
    where = f" in {names.get(event.place.name, event.place.name)}" if event.place else ""
    if where.endswith(f" in {whom}"):
        where = ""  # "visited Japan in Japan"
    return past, base, where


# The words of the report

_TOKEN = re.compile(r"\w+(?:[.,]\d+)*(?:['’\-]\w+)*|[^\w\s]")
_LONGEST = 45  # words of a clause; longer ones are no sentence of a chronology
_OBJECT = 10  # words of what undergoes a passive; longer ones are no single thing
_PLANNED = frozenset({Status.SCHEDULED, Status.PROPOSED, Status.EXPECTED, Status.POSSIBLE})


def _clause(event: RecordedEvent, names: Mapping[str, str], lexicons: Lexicons) -> str | None:
    """Take the words of the act from the report, the verb in the past, or as infinitive for a plan.

    None where they cannot stand on their own. A noun is told with the verb that brings it ("voiced its regret"), a
    passive is turned round, and what another party "must" do is demanded of it.

    Meetings are told by a phrase: it names all sides, while a report names one of them elsewhere. So are acts called
    off, and clauses whose object stands before them.
    """
    if event.type is EventType.CONSULT or event.words is None or event.trigger is None:
        return None
    if event.status not in _PLANNED | {Status.HAPPENED, Status.ONGOING, Status.DID_NOT_HAPPEN}:
        return None
    words, (start, end) = event.words, event.trigger
    actors, recipients = (_mentions(event, side) for side in (event.actors, event.recipients))
    turned = _obliged(event, recipients, names, lexicons) or _turned(event, actors, recipients, names, lexicons)
    if turned is not None:
        return turned
    bringing = _bringing(words, (start, end), event.status, lexicons)
    for begin, stop in ((start, end), *([bringing] if bringing else [])):
        before = _TOKEN.findall(words[:begin])
        said_before = [span for span, _ in actors if span[1] <= begin]
        if not said_before or any(_is_relative(_TOKEN.findall(words[:left]), lexicons) for left, _ in said_before):
            return None
        last = max(said_before)[1]
        verb = _verb(
            words[begin:stop],
            before,
            planned=event.status in _PLANNED,
            denied=event.status is Status.DID_NOT_HAPPEN,
            beside=words[last:begin].isspace(),
            lexicons=lexicons,
        )
        if verb is not None:
            between = begin != start and any(last <= span[0] < begin for span, _ in recipients)
            return None if between else _from_verb(event, verb, stop, before, recipients, names, lexicons)
    return None


def _from_verb(
    event: RecordedEvent,
    verb: str,
    end: int,
    before: Sequence[str],
    recipients: Sequence[tuple[tuple[int, int], Actor]],
    names: Mapping[str, str],
    lexicons: Lexicons,
) -> str | None:
    """Tell an act from its verb, which ends at `end`, to the end of the clause."""
    assert event.words is not None
    words = event.words
    told = _rest(words, end, recipients, quoted=_inside_quotation(before), names=names, lexicons=lexicons)
    if told is None:
        return None
    tail, inside = told
    small = [token.casefold() for token in _TOKEN.findall(tail)]
    if small and small[0] in _list("no-object", lexicons) | _list("pointer", lexicons):
        return None
    whom = [names.get(name, name) for name in parties(event.recipients)]
    towards = f" (towards {_listed(whom)})" if whom and not inside else ""
    return f"{verb}{' ' if tail else ''}{tail}{towards}"


def _rest(
    words: str,
    end: int,
    recipients: Sequence[tuple[tuple[int, int], Actor]],
    *,
    quoted: bool,
    names: Mapping[str, str],
    lexicons: Lexicons,
) -> tuple[str, bool] | None:
    """Give the words from a verb to the end of its clause, and whether they name a recipient; None if unfit."""
    stop = _end_of_clause(words, end, list(_TOKEN.finditer(words, end)), quoted=quoted, lexicons=lexicons)
    if stop is None or any(span[0] >= stop for span, _ in recipients):
        return None  # too long, or the list of those concerned goes on behind a comma
    inside = [(span, actor) for span, actor in recipients if end <= span[0] and span[1] <= stop]
    tail = _named(words, (end, stop), inside, names, lexicons)
    tail = " ".join(_relative_day(lexicons).sub("", tail).split())
    small = [token.casefold() for token in _TOKEN.findall(tail)]
    if _list("speaker", lexicons).intersection(small):
        return None
    while small and small[-1] in _list("leads-on", lexicons):
        tail = tail[: -len(small.pop())].rstrip()
    return tail, bool(inside)


def _bringing(words: str, trigger: tuple[int, int], status: Status, lexicons: Lexicons) -> tuple[int, int] | None:
    """Find the verb that brings a noun: "*voiced* its deep regret". Only words that belong to the noun lie between."""
    if status not in {Status.HAPPENED, Status.ONGOING}:
        return None
    light, ends = _list("brings-noun", lexicons), _list("leads-on", lexicons) | _list("ends-clause", lexicons)
    no_adjective = {"and", "to", "that", "it", "he", "she", "they", "we"} | _list("passive", lexicons)
    for token in reversed(list(_TOKEN.finditer(words, 0, trigger[0]))[-5:]):
        small = token[0].casefold()
        if small in light:
            return token.start(), token.end()
        if not token[0][0].isalnum() or small in ends or small in no_adjective:
            return None
    return None


def _obliged(
    event: RecordedEvent,
    recipients: Sequence[tuple[tuple[int, int], Actor]],
    names: Mapping[str, str],
    lexicons: Lexicons,
) -> str | None:
    """Tell what another party "must" do as a demand: "demanded that Norway free the crew"."""
    assert event.words is not None
    assert event.trigger is not None
    (start, end), words = event.trigger, event.words
    duty = words[start:end].casefold()
    if duty not in {"must", "should"} or event.status not in {Status.HAPPENED, Status.ONGOING}:
        return None
    whom = [(span, actor) for span, actor in recipients if words[span[1] : start].isspace()]
    quoted = _inside_quotation(_TOKEN.findall(words[:start]))
    told = _rest(words, end, (), quoted=quoted, names=names, lexicons=lexicons)
    if not whom or told is None or not told[0]:
        return None
    who = people([actor for _, actor in whom], names=names, lexicons=lexicons)
    return f"demanded that {who} {told[0]}" if duty == "must" else f"said that {who} should {told[0]}"


def _turned(
    event: RecordedEvent,
    actors: Sequence[tuple[tuple[int, int], Actor]],
    recipients: Sequence[tuple[tuple[int, int], Actor]],
    names: Mapping[str, str],
    lexicons: Lexicons,
) -> str | None:
    """Turn a passive round: "a Ghanaian ship was detained by Peru off Tema" → "detained a Ghanaian ship off Tema"."""
    assert event.words is not None
    assert event.trigger is not None
    (start, end), words = event.trigger, event.words
    verb = words[start:end].casefold()
    if event.status not in {Status.HAPPENED, Status.ONGOING}:
        return None
    if not (verb.endswith("ed") or verb in _pasts(lexicons).values()):
        return None
    by = re.compile(r"\s+by(?:\s+the)?\s+").match(words, end)
    agents = [span for span, _ in actors if by is not None and span[0] in {by.end(), by.start(0) + 4}]
    object_ = re.search(r"(?:^|\bthat\s|[,;:“\"]\s*)([^,;:“”\"]+?)\s+(?:has been|had been|was|were)\s+$", words[:start])
    if not agents or object_ is None or len(object_[1].split()) > _OBJECT:
        return None
    spans = [(span, actor) for span, actor in recipients if object_.start(1) <= span[0] and span[1] <= object_.end(1)]
    whole = _named(words, object_.span(1), spans, names, lexicons)
    first = whole.split()[0]
    if first.casefold() in _list("speaker", lexicons) | _list("pointer", lexicons):
        return None
    if first.casefold() in _list("before-noun", lexicons):
        whole = first.casefold() + whole[len(first) :]
    after = max(span[1] for span in agents)
    quoted = _inside_quotation(_TOKEN.findall(words[:start]))
    told = _rest(words, after, (), quoted=quoted, names=names, lexicons=lexicons)
    if told is None or (told[0] and not words[after : after + 1].isspace()):
        return None
    whom = [names.get(name, name) for name in parties(event.recipients)]
    towards = f" (towards {_listed(whom)})" if whom and not spans else ""
    return f"{verb} {whole}{' ' if told[0] else ''}{told[0]}{towards}"


def _mentions(event: RecordedEvent, side: Sequence[Actor]) -> list[tuple[tuple[int, int], Actor]]:
    """Find the mentions of a side within the sentence; those of other sentences and reports are left out."""
    assert event.words is not None
    begin = next(ref.sentence[0] for ref in event.reports if ref.id == event.best)
    found = []
    for actor in side:
        if actor.span is None:
            continue
        span = (actor.span[0] - begin, actor.span[1] - begin)
        if span[0] >= 0 and event.words[span[0] : span[1]] == actor.text:
            found.append((span, actor))
    return found


def _inside_quotation(before: Sequence[str]) -> bool:
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _is_relative(before: Sequence[str], lexicons: Lexicons) -> bool:
    """Say whether a subject stands in a relative clause: "the commission that | Norway and Chile agreed to set up".

    After a verb of saying "that" begins what is said.
    """
    if len(before) < 2 or before[-1].casefold() not in {"that", "which", "whom", "what"}:
        return False
    if before[-1].casefold() != "that":
        return before[-2].casefold() not in _list("leads-on", lexicons)  # "a note in which Peru demanded an answer"
    near = [word.casefold() for word in before[-6:-1]]
    return not (near[-1].endswith("ed") or near[-1] in _pasts(lexicons).values() or _tells(near, lexicons))


def _tells(near: Sequence[str], lexicons: Lexicons) -> bool:
    """Say whether "that" behind these words begins what is said: "told parliament on Tuesday", "denied a report"."""
    return bool(_list("tells-that", lexicons).intersection(near))


def _verb(
    form: str, before: Sequence[str], *, planned: bool, denied: bool, beside: bool, lexicons: Lexicons
) -> str | None:
    """Give the verb of the report in the form that the sentence needs; None where it is none, or a passive.

    Args:
        form: as the report has it.
        before: the words before it in the sentence.
        planned: whether the infinitive is needed, not the past.
        denied: whether the act did not happen: "did not *sign*".
        beside: whether the subject stands straight before it.
        lexicons: for irregular verbs.
    """
    first, _, particle = form.partition(" ")
    small = first.casefold()
    passed = {"not", "also", "“", '"'}
    previous = next((w for w in map(str.casefold, reversed(before)) if not w.endswith("ly") and w not in passed), "")
    brings = small.endswith("ing") and small in _list("brings-noun", lexicons)
    if previous in _list("passive", lexicons) or (previous in _list("before-noun", lexicons) and not brings):
        return None
    rest = f" {particle}" if particle else ""
    if planned:
        return small + rest if previous in _list("before-base", lexicons) else None
    pasts = _pasts(lexicons)
    if previous in _list("before-base", lexicons):
        return None
    if denied and previous in {"did", "does", "do", "didn’t", "didn't", "never"}:
        return _past(small, pasts) + rest
    if small in pasts.values() or small.endswith("ed"):
        return small + rest
    if beside and before and before[-1].casefold() in {"we", "they", "i"}:
        return _past(small, pasts) + rest
    if small.endswith("ing") and (previous == "," or (brings and previous in {"of", "for"})):
        return _past(small[:-3], pasts) + rest
    if small.endswith("s") and beside and before and before[-1] not in {"'", "’"}:
        return _past(_bare(small), pasts) + rest
    return None


def _bare(form: str) -> str:
    """Give the bare form of a verb in the third person: "urges" → "urge", "denies" → "deny", "presses" → "press"."""
    if form.endswith("ies") and len(form) > 4:
        return f"{form[:-3]}y"
    return form[:-2] if re.search(r"(?:ss|sh|ch|x|zz|o)es$", form) else form[:-1]


def _past(stem: str, pasts: Mapping[str, str]) -> str:
    """Give the past of a verb from its bare form, or from what is left of its "-ing" form ("giv", "putt", "urg")."""
    doubled = stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] else stem
    for base in (stem, f"{stem}e", doubled):
        if base in pasts:
            return pasts[base]
    if stem.endswith("y") and stem[-2:-1] not in "aeiou":
        return f"{stem[:-1]}ied"
    return f"{stem}d" if stem.endswith("e") else f"{stem}ed"


def _end_of_clause(
    words: str, end: int, after: Sequence[re.Match[str]], *, quoted: bool, lexicons: Lexicons
) -> int | None:
    """Find where the clause ends that began before `end`; None where it is too long, or passive.

    Args:
        words: the sentence.
        end: where the verb ends.
        after: what follows it.
        quoted: whether the verb stands inside a quotation; the clause does not go beyond that.
        lexicons: for the words that end a clause.
    """
    if after and after[0][0].casefold() == "by":
        return None
    ends = _list("ends-clause", lexicons) | {",", ";", ":", "—", "–", "(", "!", "?"}
    goes_on, pasts = _list("goes-on", lexicons), set(_pasts(lexicons).values())
    within, open_ = quoted, False
    last = end
    for place, token in enumerate(after):
        mark = token[0].casefold()
        if mark in {'"', "“", "”"}:
            if within and not open_ and mark != "“":
                break
            open_ = mark == "“" or (mark == '"' and not open_)
        elif not open_:
            following = after[place + 1][0].casefold() if place + 1 < len(after) else ""
            another = mark == "and" and (following in goes_on or following in pasts or following.endswith("ed"))
            if mark in ends or another or (mark == "." and not words[token.end() :].strip(' "”’')):
                break
        if place >= _LONGEST:
            return None
        last = token.end()
    return None if open_ else last


def _named(
    words: str,
    stretch: tuple[int, int],
    mentions: Sequence[tuple[tuple[int, int], Actor]],
    names: Mapping[str, str],
    lexicons: Lexicons,
) -> str:
    """Give the words of a stretch, names in the place of pronouns, pointers and capitals that stand for states."""
    by_span: dict[tuple[int, int], list[Actor]] = {}
    for span, actor in mentions:
        by_span.setdefault(span, []).append(actor)
    text, place = "", stretch[0]
    for span, actors in sorted(by_span.items()):
        if span[0] < place:
            continue
        mention = words[span[0] : span[1]]
        small = mention.casefold()
        capital = mention.isalpha() and mention[:1].isupper() and all(actor.name is None for actor in actors)
        capital = capital and all(adjectives(lexicons).get(actor.country or "") != mention for actor in actors)
        if small in _list("pointer", lexicons) or small in _list("owner", lexicons) or capital:
            told = people(actors, names=names, lexicons=lexicons)
            mention = f"{told}’s" if small in _list("owner", lexicons) else told
        elif small.partition(" ")[0] in _list("owner", lexicons) and all(actor.country for actor in actors):
            mention = people(actors, names=names, lexicons=lexicons)  # "its courts"
        text += words[place : span[0]] + mention
        place = span[1]
    return text + words[place : stretch[1]]


# Who


def people(actors: Sequence[Actor], *, names: Mapping[str, str], lexicons: Lexicons) -> str:
    """Name several actors, each once: "Japan, Kenya and the Peruvian navy"; empty for none."""
    return _listed(list(dict.fromkeys(person(actor, names=names, lexicons=lexicons) for actor in actors)))


def _listed(told: Sequence[str]) -> str:
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}" if told else ""


def person(actor: Actor, *, names: Mapping[str, str], lexicons: Lexicons) -> str:
    """Name an actor with state and office: "Alma Figueroa (foreign minister, Uruguay)", "the Uruguayan navy"."""
    code = actor.country
    state = names.get(code, code) if code and code not in ORGANISATION_CODES else None
    office = _office(actor.office)
    if code in ORGANISATION_CODES:
        if office and not actor.name:
            return _article(actor.text)
        return actor.name or actor.text
    if not actor.name or actor.name == state:
        if not office:
            return state or actor.text
        return f"the {adjectives(lexicons).get(code or '', '')} {office}".replace("  ", " ") if state else actor.text
    if _is_person(actor, lexicons):
        details = ", ".join(part for part in (office, state) if part)
        return f"{actor.name} ({details})" if details else actor.name
    return _body(actor, state, lexicons)


def _office(words: str | None) -> str | None:
    """Give the first of several offices; in small letters where it is written like a heading ("Foreign Minister")."""
    if not words:
        return None
    office = words.partition(";")[0].strip()
    parts = office.split()
    if len(parts) <= 3 and all(part.isalpha() and part.istitle() for part in parts):
        return office.lower()
    return office


def _is_person(actor: Actor, lexicons: Lexicons) -> bool:
    """Say whether a name is a person's: with an office, or two words or more that begin with capitals."""
    if actor.office:
        return True
    words = (actor.name or "").split()
    small = _list("small-in-names", lexicons)
    return len(words) > 1 and all(
        (word[:1].isupper() and "’" not in word and "'s" not in word) or word in small for word in words
    )


def _body(actor: Actor, state: str | None, lexicons: Lexicons) -> str:
    """Name a body or group of a state: "the Chilean navy", "Kenyan courts"; a government is its state."""
    name = re.sub(r"^(?:country|nation)['’]s ", "", actor.name or actor.text)
    if not state:
        return name
    adjective = adjectives(lexicons).get(actor.country or "", "")
    own = "|".join(re.escape(word) for word in (*_spellings(actor.country, lexicons), adjective) if word)
    rest = re.sub(rf"\b(?:{own})(?:['’]s)?(?!\w)", "", name).strip()
    if rest.casefold() in _list("government", lexicons):
        return state
    proper = sum(word[:1].isupper() for word in name.split()) > 1
    many = name.endswith("s") or name[:1].isdigit()
    if rest != name:
        single = not (many or proper or "’s " in name or "'s " in name)
        return _article(actor.text, name) if actor.text.endswith(name) or not single else f"the {name}"
    if proper:
        return f"{name} ({state})"
    told = name if name.isupper() else name[:1].lower() + name[1:]
    if told.partition(" ")[0] in _list("number", lexicons) or told[:1].isdigit():
        return f"{told} of {state}"
    return f"{'' if many else 'the '}{adjective or f'{state}’s'} {told}"


def _article(mention: str, name: str | None = None) -> str:
    """Give a name with the article it has in the text, if any."""
    article, _, rest = mention.partition(" ")
    if article.casefold() in {"the", "a", "an"}:
        return f"{article.casefold()} {name or rest}"
    return name or mention


def sourcing(teller: Teller, *, names: Mapping[str, str], lexicons: Lexicons) -> str:
    """Say whom a report credits: "according to an unnamed Peruvian source"; empty where the narrator tells it."""
    if teller.kind == "narrator":
        return ""
    state = names.get(teller.country, teller.country) if teller.country else ""
    if teller.kind == "anonymous":
        adjective = adjectives(lexicons).get(teller.country or "", "")
        if adjective:
            return f"according to an unnamed {adjective} source"
        return "according to an unnamed source" + (f" of {state}" if state else "")
    if teller.kind == "media":
        return f"according to {teller.name or 'other media'}"
    if teller.name and state and teller.name != state and state.casefold() not in teller.name.casefold():
        return f"according to {teller.name} ({state})"
    return f"according to {teller.name or state or 'a named source'}"
