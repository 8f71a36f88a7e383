"""What makes an amount a quantity: a counter or a unit of measure right after it. Flattened text and a unit table
in, unit out.

Ordinals (7호, 2차, 3단계) and words that merely begin like a counter (건물, 위원회) are none; fractions of size
(1/20 크기) are.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.language.numbers import Amount
from ingest.language.units import Unit, UnitTable

_PARTICLE = re.compile(
    r"(?:을|를|이|가|은|는|의|로|으로|에|에서|와|과|도|만|씩|당|중|간|내|외|등|여|이상|이하|미만|초과|내외|수준|규모|정도|이며|이고|인|까지|부터|보다|대비|급|짜리|이내|가량|마다|이나|밖에"
    r"|유치|양성|육성|배출|지원|선발|채용|창출|확보|발굴|구축|조성|설치|선정|달성|개최)(?![가-힣]{3})"
)
_YEO = re.compile(r"\s?여\s?(?=[가-힣])")
_YEARLIKE = re.compile(r"(?:19|20)\d\d$")
FRACTION = re.compile(
    r"(?<![\d./'])(?P<a>\d{1,2})/(?P<b>\d{1,4})(?P<noun>\s?(?:크\s?기|무\s?게|부피|비용|가격|규모|배))?"
    r"(?(noun)|(?=\s?(?:수준|정도|이하|이상|가량|로 |의 |감축|절감|미만|\))))(?!\s?\d)"
)
RANK_NAME = re.compile(r"(?<![A-Za-z\d])G(?P<n>[2-5])(?![\dA-Za-z])")
_HOMES = re.compile(r"(?:주택|타운|아파트|임대|농가|어가|세대|총)\s?$")
_MACHINE_NEXT = re.compile(
    r"[,)\]·/]|$|\s?(?:등|구축|설치|도입|건설|조성|확보|운영|발사|증설|보급|제작|규모|이상)|[을를의로]"
)


class Measured(NamedTuple):
    unit: Unit
    start: int  # of the printed unit
    end: int
    yeo: bool


def unit_after(flat: str, a: Amount, table: UnitTable) -> Measured | None:
    """The unit of measure or currency that follows an amount, glued or after one blank."""
    at, yeo = a.end, a.has_yeo
    if m := _YEO.match(flat, at):
        at, yeo = m.end(), True
    found = table.at(flat, at)
    spaced = False
    if found is None and at < len(flat) and flat[at].isspace():
        at, spaced = at + 1, True
        found = table.at(flat, at)
    if found is None:
        return None
    unit, end = found
    if unit.kind == "none":
        return None
    following = flat[end : end + 1]
    if spaced and unit.kind == "quantity":
        if unit.printed[-1] >= "가" and "가" <= following <= "힣" and not _PARTICLE.match(flat, end):
            return None
        if not a.scale_printed and _YEARLIKE.match(flat[a.start : a.end]):
            return None
        if (
            len(unit.printed) == 1
            and unit.printed.isascii()
            and unit.printed.isalpha()
            and not _measure_like(flat, end)
        ):
            return None
    if not _plausible(flat, a, unit, end):
        return None
    return Measured(unit, at, end, yeo)


def _measure_like(flat: str, end: int) -> bool:
    """A single Latin letter after a blank is a unit only where a word ends."""
    return end == len(flat) or not (flat[end].isalnum() and flat[end].isascii())


def _plausible(flat: str, a: Amount, unit: Unit, end: int) -> bool:
    printed = unit.printed
    if printed == "호":  # a number below a thousand is an ordinal, but of homes and farms
        return a.value >= 1000 or _HOMES.search(flat[max(0, a.start - 8) : a.start]) is not None
    if printed == "기":
        return bool(_MACHINE_NEXT.match(flat, end)) and a.value < 1000
    if printed == "년":
        return a.value < 1000
    if printed == "강":
        return a.value <= 10 and not a.scale_printed
    if printed in ("위", "위권"):
        return a.value == int(a.value)
    if printed == "원" and not a.scale_printed:
        return a.value >= 10
    return True
