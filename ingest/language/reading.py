"""The room's door: the words of one block or table cell → its typed mentions, sorted, without overlaps; and the
digits left over.
"""

from __future__ import annotations

import re

from ingest.language import inherit, notlike
from ingest.language.agencies import AgencyLexicon
from ingest.language.arrows import read_arrows
from ingest.language.figures import read_figures
from ingest.language.mention import Mention
from ingest.language.notation import flatten
from ingest.language.periods import read_periods
from ingest.language.units import UnitSpec, load, parse_unit

_DIGIT = re.compile(r"\d")
_TIMES = (
    "반기",
    "올해",
    "금년",
    "내년",
    "명년",
    "작년",
    "지난해",
    "내후년",
    "연내",
    "년내",
    "연말",
    "上半期",
    "下半期",
)
_DIGITS = re.compile(r"\d(?:[\d,.]*\d)?")
_MONEY_LABEL = re.compile(r"예산|금액|사업비|국비|지방비|민자|투자액|출자|매출|수출액|총액|소요액|재원|비용|액$")
_CELL_NUMBER = re.compile(
    r"(?<![\d.,])(?P<n>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\d.,]*\d)(?!\s?[가-힣A-Za-z%])"
)


def read(text: str, agencies: AgencyLexicon | None = None, default_unit: str | None = None) -> list[Mention]:
    """Typed mentions of ``text``, sorted by start, never overlapping; offsets are into ``text`` as given.

    Digits belong to one mention only: a date's digits are never a quantity, money is never one either. An arrow is
    a mention of its own beside the figures it joins. ``default_unit`` (a "단위: …" line or column head) gives bare
    numbers their unit.
    """
    flat = flatten(text)
    taken = bytearray(len(flat))
    found: list[Mention] = []
    arrows = read_arrows(flat, text, taken) if "→" in flat or ">" in flat else []
    if _says_something(flat):
        found = _read_numbers(flat, text, taken, arrows, default_unit, False)
    if agencies is not None:
        found += agencies.find(flat, text, taken)
    return sorted(found + arrows, key=lambda m: (m.start, m.end))


def _says_something(flat: str) -> bool:
    """True where there is a digit or a word that stands for a time."""
    return _DIGIT.search(flat) is not None or any(word in flat for word in _TIMES)


def _read_numbers(
    flat: str, text: str, taken: bytearray, arrows: list[Mention], default_unit: str | None, whole_cell: bool
) -> list[Mention]:
    for a, b in notlike.blocked(flat):
        taken[a:b] = b"\2" * (b - a)
    periods = read_periods(flat, text, taken, whole_cell)
    figures = read_figures(flat, text, taken, load(), whole_cell)
    figures += inherit.across_arrows(flat, text, taken, figures, arrows)
    if figures and (any(c in flat for c in "(▹▸▻:") or any(m.type == "money" for m in figures)):
        figures = inherit.splits(flat, text, taken, figures)
    if default_unit or "%" in flat or "(" in flat:
        figures += inherit.with_units(flat, text, taken, default_unit)
    return periods + figures


def read_cell(text: str, unit: str | None = None, label: str | None = None) -> list[Mention]:
    """Mentions of a table cell; its bare numbers are measured in ``unit`` ("백만원", "백만원, 개", "%").

    Where ``unit`` lists several, money is taken for a row or column ``label`` that speaks of money and the other
    one else; without a label that decides, a bare number comes back as a quantity with unit None, for review. Four
    digits from 1960 to 2060 without a comma are a year.
    """
    flat = flatten(text)
    taken = bytearray(len(flat))
    arrows = read_arrows(flat, text, taken)
    specs = parse_unit(unit) if unit else ()
    found = _read_numbers(flat, text, taken, arrows, None, True) if _says_something(flat) else []
    if unit and any(c.isdigit() for c in flat):
        spec = _choose(specs, label)
        for i in range(len(taken)):  # what a running text would take for a list number is a figure in a cell
            if taken[i] == 2 and re.fullmatch(r"[\s\d.,()△▽+-]*", flat):
                taken[i] = 0
        for n in _CELL_NUMBER.finditer(flat):
            if any(taken[n.start("n") : n.end("n")]):
                continue
            if spec is not None and not _is_share(flat, n):
                found.append(inherit.measured_as(flat, text, taken, n.start("n"), n.end("n"), spec, True))
            else:
                value = float(n["n"].replace(",", ""))
                found.append(
                    Mention(
                        "quantity",
                        n.start("n"),
                        n.end("n"),
                        text[n.start("n") : n.end("n")],
                        value=value,
                        unit_printed=unit,
                    )
                )
    return sorted(found + arrows, key=lambda m: (m.start, m.end))


def _is_share(flat: str, n: re.Match[str]) -> bool:
    """51,288(30.7): a broken number in brackets behind a whole one is a share of something, not another amount."""
    before = re.search(r"(?P<main>[\d,.]*\d)\s?\(\s?$", flat[: n.start("n")])
    return bool(before) and "." in n["n"] and "." not in before["main"] and float(n["n"].replace(",", "")) <= 100


def _choose(specs: tuple[UnitSpec, ...], label: str | None) -> UnitSpec | None:
    if len(specs) == 1:
        return specs[0]
    if label and len(specs) == 2 and {s.kind for s in specs} == {"money", "quantity"}:
        wanted = "money" if _MONEY_LABEL.search(label) else "quantity"
        return next(s for s in specs if s.kind == wanted)
    return None


def numbers_left(text: str, mentions: list[Mention]) -> list[tuple[int, int, str]]:
    """Digit runs no mention holds and that are no name, ordinal, mark or list number: (start, end, digits)."""
    flat = flatten(text)
    covered = bytearray(len(flat))
    for m in mentions:
        covered[m.start : m.end] = b"\1" * (m.end - m.start)
    runs = [d.span() for d in _DIGITS.finditer(flat) if not any(covered[d.start() : d.end()])]
    if not runs:
        return []
    for a, b in notlike.blocked(flat) + notlike.explained(flat):
        covered[a:b] = b"\1" * (b - a)
    return [(a, b, text[a:b]) for a, b in runs if not any(covered[a:b])]


__all__ = ["numbers_left", "read", "read_cell"]
