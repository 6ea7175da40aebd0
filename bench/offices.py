"""Our heads of state and government against the leaders lists of CountryInfo: share found, and every disagreement.

    python bench/offices.py ../shared/eval/officeholders-check.csv [--all]

Counted are heads of state and of government (also regents, juntas, premiers, chairmen of councils that stand for one)
of the 80 states most in the news whose tenure reaches into 1990 or later; with `--all`, of all states and territories
whose tenure reaches into 1985 or later. A row is found when our tables have a person
of that country among the heads whose name agrees and whose days overlap. Both sides write names in their own way:
names agree when the whole is spelled alike but for the usual differences of transliteration, or the last word of one
is a word of the other. Left out are governors-general, vice presidents, cabinet chiefs, party offices, foreign
administrators, and governments in exile that no state recognises.
"""

import argparse
import csv
import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from dragoman.actors.offices import Holders, Tenure, first_day, folded, holders, last_day, plain
from dragoman.lexicons.files import Lexicons
from dragoman.lexicons.places import State

STATES = (
    "USA CHN JPN KOR PRK TWN IND PAK AFG BGD LKA NPL IDN MYS SGP THA VNM PHL KHM KAZ UZB AUS NZL GBR IRL FRA DEU ITA "
    "ESP PRT NLD BEL AUT CHE DNK SWE NOR FIN GRC CYP TUR RUS UKR BLR POL CZE HUN ROU SRB BIH GEO ARM AZE ISR PSE EGY "
    "SYR LBN JOR IRQ IRN SAU ARE QAT KWT YEM LBY TUN DZA MAR SDN ETH KEN NGA ZAF COD RWA CAN MEX CUB VEN COL BRA ARG"
).split()[:80]
SINCE = date(1990, 1, 1)
SINCE_ALL = date(1985, 1, 1)
NOW = date(2025, 12, 31)
EARLIER = {
    "DEU": ("DEU", "DDR"),
    "CZE": ("CZE", "CSK"),
    "SRB": ("SRB", "YUG", "SCG"),
    "RUS": ("RUS", "SUN"),
    "YEM": ("YEM", "YMD"),
}
"""The list files states that are gone under those that came after them."""
NOT_HEADS = re.compile(
    r"governor|vice|cabinet chief|communist|general secretar|high representative|interior|lieutenant|commissioner|"
    r"kalon|occupation|civil admin|presidential commission|of the rada",
    re.IGNORECASE,
)


class Comparison(NamedTuple):
    """What the two tables say of each other; `missing` and `far` are lines for a person to judge."""

    counted: int
    states: int
    missing: list[str]
    far: list[str]

    @property
    def share(self) -> float:
        """The share of the counted rows that are found with overlapping days."""
        return 1 - len(self.missing) / self.counted


def compare(check: Path, states: Sequence[str] = STATES, since: date = SINCE) -> Comparison:
    """Look up every counted row of the check table in ours."""
    table = holders(Lexicons())
    counted: Counter[str] = Counter()
    missing: list[str] = []
    far: list[str] = []
    with check.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            if row["country"] not in states or NOT_HEADS.search(row["office"]) or not row["from"]:
                continue
            start, end = first_day(row["from"]), last_day(row["to"]) if row["to"] else None
            if end is not None and end < since:
                continue
            counted[row["country"]] += 1
            best = _best(table, row["country"], row["name"], start, end)
            line = f"{row['country']} {row['office'].lower()}: {row['name']} {row['from']} to {row['to']}"
            if best is None:
                missing.append(line)
            elif _apart(best, start, end) > 31:
                far.append(f"{line}; ours {best.name} {best.title} {best.began} to {best.ended}")
    return Comparison(counted.total(), len(counted), missing, far)


def main() -> None:
    """Print the share found and the rows that are not, for a person to judge."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("check", type=Path, nargs="?", help="officeholders-check.csv")
    arguments.add_argument("--gaps", action="store_true", help="list the years for which our tables have nobody")
    arguments.add_argument("--all", action="store_true", help="all states and territories since 1985")
    options = arguments.parse_args()
    if options.gaps:
        gaps()
    if options.check is None:
        return
    found = compare(options.check, _all_states(), SINCE_ALL) if options.all else compare(options.check)
    print(f"{found.counted} heads of {found.states} states counted, {found.counted - len(found.missing)} found")
    print(f"share found: {found.share:.3f}")
    print(f"\n{len(found.missing)} not found:", *found.missing, sep="\n")
    print(f"\n{len(found.far)} found, but a first or last day is more than a month apart:", *found.far, sep="\n")


def gaps() -> None:
    """Print, by office, the share of time with a holder known, and the years without one."""
    table = holders(Lexicons())
    # Territories have premiers and no foreign ministers; the Correlates of War count them as no states.
    others = sorted(s.code for s in Lexicons().table("world/states.csv", State) if s.end is None and s.cow is not None)
    rest = [code for code in others if code not in STATES and table.who(code, "head of government", NOW)]
    for office, states, since in (
        ("foreign minister", STATES, SINCE),
        ("defence minister", STATES, SINCE),
        ("foreign minister", rest, date(2000, 1, 1)),
    ):
        days = [since + timedelta(days=91 * n) for n in range((NOW - since).days // 91)]
        empty = {state: [d.year for d in days if not table.who(state, office, d)] for state in states}
        share = 1 - sum(map(len, empty.values())) / (len(days) * len(states))
        print(f"{office}, {len(states)} states since {since.year}: {share:.3f} of the quarters have a holder")
        for state, years in empty.items():
            if years:
                print(f"  {state} {', '.join(map(str, sorted(set(years))))}")


def _all_states() -> list[str]:
    """Give the codes of states and territories; the list files also has some that are nobody's."""
    return [state.code for state in Lexicons().table("world/states.csv", State)]


def _best(table: Holders, country: str, name: str, start: date, end: date | None) -> Tenure | None:
    """Give the tenure of somebody so named whose days overlap, with the days nearest."""
    near = [
        tenure
        for tenure in table.tenures
        if tenure.table == "world/offices/heads.csv"
        and tenure.office not in {"vice president", "crown prince", "governor-general"}
        and tenure.country in EARLIER.get(country, (country,))
        and (end is None or tenure.start <= end)
        and (tenure.end is None or start <= tenure.end)
        and _alike(tenure, name)
    ]
    return min(near, key=lambda tenure: _apart(tenure, start, end), default=None)


def _alike(tenure: Tenure, name: str) -> bool:
    """Say whether the last word of one side's name is a word of the other's, or the whole is spelled alike."""
    theirs = _words(name)
    for known in (tenure.name, *tenure.aliases):
        ours = _words(known)
        if theirs[-1] in ours or ours[-1] in theirs or folded(known) == folded(name) != "":
            return True
    return False


def _words(name: str) -> list[str]:
    """Give the words of a name, folded as transliterations are; those of two letters and less tell nobody apart."""
    words = [folded(f"{word} {word}") for word in plain(name).split() if len(word) > 2]
    return words or [plain(name)]


def _apart(tenure: Tenure, start: date, end: date | None) -> int:
    """Count the days between the two sides at the end where they differ more; days before 1990 do not count."""
    first = abs((max(tenure.start, SINCE) - max(start, SINCE)).days)
    last = 0 if end is None or tenure.end is None else abs((tenure.end - end).days)
    return max(first, last)


if __name__ == "__main__":
    main()
