"""Feeds followed over days: what to ask for next, what came, and what of it has been read, kept through any end.

An entry is noted as waiting in one transaction with the feed's ETag, so that a feed that says "not modified" afterwards
loses nothing; and it is noted as read only after the caller says that its documents are kept. Killed in between, the
next start asks `known` whether they are, and fetches the page again only where they are not.
"""

import contextlib
import random
import re
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC
from email.utils import parsedate_to_datetime
from enum import StrEnum
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import msgspec

from dragoman.errors import RefusedError, UsageError
from dragoman.lexicons.files import Lexicons
from dragoman.schema.document import Document, Refusal
from dragoman.sources.documents import read_entry, read_member
from dragoman.sources.feed_list import FeedList, FeedPlan
from dragoman.sources.feeds import Feed, FeedEntry, read_feed
from dragoman.sources.web import Fetcher, FetchError

_DAY = 86_400.0
_MOST_ATTEMPTS = 6  # for one page; with the waits between them that is about a day
_FIRST_WAIT = 600.0  # seconds after the first failure of a page; twice as long after each further one
_LONGEST_PAUSE = 90.0  # seconds that are slept through; what must wait longer is put off
_MOST_VERSIONS = 10  # of one page: some feeds change the stamps of all entries at each poll
_JITTER = 0.1  # of an interval, each way, so that many feeds do not stay in step

# What links carry to tell by which way a reader came; the page is the same without.
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|mc_[ce]id|cmpid?|ns_\w+|at_\w+|xtor|ocid)$")

_TABLES = """
CREATE TABLE IF NOT EXISTS feeds (
    url TEXT PRIMARY KEY, title TEXT, etag TEXT, last_modified TEXT, polled REAL, answer TEXT,
    next REAL NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0, polls INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS articles (
    address TEXT PRIMARY KEY, feed TEXT NOT NULL, position INTEGER NOT NULL, stamp TEXT, state TEXT NOT NULL,
    entry BLOB, versions INTEGER NOT NULL DEFAULT 0, attempts INTEGER NOT NULL DEFAULT 0, next REAL NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS articles_waiting ON articles (feed, position) WHERE state = 'waiting';
"""


class ArticleState(StrEnum):
    """How far an article has come."""

    WAITING = "waiting"
    READ = "read"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class FeedStatus:
    """How a feed does; times are seconds since 1970, None: never."""

    url: str
    title: str | None
    polled: float | None
    answer: str | None  # of the last poll, in words
    next: float | None  # None: it is not polled any more
    failures: int  # in a row
    read: int
    refused: int
    waiting: int


class Follower:
    """Polls feeds, and fetches what they lead to. One state is for one follower at a time.

    Times are seconds since 1970, given by the caller; the only clock here is his.
    """

    def __init__(
        self,
        feeds: FeedList,
        state: Path,
        *,
        fetcher: Fetcher | None,
        lexicons: Lexicons,
        known: Callable[[str], bool] = lambda _: False,
        now: Callable[[], float],
        sleep: Callable[[float], None],
        seed: int = 0,
    ) -> None:
        """Open the state, or begin one.

        Args:
            feeds: what is followed.
            state: file that keeps what was seen.
            fetcher: what fetches; None: only `statuses` will be asked for, and another follower may be at work.
            lexicons: where the words of pages lie.
            known: whether documents from an address are kept already.
            now: tells the time.
            sleep: waits some seconds between two requests to one site.
            seed: of the jitter.

        Raises:
            UsageError: another follower uses the state, or the file is none.
        """
        self._feeds, self._fetcher, self._lexicons = feeds, fetcher, lexicons
        self._known, self._now, self._sleep, self._seed = known, now, sleep, seed
        self._site_free: dict[str, float] = {}  # host → when it may be asked again
        self._open: dict[str, str] = {}  # source of a document that was given out → its article
        self._left: dict[str, int] = {}  # article → documents of it that nothing has been said of yet
        self._read: set[str] = set()  # articles of which a document was kept
        try:
            with contextlib.ExitStack() as opened:  # closed again where the state cannot be used
                self._lock: sqlite3.Connection | None = None
                if fetcher is not None:
                    self._lock = sqlite3.connect(f"{state}.lock", timeout=0, isolation_level=None)
                    opened.callback(self._lock.close)
                    self._lock.execute("BEGIN EXCLUSIVE")
                self._db = sqlite3.connect(state, isolation_level=None, timeout=30)
                opened.callback(self._db.close)
                self._db.execute("PRAGMA journal_mode = WAL")
                self._db.executescript(_TABLES)
                opened.pop_all()
        except sqlite3.Error as error:
            busy = "locked" in str(error)
            what = (
                "another `dragoman follow` is at work with it"
                if busy
                else f"it is no state of `dragoman follow` ({error})"
            )
            raise UsageError(f"{state}: {what}; wait for it, or give another --state") from error

    def __enter__(self) -> "Follower":
        """Give the follower itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the state."""
        self.close()

    def close(self) -> None:
        """Close the state."""
        self._db.close()
        if self._lock is not None:
            self._lock.close()

    # Asking

    def round(self, *, everything: bool = False) -> Iterator[Document | Refusal]:
        """Poll the feeds that are due, and give the documents of the articles that wait, feed by feed, oldest first.

        Whoever takes them says `kept` or `refused` of each; until then an article goes on waiting.

        Args:
            everything: do not ask whether feeds and articles are due.
        """
        for plan in self._feeds.feed:
            if everything or self._is_due(plan):
                self._poll(plan)
            yield from self._articles(plan, everything=everything)

    def next_due(self) -> float:
        """Give the time at which the next feed or article is due."""
        urls = [plan.url for plan in self._feeds.feed]
        marks = ",".join("?" * len(urls))
        polled = dict(self._db.execute(f"SELECT url, next FROM feeds WHERE url IN ({marks})", urls).fetchall())
        (article,) = self._db.execute(
            f"SELECT min(next) FROM articles WHERE state = 'waiting' AND feed IN ({marks})", urls
        ).fetchone()
        return min(float(at) for at in [*(polled.get(url, 0.0) for url in urls), article] if at is not None)

    def kept(self, source: str) -> None:
        """Note that a document of that source is kept."""
        self._settle(source, read=True)

    def refused(self, source: str) -> None:
        """Note that a document of that source was refused, which is final."""
        self._settle(source, read=False)

    def _settle(self, source: str, *, read: bool) -> None:
        address = self._open.get(source)
        if address is None:
            return
        if read:
            self._read.add(address)
        self._left[address] -= 1
        if not self._left[address]:
            state = ArticleState.READ if address in self._read else ArticleState.REFUSED
            self._open = {source: other for source, other in self._open.items() if other != address}
            del self._left[address]
            self._read.discard(address)
            self._finish(address, state)

    def _finish(self, address: str, state: ArticleState) -> None:
        self._db.execute(
            "UPDATE articles SET state = ?, entry = NULL, attempts = 0, versions = versions + 1 WHERE address = ?",
            (state, address),
        )

    # Feeds

    def _is_due(self, plan: FeedPlan) -> bool:
        row = self._db.execute("SELECT next FROM feeds WHERE url = ?", (plan.url,)).fetchone()
        return row is None or row[0] <= self._now()

    def _poll(self, plan: FeedPlan) -> None:
        """Ask for a feed, and note its new entries as waiting."""
        if until := self._blocked(plan.url):
            self._db.execute("UPDATE feeds SET next = ? WHERE url = ?", (until, plan.url))
            return
        row = self._db.execute(
            "SELECT etag, last_modified, failures, polls FROM feeds WHERE url = ?", (plan.url,)
        ).fetchone()
        etag, last_modified, failures, polls = row or (None, None, 0, 0)
        wait = plan.minutes * 60 * self._jitter(plan.url, polls)
        assert self._fetcher is not None
        try:
            self._wait_for_site(plan.url)
            answer = self._fetcher.get(plan.url, etag=etag, last_modified=last_modified)
            feed = None if answer.status == 304 else read_feed(answer.body)
        except RefusedError as error:
            fault = str(error).rpartition("; ")[0] or str(error)
            gone = isinstance(error, FetchError) and error.status == 410
            asked = self._retry_after(error) or 0.0
            wait = max(min(wait * 2 ** min(failures + 1, 16), _DAY), asked)
            self._site_free[_host(plan.url)] = max(self._site_free.get(_host(plan.url), 0.0), self._now() + asked)
            self._note_poll(plan, fault, next_=float("inf") if gone else self._now() + wait, failures=failures + 1)
            return
        self._db.execute("BEGIN IMMEDIATE")
        with self._transaction():
            if feed is not None:
                self._note_entries(plan, feed)
            words = "not modified" if feed is None else f"{len(feed.entries)} entries"
            if answer.moved:
                words += f", moved to {answer.moved}"
            self._note_poll(plan, words, next_=self._now() + wait, failures=0)
            self._db.execute(
                "UPDATE feeds SET etag = ?, last_modified = ?, title = coalesce(?, title) WHERE url = ?",
                (answer.etag or etag if feed is None else answer.etag,
                 answer.last_modified or last_modified if feed is None else answer.last_modified,
                 feed.title if feed else None, plan.url),
            )  # fmt: skip

    def _note_poll(self, plan: FeedPlan, answer: str, *, next_: float, failures: int) -> None:
        self._db.execute(
            "INSERT INTO feeds (url, polled, answer, next, failures, polls) VALUES (?, ?, ?, ?, ?, 1) "
            "ON CONFLICT (url) DO UPDATE SET polled = excluded.polled, answer = excluded.answer, next = excluded.next, "
            "failures = excluded.failures, polls = polls + 1",
            (plan.url, self._now(), answer, next_, failures),
        )

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def _note_entries(self, plan: FeedPlan, feed: Feed) -> None:
        (position,) = self._db.execute("SELECT coalesce(max(position), 0) FROM articles").fetchone()
        for entry in reversed(feed.entries):  # feeds begin with the newest
            position += 1
            address = _address(entry.link) if plan.pages and entry.link else f"{plan.url}#{entry.key}"
            stamp = entry.updated or entry.published
            self._db.execute(
                "INSERT INTO articles (address, feed, position, stamp, state, entry) VALUES (?, ?, ?, ?, 'waiting', ?) "
                # The same article under another feed, or once more: only a new stamp of its own feed is a new version.
                "ON CONFLICT (address) DO UPDATE SET stamp = excluded.stamp, entry = excluded.entry, "
                "state = 'waiting', next = 0, attempts = 0 "
                "WHERE feed = excluded.feed AND stamp IS NOT excluded.stamp AND versions < ?",
                (address, plan.url, position, stamp, _packed(entry, feed), _MOST_VERSIONS),
            )

    # Articles

    def _articles(self, plan: FeedPlan, *, everything: bool) -> Iterator[Document | Refusal]:
        rows = self._db.execute(
            "SELECT address, entry, attempts, versions FROM articles "
            "WHERE feed = ? AND state = 'waiting' AND next <= ? ORDER BY position",
            (plan.url, float("inf") if everything else self._now()),
        ).fetchall()
        for address, packed, attempts, versions in rows:
            if address in self._left:
                continue  # under way already
            if not versions and self._known(address):
                self._finish(address, ArticleState.READ)  # kept, and killed before it was noted
                continue
            items = self._read_article(plan, address, packed, attempts)
            if not items:
                continue
            self._left[address] = len(items)
            self._open |= dict.fromkeys((item.source for item in items), address)
            yield from items

    def _read_article(self, plan: FeedPlan, address: str, packed: bytes, attempts: int) -> list[Document | Refusal]:
        """Read an article; nothing where it is to be tried again later."""
        title, entry = _unpacked(packed)
        assert self._fetcher is not None
        if not (plan.pages and entry.link):
            return [self._from_feed(plan, title, entry, address)]
        if until := self._blocked(address):
            self._db.execute("UPDATE articles SET next = ? WHERE address = ?", (until, address))
            return []
        try:
            self._wait_for_site(address)
            member = self._fetcher.fetch(address)
        except FetchError as error:
            if error.passing and attempts + 1 < _MOST_ATTEMPTS:
                wait = max(_FIRST_WAIT * 2**attempts, self._retry_after(error) or 0.0)
                wait *= self._jitter(address, attempts)
                if error.status in {429, 503}:
                    self._site_free[_host(address)] = self._now() + wait
                self._db.execute(
                    "UPDATE articles SET attempts = attempts + 1, next = ? WHERE address = ?",
                    (self._now() + wait, address),
                )
                return []
            if entry.html.strip():
                return [self._from_feed(plan, title, entry, address)]  # what the feed holds is better than nothing
            fault, _, remedy = str(error).rpartition("; ")
            return [Refusal(source=address, fault=fault, remedy=remedy)]
        return list(read_member(replace(member, name=address), lexicons=self._lexicons, publisher=plan.publisher))

    def _from_feed(self, plan: FeedPlan, title: str | None, entry: FeedEntry, address: str) -> Document | Refusal:
        feed = Feed(title=plan.publisher or title, entries=())
        return read_entry(entry, feed, source=address, lexicons=self._lexicons)

    # Manners

    def _wait_for_site(self, url: str) -> None:
        """Keep the pause between two requests to one site."""
        assert self._fetcher is not None
        host, now = _host(url), self._now()
        if (free := self._site_free.get(host, 0.0)) > now:
            self._sleep(free - now)
        pause = max(self._feeds.pause, self._fetcher.delay(url) or 0.0)
        self._site_free[host] = self._now() + pause

    def _blocked(self, url: str) -> float | None:
        """Give the time until which a site asked to be left alone, where that is too long to wait for here."""
        free = self._site_free.get(_host(url), 0.0)
        return free if free - self._now() > _LONGEST_PAUSE else None

    def _jitter(self, url: str, count: int) -> float:
        return random.Random(f"{self._seed} {url} {count}").uniform(1 - _JITTER, 1 + _JITTER)

    def _retry_after(self, error: RefusedError) -> float | None:
        """Give the seconds that a server asks to wait, a day at most; None where it does not ask."""
        asked = error.retry_after.strip() if isinstance(error, FetchError) and error.retry_after else ""
        if re.fullmatch(r"\d{1,9}", asked):
            return min(float(asked), _DAY)
        try:
            at = parsedate_to_datetime(asked)
        except (ValueError, TypeError):
            return None
        return min(max((at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp() - self._now(), 0.0), _DAY)

    # Telling

    def statuses(self) -> tuple[FeedStatus, ...]:
        """Tell how each feed does, in the order of the list."""
        out: list[FeedStatus] = []
        for plan in self._feeds.feed:
            row = self._db.execute(
                "SELECT title, polled, answer, next, failures FROM feeds WHERE url = ?", (plan.url,)
            ).fetchone()
            title, polled, answer, next_, failures = row or (None, None, None, 0.0, 0)
            counts = dict(
                self._db.execute(
                    "SELECT state, count(*) FROM articles WHERE feed = ? GROUP BY state", (plan.url,)
                ).fetchall()
            )
            out.append(
                FeedStatus(
                    plan.url,
                    plan.publisher or title,
                    polled,
                    answer,
                    None if next_ == float("inf") else next_,
                    failures,
                    counts.get(ArticleState.READ, 0),
                    counts.get(ArticleState.REFUSED, 0),
                    counts.get(ArticleState.WAITING, 0),
                )
            )
        return tuple(out)


def _address(link: str) -> str:
    """Give the address that an article is known by: without its fragment and what tells by which way a reader came."""
    try:
        parts = urlsplit(link.strip())
    except ValueError:
        return link.strip()
    query = [
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.match(key.lower())
    ]
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path or "/", urlencode(query), ""))


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower()


class _Packed(msgspec.Struct, frozen=True):
    """An entry as the state keeps it while it waits."""

    feed: str | None
    entry: FeedEntry


def _packed(entry: FeedEntry, feed: Feed) -> bytes:
    return msgspec.json.encode(_Packed(feed.title, entry))


def _unpacked(packed: bytes) -> tuple[str | None, FeedEntry]:
    content = msgspec.json.decode(packed, type=_Packed)
    return content.feed, content.entry
