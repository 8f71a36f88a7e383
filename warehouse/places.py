"""In: a fact's key, a document's key, an open warehouse. Out: the fact's row, the document's PDF on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb

PLANS = Path(__file__).resolve().parent.parent / "plans"
KEYS = {
    "fct_budgets": "budget_id",
    "fct_kpis": "kpi_id",
    "fct_milestones": "milestone_id",
    "review_queue": "review_id",
}


def fact_of(con: duckdb.DuckDBPyConnection, key: str) -> tuple[str, dict[str, Any]]:
    """The mart table that has a fact or review row of this key, and the row. Raises LookupError where none has it."""
    there = {r[0] for r in con.execute("select table_name from duckdb_tables() where schema_name = 'marts'").fetchall()}
    for table, column in KEYS.items():
        if table in there:
            answer = con.execute(f"select * from marts.{table} where {column} = ?", [key])
            if row := answer.fetchone():
                return table, dict(zip((c[0] for c in answer.description), row, strict=True))
    raise LookupError(f"No fact has the key {key}. Keys stand in {', '.join(f'{t}.{k}' for t, k in KEYS.items())}.")


def pdf_of(con: duckdb.DuckDBPyConnection, document_id: str) -> Path | None:
    """The PDF a document was read from: where it lay then, or a file of its name in plans/; None where neither is."""
    row = con.execute("select file_name, path from meta.inputs where starts_with(sha256, ?)", [document_id]).fetchone()
    return next((p for p in (Path(row[1]), PLANS / row[0]) if p.is_file()), None) if row else None
