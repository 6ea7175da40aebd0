"""A run: shards given to a crew, failures tried again and halved down to the document at fault."""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from dragoman.runs.crew import Crew, Failed
from dragoman.runs.output import Output
from dragoman.runs.process import process_shard, read_part
from dragoman.runs.settings import Settings
from dragoman.runs.shards import Done, Result, Shard, decode_results, halves, summed
from dragoman.schema.document import Refusal

TRIES = 3
"""How often a task is begun whose process ends, before its documents are suspected."""

LOSSES = 3
"""How often a crew may lose those who had a task, before that counts as the task's own failure."""


@dataclass
class Patience:
    """Seconds that a task may take: a start (the model is loaded), and so many for each document."""

    start: float = 120.0
    document: float = 30.0

    def of(self, shard: Shard) -> float:
        """Give the seconds for a shard."""
        return self.start + self.document * shard.count


@dataclass
class _Whole:
    """A shard that is read in parts: what is there of it so far, by the place of the part."""

    shard: Shard
    parts: dict[int, list[Result]] = field(default_factory=dict)


@dataclass
class _Task:
    """A shard or part of one, and how often it failed, or was lost with its worker."""

    shard: Shard
    whole: _Whole | None = None
    at: int = 0  # place of a part's first item in the whole
    failures: int = 0
    losses: int = 0


def drive(
    shards: Iterable[Shard],
    crew: Crew,
    *,
    out: str,
    settings: Settings,
    tell: Callable[[Done], None] = lambda _: None,
    patience: Patience | None = None,
) -> tuple[str, ...]:
    """Read all shards; gives their names in order. What was read before is not read again.

    A task whose process ends or that takes too long is begun again, `TRIES` times in all. Then it is halved, and the
    halves are tried, down to the one document at fault: that is refused, and all others are read.

    Raises:
        DragomanError: the output cannot be written, or a lexicon is broken.
    """
    output, patience = Output(out), patience or Patience()
    coming = iter(shards)
    names: list[str] = []
    again: deque[_Task] = deque()
    under_way = 0
    exhausted = False
    try:
        while True:
            while crew.free() and (again or not exhausted):
                if again:
                    task = again.popleft()
                else:
                    shard = next(coming, None)
                    if shard is None:
                        exhausted = True
                        break
                    names.append(shard.name)
                    if output.has(output.shard(shard.name)):
                        tell(summed(shard.name, output.read_shard(shard.name)))
                        continue
                    task = _Task(shard)
                if task.whole is None:
                    crew.take(task, patience.of(task.shard), process_shard, task.shard, out, settings)
                else:
                    crew.take(task, patience.of(task.shard), read_part, task.shard, settings)
                under_way += 1
            if not under_way:
                return tuple(names)
            for ended in crew.finished():
                under_way -= 1
                given = ended.task
                assert isinstance(given, _Task)
                if isinstance(ended.outcome, Failed):
                    again.extend(_after(given, ended.outcome, settings))
                elif given.whole is not None:
                    given.whole.parts[given.at] = decode_results(ended.outcome)
                else:
                    tell(ended.outcome)
                    continue
                done = _put_together(given, output)
                if done is not None:
                    tell(done)
    except BaseException:
        crew.close(now=True)
        raise


def _after(task: _Task, failed: Failed, settings: Settings) -> list[_Task]:
    """Give the tasks that take the place of one that failed."""
    if failed.lost and task.losses < LOSSES:
        task.losses += 1
        return [task]
    task.failures += 1
    if task.failures < TRIES:
        return [task]
    whole = task.whole or _Whole(task.shard)
    if task.shard.count == 1:
        (item,) = task.shard.unpack()
        source = item.document.source if item.document is not None else ""
        refusal = Refusal(
            source=source,
            fault=f"reading failed: {failed.fault}",
            remedy="a defect of dragoman: report it with the text",
        )
        task.whole = whole
        whole.parts[task.at] = [Result(document=item.document, refusal=refusal)]
        return []
    first, second = halves(task.shard, fingerprint=settings.fingerprint)
    return [_Task(first, whole, task.at), _Task(second, whole, task.at + first.count)]


def _put_together(task: _Task, output: Output) -> Done | None:
    """Write a shard that was read in parts, once all of it is there."""
    if task.whole is None or sum(map(len, task.whole.parts.values())) < task.whole.shard.count:
        return None
    results = [result for _, part in sorted(task.whole.parts.items()) for result in part]
    return output.write_shard(task.whole.shard.name, results)
