"""Acts told by one verb of several others, each with its day: "will meet Diallo on Monday, and *Okoye on Tuesday*"."""

from collections.abc import Iterator
from dataclasses import replace

from dragoman.events.clauses import SentenceReader
from dragoman.events.draft import DraftEvent
from dragoman.schema.sentence import Argument, Predication, PredicationKind, Role
from dragoman.schema.when import Bound, TimeExpression


def with_gapped(
    draft: DraftEvent, reader: SentenceReader, expressions: tuple[TimeExpression, ...]
) -> Iterator[DraftEvent]:
    """Give an act, and behind it the acts whose verb is left out: other parties, with times of their own.

    What names such an act is the party's own word, for no other does.
    """
    yield draft
    sentence, p = reader.sentence, draft.predication
    days = sorted(e.token for e in expressions if e.when is not None)
    for noun in _remnants(p, reader, days):
        token = sentence.tokens[noun]
        time = next(e for e in sorted(expressions, key=lambda e: e.token) if e.when is not None and e.token > noun)
        kept = [a for a in p.arguments if a.role not in {Role.OBJECT, Role.OBLIQUE}]
        gapped = replace(
            p,
            arguments=(*kept, *(Argument(Role.OBJECT, n) for n in sentence.conjuncts(noun))),
            trigger=(token.start, token.end),
        )
        sides = reader.side_reader.sides(gapped, draft.match.entry, None)
        if sides.actors and (sides.recipients or draft.match.entry.symmetric):
            yield replace(
                draft,
                predication=gapped,
                sides=sides,
                time=time.when if time.bound is Bound.IN else None,
                place=None,
                links=[],
                merged=[],
            )


def _remnants(p: Predication, reader: SentenceReader, days: list[int]) -> Iterator[int]:
    """Find the parties that are coordinated with a verb or with its day, and stand before a day of their own.

    The parse hangs them on the verb, on what stands over it ("*is* to meet"), or on the day before them.
    """
    sentence, tokens = reader.sentence, reader.sentence.tokens
    objects = [a.token for a in p.fillers(Role.OBJECT)]
    if p.kind is not PredicationKind.VERB or p.passive or not objects:
        return
    above = {p.token, tokens[p.token].head} if tokens[p.token].dep == "xcomp" else {p.token}
    for noun, token in enumerate(tokens):
        joined = token.head in above or (token.head in days and bool(above & set(sentence.ancestors(token.head))))
        if token.dep != "conj" or token.pos not in {"NOUN", "PROPN"} or not joined or noun in days:
            continue
        mention = reader.side_reader.cast.at(sentence.index, noun)
        own_day = any(day > noun for day in days) and any(max(objects) < day < noun for day in days)
        if mention is not None and mention.actors and own_day:
            yield noun
