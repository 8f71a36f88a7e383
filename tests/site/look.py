"""What the tests of the site share: its addresses, its data as dicts, and a few questions in JavaScript."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import duckdb

from warehouse.pages import Drawn

VIEWS = ("overview", "facts", "changes", "review", "sums", "quality", "leaves")
TABLES = {"fct_budgets": "budget_id", "fct_kpis": "kpi_id", "fct_milestones": "milestone_id"}
DRAWN = "document.querySelectorAll('.chart-box').length === document.querySelectorAll('svg.chart').length"
COUNT = "document.getElementById('count')?.textContent"


def data_of(site: Path) -> dict[str, Any]:
    """What the site's pages are drawn from."""
    said = (site / "data.js").read_text(encoding="utf-8")
    return json.loads(said.removeprefix("window.KPLAN_DATA = ").removesuffix(";\n"))


def address(site: Path, fragment: str = "") -> str:
    return (site / "index.html").as_uri() + fragment


def rows_of(data: dict[str, Any], table: str) -> list[dict[str, Any]]:
    columns = data["tables"][table]["columns"]
    return [dict(zip(columns, row, strict=True)) for row in data["tables"][table]["rows"]]


def fact(data: dict[str, Any], table: str, **wanted: Any) -> dict[str, Any]:
    """The first row of a mart that says what is wanted."""
    return next(f for f in rows_of(data, table) if all(f[k] == v for k, v in wanted.items()))


def everywhere(data: dict[str, Any]) -> list[str]:
    """Every view, one fact, one page."""
    one, document = fact(data, "fct_budgets", role="component"), data["documents"][0]["document_id"]
    return [*(f"#view={v}" for v in VIEWS), f"#fact={one['budget_id']}", f"#page={document}:3"]


def altered(built: Any, folder: Path, *statements: tuple[str, list]) -> Path:
    """A copy of the shipped plan's warehouse with something else in it."""
    copy = folder / "altered.duckdb"
    shutil.copyfile(built.out.resolve(), copy)
    with duckdb.connect(str(copy)) as con:
        for sql, values in statements:
            con.execute(sql, values)
    return copy


def no_pictures(calls: list | None = None) -> Any:
    """A way to draw that draws nothing, and notes what it was asked."""

    def draw(_: Path, orders: list) -> list[Drawn]:
        if calls is not None:
            calls.append(orders)
        found = ({k: [q.box] for k, q in o.quotes.items()} for o in orders)
        return [Drawn(o.page_no, f, b"x" if o.with_picture else None) for o, f in zip(orders, found, strict=True)]

    return draw


def press(selector: str) -> str:
    """JavaScript that follows a link inside a drawing, which has no box of its own to be hit by a mouse."""
    click = "new MouseEvent('click', {bubbles: true, cancelable: true})"
    return f"document.querySelector('{selector}').closest('a').dispatchEvent({click})"
