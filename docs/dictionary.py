"""In: the descriptions in dbt_project/models/*/*.yml, the schemas raw (ingest/raw.py) and meta (warehouse/meta.py).
Out: docs/dictionary.md.

Names, types, units and descriptions are written once, there; the dictionary only shows them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from ingest import raw
from warehouse import meta

ROOT = Path(__file__).resolve().parent.parent
MODELS = ROOT / "dbt_project" / "models"
HEAD = """# Data dictionary · 데이터 사전

Made by `python -m docs.refresh` from `dbt_project/models/`, `ingest/raw.py` and `warehouse/meta.py`; a test fails
when it is stale. The same descriptions are comments inside the database:
`SELECT column_name, comment FROM duckdb_columns() WHERE table_name = 'fct_budgets'`.

설명은 데이터베이스 안에도 주석으로 들어 있다. **굵은 이름**은 키, ○는 NULL이 될 수 있는 열.
A name in **bold** is part of the key; ○ marks a column that may be NULL.
"""


def models(folder: str) -> list[dict[str, Any]]:
    """The models that one folder under models/ describes, in the order of their file."""
    found: list[dict[str, Any]] = []
    for path in sorted((MODELS / folder).glob("*.yml")):
        found += yaml.safe_load(path.read_text(encoding="utf-8")).get("models", [])
    return found


def page() -> str:
    """The whole dictionary as Markdown."""
    parts = [
        HEAD,
        "## Views for common questions · 흔한 질문을 위한 뷰\n",
        "In no schema of their own: `SELECT * FROM budgets_by_project`.\n",
        *(_model(m, view=True) for m in models("views")),
        "## Marts · 마트\n",
        "Schema `marts`: facts, dimensions, and what the warehouse says of its own doubts.\n",
        *(_model(m, view=False) for m in models("marts")),
        "## Raw tables · 원자료\n",
        "Schema `raw`: what the reader saw on the pages, before any meaning is given to it.\n",
        *(_registered("raw", t, t.key) for t in raw.TABLES),
        "## The build of itself · 빌드 자신\n",
        "Schema `meta`: what was read, how long it took, what every rule of the gate said.\n",
        *(_registered("meta", t) for t in meta.TABLES),
    ]
    return "\n".join(parts)


def _model(model: dict[str, Any], view: bool) -> str:
    keys = {c for k in model.get("constraints", []) if k["type"] == "primary_key" for c in k["columns"]}
    rows = []
    for column in model["columns"]:
        rules = {c["type"] for c in column.get("constraints", [])}
        unit = column.get("config", {}).get("meta", {}).get("unit")
        rows.append(
            _row(
                column["name"],
                column.get("data_type", ""),
                column["description"] + (f" [{unit}]" if unit else ""),
                column["name"] in keys or "primary_key" in rules,
                not view and "not_null" not in rules and column["name"] not in keys,
            )
        )
    return _table(model["name"], model["description"], rows)


def _registered(schema: str, table: raw.RawTable | meta.Table, key: Sequence[str] = ()) -> str:
    rows = [_row(c.name, c.type.lower(), f"{c.ko} / {c.en}", c.name in key, c.nullable) for c in table.columns]
    return _table(f"{schema}.{table.name}", f"{table.ko} / {table.en}", rows)


def _row(name: str, kind: str, meaning: str, is_key: bool, nullable: bool) -> str:
    shown = f"**`{name}`**" if is_key else f"`{name}`"
    return f"| {shown} | {kind}{' ○' if nullable else ''} | {meaning.replace('|', chr(92) + '|')} |"


def _table(name: str, meaning: str, rows: list[str]) -> str:
    return "\n".join([f"### {name}", "", meaning, "", "| column | type | meaning |", "| --- | --- | --- |", *rows, ""])
