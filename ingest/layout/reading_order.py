"""Lines, frames and data tables of one page in, the order in which a reader takes them out.

By place from top to bottom, equal tops from left to right, a frame being one unit (recursively): boxes anchored in the text
are drawn last, so the stream's order between blocks is wrong. Lengths are PDF points.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ingest.layout.frames import Frame
from ingest.layout.lines import Line
from ingest.layout.model import Box, Table

SAME_TOP = 3.0  # tops closer than this are read from left to right
ON_RULE = 0.6  # em; a title this near to a frame's top rule stands on it and belongs to the frame


class Placed(NamedTuple):
    """One line (with the frames around it, outermost first) or one data table in reading order."""

    line: Line | None
    frames: tuple[Frame, ...]
    table: Table | None = None
    on_rule: bool = False  # the line stands on the top rule of its innermost frame


def reading_order(lines: Sequence[Line], frames: Sequence[Frame], tables: Sequence[tuple[Table, Box]]) -> list[Placed]:
    """Everything on one page in reading order. Lines and frames inside a data table are left out (they are its cells)."""
    frames = [f for f in frames if not any(_holds(box, (f.x0 + f.x1) / 2, (f.top + f.bottom) / 2) for _, box in tables)]
    by_id = {f.frame_id: f for f in frames}
    inside: dict[str | None, list[tuple[float, float, object]]] = {}
    for frame in frames:
        parent = frame.parent if frame.parent in by_id else None
        inside.setdefault(parent, []).append((frame.top, frame.x0, frame))
    smallest = sorted(frames, key=lambda f: (f.x1 - f.x0) * (f.bottom - f.top))
    for line in lines:
        x, y = (line.x0 + line.x1) / 2, line.baseline - 0.38 * line.size
        if any(_holds(box, x, y) for _, box in tables):
            continue
        home = next((f for f in smallest if _holds(f, x, y)), None)
        reach = ON_RULE * line.size
        on = next((f for f in smallest if abs(y - f.top) < reach and f.x0 < line.x0 and line.x1 < f.x1), None)
        on_rule = on is not None and on.bottom - on.top > 2.5 * line.size and (home is None or home is on or _around(home, on))
        if on_rule:
            home = on
        inside.setdefault(home.frame_id if home else None, []).append((line.top, line.x0, (line, on_rule)))
    for table, box in tables:
        x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
        home = next((f for f in smallest if _holds(f, x, y)), None)
        inside.setdefault(home.frame_id if home else None, []).append((box.top, box.x0, table))
    out: list[Placed] = []
    _walk(None, (), inside, out)
    return out


def _walk(at: str | None, path: tuple[Frame, ...], inside: dict, out: list[Placed]) -> None:
    for _, _, what in _by_place(inside.get(at, [])):
        if isinstance(what, Frame):
            _walk(what.frame_id, (*path, what), inside, out)
        elif isinstance(what, Table):
            out.append(Placed(None, path, what))
        else:
            out.append(Placed(what[0], path, None, what[1]))


def _by_place(items: list[tuple[float, float, object]]) -> list[tuple[float, float, object]]:
    items = sorted(items, key=lambda i: (i[0], i[1]))
    out: list[tuple[float, float, object]] = []
    row: list[tuple[float, float, object]] = []
    for item in items:
        if row and item[0] - row[0][0] > SAME_TOP:
            out += sorted(row, key=lambda i: i[1])
            row = []
        row.append(item)
    return out + sorted(row, key=lambda i: i[1])


def _holds(box: Box | Frame, x: float, y: float) -> bool:
    return box.x0 - 1 <= x <= box.x1 + 1 and box.top <= y <= box.bottom


def _around(outer: Frame, inner: Frame) -> bool:
    return outer.x0 - 3 <= inner.x0 and inner.x1 <= outer.x1 + 3 and outer.top - 3 <= inner.top and inner.bottom <= outer.bottom + 3
