"""Marks → lines → blocks (nested by their bullets) and tables (cells with spans, stitched over pages). Knows no
language.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.layout.frames import find_frames
from ingest.layout.grid import read_ruling
from ingest.layout.joining import Words
from ingest.layout.lines import read_lines
from ingest.layout.model import Layout
from ingest.layout.outline import read_outline
from ingest.layout.tables import find_tables, unread
from ingest.pdf.garbage import uncollected
from ingest.pdf.marks import PageMarks

__all__ = ["read_layout"]


@uncollected()
def read_layout(pages: Sequence[PageMarks]) -> Layout:
    """A whole document: lines, frames, tables, then the outline of everything that is no data table.

    ``pages`` in order, complete (tables and sentences run over page breaks). Doubts are the pages' own,
    and words inside a table's box that no cell took.
    """
    lines = [read_lines(page) for page in pages]
    rulings = [read_ruling(page) for page in pages]
    frames = [find_frames(page, ruling) for page, ruling in zip(pages, rulings, strict=True)]
    words = Words(line for own in lines for line in own)
    tables = find_tables(pages, lines, words, rulings)
    blocks, tables = read_outline(pages, lines, frames, tables, words)
    doubts = ((page.page_no, doubt) for page in pages for doubt in page.doubts)
    return Layout(blocks, tables, (*doubts, *unread(tables, lines)))
