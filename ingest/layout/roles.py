"""Paragraphs in, what they are out: headings, captions, leads, titles of boxes.

What a paragraph is follows from its mark, its lines, its size and weight against the body text, the frame around it
and what comes next; its place in the tree is decided in levels.py. Measured constants; lengths in points.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.layout import bullets
from ingest.layout.bullets import (
    ANGLE,
    ANNEX,
    BLACK_CIRCLED,
    BOXED,
    CELL_NUMBER,
    CIRCLE,
    CIRCLED,
    DIAMOND,
    DOTTED,
    HALF_PAREN,
    HANGUL,
    LABEL,
    LEAD,
    NOTES,
    NUMERIC,
    PAREN,
    ROMAN,
    SQUARE,
    SUBNUMBER,
    UNIT,
)
from ingest.layout.paragraphs import Gap, Paragraph

SIZE_STEP = 0.75  # a block this much larger stands above
SAME_STYLE = 0.8  # sizes of one series differ less
SERIES_X = 8.0  # and their left edges
LARGE_LABEL = 1.5  # points over body size: an unmarked line above a bullet that stands out enough to head it
TITLE_OVER_BODY = 2.0
CAPTION_UNDER_BODY = 1.6
PICTURE_GAP = 4.2  # sizes of free page under a caption: a picture without text
TOUCH = 4.0  # points between a title's frame and its box

_ALWAYS = frozenset({ROMAN, ANNEX, CELL_NUMBER, SUBNUMBER, LABEL})
_ONE_LINE = frozenset({DOTTED, PAREN, HANGUL, SUBNUMBER})
_CAPTION = re.compile(r"[\[<(〈]?\s*(?:표|그림|도표|도식)\s*[\dⅠ-Ⅻ][\d\s\-.ⅠⅡ-Ⅻ]*[\]>).:〉]?")
_ASIDE = re.compile(r"[<〈《‹＜【〔\[]\s*(?:참고|예시|사례|참조)")  # "< 참고: … >" stands beside the outline
STANDING_OUT = frozenset({BOXED, CIRCLED, BLACK_CIRCLED, DIAMOND, SQUARE, HALF_PAREN})
LISTED = re.compile(r"[①-⑳➊-➓❶-❿]")


def body_size(paragraphs: Sequence[Paragraph]) -> float:
    weight: Counter[float] = Counter()
    for p in paragraphs:
        weight[round(2 * p.size) / 2] += sum(len(x.text) for x in p.lines)
    return max(weight.items(), key=lambda w: (w[1], w[0]))[0] if weight else 10.0


def left_edge(p: Paragraph) -> float:
    """Where a paragraph begins; a label centred in a frame of its own begins with the frame."""
    return p.frame.x0 if p.alone and not p.mark.style else p.x


class Roles:
    """Tells what paragraphs of one document are.

    ``body``: the document's commonest size; ``page_bottom``: where each page's text ends (points), for captions of
    pictures at a page's end.
    """

    def __init__(self, body: float, page_bottom: dict[int, float]) -> None:
        self.body, self.page_bottom = body, page_bottom
        self.labels: list[Paragraph] = []  # unmarked lines in frames of their own that were headings

    def is_heading(self, p: Paragraph) -> bool:
        """Roman and annex words, numbers in their own cell, bands, one-line numbers; bullets if they stand out."""
        style, lines = p.mark.style, len(p.lines)
        big = p.size >= self.body + TITLE_OVER_BODY
        if p.own_cell and style in _ALWAYS | NUMERIC:
            return lines <= 4
        if style in (ROMAN, ANNEX):
            return lines <= (3 if big else 2) and p.size >= self.body - 1.5
        if style in NUMERIC and lines <= 2 and self._opens_list(p):
            return True
        banded = lines == 2 and p.alone and self._flat(p) and style not in (SQUARE, DIAMOND)
        if lines > (3 if big else 1) and not banded:
            return False
        if style == ANGLE:
            return not self.is_caption(p) and not _ASIDE.match(p.first_text)
        if style in _ONE_LINE:
            return True
        if style in STANDING_OUT:
            if p.alone and self._lists_next(p):
                return False
            if p.alone and self._flat(p) and not self.is_lead(p):
                return True
            if p.frame is not None and not p.alone:
                return False
            short = p.x1 < p.right - 1.5 * p.size
            return short and (p.size >= self.body + SIZE_STEP or p.bold)
        if style == "" and p.alone and self._flat(p) and self.next_box(p) is None:
            after = p.follows
            if isinstance(after, Paragraph) and after.mark.style == ANGLE and after.size < self.body - SIZE_STEP:
                after = after.follows  # a source in small print beside the label
            if isinstance(after, Paragraph) and not after.frames and after.mark.style not in ("", UNIT, *NOTES):
                self.labels.append(p)
                return True
            return any(self._like_label(p, other) for other in self.labels)
        if style == "" and not p.frames and p.size >= self.body + LARGE_LABEL and lines == 1:
            after = p.follows
            return (
                isinstance(after, Paragraph) and after.mark.style in (SQUARE, CIRCLE, DOTTED) and after.size <= p.size
            )
        return False

    @staticmethod
    def _like_label(p: Paragraph, label: Paragraph) -> bool:
        """Whether an unmarked framed line looks like one that was a heading."""
        same = abs(p.size - label.size) <= SAME_STYLE and p.bold == label.bold and len(p.frames) == len(label.frames)
        return same and abs(left_edge(p) - left_edge(label)) <= SERIES_X

    @staticmethod
    def _opens_list(p: Paragraph) -> bool:
        """Whether "1." follows at once: a numbered line above a numbered section is its heading."""
        after = p.follows
        return (
            isinstance(after, Paragraph) and after.mark.style == DOTTED and after.mark.number == 1 and not after.frames
        )

    def _flat(self, p: Paragraph) -> bool:
        frame = p.frame
        return frame is not None and frame.bottom - frame.top < 3.4 * p.size

    def is_lead(self, p: Paragraph) -> bool:
        """A boxed sentence that lists numbers, or stands above another box: it sums up, and holds nothing."""
        if p.mark.style == LEAD:
            return True
        if not p.alone:
            return False
        text = p.first_text[p.mark.length :]
        if p.mark.style == DIAMOND:
            return len({bullets.circled(c)[1] for c in LISTED.findall(text)} & {1, 2}) == 2
        if p.mark.style not in (CIRCLED, BLACK_CIRCLED):
            return False
        after = p.follows
        return self._lists_next(p) or (isinstance(after, Paragraph) and bool(after.frames) and not after.alone)

    @staticmethod
    def _lists_next(p: Paragraph) -> bool:
        """Whether a numbered sentence goes on to the next number itself: "➊ …, ➋ …"."""
        text, number = p.first_text[p.mark.length :], p.mark.number
        if p.mark.style not in (CIRCLED, BLACK_CIRCLED) or not number:
            return False
        return any((bullets.circled(c) or ("", 0))[1] == number + 1 for c in LISTED.findall(text))

    def is_caption(self, p: Paragraph) -> bool:
        """Whether "<…>" or "표 1 …" names the table or picture below it."""
        after = p.follows
        if isinstance(after, Gap):
            return True
        if isinstance(after, Paragraph) and after.mark.style == UNIT:
            return True
        if p.size <= self.body - CAPTION_UNDER_BODY:
            return True
        gap = p.gap_after if after is not None else self.page_bottom.get(p.page_no, 0.0) - p.bottom
        return gap > PICTURE_GAP * p.size

    def next_box(self, p: Paragraph) -> str | None:
        """The frame that begins right under (or behind) a title's own frame."""
        after = p.follows
        if after is None or not after.frames:
            return None
        own = {f.frame_id for f in p.frames}
        fresh = [f for f in after.frames if f.frame_id not in own]
        if not fresh:
            return None
        box = fresh[0]
        frame = p.frame if p.alone else None
        if frame is None:
            return None
        beside = min(frame.x1, box.x1) - max(frame.x0, box.x0) > 0.5 * min(frame.x1 - frame.x0, box.x1 - box.x0)
        return box.frame_id if beside and box.top - frame.bottom <= TOUCH else None

    def is_box_title(self, p: Paragraph, before: Paragraph | Gap | None) -> bool:
        if p.mark.style not in ("", ANGLE):
            return False
        if p.on_rule:
            return True
        frame = p.frame
        if frame is None:
            return False
        if self.next_box(p) is not None:
            return True
        if p.alone:  # a box that goes on overleaf shows only its title here
            return p.follows is None and not self._flat(p)
        if len(p.lines) > 2:
            return False
        first = before is None or frame.frame_id not in {f.frame_id for f in before.frames}
        after = p.follows
        if not (first and isinstance(after, Paragraph)):
            return False
        return after.frames[: len(p.frames)] == p.frames and after.mark.style != UNIT

    def names_table(self, p: Paragraph) -> bool:
        """Whether a paragraph that is no heading is a caption by its form."""
        return p.mark.style == ANGLE or (
            p.mark.style == "" and len(p.lines) <= 2 and bool(_CAPTION.match(p.first_text))
        )
