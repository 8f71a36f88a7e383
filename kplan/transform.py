"""In: a folder with a DuckDB file ``plans.duckdb`` that holds the raw tables. Out: the same file with staging,
intermediate and marts, made by dbt in this process; and what each model is made of.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kplan import ROOT
from kplan.errors import GateRefused, TransformFailed
from kplan.reading import cache_folder

PROJECT = ROOT / "dbt_project"
FILE = "plans.duckdb"  # the name the profile opens; views must not depend on it (macros/names.sql)


@dataclass(frozen=True, slots=True)
class Model:
    """A dbt model or seed and the relations it is made of, for the way back from a fact."""

    name: str
    schema: str
    file: str
    made_of: tuple[str, ...]


@contextmanager
def working_in(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def close_connections() -> None:
    """Close the DuckDB file that dbt keeps open after it ran: nobody else could open it, and the next run in this
    process would write into it again.
    """
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager as Manager

    if Manager._ENV is not None:
        Manager.env().close()
        Manager.close_all_connections()


def build_models(folder: Path, *more: str, project: Path = PROJECT, target: Path | None = None) -> list[Model]:
    """Run ``dbt build`` (models, seeds, data tests) on ``folder/plans.duckdb``; ``more`` are further dbt arguments.

    dbt's parsed project is kept in ``target`` (the cache by default), which halves the time of the next run. Unit tests
    of the models are left to the test suite. Raises GateRefused where a data test failed, TransformFailed where a
    model could not be built.
    """
    os.environ["DBT_SEND_ANONYMOUS_USAGE_STATS"] = "false"
    os.environ.setdefault("DO_NOT_TRACK", "1")
    os.environ["KPLAN_WAREHOUSE"] = FILE  # whatever a user set it to: the file under construction
    from dbt.cli.main import dbtRunner

    target = target or cache_folder() / "dbt"
    target.mkdir(parents=True, exist_ok=True)
    arguments = [
        "build",
        "--project-dir",
        str(project),
        "--profiles-dir",
        str(project),
        "--target-path",
        str(target.resolve()),
        "--log-path",
        str(target.resolve()),
        "--exclude-resource-type",
        "unit_test",
        "--quiet",
        "--no-use-colors",
        "--log-level",
        "none",
        "--log-level-file",
        "none",
        "--no-write-json",
    ]
    with working_in(folder):
        answer = dbtRunner().invoke([*arguments, *more])
        close_connections()
    if answer.exception is not None or any(r.status == "error" for r in answer.result):
        (target / "partial_parse.msgpack").unlink(
            missing_ok=True
        )  # what was parsed may be what is wrong: parse anew next time
    if answer.exception is not None:
        raise TransformFailed(f"dbt could not run: {answer.exception}") from answer.exception
    results = list(answer.result)
    broken = [_said(r) for r in results if r.status == "error"]
    if broken:
        raise TransformFailed("\n".join(["dbt could not build:", *broken]))
    failed = [_said(r) for r in results if r.status == "fail"]
    if failed:
        raise GateRefused("\n".join(["dbt tests failed:", *failed]))
    return [_model(r.node) for r in results if r.node.resource_type in ("model", "seed")]


def _said(result: Any) -> str:
    return f"  {result.node.original_file_path}: {result.node.name}: {(result.message or '').strip()}"


def _model(node: Any) -> Model:
    # unique ids read "model.kplan.stg_blocks", "seed.kplan.units", "source.kplan.raw.blocks"
    sources = getattr(node.depends_on, "nodes", []) if hasattr(node, "depends_on") else []
    made_of = tuple(".".join(i.split(".")[2:]) for i in sources)
    return Model(node.name, node.schema, node.original_file_path, made_of)
