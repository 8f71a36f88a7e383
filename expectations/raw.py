"""In: the registry of raw tables. Out: the suites that freshly read documents must pass before dbt."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from expectations.rules import WARNING, Rule, Suite, between, holds, not_blank, one_of, unique

OUTCOMES = ("ok", "empty", "picture_only", "garbled_text", "refused")
BLOCK_KINDS = (
    "title", "heading", "item", "note", "caption", "unit", "box_title", "paragraph", "page_number", "contents", "cover",
)  # fmt: skip
MENTION_TYPES = ("money", "period", "quantity", "agency", "arrow", "number")
GRANULARITIES = ("day", "month", "quarter", "half", "year", "range", "deadline")
SLACK = 2.0  # points a box may reach over the page's edge: descent of the last line, thickness of a frame

_PAGE_EXISTS = holds(
    "page_exists",
    "exists (from raw.pages p where p.document_id = t.document_id and p.page_no = t.page_no)",
    "its page was read",
)
_BOX_ON_PAGE = holds(
    "box_on_page",
    f"t.x0 <= t.x1 and t.top <= t.bottom and (select t.x0 >= -{SLACK} and t.top >= -{SLACK} and "
    f"t.x1 <= p.width + {SLACK} and t.bottom <= p.height + {SLACK} "
    "from raw.pages p where p.document_id = t.document_id and p.page_no = t.page_no)",
    "its box has a width and a height and lies on its page",
    WARNING,  # a file may draw words off its page; that must not hold up the other documents. Facts are held to it.
)
_PERIOD_FORWARD = holds("period_forward", "t.period_start <= t.period_end", "its period does not end before it starts")
_RANGE_FORWARD = holds("range_forward", "t.value_low <= t.value_high", "its range does not end below its start")
_BLOCK_EXISTS = holds(
    "block_exists",
    "exists (from raw.blocks b where (b.document_id, b.block_id) = (t.document_id, t.block_id)) "
    "or exists (from raw.table_cells c where (c.document_id, c.cell_id) = (t.document_id, t.block_id))",
    "the paragraph or cell it stands in exists",
)


def _parent_exists(column: str, table: str, key: str) -> Rule:
    return holds(
        f"{column}_exists",
        f"t.{column} is null "
        f"or exists (from raw.{table} b where (b.document_id, b.{key}) = (t.document_id, t.{column}))",
        f"what {column} names exists",
    )


OWN_RULES: dict[str, tuple[Rule, ...]] = {
    "documents": (
        between("page_count", 1, None),
        holds("pages_complete", "t.page_count = (select count(*) from raw.pages p where p.document_id = t.document_id)",
              "every page of the file has a row"),
        holds("sha256_whole", r"regexp_full_match(t.sha256, '[0-9a-f]{64}')", "its hash is a whole SHA-256"),
        holds("publication_plausible", "t.published_on between date '1990-01-01' and date '2060-12-31'",
              "it was published between 1990 and 2060", WARNING),
    ),
    "pages": (
        holds("page_within_document",
              "exists (from raw.documents d where d.document_id = t.document_id "
              "and t.page_no between 1 and d.page_count)",
              "its number lies within its document"),
        one_of("outcome", OUTCOMES),
        holds("reason_given", "t.outcome = 'ok' or length(trim(t.reason)) > 0", "a page not read says why"),
    ),
    "outcomes": (
        holds("reason_given", "t.outcome = 'ok' or length(trim(t.reason)) > 0", "what was not read says why"),
        holds("file_named", "length(trim(t.file_name)) > 0", "its file is named"),
    ),
    "blocks": (
        _PAGE_EXISTS, _BOX_ON_PAGE, not_blank("text"), one_of("kind", BLOCK_KINDS),
        _parent_exists("parent_id", "blocks", "block_id"),
    ),
    "tables": (
        _PAGE_EXISTS, _BOX_ON_PAGE, one_of("kind", ("data", "box", "layout")),
        holds("has_cells",
              "exists (from raw.table_cells c where (c.document_id, c.table_id) = (t.document_id, t.table_id))",
              "it has cells"),
    ),
    "table_cells": (
        _PAGE_EXISTS, _BOX_ON_PAGE,
        holds("within_table",
              "exists (from raw.tables b where (b.document_id, b.table_id) = (t.document_id, t.table_id) "
              "and t.row_no + t.row_span <= b.n_rows and t.col_no + t.col_span <= b.n_cols)",
              "it lies within its table's rows and columns"),
    ),
    "mentions": (
        _PAGE_EXISTS, _BOX_ON_PAGE, _BLOCK_EXISTS, _PERIOD_FORWARD, _RANGE_FORWARD, not_blank("text"),
        one_of("type", MENTION_TYPES), one_of("granularity", GRANULARITIES),
        holds("offsets_within_text", "t.start_at >= 0 and t.start_at < t.end_at",
              "its offsets mark at least one character"),
    ),
    "claims": (
        _PAGE_EXISTS, _BOX_ON_PAGE, _BLOCK_EXISTS, _PERIOD_FORWARD, _RANGE_FORWARD,
        not_blank("quote"), not_blank("rule"),
        one_of("family", ("money", "quantity", "event")),
        _parent_exists("mention_id", "mentions", "mention_id"),
        _parent_exists("pair_claim_id", "claims", "claim_id"),
    ),
}  # fmt: skip


def suites(registry: Iterable[Any]) -> list[Suite]:
    """A suite per raw table of the registry (``ingest.raw.TABLES``): its key is unique, and the rules above.

    Columns that must be given are enforced by the tables' own NOT NULL.
    """
    return [Suite(f"raw.{t.name}", t.key, (unique(t.key), *OWN_RULES.get(t.name, ()))) for t in registry]
