"""In: a PDF, a page, a resolution. Out: the page's picture, and boxes in PDF points drawn on it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kplan.errors import WrongUsage

if TYPE_CHECKING:
    from PIL.Image import Image

POINTS_PER_INCH = 72
LARGEST = 6000  # pixels a side: a page of metres is drawn smaller instead of filling the memory

Box = tuple[float, float, float, float]  # x0, top, x1, bottom in points from the page's top left


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
    """Draw one page (from 1) with PDFium. Raises WrongUsage where the file cannot be opened or has no such page."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as e:
        raise WrongUsage(f"{pdf} cannot be opened ({e}). `kplan build {pdf}` says more.") from e
    with document:
        if page_no > len(document):
            raise WrongUsage(f"{pdf} has {len(document)} pages; there is no page {page_no}.")
        page = document[page_no - 1]
        scale = min(dpi / POINTS_PER_INCH, LARGEST / max(*page.get_size(), 1))
        return Picture(page.render(scale=scale).to_pil().convert("RGB"), scale)
