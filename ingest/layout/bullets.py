"""A line's text in, its leading bullet or numbering out: which style of mark, which number, how many characters.

A style groups glyphs that authors use for one level (``ㅇ ○ ❍``), numbered styles carry a number. Which style
stands above which is decided on the page (see levels.py); ``USUAL_ORDER`` only breaks ties.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Mark(NamedTuple):
    style: str  # "" where the line has none
    text: str  # as printed
    length: int  # characters up to the first one after the mark and its blanks
    number: int | None = None
    prefix: int | None = None  # the 2 of "2-1"


NONE = Mark("", "", 0)

ROMAN, ANNEX, CELL_NUMBER, DOTTED, SUBNUMBER, PAREN, LABEL = "roman", "annex", "n", "n.", "n-n", "(n)", "label"
BOXED, CIRCLED, BLACK_CIRCLED, ANGLE, HANGUL, HALF_PAREN = "[n]", "①", "➊", "<>", "가.", "n)"
SQUARE, DIAMOND, CIRCLE, RING, DASH, SMALL, DOT, LEAD = "□", "◇", "ㅇ", "∘", "-", "▪", "·", "◈"
STAR, NOTE, ARROW, UNIT, TITLE = "*", "※", "⇒", "unit", "title"

NOTES = frozenset({STAR, NOTE})
NUMBERED = frozenset({CELL_NUMBER, DOTTED, PAREN, BOXED, CIRCLED, BLACK_CIRCLED, HANGUL, HALF_PAREN, ROMAN})
NUMERIC = frozenset({PAREN, BOXED, CIRCLED, BLACK_CIRCLED})  # styles that may stand in for each other in one series

# Usual order of marks from the top of a plan to its bottom; equal numbers are decided by what the page shows.
USUAL_ORDER = {
    TITLE: 0, ROMAN: 1, ANNEX: 1, CELL_NUMBER: 2, DOTTED: 3, SUBNUMBER: 3, HANGUL: 3.5, PAREN: 4, LABEL: 4, BOXED: 5,
    ANGLE: 5, HALF_PAREN: 5.5, DIAMOND: 6, LEAD: 6, SQUARE: 7, CIRCLE: 8, CIRCLED: 8, BLACK_CIRCLED: 8, ARROW: 8,
    DASH: 9, RING: 9.5, SMALL: 10, DOT: 10, "": 11, NOTE: 12, STAR: 12, UNIT: 12,
}  # fmt: skip

_GLYPHS = {
    SQUARE: "□■▣❏❑◻◼☐",
    DIAMOND: "◇◆❖◊⬥⬦",
    LEAD: "◈",
    CIRCLE: "ㅇ○❍◯⚪●◎",
    RING: "∘◦",
    DASH: "-–—－⁃‐‑─―ー",
    SMALL: "▪▫◾◽￭•‣►▶▸▹▷➢➤☞☑✓✔√✦★☆◂△▲▴▵▽▼",
    DOT: "·․‧･ㆍ・∙⋅•",
    ARROW: "⇒⇨→➡⇢➔➜➠➲⟹⟶",
    NOTE: "※",
    STAR: "*＊†",
}
TRIANGLES = "△▲▴▵▽▼"  # also minus signs, and marks inside a sentence
_STYLE = {glyph: style for style, glyphs in reversed(_GLYPHS.items()) for glyph in glyphs}
_BULLET_PUA = re.compile(r"[\ue000-\uf8ff]")
_BATANG = re.compile(r"batang|바탕|myeongjo|명조|serif|Song", re.IGNORECASE)  # whose private glyph is a boxed number

_ROMANS = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
_ASCII_ROMANS = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
_ROMAN = re.compile(rf"([{_ROMANS}])(?:\s*\.\s*|\s+|$)(?![~∼～])")
_ASCII_ROMAN = re.compile(r"(VI{0,3}|IV|IX|XI{0,2}|I{1,3})(?:\s*\.\s*(?=[^\d\s])|\s+(?=[가-힣]))")
_ANNEX = re.compile(r"[\[<【(]?\s*(?:참고|붙임|별첨|부록|첨부)\s*(\d{0,2})\s*(?:[\]>】).:：]|(?=\s)|$)\s*")
_DOTTED = re.compile(r"(\d{1,2})\s?\.(?!\s?\d)\s*(?=\S|$)")
_SUBNUMBER = re.compile(r"(\d{1,2})\s?[-－–]\s?(\d{1,2})\.?(?:\s+|$)(?![~∼～])")
_PAREN = re.compile(r"[(（]\s?(\d{1,2})\s?[)）]\s*")
_HALF = re.compile(r"(\d{1,2})\)\s*")
_BRACKETED = re.compile(r"\[\s?(\d{1,2})\s?\]\s*")
_HANGUL = re.compile(r"(?:([가나다라마바사아자차카타파하])\s?[.)]\s+|\(([가나다라마바사아자차카타파하])\)\s*)")
_HANGULS = "가나다라마바사아자차카타파하"
_STARS = re.compile(r"([*＊]{1,5}|†)\s*(?=\S)")
_UNIT = re.compile(r"[(\[（<〈【]\s*단위\s*[:：;]?")
_ANGLE = re.compile(r"[<〈《‹＜【〔≪]\s*\S.*[>〉》›＞】〕≫]$")
_PLAIN = re.compile(r"(\d{1,2})\s+(?=[(（｢「‘“A-Z가-힣])")
_LATIN_O = re.compile(r"[oOㅇ]\s+(?=\S)")
_RANGES = ((0x2460, 20, CIRCLED), (0x2776, 10, BLACK_CIRCLED), (0x278A, 10, BLACK_CIRCLED), (0x2780, 10, CIRCLED),
           (0x24D0, 26, CIRCLED), (0x3260, 14, CIRCLED), (0x326E, 14, CIRCLED), (0x24F5, 10, CIRCLED))  # fmt: skip


def circled(glyph: str) -> tuple[str, int] | None:
    """Style and number of a circled number (① ➊ ❶ ⓐ ㉠), None for any other character."""
    code = ord(glyph)
    if 0x2460 <= code <= 0x3300:
        for first, count, style in _RANGES:
            if first <= code < first + count:
                return style, code - first + 1
    return None


def read_mark(text: str, font: str = "") -> Mark:
    """The mark that a line opens with, ``NONE`` where it has none. ``font`` (of the first glyph) tells private glyphs
    apart.

    Bare numbers ("1 제목 …") are not marks here: see ``plain_number``.
    """
    c = text[:1]
    if not c:
        return NONE
    found = circled(c)
    if found:
        return Mark(found[0], c, _skip(text, 1), found[1])
    if _BULLET_PUA.match(c):
        if _BATANG.search(font):
            return Mark(BOXED, c, _skip(text, 1))
        return Mark(SMALL, c, _skip(text, 1))
    style = _STYLE.get(c)
    if style is STAR:
        m = _STARS.match(text)
        return Mark(STAR, m[1], m.end()) if m else NONE
    if style is DASH:
        # a minus before a figure, or a dash inside a range broken over the line, is no bullet
        rest = text[1:2]
        return Mark(DASH, c, _skip(text, 1)) if rest and not (rest.isdigit() or rest in "~-–>") else NONE
    if c in TRIANGLES and text[1:2].isdigit():
        return NONE  # a decrease
    if style is CIRCLE and text[1:2] in ("ㅇ", "○", "●", "◯"):
        return NONE  # a blanked name
    if style is not None:
        return Mark(style, c, _skip(text, 1)) if len(text) > 1 or style in (SQUARE, CIRCLE) else NONE
    if c.isdigit():
        return _number(text)
    if c in "(（[<〈【《‹＜〔≪":
        return _bracket(text)
    if c in _ROMANS:
        m = _ROMAN.match(text)
        return Mark(ROMAN, m[0].strip(), m.end(), _ROMANS.index(c) + 1) if m else NONE
    if c in "IVX":
        m = _ASCII_ROMAN.match(text)
        return Mark(ROMAN, m[0].strip(), m.end(), _ASCII_ROMANS.index(m[1]) + 1) if m else NONE
    if c in "참붙별부첨":
        m = _ANNEX.match(text)
        if m:
            return Mark(ANNEX, m[0].strip(), m.end(), int(m[1]) if m[1] else None)
    if c in _HANGULS:
        m = _HANGUL.match(text)
        if m:
            return Mark(HANGUL, m[0].strip(), m.end(), _HANGULS.index(m[1] or m[2]) + 1)
    if c in "oO":
        m = _LATIN_O.match(text)
        if m:
            return Mark(CIRCLE, c, m.end())
    return NONE


def plain_number(text: str) -> Mark:
    """A bare number before words ("1 (지원체계) …"): a numeral that lost its box, or a number beside its title."""
    m = _PLAIN.match(text)
    return Mark(BOXED, m[1], m.end(), int(m[1])) if m else NONE


def lone_number(text: str) -> Mark:
    """The mark of a cell that holds nothing but a number, a Roman numeral, "2-1" or an annex word; else ``NONE``."""
    bare = text.strip(" .")
    if re.fullmatch(r"\d{1,2}", bare):
        return Mark(CELL_NUMBER, text, len(text), int(bare))
    m = re.fullmatch(r"(\d{1,2})\s?[-－–]\s?(\d{1,2})", bare)
    if m:
        return Mark(SUBNUMBER, text, len(text), int(m[2]), int(m[1]))
    if len(bare) == 1 and bare in _ROMANS:
        return Mark(ROMAN, text, len(text), _ROMANS.index(bare) + 1)
    if bare in _ASCII_ROMANS:
        return Mark(ROMAN, text, len(text), _ASCII_ROMANS.index(bare) + 1)
    m = re.fullmatch(r"[\[<(【]?(?:참고|붙임|별첨|부록|첨부)([\dⅠ-Ⅹ]{0,2})[\]>)】]?", bare.replace(" ", ""))
    if m:
        return Mark(ANNEX, text, len(text), int(m[1]) if m[1].isdecimal() else None)
    found = circled(bare) if len(bare) == 1 else None
    if found:
        return Mark(found[0], text, len(text), found[1])
    return NONE


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] == " ":
        at += 1
    return at


def _number(text: str) -> Mark:
    m = _SUBNUMBER.match(text)
    if m:
        return Mark(SUBNUMBER, m[0].strip(), m.end(), int(m[2]), int(m[1]))
    m = _DOTTED.match(text)
    if m:
        return Mark(DOTTED, m[0].strip(), m.end(), int(m[1]))
    m = _HALF.match(text)
    if m:
        return Mark(HALF_PAREN, m[0].strip(), m.end(), int(m[1]))
    return NONE


def _bracket(text: str) -> Mark:
    m = _UNIT.match(text)
    if m:
        return Mark(UNIT, "", 0)
    m = _PAREN.match(text)
    if m:
        return Mark(PAREN, m[0].strip(), m.end(), int(m[1]))
    m = _BRACKETED.match(text)
    if m:
        return Mark(BOXED, m[0].strip(), m.end(), int(m[1]))
    m = _ANNEX.match(text)
    if m and text[0] in "[【":
        return Mark(ANNEX, m[0].strip(), m.end(), int(m[1]) if m[1] else None)
    if _ANGLE.match(text) or (text[0] == "[" and text[-1] == "]" and text.count("[") == 1 and len(text) > 4):
        return Mark(ANGLE, text[0], _skip(text, 1))
    m = _HANGUL.match(text)
    if m:
        return Mark(HANGUL, m[0].strip(), m.end(), _HANGULS.index(m[1] or m[2]) + 1)
    return NONE
