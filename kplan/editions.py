"""In: plan files and their readings. Out: the readings to load, in an order of their contents, and an outcome row for
each file that is a copy of another, so that no figure counts twice and no file is left out in silence.

Every readable edition of a round is loaded; which one is current is said in dim_document.is_current.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kplan.reading import Reading
from kplan.versions import Plan, hash_plans

if TYPE_CHECKING:
    import duckdb


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


def in_order(readings: Iterable[Reading]) -> list[Reading]:
    """Readings by their files' contents: where files lie and what they are called decides nothing that is published."""
    return sorted(readings, key=lambda r: r.plan.sha256)
