"""A second, independent reading of the same file (pdf-oxide): marks and a path go in, mended marks and disagreements
come out.

PDFium drops a character now and then (its filter against overprinted text takes real ones); a lost digit is a wrong
number. Both readers are compared glyph by glyph on place (origin and baseline, points from the page's top left) and
character. A glyph only the second reader has, where the first left a gap, is put in; everything else is a doubt on
its page.
"""

from __future__ import annotations

import importlib.machinery
import importlib.util
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Callable
from math import isfinite
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from .ink import PageInk
from .marks import ASCENT, DESCENT, PageMarks, Picture, Run
from .page import silent_doubt

SAME_X = 0.6  # glyph origins closer than this are one glyph, points
SAME_Y = 1.0  # and baselines
OVERPRINT = 0.25  # ems; the same character this near is the shadow or the fat of one already read
TRUST = 0.98  # of the glyphs both have at one place that must be the same for the second reader to be believed
FEW = 20  # glyphs that may be lost on any page
MOST_LOST = 0.2  # as many glyphs again as both have may be lost; more is another page, not a filter
MOST_TOLD = 12  # open disagreements a page that are told one by one
UNREADABLE = "\ufffd"
NOTHING = frozenset("\x00\u200b\u200c\u200d\u2060\ufeff")  # characters that draw nothing


class Glyph(NamedTuple):
    char: str
    x0: float
    x1: float
    baseline: float
    size: float
    turned: bool = False


class Disagreement(NamedTuple):
    """Where the two readers differ. ``settled``: whose reading the marks now hold, None where nobody can tell."""

    page_no: int
    x0: float
    top: float
    x1: float
    bottom: float
    first: str  # what PDFium read there, "" for nothing
    second: str
    settled: str | None  # "first" | "second" | None
    sentence: str


class Comparison(NamedTuple):
    pages: list[PageMarks]  # mended, doubts added
    disagreements: list[Disagreement]
    agreed: int  # glyphs both readers have, blanks not counted
    glyphs: list[list[Glyph]] | None = None  # the second reader's, by page; None where it cannot open the file


def glyphs(path: str | Path) -> list[list[Glyph]]:
    """Every page's glyphs, drawn blanks among them, as the second reader has them, in the content stream's order.

    Raises OSError or RuntimeError where it cannot open the file. A page that it cannot read yields no glyphs.
    """
    library = _library()
    library.disable_logging()
    document = library.PdfDocument(str(path))
    found = []
    for page in range(document.page_count()):
        try:
            frame = _frame(document, page)
            chars = document.extract_chars(page)
        except BaseException as error:  # a Rust panic is no Exception: this page has no second opinion
            _let_through(error)
            found.append([])
            continue
        found.append(_glyphs(chars, frame))
    return found


def _library() -> ModuleType:
    """pdf-oxide's compiled module without the package around it, which imports asyncio: 0.08 s; else all of it."""
    name = "pdf_oxide.pdf_oxide"
    if name not in sys.modules and (package := importlib.util.find_spec("pdf_oxide")) is not None:
        found = importlib.machinery.PathFinder.find_spec(name, package.submodule_search_locations)
        if found is not None and isinstance(found.loader, importlib.machinery.ExtensionFileLoader):
            module = importlib.util.module_from_spec(found)
            found.loader.exec_module(module)
            sys.modules[name] = module
    return sys.modules.get(name) or importlib.import_module("pdf_oxide")


def _let_through(error: BaseException) -> None:
    """Raise again what is not the library's: an interrupt, the end of the process, the end of memory."""
    if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit | MemoryError):
        raise error


def _frame(document, page: int) -> tuple[float, float, float, float, float, float]:
    """User space → reader's space, as pdfium.page_frame makes it: the MediaBox, turned."""
    x0, y0, x1, y1 = _corners(document.page_media_box(page))
    match document.page_rotation(page) % 360:
        case 90:
            return (0.0, 1.0, 1.0, 0.0, -y0, -x0)
        case 180:
            return (-1.0, 0.0, 0.0, 1.0, x1, -y0)
        case 270:
            return (0.0, -1.0, -1.0, 0.0, y1, x1)
    return (1.0, 0.0, 0.0, -1.0, -x0, y1)


def _corners(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    return min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])


def _glyphs(chars: list, frame: tuple[float, float, float, float, float, float]) -> list[Glyph]:
    """The library's characters in the reader's space, without those that draw nothing or stand nowhere."""
    a, b, d, e, dx, dy = frame
    found = []
    for c in chars:
        char, x, y = c.char, c.origin_x, c.origin_y
        if char in NOTHING or not isfinite(x + y):
            continue
        if a == 1.0:
            left = x + dx
            glyph = (char, left, left + c.advance_width, dy - y, c.font_size, c.rotation_degrees != 0.0)
        else:
            left = a * x + d * y + dx
            glyph = (char, left, left + c.advance_width, b * x + e * y + dy, c.font_size, False)
        found.append(tuple.__new__(Glyph, glyph))
    return found


def compare(pages: list[PageMarks], path: str | Path) -> Comparison:
    """Compare the marks with the second reading of the same file, page by page; see mend_page.

    Where the second reader cannot open the file or counts other pages, every page keeps its marks and says so in a
    doubt.
    """
    try:
        second = glyphs(path)
    except BaseException as error:  # a Rust panic is no Exception
        _let_through(error)
        sentence = f"no second opinion: the second reader cannot open the file ({str(error)[:80]})"
        return Comparison([p._replace(doubts=(*p.doubts, sentence)) for p in pages], [], 0)
    mended, disagreements, agreed = [], [], 0
    for page in pages:
        there = second[page.page_no - 1] if page.page_no <= len(second) else []
        try:
            page, found, same = mend_page(page, there, PageInk(path, page.page_no))
        except (ArithmeticError, ValueError, LookupError) as error:  # glyphs that stand nowhere on a page
            sentence = f"no second opinion on this page ({type(error).__name__}: {error})"
            page, found, same = page._replace(doubts=(*page.doubts, sentence)), [], 0
        mended.append(page)
        disagreements += found
        agreed += same
    return Comparison(mended, disagreements, agreed, second)


def mend_page(
    page: PageMarks, second: list[Glyph], inked: Callable[[tuple[float, float, float, float]], bool]
) -> tuple[PageMarks, list[Disagreement], int]:
    """(page with lost glyphs put in and doubts added, disagreements, number of glyphs both have).

    ``inked`` tells whether anything is drawn in a box; asked only for glyphs that the first reader has no trace of.
    """
    index, seen = _index(page)
    agreed = 0
    differing: list[tuple[_Place, Glyph]] = []
    lost: list[tuple[Glyph, _Place | None]] = []
    last: _Place | None = None
    for glyph in second:
        if glyph.char.isspace():
            continue
        place = _match(index, glyph)
        if place is None:
            lost.append((glyph, last))
            continue
        seen[place[0]][place[1]] = 1
        last = place
        if _same(place[2], glyph.char):
            agreed += 1
        else:
            differing.append((place, glyph))
    found = [_differs(page.page_no, page.runs[place[0]], place[1], glyph) for place, glyph in differing]
    found += _unmatched(page, _unseen(page, seen), bool(second))
    open_lines = {round(glyph.baseline) for _, glyph in differing}
    trusted = len(differing) <= (1 - TRUST) * agreed and len(lost) <= max(FEW, MOST_LOST * agreed)
    inserted, more = _settle_lost(page, lost, inked, open_lines if trusted else None)
    found += more
    open_questions = [(d.x0, d.x1, d.top, d.bottom) for d in found if d.settled is None]
    answered = {
        silent_doubt(box)
        for box in page.silent
        if any(_inside(glyph, box) for glyph in second)
        and not any(
            x0 < box.x1 and x1 > box.x0 and top < box.bottom and low > box.top for x0, x1, top, low in open_questions
        )
    }
    doubts = tuple(d for d in page.doubts if d not in answered) + _told(found)
    runs = _inserted(page.runs, inserted) if inserted else page.runs
    return page._replace(runs=runs, doubts=doubts), found, agreed


def _told(found: list[Disagreement]) -> tuple[str, ...]:
    """A sentence for every open disagreement; one for all where the readers differ all over the page."""
    sentences = tuple(d.sentence for d in found if d.settled is None)
    if len(sentences) <= MOST_TOLD:
        return sentences
    return (f"the two readers differ in {len(sentences)} places, the first: {sentences[0]}",)


def _inside(glyph: Glyph, box: Picture) -> bool:
    return box.x0 - 1 <= glyph.x0 <= box.x1 + 1 and box.top - 1 <= glyph.baseline <= box.bottom + 0.5 * glyph.size


_Place = tuple[int, int, str, float, float]  # run index, character index, character, x, baseline


def _index(page: PageMarks) -> tuple[dict[tuple[int, int], list[_Place]], list[bytearray]]:
    """The first reader's glyphs by whole points of x and baseline; a zero for every character of every run."""
    index: dict[tuple[int, int], list[_Place]] = defaultdict(list)
    for i, run in enumerate(page.runs):
        if not run.upright:
            continue
        y = run.baseline
        row = int(y)
        for k, (char, x) in enumerate(zip(run.text, run.x0s, strict=True)):
            if not char.isspace():
                index[int(x), row].append((i, k, char, x, y))
    return index, [bytearray(len(run.text)) for run in page.runs]


def _unseen(page: PageMarks, seen: list[bytearray]) -> set[tuple[int, int]]:
    """(run, character) of every glyph of upright runs that was not seen."""
    return {
        (i, k)
        for i, (run, marks) in enumerate(zip(page.runs, seen, strict=True))
        if 0 in marks and run.upright
        for k, char in enumerate(run.text)
        if not marks[k] and not char.isspace()
    }


def _match(index: dict[tuple[int, int], list[_Place]], glyph: Glyph) -> _Place | None:
    """The first reader's glyph at this place, the same character before another, the nearer before the farther."""
    char, x, _, y, _, _ = glyph
    column, row = int(x), int(y)
    for place in index.get((column, row), ()):
        if place[2] == char and abs(place[3] - x) < 0.1 and abs(place[4] - y) < 0.1:
            return place
    best, score = None, (True, SAME_X)
    for i in (column - 1, column, column + 1):
        for j in (row - 1, row, row + 1):
            for place in index.get((i, j), ()):
                off = abs(place[3] - x)
                if off < SAME_X and abs(place[4] - y) < SAME_Y and (place[2] != char, off) < score:
                    best, score = place, (place[2] != char, off)
    return best


def _same(first: str, second: str) -> bool:
    """One character in two spellings (hyphens, ligatures, width, unmapped on both sides)."""
    if first == second or second == UNREADABLE:
        return True
    return unicodedata.normalize("NFKC", first).replace("\u2010", "-").replace("\xad", "-") == unicodedata.normalize(
        "NFKC", second
    ).replace("\u2010", "-").replace("\xad", "-")


def _box(glyph: Glyph) -> tuple[float, float, float, float]:
    return glyph.x0, glyph.baseline - ASCENT * glyph.size, glyph.x1, glyph.baseline + DESCENT * glyph.size


def _core(glyph: Glyph) -> tuple[float, float, float, float]:
    """The middle of the glyph's box, which no neighbour's ink reaches."""
    edge = 0.15 * (glyph.x1 - glyph.x0)
    return glyph.x0 + edge, glyph.baseline - 0.8 * glyph.size, glyph.x1 - edge, glyph.baseline + 0.1 * glyph.size


def _differs(page_no: int, run: Run, k: int, glyph: Glyph) -> Disagreement:
    first = run.text[k]
    sentence = f"two readings at {glyph.x0:.1f},{glyph.baseline:.1f}: {first!r} and {glyph.char!r}"
    return Disagreement(page_no, *_box(glyph), first, glyph.char, None, sentence)


def _unmatched(page: PageMarks, unseen: set[tuple[int, int]], has_second: bool) -> list[Disagreement]:
    """Glyphs only the first reader has: kept; a doubt where they are digits, as an invented digit is a wrong number."""
    found = []
    if not has_second and unseen:
        run = page.runs[min(unseen)[0]]
        box = (run.x0, run.top, run.x1, run.bottom)
        sentence = f"no second opinion on this page ({len(unseen)} glyphs)"
        return [Disagreement(page.page_no, *box, "", "", None, sentence)]
    for i in sorted({i for i, _ in unseen}):
        run = page.runs[i]
        places = sorted(k for r, k in unseen if r == i)
        text = "".join(run.text[k] for k in places)
        doubtful = any(char.isdigit() for char in text)
        sentence = f"only the first reader has {text!r} at {run.x0s[places[0]]:.1f},{run.baseline:.1f}"
        box = (run.x0s[places[0]], run.top, run.x1s[places[-1]], run.bottom)
        found.append(Disagreement(page.page_no, *box, text, "", None if doubtful else "first", sentence))
    return found


class _Insertion(NamedTuple):
    after: int  # index of the run it follows, -1 for the page's start
    run: Run


def _settle_lost(
    page: PageMarks,
    lost: list[tuple[Glyph, _Place | None]],
    inked: Callable[[tuple[float, float, float, float]], bool],
    open_lines: set[int] | None,
) -> tuple[list[_Insertion], list[Disagreement]]:
    """Runs to put in where the first reader left a gap, and what is to be said about every lost stretch.

    ``open_lines``: whole points of the baselines on which the readers differ, where nothing is put in; None where the
    second reader is not to be trusted on the page at all.
    """
    insertions: list[_Insertion] = []
    found: list[Disagreement] = []
    shown = [run for run in page.runs if run.upright]
    for stretch in _stretches([item for item in lost if _wanted(page, item[0])]):
        first, last = stretch[0][0], stretch[-1][0]
        text = "".join(glyph.char for glyph, _ in stretch)
        box = (first.x0, first.baseline - ASCENT * first.size, last.x1, first.baseline + DESCENT * first.size)
        free = [g for g, _ in stretch if not _taken(shown, g)]
        if not free:
            if any(not _shadow(shown, g) for g, _ in stretch):
                sentence = (
                    f"only the second reader has {text!r} at {first.x0:.1f},{first.baseline:.1f}, over other text"
                )
                found.append(Disagreement(page.page_no, *box, "", text, None, sentence))
            continue
        where = f"at {free[0].x0:.1f},{free[0].baseline:.1f}"
        text = "".join(g.char for g in free)
        if not text.isprintable():
            sentence = f"a glyph without character mapping is missing from the first reading {where}"
            found.append(Disagreement(page.page_no, *box, "", text, None, sentence))
            continue
        if open_lines is None or round(first.baseline) in open_lines:
            sentence = f"only the second reader has {text!r} {where}, among other differences"
            found.append(Disagreement(page.page_no, *box, "", text, None, sentence))
            continue
        drawn = any(_inside(free[0], silent) for silent in page.silent) or all(inked(_core(g)) for g in free)
        if not drawn:
            sentence = f"only the second reader has {text!r} {where}, and nothing is drawn there"
            found.append(Disagreement(page.page_no, *box, "", text, None, sentence))
            continue
        after = stretch[0][1][0] if stretch[0][1] is not None else -1
        insertions.append(_Insertion(after, _as_run(page, free, after)))
        sentence = f"the first reader dropped {text!r} {where}; taken from the second"
        found.append(Disagreement(page.page_no, *box, "", text, "second", sentence))
    return insertions, found


def _wanted(page: PageMarks, glyph: Glyph) -> bool:
    """Not turned, on the page, not left out by the first reader on purpose, and not a NUL that draws nothing."""
    if glyph.turned or glyph.char == UNREADABLE or glyph.size <= 0:
        return False
    if not (0 <= glyph.x0 < page.width and 0 <= glyph.baseline < page.height + glyph.size):
        return False
    return not any(
        abs(run.baseline - glyph.baseline) < SAME_Y and run.x0 - 1 <= glyph.x0 <= run.x1 + 1 for run in page.hidden
    )


def _stretches(lost: list[tuple[Glyph, _Place | None]]) -> list[list[tuple[Glyph, _Place | None]]]:
    """Lost glyphs that follow one another on one baseline, less than an em apart."""
    stretches: list[list[tuple[Glyph, _Place | None]]] = []
    for item in lost:
        glyph = item[0]
        if stretches:
            last = stretches[-1][-1]
            near = -0.3 * glyph.size < glyph.x0 - last[0].x1 < glyph.size
            if near and abs(glyph.baseline - last[0].baseline) < SAME_Y and last[1] == item[1]:
                stretches[-1].append(item)
                continue
        stretches.append([item])
    return stretches


def _taken(runs: list[Run], glyph: Glyph) -> bool:
    """A glyph of the first reading covers the middle of this one on nearly the same line."""
    middle = (glyph.x0 + glyph.x1) / 2
    for run in runs:
        if abs(run.baseline - glyph.baseline) < 0.4 * glyph.size and run.x0 <= middle <= run.x1:
            for char, x0, x1 in zip(run.text, run.x0s, run.x1s, strict=True):
                if x0 + 0.05 * glyph.size < middle < x1 - 0.05 * glyph.size and not char.isspace():
                    return True
    return False


def _shadow(runs: list[Run], glyph: Glyph) -> bool:
    """The same character stands within OVERPRINT of an em: printed twice to look bold or shaded."""
    reach = OVERPRINT * glyph.size
    return any(
        abs(run.baseline - glyph.baseline) <= reach
        and any(char == glyph.char and abs(x - glyph.x0) <= reach for char, x in zip(run.text, run.x0s, strict=True))
        for run in runs
    )


def _as_run(page: PageMarks, stretch: list[Glyph], after: int) -> Run:
    """A run of the lost glyphs in the style of the run before it in the stream, or the page's first."""
    pattern = page.runs[max(after, 0)] if page.runs else None
    style = (pattern.font, pattern.bold, pattern.color, pattern.order) if pattern else ("", False, 0, 0)
    return Run(
        "".join(g.char for g in stretch),
        tuple(g.x0 for g in stretch),
        tuple(g.x1 for g in stretch),
        stretch[0].baseline,
        stretch[0].size,
        *style,
    )


def _inserted(runs: tuple[Run, ...], insertions: list[_Insertion]) -> tuple[Run, ...]:
    """The runs with the lost ones in place: inside a run of the same line where they stand in it, else after it."""
    result: list[Run] = []
    waiting: dict[int, list[Run]] = defaultdict(list)
    for insertion in insertions:
        waiting[insertion.after].append(insertion.run)
    result += waiting.pop(-1, [])
    for i, run in enumerate(runs):
        result.append(run)
        for extra in waiting.pop(i, ()):
            if abs(extra.baseline - run.baseline) < SAME_Y and extra.x0 < run.x1 - 0.1 * run.size:
                result[-1] = _woven(result[-1], extra)
            else:
                result.append(extra)
    return tuple(result)


def _woven(run: Run, extra: Run) -> Run:
    chars = sorted(
        zip(run.x0s + extra.x0s, run.x1s + extra.x1s, run.text + extra.text, strict=True), key=lambda c: c[0]
    )
    return run._replace(
        text="".join(c[2] for c in chars), x0s=tuple(c[0] for c in chars), x1s=tuple(c[1] for c in chars)
    )


def text_in_box(found: list[Glyph], box: tuple[float, float, float, float]) -> str:
    """What the second reader has inside a box (x0, top, x1, bottom): glyphs whose middle lies in it, in stream
    order.
    """
    x0, top, x1, bottom = box
    return "".join(
        g.char
        for g in found
        if x0 <= (g.x0 + g.x1) / 2 <= x1 and top <= g.baseline - (ASCENT - DESCENT) / 2 * g.size <= bottom
    )
