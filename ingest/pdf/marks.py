"""What a page is made of, whoever read it: runs of characters, rules, fills, outlines, pictures.

All coordinates are PDF points from the page's top left corner (y grows downwards), page unrotated as a reader sees it.
Vertical extents of text are derived from baseline and size alone, because drawn boxes differ between engines:
``top = baseline - 0.88 * size`` and ``bottom = baseline + 0.12 * size`` (the em box of Hancom's and Noto's
Korean fonts).
"""

from __future__ import annotations

from typing import NamedTuple

ASCENT = 0.88  # share of the size above the baseline
DESCENT = 0.12  # and below it


class Run(NamedTuple):
    """Characters drawn by one text object on one baseline, in content-stream order.

    ``text[i]`` stands between ``x0s[i]`` and ``x1s[i]`` (advance box). Spaces that the file draws are characters here;
    spaces that it only leaves as gaps are not (layout restores them).
    """

    text: str
    x0s: tuple[float, ...]
    x1s: tuple[float, ...]
    baseline: float
    size: float  # font size times the text matrix's vertical scale, points
    font: str  # family name as embedded, "" where the file gives none (Type 3)
    bold: bool
    color: int  # 0xRRGGBB
    order: int  # position of the text object in the content stream
    upright: bool = True

    @property
    def x0(self) -> float:
        return self.x0s[0]

    @property
    def x1(self) -> float:
        return self.x1s[-1]

    @property
    def top(self) -> float:
        return self.baseline - ASCENT * self.size

    @property
    def bottom(self) -> float:
        return self.baseline + DESCENT * self.size


class Rule(NamedTuple):
    """A drawn horizontal or vertical stroke (dots and dashes of one line merged into one rule).

    Horizontal: top == bottom; vertical: x0 == x1 (the stroke's centre line). ``width`` is the stroke's thickness.
    Sides of stroked rectangles, and filled rectangles thinner than 3 pt, are rules too.
    """

    x0: float
    top: float
    x1: float
    bottom: float
    width: float
    color: int
    dotted: bool = False

    @property
    def horizontal(self) -> bool:
        return self.top == self.bottom


class Area(NamedTuple):
    """A closed path with an extent: ``kind`` is "rect" or "curve" (rounded boxes); fill/stroke are colours or None."""

    x0: float
    top: float
    x1: float
    bottom: float
    kind: str
    fill: int | None
    stroke: int | None
    order: int
    points: tuple[tuple[float, float], ...] = ()  # the points on a curve's outline; empty for a rect


class Picture(NamedTuple):
    """An image or a form drawing whose content has no text layer."""

    x0: float
    top: float
    x1: float
    bottom: float


class PageMarks(NamedTuple):
    page_no: int  # 1-based
    width: float
    height: float
    runs: tuple[Run, ...]
    rules: tuple[Rule, ...]
    areas: tuple[Area, ...]
    pictures: tuple[Picture, ...]
    doubts: tuple[str, ...] = ()  # sentences on glyphs the two readers disagree about, unmapped glyphs …
    silent: tuple[Picture, ...] = ()  # boxes of text objects that draw ink but gave no character (a doubt each)
    blank_ink: int = 0  # blanks that draw ink: glyphs whose font maps them to a space
    hidden: tuple[Run, ...] = ()  # text off the visible page or clipped away: kept for the record, not for reading
