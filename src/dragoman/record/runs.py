"""With what documents were read: the version of the program and of the words it knew."""

import functools
import hashlib

from dragoman.lexicons.files import Lexicons
from dragoman.schema.base import Record, content_id


class Run(Record, frozen=True, kw_only=True):
    """A program and its words. Documents read with the same of both are of one run, whenever that was."""

    program: str  # version of dragoman
    lexicons: str  # digest of all lexicon files, a user's own included
    laid_over: bool  # whether a user's folder lay over ours

    @property
    def id(self) -> str:
        """The run's id, from its content."""
        return content_id("run", self.program, self.lexicons, self.laid_over)


def run_of(program: str, lexicons: Lexicons) -> Run:
    """Name the run that a version of the program and these lexicons make."""
    return Run(program=program, lexicons=digest(lexicons), laid_over=len(lexicons.folders) > 1)


@functools.cache
def digest(lexicons: Lexicons) -> str:
    """Sum up the content of all lexicon files; where the folders lie makes no difference."""
    summed = hashlib.blake2b(digest_size=8)
    for folder in lexicons.folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in {".toml", ".csv", ".json"}:
                summed.update(path.relative_to(folder).as_posix().encode() + b"\x00")
                summed.update(path.read_bytes() + b"\x00")
    return summed.hexdigest()
