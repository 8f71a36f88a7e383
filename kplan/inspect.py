"""In: a PDF and a page. Out: the page's picture with what the reader saw: lines, blocks with their level, table cells
with their spans, mentions by type.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from kplan.errors import WrongUsage
from kplan.language import say
from kplan.reading import Reading, read_one
from kplan.versions import hash_plans
from warehouse.picture import NoPicture, Picture, render

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

LINE = (190, 190, 190)
CELL = (31, 119, 180)
FRAME = (150, 190, 220)
LEVELS = ((44, 44, 44), (148, 103, 189), (140, 86, 75), (23, 130, 140), (110, 110, 110), (90, 60, 20))
MENTIONS = {
    "money": (214, 39, 40),
    "quantity": (255, 127, 14),
    "period": (44, 160, 44),
    "agency": (227, 119, 194),
    "arrow": (120, 120, 0),
    "number": (150, 150, 150),
}


def draw_page(pdf: Path, page_no: int, out: Path, dpi: int) -> str:
    """Write the picture to ``out`` (PNG). Returns a sentence that says what is on it. Raises WrongUsage."""
    from PIL import ImageDraw

    reading = read_one(hash_plans([pdf])[0])
    try:
        picture = render(pdf, page_no, dpi)
    except NoPicture as e:
        raise WrongUsage(str(e)) from e
    canvas = ImageDraw.Draw(picture.image, "RGBA")
    drawn = {
        "lines": _lines(canvas, picture, pdf, page_no),
        "blocks": _blocks(canvas, picture, _on_page(reading, "blocks", page_no)),
        "cells": _cells(canvas, picture, reading, page_no),
    }
    mentions = _mentions(canvas, picture, _on_page(reading, "mentions", page_no))
    _legend(canvas, picture)
    try:
        picture.image.save(out, format="PNG")
    except OSError as e:
        raise WrongUsage(f"{out} cannot be written ({e.strerror}).") from e
    outcomes = [r.get("reason") or r["outcome"] for r in _on_page(reading, "pages", page_no) if r["outcome"] != "ok"]
    said = [f"{n} {say(name)}" for name, n in drawn.items()]
    said += [say("{} {} mentions", n, say(kind)) for kind, n in sorted(mentions.items())]
    return "\n".join([say("{}: page {} of {}: {}", out, page_no, pdf.name, ", ".join(said)), *outcomes])


def _on_page(reading: Reading, table: str, page_no: int) -> list[dict]:
    return [r for r in reading.rows(table) if r.get("page_no") == page_no]


def _box(row: dict) -> tuple[float, float, float, float] | None:
    box = tuple(row.get(c) for c in ("x0", "top", "x1", "bottom"))
    return None if None in box else box


def _lines(canvas: ImageDraw, picture: Picture, pdf: Path, page_no: int) -> int:
    """Baselines of the page's lines, as thin strokes."""
    from ingest.pdf.outcome import Outcome
    from ingest.pdf.worker import run_limited

    found = run_limited(baselines, str(pdf), page_no)
    if isinstance(found, Outcome):
        raise WrongUsage(found.reason)
    for x0, y, x1 in found:
        left, y, right, _ = picture.pixels((x0, y, x1, y))
        canvas.line((left, y, right, y), fill=LINE, width=1)
    return len(found)


def baselines(pdf: str, page_no: int) -> list[tuple[float, float, float]]:
    """In the limited process: x0, baseline, x1 of each of a page's lines, in points."""
    from ingest.layout.lines import read_lines
    from ingest.pdf.pdfium import Document

    with Document(pdf) as document:
        return [(line.x0, line.baseline, line.x1) for line in read_lines(document.page(page_no))]


def _blocks(canvas: ImageDraw, picture: Picture, rows: list[dict]) -> int:
    for row in rows:
        if box := _box(row):
            color = LEVELS[min(row["depth"], len(LEVELS) - 1)]
            x0, top, x1, bottom = picture.pixels(box)
            canvas.rectangle((x0 - 2, top - 1, x1 + 2, bottom + 1), outline=color, width=1)
            canvas.text((max(0, x0 - 2), max(0, top - 11)), f"{row['depth']} {row['kind']}", fill=color)
    return len(rows)


def _cells(canvas: ImageDraw, picture: Picture, reading: Reading, page_no: int) -> int:
    """Cells of data tables with row, column and span; frames around running text thin, as they are no data."""
    data = {t["table_id"] for t in reading.rows("tables") if t["kind"] == "data"}
    rows = _on_page(reading, "table_cells", page_no)
    for row in rows:
        box = _box(row)
        if box and row["table_id"] in data:
            x0, top, x1, bottom = picture.pixels(box)
            canvas.rectangle((x0, top, x1, bottom), outline=CELL, width=2)
            spans = f" {row['row_span']}x{row['col_span']}" if row["row_span"] > 1 or row["col_span"] > 1 else ""
            canvas.text((x0 + 2, top + 1), f"r{row['row_no']} c{row['col_no']}{spans}", fill=CELL)
        elif box:
            canvas.rectangle(picture.pixels(box), outline=FRAME, width=1)
    return sum(r["table_id"] in data for r in rows)


def _mentions(canvas: ImageDraw, picture: Picture, rows: list[dict]) -> Counter[str]:
    for row in rows:
        if box := _box(row):
            canvas.rectangle(picture.pixels(box), fill=(*MENTIONS.get(row["type"], (0, 0, 0)), 70))
    return Counter(r["type"] for r in rows)


def _legend(canvas: ImageDraw, picture: Picture) -> None:
    x, y = 6, picture.image.height - 16
    for name, color in [("cell", CELL), *MENTIONS.items()]:
        canvas.rectangle((x, y + 2, x + 8, y + 10), fill=color)
        canvas.text((x + 12, y), name, fill=(0, 0, 0))
        x += 26 + 7 * len(name)
