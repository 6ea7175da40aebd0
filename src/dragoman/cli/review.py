"""`dragoman review`: decisions of people about what was read and merged."""

import getpass
import sys
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from dragoman.cli.options import DEFAULT_RECORD, LexiconOption, RecordOption, day, lexicons_with
from dragoman.cli.tables import choice, write_lines
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.record.decisions import Correction


class ReviewAct(StrEnum):
    """What to do."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    MERGE = "merge"
    SPLIT = "split"
    LIST = "list"  # print the decisions as JSON Lines
    IMPORT = "import"  # read them from standard input


def review(
    act: Annotated[ReviewAct, typer.Argument(help="What to decide; list and import exchange decisions.")],
    events: Annotated[
        list[str] | None, typer.Argument(metavar="[EVENT-ID]", help="Ids, or their beginnings, as `show` has them.")
    ] = None,
    type_: Annotated[
        str | None, typer.Option("--type", metavar="TYPE", help="correct: the type it should have.")
    ] = None,
    status: Annotated[
        str | None, typer.Option(metavar="STATUS", help="correct: the status that it should have.")
    ] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DAY", help="correct: the day of the act.")] = None,
    who: Annotated[str | None, typer.Option(metavar="NAME", help="Who decides; otherwise the user's name.")] = None,
    when: Annotated[
        str | None, typer.Option(metavar="TIME", help="When, ISO 8601; otherwise now. Part of the decision's id.")
    ] = None,
    why: Annotated[str, typer.Option(metavar="REASON", help="The reason, for those who come after.")] = "",
    record: RecordOption = DEFAULT_RECORD,
    lexicon: LexiconOption = None,
) -> None:
    """Accept, correct, reject, merge or split events; decisions win over what was read, and outlive reading again.

    A merged event's id stands for all its reports; split parts the second and further ids from the first.
    """
    from dragoman.record.decisions import Decision, DecisionKind  # noqa: PLC0415
    from dragoman.record.store import open_record  # noqa: PLC0415 - loads SQLAlchemy

    lexicons = lexicons_with(lexicon)
    with open_record(record, create=False, lexicons=lexicons) as store:
        if act is ReviewAct.LIST:
            write_lines(store.decisions())
            return
        if act is ReviewAct.IMPORT:
            new = 0
            for number, text in enumerate(sys.stdin.buffer, 1):
                if text.strip():
                    try:
                        decision = msgspec.json.decode(text, type=Decision)
                    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
                        raise UsageError(
                            f"line {number}: is no decision ({error}); import what `review list` wrote"
                        ) from error
                    new += store.decide(decision)
            typer.echo(f"{new} new decisions", err=True)
            return
        if not events:
            raise UsageError(f"review {act}: names no event; give ids as `dragoman show` prints them")
        keys = [key for id_ in events for key in store.report_keys(id_)]
        if act in {ReviewAct.MERGE, ReviewAct.SPLIT}:
            # Of each id one report: merging takes the others along, splitting begins anew from it.
            keys = [store.report_keys(id_)[0] for id_ in events]
        try:
            decision = Decision(
                kind=DecisionKind(act),
                reports=tuple(dict.fromkeys(keys)),
                to=_correction(type_, status, on) if act is ReviewAct.CORRECT else None,
                who=who or getpass.getuser(),
                when=_time(when),
                why=why,
            )
        except ValueError as error:
            raise UsageError(f"review {act}: {error}") from error
        store.decide(decision)
        store.merge()
    typer.echo(f"decision {decision.id[:8]}: {act} {', '.join(events)}", err=True)


def _correction(type_: str | None, status: str | None, on: str | None) -> "Correction":
    from dragoman.record.decisions import Correction  # noqa: PLC0415
    from dragoman.schema.event import EventType, Status  # noqa: PLC0415
    from dragoman.schema.when import Precision, When  # noqa: PLC0415

    if not (type_ or status or on):
        raise UsageError("review correct: says nothing to correct; give --type, --status or --on")
    the_day = day("--on", on)
    return Correction(
        type=EventType(next(iter(choice("--type", [type_], list(EventType))))) if type_ else None,
        status=Status(next(iter(choice("--status", [status], list(Status))))) if status else None,
        time=When(start=the_day, end=the_day, precision=Precision.DAY) if the_day else None,
    )


def _time(text: str | None) -> datetime:
    if text is None:
        return datetime.now().astimezone().replace(microsecond=0)
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"--when {text}: is no time; write it as 2022-08-19T14:30") from error
