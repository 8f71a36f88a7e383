"""In: the files a result depends on. Out: hashes that change when, and only when, one of them does.

Nobody has to remember to raise a version: a changed line of the reader makes every cached reading stale, a changed line
anywhere on the road makes the next build a full one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kplan import ROOT

READER = ("ingest", "plans/rounds.yml", "dbt_project/seeds/agencies.csv", "requirements.lock")
ROAD = (*READER, "plans/corrections", "dbt_project", "expectations", "kplan", "warehouse")
SUFFIXES = frozenset({".py", ".sql", ".yml", ".yaml", ".csv", ".lock"})
SKIP = frozenset({
    "target", "logs", "dbt_packages", "releases", "cache", "data_docs", "dbt_docs", "export", "site", "__pycache__",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan file and its content."""

    path: Path
    sha256: str


def hash_plans(paths: Iterable[Path]) -> list[Plan]:
    plans = []
    for path in paths:
        with path.open("rb") as f:
            plans.append(Plan(path, hashlib.file_digest(f, "sha256").hexdigest()))
    return plans


def _files(root: Path) -> Iterable[Path]:
    if root.is_file():
        yield root
    elif root.is_dir():
        for entry in sorted(root.iterdir()):
            if entry.name not in SKIP and not entry.name.startswith("."):
                yield from _files(entry) if entry.is_dir() else ([entry] if entry.suffix in SUFFIXES else [])


@cache
def hash_files(roots: Sequence[str]) -> str:
    """SHA-256 over names and contents of the source files under ``roots`` (relative to the checkout)."""
    total = hashlib.sha256()
    for root in roots:
        for path in _files(ROOT / root):
            total.update(f"{path.relative_to(ROOT).as_posix()}\0".encode())
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def reader_version() -> str:
    """Twelve hex digits that stand for the code and data that decide what is read from a file."""
    return hash_files(READER)[:12]


def inputs_hash(plans: Sequence[Plan]) -> str:
    """One hash of everything a build depends on: the plans' names and contents, and the whole road's code."""
    total = hashlib.sha256(hash_files(ROAD).encode())
    for plan in sorted(plans, key=lambda p: (p.path.name, p.sha256)):
        total.update(f"{plan.path.name}\0{plan.sha256}\n".encode())
    return total.hexdigest()
