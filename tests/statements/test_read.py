"""Statements: whose they are, what is quoted, who relays."""

from collections.abc import Callable

import pytest

from dragoman.lexicons.files import Lexicons
from dragoman.schema.actor import Actor, Cast, Mention, MentionKind
from dragoman.schema.document import Document
from dragoman.schema.sentence import Reading
from dragoman.schema.statement import Statement
from dragoman.statements.read import read_statements

pytestmark = pytest.mark.parser

Read = Callable[..., tuple[Document, Reading]]
NOBODY = Cast(mentions=())


def said(read_text: Read, lexicons: Lexicons, text: str, *, cast: Cast = NOBODY) -> tuple[Statement, ...]:
    document, reading = read_text(text)
    statements = read_statements(document, reading, cast, lexicons=lexicons)
    assert all(text[slice(*s.span)] == s.text for s in statements)
    return statements


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "“The talks went well,” the envoy said.", [("the envoy", True, "The talks went well,")], id="speaker behind"
        ),
        pytest.param(
            "The envoy said: “The talks went well.”", [("The envoy", True, "The talks went well.")], id="speaker before"
        ),
        pytest.param("Norway should be careful what it wishes for.", [], id="what stands in front is asked, not said"),
        pytest.param(
            "“The talks,” the envoy said, “went well.”",
            [("the envoy", True, "The talks,” the envoy said, “went well.")],
            id="one quotation split by its attribution",
        ),
        pytest.param(
            "“It is done,” said Maria Silva. “Nobody is to blame.”",
            [("Maria Silva", True, "It is done,"), ("Maria Silva", True, "Nobody is to blame.")],
            id="goes on in the next sentence",
        ),
        pytest.param(
            "Maria Silva said the road was open. “Anybody may use it.”",
            [("Maria Silva", False, "the road was open"), ("Maria Silva", True, "Anybody may use it.")],
            id="quotation without words of its own",
        ),
        pytest.param(
            "Kenya said that it would send observers.", [("Kenya", False, "it would send observers")], id="with that"
        ),
        pytest.param(
            "Kenya said it would send observers.", [("Kenya", False, "it would send observers")], id="without that"
        ),
        pytest.param(
            "Kenya will send observers, its foreign minister said on Monday.",
            [("its foreign minister", False, "Kenya will send observers")],
            id="clause in front",
        ),
        pytest.param(
            "The border will reopen in May, according to a Norwegian official.",
            [("a Norwegian official", False, "The border will reopen in May")],
            id="according to",
        ),
        pytest.param(
            "Norway urged Kenya to lift the ban.", [("Norway", False, "Kenya to lift the ban")], id="urged to"
        ),
        pytest.param("Norway called for a ceasefire.", [("Norway", False, "a ceasefire")], id="called for"),
        pytest.param(
            "Norway stressed the importance of dialogue.",
            [("Norway", False, "the importance of dialogue")],
            id="stressed the importance of",
        ),
        pytest.param(
            "The general said the raid was “a crime against every village in the valley” and must stop.",
            [("The general", True, "a crime against every village in the valley")],
            id="a long fragment stands for its clause",
        ),
        pytest.param(
            "The general said the so-called “truce” was over.",
            [("The general", False, "the so-called “truce” was over")],
            id="a word set off does not",
        ),
        pytest.param(
            "Lima said it was ready and warned that patience was short.",
            [("Lima", False, "it was ready"), ("Lima", False, "patience was short")],
            id="two verbs of one speaker",
        ),
        pytest.param(
            "The envoy said the fleet had left. It would be back in May.",
            [("The envoy", False, "the fleet had left"), ("The envoy", False, "It would be back in May")],
            id="runs on: future seen from the saying",
        ),
        pytest.param(
            "The envoy said the fleet had left. It had carried grain.",
            [("The envoy", False, "the fleet had left")],
            id="the narrator looks back",
        ),
        pytest.param(
            "The envoy said the fleet had left. If it sank, prices would rise.",
            [("The envoy", False, "the fleet had left")],
            id="a condition is anybody's",
        ),
        pytest.param(
            "The move, the envoy added, was a mistake.",
            [("the envoy", False, "The move, the envoy added, was a mistake")],
            id="the cue stands inside its clause",
        ),
        pytest.param(
            "The ministry denied having closed the port.",
            [("The ministry", False, "having closed the port")],
            id="denied with a gerund in the perfect",
        ),
        pytest.param(
            "Asked whether Norway would wait, Silva said: “Let us see.”",
            [("Silva", True, "Let us see.")],
            id="what somebody is asked is not said by him",
        ),
        pytest.param(
            "The agency slammed the trilateral drill as a rehearsal for war.",
            [("The agency", False, "the trilateral drill as a rehearsal for war")],
            id="slammed as",
        ),
        pytest.param(
            "Silva promised to visit Oslo “at an early date”, saying he hoped for peace.",
            [("Silva", False, "visit Oslo “at an early date”"), ("Silva", False, "he hoped for peace")],
            id="a participle with words of its own takes no quotation in front",
        ),
        pytest.param(
            "“Whether they meet,” the envoy said, “is anybody's guess,” adding that the mood had soured.",
            [
                ("the envoy", True, "Whether they meet,” the envoy said, “is anybody's guess,"),
                ("the envoy", False, "the mood had soured"),
            ],
            id="nobody in a quotation goes on speaking outside it",
        ),
        pytest.param(
            "The ministry expressed concern about the drill, with the envoy calling on Lima to wait.",
            [("The ministry", False, "concern about the drill"), ("the envoy", False, "Lima to wait")],
            id="with somebody else calling",
        ),
        pytest.param("The envoy would neither confirm nor deny that talks were held.", [], id="neither nor"),
        pytest.param("Neither side said when the talks would resume.", [], id="said by neither"),
        pytest.param(
            "“It is over,” said the envoy, asking not to be named.",
            [("the envoy", True, "It is over,")],
            id="wishing to stay nameless is no statement",
        ),
        pytest.param("Norway plans to send observers.", [], id="a plan is no statement"),
        pytest.param("The storm hit the coast.", [], id="no words at all"),
    ],
)
def test_who_said_what(text: str, expected: list[tuple[str, bool, str]], read_text: Read, lexicons: Lexicons) -> None:
    found = said(read_text, lexicons, text)
    assert [(s.speaker.text, s.direct, s.text) for s in found] == expected


def test_relayed(read_text: Read, lexicons: Lexicons) -> None:
    (statement,) = said(read_text, lexicons, "Reuters quoted the minister as saying the talks had failed.")
    assert statement.speaker.text == "the minister"
    assert statement.via is not None
    assert statement.via.text == "Reuters"
    (statement,) = said(read_text, lexicons, "The minister was quoted by Reuters as saying the talks had failed.")
    assert (statement.speaker.text, statement.via and statement.via.text) == ("The minister", "Reuters")


@pytest.mark.parametrize(
    ("text", "named", "reason"),
    [
        pytest.param(
            "“It is over,” said a diplomat, who spoke on condition of anonymity because the talks are secret.",
            False,
            "on condition of anonymity because the talks are secret",
            id="with its reason",
        ),
        pytest.param("“It is over,” two officials said.", False, None, id="officials"),
        pytest.param("“It is over,” Maria Silva said.", True, None, id="by name"),
        pytest.param("“It is over,” the ministry said.", True, None, id="a body speaks under its name"),
    ],
)
def test_anonymous_sources(text: str, named: bool, reason: str | None, read_text: Read, lexicons: Lexicons) -> None:
    (statement,) = said(read_text, lexicons, text)
    assert (statement.speaker.named, statement.anonymity) == (named, reason)


def test_speaker_comes_from_the_cast(read_text: Read, lexicons: Lexicons) -> None:
    text = "Foreign Minister Maria Silva met reporters. She said the road was open."
    document, reading = read_text(text)
    silva = Actor(text="She", name="Maria Silva", country="BRA", office="foreign minister")
    she = Mention(sentence=1, token=0, span=(44, 47), kind=MentionKind.PRONOUN, actors=(silva,), because="test")
    (statement,) = read_statements(document, reading, Cast(mentions=(she,)), lexicons=lexicons)
    assert (statement.speaker.name, statement.speaker.country) == ("Maria Silva", "BRA")


def test_he_is_who_spoke_last(read_text: Read, lexicons: Lexicons) -> None:
    found = said(read_text, lexicons, "“It is over,” said Paulo Reis. He said that the border would stay shut.")
    assert found[1].speaker.text == "He"
    assert found[1].stance == found[0].stance
    document, reading = read_text("“It is over,” said Reis. He said that the border would stay shut.")
    reis = Actor(text="Reis", name="Paulo Reis", country="PRT")
    token = next(i for i, t in enumerate(reading.sentences[0].tokens) if t.text == "Reis")
    mention = Mention(sentence=0, token=token, span=(20, 24), kind=MentionKind.PERSON, actors=(reis,), because="test")
    found = read_statements(document, reading, Cast(mentions=(mention,)), lexicons=lexicons)
    assert [s.speaker.name for s in found] == ["Paulo Reis", "Paulo Reis"]


def cast_of(reading: Reading, **actors: Actor) -> Cast:
    """A cast in which each word given, wherever it stands, is a person (with a name) or a state."""
    return Cast(
        mentions=tuple(
            Mention(
                sentence=sentence.index,
                token=i,
                span=(token.start, token.end),
                kind=MentionKind.PERSON if actors[token.text].name else MentionKind.STATE,
                actors=(actors[token.text],),
                because="test",
            )
            for sentence in reading.sentences
            for i, token in enumerate(sentence.tokens)
            if token.text in actors
        )
    )


def test_he_is_the_subject_that_came_between(read_text: Read, lexicons: Lexicons) -> None:
    text = "Reis described the raid as a crime. Boye did not: he called the raid a mistake."
    document, reading = read_text(text)
    reis, boye = Actor(text="Reis", name="Paulo Reis"), Actor(text="Boye", name="Ama Boye")
    found = read_statements(document, reading, cast_of(reading, Reis=reis, Boye=boye), lexicons=lexicons)
    assert [s.speaker.name == "Paulo Reis" for s in found] == [True, *[False] * (len(found) - 1)]


def test_nobody_urges_his_own_state(read_text: Read, lexicons: Lexicons) -> None:
    text = "Norway said Chile had closed the port, and urged Santiago to open it."
    document, reading = read_text(text)
    states = cast_of(
        reading,
        Norway=Actor(text="Norway", country="NOR"),
        Chile=Actor(text="Chile", country="CHL"),
        Santiago=Actor(text="Santiago", country="CHL"),
    )
    found = read_statements(document, reading, states, lexicons=lexicons)
    assert {s.speaker.country for s in found} == {"NOR"}


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Norway warned that the ship would sink.", "warns"),
        ("Norway denied that the ship had sunk.", "denies"),
        ("Norway demanded that the ship leave.", "demands"),
        ("Norway said Kenya should leave.", "demands"),
        ("Norway apologised for the delay.", "regrets"),
        ("Norway said the ship had left.", "neutral"),
    ],
)
def test_stance(text: str, stance: str, read_text: Read, lexicons: Lexicons) -> None:
    (statement,) = said(read_text, lexicons, text)
    assert statement.stance == stance


def test_addressees(read_text: Read, lexicons: Lexicons) -> None:
    (statement,) = said(read_text, lexicons, "The envoy told reporters that the talks had failed.")
    assert [a.text for a in statement.addressees] == ["reporters"]


def test_same_text_same_ids(read_text: Read, lexicons: Lexicons) -> None:
    text = "“It is over,” said Paulo Reis. Norway urged Kenya to wait."
    first, second = said(read_text, lexicons, text), said(read_text, lexicons, text)
    assert first == second
    assert len({s.id for s in first}) == len(first)


NORWAY, CHILE = Actor(text="Norway", country="NOR"), Actor(text="Chile", country="CHL")


def played(reading: Reading, *parts: tuple[str, MentionKind, tuple[Actor, ...]]) -> Cast:
    """Give a cast with a mention for each word, wherever it stands."""
    return Cast(
        mentions=tuple(
            Mention(sentence=s.index, token=i, span=(t.start, t.end), kind=kind, actors=actors, because="test")
            for s in reading.sentences
            for i, t in enumerate(s.tokens)
            for word, kind, actors in parts
            if t.text == word
        )
    )


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        pytest.param("Norway and Chile said the talks went well.", ["NOR", "CHL"], id="joined by and"),
        pytest.param(
            "The two ministers said in a joint statement that the talks went well.", ["NOR", "CHL"], id="one phrase"
        ),
        pytest.param(
            "A statement by Norway and Chile said the talks went well.", ["NOR", "CHL"], id="a document of both"
        ),
        pytest.param("Norway or Chile said the talks went well.", [], id="joined by or"),
        pytest.param("Norway said the talks with Chile went well.", [], id="one alone"),
        pytest.param("One of the ministers said the talks went well.", [], id="one of several"),
    ],
)
def test_joint_speakers(text: str, countries: list[str], read_text: Read, lexicons: Lexicons) -> None:
    document, reading = read_text(text)
    cast = played(
        reading,
        ("Norway", MentionKind.STATE, (NORWAY,)),
        ("Chile", MentionKind.STATE, (CHILE,)),
        ("ministers", MentionKind.GROUP, (NORWAY, CHILE)),
    )
    (statement,) = read_statements(document, reading, cast, lexicons=lexicons)
    assert [actor.country for actor in statement.speakers] == countries
    assert not countries or statement.speaker == statement.speakers[0]


@pytest.mark.parametrize(
    ("text", "towards", "issue"),
    [
        pytest.param("Norway condemned Chile's raid on the harbour.", ("CHL",), "harbour", id="whose the deed is"),
        pytest.param("Norway urged Chile to respect the truce.", ("CHL",), "truce", id="whom it is said to"),
        pytest.param("Norway demanded that Chile lift the ban.", ("CHL",), "ban", id="who is to do it"),
        pytest.param("Norway denied that it had attacked Chile.", (), None, id="a denial is not towards the victim"),
        pytest.param("Norway called for a ceasefire.", (), "ceasefire", id="what is called for"),
        pytest.param("Norway said the talks on fisheries went well.", (), "fisheries", id="behind on"),
        pytest.param("Norway said it was deeply concerned about the blockade.", (), "blockade", id="behind about"),
        pytest.param("Norway said the road was open.", (), "road", id="the subject"),
        pytest.param("Norway said it would wait.", (), None, id="nothing named"),
    ],
)
def test_towards_and_issue(
    text: str, towards: tuple[str, ...], issue: str | None, read_text: Read, lexicons: Lexicons
) -> None:
    document, reading = read_text(text)
    cast = played(reading, ("Norway", MentionKind.STATE, (NORWAY,)), ("Chile", MentionKind.STATE, (CHILE,)))
    (statement,) = read_statements(document, reading, cast, lexicons=lexicons)
    assert (statement.towards, statement.issue) == (towards, issue)


def test_answers_of_an_interview_are_of_whom_it_introduces(read_text: Read, lexicons: Lexicons) -> None:
    text = (
        "The sea is ours\nMaria Silva became foreign minister in May. She received us in Lisbon.\n"
        "You met the Norwegian premier. What came of it?\n“We signed a treaty.”\n"
        "Would you allow a base?\n“No. Never.”\n"
    )
    found = [(s.speaker.text, s.text) for s in said(read_text, lexicons, text) if s.direct]
    assert found == [("Maria Silva", "We signed a treaty."), ("Maria Silva", "No. Never.")]


def test_one_question_makes_no_interview(read_text: Read, lexicons: Lexicons) -> None:
    text = "The sea is ours\nMaria Silva became foreign minister in May.\nWhat came of it?\n“We signed a treaty.”\n"
    assert [s for s in said(read_text, lexicons, text) if s.direct] == []


def test_cities_before_a_colon_say_nothing(read_text: Read, lexicons: Lexicons) -> None:
    text = "Today\nCARACAS: Cuba sent congratulations.\nLIMA: Chile and Peru began joint exercises.\n"
    assert said(read_text, lexicons, text) == ()
