"""Horizontal rules and lines of one page in, grids out, for tables that have no vertical rules.

Lengths are PDF points. The columns come from where rules and coloured head cells begin and end and, failing those, from
gaps that no line of text crosses; a column's border holds in a row only where no text stands across it, so that a label
over two columns stays one cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ingest.layout.grid import MIN_SIDE, TOUCH, Ruling, Stroke, flood
from ingest.layout.joins import Group, rectangular
from ingest.layout.lines import Line
from ingest.pdf.marks import PageMarks

MIN_RULES = 3  # rules of a table: above the head, below it, at the end
ROW_HEIGHT = 260.0  # the highest row: a third of a page
BLANK = 0.7  # em: a wider blank in a line may be the space between two columns
GAP = 6.0  # the narrowest gap between two columns of text
LINE_SHARE = 0.5  # a line wider than this share of the table is no cell of it


def find_lined(page: PageMarks, lines: Sequence[Line], ruling: Ruling) -> list[Group]:
    """Grids of rules that no vertical rule meets, outside the closed regions."""
    across, down, taken = ruling
    colours = {(round(r.top), round(r.x0 / 4)): r.color for r in page.rules if r.horizontal}
    free = [
        s for s in across
        if not any(abs(v.at - min(max(v.at, s.a), s.b)) <= TOUCH and v.a - TOUCH <= s.at <= v.b + TOUCH for v in down)
        and not any(b.top - TOUCH <= s.at <= b.bottom + TOUCH and s.a < b.x1 and s.b > b.x0 for b in taken)
    ]  # fmt: skip
    out: list[Group] = []
    for stack in _stacks(free, colours):
        group = _grid(stack, page, lines)
        if group is not None:
            out.append(group)
    return out


def _stacks(rules: list[Stroke], colours: dict[tuple[int, int], int]) -> list[list[Stroke]]:
    """Rules one below the other that begin or end at the same place and have one colour."""
    stacks: list[list[Stroke]] = []
    for s in sorted(rules, key=lambda s: (s.at, s.a)):
        colour = colours.get((round(s.at), round(s.a / 4)))
        for stack in stacks:
            first, last = stack[0], stack[-1]
            if s.at - last.at > ROW_HEIGHT or colours.get((round(first.at), round(first.a / 4))) != colour:
                continue
            inside = first.a - TOUCH <= s.a and s.b <= first.b + TOUCH
            if inside and (abs(s.a - first.a) <= TOUCH or abs(s.b - first.b) <= TOUCH):
                stack.append(s)
                break
        else:
            stacks.append([s])
    return [stack for stack in stacks if len(stack) >= MIN_RULES and stack[-1].at - stack[0].at > 2 * MIN_SIDE]


def _grid(stack: list[Stroke], page: PageMarks, lines: Sequence[Line]) -> Group | None:
    """The cells between the rules of a stack; None where they hold no columns."""
    left, right = stack[0].a, stack[0].b
    top, bottom = stack[0].at, stack[-1].at
    own = [s for s in lines if top < s.baseline < bottom + 1 and s.x0 < right and s.x1 > left]
    borders = _borders(stack, page, own)
    if not borders:
        return None
    stack = [*stack, Stroke(bottom, left, right)]  # a label cell may end at the page's end without a rule of its own
    sides = [Stroke(left, top, bottom), Stroke(right, top, bottom)]
    for x in borders:
        places = sorted(s.at for s in stack if s.a <= x + TOUCH and s.b >= x - TOUCH)
        for a, b in pairwise(places):
            crossed = any(a < s.baseline <= b + 1 and _crosses(s, x) for s in own)
            coloured = any(
                c.x0 < x - TOUCH and c.x1 > x + TOUCH and c.top < b - TOUCH and c.bottom > a + TOUCH
                for c in page.areas
                if c.fill is not None
            )
            if not crossed and not coloured:
                sides.append(Stroke(x, a, b))
    cells = rectangular([r for r in flood(stack, sides) if r.width >= MIN_SIDE and r.height >= MIN_SIDE])
    return Group(cells, None) if len(cells) > len(stack) - 1 else None


def _crosses(line: Line, x: float) -> bool:
    """Whether a glyph or an ordinary blank of the line stands at ``x``."""
    if not line.x0 < x - 1 or not x + 1 < line.x1:
        return False
    left = max((b for b, c in zip(line.x1s, line.text, strict=True) if c != " " and b <= x + 1), default=None)
    right = min((a for a, c in zip(line.x0s, line.text, strict=True) if c != " " and a >= x - 1), default=None)
    covered = any(a < x - 1 and b > x + 1 for a, b, c in zip(line.x0s, line.x1s, line.text, strict=True) if c != " ")
    return covered or left is None or right is None or right - left < BLANK * line.size


def _words(line: Line) -> list[tuple[float, float]]:
    """Extents of the stretches of a line between wide blanks."""
    out: list[tuple[float, float]] = []
    for a, b, c in zip(line.x0s, line.x1s, line.text, strict=True):
        if c == " ":
            continue
        if out and a - out[-1][1] < BLANK * line.size:
            out[-1] = (out[-1][0], b)
        else:
            out.append((a, b))
    return out


def _borders(stack: list[Stroke], page: PageMarks, own: Sequence[Line]) -> list[float]:
    """Places of the borders between columns, left to right."""
    left, right = stack[0].a, stack[0].b
    top, bottom = stack[0].at, stack[-1].at
    found = [x for s in stack for x in (s.a, s.b)]
    for c in page.areas:
        if c.fill is not None and top - TOUCH <= c.top and c.bottom <= bottom + TOUCH and c.bottom - c.top > MIN_SIDE:
            found += [x for x in (c.x0, c.x1) if left < x < right]
    found = _distinct([x for x in found if left + MIN_SIDE < x < right - MIN_SIDE])
    return found or _gaps(left, right, own)


def _gaps(left: float, right: float, own: Sequence[Line]) -> list[float]:
    """Middles of the gaps between columns of text that no short line crosses; none in running text."""
    words = [w for s in own for w in _words(s)]
    spans = sorted(w for w in words if w[1] - w[0] <= LINE_SHARE * (right - left))
    if len(spans) < 4 or len(spans) < 0.7 * len(words):
        return []
    out: list[float] = []
    reach = spans[0][1]
    for x0, x1 in spans:
        if x0 - reach >= GAP:
            out.append((reach + x0) / 2)
        reach = max(reach, x1)
    return out


def _distinct(places: list[float]) -> list[float]:
    """Places in order, those within TOUCH of the one before left out."""
    out: list[float] = []
    for x in sorted(places):
        if not out or x - out[-1] > TOUCH:
            out.append(x)
    return out
