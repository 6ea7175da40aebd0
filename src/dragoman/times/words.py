"""A sentence as the time grammar sees it: words, numbers and marks, each with a sign for the patterns.

Every word of the vocabulary has a character of its own (a "sign", from the private use area), and so
has every sort of number. A sentence becomes a string of signs, and a rule's pattern a regular
expression over that string: matching costs next to nothing in sentences without times.
"""

import re
from dataclasses import dataclass

from dragoman.schema.base import Record


class VocabularyRow(Record, frozen=True, kw_only=True):
    """One word of `en/times/words.csv`; the columns are explained in the README beside it."""

    word: str
    kinds: tuple[str, ...]
    value: str = ""
    number: float | None = None
    capital: bool = False


@dataclass(slots=True)
class Item:
    """One word, number or mark, or a stretch already read (`found`, set by the grammar).

    Not frozen: items are made by the thousand, and never changed.
    """

    sign: str
    text: str
    lower: str
    start: int  # characters of the text that was given
    end: int
    value: str = ""
    number: float | None = None
    found: object = None  # a grammar.Found


# Order matters: the first alternative that fits wins. Letters and digits never share an item, so that
# "Monday's", "mid-2011" and "10am" fall apart into what they are made of.
_ITEM = re.compile(
    r"""
    (?P<ampm>(?:[ap]\.\s?m\.|[ap]m\b|[AP]M\b|[AP]\.M\.))
  | (?P<word>[^\W\d_]+)
  | (?P<iso>\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?Z?)?(?!\d))
  | (?P<slash>\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?!\d|/)|\d{1,2}\.\d{1,2}\.\d{4}(?!\d)|\d{4}/\d{1,2}/\d{1,2}(?!\d))
  | (?P<clock>\d{1,2}:[0-5]\d(?::[0-5]\d)?(?![\d:]))
  | (?P<dotclock>(?:[01]?\d|2[0-4])\.[0-5]\d
        (?![\d.,]|\s?(?:%|per|percent|m\b|bn\b|million|billion|km|seconds?|points?)))
  | (?P<years>(?:1[5-9]|20)\d\d\s?[-–—/]\s?(?:(?:1[5-9]|20)\d\d|\d\d)(?![\d,.]\d|\d|[-–/]))
  | (?P<decade>(?:1\d|20)\d0s\b|['’]?[2-9]0s\b)
  | (?P<rank>\d{1,3}(?:,\d{3})*(?:st|nd|rd|th)\b)
  | (?P<mixed>\d+\s?[½¼¾]|[½¼¾]|\d+[\s-]\d/\d(?!\d))
  | (?P<number>\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)
  | (?P<mark>\S)
    """,
    re.VERBOSE,
)

SORTS = (
    "iso",
    "slash",
    "clock",
    "dotclock",
    "years",
    "decade",
    "dom",  # 1 … 31: a day of the month as well as a number
    "dord",  # 1st … 31st
    "bigrank",  # 50th
    "year",  # 1000 … 2199
    "int",
    "decimal",
    "count",  # several items read as one number: "twenty-five", "two and a half"
    "ampm",
    "other",
    "gap",  # a line break, a bracket, a full stop between sentences: nothing reaches over it
)
"""Sorts of items that are no words of the vocabulary, each with a sign of its own."""

_TRIGGERS = frozenset(
    "weekday weekdays wdshort month unit units unitabbr longadj daypart dayparts noon season seasons often decadeword "
    "nowword recentword soonword dayword tonightword overnightword quarterletter fiscalletter halfletter".split()
)
_TRIGGER_SORTS = ("iso", "slash", "clock", "years", "decade", "year", "ampm")
_TRIGGER_WORDS = (
    "recent",
    "future",
    "past",
    "current",
    "present",
    "moment",
    "term",
    "run",
    "clock",
    "gmt",
    "utc",
    "time",
    "period",
    "half",
)
"""One of these must stand in a sentence before any rule is tried."""

_LETTERS = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d{4}|\d[:/]\d|\d0['’]?s\b|\d\.\d+\.\d|\d\s?[ap]\.")

_HYPHENS = frozenset("-‑–")
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_MONEY = frozenset("$€£¥₹#")


class Vocabulary:
    """The signs of all words and sorts, and what each word means."""

    def __init__(self, rows: tuple[VocabularyRow, ...], literals: frozenset[str], categories: tuple[str, ...]) -> None:
        """Give every word, literal of a pattern, sort and category its sign; the order is fixed by the alphabet."""
        self.rows: dict[str, VocabularyRow] = {}
        for row in rows:
            self.rows[row.word] = row
        all_names = [f"{sort} sort" for sort in SORTS] + [f"{c} category" for c in categories]
        all_names += sorted(set(self.rows) | literals)
        self.signs = {name: chr(0xE000 + number) for number, name in enumerate(all_names)}
        self.other = self.signs["other sort"]
        self.year = self.signs["year sort"]
        self._plain = frozenset(self.rows) | literals
        self.triggers = {
            self.signs[word] for word, row in self.rows.items() if any(kind in _TRIGGERS for kind in row.kinds)
        }
        spelt = [(word, row.capital) for word, row in self.rows.items() if any(k in _TRIGGERS for k in row.kinds)]
        spelt += [(word, False) for word in (*_TRIGGER_WORDS, "am", "pm")]
        self._trigger_words = frozenset(
            form for word, capital in spelt for form in (word.capitalize(), word.upper(), *(() if capital else (word,)))
        )
        self.triggers |= {self.signs[f"{sort} sort"] for sort in _TRIGGER_SORTS}
        self.triggers |= {self.signs[word] for word in _TRIGGER_WORDS if word in self.signs}
        self.kinds: dict[str, list[str]] = {}
        for word, row in sorted(self.rows.items()):
            for kind in row.kinds:
                self.kinds.setdefault(kind, []).append(self.signs[word])
        for sort in SORTS:
            self.kinds.setdefault(sort, []).append(self.signs[f"{sort} sort"])
        for category in categories:
            self.kinds.setdefault(category, []).append(self.signs[f"{category} category"])

    def items(self, text: str) -> list[Item]:
        """Split a text into items; numbers in words are joined."""
        found: list[Item] = []
        numerals = False
        known, other = self._plain, self.other
        for match in _ITEM.finditer(text):
            if match.lastgroup == "word":
                word = match.group()
                lower = word.lower()
                if lower not in known:
                    found.append(Item(other, word, lower, match.start(), match.end()))
                    continue
            item = self._item(match)
            if item.number is not None and item.sign != self.year:
                numerals = True
            found.append(item)
        return self._join_numbers(found) if numerals else found

    def may_hold_time(self, text: str) -> bool:
        """Say quickly whether a text can hold a time at all: most sentences cannot."""
        return not self._trigger_words.isdisjoint(_LETTERS.findall(text)) or _DIGITS.search(text) is not None

    def _item(self, match: re.Match[str]) -> Item:
        group = match.lastgroup or "mark"
        text = match.group()
        lower = text.lower()
        start, end = match.span()
        sign, value, number = self.other, "", None
        if group in ("word", "mark"):
            row = self.rows.get(lower)
            if row is not None:
                if not row.capital or text[0].isupper():
                    sign, value, number = self.signs[lower], row.value, row.number
            else:
                sign = self.signs.get(lower, self.other)
        elif group == "number":
            sign, number = self._number(match, text)
        elif group == "rank":
            number = float(re.sub(r"\D", "", text))
            sign = self.signs["dord sort" if number <= 31 else "bigrank sort"]
        elif group == "mixed":
            number = _mixed(text)
            sign = self.signs["decimal sort"]
        else:
            sign = self.signs[f"{group} sort"]
            if group == "dotclock":
                number = float(text)
        return Item(sign, text, lower, start, end, value, number)

    def _number(self, match: re.Match[str], text: str) -> tuple[str, float | None]:
        start, end = match.span()
        before = match.string[start - 1 : start]
        if before in _MONEY or before == "." or (before.isupper() and before not in "QHY" and len(text) != 4):
            return self.other, None  # "$2000", "Q3" is read by its letter, "F16"
        number = float(text.replace(",", ""))
        if match.string[end : end + 1] == "%":
            return self.other, None
        if not text.isdigit():
            return self.signs["decimal sort"], number
        if len(text) <= 2 and 1 <= number <= 31:
            return self.signs["dom sort"], number
        if len(text) == 4 and 1000 <= number <= 2199:
            return self.signs["year sort"], number
        return self.signs["int sort"], number

    def _join_numbers(self, items: list[Item]) -> list[Item]:
        """Read "twenty-five", "two and a half", "one hundred and fifty", "2 1/2" as one number."""
        joined: list[Item] = []
        at = 0
        while at < len(items):
            if items[at].number is None and items[at].lower != "a":
                joined.append(items[at])
                at += 1
                continue
            end, number = self._number_words(items, at)
            if end - at > 1:
                last = items[end - 1]
                text = " ".join(i.text for i in items[at:end])
                first = items[at]
                joined.append(Item(self.signs["count sort"], text, text.lower(), first.start, last.end, "", number))
                at = end
            else:
                joined.append(items[at])
                at += 1
        return joined

    def _number_words(self, items: list[Item], at: int) -> tuple[int, float]:
        """Give where the number that starts at an item ends, and what it is."""

        def kinds(index: int) -> tuple[str, ...]:
            row = self.rows.get(items[index].lower) if index < len(items) else None
            return row.kinds if row else ()

        def lower(index: int) -> str:
            return items[index].lower if index < len(items) else ""

        end, total = at, 0.0
        first = items[at]
        if "numbertens" in kinds(at) and lower(at + 1) in ("-", "–", "") and "numberones" in kinds(at + 2):
            end, total = at + 3, (first.number or 0) + (items[at + 2].number or 0)
        elif "numbertens" in kinds(at) and "numberones" in kinds(at + 1):
            end, total = at + 2, (first.number or 0) + (items[at + 1].number or 0)
        elif "number" in kinds(at) and first.number is not None:
            end, total = at + 1, first.number
        elif first.sign in (
            self.signs["dom sort"],
            self.signs["int sort"],
            self.signs["decimal sort"],
            self.signs["dotclock sort"],
        ):
            end, total = at + 1, first.number or 0.0
        elif lower(at) == "a" and "numberscale" in kinds(at + 1):
            end, total = at + 1, 1.0
        else:
            return at + 1, 0.0
        while "numberscale" in kinds(end):
            total *= items[end].number or 1
            end += 1
            tail = end + 1 if lower(end) == "and" else end
            if "numbertens" in kinds(tail) or "numberones" in kinds(tail):
                tail_end, rest = self._number_words(items, tail)
                end, total = tail_end, total + rest
                break
        half = [t for t in range(end, min(end + 6, len(items))) if items[t].lower not in _HYPHENS][:3]
        if [items[t].lower for t in half] == ["and", "a", "half"]:
            end, total = half[-1] + 1, total + 0.5
        return end, total


def _mixed(text: str) -> float:
    if text[-1] in _FRACTIONS:
        whole = text[:-1].strip()
        return (float(whole) if whole else 0.0) + _FRACTIONS[text[-1]]
    whole, _, fraction = text.replace("-", " ").partition(" ")
    above, _, below = fraction.strip().partition("/")
    return float(whole) + (float(above) / float(below) if float(below) else 0.0)
