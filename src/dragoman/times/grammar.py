"""The time grammar: rules from the lexicon, compiled to patterns over signs, run level by level.

A rule reads a run of items ("<m=month> <d=dom>") and names the meaning that a function of this room
gives it. What a rule has read becomes one item for the rules of the next level, so that "early", "the
end of", "to" and "ago" can be said once for every kind of time. Of rules that overlap on one level the
longest wins, then the one that stands first in the lexicon.
"""

import functools
import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from dragoman.errors import LexiconError
from dragoman.lexicons.files import Entry
from dragoman.schema.base import Record
from dragoman.times.guards import GUARDS, Around, Guard
from dragoman.times.sense import Frame, Sense
from dragoman.times.words import Item, Vocabulary, VocabularyRow

CATEGORIES = (
    "day",
    "weekday_day",
    "month_year",
    "month_only",
    "year_only",
    "week_like",
    "quarter_like",
    "season_like",
    "decade_like",
    "part_day",
    "clock_time",
    "time_of_day",
    "span",
    "repeated",
    "vague",
    "named",
    "stop",
)
"""What a rule's reading is to the rules of the next level. A `stop` is no time at all: it only shields its words."""

GROUPS = {
    "date": tuple(
        "day weekday_day month_year month_only year_only week_like quarter_like season_like decade_like named".split()
    ),
    "period": ("month_year", "month_only", "year_only", "week_like", "quarter_like", "season_like", "decade_like"),
    "num": ("number", "numbertens", "numberones", "dom", "int", "decimal", "count", "dotclock"),
    "rank": ("ordinal", "dord", "bigrank"),
    "anyday": ("day", "weekday_day", "named"),
    "dash": ("hyphen",),
}
"""Names that stand for several kinds in a pattern."""


class TimeExample(Record, frozen=True, kw_only=True):
    """A phrase and what it must come to. `anchor` is the day of writing, `look` as the verb would give it."""

    text: str
    value: str
    anchor: str = "2022-08-19"
    look: str = "open"


class NoTime(Record, frozen=True, kw_only=True):
    """A phrase that looks alike but in which the rule must find nothing."""

    text: str
    why: str


class TimeRule(Entry, frozen=True, kw_only=True):
    """One rule of `en/times/*.toml`."""

    pattern: str
    meaning: str
    category: str
    level: int = 1
    first: bool = False  # goes before rules that read as much
    offset: float = 0  # what the meaning makes of it: how many units away, which third …
    value: str = ""
    after: tuple[str, ...] = ()  # one of these words must stand before
    not_after: tuple[str, ...] = ()  # none of these words may stand before
    not_before: tuple[str, ...] = ()  # none of these words may follow
    guard: str = ""  # a function of guards.py that looks at the words around
    note: str = ""
    examples: tuple[TimeExample, ...] = ()
    non_examples: tuple[NoTime, ...] = ()


class PatternPart(Entry, frozen=True, kw_only=True):
    """A stretch that several patterns share, written "@id" in them; of `en/times/parts.toml`."""

    pattern: str
    note: str = ""


class GuardWords(Entry, frozen=True, kw_only=True):
    """The words of one guard; of `en/times/guards.toml`. What they mean before and after stands in guards.py."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


Meaning = Callable[["Found", Frame], Sense | None]


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch that a rule has read, with the items it was made of."""

    rule: TimeRule
    items: tuple[Item, ...]
    groups: dict[str, tuple[int, int]] = field(hash=False)  # name -> first and last item, the end not included
    meaning: Meaning = field(hash=False, compare=False)
    first: int = 0  # the items that make the expression; the others are only context
    last: int = 0

    @property
    def start(self) -> int:
        """First character of the expression."""
        return self.items[self.first].start

    @property
    def end(self) -> int:
        """Character after the expression."""
        return self.items[self.last - 1].end

    def item(self, name: str) -> Item | None:
        """Give the first item of a group; None where the group did not take part."""
        place = self.groups.get(name)
        return self.items[place[0]] if place else None

    def number(self, name: str) -> float | None:
        """Give the number of a group's item."""
        item = self.item(name)
        return item.number if item else None

    def value(self, name: str) -> str:
        """Give the lexicon's value of a group's word; empty where there is none."""
        item = self.item(name)
        return item.value if item else ""

    def has(self, name: str) -> bool:
        """Say whether a group took part."""
        return name in self.groups

    def inner(self, name: str) -> "Found | None":
        """Give what an earlier level had read in a group."""
        item = self.item(name)
        return item.found if item is not None and isinstance(item.found, Found) else None

    def inner_sense(self, name: str, frame: Frame) -> Sense | None:
        """Give the sense of what an earlier level had read in a group."""
        inner = self.inner(name)
        return inner.sense(frame) if inner else None

    def words(self, name: str) -> str:
        """Give a group's words in lower case, one blank between."""
        place = self.groups.get(name)
        return " ".join(i.lower for i in self.items[place[0] : place[1]]) if place else ""

    def sense(self, frame: Frame) -> Sense | None:
        """Give what it means; None where it is no time after all ("February 30")."""
        return self.meaning(self, frame)

    def leaves(self) -> list["Found"]:
        """Give the readings that came out of this one, itself included."""
        out = [self]
        for item in self.items:
            if isinstance(item.found, Found):
                out.extend(item.found.leaves())
        return out


@dataclass(frozen=True, slots=True)
class _Compiled:
    rule: TimeRule
    pattern: re.Pattern[str]
    needs: int  # bits of the sets of signs of each of which one must stand in the sentence
    meaning: Meaning
    sign: str
    after: frozenset[str]
    not_after: frozenset[str]
    not_before: frozenset[str]
    guard: Guard | None
    guard_words: Around


class Grammar:
    """All rules of the lexicon, ready to run."""

    def __init__(
        self,
        rules: tuple[TimeRule, ...],
        rows: tuple[VocabularyRow, ...],
        meanings: dict[str, Meaning],
        *,
        parts: dict[str, str],
        guard_words: dict[str, Around],
        names: dict[str, str] | None = None,
    ) -> None:
        """Compile the rules.

        Raises:
            LexiconError: a pattern is malformed, or names a kind or a meaning that there is none of.
        """
        self._parts, self._guard_words = parts, guard_words
        literals = frozenset(word for rule in rules for word in _literals(self._whole(rule)))
        self.vocabulary = Vocabulary(rows, literals, CATEGORIES)
        self._spelt: dict[str, list[str]] = {}
        for name in sorted(names or {}):
            for form in (name, name.replace("'", "’")):
                self._spelt.setdefault(re.split(r"[\W\d_]", name)[0], []).append(form)
        self._firsts = frozenset(self._spelt)
        self._bits: dict[frozenset[str], int] = {}
        self._names = self._split_names(names or {})
        self._named = self.vocabulary.signs["named category"]
        self._named_meaning = meanings.get("named-day")
        compiled = [self._compile(rule, meanings) for rule in sorted(rules, key=lambda rule: not rule.first)]
        self._masks: dict[str, int] = {}
        for need, bit in self._bits.items():
            for sign in need:
                self._masks[sign] = self._masks.get(sign, 0) | 1 << bit
        self._read: dict[str, list[Found]] = {}
        self.levels = [
            tuple(c for c in compiled if c.rule.level == level) for level in sorted({r.level for r in rules})
        ]

    def _whole(self, rule: TimeRule) -> str:
        """Put the shared stretches into a pattern."""

        def part(match: re.Match[str]) -> str:
            if match[1] not in self._parts:
                raise LexiconError(f"en/times: entry {rule.id}: there is no '@{match[1]}' in parts.toml")
            return self._parts[match[1]]

        return re.sub(r"@(\w+)", part, rule.pattern)

    def _compile(self, rule: TimeRule, meanings: dict[str, Meaning]) -> _Compiled:
        if rule.meaning not in meanings:
            raise LexiconError(f"en/times: entry {rule.id}: there is no meaning '{rule.meaning}'; see docs/times.md")
        if rule.category not in CATEGORIES:
            raise LexiconError(
                f"en/times: entry {rule.id}: there is no category '{rule.category}'; choose of {', '.join(CATEGORIES)}"
            )
        if rule.guard and rule.guard not in GUARDS:
            raise LexiconError(
                f"en/times: entry {rule.id}: there is no guard '{rule.guard}'; choose of {', '.join(sorted(GUARDS))}"
            )
        pattern = _PART.sub(functools.partial(self._part, rule), self._whole(rule))
        try:
            expression = re.compile(_numbered(pattern.replace(" ", "")))
        except re.error as error:
            raise LexiconError(f"en/times: entry {rule.id}: the pattern is malformed: {error}") from error
        return _Compiled(
            rule,
            expression,
            self._needs(rule, self._whole(rule)),
            meanings[rule.meaning],
            self.vocabulary.signs[f"{rule.category} category"],
            frozenset(rule.after),
            frozenset(rule.not_after),
            frozenset(rule.not_before),
            GUARDS.get(rule.guard),
            self._guard_words.get(rule.guard, Around()),
        )

    def _needs(self, rule: TimeRule, pattern: str) -> int:
        """Find what a pattern cannot do without: kinds and words outside all brackets, and not followed by "?"."""
        needs: list[frozenset[str]] = []
        depth = 0
        for match in re.finditer(r"\((?:\?:|\w+=)?|\)\??|<(?:\w+=)?([\w|]+)>(\s*\?)?|([A-Za-z]+)(\s*\?)?|\|", pattern):
            if match[0].startswith("("):
                depth += 1
            elif match[0].startswith(")"):
                depth -= 1
            elif match[0] == "|" and not depth:
                return 0
            elif not depth and match[1] and not match[2]:
                needs.append(frozenset("".join(self._signs(rule, kind) for kind in match[1].split("|"))))
            elif not depth and match[3] and not match[4]:
                needs.append(frozenset(self.vocabulary.signs[match[3].lower()]))
        return sum(1 << self._bits.setdefault(need, len(self._bits)) for need in dict.fromkeys(needs))

    def _part(self, rule: TimeRule, match: re.Match[str]) -> str:
        name, kinds, group, word = match.group("name"), match.group("kinds"), match.group("group"), match.group("word")
        if group:
            return f"(?P<{group}>"
        if kinds:
            signs = "".join(self._signs(rule, kind) for kind in kinds.split("|"))
            return f"(?P<{name}>[{signs}])" if name else f"[{signs}]"
        return self.vocabulary.signs[word.lower()]

    def _signs(self, rule: TimeRule, kind: str) -> str:
        signs = ""
        for part in GROUPS.get(kind, (kind,)):
            known = self.vocabulary.kinds.get(part)
            if known is None:
                raise LexiconError(f"en/times: entry {rule.id}: there is no kind of word '{part}' in words.csv")
            signs += "".join(known)
        return signs

    def _split_names(self, names: dict[str, str]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
        """Order the names of days by their first word, the longest first."""
        out: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for name, day in sorted(names.items(), key=lambda n: (-len(n[0]), n[0])):
            words = tuple(item.lower for item in self.vocabulary.items(name))
            out.setdefault(words[0], []).append((words, day))
        return out

    def _holds_name(self, text: str) -> bool:
        """Say quickly whether a text holds the name of a day."""
        firsts = self._firsts.intersection(_LETTERS.findall(text))
        return any(name in text for first in firsts for name in self._spelt[first])

    def _join_names(self, items: list[Item]) -> list[Item]:
        """Make one item of every name of a day; names have capitals."""
        out: list[Item] = []
        at = 0
        while at < len(items):
            item = items[at]
            for words, day in self._names.get(item.lower, ()) if item.text[:1].isupper() else ():
                run = items[at : at + len(words)]
                if len(run) == len(words) and all(
                    i.lower == word or (word == "'" and i.lower == "’") for i, word in zip(run, words, strict=True)
                ):
                    out.append(self._name(run, day))
                    at += len(words)
                    break
            else:
                out.append(item)
                at += 1
        return out

    def _name(self, run: list[Item], day: str) -> Item:
        rule = TimeRule(id=f"named.{day}", pattern="", meaning="named-day", category="named", value=day)
        text = " ".join(item.text for item in run)
        meaning = self._named_meaning or _no_meaning
        found = Found(rule, tuple(run), {}, meaning, 0, len(run))
        return Item(self._named, text, text.lower(), run[0].start, run[-1].end, found=found)

    def read(self, text: str) -> list[Found]:
        """Find the time expressions of a text, in its order, none overlapping.

        What was found is remembered for a while: an undated document is read for its day first, then for its times.
        """
        known = self._read.get(text)
        if known is None:
            if len(self._read) >= _REMEMBERED:
                self._read.clear()
            known = self._read[text] = self._find(text)
        return list(known)

    def _find(self, text: str) -> list[Found]:
        named = self._holds_name(text)
        if not named and not self.vocabulary.may_hold_time(text):
            return []
        items = self.vocabulary.items(text)
        if named:
            items = self._join_names(items)
        signs = "".join(item.sign for item in items)
        if not self.vocabulary.triggers.intersection(signs) and self._named not in signs:
            return []
        for level in self.levels:
            items = self._run(level, items)
        return [item.found for item in items if isinstance(item.found, Found) and item.found.rule.category != "stop"]

    def _run(self, rules: tuple[_Compiled, ...], items: list[Item]) -> list[Item]:
        signs = "".join(item.sign for item in items)
        matches: list[tuple[int, int, int, _Compiled, re.Match[str]]] = []
        present = 0
        for sign in set(signs):
            present |= self._masks.get(sign, 0)
        for order, compiled in enumerate(rules):
            if compiled.needs & ~present:
                continue
            at = 0
            while (match := compiled.pattern.search(signs, at)) is not None:
                if match.end() > match.start() and self._fits(compiled, items, match):
                    matches.append((match.start(), -match.end(), order, compiled, match))
                    at = match.end()
                else:
                    at = match.start() + 1
        if not matches:
            return items
        matches.sort(key=lambda m: m[:3])
        out: list[Item] = []
        at = 0
        for start, minus_end, _, compiled, match in matches:
            if start < at:
                continue
            out.extend(items[at:start])
            out.extend(_collapse(compiled, items, match))
            at = -minus_end
        out.extend(items[at:])
        return out

    def _fits(self, compiled: _Compiled, items: list[Item], match: re.Match[str]) -> bool:
        start, end = match.span()
        for name in match.re.groupindex:
            if name.startswith("x_") and match.start(name) >= 0:
                start, end = match.span(name)
        before = items[start - 1].lower if start else ""
        if compiled.after and before not in compiled.after:
            return False
        if compiled.not_after and before in compiled.not_after:
            return False
        if compiled.guard is not None and not compiled.guard(items, start, end, compiled.guard_words):
            return False
        return not (compiled.not_before and end < len(items) and items[end].lower in compiled.not_before)


def _collapse(compiled: _Compiled, items: list[Item], match: re.Match[str]) -> list[Item]:
    """Make one item of what a rule has read; with a group `x` only that group is the expression."""
    start, end = match.span()
    groups = {
        name.partition("_")[0]: (match.start(name) - start, match.end(name) - start)
        for name in match.re.groupindex
        if match.start(name) >= 0
    }
    first, last = groups.get("x", (0, end - start))
    found = Found(compiled.rule, tuple(items[start:end]), groups, compiled.meaning, first, last)
    text = " ".join(item.text for item in items[start + first : start + last])
    one = Item(compiled.sign, text, text.lower(), found.start, found.end, found=found)
    return [*items[start : start + first], one, *items[start + last : end]]


_REMEMBERED = 500  # sentences: those of a long document
_LETTERS = re.compile(r"[^\W\d_]+")


def _no_meaning(found: Found, frame: Frame) -> Sense | None:  # noqa: ARG001 - meanings share one shape
    return None


_PART = re.compile(
    r"<(?:(?P<name>\w+)=)?(?P<kinds>[\w|]+)>|\((?P<group>[a-z]\w*)=|(?P<word>[A-Za-z]+)",
)


def _numbered(pattern: str) -> str:
    """Give every group a name of its own: "n" may stand on both sides of a bar, which `re` does not allow."""
    count = itertools.count(1)
    return re.sub(r"\(\?P<(\w+)>", lambda m: f"(?P<{m[1]}_{next(count)}>", pattern)


def _literals(pattern: str) -> list[str]:
    return [match.group("word").lower() for match in _PART.finditer(pattern) if match.group("word")]
