"""What the one who starts the server decides."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from dragoman.lexicons.files import Lexicons

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
"""Names under which this machine calls itself."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How the record is served."""

    record: str | Path
    lexicons: Lexicons = field(default_factory=Lexicons)
    today: date | None = None  # what "since yesterday" counts from; None: the last day of publication in the record
    users: Path | None = None  # who may see and correct, with hashes of passwords; None: whoever sits at the machine
    hosts: frozenset[str] = frozenset()  # names beside those of the loopback under which a proxy in front calls it
    behind_tls: bool = False  # whether that proxy speaks HTTPS: then cookies are sent over it only
    longest_text: int = 200_000  # bytes of a text pasted or uploaded: a long read has 60,000
    longest_reading: float = 30.0  # seconds for the reading of one
    calm: float = 5.0  # seconds for which answers are kept while another program writes into the record
