"""Wording: the report's own words where they can stand alone, phrases elsewhere; who, with state and office."""

from collections.abc import Sequence
from datetime import date

import pytest

from dragoman.lexicons.files import Lexicons
from dragoman.record.recorded import RecordedEvent, ReportRef
from dragoman.relations.wording import people, sourcing, tell
from dragoman.schema.actor import Actor, Sector
from dragoman.schema.event import EventType, Status, Teller

NAMES = {"PER": "Peru", "GHA": "Ghana", "TGO": "Togo", "USA": "United States"}


def mention(words: str, text: str, country: str | None, **more: object) -> Actor:
    start = words.index(text)
    return Actor(text=text, country=country, span=(start, start + len(text)), **more)  # type: ignore[arg-type]


def event(
    words: str,
    trigger: str,
    kind: str,
    actors: Sequence[tuple[str, str]],
    recipients: Sequence[tuple[str, str]] = (),
    *,
    status: str = "happened",
    modes: tuple[str, ...] = (),
) -> RecordedEvent:
    start = words.index(trigger)
    ref = ReportRef(
        id="r1",
        document="d1",
        source="paper.txt",
        publisher=None,
        agency=None,
        published=date(2031, 1, 1),
        known=date(2031, 1, 1),
        status=Status(status),
        time=None,
        told_by=Teller(kind="narrator"),
        sentence=(0, len(words)),
    )
    return RecordedEvent(
        id="e1",
        type=EventType(kind),
        modes=modes,
        contexts=(),
        status=Status(status),
        disputed=False,
        actors=tuple(mention(words, text, country) for text, country in actors),
        recipients=tuple(mention(words, text, country) for text, country in recipients),
        time=None,
        place=None,
        history=(),
        reports=(ref,),
        sources=(),
        links=(),
        score=None,
        confidence=0.8,
        words=words,
        trigger=(start, start + len(trigger)),
        told_by=Teller(kind="narrator"),
        best="r1",
    )


P, G = ("Peru", "PER"), ("Ghana", "GHA")


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param(
            event("Peru urged Ghana on Monday to free the crew, officials said.", "urged", "REQUEST", [P], [G]),
            "Peru urged Ghana to free the crew",
            id="to the comma, without the weekday",
        ),
        pytest.param(
            event("Peru rejected the complaint.", "rejected", "REJECT", [P], []),
            "Peru rejected the complaint",
            id="the object is told",
        ),
        pytest.param(
            event("Ghana complained, but Peru rejected the complaint.", "rejected", "REJECT", [P], [G]),
            "Peru rejected the complaint (towards Ghana)",
            id="whom it is towards is added where the clause does not say",
        ),
        pytest.param(
            event("Peru freed the crew and invited Ghana to talks.", "freed", "RETREAT", [P], []),
            "Peru freed the crew",
            id="another act behind and",
        ),
        pytest.param(
            event("Peru praised trade and industry in Ghana.", "praised", "SUPPORT", [P], [G]),
            "Peru praised trade and industry in Ghana",
            id="and between nouns",
        ),
        pytest.param(
            event("Peru is angry. Lima told it to leave.", "told", "REQUEST", [("Lima", "PER")], [("it", "GHA")]),
            "Peru told Ghana to leave",
            id="a pronoun gets its name",
        ),
        pytest.param(
            event("Lima thanked Accra for its help.", "thanked", "SUPPORT", [("Lima", "PER")], [("Accra", "GHA")]),
            "Peru thanked Ghana for its help",
            id="a capital is its state",
        ),
        pytest.param(
            event('Peru condemned the raid as "cruel, plain and simple" on Monday.', "condemned", "ACCUSE", [P]),
            'Peru condemned the raid as "cruel, plain and simple"',
            id="commas inside quotation marks",
        ),
        pytest.param(
            event("Peru will lend Ghana two ships, it said.", "lend", "AID", [P], [G], status="scheduled"),
            "Set: Peru to lend Ghana two ships",
            id="a plan as infinitive",
        ),
        pytest.param(
            event("Peru demands release of trawler", "demands", "REQUEST", [P]),
            "Peru demanded release of trawler",
            id="the present of headlines",
        ),
        pytest.param(
            event("Peru spoke up, denying any part in the raid.", "denying", "REJECT", [P]),
            "Peru denied any part in the raid",
            id="a participle behind a comma",
        ),
        pytest.param(
            event("Peru spoke up, giving Ghana a week.", "giving", "THREATEN", [P], [G]),
            "Peru gave Ghana a week",
            id="a participle of an irregular verb",
        ),
        pytest.param(
            event("Peru offered a pact under which Ghana would get fish.", "offered", "AGREE", [P], []),
            "Peru offered a pact",
            id="no preposition left hanging",
        ),
        pytest.param(
            event("Ghana was criticised by Peru.", "criticised", "ACCUSE", [P], [G], modes=("disapprove",)),
            "Peru criticised Ghana",
            id="a passive is turned",
        ),
        pytest.param(
            event("The treaty that Peru signed in 2011 with Ghana holds.", "signed", "SUPPORT", [P], [G]),
            "Peru took a friendly step towards Ghana",
            id="the object stood before",
        ),
        pytest.param(
            event("The body that Peru agreed to set up will meet.", "agreed", "AGREE", [P]),
            "Peru made a promise or an offer",
            id="a relative clause runs into its sentence",
        ),
        pytest.param(
            event('"We blamed Ghana for all we lost," Peru said.', "blamed", "ACCUSE", [("We", "PER")], [G]),
            "Peru criticised or accused Ghana",
            id="the speaker's we",
        ),
        pytest.param(
            event("Peru voiced its criticism of Ghana.", "criticism", "ACCUSE", [P], [G], modes=("disapprove",)),
            "Peru voiced its criticism of Ghana",
            id="a noun with the verb that brings it",
        ),
        pytest.param(
            event("Peru withdrew its criticism of Ghana.", "criticism", "ACCUSE", [P], [G], modes=("disapprove",)),
            "Peru criticised Ghana",
            id="a noun with a verb that undoes it",
        ),
        pytest.param(
            event(
                "Togo accused Peru of putting pressure on its courts.",
                "pressure",
                "REQUEST",
                [P],
                [("its courts", "TGO")],
            ),
            "Peru put pressure on Togo",
            id="a noun brought by a participle",
        ),
        pytest.param(
            event("Peru said Ghana must free the crew by May, a paper said.", "must", "REQUEST", [P], [G]),
            "Peru demanded that Ghana free the crew by May",
            id="a duty",
        ),
        pytest.param(
            event("Peru said Ghana should not pay the fine.", "should", "REQUEST", [P], [G]),
            "Peru said that Ghana should not pay the fine",
            id="advice",
        ),
        pytest.param(
            event(
                "The crew of a Ghanaian ship was detained by Peru off Callao.",
                "detained",
                "COERCE",
                [P],
                [("Ghanaian", "GHA")],
            ),
            "Peru detained the crew of a Ghanaian ship off Callao",
            id="a passive with its object",
        ),
        pytest.param(
            event("Peru told Ghana on Monday that it accepted the pact.", "accepted", "AGREE", [("it", "PER")], [G]),
            "Peru accepted the pact (towards Ghana)",
            id="that of what is said",
        ),
        pytest.param(
            event('"We accept the invitation," Peru said.', "accept", "AGREE", [("We", "PER")]),
            "Peru accepted the invitation",
            id="the present of a speaker",
        ),
        pytest.param(
            event("Ghana has seen a note in which Peru demanded an answer.", "demanded", "REQUEST", [P]),
            "Peru demanded an answer",
            id="a relative clause with its own object",
        ),
        pytest.param(
            event("Peru visited Ghana.", "visited", "CONSULT", [P], [G], modes=("visit",), status="cancelled"),
            "Called off: Peru to visit Ghana",
            id="called off",
        ),
        pytest.param(
            event("Peru did not blame Ghana.", "blame", "ACCUSE", [P], [G], status="did_not_happen"),
            "Did not happen: Peru blamed Ghana",
            id="denied",
        ),
    ],
)
def test_told(told: RecordedEvent, expected: str, lexicons: Lexicons) -> None:
    assert tell(told, names=NAMES, lexicons=lexicons) == expected


@pytest.mark.parametrize(
    ("actor", "expected"),
    [
        pytest.param(Actor(text="Lima", country="PER"), "Peru", id="a state"),
        pytest.param(
            Actor(text="Ugarte", name="Carmen Ugarte", country="PER", office="Foreign Minister; envoy"),
            "Carmen Ugarte (foreign minister, Peru)",
            id="the first office, in small letters",
        ),
        pytest.param(
            Actor(text="she", name="Ada Li", country="USA", office="U.S. House Speaker"),
            "Ada Li (U.S. House Speaker, United States)",
            id="an office as it is",
        ),
        pytest.param(Actor(text="the navy", name="navy", country="PER"), "the Peruvian navy", id="a body"),
        pytest.param(Actor(text="Officials", name="Officials", country="GHA"), "Ghanaian officials", id="people"),
        pytest.param(
            Actor(text="The Peruvian government", name="Peruvian government", country="PER"), "Peru", id="government"
        ),
        pytest.param(
            Actor(text="a Peruvian ship", name="Peruvian ship", country="PER"), "a Peruvian ship", id="with article"
        ),
        pytest.param(
            Actor(text="it", name="Peruvian navy", country="PER"), "the Peruvian navy", id="an article it lacks"
        ),
        pytest.param(
            Actor(text="KPA", name="Lima People's Army", country="PER", sector=Sector.MIL),
            "Lima People's Army (Peru)",
            id="a proper name keeps its capitals",
        ),
        pytest.param(
            Actor(text="them", name="two delegations", country="PER"), "two delegations of Peru", id="counted"
        ),
        pytest.param(Actor(text="the envoy", country="PER", office="envoy"), "the Peruvian envoy", id="office alone"),
        pytest.param(Actor(text="UN", name="United Nations", country="IGO"), "United Nations", id="organisation"),
        pytest.param(Actor(text="the rebels"), "the rebels", id="nobody known"),
    ],
)
def test_people(actor: Actor, expected: str, lexicons: Lexicons) -> None:
    assert people([actor, actor], names=NAMES, lexicons=lexicons) == expected


@pytest.mark.parametrize(
    ("teller", "expected"),
    [
        (Teller(kind="narrator"), ""),
        (Teller(kind="anonymous", country="PER"), "according to an unnamed Peruvian source"),
        (Teller(kind="anonymous"), "according to an unnamed source"),
        (Teller(kind="named", name="Carmen Ugarte", country="PER"), "according to Carmen Ugarte (Peru)"),
        (Teller(kind="named", country="PER"), "according to Peru"),
        (Teller(kind="media", name="Radio Uno"), "according to Radio Uno"),
    ],
    ids=str,
)
def test_sourcing(teller: Teller, expected: str, lexicons: Lexicons) -> None:
    assert sourcing(teller, names=NAMES, lexicons=lexicons) == expected
