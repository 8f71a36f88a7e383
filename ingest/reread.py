"""A figure's boxes in, what the second, independent reader finds there out: does every digit stand on the page as read?

Boxes are PDF points from the page's top left. The comparison is of digits alone: the two readers name quotes, dots and
spaces differently, and a lost or changed digit is what makes a number wrong.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Sequence

from ingest.layout.model import Segment
from ingest.pdf.second import Glyph, text_in_box

MARGIN = 0.4  # points a box is widened by: the readers' advances differ by up to 0.6 pt (both engines' roundings)
BAND = 40.0  # points: glyphs are kept by bands of this height, so that a box is compared with few of them


def digits(text: str) -> str:
    """The digits of a text, full-width and circled ones as plain ones."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isdigit())


class SecondReading:
    """The second reader's glyphs of one document, by page; by band too for the pages that are asked for."""

    def __init__(self, pages: Sequence[Sequence[Glyph]]):
        self.pages = pages
        self.has_page = {n for n, page in enumerate(pages, 1) if page}
        self.bands: dict[int, dict[int, list[Glyph]]] = {}

    def text(self, page_no: int, box: tuple[float, float, float, float]) -> str:
        bands = self.bands.get(page_no)
        if bands is None:
            bands = self.bands[page_no] = defaultdict(list)
            for g in self.pages[page_no - 1] if page_no in self.has_page else ():
                bands[int(g.baseline // BAND)].append(g)
        first, last = int((box[1] - BAND / 2) // BAND), int((box[3] + BAND / 2) // BAND)
        return text_in_box([g for band in range(first, last + 1) for g in bands.get(band, ())], box)

    def finds(self, segments: Sequence[Segment], start: int, end: int, text: str) -> bool | None:
        """Whether the digits of ``text``, an owner's characters ``start`` to ``end``, stand in those characters' boxes.

        None where this reader has no page.
        """
        said, pages = [], set()
        for s in segments:
            a, b = max(start, s.start), min(end, s.start + len(s.x0s))
            if a >= b:
                continue
            pages.add(s.page_no)
            x0, x1 = min(s.x0s[a - s.start : b - s.start]), max(s.x1s[a - s.start : b - s.start])
            said.append(self.text(s.page_no, (x0 - MARGIN, s.top - MARGIN, x1 + MARGIN, s.bottom + MARGIN)))
        if not said or not pages <= self.has_page:
            return None
        wanted, found = digits(text), digits("".join(said))
        return wanted == found or sorted(wanted) == sorted(found)
