"""A loaded page goes in, its marks (points from the page's top left, see marks.py) come out.

Text comes from PDFium's text page, put back into the content stream's order by the text object each character belongs
to; strokes and fills come from the path objects. Form XObjects are walked with their matrix. Nothing is read twice.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from ctypes import byref, c_double, c_float, c_int, c_uint, c_void_p
from math import hypot, isfinite
from typing import NamedTuple

from . import columns
from .binding import Handle, lib
from .frame import IDENTITY, Matrix, moved, page_frame, times
from .marks import ASCENT, DESCENT, Area, PageMarks, Picture, Run
from .strokes import THIN, Stroke, dot_lines, merge_strokes, shaded_boxes, trace, trim_area, trim_stroke

TEXT, PATH, IMAGE, FORM = 1, 2, 3, 5  # FPDF_PAGEOBJ_*
ANNOTATIONS = {3: "text boxes", 13: "stamps", 20: "form fields"}  # FPDF_ANNOT_*: those that show text of their own
MAX_FORM_DEPTH = 12
DOT = 3.2  # a path no larger than this (points, both ways) is a dot of a dotted line or nothing
BLANKS = 40  # blanks a page that are looked at for ink
_run = tuple.__new__  # a Run of the fields in order: Run's own does the same through one call more
BOLD_WORDS = ("bold", "heavy", "black")  # in font names; "extrabold", "semibold" hold one of them


Box = tuple[float, float, float, float]
_Known = tuple[float, Matrix, int | None, int, int | None, Box]
# of a text object: size before the matrix, matrix, font's address, render mode, fill colour, clip


class _Widths(dict[tuple[int, float], float]):
    """A font's advances before the text matrix by (code point, size); 0 where PDFium does not know."""

    def __init__(self, font: c_void_p):
        self.font = font
        self.value = c_float()
        self.ref = byref(self.value)

    def __missing__(self, key: tuple[int, float]) -> float:
        self.value.value = 0.0
        lib.FPDFFont_GetGlyphWidth(self.font, key[0], c_float(key[1]), self.ref)
        self[key] = width = self.value.value
        return width


class _Font(NamedTuple):
    name: str
    bold: bool
    named: bool
    widths: _Widths


class PageReader:
    """Reads one loaded page. Fonts and buffers live as long as the page: PDFium may reuse a font's address after it."""

    def __init__(self, page: c_void_p, text_page: c_void_p, page_no: int):
        self.page, self.text_page, self.page_no = page, text_page, page_no
        self.frame, self.width, self.height, visible = page_frame(page)
        self.visible = moved(visible, self.frame)
        self.buffer = (c_float * 6)()
        self.refs = [byref(self.buffer, 4 * i) for i in range(6)]
        self.box_refs = self.refs[:4]
        self.mode = (c_int * 2)()  # fill mode, stroked
        self.mode_refs = [byref(self.mode, 4 * i) for i in range(2)]
        self.unturned = self.frame[0] == 1.0
        self.sides = (c_double * 4)()
        self.side_refs = [byref(self.sides, 8 * i) for i in range(4)]
        self.rgba = (c_uint * 4)()
        self.rgba_refs = [byref(self.rgba, 4 * i) for i in range(4)]
        self.fonts: dict[int, _Font] = {}
        self.runs: list[Run] = []
        self.hidden: list[Run] = []
        self.strokes: list[Stroke] = []
        self.dots: list[tuple[float, float, float, c_void_p]] = []  # x, y, size, path object
        self.areas: list[Area] = []
        self.pictures: list[Picture] = []
        self.doubts: list[str] = []
        self.unmapped: dict[str, int] = {}
        self.invisible = 0
        self.blank_ink = 0
        self.silent: list[Picture] = []  # text objects with ink but without characters
        self.order = 0
        self.clips: dict[tuple[int, int], Box] = {}

    def read(self) -> PageMarks:
        self.chars = self._characters()
        self._objects(lib.FPDFPage_GetObject, self.page, lib.FPDFPage_CountObjects(self.page), IDENTITY, 0)
        self._dotted()
        strokes, shades = shaded_boxes(self.strokes)
        rules = merge_strokes(strokes)
        if shades:
            self.areas = sorted(self.areas + shades, key=lambda area: area.order)
        self._find_doubts()
        return PageMarks(
            self.page_no,
            self.width,
            self.height,
            tuple(self.runs),
            tuple(rules),
            tuple(self.areas),
            tuple(self.pictures),
            tuple(self.doubts),
            tuple(self.silent),
            self.blank_ink,
            tuple(self.hidden),
        )

    # ---- characters

    def _characters(self) -> dict[int, tuple[list[int], list[int], list[float], list[float]]]:
        """Text object address → (text page indices, code points, left edges, right edges), in the text page's order."""
        text_page = self.text_page
        found: dict[int, tuple[list[int], list[int], list[float], list[float]]] = {}
        last, entry, blanks = None, None, 0
        count = lib.FPDFText_CountChars(text_page)
        for start in range(0, count, columns.SIZE):
            stop = min(start + columns.SIZE, count)
            rows = zip(range(start, stop), *columns.characters(text_page, start, stop), strict=True)
            for i, code, owner, unmapped, x0, x1 in rows:
                if code < 0:
                    code += 1 << 32
                if code <= 32:
                    if lib.FPDFText_IsGenerated(text_page, i) == 1:
                        continue
                    if code == 32 and blanks < BLANKS:  # a look at some is enough
                        blanks += 1
                        self.blank_ink += self._has_ink(i)
                if owner is None:
                    continue
                if owner != last:
                    last, entry = owner, found.get(owner)
                    if entry is None:
                        entry = found[owner] = ([], [], [], [])
                if code < 32 or 0x7F <= code < 0xA0 or 0xFFFE <= code <= 0xFFFF or unmapped == 1:
                    code = self._character(i, code, unmapped == 1)
                    if not code:
                        continue
                entry[0].append(i)
                entry[1].append(code)
                entry[2].append(x0)
                entry[3].append(x1)
        return found

    def _character(self, index: int, code: int, unmapped: bool) -> int:
        """The code point of an odd character: a hyphen, the sign for an unreadable one, or 0 for nothing at all."""
        if code == 2:
            return 0x2D  # a hyphen that PDFium took for a word break at the line's end
        if unmapped or code in (0xFFFE, 0xFFFF) or self._has_ink(index):
            return 0xFFFD
        return 0  # NUL and its like, drawn as nothing

    def _has_ink(self, index: int) -> bool:
        lib.FPDFText_GetCharBox(self.text_page, index, *self.side_refs)
        left, right, low, high = self.sides
        return right - left > 0.05 and high - low > 0.05

    def _font(self, address: int | None) -> _Font:
        handle = c_void_p(address)
        buffer = ctypes.create_string_buffer(256)
        size = lib.FPDFFont_GetBaseFontName(handle, buffer, 256) if address else 0
        name = font_name(buffer.raw[: max(0, min(size, 256) - 1)])
        lowered = name.lower()
        font = _Font(name, any(w in lowered for w in BOLD_WORDS), bool(name), _Widths(handle))
        self.fonts[address or 0] = font
        return font

    def _texts(self, handles: list[Handle], form: Matrix) -> Iterator[_Known]:
        """What there is to know of text objects besides their characters."""
        return zip(
            columns.font_sizes(handles),
            columns.matrices(handles),
            map(lib.FPDFTextObj_GetFont, handles),
            map(lib.FPDFTextObj_GetTextRenderMode, handles),
            columns.fills(handles),
            self._clips(handles, form),
            strict=True,
        )

    def _text(self, obj: Handle, form: Matrix, known: _Known) -> None:
        entry = self.chars.pop(obj.value, None)
        if entry is None:
            self._silent_object(obj, form)
            return
        if not entry[0]:
            return  # only NUL characters that draw nothing
        indices, codes, lefts, rights = entry
        em, matrix, address, mode, color, clip = known
        if form is IDENTITY and self.unturned:
            a, b, c, d, _, f = matrix
            b, d, f = -b, -d, self.frame[5] - f
        else:
            a, b, c, d, _, f = times(times(matrix, form), self.frame)
        size = abs(em) * (hypot(c, d) if c else abs(d))
        font = self.fonts.get(address or 0) or self._font(address)
        text = chr(codes[0]) if len(codes) == 1 else "".join(map(chr, codes))
        if "\ufffd" in text:
            self.unmapped[font.name] = self.unmapped.get(font.name, 0) + text.count("\ufffd")
        upright = a > 0 and abs(b) < 0.1 * a and d < 0
        style = (f, size, font.name, font.bold or mode == 2, 0 if color is None else color, self.order, upright)
        if upright and self.unturned and not (len(codes) > 1 and lefts[-1] <= lefts[0]):
            if not font.named:  # Type 3: the loose box is a whole em
                scale = hypot(a, b) if b else a
                steps = [font.widths[code, em] * scale for code in codes]
                rights = [x + step if step else right for x, step, right in zip(lefts, steps, rights, strict=True)]
            dx = self.frame[4]
            if dx:
                lefts, rights = [x + dx for x in lefts], [x + dx for x in rights]
            self._keep(_run(Run, (text, tuple(lefts), tuple(rights), *style)), mode, clip)
            return
        origins = [self._origin(i) for i in indices]
        steps = [font.widths[code, em] or 0.5 * em for code in codes]
        if upright:  # a turned page, or characters set one below the other
            scale, start = hypot(a, b), 0
            for i in range(1, len(origins) + 1):
                if i == len(origins) or abs(origins[i][1] - origins[start][1]) > 0.3 * size:
                    x0s = tuple([x for x, _ in origins[start:i]])
                    x1s = tuple([x + s * scale for x, s in zip(x0s, steps[start:i], strict=True)])
                    self._keep(Run(text[start:i], x0s, x1s, origins[start][1], *style[1:]), mode, clip)
                    start = i
            return
        boxes = [moved((0.0, -0.12 * em, s, 0.88 * em), (a, b, c, d, *o)) for o, s in zip(origins, steps, strict=True)]
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
        return [self._clip(clip) for clip in map(lib.FPDFPageObj_GetClipPath, handles)]

    def _clip(self, clip: Handle) -> Box:
        if not clip:
            return self.visible
        count = lib.FPDFClipPath_CountPaths(clip)
        if count <= 0:
            return self.visible
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
        upright, dots = form is IDENTITY and self.unturned, self.dots
        dx, dy = self.frame[4:]
        for start in range(0, count, columns.SIZE):
            handles = columns.objects(getter, holder, start, min(start + columns.SIZE, count))
            kinds = list(map(lib.FPDFPageObj_GetType, handles))
            texts = self._texts([obj for obj, kind in zip(handles, kinds, strict=True) if kind == TEXT], form)
            paths = iter(columns.bounds([obj for obj, kind in zip(handles, kinds, strict=True) if kind == PATH]))
            for obj, kind in zip(handles, kinds, strict=True):
                self.order += 1
                if kind == PATH:
                    box = next(paths)
                    if box is None:
                        continue
                    x0, low, x1, high = box
                    wide, tall = x1 - x0, high - low
                    if wide <= DOT and tall <= DOT and upright:  # as in _path: dots come in thousands
                        x, y = (x0 + x1) / 2 + dx, dy - (low + high) / 2
                        if isfinite(x + y):
                            dots.append((x, y, wide if wide < tall else tall, obj))
                    else:
                        self._path(obj, form, box)
                elif kind == TEXT:
                    self._text(obj, form, next(texts))
                elif kind == IMAGE:
                    box = self._bounds(obj, form)
                    if box is not None:
                        self.pictures.append(Picture(*box))
                elif kind == FORM and depth < MAX_FORM_DEPTH:
                    lib.FPDFPageObj_GetMatrix(obj, self.buffer)
                    inner = times(tuple(self.buffer[:]), form)
                    inner = IDENTITY if inner == IDENTITY else inner
                    self._objects(lib.FPDFFormObj_GetObject, obj, lib.FPDFFormObj_CountObjects(obj), inner, depth + 1)

    def _bounds(self, obj: c_void_p, form: Matrix) -> Box | None:
        if not lib.FPDFPageObj_GetBounds(obj, *self.box_refs):
            return None
        return self._placed(tuple(self.buffer[:4]), form)

    def _placed(self, bounds: Box, form: Matrix) -> Box | None:
        """PDFium's bounds (left, bottom, right, top) in the reader's space; None where they are no figures."""
        x0, low, x1, high = bounds
        if not isfinite(x0 + low + x1 + high):
            return None
        if form is IDENTITY and self.unturned:
            dx, dy = self.frame[4], self.frame[5]
            return x0 + dx, dy - high, x1 + dx, dy - low
        return moved(bounds, self.frame if form is IDENTITY else times(form, self.frame))

    def _color(self, getter, obj: c_void_p) -> int | None:
        """0xRRGGBB, or None where nothing is painted (fully transparent, or a pattern PDFium gives no colour for)."""
        if not getter(obj, *self.rgba_refs):
            return None
        red, green, blue, alpha = self.rgba[:]
        return (red & 255) << 16 | (green & 255) << 8 | blue & 255 if alpha else None

    def _path(self, obj: Handle, form: Matrix, bounds: Box) -> None:
        x0, low, x1, high = bounds
        if form is IDENTITY and self.unturned:
            wide, tall = x1 - x0, high - low
            x, y = (x0 + x1) / 2 + self.frame[4], self.frame[5] - (low + high) / 2
        else:
            box = self._placed(bounds, form)
            if box is None:
                return
            x0, top, x1, bottom = box
            wide, tall, x, y = x1 - x0, bottom - top, (x0 + x1) / 2, (top + bottom) / 2
        if not isfinite(x + y):
            return
        if wide <= DOT and tall <= DOT:
            self.dots.append((x, y, wide if wide < tall else tall, obj))
            return
        fill, stroke = self._paint(obj)
        if fill is None and stroke is None:
            return
        if stroke is None and min(wide, tall) < THIN and lib.FPDFPath_CountSegments(obj) <= 5:
            # a thin fill: its bounds say all there is to know, and gradients are made of thousands
            half_x, half_y = (wide / 2, 0.0) if wide >= tall else (0.0, tall / 2)
            ends = (x - half_x, y - half_y, x + half_x, y + half_y)
            band = Stroke(*ends, min(wide, tall), fill, fill=True, order=self.order)
            if trimmed := trim_stroke(band, self._clips([obj], form)[0]):
                self.strokes.append(trimmed)
            return
        lib.FPDFPageObj_GetMatrix(obj, self.buffer)
        matrix = times(times(tuple(self.buffer[:]), form), self.frame)
        width, dashed = 0.0, False
        if stroke is not None:
            lib.FPDFPageObj_GetStrokeWidth(obj, self.buffer)
            width = self.buffer[0] * (abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5)
            dashed = lib.FPDFPageObj_GetDashCount(obj) > 0
        strokes, areas = trace(self._points(obj, matrix), fill, stroke, width, dashed, self.order)
        clip = self._clips([obj], form)[0]
        self.strokes += [trimmed for stroke in strokes if (trimmed := trim_stroke(stroke, clip))]
        self.areas += [trimmed for area in areas if (trimmed := trim_area(area, clip))]

    def _paint(self, obj: c_void_p) -> tuple[int | None, int | None]:
        """Colours of fill and stroke; None where the path is not filled or not stroked."""
        lib.FPDFPath_GetDrawMode(obj, *self.mode_refs)
        filled, stroked = self.mode[:]
        return (
            self._color(lib.FPDFPageObj_GetFillColor, obj) if filled else None,
            self._color(lib.FPDFPageObj_GetStrokeColor, obj) if stroked else None,
        )

    def _dotted(self) -> None:
        for index, x0, y0, x1, y1 in dot_lines(self.dots):
            _, _, size, obj = self.dots[index]
            fill, stroke = self._paint(obj)
            if stroke is not None:  # PDFium's bounds grow by a whole line width on every side
                self.strokes.append(Stroke(x0, y0, x1, y1, size / 2, stroke, True))
            elif fill is not None:
                self.strokes.append(Stroke(x0, y0, x1, y1, size, fill, True))

    def _points(self, obj: c_void_p, m: Matrix) -> list[tuple[int, float, float, bool]]:
        """(kind, x, y, closes) per segment in the reader's space; kind 0 line, 1 curve point, 2 move."""
        a, b, c, d, e, f = m
        return [
            (kind, a * x + c * y + e, b * x + d * y + f, bool(closes)) for kind, x, y, closes in columns.segments(obj)
        ]

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
