"""Every record survives JSON Lines unchanged."""

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.formats.jsonlines import decode, encode
from dragoman.schema.actor import Actor, Official, Place, Sector
from dragoman.schema.document import DocumentHead
from dragoman.schema.event import Event, EventType, Evidence, Link, LinkKind, Status, Teller
from dragoman.schema.record import DocumentRecord
from dragoman.schema.statement import (
    Assessment,
    Milestone,
    MilestoneKind,
    Precedence,
    Stance,
    Statement,
    Trend,
)
from dragoman.schema.when import Precision, Published, PublishedBasis, When

words = st.text(st.characters(codec="utf-8"), max_size=12)
maybe = st.none() | words
spans = st.tuples(st.integers(0, 500), st.integers(0, 500)).map(lambda pair: (min(pair), max(pair)))
days = st.dates(date(1900, 1, 1), date(2100, 1, 1))
numbers = st.floats(-10, 10)
evidence = st.builds(Evidence, sentence=spans, trigger=st.none() | spans)
actors = st.builds(
    Actor,
    text=words,
    name=maybe,
    country=maybe,
    sector=st.none() | st.sampled_from(Sector),
    office=maybe,
    span=st.none() | spans,
    named=st.booleans(),
)
whens = st.builds(
    lambda start, length, precision, text, about: When(
        start=start,
        end=None if length is None else start + timedelta(days=length),
        precision=precision,
        text=text,
        approximate=about,
    ),
    days,
    st.none() | st.integers(0, 400),
    st.sampled_from(Precision),
    maybe,
    st.booleans(),
)
events = st.builds(
    Event,
    id=words,
    type=st.sampled_from(EventType),
    modes=st.tuples(words),
    contexts=st.tuples(words, words),
    status=st.sampled_from(Status),
    actors=st.tuples(actors),
    recipients=st.lists(actors, max_size=2).map(tuple),
    time=st.none() | whens,
    place=st.none() | st.builds(Place, name=words, country=maybe, lat=st.none() | numbers, lon=st.none() | numbers),
    reported_by=st.builds(Teller, kind=st.sampled_from(("narrator", "named", "anonymous", "media")), name=maybe),
    evidence=evidence,
    links=st.tuples(st.builds(Link, kind=st.sampled_from(LinkKind), to=words)),
    score=st.none() | numbers,
    confidence=st.floats(0, 1),
    because=st.tuples(words),
)
statements = st.builds(
    Statement,
    id=words,
    speaker=actors,
    addressees=st.tuples(actors),
    via=st.none() | actors,
    direct=st.booleans(),
    text=words,
    span=spans,
    cue=maybe,
    stance=st.sampled_from(Stance),
    anonymity=maybe,
    event=maybe,
    evidence=evidence,
)
records = st.builds(
    DocumentRecord,
    document=st.builds(
        DocumentHead,
        id=words,
        source=words,
        title=maybe,
        url=maybe,
        publisher=maybe,
        language=maybe,
        published=st.none()
        | st.builds(Published, start=days, end=days, basis=st.sampled_from(PublishedBasis), because=st.tuples(words)),
    ),
    events=st.lists(events, max_size=2).map(tuple),
    statements=st.lists(statements, max_size=2).map(tuple),
    officials=st.lists(
        st.builds(Official, name=words, country=maybe, office=words, former=st.booleans(), evidence=spans), max_size=1
    ).map(tuple),
    milestones=st.lists(
        st.builds(
            Milestone,
            kind=st.sampled_from(MilestoneKind),
            title=words,
            time=st.none() | whens,
            parties=st.tuples(words),
            of=maybe,
            origin=maybe,
            evidence=evidence,
        ),
        max_size=1,
    ).map(tuple),
    precedence=st.lists(
        st.builds(
            Precedence, claim=words, kind=words, parties=st.tuples(words), since=st.none() | whens, evidence=evidence
        ),
        max_size=1,
    ).map(tuple),
    assessments=st.lists(
        st.builds(
            Assessment,
            about=st.tuples(words, words),
            trend=st.sampled_from(Trend),
            issue=maybe,
            held_by=st.just("narrator") | actors,
            hedged=st.booleans(),
            text=words,
            evidence=evidence,
        ),
        max_size=1,
    ).map(tuple),
    sentences=st.integers(0, 1000),
)


@given(records)
def test_lossless(record: DocumentRecord) -> None:
    line = encode(record)
    assert b"\n" not in line
    assert decode(line) == record
    assert encode(decode(line)) == line


def empty(title: str) -> DocumentRecord:
    return DocumentRecord(
        document=DocumentHead(
            id="1", source="a.txt", title=title, url=None, publisher=None, language=None, published=None
        )
    )


def test_letters_stay_as_they_are() -> None:
    assert "“Tōkyō” 東京".encode() in encode(empty("“Tōkyō” 東京"))


def test_keys_stand_in_declared_order() -> None:
    line = encode(empty("t")).decode()
    places = [line.index(f'"{name}"') for name in DocumentRecord.__struct_fields__]
    assert places == sorted(places)


def test_unknown_keys_are_refused() -> None:
    line = encode(empty("t")).replace(b'"sentences"', b'"sentenses"')
    with pytest.raises(msgspec.ValidationError, match="sentenses"):
        decode(line)
