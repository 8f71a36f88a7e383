"""The models built once a test run on raw tables without a row."""

from __future__ import annotations

import fcntl
import os
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from ingest import raw
from kplan.transform import FILE, build_models


@dataclass(frozen=True)
class Empty:
    """A folder with ``plans.duckdb``, and the kinds of dbt nodes that building it ran."""

    folder: Path
    target: Path
    ran: frozenset[str]

    def connect(self) -> duckdb.DuckDBPyConnection:
        return duckdb.connect(str(self.folder / FILE), read_only=True)


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Empty:
    """Workers of one run share the build; who comes first makes it."""
    shared_by_workers = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared_by_workers = shared_by_workers.parent
    folder = shared_by_workers / "empty"
    folder.mkdir(exist_ok=True)
    with (folder / "once").open("w") as once:
        fcntl.flock(once, fcntl.LOCK_EX)
        ran = folder / "ran"
        if not ran.exists():
            with duckdb.connect(str(folder / FILE)) as con:
                raw.create(con)
            ran.write_text("\n".join(sorted(_build(folder))))
    return Empty(folder, folder / "target", frozenset(ran.read_text().split()))


def _build(folder: Path) -> set[str]:
    """Build as ``kplan build`` does; the kinds of nodes dbt ran for it."""
    import dbt.cli.main

    kinds: set[str] = set()
    original = dbt.cli.main.dbtRunner.invoke

    def noted(self, *arguments, **more):
        answer = original(self, *arguments, **more)
        kinds.update(str(r.node.resource_type) for r in getattr(answer.result, "results", ()))
        return answer

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(dbt.cli.main.dbtRunner, "invoke", noted)
        build_models(folder, target=folder / "target")
    return kinds
