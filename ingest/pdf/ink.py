"""A page and a box (points from the page's top left) go in, whether anything is drawn there comes out: a look at the pixels."""

from __future__ import annotations

import ctypes
from collections import Counter
from ctypes import c_void_p
from pathlib import Path

from .binding import lib
from .pdfium import Document, moved, page_frame

SCALE = 3  # pixels a point
CONTRAST = 48  # how far a pixel's channels may lie from the background's before it is ink
SHARE = 0.02  # of the box's pixels that must be ink
MAX_SIDE = 600  # points; a larger box is not one glyph


def has_ink(path: str | Path, page_no: int, box: tuple[float, float, float, float]) -> bool:
    """True where at least SHARE of the pixels in the box differ from its commonest colour."""
    x0, top, x1, bottom = box
    wide, high = int((x1 - x0) * SCALE), int((bottom - top) * SCALE)
    if not (0 < wide <= MAX_SIDE * SCALE and 0 < high <= MAX_SIDE * SCALE):
        return False
    with Document(path) as document:
        pixels = _pixels(document, page_no, x0, top, wide, high)
    colours = Counter(zip(pixels[0::4], pixels[1::4], pixels[2::4], strict=True))
    ground = colours.most_common(1)[0][0]
    ink = sum(n for colour, n in colours.items() if max(abs(p - q) for p, q in zip(colour, ground, strict=True)) > CONTRAST)
    return ink >= SHARE * wide * high


def _pixels(document: Document, page_no: int, x0: float, top: float, wide: int, high: int) -> bytes:
    """The box as BGRx bytes."""
    page = c_void_p(lib.FPDF_LoadPage(document.handle, page_no - 1))
    bitmap = c_void_p(lib.FPDFBitmap_Create(wide, high, 0))
    try:
        frame, _, _, visible = page_frame(page)
        left, upper, right, lower = moved(visible, frame)  # PDFium draws the CropBox
        lib.FPDFBitmap_FillRect(bitmap, 0, 0, wide, high, ctypes.c_ulong(0xFFFFFFFF))
        size = int((right - left) * SCALE), int((lower - upper) * SCALE)
        lib.FPDF_RenderPageBitmap(bitmap, page, int((left - x0) * SCALE), int((upper - top) * SCALE), *size, 0, 0)
        stride = lib.FPDFBitmap_GetStride(bitmap)
        raw = ctypes.string_at(lib.FPDFBitmap_GetBuffer(bitmap), stride * high)
        return b"".join(raw[row * stride : row * stride + 4 * wide] for row in range(high))
    finally:
        lib.FPDFBitmap_Destroy(bitmap)
        lib.FPDF_ClosePage(page)
