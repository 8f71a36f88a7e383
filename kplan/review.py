"""The review queue, and decisions on it: a published warehouse in, rows of plans/corrections/corrections.csv out.

A decision is guarded by the document, page, words and figure it was made on; dbt applies it at the next build and stops
that build where those words no longer stand.
"""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kplan import ROOT
from kplan.errors import WrongUsage

CORRECTIONS = ROOT / "plans" / "corrections" / "corrections.csv"
FIELDS = (
    "programme",
    "amount_krw",
    "amount_type",
    "fiscal_year",
    "indicator",
    "value",
    "unit",
    "value_type",
    "tier",
    "description",
    "period_start",
    "period_end",
)


def waiting(warehouse: Path, family: str | None = None) -> list[dict[str, Any]]:
    """What waits for a decision: rows of marts.review_queue with the figure's file name, in the order of the pages."""
    from warehouse import open_warehouse

    with open_warehouse(warehouse) as con:
        rows = con.execute(
            "select q.review_id, d.file_name, q.page_no, q.family, q.figure_printed, q.reason, "
            "q.would_have_said, q.quote "
            "from marts.review_queue q join marts.dim_document d using (document_id) "
            "where ? is null or q.family = ? order by d.file_name, q.page_no, q.top, q.review_id",
            [family, family],
        )
        names = [c[0] for c in rows.description]
        return [dict(zip(names, row, strict=True)) for row in rows.fetchall()]


def decide(
    warehouse: Path,
    key: str,
    decision: str,
    reason: str,
    name: str,
    values: dict[str, str],
    corrections: Path = CORRECTIONS,
) -> dict[str, str]:
    """Append one decision on a review row or a fact and return it.

    ``key`` is a review_id, budget_id, kpi_id or milestone_id. Raises WrongUsage where nothing has the key, a value
    names no field, or the reason or the name is empty.
    """
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise WrongUsage(f"{', '.join(sorted(unknown))}: no such field. Fields: {', '.join(FIELDS)}.")
    if not reason.strip() or not name.strip():
        raise WrongUsage("A decision needs a reason and the name of who decided: give --reason and --by.")
    row = {
        **_place(warehouse, key),
        "decision": decision,
        **values,
        "reason": reason.strip(),
        "decided_by": name.strip(),
        "decided_on": f"{datetime.now(UTC):%Y-%m-%d}",
    }
    with corrections.open(newline="", encoding="utf-8") as f:
        header = next(csv.reader(f))
    with corrections.open("a", newline="", encoding="utf-8") as f:
        csv.DictWriter(f, header, lineterminator="\n").writerow(row)
    return row


def _place(warehouse: Path, key: str) -> dict[str, str]:
    """Document, page, words and figure that a decision on ``key`` is guarded by."""
    from warehouse import open_warehouse

    sources = {
        "rev": ("review_queue", "review_id", "t.mention_id"),
        "bud": ("fct_budgets", "budget_id", None),
        "kpi": ("fct_kpis", "kpi_id", None),
        "mst": ("fct_milestones", "milestone_id", None),
    }
    table, column, mention = sources.get(key.split("_")[0], (None, None, None))
    if table is None:
        raise WrongUsage(f"{key}: not the key of a review row, budget, KPI or milestone.")
    claim = f"c.mention_id = {mention}" if mention else "c.claim_id = t.claim_id"
    with open_warehouse(warehouse) as con:
        found = con.execute(
            f"select c.document_id, c.page_no, c.quote, c.printed from marts.{table} t "
            f"join raw.claims c on c.document_id = t.document_id and {claim} "
            f"where t.{column} = ? order by c.claim_id limit 1",
            [key],
        ).fetchone()
    if found is None:
        raise WrongUsage(f"{key}: no claim of this warehouse has that key; `kplan review` lists the keys.")
    return {k: str(v) for k, v in zip(("document_id", "page_no", "quote", "printed"), found, strict=True)}
