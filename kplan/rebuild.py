"""In: sources and a folder of plans. Out: the warehouse as it should be now, without anybody watching.

fetch → read what is new → dbt → gate → counts gate → publish, one at a time; what happened is written into the
journals and from there into the published file's ``meta``, also where nothing new was published.
"""

from __future__ import annotations

import json
import time
import traceback
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from kplan import errors, history, shrinkage
from kplan.build import build
from kplan.errors import BUG, DISK_FULL, PUBLISHED, KplanError, WrongUsage
from kplan.fetching import SOURCES, Visited, fetch, load, one_at_a_time
from kplan.progress import Progress
from warehouse import publish
from warehouse.lock import Locked
from warehouse.rollback import rolled_back

OUTCOMES = {0: "published", 1: "bug", 2: "nothing readable", 3: "refused", 4: "busy", 6: "disk full"}


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """One run. ``outcome``: published, unchanged, held (a person rolled these inputs back), or what ended it."""

    run_id: str
    outcome: str
    exit_code: int
    build_id: str | None
    sources_ok: int
    sources_failed: tuple[str, ...]
    new_files: tuple[str, ...]
    facts: dict[str, int]
    seconds: float
    reason: str | None = None

    def as_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)


def rebuild(
    plans: Path,
    out: Path,
    progress: Progress,
    sources: Path = SOURCES,
    jobs: int | None = None,
    keep: int = publish.KEEP,
    changelog: Path | None = None,
) -> Rebuilt:
    """One run from sources to release. A failure is an answer, not an exception: its exit code and reason say which;
    raises only Busy and WrongUsage, before anything was done.
    """
    try:
        where = publish.place(out)
    except publish.NotOurs as e:
        raise WrongUsage(str(e)) from e
    listed, manners = load(sources)
    with one_at_a_time(where):
        started, clock = datetime.now(UTC), time.monotonic()
        visited: list[Visited] = []
        code, reason, summary = PUBLISHED, None, None
        changelog = changelog or plans / shrinkage.CHANGELOG.name
        turned_away = rolled_back(where)
        try:
            with progress.step("fetch", len(listed)) as advance:
                visited = fetch(listed, manners, plans, where.releases / history.FETCHES, advance)
            summary = build(
                [plans], out, progress, jobs, keep,
                lambda con, link: shrinkage.refuse_if_shrunk(con, link, changelog), turned_away,
            )  # fmt: skip
        except Exception as e:
            code, reason = _ended(e)
        outcome = OUTCOMES[code]
        if summary is not None and summary.unchanged:
            outcome = "held" if turned_away else "unchanged"
        run = Rebuilt(
            run_id=f"{started:%Y%m%dT%H%M%S%fZ}",
            outcome=outcome,
            exit_code=code,
            build_id=summary.build_id if summary else None,
            sources_ok=sum(not v.failures for v in visited),
            sources_failed=tuple(v.source_id for v in visited if v.failures),
            new_files=tuple(Path(r.file).name for v in visited for r in v.new if r.file),
            facts=summary.facts if summary else {},
            seconds=round(time.monotonic() - clock, 3),
            reason=reason,
        )
        try:
            _write_down(run, started, visited, progress, where)
        except Exception as e:  # history must not take the warehouse with it; a full disk keeps neither
            if code == PUBLISHED and not errors.is_disk_full(e):
                raise
        return run


def _ended(error: Exception) -> tuple[int, str]:
    if errors.is_disk_full(error):
        return DISK_FULL, f"The disk is full; nothing was published. ({error})"
    if isinstance(error, errors.Busy):
        return errors.BUSY, str(error)
    if isinstance(error, KplanError):
        return error.exit_code, str(error)
    return BUG, "".join(traceback.format_exception(error))[-4000:]


def _write_down(
    run: Rebuilt, started: datetime, visited: list[Visited], progress: Progress, where: publish.Place
) -> None:
    """Append the run to the journal, a row per step, source and file, and load it into the published file."""
    at = started.isoformat(timespec="milliseconds")
    rows = [v.as_run(run.run_id) for v in visited]
    rows += [
        history.Run(run.run_id, at, s.step, history.OK, round(s.wall_seconds, 3))
        for s in progress.steps
        if s.step != "fetch" or not visited
    ]
    if progress.failed is not None:
        step = progress.failed
        seconds = round(step.wall_seconds, 3)
        rows.append(history.Run(run.run_id, at, step.step, history.FAILED, seconds, reason=run.reason))
    rows += [
        history.Run(run.run_id, at, "read", f.outcome, round(f.seconds, 3), file_name=f.file_name, reason=f.reason)
        for f in progress.files
    ]
    rows.append(history.Run(run.run_id, at, "run", run.outcome, run.seconds, reason=run.reason, build_id=run.build_id))
    history.write_runs(where.releases, rows)
    if where.link.exists() or history.is_long(where.releases):
        refresh(where)


def refresh(where: publish.Place) -> None:
    """Load the journals into the published file, if there is one, and trim them; where a build is under way, it will
    load them. Call under ``one_at_a_time``.
    """
    import duckdb

    def change(file: Path) -> bool:
        with duckdb.connect(str(file)) as con:
            added = history.load(con, where.releases, None)
            con.execute("checkpoint")  # unlike closing the file, this says so where there is no room
            return added > 0

    try:
        with publish.building(where, "refresh") as scratch:
            if where.link.exists():
                publish.refresh(where, scratch, change)
            if history.is_long(where.releases):
                history.trim(where.releases, scratch)
    except Locked:
        return
