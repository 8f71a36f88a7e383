"""What runs did and what sources answered: rows appended to journals beside the releases, and loaded into the schema
``meta`` of every build, so that "how long has this source failed?" is a query. Times are UTC, durations seconds.

A journal outlives builds that fail; a build carries over what the one before it knew, so a lost journal loses nothing
that was published.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.fetch import journal

if TYPE_CHECKING:
    import duckdb

FETCHES, RUNS = "fetches.ndjson", "runs.ndjson"  # in the releases' folder
OK, FAILED = "ok", "failed"

_COLUMNS = {
    "fetches": (
        "source에 물은 기록 / addresses asked: a row per request",
        FETCHES,
        "asked_at timestamp, source_id varchar, url varchar, found_on varchar, title varchar, outcome varchar, "
        "http_status integer, bytes bigint, sha256 varchar, file varchar, etag varchar, last_modified varchar, "
        "round_id varchar, cover_title varchar, reason varchar, attempts integer, seconds double",
    ),
    "runs": (
        "재빌드 기록 / rebuilds: a row per run, step, source and file",
        RUNS,
        "run_id varchar, started_at timestamp, step varchar, source_id varchar, file_name varchar, outcome varchar, "
        "reason varchar, seconds double, build_id varchar",
    ),
}

_HEALTH = f"""
create or replace view meta.source_health as
with visits as (
    select source_id, started_at, outcome, reason, max(started_at) over () as seen_at,
           max(started_at) filter (outcome <> '{FAILED}') over (partition by source_id) as last_good_at
    from meta.runs where step = 'fetch' and source_id is not null
)
select source_id, max(last_good_at) as last_good_at,
       min(started_at) filter (last_good_at is null or started_at > last_good_at) as failing_since,
       max(seen_at) - failing_since as failing_for,
       count(*) filter (last_good_at is null or started_at > last_good_at) as failed_visits,
       arg_max(reason, started_at) as last_reason
from visits group by source_id
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One step of one run; ``step`` "run" is the whole. ``outcome``: ok, failed, or what a step says of itself."""

    run_id: str
    started_at: str
    step: str
    outcome: str
    seconds: float
    source_id: str | None = None
    file_name: str | None = None
    reason: str | None = None
    build_id: str | None = None


def write_runs(releases: Path, rows: Iterable[Run]) -> None:
    journal.append(releases / RUNS, ({k: v for k, v in asdict(r).items() if v is not None} for r in rows))


def load(con: duckdb.DuckDBPyConnection, releases: Path, before: Path | None) -> int:
    """Bring ``meta.fetches`` and ``meta.runs`` up to date from the journals and from the warehouse ``before``, each row
    once. Returns how many rows were new.

    Paths stand quoted in the SQL: ATTACH takes no parameters, and any parameter makes DuckDB import pandas, which would
    be most of the time of a run with nothing new.
    """
    if before is not None and before.is_file():
        con.execute(f"attach {_quoted(before)} as before (read_only)")
    con.execute("begin")
    con.execute("create schema if not exists meta")
    added = 0
    for table, (comment, name, columns) in _COLUMNS.items():
        con.execute(f"create table if not exists meta.{table} ({columns})")
        con.execute(f"comment on table meta.{table} is '{comment}'")
        if before is not None and before.is_file() and _has(con, "before", table):
            added += _add(con, table, f"select * from before.meta.{table}")
        journal_file = releases / name
        if journal_file.is_file() and journal_file.stat().st_size:
            types = "{" + ", ".join(f"'{c.split()[0]}': '{c.split()[1]}'" for c in columns.split(", ")) + "}"
            options = f"columns = {types}, format = 'newline_delimited', ignore_errors = true"
            read = f"read_json({_quoted(journal_file)}, {options})"
            added += _add(con, table, f"select * from {read} where {columns.split()[0]} is not null")
    con.execute(_HEALTH)
    con.execute("commit")
    if before is not None and before.is_file():
        con.execute("detach before")
    return added


def _has(con: duckdb.DuckDBPyConnection, database: str, table: str) -> bool:
    return bool(
        con.execute(
            f"select count(*) from duckdb_tables() where database_name = '{database}' and schema_name = 'meta' "
            f"and table_name = '{table}'"
        ).fetchone()[0]
    )


def _add(con: duckdb.DuckDBPyConnection, table: str, rows: str) -> int:
    return con.execute(
        f"insert into meta.{table} select * from ({rows} except select * from meta.{table}) order by all"
    ).fetchone()[0]


def _quoted(path: Path) -> str:
    return "'" + str(path.resolve()).replace("'", "''") + "'"
