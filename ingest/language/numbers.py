"""Korean numerals in flattened text → values: 2조 3,400억, 5.4천억, 15백억, 1.7천, 7천2백, 6,300여억, 19만 3천.

An amount is what stands before a unit: digits with thousands commas and a decimal point, each run with its scale words.
Values are plain numbers (Decimal inside, so that 0.1억 is 10,000,000 exactly).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

SMALL = {"십": 10, "백": 100, "천": 1000}
BIG = {"만": 10**4, "억": 10**8, "조": 10**12}
NUMBER = r"(?:\d{1,3}(?:,\n?\d{3})+(?!\d)|\d+)(?:\.\n?\d+)?"
_SCALE = r"(?:[십백천][만억조]?|[만억조])"
_MONEY_AHEAD = r"\s?(?:원|달러|불(?![가-힣])|유로|엔|위안|弗)"
_TERM = re.compile(rf"(?P<n>{NUMBER})(?P<yeo>\s?여(?=\s?[가-힣]))?(?:(?P<s>{_SCALE})|\s(?P<s2>(?:[십백천]?[만억]|[조])(?={_MONEY_AHEAD})))?")
_NEXT_SCALED = re.compile(rf"\s?(?P<n>{NUMBER})(?P<yeo>\s?여(?=\s?[가-힣]))?(?P<s>{_SCALE})")
_NEXT_BARE = re.compile(r"\s?(?P<n>\d{1,3}(?:,\d{3})+|\d{3,4})(?![\d.,]\d|\d|\s?[년월일.])")
_SPLIT_WORD = re.compile(r"[십백천](?=[가-힣])")


class Amount(NamedTuple):
    """``flat[start:end]`` is a numeral. ``scale`` is the factor of its last term, ``scale_printed`` its scale words."""

    start: int
    end: int
    value: Decimal
    scale: int
    scale_printed: str
    digits_end: int  # end of the first run of digits: where the numeral would end if its scale word were another word
    digits: Decimal
    is_compound: bool
    has_yeo: bool


def scale_of(words: str) -> int:
    """Factor of scale words: 천억 → 10**11. Raises KeyError on anything else."""
    factor = 1
    for w in words:
        factor *= SMALL.get(w) or BIG[w]
    return factor


def decimal(digits: str) -> Decimal:
    """Value of digits with commas, a point and at most a line end inside."""
    return Decimal(digits.replace(",", "").replace("\n", ""))


def amount_at(flat: str, at: int) -> Amount | None:
    """The longest numeral that starts at ``at``; None where no digit stands there."""
    m = _TERM.match(flat, at)
    if m is None:
        return None
    digits = decimal(m["n"])
    words = m["s"] or m["s2"] or ""
    digits_end, end, yeo = m.end("n"), m.end(), bool(m["yeo"])
    scale = scale_of(words) if words else 1
    if not words:
        return Amount(at, m.end("n"), digits, 1, "", digits_end, digits, False, False)
    total, section = Decimal(0), Decimal(0)
    printed, last_big, compound = words, 10**16, False
    while True:
        big = BIG.get(words[-1])
        small = SMALL.get(words[0], 1)
        section += digits_of(m) * small
        if big:
            total += section * big
            section, last_big = Decimal(0), big
        following = _NEXT_SCALED.match(flat, end)
        if following is not None:
            w = following["s"]
            b, s = BIG.get(w[-1], 1), SMALL.get(w[0], 1)
            lower = (b < last_big and big) if b > 1 or big else s < small
            if not big and b > 1:  # 3천5백만: the section goes on until its big scale
                lower = s < small and b < last_big
            if lower and digits_of(following) * s < 10_000:
                m, words, end, compound = following, w, following.end(), True
                printed += (" " if flat[following.start()].isspace() else "") + w
                scale, yeo = scale_of(w), yeo or bool(following["yeo"])
                continue
        elif words[-1] in "만천" and (bare := _NEXT_BARE.match(flat, end)) and decimal(bare["n"]) < scale and ("," in bare["n"] or len(bare["n"]) < 5):
            if words[-1] == "만" or not flat[end].isspace():
                section += decimal(bare["n"])
                end, compound, scale = bare.end(), True, 1
        break
    return Amount(at, end, total + section, scale, printed, digits_end, digits, compound, yeo)


def digits_of(m: re.Match[str]) -> Decimal:
    """Value of the digits of a matched term."""
    return decimal(m["n"])
