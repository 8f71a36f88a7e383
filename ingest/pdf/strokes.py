"""Path points go in, strokes and areas come out; strokes of one drawn line (dots, dashes, pieces) are merged into rules.

Pure geometry in the reader's space (points, y downwards); knows nothing of PDFium.
"""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from .marks import Area, Rule

THIN = 3.0  # a filled box thinner than this is a rule, points
STRAIGHT = 0.35  # how far the two ends of an axis-parallel stroke may differ, points
DOT_GAP = 6.0  # widest gap between the centres of two dots of one line
DASH_GAP = 6.0  # widest gap between two dashes of one line
DASH = 14.0  # longest stroke that can be a dash
TOUCH = 0.6  # pieces of one solid line may lie this far apart
SAME_LINE = 0.25  # distance between the centre lines of two strokes of one rule
LINE, CURVE, MOVE = 0, 1, 2


class Stroke(NamedTuple):
    x0: float
    y0: float
    x1: float
    y1: float
    width: float
    color: int
    dot: bool = False  # a mark without direction, or a dashed stroke


def subpaths(points: list[tuple[int, float, float, bool]]) -> list[tuple[list[tuple[float, float]], bool, bool]]:
    """(points, has curves, closed) of every subpath."""
    found: list[tuple[list[tuple[float, float]], bool, bool]] = []
    current: list[tuple[float, float]] = []
    curved = closed = False
    for kind, x, y, closes in points:
        if kind == MOVE:
            if len(current) > 1:
                found.append((current, curved, closed))
            current, curved, closed = [(x, y)], False, False
            continue
        current.append((x, y))
        curved = curved or kind == CURVE
        closed = closed or closes
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
    points: list[tuple[int, float, float, bool]], fill: int | None, stroke: int | None, width: float, dashed: bool, order: int
) -> tuple[list[Stroke], list[Area]]:
    """Strokes and areas of one path object. ``fill`` and ``stroke`` are colours or None where not painted."""
    strokes: list[Stroke] = []
    areas: list[Area] = []
    for corners, curved, closed in subpaths(points):
        xs, ys = [p[0] for p in corners], [p[1] for p in corners]
        x0, x1, top, bottom = min(xs), max(xs), min(ys), max(ys)
        thin = min(x1 - x0, bottom - top) < THIN
        if stroke is not None and not curved:
            ring = corners + [corners[0]] if closed and not _near(corners[0], corners[-1]) else corners
            for (ax, ay), (bx, by) in zip(ring, ring[1:], strict=False):
                if abs(ay - by) <= STRAIGHT:
                    y = (ay + by) / 2
                    strokes.append(Stroke(min(ax, bx), y, max(ax, bx), y, width, stroke, dashed))
                elif abs(ax - bx) <= STRAIGHT:
                    x = (ax + bx) / 2
                    strokes.append(Stroke(x, min(ay, by), x, max(ay, by), width, stroke, dashed))
        if fill is not None and thin and stroke is None and not curved:
            if x1 - x0 >= bottom - top:
                strokes.append(Stroke(x0, (top + bottom) / 2, x1, (top + bottom) / 2, bottom - top, fill))
            else:
                strokes.append(Stroke((x0 + x1) / 2, top, (x0 + x1) / 2, bottom, x1 - x0, fill))
            continue
        if thin or not (closed or fill is not None or _near(corners[0], corners[-1])):
            continue
        kind = "rect" if not curved and is_rect(corners) else "curve"
        areas.append(Area(x0, top, x1, bottom, kind, fill, stroke, order, () if kind == "rect" else tuple(corners)))
    return strokes, areas


def merge_strokes(strokes: list[Stroke]) -> list[Rule]:
    """Rules, horizontal ones first, from top to bottom and left to right. Dots that form no line of three are dropped."""
    level: list[tuple[float, float, float, float, int, bool]] = []  # (line, from, to, width, color, dotted)
    plumb: list[tuple[float, float, float, float, int, bool]] = []
    dots: list[Stroke] = []
    for s in strokes:
        if s.x0 == s.x1 and s.y0 == s.y1:
            if s.dot:
                dots.append(s)
        elif s.y0 == s.y1:
            level.append((s.y0, s.x0, s.x1, s.width, s.color, s.dot))
        else:
            plumb.append((s.x0, s.y0, s.y1, s.width, s.color, s.dot))
    if dots:
        level += _chains([(d.y0, d.x0, d.width, d.color) for d in dots])
        plumb += _chains([(d.x0, d.y0, d.width, d.color) for d in dots])
    rules = [Rule(a, line, b, line, w, c, dotted) for line, a, b, w, c, dotted in _joined(level)]
    rules += [Rule(line, a, line, b, w, c, dotted) for line, a, b, w, c, dotted in _joined(plumb)]
    return rules


def _chains(dots: list[tuple[float, float, float, int]]) -> list[tuple[float, float, float, float, int, bool]]:
    """Dots (line, place, width, colour) on one line, closely spaced, three or more, as strokes."""
    rows: dict[tuple[int, int], list[tuple[float, float, float]]] = defaultdict(list)
    for line, place, width, color in dots:
        rows[(round(line / SAME_LINE / 2), color)].append((place, line, width))
    found = []
    for (_, color), row in rows.items():
        row.sort()
        start = 0
        for i in range(1, len(row) + 1):
            if i == len(row) or row[i][0] - row[i - 1][0] > DOT_GAP:
                if i - start >= 3 and row[i - 1][0] - row[start][0] > 2 * row[start][2]:
                    found.append((row[start][1], row[start][0], row[i - 1][0], row[start][2], color, True))
                start = i
    return found


def _joined(
    strokes: list[tuple[float, float, float, float, int, bool]],
) -> list[tuple[float, float, float, float, int, bool]]:
    """Collinear strokes of one colour that touch, or that are dashes a small gap apart, made one."""
    strokes.sort()
    rows: list[list[tuple[float, float, float, float, int, bool]]] = []
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
