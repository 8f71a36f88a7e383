"""Marks of one page in, lines of text out: runs on one baseline, cut at drawn borders, with a box for every
character.

Coordinates are PDF points from the page's top left. Inside a line the content stream's order is kept (sorting
by position breaks a quarter of the paragraphs in cells); lines come out in the stream order of their first run.
Constants are measured on Hancom, LibreOffice, Typst and Chromium typesetting.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import chain, compress
from operator import sub
from typing import NamedTuple

from ingest.pdf.marks import ASCENT, DESCENT, PageMarks, Run

RAISED = 0.62  # em; a smaller run raised or lowered by less than this belongs to the line (superscripts, note stars)
SMALLER = 0.92  # a run below this share of the line's size may stand off the baseline
SAME_BASELINE = 0.12  # em
SPACE_GAP = 0.25  # em beyond the lower quartile of the line's gaps between glyphs: a blank that the file left as a gap
EVEN_GAP = 0.15  # the same in a line whose letters are set at even distances
EVEN = 0.03  # em between the eighth and the half of a line's gaps: evenly set
SHORT_EVEN = 0.01  # the same between the least and the half of a line of fewer than eight gaps
FEWEST_GAPS = 3  # of such a short line
OVERLAP = 0.6  # em that a run may reach back over the one before (kerning, condensed brackets)
WIDE_GAP = 2.6  # em between two pieces that no frame holds together: two lines side by side
BORDER_COVER = 0.5  # share of the text height that a vertical border must cover to cut a line
CLOSE = 0.1  # em; no border stands in a narrower gap
CHIP = 1.15  # em of the text near it; a box lower than this is drawn around a word inside a line
CHIP_REACH = 60.0  # points
STRIP = 14.0  # points; a narrower fill is a strip of a shading
MARKER_PEN = 1.5  # em; a fill lower than this lies behind words and is no cell

_UNSEEN = re.compile(r"[\x00-\x1f\x7f\u00ad\u200b-\u200f\ufeff\ufffe\uffff]")
_SOLID = re.compile("[^\u0020\u00a0\u2002\u2003\u2009\u3000]+")  # between drawn blanks


class Line(NamedTuple):
    """One line of text inside one cell, box or column: ``text[i]`` stands between ``x0s[i]`` and ``x1s[i]``.

    Blanks are folded to one and carry the gap as their box; the line neither starts nor ends with one
    (``space_after`` says that the file drew a blank after the last word). ``size`` is the commonest, ``size_max`` the
    largest, ``size_first``/``size_last`` those of the first and last run, all in points; ``bold`` where half of it is.
    ``x0``, ``x1``, ``top``, ``bottom`` bound the ink's em boxes; ``order`` is the stream position of the first run.
    """

    page_no: int
    text: str
    x0s: tuple[float, ...]
    x1s: tuple[float, ...]
    baseline: float
    size: float
    x0: float
    x1: float
    top: float
    bottom: float
    font: str
    bold: bool
    color: int
    order: int
    runs: tuple[Run, ...]
    space_after: bool = False
    size_max: float = 0.0
    size_first: float = 0.0
    size_last: float = 0.0
    upright: bool = True


def read_lines(page: PageMarks) -> list[Line]:
    """All text of a page as lines, in stream order. Runs without a visible character are left out."""
    borders = _Borders(page)
    pieces: list[_Piece] = []
    for run in page.runs:
        text, x0s, x1s, baseline, size, _, _, _, _, upright = run
        last = pieces[-1] if pieces and upright else None
        if not text.strip():
            if last and last.takes_blank(run):
                last.runs.append(run)
            continue
        if last and last.takes(x0s[0], baseline, size, borders):
            last.add(run, x0s[0], x1s[-1], baseline, size)
        else:
            pieces.append(_Piece(run))
    return [line for piece in _side_by_side(pieces, borders) if (line := _line(page.page_no, piece)) is not None]


class _Piece:
    """Runs gathered for one line so far; ``baseline`` and ``size`` are those of the largest run."""

    __slots__ = ("baseline", "runs", "size", "upright", "x0", "x1")

    def __init__(self, run: Run) -> None:
        self.runs = [run]
        self.baseline, self.size, self.x0, self.x1, self.upright = run.baseline, run.size, run.x0, run.x1, run.upright

    def add(self, run: Run, x0: float, x1: float, baseline: float, size: float) -> None:
        self.runs.append(run)
        if size > self.size * 1.02:
            self.baseline, self.size = baseline, size
        if x0 < self.x0:
            self.x0 = x0
        if x1 > self.x1:
            self.x1 = x1

    def level(self, baseline: float, size: float) -> bool:
        """Whether text of that baseline and size stands on this line (exactly, or small and raised)."""
        off = abs(baseline - self.baseline)
        own = self.size
        big, small = (size, own) if size > own else (own, size)
        return off <= SAME_BASELINE * big or (small < SMALLER * big and off < RAISED * big)

    def takes(self, x0: float, baseline: float, size: float, borders: _Borders) -> bool:
        """Whether a run that begins at ``x0`` goes on in this line."""
        if not self.upright or not (baseline == self.baseline or self.level(baseline, size)):
            return False
        em, x1 = size if size > self.size else self.size, self.x1
        if x0 < x1 - OVERLAP * em or x0 > x1 + WIDE_GAP * em:
            return False
        return x0 - x1 < CLOSE * em or not borders.between(x1, x0, self.baseline, em)

    def takes_blank(self, run: Run) -> bool:
        em = max(run.size, self.size)
        return self.upright and self.level(run.baseline, run.size) and abs(run.x0 - self.x1) <= em


class _Borders:
    """Vertical borders of a page, for the question whether one stands between two pieces of text.

    Rules and stroked boxes are borders; the sides of a fill are, unless it is only marker pen behind words
    (about one em high), white, or an ornament as large as the page.
    """

    def __init__(self, page: PageMarks) -> None:
        self.largest = max((r.size for r in page.runs), default=0.0)
        found = {(round(r.x0, 1), r.top, r.bottom, 0.0) for r in page.rules if r.x0 == r.x1}
        for a in page.areas:
            height = a.bottom - a.top
            if height > 0.5 * page.height or (a.stroke is None and (a.fill in (None, 0xFFFFFF) or a.x1 - a.x0 < STRIP)):
                continue
            least = height / MARKER_PEN if a.stroke is None else 0.0
            found.add((round(a.x0, 1), a.top, a.bottom, least))
            found.add((round(a.x1, 1), a.top, a.bottom, least))
        self.sides = sorted(side for side in found if not self._is_chip(side, page))
        self.xs = [s[0] for s in self.sides]

    def _is_chip(self, side: tuple[float, float, float, float], page: PageMarks) -> bool:
        """Whether a low side belongs to a box drawn around a word inside a line of larger text."""
        x, top, bottom, _ = side
        if bottom - top >= CHIP * self.largest:
            return False
        near = [
            r.size
            for r in page.runs
            if top < r.baseline < bottom + RAISED * r.size and r.x0 < x + CHIP_REACH and r.x1 > x - CHIP_REACH
        ]
        return bool(near) and bottom - top < CHIP * max(near)

    def between(self, left: float, right: float, baseline: float, em: float) -> bool:
        if right - left < CLOSE * em:
            return False
        top, bottom = baseline - ASCENT * em, baseline + DESCENT * em
        for i in range(bisect_left(self.xs, left - 0.8), len(self.xs)):
            x, a, b, least = self.sides[i]
            if x > right + 0.8:
                return False
            if min(b, bottom) - max(a, top) >= BORDER_COVER * em and (least == 0.0 or least >= em):
                return True
        return False


def _side_by_side(pieces: list[_Piece], borders: _Borders) -> Iterable[_Piece]:
    """Pieces drawn apart but standing on one line beside each other, joined in order of x."""
    out: list[_Piece] = []
    for piece in pieces:
        baseline, size = piece.baseline, piece.size
        for other in reversed(out[-40:]):
            if abs(other.baseline - baseline) > RAISED * (size if size > other.size else other.size):
                continue  # most of them: not on one line by any measure
            if not (piece.upright and other.upright and other.level(piece.baseline, piece.size)):
                continue
            left, right = (other, piece) if other.x0 <= piece.x0 else (piece, other)
            em = max(left.size, right.size)
            gap = right.x0 - left.x1
            if not -OVERLAP * em <= gap <= WIDE_GAP * em:
                continue
            if borders.between(left.x1, right.x0, left.baseline, em):
                continue
            runs = left.runs + right.runs
            other.runs = runs
            if piece.size > other.size * 1.02:
                other.baseline, other.size = piece.baseline, piece.size
            other.x0, other.x1 = left.x0, max(left.x1, right.x1)
            break
        else:
            out.append(piece)
    return out


def _space_limit(gaps: list[float], em: float) -> float:
    """How wide a gap must be to be a blank, points; ``gaps`` sorted."""
    if not gaps:
        return SPACE_GAP * em
    n = len(gaps)
    if n >= 8:
        even = gaps[n // 2] - gaps[n // 8] < EVEN * em and abs(gaps[n // 4]) < EVEN * em
    else:
        even = n >= FEWEST_GAPS and gaps[n // 2] - gaps[0] < SHORT_EVEN * em and abs(gaps[0]) < SHORT_EVEN * em
    return gaps[n // 4] + (EVEN_GAP if even else SPACE_GAP) * em


def _line(page_no: int, piece: _Piece) -> Line | None:
    """The finished line: characters with boxes, gaps turned into blanks, blanks folded."""
    runs = piece.runs
    text = "".join([r[0] for r in runs])
    x0s = list(chain.from_iterable([r[1] for r in runs]))
    x1s = list(chain.from_iterable([r[2] for r in runs]))
    if _UNSEEN.search(text):
        keep = [i for i, c in enumerate(text) if not _UNSEEN.match(c)]
        text, x0s, x1s = "".join([text[i] for i in keep]), [x0s[i] for i in keep], [x1s[i] for i in keep]
    words = _words(text, x0s, x1s, piece)
    if not words:
        return None
    left: list[float] = []
    right: list[float] = []
    for a, b in words:
        if left:  # the blank before this word
            left.append(right[-1])
            right.append(max(x0s[a], right[-1]))
        left += x0s[a:b]
        right += x1s[a:b]
    inked = [r for r in runs if r[0].strip()]
    look = _look(inked)
    return Line(
        page_no=page_no,
        text=" ".join([text[a:b] for a, b in words]),
        x0s=tuple(left),
        x1s=tuple(right),
        baseline=look.baseline,
        size=look.chief.size,
        x0=min(left),
        x1=max(right),
        top=look.top,
        bottom=look.bottom,
        font=look.chief.font,
        bold=2 * look.bold >= len(text.strip()),
        color=look.chief.color,
        order=runs[0].order,
        runs=tuple(runs),
        space_after=words[-1][1] < len(text),
        size_max=look.largest,
        size_first=inked[0].size,
        size_last=inked[-1].size,
        upright=piece.upright,
    )


class _Look(NamedTuple):
    chief: Run  # the longest of the commonest size
    largest: float
    baseline: float  # of the first of the largest
    top: float
    bottom: float
    bold: int  # characters


def _look(runs: list[Run]) -> _Look:
    """What the visible runs of a line come to; in most lines all are of one size."""
    texts, _, _, baselines, sizes, _, bolds, *_ = zip(*runs, strict=True)
    lengths = list(map(len, texts))
    bold = sum(compress(lengths, bolds))
    largest = max(sizes)
    if min(sizes) == largest:
        chief = runs[lengths.index(max(lengths))]
        top, bottom = min(baselines) - ASCENT * largest, max(baselines) + DESCENT * largest
        return _Look(chief, largest, baselines[0], top, bottom, bold)
    weight: dict[float, int] = {}
    for size, length in zip(sizes, lengths, strict=True):
        weight[size] = weight.get(size, 0) + length
    usual = max(weight.items(), key=lambda w: (w[1], w[0]))[0]
    chief = max((r for r in runs if r.size == usual), key=lambda r: len(r.text))
    tops = [baseline - ASCENT * size for baseline, size in zip(baselines, sizes, strict=True)]
    bottoms = [baseline + DESCENT * size for baseline, size in zip(baselines, sizes, strict=True)]
    return _Look(chief, largest, baselines[sizes.index(largest)], min(tops), max(bottoms), bold)


def _words(text: str, x0s: Sequence[float], x1s: Sequence[float], piece: _Piece) -> list[tuple[int, int]]:
    """First and last (exclusive) character of every word: what stands between drawn blanks and wide gaps."""
    drawn = [m.span() for m in _SOLID.finditer(text)]
    if not piece.upright:
        return drawn
    gaps = list(map(sub, x0s[1:], x1s))
    solid = sorted(chain.from_iterable([gaps[a : b - 1] for a, b in drawn]))
    limit = _space_limit(solid, piece.size)
    if not solid or solid[-1] <= limit:
        return drawn
    words = []
    for a, b in drawn:
        for i in range(a, b - 1):
            if gaps[i] > limit:
                words.append((a, i + 1))
                a = i + 1
        words.append((a, b))
    return words
