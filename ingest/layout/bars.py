"""Coloured areas of one page in, those out that stand as cells without a border: bars with a line of text beside boxes.

Lengths are PDF points. Fills behind the cells of a ruled table and marker pen on words are no bars.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.layout.grid import TOUCH, Region, on_page
from ingest.layout.lines import Line
from ingest.pdf.marks import PageMarks

MIN_WIDTH = 40.0
HEIGHTS = (14.0, 64.0)  # one to four lines
AIR = 1.25  # a bar is higher than its text by this factor; marker pen is not


def find_bars(page: PageMarks, lines: Sequence[Line], taken: Sequence[Region]) -> list[Region]:
    """Bars of the page that no region or box in ``taken`` touches, except from around them."""
    out: list[Region] = []
    for a in page.areas:
        if a.fill is None or a.fill == 0xFFFFFF or a.stroke is not None or a.x1 - a.x0 < MIN_WIDTH:
            continue
        bar = Region(a.x0, a.top, a.x1, a.bottom)
        if not HEIGHTS[0] <= bar.height <= HEIGHTS[1] or not on_page(bar, page):
            continue
        if any(_meets(bar, r) for r in taken) or any(_meets(bar, o) for o in out):
            continue
        inside = [s for s in lines if _holds(bar, s)]
        if inside and bar.height >= AIR * max(s.size for s in inside):
            out.append(bar)
    return out


def _meets(bar: Region, r: Region) -> bool:
    """Whether both touch without the region standing well around the bar."""
    if r.x0 < bar.x0 - TOUCH and r.top < bar.top - TOUCH and r.x1 > bar.x1 + TOUCH and r.bottom > bar.bottom + TOUCH:
        return False
    wide = min(bar.x1, r.x1) - max(bar.x0, r.x0)
    high = min(bar.bottom, r.bottom) - max(bar.top, r.top)
    return wide >= -TOUCH and high >= -TOUCH


def _holds(bar: Region, line: Line) -> bool:
    return bar.top - 1 <= line.top and line.bottom <= bar.bottom + 1 and bar.x0 <= line.x0 and line.x1 <= bar.x1
