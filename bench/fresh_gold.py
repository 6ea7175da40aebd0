"""Turn the articles of bench/fresh, each one file of text and answers, into the layout that score.py reads.

    python bench/fresh_gold.py bench/fresh/held OUT_DIR

A file holds a head ("published: 2021-03-18"), `---`, the article with its title as first line, `===`, and a line for
each answer; the shapes stand in bench/fresh/README.md. Sentences are found by the words quoted, and are not repeated.
"""

import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

Json = dict[str, object]
_TITLES = r"(?<!\bMr\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bGen\.)(?<!\bCol\.)(?<!\bSen\.)(?<!U\.S\.)"
_SENTENCE_END = re.compile(rf"(?<=[.!?][\"'”)])\s+(?=[A-Z\"“(])|(?<=[.!?]){_TITLES}\s+(?=[A-Z\"“(0-9])|\n+")


class Article:
    """One file: its head, its text, and the lines of its answers."""

    def __init__(self, path: Path) -> None:
        self.path = path
        head, _, rest = path.read_text(encoding="utf-8").partition("\n---\n")
        text, _, answers = rest.partition("\n===\n")
        self.text = text.strip() + "\n"
        self.head = dict(line.split(": ", 1) for line in head.strip().splitlines())
        self.lines = [line.strip() for line in answers.splitlines() if line.strip()]
        self.spans = list(_sentences(self.text))

    def gold(self) -> Json:
        """Give the answers in the shape of record.md, sentences quoted."""
        document: Json = {
            **self.head,
            "published_given": True,
            "title": self.text.splitlines()[0],
            "licence": "written for dragoman; what it tells is invented",
        }
        kinds = {
            "E": "events",
            "S": "statements",
            "M": "milestones",
            "P": "precedence",
            "O": "officials",
            "A": "assessments",
        }
        found: dict[str, list[Json]] = {name: [] for name in kinds.values()}
        for line in self.lines:
            fields = [part.strip() for part in line.split("|")]
            kind = kinds.get(fields[0][:1])
            if kind is None:
                self.fail(line, "it begins with none of E, S, M, P, O, A")
            found[kind].append(getattr(self, f"_{kind}")(line, fields))
        return {"document": document, **found}

    def fail(self, line: str, fault: str) -> NoReturn:
        """End with the file, the line and the fault."""
        sys.exit(f"{self.path}: {line!r}: {fault}; see bench/fresh/README.md")

    def _sentence(self, line: str, words: str) -> str:
        at = self.text.find(words)
        if not words or at < 0:
            self.fail(line, f"the text does not hold {words!r}")
        return next(self.text[a:b] for a, b in self.spans if a <= at < b)

    def _events(self, line: str, fields: list[str]) -> Json:
        name, types, status = fields[0].split()
        doers, _, done_to = fields[1].partition(">")
        event: Json = {
            "id": name.lower(),
            "type": types.split("/"),
            "mode": [],
            "status": status.split(","),
            "actors": self._actors(line, doers),
            "recipients": self._actors(line, done_to),
            "time": _when(_at(fields, 3)),
            "sentence": self._sentence(line, fields[2]),
            "trigger": fields[2],
            "reported_by": {"kind": "narrator"},
            "optional": False,
        }
        place, _, country = _at(fields, 4).partition("=")
        if place:
            event["place"] = {"name": place, "country": country} if country else {"name": place}
        also, links = list[str](), list[Json]()
        for extra in filter(None, (part.strip() for part in _at(fields, 5).split(";"))):
            key, _, value = extra.partition("=")
            if extra == "opt":
                event["optional"] = True
            elif key == "also":
                also.append(self._sentence(line, value))
            elif key == "mode":
                event["mode"] = value.split(",")
            elif key == "rb":
                kind, _, teller = value.partition(",")
                event["reported_by"] = {"kind": kind, "name": teller} if teller else {"kind": kind}
            elif key == "link":
                kind, _, target = value.partition(",")
                links.append({"kind": kind, "to": target.lower()})
            elif key == "note":
                event["note"] = value
            else:
                self.fail(line, f"{extra!r} is no extra")
        return {**event, "also": also, "links": links}

    def _statements(self, line: str, fields: list[str]) -> Json:
        marks = _at(fields, 4)
        first, _, last = fields[3].partition(" … ")
        start = self.text.find(first)
        end = self.text.find(last, start) + len(last) if last else start + len(first)
        if start < 0 or end < start:
            self.fail(line, f"the text does not hold {fields[3]!r}")
        speaker = self._actors(line, fields[1])[0]
        return {
            "speaker": {**speaker, "named": "anon" not in marks},
            "direct": fields[2] == "d",
            "text": self.text[start:end],
            "sentence": self._sentence(line, first),
            "optional": "opt" in marks,
        }

    def _officials(self, line: str, fields: list[str]) -> Json:
        del line
        return {"name": fields[1], "country": fields[2], "office": fields[3]}

    def _milestones(self, line: str, fields: list[str]) -> Json:
        return {
            "kind": fields[1],
            "title": fields[2],
            "parties": [p for p in fields[3].split("+") if p],
            "time": _when(fields[4]),
            "sentence": self._sentence(line, fields[5]),
            "optional": _at(fields, 6) == "opt",
        }

    def _precedence(self, line: str, fields: list[str]) -> Json:
        return {
            "text": fields[1],
            "kind": fields[2],
            "parties": fields[3].split("+"),
            "since": _when(_at(fields, 4)),
            "sentence": self._sentence(line, fields[1]),
        }

    def _assessments(self, line: str, fields: list[str]) -> Json:
        return {
            "about": fields[1].split("+"),
            "trend": fields[2].split("/"),
            "held_by": fields[3],
            "hedged": fields[4] == "h",
            "text": fields[5],
            "sentence": self._sentence(line, fields[5]),
            "optional": _at(fields, 6) == "opt",
        }

    def _actors(self, line: str, text: str) -> list[Json]:
        found = list[Json]()
        for word in filter(None, (part.strip() for part in text.split("+"))):
            code, _, name = word.partition("=")
            if re.fullmatch(r"[A-Z]{3}|-", code) is None:
                self.fail(line, f"{word!r} is no actor")
            found.append({**({"country": code} if code != "-" else {}), **({"name": name} if name else {})})
        return found


def _sentences(text: str) -> Iterable[tuple[int, int]]:
    start = 0
    for match in _SENTENCE_END.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _at(fields: list[str], place: int) -> str:
    return fields[place] if len(fields) > place else ""


def _when(text: str) -> Json | None:
    if text in {"", "-"}:
        return None
    start, dots, end = text.partition("..")
    return {"start": start or None, "end": (end if dots else start) or None}


def build(folder: Path, out: Path) -> int:
    """Write NAME.txt and NAME.json for every article of a folder; how many there were."""
    out.mkdir(parents=True, exist_ok=True)
    paths = sorted(folder.glob("*.txt"))
    for path in paths:
        article = Article(path)
        (out / path.name).write_text(article.text, encoding="utf-8")
        written = json.dumps(article.gold(), ensure_ascii=False, indent=1) + "\n"
        (out / f"{path.stem}.json").write_text(written, encoding="utf-8")
    return len(paths)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("fresh_gold.py ARTICLES OUT_DIR")
    print(f"{build(Path(sys.argv[1]), Path(sys.argv[2]))} articles")
