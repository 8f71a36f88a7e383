"""PDF bytes go in, marks on pages come out (points from the page's top left). Knows no Korean and no policy."""

from .limits import Limits
from .outcome import Outcome
from .pdfium import read_pages
from .reading import Reading, read_file

__all__ = ["Limits", "Outcome", "Reading", "read_file", "read_pages"]
