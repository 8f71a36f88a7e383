"""What became of a file or a page, as a typed record with a sentence for the person who has to mend it."""

from __future__ import annotations

from typing import NamedTuple

KINDS = ("ok", "empty", "picture_only", "garbled_text", "refused")
MENDS = {
    "not_a_pdf": "it is not a PDF (no %PDF- header near its start): download it again and look at it in a viewer",
    "encrypted": "it needs a password: save a copy without one",
    "broken": "its structure cannot be read (cut off or damaged): download it again, or print it anew from a viewer",
    "zero_pages": "it opens but has no pages: download it again",
    "too_large": "it is larger than the limit: split it, or raise the limit for this file",
    "page_too_large": "no sheet is that large: the page box is wrong; print it to a new PDF on A4",
    "timeout": "reading took longer than the limit: print it to a new PDF in a viewer, or raise the limit",
    "memory": "reading needed more memory than the limit: print it to a new PDF in a viewer, or raise the limit",
    "crashed": "reading stopped in the middle: report the file; meanwhile print it to a new PDF in a viewer",
}


class Outcome(NamedTuple):
    """``kind`` is one of KINDS, ``code`` a key of MENDS for a refusal, "doubt" or "note" beside an ok, else None.

    ``page_no`` is None for the whole file. ``reason`` names the file, the page and the mend ("" for a plain ok).
    """

    kind: str
    reason: str = ""
    code: str | None = None
    page_no: int | None = None


def place(file_name: str, page_no: int | None) -> str:
    return file_name if page_no is None else f"{file_name}, page {page_no}"


def refused(code: str, file_name: str, detail: str = "", page_no: int | None = None) -> Outcome:
    """A refusal with its mend; ``detail`` is what was measured or what the library said."""
    said = f" ({detail})" if detail else ""
    return Outcome("refused", f"{place(file_name, page_no)}: {MENDS[code]}{said}", code, page_no)
