"""A document's layout in, plain dictionaries out: for JSON files and for comparing readings."""

from __future__ import annotations

from ingest.layout.model import Block, Layout


def layout_json(layout: Layout, first_page: int = 1, last_page: int | None = None) -> dict:
    """``{"blocks": [...], "tables": [...]}`` of the pages asked for (1-based, inclusive), in reading order; data
    tables only.
    """
    last = last_page if last_page is not None else 10**9
    return {
        "blocks": [
            {
                "id": b.block_id, "page": b.page_no, "kind": b.kind, "mark": b.mark, "text": b.text,
                "parent": b.parent_id, "depth": b.depth, "box": _corners(b),
            }
            for b in layout.blocks
            if first_page <= b.page_no <= last
        ],
        "tables": [
            {
                "id": t.table_id, "pages": list(t.pages), "kind": t.kind, "caption": t.caption, "unit": t.unit,
                "parent": t.parent_id, "header_rows": t.header_rows,
                "cells": [
                    {"row": c.row, "col": c.col, "rowspan": c.rowspan, "colspan": c.colspan, "text": c.text}
                    for c in t.cells
                ],
            }
            for t in layout.tables
            if t.kind == "data" and any(first_page <= p <= last for p in t.pages)
        ],
    }  # fmt: skip


def _corners(block: Block) -> list[float]:
    box = block.box
    return [round(v, 2) for v in (box.x0, box.top, box.x1, box.bottom)]
