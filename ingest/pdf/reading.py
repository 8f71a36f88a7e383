"""A path goes in, a Reading comes out: the marks of every page, mended by the second reader, and an outcome for
whatever is not plainly read. Never raises for what a file holds; runs in the caller's process (worker.py limits it).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .garbage import uncollected
from .limits import DEFAULT, Limits
from .marks import PageMarks
from .outcome import Outcome, place, refused
from .pdfium import HEADER_REACH, Document, PageError, PdfError

if TYPE_CHECKING:
    from .second import Glyph

GARBLED = 0.25  # share of a page's glyphs without a usable character from which its text is not to be trusted
UNHEARD = "no second opinion on this page: the second reader was not asked"
PICTURE = 0.25  # share of a page that pictures cover for it to be a scan
PRIVATE = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")


class Reading(NamedTuple):
    """``outcomes``: first the file's own (page_no None), then one or more for every page that is not plainly ok."""

    pages: list[PageMarks]
    producer: str
    title: str
    page_count: int
    outcomes: list[Outcome]
    second: list[list[Glyph]] | None = None  # the second reader's glyphs by page; None where it was not asked or failed

    @property
    def outcome(self) -> Outcome:
        """The whole file's."""
        return self.outcomes[0]


@uncollected()
def read_file(path: str | Path, limits: Limits = DEFAULT, second: bool = True) -> Reading:
    """Read a file. ``second``: compare with the second reader and put back what the first dropped; without it every
    page with text says so in a doubt.

    A refused page keeps its place in ``pages`` without marks.
    """
    path = Path(path)
    name = path.name
    refusal = _look(path, limits)
    if refusal is not None:
        return _nothing(refusal)
    try:
        document = Document(path)
    except PdfError as error:
        return _without_pdfium(path, error, limits)
    with document:
        info = document.info
        if info.page_count <= 0:
            return _nothing(refused("zero_pages", name))
        if info.page_count > limits.pages:
            return _nothing(refused("too_large", name, f"{info.page_count} pages, limit {limits.pages}"))
        pages, refusals = [], {}
        for page_no in range(1, info.page_count + 1):
            page, outcome = _page(document, page_no, limits)
            pages.append(page)
            if outcome is not None:
                refusals[page_no] = outcome
    theirs = None
    if not second:
        pages = [p._replace(doubts=(*p.doubts, UNHEARD)) if p.runs else p for p in pages]
    elif len(refusals) < len(pages):
        from .second import compare

        compared = compare(pages, path)
        pages, theirs = compared.pages, compared.glyphs
    cut_off = _cut_off(path, name, info.page_count)
    return _reading(name, pages, refusals, info.producer, info.title, cut_off)._replace(second=theirs)


def _nothing(refusal: Outcome) -> Reading:
    return Reading([], "", "", 0, [refusal])


def _look(path: Path, limits: Limits) -> Outcome | None:
    """What can be refused from the outside of the file."""
    name = path.name
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(HEADER_REACH)
    except OSError as error:
        return refused("broken", name, error.strerror or str(error))
    if size > limits.file_bytes:
        return refused("too_large", name, f"{size >> 20} MB, limit {limits.file_bytes >> 20} MB")
    if b"%PDF-" not in start:
        return refused("not_a_pdf", name, _what_it_is(start))
    return None


def _what_it_is(start: bytes) -> str:
    head = start[:512].lstrip().lower()
    if not start:
        return "the file is empty"
    if head.startswith((b"<!doctype", b"<html", b"<?xml")):
        return "it is a web page, probably an error page of the site"
    if head.startswith(b"pk\x03\x04"):
        return "it is a zip archive or an office document"
    return "it is an HWP document" if b"\xd0\xcf\x11\xe0" in start[:8] else ""


def _page(document: Document, page_no: int, limits: Limits) -> tuple[PageMarks, Outcome | None]:
    name = Path(document.path).name
    width, height = document.size(page_no)
    if max(width, height) > limits.page_side:
        detail = f"{width:.0f} by {height:.0f} points, limit {limits.page_side:.0f}"
        return _blank(page_no, 0.0, 0.0), refused("page_too_large", name, detail, page_no)
    try:
        page = document.page(page_no)
    except PageError as error:
        return _blank(page_no, width, height), refused("broken", name, str(error), page_no)
    except (ArithmeticError, ValueError, LookupError) as error:  # figures that no page holds: NaN, infinity, overflow
        return _blank(page_no, width, height), refused("crashed", name, f"{type(error).__name__}: {error}", page_no)
    if max(page.width, page.height) > limits.page_side:
        detail = f"{page.width:.0f} by {page.height:.0f} points, limit {limits.page_side:.0f}"
        return _blank(page_no, 0.0, 0.0), refused("page_too_large", name, detail, page_no)
    return page, None


def _blank(page_no: int, width: float, height: float) -> PageMarks:
    return PageMarks(page_no, width, height, (), (), (), ())


def _without_pdfium(path: Path, error: PdfError, limits: Limits) -> Reading:
    """Files PDFium cannot open: pdfminer sometimes can."""
    refusal = refused(error.code, path.name)
    if error.code == "encrypted":
        return _nothing(refusal)
    from .plumber import read_pages_pdfminer

    try:
        pages = read_pages_pdfminer(path, limits)
    except Exception:
        return _nothing(refusal)
    if not any(page.runs for page in pages):
        return _nothing(refusal)
    note = Outcome(
        "ok", f"{path.name}: read by the fallback reader, as the first cannot open it; check its figures", "note"
    )
    return _reading(path.name, pages, {}, "", "", note)


def _reading(
    name: str, pages: list[PageMarks], refusals: dict[int, Outcome], producer: str, title: str, note: Outcome | None
) -> Reading:
    outcomes: list[Outcome] = []
    kinds = []
    for page in pages:
        outcome = refusals.get(page.page_no) or page_outcome(page, name)
        kinds.append(outcome.kind)
        where = place(name, page.page_no)
        outcomes += [Outcome("ok", f"{where}: {doubt}", "doubt", page.page_no) for doubt in page.doubts]
        if outcome.kind != "ok":
            outcomes.append(outcome)
    return Reading(pages, producer, title, len(pages), [_whole(name, kinds, refusals, note), *outcomes])


def _whole(name: str, kinds: list[str], refusals: dict[int, Outcome], note: Outcome | None) -> Outcome:
    """The file's outcome: ok where a page was read, else what most of its pages are."""
    if "ok" in kinds:
        lost = len(kinds) - kinds.count("ok") - kinds.count("empty")
        if lost:
            said = f"{name}: {lost} of {len(kinds)} pages could not be read as text; see their outcomes"
            return Outcome("ok", said, "note")
        return note or Outcome("ok")
    kind = max(("refused", "garbled_text", "picture_only", "empty"), key=kinds.count)
    if kind == "refused":
        first = next(iter(refusals.values()))
        return Outcome("refused", first.reason, first.code)
    return Outcome(kind, f"{name}: {_SAYS[kind]}")


_SAYS = {
    "empty": "nothing is drawn on it: check that it is the right file",
    "picture_only": "its words stand only in pictures and are not guessed: get the PDF with text, or run OCR first",
    "garbled_text": "its fonts do not say which characters they draw, so no figure can be trusted: print it anew from"
    " the word processor, or run OCR on it",
}


def page_outcome(page: PageMarks, name: str) -> Outcome:
    """ok, empty, picture_only or garbled_text, from the marks alone."""
    text = "".join([run.text for run in page.runs])
    glyphs = "".join(text.split())
    where = place(name, page.page_no)
    bad = len(PRIVATE.findall(glyphs)) + page.blank_ink
    if bad > GARBLED * (len(glyphs) + page.blank_ink):
        said = f"{bad} of {len(glyphs) + page.blank_ink} glyphs have no character"
        return Outcome("garbled_text", f"{where}: {_SAYS['garbled_text']} ({said})", None, page.page_no)
    if glyphs:
        return Outcome("ok", "", None, page.page_no)
    covered = sum((p.x1 - p.x0) * (p.bottom - p.top) for p in page.pictures)
    if (page.pictures and covered > 0.01 * page.width * page.height) or len(page.areas) + len(page.rules) > 3:
        return Outcome("picture_only", f"{where}: {_SAYS['picture_only']}", None, page.page_no)
    return Outcome("empty", f"{where}: the page is blank; nothing to mend", None, page.page_no)


def _cut_off(path: Path, name: str, page_count: int) -> Outcome | None:
    """A note where the file's end is missing, with the number of pages its own page tree announces, if it can be
    read.
    """
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 2048))
        if b"%%EOF" in file.read():
            return None
    announced = max(_announced(path), default=0)
    said = f", its page tree announces {announced}" if announced > page_count else ""
    return Outcome(
        "ok", f"{name}: the end of the file is missing; {page_count} pages were found{said}: download it again", "note"
    )


def _announced(path: Path) -> Iterator[int]:
    for match in re.finditer(rb"/Type\s*/Pages\b[^>]{0,400}?/Count\s+(\d{1,6})", path.read_bytes()):
        yield int(match[1])
