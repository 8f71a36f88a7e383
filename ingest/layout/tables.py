"""Marks and lines of a document in, its tables out: cells with spans and text, stitched over page breaks.

Lengths are PDF points. kind ``data`` is a table of facts, ``box`` a frame (or a title over a frame) around running
text, ``layout`` a heading band or drawing made of cells. Only data tables take their text away from the blocks.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.layout.bars import find_bars
from ingest.layout.bullets import lone_number
from ingest.layout.celltext import MID, cell_text, lines_by_cell
from ingest.layout.frames import MIN_WIDTH, fill_of
from ingest.layout.grid import TOUCH, Region, Ruling, read_ruling
from ingest.layout.joining import Words
from ingest.layout.joins import Group, Placed, group_cells, place
from ingest.layout.kinds import header_rows, kind_of
from ingest.layout.lined import find_lined
from ingest.layout.lines import Line
from ingest.layout.model import Box, Cell, Table
from ingest.layout.sheet import Entry, Sheet
from ingest.layout.stitch import stitch
from ingest.pdf.marks import PageMarks

GUTTER = 10.0  # a gap between columns at least this wide can hold arrows
FURNITURE = 0.07  # share of the page's height above and below which page numbers and running heads stand
LOW = 0.75  # share of the page's height that a table reaches which goes on overleaf


def find_tables(
    pages: Sequence[PageMarks],
    lines_by_page: Sequence[Sequence[Line]],
    words: Words | None = None,
    rulings: Sequence[Ruling] | None = None,
) -> list[Table]:
    """Tables of a document in reading order. ``lines_by_page[i]`` are the lines of ``pages[i]``.

    ``words`` is the document's vocabulary, by which broken lines are joined (made of the lines where it is not given),
    ``rulings`` the pages' strokes and regions (read where they are not given).
    """
    words = words or Words(line for lines in lines_by_page for line in lines)
    rulings = rulings or [read_ruling(page) for page in pages]
    sheets = [_sheets(*page, words) for page in zip(pages, lines_by_page, rulings, strict=True)]
    out: list[Table] = []
    counts: dict[int, int] = {}
    for sheet in stitch(sheets):
        page_no = sheet.pages[0]
        counts[page_no] = counts.get(page_no, 0) + 1
        out.append(_table(f"p{page_no:03d}-t{counts[page_no]}", sheet))
    return out


def unread(tables: Sequence[Table], lines_by_page: Sequence[Sequence[Line]]) -> list[tuple[int, str]]:
    """Sentences on lines that stand inside a data table but in none of its cells, as (page number, sentence).

    A head printed again overleaf is no loss: its words stand in the table's own head.
    """
    out: list[tuple[int, str]] = []
    by_page = {lines[0].page_no: lines for lines in lines_by_page if lines}
    for table in tables:
        if table.kind != "data":
            continue
        heads = {word for c in table.cells if c.header for word in c.text.split()}
        read = {(s.page_no, s.baseline, x) for c in table.cells for s in c.segments for x in s.x0s}
        for box in table.boxes:
            around = Region(box.x0, box.top, box.x1, box.bottom)
            for line in by_page.get(box.page_no, ()):
                if not _inside(line, around) or all((box.page_no, line.baseline, x) in read for x in _glyphs(line)):
                    continue
                if box.page_no == table.pages[0] or not heads.issuperset(line.text.split()):
                    out.append((box.page_no, f"{line.text!r} stands in table {table.table_id}, in none of its cells"))
    return out


def _glyphs(line: Line) -> list[float]:
    """Left sides of a line's characters, blanks left out."""
    return [x for c, x in zip(line.text, line.x0s, strict=True) if c != " "]


def _sheets(page: PageMarks, lines: Sequence[Line], ruling: Ruling, words: Words | None) -> list[Sheet]:
    """Grids of one page with their texts; what stands in a data table inside another grid belongs to the inner one."""
    taken: set[int] = set()  # stream positions of lines in data tables
    out: list[Sheet] = []
    for group in sorted(_groups(page, lines, ruling, words), key=lambda g: g.box.width * g.box.height):
        entries = _entries(page, [s for s in lines if s.order not in taken], group, words)
        if not entries:
            continue
        box = group.box
        if kind_of(entries) == "data":
            taken |= {s.order for s in lines if _inside(s, box) and any(_inside(s, e.region) for e in entries)}
        first, last = _ends(page, lines, box)
        low = box.bottom >= LOW * page.height
        out.append(Sheet((page.page_no,), (box,), entries, group.parent is not None, first, last, low))
    return sorted(out, key=lambda s: (round(s.boxes[0].top, 1), s.boxes[0].x0))


def _groups(page: PageMarks, lines: Sequence[Line], ruling: Ruling, words: Words | None) -> list[Group]:
    """All grids of a page: of rulings, of horizontal rules only, data tables made of coloured bars beside boxes."""
    regions = ruling.regions
    lined = find_lined(page, lines, ruling)
    groups = group_cells(regions) + lined
    bars = find_bars(page, lines, [*regions, *(g.box for g in lined)])
    for group in group_cells([*regions, *bars]) if bars else ():
        if any(c in bars for c in group.cells) and kind_of(_entries(page, lines, group, words)) == "data":
            groups = [g for g in groups if not set(g.cells) & set(group.cells)] + [group]
    return [part for g in groups for part in _without_band(page, lines, g, words)]


def _without_band(page: PageMarks, lines: Sequence[Line], group: Group, words: Words | None) -> list[Group]:
    """A heading band ("참고 | 추진일정") apart from the table a few points below it, whose columns happen to fit."""
    upper = min(c.bottom for c in group.cells)
    below = [c for c in group.cells if c.top > upper + TOUCH]
    if len(group.cells) - len(below) != 2 or not below:
        return [group]
    band = group._replace(cells=tuple(c for c in group.cells if c not in below))
    if max(c.bottom for c in band.cells) > upper + TOUCH:
        return [group]
    first = min(_entries(page, lines, band, words), key=lambda e: e.col, default=None)
    if first is None or not lone_number(first.text).style:
        return [group]
    return [band, group._replace(cells=tuple(below))]


def _entries(page: PageMarks, lines: Sequence[Line], group: Group, words: Words | None) -> tuple[Entry, ...]:
    """The cells of a group with their texts; none where its cells fit no grid."""
    placed = place(group.cells)
    if placed is None:
        return ()
    box = group.box
    near = [s for s in lines if s.top < box.bottom and s.bottom > box.top and s.x0 < box.x1 and s.x1 > box.x0]
    placed = _with_arrows(placed, near)
    fills = [a for a in page.areas if a.fill is not None and a.x1 - a.x0 >= MIN_WIDTH]
    entries = tuple(
        Entry(
            p.region, page.page_no, p.row, p.col, p.rowspan, p.colspan, *cell_text(own, p.region, words),
            fill_of(p.region, fills), bool(own) and all(s.bold for s in own),
        )
        for p, own in zip(placed, lines_by_cell(near, [p.region for p in placed]), strict=True)
    )  # fmt: skip
    for parts in group.notched:
        entries = _lifted(entries, parts)
    return entries


def _lifted(entries: tuple[Entry, ...], parts: Sequence[Region]) -> tuple[Entry, ...]:
    """A head with a notch for a head of its own: its words belong to its upper part, which spans both columns."""
    own = [e for e in entries if e.region in parts]
    filled = [e for e in own if e.text]
    if len(filled) != 1 or filled[0] is own[0]:
        return entries
    upper, lower = own[0], filled[0]
    moved = upper._replace(text=lower.text, segments=lower.segments, bold=lower.bold)
    return tuple(moved if e is upper else e._replace(text="", segments=()) if e is lower else e for e in entries)


def _inside(line: Line, cell: Region) -> bool:
    """Whether the middle of a line stands in a cell."""
    y = line.baseline - MID * line.size
    return cell.top <= y <= cell.bottom and cell.x0 <= (line.x0 + line.x1) / 2 <= cell.x1


def _ends(page: PageMarks, lines: Sequence[Line], box: Region) -> tuple[bool, bool]:
    """Whether nothing but page furniture stands above a box, and below it."""
    head, foot = FURNITURE * page.height, (1 - FURNITURE) * page.height
    above = any(head < s.baseline < box.top + MID * s.size for s in lines)
    below = any(box.bottom < s.baseline - MID * s.size and s.baseline < foot for s in lines)
    return not above, not below


def _with_arrows(placed: list[Placed], lines: Sequence[Line]) -> list[Placed]:
    """The grid with a column for the text (arrows) between two columns of boxes."""
    n_cols = max(p.col + p.colspan for p in placed)
    n_rows = max(p.row + p.rowspan for p in placed)
    if n_cols < 2 or n_rows < 2:
        return placed
    out = placed
    for col in range(n_cols - 1, 0, -1):
        left = max((p.region.x1 for p in placed if p.col + p.colspan == col), default=0.0)
        right = min((p.region.x0 for p in placed if p.col == col), default=0.0)
        if right - left < GUTTER or any(p.col < col < p.col + p.colspan for p in placed):
            continue
        found: list[Placed] = []
        for row in range(n_rows):
            own = [p.region for p in placed if p.row == row and p.rowspan == 1]
            if not own:
                continue
            top, bottom = min(r.top for r in own), max(r.bottom for r in own)
            if any(left <= s.x0 and s.x1 <= right and top <= s.baseline - MID * s.size <= bottom for s in lines):
                found.append(Placed(Region(left, top, right, bottom), row, col, 1, 1))
        if found:
            out = [p._replace(col=p.col + 1) if p.col >= col else p for p in out] + found
    return sorted(out, key=lambda p: (p.row, p.col))


def _table(table_id: str, sheet: Sheet) -> Table:
    heads = header_rows(sheet.entries)
    cells = tuple(
        Cell(
            f"{table_id}-r{e.row}c{e.col}", e.row, e.col, e.rowspan, e.colspan, e.text, e.page_no,
            e.region.x0, e.region.top, e.region.x1, e.region.bottom, e.row < heads, e.segments,
        )
        for e in sorted(sheet.entries, key=lambda e: (e.row, e.col))
    )  # fmt: skip
    return Table(
        table_id=table_id,
        kind=kind_of(sheet.entries),
        pages=sheet.pages,
        boxes=tuple(Box(n, b.x0, b.top, b.x1, b.bottom) for n, b in zip(sheet.pages, sheet.boxes, strict=True)),
        cells=cells,
        n_rows=sheet.n_rows,
        n_cols=sheet.n_cols,
        header_rows=heads,
    )
