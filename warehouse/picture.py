"""In: a PDF, a page, a resolution. Out: the page's picture in the frame boxes are counted from; boxes drawn on it.

Boxes are PDF points from the top left of the page's MediaBox, as the page is turned. PDFium draws what the CropBox
shows; what lies between the two is drawn white.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfPage

POINTS_PER_INCH = 72
LARGEST = 6000  # pixels a side: a page of metres is drawn smaller instead of filling the memory

Box = tuple[float, float, float, float]  # x0, top, x1, bottom in points from the page's top left


class NoPicture(Exception):
    """A page cannot be drawn; the message names the file and says why."""


@dataclass(slots=True)
class Picture:
    """A page drawn at ``scale`` pixels a point."""

    image: Image
    scale: float

    def pixels(self, box: Box) -> Box:
        x0, top, x1, bottom = (v * self.scale for v in box)
        return min(x0, x1), min(top, bottom), max(x0, x1), max(top, bottom)

    def crop(self, box: Box, margin: float = 24) -> Image:
        """The part of the page around ``box``, ``margin`` points wider on every side, with the box outlined."""
        from PIL import ImageDraw

        x0, top, x1, bottom = self.pixels(box)
        drawn = self.image.copy()
        ImageDraw.Draw(drawn).rectangle((x0 - 2, top - 2, x1 + 2, bottom + 2), outline=(214, 39, 40), width=2)
        m = margin * self.scale
        return drawn.crop(
            (
                max(0, int(x0 - m)),
                max(0, int(top - m)),
                min(drawn.width, int(x1 + m)),
                min(drawn.height, int(bottom + m)),
            )
        )


def render(pdf: Path, page_no: int, dpi: int) -> Picture:
    """Draw one page (from 1) in a limited process: a PDF is untrusted. Raises NoPicture."""
    from PIL import Image

    from ingest.pdf.outcome import Outcome
    from ingest.pdf.worker import run_limited

    said = run_limited(_drawn, str(pdf), page_no, dpi)
    if isinstance(said, Outcome):
        raise NoPicture(said.reason)
    if isinstance(said, str):
        raise NoPicture(f"{pdf} cannot be opened ({said}). `kplan build {pdf}` says more.")
    if isinstance(said, int):
        raise NoPicture(f"{pdf} has {said} pages; there is no page {page_no}.")
    size, pixels, scale = said
    return Picture(Image.frombytes("RGB", size, pixels), scale)


def _drawn(pdf: str, page_no: int, dpi: int) -> tuple[tuple[int, int], bytes, float] | int | str:
    """In the limited process: size, RGB pixels and scale; how many pages there are where ``page_no`` is none of them;
    PDFium's words where it cannot open the file.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as e:
        return str(e)
    with document:
        if page_no > len(document):
            return len(document)
        picture = draw(document[page_no - 1], dpi, LARGEST)
        return picture.image.size, picture.image.tobytes(), picture.scale


def draw(page: PdfPage, dpi: int, largest: int) -> Picture:
    """A page of an open PDF, at most ``largest`` pixels a side."""
    margins = _margins(page)
    width, height = (size + margins[k] + margins[k + 2] for k, size in enumerate(page.get_size()))
    scale = min(dpi / POINTS_PER_INCH, largest / max(width, height, 1))
    return Picture(page.render(scale=scale, crop=tuple(-m for m in margins)).to_pil().convert("RGB"), scale)


def _margins(page: PdfPage) -> Box:
    """Points between what a page shows (its CropBox) and its frame (its MediaBox), as the page is turned: left, bottom,
    right, top. A MediaBox is named by any two opposite corners (ISO 32000, 7.9.5).
    """
    corners = page.get_mediabox(fallback_ok=False)
    if corners is None:
        return (0, 0, 0, 0)
    xs, ys = sorted(corners[::2]), sorted(corners[1::2])
    if xs[0] == xs[1] or ys[0] == ys[1]:
        return (0, 0, 0, 0)
    left, bottom, right, top = page.get_bbox()
    outside = [left - xs[0], bottom - ys[0], xs[1] - right, ys[1] - top]
    turns = page.get_rotation() // 90  # clockwise: what was at the bottom is at the left then
    return tuple(max(0, m) for m in outside[turns:] + outside[:turns])
