"""PDFium as bare C calls: the shared library that pypdfium2 ships goes in, a module-level ``lib`` comes out.

pypdfium2's typed prototypes cost about 1.1 µs a call and 0.1 s of import; the bare functions cost 0.4 µs. The price: every
handle must be passed as ``c_void_p`` (an int would be cut to 32 bits) and every pointer result needs a ``restype``.
PDFium is not thread safe: one process, one thread.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os

_POINTER_RESULTS = (
    "FPDF_LoadDocument",
    "FPDF_LoadMemDocument64",
    "FPDF_LoadPage",
    "FPDFText_LoadPage",
    "FPDFText_GetTextObject",
    "FPDFPage_GetObject",
    "FPDFFormObj_GetObject",
    "FPDFTextObj_GetFont",
    "FPDFPath_GetPathSegment",
    "FPDFPageObj_GetClipPath",
    "FPDFClipPath_GetPathSegment",
    "FPDFBitmap_Create",
    "FPDFBitmap_GetBuffer",
)
_SIZE_RESULTS = ("FPDFFont_GetBaseFontName", "FPDF_GetMetaText")


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


def _load() -> ctypes.CDLL:
    library = ctypes.CDLL(_library_path())
    for name in _POINTER_RESULTS:
        getattr(library, name).restype = ctypes.c_void_p
    for name in _SIZE_RESULTS:
        getattr(library, name).restype = ctypes.c_ulong
    library.FPDF_InitLibrary.restype = None
    library.FPDF_InitLibrary()
    return library


lib = _load()
