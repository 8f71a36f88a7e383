"""In: what a build knows of itself. Out: the schema ``meta`` of the warehouse, and the reading of it back.

meta.build (one row), meta.inputs (files read), meta.counts (rows per table), meta.steps (seconds per step),
meta.models (dbt models and what they stand on), meta.expectations (a row per rule of the gate).
Durations are seconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

_TABLES = {
    "build": (
        "이 빌드 / this build",
        "build_id varchar not null, version varchar not null, reader_version varchar not null, "
        "inputs_hash varchar not null, built_at timestamp not null, "
        "wall_seconds double not null, cpu_seconds double not null",
    ),
    "inputs": (
        "읽은 파일 / files read",
        "file_name varchar not null, path varchar not null, sha256 varchar not null, from_cache boolean not null, "
        "confined_by varchar not null",
    ),
    "counts": (
        "표별 행 수와 내용 지문 / rows and contents hash per table",
        "table_name varchar not null, row_count bigint not null, fingerprint varchar not null",
    ),
    "steps": (
        "단계별 시간(초) / seconds per step",
        "step_no integer not null, step varchar not null, wall_seconds double not null, cpu_seconds double not null",
    ),
    "models": (
        "dbt 모형과 그 근거 / dbt models and what they are made of",
        "model varchar not null, schema_name varchar not null, file varchar not null, made_of varchar[] not null",
    ),
    "expectations": (
        "점검 규칙의 결과 / results of the rules of the gate",
        "stage varchar not null, table_name varchar not null, rule_id varchar not null, meaning varchar not null, "
        "severity varchar not null, outcome varchar not null, rows_checked bigint not null, "
        "rows_failed bigint not null, "
        "failing_keys varchar, message varchar",
    ),
}


@dataclass(frozen=True, slots=True)
class Build:
    build_id: str
    version: str
    reader_version: str
    inputs_hash: str
    built_at: datetime
    wall_seconds: float
    cpu_seconds: float


@dataclass(frozen=True, slots=True)
class Input:
    file_name: str
    path: str
    sha256: str
    from_cache: bool
    confined_by: str  # what the kernel held the reading to: "landlock 7, seccomp"; "" where nothing


@dataclass(frozen=True, slots=True)
class Step:
    step_no: int
    step: str
    wall_seconds: float
    cpu_seconds: float


@contextmanager
def at_once(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """One transaction: on disk, hundreds of small statements take a second each time they are made durable alone."""
    con.execute("begin")
    yield
    con.execute("commit")  # where the block raised, closing the connection takes everything back


def write(con: duckdb.DuckDBPyConnection, table: str, rows: Iterable[object]) -> None:
    """Make ``meta.<table>`` if absent and append ``rows`` (dataclasses in the table's column order, or tuples)."""
    comment, columns = _TABLES[table]
    con.execute("create schema if not exists meta")
    con.execute(f"create table if not exists meta.{table} ({columns})")
    con.execute(f"comment on table meta.{table} is '{comment}'")
    values = [list(r) if isinstance(r, tuple) else list(astuple(r)) for r in rows]
    if values:
        con.executemany(f"insert into meta.{table} values ({', '.join('?' * len(values[0]))})", values)


def published_inputs_hash(path: Path) -> str | None:
    """``inputs_hash`` of the warehouse published at ``path``; None where there is none that can be read."""
    if not path.exists():
        return None
    import duckdb

    try:
        with duckdb.connect(str(path.resolve()), read_only=True) as con:
            return con.execute("select inputs_hash from meta.build").fetchone()[0]
    except (duckdb.Error, TypeError):
        return None
