"""The record as the pages ask it: opened once, its answers kept until it changes."""

import threading
import time
from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any, TypeVar

from dragoman.errors import DragomanError
from dragoman.record.outline import Outline
from dragoman.record.overview import Watch
from dragoman.record.recorded import RecordedEvent
from dragoman.record.store import open_record
from dragoman.relations.account import outlines_between
from dragoman.relations.groups import Side
from dragoman.relations.parties import party_names
from dragoman.web.settings import Settings

T = TypeVar("T")

_KEPT = 400
"""How many answers are kept: pages of a busy morning, at some hundred kilobytes each at most."""


class _Answer:
    """An answer that is worked out once, however many ask for it at the same time."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self.done = False
        self._value: Any = None
        self.before: _Answer | None = None  # what was answered until the record changed, given while this is made

    def get(self) -> Any:
        with self._lock:
            if not self.done:
                self._value = self._make()
                self.done = True
                self.before = None
        return self._value

    def last(self) -> "_Answer | None":
        """Give the answer itself, or the one before it, if one of them is there."""
        return self if self.done else self.before


class Desk:
    """An open record with its lexicons, and a memory of answers. Safe to use from many threads."""

    def __init__(self, settings: Settings) -> None:
        """Open the record.

        Raises:
            RecordError: it is missing, foreign, or cannot be read.
        """
        self.settings = settings
        self.lexicons = settings.lexicons
        self.names = party_names(settings.lexicons)
        self.store = open_record(settings.record, create=False, lexicons=settings.lexicons, merge_when_asked=False)
        self._watch = Watch(self.store)
        self._memory: dict[Hashable, _Answer] = {}
        self._former: dict[Hashable, _Answer] = {}  # the memory until the record was last changed
        self._behind = ThreadPoolExecutor(max_workers=1, thread_name_prefix="dragoman-renewing")
        self._lock = threading.Lock()
        self._looked = 0.0
        self._merging = threading.Lock()
        self._left_over = False  # a merging could not be done, for a writer held the record
        self.store.merge()

    def close(self) -> None:
        """Let go of the record, once no merging is under way."""
        self._behind.shutdown(cancel_futures=True)
        with self._merging:
            self._watch.close()
            self.store.close()

    # Memory

    def remember(self, key: Hashable, make: Callable[[], T]) -> T:
        """Give an answer from memory, or work it out; the memory is emptied when the record changes."""
        self._look()
        with self._lock:
            answer = self._memory.get(key)
            if answer is None:
                if len(self._memory) >= _KEPT:
                    del self._memory[next(iter(self._memory))]
                answer = self._memory[key] = _Answer(make)
        found: T = answer.get()
        return found

    def recall(self, key: Hashable, make: Callable[[], T]) -> T:
        """Give an answer from memory, after a change the former one while a new one is worked out behind.

        So nobody waits while another program writes; what this program changes is seen at once.
        """
        self._look()
        with self._lock:
            former = self._former.pop(key, None)
            if former is not None and key not in self._memory and (last := former.last()) is not None:
                answer = self._memory[key] = _Answer(make)
                answer.before = last
                self._behind.submit(answer.get)
            held = self._memory.get(key)
            last = held.last() if held else None
        if last is not None:
            found: T = last.get()
            return found
        return self.remember(key, make)

    def forget(self) -> None:
        """Empty the memory: this program has changed the record."""
        with self._lock:
            self._memory, self._former = {}, {}

    def _look(self) -> None:
        """Empty the memory if another program has changed the record, and have its reports put together."""
        with self._lock:
            now = time.monotonic()
            if now - self._looked < self.settings.calm:
                return
            self._looked = now
            if not self._watch.changed() and not self._left_over:
                return
            self._former = self._memory if self.settings.calm else {}
            self._memory = {}
        if self._merging.acquire(blocking=False):
            threading.Thread(target=self._merge_behind, name="dragoman-merging").start()

    def _merge_behind(self) -> None:
        try:
            self.store.merge()
            self._left_over = False
        except DragomanError:
            self._left_over = True  # the next look tries again
        finally:
            self._merging.release()

    def merge(self) -> None:
        """Put reports together now, so that whoever decided something sees it in the next answer."""
        with self._merging:
            self.store.merge()
        self.forget()

    # What pages share

    @property
    def today(self) -> date | None:
        """The day that pages speak of; None for a record without any day of publication."""
        return self.settings.today or self.remember("last published", self.store.last_published)

    def name(self, party: str) -> str:
        """Give what people call a party."""
        return self.names.get(party, party)

    def outlines(self, one: Side, other: Side, as_of: date | None) -> tuple[Outline, ...]:
        """Give the events between two sides in outline, in the order of their days."""
        return self.remember(
            ("outlines", one, other, as_of), lambda: outlines_between(self.store, one, other, as_of=as_of)
        )

    def events(self, ids: Sequence[str], as_of: date | None = None) -> tuple[RecordedEvent, ...]:
        """Give events by id, in the order of the ids given, without those that nobody knows."""
        found = {event.id: event for event in self.store.events_named(ids, as_of=as_of)}
        return tuple(found[id_] for id_ in ids if id_ in found)

    def known_by(self, asked: date | None) -> date | None:
        """Give the day as of which the record is asked, None for all of it, which is quicker and the same."""
        return asked if asked is not None else self.settings.today

    def before(self, days: int) -> date:
        """Give the day so many days before today; the first day there is for a record without days."""
        return self.today - timedelta(days=days) if self.today else date.min
