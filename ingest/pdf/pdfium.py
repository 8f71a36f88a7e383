"""A PDF file goes in, its pages as marks (points from the page's top left, see marks.py) come out; read by PDFium."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from ctypes import byref, c_double, c_void_p
from pathlib import Path
from typing import NamedTuple, Self

from .binding import lib
from .garbage import uncollected
from .marks import PageMarks
from .page import PageReader

HEADER_REACH = 1 << 20  # bytes searched for the header
LOAD_ERRORS = {4: "encrypted", 5: "encrypted"}  # FPDF_GetLastError


class PdfError(Exception):
    """The file cannot be opened. ``code``: broken | encrypted."""

    def __init__(self, code: str, message: str):
        super().__init__(message)
        self.code = code


class Info(NamedTuple):
    page_count: int
    producer: str
    title: str


class PageError(Exception):
    """One page cannot be read (its content is broken or it is larger than the limit)."""


class Document:
    """An open PDF: ``info`` and ``page(number)``. Use as a context manager; not for several threads.

    Raises PdfError when the file cannot be opened.
    """

    def __init__(self, path: str | Path):
        self.path = str(path)
        self._bytes = _bytes_of(self.path)  # PDFium reads from it as long as the document is open
        handle = self._load()
        if not handle and lib.FPDF_GetLastError() not in LOAD_ERRORS:
            # PDFium seeks the header in the first 1,024 bytes only; mail gateways and servers put more before it
            header = self._bytes.find(b"%PDF-", 0, HEADER_REACH)
            if header > 0:
                self._bytes = self._bytes[header:]
                handle = self._load()
        if not handle:
            code = LOAD_ERRORS.get(lib.FPDF_GetLastError(), "broken")
            raise PdfError(code, f"{Path(self.path).name}: PDFium cannot open it ({code})")
        self.handle = c_void_p(handle)
        self.info = Info(lib.FPDF_GetPageCount(self.handle), self._meta(b"Producer"), self._meta(b"Title"))

    def _load(self) -> int | None:
        """From memory: in a file PDFium seeks and reads thousands of times."""
        return lib.FPDF_LoadMemDocument64(self._bytes, ctypes.c_size_t(len(self._bytes)), None)

    def _meta(self, key: bytes) -> str:
        size = lib.FPDF_GetMetaText(self.handle, key, None, 0)
        buffer = ctypes.create_string_buffer(max(size, 2))
        lib.FPDF_GetMetaText(self.handle, key, buffer, size)
        return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")

    def size(self, page_no: int) -> tuple[float, float]:
        """Width and height of a page in points without parsing its content; (0, 0) where there is no such page."""
        width, height = c_double(), c_double()
        lib.FPDF_GetPageSizeByIndex(self.handle, page_no - 1, byref(width), byref(height))
        return width.value, height.value

    def page(self, page_no: int) -> PageMarks:
        """Marks of page ``page_no`` (1-based). Raises PageError when PDFium cannot load the page."""
        page = lib.FPDF_LoadPage(self.handle, page_no - 1)
        if not page:
            raise PageError(f"{Path(self.path).name}, page {page_no}: PDFium cannot load the page")
        page = c_void_p(page)
        text_page = c_void_p(lib.FPDFText_LoadPage(page))
        try:
            with uncollected():
                return PageReader(page, text_page, page_no).read()
        finally:
            lib.FPDFText_ClosePage(text_page)
            lib.FPDF_ClosePage(page)

    def close(self) -> None:
        if self.handle:
            lib.FPDF_CloseDocument(self.handle)
            self.handle = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _bytes_of(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError:
        return b""


def iter_pages(path: str | Path) -> Iterator[PageMarks]:
    """Marks of every page in turn; memory holds one page at a time."""
    with Document(path) as document:
        for page_no in range(1, document.info.page_count + 1):
            yield document.page(page_no)


def read_pages(path: str | Path) -> list[PageMarks]:
    """Marks of every page. Raises PdfError (file) or PageError (page)."""
    return list(iter_pages(path))
