"""Two bridges to pdfplumber: marks go in, a pdfplumber page whose tables and pictures come from them comes out; and the
other way round, marks from pdfplumber's own interpreter for a file PDFium cannot open. Points from the page's top left.

Slow to import (0.3 s): nothing on the fast path may import this module.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .limits import DEFAULT, Limits
from .marks import Area, PageMarks, Picture, Rule, Run
from .strokes import Stroke, merge_strokes, shaded_boxes, trace

if TYPE_CHECKING:
    from pdfplumber.page import Page

os.environ.pop("CMAP_PATH", None)  # pdfminer would load character maps from there
LEAST = 1.0  # pdfplumber's table finder drops shorter edges itself


def as_pdfplumber(pdf_path: str | Path, page_marks: PageMarks) -> Page:
    """pdfplumber's page with its objects filled from the marks: find_tables, crop, to_image and extract_text serve.

    Close ``page.pdf`` after use. Raises what pdfplumber raises where the file cannot be opened.
    """
    import pdfplumber

    page = pdfplumber.open(pdf_path).pages[page_marks.page_no - 1]
    page._objects = _objects(page_marks, page)
    return page


def _objects(marks: PageMarks, page: Page) -> dict[str, list[dict[str, Any]]]:
    dx, dy = float(page.bbox[0]), float(page.bbox[1])

    def base(kind: str, x0: float, top: float, x1: float, bottom: float) -> dict[str, Any]:
        return {
            "object_type": kind,
            "page_number": page.page_number,
            "x0": x0 + dx,
            "x1": x1 + dx,
            "top": top + dy,
            "bottom": bottom + dy,
            "y0": marks.height - bottom,
            "y1": marks.height - top,
            "doctop": page.initial_doctop + top + dy,
            "width": x1 - x0,
            "height": bottom - top,
        }

    chars = [
        base("char", x0, run.top, x1, run.bottom)
        | {
            "text": char,
            "size": run.size,
            "fontname": run.font,
            "upright": run.upright,
            "non_stroking_color": _rgb(run.color),
        }
        for run in marks.runs
        for char, x0, x1 in zip(run.text, run.x0s, run.x1s, strict=True)
    ]
    lines = [
        base("line", r.x0, r.top, r.x1, r.bottom)
        | {
            "linewidth": r.width,
            "stroking_color": _rgb(r.color),
            "stroke": True,
            "fill": False,
            "pts": [(r.x0, r.top), (r.x1, r.bottom)],
        }
        for r in marks.rules
        if max(r.x1 - r.x0, r.bottom - r.top) >= LEAST
    ]
    found: dict[str, list[dict[str, Any]]] = {"char": chars, "line": lines, "rect": [], "curve": []}
    for a in marks.areas:
        points = a.points or ((a.x0, a.top), (a.x1, a.top), (a.x1, a.bottom), (a.x0, a.bottom), (a.x0, a.top))
        found[a.kind].append(
            base(a.kind, a.x0, a.top, a.x1, a.bottom)
            | {
                "pts": [(x + dx, y + dy) for x, y in points],
                "linewidth": 0,
                "fill": a.fill is not None,
                "stroke": a.stroke is not None,
                "non_stroking_color": _rgb(a.fill),
                "stroking_color": _rgb(a.stroke),
            }
        )
    found["image"] = [base("image", p.x0, p.top, p.x1, p.bottom) for p in marks.pictures]
    return found


def _rgb(color: int | None) -> tuple[float, float, float] | None:
    return None if color is None else ((color >> 16) / 255, (color >> 8 & 255) / 255, (color & 255) / 255)


def read_pages_pdfminer(path: str | Path, limits: Limits = DEFAULT) -> list[PageMarks]:
    """Marks by pdfplumber's interpreter (some thirty times slower), blanks and gaps as pdfminer gives them.

    Raises what pdfplumber raises; ValueError where the file has more pages, or a page is larger, than the limits.
    """
    import pdfplumber

    found = []
    with pdfplumber.open(path) as pdf:
        if len(pdf.pages) > limits.pages:
            raise ValueError(f"{len(pdf.pages)} pages")
        for page in pdf.pages:
            if max(page.width, page.height) > limits.page_side:
                raise ValueError(f"page {page.page_number} is {page.width} by {page.height} points")
            found.append(_marks(page))
            page.close()
    return found


def _marks(page: Page) -> PageMarks:
    dx, dy = float(page.bbox[0]), float(page.bbox[1])
    strokes: list[Stroke] = []
    areas: list[Area] = []
    for order, shape in enumerate([*page.lines, *page.rects, *page.curves]):
        closed = shape["object_type"] == "rect" or any(part[0] == "h" for part in shape.get("path", ()))
        points = [(2 if i == 0 else 0, x - dx, y - dy, closed) for i, (x, y) in enumerate(shape["pts"])]
        fill = _packed(shape.get("non_stroking_color")) if shape.get("fill") else None
        stroke = _packed(shape.get("stroking_color")) if shape.get("stroke") else None
        if shape["object_type"] == "curve" and any(part[0] == "c" for part in shape.get("path", ())):
            # pdfminer keeps the points on the path only: give each its two bends
            points = points[:1] + [(1, x, y, c) for _, x, y, c in points[1:] for _ in range(3)]
        more, inside = trace(points, float(shape.get("linewidth") or 0), False, fill, stroke, order)
        strokes += more
        areas += inside
    strokes, shades = shaded_boxes(strokes)
    rules: list[Rule] = merge_strokes(strokes)
    pictures = tuple(Picture(i["x0"] - dx, i["top"] - dy, i["x1"] - dx, i["bottom"] - dy) for i in page.images)
    runs = tuple(_runs(page.chars, dx, dy))
    size = (float(page.width), float(page.height))
    return PageMarks(page.page_number, *size, runs, tuple(rules), tuple(areas + shades), pictures)


def _packed(color: object) -> int:
    """0xRRGGBB of a grey, RGB or CMYK colour in pdfminer's numbers; black where it is none of them."""
    parts = list(color) if isinstance(color, tuple | list) else [color]
    if not parts or not all(isinstance(v, int | float) for v in parts):
        return 0
    if len(parts) == 4:
        *inks, black = parts
        parts = [(1 - ink) * (1 - black) for ink in inks]
    red, green, blue = (parts * 3)[:3]
    return round(255 * red) << 16 | round(255 * green) << 8 | round(255 * blue)


def _runs(chars: list[dict[str, Any]], dx: float, dy: float) -> list[Run]:
    """Characters that follow one another on a baseline in one font and size, as runs."""
    runs: list[Run] = []
    held: list[tuple[str, float, float]] = []
    style: tuple[Any, ...] | None = None

    def close() -> None:
        if held and style is not None:
            text, x0s, x1s = zip(*held, strict=True)
            runs.append(Run("".join(text), x0s, x1s, *style[:-1], len(runs), style[-1]))
        held.clear()

    for char in chars:
        text = char["text"] if len(char["text"]) == 1 else "\ufffd"  # (cid:n): no character is known
        a, b, _, _, _, f = char["matrix"]
        size = float(char["size"])
        upright = bool(char["upright"]) and a > 0
        baseline = (float(char["y0"]) + char["bottom"] - f - dy) if not b else char["bottom"] - dy
        name = str(char["fontname"])
        bold = any(word in name.lower() for word in ("bold", "heavy", "black"))
        mark = (baseline, size, name, bold, _packed(char.get("non_stroking_color")), upright)
        if style is None or mark != style or (held and char["x0"] - dx < held[-1][1]):
            close()
            style = mark
        held.append((text, char["x0"] - dx, char["x1"] - dx))
    close()
    return runs
