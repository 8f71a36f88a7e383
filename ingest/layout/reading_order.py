"""Lines, frames and data tables of one page in, the order in which a reader takes them out.

By place from top to bottom, equal tops from left to right, a frame being one unit (recursively): boxes anchored
in the text are drawn last, so the stream's order between blocks is wrong. Lengths are PDF points.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ingest.layout.frames import Frame
from ingest.layout.lines import Line
from ingest.layout.model import Box, Table

SAME_TOP = 3.0  # tops closer than this are read from left to right
ROW_HEIGHT = 60.0  # a number's cell and the title beside it are lower than this
MIDDLE = 0.38  # em above the baseline: the middle of the letters
ON_RULE = 0.6  # em; a title this near to a frame's top rule stands on it and belongs to the frame


class Placed(NamedTuple):
    """One line (with the frames around it, outermost first) or one data table in reading order."""

    line: Line | None
    frames: tuple[Frame, ...]
    table: Table | None = None
    on_rule: bool = False  # the line stands on the top rule of its innermost frame


class _Item(NamedTuple):
    """A line (with ``on_rule``), a frame or a table with its box, to be put in order."""

    top: float
    bottom: float
    x0: float
    x1: float
    what: Line | Frame | Table
    on_rule: bool = False


def reading_order(lines: Sequence[Line], frames: Sequence[Frame], tables: Sequence[tuple[Table, Box]]) -> list[Placed]:
    """Everything on one page in reading order; what stands inside a data table is left out (its cells hold it)."""
    boxes = [box for _, box in tables]
    frames = [f for f in frames if not _in_any(boxes, (f.x0 + f.x1) / 2, (f.top + f.bottom) / 2)]
    by_id = {f.frame_id: f for f in frames}
    smallest = sorted(frames, key=lambda f: (f.x1 - f.x0) * (f.bottom - f.top))
    inside: dict[str | None, list[_Item]] = {}
    for f in frames:
        parent = f.parent if f.parent in by_id else None
        inside.setdefault(parent, []).append(_Item(f.top, f.bottom, f.x0, f.x1, f))
    for line in lines:
        x, y = (line.x0 + line.x1) / 2, line.baseline - MIDDLE * line.size
        if _in_any(boxes, x, y):
            continue
        home = next((f for f in smallest if _holds(f, x, y)), None)
        on = _frame_under(line, y, smallest, home)
        home = on or home
        item = _Item(line.top, line.bottom, line.x0, line.x1, line, on is not None)
        inside.setdefault(home.frame_id if home else None, []).append(item)
    for table, box in tables:
        x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
        home = next((f for f in smallest if _holds(f, x, y)), None)
        inside.setdefault(home.frame_id if home else None, []).append(_Item(box.top, box.bottom, box.x0, box.x1, table))
    out: list[Placed] = []
    _walk(None, (), inside, out)
    return out


def _frame_under(line: Line, middle: float, frames: Sequence[Frame], home: Frame | None) -> Frame | None:
    """The frame on whose top rule a line stands."""
    for f in frames:
        if abs(middle - f.top) < ON_RULE * line.size and f.x0 < line.x0 and line.x1 < f.x1:
            high = f.bottom - f.top > 2.5 * line.size
            return f if high and (home is None or home is f or _around(home, f)) else None
    return None


def _walk(at: str | None, path: tuple[Frame, ...], inside: dict[str | None, list[_Item]], out: list[Placed]) -> None:
    for item in _by_place(inside.get(at, [])):
        if isinstance(item.what, Frame):
            _walk(item.what.frame_id, (*path, item.what), inside, out)
        elif isinstance(item.what, Table):
            out.append(Placed(None, path, item.what))
        else:
            out.append(Placed(item.what, path, None, item.on_rule))


def _by_place(items: list[_Item]) -> list[_Item]:
    """Rows from the top, each from left to right."""
    out: list[_Item] = []
    row: list[_Item] = []
    for item in sorted(items, key=lambda i: (i.top, i.x0)):
        if row and not _beside(row, item):
            out += _from_left(row)
            row = []
        row.append(item)
    return out + _from_left(row)


def _from_left(row: list[_Item]) -> list[_Item]:
    """A row from left to right; a box that begins at the height of the titles above it comes after them."""
    if len(row) == 1:
        return row

    def above_titles(box: _Item) -> bool:
        return any(
            box.x0 <= o.x0 and o.x1 <= box.x1 and o is not box and box.bottom - box.top > 2 * (o.bottom - o.top)
            for o in row
        )

    return sorted(row, key=lambda i: (above_titles(i), i.x0))


def _beside(row: list[_Item], item: _Item) -> bool:
    """Whether an item stands in the row: begins at the same height, or is as low as the row and overlaps half of it."""
    first = row[0]
    if item.top - first.top <= SAME_TOP:
        return True
    if max(first.bottom - first.top, item.bottom - item.top) > ROW_HEIGHT:
        return False
    shared = min(first.bottom, item.bottom) - max(first.top, item.top)
    if shared < 0.5 * min(first.bottom - first.top, item.bottom - item.top):
        return False
    return all(item.x0 >= other.x1 - 1 or item.x1 <= other.x0 + 1 for other in row)


def _in_any(boxes: Sequence[Box], x: float, y: float) -> bool:
    return any(_holds(box, x, y) for box in boxes)


def _holds(box: Box | Frame, x: float, y: float) -> bool:
    return box.x0 - 1 <= x <= box.x1 + 1 and box.top <= y <= box.bottom


def _around(outer: Frame, inner: Frame) -> bool:
    wide = outer.x0 - 3 <= inner.x0 and inner.x1 <= outer.x1 + 3
    return wide and outer.top - 3 <= inner.top and inner.bottom <= outer.bottom + 3
