"""Affine matrices and boxes go in and come out: how a page's user space lies in what its reader sees (points)."""

from __future__ import annotations

import ctypes
from ctypes import c_float, c_void_p

from .binding import lib

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def times(m: Matrix, n: Matrix) -> Matrix:
    """First ``m``, then ``n`` (row vectors, as PDF writes matrices)."""
    a, b, c, d, e, f = m
    p, q, r, s, t, u = n
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def moved(box: Box, m: Matrix) -> Box:
    """Upright bounding box of a box after ``m``."""
    x0, y0, x1, y1 = box
    a, b, c, d, e, f = m
    xs = (a * x0 + c * y0, a * x1 + c * y0, a * x0 + c * y1, a * x1 + c * y1)
    ys = (b * x0 + d * y0, b * x1 + d * y0, b * x0 + d * y1, b * x1 + d * y1)
    return min(xs) + e, min(ys) + f, max(xs) + e, max(ys) + f


def placed(bounds: Box, form: Matrix, frame: Matrix) -> Box:
    """PDFium's bounds (left, bottom, right, top) of an object in a form, in the reader's space: x0, top, x1, bottom."""
    x0, low, x1, high = bounds
    if form is IDENTITY and frame[0] == 1.0:
        dx, dy = frame[4:]
        return x0 + dx, dy - high, x1 + dx, dy - low
    return moved(bounds, frame if form is IDENTITY else times(form, frame))


def page_frame(page: c_void_p) -> tuple[Matrix, float, float, Box]:
    """(user space → reader's space matrix, width, height, visible box in user space).

    The MediaBox is the frame, as in pdfplumber and poppler; PDFium's page size is the CropBox's. The CropBox (cut to
    the MediaBox by PDFium) only decides what is visible. A MediaBox inherited from the page tree is not given by
    PDFium's call; then the visible box is the frame.
    """
    four = (c_float * 4)()
    refs = [ctypes.byref(four, 4 * i) for i in range(4)]
    lib.FPDF_GetPageBoundingBox(page, four)  # left, top, right, bottom
    visible = (four[0], four[3], four[2], four[1])
    frame = visible
    if lib.FPDFPage_GetMediaBox(page, *refs):  # left, bottom, right, top
        x0, y0, x1, y1 = min(four[0], four[2]), min(four[1], four[3]), max(four[0], four[2]), max(four[1], four[3])
        if x1 - x0 > 0 and y1 - y0 > 0:
            frame = (x0, y0, x1, y1)
    x0, y0, x1, y1 = frame
    width, height = x1 - x0, y1 - y0
    match lib.FPDFPage_GetRotation(page):
        case 1:
            return (0.0, 1.0, 1.0, 0.0, -y0, -x0), height, width, visible
        case 2:
            return (-1.0, 0.0, 0.0, 1.0, x1, -y0), width, height, visible
        case 3:
            return (0.0, -1.0, -1.0, 0.0, y1, x1), height, width, visible
    return (1.0, 0.0, 0.0, -1.0, -x0, y1), width, height, visible
