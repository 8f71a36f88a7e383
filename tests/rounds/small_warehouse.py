"""The small plans of `small_plans.py` in a warehouse: a test run's folder in, their folder with plans.duckdb out."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from pathlib import Path

from . import small_plans

ROOT = Path(__file__).resolve().parents[2]


def kplan(*arguments: object, **environment: str) -> str:
    """Standard output of the command line in a process of its own."""
    said = subprocess.run(
        [sys.executable, "-m", "kplan", *map(str, arguments)],
        cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert said.returncode == 0, said.stderr
    return said.stdout


def small_warehouse(base: Path) -> Path:
    """The three plans (``plans/``) and ``plans.duckdb``, built once under pytest's base folder; workers share it."""
    folder = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "rounds"
    (folder / "plans").mkdir(parents=True, exist_ok=True)
    with (folder / "once").open("w") as once:
        fcntl.flock(once, fcntl.LOCK_EX)
        if not (folder / "plans.duckdb").exists():
            small_plans.FIRST.write(folder / "plans" / "one.pdf")
            small_plans.SECOND.write(folder / "plans" / "two.pdf")
            small_plans.CORRECTED.write(folder / "plans" / "two-corrected.pdf")
            kplan(
                "build", folder / "plans", "--out", folder / "plans.duckdb", "--jobs", 1, KPLAN_CACHE=str(folder / "a"),
                TZ="Asia/Seoul", LC_ALL="C.UTF-8", PYTHONHASHSEED="1",
            )  # fmt: skip
    return folder
