"""In: readings of files of which some may be the same round. Out: one file a round, and an outcome row for each other.

Which one is kept is the reading room's rule (``ingest.plans.choose_editions``); here it meets the cached readings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kplan import ROOT
from kplan.reading import Reading

if TYPE_CHECKING:
    import duckdb

ROUNDS = ROOT / "plans" / "rounds.yml"
CODE = "another_edition"


@dataclass(frozen=True, slots=True)
class _Identity:
    """What ``choose_editions`` looks at. ``is_restated`` holds for every file beside the official one."""

    round_id: str
    is_restated: bool


@dataclass(frozen=True, slots=True)
class SetAside:
    """Files left out because another file of the same round is read, each with the sentence that says so."""

    files: tuple[tuple[Reading, str], ...]

    def write(self, con: duckdb.DuckDBPyConnection) -> None:
        """Add an outcome row for each to raw.outcomes."""
        for reading, why in self.files:
            sha256, name = reading.plan.sha256, reading.plan.path.name
            con.execute(
                "insert into raw.outcomes (outcome_id, document_id, file_name, outcome, code, reason) "
                "values (?, ?, ?, 'refused', ?, ?)",
                [f"{sha256[:12]}-{CODE}", sha256[:12], name, CODE, why],
            )


def one_per_round(readings: Sequence[Reading]) -> tuple[list[Reading], SetAside]:
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
    return [r for r in readings if id(r) not in left_out], SetAside(tuple((placed[i][0], why) for i, why in aside))
