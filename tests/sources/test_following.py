"""Feeds followed, against a server that changes, fails, is silent, says "not modified" and "too many requests"."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import pytest
import specimens
from webserver import Answer, Site, serving

from dragoman.errors import UsageError
from dragoman.lexicons.files import Lexicons
from dragoman.schema.document import Document, Refusal
from dragoman.sources.feed_list import FeedList, FeedPlan, load_feed_list
from dragoman.sources.following import FeedStatus, Follower
from dragoman.sources.web import Fetcher

START = datetime(2031, 5, 5, tzinfo=UTC).timestamp()


class World:
    """A server, a clock, and a record: what a follower lives among; the record outlives it."""

    def __init__(self, site: Site, folder: Path) -> None:
        self.site, self.folder = site, folder
        self.now = START
        self.slept: list[float] = []
        self.record: dict[str, Document] = {}  # by id, as a record keeps them
        self.refusals: list[Refusal] = []
        self.fetcher = Fetcher(allow_private=True, most_seconds=2)
        self.plans = FeedList(feed=(FeedPlan(url=f"{site.url}/feed"),))

    def follower(self) -> Follower:
        return Follower(
            self.plans, self.folder / "state", fetcher=self.fetcher, lexicons=Lexicons(),
            now=lambda: self.now, sleep=self.sleep,
            known=lambda source: any(document.source == source for document in self.record.values()),
        )  # fmt: skip

    def statuses(self) -> tuple[FeedStatus, ...]:
        with self.follower() as follower:
            return follower.statuses()

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def round(self, *, everything: bool = False) -> list[str]:
        """Take what a round gives, and keep it; gives the sources in order."""
        sources: list[str] = []
        with self.follower() as follower:
            for item in list(follower.round(everything=everything)):
                sources.append(item.source.removeprefix(self.site.url))
                if isinstance(item, Document):
                    self.record[item.id] = item
                    follower.kept(item.source)
                else:
                    self.refusals.append(item)
                    follower.refused(item.source)
        return sources

    def later(self, minutes: float = 60) -> None:
        self.now += minutes * 60


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with serving(Site()) as site:
        world = World(site, tmp_path)
        yield world
        world.fetcher.close()


def article(number: int, words: str = "") -> str:
    return specimens.html(specimens.TEXT.replace("Monday", f"Monday, in round {number}{words}"))


def publish(world: World, numbers: range, *, day: str = "Mon, 05 May 2031 10:00:00 GMT") -> None:
    """Put the articles into the feed, the newest first, and their pages on the site."""
    items = specimens.feed(0, link="").replace(
        "</channel>",
        "".join(
            f"<item><title>Round {n}</title><link>{world.site.url}/a/{n}?utm_source=x</link>"
            f"<pubDate>{day}</pubDate></item>"
            for n in reversed(numbers)
        )
        + "</channel>",
    )
    world.site.page("/feed", items, "application/rss+xml")
    for number in numbers:
        world.site.page(f"/a/{number}", article(number))


def test_each_article_once_and_the_oldest_first(world: World) -> None:
    publish(world, range(3))
    assert world.round() == ["/a/0", "/a/1", "/a/2"]
    assert world.round() == []
    world.later()
    assert world.round() == []
    publish(world, range(1, 5))
    assert world.round() == [], "not due yet"
    world.later()
    assert world.round() == ["/a/3", "/a/4"]
    assert len(world.record) == 5
    (status,) = world.statuses()
    assert (status.title, status.read, status.waiting, status.failures, status.answer) == (
        "Harbour Times",
        5,
        0,
        0,
        "4 entries",
    )
    assert all(world.site.asked.count(f"/a/{number}") == 1 for number in range(5))


def test_pause_between_requests_to_one_site(world: World) -> None:
    world.site.page("/robots.txt", "User-agent: *\nCrawl-delay: 4\n", "text/plain")
    publish(world, range(3))
    world.round()
    assert world.slept[1:] == [4, 4]


def test_not_modified_loses_nothing_that_waits(world: World) -> None:
    publish(world, range(2))
    page = world.site.answers["/feed"]

    def answer(headers: dict[str, str]) -> Answer:
        if headers.get("if-none-match") == "x":
            return 304, {}, b""
        status, sent, body = page(headers)
        return status, {**sent, "ETag": "x"}, body

    world.site.answers["/feed"] = answer
    with world.follower() as follower:  # which is killed before anything is kept
        next(follower.round())
    world.later()
    assert world.round() == ["/a/0", "/a/1"]
    assert world.statuses()[0].answer == "not modified"


def test_killed_between_keeping_and_noting(world: World) -> None:
    publish(world, range(2))
    with world.follower() as follower:
        for item in list(follower.round()):
            assert isinstance(item, Document)
            world.record[item.id] = item
    assert world.round() == []
    assert len(world.record) == 2
    assert world.site.asked.count("/a/0") == 1, "it is in the record: it is not fetched again"


def test_failing_feed_is_asked_less_and_less_often(world: World) -> None:
    world.site.answers["/feed"] = lambda _: (500, {}, b"")
    waits = []
    for _ in range(8):
        world.round()
        with world.follower() as follower:
            waits.append((follower.next_due() - world.now) / 60)
            world.now = follower.next_due()
    for wait, expected in zip(waits, [60, 120, 240, 480, 960, 1440, 1440, 1440], strict=True):
        assert wait == pytest.approx(expected, rel=0.11)
    publish(world, range(1))
    assert world.round() == ["/a/0"]
    assert world.statuses()[0].failures == 0


@pytest.mark.parametrize("as_date", [False, True], ids=["seconds", "date"])
def test_retry_after_goes_before_our_own_wait(as_date: bool, world: World) -> None:
    at = format_datetime(datetime.fromtimestamp(START + 20_000, UTC), usegmt=True)
    world.site.answers["/feed"] = lambda _: (429, {"Retry-After": at if as_date else "20000"}, b"")
    world.round()
    with world.follower() as follower:
        assert follower.next_due() == pytest.approx(START + 20_000, abs=5)


def test_gone_feed_is_not_asked_again(world: World) -> None:
    world.site.answers["/feed"] = lambda _: (410, {}, b"")
    world.round()
    world.later(100_000)
    world.round()
    assert world.site.asked.count("/feed") == 1
    assert world.statuses()[0].next is None


def test_page_that_fails_for_a_while_is_tried_again(world: World) -> None:
    publish(world, range(2))
    world.site.answers["/a/0"] = lambda _: (503, {}, b"")
    assert world.round() == [], "the whole site asked to be left alone"
    publish(world, range(2))
    world.later()
    assert world.round() == ["/a/0", "/a/1"]


def test_page_that_is_gone_is_refused_once(world: World) -> None:
    publish(world, range(2))
    del world.site.answers["/a/0"]
    assert world.round() == ["/a/0", "/a/1"]
    world.later()
    assert world.round() == []
    (refusal,) = world.refusals
    assert "no such page" in refusal.fault
    assert world.statuses()[0].refused == 1


def test_page_that_never_answers_is_given_up_after_a_day(world: World) -> None:
    publish(world, range(1))
    world.site.answers["/a/0"] = lambda _: (500, {}, b"")
    for _ in range(25):
        world.round()
        world.later(240)
    assert world.site.asked.count("/a/0") == 6
    assert [refusal.source.removeprefix(world.site.url) for refusal in world.refusals] == ["/a/0"]


def test_page_that_may_not_be_fetched_is_read_from_the_feed(world: World) -> None:
    world.site.page("/robots.txt", "User-agent: *\nDisallow: /a/\n", "text/plain")
    world.site.page("/feed", specimens.feed(1, link=f"{world.site.url}/a/"), "application/rss+xml")
    assert world.round() == ["/a/0"]
    (document,) = world.record.values()
    assert "met for the 0th time" in document.text
    assert document.publisher == "Harbour Times"


def test_changed_article_is_another_version(world: World) -> None:
    publish(world, range(1))
    world.round()
    publish(world, range(1), day="Tue, 06 May 2031 08:00:00 GMT")
    world.site.page("/a/0", article(0, ", as was learned later"))
    world.later()
    assert world.round() == ["/a/0"]
    one, other = world.record.values()
    assert one.source == other.source
    assert one.id != other.id
    world.later()
    assert world.round() == []


def test_article_in_two_feeds_is_read_once(world: World) -> None:
    publish(world, range(2))
    world.site.answers["/second"] = world.site.answers["/feed"]
    world.plans = FeedList(
        feed=(FeedPlan(url=f"{world.site.url}/feed"), FeedPlan(url=f"{world.site.url}/second", publisher="X"))
    )
    assert world.round() == ["/a/0", "/a/1"]
    assert [status.read for status in world.statuses()] == [2, 0]


def test_feed_alone(world: World) -> None:
    world.plans = FeedList(feed=(FeedPlan(url=f"{world.site.url}/feed", pages=False, publisher="The Wire"),))
    world.site.page("/feed", specimens.feed(3), "application/rss+xml")
    assert len(world.round()) == 3
    assert {document.publisher for document in world.record.values()} == {"The Wire"}
    assert world.site.asked == ["/robots.txt", "/feed"]


def test_two_followers_with_one_state(world: World) -> None:
    with world.follower(), pytest.raises(UsageError, match="another `dragoman follow` is at work"):
        world.follower()


@pytest.mark.parametrize("seed", range(6))
def test_bad_weather(seed: int, world: World) -> None:
    """A server that fails in every way at random, and a follower that dies at random: each article once, none lost."""
    lot = random.Random(seed)
    publish(world, range(12))
    calm = dict(world.site.answers)

    def moody(path: str) -> None:
        page = calm[path]

        def answer(headers: dict[str, str]) -> Answer:
            mood = lot.random()
            if mood < 0.1:
                return 500, {}, b""
            if mood < 0.2:
                return 429, {"Retry-After": "30"}, b""
            if mood < 0.25:
                return 304, {}, b""
            if mood < 0.3:
                return 200, {"Content-Length": "100000"}, iter([b"<rss", b" cut"])
            if mood < 0.35 and path != "/feed":
                return 301, {"Location": path.replace("/a/", "/b/")}, b""
            return page(headers)

        world.site.answers[path] = answer

    for path in calm:
        moody(path)
    world.site.answers |= {f"/b/{number}": calm[f"/a/{number}"] for number in range(12)}
    given: list[str] = []
    for _ in range(10):
        with world.follower() as follower:
            for item in follower.round(everything=True):
                if lot.random() < 0.3:
                    break  # killed before it is kept
                if isinstance(item, Document):
                    world.record[item.id] = item
                    given.append(item.source)
                    if lot.random() < 0.3:
                        break  # killed before it is noted
                    follower.kept(item.source)
        world.later(lot.choice([1, 30, 600]))
    world.site.answers = calm
    for _ in range(8):
        given += world.round(everything=True)
        world.later(1_500)
    assert len(given) == len(set(given))
    sources = sorted(document.source.removeprefix(world.site.url) for document in world.record.values())
    assert sources == sorted(f"/a/{number}" for number in range(12))
    assert world.refusals == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param("", "feed", id="empty"),
        pytest.param("feed = []", "names no feed", id="no feeds"),
        pytest.param("[[feed]]\nurl = 'ftp://x'", "no address of http", id="another kind of address"),
        pytest.param("[[feed]]\nurl = 'http://x/'\nminutes = 0.1", "too often", id="too often"),
        pytest.param("[[feed]]\nurl = 'http://x/'\nminuets = 5", "minuets", id="a key misspelt"),
        pytest.param("[[feed]]\nurl = 'http://x/'\n[[feed]]\nurl = 'http://x/'", "twice", id="twice"),
        pytest.param("[[feed]", "no TOML", id="no TOML"),
    ],
)
def test_list_that_cannot_be_used(content: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").write_text(content)
    with pytest.raises(UsageError, match=words):
        load_feed_list(tmp_path / "feeds.toml")
