"""In: plan files and their readings, of which some may say the same. Out: one file a round, and an outcome row for each
other, so that no figure counts twice and no file is left out in silence.

Which edition is kept is the reading room's rule (``ingest.plans.choose_editions``); here it meets the cached readings.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kplan import ROOT
from kplan.reading import Reading
from kplan.versions import Plan, hash_plans

if TYPE_CHECKING:
    import duckdb

ROUNDS = ROOT / "plans" / "rounds.yml"


@dataclass(frozen=True, slots=True)
class _Identity:
    """What ``choose_editions`` looks at. ``is_restated`` holds for every file beside the official one."""

    round_id: str
    is_restated: bool


@dataclass(frozen=True, slots=True)
class Aside:
    """A file left out, with the code and the sentence of its outcome."""

    plan: Plan
    code: str
    why: str


def write_outcomes(con: duckdb.DuckDBPyConnection, asides: Iterable[Aside]) -> None:
    """Add an outcome row for each to raw.outcomes."""
    for n, a in enumerate(asides):
        con.execute(
            "insert into raw.outcomes (outcome_id, document_id, file_name, outcome, code, reason) "
            "values (?, ?, ?, 'refused', ?, ?)",
            [f"{a.plan.sha256[:12]}-{a.code}-{n}", a.plan.sha256[:12], a.plan.path.name, a.code, a.why],
        )


def copies(sources: Iterable[Path], plans: Sequence[Plan]) -> list[Aside]:
    """PDF files of ``sources`` that are not among ``plans`` because one of those has the same bytes, by path."""
    kept = {p.path for p in plans}
    first = {p.sha256: p.path for p in plans}
    files = {
        f for s in sources for f in (s.rglob("*") if s.is_dir() else [s]) if f.suffix.lower() == ".pdf" and f.is_file()
    }
    others = hash_plans(sorted(files - kept))
    return [
        Aside(p, "copy", f"{p.path.name}: the same bytes as {first[p.sha256].name}, which is read.")
        for p in others
        if p.sha256 in first
    ]


def one_per_round(readings: Sequence[Reading]) -> tuple[list[Reading], list[Aside]]:
    """Readings to load, in their order (those that say no round among them), and those set aside.

    A file whose hash rounds.yml knows as the official one stands before all others of its round, whatever their covers
    say: a damaged copy has the same cover.
    """
    from ingest.plans import choose_editions, load_rounds

    official = {r.sha256 for r in load_rounds(ROUNDS).rounds}
    placed = [(r, d) for r in readings for d in r.rows("documents") if d.get("round_id")]
    here = {d["round_id"] for r, d in placed if r.plan.sha256 in official}
    found = []
    for r, d in placed:
        beside = d["round_id"] in here and r.plan.sha256 not in official
        found.append((r.plan.path, _Identity(d["round_id"], beside or bool(d.get("is_restated")))))
    _, aside = choose_editions(found)
    left_out = {id(placed[i][0]) for i, _ in aside}
    kept = [r for r in readings if id(r) not in left_out]
    return kept, [Aside(placed[i][0].plan, "another_edition", why) for i, why in aside]
