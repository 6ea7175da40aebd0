"""What a site asks of programs in its robots.txt, by RFC 9309.

Python's own urllib.robotparser takes the first rule that fits instead of the longest, and knows no "*" inside a path,
which most papers use.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

_MOST_DELAY = 60.0  # seconds; a longer wish is met by that


@dataclass(frozen=True, slots=True)
class _Rule:
    parts: tuple[str, ...]  # of the path, between its stars
    ends: bool  # whether nothing may follow the last part
    length: int  # of the path as written: the longest that fits counts
    allows: bool

    def fits(self, path: str) -> bool:
        """Say whether a path begins as the rule has it. Parts are looked for in turn: no rule can make this slow."""
        first, *rest = self.parts
        if not path.startswith(first):
            return False
        if not rest:
            return not self.ends or path == first
        at = len(first)
        for part in rest[:-1]:
            found = path.find(part, at)
            if found < 0:
                return False
            at = found + len(part)
        return path.find(rest[-1], at) >= 0 if not self.ends else path.endswith(rest[-1], at)


@dataclass(frozen=True, slots=True)
class Robots:
    """What a site asks of one program. Without rules everything is allowed."""

    rules: tuple[_Rule, ...] = ()
    delay: float | None = None  # seconds between two requests, where the site asks for it

    def allows(self, url: str) -> bool:
        """Say whether an address may be fetched: by the longest rule that fits, allowing ones first among equals."""
        parts = urlsplit(url)
        path = _even(parts.path or "/") + (f"?{_even(parts.query)}" if parts.query else "")
        if path == "/robots.txt":
            return True
        fitting = [rule for rule in self.rules if rule.fits(path)]
        return max(fitting, key=lambda rule: (rule.length, rule.allows)).allows if fitting else True


NOTHING = Robots(rules=(_Rule(("",), False, 0, False),))
"""Of a site whose robots.txt cannot be had because its server fails: nothing is allowed."""


def parse_robots(text: str, *, agent: str) -> Robots:
    """Read a robots.txt for a program of that name: its own group where there is one, else that of "*"."""
    groups: dict[str, tuple[list[_Rule], list[float]]] = {}
    names: list[str] = []
    in_rules = False
    for line in text.removeprefix("\ufeff").splitlines():
        key, mark, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not mark:
            continue
        if key == "user-agent":
            if in_rules:
                names, in_rules = [], False
            name = re.match(r"[a-z_*-]*", value.lower())
            names.append(name.group() if name else "")
            groups.setdefault(names[-1], ([], []))
        elif key in {"allow", "disallow", "crawl-delay"}:
            in_rules = True
            for name_ in names:
                rules, delays = groups[name_]
                if key == "crawl-delay":
                    delays += [float(value)] if re.fullmatch(r"\d{1,6}(?:\.\d+)?", value) else []
                elif value:
                    rules.append(_rule(value, allows=key == "allow"))
    rules, delays = groups.get(agent.lower()) or groups.get("*") or ([], [])
    return Robots(tuple(rules), min(delays[0], _MOST_DELAY) if delays else None)


def _rule(path: str, *, allows: bool) -> _Rule:
    """Take a path apart in which "*" stands for anything and "$" at the end for the end."""
    ends = path.endswith("$")
    parts = re.split(r"\*+", path[:-1] if ends else path)
    return _Rule(tuple(_even(part) for part in parts), ends, len(path), allows)


def _even(path: str) -> str:
    """Write a path in one way: what need not be escaped is not, all else is."""
    return quote(unquote(path, errors="surrogateescape"), safe="/?&=:@!$'()*+,;~-._[]", errors="surrogateescape")
