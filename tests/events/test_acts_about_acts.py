"""The algebra of acts about acts: what refusing, promising, denying … make of the act below them."""

import csv

import pytest
from tests.events.test_acts_examples import CASES, keys, read_all

from dragoman.schema.event import Event

pytestmark = pytest.mark.parser

FILE = CASES / "acts-about-acts.csv"


def fits(event: Event, wanted: str) -> bool:
    """Hold an event against "TYPE ACTORS RECIPIENTS STATUS"; sides are joined by "+", the status may be left open."""
    kind, actors, recipients, status = wanted.split(" ")
    doers, others = set(filter(None, actors.split("+"))), set(filter(None, recipients.split("+")))
    if event.type != kind or (status and event.status != status):
        return False
    if not others:
        return doers <= keys((*event.actors, *event.recipients))
    return doers <= keys(event.actors) and others <= keys(event.recipients or event.actors)


def test_acts_about_acts() -> None:
    """Every row gives the events it names, and none of the type it rules out."""
    with FILE.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    wrong = []
    for row, record in zip(rows, read_all([row["text"] for row in rows]), strict=True):
        wanted = [w for w in row["events"].split(";") if w]
        missing = [w for w in wanted if not any(fits(event, w) for event in record.events)]
        if missing or (row["never"] and any(event.type == row["never"] for event in record.events)):
            found = [(str(e.type), str(e.status), keys(e.actors), keys(e.recipients)) for e in record.events]
            wrong.append(f"{row['text']}\n    lacks {missing}, never {row['never']!r}; found {found}")
    assert not wrong, "\n".join(wrong)
