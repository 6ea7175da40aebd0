"""News that is hard to merge, written from a known chronology: what real papers do to an act before it is read.

Four states, two years, eight papers. Names are transliterated and shortened, days are off by one or given as a month,
papers word the same act with hardly a word in common, shorten each other's texts without saying so, correct and update
their own, tell late or without a day; and acts that look alike follow each other closely.
"""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from chronicle import COLOUR, Chronicle, Truth, exactly, month_of
from msgspec import structs
from planted import Act, act, actor, report

from dragoman.schema.actor import Actor
from dragoman.schema.event import Status, Teller
from dragoman.schema.when import Precision, When

if TYPE_CHECKING:
    from dragoman.schema.document import Document
    from dragoman.schema.record import DocumentRecord

NAMES = {
    "EGY": ("Egypt", "Cairo"),
    "UKR": ("Ukraine", "Kyiv"),
    "CHN": ("China", "Beijing"),
    "KOR": ("South Korea", "Seoul"),
}
PEOPLE = {  # each as different papers write it
    ("EGY", "president"): ("Abdel Fattah al-Masri", "Abdelfattah el-Masri", "al-Masri"),
    ("EGY", "foreign minister"): ("Hossam Badawy", "Hussam Badawi", "Badawy"),
    ("UKR", "president"): ("Volodymyr Shevchuk", "Vladimir Shevchuk", "Shevchuk"),
    ("UKR", "foreign minister"): ("Oleksiy Tkachenko", "Oleksii Tkachenko", "Alexei Tkatchenko"),
    ("CHN", "president"): ("Li Weiguo", "Li Wei-guo", "Li"),
    ("CHN", "foreign minister"): ("Wang Hui", "Wang"),
    ("KOR", "president"): ("Kim Dae-hyun", "Kim Dae Hyun", "Kim"),
    ("KOR", "foreign minister"): ("Park Sung-min", "Park Sungmin", "Park"),
}
PAIRS = (("EGY", "UKR"), ("CHN", "KOR"), ("UKR", "CHN"), ("KOR", "EGY"))
PAPERS = (
    "The Beacon",
    "Morning Ledger",
    "Al Nahar al Jadid",
    "The Straits Reporter",
    "Dnipro Post",
    "Nile Observer",
    "Han River Times",
    "The Globe",
)
ISSUES = (
    ("grain shipments", "silos", "export licences"),
    ("fishing crews held since spring", "trawlers", "the strait"),
    ("a chip factory", "subsidies", "engineers"),
    ("the canal's tolls", "pilots", "tankers"),
    ("a museum's bronzes", "curators", "looted art"),
    ("student visas", "universities", "fees"),
    ("a radar station", "batteries", "airspace"),
    ("loans overdue", "creditors", "a haircut"),
    ("vaccines", "laboratories", "cold chains"),
    ("an extradition", "a banker", "the courts"),
)
TALKED = (
    "{a} and {b} sat down together; {x} took up most of the morning.",
    "Hours of discussion on {x} left both delegations tired, diplomats of {b} remarked.",
    "The question of {y} dominated when {b} received its guests from {a}.",
    "{b} and {a} compared notes on {z}.",
    "Handshakes, flags, and a long lunch: {a} meets {b}, with {y} on the menu.",
)
BLAMED = (
    "{a} lashed out at {b} over {x}.",
    "{b} is to blame for the trouble with {y}, {a} declared.",
    "Angry words from {a} about {z}: its neighbour {b} had broken faith.",
    "{a} took {b} to task because of {x}.",
)
PLANNED = (
    "{a} and {b} are to see each other about {x}.",
    "A date has been found: delegations of {b} and {a} come together, {y} being the reason.",
    "{b} expects visitors from {a}; {z} will be discussed.",
)
OFF = (
    "The appointment with {b} fell through, {a} citing {x}.",
    "{a} scrapped its meeting with {b}.",
    "No talks after all: {a} stays away from {b}, and {y} is why.",
)
SIGNED = (
    "{a} and {b} put their names to an accord on {x}.",
    "Pens were out: a deal between {b} and {a} settles {y}.",
    "{b} and {a} seal a pact about {z}.",
)


@dataclass
class Newsroom:
    """Writes the news of the chronology."""

    chance: random.Random

    def __post_init__(self) -> None:
        self.articles: list[tuple[DocumentRecord, Document]] = []
        self.truth: dict[int, Truth] = {}
        self.tells: dict[tuple[str, str], int] = {}

    def begin(self, status: str, *steps: str) -> int:
        number = len(self.truth)
        self.truth[number] = Truth(number, Status(status), [Status(step) for step in steps])
        return number

    def colour(self, least: int = 4) -> str:
        lines = range(self.chance.randint(least, least + 4))
        return "\n".join(" ".join(self.chance.sample(COLOUR, 12)).capitalize() + "." for _ in lines)

    def print(
        self,
        day: date | None,
        text: str,
        *acts: tuple[int, Act],
        paper: str | None = None,
        wire: str | None = None,
        url: str | None = None,
        title: str | None = None,
        body: str | None = None,
    ) -> str:
        """Print an article; give its body, so that others can copy it."""
        paper = paper or self.chance.choice(PAPERS)
        body = body or f"{text}\n{self.colour()}"
        whole = f"GENEVA ({wire}) - {body}" if wire else body
        record, document = report(
            whole,
            *(one for _, one in acts),
            day=day.isoformat() if day else None,
            source=f"{paper.lower().replace(' ', '-')}/{len(self.articles):04d}",
            publisher=paper,
        )
        document = structs.replace(document, url=url, title=title)
        record = structs.replace(record, document=document.head())
        self.articles.append((record, document))
        for (number, _), event in zip(acts, record.events, strict=True):
            self.tells[document.id, event.id] = number
            self.truth[number].origins.add(wire or paper)
        return body

    def copy(self, day: date, body: str, number: int, one: Act, origin: str, *, cut: bool) -> None:
        """Another paper prints the text, whole or its first part, and credits nobody."""
        papers = [paper for paper in PAPERS if paper not in self.truth[number].origins]
        if not papers:
            return
        lines = body.splitlines()
        kept = "\n".join(lines[: max(3, len(lines) * 2 // 3)]) if cut else f"{body}\nOur own staff contributed."
        self.print(day, "", (number, one), paper=self.chance.choice(papers), body=kept)
        self.truth[number].origins.discard(self.articles[-1][1].publisher or "")
        self.truth[number].origins.add(origin)

    def sides(self, pair: tuple[str, str], office: str | None) -> list[Actor]:
        """Both sides as one paper has them: with names, or offices, or as states."""
        lot = self.chance.random()
        if office is None or lot < 0.25:
            return [actor(country) for country in pair]
        if lot < 0.35:
            return [actor(country, None, office) for country in pair]
        return [actor(country, self.chance.choice(PEOPLE[country, office]), office) for country in pair]

    def when(self, day: date, published: date) -> When | None:
        lot = self.chance.random()
        if lot < 0.55:
            return exactly(day)
        if lot < 0.60:  # another time zone
            return exactly(day - timedelta(days=1))
        if lot < 0.72:
            monday = day - timedelta(days=day.weekday())
            return When(start=monday, end=monday + timedelta(days=6), precision=Precision.WEEK)
        if (published - day).days <= 3:
            return None
        return month_of(day)

    def words(self, patterns: tuple[str, ...], pair: tuple[str, str], issue: tuple[str, str, str]) -> str:
        a, b = (self.chance.choice(NAMES[country]) for country in pair)
        x, y, z = issue
        return self.chance.choice(patterns).format(a=a, b=b, x=x, y=y, z=z)

    # The acts. Each tells what becomes of one or two events, and who tells of them.

    def talks(
        self, pair: tuple[str, str], issue: tuple[str, str, str], day: date, office: str = "foreign minister"
    ) -> int:
        number = self.begin("happened", "happened")
        self.told(number, pair, issue, day, office, TALKED, "CONSULT", ())
        return number

    def told(
        self,
        number: int,
        pair: tuple[str, str],
        issue: tuple[str, str, str],
        day: date,
        office: str | None,
        patterns: tuple[str, ...],
        kind: str,
        kinds: tuple[str, ...],
        *,
        directed: bool = False,
    ) -> None:
        """Several papers tell of a deed on the days after it, one of them perhaps late or without a day."""
        for place in range(self.chance.randint(1, 4)):
            out = day + timedelta(days=self.chance.randint(0, 3))
            sides = self.sides(pair, office)
            this = self.chance.choice((kind, *kinds))
            groups = ([sides[0]], [sides[1]]) if directed else (sides, [])
            one = act(this, *groups, time=self.when(day, out))
            text = self.words(patterns, pair, issue)
            wire = self.chance.choice((None, None, "Reuters", "Northern Wire"))
            paper = self.chance.choice(PAPERS)
            body = self.print(out, text, (number, one), paper=paper, wire=wire)
            if self.chance.random() < 0.35:
                copied = out + timedelta(days=self.chance.randint(0, 1))
                self.copy(copied, body, number, one, wire or paper, cut=self.chance.random() < 0.5)
            if place == 0 and wire is None and self.chance.random() < 0.2:  # the paper updates its own text
                self.print(out, "", (number, one), paper=paper, body=f"{body}\n{self.colour(1)}", title="UPDATE 1-News")
        if self.chance.random() < 0.25:
            late = day + timedelta(days=self.chance.randint(25, 100))
            time = self.chance.choice((exactly(day), month_of(day)))
            sides = self.sides(pair, office)
            groups = ([sides[0]], [sides[1]]) if directed else (sides, [])
            self.print(late, self.words(patterns, pair, issue), (number, act(kind, *groups, time=time)))
        if self.chance.random() < 0.08:
            sides = self.sides(pair, office)
            groups = ([sides[0]], [sides[1]]) if directed else (sides, [])
            self.print(None, self.words(patterns, pair, issue), (number, act(kind, *groups, time=exactly(day))))

    def two_rounds(self, pair: tuple[str, str], issue: tuple[str, str, str], day: date) -> None:
        """The same ministers meet again within a fortnight."""
        self.talks(pair, issue, day)
        self.talks(pair, issue, day + timedelta(days=self.chance.randint(9, 14)))

    def two_ranks(self, pair: tuple[str, str], issue: tuple[str, str, str], day: date) -> None:
        """The ministers prepare what the presidents talk about the day after."""
        for office, at in (("foreign minister", day), ("president", day + timedelta(days=1))):
            number = self.begin("happened", "happened")
            for _ in range(2):
                sides = [actor(country, self.chance.choice(PEOPLE[country, office]), office) for country in pair]
                out = at + timedelta(days=self.chance.randint(0, 1))
                self.print(out, self.words(TALKED, pair, issue), (number, act("CONSULT", sides, time=exactly(at))))

    def quarrel(self, pair: tuple[str, str], issue: tuple[str, str, str], day: date) -> None:
        """One blames the other, who answers in kind; ten days later the first has another grievance."""
        there, back = self.begin("happened", "happened"), self.begin("happened", "happened")
        self.told(there, pair, issue, day, None, BLAMED, "ACCUSE", ("REQUEST",), directed=True)
        self.told(back, pair[::-1], issue, day + timedelta(days=1), None, BLAMED, "ACCUSE", (), directed=True)
        again = self.begin("happened", "happened")
        other = ISSUES[(ISSUES.index(issue) + 3) % len(ISSUES)]
        at = day + timedelta(days=self.chance.randint(10, 14))
        self.told(again, pair, other, at, None, BLAMED, "ACCUSE", (), directed=True)

    def pact(self, pair: tuple[str, str], issue: tuple[str, str, str], day: date) -> None:
        """Papers call the signing an agreement, cooperation or support."""
        number = self.begin("happened", "happened")
        self.told(number, pair, issue, day, "president", SIGNED, "SUPPORT", ("AGREE", "COOPERATE"))

    def put_off(self, pair: tuple[str, str], issue: tuple[str, str, str], day: date) -> None:
        """Set, put off without a new day, set anew by another paper, held."""
        number = self.begin("happened", "scheduled", "cancelled", "scheduled", "happened")
        sides = [actor(country, PEOPLE[country, "foreign minister"][0], "foreign minister") for country in pair]
        new = day + timedelta(days=self.chance.randint(15, 25))

        def plan(status: str, at: date) -> Act:
            return act("CONSULT", sides, status=status, time=exactly(at), trigger="")

        self.print(day - timedelta(days=14), self.words(PLANNED, pair, issue), (number, plan("scheduled", day)))
        self.print(day - timedelta(days=2), self.words(OFF, pair, issue), (number, plan("cancelled", day)))
        text = f"The postponed meeting of {NAMES[pair[0]][0]} and {NAMES[pair[1]][0]} has a new date."
        self.print(new - timedelta(days=7), text, (number, plan("scheduled", new)))
        out = new + timedelta(days=1)
        held = act("CONSULT", self.sides(pair, "foreign minister"), time=exactly(new))
        self.print(out, self.words(TALKED, pair, issue), (number, held))

    def called_off(self, pair: tuple[str, str], issue: tuple[str, str, str], day: date) -> None:
        number = self.begin("cancelled", "scheduled", "cancelled")
        for status, patterns, out in (("scheduled", PLANNED, 12), ("cancelled", OFF, 3)):
            for _ in range(self.chance.randint(1, 2)):
                at = day - timedelta(days=out - self.chance.randint(0, 1))
                one = act("CONSULT", self.sides(pair, "president"), status=status, time=exactly(day))
                self.print(at, self.words(patterns, pair, issue), (number, one))

    def corrected(self, pair: tuple[str, str], issue: tuple[str, str, str], day: date) -> None:
        """A paper has the day wrong, and mends its text three days later."""
        number = self.begin("happened", "happened")
        paper, url = self.chance.choice(PAPERS), f"https://paper.example/{len(self.articles)}"
        text, rest, sides = self.words(TALKED, pair, issue), self.colour(), self.sides(pair, "president")
        for wrong, out, title in ((4, 1, "Talks"), (0, 4, "CORRECTED-Talks")):
            one = act("CONSULT", sides, time=exactly(day - timedelta(days=wrong)))
            at = day + timedelta(days=out)
            self.print(at, "", (number, one), paper=paper, url=url, title=title, body=f"{text}\n{rest}")

    def denied(self, pair: tuple[str, str], issue: tuple[str, str, str], day: date) -> None:
        """Sources tell of a secret meeting; a third paper finds that there was none."""
        number = self.begin("did_not_happen", "happened", "did_not_happen")
        secret = act(
            "CONSULT", self.sides(pair, "foreign minister"), time=exactly(day), teller=Teller(kind="anonymous")
        )
        self.print(day + timedelta(days=1), self.words(TALKED, pair, issue), (number, secret))
        a, b = (NAMES[country][0] for country in pair)
        none = act("CONSULT", self.sides(pair, "foreign minister"), time=exactly(day), status="did_not_happen")
        self.print(
            day + timedelta(days=6), f"Nobody from {a} met anybody from {b}, travel papers show.", (number, none)
        )

    def disputed(self, pair: tuple[str, str], issue: tuple[str, str, str], day: date) -> None:
        """One party says that the talks told of never were; the deed stays one, disputed."""
        number = self.begin("happened", "happened", "did_not_happen")
        for _ in range(2):
            out = day + timedelta(days=self.chance.randint(0, 1))
            one = act("CONSULT", self.sides(pair, "president"), time=exactly(day))
            self.print(out, self.words(TALKED, pair, issue), (number, one))
        no = act(
            "CONSULT",
            self.sides(pair, "president"),
            time=exactly(day),
            status="did_not_happen",
            teller=Teller(kind="named", country=pair[0]),
        )
        text = f"{NAMES[pair[0]][0]} denied that it had held any talks with {NAMES[pair[1]][0]}."
        self.print(day + timedelta(days=3), text, (number, no))


def write(seed: int = 5) -> Chronicle:
    """Write the whole chronicle."""
    room = Newsroom(random.Random(seed))
    kinds = (
        room.talks,
        room.quarrel,
        room.pact,
        room.put_off,
        room.two_rounds,
        room.corrected,
        room.called_off,
        room.denied,
        room.two_ranks,
        room.disputed,
    )
    day = date(2030, 1, 14)
    for number in range(60):
        kind = kinds[number % len(kinds)]
        kind(PAIRS[(number * 7 + number // 10) % 4], ISSUES[(number * 3 + number // 10) % len(ISSUES)], day)
        day += timedelta(days=room.chance.randint(7, 16))
    return Chronicle(room.articles, room.truth, room.tells)
