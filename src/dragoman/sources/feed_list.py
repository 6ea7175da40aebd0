"""FEEDS.toml: which feeds are followed, how often, and who follows them."""

import tomllib
from pathlib import Path

import msgspec

from dragoman.errors import UsageError
from dragoman.schema.base import Record

_LEAST_MINUTES = 1.0  # what a site asks for in Retry-After or robots.txt goes before it


class FeedPlan(Record, frozen=True, kw_only=True):
    """One feed to follow."""

    url: str
    publisher: str | None = None  # goes before what feed and pages say
    minutes: float = 30.0  # between two polls, while all goes well
    pages: bool = True  # fetch the pages that entries lead to; False: read what the feed itself holds

    def __post_init__(self) -> None:
        if not self.url.startswith(("http://", "https://")):
            raise ValueError(f"url: '{self.url}' is no address of http or https")
        if self.minutes < _LEAST_MINUTES:
            raise ValueError(f"minutes: {self.minutes:g} is too often; ask a feed once a minute at most")


class FeedList(Record, frozen=True, kw_only=True):
    """The feeds to follow, in the order of the file."""

    feed: tuple[FeedPlan, ...]
    contact: str | None = (
        None  # where site owners reach who follows them: a mail or web address, sent with each request
    )
    pause: float = 1.0  # seconds between two requests to one site, where its robots.txt asks for no longer one


def load_feed_list(path: Path) -> FeedList:
    """Read a list of feeds.

    Raises:
        UsageError: it cannot be read, holds an unknown key, or names no feed or one twice; the message says which.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(
            f"{path}: cannot be read: {error.strerror}; give a list of feeds, see docs/sources.md"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: no TOML in UTF-8: {error}; see docs/sources.md for an example") from error
    try:
        feeds = msgspec.convert(content, FeedList)
    except (msgspec.ValidationError, ValueError) as error:
        raise UsageError(f"{path}: {error}; see docs/sources.md for the keys") from error
    urls = [plan.url for plan in feeds.feed]
    if not urls:
        raise UsageError(f"{path}: names no feed; add [[feed]] with its url")
    if len(set(urls)) < len(urls):
        twice = next(url for url in urls if urls.count(url) > 1)
        raise UsageError(f"{path}: {twice} stands there twice; take one out")
    return feeds
