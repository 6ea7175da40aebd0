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
    pattern: re.Pattern[str]
    length: int  # of the path as written: the longest that fits counts
    allows: bool


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
        fitting = [rule for rule in self.rules if rule.pattern.match(path)]
        return max(fitting, key=lambda rule: (rule.length, rule.allows)).allows if fitting else True


NOTHING = Robots(rules=(_Rule(re.compile(""), 0, False),))
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
                    rules.append(_Rule(_compiled(value), len(value), key == "allow"))
    rules, delays = groups.get(agent.lower()) or groups.get("*") or ([], [])
    return Robots(tuple(rules), min(delays[0], _MOST_DELAY) if delays else None)


def _compiled(path: str) -> re.Pattern[str]:
    """Make an expression of a path in which "*" stands for anything and "$" at the end for the end."""
    ends = path.endswith("$")
    # Stars in a row mean the same as one, and would make matching slow.
    parts = re.split(r"\*+", path[:-1] if ends else path)
    return re.compile(".*".join(re.escape(_even(part)) for part in parts) + ("$" if ends else ""))


def _even(path: str) -> str:
    """Write a path in one way: what need not be escaped is not, all else is."""
    return quote(unquote(path, errors="surrogateescape"), safe="/?&=:@!$'()*+,;~-._[]", errors="surrogateescape")
