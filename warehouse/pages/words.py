"""In: runs of characters on a page, and words with the box around them. Out: one box per line of just those words.

All boxes are PDF points from the page's top left. A run has ``text``, ``x0s``, ``x1s``, ``top``, ``bottom``,
``baseline`` and ``size``, as `ingest/pdf/marks.py` gives it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from warehouse.pages.rows import HIDDEN, Box, Words

SLACK = 1.0  # points that a character's centre may lie outside of a box that was rounded
NEW_LINE = 0.6  # of the size: baselines further apart are two lines (a raised mark is nearer)


class Glyph(NamedTuple):
    text: str
    box: Box
    baseline: float
    size: float


def inside(runs: Sequence[Any], box: Box) -> list[Glyph]:
    """Characters drawn within a box, in the order of the content stream, white space left out."""
    x0, top, x1, bottom = box
    found = []
    for run in runs:
        if not top - SLACK <= (run.top + run.bottom) / 2 <= bottom + SLACK:
            continue
        for c, left, right in zip(run.text, run.x0s, run.x1s, strict=True):
            if not c.isspace() and x0 - SLACK <= (left + right) / 2 <= x1 + SLACK:
                x_from, x_to = sorted((left, right))  # letters that stand on their head run leftwards
                found.append(Glyph(c, (x_from, run.top, x_to, run.bottom), run.baseline, run.size))
    return found


def lines(words: Words, runs: Sequence[Any]) -> list[Box]:
    """One box per printed line of the words; the box around them all where they are not found letter by letter."""
    glyphs = inside(runs, words.box)
    wanted = "".join(words.text.split())
    at = "".join(g.text for g in glyphs).find(wanted) if wanted else -1
    return _merged(glyphs[at : at + len(wanted)]) if at >= 0 else [words.box]


def _merged(glyphs: Sequence[Glyph]) -> list[Box]:
    boxes: list[Box] = []
    last: Glyph | None = None
    for g in glyphs:
        goes_on = last and abs(g.baseline - last.baseline) <= NEW_LINE * last.size and g.box[2] >= last.box[0]
        if goes_on:
            x0, top, x1, bottom = boxes[-1]
            boxes[-1] = (min(x0, g.box[0]), min(top, g.box[1]), max(x1, g.box[2]), max(bottom, g.box[3]))
        else:
            boxes.append(g.box)
        last = g
    return boxes


def hidden(masked: Words, runs: Sequence[Any]) -> list[Box]:
    """Boxes of the characters that ``masked`` hides: each of them where its letters are found on the page one by one,
    else the whole box. A mark that is printed as such hides nothing.
    """
    glyphs = inside(runs, masked.box)
    text = "".join(masked.text.split())
    same = len(glyphs) == len(text) and all(t in (g.text, HIDDEN) for t, g in zip(text, glyphs, strict=True))
    if same:
        return [g.box for t, g in zip(text, glyphs, strict=True) if t == HIDDEN and g.text != HIDDEN]
    printed = sum(g.text == HIDDEN for g in glyphs)
    return [masked.box] if text.count(HIDDEN) > printed else []
