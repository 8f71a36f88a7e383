"""In: an open warehouse. Out: all that the site shows, as plain lists for JSON: marts row by row, views, build, rules.

Dates are ISO strings, amounts integers in won, boxes points from the page's top left.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from warehouse.fingerprint import fingerprint

if TYPE_CHECKING:
    import duckdb

HIDDEN = "＊"  # stands for a character of personal data; see ingest/privacy.py

FACTS = {"fct_budgets": "budget_id", "fct_kpis": "kpi_id", "fct_milestones": "milestone_id"}
KEYS = {**FACTS, "review_queue": "review_id"}
SHOWN = {  # what the pages ask for by name, each in an order that does not depend on how it was built
    **{t: f"select * from marts.{t} order by document_id, page_no, top, x0, {key}" for t, key in KEYS.items()},
    "reconciliation": "select * from marts.reconciliation order by holds, document_id, page_no, reconciliation_id",
    "coverage": "select * from marts.coverage order by document_id, family",
    "dim_plan_round": "select * from marts.dim_plan_round order by published_on, round_id",
    "dim_project": "select * from marts.dim_project order by project_name, project_id",
    "dim_agency": "select * from marts.dim_agency order by agency_id",
    "budgets_by_project": "select * from budgets_by_project order by all",
    "budgets_by_year": "select * from budgets_by_year order by all",
    "targets_with_baselines": "select * from targets_with_baselines order by all",
    "milestones_due": "select * from milestones_due order by due_on, project_name, milestone_id",
    "due_next": "select * from due_next order by due_on, project_name, milestone_id",
    "rules": "select stage, table_name, rule_id, meaning, severity, outcome, rows_checked, rows_failed, message "
    "from meta.expectations order by stage desc, table_name, rule_id",
    "outcomes": "select document_id, file_name, page_no, outcome, code, reason from raw.outcomes "
    "where outcome <> 'ok' or code is not null order by file_name, page_no nulls first, outcome_id",
    "fct_revisions": "select r.* from marts.fct_revisions r left join marts.dim_project p using (project_id) "
    "left join marts.dim_plan_round t on t.round_id = r.to_round_id order by t.published_on desc, r.to_round_id, "
    "r.scope, r.from_document_id, r.to_document_id, p.project_name, r.family, r.what, r.change, r.revision_id",
    "compared": "select scope, from_round_id, to_round_id, from_document_id, to_document_id "
    "from intermediate.int_revision_pairs order by all",
    "inputs": "select file_name, sha256 from meta.inputs order by file_name, sha256",
}  # fmt: skip

SAID = {  # table → columns whose words are the warehouse's own, in English, and not those of a document
    "rules": ("meaning", "message"),
    "review_queue": ("reason",),
    "outcomes": ("reason",),
    "fct_revisions": ("change", "rule"),
}

Box = tuple[float, float, float, float]


class Words(NamedTuple):
    """A quote and the box around it on its page."""

    box: Box
    text: str


def plain(value: Any) -> Any:
    """A value of DuckDB as JSON knows it; boxes and amounts keep every digit that counts."""
    match value:
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case float():
            return int(value) if value.is_integer() and abs(value) < 1 << 53 else round(value, 6)
        case datetime():
            return value.isoformat(sep=" ", timespec="seconds")
        case date():
            return value.isoformat()
        case list() | tuple():
            return [plain(v) for v in value]
    return value


def table(con: duckdb.DuckDBPyConnection, sql: str) -> dict[str, list]:
    """A query's answer: the names of its columns, and its rows."""
    answer = con.execute(sql)
    names = [c[0] for c in answer.description]
    return {"columns": names, "rows": [[plain(v) for v in row] for row in answer.fetchall()]}


def build_fingerprint(con: duckdb.DuckDBPyConnection) -> str:
    """The first 16 hex digits of the SHA-256 of what `kplan fingerprint` prints."""
    lines = "".join(f"{said}  {name}\n" for name, said in fingerprint(con).items())
    return hashlib.sha256(lines.encode()).hexdigest()[:16]


def contents(con: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """All that the pages show but the pictures; see ``static/assets/data.js`` for how it is read."""
    build_id, version, reader, built_at = con.execute(
        "select build_id, version, reader_version, built_at from meta.build"
    ).fetchone()
    return {
        "build": {
            "build_id": build_id,
            "version": version,
            "reader_version": reader,
            "built_at": plain(built_at),
            "fingerprint": build_fingerprint(con),
        },
        "documents": _documents(con),
        "tables": {name: table(con, sql) for name, sql in SHOWN.items()},
        "meanings": _meanings(con),
        "figures": _figures(con),
        "headings": _headings(con),
    }


def korean(tables: dict[str, dict[str, list]], in_korean: Callable[[str], str]) -> dict[str, str]:
    """What the warehouse itself says in the tables, in English → the same in Korean, where ``in_korean`` knows it."""
    said = {
        row[table["columns"].index(column)]
        for name, columns in SAID.items()
        for table in (tables[name],)
        for column in columns
        for row in table["rows"]
    }
    pairs = {english: in_korean(english) for english in sorted(said - {None})}
    return {english: k for english, k in pairs.items() if k != english}


def _documents(con: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Documents, the newest first, each with its pages as [width, height, outcome, reason]."""
    found = table(
        con,
        "select d.*, r.published_on from marts.dim_document d left join marts.dim_plan_round r using (round_id) "
        "order by is_current desc, r.published_on desc, d.document_id",
    )
    pages = con.execute(
        "select document_id, width, height, outcome, reason from raw.pages order by document_id, page_no"
    ).fetchall()
    documents = [dict(zip(found["columns"], row, strict=True)) for row in found["rows"]]
    for document in documents:
        document.pop("ingested_at", None)
        document["pages"] = [[plain(v) for v in page[1:]] for page in pages if page[0] == document["document_id"]]
    return documents


def _meanings(con: duckdb.DuckDBPyConnection) -> dict[str, dict[str, list[str]]]:
    """Column → what it means in Korean and in English, for the marts whose rows are shown whole."""
    meanings: dict[str, dict[str, list[str]]] = {}
    for name, column, comment in con.execute(
        "select table_name, column_name, comment from duckdb_columns() where schema_name = 'marts' "
        "and list_contains(?, table_name) and comment is not null order by table_name, column_index",
        [list(KEYS)],
    ).fetchall():
        korean, _, english = comment.partition(" / ")
        meanings.setdefault(name, {})[column] = [korean, english or korean]
    return meanings


def _figures(con: duckdb.DuckDBPyConnection) -> dict[str, list]:
    """Fact key → [x0, top, x1, bottom of the figure itself, whether the second reader found the same digits]."""
    figures = {}
    for name, key in FACTS.items():
        for fact_id, *box, is_reread in con.execute(
            f"select f.{key}, m.x0, m.top, m.x1, m.bottom, m.is_reread from marts.{name} f "
            "join raw.claims c on c.document_id = f.document_id and c.claim_id = f.claim_id "
            "join raw.mentions m on m.document_id = f.document_id "
            "and m.mention_id = coalesce(c.mention_id, c.period_mention_id) "
            f"where m.page_no = f.page_no order by f.{key}"
        ).fetchall():
            figures[fact_id] = [*(plain(v) for v in box), is_reread]
    return figures


def _headings(con: duckdb.DuckDBPyConnection) -> dict[str, dict[str, Any]]:
    """Document → the texts of headings, and for each block or cell of a fact the headings it stands under."""
    said = dict.fromkeys(r[0] for r in con.execute("select document_id from marts.dim_document order by 1").fetchall())
    headings: dict[str, dict[str, Any]] = {d: {"text": {}, "under": {}} for d in said}
    blocks = " union ".join(f"select document_id, block_id from marts.{name}" for name in KEYS)
    for document_id, block_id, path in con.execute(
        f"with wanted as ({blocks}) "
        "select w.document_id, w.block_id, b.path from wanted w join raw.blocks b using (document_id, block_id) "
        "union all select w.document_id, w.block_id, list_append(coalesce(p.path, []), p.block_id) "
        "from wanted w join raw.table_cells c on c.document_id = w.document_id and c.cell_id = w.block_id "
        "join raw.tables t on t.document_id = c.document_id and t.table_id = c.table_id "
        "join raw.blocks p on p.document_id = t.document_id and p.block_id = t.parent_id order by all"
    ).fetchall():
        if document_id in headings and path:
            headings[document_id]["under"][block_id] = path
    for document_id, block_id, text in con.execute(
        "select document_id, block_id, text from raw.blocks order by document_id, block_id"
    ).fetchall():
        if any(block_id in path for path in headings.get(document_id, {"under": {}})["under"].values()):
            headings[document_id]["text"][block_id] = text
    return headings


def quotes(con: duckdb.DuckDBPyConnection) -> dict[tuple[str, int], dict[str, Words]]:
    """(document, page) → key of a fact or review row → its words and their box."""
    found: dict[tuple[str, int], dict[str, Words]] = {}
    for name, key in KEYS.items():
        for document_id, page_no, fact_id, text, *box in con.execute(
            f"select document_id, page_no, {key}, coalesce(quote, ''), x0, top, x1, bottom from marts.{name} "
            f"where page_no is not null and x0 is not null order by {key}"
        ).fetchall():
            found.setdefault((document_id, page_no), {})[fact_id] = Words(tuple(box), text)
    return found


def personal(con: duckdb.DuckDBPyConnection) -> dict[tuple[str, int], list[Words]]:
    """(document, page) → paragraphs and cells in which something is hidden, as they stand in the warehouse."""
    found: dict[tuple[str, int], list[Words]] = {}
    for document_id, page_no, text, *box in con.execute(
        "select document_id, page_no, text, x0, top, x1, bottom from "
        "(select document_id, page_no, text, x0, top, x1, bottom from raw.blocks "
        "union all select document_id, page_no, text, x0, top, x1, bottom from raw.table_cells) "
        "where contains(text, ?) and x0 is not null order by all",
        [HIDDEN],
    ).fetchall():
        found.setdefault((document_id, page_no), []).append(Words(tuple(box), text))
    return found
