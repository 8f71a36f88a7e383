"""Printed units → conformed units, from the seed ``units.csv``; and "(단위: 백만원, 개)" → what each of its units
means.

The seed's columns: printed (as printed, without blanks), unit (as in the contract), scale (factor to the conformed
unit), kind (money, quantity, none), not_followed_by (beginnings of words that make the printed unit part of another
word).
"""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from ingest.language.notation import flatten
from ingest.language.numbers import scale_of

SEED = Path(__file__).resolve().parents[2] / "dbt_project" / "seeds" / "units.csv"


class Unit(NamedTuple):
    printed: str
    unit: str
    scale: float
    kind: str


class UnitSpec(NamedTuple):
    """One unit of a unit line: 백만원 → ("money", 1000000, "KRW", "백만원"); scale includes the scale words."""

    kind: str
    scale: float
    unit: str
    printed: str


class UnitTable(NamedTuple):
    pattern: re.Pattern[str]  # matches a printed unit, longest first
    by_printed: dict[str, Unit]


@lru_cache(maxsize=4)
def load(path: Path = SEED) -> UnitTable:
    """The unit table of a seed file. Raises FileNotFoundError where the seed is missing."""
    units: dict[str, Unit] = {}
    patterns: list[tuple[int, str, str]] = []
    with open(path, encoding="utf-8", newline="") as f:
        for row in csv.DictReader(f):
            printed = row["printed"]
            units[printed] = Unit(printed, row["unit"], float(row["scale"] or 1), row["kind"])
            body = re.escape(printed)
            if printed[0] == "개" and len(printed) > 1:
                body = r"개\s?" + re.escape(printed[1:])
            elif printed == "대강국":
                body = r"대\s?강국"
            if printed[-1].isascii() and printed[-1].isalnum():
                body += r"(?![A-Za-z0-9²³])"
            if row["not_followed_by"]:
                body += "(?!" + "|".join(re.escape(w) for w in row["not_followed_by"].split("|") if w) + ")"
            patterns.append((-len(printed), printed, body))
    return UnitTable(re.compile("|".join(body for _, _, body in sorted(patterns))), units)


# What a label counts, where a table prints no unit: staff and headcounts, cases.
SAID_BY_LABEL = {"정원": "명", "현원": "명", "결원": "명", "인원": "명", "인원수": "명", "건수": "건", "개소수": "개소"}

_SPEC = re.compile(r"^(?P<scale>[십백천만억조]*)\s?(?P<base>\S.*?)?$")


@lru_cache(maxsize=256)
def parse_unit(text: str) -> tuple[UnitSpec, ...]:
    """The units of a unit line or column head, in order: "단위: 백만원, 개" → money and items; unknown words
    are left out.
    """
    table = load()
    flat = flatten(text).strip().strip("()[]")
    flat = re.sub(r"^단\s*위\s*:?\s*", "", flat)
    specs = []
    for part in re.split(r"[,·/]|\s및\s", flat):
        part = part.strip()
        unit = table.by_printed.get(part.replace(" ", ""))
        if unit is None and (m := _SPEC.match(part)) and m["scale"]:
            base = (m["base"] or "").replace(" ", "")
            unit = table.by_printed.get(base)
            if unit is None and not base and m["scale"][-1] in "억조":
                unit = table.by_printed["원"]  # (단위: 억)
            if unit is not None and unit.kind != "none":
                specs.append(UnitSpec(unit.kind, scale_of(m["scale"]) * unit.scale, unit.unit, part))
            continue
        if unit is not None and unit.kind != "none":
            specs.append(UnitSpec(unit.kind, unit.scale, unit.unit, part))
    return tuple(specs)
