# ruff: noqa: ARG001 - guards share one shape
"""What a pattern cannot say: the words around a match that make it no time.

A guard sees all items of the text and the place of the expression, first item and the one after the last.
"""

from collections.abc import Callable
from dataclasses import dataclass

from dragoman.times.words import Item


@dataclass(frozen=True, slots=True)
class Around:
    """The words of one guard that stand before or after the match."""

    before: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()


Guard = Callable[[list[Item], int, int, Around], bool]
"""(items, first, end, the guard's words from en/times/guards.toml) -> whether the match may stand."""


def _before(items: list[Item], at: int, steps: int = 1) -> str:
    return items[at - steps].lower if at - steps >= 0 else ""


def _after(items: list[Item], end: int, steps: int = 0) -> str:
    return items[end + steps].lower if end + steps < len(items) else ""


def _touches(items: list[Item], left: int) -> bool:
    """Say whether two neighbours have nothing between them."""
    return left >= 0 and left + 1 < len(items) and items[left].end == items[left + 1].start


def _compound(items: list[Item], at: int) -> bool:
    """Say whether a hyphen ties the item to letters before it."""
    return (
        at >= 2
        and _before(items, at) in {"-", "–"}
        and _touches(items, at - 1)
        and _touches(items, at - 2)
        and items[at - 2].text[-1:].isalnum()
    )


def _unit(items: list[Item], first: int, end: int) -> Item | None:
    """Give the last item of a match that names a unit."""
    for item in reversed(items[first:end]):
        if item.value in {"TS", "TM", "TH", "D", "NI", "W", "FN", "M", "Q", "Y", "DE", "CE", "WE"}:
            return item
    return None


def year(items: list[Item], first: int, end: int, words: Around) -> bool:
    """A bare number of four digits is a year, unless it counts, measures or names something.

    `words` are the nouns that are counted or take a number.
    """
    number = items[first].number or 0
    before, after = _before(items, first), _after(items, end)
    if before in words.before or after in words.after or (before == "." and _before(items, first, 2) in words.before):
        return False
    if _compound(items, first) and _before(items, first, 2) not in {"mid", "early", "late", "end", "pre", "post"}:
        return False
    if (
        after in {"-", "–"}
        and _touches(items, end - 1)
        and _touches(items, end)
        and _after(items, end, 1)[:1].isdigit()
    ):
        return False
    if _touches(items, end - 1) and after[:1].isalpha():
        return False
    counted = (
        after.isalpha() and after.endswith("s") and not items[end].text[0].isupper() if end < len(items) else False
    )
    preposition = before in {"in", "since", "by", "until", "till", "from", "during", "before", "after", "of", "circa"}
    if not 1900 <= number <= 2100:
        return preposition and not counted and number >= 1000
    rough = before in {"about", "around", "some", "nearly", "almost", "over", "than", "least", "another", "up"}
    return not (counted and (rough or (number % 100 == 0 and before not in {"the", "'", "’"})))


def month(items: list[Item], first: int, end: int, words: Around) -> bool:
    """A month alone, unless it is a given name or part of another name. `words` are the nouns that make it a name."""
    after = items[end] if end < len(items) else None
    before = _before(items, first)
    if before in words.before or _compound(items, first):
        beside = _before(items, first, 2)
        return before in {"-", "–"} and (beside in {"mid", "early", "late", "end"} or beside in _MONTHS)
    if items[first].lower in {"april", "june", "may", "august", "january", "jan", "mar"} and after is not None:
        name = after.text[:1].isupper() and after.text[1:2].islower()
        if name and not after.value and before not in _BEFORE_MONTHS:
            return False
    return True


_MONTHS = frozenset("january february march april may june july august september october november december".split())
_BEFORE_MONTHS = frozenset(
    "in since by until till of from to between late early mid middle - through throughout during before after and "
    "the a an for this next last previous following or end s ’ ' , ( begin starting beginning".split()
)


def weekday(items: list[Item], first: int, end: int, words: Around) -> bool:
    """A weekday, unless it is part of a name ("Bloody Sunday", "Sheffield Wednesday"): `words` stand before it."""
    return _before(items, first) not in words.before and not _compound(items, first)


def last_weekday(items: list[Item], first: int, end: int, words: Around) -> bool:
    """Accept "last Friday"; not "the last Friday of May", which is one of that month."""
    return not ("the" in {items[first].lower, _before(items, first)} and _after(items, end) in {"of", "in"})


def dayword(items: list[Item], first: int, end: int, words: Around) -> bool:
    """Accept "today", unless a newspaper's name ends in it: `words` stand before it."""
    return not (items[first].text[0].isupper() and _before(items, first) in words.before)


def calendar_unit(items: list[Item], first: int, end: int, words: Around) -> bool:
    """Units that the calendar numbers: a day and more; "last day" is the last one of something.

    `words` are those that make something else of the phrase when they follow ("week-old").
    """
    unit = _unit(items, first, end)
    if unit is None or unit.value.startswith("T") or unit.value == "NI":
        return False
    lowers = {item.lower for item in items[first:end]}
    if unit.value == "D" and lowers & {"last", "past", "next", "coming", "current"}:
        return False
    if "last" in lowers and unit.value == "CE":
        return True
    return _after(items, end) not in words.after


def run_unit(items: list[Item], first: int, end: int, words: Around) -> bool:
    """Accept "the past week", "the last decade": not "the last day", "the last minute", "the next quarter of them"."""
    unit = _unit(items, first, end)
    if unit is None or unit.value in {"TS", "TM", "Q", "WE", "NI"}:
        return False
    lowers = {item.lower for item in items[first:end]}
    if unit.value in {"D", "TH"} and "past" not in lowers:
        return False
    return not (_after(items, end) == "of" and "last" in lowers)


def day_unit(items: list[Item], first: int, end: int, words: Around) -> bool:
    """Accept "the next day"; "the next week" is a run of seven days."""
    unit = _unit(items, first, end)
    return unit is not None and unit.value == "D"


def figure_unit(items: list[Item], first: int, end: int, words: Around) -> bool:
    """Accept "for the year", "during the week": a clause or a figure follows, no "of" and no "since"."""
    unit = _unit(items, first, end)
    if unit is None or unit.value not in {"D", "W", "M", "Q", "Y"}:
        return False
    if unit.value in {"D", "M"} and _before(items, first) in {"in", "on"}:
        return False
    if unit.value == "W" and _before(items, first) == "in":
        return False
    after = _after(items, end)
    return not after or after in {
        ",",
        ".",
        ";",
        "ended",
        "ending",
        "and",
        "to",
        "by",
        ":",
        "as",
        "earlier",
        "on",
        "in",
        "at",
    }


def clause_end(items: list[Item], first: int, end: int, words: Around) -> bool:
    """The phrase ends its clause: nothing follows that it could be counted from."""
    unit = _unit(items, first, end)
    if unit is None or unit.value.startswith("T"):
        return False
    if items[end - 1].lower in {"earlier", "later", "previously", "afterwards", "afterward"}:
        return True
    return _after(items, end) in {"", ",", ".", ";", ":", ")", "”", '"', "and", "but", "in", "at", "with", "for", "by"}


def counted_from(items: list[Item], first: int, end: int, words: Around) -> bool:
    """Accept "the day after the summit": a unit of the calendar, and something follows that it is counted from."""
    unit = _unit(items, first, end)
    if unit is None or unit.value not in {"D", "W", "M", "Y", "DE"}:
        return False
    return _after(items, end, 1)[:1].isalnum() and _after(items, end, 1) not in {"in", "at", "with", "for", "by", "and"}


def amount(items: list[Item], first: int, end: int, words: Around) -> bool:
    """A number of units, unless a fraction ("three quarters of") or an ordinal ("one second")."""
    unit = _unit(items, first, end)
    if unit is None or _compound(items, first):
        return False
    after = _after(items, end)
    if unit.value == "Q" and after == "of" and items[end - 2].number is not None:
        return False
    return not (unit.lower == "second" and after != "-" and items[end - 2].lower != "-")


def single(items: list[Item], first: int, end: int, words: Around) -> bool:
    """Accept "a week"; not "a second visit", "a quarter of", "a night club"; `after` make a compound of it."""
    unit = _unit(items, first, end)
    if unit is None or unit.value in {"TS", "Q", "WE"}:
        return False
    after = _after(items, end)
    if unit.value == "D" and end - first > 2 and items[end - 2].lower not in {"full", "whole", "single", "long"}:
        return False  # "a difficult day"
    if unit.value in {"TM", "NI", "D"} and after not in _AFTER_A_DAY:
        return False
    return after not in words.after and not (after in {"-", "–"} and _touches(items, end - 1))


_AFTER_A_DAY = frozenset(
    ["", ",", ".", ";", *"ago later earlier before after of from on or in to when and for that".split()]
)
"""What follows "a day", "a night", "a minute" where they are times: no noun that they would describe."""


def consecutive_unit(items: list[Item], first: int, end: int, words: Around) -> bool:
    """Accept "for a third straight day": a unit that the calendar numbers."""
    unit = _unit(items, first, end)
    return unit is not None and unit.value in {"D", "W", "M", "Q", "Y"}


def weekend_unit(items: list[Item], first: int, end: int, words: Around) -> bool:
    """Accept "the coming weekend": the two days, not a run of seven."""
    unit = _unit(items, first, end)
    return unit is not None and unit.value == "WE"


def weekend_of_news(items: list[Item], first: int, end: int, words: Around) -> bool:
    """Accept "weekend talks": one thing that was on it; not "a weekend house", "weekend trips": see `after`."""
    before, after = _before(items, first), _after(items, end)
    article = before in {"a", "an", "every", "each", "long", "holiday"} or _compound(items, first)
    return items[first].value == "WE" and not article and after[:1].isalpha() and after not in words.after


def daypart(items: list[Item], first: int, end: int, words: Around) -> bool:
    """Accept "this morning"; not the name of a broadcast, "CBS This Morning"."""
    name = items[end - 1].text[:1].isupper() and items[first].text[:1].isupper()
    return not (name and first > 0 and items[first - 1].text[:1].isupper())


def edge(items: list[Item], first: int, end: int, words: Around) -> bool:
    """Accept "end-June", "end 2012"; not "we end the first quarter"."""
    return items[first].lower != "end" or not items[first + 1].lower.startswith(("the ", "this ", "that "))


def ends_clause(items: list[Item], first: int, end: int, words: Around) -> bool:
    """Accept "two days before." at the end of its clause."""
    return _after(items, end) in {"", ",", ".", ";", ":", ")", "”", '"', "and", "but"}


def of_units(items: list[Item], first: int, end: int, words: Around) -> bool:
    """Accept "the first three months of the year": parts of a unit stand before."""
    unit, part = _unit(items, first, end), items[first - 2] if first >= 2 else None
    return unit is not None and part is not None and part.lower in _PARTS and unit.value in {"W", "M", "Y", "DE", "CE"}


_PARTS = frozenset("days weeks months quarters years quarter half".split())


def counted_day(items: list[Item], first: int, end: int, words: Around) -> bool:
    """Accept "two years ago today", "50 years ago this week": the day stands right behind, and is near."""
    last = items[end - 1]
    named = _rule(last) in {"relative.day", "relative.this-unit", "weekdays.bare"}
    return named and items[end - 2].lower == "ago"


def half(items: list[Item], first: int, end: int, words: Around) -> bool:
    """Accept "half an hour", "half a century"; not "half the day"."""
    unit = _unit(items, first, end)
    return unit is not None and unit.value not in {"Q", "TS"}


def longadj(items: list[Item], first: int, end: int, words: Around) -> bool:
    """Accept "weeklong"."""
    return True


def bare_units(items: list[Item], first: int, end: int, words: Around) -> bool:
    """Accept "for years", "hours later"; not "the minutes", "headquarters", "his days": `words` stand before it."""
    unit = items[first]
    if unit.value in {"Q", "NI", "WE", "FN"} or _compound(items, first):
        return False
    return (
        _before(items, first) not in words.before and not items[first].text[0].isupper()
        if first
        else unit.value != "TM"
    )


def often(items: list[Item], first: int, end: int, words: Around) -> bool:
    """Accept "daily"; not in a newspaper's name, where it has a capital."""
    return not (items[first].text[0].isupper() and first > 0 and _before(items, first) not in {".", "“", '"'}) and not (
        items[first].text[0].isupper() and _after(items, end)[:1].isalpha() and items[end].text[0].isupper()
    )


def rate(items: list[Item], first: int, end: int, words: Around) -> bool:
    """Accept "15 a year", "barrels a day": what is counted stands before; not before `after` ("ago")."""
    unit = _unit(items, first, end)
    if unit is None or first == 0 or unit.value in {"TS", "Q"}:
        return False
    before = items[first - 1]
    if items[first].lower == "per":
        return unit.value not in {"TH", "TM"}
    if _after(items, end) in words.after:
        return False
    if items[first].lower in {"a", "an"} and before.lower in {"for", "in", "within", "after"}:
        return False
    counted = before.text[-1:].isdigit() or before.lower in {
        "percent",
        "pct",
        "million",
        "billion",
        "trillion",
        "people",
        "%",
    }
    counted = counted or before.lower in {
        "dollars",
        "barrels",
        "tons",
        "tonnes",
        "euros",
        "jobs",
        "units",
        "times",
        "hours",
    }
    plural = before.text.isalpha() and before.text.islower() and before.text.endswith("s")
    return counted or (plural and any(item.number is not None for item in items[max(0, first - 6) : first - 1]))


def zone(items: list[Item], first: int, end: int, words: Around) -> bool:
    """Accept "0800 GMT", "2130 hours"; not "48 hours"."""
    return items[end - 1].lower not in {"hours", "hrs"} or (items[first].text.isdigit() and len(items[first].text) == 4)


def same_period(items: list[Item], first: int, end: int, words: Around) -> bool:
    """Accept "the same month a year ago"; not "that month two days ago"."""
    return end - first > 2 or _rule(items[first]) == "relative.same-unit"


def last_run(items: list[Item], first: int, end: int, words: Around) -> bool:
    """Accept "the last three months of 1988"; not "three months of 1988"."""
    return _rule(items[first]) == "relative.past-units"


def _rule(item: Item) -> str:
    """Give the rule that read an item on an earlier level; empty where none did."""
    return str(getattr(getattr(item.found, "rule", None), "id", ""))


def decade(items: list[Item], first: int, end: int, words: Around) -> bool:
    """Accept "the 80s"; not "in his 80s"."""
    if _compound(items, first) and _before(items, first, 2) not in {"mid", "early", "late"}:
        return False
    steps = 1
    while _before(items, first, steps) in {"early", "late", "mid", "-", "–"}:
        steps += 1
    return _before(items, first, steps) not in words.before


def round_year(items: list[Item], first: int, end: int, words: Around) -> bool:
    """Accept "the 1980's"; not "the 1985's"."""
    return (items[first].number or 1) % 10 == 0


def season(items: list[Item], first: int, end: int, words: Around) -> bool:
    """Accept "in the fall"; not "since the fall of Kabul", "a spring in his step"; `after` make a name of it."""
    word, after = items[end - 1].lower, _after(items, end)
    if after in {"of", "in"} and _after(items, end, 1) in {"last", "this", "next", "that", "the"}:
        return (after == "of" and _after(items, end, 1) != "the") or _after(items, end, 2) in {
            "year",
            "same",
            "following",
        }
    if word in {"fall", "spring"} and after in {"of", "in", "from", "to", "apart", "behind", "short"}:
        return False
    if word == "fall" and _before(items, end - 1) not in {"the", "by", "in", "this"}:
        return False
    return after not in words.after


def quarter(items: list[Item], first: int, end: int, words: Around) -> bool:
    """Accept "the third quarter"; not that of a game: `words` follow."""
    number = next((i.number for i in items[first:end] if i.number and i.number < 1000), 0)
    return number <= 4 and _after(items, end) not in words.after


def from_span(items: list[Item], first: int, end: int, words: Around) -> bool:
    """Accept "two days after May 5", "two weeks from Monday"; not "for three days from May 30", which is a stretch."""
    return not (any(item.lower == "from" for item in items[first:end]) and _before(items, first) == "for")


def day_run(items: list[Item], first: int, end: int, words: Around) -> bool:
    """Accept "May 14 to the 16th": the day has a month and no year of its own, nothing counted follows."""
    after = items[end] if end < len(items) else None
    return after is None or not (
        after.text[:1].isalpha() and after.lower not in {"in", "at", "and", "for", "with", "on"}
    )


def yearless(items: list[Item], first: int, end: int, words: Around) -> bool:
    """Accept "March 3 last year": the day has no year yet, and the year is said in words or stands right behind."""
    return not items[end - 1].text[:1].isdigit()


def stretch(items: list[Item], first: int, end: int, words: Around) -> bool:
    """Accept "May 30 - June 1", "1999 to 2002": not after a verb of moving from one to another."""
    left, right = _rule(items[first]), _rule(items[end - 1])
    if left.startswith("relative.the-unit"):  # "the year to March"
        return False
    if right.startswith(("relative.day", "weekdays.")) and not left.startswith("weekdays."):
        return False  # "LONDON, June 18 - Today's figures"
    return _before(items, first) != "from"


def adjective(items: list[Item], first: int, end: int, words: Around) -> bool:
    """Accept "current": an adjective, a noun follows."""
    return _after(items, end)[:1].isalpha() and _before(items, first) not in words.before


def noun_end(items: list[Item], first: int, end: int, words: Around) -> bool:
    """Accept "the past", "the future": nouns of their own, so no noun follows."""
    after = _after(items, end)
    return not after[:1].isalnum() or after in words.after


def soon(items: list[Item], first: int, end: int, words: Around) -> bool:
    """Accept "soon"; not "as soon as", "soon after"."""
    if items[first].lower == "as" and _after(items, end) != "as":
        return False
    return _after(items, end) not in {"as", "after", "before", "afterwards", "thereafter", "-"}


def now(items: list[Item], first: int, end: int, words: Around) -> bool:
    """Accept "now"; not in "now-cancelled"."""
    return _after(items, end) not in {"-", "–"} and not _compound(items, first)


GUARDS: dict[str, Guard] = {
    function.__name__.replace("_", "-"): function
    for function in (
        year, month, weekday, dayword, calendar_unit, run_unit, day_unit, figure_unit, clause_end, amount, single, half,
        longadj, bare_units, often, rate, decade, season, quarter, from_span, day_run, yearless, stretch, adjective,
        noun_end, soon, now, zone, same_period, last_run, last_weekday, round_year, counted_from,
        weekend_unit, weekend_of_news, counted_day, of_units,
        consecutive_unit, edge, daypart, ends_clause,
    )
}  # fmt: skip
