"""PDFium as bare C calls: the shared library that pypdfium2 ships goes in, a namespace of functions, ``lib``, comes
out.

pypdfium2's typed prototypes cost about 1.1 µs a call and 0.1 s of import; the bare functions cost 0.3 µs: no
prototypes, no hand-over of the interpreter's lock (one process, one thread: PDFium is not thread safe), and plain
attributes instead of the library object's look-up. The price: every handle must be passed as ``c_void_p`` (an int
would be cut to 32 bits).
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
from types import SimpleNamespace

POINTERS = [
    "FPDF_LoadMemDocument64",
    "FPDF_LoadPage",
    "FPDFText_LoadPage",
    "FPDFText_GetTextObject",
    "FPDFTextObj_GetFont",
    "FPDFClipPath_GetPathSegment",
    "FPDFBitmap_Create",
    "FPDFBitmap_GetBuffer",
    "FPDFPage_GetAnnot",
]  # functions that return an address as an int, or None
HANDLES = [
    "FPDFPage_GetObject",
    "FPDFFormObj_GetObject",
    "FPDFPath_GetPathSegment",
    "FPDFPageObj_GetClipPath",
]  # functions that return a Handle
VALUES = [
    "FPDF_CloseDocument",
    "FPDF_ClosePage",
    "FPDFText_ClosePage",
    "FPDFText_GetLooseCharBox",
    "FPDFTextObj_GetFontSize",
    "FPDFPageObj_GetMatrix",
    "FPDFPageObj_GetStrokeWidth",
    "FPDFPath_GetDrawMode",
    "FPDFPathSegment_GetPoint",
]  # whose answer is taken from their buffers alone
SIZES = ["FPDFFont_GetBaseFontName", "FPDF_GetMetaText", "FPDF_GetLastError"]  # that return an unsigned long
NUMBERS = [
    "FPDF_GetPageCount",
    "FPDF_GetPageSizeByIndex",
    "FPDF_GetPageBoundingBox",
    "FPDF_RenderPageBitmap",
    "FPDFPage_CountObjects",
    "FPDFPage_GetMediaBox",
    "FPDFPage_GetRotation",
    "FPDFPage_GetAnnotCount",
    "FPDFAnnot_GetSubtype",
    "FPDFPage_CloseAnnot",
    "FPDFText_CountChars",
    "FPDFText_GetText",
    "FPDFText_GetUnicode",
    "FPDFText_IsGenerated",
    "FPDFText_HasUnicodeMapError",
    "FPDFText_GetCharBox",
    "FPDFText_GetCharOrigin",
    "FPDFTextObj_GetTextRenderMode",
    "FPDFFont_GetGlyphWidth",
    "FPDFPageObj_GetType",
    "FPDFPageObj_GetBounds",
    "FPDFPageObj_GetFillColor",
    "FPDFPageObj_GetStrokeColor",
    "FPDFPageObj_GetDashCount",
    "FPDFFormObj_CountObjects",
    "FPDFPath_CountSegments",
    "FPDFPathSegment_GetType",
    "FPDFPathSegment_GetClose",
    "FPDFClipPath_CountPaths",
    "FPDFClipPath_CountPathSegments",
    "FPDFBitmap_FillRect",
    "FPDFBitmap_GetStride",
    "FPDFBitmap_Destroy",
]  # functions that return an int or a truth value


class Handle(ctypes.c_void_p):
    """An address that can be passed on as it is (ctypes turns a plain c_void_p result into an int)."""


def _library_path() -> str:
    """Path of PDFium's shared library inside the installed pypdfium2, found without importing it."""
    spec = importlib.util.find_spec("pypdfium2_raw")
    if spec is not None and spec.submodule_search_locations:
        for folder in spec.submodule_search_locations:
            for name in ("libpdfium.so", "libpdfium.dylib", "pdfium.dll"):
                path = os.path.join(folder, name)
                if os.path.exists(path):
                    return path
    raise ImportError("PDFium's library was not found: install pypdfium2")


def _load() -> SimpleNamespace:
    library = ctypes.PyDLL(_library_path())
    for name in POINTERS:
        getattr(library, name).restype = ctypes.c_void_p
    for name in HANDLES:
        getattr(library, name).restype = Handle
    for name in SIZES:
        getattr(library, name).restype = ctypes.c_ulong
    for name in (*VALUES, "FPDF_InitLibrary"):
        getattr(library, name).restype = None
    library.FPDF_InitLibrary()
    return SimpleNamespace(
        **{name: getattr(library, name) for name in (*POINTERS, *HANDLES, *VALUES, *SIZES, *NUMBERS)}
    )


lib = _load()
