"""Korean numerals in flattened text → values: 2조 3,400억, 5.4천억, 15백억, 1.7천, 7천2백, 6,300여억, 19만 3천.

An amount is what stands before a unit: digits with thousands commas and a decimal point, each run with its scale
words. Values are plain numbers (Decimal inside, so that 0.1억 is 10,000,000 exactly).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

SMALL = {"십": 10, "백": 100, "천": 1000}
BIG = {"만": 10**4, "억": 10**8, "조": 10**12}
# atomic: a numeral is read whole or not at all, never its first digits
NUMBER = r"(?>(?:\d{1,3}(?:,\n?\d{3})+(?!\d)|\d+)(?:\.\n?\d+)?)"
_SCALE = r"(?:[십백천][만억조]?|[만억조])"
_MONEY_AHEAD = r"\s?(?:원|달러|불(?![가-힣])|유로|엔|위안|弗|(?:명|건|개|톤)(?![가-힣]))"
_TERM = re.compile(
    rf"(?P<n>{NUMBER})(?P<yeo>\s?여(?=\s?[가-힣]))?(?:(?P<s>{_SCALE})|\s(?P<s2>(?:[십백천]?[만억]|[조])(?={_MONEY_AHEAD})))?"
)
_NEXT_SCALED = re.compile(rf"\s?(?P<n>{NUMBER})(?P<yeo>\s?여(?=\s?[가-힣]))?(?P<s>{_SCALE})")
_NEXT_BARE = re.compile(r"\s?(?P<n>\d{1,3}(?:,\d{3})+|\d{3,4})(?![\d.,]\d|\d|\s?[년월일.])")


class Amount(NamedTuple):
    """``flat[start:end]`` is a numeral. ``scale`` is the factor of its last term, ``scale_printed`` its scale words."""

    start: int
    end: int
    value: Decimal
    scale: int = 1
    scale_printed: str = ""
    is_compound: bool = False  # 2조 3,400억: several terms
    has_yeo: bool = False  # 6,300여억: "and some more"


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
    words = m["s"] or m["s2"] or ""
    if not words:
        return Amount(at, m.end("n"), decimal(m["n"]))
    total, section, lowest_big = Decimal(0), Decimal(0), 10**16
    printed, terms, yeo = "", 0, False
    while True:
        small, big = SMALL.get(words[0], 1), BIG.get(words[-1], 1)
        section += decimal(m["n"]) * small
        if big > 1:  # 만, 억, 조 close a section of tens, hundreds and thousands
            total, section, lowest_big = total + section * big, Decimal(0), big
        printed += (" " if terms and flat[m.start()].isspace() else "") + words
        terms, yeo = terms + 1, yeo or bool(m["yeo"])
        following = _NEXT_SCALED.match(flat, m.end())
        if following is None or not _goes_on(following, small, big, lowest_big):
            break
        m, words = following, following["s"]
    end, scale = m.end(), scale_of(words)
    rest = _NEXT_BARE.match(flat, end)
    if rest and (words[-1] == "만" or (words == "천" and not flat[end].isspace())) and decimal(rest["n"]) < scale:
        section, end, scale, terms = section + decimal(rest["n"]), rest.end(), 1, terms + 1
    return Amount(at, end, total + section, scale, printed, terms > 1, yeo)


def _goes_on(following: re.Match[str], small: int, big: int, lowest_big: int) -> bool:
    """True where the next term belongs to the same numeral: its scale is lower than all before it."""
    words = following["s"]
    next_small, next_big = SMALL.get(words[0], 1), BIG.get(words[-1], 1)
    fits = next_big < lowest_big and (big > 1 or next_small < small)
    return fits and decimal(following["n"]) * next_small < 10_000
