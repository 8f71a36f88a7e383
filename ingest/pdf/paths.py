"""Path objects of a page go in, its rules and areas come out (points from the page's top left).

Dotted lines are drawn as thousands of small paths, so whatever is asked of PDFium is asked for many paths at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import isfinite
from typing import NamedTuple

from . import columns
from .binding import Handle, lib
from .frame import IDENTITY, Box, Matrix, placed, times
from .marks import Area, Rule
from .strokes import THIN, Dot, Point, Stroke, dot_lines, merge_strokes, shaded_boxes, trace, trim_area, trim_stroke

DOT = 3.2  # a path no larger than this (points, both ways) is a dot of a dotted line or nothing

Clips = Callable[[Sequence[Handle], Matrix], list[Box]]


class _Path(NamedTuple):
    obj: Handle
    order: int  # position in the content stream
    x: float  # of its middle
    y: float
    wide: float
    tall: float


class Paths:
    """Gathers the paths of one page. ``frame``: user space to the reader's."""

    def __init__(self, frame: Matrix):
        self.frame = frame
        self.strokes: list[Stroke] = []
        self.areas: list[Area] = []
        self.dots: list[Dot] = []  # x, y, size, path object

    def read(self, handles: Sequence[Handle], orders: Sequence[int], form: Matrix, clips: Clips) -> None:
        """Take in path objects; ``orders`` are their positions in the content stream, ``clips`` says what of the page
        objects of a form may draw on.
        """
        plain, dots = form is IDENTITY and self.frame[0] == 1.0, self.dots
        dx, dy = self.frame[4:]
        larger: list[_Path] = []
        for obj, order, box in zip(handles, orders, columns.bounds(handles), strict=True):
            if box is None:
                continue
            if plain:
                x0, low, x1, high = box
                x, y, wide, tall = (x0 + x1) / 2 + dx, dy - (low + high) / 2, x1 - x0, high - low
            else:
                x0, top, x1, bottom = placed(box, form, self.frame)
                x, y, wide, tall = (x0 + x1) / 2, (top + bottom) / 2, x1 - x0, bottom - top
            if not isfinite(x + y):
                continue
            if wide <= DOT and tall <= DOT:
                dots.append((x, y, wide if wide < tall else tall, obj))
            else:
                larger.append(_Path(obj, order, x, y, wide, tall))
        if larger:
            self._draw(larger, form, clips)

    def _draw(self, paths: Sequence[_Path], form: Matrix, clips: Clips) -> None:
        """Strokes and areas of paths that are no dots."""
        known = zip(paths, *columns.paints([p.obj for p in paths]), strict=True)
        painted = [(p, fill, stroke) for p, fill, stroke in known if fill is not None or stroke is not None]
        handles = [p.obj for p, _, _ in painted]
        bands = [stroke is None and _is_band(p) for p, _, stroke in painted]
        outlines = self._outlines([obj for obj, is_band in zip(handles, bands, strict=True) if not is_band], form)
        for (p, fill, stroke), is_band, clip in zip(painted, bands, clips(handles, form), strict=True):
            if is_band:  # its bounds say all there is to know, and gradients are made of thousands
                strokes, areas = [_band(p, fill)], ()
            else:
                strokes, areas = trace(*next(outlines), fill, stroke, p.order)
            self.strokes += [trimmed for one in strokes if (trimmed := trim_stroke(one, clip))]
            self.areas += [trimmed for one in areas if (trimmed := trim_area(one, clip))]

    def _outlines(self, handles: Sequence[Handle], form: Matrix) -> Iterator[tuple[list[Point], float, bool]]:
        """(points in the reader's space, width of the pen, whether it is dashed) of each path."""
        inner = self.frame if form is IDENTITY else times(form, self.frame)
        known = zip(
            columns.matrices(handles),
            columns.pen_widths(handles),
            map(lib.FPDFPageObj_GetDashCount, handles),
            columns.segments(handles),
            strict=True,
        )
        for matrix, width, dashes, segments in known:
            a, b, c, d, e, f = times(matrix, inner)
            points = [(kind, a * x + c * y + e, b * x + d * y + f, closes) for kind, x, y, closes in segments]
            yield points, width * abs(a * d - b * c) ** 0.5, dashes > 0

    def finish(self) -> tuple[list[Rule], list[Area]]:
        """Rules of the strokes and rows of dots, and the areas; call once."""
        lines = dot_lines(self.dots)
        paints = columns.paints([self.dots[index][3] for index, *_ in lines])
        for (index, *ends), fill, stroke in zip(lines, *paints, strict=True):
            size = self.dots[index][2]
            if stroke is not None:  # PDFium's bounds grow by a whole line width on every side
                self.strokes.append(Stroke(*ends, size / 2, stroke, True))
            elif fill is not None:
                self.strokes.append(Stroke(*ends, size, fill, True))
        strokes, shades = shaded_boxes(self.strokes)
        areas = sorted(self.areas + shades, key=lambda area: area.order) if shades else self.areas
        return merge_strokes(strokes), areas


def _is_band(p: _Path) -> bool:
    """True for a thin box, if it is filled."""
    return min(p.wide, p.tall) < THIN and lib.FPDFPath_CountSegments(p.obj) <= 5


def _band(p: _Path, fill: int) -> Stroke:
    half_x, half_y = (p.wide / 2, 0.0) if p.wide >= p.tall else (0.0, p.tall / 2)
    ends = (p.x - half_x, p.y - half_y, p.x + half_x, p.y + half_y)
    return Stroke(*ends, min(p.wide, p.tall), fill, fill=True, order=p.order)
