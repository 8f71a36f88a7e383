"""A loaded page goes in, its marks (points from the page's top left, see marks.py) come out.

Text comes from PDFium's text page, put back into the content stream's order by the text object each character belongs
to; strokes and fills come from the path objects. Form XObjects are walked with their matrix. Nothing is read twice.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from ctypes import byref, c_double, c_float, c_void_p
from itertools import compress
from math import hypot, isfinite

from . import columns
from .binding import Handle, lib
from .characters import UNREADABLE, read_characters
from .frame import IDENTITY, Box, Matrix, moved, page_frame, placed, times
from .marks import ASCENT, DESCENT, PageMarks, Picture, Run
from .paths import Paths

TEXT, PATH, IMAGE, FORM = 1, 2, 3, 5  # FPDF_PAGEOBJ_*
ANNOTATIONS = {3: "text boxes", 13: "stamps", 20: "form fields"}  # FPDF_ANNOT_*: those that show text of their own
MAX_FORM_DEPTH = 12
_run = tuple.__new__  # a Run of the fields in order: Run's own does the same through one call more
BOLD_WORDS = ("bold", "heavy", "black")  # in font names; "extrabold", "semibold" hold one of them


_width = c_float()
_width_ref = byref(_width)


class _Advances(dict[str, float]):
    """A font's advances at one size and scale of its matrix, by character; 0 where PDFium does not know."""

    def __init__(self, font: c_void_p, em: float, scale: float):
        self.font, self.em, self.scale = font, c_float(em), scale

    def __missing__(self, char: str) -> float:
        _width.value = 0.0
        lib.FPDFFont_GetGlyphWidth(self.font, ord(char), self.em, _width_ref)
        self[char] = advance = _width.value * self.scale
        return advance


class _Font:
    """A font of the page: family name, weight, and its advances as they are asked for."""

    def __init__(self, address: int | None):
        self.handle = c_void_p(address)
        buffer = ctypes.create_string_buffer(256)
        size = lib.FPDFFont_GetBaseFontName(self.handle, buffer, 256) if address else 0
        self.name = font_name(buffer.raw[: max(0, min(size, 256) - 1)])
        lowered = self.name.lower()
        self.bold = any(w in lowered for w in BOLD_WORDS)
        self.sizes: dict[tuple[float, float], _Advances] = {}

    def advances(self, text: str, em: float, scale: float = 1.0) -> list[float]:
        """Advances of characters at a size (before the text matrix) and with the matrix's scale."""
        known = self.sizes.get((em, scale))
        if known is None:
            known = self.sizes[em, scale] = _Advances(self.handle, em, scale)
        return [known[char] for char in text]


class PageReader:
    """Reads one loaded page. Fonts and buffers live as long as the page: PDFium may reuse a font's address after it."""

    def __init__(self, page: c_void_p, text_page: c_void_p, page_no: int):
        self.page, self.text_page, self.page_no = page, text_page, page_no
        self.frame, self.width, self.height, visible = page_frame(page)
        self.visible = moved(visible, self.frame)
        self.buffer = (c_float * 6)()
        self.refs = [byref(self.buffer, 4 * i) for i in range(4)]
        self.unturned = self.frame[0] == 1.0
        self.fonts: dict[int | None, _Font] = {}
        self.runs: list[Run] = []
        self.hidden: list[Run] = []
        self.paths = Paths(self.frame)
        self.pictures: list[Picture] = []
        self.doubts: list[str] = []
        self.unmapped: dict[str, int] = {}
        self.invisible = 0
        self.silent: list[Picture] = []  # text objects with ink but without characters
        self.order = 0
        self.clips: dict[tuple[int, int], Box] = {}

    def read(self) -> PageMarks:
        self.chars, self.finite, blank_ink = read_characters(self.text_page)
        self._objects(lib.FPDFPage_GetObject, self.page, lib.FPDFPage_CountObjects(self.page), IDENTITY, 0)
        rules, areas = self.paths.finish()
        self._find_doubts()
        return PageMarks(
            self.page_no,
            self.width,
            self.height,
            tuple(self.runs),
            tuple(rules),
            tuple(areas),
            tuple(self.pictures),
            tuple(self.doubts),
            tuple(self.silent),
            blank_ink,
            tuple(self.hidden),
        )

    # ---- text

    def _texts(self, handles: list[Handle], orders: list[int], form: Matrix) -> None:
        """The runs of text objects; ``orders`` are their positions in the content stream."""
        plain = form is IDENTITY and self.unturned
        dx, dy = self.frame[4:]
        known = zip(
            handles,
            orders,
            columns.font_sizes(handles),
            columns.matrices(handles),
            map(lib.FPDFTextObj_GetFont, handles),
            map(lib.FPDFTextObj_GetTextRenderMode, handles),
            columns.fills(handles),
            self._clips(handles, form),
            strict=True,
        )
        fonts, take, keep = self.fonts, self.chars.pop, self.runs.append
        for obj, order, em, matrix, address, mode, color, clip in known:
            drawn = take(obj.value, None)
            if drawn is None:
                self._silent_object(obj, form)
                continue
            indices, text, lefts, rights = drawn
            if not text:
                continue  # only NUL characters that draw nothing
            if plain:
                a, b, c, d, _, f = matrix
                b, d, f = -b, -d, dy - f
            else:
                a, b, c, d, _, f = times(times(matrix, form), self.frame)
            size = abs(em) * (hypot(c, d) if c else abs(d))
            font = fonts.get(address)
            if font is None:
                font = fonts[address] = _Font(address)
            if UNREADABLE in text:
                self.unmapped[font.name] = self.unmapped.get(font.name, 0) + text.count(UNREADABLE)
            upright = a > 0 and abs(b) < 0.1 * a and d < 0
            bold, color = font.bold or mode == 2, color or 0
            if not upright or not self.unturned or (len(text) > 1 and lefts[-1] <= lefts[0]):
                style = (f, size, font.name, bold, color, order, upright)
                self._turned(indices, text, (a, b, c, d), em, font, style, mode, clip)
                continue
            finite = self.finite
            if not font.name:  # Type 3: the loose box is a whole em
                steps, finite = font.advances(text, em, hypot(a, b) if b else a), False
                rights = tuple([x + step if step else x1 for x, step, x1 in zip(lefts, steps, rights, strict=True)])
            if dx:
                lefts, rights = tuple([x + dx for x in lefts]), tuple([x + dx for x in rights])
            run = _run(Run, (text, lefts, rights, f, size, font.name, bold, color, order, True))
            x0, top, x1, bottom = clip
            if (  # as in _keep, for nearly all
                finite and mode != 3 and isfinite(f + size)
                and top < f + DESCENT * size and f - ASCENT * size < bottom and x0 < rights[-1] and lefts[0] < x1
            ):  # fmt: skip
                keep(run)
            else:
                self._keep(run, mode, clip)

    def _turned(
        self,
        indices: Sequence[int],
        text: str,
        matrix: tuple[float, float, float, float],
        em: float,
        font: _Font,
        style: tuple,
        mode: int,
        clip: Box,
    ) -> None:
        """Runs of a text object on a turned page, of characters set one below the other, or of turned ones."""
        a, b, _, _ = matrix
        _, size, *_, upright = style
        origins = [self._origin(i) for i in indices]
        steps = [advance or 0.5 * em for advance in font.advances(text, em)]
        if upright:
            scale, start = hypot(a, b), 0
            for i in range(1, len(origins) + 1):
                if i == len(origins) or abs(origins[i][1] - origins[start][1]) > 0.3 * size:
                    x0s = tuple([x for x, _ in origins[start:i]])
                    x1s = tuple([x + s * scale for x, s in zip(x0s, steps[start:i], strict=True)])
                    self._keep(Run(text[start:i], x0s, x1s, origins[start][1], *style[1:]), mode, clip)
                    start = i
            return
        boxes = [moved((0.0, -0.12 * em, s, 0.88 * em), (*matrix, *o)) for o, s in zip(origins, steps, strict=True)]
        x0s, x1s = tuple([box[0] for box in boxes]), tuple([box[2] for box in boxes])
        self._keep(Run(text, x0s, x1s, max(box[3] for box in boxes), *style[1:]), mode, clip)

    def _origin(self, index: int) -> tuple[float, float]:
        x, y = c_double(), c_double()
        lib.FPDFText_GetCharOrigin(self.text_page, index, byref(x), byref(y))
        a, b, c, d, e, f = self.frame
        return a * x.value + c * y.value + e, b * x.value + d * y.value + f

    def _keep(self, run: Run, mode: int, clip: Box) -> None:
        x0, top, x1, bottom = clip
        text, x0s, x1s, baseline, size = run[:5]
        if (
            not isfinite(baseline + size + sum(x0s) + sum(x1s))  # a broken matrix: nowhere on the page
            or baseline + DESCENT * size <= top
            or baseline - ASCENT * size >= bottom
            or x1s[-1] <= x0
            or x0s[0] >= x1
        ):
            self.hidden.append(run)
            return
        if mode == 3:
            self.invisible += len(text)
        self.runs.append(run)

    def _clips(self, handles: list[Handle], form: Matrix) -> list[Box]:
        """What of the page each object may draw on, as boxes in the reader's space. Clips inside forms are not
        followed.
        """
        if form is not IDENTITY:
            return [self.visible] * len(handles)
        clips = list(map(lib.FPDFPageObj_GetClipPath, handles))
        counts = map(lib.FPDFClipPath_CountPaths, clips)
        every = self.visible
        return [self._clip(clip, count) if count > 0 else every for clip, count in zip(clips, counts, strict=True)]

    def _clip(self, clip: Handle, count: int) -> Box:
        key = (count, lib.FPDFClipPath_GetPathSegment(clip, count - 1, 0) or 0)
        box = self.clips.get(key)
        if box is None:
            box = self.clips[key] = self._clip_box(clip, count)
        return box

    def _clip_box(self, clip: c_void_p, count: int) -> Box:
        x0, top, x1, bottom = self.visible
        for k in range(count):
            xs, ys = [], []
            for i in range(lib.FPDFClipPath_CountPathSegments(clip, k)):
                segment = c_void_p(lib.FPDFClipPath_GetPathSegment(clip, k, i))
                lib.FPDFPathSegment_GetPoint(segment, self.refs[0], self.refs[1])
                xs.append(self.buffer[0])
                ys.append(self.buffer[1])
            if not xs:
                continue
            box = moved((min(xs), min(ys), max(xs), max(ys)), self.frame)
            x0, top, x1, bottom = max(x0, box[0]), max(top, box[1]), min(x1, box[2]), min(bottom, box[3])
        return x0, top, x1, bottom

    def _silent_object(self, obj: c_void_p, form: Matrix) -> None:
        box = self._bounds(obj, form)
        if box is not None and box[2] - box[0] > 0.05 and box[3] - box[1] > 0.05:
            self.silent.append(Picture(*box))

    # ---- everything else

    def _objects(self, getter: Callable, holder: c_void_p, count: int, form: Matrix, depth: int) -> None:
        """All objects of the page or of a form (``getter`` gives them), in the content stream's order."""
        for start in range(0, count, columns.SIZE):
            handles = columns.objects(getter, holder, start, min(start + columns.SIZE, count))
            kinds = list(map(lib.FPDFPageObj_GetType, handles))
            while FORM in kinds and depth < MAX_FORM_DEPTH:  # what a form draws comes between its neighbours
                at = kinds.index(FORM)
                self._drawn(handles[:at], kinds[:at], form)
                self.order += 1
                self._form(handles[at], form, depth)
                del handles[: at + 1], kinds[: at + 1]
            self._drawn(handles, kinds, form)

    def _form(self, obj: Handle, form: Matrix, depth: int) -> None:
        lib.FPDFPageObj_GetMatrix(obj, self.buffer)
        inner = times(tuple(self.buffer[:]), form)
        inner = IDENTITY if inner == IDENTITY else inner
        self._objects(lib.FPDFFormObj_GetObject, obj, lib.FPDFFormObj_CountObjects(obj), inner, depth + 1)

    def _drawn(self, handles: list[Handle], kinds: list[int], form: Matrix) -> None:
        """Objects other than forms."""
        orders = range(self.order + 1, self.order + len(handles) + 1)
        self.order += len(handles)
        for kind, read in ((TEXT, self._texts), (PATH, self._paths), (IMAGE, self._images)):
            if kind in kinds:
                own = [k == kind for k in kinds]
                read(list(compress(handles, own)), list(compress(orders, own)), form)

    def _paths(self, handles: list[Handle], orders: list[int], form: Matrix) -> None:
        self.paths.read(handles, orders, form, self._clips)

    def _images(self, handles: list[Handle], _: list[int], form: Matrix) -> None:
        boxes = (self._bounds(obj, form) for obj in handles)
        self.pictures += [Picture(*box) for box in boxes if box is not None]

    def _bounds(self, obj: c_void_p, form: Matrix) -> Box | None:
        """An object's box in the reader's space; None where PDFium knows none."""
        if not lib.FPDFPageObj_GetBounds(obj, *self.refs):
            return None
        box = placed(tuple(self.buffer[:4]), form, self.frame)
        return box if isfinite(sum(box)) else None

    def _find_doubts(self) -> None:
        for name, count in sorted(self.unmapped.items()):
            self.doubts.append(f"{count} glyphs of font {name or '(unnamed)'} have no character mapping")
        if self.invisible:
            self.doubts.append(f"{self.invisible} characters are drawn invisibly (a text layer over a picture)")
        words = " ".join(run.text for run in self.hidden).strip()
        if words:
            self.doubts.append(f"text outside the visible page was left out: {words[:120]!r}")
        for kind, count in sorted(self._annotations().items()):
            self.doubts.append(f"{count} {ANNOTATIONS[kind]} are laid over the page; their text is not read")
        self.silent = [box for box in self.silent if not self._has_twin(box)]
        self.doubts += map(silent_doubt, self.silent)

    def _annotations(self) -> dict[int, int]:
        """Number of annotations of the kinds that show text."""
        found: dict[int, int] = {}
        for i in range(lib.FPDFPage_GetAnnotCount(self.page)):
            annotation = c_void_p(lib.FPDFPage_GetAnnot(self.page, i))
            kind = lib.FPDFAnnot_GetSubtype(annotation)
            lib.FPDFPage_CloseAnnot(annotation)
            if kind in ANNOTATIONS:
                found[kind] = found.get(kind, 0) + 1
        return found

    def _has_twin(self, box: Picture) -> bool:
        """The object lies on characters that were read: printed twice to look bold or shaded."""
        x0, top, x1, bottom = box
        return any(
            run.x0 - 1 <= x0
            and x1 <= run.x1 + 1
            and top < run.baseline + 1
            and run.baseline - run.size / 2 < bottom
            and abs(run.baseline - bottom) < 0.4 * run.size
            and run.text.strip()
            for run in self.runs
        )


def silent_doubt(box: Picture) -> str:
    """The sentence for a text object without characters."""
    return "a text object without characters draws ink at " + ",".join(f"{v:.1f}" for v in box)


def font_name(raw: bytes) -> str:
    """Family name without the subset prefix (``ABCDEF+``); Korean word processors write it in CP949."""
    for encoding in ("ascii", "utf-8", "cp949"):
        try:
            name = raw.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        name = raw.decode("latin-1")
    return name[7:] if len(name) > 7 and name[6] == "+" and name[:6].isupper() else name
