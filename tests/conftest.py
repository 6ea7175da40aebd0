"""What several rooms' tests share: the parser, loaded once, and the development data where it lies."""

from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest
from server import NoServerError, Server, running_server
from tests.documents import plain_document

from dragoman.lexicons.files import Lexicons
from dragoman.schema.document import Document
from dragoman.schema.sentence import Reading

# No timed assertions: on a machine with other work any example may take long.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of development data beside the checkout; a user's clone has none."""
    if not (SHARED / "eval").is_dir():
        pytest.skip(f"no development data at {SHARED}")
    return SHARED


@pytest.fixture(scope="session")
def lexicons() -> Lexicons:
    return Lexicons()


@pytest.fixture(scope="session")
def read_text(lexicons: Lexicons) -> Callable[..., tuple[Document, Reading]]:
    """Give a text its grammar: `document, reading = read_text("…", published="2022-08-19")`."""
    from dragoman.reading.reader import read_document  # noqa: PLC0415 - loads the parser, only for those who ask

    def read(text: str, *, published: str | None = None) -> tuple[Document, Reading]:
        document = plain_document(text, published=published)
        return document, read_document(document, lexicons=lexicons)

    return read


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A PostgreSQL server that this run of the tests started; needs the mark `server`."""
    try:
        with running_server() as server:
            yield server
    except NoServerError as error:
        pytest.skip(f"no PostgreSQL server: {error}")
