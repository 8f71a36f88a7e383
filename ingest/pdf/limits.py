"""How much one untrusted file may cost: constants with their units, nothing else."""

from __future__ import annotations

from typing import NamedTuple, Self

SMALL_SECONDS = 45.0  # a file of no size at all
SECONDS_PER_MB = 30.0  # a plan of 257 pages in 3.4 MB takes 10 s from characters to claims


class Limits(NamedTuple):
    """Beyond any real plan, within any real machine."""

    wall_seconds: float = 300.0
    cpu_seconds: int = 300
    memory_bytes: int = 2 << 30  # address space of the worker, libraries included
    file_bytes: int = 300 << 20
    pages: int = 3000
    page_side: float = 14_400.0  # points; ISO 32000 Annex C names 200 inches as the largest page
    answer_bytes: int = 1 << 30  # what the worker may write back

    @classmethod
    def for_size(cls, file_bytes: int) -> Self:
        """The limits with time in proportion to the file: a small one that takes minutes is a trap."""
        limits = cls()
        seconds = min(limits.wall_seconds, SMALL_SECONDS + SECONDS_PER_MB * file_bytes / (1 << 20))
        return limits._replace(wall_seconds=seconds, cpu_seconds=int(seconds))


DEFAULT = Limits()
