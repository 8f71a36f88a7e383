"""What all tests share: where the reference material is, and a warehouse of the shipped plan built once a run."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

os.environ.setdefault("KPLAN_LANG", "en")  # tests read what the program says in English, whatever the locale
ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of plans and reference readings: KPLAN_SHARED, or ``../shared`` beside the checkout."""
    folder = Path(os.environ.get("KPLAN_SHARED") or ROOT.parent / "shared")
    if not folder.is_dir():
        pytest.skip(f"reference material is not here: {folder} does not exist (set KPLAN_SHARED)")
    return folder


@dataclass(frozen=True)
class Built:
    """A published warehouse, the plan it was built from, and the cache its build filled."""

    out: Path
    plan: Path
    cache: Path

    def run(self, *arguments: str | Path, python: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
        """The command line in a fresh process, with the build's cache."""
        return subprocess.run(
            [sys.executable, *python, "-m", "kplan", *map(str, arguments)],
            cwd=ROOT, env={**os.environ, "KPLAN_CACHE": str(self.cache)}, capture_output=True, text=True,
        )  # fmt: skip


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The shipped plan, built once a test run by the command line (workers of one run share it)."""
    shared_by_workers = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared_by_workers = shared_by_workers.parent
    folder = shared_by_workers / "built"
    folder.mkdir(exist_ok=True)
    plan = min((ROOT / "plans").glob("*.pdf"))
    result = Built(folder / "plans.duckdb", plan, folder / "cache")
    with (folder / "once").open("w") as once:
        fcntl.flock(once, fcntl.LOCK_EX)
        if not result.out.exists():
            said = result.run("build", plan, "--out", result.out)
            assert said.returncode == 0, said.stderr
    return result
