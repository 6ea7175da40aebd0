"""How well actors are resolved on the development data: marked spans, officials, countries of named participants.

bench/actors.py ../shared/eval            the numbers
bench/actors.py ../shared/eval --show     and every case that remains
"""

import argparse
import json
import resource
import time
from collections import Counter
from datetime import date
from pathlib import Path

from dragoman.actors.casting import cast, resolve_span
from dragoman.actors.names import gazetteer
from dragoman.actors.offices import holders
from dragoman.actors.officials import read_officials
from dragoman.actors.wording import wording
from dragoman.lexicons.files import Lexicons
from dragoman.reading.reader import read_document, read_documents
from dragoman.schema.actor import Actor
from dragoman.sources.documents import bare_document


def loading(lexicons: Lexicons) -> None:
    """Time what it costs to load the tables, once, in seconds of processor and megabytes."""
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    gazetteer(lexicons), holders(lexicons), wording(lexicons)
    spent = time.process_time() - began
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"loading: {spent:.3f} s, {memory:.0f} MB")


def standing(actors: tuple[Actor, ...]) -> str:
    """Say how far a span was resolved: to a country, an organisation, a defined group, or not at all."""
    if not actors:
        return "nobody"
    if any(a.country and len(a.country) == 3 and a.country not in {"IGO", "NGO", "MNC"} for a in actors):
        return "country"
    if any(a.country for a in actors):
        return "organisation"
    if any(a.sector for a in actors):
        return "group"
    return "name only"


def marked_spans(folder: Path, lexicons: Lexicons, *, show: bool) -> None:
    """Count how the marked actors of plv-train are resolved."""
    rows = [json.loads(line) for line in (folder / "plv-train.jsonl").read_text(encoding="utf-8").splitlines()]
    documents = [bare_document(row["text"], source=str(row["id"]), lexicons=lexicons) for row in rows]
    counts: Counter[str] = Counter()
    spent, mentions = 0.0, 0
    for row, (document, reading) in zip(rows, read_documents(documents, lexicons=lexicons), strict=True):
        began = time.process_time()
        found = cast(document, reading, lexicons=lexicons, published=None)
        spent += time.process_time() - began
        mentions += len(found.mentions)
        for side in ("source", "target"):
            if row[side] is None:
                continue
            span = (row[side][0], row[side][1])
            sentence = next((s for s in reading.sentences if s.span[0] <= span[0] < s.span[1]), reading.sentences[-1])
            actors = resolve_span(found, sentence, span)
            how = standing(actors)
            counts[how] += 1
            if show and how in {"nobody", "name only"}:
                print(f"  {how:10} {row['text'][slice(*span)]!r}  in  {row['text'][:160]!r}")
    total = sum(counts.values())
    resolved = total - counts["nobody"] - counts["name only"]
    print(f"marked spans: {resolved / total:.3f} of {total} resolved; {dict(sorted(counts.items()))}")
    print(f"time: {1000 * spent / max(mentions, 1):.3f} ms a mention, {1000 * spent / len(rows):.3f} ms a text")


def articles(folder: Path, lexicons: Lexicons, *, show: bool) -> None:
    """Compare officials and the countries of named participants with the gold articles."""
    right = gold_count = system = office_right = country_right = country_all = 0
    for path in sorted((folder / "articles").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        written = gold["document"].get("published")
        day = date.fromisoformat(written) if written else None
        document = bare_document(text, source=path.stem, lexicons=lexicons, published=day)
        reading = read_document(document, lexicons=lexicons)
        found = cast(document, reading, lexicons=lexicons, published=document.published)
        officials = read_officials(document, reading, found, lexicons=lexicons)
        wanted = gold.get("officials", [])
        taken: set[str] = set()
        for person in wanted:
            match = next(
                (o for o in officials if last(o.name) == last(person["name"]) or o.name == person["name"]), None
            )
            optional = bool(person.get("optional"))
            gold_count += not optional
            if match is None:
                if not optional and show:
                    print(f"  missed {path.stem}: {person}")
                continue
            taken.add(match.name)
            if optional:
                continue
            right += 1
            theirs, ours = words(person["office"]), words(match.office)
            good = len(theirs & ours) / max(1, min(len(theirs), len(ours))) >= 0.5
            office_right += good
            if person.get("country"):
                country_all += 1
                country_right += match.country == person["country"]
            if show and not (good and match.country == person.get("country")):
                print(f"  differs {path.stem}: {person} against {match.office!r} {match.country}")
        optional_names = {last(p["name"]) for p in wanted if p.get("optional")}
        for official in officials:
            if official.name in taken:
                system += last(official.name) not in optional_names
                continue
            system += 1
            if show:
                print(f"  false {path.stem}: {official.name} {official.country} {official.office!r}")
    precision, recall = right / max(system, 1), right / max(gold_count, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    print(f"officials: P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")
    print(f"offices right {office_right} of {right}, countries {country_right} of {country_all}")


def last(name: str) -> str:
    """Give the last word of a name, folded for comparison."""
    return name.lower().replace("-", " ").split()[-1]


def words(text: str) -> set[str]:
    """Give the words of an office."""
    return {w.strip(",.;()'’").removesuffix("’s") for w in text.lower().split()} - {"of", "the", "and"}


def main() -> None:
    """Print the numbers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--only", choices=["spans", "articles", "loading"])
    arguments = parser.parse_args()
    lexicons = Lexicons()
    loading(lexicons)
    if arguments.only == "loading":
        return
    if arguments.only != "spans":
        articles(arguments.folder, lexicons, show=arguments.show)
    if arguments.only != "articles":
        marked_spans(arguments.folder, lexicons, show=arguments.show)


if __name__ == "__main__":
    main()
