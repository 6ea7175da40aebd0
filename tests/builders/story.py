"""A small story of two states, told by three papers: what the answers about a pair are tried on."""

from planted import act, actor, report, when

from dragoman.schema.document import Document
from dragoman.schema.event import Evidence, LinkKind, Teller
from dragoman.schema.record import DocumentRecord
from dragoman.schema.statement import Assessment, Milestone, MilestoneKind, Precedence, Trend

PERU = actor("PER")
GHANA = actor("GHA")
PERU_MINISTER = actor("PER", "Carmen Ugarte", "foreign minister")
GHANA_MINISTER = actor("GHA", "Kwame Asante", "foreign minister")
PERU_PRESIDENT = actor("PER", "Luis Obregon", "president")
GHANA_PRESIDENT = actor("GHA", "Ama Boateng", "president")
TOGO_SPEAKER = actor("TGO", "Komlan Mensah", "speaker of parliament")


def story() -> tuple[tuple[DocumentRecord, Document], ...]:
    """Three documents, by day."""
    return (
        report(
            "Carmen Ugarte met Kwame Asante in Accra and gave him a book about llamas.\n"
            "Ghana agreed to send a trade mission to Lima.",
            act("CONSULT", [PERU_MINISTER, GHANA_MINISTER], time=when("2029-02-13"), place="GHA", trigger="met"),
            act("AGREE", [GHANA], [PERU], time=when("2029-02-13"), trigger="agreed"),
            day="2029-02-14",
            source="lima-tribune.txt",
            publisher="Lima Tribune",
        ),
        report(
            "Peru and Ghana set a meeting of their foreign ministers for 4 August.",
            act(
                "CONSULT",
                [PERU_MINISTER, GHANA_MINISTER],
                status="scheduled",
                time=when("2031-08-04"),
                trigger="meeting",
            ),
            day="2031-07-20",
            source="accra-times.txt",
            publisher="Accra Times",
        ),
        report(
            "The presidents of Peru and Ghana held talks on Wednesday, the first in person in about two years.\n"
            "Ghana had called off the ministers' meeting of 4 August after the Togolese speaker's visit to Lima.\n"
            "Whether the ministers will meet again is open.\n"
            "Peru is to host Ghana's president in October, a person close to the palace said.\n"
            "In September the two mark 50 years of diplomatic ties.\n"
            "Ghana apparently wants calm.\n"
            "Ghana criticised Peru over mining.",
            act(
                "CONSULT",
                [PERU_PRESIDENT, GHANA_PRESIDENT],
                time=when("2031-08-17"),
                trigger="held talks",
            ),
            act(
                "CONSULT",
                [PERU, GHANA],
                status="cancelled",
                time=when("2031-08-04"),
                trigger="meeting of 4 August",
            ),
            act(
                "REJECT",
                [GHANA],
                [PERU],
                modes=("meet",),
                time=when(None, "2031-08-04", open_start=True),
                trigger="called off",
                links=((LinkKind.CANCELS, 1), (LinkKind.BECAUSE_OF, 3)),
            ),
            act("CONSULT", [TOGO_SPEAKER], [PERU], modes=("visit",), trigger="visit to Lima"),
            act("CONSULT", [PERU_MINISTER, GHANA_MINISTER], status="possible", trigger="will meet"),
            act(
                "CONSULT",
                [GHANA_PRESIDENT],
                [PERU],
                modes=("visit",),
                status="scheduled",
                time=when("2031-10-01", "2031-10-31"),
                trigger="host",
                teller=Teller(kind="anonymous", country="PER"),
            ),
            act("ACCUSE", [GHANA], [PERU], modes=("disapprove",), trigger="criticised"),
            day="2031-08-19",
            source="lome-herald.txt",
            publisher="Lomé Herald",
            milestones=(
                Milestone(
                    kind=MilestoneKind.ANNIVERSARY,
                    title="50th anniversary of diplomatic ties",
                    time=when("2031-09-01", "2031-09-30"),
                    parties=("GHA", "PER"),
                    of="diplomatic ties",
                    origin="1981-09",
                    evidence=Evidence(sentence=(0, 10)),
                ),
            ),
            precedence=(
                Precedence(
                    claim="the first in person in about two years",
                    kind="CONSULT",
                    parties=("GHA", "PER"),
                    since=when("2029-02-01", "2029-12-31"),
                    evidence=Evidence(sentence=(0, 97)),
                ),
            ),
            assessments=(
                Assessment(
                    about=("GHA", "PER"),
                    trend=Trend.IMPROVING,
                    issue=None,
                    held_by="narrator",
                    hedged=True,
                    text="Ghana apparently wants calm",
                    evidence=Evidence(sentence=(0, 10)),
                ),
            ),
        ),
    )
