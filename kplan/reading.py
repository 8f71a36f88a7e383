"""In: plan files. Out: one folder of rows per file in the cache, read anew only where file or reader changed.

Documents are independent: each is read in a limited process of its own, as many at once as there are cores.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from kplan import ROOT
from kplan.versions import Plan, reader_version

CONFINED = "confined.txt"  # in a reading's folder: what its worker was held to
ASIDE = "."  # prefix of a reading under way; its name ends with the process
TRANSIENT = frozenset({"timeout", "memory", "crashed"})  # another day, or another machine, may read these: never cached


def cache_folder() -> Path:
    """Where readings are kept; KPLAN_CACHE overrules."""
    return Path(os.environ.get("KPLAN_CACHE") or ROOT / "warehouse" / "cache")


@dataclass(frozen=True, slots=True)
class Reading:
    """One file's rows: a folder with a newline-JSON file per raw table.

    ``is_transient``: the reader ran out of time or memory, or crashed; the next build tries again.
    """

    plan: Plan
    folder: Path
    from_cache: bool
    is_transient: bool = False
    seconds: float = 0.0

    def rows(self, table: str) -> list[dict]:
        """The rows of one raw table, as ingest.raw saved them (NULLs left out)."""
        lines = (self.folder / f"{table}.ndjson").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]

    @property
    def confined_by(self) -> str:
        """The measures that the worker was held to, joined by commas; "" where there were none."""
        return (self.folder / CONFINED).read_text(encoding="utf-8")


def _folder(plan: Plan) -> Path:
    name = hashlib.sha256(f"{plan.sha256}\0{plan.path.name}\0{reader_version()}".encode()).hexdigest()
    return cache_folder() / "readings" / f"{plan.sha256[:12]}-{name[:12]}"


def read_one(plan: Plan) -> Reading:
    """Read one file, or take its rows from the cache. A file that cannot be read gives a reading with its outcome."""
    folder = _folder(plan)
    if folder.is_dir():
        return Reading(plan, folder, True)
    from ingest import raw
    from ingest.reader import read_document

    start = time.perf_counter()
    reading = read_document(plan.path)
    place = [c.name for c in raw.BY_NAME["outcomes"].columns].index("code")
    transient = any(row[place] in TRANSIENT for row in reading.rows["outcomes"])
    aside = folder.with_name(f"{ASIDE}{folder.name}-{os.getpid()}")
    try:
        raw.save(reading, aside)
        (aside / CONFINED).write_text(", ".join(reading.confined_by), encoding="utf-8")
    except BaseException:  # a full disk, for one
        shutil.rmtree(aside, ignore_errors=True)
        raise
    if transient:
        folder = folder.with_name(f"{folder.name}-transient")
    shutil.rmtree(folder, ignore_errors=True)
    aside.rename(folder)
    return Reading(plan, folder, False, transient, time.perf_counter() - start)


def clear_leftovers() -> None:
    """Remove what builds that were killed left half written in the cache; a living build's is known by its process."""
    for left in (cache_folder() / "readings").glob(f"{ASIDE}*"):
        pid = left.name.rpartition("-")[2]
        if not Path("/proc").is_dir() or not Path("/proc", pid).exists() or pid == str(os.getpid()):
            shutil.rmtree(left, ignore_errors=True)


def read_all(plans: Sequence[Plan], jobs: int, advance: Callable[[Plan], None]) -> list[Reading]:
    """Read every plan, at most ``jobs`` at once; the answer is in the order of ``plans`` whatever finished first.

    ``advance`` is called as each is done. An exception in the reader is a bug and is raised with the file's name.
    """
    with ThreadPoolExecutor(max_workers=max(1, jobs)) as pool:
        waiting = {pool.submit(read_one, plan): i for i, plan in enumerate(plans)}
        done: list[Reading | None] = [None] * len(plans)
        for future in as_completed(waiting):
            i = waiting[future]
            try:
                done[i] = future.result()
            except Exception as e:
                for other in waiting:
                    other.cancel()
                e.add_note(f"while reading {plans[i].path}")
                raise
            advance(plans[i])
    return [r for r in done if r is not None]
