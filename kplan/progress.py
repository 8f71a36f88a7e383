"""What a long command says while it works: a bar on a terminal, nothing in a pipe or with --quiet."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from kplan.language import say
from warehouse.meta import Step


def cpu_seconds() -> float:
    """CPU seconds of this process and of its children that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)


@dataclass(frozen=True, slots=True)
class FileRead:
    """What became of one file; seconds are those of reading it, 0 from the cache."""

    file_name: str
    outcome: str
    reason: str | None
    seconds: float


@dataclass
class Progress:
    """Times the steps of a command; shows them on standard error where that is a terminal and ``quiet`` is not set."""

    quiet: bool = False
    steps: list[Step] = field(default_factory=list)
    files: list[FileRead] = field(default_factory=list)
    failed: Step | None = None  # the step that an exception ended

    @contextmanager
    def step(self, name: str, total: int | None = None) -> Iterator[Callable[[], None]]:
        """Time the block as ``name``; what it yields is called once per item of ``total``."""
        wall, cpu = time.perf_counter(), cpu_seconds()
        try:
            with _bar(name, total) if not self.quiet and sys.stderr.isatty() else _nothing() as advance:
                yield advance
        except BaseException:
            self.failed = self._step(name, wall, cpu)
            raise
        self.steps.append(self._step(name, wall, cpu))

    def _step(self, name: str, wall: float, cpu: float) -> Step:
        return Step(len(self.steps) + 1, name, time.perf_counter() - wall, cpu_seconds() - cpu)


@contextmanager
def _nothing() -> Iterator[Callable[[], None]]:
    yield lambda: None


@contextmanager
def _bar(name: str, total: int | None) -> Iterator[Callable[[], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = [SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()]
    if total:
        columns[2:2] = [BarColumn(), MofNCompleteColumn()]
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task(say(name), total=total)
        yield lambda: bars.advance(task)
