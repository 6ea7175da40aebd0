"""Figures are drawn in a process of their own: the library that draws lets no other thread of its process go on."""

import multiprocessing
import multiprocessing.connection
import os
import threading
from collections import OrderedDict
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor

import msgspec

from dragoman.formats.drawing import Picture, draw

_KEPT = 200
"""Figures kept; most stay the same when the record changes."""


class Drawer:
    """Draws specifications, given as JSON, each once."""

    def __init__(self) -> None:
        """Begin without a process: it is started with the first figure, and anew if it dies."""
        self._lock = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None
        self._drawn: OrderedDict[bytes, Future[str]] = OrderedDict()

    def begin(self, spec: bytes) -> None:
        """Have a figure drawn, so that `drawn` need not wait as long."""
        self._drawing(spec)

    def drawn(self, spec: bytes) -> str:
        """Give a figure as SVG."""
        try:
            return self._drawing(spec).result()
        except BrokenExecutor:  # the process was ended from outside
            with self._lock:
                self._pool = None
                self._drawn.clear()
            return self._drawing(spec).result()

    def _drawing(self, spec: bytes) -> "Future[str]":
        with self._lock:
            found = self._drawn.get(spec)
            if found is None:
                if self._pool is None:
                    context = multiprocessing.get_context("spawn")  # a forked one would inherit locks of our threads
                    self._pool = ProcessPoolExecutor(max_workers=1, mp_context=context, initializer=_end_with_parent)
                found = self._pool.submit(_draw, spec)
                self._drawn[spec] = found
                if len(self._drawn) > _KEPT:
                    self._drawn.popitem(last=False)
            return found


def framed(svg: str) -> str:
    """Make a document of a figure for the midst of a page: its links lead the page on, its colours follow the page."""
    return '<?xml-stylesheet type="text/css" href="/static/figure.css"?>\n' + svg.replace("<a ", '<a target="_top" ')


def _end_with_parent() -> None:
    """See to it that this process does not outlive one that was killed."""
    parent = multiprocessing.parent_process()
    assert parent is not None

    def wait() -> None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(0)

    threading.Thread(target=wait, daemon=True).start()


def _draw(spec: bytes) -> str:
    return draw(msgspec.json.decode(spec), Picture.SVG).decode()


DRAWER = Drawer()
"""One for all records that a program serves."""
