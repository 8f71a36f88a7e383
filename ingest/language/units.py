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
    not_before: tuple[str, ...] = ()  # beginnings of what makes it part of another word


class UnitSpec(NamedTuple):
    """One unit of a unit line: 백만원 → ("money", 1000000, "KRW", "백만원"); scale includes the scale words."""

    kind: str
    scale: float
    unit: str
    printed: str
    rate: str | None = None  # "year" for 만 명/년


class UnitTable(NamedTuple):
    by_printed: dict[str, Unit]
    by_first: dict[str, list[Unit]]  # by the first character printed, longest first

    def at(self, flat: str, start: int) -> tuple[Unit, int] | None:
        """The unit printed at ``flat[start]`` and where it ends: the longest that is no part of another word."""
        for unit in self.by_first.get(flat[start : start + 1], ()):
            end = _end_of(unit.printed, flat, start)
            if end and not flat.startswith(unit.not_before, end):
                return unit, end
        return None


def _end_of(printed: str, flat: str, start: int) -> int:
    """End of a unit printed at ``flat[start]``, 0 where none is. A blank may stand inside: 개 소, 대 강국."""
    end = start + len(printed)
    if not flat.startswith(printed, start):
        spaced = (printed[0] == "개" and len(printed) > 1) or printed == "대강국"
        if not (spaced and flat[start + 1 : start + 2].isspace() and flat.startswith(printed[1:], start + 2)):
            return 0
        end += 1
    following = flat[end : end + 1]
    goes_on = _is_latin(printed[-1]) and (_is_latin(following) or following in ("²", "³"))
    return 0 if goes_on else end


def _is_latin(char: str) -> bool:
    """True for an ASCII letter or digit."""
    return char.isascii() and char.isalnum()


@lru_cache(maxsize=4)
def load(path: Path = SEED) -> UnitTable:
    """The unit table of a seed file. Raises FileNotFoundError where the seed is missing."""
    units: dict[str, Unit] = {}
    with open(path, encoding="utf-8", newline="") as f:
        for row in csv.DictReader(f):
            not_before = tuple(filter(None, row["not_followed_by"].split("|")))
            unit = Unit(row["printed"], row["unit"], float(row["scale"] or 1), row["kind"], not_before)
            units[unit.printed] = unit
    by_first: dict[str, list[Unit]] = {}
    for unit in sorted(units.values(), key=lambda u: (-len(u.printed), u.printed)):
        by_first.setdefault(unit.printed[0], []).append(unit)
    return UnitTable(units, by_first)


# What a label counts, where a table prints no unit: staff and headcounts, cases.
SAID_BY_LABEL = {"정원": "명", "현원": "명", "결원": "명", "인원": "명", "인원수": "명", "건수": "건", "개소수": "개소"}

PER_UNIT = r"/(?!\s?[년연年월](?:$|[\s,)]))"  # a stroke between two units, not that of "명/년"
_PER_TIME = re.compile(r"/\s?(?P<time>[년연年월일])$")
_PER_HEADS = re.compile(r"(?:[가-힣]{2,4}\s)?\d*\s?[십백천만]+\s?[명인]\s?당")  # 인구 10만 명당
_SORT = re.compile(r"(?<=\S)\s?\((?:누계|누적|연간|합계|평균|개수)\)$")  # 만㎡(누계)
_SPEC = re.compile(r"^(?P<scale>[십백천만억조]*)\s?(?P<base>\S.*?)?$")


@lru_cache(maxsize=256)
def parse_unit(text: str) -> tuple[UnitSpec, ...]:
    """The units of a unit line or column head, in order: "단위: 백만원, 개" → money and items; unknown words
    are left out.
    """
    table = load()
    flat = _SORT.sub("", flatten(text).strip()).strip("()[]")
    flat = re.sub(r"^단\s*위\s*:?\s*", "", flat)
    specs = []
    if per := _PER_HEADS.match(flat):  # "10만명당, 명"
        return (UnitSpec("quantity", 1, f"other:{per[0]}", per[0]),)
    for part in re.split(rf"[,·]|{PER_UNIT}|\s및\s", flat):
        part = part.strip()
        if per := _PER_TIME.search(part):
            within = parse_unit(part[: per.start()])
            specs += [
                s._replace(rate={"월": "month", "일": "day"}.get(per["time"], "year"), printed=part) for s in within
            ]
            continue
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
