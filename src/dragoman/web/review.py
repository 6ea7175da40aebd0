"""What a reviewer decides about an event, on its page or through the API: as `dragoman review` does."""

from datetime import datetime

import msgspec

from dragoman.errors import UsageError
from dragoman.record.decisions import Correction, Decision, DecisionKind
from dragoman.schema.base import Record
from dragoman.web.desk import Desk
from dragoman.web.event import EventPage


class Wish(Record, frozen=True, kw_only=True):
    """What somebody wishes to decide about an event."""

    kind: DecisionKind
    to: Correction | None = None  # of CORRECT only: the fields as they should be
    same_as: str | None = None  # of MERGE only: the id of the event that is the same act
    apart: tuple[str, ...] = ()  # of SPLIT only: ids of the reports that tell of another act
    why: str = ""


def decide_on(desk: Desk, found: EventPage, wish: Wish, *, who: str) -> str:
    """Note a decision, and put the events together anew; give the id of a report that the event keeps.

    Raises:
        UsageError: a name is missing, nothing is decided, or another event or report is not found.
    """
    if not who:
        raise UsageError("say who decides: a decision needs a name")
    reports = _reports(desk, found, wish)
    decision = Decision(
        kind=wish.kind,
        reports=reports,
        to=_correction(found, wish) if wish.kind is DecisionKind.CORRECT else None,
        who=who[:100],
        when=datetime.now().astimezone().replace(microsecond=0),
        why=wish.why,
    )
    desk.store.decide(decision)
    desk.merge()
    return reports[0][1]


def _reports(desk: Desk, found: EventPage, wish: Wish) -> tuple[tuple[str, str], ...]:
    own = tuple((ref.document, ref.id) for ref in found.event.reports)
    if wish.kind is DecisionKind.MERGE:
        if not wish.same_as:
            raise UsageError("choose the event that is the same, or give its id")
        keys = desk.store.report_keys(wish.same_as)
        if keys[0] in own:
            raise UsageError(f"event {wish.same_as}: is this one; give the id of the other")
        return (own[0], keys[0])  # the others of each come along
    if wish.kind is DecisionKind.SPLIT:
        out = tuple(key for key in own if key[1] in wish.apart)
        stay = tuple(key for key in own if key[1] not in wish.apart)
        if not out or not stay:
            raise UsageError("choose the reports that are not of this event: some, but not all of them")
        return (stay[0], *out)
    return own


def _correction(found: EventPage, wish: Wish) -> Correction:
    """Leave out of a correction what the event is already."""
    to, now = wish.to or Correction(), found.event
    correction = msgspec.structs.replace(
        to,
        type=to.type if to.type is not now.type else None,
        status=to.status if to.status is not now.status else None,
    )
    if correction == Correction():
        raise UsageError("nothing differs from what the event is now; change the type, the status or the day")
    return correction
