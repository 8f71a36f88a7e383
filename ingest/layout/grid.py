"""Rules of one page in, closed regions out: what strokes enclose, open sides closed and cut rules bridged.

All lengths are PDF points. A region is what a flood fill between the rules cannot leave, so merged cells come out as
one region and their spans follow from where other regions begin. Strokes that bound nothing (connectors, underlines,
dangling ends) enclose nothing and vanish by themselves.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from ingest.pdf.marks import PageMarks

TOUCH = 2.6  # strokes nearer than this meet: two line widths of the thickest table rule met (1.4) minus rounding
SNAP = 2.0  # parallel strokes nearer than this are one (double lines)
SHADE_STEP = 1.3  # strokes of one extent stacked closer than this are a shading, not a table
BRIDGE = 0.75  # share of a rule that may be cut out of it by a title standing on it
OPEN_ROW = 22.0  # the highest row without any vertical rule that two parts of an open-sided table stand around
MIN_SIDE = 5.0  # a region narrower or lower than this is the inside of a double line
MAX_STROKES = 3000  # on a page: beyond it a drawing (the densest page of tables met has 161)
MAX_GRID = 30_000  # places where strokes of one component cross; a drawing beyond it, too
MAX_SHARE = 0.75  # of the page's area: beyond it a frame is an ornament of the cover


class Stroke(NamedTuple):
    """A straight stroke: ``at`` is its x (vertical) or y (horizontal), ``a`` to ``b`` its extent on the other axis."""

    at: float
    a: float
    b: float


class Region(NamedTuple):
    """A closed region; where it is no rectangle its bounding box, with ``parts``, the rectangles it consists of."""

    x0: float
    top: float
    x1: float
    bottom: float
    parts: tuple[tuple[float, float, float, float], ...] = ()

    @property
    def whole(self) -> bool:
        return not self.parts

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top


class Ruling(NamedTuple):
    """What the rules of a page come to: strokes in order of place, and what they enclose."""

    across: Sequence[Stroke]
    down: Sequence[Stroke]
    regions: Sequence[Region]  # top to bottom, left to right; none outside the page or larger than MAX_SHARE of it


def read_ruling(page: PageMarks) -> Ruling:
    """Strokes and closed regions of the page. One with more than MAX_STROKES strokes is a drawing and has none."""
    across, down = strokes(page)
    if len(across) + len(down) > MAX_STROKES:
        return Ruling((), (), ())
    return Ruling(across, down, _regions(_bridged(across, down, page), down, page))


def _regions(across: list[Stroke], down: list[Stroke], page: PageMarks) -> list[Region]:
    found: dict[tuple[int, int, int, int], Region] = {}
    for hs, vs in _components(across, down):
        hs, vs = _closed(hs, vs)
        for region in flood(hs, vs):
            if region.width >= MIN_SIDE and region.height >= MIN_SIDE and on_page(region, page):
                key = (round(region.x0 / 2), round(region.top / 2), round(region.x1 / 2), round(region.bottom / 2))
                found.setdefault(key, region)
    return sorted(found.values(), key=lambda r: (round(r.top, 1), r.x0, r.bottom))


def on_page(r: Region, page: PageMarks) -> bool:
    """Whether a box lies on the page and is no ornament around all of it."""
    inside = r.x0 >= -1 and r.top >= -1 and r.x1 <= page.width + 1 and r.bottom <= page.height + 1
    return inside and r.width * r.height <= MAX_SHARE * page.width * page.height


def strokes(page: PageMarks) -> tuple[list[Stroke], list[Stroke]]:
    """Horizontal and vertical strokes of the page, collinear pieces joined, stacks of hairlines cut to their edges."""
    across = [Stroke(r.top, r.x0, r.x1) for r in page.rules if r.horizontal]
    down = [Stroke(r.x0, r.top, r.bottom) for r in page.rules if not r.horizontal]
    return _unshaded(_joined(across)), _unshaded(_joined(down))


def _joined(items: Iterable[Stroke]) -> list[Stroke]:
    """Pieces of one line put together, in order of place."""
    out: list[Stroke] = []
    for at, pieces in _by_place(items, 0.6):
        pieces.sort()
        a, b = pieces[0]
        for start, end in pieces[1:]:
            if start <= b + SNAP:
                b = max(b, end)
            else:
                out.append(Stroke(at, a, b))
                a, b = start, end
        out.append(Stroke(at, a, b))
    return out


def _by_place(items: Iterable[Stroke], step: float) -> Iterable[tuple[float, list[tuple[float, float]]]]:
    """Strokes gathered by place: a new place begins more than ``step`` after the first of the place before."""
    ordered = sorted(items)
    i = 0
    while i < len(ordered):
        j = i
        while j < len(ordered) and ordered[j].at - ordered[i].at <= step:
            j += 1
        yield ordered[i].at, [(s.a, s.b) for s in ordered[i:j]]
        i = j


def _unshaded(items: list[Stroke]) -> list[Stroke]:
    """Without the strokes inside a stack of four and more of one extent (a colour gradient drawn line by line)."""
    by_extent: dict[tuple[int, int], list[Stroke]] = defaultdict(list)
    for s in items:
        by_extent[round(s.a / 2), round(s.b / 2)].append(s)
    drop: set[Stroke] = set()
    for same in by_extent.values():
        if len(same) < 4:
            continue
        for before, this, after in zip(same, same[1:], same[2:], strict=False):
            if this.at - before.at <= SHADE_STEP and after.at - this.at <= SHADE_STEP:
                drop.add(this)
    return [s for s in items if s not in drop] if drop else items


def _bridged(across: list[Stroke], down: list[Stroke], page: PageMarks) -> list[Stroke]:
    """Horizontal rules cut in two by a title that stands on them, made whole again.

    A gap between two vertical rules is no such cut: there a cell reaches into the row below.
    """
    out = list(across)
    by_place: dict[float, list[Stroke]] = defaultdict(list)
    for s in across:
        by_place[s.at].append(s)
    for at, pieces in by_place.items():
        for left, right in pairwise(pieces):
            gap = right.a - left.b
            if gap <= 0 or gap > BRIDGE * (right.b - left.a):
                continue
            near = (v for v in down if min(abs(v.at - left.b), abs(v.at - right.a)) <= TOUCH)
            if any(v.a - TOUCH <= at <= v.b + TOUCH for v in near):
                continue
            covered = 0.0
            for run in page.runs:
                if run.top < at < run.bottom and run.x0 < right.a and run.x1 > left.b:
                    covered += min(run.x1, right.a) - max(run.x0, left.b)
            if covered >= 0.5 * gap:
                out.append(Stroke(at, left.b, right.a))
    return _joined(out) if len(out) > len(across) else out


def _components(across: list[Stroke], down: list[Stroke]) -> Iterable[tuple[list[Stroke], list[Stroke]]]:
    """Strokes that hang together, as (horizontal, vertical) lists; lone strokes are left out."""
    xs = [v.at for v in down]
    leader = list(range(len(across) + len(down)))

    def find(i: int) -> int:
        while leader[i] != i:
            leader[i] = leader[leader[i]]
            i = leader[i]
        return i

    ended: set[int] = set()  # horizontal strokes with a vertical one at an end
    crossed: set[int] = set()
    for i, h in enumerate(across):
        for j in range(bisect_left(xs, h.a - TOUCH), bisect_right(xs, h.b + TOUCH)):
            v = down[j]
            if v.a - TOUCH <= h.at <= v.b + TOUCH:
                leader[find(len(across) + j)] = find(i)
                crossed.add(i)
                if v.at <= h.a + TOUCH or v.at >= h.b - TOUCH:
                    ended.add(i)
    free = [i for i in sorted(crossed - ended, key=lambda i: across[i])]
    for i, k in pairwise(free):
        a, b = across[i], across[k]
        if abs(a.a - b.a) <= TOUCH and abs(a.b - b.b) <= TOUCH and b.at - a.at <= OPEN_ROW:
            leader[find(k)] = find(i)  # a row of one cell in a table with open sides
    parts: dict[int, tuple[list[Stroke], list[Stroke]]] = {}
    for i, h in enumerate(across):
        parts.setdefault(find(i), ([], []))[0].append(h)
    for j, v in enumerate(down):
        parts.setdefault(find(len(across) + j), ([], []))[1].append(v)
    return [p for p in parts.values() if p[0] and p[1] and len(p[0]) + len(p[1]) >= 3]


def _closed(hs: list[Stroke], vs: list[Stroke]) -> tuple[list[Stroke], list[Stroke]]:
    """The component with its open sides closed at the rules' ends (tables without outer lines, boxes without a lid)."""
    return hs + _lids(vs, hs), vs + _lids(hs, vs)


def _lids(items: list[Stroke], others: list[Stroke]) -> list[Stroke]:
    """Strokes across the free ends that two or more ``items`` share."""
    out: list[Stroke] = []
    for end in (1, 2):
        ends: list[tuple[float, float]] = []
        loose: set[float] = set()
        for s in items:
            ends.append((s[end], s.at))
            if not any(abs(o.at - s[end]) <= TOUCH and o.a - TOUCH <= s.at <= o.b + TOUCH for o in others):
                loose.add(s.at)
        if not loose:
            continue
        ends.sort()
        i = 0
        while i < len(ends):
            j = i
            while j < len(ends) and ends[j][0] - ends[i][0] <= TOUCH:
                j += 1
            places = sorted(at for _, at in ends[i:j])
            for a, b in pairwise(places):
                if a in loose or b in loose:
                    out.append(Stroke(ends[i][0], a, b))
            i = j
    return out


def _places(items: Sequence[Stroke]) -> list[float]:
    """Distinct places of parallel strokes, those within SNAP of each other counted once."""
    out: list[float] = []
    for at in sorted(s.at for s in items):
        if not out or at - out[-1] > SNAP:
            out.append(at)
    return out


def _index(places: list[float], at: float) -> int:
    """Index of the place nearest to ``at``."""
    i = bisect_left(places, at)
    if i == len(places) or (i > 0 and at - places[i - 1] <= places[i] - at):
        i -= 1
    return i


def _walls(items: Sequence[Stroke], own: list[float], along: list[float]) -> list[bytearray]:
    """``walls[i][j]`` is 1 where a stroke at own[i] covers the stretch from along[j] to along[j+1]."""
    walls = [bytearray(len(along) - 1) for _ in own]
    for s in items:
        first = bisect_left(along, s.a - TOUCH)
        last = bisect_right(along, s.b + TOUCH) - 1
        wall = walls[_index(own, s.at)]
        for j in range(first, last):
            wall[j] = 1
    return walls


def flood(hs: list[Stroke], vs: list[Stroke]) -> Iterable[Region]:
    """Regions that the strokes of one component enclose."""
    ys, xs = _places(hs), _places(vs)
    ny, nx = len(ys) - 1, len(xs) - 1
    if ny < 1 or nx < 1 or ny * nx > MAX_GRID:
        return
    floor, side = _walls(hs, ys, xs), _walls(vs, xs, ys)  # floor[j][i]: above cell (j, i); side[i][j]: left of it
    seen = bytearray(ny * nx)
    for start in range(ny * nx):
        if seen[start]:
            continue
        seen[start] = 1
        todo, cells, leaks = [start], [], False
        while todo:
            k = todo.pop()
            cells.append(k)
            j, i = divmod(k, nx)
            for open_, inside, nxt in (
                (not floor[j][i], j > 0, k - nx),
                (not floor[j + 1][i], j + 1 < ny, k + nx),
                (not side[i][j], i > 0, k - 1),
                (not side[i + 1][j], i + 1 < nx, k + 1),
            ):
                if not open_:
                    continue
                if not inside:
                    leaks = True
                elif not seen[nxt]:
                    seen[nxt] = 1
                    todo.append(nxt)
        if leaks:
            continue
        rows, cols = [k // nx for k in cells], [k % nx for k in cells]
        j0, j1, i0, i1 = min(rows), max(rows) + 1, min(cols), max(cols) + 1
        parts = () if len(cells) == (j1 - j0) * (i1 - i0) else _rectangles(cells, nx, xs, ys)
        yield Region(xs[i0], ys[j0], xs[i1], ys[j1], parts)


def _rectangles(
    cells: Sequence[int], nx: int, xs: Sequence[float], ys: Sequence[float]
) -> tuple[tuple[float, float, float, float], ...]:
    """A region that is no rectangle as strips from left to right, equal strips of successive rows joined."""
    strips: list[list[int]] = []  # first and last column, first and last row
    for k in sorted(cells):
        j, i = divmod(k, nx)
        if strips and strips[-1][3] == j and strips[-1][1] == i - 1:
            strips[-1][1] = i
        else:
            strips.append([i, i, j, j])
    joined: list[list[int]] = []
    for strip in strips:
        over = next((s for s in joined if s[:2] == strip[:2] and s[3] == strip[2] - 1), None)
        if over is None:
            joined.append(strip)
        else:
            over[3] = strip[3]
    return tuple((xs[i0], ys[j0], xs[i1 + 1], ys[j1 + 1]) for i0, i1, j0, j1 in joined)
