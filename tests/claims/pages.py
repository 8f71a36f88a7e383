"""Small layouts for tests: blocks and tables written as text, without a page."""

from __future__ import annotations

from datetime import date

from ingest.claims import write_claims
from ingest.layout.model import Block, Box, Cell, Layout, Segment, Table
from ingest.raw import BY_NAME, DocumentReading

PUBLISHED = date(2025, 12, 16)


def segment(text: str, page_no: int = 1, top: float = 100.0) -> Segment:
    """One line whose characters are 5 points wide."""
    x0s = tuple(50.0 + 5 * i for i in range(len(text)))
    return Segment(0, page_no, top + 9, 10.0, top, top + 12, x0s, tuple(x + 5 for x in x0s))


def block(
    block_id: str,
    text: str,
    parent: str | None = None,
    kind: str = "item",
    mark: str = "",
    depth: int = 0,
    page_no: int = 1,
    top: float = 100.0,
) -> Block:
    at = len(mark) + (1 if mark else 0)
    return Block(
        block_id, page_no, text, mark, kind, parent, depth, 10.0, False, None, (segment(text, page_no, top),), at
    )


def table(
    rows: list[list[str | None]], heads: int = 1, unit: str | None = None, parent: str | None = None, top: float = 130.0
) -> Table:
    """A data table; None continues the cell above it (a merged cell)."""
    cells = []
    for r, row in enumerate(rows):
        for k, text in enumerate(row):
            if text is None:
                continue
            span = 1
            while r + span < len(rows) and rows[r + span][k] is None:
                span += 1
            box = (50.0 + 100 * k, top + 20 * r, 150.0 + 100 * k, top + 20 * (r + span))
            cells.append(Cell(f"t1-r{r}c{k}", r, k, span, 1, text, 1, *box, r < heads, (segment(text, 1, box[1]),)))
    frame = Box(1, 50.0, top, 50.0 + 100 * len(rows[0]), top + 20 * len(rows))
    return Table("t1", "data", (1,), (frame,), tuple(cells), len(rows), len(rows[0]), heads, None, unit, parent)


def claims(
    blocks: list[Block] = (),
    tables: list[Table] = (),
    published: date | None = PUBLISHED,
    plan_year: int | None = None,
) -> list[dict]:
    """Rows of raw.claims as dicts."""
    reading = DocumentReading("d")
    write_claims(reading, Layout(tuple(blocks), tuple(tables)), published, None, plan_year=plan_year)
    names = [c.name for c in BY_NAME["claims"].columns]
    return [dict(zip(names, row, strict=True)) for row in reading.rows["claims"]]


def mentions(blocks: list[Block] = (), tables: list[Table] = ()) -> list[dict]:
    """Rows of raw.mentions as dicts."""
    reading = DocumentReading("d")
    write_claims(reading, Layout(tuple(blocks), tuple(tables)), PUBLISHED, None)
    names = [c.name for c in BY_NAME["mentions"].columns]
    return [dict(zip(names, row, strict=True)) for row in reading.rows["mentions"]]
