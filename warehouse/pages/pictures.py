"""In: a PDF's page and boxes to paint over. Out: its picture as WebP bytes, sharp enough to read, small enough to send.

Plans are mostly letters on white: a few colours without loss are smaller and sharper than many with it. Pages of
photographs are the exception, and are stored with loss.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.pages.rows import Box
from warehouse.picture import draw as picture_of

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfPage

DPI = 144  # two pixels a point: letters of 8 pt can be read on a phone that is zoomed in
LARGEST = 3000  # pixels a side: a poster is drawn smaller
COLORS = 24
PLENTY = 160_000  # bytes: what takes more without loss is a photograph
QUALITY = 55
TAIL = 0.15  # of a box's height: what letters reach beyond it, such as the end of a j
GREY = (205, 205, 205)  # over what is hidden
STYLE = (
    f"{DPI}-{LARGEST}-{COLORS}-{PLENTY}-{QUALITY}-2"  # part of a picture's name: drawn another way, it is another one
)


def draw(pdf: Path, page_nos: Sequence[int], painted: Sequence[Sequence[Box]]) -> list[bytes]:
    """One picture per page (from 1), with the boxes in points painted over. PDFium's and IndexErrors pass."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return [_draw(document[n - 1], boxes) for n, boxes in zip(page_nos, painted, strict=True)]


def _draw(page: PdfPage, painted: Sequence[Box]) -> bytes:
    from PIL import ImageDraw

    picture = picture_of(page, DPI, LARGEST)
    canvas = ImageDraw.Draw(picture.image)
    for x0, top, x1, bottom in painted:
        tail = TAIL * (bottom - top)
        canvas.rectangle(picture.pixels((x0, top - tail, x1, bottom + tail)), fill=GREY)
    return encode(picture.image)


def encode(image: Image) -> bytes:
    """The smaller of a few colours without loss and all with some."""
    few = image.quantize(COLORS, method=2, dither=0).convert("RGB")  # 2: fast octree
    sharp = _webp(few, lossless=True, quality=50, method=2)
    return sharp if len(sharp) <= PLENTY else min(sharp, _webp(image, quality=QUALITY, method=2), key=len)


def _webp(image: Image, **how: object) -> bytes:
    file = io.BytesIO()
    image.save(file, "WEBP", **how)
    return file.getvalue()
