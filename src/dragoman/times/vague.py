"""Times without a place on the calendar: now, the past, the future."""

from dragoman.schema.when import Precision
from dragoman.times.grammar import Found, Meaning
from dragoman.times.sense import Frame, Sense, dated


def reference(found: Found, frame: Frame) -> Sense | None:  # noqa: ARG001
    """Read "now", "recently", "the future": TIMEX3 has PRESENT_REF, PAST_REF and FUTURE_REF for them.

    No interval: "recently" is no bound that a reader could rely on.
    """
    value = found.rule.value
    if not value:
        for name in found.groups:
            value = found.value(name) or value
    return dated(value or "PRESENT_REF", None, Precision.UNKNOWN)


def nothing(found: Found, frame: Frame) -> Sense | None:  # noqa: ARG001
    """No time at all: the words look like one ("the Daily Mail") and are kept from other rules."""
    return None


MEANINGS: dict[str, Meaning] = {"reference": reference, "nothing": nothing}
