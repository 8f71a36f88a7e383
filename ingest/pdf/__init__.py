"""PDF bytes go in, marks on pages come out (points from the page's top left). Knows no Korean and no policy."""

from .pdfium import read_pages

__all__ = ["read_pages"]
