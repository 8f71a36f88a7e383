"""How much one untrusted file may cost: constants with their units, nothing else."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Beyond any real plan, within any real machine. A plan of 257 pages takes 6 s, 150 MB."""

    wall_seconds: float = 240.0
    cpu_seconds: int = 180
    memory_bytes: int = 2 << 30  # address space of the worker, libraries included
    file_bytes: int = 300 << 20
    pages: int = 3000
    page_side: float = 14_400.0  # points; ISO 32000 Annex C names 200 inches as the largest page
    answer_bytes: int = 1 << 30  # what the worker may write back


DEFAULT = Limits()
