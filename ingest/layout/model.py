"""What layout finds on marked pages: lines, blocks, tables. Small frozen records; text with a box for every character.

Coordinates are PDF points from the page's top left. Ids are stable from build to build: they are made of the page and
the order of reading on it (``p013-b07``, ``p018-t1``, ``p018-t1-r2c3``), prefixed by nothing; raw.py prefixes the
document id.
"""

from __future__ import annotations

from typing import NamedTuple


class Segment(NamedTuple):
    """A stretch of one line inside an owner's text: ``text[start:start+len(x0s)]`` with a box per character."""

    start: int  # offset in the owner's text
    page_no: int
    baseline: float
    size: float
    top: float
    bottom: float
    x0s: tuple[float, ...]
    x1s: tuple[float, ...]


class Box(NamedTuple):
    page_no: int
    x0: float
    top: float
    x1: float
    bottom: float


def box_of(segments: tuple[Segment, ...], start: int, end: int) -> Box | None:
    """Box of ``text[start:end]`` on the first page it touches; None where the span holds no drawn character."""
    page, x0, top, x1, bottom = None, 1e9, 1e9, -1e9, -1e9
    for at, page_no, _, _, upper, lower, x0s, x1s in segments:
        a, b = max(start - at, 0), min(end - at, len(x0s))
        if a >= b or (page is not None and page_no != page):
            continue
        page = page_no
        x0, x1 = min(x0, *x0s[a:b]), max(x1, *x1s[a:b])
        top, bottom = min(top, upper), max(bottom, lower)
    return None if page is None else Box(page, x0, top, x1, bottom)


class Block(NamedTuple):
    """One paragraph with its bullet. ``text`` is all of it, mark included, lines joined, white space folded."""

    block_id: str
    page_no: int
    text: str
    mark: str  # the bullet or numbering as printed ("□", "ㅇ", "-", "①", "Ⅲ.", "(2)", "*", "※", …), "" where none
    kind: str  # title | heading | item | note | caption | unit | box_title | paragraph
    #            | page_number | contents | cover (furniture: kept, never a parent)
    parent_id: str | None
    depth: int  # 0 for a root
    size: float  # commonest type size, points
    bold: bool
    box_id: str | None  # frame (goal box, voice box …) the block stands in
    segments: tuple[Segment, ...]
    text_start: int = 0  # offset in text of the first character after the mark

    @property
    def box(self) -> Box:
        return box_of(self.segments, 0, len(self.text)) or Box(self.page_no, 0.0, 0.0, 0.0, 0.0)


class Cell(NamedTuple):
    cell_id: str
    row: int
    col: int
    rowspan: int
    colspan: int
    text: str  # lines joined, paragraphs separated by "\n"
    page_no: int
    x0: float
    top: float
    x1: float
    bottom: float
    header: bool
    segments: tuple[Segment, ...] = ()


class Table(NamedTuple):
    """A grid of cells, stitched over page breaks (a repeated header row is kept once).

    kind: ``data`` (a table of facts), ``box`` (a frame around running text; its text is in blocks), ``layout``
    (drawing). Only data tables keep their text out of the blocks.
    """

    table_id: str
    kind: str
    pages: tuple[int, ...]
    boxes: tuple[Box, ...]  # one per page
    cells: tuple[Cell, ...]
    n_rows: int
    n_cols: int
    header_rows: int
    caption: str | None = None  # text of the caption block
    unit: str | None = None  # text inside "(단위: …)", without the brackets
    parent_id: str | None = None  # block the table hangs under


class Layout(NamedTuple):
    """A whole document as layout sees it."""

    blocks: tuple[Block, ...]  # reading order
    tables: tuple[Table, ...]  # reading order
    doubts: tuple[tuple[int, str], ...] = ()  # (page_no, sentence)
