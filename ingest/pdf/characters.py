"""A text page goes in, its characters by the text object that draws them come out (edges in points of user space).

What PDFium adds of its own (blanks and line ends that it sees in gaps) is left out; characters that it misnames get
the form in which they are kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from ctypes import byref, c_double, c_uint16, c_void_p
from itertools import compress, repeat
from math import isfinite
from operator import ne
from typing import NamedTuple

from . import columns
from .binding import lib

UNREADABLE = "\ufffd"
BLANKS = 40  # blanks a page that are looked at for ink
_ODD = re.compile("[\x00-\x20\x7f-\x9f\ufffe\uffff]")  # what may be no character, or another one
_NO_CHARACTER = re.compile("\ufffe")  # PDFium's text has it for hyphens at lines' ends and for what it cannot name

_sides = (c_double * 4)()
_side_refs = [byref(_sides, 8 * i) for i in range(4)]


Drawn = tuple[Sequence[int], str, tuple[float, ...], tuple[float, ...]]
# of one text object's characters, in the text page's order: indices there, the characters, left and right edges


class Characters(NamedTuple):
    by_object: dict[int, Drawn]  # text object's address → its characters
    finite: bool  # all edges are figures
    blank_ink: int  # blanks that draw ink, of the first BLANKS


def read_characters(text_page: c_void_p) -> Characters:
    """All characters of a page."""
    found: dict[int, Drawn] = {}
    finite, blanks = True, _Blanks()
    count = lib.FPDFText_CountChars(text_page)
    whole = _text(text_page, count)
    for start in range(0, count, columns.SIZE):
        stop = min(start + columns.SIZE, count)
        owners, unmapped, lefts, rights = columns.characters(text_page, start, stop)
        lefts, rights = tuple(lefts), tuple(rights)
        finite = finite and isfinite(sum(lefts) + sum(rights))
        text = whole[start:stop]
        odd = _odd_ones(text_page, start, text, owners, unmapped, blanks)
        a = 0
        for b in (*compress(range(1, len(owners)), map(ne, owners[1:], owners)), len(owners)):  # where owners change
            owner, drawn = owners[a], (range(start + a, start + b), text[a:b], lefts[a:b], rights[a:b])
            if odd and not odd.keys().isdisjoint(range(a, b)):
                drawn = _sifted(start, range(a, b), text, lefts, rights, odd)
            a = b
            if owner is None or drawn is None:
                continue
            before = found.setdefault(owner, drawn)
            if before is not drawn:
                found[owner] = _joined(before, drawn)
    return Characters(found, finite, blanks.inked)


def _text(text_page: c_void_p, count: int) -> str:
    """All characters of a page: taken at once where each has its place in PDFium's text, else one by one."""
    buffer = (c_uint16 * (count + 1))()
    if lib.FPDFText_GetText(text_page, 0, count, buffer) == count + 1:
        text = bytes(buffer)[:-2].decode("utf-16-le", "surrogatepass")
        if len(text) == count:
            return _NO_CHARACTER.sub(lambda m: chr(lib.FPDFText_GetUnicode(text_page, m.start())), text)
    return "".join(map(chr, map(lib.FPDFText_GetUnicode, repeat(text_page), range(count))))


class _Blanks:
    """Blanks looked at so far, and those of them with ink."""

    __slots__ = ("inked", "seen")

    def __init__(self) -> None:
        self.seen = self.inked = 0


def _odd_ones(
    text_page: c_void_p,
    start: int,
    text: str,
    owners: Sequence[int | None],
    unmapped: Sequence[int],
    blanks: _Blanks,
) -> dict[int, str | None]:
    """Characters of a stretch that are not kept as they are, by their place in it: what they become, "" for what draws
    nothing, None for PDFium's own.
    """
    places = [m.start() for m in _ODD.finditer(text)]
    if 1 in unmapped:
        places = sorted({*places, *(i for i, missing in enumerate(unmapped) if missing == 1)})
    found: dict[int, str | None] = {}
    for i in places:
        if owners[i] is None:
            continue
        index, char, is_unmapped = start + i, text[i], unmapped[i] == 1
        if char <= " " and lib.FPDFText_IsGenerated(text_page, index) == 1:
            found[i] = None
            continue
        if char == " " and blanks.seen < BLANKS:  # a look at some is enough
            blanks.seen += 1
            blanks.inked += _has_ink(text_page, index)
        if char == "\x02":
            found[i] = "-"  # a hyphen that PDFium took for a word break at the line's end
        elif is_unmapped or char in "\ufffe\uffff":
            found[i] = UNREADABLE
        elif char != " ":
            found[i] = UNREADABLE if _has_ink(text_page, index) else ""  # NUL and its like, drawn as nothing
    return found


def _has_ink(text_page: c_void_p, index: int) -> bool:
    lib.FPDFText_GetCharBox(text_page, index, *_side_refs)
    left, right, low, high = _sides
    return right - left > 0.05 and high - low > 0.05


def _sifted(
    start: int, places: range, text: str, lefts: Sequence[float], rights: Sequence[float], odd: dict[int, str | None]
) -> Drawn | None:
    """The characters at some places of a stretch, odd ones in their own form or left out; None where all are added."""
    if all(odd.get(i, "") is None for i in places):
        return None
    kept = [i for i in places if odd.get(i, " ")]
    chars = "".join([odd.get(i, text[i]) for i in kept])
    return [start + i for i in kept], chars, tuple([lefts[i] for i in kept]), tuple([rights[i] for i in kept])


def _joined(a: Drawn, b: Drawn) -> Drawn:
    return (*a[0], *b[0]), a[1] + b[1], a[2] + b[2], a[3] + b[3]
