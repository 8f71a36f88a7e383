"""What runs did and what sources answered: rows appended to journals beside the releases, and loaded into the schema
``meta`` of every build, so that "how long has this source failed?" is a query. Times are UTC, durations seconds.

A journal outlives builds that fail; a build carries over what the one before it knew, so a lost journal loses nothing
that was published. Neither grows without end: the last KPLAN_KEEP_RUNS runs stay, and of what is older what somebody
still asks for: since when a source has failed, where each plan came from, what each address last said.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.fetch import journal
from kplan.errors import WrongUsage
from warehouse import meta

if TYPE_CHECKING:
    import duckdb

FETCHES, RUNS = "fetches.ndjson", "runs.ndjson"  # in the releases' folder
OK, FAILED = "ok", "failed"
KEEP_RUNS = 1000  # twice a day, these are sixteen months
RUN_BYTES = 100  # the least a run writes: a shorter journal than so many runs is not looked through
STORED = ("stored", "changed")  # rows that say where a plan came from

_JOURNALS = {"runs": RUNS, "fetches": FETCHES}

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


def _kept(table: str, keep: int) -> str:
    """The rows of ``everything`` that stay; for fetches ``meta.runs`` must be up to date."""
    if table == "runs":
        return f"""
            with visits as (
                select source_id, max(started_at) filter (outcome <> '{FAILED}') as good_at
                from everything where step = 'fetch' and source_id is not null group by all
            ),
            asked as (  -- since when a source has failed: its last good visit, and the first that failed after it
                select source_id, good_at as started_at from visits
                union all
                select source_id, min(e.started_at) from everything e join visits using (source_id)
                where e.step = 'fetch' and e.outcome = '{FAILED}' and (good_at is null or e.started_at > good_at)
                group by all
            )
            from everything
            where run_id in (select run_id from everything group by all order by run_id desc limit {keep})
               or (step = 'fetch' and (source_id, started_at) in (from asked))"""
    failed = ", ".join(f"'{outcome}'" for outcome in sorted(journal.FAILED))
    return f"""
        with last as (
            select source_id, url, max(asked_at) as asked_at from everything group by all
            union all
            select source_id, url, max(asked_at) from everything where outcome not in ({failed}) group by all
        ),
        recent as (select min(started_at) as began from meta.runs group by run_id order by run_id desc limit {keep})
        from everything
        where outcome in {STORED} or (source_id, url, asked_at) in (from last)
           or (select count(*) from recent) < {keep} or asked_at >= (select min(began) from recent)"""


def keep_runs() -> int:
    """How many runs stay. Raises WrongUsage where KPLAN_KEEP_RUNS is no number above zero."""
    said = os.environ.get("KPLAN_KEEP_RUNS") or str(KEEP_RUNS)
    if not said.isdecimal() or int(said) < 1:
        raise WrongUsage(f"KPLAN_KEEP_RUNS must be a whole number above zero, not {said!r}.")
    return int(said)


def load(con: duckdb.DuckDBPyConnection, releases: Path, before: Path | None) -> int:
    """Bring ``meta.fetches`` and ``meta.runs`` up to date from the journals and from the warehouse ``before``, each row
    once. Returns how many rows were new or have gone.

    Paths stand quoted in the SQL: ATTACH takes no parameters, and any parameter makes DuckDB import pandas, which would
    be most of the time of a run with nothing new.
    """
    if before is not None and before.is_file():
        con.execute(f"attach {_quoted(before)} as before (read_only)")
    con.execute("begin")
    changed = 0
    for table, name in _JOURNALS.items():
        columns = meta.BY_NAME[table].columns
        con.execute(meta.made(meta.BY_NAME[table]))
        rows = [f"select * from meta.{table}"]
        if before is not None and before.is_file() and _has(con, "before", table):
            rows.append(f"select * from before.meta.{table}")
        journal_file = releases / name
        if journal_file.is_file() and journal_file.stat().st_size:
            types = "{" + ", ".join(f"'{c.name}': '{c.type}'" for c in columns) + "}"
            options = f"columns = {types}, format = 'newline_delimited', ignore_errors = true"
            read = f"read_json({_quoted(journal_file)}, {options})"
            rows.append(f"select * from {read} where {columns[0].name} is not null")
        changed += _replace(con, table, " union ".join(rows))
    con.execute(f"{_HEALTH}; {meta.commented(meta.BY_NAME['source_health'])}")
    con.execute("commit")
    if before is not None and before.is_file():
        con.execute("detach before")
    return changed


def _replace(con: duckdb.DuckDBPyConnection, table: str, rows: str) -> int:
    """Leave in ``meta.<table>`` what is kept of ``rows``. Returns how many rows came or went."""
    con.execute(f"create or replace temp table everything as {rows}")
    con.execute(f"create or replace temp table kept as {_kept(table, keep_runs())}")
    came, went = con.execute(
        f"select (select count(*) from (from kept except from meta.{table})), "
        f"(select count(*) from (from meta.{table} except from kept))"
    ).fetchone()
    if came or went:
        con.execute(f"delete from meta.{table}")
        con.execute(f"insert into meta.{table} from kept order by all")
    con.execute("drop table everything")
    con.execute("drop table kept")
    return came + went


def is_long(releases: Path) -> bool:
    """Whether a journal may hold twice the runs that are kept."""
    journals = [releases / RUNS, releases / FETCHES]
    return any(j.is_file() and j.stat().st_size > 2 * keep_runs() * RUN_BYTES for j in journals)


def trim(releases: Path, scratch: Path) -> None:
    """Rewrite the journals without what is not kept, once they hold twice the runs. Call with both locks held:
    ``scratch`` lies on their file system, and nobody else appends.
    """
    runs, keep = journal.rows_of(releases / RUNS), keep_runs()
    ids = sorted({r.get("run_id", "") for r in runs}, reverse=True)
    if len(ids) <= 2 * keep:
        return
    recent = set(ids[:keep])
    since = min(r["started_at"] for r in runs if r.get("run_id") in recent)
    visits: dict[str, dict[str, dict]] = {}  # source → its last good visit, and the first that failed after it
    for row in runs:
        if row.get("step") == "fetch" and row.get("source_id"):
            seen = visits.setdefault(row["source_id"], {})
            if row.get("outcome") != FAILED:
                seen.clear()
                seen["good"] = row
            else:
                seen.setdefault("failing", row)
    asked = {id(row) for seen in visits.values() for row in seen.values()}
    _rewrite(releases / RUNS, scratch, [r for r in runs if r.get("run_id") in recent or id(r) in asked])

    fetches = journal.rows_of(releases / FETCHES)
    last = {}  # address → its last answer, and its last good one
    for row in fetches:
        last[row.get("source_id"), row.get("url"), row.get("outcome") not in journal.FAILED] = row
    asked = {id(row) for row in last.values()}
    _rewrite(
        releases / FETCHES, scratch,
        [r for r in fetches if r.get("outcome") in STORED or id(r) in asked or r.get("asked_at", "") >= since],
    )  # fmt: skip


def _rewrite(path: Path, scratch: Path, rows: list[dict]) -> None:
    if path.is_file():
        aside = scratch / path.name
        journal.append(aside, rows)
        aside.touch()
        os.replace(aside, path)


def _has(con: duckdb.DuckDBPyConnection, database: str, table: str) -> bool:
    return bool(
        con.execute(
            f"select count(*) from duckdb_tables() where database_name = '{database}' and schema_name = 'meta' "
            f"and table_name = '{table}'"
        ).fetchone()[0]
    )


def _quoted(path: Path) -> str:
    return "'" + str(path.resolve()).replace("'", "''") + "'"
