"""Names and countries of the participants of matched events, and whose fault it is where one is wrong.

bench/participants.py ../shared/eval            the numbers
bench/participants.py ../shared/eval --show     and every case that is wrong
bench/participants.py --own                     our own passages, participants.jsonl; results in participants.md

Events are paired with the gold as score.py of that folder pairs them. A gold participant is *matched* when one of the
system's participants in the paired event bears its name, or says its words. Then its country is compared. Where none
does, the cast of the sentence tells whether the actors' room knew the participant (then the events' room chose others)
or did not.
"""

import argparse
import importlib.util
import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec

from dragoman import pipeline
from dragoman.actors.casting import cast
from dragoman.actors.offices import plain
from dragoman.lexicons.files import Lexicons
from dragoman.reading.reader import read_document
from dragoman.schema.actor import Actor, Cast
from dragoman.schema.base import overlap
from dragoman.sources.documents import bare_document


def load_scorer(folder: Path) -> ModuleType:
    """Load score.py of the evaluation folder by its path.

    Raises:
        FileNotFoundError: the folder has no score.py.
    """
    path = folder / "score.py"
    if not path.is_file():
        raise FileNotFoundError(f"{path}: no scorer; name the folder of the development data")
    spec = importlib.util.spec_from_file_location("eval_score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def assigned(scorer: Any, article: Any, events: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], int]]:
    """Pair gold events, optional ones too, with the places of the system's, as the scorer does."""
    weights = {
        (g, s): weight
        for g, gold in enumerate(article.events)
        for s, event in enumerate(events)
        if (weight := scorer.event_pair_weight(gold, event))
    }
    for g, s in sorted(scorer.assign(weights)):
        yield article.events[g], s


def pairs(scorer: Any, article: Any, events: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Pair gold events that are not optional with the system's."""
    return ((gold, events[s]) for gold, s in assigned(scorer, article, events) if not gold.get("optional"))


def main() -> None:
    """Print the numbers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--own", action="store_true", help="our own passages, whose codes were written before any run")
    arguments = parser.parse_args()
    if arguments.own:
        own_passages(show=arguments.show)
        return
    if arguments.folder is None:
        parser.error("name the folder of the development data, or give --own")
    scorer: Any = load_scorer(arguments.folder)
    lexicons = Lexicons()
    counts: Counter[str] = Counter()
    for article in scorer.load_articles(arguments.folder / "articles"):
        written = article.gold["document"].get("published")
        day = date.fromisoformat(written) if written else None
        document = bare_document(article.text, source=article.name, lexicons=lexicons, published=day)
        reading = read_document(document, lexicons=lexicons)
        found = cast(document, reading, lexicons=lexicons, published=document.published)
        record = msgspec.to_builtins(pipeline.read(document, lexicons=lexicons))
        for gold, event in pairs(scorer, article, record["events"]):
            _compare(scorer, gold, event, found, counts, article.name if arguments.show else "")
    named, matched = counts["named"], counts["matched"]
    print(f"names of participants: {counts['right']} of {named} right ({counts['right'] / named:.3f})")
    print(
        f"country of matched participants: {counts['country']} of {matched} right ({counts['country'] / matched:.3f})"
    )
    print(f"not right: {counts['actors']} for want of the actor, {counts['events']} where another was chosen")


def own_passages(*, show: bool) -> None:
    """Count the participants of our own passages that an event of one of the wanted types bears.

    The first letter of a passage's id tells its set: "a" was written first, "b" after what failed there was mended.
    """
    lexicons = Lexicons()
    counts: dict[str, Counter[str]] = {}
    for line in (Path(__file__).parent / "participants.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        day = date.fromisoformat(row["published"]) if row["published"] else None
        record = pipeline.read(
            bare_document(row["text"], source=row["id"], lexicons=lexicons, published=day), lexicons=lexicons
        )
        count = counts.setdefault(row["id"][0], Counter())
        for wanted in row["events"]:
            parties = [(name, country) for name, country in wanted["parties"]]
            events = [(*e.actors, *e.recipients) for e in record.events if e.type in wanted["types"]]
            people = max(events, key=lambda people: sum(_bears(people, *p) for p in parties), default=())
            count["events"] += 1
            count["complete"] += all(_bears(people, *p) for p in parties)
            for name, country in parties:
                right = _bears(people, name, country)
                count["parties"] += 1
                count["countries"] += country is None or any(a.country == country for a in people)
                count["named"] += name is not None
                count["right"] += right and name is not None
                if show and not right:
                    print(f"  {row['id']}: {wanted['types']} {name} {country}, ours {[a.name for a in people]}")
    for letter, count in sorted(counts.items()):
        names = f"{count['right']} of {count['named']} ({count['right'] / count['named']:.3f})"
        countries = f"{count['countries']} of {count['parties']} ({count['countries'] / count['parties']:.3f})"
        print(f"set {letter}: names {names}, countries {countries}, whole {count['complete']} of {count['events']}")


def _bears(people: tuple[Actor, ...], name: str | None, country: str | None) -> bool:
    """Say whether one of some actors has a country and the last word of a name, None standing for any."""
    return any(
        (name is None or plain(name).split()[-1:] == plain(a.name or "").split()[-1:])
        and (country is None or a.country == country)
        for a in people
    )


def _compare(
    scorer: Any, gold: dict[str, Any], event: dict[str, Any], found: Cast, counts: Counter[str], show: str
) -> None:
    people = scorer.dicts(event.get("actors")) + scorer.dicts(event.get("recipients"))
    for actor in scorer.dicts(gold.get("actors")) + scorer.dicts(gold.get("recipients")):
        name, country = actor.get("name"), actor.get("country")
        if not name:
            # Gold without a name is a state: matched where the system has one that says the same country.
            if country and any(p.get("country") == country for p in people):
                counts["matched"] += 1
                counts["country"] += 1
            continue
        same = [p for p in people if scorer.same_name(name, p.get("name") or p.get("text"))]
        if same:
            counts["matched"] += 1
            good = not country or any(p.get("country") == country for p in same)
            counts["country"] += good
            if show and not good:
                print(f"  country {show}: {name} {country}, ours {[p.get('country') for p in same]}")
        if country in {"IGO", "NGO", "MNC"}:
            continue
        counts["named"] += 1
        if any(not country or p.get("country") == country for p in same):
            counts["right"] += 1
            continue
        known = [a for a in _cast_of(gold, found) if scorer.same_name(name, a.name or a.text)]
        fault = "events" if any(not country or a.country == country for a in known) else "actors"
        counts[fault] += 1
        if show:
            ours = [(p.get("name") or p.get("text"), p.get("country")) for p in people]
            print(f"  {fault} {show}: {gold['type']} {name} {country}, ours {ours}\n      {gold.get('sentence')}")


def _cast_of(gold: dict[str, Any], found: Cast) -> Iterator[Actor]:
    """Give the actors that the cast has in the sentences of a gold event."""
    for mention in found.mentions:
        if any(overlap(mention.span, tuple(span)) for span in gold["_spans"]):
            yield from mention.actors


if __name__ == "__main__":
    main()
