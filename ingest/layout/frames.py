"""Marks of one page in, frames out: every box that holds text together, nested, with its fill.

Lengths are PDF points. A frame is a closed region of rulings (kind ``cell``, or ``ushape`` where a title cuts into
it), a drawn box (``rect``, ``curve``), or the band between two equal rules without sides (``rect``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ingest.layout.grid import TOUCH, Region, Ruling, Stroke, on_page, read_ruling
from ingest.pdf.marks import Area, PageMarks

MIN_WIDTH = 12.0  # a drawn box smaller than this holds no text
MIN_HEIGHT = 8.0
BAND_HEIGHT = 48.0  # the highest band between two rules: two lines of a chapter title
BAND_WIDTH = 0.4  # share of the page's width that a band has at least (shorter fills are marker-pen on words)
SAME = 3.0  # two boxes whose four sides differ less than this are one


class Frame(NamedTuple):
    """A box on a page: ``fill`` is its colour 0xRRGGBB or None, ``parent`` the smallest frame around it."""

    frame_id: str  # "p013-f2", counted from the page's top
    page_no: int
    x0: float
    top: float
    x1: float
    bottom: float
    kind: str  # cell | rect | curve | ushape
    parent: str | None
    fill: int | None


def find_frames(page: PageMarks, ruling: Ruling | None = None) -> list[Frame]:
    """Frames of a page from top to bottom, outer before inner; none outside the page or larger than 75 % of it.

    ``ruling``: the page's, where it has been read already.
    """
    ruling = ruling or read_ruling(page)
    found: list[tuple[Region, str]] = [(r, "cell" if r.whole else "ushape") for r in ruling.regions]
    for area in page.areas:
        if area.stroke is None and not _is_band(area, page):
            continue
        box = Region(area.x0, area.top, area.x1, area.bottom)
        if box.width < MIN_WIDTH or box.height < MIN_HEIGHT or not on_page(box, page):
            continue
        if not any(_same(box, other) for other, _ in found):
            found.append((box, area.kind))
    for box in _bands(page, ruling):
        if not any(_same(box, other) or _overlap(box, other) for other, _ in found):
            found.append((box, "rect"))
    found.sort(key=lambda f: (round(f[0].top, 1), round(f[0].x0, 1), -f[0].width * f[0].height))
    parents = nesting([box for box, _ in found])
    ids = [f"p{page.page_no:03d}-f{n}" for n in range(1, len(found) + 1)]
    fills = [a for a in page.areas if a.fill is not None and a.x1 - a.x0 >= MIN_WIDTH]
    return [
        Frame(
            ids[i], page.page_no, box.x0, box.top, box.x1, box.bottom, kind,
            None if parents[i] is None else ids[parents[i]], fill_of(box, fills),
        )
        for i, (box, kind) in enumerate(found)
    ]  # fmt: skip


def nesting(boxes: Sequence[Region]) -> list[int | None]:
    """For every box the index of the smallest box that holds it (sides may touch), None where it stands free."""
    order = sorted(range(len(boxes)), key=lambda i: boxes[i].width * boxes[i].height)
    out: list[int | None] = [None] * len(boxes)
    for n, i in enumerate(order):
        b = boxes[i]
        area = b.width * b.height
        for j in order[n + 1 :]:
            o = boxes[j]
            if o.width * o.height <= 1.02 * area:
                continue
            wide = o.x0 - SAME <= b.x0 and b.x1 <= o.x1 + SAME
            high = o.top - SAME <= b.top and b.bottom <= o.bottom + SAME
            if wide and high and (o.whole or _in_parts(b, o)):
                out[i] = j
                break
    return out


def _in_parts(b: Region, o: Region) -> bool:
    """Whether the middle of ``b`` lies in ``o`` itself, not in a notch of it."""
    x, y = (b.x0 + b.x1) / 2, (b.top + b.bottom) / 2
    return any(x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in o.parts)


def fill_of(box: Region, fills: Sequence[Area]) -> int | None:
    """Colour of the smallest filled area that covers at least 80 % of the box; None where it is white or missing."""
    best, colour = 1e12, None
    size = box.width * box.height
    for a in fills:
        if a.bottom <= box.top or a.top >= box.bottom or a.x1 <= box.x0 or a.x0 >= box.x1:
            continue
        shared = (min(a.x1, box.x1) - max(a.x0, box.x0)) * (min(a.bottom, box.bottom) - max(a.top, box.top))
        own = (a.x1 - a.x0) * (a.bottom - a.top)
        if shared >= 0.8 * size and own < best:
            best, colour = own, a.fill
    return None if colour == 0xFFFFFF else colour


def _same(a: Region, b: Region) -> bool:
    return (
        abs(a.x0 - b.x0) <= SAME and abs(a.x1 - b.x1) <= SAME
        and abs(a.top - b.top) <= SAME and abs(a.bottom - b.bottom) <= SAME
    )  # fmt: skip


def _overlap(a: Region, b: Region) -> bool:
    wide = min(a.x1, b.x1) - max(a.x0, b.x0)
    high = min(a.bottom, b.bottom) - max(a.top, b.top)
    return wide > 2 * TOUCH and high > 2 * TOUCH


def _is_band(area: Area, page: PageMarks) -> bool:
    """A coloured bar behind a heading: wide, low, not white."""
    wide = area.x1 - area.x0 >= BAND_WIDTH * page.width
    return area.fill not in (None, 0xFFFFFF) and wide and area.bottom - area.top <= BAND_HEIGHT


def _bands(page: PageMarks, ruling: Ruling) -> list[Region]:
    """Spaces with text between two equal horizontal rules that no other rule crosses; a rule serves one band."""
    down = ruling.down
    wide = [s for s in ruling.across if s.b - s.a >= BAND_WIDTH * page.width and not _is_side(s, ruling.regions)]
    wide.sort(key=lambda s: (s.at, s.a))
    out: list[Region] = []
    used: set[Stroke] = set()
    for n, s in enumerate(wide):
        if s in used:
            continue
        below = (o for o in wide[n + 1 :] if o.at > s.at + MIN_HEIGHT)
        after = next((o for o in below if abs(o.a - s.a) <= SAME and abs(o.b - s.b) <= SAME), None)
        if after is None or after.at - s.at > BAND_HEIGHT:
            continue
        if any(v.a < after.at - TOUCH and v.b > s.at + TOUCH and s.a - TOUCH < v.at < s.b + TOUCH for v in down):
            continue
        if any(s.at < r.baseline < after.at + 1 and r.x1 > s.a and r.x0 < s.b for r in page.runs):
            out.append(Region(s.a, s.at, s.b, after.at))
            used.add(after)
    return out


def _is_side(s: Stroke, regions: Sequence[Region]) -> bool:
    """Whether a horizontal stroke is the upper or lower side of a closed region."""
    return any(
        min(abs(s.at - r.top), abs(s.at - r.bottom)) <= TOUCH and s.a - SAME <= r.x0 and r.x1 <= s.b + SAME
        for r in regions
    )
