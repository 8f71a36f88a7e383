"""The cells of a grid in, what it is out: a table of facts, a box, a drawing; and how many of its rows are heads."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.layout.bullets import lone_number
from ingest.layout.sheet import Entry

_NUMBER = re.compile(r"[△▲+\-–]?\s?\d[\d,.]*\s?%?")
HEAD_LENGTH = 30  # characters: a head cell is a label, not a sentence
HEAD_ROWS = 3  # rows that a head has at most


def kind_of(entries: Sequence[Entry]) -> str:
    """``data``: two rows or more with two filled cells or more whose first is no mere number (heading bands have one).

    A numbered row counts as well where it has three filled cells. ``layout``: several columns, but no such rows.
    """
    filled = [e for e in entries if e.text]
    rows = 0
    for row in range(max((e.end_row for e in entries), default=0)):
        across = sorted((e for e in filled if e.row <= row < e.end_row), key=lambda e: e.col)
        if len(across) < 2 or not any(e.row == row for e in across):
            continue
        if len(across) >= 3 or not lone_number(across[0].text).style:
            rows += 1
    if rows >= 2 and len(filled) >= 4:
        return "data"
    return "layout" if max((e.end_col for e in entries), default=0) > 1 else "box"


def header_rows(entries: Sequence[Entry]) -> int:
    """Rows at the top that name the columns: coloured or bold where the rows below are not, else short words only.

    A row that looks like the first again further down makes both of them heads of strips, not of columns: 0 then. Sums
    set like the head (합계, 소계) are none.
    """
    n_rows = max(e.end_row for e in entries)
    first = [e for e in entries if e.row == 0 and e.text]
    if n_rows < 2 or not first or any(len(e.text) > HEAD_LENGTH for e in first):
        return 0
    deep = _deep_head(entries, n_rows)
    if deep:
        return deep
    looks = [_looks(entries, row) for row in range(n_rows)]
    if looks[0] == (False, False):
        return 1 if n_rows > 2 and all(e.rowspan == 1 or e.col == 0 for e in first) else 0
    rows = 1
    while (
        rows < min(n_rows - 1, HEAD_ROWS) and looks[rows] == looks[0] != looks[-1] and not _has_numbers(entries, rows)
    ):
        rows += 1
    alike = [row for row in range(rows, n_rows) if looks[row] == looks[0]]
    return 0 if any(not _has_numbers(entries, row) for row in alike) else rows


def _has_numbers(entries: Sequence[Entry], row: int) -> bool:
    """Whether a row holds figures behind its first cell."""
    return any(e.row == row and e.col > 0 and _NUMBER.fullmatch(e.text.strip()) for e in entries)


def _deep_head(entries: Sequence[Entry], n_rows: int) -> int:
    """Rows of a head of several levels: its first cell spans them, the others span them too or divide below; else 0."""
    top = [e for e in entries if e.row == 0]
    corner = next((e for e in top if e.col == 0), None)
    rows = corner.rowspan if corner else 1
    if not 2 <= rows <= HEAD_ROWS or rows >= n_rows or any(e.row < rows < e.end_row for e in entries):
        return 0
    if any(len(e.text) > HEAD_LENGTH for e in entries if e.row < rows):
        return 0
    divided = [e for e in top if e.rowspan < rows and e.colspan > 1]
    divided = [e for e in divided if sum(o.row == e.end_row and e.col <= o.col < e.end_col for o in entries) > 1]
    whole = [e for e in top if e.rowspan == rows]
    return rows if divided or len(whole) > len(top) / 2 else 0


def _looks(entries: Sequence[Entry], row: int) -> tuple[bool, bool]:
    """Whether all filled cells that begin in a row, first column left out, are coloured, and whether all are bold."""
    own = [e for e in entries if e.row == row and e.text and e.col > 0]
    return (bool(own) and all(e.fill is not None for e in own), bool(own) and all(e.bold for e in own))
