"""Path points go in, strokes and areas come out; strokes of one drawn line (dots, dashes, pieces) are merged into
rules.

Pure geometry in the reader's space (points, y downwards); knows nothing of PDFium.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from .marks import Area, Rule

THIN = 3.0  # a filled box thinner than this is a rule, points
STRAIGHT = 0.35  # how far the two ends of an axis-parallel stroke may differ, points
DOT_GAP = 6.0  # widest gap between the centres of two dots of one line
DASH_GAP = 6.0  # widest gap between two dashes of one line
DASH = 14.0  # longest stroke that can be a dash
SHORT = 2.0  # a merged stroke shorter than this is a step of a drawn curve, points
BANDS = 6  # that many thin fills stacked without a gap are a shaded box, not rules
TOUCH = 0.6  # pieces of one solid line may lie this far apart
SAME_LINE = 0.25  # distance between the centre lines of two strokes of one rule
ROW = 0.5  # dots whose lines differ less may be one line
LINE, CURVE, MOVE = 0, 1, 2

Piece = tuple[
    float, float, float, float, int, bool
]  # line, from, to, width, colour, dotted: a stroke without direction
Dot = tuple  # centre x and y first; whatever else the caller needs behind
Point = tuple[int, float, float, int]  # LINE, CURVE or MOVE; x; y; whether it closes the path


class Stroke(NamedTuple):
    x0: float
    y0: float
    x1: float
    y1: float
    width: float
    color: int
    dashed: bool = False
    fill: bool = False  # a thin filled box, not a pen's stroke
    order: int = 0


def subpaths(points: list[Point]) -> list[tuple[list[tuple[float, float]], bool, bool]]:
    """(points on the path, has curves, closed) of every subpath. Of a curve's three points only the last lies on the
    path.
    """
    found: list[tuple[list[tuple[float, float]], bool, bool]] = []
    current: list[tuple[float, float]] = []
    curved = closed = False
    bent = 0
    for kind, x, y, closes in points:
        if kind == MOVE:
            if len(current) > 1:
                found.append((current, curved, closed))
            current, curved, closed, bent = [(x, y)], False, False, 0
            continue
        closed = closed or closes
        if kind == CURVE:
            curved = True
            bent += 1
            if bent % 3:
                continue
        current.append((x, y))
    if len(current) > 1:
        found.append((current, curved, closed))
    return found


def is_rect(points: list[tuple[float, float]]) -> bool:
    """Four corners (first may be repeated), every side parallel to an axis."""
    corners = points[:-1] if len(points) == 5 and _near(points[0], points[-1]) else points
    if len(corners) != 4:
        return False
    sides = [_direction(corners[i], corners[(i + 1) % 4]) for i in range(4)]
    return sides in (["h", "v", "h", "v"], ["v", "h", "v", "h"])


def _near(p: tuple[float, float], q: tuple[float, float]) -> bool:
    return abs(p[0] - q[0]) < STRAIGHT and abs(p[1] - q[1]) < STRAIGHT


def _direction(p: tuple[float, float], q: tuple[float, float]) -> str:
    if abs(p[1] - q[1]) <= STRAIGHT:
        return "h"
    return "v" if abs(p[0] - q[0]) <= STRAIGHT else ""


def trace(
    points: list[Point], width: float, dashed: bool, fill: int | None, stroke: int | None, order: int
) -> tuple[list[Stroke], list[Area]]:
    """Strokes and areas of one path object. ``width`` and ``dashed`` are the pen's; ``fill`` and ``stroke`` are
    colours, or None where not painted.
    """
    strokes: list[Stroke] = []
    areas: list[Area] = []
    for corners, curved, closed in subpaths(points):
        xs, ys = [p[0] for p in corners], [p[1] for p in corners]
        x0, x1, top, bottom = min(xs), max(xs), min(ys), max(ys)
        thin = min(x1 - x0, bottom - top) < THIN
        if stroke is not None and not curved:
            ring = [*corners, corners[0]] if closed and not _near(corners[0], corners[-1]) else corners
            for (ax, ay), (bx, by) in pairwise(ring):
                if abs(ay - by) <= STRAIGHT:
                    y = (ay + by) / 2
                    strokes.append(Stroke(min(ax, bx), y, max(ax, bx), y, width, stroke, dashed))
                elif abs(ax - bx) <= STRAIGHT:
                    x = (ax + bx) / 2
                    strokes.append(Stroke(x, min(ay, by), x, max(ay, by), width, stroke, dashed))
        if fill is not None and thin and stroke is None and not curved:
            if x1 - x0 >= bottom - top:
                strokes.append(
                    Stroke(x0, (top + bottom) / 2, x1, (top + bottom) / 2, bottom - top, fill, fill=True, order=order)
                )
            else:
                strokes.append(Stroke((x0 + x1) / 2, top, (x0 + x1) / 2, bottom, x1 - x0, fill, fill=True, order=order))
            continue
        if thin or not (closed or fill is not None or _near(corners[0], corners[-1])):
            continue
        kind = "rect" if not curved and is_rect(corners) else "curve"
        areas.append(Area(x0, top, x1, bottom, kind, fill, stroke, order, () if kind == "rect" else tuple(corners)))
    return strokes, areas


def trim_stroke(stroke: Stroke, clip: tuple[float, float, float, float]) -> Stroke | None:
    """What a clip leaves of a stroke; None where it is clipped away (a point of tolerance across the stroke)."""
    x0, top, x1, bottom = clip
    left, upper, right, lower, *_ = stroke
    if right < x0 - 1 or left > x1 + 1 or lower < top - 1 or upper > bottom + 1:
        return None
    if upper == lower:
        a, b = max(left, x0), min(right, x1)
        return (stroke if (a, b) == (left, right) else stroke._replace(x0=a, x1=b)) if a < b else None
    a, b = max(upper, top), min(lower, bottom)
    return (stroke if (a, b) == (upper, lower) else stroke._replace(y0=a, y1=b)) if a < b else None


def trim_area(area: Area, clip: tuple[float, float, float, float]) -> Area | None:
    """What a clip leaves of an area; None where less than THIN is left."""
    x0, top, x1, bottom = (
        max(area.x0, clip[0]),
        max(area.top, clip[1]),
        min(area.x1, clip[2]),
        min(area.bottom, clip[3]),
    )
    if x1 - x0 < THIN or bottom - top < THIN:
        return None
    return area._replace(x0=x0, top=top, x1=x1, bottom=bottom)


def shaded_boxes(strokes: list[Stroke]) -> tuple[list[Stroke], list[Area]]:
    """Colour gradients are drawn as stacks of thin fills: (the other strokes, one area per stack)."""
    stacks: dict[tuple[bool, int, int], list[Stroke]] = {}
    for s in strokes:
        if s.fill:
            level = s.y0 == s.y1
            key = (level, round(s.x0), round(s.x1)) if level else (level, round(s.y0), round(s.y1))
            stacks.setdefault(key, []).append(s)
    taken: set[Stroke] = set()
    areas: list[Area] = []
    for (level, _, _), stack in stacks.items():
        if len(stack) < BANDS:
            continue
        place = 1 if level else 0
        stack.sort(key=lambda s: s[place])
        start = 0
        for i in range(1, len(stack) + 1):
            if i < len(stack):
                p, q = stack[i - 1], stack[i]
                if q[place] - p[place] <= (p.width + q.width) / 2 + TOUCH / 2:
                    continue
            bands = stack[start:i]
            start = i
            if len(bands) < BANDS:
                continue
            taken.update(bands)
            half = bands[0].width / 2
            x0, x1 = min(s.x0 for s in bands), max(s.x1 for s in bands)
            top, bottom = min(s.y0 for s in bands), max(s.y1 for s in bands)
            if level:
                top, bottom = top - half, bottom + half
            else:
                x0, x1 = x0 - half, x1 + half
            order = min(s.order for s in bands)
            areas.append(Area(x0, top, x1, bottom, "rect", bands[len(bands) // 2].color, None, order))
    return ([s for s in strokes if s not in taken] if taken else strokes), areas


def merge_strokes(strokes: list[Stroke]) -> list[Rule]:
    """Rules, horizontal ones first, from top to bottom and left to right. Shorter ones than SHORT belong to
    drawings.
    """
    level = [(s.y0, s.x0, s.x1, s.width, s.color, s.dashed) for s in strokes if s.y0 == s.y1 and s.x0 < s.x1]
    plumb = [(s.x0, s.y0, s.y1, s.width, s.color, s.dashed) for s in strokes if s.x0 == s.x1 and s.y0 < s.y1]
    rules = [Rule(a, line, b, line, w, c, dotted) for line, a, b, w, c, dotted in _joined(level) if b - a >= SHORT]
    rules += [Rule(line, a, line, b, w, c, dotted) for line, a, b, w, c, dotted in _joined(plumb) if b - a >= SHORT]
    return rules


def dot_lines(dots: list[Dot]) -> list[tuple[int, float, float, float, float]]:
    """(index of the first dot, x0, y0, x1, y1) of every row or column of three dots or more.

    Dots are mostly drawn one after the other along their line, so the drawing order is followed first; what is left
    over is looked through by place. Dots in no line are dropped.
    """
    lines: list[tuple[int, float, float, float, float]] = []
    rest: list[int] = []
    start, way = 0, ""
    for i in range(1, len(dots) + 1):
        step = "" if i == len(dots) else _step(dots[i - 1], dots[i])
        if step and (not way or step == way):
            way = step
            continue
        if i - start >= 3:
            lines.append(_line(start, dots[start:i]))
        else:
            rest += range(start, i)
        start, way = i, ""
    for across in (0, 1):  # rows, then columns
        rest.sort(key=lambda i: (int(round(dots[i][1 - across], 2) / ROW), dots[i][across]))
        start = 0
        for i in range(1, len(rest) + 1):
            if i < len(rest) and _step(dots[rest[i - 1]], dots[rest[i]]) == "hv"[across]:
                continue
            if i - start >= 3:
                lines.append(_line(rest[start], [dots[k] for k in rest[start:i]]))
            start = i
    return lines


def _step(p: Dot, q: Dot) -> str:
    """Say "h" or "v" where one dot lies beside or below the other as in a dotted line, else ""."""
    wide, high = abs(p[0] - q[0]), abs(p[1] - q[1])
    if high < SAME_LINE:
        return "h" if 0.01 < wide <= DOT_GAP else ""
    return "v" if wide < SAME_LINE and high <= DOT_GAP else ""


def _line(index: int, dots: list[Dot]) -> tuple[int, float, float, float, float]:
    xs, ys = [dot[0] for dot in dots], [dot[1] for dot in dots]
    x0, y0, x1, y1 = min(xs), min(ys), max(xs), max(ys)
    if x1 - x0 > y1 - y0:
        return index, x0, dots[0][1], x1, dots[0][1]
    return index, dots[0][0], y0, dots[0][0], y1


def _joined(strokes: list[Piece]) -> list[Piece]:
    """Collinear strokes of one colour that touch, or that are dashes a small gap apart, made one."""
    strokes.sort()
    rows: list[list[Piece]] = []
    for s in strokes:
        if rows and s[0] - rows[-1][0][0] <= SAME_LINE:
            rows[-1].append(s)
        else:
            rows.append([s])
    merged = []
    for row in rows:
        row.sort(key=lambda s: (s[4], s[1], s[2]))
        current = row[0]
        for s in row[1:]:
            gap = s[1] - current[2]
            dashes = s[2] - s[1] <= DASH and (current[5] or current[2] - current[1] <= DASH)
            if s[4] == current[4] and (gap <= TOUCH or (dashes and gap <= DASH_GAP)):
                dotted = current[5] or s[5] or gap > TOUCH
                current = (current[0], current[1], max(current[2], s[2]), max(current[3], s[3]), s[4], dotted)
            else:
                merged.append(current)
                current = s
        merged.append(current)
    merged.sort()
    return merged
