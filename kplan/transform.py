"""In: a folder with a DuckDB file ``plans.duckdb`` that holds the raw tables. Out: the same file with staging,
intermediate and marts, made by dbt in this process; and what each model is made of.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from importlib.metadata import version
from pathlib import Path
from typing import Any

from kplan import ROOT
from kplan.errors import GateRefused, TransformFailed
from kplan.reading import cache_folder
from kplan.versions import hash_files

PROJECT = ROOT / "dbt_project"
PARSED_FROM = ("dbt_project", "plans/corrections")
PARSED = "partial_parse.msgpack"  # dbt's own record of the parsed project
MANIFEST, KEPT_PARSED = "manifest-", 4  # ours, a file per state of the project; so many stay
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


def build_models(folder: Path, *more: str, target: Path | None = None) -> list[Model]:
    """Run ``dbt build`` (models, seeds, data tests) on ``folder/plans.duckdb``; ``more`` are further dbt arguments.

    dbt's parsed project is kept in ``target`` (the cache by default), which halves the time of the next run. Unit tests
    of the models are left to the test suite. Raises GateRefused where a data test failed, TransformFailed where a
    model could not be built.
    """
    os.environ["DBT_SEND_ANONYMOUS_USAGE_STATS"] = "false"
    os.environ.setdefault("DO_NOT_TRACK", "1")
    os.environ["KPLAN_WAREHOUSE"] = FILE  # whatever a user set it to: the file under construction
    from dbt.cli.main import dbtRunner

    target = (target or cache_folder() / "dbt").resolve()
    target.mkdir(parents=True, exist_ok=True)
    with working_in(folder):
        parsed = None if more else _parsed(target)
        arguments = ["build", "--exclude-resource-type", "unit_test", *_arguments(target), *more]
        answer = dbtRunner(manifest=parsed).invoke(arguments)
        close_connections()
    if answer.exception is not None or any(r.status == "error" for r in answer.result):
        for kept in (target / PARSED, *target.glob(f"{MANIFEST}*")):
            kept.unlink(missing_ok=True)  # what was parsed may be what is wrong: parse anew next time
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


def _arguments(target: Path) -> list[str]:
    """Where dbt finds and leaves its things, and silence."""
    project = ["--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT)]
    left = ["--target-path", str(target), "--log-path", str(target), "--no-write-json"]
    return [*project, *left, "--quiet", "--no-use-colors", "--log-level", "none", "--log-level-file", "none"]


def _parsed(target: Path) -> Any:
    """dbt's parsed project (its Manifest), from ``target`` where the project and dbt are those it was parsed with.

    Reading dbt's own record of it and looking for changes takes 1.2 s of CPU, this 0.04. Raises TransformFailed.
    """
    from dbt.cli.main import dbtRunner
    from dbt.contracts.graph.manifest import Manifest

    kept = target / f"{MANIFEST}{_project_version()}.pickle"
    try:
        return Manifest(**pickle.loads(kept.read_bytes()))
    except Exception:  # absent, or half written by a full disk, or of another dbt
        answer = dbtRunner().invoke(["parse", *_arguments(target)])
    if not answer.success:
        (target / PARSED).unlink(missing_ok=True)
        raise TransformFailed(f"dbt could not read its project: {answer.exception}") from answer.exception
    for old in sorted(target.glob(f"{MANIFEST}*"), key=lambda p: p.stat().st_mtime_ns)[: -KEPT_PARSED + 1]:
        old.unlink(missing_ok=True)
    aside = kept.with_name(f".{kept.name}-{os.getpid()}")
    # its public fields: the Manifest's own pickling leaves one out and moves those after it (dbt-core 1.11)
    said = {f.name: getattr(answer.result, f.name) for f in fields(Manifest) if not f.name.startswith("_")}
    aside.write_bytes(pickle.dumps(said, protocol=5))
    os.replace(aside, kept)
    return answer.result


def _project_version() -> str:
    """Hex digits that stand for all that the parsed project follows from: its files, its place, and dbt's version."""
    tools = [f"{name} {version(name)}" for name in ("dbt-core", "dbt-duckdb")]
    said = [hash_files(PARSED_FROM), str(PROJECT), sys.version, *tools]
    return hashlib.sha256("\0".join(said).encode()).hexdigest()[:16]


def _said(result: Any) -> str:
    return f"  {result.node.original_file_path}: {result.node.name}: {(result.message or '').strip()}"


def _model(node: Any) -> Model:
    # unique ids read "model.kplan.stg_blocks", "seed.kplan.units", "source.kplan.raw.blocks"
    sources = getattr(node.depends_on, "nodes", []) if hasattr(node, "depends_on") else []
    made_of = tuple(".".join(i.split(".")[2:]) for i in sources)
    return Model(node.name, node.schema, node.original_file_path, made_of)
