"""Plan text as printed → the same text in one notation, character for character, so that offsets never move.

Apostrophes, tildes, middle dots, minus signs, arrows, triangles and full-width signs have many shapes in Korean plan
documents and one meaning each; every shape becomes one representative. White space is kept as it is.
"""

from __future__ import annotations

from functools import lru_cache

APOSTROPHES = "’‘΄ˊ`´′‵ʼ＇‛"
TILDES = "∼～〜˜⁓∽"
MIDDLE_DOTS = "․‧･ㆍ・•∙⋅ᐧ᛫"
MINUSES = "−–—‐‑‒－﹣"
ARROWS = "→⇒⇨➜➔➡⟶➝➞"  # ► and ▶ are bullets as often as arrows: not read as arrows
UP_TRIANGLES = "▲∆Δ"
DOWN_TRIANGLES = "▼▽"
BLANKS = "\u00a0\u2002\u2003\u2009\u3000\t"

_TABLE: dict[int, str] = {}
_FAMILIES = (
    (APOSTROPHES, "'"), (TILDES, "~"), (MIDDLE_DOTS, "·"), (MINUSES, "-"), (ARROWS, "→"), (UP_TRIANGLES, "△"),
    (DOWN_TRIANGLES, "▽"), (BLANKS, " "), ("｛〔［", "["), ("｝〕］", "]"), ("％﹪", "%"),
)  # fmt: skip
for _shapes, _one in _FAMILIES:
    _TABLE.update({ord(c): _one for c in _shapes})
for _code in range(0xFF01, 0xFF5F):  # full-width ASCII
    _TABLE.setdefault(_code, chr(_code - 0xFEE0))


@lru_cache(maxsize=256)
def flatten(text: str) -> str:
    """``text`` with every glyph family reduced to one representative; the length never changes."""
    return text.translate(_TABLE)
