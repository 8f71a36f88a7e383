"""Handles of PDFium's go in, a column of values for each of its calls comes out: the same call made for many at once.

A call from a loop costs about 0.5 µs, from ``map`` half of that, and results land side by side in one buffer that is
taken over in one go. Buffers are the module's own (PDFium serves one thread only); lists longer than ``SIZE`` are for
the caller to part. Lengths are in the space that PDFium answers in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from ctypes import byref, c_float, c_uint, c_void_p
from itertools import chain, islice, repeat

from .binding import Handle, lib

SIZE = 1024  # handles or characters at a time

Four = tuple[float, float, float, float]
Six = tuple[float, float, float, float, float, float]

_floats = (c_float * (6 * SIZE))()
_ints = (c_uint * (4 * SIZE))()
_single = [byref(_floats, 4 * i) for i in range(SIZE)]
_six = [byref(_floats, 24 * i) for i in range(SIZE)]
_four = [byref(_floats, 16 * i) for i in range(SIZE)]
_sides = [[byref(_floats, 16 * i + 4 * k) for i in range(SIZE)] for k in range(4)]
_channels = [[byref(_ints, 16 * i + 4 * k) for i in range(SIZE)] for k in range(4)]


def objects(getter: Callable, holder: c_void_p, start: int, stop: int) -> list[Handle]:
    """Objects ``start`` to ``stop`` of a page or form (``getter``: the call that gives one)."""
    return list(map(getter, repeat(holder), range(start, stop)))


def bounds(handles: Sequence[Handle]) -> list[Four | None]:
    """(left, bottom, right, top) of page objects; None where PDFium knows none."""
    known = list(map(lib.FPDFPageObj_GetBounds, handles, *_sides))
    v = _floats[: 4 * len(known)]
    boxes = zip(v[0::4], v[1::4], v[2::4], v[3::4], strict=True)
    return list(boxes) if all(known) else [box if ok else None for ok, box in zip(known, boxes, strict=True)]


def matrices(handles: Sequence[Handle]) -> list[Six]:
    """Matrices (a b c d e f) of page objects."""
    n = len(list(map(lib.FPDFPageObj_GetMatrix, handles, _six)))
    v = _floats[: 6 * n]
    return list(zip(v[0::6], v[1::6], v[2::6], v[3::6], v[4::6], v[5::6], strict=True))


def font_sizes(handles: Sequence[Handle]) -> list[float]:
    """Font sizes of text objects, before their matrix."""
    return _floats[: len(list(map(lib.FPDFTextObj_GetFontSize, handles, _single)))]


def pen_widths(handles: Sequence[Handle]) -> list[float]:
    """Widths of strokes, before their matrix."""
    return _floats[: len(list(map(lib.FPDFPageObj_GetStrokeWidth, handles, _single)))]


def fills(handles: Sequence[Handle], getter: Callable = lib.FPDFPageObj_GetFillColor) -> list[int | None]:
    """Fill colours 0xRRGGBB; None where nothing is painted (transparent, or a pattern without a colour of its own)."""
    known = list(map(getter, handles, *_channels))
    v = _ints[: 4 * len(known)]
    return [
        (r & 255) << 16 | (g & 255) << 8 | b & 255 if ok and alpha else None
        for ok, r, g, b, alpha in zip(known, v[0::4], v[1::4], v[2::4], v[3::4], strict=True)
    ]


def paints(paths: Sequence[Handle]) -> tuple[list[int | None], list[int | None]]:
    """Colours of fills and of strokes of path objects; None where a path is not filled or not stroked."""
    n = len(list(map(lib.FPDFPath_GetDrawMode, paths, _channels[0], _channels[1])))
    filled, stroked = _ints[0 : 4 * n : 4], _ints[1 : 4 * n : 4]
    insides = zip(filled, fills(paths), strict=True)
    lines = zip(stroked, fills(paths, lib.FPDFPageObj_GetStrokeColor), strict=True)
    return [colour if on else None for on, colour in insides], [colour if on else None for on, colour in lines]


def segments(paths: Sequence[Handle]) -> Iterator[list[tuple[int, float, float, int]]]:
    """(kind, x, y, closes) of every segment, path by path."""
    counts = list(map(lib.FPDFPath_CountSegments, paths))
    holders, places = chain.from_iterable(map(repeat, paths, counts)), chain.from_iterable(map(range, counts))
    rows: list[tuple[int, float, float, int]] = []
    while own := list(map(lib.FPDFPath_GetPathSegment, islice(holders, SIZE), islice(places, SIZE))):
        n = len(list(map(lib.FPDFPathSegment_GetPoint, own, _sides[0], _sides[1])))
        xs, ys = _floats[0 : 4 * n : 4], _floats[1 : 4 * n : 4]
        kinds, closes = map(lib.FPDFPathSegment_GetType, own), map(lib.FPDFPathSegment_GetClose, own)
        rows += zip(kinds, xs, ys, closes, strict=True)
    found = iter(rows)
    return (list(islice(found, n)) for n in counts)


def characters(text_page: c_void_p, start: int, stop: int) -> tuple[list[int | None], list[int], list, list]:
    """Of characters ``start`` to ``stop``: text objects' addresses (or None), whether they lack a mapping, left edges
    and right edges of their loose boxes.
    """
    page, each = repeat(text_page), range(start, stop)
    owners = list(map(lib.FPDFText_GetTextObject, page, each))
    unmapped = list(map(lib.FPDFText_HasUnicodeMapError, page, each))
    n = len(list(map(lib.FPDFText_GetLooseCharBox, page, each, _four)))
    v = _floats[: 4 * n]
    return owners, unmapped, v[0::4], v[2::4]
