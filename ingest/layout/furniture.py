"""Lines of all pages in, those that are no text of the plan out: page numbers, running heads, contents pages, covers.

They are kept as blocks of their own kind and never become parents.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.layout import bullets
from ingest.layout.lines import Line
from ingest.pdf.marks import PageMarks

TOP, BOTTOM = 0.06, 0.07  # shares of the page's height where page numbers stand
RUNNING = 0.08  # and running heads
COVER_PAGES = 3  # a cover is looked for among the first pages only

_PAGE_NUMBER = re.compile(r"[-–—−‐\s(\[<]*\d{1,4}(?:\s?/\s?\d{1,4})?[-–—−‐\s)\]>]*|[-–—\s(]*[ivxlIVXL]{1,6}[-–—\s)]*")
_CONTENTS = re.compile(r"(?:순서|목차|차례)[>〉》】\])]?$")
_NUMBERED_ENTRY = re.compile(r".*\D\d{1,3}$")


def is_page_number(line: Line, page: PageMarks) -> bool:
    middle = (line.top + line.bottom) / 2
    if TOP * page.height < middle < (1 - BOTTOM) * page.height:
        return False
    return bool(_PAGE_NUMBER.fullmatch(line.text))


def running_heads(lines: Sequence[Sequence[Line]], pages: Sequence[PageMarks]) -> set[str]:
    """Texts (figures masked) that stand in the margin of at least four pages and a fifth of them."""
    seen: Counter[str] = Counter()
    for page, own in zip(pages, lines, strict=True):
        for text in {mask(line) for line in own if in_margin(line, page)}:
            seen[text] += 1
    return {text for text, n in seen.items() if n >= 4 and n >= 0.2 * len(pages)}


def in_margin(line: Line, page: PageMarks) -> bool:
    return line.bottom < RUNNING * page.height or line.top > (1 - RUNNING) * page.height


def mask(line: Line) -> str:
    return f"{re.sub(r'[0-9]+', '#', line.text)}@{round(line.baseline / 4)}"


def is_contents(lines: Sequence[Line], after_contents: bool = False) -> bool:
    """Whether a page lists the chapters with their pages. ``after_contents``: the page before is one."""
    headed = any(len(t) <= 8 and _CONTENTS.search(t) for t in (x.text.replace(" ", "") for x in lines))
    if not headed and not after_contents:
        return False
    lone = sum(1 for x in lines if re.fullmatch(r"\d{1,3}", x.text))
    entries = sum(1 for x in lines if _NUMBERED_ENTRY.fullmatch(x.text))
    numbered = sum(1 for x in lines if _NUMBERED_ENTRY.fullmatch(x.text) and bullets.read_mark(x.text).style)
    if headed:
        return numbered >= 3 or lone >= 4 or entries >= 5
    return (entries + lone) >= 0.5 * len(lines) and entries + lone >= 6


def is_cover(lines: Sequence[Line], page: PageMarks, body: float) -> bool:
    """Whether one of the first pages is a cover: few lines, no bullets, something set large."""
    if page.page_no > COVER_PAGES or not lines or len(lines) > 30:
        return False
    if sum(1 for x in lines if bullets.read_mark(x.text).style in (bullets.SQUARE, bullets.CIRCLE, bullets.DASH)) > 1:
        return False
    return max(x.size for x in lines) >= max(1.4 * body, body + 5) and sum(len(x.text) for x in lines) < 600
