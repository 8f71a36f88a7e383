"""In: a warehouse under construction and a stage ("raw", "marts"). Out: the rules' results, or GateRefused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from expectations.rules import Suite
from expectations.run import Gate, Result
from kplan.errors import GateRefused

if TYPE_CHECKING:
    import duckdb


def pass_or_refuse(gate: Gate, con: duckdb.DuckDBPyConnection, stage: str, suites: Sequence[Suite]) -> list[Result]:
    """Check the suites. Raises GateRefused naming every rule that blocks, with the keys of the rows that broke it."""
    results = gate.check(con, stage, suites)
    blocking = [r.sentence() for r in results if r.blocks]
    if blocking:
        rules = "rule does" if len(blocking) == 1 else "rules do"
        raise GateRefused(
            "\n".join([f"{len(blocking)} {rules} not hold of the {stage} tables; nothing was published.", *blocking])
        )
    return results
