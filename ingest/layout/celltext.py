"""Lines of a page and the cells of its tables in, each cell's text out: cell by cell, in the content stream's order.

Lengths are PDF points. Paragraphs are separated by a line feed, lines inside a paragraph are joined with or without a
blank, and every stretch of a line stays a Segment, so that offsets in the text map to boxes.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.layout.bullets import read_mark
from ingest.layout.grid import Region
from ingest.layout.joining import Words, needs_blank
from ingest.layout.lines import Line
from ingest.layout.model import Segment

MID = 0.38  # em above the baseline: the middle of Korean glyphs
WHOLE = 0.9  # a line with this share of its width inside a cell belongs to it whole
FULL = 1.0  # em from the edge of the cell's text: a line that ends nearer is full, the next one continues it
PAD = 8.0  # the widest space kept free inside a cell's borders
SAME_LEVEL = 0.3  # em between baselines of pieces that stand beside each other
STEP = 1.9  # em between baselines: beyond it a new paragraph begins
_PAIRED = "([{（［｛「『｢〈《<【‘“'\"’”`"  # what opens words, not paragraphs


def lines_by_cell(lines: Sequence[Line], cells: Sequence[Region]) -> list[list[Line]]:
    """For every cell its lines in stream order, cut where they run into another cell; of nested cells the smallest."""
    out: list[list[Line]] = [[] for _ in cells]
    order = sorted(range(len(cells)), key=lambda i: cells[i].width * cells[i].height)
    for line in lines:
        y = line.baseline - MID * line.size
        level = [i for i in order if cells[i].top <= y <= cells[i].bottom]
        for i in level:
            if min(line.x1, cells[i].x1) - max(line.x0, cells[i].x0) >= WHOLE * (line.x1 - line.x0):
                out[i].append(line)
                break
        else:
            if level:
                _divide(line, level, cells, out)
    for found in out:
        found.sort(key=lambda p: (p.order, p.x0))
    return out


def _divide(line: Line, level: list[int], cells: Sequence[Region], out: list[list[Line]]) -> None:
    """A line that runs over several cells, cut where its characters change cell."""
    owner: list[int | None] = []
    for a, b in zip(line.x0s, line.x1s, strict=True):
        x = (a + b) / 2
        owner.append(next((i for i in level if cells[i].x0 <= x <= cells[i].x1), None))
    start = 0
    for k in range(1, len(owner) + 1):
        if k == len(owner) or (owner[k] != owner[start] and line.text[k] != " "):
            cell = owner[start]
            part = part_of(line, start, k)
            if cell is not None and part is not None:
                out[cell].append(part)
            start = k


def part_of(line: Line, a: int, b: int) -> Line | None:
    """``line.text[a:b]`` as a line of its own, blanks at its ends left out; None where nothing else is in it."""
    while b > a and line.text[b - 1] == " ":
        b -= 1
    while a < b and line.text[a] == " ":
        a += 1
    if a == b:
        return None
    x0s, x1s = line.x0s[a:b], line.x1s[a:b]
    after = line.space_after if b == len(line.text) else line.text[b] == " "
    return line._replace(text=line.text[a:b], x0s=x0s, x1s=x1s, x0=min(x0s), x1=max(x1s), space_after=after)


def cell_text(lines: Sequence[Line], cell: Region, words: Words | None = None) -> tuple[str, tuple[Segment, ...]]:
    """Text and segments of one cell from its lines."""
    text = ""
    segments: list[Segment] = []
    pad = min(max(min((p.x0 for p in lines), default=cell.x0) - cell.x0, 0.0), PAD)
    before: Line | None = None
    for p in lines:
        if before is not None:
            text += _between(before, p, lines[0], cell.x1 - pad, words)
        segments.append(Segment(len(text), p.page_no, p.baseline, p.size, p.top, p.bottom, p.x0s, p.x1s))
        text += p.text
        before = p
    return text, tuple(segments)


def _between(before: Line, after: Line, first: Line, edge: float, words: Words | None) -> str:
    """What stands between two lines of a cell: "" or " " inside a paragraph, a line feed between paragraphs."""
    em = max(before.size, after.size)
    step = after.baseline - before.baseline
    if abs(step) <= SAME_LEVEL * em:
        return " "
    if step < 0 or step > STEP * em or _opens(after) or _bracketed(before):
        return "\n"
    if after.text[0] == first.text[0] and not after.text[0].isalnum() and after.text[0] not in _PAIRED:
        return "\n"  # the same bullet again
    if _is_full(before, after, edge) or _is_centred(before, after) or (after.x0 > before.x0 + 1 and not _opens(before)):
        return " " if needs_blank(before, after, words, edge) else ""
    return "\n"


def _is_full(before: Line, after: Line, edge: float) -> bool:
    """Whether a line ended because it was full: near the edge, or the next line's first word would not have fitted."""
    first = after.text.find(" ") if " " in after.text else len(after.text)
    word = after.x1s[first - 1] - after.x0s[0]
    return before.x1 >= edge - FULL * before.size or before.x1 + 0.25 * before.size + word > edge + 0.5


def _opens(p: Line) -> bool:
    """Whether a line begins a paragraph by its mark."""
    return bool(read_mark(p.text, p.font).style)


def _bracketed(p: Line) -> bool:
    """Whether a line is a heading in brackets of its own (``< … >``)."""
    return p.text[0] in "<〈《【" and p.text[-1] in ">〉》】"


def _is_centred(before: Line, after: Line) -> bool:
    """Two lines on one axis, not flush left: a wrapped label."""
    axis = abs((before.x0 + before.x1) - (after.x0 + after.x1)) / 2
    return axis <= 1.5 and abs(before.x0 - after.x0) > 1.5
