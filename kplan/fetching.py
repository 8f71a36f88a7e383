"""In: the list of sources and the folder of plans. Out: new plans in its subfolder ``fetched``, a journal row per
request and an account per source. One process at a time for one warehouse, whose folder holds the journal.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ingest.fetch import journal as journals
from ingest.fetch.journal import FAILED, Fetched, Memory
from ingest.fetch.sources import Manners, Source, SourceError, load_sources
from kplan import ROOT, history
from kplan.errors import Busy, WrongUsage
from kplan.language import say
from kplan.progress import Progress
from warehouse import publish
from warehouse.lock import Locked, hold

SOURCES = ROOT / "plans" / "sources.yml"
FETCHED = "fetched"  # folder under the plans
AT_ONCE = 4  # sources asked at the same time; each host is asked one thing at a time by a source


@dataclass(frozen=True, slots=True)
class Visited:
    """What one source gave. ``reason``: of the first address that failed."""

    source_id: str
    at: str
    seconds: float
    rows: tuple[Fetched, ...]

    @property
    def failures(self) -> tuple[Fetched, ...]:
        return tuple(r for r in self.rows if r.outcome in FAILED)

    @property
    def reason(self) -> str | None:
        first = next(iter(self.failures), None)
        return f"{first.outcome}: {first.url}: {first.reason}"[:500] if first else None

    @property
    def new(self) -> tuple[Fetched, ...]:
        return tuple(r for r in self.rows if r.outcome in ("stored", "changed"))

    def lines(self, as_json: bool) -> list[str]:
        """A line per address asked, for people or as JSON."""
        if as_json:
            return [json.dumps(journals.as_row(r), ensure_ascii=False) for r in self.rows]
        said = [f"{r.outcome:<12} {r.url}" + (f"  ({r.reason})" if r.reason else "") for r in self.rows]
        return [f"{self.source_id}: {line}" for line in said or [say("nothing is due")]]

    def as_run(self, run_id: str) -> history.Run:
        outcome = history.FAILED if self.failures else history.OK
        return history.Run(run_id, self.at, "fetch", outcome, self.seconds, self.source_id, reason=self.reason)


@contextmanager
def one_at_a_time(where: publish.Place) -> Iterator[None]:
    """The lock of fetching and rebuilding for one warehouse. Raises Busy, naming who holds it."""
    try:
        with hold(where.releases / ".rebuild"):
            yield
    except Locked as e:
        raise Busy(str(e)) from e


def load(path: Path) -> tuple[tuple[Source, ...], Manners]:
    try:
        return load_sources(path)
    except SourceError as e:
        raise WrongUsage(str(e)) from e


def fetch(
    sources: Sequence[Source], manners: Manners, plans: Path, journal: Path, advance: Callable[[], None]
) -> list[Visited]:
    """Visit every source; store new plans under ``plans``/fetched; write the journal. Call under ``one_at_a_time``."""
    if not sources:
        return []
    from ingest.fetch.shelf import clear
    from ingest.plans import sha256_of

    shelf = plans / FETCHED
    clear(shelf)
    held = {sha256_of(p): str(p) for p in sorted(plans.rglob("*.pdf")) if p.is_file()}
    memory = Memory.of(journals.fetched_of(journal))

    def visit(source: Source) -> Visited:
        from ingest.fetch.visit import now, visit_limited

        at, start = now(), time.monotonic()
        rows = visit_limited(source, manners, shelf, memory, held, plans / "rounds.yml")
        advance()
        return Visited(source.id, at, round(time.monotonic() - start, 3), tuple(rows))

    try:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            visited = list(pool.map(visit, sources))
    finally:
        clear(shelf)
    journals.append(journal, (journals.as_row(r) for v in visited for r in v.rows))
    return visited


def fetch_alone(sources: Path, plans: Path, out: Path, progress: Progress) -> list[Visited]:
    """``kplan fetch``: ask, store, write down. Raises WrongUsage, Busy."""
    try:
        where = publish.place(out)
    except publish.NotOurs as e:
        raise WrongUsage(str(e)) from e
    listed, manners = load(sources)
    run_id = f"{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}"
    with one_at_a_time(where), progress.step("fetch", len(listed)) as advance:
        visited = fetch(listed, manners, plans, where.releases / history.FETCHES, advance)
        history.write_runs(where.releases, (v.as_run(run_id) for v in visited))
        if history.is_long(where.releases):
            with suppress(Locked), publish.building(where, "trim") as scratch:
                history.trim(where.releases, scratch)
    return visited
