"""Numbers whose unit stands elsewhere → figures: 120 → (’26) 180억원, 90.8억원(국57.3, 시26.5), (%): 1.8 → 1.3.

In: flattened text with its figures so far. Out: further money and quantity mentions that take their unit from a
neighbour across an arrow, from the total before their bracket, or from a unit line; and money told its source
(국비, 시비, 민자).
"""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from ingest.language.context import context_of
from ingest.language.mention import Mention
from ingest.language.notation import flatten
from ingest.language.numbers import NUMBER, amount_at, scale_of
from ingest.language.units import UnitSpec, load, parse_unit

SOURCES_SEED = Path(__file__).resolve().parents[2] / "dbt_project" / "seeds" / "fund_sources.csv"
_NUMBER_BEFORE = re.compile(rf"(?<![\d.,'A-Za-z~])(?P<n>{NUMBER}[십백천만억조]*)(?:여)?\s*(?:\([^()]{{0,14}}\)\s*)?$")
_NUMBER_AFTER = re.compile(rf"\s*(?:\([^()]{{0,14}}\)\s*)?(?P<n>{NUMBER})(?=[\s()\],/]|$)(?!\s?[가-힣A-Za-z%])")
_GAP = re.compile(r"[\s()'.:,·년도약총최대소목표안잠정예산]*")
_SCALE_TAIL = re.compile(r"([십백천만억조]+)\s?[^십백천만억조\s]*$")
_SCALES = re.compile(r"^[십백천만억조\s]+")
_PART = re.compile(
    rf"(?P<label>[가-힣A-Za-z][가-힣A-Za-z·‧․]*(?:\s[가-힣]+)?)\s?:?\s?(?P<n>{NUMBER})(?P<own>[가-힣A-Za-z%]+|\s[%명건개](?![가-힣]))?"
)
_SHARE_BEHIND = re.compile(r"\s?\(\s?([\d.]+)\s?%\)")
SHARE_ROUNDING = 0.06  # percentage points that a share printed with one decimal may be off
LONGEST_LIST = 160  # characters after a total in which its parts are enumerated
_BARE = re.compile(rf"(?<![\d.,'A-Za-z])(?P<n>{NUMBER})(?![\d.,]\d|\s?[가-힣A-Za-z%/])")
_INLINE_UNIT = re.compile(
    r"\((?:단위\s?:\s?(?P<line>[^()]+)|(?:[^()]{0,24}[,\s])?(?P<u>[^(),\s]{1,8}))\)(?P<colon>\s?:)?"
)
_INLINE_OK = re.compile(r"%|%p|.*[원불러]$|[십백천만억조]+.*|명|건|개|개소|톤")


@lru_cache(maxsize=4)
def sources(path: Path = SOURCES_SEED) -> tuple[dict[str, str], re.Pattern[str]]:
    """Printed fund sources → national, local, private, other, and the pattern of one right before a figure."""
    with open(path, encoding="utf-8", newline="") as f:
        table = {flatten(r["printed"]): r["fund_source"] for r in csv.DictReader(f)}
    long = "|".join(re.escape(p) for p in sorted(table, key=len, reverse=True) if len(p) > 1)
    short = "|".join(re.escape(p) for p in table if len(p) == 1)
    return table, re.compile(rf"(?:(?<![가-힣])(?P<l>{long})|(?<=[(,·/+\s])(?P<s>{short}))\s?:?\s?(?:총|약)?\s?$")


def _last_scale(m: Mention) -> int:
    """Factor of the scale words a figure ends in: 2조 3,400억원 → 10**8."""
    tail = _SCALE_TAIL.search(m.unit_printed or "")
    return scale_of(tail[1]) if tail else 1


def _source_word(label: str) -> str:
    """The word of a part's label that may name a source: 자부담 등 → 자부담."""
    words = [w for w in label.split() if w != "등"]
    return words[-1] if words else ""


def _like(
    flat: str, text: str, taken: bytearray, start: int, end: int, model: Mention, breakdown: str | None = None
) -> Mention:
    """A figure at ``flat[start:end]`` in the unit of ``model``."""
    a = amount_at(flat, start)
    printed = load().by_printed.get(_SCALES.sub("", model.unit_printed or ""))
    base = printed.scale if printed and model.type == "quantity" else 1
    factor = Decimal(str(base)) * (1 if a.scale_printed else _last_scale(model))
    c = context_of(flat, start, end, model.type == "money", False, False)
    value = float(a.value * factor)
    first = c.start if not taken[c.start] else start
    taken[first:end] = b"\1" * (end - first)
    return Mention(
        model.type, first, end, text[first:end], value=-value if c.negative else value, unit=model.unit,
        unit_printed=model.unit_printed, qualifier=c.qualifier, sign=c.sign, is_delta=c.is_delta,
        rate=c.rate or model.rate, breakdown=breakdown,
    )  # fmt: skip


def across_arrows(flat: str, text: str, taken: bytearray, found: list[Mention], arrows: list[Mention]) -> list[Mention]:
    """Bare numbers beside an arrow whose other side is a figure."""
    new: list[Mention] = []
    figures = [m for m in found if m.type in ("money", "quantity")]
    for arrow in reversed(arrows):
        after = min((m for m in figures if m.start >= arrow.end), key=lambda m: m.start, default=None)
        if after is None or after.start - arrow.end > 22:
            continue
        gap = "".join(c for i, c in enumerate(flat[arrow.end : after.start], arrow.end) if not taken[i])
        n = _NUMBER_BEFORE.search(flat, max(0, arrow.start - 34), arrow.start)
        if n is None or not _GAP.fullmatch(gap) or any(taken[n.start("n") : n.end("n")]):
            continue
        m = _like(flat, text, taken, n.start("n"), n.end("n"), after)
        figures.append(m)
        new.append(m)
    for arrow in arrows:
        before = max((m for m in figures if m.end <= arrow.start), key=lambda m: m.end, default=None)
        if (
            before is None
            or arrow.start - before.end > 14
            or not re.fullmatch(r"\s*(?:\([^()]*\)\s*)?", flat[before.end : arrow.start])
        ):
            continue
        n = _NUMBER_AFTER.match(flat, arrow.end)
        if n is None or any(taken[n.start("n") : n.end("n")]):
            continue
        m = _like(flat, text, taken, n.start("n"), n.end("n"), before)
        figures.append(m)
        new.append(m)
    return new


def splits(flat: str, text: str, taken: bytearray, found: list[Mention]) -> list[Mention]:
    """Money with its source, and the parts of a total in the bracket after it: 90.8억원(국57.3, 시26.5, 민7)."""
    table, before = sources()
    out: list[Mention] = []
    for m in found:
        if m.type != "money":
            out += [m, *_counted_parts(flat, text, taken, m)]
            continue
        own = before.search(flat, max(0, m.start - 14), m.start)
        if own:
            m = m._replace(breakdown=table[own["l"] or own["s"]])
        bracket = re.match(r"\s?[(\[:]([^()\[\]]*)", flat[m.end : m.end + 160])
        parts: list[Mention] = []
        if bracket:
            base = m.end + bracket.start(1)
            said = re.match(r"([가-힣·]+)(?:\s?100\s?%)?\s?(?=[)\],]|$)", bracket[1])
            if (
                m.breakdown is None
                and said
                and said[1] in table
                and not re.search(r"\d", bracket[1].replace("100", ""))
            ):
                m = m._replace(breakdown=table[said[1]])
            hits = [
                p for p in _PART.finditer(bracket[1]) if not p["own"] or (p["label"] in table and not p["own"].strip())
            ]
            hits = [p for p in hits if not any(taken[base + p.start("n") : base + p.end("n")])]
            labelled = [p for p in hits if _source_word(p["label"]) in table]
            total = sum(Decimal(p["n"].replace(",", "")) for p in hits)
            scale = _last_scale(m)
            if (labelled and (bracket[0].lstrip()[0] != ":" or len(labelled) == len(hits))) or (
                len(hits) > 1 and scale and abs(float(total) * scale - (m.value or 0)) <= 0.02 * (m.value or 0)
            ):
                for p in hits:
                    source = table.get(_source_word(p["label"]))
                    parts.append(
                        _like(
                            flat,
                            text,
                            taken,
                            base + p.start("n"),
                            base + p.end("n"),
                            m._replace(rate=None),
                            breakdown=source,
                        )
                    )
        out.append(m)
        out += parts or _counted_parts(flat, text, taken, m)
    return out


def _counted_parts(flat: str, text: str, taken: bytearray, m: Mention) -> list[Mention]:
    """Bare numbers after a total that they add up to: 1,260명(법인 100, 중도매인 398, …), 90척 : 입항 45, 출항 45.

    Numbers that print their shares of it need not be all: 30,044개소 : 해운 3,869(12.9%), 수산 6,935(23.1%) 등. After a
    rounded total (49천두) they may be whole ones.
    """
    opens = re.match(r"\s?([(▹▸▻:])", flat[m.end : m.end + 2])
    if opens is None or m.high is not None or m.unit in ("percent", "rank", "years", "times"):
        return []
    base = m.end + opens.end()
    tail = _SHARE_BEHIND.sub(lambda s: " " * len(s[0]), flat[base : base + LONGEST_LIST])
    tail = re.split(r"[()]" if opens[1] == "(" else r"[()\n:]", tail)[0]
    hits = [p for p in _PART.finditer(tail) if not any(taken[base + p.start("n") : base + p.end("n")])]
    if len(hits) < 2 or any(p["own"] for p in hits if opens[1] != "("):
        return []
    hits = [p for p in hits if not p["own"]]
    printed = load().by_printed.get(_SCALES.sub("", m.unit_printed or ""))
    unit, scale = Decimal(str(printed.scale if printed else 1)), _last_scale(m)
    total, sum_ = Decimal(str(m.value)), sum(Decimal(p["n"].replace(",", "")) for p in hits) * unit
    shares = [_SHARE_BEHIND.match(flat, base + p.end("n")) for p in hits]
    proved = (
        all(
            s
            and abs(float(Decimal(p["n"].replace(",", "")) * unit * scale / total * 100) - float(s[1])) < SHARE_ROUNDING
            for p, s in zip(hits, shares, strict=True)
        )
        if total
        else False
    )
    if sum_ * scale == total or proved:
        model = m._replace(rate=None)
    elif scale > 1 and abs(sum_ - total) < scale * unit:
        model = m._replace(rate=None, unit_printed=_SCALES.sub("", m.unit_printed or ""))
    else:
        return []
    return [_like(flat, text, taken, base + p.start("n"), base + p.end("n"), model) for p in hits]


def with_units(flat: str, text: str, taken: bytearray, default_unit: str | None) -> list[Mention]:
    """Bare numbers under a unit line, handed in or printed in the text itself: 전망(한국은행, %): ’25~’29)1.8 → …"""
    specs = parse_unit(default_unit) if default_unit else ()
    start = 0
    if not specs:
        for u in _INLINE_UNIT.finditer(flat):
            if u["line"] or (u["colon"] and _INLINE_OK.fullmatch(u["u"])):
                specs, start = parse_unit(u["line"] or u["u"]), u.end()
                if specs:
                    break
    if len(specs) != 1:
        return []
    return [
        measured_as(flat, text, taken, n.start("n"), n.end("n"), specs[0])
        for n in _BARE.finditer(flat, start)
        if not any(taken[n.start("n") : n.end("n")])
    ]


def measured_as(
    flat: str, text: str, taken: bytearray, start: int, end: int, spec: UnitSpec, whole_cell: bool = False
) -> Mention:
    """The bare number at ``flat[start:end]`` as a figure in the unit ``spec``."""
    a = amount_at(flat, start)
    c = context_of(flat, start, end, spec.kind == "money", False, whole_cell)
    value = float(a.value * Decimal(str(spec.scale)))
    taken[c.start : end] = b"\1" * (end - c.start)
    return Mention(
        spec.kind, c.start, end, text[c.start : end], value=-value if c.negative else value, unit=spec.unit,
        unit_printed=spec.printed, qualifier=c.qualifier, sign=c.sign, is_delta=c.is_delta, rate=c.rate or spec.rate,
    )  # fmt: skip
