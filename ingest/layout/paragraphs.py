"""Placed lines in, paragraphs out: where a block begins and which lines go on in it.

A mark begins a block; a line without one goes on in the block before it if it stands in the same frame, near,
in the same size and at the hanging indent. How full the line before is says nothing (forced breaks end short).
Measured on four typesettings of one plan and three plans of other authors; distances in em of the paragraph's
size.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.layout import bullets
from ingest.layout.bullets import Mark
from ingest.layout.frames import Frame
from ingest.layout.lines import Line
from ingest.layout.model import Table
from ingest.layout.reading_order import Placed

STEP = 1.95  # em between baselines inside a paragraph (median 1.5, 95 % below 1.75)
SAME_SIZE = 1.1  # points
SMALL_PRINT = 2.6  # points that a bracket broken over the line may be smaller
HANG = 0.75  # em that a line may stand left of the hanging indent
FULL = 3.2  # em from the right edge: a line ending beyond is full
RIGHT_SET = 90.0  # points right of the hanging indent: "(date)" set at the right edge
OVERLEAF = 60.0  # points right of the hanging indent that a sentence may go on at overleaf
TITLE_FRAME = 3.4  # sizes: a heading's frame lower than this holds one heading, be it on two lines
CELL_GAP = 6.0  # em between a number in its cell and its title

_LABEL = re.compile(r"[가-힣]{1,4}\s?\d{1,2}(?:[-－–]\d{1,2})?\.?")
_MONTH_OPEN = re.compile(r"\d{2,4}\.\s?\d{1,2}\.$")
_APOSTROPHE_OPEN = re.compile(r"[~∼]\s?['’‘`]?$|['’‘`]$")
_YEAR_OPEN = re.compile(r"['’‘`]?\d{2,4}\.$")
_ARROWS = "⇒⇨→➡⇢➔"


class Paragraph:
    """Lines of one block, with what its level is decided on: it begins at ``x``, its text at ``hang``.

    ``right`` is the right edge of the column. What has a default here is found out when the page is finished.
    """

    own_cell = False  # its number or label stands in a cell of its own
    alone = False  # nothing else stands in its innermost frame
    size = 0.0  # commonest size of the text
    level_size = 0.0  # the larger of mark and text
    top = 0.0
    bottom = 0.0
    x1 = 0.0
    bold = False
    gap_after = 0.0  # points of free page down to what follows
    follows: Paragraph | Gap | None = None

    def __init__(
        self,
        lines: list[Line],
        mark: Mark,
        frames: tuple[Frame, ...],
        x: float,
        hang: float,
        on_rule: bool,
        page_no: int,
        right: float,
    ) -> None:
        self.lines, self.mark, self.frames, self.x, self.hang = lines, mark, frames, x, hang
        self.on_rule, self.page_no, self.right = on_rule, page_no, right

    @property
    def frame(self) -> Frame | None:
        return self.frames[-1] if self.frames else None

    @property
    def first_text(self) -> str:
        return " ".join([line.text for line in self.lines])


class Gap:
    """A data table between the paragraphs."""

    __slots__ = ("frames", "page_no", "table", "top")

    def __init__(self, table: Table, frames: tuple[Frame, ...], page_no: int, top: float) -> None:
        self.table, self.frames, self.page_no, self.top = table, frames, page_no, top


def read_paragraphs(placed: Sequence[Placed], page_no: int, right_edge: float) -> list[Paragraph | Gap]:
    """Paragraphs and tables of one page in reading order. ``right_edge``: where the page's text column ends, points."""
    out: list[Paragraph | Gap] = []
    now: Paragraph | None = None
    for item in placed:
        if item.line is None:
            box = next(b for b in item.table.boxes if b.page_no == page_no)
            out.append(Gap(item.table, item.frames, page_no, box.top))
            now = None
            continue
        line = item.line
        right = item.frames[-1].x1 - 4 if item.frames else right_edge
        if now is not None and _title_of_cell(now, line, item.frames):
            _take_title(now, line, item.frames)
            continue
        mark = bullets.read_mark(line.text, line.runs[0].font if line.runs else "")
        if now is not None and not item.on_rule and _goes_on(now, line, mark, item.frames, right):
            now.lines.append(line)
            continue
        if mark.style == "" and (now is None or line.x0 < now.hang - HANG * now.size):
            mark = bullets.plain_number(line.text)
        hang = line.x0s[mark.length] if 0 < mark.length < len(line.x0s) else line.x0
        now = Paragraph([line], mark, item.frames, line.x0, hang, item.on_rule, page_no, right)
        out.append(now)
    _finish(out)
    return out


def join_pages(pages: Sequence[list[Paragraph | Gap]]) -> None:
    """Lets a paragraph that runs over a page break be one: its lines on the next page move to where it began."""
    for before, after in pairwise(pages):
        if not before or not after:
            continue
        a, b = before[-1], after[0]
        if isinstance(a, Gap) or isinstance(b, Gap) or b.mark.style or a.own_cell or not _same_column(a, b):
            continue
        last, line = a.lines[-1], b.lines[0]
        full = last.x1 >= a.right - FULL * last.size
        if (
            not (full or a.mark.style in bullets.NOTES)
            or abs(line.size - last.size) > SAME_SIZE / 2
            or not _alike(last, line)
        ):
            continue
        if a.mark.style and -HANG * line.size <= line.x0 - a.hang <= OVERLEAF and len(last.text) > 10:
            a.lines += b.lines
            after.pop(0)
            measure(a)


def _same_column(a: Paragraph, b: Paragraph) -> bool:
    if len(a.frames) != len(b.frames):
        return False
    return all(abs(f.x0 - g.x0) <= 3 and abs(f.x1 - g.x1) <= 3 for f, g in zip(a.frames, b.frames, strict=True))


def _title_of_cell(now: Paragraph, line: Line, frames: tuple[Frame, ...]) -> bool:
    """Whether a line is the title beside the number (or label) that stands alone before it."""
    if len(now.lines) != 1 or now.own_cell:
        return False
    number = now.lines[0]
    if len(number.text) > 8 or not 0 < line.x0 - number.x1 < CELL_GAP * max(line.size, number.size):
        return False
    mid = number.baseline - 0.38 * number.size
    if frames == now.frames:
        beside = abs(line.baseline - number.baseline) < 0.5 * line.size
    else:
        frame = frames[-1] if frames else None
        low, high = (
            (frame.top, frame.bottom)
            if frame and frame.bottom - frame.top < TITLE_FRAME * line.size
            else (line.top, line.bottom)
        )
        beside = low - 2 < mid < high + 2
    if not beside:
        return False
    if _LABEL.fullmatch(number.text):
        return now.frames != frames
    return bullets.lone_number(number.text).style != "" and line.text[:1] not in "~∼%"


def _take_title(now: Paragraph, line: Line, frames: tuple[Frame, ...]) -> None:
    text = now.lines[0].text
    mark = bullets.lone_number(text)
    now.mark = mark if mark.style else Mark(bullets.LABEL, text, len(text), int(re.findall(r"\d+", text)[-1]))
    now.mark = now.mark._replace(length=len(text) + 1)
    now.own_cell = True
    now.lines.append(line)
    now.frames, now.hang = frames, line.x0


def _goes_on(now: Paragraph, line: Line, mark: Mark, frames: tuple[Frame, ...], right: float) -> bool:
    last = now.lines[-1]
    if frames != now.frames or line.page_no != last.page_no or not (line.upright and last.upright):
        return False
    size = max(last.size, 6.0)
    step = line.baseline - last.baseline
    if step <= 0.3 * size:
        return False
    at_hang = line.x0 >= now.hang - HANG * size
    full = last.x1 >= right - FULL * size
    if mark.style:
        return step <= STEP * size and at_hang and _inside_text(now, line, mark, full)
    frame = now.frame
    if (
        frame is not None
        and frame.bottom - frame.top < TITLE_FRAME * size
        and (now.mark.style or now.own_cell)
        and step < 2.2 * size
    ):
        return abs(line.size - last.size) <= SMALL_PRINT
    if step > STEP * size:
        return False
    if line.text[0] in "(（" and line.x0 > now.hang + RIGHT_SET:
        return False
    if not _same_size(now, line, at_hang):
        return False
    if now.mark.style:
        return at_hang or (full and line.x0 >= now.x - 1)
    return _alike(last, line)


def _inside_text(now: Paragraph, line: Line, mark: Mark, full: bool) -> bool:
    """Whether a mark at the hanging indent stands inside the running text: an enumeration, a chain, a broken date."""
    text = " ".join([x.text for x in now.lines])
    if mark.style in (bullets.CIRCLED, bullets.BLACK_CIRCLED, bullets.PAREN):
        if not mark.number or mark.number < 2 or now.mark.style == mark.style:
            return False
        before = _predecessors(line.text[0]) if mark.style != bullets.PAREN else (f"({mark.number - 1})",)
        return any(p in text[now.mark.length :] for p in before)
    if mark.style == bullets.ARROW:
        if text.count("(") > text.count(")") or any(a in text[now.mark.length :] for a in _ARROWS):
            return True
        return line.text[0] == "→" and (full or len(now.lines) >= 2)
    if line.text[0] in bullets.TRIANGLES:
        return line.text[0] in text[now.mark.length :]
    if mark.style == bullets.DOT:
        return (
            full
            and line.text[1:2] != " "
            and now.mark.style != bullets.DOT
            and abs(line.size - now.lines[-1].size) <= SAME_SIZE
        )
    if mark.style == bullets.DOTTED:
        goes_on = line.text[mark.length :].lstrip().startswith(("~", "∼"))  # "’21. 2." / "15. ~ 3. 26."
        return bool(_YEAR_OPEN.search(text)) or (goes_on and bool(_MONTH_OPEN.search(text)))
    if mark.style == bullets.HALF_PAREN:  # "(’24~’" / "28)"
        return bool(_APOSTROPHE_OPEN.search(text)) and text.count("(") > text.count(")")
    return False


def _predecessors(glyph: str) -> tuple[str, ...]:
    found = bullets.circled(glyph)
    if not found:
        return ()
    n = found[1] - 1
    return (chr(0x2460 + n - 1), chr(0x2776 + n - 1), chr(0x278A + n - 1)) if n <= 10 else (chr(0x2460 + n - 1),)


def _same_size(now: Paragraph, line: Line, at_hang: bool) -> bool:
    last = now.lines[-1]
    size = now.lines[0].size if now.own_cell and len(now.lines) == 1 else last.size
    if abs(line.size - size) <= SAME_SIZE:
        return True
    if at_hang and abs(line.size_max - last.size_max) <= SAME_SIZE / 2:
        return True
    if abs(line.size - last.size_last) <= SAME_SIZE / 2 or abs(line.size_first - last.size_last) <= SAME_SIZE / 2:
        return True
    return at_hang and line.text[0] in "(（" and 0 < last.size - line.size <= SMALL_PRINT


def _alike(last: Line, line: Line) -> bool:
    if last.font == line.font or {r.font for r in last.runs} & {r.font for r in line.runs}:
        return True
    return abs((last.x0 + last.x1) - (line.x0 + line.x1)) <= line.size


def _finish(paragraphs: list[Paragraph | Gap]) -> None:
    """Measures of each paragraph once its lines are known."""
    in_frame: dict[str, list[Paragraph | Gap]] = {}
    for p in paragraphs:
        for f in p.frames:
            in_frame.setdefault(f.frame_id, []).append(p)
    for i, p in enumerate(paragraphs):
        if isinstance(p, Gap):
            continue
        measure(p)
        p.alone = p.frame is not None and _alone(p, in_frame[p.frame.frame_id])
        after = paragraphs[i + 1] if i + 1 < len(paragraphs) else None
        p.follows = after
        below = after.top if isinstance(after, Gap) else after.lines[0].top if after is not None else None
        p.gap_after = 0.0 if below is None else below - p.bottom


def _alone(p: Paragraph, held: Sequence[Paragraph | Gap]) -> bool:
    """Whether a paragraph has its frame for itself, or heads a band with only an unmarked line besides."""
    if len(held) == 1:
        return True
    flat = p.frame.bottom - p.frame.top < TITLE_FRAME * p.size
    return (
        flat
        and held[0] is p
        and bool(p.mark.style)
        and all(isinstance(q, Paragraph) and not q.mark.style for q in held[1:])
    )


def measure(p: Paragraph) -> None:
    """Sizes, weight and extent of a paragraph, from its lines."""
    weight: dict[float, int] = {}
    bold = letters = 0
    for line in p.lines:
        for text, _, _, _, size, _, is_bold, _, _, _ in line.runs:
            n = len(text.strip())
            weight[size] = weight.get(size, 0) + n
            letters += n
            if is_bold:
                bold += n
    p.size = max(weight.items(), key=lambda w: (w[1], w[0]))[0]
    p.level_size = max(p.size, p.lines[0].size_first if p.mark.style else 0.0)
    p.bold = 2 * bold > letters
    here = [x for x in p.lines if x.page_no == p.page_no]
    p.top, p.bottom = min(x.top for x in here), max(x.bottom for x in here)
    p.x1 = max(x.x1 for x in p.lines)
