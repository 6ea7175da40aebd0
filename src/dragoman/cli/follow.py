"""`dragoman follow`: feeds polled, and what they lead to read into a record, for as long as it runs."""

import sys
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import AllowPrivateOption, LexiconOption, lexicons_with
from dragoman.cli.read import ReadFormat, Tally, open_for_reading, read_into, writer
from dragoman.sources.feed_list import load_feed_list

if TYPE_CHECKING:
    from dragoman.sources.following import FeedStatus

_LONGEST_SLEEP = 60.0  # seconds after which the list is looked at again


def follow(
    feeds: Annotated[Path, typer.Argument(metavar="FEEDS.toml", help="The feeds; see docs/sources.md.")],
    record: Annotated[
        str | None,
        typer.Option(
            metavar="FILE|URL", help="Keep what is read in this record; without, it is written as JSON Lines."
        ),
    ] = None,
    once: Annotated[bool, typer.Option("--once", help="Poll what is due, read what came, and end: for cron.")] = False,
    all_: Annotated[bool, typer.Option("--all", help="With --once: poll what is not due yet too.")] = False,
    status: Annotated[bool, typer.Option("--status", help="Print how each feed does, and end.")] = False,
    state: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where it is kept what was seen; beside FEEDS.toml if not given."),
    ] = None,
    seed: Annotated[int, typer.Option(metavar="N", help="Of the jitter in the times of polls.")] = 0,
    allow_private: AllowPrivateOption = False,
    lexicon: LexiconOption = None,
) -> None:
    """Follow feeds: poll them politely, fetch new pages, and read them. Each article is read once.

    It may be stopped or killed at any time and started again: nothing is lost, and nothing read twice. What changes at
    its source later is read again, as another version of the same document.
    """
    from dragoman.sources.following import Follower  # noqa: PLC0415 - loads what reads pages
    from dragoman.sources.web import Fetcher  # noqa: PLC0415 - loads httpcore

    plans = load_feed_list(feeds)
    lexicons = lexicons_with(lexicon)
    state = state or feeds.with_suffix(".state")
    tally = Tally()
    with ExitStack() as stack:
        store = None if status else stack.enter_context(open_for_reading(record, lexicons))
        fetcher = None if status else stack.enter_context(Fetcher(allow_private=allow_private, contact=plans.contact))
        follower = stack.enter_context(
            Follower(
                plans,
                state,
                fetcher=fetcher,
                lexicons=lexicons,
                known=store.holds if store is not None else lambda _: False,
                now=time.time,
                sleep=time.sleep,
                seed=seed,
            )
        )
        if status:
            typer.echo(status_table(follower.statuses()))
            return

        def settle(source: str, kept: bool) -> None:
            (follower.kept if kept else follower.refused)(source)

        try:
            while True:
                incoming = follower.round(everything=all_ and once)
                first = next(incoming, None)
                if first is not None:  # else the parser need not be loaded
                    read_into(
                        chain([first], incoming),
                        lexicons=lexicons,
                        store=store,
                        write=writer(ReadFormat.JSONL) if store is None else None,
                        tally=tally,
                        learned=datetime.fromtimestamp(time.time(), UTC).date(),
                        settle=settle,
                    )
                if once:
                    break
                time.sleep(min(max(follower.next_due() - time.time(), 1.0), _LONGEST_SLEEP))
        except KeyboardInterrupt:
            sys.stdout.flush()
        typer.echo(status_table(follower.statuses()), err=True)
    typer.echo(tally.summary, err=True)
    if tally.refusals:
        raise typer.Exit(1)


def status_table(statuses: "tuple[FeedStatus, ...]") -> str:
    """Give one line a feed under a heading, in columns; times in UTC."""
    heading = ("feed", "polled", "answer", "next", "failures", "read", "refused", "waiting")
    lines = [heading]
    for it in statuses:
        next_ = "never" if it.next is None else _time(it.next) if it.next else "now"
        counts = (str(it.failures), str(it.read), str(it.refused), str(it.waiting))
        lines.append((it.title or it.url, _time(it.polled), it.answer or "", next_, *counts))
    shown = [[_short(cell, 48) for cell in line] for line in lines]
    widths = [max(len(line[at]) for line in shown) for at in range(len(heading))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if at < 4 else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in shown
    )


def _time(seconds: float | None) -> str:
    return "never" if seconds is None else datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M")


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
