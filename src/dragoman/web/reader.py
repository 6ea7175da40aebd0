"""Texts that somebody pastes are read in a process of their own, which is ended when it takes too long."""

import multiprocessing
import threading
from datetime import date
from multiprocessing.connection import Connection
from typing import Any

from dragoman.errors import RefusedError
from dragoman.lexicons.files import Lexicons
from dragoman.schema.base import Record
from dragoman.schema.document import Document, Refusal
from dragoman.schema.event import Event
from dragoman.schema.record import DocumentRecord
from dragoman.schema.when import Published, PublishedBasis

_STARTING = 60.0  # seconds in which the process must have loaded the parser
_WAITING = 4  # how many may wait for their turn; more are sent away


class Draft(Record, frozen=True, kw_only=True):
    """A text as somebody hands it in."""

    text: str
    source: str
    title: str | None = None
    publisher: str | None = None
    published: date | None = None


class ReadDraft(Record, frozen=True, kw_only=True):
    """What was read in a draft."""

    record: DocumentRecord
    document: Document


class Reader:
    """One process that reads, started when it is first needed and anew after it had to be ended."""

    def __init__(self, lexicons: Lexicons, *, longest: float) -> None:
        """Say with what and how long, in seconds, to read; nothing is started yet."""
        self._lexicons = lexicons
        self._longest = longest
        self._turn = threading.Lock()
        self._places = threading.Semaphore(_WAITING + 1)
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None

    def read(self, draft: Draft) -> ReadDraft | Refusal:
        """Read a draft as `dragoman read` would; what cannot be read, or not in time, is a refusal."""
        found = self._ask("read", draft)
        if isinstance(found, str):
            return Refusal(source=draft.source, fault=found, remedy="give a shorter text, or try again")
        assert isinstance(found, ReadDraft | Refusal)
        return found

    def read_again(self, document: Document) -> ReadDraft | Refusal:
        """Read a document of the record anew."""
        found = self._ask("again", document)
        if isinstance(found, str):
            return Refusal(source=document.source, fault=found, remedy="try again, or use `dragoman read`")
        assert isinstance(found, ReadDraft | Refusal)
        return found

    def grammar(self, event: Event, document: Document) -> tuple[tuple[int, str], ...] | str:
        """Tell the grammar of an event's sentence, as `relations.explaining` does; a text says why it cannot."""
        found: tuple[tuple[int, str], ...] | str = self._ask("grammar", (event, document))
        return found

    def close(self) -> None:
        """End the process."""
        with self._turn:
            self._end()

    def _ask(self, what: str, content: object) -> Any:
        if not self._places.acquire(blocking=False):
            return "too many texts are being read at this moment"
        try:
            with self._turn:
                return self._ask_in_turn(what, content)
        finally:
            self._places.release()

    def _ask_in_turn(self, what: str, content: object) -> Any:
        for _ in range(2):  # a process that was ended from outside is started anew once
            try:
                pipe = self._started()
                pipe.send((what, content))
                if pipe.poll(self._longest):
                    return pipe.recv()
            except (EOFError, OSError):
                self._end()
                continue
            self._end()
            return f"reading took longer than {self._longest:g} seconds and was stopped"
        return "reading failed: its process ended"

    def _started(self) -> Connection:
        if self._pipe is None or self._process is None or not self._process.is_alive():
            self._end()
            context = multiprocessing.get_context("spawn")  # a forked one would inherit locks of our threads
            self._pipe, theirs = context.Pipe()
            self._process = context.Process(target=_serve, args=(theirs, self._lexicons), daemon=True)
            self._process.start()
            theirs.close()
            if not self._pipe.poll(_STARTING):
                raise EOFError
            self._pipe.recv()
        return self._pipe

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None


def _serve(pipe: Connection, lexicons: Lexicons) -> None:
    """Read what comes, one after the other, until the other end is gone."""
    from dragoman.pipeline import read_many  # noqa: PLC0415 - loads the parser, in this process only
    from dragoman.relations.explaining import grammar_of  # noqa: PLC0415
    from dragoman.sources.decoding import refuse_control  # noqa: PLC0415
    from dragoman.sources.documents import make_document  # noqa: PLC0415

    def read(draft: Draft) -> ReadDraft | Refusal:
        day = draft.published
        try:
            document = make_document(
                refuse_control(draft.text.replace("\r\n", "\n")),
                source=draft.source,
                lexicons=lexicons,
                title=draft.title,
                publisher=draft.publisher,
                published=Published(start=day, end=day, basis=PublishedBasis.GIVEN) if day else None,
            )
        except RefusedError as error:
            fault, _, remedy = str(error).rpartition("; ")
            return Refusal(source=draft.source, fault=fault, remedy=remedy)
        return read_document(document)

    def read_document(document: Document) -> ReadDraft | Refusal:
        ((_, result),) = read_many([document], lexicons=lexicons)
        return result if isinstance(result, Refusal) else ReadDraft(record=result, document=document)

    def answer(what: str, content: Any) -> object:
        try:
            match what:
                case "read":
                    return read(content)
                case "again":
                    return read_document(content)
                case _:
                    return tuple(grammar_of(*content, lexicons=lexicons))
        except Exception as error:  # noqa: BLE001 - the process must outlive whatever a text does
            return f"reading failed: {type(error).__name__}"

    try:
        answer("read", Draft(text="Kenya and Norway held talks.", source="warming up"))
        pipe.send("ready")
        while True:
            pipe.send(answer(*pipe.recv()))
    except (EOFError, OSError, KeyboardInterrupt):
        return
