"""A page and boxes on it (points from its top left) go in, whether anything is drawn there comes out: a look at the
pixels.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from ctypes import c_void_p
from pathlib import Path

from .binding import lib
from .frame import moved, page_frame
from .pdfium import Document

SCALE = 3.0  # pixels a point
LARGEST = 4000  # pixels a side; larger pages are drawn smaller
CONTRAST = 48  # how far a pixel's channels may lie from the background's before it is ink
SHARE = 0.02  # of the box's pixels that must be ink


class PageInk:
    """Asks a page's picture; it is drawn (some 0.1 s, 18 MB for A4) at the first question only."""

    def __init__(self, path: str | Path, page_no: int):
        self.path, self.page_no = path, page_no
        self.pixels = b""

    def __call__(self, box: tuple[float, float, float, float]) -> bool:
        """True where at least SHARE of the pixels in the box differ from its commonest colour."""
        if not self.pixels:
            self._draw()
        x0, top, x1, bottom = box
        left, right = self._pixel(x0 - self.x0, self.wide), self._pixel(x1 - self.x0, self.wide)
        upper, lower = self._pixel(top - self.top, self.high), self._pixel(bottom - self.top, self.high)
        rows = [self.pixels[y * self.stride + 4 * left : y * self.stride + 4 * right] for y in range(upper, lower)]
        shown = b"".join(rows)
        if not shown:
            return False
        colours = Counter(zip(shown[0::4], shown[1::4], shown[2::4], strict=True))
        ground = colours.most_common(1)[0][0]
        ink = sum(n for c, n in colours.items() if max(abs(p - q) for p, q in zip(c, ground, strict=True)) > CONTRAST)
        return ink >= SHARE * len(shown) / 4

    def _pixel(self, points: float, most: int) -> int:
        return min(max(round(points * self.scale), 0), most)

    def _draw(self) -> None:
        with Document(self.path) as document:
            page = c_void_p(lib.FPDF_LoadPage(document.handle, self.page_no - 1))
            frame, _, _, visible = page_frame(page)
            self.x0, self.top, right, bottom = moved(visible, frame)  # PDFium draws the CropBox
            self.scale = min(SCALE, LARGEST / max(right - self.x0, bottom - self.top, 1.0))
            self.wide, self.high = int((right - self.x0) * self.scale), int((bottom - self.top) * self.scale)
            bitmap = c_void_p(lib.FPDFBitmap_Create(self.wide, self.high, 0))
            try:
                lib.FPDFBitmap_FillRect(bitmap, 0, 0, self.wide, self.high, ctypes.c_ulong(0xFFFFFFFF))
                lib.FPDF_RenderPageBitmap(bitmap, page, 0, 0, self.wide, self.high, 0, 0)
                self.stride = lib.FPDFBitmap_GetStride(bitmap)
                self.pixels = ctypes.string_at(lib.FPDFBitmap_GetBuffer(bitmap), self.stride * self.high)
            finally:
                lib.FPDFBitmap_Destroy(bitmap)
                lib.FPDF_ClosePage(page)
