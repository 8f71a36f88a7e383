"""In: a Markdown file with SQL blocks, and a published warehouse. Out: the same file with each block's answer under it.

An answer stands between ``<!-- answer -->`` and ``<!-- /answer -->`` right after its ```sql block; a fact's way back
stands between ``<!-- explain: SQL that finds the fact's key -->`` and ``<!-- /explain -->``. Nothing else is touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb

ROOT = Path(__file__).resolve().parent.parent
SQL = re.compile(r"```sql\n(?P<sql>.*?)```\n\n<!-- answer -->\n.*?<!-- /answer -->", re.S)
EXPLAIN = re.compile(r"<!-- explain: (?P<sql>.*?) -->\n.*?<!-- /explain -->", re.S)
# Lines of a way back that a page leaves out: boxes and offsets of steps between, and what is told elsewhere.
LEFT_OUT = re.compile(
    "x0|top|x1|bottom|start_at|end_at|size|bold|depth|kind|reading_order|is_.*|needs_year|sign|list_id|list_no|owner_id|"
    "run_mention_id|period_mention_id|sentence|granularity|unit_printed|budget_stage|status|document_id|sha256|page_count|"
    "round_no|series|meeting|document_no|reader_version|producer"
)
SHOWN_ALL_THE_SAME = ("is_additive", "is_reread")
MODELS_SHOWN = 5
NUMBERS = ("INTEGER", "BIGINT", "HUGEINT", "DOUBLE", "DECIMAL")


class NoAnswer(ValueError):
    """A query that cannot be run; the message holds it."""


def with_answers(text: str, con: duckdb.DuckDBPyConnection, warehouse: Path) -> str:
    """``text`` with every answer made anew. Raises NoAnswer where a query fails."""

    def answered(found: re.Match[str]) -> str:
        return f"```sql\n{found['sql']}```\n\n<!-- answer -->\n{answer(found['sql'], con)}\n<!-- /answer -->"

    def explained(found: re.Match[str]) -> str:
        return f"<!-- explain: {found['sql']} -->\n{way_back(found['sql'], con, warehouse)}\n<!-- /explain -->"

    return EXPLAIN.sub(explained, SQL.sub(answered, text))


def answer(sql: str, con: duckdb.DuckDBPyConnection) -> str:
    """The rows of ``sql`` as a Markdown table; a sentence where there is none."""
    import duckdb

    try:
        result = con.execute(sql)
        rows, columns = result.fetchall(), [(c[0], str(c[1])) for c in result.description]
    except duckdb.Error as e:
        raise NoAnswer(f"{sql}\n{e}") from e
    if not rows:
        return "\n(no rows / 해당 없음)\n"
    rule = ["---:" if kind.startswith(NUMBERS) else "---" for _, kind in columns]
    lines = [[name for name, _ in columns], rule, *([_cell(v) for v in row] for row in rows)]
    return "\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def way_back(sql: str, con: duckdb.DuckDBPyConnection, warehouse: Path) -> str:
    """What ``kplan explain`` prints of the one fact whose key ``sql`` gives, shortened, paths from the root."""
    from kplan.explain import explain

    found = con.execute(sql).fetchall()
    if len(found) != 1:
        raise NoAnswer(f"{sql}\ngives {len(found)} keys instead of one")
    key = found[0][0]
    said = "\n".join(_shortened(explain(key, warehouse, None, None).replace(f"{ROOT}/", "").splitlines()))
    return f"```text\n$ kplan explain {key}\n{said}\n```"


def _shortened(lines: list[str]) -> Iterator[str]:
    section, shown = "", 0
    for line in lines:
        if not line.startswith(" "):
            section, shown = line, 0
            yield line
            continue
        name, *value = line.split(maxsplit=1)
        if value and (name in SHOWN_ALL_THE_SAME or not LEFT_OUT.fullmatch(name)):
            shown += 1
            if section != "made by" or shown <= MODELS_SHOWN:
                yield line
            elif shown == MODELS_SHOWN + 1:
                yield "  …"


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:,.0f}" if value.is_integer() else f"{value:,.10g}"
    if isinstance(value, Decimal):
        return f"{value:,}"
    if isinstance(value, list):
        return "; ".join(map(_cell, value))
    return str(value).replace("|", "\\|").replace("\n", " ")
