"""The whole road: plan files in, a published warehouse out.

plans → readings (cached) → raw tables → gate → dbt → gate → meta → release. Everything happens in a scratch file;
what is published changes in the last step or not at all. Nothing heavy is imported before it is needed: a build with
nothing
changed compares hashes and is done.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kplan import __version__
from kplan.errors import Busy, NoReadablePlan, WrongUsage
from kplan.garbage import rarely_collected
from kplan.progress import FileRead, Progress
from kplan.summary import Summary, documents_in, summarise
from kplan.versions import Plan, hash_plans, inputs_hash, reader_version
from warehouse import meta, publish
from warehouse.construction import open_to_read, open_to_write
from warehouse.lock import Locked

if TYPE_CHECKING:
    import duckdb

    from kplan.editions import Aside
    from kplan.reading import Reading


def build(
    sources: Sequence[Path],
    out: Path,
    progress: Progress,
    jobs: int | None = None,
    keep: int = publish.KEEP,
    guard: Callable[[duckdb.DuckDBPyConnection, Path], None] | None = None,
    turned_away: Collection[str] = (),
) -> Summary:
    """Build the plans found in ``sources`` and publish them at ``out``; ``keep`` releases stay.

    ``guard`` is asked with the finished build and the published path before publishing, and may raise GateRefused.
    Inputs whose hash is in ``turned_away`` are not built again. Raises WrongUsage (Busy where another builds),
    NoReadablePlan, GateRefused or TransformFailed; after each of them what was published stays.
    """
    from ingest.plans import PlanError, find_plans
    from kplan.editions import copies

    try:
        plans = hash_plans(find_plans(sources))
        where = publish.place(out)
        left_out = copies(sources, plans)
        inputs = inputs_hash([*plans, *(a.plan for a in left_out)])
        if meta.published_inputs_hash(where.link) == inputs or inputs in turned_away:
            return summarise(where.link, unchanged=True)
        before = documents_in(where.link)
        build_id = f"{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}-{inputs[:8]}"
        with publish.building(where, build_id) as scratch, rarely_collected():
            built = _build(plans, left_out, scratch, where, build_id, inputs, progress, jobs or os.cpu_count() or 1)
            if guard is not None:
                with progress.step("counts gate"), open_to_read(built) as con:
                    guard(con, where.link)
            with progress.step("publish"):
                publish.publish(built, where, build_id, keep)
    except Locked as e:
        raise Busy(str(e)) from e
    except (PlanError, publish.NotOurs) as e:
        raise WrongUsage(str(e)) from e
    return summarise(where.link, unchanged=False, before=before)


def _build(
    plans: list[Plan],
    left_out: list[Aside],
    scratch: Path,
    where: publish.Place,
    build_id: str,
    inputs: str,
    progress: Progress,
    jobs: int,
) -> Path:
    from expectations import marts, raw
    from expectations.run import Gate
    from ingest import raw as raw_tables
    from kplan import history
    from kplan.editions import in_order, write_outcomes
    from kplan.gate import pass_or_refuse
    from kplan.reading import clear_leftovers, read_all
    from kplan.transform import FILE, PROJECT, build_models
    from warehouse.fingerprint import fingerprint
    from warehouse.meta import at_once

    started = datetime.now(UTC)
    file, gate = scratch / FILE, Gate()
    clear_leftovers()
    with progress.step("read", len(plans)) as advance:
        readings = read_all(plans, jobs, lambda _: advance())
    progress.files += [_became(r) for r in readings]
    with progress.step("raw tables"), open_to_write(file) as con, at_once(con):
        raw_tables.create(con)
        raw_tables.load(con, [r.folder for r in in_order(readings)])
        write_outcomes(con, left_out)
        _refuse_if_nothing_was_read(con)
    try:
        with progress.step("raw gate"), open_to_read(file) as con:
            pass_or_refuse(gate, con, "raw", raw.suites(raw_tables.TABLES))
        with progress.step("models"):
            models = build_models(scratch)
        with progress.step("marts gate"), open_to_read(file) as con:
            pass_or_refuse(gate, con, "marts", marts.suites(PROJECT / "models" / "marts"))
    finally:
        with progress.step("data docs"):
            gate.write_docs(scratch / "data_docs")
            publish.swap_folder(scratch / "data_docs", where.data_docs)
    with progress.step("meta"), open_to_write(file) as con:
        counts = [(table, *_split(said)) for table, said in fingerprint(con).items()]
        inputs_read = [
            meta.Input(r.plan.path.name, str(r.plan.path.resolve()), r.plan.sha256, r.from_cache, r.confined_by)
            for r in readings
        ]
        with at_once(con):
            meta.write(con, "counts", counts)
            meta.write(con, "inputs", inputs_read)
            meta.write(con, "models", [(m.name, m.schema, m.file, list(m.made_of)) for m in models])
            meta.write(con, "expectations", gate.results)
        history.load(con, where.releases, where.link if where.link.exists() else None)
    if any(r.is_transient for r in readings):
        inputs = ""  # equals no hash: the next build is no repetition of this one, it tries those files again
    wall, cpu = sum(s.wall_seconds for s in progress.steps), sum(s.cpu_seconds for s in progress.steps)
    with open_to_write(file) as con, at_once(con):
        meta.write(con, "steps", progress.steps)
        meta.write(
            con,
            "build",
            [meta.Build(build_id, __version__, reader_version(), inputs, started.replace(tzinfo=None), wall, cpu)],
        )
    with open_to_write(file) as con:
        con.execute("checkpoint")  # unlike closing the file, this says so where there is no room
    return file


def _became(reading: Reading) -> FileRead:
    """The file's own outcome row, among those of its pages and its doubts."""
    own = next((o for o in reading.rows("outcomes") if not o.get("page_no")), {})
    return FileRead(reading.plan.path.name, own.get("outcome", "ok"), own.get("reason") or None, reading.seconds)


def _split(said: str) -> tuple[int, str]:
    rows, content = said.split(":")
    return int(rows), content


def _refuse_if_nothing_was_read(con: duckdb.DuckDBPyConnection) -> None:
    if con.execute("select count(*) from raw.blocks").fetchone()[0]:
        return
    reasons = con.execute(
        "select coalesce(reason, file_name || ': ' || outcome) from raw.outcomes where page_no is null order by 1"
    ).fetchall()
    raise NoReadablePlan("\n".join(["No plan could be read; nothing was published.", *(f"  {r}" for (r,) in reasons)]))
