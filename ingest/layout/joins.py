"""Regions of one page in, groups of cells out: grids whose cells touch, and separate boxes that make up a table.

Lengths are PDF points. The distances are measured on Hancom's plans, where a table is often drawn as boxes side by
side, in strips one over the other, or as a label column and an event column a few points apart.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ingest.layout.frames import nesting
from ingest.layout.grid import TOUCH, Region

BESIDE = 14.0  # boxes side by side belong together up to this gap
BESIDE_ALIGNED = 40.0  # or this one where their tops and bottoms align
BELOW = 17.0  # strips of the same columns belong together up to this gap
BELOW_ALIGNED = 24.0  # or this one where each column begins and ends at the same places
ALIGNED = 4.0  # sides that differ less than this align


Stretch = tuple[float, float]


class Group(NamedTuple):
    """Cells of one grid; ``parent`` is the index of the region around it, ``notched`` holds parts of cells cut up."""

    cells: tuple[Region, ...]
    parent: int | None
    notched: tuple[tuple[Region, ...], ...] = ()

    @property
    def box(self) -> Region:
        return Region(
            min(c.x0 for c in self.cells), min(c.top for c in self.cells),
            max(c.x1 for c in self.cells), max(c.bottom for c in self.cells),
        )  # fmt: skip


class Placed(NamedTuple):
    """A cell with its place in the grid."""

    region: Region
    row: int
    col: int
    rowspan: int
    colspan: int


def group_cells(regions: Sequence[Region]) -> list[Group]:
    """Groups of the page, those inside other regions included, in order of their tops."""
    parents = nesting(regions)
    groups: list[Group] = []
    by_parent: dict[int | None, list[int]] = defaultdict(list)
    for i, parent in enumerate(parents):
        by_parent[parent].append(i)
    for parent, members in by_parent.items():
        found = [_grid([regions[i] for i in part], parent) for part in _touching(regions, members)]
        groups += _stacked(_abreast(found))
    return sorted(groups, key=lambda g: (g.box.top, g.box.x0))


def _grid(cells: Sequence[Region], parent: int | None) -> Group:
    whole = rectangular(cells)
    notched = tuple(tuple(Region(*p) for p in c.parts) for c in cells if c.parts) if len(whole) > len(cells) else ()
    return Group(whole, parent, notched)


def rectangular(cells: Sequence[Region]) -> tuple[Region, ...]:
    """Cells of a grid; one that is no rectangle is cut into some, unless it is a frame with a title set into it."""
    if len(cells) < 3:
        return tuple(cells)
    return tuple(r for c in cells for r in ([c] if c.whole else [Region(*part) for part in c.parts]))


def _merged(groups: Sequence[Group]) -> Group:
    cells = tuple(c for g in groups for c in g.cells)
    return Group(cells, groups[0].parent, tuple(n for g in groups for n in g.notched))


def _touching(regions: Sequence[Region], members: list[int]) -> list[list[int]]:
    """Members that share a stretch of a side, gathered."""
    lefts = sorted((regions[i].x0, i) for i in members)
    tops = sorted((regions[i].top, i) for i in members)
    pairs: list[tuple[int, int]] = []
    for i in members:
        r = regions[i]
        for x0, j in lefts[bisect_left(lefts, (r.x1 - TOUCH, -1)) :]:
            if x0 > r.x1 + TOUCH:
                break
            if min(r.bottom, regions[j].bottom) - max(r.top, regions[j].top) > TOUCH:
                pairs.append((i, j))
        for top, j in tops[bisect_left(tops, (r.bottom - TOUCH, -1)) :]:
            if top > r.bottom + TOUCH:
                break
            if min(r.x1, regions[j].x1) - max(r.x0, regions[j].x0) > TOUCH:
                pairs.append((i, j))
    return _gathered(members, pairs)


def _gathered(members: Iterable[int], pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Members that pairs connect, as lists in order."""
    leader = {i: i for i in members}

    def find(i: int) -> int:
        while leader[i] != i:
            leader[i] = leader[leader[i]]
            i = leader[i]
        return i

    for i, j in pairs:
        leader[find(j)] = find(i)
    parts: dict[int, list[int]] = defaultdict(list)
    for i in leader:
        parts[find(i)].append(i)
    return list(parts.values())


def _abreast(groups: list[Group]) -> list[Group]:
    """Groups side by side joined, also where one (a label) stands beside several."""
    boxes = [g.box for g in groups]
    joined = [
        (i, j)
        for i in range(len(groups))
        for j in range(len(groups))
        if i != j and _beside(groups[i], boxes[i], groups[j], boxes[j]) and not _between(boxes, i, j)
    ]
    joined += _abreast_of_several(boxes)
    if not joined:
        return groups
    out: list[Group] = []
    for part in _gathered(range(len(groups)), joined):
        out.append(_merged([groups[i] for i in part]))
    return out


def _abreast_of_several(boxes: Sequence[Region]) -> list[tuple[int, int]]:
    """Pairs of a box and those of a column of boxes that together are as high as it is."""
    out: list[tuple[int, int]] = []
    for i, b in enumerate(boxes):
        columns: dict[tuple[int, int], list[int]] = defaultdict(list)
        for j, o in enumerate(boxes):
            gap = max(b.x0 - o.x1, o.x0 - b.x1)
            if j != i and 0 <= gap <= BESIDE_ALIGNED and b.top - ALIGNED <= o.top and o.bottom <= b.bottom + ALIGNED:
                columns[round(o.x0), round(o.x1)].append(j)
        for column in columns.values():
            top, bottom = min(boxes[j].top for j in column), max(boxes[j].bottom for j in column)
            if len(column) > 1 and abs(top - b.top) <= ALIGNED and abs(bottom - b.bottom) <= ALIGNED:
                out += [(i, j) for j in column if not _between(boxes, *sorted((i, j), key=lambda k: boxes[k].x0))]
    return out


def _beside(a: Group, abox: Region, b: Group, bbox: Region) -> bool:
    """Whether ``b`` stands right of ``a`` and belongs to it."""
    gap = bbox.x0 - abox.x1
    if gap < -TOUCH or gap > BESIDE_ALIGNED:
        return False
    level = abs(abox.top - bbox.top) <= ALIGNED and abs(abox.bottom - bbox.bottom) <= ALIGNED
    shared = min(abox.bottom, bbox.bottom) - max(abox.top, bbox.top)
    if gap > BESIDE and not level:
        return False
    if shared < 0.6 * min(abox.height, bbox.height):
        return False
    return level or _rows_agree(a, b)


def _rows_agree(a: Group, b: Group) -> bool:
    """Whether the rows of one continue those of the other: either has one row only, or most of the fewer tops recur."""
    few, many = sorted((starts(c.top for c in a.cells), starts(c.top for c in b.cells)), key=len)
    if len(few) == 1:
        return True
    return sum(any(abs(t[0] - u[0]) <= ALIGNED for u in many) for t in few) >= 0.7 * len(few)


def _between(boxes: list[Region], i: int, j: int) -> bool:
    """Whether another box stands in the gap from i to j."""
    a, b = boxes[i], boxes[j]
    top, bottom = max(a.top, b.top), min(a.bottom, b.bottom)
    return any(
        o.x0 >= a.x1 - TOUCH and o.x1 <= b.x0 + TOUCH and o.top < bottom - TOUCH and o.bottom > top + TOUCH
        for k, o in enumerate(boxes)
        if k not in (i, j)
    )


def _stacked(groups: list[Group]) -> list[Group]:
    """Strips of the same columns one over the other joined."""
    groups = sorted(groups, key=lambda g: g.box.top)
    out: list[Group] = []
    for g in groups:
        for n, over in enumerate(out):
            if _continues(over, g):
                out[n] = _merged([over, g])
                break
        else:
            out.append(g)
    return out


def _continues(over: Group, under: Group) -> bool:
    a, b = over.box, under.box
    gap = b.top - a.bottom
    if not -TOUCH <= gap <= BELOW_ALIGNED or (gap > BELOW and not _same_columns(over.cells, under.cells)):
        return False
    return abs(a.x0 - b.x0) <= ALIGNED and abs(a.x1 - b.x1) <= ALIGNED and columns_agree(over.cells, under.cells)


def _same_columns(a: Sequence[Region], b: Sequence[Region]) -> bool:
    """Whether both have the same columns, to the point."""
    return {(round(c.x0), round(c.x1)) for c in a} == {(round(c.x0), round(c.x1)) for c in b}


def columns_agree(a: Sequence[Region], b: Sequence[Region], shift: float = 0.0) -> bool:
    """Whether the columns of one are those of the other or merge some of them; a single column agrees with nothing."""
    few, many = sorted((starts([c.x0 for c in a]), starts([c.x0 + shift for c in b])), key=len)
    near = ALIGNED + 1
    return len(few) >= 2 and all(any(x[0] - near <= y[1] and y[0] <= x[1] + near for y in many) for x in few)


def starts(places: Iterable[float]) -> list[Stretch]:
    """Where cells begin: places within ALIGNED of the one before gathered, each as (first, last)."""
    out: list[Stretch] = []
    for at in sorted(places):
        if out and at - out[-1][1] <= ALIGNED:
            out[-1] = (out[-1][0], at)
        else:
            out.append((at, at))
    return out


def place(cells: Sequence[Region]) -> list[Placed] | None:
    """Rows, columns and spans of the cells; None where two cells claim one place."""
    xs, ys = starts(c.x0 for c in cells), starts(c.top for c in cells)
    out: list[Placed] = []
    taken: set[tuple[int, int]] = set()
    for c in cells:
        row, rows = span_of(ys, c.top, c.bottom)
        col, cols = span_of(xs, c.x0, c.x1)
        spots = {(r, k) for r in range(row, row + rows) for k in range(col, col + cols)}
        if spots & taken:
            return None
        taken |= spots
        out.append(Placed(c, row, col, rows, cols))
    return sorted(out, key=lambda p: (p.row, p.col))


def span_of(places: Sequence[Stretch], a: float, b: float) -> tuple[int, int]:
    """Index of the stretch in which ``a`` lies and the number of stretches from there that end before ``b``."""
    first = max(0, sum(p[0] <= a + 0.01 for p in places) - 1)
    last = sum(p[1] < b - ALIGNED for p in places)
    return first, max(1, last - first)
