"""Amounts with their units in flattened text → money and quantity mentions: single values, ranges, signs,
qualifiers, rates.

Values are scaled out: won, persons, metres as the unit table says.
"""

from __future__ import annotations

import re
from decimal import Decimal

from ingest.language.context import context_of
from ingest.language.mention import Mention
from ingest.language.money import KRW, bare_money, currency_before
from ingest.language.numbers import BIG, Amount, amount_at
from ingest.language.quantities import FRACTION, RANK_NAME, Measured, unit_after
from ingest.language.units import Unit, UnitTable

# '25.13억원 is 13억원 of 2025, '257,971억원 is 7,971억원 of it
_DIGIT = re.compile(r"(?:(?<!\d)(?:(?<!\d[.,-])|(?<='\d\d[.,]))|(?<='\d\d)(?=\d{1,3},\d{3}))\d")
_TILDE = re.compile(r"\s?~\s?(?:약\s?)?|(?<=\d)-(?=\d)")
_OF_A_KIND = re.compile(r"\s?(?!(?:를|을|의|로|등|가|이|씩|규모|이상)(?:\s|$))[가-힣]")  # 15대 프로젝트, not 장비 69대)
_TIMES = Unit("배", "times", 1.0, "quantity")
_RANK = Unit("위", "rank", 1.0, "quantity")


def measured(flat: str, a: Amount, table: UnitTable) -> Measured | None:
    """The unit an amount is measured in: printed after it, or won where a bare 억 or 조 is money."""
    signed = currency_before(flat, a, table)
    if signed is not None:
        return Measured(signed, a.end, a.end, a.has_yeo)
    m = unit_after(flat, a, table)
    if m is not None and (
        m.unit.kind == "money" or m.start == a.end or not bare_money(flat, a) or m.unit.unit in ("persons", "cases")
    ):
        return m
    if bare_money(flat, a):
        return Measured(KRW, a.end, a.end, a.has_yeo)
    return m


def read_figures(flat: str, text: str, taken: bytearray, table: UnitTable, whole_cell: bool = False) -> list[Mention]:
    """Money and quantity mentions outside ``taken``, which is marked where they stand."""
    found: list[Mention] = []
    for m in FRACTION.finditer(flat):
        if not any(taken[m.start() : m.end()]) and 0 < int(m["a"]) < int(m["b"]):
            value = int(m["a"]) / int(m["b"])
            found.append(
                _take(
                    flat,
                    text,
                    taken,
                    m.start(),
                    m.end(),
                    value,
                    None,
                    _TIMES,
                    (m["noun"] or "").strip(),
                    False,
                    whole_cell,
                )
            )
    for m in RANK_NAME.finditer(flat):
        if not any(taken[m.start() : m.end()]):
            found.append(
                _take(flat, text, taken, m.start(), m.end(), float(m["n"]), None, _RANK, "G", False, whole_cell)
            )
    at = 0
    for d in _DIGIT.finditer(flat):
        if d.start() < at or taken[d.start()]:
            continue
        a = amount_at(flat, d.start())
        if any(taken[a.start : a.end]):
            continue
        unit = measured(flat, a, table)
        if unit is not None and any(taken[unit.start : unit.end]):
            unit = None
        ranged = _range(flat, a, unit, taken, table)
        if ranged is not None:
            low, last, unit = ranged
            high = scaled(last.value, unit.unit)
        elif unit is not None:
            low, last, high = scaled(a.value, unit.unit), a, None
        else:
            continue
        printed = _printed(text, last, unit)
        m = _take(flat, text, taken, a.start, unit.end, low, high, unit.unit, printed, unit.yeo, whole_cell)
        found.append(m)
        at = m.end
    return found


def scaled(value: Decimal, unit: Unit) -> float:
    """A value in the conformed unit."""
    return float(value * Decimal(str(unit.scale)))


def _printed(text: str, a: Amount, unit: Measured) -> str:
    """The words of a figure without its digits: 조 억원, 천명, 억 달러."""
    gap = " " if a.scale_printed and text[a.end : unit.start][-1:].isspace() else ""
    return a.scale_printed + gap + text[unit.start : unit.end]


def _range(
    flat: str, a: Amount, unit: Measured | None, taken: bytearray, table: UnitTable
) -> tuple[float, Amount, Measured] | None:
    """The other end of a range that starts at ``a``: the low value, the high amount and its unit."""
    end = unit.end if unit else a.end
    t = _TILDE.match(flat, end)
    if t is None or t.end() >= len(flat) or not flat[t.end()].isdigit() or taken[t.end()]:
        return None
    b = amount_at(flat, t.end())
    other = measured(flat, b, table)
    if other is None or any(taken[b.start : other.end]) or (unit is not None and unit.unit.unit != other.unit.unit):
        return None
    low = a.value
    if unit is None:
        if not a.scale_printed and b.scale_printed and not b.is_compound:
            low = a.value * b.scale
        elif a.scale_printed and a.scale_printed[-1] not in BIG and b.scale_printed and b.scale_printed[-1] in BIG:
            low = a.value * BIG[b.scale_printed[-1]]
        if low > b.value:
            low = a.value
    low, high = (scaled(low, unit.unit if unit else other.unit), scaled(b.value, other.unit))
    return (low, b, other) if low <= high else None


def _take(
    flat: str,
    text: str,
    taken: bytearray,
    start: int,
    end: int,
    value: float,
    high: float | None,
    unit: Unit,
    printed: str,
    yeo: bool,
    whole_cell: bool,
) -> Mention:
    is_money = unit.kind == "money"
    c = context_of(flat, start, end, is_money, yeo, whole_cell)
    if c.negative:
        value = -value
    qualifier = c.qualifier
    if unit.printed == "대" and high is None and _OF_A_KIND.match(flat, end):
        qualifier = f"{qualifier} 대" if qualifier else "대"
    start = c.start if not taken[c.start] else start
    end = c.end if not any(taken[end : c.end]) else end
    taken[start:end] = b"\1" * (end - start)
    return Mention(
        unit.kind, start, end, text[start:end], value=value, low=None if high is None else value, high=high,
        unit=unit.unit, unit_printed=printed or None, qualifier=qualifier, sign=c.sign, is_delta=c.is_delta,
        rate=c.rate,
    )  # fmt: skip
