"""The one record every grammar of this room returns: a typed mention with offsets into the text it was read from."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Mention(NamedTuple):
    """``text[start:end]`` says something typed. Fields that do not apply to the type stay at their defaults.

    type
      money     value/low/high in whole units of ``unit`` (KRW, USD, EUR, JPY, CNY); 58억불 → 5.8e9 USD
      period    period_start/period_end: inclusive bounds, None where open; ``granularity`` as in the contract
                (day month quarter half year range deadline); a range open at its end has granularity "range", end
                None; "by" dates (~'26.4월, '30년까지) have start None and granularity "deadline"
      quantity  value/low/high scaled out (1.7천명 → 1700) in a conformed ``unit`` of the contract
      arrow     → ⇒ ➜ between a before and an after
      agency    a name or short name of an agency
    """

    type: str
    start: int
    end: int
    text: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    unit_printed: str | None = None
    qualifier: str | None = None  # 약, 내외, 이상, 이하, 미만, 초과, 수준, 정도, 최소, 최대, 총, 각, 여, +α …
    sign: int = 1  # -1 for △ or − or 감액 beside the figure, +1 else
    is_delta: bool = False  # an explicit +466억 / △31억 / ↑ change, not a level
    rate: str | None = None  # "year" | "month" for 연/매년/년/월 per-period figures
    period_start: date | None = None
    period_end: date | None = None
    granularity: str | None = None
    needs_year: bool = False  # a month, day, quarter or half whose year stands elsewhere (bounds then use year 1)
    is_ongoing: bool = False  # 계속, 지속 right beside a period
    # "national" | "local" | "private" | "other": the source said right beside the money (국비, 시비, 민자 …)
    breakdown: str | None = None
    # relative years: 0 = 올해/금년/연내, 1 = 내년, 2 = 내후년, -1 = 작년; bounds then use year 1
    year_offset: int | None = None
    agency_ids: tuple[str, ...] = ()  # agencies the name may stand for
