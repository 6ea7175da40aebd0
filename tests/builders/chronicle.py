"""News written from a known chronology: four states, two years, several outlets, and what they really tell of."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from planted import Act, act, actor, report

from dragoman.schema.actor import Actor, Place
from dragoman.schema.document import Document
from dragoman.schema.event import Status, Teller
from dragoman.schema.record import DocumentRecord
from dragoman.schema.when import Precision, When

OFFICES = {
    "leader": "president",
    "foreign": "foreign minister",
    "defence": "defense minister",
    "deputy": "vice foreign minister",
}
PEOPLE = {
    ("BRA", "leader"): "Marina Campos",
    ("BRA", "foreign"): "Tomas Ribeiro",
    ("BRA", "defence"): "Lucia Prado",
    ("BRA", "deputy"): "Otavio Lins",
    ("ARG", "leader"): "Hector Salinas",
    ("ARG", "foreign"): "Ines Quiroga",
    ("ARG", "defence"): "Pablo Ferro",
    ("ARG", "deputy"): "Clara Roldan",
    ("CHL", "leader"): "Rosa Valdivia",
    ("CHL", "foreign"): "Diego Arce",
    ("CHL", "defence"): "Manuel Tapia",
    ("CHL", "deputy"): "Elena Soto",
    ("URY", "leader"): "Jorge Batlle",
    ("URY", "foreign"): "Alma Figueroa",
    ("URY", "defence"): "Raul Medina",
    ("URY", "deputy"): "Nora Pintos",
}
NAMES = {"BRA": "Brazil", "ARG": "Argentina", "CHL": "Chile", "URY": "Uruguay"}
PAIRS = (("BRA", "ARG"), ("ARG", "CHL"), ("BRA", "URY"), ("CHL", "BRA"))
ISSUES = (
    ("fishing quotas", "trawlers", "southern waters"),
    ("a pipeline", "gas deliveries", "pricing"),
    ("border crossings", "trucks", "customs queues"),
    ("river dams", "water levels", "farmers"),
    ("steel tariffs", "exporters", "dumping"),
    ("migrants", "visas", "seasonal workers"),
    ("an airbase", "overflights", "radar"),
    ("satellite data", "spectrum", "launches"),
    ("wheat exports", "silos", "inspections"),
    ("a nuclear plant", "safeguards", "fuel rods"),
)
OUTLETS = ("The Meridian", "Daily Courier", "El Faro", "The Estuary Post", "Tribuna", "The Pampas Herald")

COLOUR = (
    "traders harbour prices rain shopkeepers bridge patience holidays drought students buses bread evening radio "
    "neighbours ferries lamps orchards judges coffee winter railway teachers posters music wind cattle roofs umbrellas "
    "letters football newspapers tunnels glass timber lawyers doctors markets pigeons statues"
).split()


@dataclass
class Truth:
    """One planted event: what becomes of it, and who tells of it."""

    number: int
    status: Status
    steps: list[Status] = field(default_factory=list)
    origins: set[str] = field(default_factory=set)  # outlets and agencies, copies counted with their origin


@dataclass
class Chronicle:
    """Articles in the order of their days, and by report the number of the event it tells of."""

    articles: list[tuple[DocumentRecord, Document]]
    truth: dict[int, Truth]
    tells: dict[tuple[str, str], int]


class Writer:
    """Writes the news of the chronology."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.articles: list[tuple[DocumentRecord, Document]] = []
        self.truth: dict[int, Truth] = {}
        self.tells: dict[tuple[str, str], int] = {}

    def article(
        self,
        day: date | None,
        text: str,
        acts: list[tuple[int, Act]],
        *,
        outlet: str | None = None,
        agency: bool = False,
    ) -> None:
        """One article and, now and then, its copies in other papers."""
        outlet = outlet or self.chance.choice(OUTLETS)
        text = f"{text}\n{self.colour()}"
        if agency:
            text = f"MONTEVIDEO (Reuters) - {text}"
        copies = self.chance.randint(1, 2) if agency else 0
        outlets = [outlet, *self.chance.sample([one for one in OUTLETS if one != outlet], copies)]
        for place, paper in enumerate(outlets):
            body = (
                text if place == 0 else text + f"\nThis story appeared in {paper}, page {self.chance.randint(2, 30)}."
            )
            pair = report(
                body,
                *(one for _, one in acts),
                day=(day + timedelta(days=min(place, 1))).isoformat() if day else None,
                source=f"{paper.lower().replace(' ', '-')}-{len(self.articles):04d}.txt",
                publisher=paper,
            )
            self.articles.append(pair)
            for (number, _), event in zip(acts, pair[0].events, strict=True):
                self.tells[pair[1].id, event.id] = number
                self.truth[number].origins.add("Reuters" if agency else paper)

    def colour(self) -> str:
        """What reporters add of their own: lines that no two of them share."""
        lines = [" ".join(self.chance.sample(COLOUR, 11)).capitalize() + "." for _ in range(self.chance.randint(4, 7))]
        return "\n".join(lines)

    def begin(self, status: str, steps: list[str]) -> int:
        number = len(self.truth)
        self.truth[number] = Truth(number, Status(status), [Status(step) for step in steps])
        return number

    def sides(self, pair: tuple[str, str], level: str, *, vague: float = 0.3) -> list[Actor]:
        """Both sides, sometimes only as states."""
        if self.chance.random() < vague:
            return [actor(country) for country in pair]
        return [actor(country, PEOPLE[country, level], OFFICES[level]) for country in pair]

    def told(self, day: date, published: date) -> When | None:
        """The day of an act as a text gives it: mostly to the day, sometimes the week or not at all."""
        lot = self.chance.random()
        if lot < 0.62:
            return When(start=day, end=day, precision=Precision.DAY)
        if lot < 0.72:
            monday = day - timedelta(days=day.weekday())
            return When(start=monday, end=monday + timedelta(days=6), precision=Precision.WEEK)
        return None if (published - day).days <= 4 else month_of(day)


def month_of(day: date) -> When:
    first = day.replace(day=1)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return When(start=first, end=last, precision=Precision.MONTH)


def exactly(day: date) -> When:
    return When(start=day, end=day, precision=Precision.DAY)


def words_of(w: Writer, pair: tuple[str, str], what: str, issue: tuple[str, str, str]) -> str:
    """A sentence about the act; outlets word it differently."""
    a, b = (NAMES[country] for country in pair)
    openings = (
        f"{a} and {b} {what} over {issue[0]}, with {issue[1]} high on the list.",
        f"Officials of {b} and {a} {what}, and the question of {issue[0]} came first.",
        f"{issue[0].capitalize()} and {issue[1]} stood in the foreground when {a} and {b} {what}.",
        f"After weeks of quarrel over {issue[2]} and {issue[0]}, {a} and {b} {what}.",
    )
    closings = (
        "Business groups welcomed the news.",
        f"Observers of {issue[2]} were cautious.",
        "No further details were given.",
        "The opposition asked for a debate.",
    )
    return f"{w.chance.choice(openings)}\n{w.chance.choice(closings)}"


def write(seed: int = 7) -> Chronicle:
    """Write the whole chronicle."""
    w = Writer(seed)
    day = date(2023, 1, 9)
    kinds = (
        "meeting",
        "criticism",
        "moved",
        "visit",
        "criticism",
        "call",
        "cancelled",
        "sanction",
        "criticism",
        "denied",
    )
    for number in range(70):
        pair = PAIRS[number % 4] if number % 3 else PAIRS[(number // 3) % 4]
        issue = ISSUES[(number * 7 + number // 10) % len(ISSUES)]
        TELL[kinds[number % len(kinds)]](w, pair, issue, day)
        day += timedelta(days=w.chance.randint(6, 14))
    order = sorted(w.articles, key=lambda pair: (pair[0].document.published is None, pair[1].source))
    return Chronicle(order, w.truth, w.tells)


def meeting(w: Writer, pair: tuple[str, str], issue: tuple[str, str, str], day: date) -> None:
    number = w.begin("happened", ["proposed", "scheduled", "happened"])
    level = w.chance.choice(("foreign", "defence"))
    proposed, fixed = day - timedelta(days=w.chance.randint(25, 40)), day - timedelta(days=w.chance.randint(7, 20))
    w.article(
        proposed,
        words_of(w, pair, "could meet, one side having proposed talks", issue),
        [(number, act("CONSULT", w.sides(pair, level, vague=0.1), status="proposed"))],
    )
    w.article(
        fixed,
        words_of(w, pair, "will meet as agreed", issue),
        [(number, act("CONSULT", w.sides(pair, level, vague=0.1), status="scheduled", time=exactly(day)))],
    )
    for _ in range(w.chance.randint(1, 3)):
        out = day + timedelta(days=w.chance.randint(0, 2))
        w.article(
            out,
            words_of(w, pair, "held talks", issue),
            [(number, act("CONSULT", w.sides(pair, level), time=w.told(day, out)))],
            agency=w.chance.random() < 0.3,
        )
    if w.chance.random() < 0.4:  # looked back on, weeks later
        out = day + timedelta(days=w.chance.randint(35, 80))
        w.article(
            out,
            words_of(w, pair, "have not moved since they last met", issue),
            [(number, act("CONSULT", w.sides(pair, level, vague=0.0), time=exactly(day)))],
        )


def moved(w: Writer, pair: tuple[str, str], issue: tuple[str, str, str], day: date) -> None:
    number = w.begin("happened", ["scheduled", "cancelled", "scheduled", "happened"])
    old, new = day, day + timedelta(days=w.chance.randint(10, 20))
    sides = w.sides(pair, "leader", vague=0.0)
    w.article(
        old - timedelta(days=12),
        words_of(w, pair, "will meet at the summit", issue),
        [(number, act("CONSULT", sides, status="scheduled", time=exactly(old)))],
    )
    out = old - timedelta(days=3)
    w.article(
        out,
        f"{NAMES[pair[0]]} postponed the summit with {NAMES[pair[1]]} set for {old:%d %B} because of {issue[0]}.\n"
        f"The leaders will now meet on {new:%d %B} instead.",
        [
            (number, act("CONSULT", sides, status="cancelled", time=exactly(old), trigger="postponed")),
            (number, act("CONSULT", sides, status="scheduled", time=exactly(new), trigger="will now meet")),
        ],
        agency=w.chance.random() < 0.5,
    )
    out = new + timedelta(days=1)
    for _ in range(w.chance.randint(1, 2)):
        w.article(
            out,
            words_of(w, pair, "met at last", issue),
            [(number, act("CONSULT", w.sides(pair, "leader"), time=exactly(new)))],
        )


def cancelled(w: Writer, pair: tuple[str, str], issue: tuple[str, str, str], day: date) -> None:
    number = w.begin("cancelled", ["scheduled", "cancelled"])
    off = w.begin("happened", ["happened"])
    sides = w.sides(pair, "foreign", vague=0.0)
    w.article(
        day - timedelta(days=10),
        words_of(w, pair, "have set talks of the ministers", issue),
        [(number, act("CONSULT", sides, status="scheduled", time=exactly(day)))],
    )
    out = day - timedelta(days=2)
    for _ in range(w.chance.randint(1, 2)):
        w.article(
            out,
            f"{NAMES[pair[0]]} called off the talks with {NAMES[pair[1]]} in anger over {issue[0]} and {issue[1]}.",
            [
                (number, act("CONSULT", sides, status="cancelled", time=exactly(day), trigger="talks")),
                (off, act("REJECT", [sides[0]], [sides[1]], modes=("meet",), trigger="called off")),
            ],
        )


def visit(w: Writer, pair: tuple[str, str], issue: tuple[str, str, str], day: date) -> None:
    number = w.begin("happened", ["happened"])
    talks = w.begin("happened", ["happened"])
    for _ in range(w.chance.randint(1, 3)):
        out = day + timedelta(days=w.chance.randint(0, 2))
        a, b = w.sides(pair, "foreign")
        when = w.told(day, out)
        w.article(
            out,
            f"{a.name or NAMES[pair[0]]} visited {NAMES[pair[1]]} for talks on {issue[0]}.\n"
            f"The two met for an hour and spoke of {issue[1]}.",
            [
                (number, act("CONSULT", [a], [b], modes=("visit",), time=when, place=pair[1], trigger="visited")),
                (talks, act("CONSULT", [a, b], time=when, place=pair[1], trigger="met")),
            ],
            agency=w.chance.random() < 0.3,
        )


def call(w: Writer, pair: tuple[str, str], issue: tuple[str, str, str], day: date) -> None:
    number = w.begin("happened", ["happened"])
    for _ in range(w.chance.randint(1, 3)):
        out = day + timedelta(days=w.chance.randint(0, 1))
        w.article(
            out,
            words_of(w, pair, "spoke by telephone", issue),
            [(number, act("CONSULT", w.sides(pair, "leader"), modes=("phone",), time=w.told(day, out)))],
            agency=w.chance.random() < 0.3,
        )


def criticism(w: Writer, pair: tuple[str, str], issue: tuple[str, str, str], day: date) -> None:
    number = w.begin("happened", ["happened"])
    verbs = ("condemned", "criticised", "complained of")
    for _ in range(w.chance.randint(1, 3)):
        out = day + timedelta(days=w.chance.randint(0, 2))
        mode = w.chance.choice(((), ("disapprove",)))
        w.article(
            out,
            f"{NAMES[pair[0]]} {w.chance.choice(verbs)} {NAMES[pair[1]]} over {issue[0]} and {issue[1]}.\n"
            f"{w.chance.choice(('It gave no reasons.', 'Ships had gathered near the coast.', 'Prices fell.'))}",
            [(number, act("ACCUSE", [actor(pair[0])], [actor(pair[1])], modes=mode, time=w.told(day, out)))],
            agency=w.chance.random() < 0.3,
        )


def sanction(w: Writer, pair: tuple[str, str], issue: tuple[str, str, str], day: date) -> None:
    number = w.begin("happened", ["happened"])
    for place in range(w.chance.randint(1, 3)):
        out = day + timedelta(days=place)
        w.article(
            out,
            f"{NAMES[pair[0]]} imposed sanctions on {NAMES[pair[1]]} firms in the row over {issue[0]}.",
            [
                (
                    number,
                    act("SANCTION", [actor(pair[0])], [actor(pair[1])], modes=("discontinue",), time=w.told(day, out)),
                )
            ],
            agency=w.chance.random() < 0.3,
        )


def denied(w: Writer, pair: tuple[str, str], issue: tuple[str, str, str], day: date) -> None:
    """A paper has it that envoys met in secret; later another finds that they did not."""
    number = w.begin("did_not_happen", ["happened", "did_not_happen"])
    out = day + timedelta(days=1)
    w.article(
        out,
        f"Envoys of {NAMES[pair[0]]} and {NAMES[pair[1]]} met in secret to discuss {issue[0]}, sources said.",
        [
            (
                number,
                act("CONSULT", w.sides(pair, "deputy", vague=0.0), time=exactly(day), teller=Teller(kind="anonymous")),
            )
        ],
    )
    w.article(
        out + timedelta(days=2),
        f"Envoys of {NAMES[pair[0]]} and {NAMES[pair[1]]} did not meet in secret over {issue[0]}, records show.",
        [(number, act("CONSULT", w.sides(pair, "deputy", vague=0.0), time=exactly(day), status="did_not_happen"))],
    )


TELL = {
    "meeting": meeting,
    "moved": moved,
    "cancelled": cancelled,
    "visit": visit,
    "call": call,
    "criticism": criticism,
    "sanction": sanction,
    "denied": denied,
}

__all__ = ["Chronicle", "Place", "Truth", "write"]
