"""A loaded page goes in, its marks (points from the page's top left, see marks.py) come out.

Text comes from PDFium's text page, put back into the content stream's order by the text object each character belongs
to; strokes and fills come from the path objects. Form XObjects are walked with their matrix. Nothing is read twice.
"""

from __future__ import annotations

import ctypes
from ctypes import byref, c_double, c_float, c_int, c_uint, c_void_p
from math import hypot, isfinite
from typing import NamedTuple

from .binding import lib
from .frame import IDENTITY, Matrix, moved, page_frame, times
from .marks import ASCENT, DESCENT, Area, PageMarks, Picture, Run
from .strokes import THIN, Stroke, dot_lines, merge_strokes, shaded_boxes, trace, trim_area, trim_stroke

TEXT, PATH, IMAGE, FORM = 1, 2, 3, 5  # FPDF_PAGEOBJ_*
ANNOTATIONS = {3: "text boxes", 13: "stamps", 20: "form fields"}  # FPDF_ANNOT_*: those that show text of their own
MAX_FORM_DEPTH = 12
DOT = 3.2  # a path no larger than this (points, both ways) is a dot of a dotted line or nothing
BLANKS = 40  # blanks a page that are looked at for ink
BOLD_WORDS = ("bold", "heavy", "black")  # in font names; "extrabold", "semibold" hold one of them


class _Font(NamedTuple):
    handle: c_void_p
    name: str
    bold: bool
    named: bool
    widths: dict[tuple[int, float], float]


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
        self.clips: dict[tuple[int, int], tuple[float, float, float, float]] = {}

    def read(self) -> PageMarks:
        self.chars = self._characters()
        page = self.page
        get = lib.FPDFPage_GetObject
        for i in range(lib.FPDFPage_CountObjects(page)):
            self._object(get(page, i), IDENTITY, 0)
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
        text_page, box = self.text_page, (c_float * 4)()
        unicode_of, object_of = lib.FPDFText_GetUnicode, lib.FPDFText_GetTextObject
        loose, generated, unmapped = (
            lib.FPDFText_GetLooseCharBox,
            lib.FPDFText_IsGenerated,
            lib.FPDFText_HasUnicodeMapError,
        )
        found: dict[int, tuple[list[int], list[int], list[float], list[float]]] = {}
        last, entry, blanks = None, None, 0
        for i in range(lib.FPDFText_CountChars(text_page)):
            code = unicode_of(text_page, i) & 0xFFFFFFFF
            if code <= 32:
                if generated(text_page, i) == 1:
                    continue
                if code == 32 and blanks < BLANKS:  # a look at some is enough
                    blanks += 1
                    self.blank_ink += self._has_ink(i)
            owner = object_of(text_page, i)
            if owner is None:
                continue
            if owner != last:
                last, entry = owner, found.get(owner)
                if entry is None:
                    entry = found[owner] = ([], [], [], [])
            loose(text_page, i, box)
            if code == 2:
                code = 0x2D  # a hyphen that PDFium took for a word break at the line's end
            elif unmapped(text_page, i) == 1 or code == 0xFFFE or code == 0xFFFF:
                code = 0xFFFD
            elif code < 32 or 0x7F <= code < 0xA0:
                if not self._has_ink(i):
                    continue  # NUL and its like, drawn as nothing
                code = 0xFFFD
            entry[0].append(i)
            entry[1].append(code)
            entry[2].append(box[0])
            entry[3].append(box[2])
        return found

    def _has_ink(self, index: int) -> bool:
        sides = [c_double() for _ in range(4)]
        lib.FPDFText_GetCharBox(self.text_page, index, *map(byref, sides))
        left, right, low, high = (side.value for side in sides)
        return right - left > 0.05 and high - low > 0.05

    def _font(self, obj: c_void_p) -> _Font:
        address = lib.FPDFTextObj_GetFont(obj)
        font = self.fonts.get(address or 0)
        if font is None:
            handle = c_void_p(address)
            buffer = ctypes.create_string_buffer(256)
            size = lib.FPDFFont_GetBaseFontName(handle, buffer, 256) if address else 0
            name = font_name(buffer.raw[: max(0, min(size, 256) - 1)])
            lowered = name.lower()
            font = _Font(handle, name, any(w in lowered for w in BOLD_WORDS), bool(name), {})
            self.fonts[address or 0] = font
        return font

    def _advance(self, font: _Font, code: int, size: float) -> float:
        """Advance of a character before the text matrix; 0 where PDFium does not know."""
        key = (code, size)
        width = font.widths.get(key)
        if width is None:
            value = c_float()
            lib.FPDFFont_GetGlyphWidth(font.handle, code, c_float(size), byref(value))
            width = font.widths[key] = value.value
        return width

    def _text(self, obj: c_void_p, form: Matrix) -> None:
        entry = self.chars.pop(obj.value, None)
        if entry is None:
            self._silent_object(obj, form)
            return
        if not entry[0]:
            return  # only NUL characters that draw nothing
        indices, codes, lefts, rights = entry
        buffer = self.buffer
        lib.FPDFTextObj_GetFontSize(obj, buffer)
        em = buffer[0]
        lib.FPDFPageObj_GetMatrix(obj, buffer)
        if form is IDENTITY and self.unturned:
            a, b, c, d, _, f = buffer[:]
            b, d, f = -b, -d, self.frame[5] - f
        else:
            a, b, c, d, _, f = times(times(tuple(buffer[:]), form), self.frame)
        size = abs(em) * (hypot(c, d) if c else abs(d))
        font = self.fonts.get(lib.FPDFTextObj_GetFont(obj)) or self._font(obj)
        mode = lib.FPDFTextObj_GetTextRenderMode(obj)
        text = chr(codes[0]) if len(codes) == 1 else "".join(map(chr, codes))
        if "\ufffd" in text:
            self.unmapped[font.name] = self.unmapped.get(font.name, 0) + text.count("\ufffd")
        upright = a > 0 and abs(b) < 0.1 * a and d < 0
        color = self._color(lib.FPDFPageObj_GetFillColor, obj)
        style = (size, font.name, font.bold or mode == 2, 0 if color is None else color, self.order, upright)
        if upright and self.unturned and not (len(codes) > 1 and lefts[-1] <= lefts[0]):
            if not font.named:  # Type 3: the loose box is a whole em
                scale = hypot(a, b) if b else a
                steps = [self._advance(font, code, em) * scale for code in codes]
                rights = [x + step if step else right for x, step, right in zip(lefts, steps, rights, strict=True)]
            dx = self.frame[4]
            if dx:
                lefts, rights = [x + dx for x in lefts], [x + dx for x in rights]
            x0s, x1s = tuple(lefts), tuple(rights)
            self._keep(Run(text, x0s, x1s, f, *style), obj, mode, form)
            return
        origins = [self._origin(i) for i in indices]
        steps = [self._advance(font, code, em) or 0.5 * em for code in codes]
        if upright:  # a turned page, or characters set one below the other
            scale, start = hypot(a, b), 0
            for i in range(1, len(origins) + 1):
                if i == len(origins) or abs(origins[i][1] - origins[start][1]) > 0.3 * size:
                    x0s = tuple([x for x, _ in origins[start:i]])
                    x1s = tuple([x + s * scale for x, s in zip(x0s, steps[start:i], strict=True)])
                    self._keep(Run(text[start:i], x0s, x1s, origins[start][1], *style), obj, mode, form)
                    start = i
            return
        boxes = [moved((0.0, -0.12 * em, s, 0.88 * em), (a, b, c, d, *o)) for o, s in zip(origins, steps, strict=True)]
        x0s, x1s = tuple([box[0] for box in boxes]), tuple([box[2] for box in boxes])
        self._keep(Run(text, x0s, x1s, max(box[3] for box in boxes), *style), obj, mode, form)

    def _origin(self, index: int) -> tuple[float, float]:
        x, y = c_double(), c_double()
        lib.FPDFText_GetCharOrigin(self.text_page, index, byref(x), byref(y))
        a, b, c, d, e, f = self.frame
        return a * x.value + c * y.value + e, b * x.value + d * y.value + f

    def _keep(self, run: Run, obj: c_void_p, mode: int, form: Matrix) -> None:
        x0, top, x1, bottom = self._clip(obj, form)
        baseline, size = run[3:5]
        if (
            not isfinite(baseline + size + sum(run[1]) + sum(run[2]))  # a broken matrix: nowhere on the page
            or baseline + DESCENT * size <= top
            or baseline - ASCENT * size >= bottom
            or run[2][-1] <= x0
            or run[1][0] >= x1
        ):
            self.hidden.append(run)
            return
        if mode == 3:
            self.invisible += len(run.text)
        self.runs.append(run)

    def _clip(self, obj: c_void_p, form: Matrix) -> tuple[float, float, float, float]:
        """What of the page an object may draw on, as a box in the reader's space. Clips inside forms are not
        followed.
        """
        if form is not IDENTITY:
            return self.visible
        clip = lib.FPDFPageObj_GetClipPath(obj)
        if not clip:
            return self.visible
        clip = c_void_p(clip)
        count = lib.FPDFClipPath_CountPaths(clip)
        if count <= 0:
            return self.visible
        key = (count, lib.FPDFClipPath_GetPathSegment(clip, count - 1, 0) or 0)
        box = self.clips.get(key)
        if box is None:
            box = self.clips[key] = self._clip_box(clip, count)
        return box

    def _clip_box(self, clip: c_void_p, count: int) -> tuple[float, float, float, float]:
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

    def _object(self, obj: c_void_p, form: Matrix, depth: int) -> None:
        kind = lib.FPDFPageObj_GetType(obj)
        self.order += 1
        if kind == PATH:
            self._path(obj, form)
        elif kind == TEXT:
            self._text(obj, form)
        elif kind == IMAGE:
            box = self._bounds(obj, form)
            if box is not None:
                self.pictures.append(Picture(*box))
        elif kind == FORM and depth < MAX_FORM_DEPTH:
            lib.FPDFPageObj_GetMatrix(obj, self.buffer)
            inner = times(tuple(self.buffer[:]), form)
            if inner == IDENTITY:
                inner = IDENTITY
            for i in range(lib.FPDFFormObj_CountObjects(obj)):
                self._object(lib.FPDFFormObj_GetObject(obj, c_uint(i)), inner, depth + 1)

    def _bounds(self, obj: c_void_p, form: Matrix) -> tuple[float, float, float, float] | None:
        if not lib.FPDFPageObj_GetBounds(obj, *self.box_refs):
            return None
        x0, low, x1, high = self.buffer[:4]
        if not isfinite(x0 + low + x1 + high):
            return None
        if form is IDENTITY and self.unturned:
            dx, dy = self.frame[4], self.frame[5]
            return x0 + dx, dy - high, x1 + dx, dy - low
        return moved((x0, low, x1, high), self.frame if form is IDENTITY else times(form, self.frame))

    def _color(self, getter, obj: c_void_p) -> int | None:
        """0xRRGGBB, or None where nothing is painted (fully transparent, or a pattern PDFium gives no colour for)."""
        if not getter(obj, *self.rgba_refs):
            return None
        red, green, blue, alpha = self.rgba[:]
        return (red & 255) << 16 | (green & 255) << 8 | blue & 255 if alpha else None

    def _path(self, obj: c_void_p, form: Matrix) -> None:
        if form is IDENTITY and self.unturned:  # as _bounds, without the call: dots come in thousands
            if not lib.FPDFPageObj_GetBounds(obj, *self.box_refs):
                return
            x0, low, x1, high = self.buffer[:4]
            wide, tall = x1 - x0, high - low
            x, y = (x0 + x1) / 2 + self.frame[4], self.frame[5] - (low + high) / 2
        else:
            box = self._bounds(obj, form)
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
            if trimmed := trim_stroke(band, self._clip(obj, form)):
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
        clip = self._clip(obj, form)
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
        refs, buffer = self.refs, self.buffer
        points = []
        for i in range(lib.FPDFPath_CountSegments(obj)):
            segment = lib.FPDFPath_GetPathSegment(obj, i)
            lib.FPDFPathSegment_GetPoint(segment, refs[0], refs[1])
            x, y = buffer[0], buffer[1]
            kind = lib.FPDFPathSegment_GetType(segment)
            points.append((kind, a * x + c * y + e, b * x + d * y + f, bool(lib.FPDFPathSegment_GetClose(segment))))
        return points

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
