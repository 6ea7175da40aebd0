"""Work that goes wrong, for crews to survive: at the top of a module, so that another process finds it."""

import os
import time
from pathlib import Path

from dragoman.errors import LexiconError


def double(number: int) -> int:
    """Do what one should."""
    return 2 * number


def crash() -> None:
    """End the process as a crash of a library would."""
    os._exit(17)


def hang() -> None:
    """Never come to an end."""
    time.sleep(600)


def fail() -> None:
    """Raise what nobody expects."""
    raise ValueError("no such luck")


def crash_once(mark: str) -> str:
    """End the process the first time, do the work the second."""
    if not Path(mark).exists():
        Path(mark).touch()
        os._exit(1)
    return "done"


def own_number() -> int:
    """Tell which process this is."""
    return os.getpid()


def talk() -> str:
    """Print, as a library might."""
    print("a word")
    return "said"


def break_lexicon() -> None:
    """Fail as a lexicon does that cannot be used."""
    raise LexiconError("lexicons/x.toml: entry x: cannot be used; mend it")


def leave(mark: str) -> None:
    """Leave a mark."""
    Path(mark).touch()
