"""Tables of the reference plan against cells read by hand, and of its re-typeset editions against each other."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from ingest.layout.lines import read_lines
from ingest.layout.model import Table
from ingest.layout.tables import find_tables, unread
from ingest.pdf.pdfium import read_pages

EDITIONS = ("round-4.libreoffice.pdf", "round-4.typst.pdf", "round-4.chromium.pdf")


@cache
def reading(path: Path) -> tuple[list[Table], list[tuple[int, str]]]:
    """Data tables of a file, and what stands in them without a cell."""
    pages = read_pages(path)
    lines = [read_lines(page) for page in pages]
    tables = find_tables(pages, lines)
    return [t for t in tables if t.kind == "data"], unread(tables, lines)


def plain(text: str) -> str:
    """Letters and digits only: signs and blanks differ between the hand reading and the glyphs."""
    return re.sub(r"[^0-9A-Za-z가-힣]", "", unicodedata.normalize("NFKC", text))


def test_every_cell_of_the_hand_read_tables_is_found(shared: Path) -> None:
    tables, _ = reading(shared / "plans" / "round-4.pdf")
    found = Counter((c.page_no, c.row, c.col, c.rowspan, c.colspan, plain(c.text)) for t in tables for c in t.cells)
    truth = json.loads((shared / "tables" / "truth_tables.json").read_text(encoding="utf-8"))["tables"]
    wanted = Counter(
        (t["pages"][0], c["row"], c["col"], c["rowspan"], c["colspan"], plain(c["text"]))
        for t in truth
        if t["kind"] == "data"
        for c in t["cells"]
        if plain(c["text"])
    )
    assert wanted and not wanted - found
    pages = {t["pages"][0] for t in truth if t["kind"] == "data"}
    assert {t.pages[0] for t in tables if t.pages[0] <= 18} == pages


def schedule(path: Path) -> Table:
    """The longest table of a file: the schedule of the whole plan."""
    return max(reading(path)[0], key=lambda t: t.n_rows)


def test_the_schedule_is_one_table_over_its_pages(shared: Path) -> None:
    table = schedule(shared / "plans" / "round-4.pdf")
    assert (table.n_rows, table.n_cols, table.header_rows, len(table.pages)) == (52, 3, 1, 3)
    covered = [sum(c.rowspan for c in table.cells if c.col == 0 and c.row > 0)]
    assert covered == [51]
    assert sum(c.col == 2 and c.row > 0 for c in table.cells) == 51


@pytest.mark.parametrize("name", EDITIONS)
def test_other_typesetting_gives_the_same_schedule(shared: Path, name: str) -> None:
    ours, theirs = schedule(shared / "plans" / "round-4.pdf"), schedule(shared / "plans" / name)
    shape = [(c.row, c.col, c.rowspan, c.colspan) for c in ours.cells]
    assert [(c.row, c.col, c.rowspan, c.colspan) for c in theirs.cells] == shape
    differ = [a.text for a, b in zip(ours.cells, theirs.cells, strict=True) if plain(a.text) != plain(b.text)]
    assert len(differ) <= 1  # the editions' text export misread one word


@pytest.mark.parametrize("name", ("round-4.pdf", *EDITIONS))
def test_no_words_inside_a_table_are_lost(shared: Path, name: str) -> None:
    assert reading(shared / "plans" / name)[1] == []
