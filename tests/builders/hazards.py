"""Work that goes wrong, for crews to survive: at the top of a module, so that another process finds it."""

import os
import time
from pathlib import Path


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
